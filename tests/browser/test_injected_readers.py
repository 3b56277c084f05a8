"""
Text is text for readers, too: the four hundred payloads on every page of the site, of its search, of the mail list and
in the mail itself.

An edition holds each payload as a line; the desk's files and articles hold them wherever else a text may stand. Every
page is opened in a real browser: nothing runs, nothing becomes markup, the policy has nothing to report. A quarter of
the pages is opened with the policy switched off, so that it is the escaping that is tried.
"""

import json
import threading
from contextlib import contextmanager
from urllib.parse import quote

import lxml.html
import pytest
from driving import complaints, open_browser, show_as
from edited import edited_pages
from payloads import MANY, write_payloads
from poison import poison_desk
from serving import serving

from desks import TestDesk, type_words
from readout.actions.publishing import Ready, load_sources, publish_edition
from readout.adapters.desks import load_site
from readout.codes import BlockKind
from readout.corpus.templates import make_line
from readout.editing.blocks import make_block
from readout.records import Approval
from readout.rendering.mail.editions import Footer, render_mail
from readout.rendering.sheets import legible
from readout.rendering.site.published import Published
from readout.site.searches import write_index
from readout.site.serving import Place, ReadersSide, listen

STATE = """
const all = [...document.querySelectorAll("*")];
const places = ["href", "src", "action", "formaction", "data"];
const plain = ["http:", "https:", "mailto:", "file:"];
const DATA = "application/ld+json";
const ours = location.origin + "/static/desk/";  // an address that leads nowhere is answered by the desk
const theirs = (one, name) => one.hasAttribute(name) && !one.matches("link[rel=icon]")
  && !plain.includes(new URL(one.getAttribute(name), document.baseURI).protocol);
const strange = "iframe, object, embed, base, marquee, video, math, img, link:not([rel~=icon], [rel=stylesheet], "
  + "[rel=canonical], [rel=alternate], [rel=prev], [rel=next])";
return {
  hits: self.hits || 0,
  handlers: all.filter((one) => [...one.attributes].some((each) => /^on|^srcdoc$/.test(each.name))).length,
  scripts: [...document.scripts].filter((one) => !one.src.startsWith(ours) && one.type !== DATA).length,
  strange: document.querySelectorAll(strange).length,
  odd: all.filter((one) => places.some((name) => theirs(one, name))).map((one) => one.outerHTML.slice(0, 200)),
};
"""
TYPE = """
const [field, text] = arguments;
field.type = "text";
field.value = text;
HTMLFormElement.prototype.submit.call(field.form);
"""
CLEAN = {"hits": 0, "handlers": 0, "scripts": 0, "strange": 0, "odd": []}


@pytest.fixture(scope="module")
def payloads():
    return write_payloads()


def publish_all(desk: TestDesk, payloads: list[str]) -> None:
    """An edition with every payload as a line of its own, named by one; and one that was edited and corrected."""
    from readout.desk.opened import now  # noqa: PLC0415 -- needs Django set up

    edited_pages(desk, payloads[0])
    archive = desk.archive
    brief = archive.find_brief(*archive.list_periods()[0])
    lines = tuple(make_line(None, (), (), "editor", text=each) for each in payloads)
    blocks = tuple(make_block(BlockKind.COMMENT, None, (line,)) for line in lines)
    ready = Ready(brief, blocks, payloads[1], "all-of-them", payloads[2], (Approval(payloads[3], now()),))
    publish_edition(archive, ready, {}, now())


def write_settings(desk: TestDesk, payloads: list[str], address: str) -> None:
    """What the desk's files say to readers, in payloads."""
    fit = [json.dumps(each, ensure_ascii=False) for each in payloads if each.isprintable()]
    (desk.folder / "site.toml").write_text(
        f'address = "{address}"\nsearch = true\ncontact = "desk@brief.example"\n'
        f"title = {fit[5]}\npublisher = {fit[9]}\n"
    )
    (desk.folder / "mail.toml").write_text(
        f'name = {fit[13]}\nsender = "brief@desk.example"\naddress = "https://desk.example/letters/"\n'
        f'imprint = {fit[17]}\n[relay]\nsecurity = "none"\n'
    )


@contextmanager
def serving_site(application: ReadersSide):
    server = listen(application, "127.0.0.1", 0)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}/"
    server.close()
    thread.join(10)
    server.task_dispatcher.shutdown()


@pytest.fixture(scope="module")
def desk(tmp_path_factory, payloads):
    folder = poison_desk(tmp_path_factory.mktemp("poisoned-site"), payloads)
    type_words("publish", "--week", "2031-W10", "--editor", payloads[4], "--desk", folder)
    opened = TestDesk(folder)
    publish_all(opened, payloads)
    write_settings(opened, payloads, "http://127.0.0.1/")
    return opened


@pytest.fixture(scope="module")
def site(desk, payloads):
    """The address of the site, and its folder, built once the port is known."""
    folder, index = desk.folder / "public", desk.folder / "search.sqlite3"
    application = ReadersSide(Place(load_site(desk.folder, "x"), folder, index))
    with serving_site(application) as address:
        write_settings(desk, payloads, address)
        type_words("site", "build", folder, "--desk", desk.folder)
        write_index(folder, index)
        application.place = Place(load_site(desk.folder, "x"), folder, index)
        yield address, folder


@pytest.fixture(scope="module")
def pages(site, payloads):
    """Every page of the site, searches for payloads, and addresses that are payloads."""
    address, folder = site
    files = sorted(folder.rglob("*.html"))
    said = [quote(each) for each in payloads]
    return [
        *(address + path.relative_to(folder).as_posix().removesuffix("index.html") for path in files),
        *(f"{address}search/results?q={each}" for each in said[::8]),
        *(f"{address}search/results?kind={each}&actor={each}&outlet={each}&since={each}" for each in said[3::40]),
        *(f"{address}{each}" for each in said[5::40]),
    ]


def open_all(pages, bypass: bool) -> dict[str, object]:
    """What is wrong on pages, by address."""
    wrong = {}
    with open_browser() as browser:
        show_as(browser)
        browser.execute_cdp_cmd("Page.setBypassCSP", {"enabled": bypass})
        complaints(browser)
        for page in pages:
            browser.get(page)
            state = browser.execute_script(STATE)
            told = [each for each in complaints(browser) if "Content Security Policy" in each or "Trusted" in each]
            if state != CLEAN or told:
                wrong[page] = (state, told)
    return wrong


@pytest.mark.parametrize("bypass", [False, True])
def test_no_payload_runs_on_any_page_of_the_site_and_none_becomes_markup(pages, bypass):
    wrong = open_all(pages[:: 4 if bypass else 1], bypass)
    assert not wrong, json.dumps(wrong, indent=1)[:6000]


def test_all_four_hundred_stand_on_the_page_of_their_edition_as_text(site, payloads):
    page = lxml.html.fromstring((site[1] / "editions" / "all-of-them" / "index.html").read_bytes().decode())
    told = "".join(page.text_content().split())
    assert len(payloads) == MANY
    assert [each for each in payloads if "".join(legible(each).split()) not in told] == []


def test_no_payload_runs_in_the_mail_of_any_edition(desk, site, tmp_path, payloads):
    files = []
    for edition in desk.archive.walk_editions():
        _, page = render_mail(
            Published(edition, load_sources(desk.archive, edition)), "https://brief.example/", Footer(*payloads[20:22])
        )
        files.append(tmp_path / f"{edition.number}.html")
        files[-1].write_text(page, "utf-8", "replace")
    assert len(files) == 3
    wrong = open_all([file.as_uri() for file in files], bypass=False)
    assert not wrong, json.dumps(wrong, indent=1)[:6000]


def test_no_payload_that_a_reader_types_runs_on_the_pages_of_the_mail_list(desk, payloads):
    with serving(desk) as served, open_browser() as browser:
        letters = f"{served.address}/letters/"
        complaints(browser)
        wrong = {}
        for each in payloads[::10]:
            for page in ("", "own"):
                browser.get(letters + page)
                field = browser.find_element("css selector", "input[name=address]")
                browser.execute_script(TYPE, field, each)
                state, told = browser.execute_script(STATE), complaints(browser)
                if state != CLEAN or any("Content Security" in one for one in told):
                    wrong[each] = (state, told)
            for purpose in ("confirm", "move", "not-me", "leave", "own"):
                browser.get(f"{letters}{purpose}/{quote(each, safe='')}")
                if (state := browser.execute_script(STATE)) != CLEAN:
                    wrong[f"{purpose} {each}"] = (state, [])
        assert not wrong, json.dumps(wrong, indent=1)[:6000]

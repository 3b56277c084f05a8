"""
Text is text: four hundred attempts to run as script, in every field that an article, a feed or an editor can fill.

Real pages in a real browser: nothing runs, no markup of theirs comes to be, and the policy has nothing to report. On
one page of each kind the policy is switched off as well, so that it is the escaping that is tried.

Fields of files, articles and feeds hold all of the payloads, many in one text. Forms are filled in the browser, as
many payloads at once as a field takes, until it took them all: `READOUT_PAYLOADS=all`, in `make soak`. Else each
form takes its share, another one than the form before.
"""

import json
import logging
import os
import re
from itertools import islice
from urllib.parse import quote

import lxml.html
import pytest
from driving import complaints, open_browser, show_as, sign_in
from edited import edited_pages
from payloads import CONTEXTS, ENCODINGS, MANY, VECTORS, cover, pack, write_payloads
from poison import ARTICLES, WEEK, name_desk, poison_desk
from selenium.webdriver.support.ui import WebDriverWait
from serving import serving

from desks import TestDesk
from readout.adapters.codebooks import load_codebook
from readout.desk.queue import list_findings_of

SHARE = 1 if os.environ.get("READOUT_PAYLOADS") == "all" else 16  # of the fillings of a form, one in so many
PLAIN = (
    "/", "/articles", "/stories", "/positions", "/forecasts", "/calendar", "/actors", "/sources", "/mail", "/jobs",
    "/people", "/account",
    "/review", "/review?edit=1", "/review/list", "/editions", "/audit",
)  # fmt: skip
UNSAFE = re.compile(r"sign-out|/people/\d|jobs/|second-factor|password")  # forms that would end the test
LINE = 3900  # characters that a field takes where it does not say, as a draft's line
SOON = 30  # seconds
STATE = """
const all = [...document.querySelectorAll("*")];
const places = ["href", "src", "action", "formaction", "data"];
const safe = /^(https?:|data:,|\\/|\\?|#|$)/;
const theirs = (one, name) => one.hasAttribute(name) && !safe.test(one.getAttribute(name).trim());
const strange = "iframe, object, embed, base, marquee, video, audio, math, link:not([rel=stylesheet], [rel=icon])";
return {
  hits: self.hits || 0,
  handlers: all.filter((one) => [...one.attributes].some((each) => /^on|^style$|^srcdoc$/.test(each.name))).length,
  scripts: [...document.scripts].filter((one) => !one.src.startsWith(location.origin + "/static/desk/")).length,
  strange: document.querySelectorAll(strange).length,
  odd: all.filter((one) => places.some((name) => theirs(one, name))).map((one) => one.outerHTML.slice(0, 200)),
};
"""
CLEAN = {"hits": 0, "handlers": 0, "scripts": 0, "strange": 0, "odd": []}


@pytest.fixture(scope="module")
def payloads():
    return write_payloads()


@pytest.fixture(scope="module")
def poisoned(tmp_path_factory, payloads):
    """A desk of which every text is a payload, read and briefed, and served."""
    desk = poison_desk(tmp_path_factory.mktemp("poisoned"), payloads)
    with serving(TestDesk(desk)) as served:
        served.edited = edited_pages(served.desk, *pack(payloads, LINE))
        yield served


@pytest.fixture(scope="module")
def pages(poisoned, payloads):
    """Every kind of page over the poisoned week, and queries that are payloads themselves."""
    archive = poisoned.desk.archive
    brief = archive.find_brief(*archive.list_periods()[0])
    asked = f"week={WEEK}"
    lines = (
        *brief.statements[:8],
        *brief.positions[:8],
        *brief.happenings[:6],
        *brief.forecasts[:4],
        *brief.stories[:4],
    )
    known = list(load_codebook(poisoned.desk.folder).actors.by_id)[:6]
    said = [quote(each) for each in payloads]
    return [
        *PLAIN,
        *poisoned.edited,
        "/review/list?sure=0.2",
        *(f"/review?at={item.id}" for item in list_findings_of(brief).items[:40]),
        *(f"/review?at={each}&like={each}" for each in said[11::80]),
        *(f"/stories/{one.id}?{asked}" for one in brief.stories[:15]),
        *(f"/why?{asked}&line={quote(one.id)}" for one in lines),
        *(f"/article?id={quote(one.article.id, safe='')}" for one in archive.list_latest(ARTICLES, 0)),
        *(f"/actor?id={quote(each, safe='')}" for each in known),
        *(f"/evidence?{asked}&line={quote(one.id)}" for one in brief.forecasts[:2]),
        *(f"/evidence?{asked}&line={quote(one.id)}&q=talks" for one in brief.forecasts[:2]),
        "/mail/1",
        *(f"/actor?{asked}&id={quote(one.id, safe='')}" for one in brief.actors[:10]),
        *(f"/search?q={each}" for each in said[::16]),
        *(f"/{each}" for each in said[5::80]),
        *(f"/stories?week={each}" for each in said[9::80]),
        *(f"/positions?holder={each}&movement={each}" for each in said[3::80]),
        *(f"/sign-in?next={each}" for each in said[7::80]),
    ]


def test_there_are_four_hundred_and_every_part_of_the_grammar_is_in_them(payloads):
    assert len(set(payloads)) == MANY
    assert cover() == (len(CONTEXTS), len(VECTORS), len(ENCODINGS))


def test_they_do_run_where_a_page_lets_them(tmp_path):
    page = tmp_path / "page.html"
    page.write_text(f"<!DOCTYPE html><title>x</title><body>{write_payloads()[0]}<img src=x onerror=self.hits=1>")
    with open_browser() as browser:
        browser.get(page.as_uri())
        assert browser.execute_script(STATE)["hits"]


@pytest.mark.parametrize("bypass", [False, True])
def test_no_payload_runs_on_any_page_and_none_becomes_markup(poisoned, pages, bypass):
    with open_browser() as browser:
        show_as(browser)
        browser.execute_cdp_cmd("Page.setBypassCSP", {"enabled": bypass})
        sign_in(browser, poisoned.address, poisoned.session("approver", confirmed=True))
        complaints(browser)
        wrong = {}
        for page in pages[:: 4 if bypass else 1]:
            browser.get(poisoned.address + page)
            state = browser.execute_script(STATE)
            told = [each for each in complaints(browser) if "Content Security Policy" in each or "Trusted" in each]
            if state != CLEAN or told:
                wrong[page] = (state, told)
        assert not wrong, json.dumps(wrong, indent=1)[:6000]


def test_no_payload_in_what_the_desk_its_site_and_its_mail_are_called_runs(poisoned, payloads):
    with open_browser() as browser:
        sign_in(browser, poisoned.address, poisoned.session("approver", confirmed=True))
        for each in pack(payloads, LINE):
            name_desk(poisoned.desk.folder, each)
            for page in ("/", "/mail", f"{poisoned.edited[0]}/preview/mail.html", f"{poisoned.edited[0]}/preview/"):
                browser.get(poisoned.address + page)
                assert browser.execute_script(STATE)["hits"] == 0, page
                told = [each for each in complaints(browser) if "Content Security Policy" in each]
                assert not told, page
        name_desk(poisoned.desk.folder, payloads[0])


def test_the_pages_say_the_payloads_as_text(poisoned, payloads):
    client = poisoned.desk.sign_in("reader")
    page = lxml.html.fromstring(client.get("/articles").content.decode()).text_content()
    titles = {" ".join(one.article.title.split()) for one in poisoned.desk.archive.list_latest(ARTICLES, 0)}
    assert sum(title in " ".join(page.split()) for title in titles) > ARTICLES // 2


FEWEST_FORMS = 10  # kinds of forms that were filled; a form that another took away is not
FORMS = """
const kind = (one) => [one.elements.verdict, one.elements.kind].map((each) => each && each.value || "").join("");
return [...document.forms].filter((one) => one.method === "post").map((one) => [
  `${kind(one)} ${one.getAttribute("action") || ""}`,
  [...one.elements].filter((each) => each.name && ["textarea", "text", "search"].includes(each.type))
    .map((each) => [each.name, each.maxLength])]);
"""
FILL = """
const [place, texts] = arguments;
const form = [...document.forms].filter((one) => one.method === "post")[place];
for (const [name, text] of Object.entries(texts)) { form.elements[name].value = text; }
for (const one of form.querySelectorAll("select[required]")) { one.selectedIndex = one.options.length - 1; }
form.noValidate = true;
document.documentElement.dataset.left = "yes";
form.requestSubmit(form.querySelector("button:not([type=button])"));
"""
GONE = "return document.readyState === 'complete' && !document.documentElement.dataset.left"


def name_form(action: str, texts) -> tuple[str, ...]:
    """What a form is, whichever draft, line or edition it is of."""
    return (re.sub(r"[0-9a-f]{12}|\d+|\?.*", "N", action), *(name for name, _ in texts))


def fill_form(browser, address: str, name, texts) -> bool:
    """Fill the form of a page that is shown, or else of the page at an address, and send it; False where it is gone."""
    for again in (False, True):
        if again:
            browser.get(address)
        found = enumerate(browser.execute_script(FORMS))
        places = [place for place, (action, own) in found if name_form(action, own) == name]
        if places:
            browser.execute_script(FILL, places[0], texts)
            WebDriverWait(browser, SOON, 0.02).until(lambda shown: shown.execute_script(GONE))
            return True
    return False


def test_no_payload_that_an_editor_types_runs_or_becomes_markup(poisoned, pages, payloads):
    whole, sent, wrong = pack(payloads, LINE), {}, {}
    with open_browser() as browser:
        show_as(browser)
        sign_in(browser, poisoned.address, poisoned.session("approver", confirmed=True))
        for path in dict.fromkeys(pages):
            browser.get(poisoned.address + path)
            for action, texts in browser.execute_script(FORMS):
                name = name_form(action, texts)
                if not texts or UNSAFE.search(action or path) or name in sent:
                    continue
                fillings = {field: pack(payloads, room) if room > 0 else whole for field, room in texts}
                most = max(map(len, fillings.values()))
                rounds = range(len(sent) % min(SHARE, most), most, SHARE)
                sent[name] = 0
                for each in rounds:
                    typed = {field: packed[each % len(packed)] for field, packed in fillings.items()}
                    if not fill_form(browser, poisoned.address + path, name, typed):
                        break
                    sent[name] += 1
                    if (state := browser.execute_script(STATE)) != CLEAN:
                        wrong[(*name, each)] = state
        told = [each for each in complaints(browser) if "Content Security Policy" in each or "Trusted" in each]
        for path in pages[:: 1 if SHARE == 1 else 4]:
            browser.get(poisoned.address + path)
            if (state := browser.execute_script(STATE)) != CLEAN:
                wrong[path] = state
        told += [each for each in complaints(browser) if "Content Security Policy" in each or "Trusted" in each]
    logging.getLogger(__name__).info("fillings of each form: %s", sent)
    assert not wrong, json.dumps({str(key): state for key, state in wrong.items()}, indent=1)[:6000]
    assert not told
    assert sum(number > 0 for number in sent.values()) >= FEWEST_FORMS, sent


def test_no_payload_that_is_asked_for_runs_or_becomes_markup(poisoned, pages, payloads):
    brief = poisoned.desk.archive.find_brief(*poisoned.desk.archive.list_periods()[0])
    line = brief.forecasts[0].id if brief.forecasts else ""
    asked = ("/search?q=", f"/evidence?week={WEEK}&line={line}&q=", "/articles?q=", "/sign-in?next=", "/stories?week=")
    with open_browser() as browser:
        sign_in(browser, poisoned.address, poisoned.session("approver", confirmed=True))
        for number, start in enumerate(asked):
            for each in islice(pack(payloads, 200), number % SHARE, None, SHARE):
                browser.get(poisoned.address + start + quote(each))
                assert browser.execute_script(STATE) == CLEAN, (start, each)
        told = [each for each in complaints(browser) if "Content Security Policy" in each or "Trusted" in each]
        assert not told

"""
Text is text: four hundred attempts to run as script, in every field that an article, a feed or an editor can fill.

Real pages in a real browser: nothing runs, no markup of theirs comes to be, and the policy has nothing to report. On
one page of each kind the policy is switched off as well, so that it is the escaping that is tried.
"""

import json
import re
from itertools import cycle, islice
from urllib.parse import quote

import lxml.html
import pytest
from driving import complaints, open_browser, show_as, sign_in
from edited import edited_pages
from payloads import CONTEXTS, ENCODINGS, MANY, VECTORS, cover, write_payloads
from poison import ARTICLES, WEEK, poison_desk
from serving import serving

from desks import TestDesk
from readout.desk.queue import list_findings_of

PLAIN = (
    "/", "/articles", "/stories", "/positions", "/forecasts", "/calendar", "/actors", "/sources", "/mail", "/jobs",
    "/people",
    "/review", "/review?edit=1", "/review/list", "/editions", "/audit",
)  # fmt: skip
UNSAFE = re.compile(r"sign-out|/people/|jobs/|second-factor|password")  # forms that would end the test
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
        served.edited = edited_pages(served.desk, " ".join(islice(payloads, 3, None, 40)))
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


def test_the_pages_say_the_payloads_as_text(poisoned, payloads):
    client = poisoned.desk.sign_in("reader")
    page = lxml.html.fromstring(client.get("/articles").content.decode()).text_content()
    titles = {" ".join(one.article.title.split()) for one in poisoned.desk.archive.list_latest(ARTICLES, 0)}
    assert sum(title in " ".join(page.split()) for title in titles) > ARTICLES // 2


def forms_of(client, path):
    """The forms of a page with what they would send, their texts left out to be filled."""
    done = client.get(path, follow=True)
    for form in lxml.html.fromstring(done.content.decode(), base_url=path).forms:
        if form.method == "POST" and not UNSAFE.search(form.action or path):
            texts = [one.name for one in form.inputs
                     if one.name and (one.tag == "textarea" or one.get("type", "text") in ("text", "search"))
                     and one.tag != "select" and one.get("type") != "hidden"]  # fmt: skip
            yield form.action or path, dict(form.form_values()), texts


def test_no_payload_that_an_editor_types_runs_or_becomes_markup(poisoned, pages, payloads):
    client = poisoned.desk.sign_in("approver", confirmed=True)
    drawn = cycle(payloads)
    went = set()
    for path in pages:
        for action, values, texts in forms_of(client, path):
            if texts and (key := (re.sub(r"[0-9a-f]{12}|\d+", "N", action), *texts)) not in went:
                went.add(key)
                for _ in range(6):
                    client.post(action, values | {text: next(drawn) for text in texts})
    with open_browser() as browser:
        sign_in(browser, poisoned.address, client.cookies["sessionid"].value)
        for page in pages[:40]:
            browser.get(poisoned.address + page)
            assert browser.execute_script(STATE) == CLEAN, page

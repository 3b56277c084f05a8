"""Every page in a real browser: nothing that axe finds, nothing cut off, and a keyboard reaches all of it in order."""

import re
import urllib.request

import pytest
from driving import NARROW, WIDE, ZOOMED, complaints, run_axe, show_as, sign_in
from edited import edited_pages
from selenium.webdriver import ActionChains
from selenium.webdriver.common.keys import Keys

from readout.desk.weeks import name_week

OPEN = ("/sign-in", "/join/MQ/none")
PLAIN = (
    "/", "/articles", "/article?id=dolmira-today-2031-02-12&at=10-60", "/stories", "/positions", "/forecasts",
    "/calendar", "/actors", "/sources", "/mail", "/jobs", "/search", "/search?q=talks", "/people", "/account",
    "/account/password", "/account/second-factor", "/nowhere", "/review", "/review?edit=1", "/review/list",
    "/review/list?sure=0.9", "/editions", "/audit", "/audit?check=1",
)  # fmt: skip
VIEWS = (("light", WIDE), ("dark", WIDE), ("forced", WIDE), ("light", NARROW))


@pytest.fixture(scope="module")
def pages(served):
    """The address of every kind of page, with one of each that is about one thing."""
    week = served.desk.archive.list_periods()[0]
    brief = served.desk.archive.find_brief(*week)
    comparison = max(brief.comparisons, key=lambda one: len(one.points))
    speaker = next(line.speaker_id for line in brief.statements if line.speaker_id)
    asked = f"week={name_week(*week)}"
    about = (
        f"/stories/{comparison.story_id}?{asked}",
        f"/why?{asked}&line={brief.statements[0].id}",
        f"/why?{asked}&line={comparison.story_id}",
        f"/actor?{asked}&id={speaker}",
        f"/evidence?{asked}&line={brief.forecasts[0].id}",
        f"/evidence?{asked}&line={brief.forecasts[0].id}&q=talks",
    )
    return (*PLAIN, *about, *edited_pages(served.desk))


@pytest.fixture(scope="module")
def entered(served, browser):
    sign_in(browser, served.address, served.session("approver", confirmed=True))
    return browser


@pytest.mark.parametrize(("look", "width"), VIEWS)
def test_axe_finds_nothing_on_any_page(served, entered, pages, look, width):
    show_as(entered, look, width)
    found = {}
    for page in pages:
        entered.get(served.address + page)
        wrong = [(one["id"], one["nodes"][0]["html"][:200]) for one in run_axe(entered)]
        if wrong:
            found[page] = wrong
    assert not found


@pytest.mark.parametrize("page", OPEN)
def test_axe_finds_nothing_at_the_door(served, page):
    from driving import open_browser  # noqa: PLC0415 -- a browser without a session

    with open_browser() as outside:
        outside.get(served.address + page)
        assert not run_axe(outside)


@pytest.mark.parametrize("width", [NARROW, ZOOMED])
def test_no_page_is_wider_than_its_window(served, entered, pages, width):
    show_as(entered, "light", width)
    wide = {}
    for page in pages:
        entered.get(served.address + page)
        shown = entered.execute_script("return document.documentElement.scrollWidth")
        if shown > width:
            wide[page] = shown
    assert not wide


def test_no_page_breaks_its_policy_or_asks_anybody_else(served, entered, pages):
    show_as(entered)
    complaints(entered)
    for page in pages:
        entered.get(served.address + page)
        asked = entered.execute_script("return performance.getEntriesByType('resource').map((one) => one.name)")
        assert all(one.startswith((served.address, "data:")) for one in asked)
        told = [each for each in complaints(entered) if "404 (Not Found)" not in each]
        assert not told, page


HERE = """
const one = document.activeElement;
const box = one.getBoundingClientRect();
const style = getComputedStyle(one);
const top = document.elementFromPoint(Math.min(Math.max(box.x + box.width / 2, 0), innerWidth - 1),
                                      Math.min(Math.max(box.y + box.height / 2, 0), innerHeight - 1));
return {tag: one.tagName, words: (one.innerText || one.value || one.id || "").slice(0, 40), outline: style.outlineStyle,
        seen: top === null || one.contains(top) || top.contains(one), place: one.dataset.place || null};
"""
NUMBER = """
const stops = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']";
const all = [...document.querySelectorAll(stops)];
const shown = all.filter((one) => one.checkVisibility() && !one.disabled);
shown.forEach((one, place) => { one.dataset.place = place; });
return shown.length;
"""


@pytest.mark.parametrize("kind", ["/", "/positions", "/people", "/stories/", "/why"])
def test_tab_goes_through_a_page_in_the_order_it_is_read_and_is_always_seen(served, entered, pages, kind):
    show_as(entered)
    page = next(
        each for each in pages if each == kind or (len(kind) > 1 and each.startswith(kind) and each != "/stories")
    )
    entered.get(served.address + page)
    total = entered.execute_script(NUMBER)
    went = []
    for _ in range(total):
        ActionChains(entered).send_keys(Keys.TAB).perform()
        here = entered.execute_script(HERE)
        assert here["outline"] != "none", here
        assert here["seen"], here
        went.append(int(here["place"]))
    assert went == list(range(total))


def test_the_first_stop_skips_to_the_page(served, entered):
    entered.get(f"{served.address}/positions")
    ActionChains(entered).send_keys(Keys.TAB, Keys.ENTER).perform()
    assert entered.execute_script("return document.activeElement.id") == "main"


def test_a_slash_leads_to_the_search_and_typing_there_is_typing(served, entered):
    entered.get(f"{served.address}/positions")
    ActionChains(entered).send_keys("/").send_keys("a/b").perform()
    assert entered.execute_script("return [document.activeElement.id, document.activeElement.value]") == ["find", "a/b"]


def test_every_page_of_the_desk_was_opened(served, pages):
    from readout.desk.urls import urlpatterns  # noqa: PLC0415 -- Django is set up by then

    shown = {re.split(r"[?/]", page.lstrip("/"))[0] for page in pages}
    told = {str(each.pattern).split("/")[0] for each in urlpatterns}
    assert told - shown == {"healthz", "readings.css", "decide"}  # nobody looks at these: a style, a check, a form


def test_a_page_is_small(served):
    with urllib.request.urlopen(f"{served.address}/static/desk/desk.js") as answer:
        assert len(answer.read()) < 10_000

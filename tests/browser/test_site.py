"""The readers' side by validators and readers that are not ours, and in a real browser: every kind of page and look."""

import json
import re
import subprocess
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from driving import NARROW, WIDE, ZOOMED, complaints, found, open_browser, run_axe, show_as
from selenium.webdriver import ActionChains
from selenium.webdriver.common.keys import Keys

from desks import type_words

HERE = Path(__file__).parent
VNU = HERE / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
VIEWS = (("light", WIDE), ("dark", WIDE), ("forced", WIDE), ("light", NARROW))
READERS = """
import { readFileSync } from "node:fs";
import { parseFeed } from "podcast-partytime";
import ICAL from "ical.js";
const folder = process.argv[2];
const feed = parseFeed(readFileSync(`${folder}/podcast.xml`, "utf8"), { allowMissingGuid: false });
const calendar = new ICAL.Component(ICAL.parse(readFileSync(`${folder}/calendar.ics`, "utf8")));
const events = calendar.getAllSubcomponents("vevent").map((one) => new ICAL.Event(one));
const told = events.map((one) => ({ uid: one.uid, summary: one.summary, day: `${one.startDate}` }));
console.log(JSON.stringify({ feed, events: told }));
"""


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_args):
        """Say nothing."""


@pytest.fixture(scope="module")
def hosted(desk_template, tmp_path_factory):
    """A desk that is to be published, and a server of its site's folder, whose address the site knows."""
    desk = desk_template.open(tmp_path_factory.mktemp("published") / "desk").folder
    (desk / "public").mkdir()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=desk / "public"))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield desk, f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def built(hosted):
    """The example's two weeks published, the second one spoken, and built; the desk's folder and the site's."""
    desk, address = hosted
    told = f'address = "{address}"\nsearch = true\ncontact = "desk@brief.example"\ntitle = "The strait this week"\n'
    (desk / "site.toml").write_text(told)
    for week in ("2031-W06", "2031-W07"):
        type_words("publish", "--week", week, "--editor", "Ines Marlo", "--desk", desk)
    type_words("podcast", "--desk", desk)
    record = next((desk / "episodes").glob("*.episode"))
    record.write_text(re.sub(r'(posted_at": ?")\d{4}', r"\g<1>2001", record.read_text()))  # its day has come
    folder = desk / "public"
    type_words("site", "build", folder, "--desk", desk)
    return desk, folder


@pytest.fixture(scope="module")
def address(hosted, built):
    return hosted[1]


@pytest.fixture(scope="module")
def pages(built):
    """The path of one page of each kind, that with most in it."""
    folder = built[1]
    kinds = {}
    for file in folder.rglob("*.html"):
        path = file.relative_to(folder).as_posix()
        kind = re.sub(r"^(actors|outlets|stories|editions)/[^/]+/", r"\1/*/", path)
        kinds[kind] = max(kinds.get(kind, (0, "")), (file.stat().st_size, path.removesuffix("index.html")))
    return sorted(path for _, path in kinds.values())


def test_the_nu_validator_finds_no_error_in_any_page(built):
    command = [found("java"), "-jar", VNU, "--errors-only", "--skip-non-html", built[1]]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert len(list(built[1].rglob("*.html"))) > 40


@pytest.mark.parametrize(("look", "width"), VIEWS)
def test_axe_finds_nothing_on_any_kind_of_page(address, browser, pages, look, width):
    show_as(browser, look, width)
    faults = {}
    for page in pages:
        browser.get(address + page)
        browser.execute_script("for (const one of document.querySelectorAll('details')) one.open = true")
        wrong = [(one["id"], one["nodes"][0]["html"][:200]) for one in run_axe(browser)]
        if wrong:
            faults[page] = wrong
    assert not faults


@pytest.mark.parametrize("width", [NARROW, ZOOMED])
def test_no_page_is_wider_than_its_window(address, browser, pages, width):
    show_as(browser, "light", width)
    wide = {}
    for page in pages:
        browser.get(address + page)
        browser.execute_script("for (const one of document.querySelectorAll('details')) one.open = true")
        shown = browser.execute_script("return document.documentElement.scrollWidth")
        if shown > width:
            wide[page] = shown
    assert not wide


def test_no_page_asks_anybody_else_breaks_its_policy_or_leaves_anything_in_the_browser(address, browser, pages):
    show_as(browser)
    complaints(browser)
    for page in pages:
        browser.get(address + page)
        asked = browser.execute_script("return performance.getEntriesByType('resource').map((one) => one.name)")
        assert all(one.startswith((address, "data:")) for one in asked), page
        assert not browser.get_cookies()
        assert browser.execute_script("return localStorage.length + sessionStorage.length") == 0
    assert not complaints(browser)


def test_everything_is_there_without_script(address, pages):
    with open_browser(scripts=False) as browser:
        for page in pages:
            browser.get(address + page)
            assert len(browser.find_element("tag name", "main").text) > 40, page
        browser.get(f"{address}standoff/")
        lines = browser.find_elements("css selector", "#timeline .days li li")
        assert all(one.is_displayed() for one in lines)
        browser.find_element("id", "who-1").click()
        shown = [one for one in lines if one.is_displayed()]
        assert shown == browser.find_elements("css selector", "#timeline .days li li.who-1")
        days = browser.find_elements("css selector", "#timeline .days > li")
        assert sum(one.is_displayed() for one in days) == len({one.find_element("xpath", "../..") for one in shown})
        assert len(shown) < len(lines)
        browser.get(f"{address}editions/2031-w07/")
        receipt = browser.find_element("css selector", "details.receipt")
        receipt.find_element("tag name", "summary").click()
        assert "digest" in receipt.text


def test_a_keyboard_skips_to_the_text_and_opens_a_receipt(address, browser):
    show_as(browser)
    browser.get(f"{address}editions/2031-w07/")
    ActionChains(browser).send_keys(Keys.TAB).perform()
    assert browser.switch_to.active_element.text == "Skip to the text"
    for _ in range(60):
        ActionChains(browser).send_keys(Keys.TAB).perform()
        if browser.switch_to.active_element.tag_name == "summary":
            break
    ActionChains(browser).send_keys(Keys.ENTER).perform()
    assert browser.execute_script("return document.activeElement.parentElement.open")


def test_a_podcast_program_and_a_calendar_program_read_what_is_there(built, tmp_path):
    script = HERE / "node_modules" / ".read.mjs"
    script.write_text(READERS)
    done = subprocess.run([found("node"), script, built[1]], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    item = told["feed"]["items"][0]
    recording = built[1] / "episodes" / "2031-w07.mp3"
    assert item["enclosure"]["length"] == recording.stat().st_size
    assert item["podcastTranscripts"][0]["type"] == "text/vtt"
    assert item["podcastChapters"]["type"] == "application/json+chapters"
    assert told["feed"]["guid"]
    assert told["events"]
    assert all(event["summary"] and event["uid"] for event in told["events"])


def test_a_recording_is_as_loud_as_podcasts_are_and_has_its_chapters_inside(built):
    desk, folder = built
    recording = folder / "episodes" / "2031-w07.mp3"
    measure = [found("ffmpeg"), "-hide_banner", "-i", recording, "-af", "loudnorm=print_format=json", "-f", "null", "-"]
    told = subprocess.run(measure, capture_output=True, text=True, check=True).stderr
    assert -17 <= float(re.search(r'"input_i" : "(-?[\d.]+)"', told)[1]) <= -15
    probe = [found("ffprobe"), "-v", "error", "-show_chapters", "-of", "json", recording]
    inside = json.loads(subprocess.run(probe, capture_output=True, text=True, check=True).stdout)["chapters"]
    beside = json.loads((folder / "episodes" / "2031-w07.json").read_text())["chapters"]
    assert [one["tags"]["title"] for one in inside] == [one["title"] for one in beside]
    before = recording.read_bytes()
    type_words("podcast", "--edition", "2", "--desk", desk)
    assert (desk / "episodes" / "2031-w07.mp3").read_bytes() == before

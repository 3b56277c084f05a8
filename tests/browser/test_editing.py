"""In a real browser: keys decide, what is typed is saved when the typing rests, and two who type lose nothing."""

import pytest
from driving import open_browser, show_as, sign_in
from edited import edited_pages
from selenium.webdriver import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from readout.actions.drafting import load_opened
from readout.codes import BlockKind, Verdict

SOON = 30  # seconds


@pytest.fixture(scope="module")
def draft(served) -> str:
    return edited_pages(served.desk)[0].rpartition("/")[2]


@pytest.fixture
def ann(served):
    with open_browser() as browser:
        show_as(browser)
        sign_in(browser, served.address, served.session("editor"))
        yield browser


@pytest.fixture
def ben(served):
    with open_browser() as browser:
        show_as(browser)
        sign_in(browser, served.address, served.session("editor"))
        yield browser


def press(browser, *keys: str) -> None:
    """Each key, after the page that the one before brought."""
    for key in keys:
        before = browser.find_element(By.TAG_NAME, "html")
        ActionChains(browser).send_keys(key).perform()
        if key != "?":
            WebDriverWait(browser, SOON).until(lambda shown, old=before: shown.find_element(By.TAG_NAME, "html") != old)


def developments(served, draft: str):
    blocks = load_opened(served.desk.archive, draft).content.blocks
    return [block for block in blocks if block.kind is BlockKind.DEVELOPMENT]


def lead(served, draft: str):
    return developments(served, draft)[0]


def field(browser, line_id: str):
    return browser.find_element(By.ID, f"w-{line_id}")


def wait_for(browser, words: str) -> None:
    WebDriverWait(browser, SOON).until(lambda shown: words in shown.page_source)


def test_a_review_run_goes_by_keys_alone(served, ann):
    ann.get(f"{served.address}/review")
    total = len(served.desk.archive.list_judgements())
    press(ann, "a", "r", "s", "u")
    told = [one.verdict for one in served.desk.archive.list_judgements()[total:]]
    assert told == [Verdict.CONFIRMED, Verdict.REJECTED]
    press(ann, "j", "k")
    press(ann, "?")
    assert ann.find_element(By.ID, "help").get_attribute("open") is not None


def test_what_is_typed_is_saved_when_the_typing_rests_and_the_page_stays(served, ann, draft):
    lines = [block.lines[0] for block in developments(served, draft)[:2]]
    ann.get(f"{served.address}/drafts/{draft}")
    for number, (line, words) in enumerate(zip(lines, ("Typed by Ann.", "And on."), strict=True)):
        area = field(ann, line.id)
        area.clear()
        area.send_keys(words)
        wait_for(ann, "Saved, revision")
        WebDriverWait(ann, SOON).until(
            lambda _, n=number, w=words: developments(served, draft)[n].lines[0].sentence.text == w
        )
    assert field(ann, lines[0].id).get_attribute("value") == "Typed by Ann."


def test_two_who_type_into_one_line_are_shown_all_three(served, ann, ben, draft):
    block = lead(served, draft)
    line = block.lines[0]
    for browser in (ann, ben):
        browser.get(f"{served.address}/drafts/{draft}")
    for browser, words in ((ann, "As Ann wants it."), (ben, "As Ben wants it.")):
        area = field(browser, line.id)
        area.clear()
        area.send_keys(words)
        wait_for(browser, "Saved, revision" if browser is ann else "changed this, too")
    assert field(ben, line.id).get_attribute("value") == "As Ben wants it."
    field(ben, line.id).find_element(By.XPATH, "./following-sibling::button").click()
    WebDriverWait(ben, SOON).until(lambda shown: shown.find_elements(By.XPATH, "//button[text()='Keep this']"))
    shown = ben.find_element(By.TAG_NAME, "main").text
    assert [
        words for words in ("As both found it", "Keep theirs", "Keep mine", "Keep this") if words not in shown
    ] == []
    assert lead(served, draft).lines[0].sentence.text == "As Ann wants it."
    ben.find_element(By.XPATH, "//button[text()='Keep mine']").click()
    WebDriverWait(ben, SOON).until(lambda _: lead(served, draft).lines[0].sentence.text == "As Ben wants it.")


def test_without_a_script_the_same_buttons_do_it(served, draft):
    with open_browser(scripts=False) as browser:
        sign_in(browser, served.address, served.session("editor"))
        line = lead(served, draft).lines[0]
        browser.get(f"{served.address}/drafts/{draft}")
        area = field(browser, line.id)
        area.clear()
        area.send_keys("Without a script.")
        area.find_element(By.XPATH, "./following-sibling::button").click()
        WebDriverWait(browser, SOON).until(lambda _: lead(served, draft).lines[0].sentence.text == "Without a script.")
        before = len(served.desk.archive.list_judgements())
        browser.get(f"{served.address}/review")
        browser.find_element(By.XPATH, "//button[starts-with(normalize-space(.), 'Accept')]").click()
        WebDriverWait(browser, SOON).until(lambda _: len(served.desk.archive.list_judgements()) == before + 1)


def test_what_is_typed_is_saved_before_another_button_does_its_work(served, ann, draft):
    block = lead(served, draft)
    order = [one.id for one in load_opened(served.desk.archive, draft).content.blocks]
    ann.get(f"{served.address}/drafts/{draft}")
    area = field(ann, block.lines[0].id)
    area.clear()
    area.send_keys("Typed, and gone on at once.")
    ann.find_element(By.ID, block.id).find_element(By.XPATH, ".//button[text()='↓']").click()
    place = order.index(block.id)
    WebDriverWait(ann, SOON).until(
        lambda _: load_opened(served.desk.archive, draft).content.blocks[place + 1].id == block.id
    )
    assert lead_of(served, draft, block.id).lines[0].sentence.text == "Typed, and gone on at once."


def lead_of(served, draft: str, block_id: str):
    blocks = load_opened(served.desk.archive, draft).content.blocks
    return next(block for block in blocks if block.id == block_id)

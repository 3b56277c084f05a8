"""
One person goes from an empty desk to a published edition by keyboard alone, and another without any script.

Nothing is clicked and no address is typed but the first link: what is needed next is reached by Tab, and pressed.
"""

import re
import time
from base64 import b32decode

import pytest
from django.conf import settings
from django_otp.oath import totp
from driving import open_browser, show_as
from selenium.webdriver import ActionChains, Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from serving import serving

from desks import TestDesk
from readout.desk.clockwork import publish_once

PASSWORD = "a sentence that only I say"
STOPS = 900  # of Tab at most on one page


class Person:
    """Somebody at a keyboard: reads what has the focus, types, and presses."""

    def __init__(self, browser: Chrome) -> None:
        self.browser = browser

    def type(self, *keys: str) -> None:
        ActionChains(self.browser).send_keys(*keys).perform()

    def go_to(self, words: str) -> None:
        """Tab to the link, button or field that says `words`; from the top of the page on."""
        seen = []
        for _ in range(STOPS):
            self.type(Keys.TAB)
            here = self.focused()
            if re.search(words, here):
                return
            seen.append(here)
        raise AssertionError(f"no stop says {words!r}; there were {seen[:80]} on {self.browser.current_url}")

    def focused(self) -> str:
        one = self.browser.switch_to.active_element
        said = one.get_attribute("aria-label") or one.text or one.get_attribute("value") or ""
        named = one.get_attribute("id") or ""
        label = self.browser.find_elements(By.CSS_SELECTOR, f'label[for="{named}"]') if named else []
        return " ".join(filter(None, (said, *(each.text for each in label), one.get_attribute("name"))))

    def press(self, words: str) -> None:
        self.go_to(words)
        page = self.browser.find_element(By.TAG_NAME, "html")
        self.type(Keys.ENTER)
        for _ in range(200):  # the next page, or the part of this one that opens
            if self.browser.find_element(By.TAG_NAME, "html") != page:
                return
            time.sleep(0.05)

    def fill(self, label: str, words: str) -> None:
        self.go_to(label)
        ActionChains(self.browser).key_down(Keys.CONTROL).send_keys("a").key_up(Keys.CONTROL).send_keys(words).perform()

    def says(self, words: str) -> bool:
        return words in self.browser.find_element(By.TAG_NAME, "body").text


def code_of(letters: str) -> str:
    plain = letters.replace(" ", "")
    return f"{totp(b32decode(plain + '=' * (-len(plain) % 8))):06d}"


def wait_for_brief(person: Person) -> None:
    """Look again until the job is done, as a person would."""
    for _ in range(600):
        if not person.browser.find_elements(By.LINK_TEXT, "Look again"):
            return
        time.sleep(1)
        person.press("^Look again")
    raise AssertionError(person.browser.find_element(By.TAG_NAME, "main").text)


@pytest.mark.parametrize("scripts", [True, False], ids=["by keyboard", "without script"])
def test_from_an_empty_desk_to_a_published_edition(desk_template, tmp_path, monkeypatch, scripts):
    desk: TestDesk = desk_template.open(tmp_path / "desk", empty=True)
    (desk.folder / "schedule.toml").write_text('publishing_day = "friday"\nhold_minutes = 0\n')
    monkeypatch.setattr(settings, "READOUT_FIRST_LINK", "token")
    with serving(desk) as served, open_browser(scripts=scripts) as browser:
        show_as(browser)
        person = Person(browser)
        browser.get(f"{served.address}/first/token")
        person.fill("Name", "ada")
        person.fill("Password", PASSWORD)
        person.fill("The same again", PASSWORD)
        person.press("^Make the account")

        person.press("^Load the example")
        wait_for_brief(person)

        person.press("^Review")
        assert person.says("0 of ")
        if scripts:
            person.type("a")
            time.sleep(1)
            person.type("r")
            time.sleep(1)
            person.type("u")
            time.sleep(1)
        else:
            person.press("^Accept")
            person.press("^Reject")
            person.press("^Undo")
        assert person.says("1 of ")

        person.press("^Editions")
        person.press("^Open a draft of 2031-W07")
        person.fill("^.*Title", "The week in the strait")
        person.press("^Set title")
        assert person.says("The week in the strait")
        person.go_to("^.*Day")
        for _ in range(3):  # month, day and year of the field
            person.type(Keys.BACKSPACE, Keys.ARROW_RIGHT)
        person.press("^Set time")
        person.press("^Submit for review")
        person.press("^Approve")
        letters = browser.find_element(By.CLASS_NAME, "letters").text
        person.fill("Code", code_of(letters))
        person.press("^Switch it on")
        person.press("^I have them")
        person.press("^Editions")
        person.press("^The week in the strait")
        person.press("^Approve")
        publish_once()
        person.press("^Editions")
        person.press("^1. The week in the strait")
        assert person.says("The week in the strait")
        (card,) = desk.archive.list_editions()
        assert (card.number, card.title, card.slug) == (1, "The week in the strait", "2031-w07")

"""Printed words as they are spoken: quotations said as such, dates, numbers and signs in words, nothing to click."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from readout.corpus.wording import MONTHS, fold

_URL = re.compile(r"(?:https?://|www\.)\S+")
_ASIDE = re.compile(r"\s*\[([^\]]*)\]")
_RANGE = re.compile(r"(?<=\d)\s*[–—-]\s*(?=\d)")
_DASH = re.compile(r"\s*[–—]\s*|\s+-\s+")
_DAY = re.compile(rf"\b([1-3]?\d) ({'|'.join(MONTHS)})\b")
_DAY_BEHIND = re.compile(rf"\b({'|'.join(MONTHS)}) ([1-3]?\d)\b(?!\d)")
_MONEY = re.compile(r"([$€£¥₽])\s?(\d[\d,.]*)(\s(?:thousand|million|billion|trillion)\b|(?:bn|mln)\b)?")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}\b)")
_CLOCK = re.compile(r"\b([01]?\d|2[0-3]):([0-5]\d)\b")
_OPEN, _CLOSE = re.compile(r"[“«„]|(?<!\w)[‘\"](?=\w)"), re.compile(r"[”»]|(?<=[\w.,!?…])\"|(?<=[.,!?])’")
_SUFFIX = {1: "st", 2: "nd", 3: "rd"}


@dataclass(frozen=True, slots=True)
class Spoken:
    """What `words.toml` says: words, signs and currencies with how they are said."""

    words: dict[str, str]
    signs: dict[str, str]
    money: dict[str, str]
    pattern: re.Pattern[str]


def speak(text: str) -> str:
    """
    A line as a voice says it: "quote … end quote" around quotations, an ellipsis as a pause, no address.

    Names and words stay as printed; what stands in brackets is said between commas.
    """
    book = _load_words()
    told = _URL.sub("", fold(text))
    told = _ASIDE.sub(lambda found: f", {found[1].strip()}," if found[1].strip() else "", told)
    told = _OPEN.sub(" quote, ", told)
    told = _CLOSE.sub(", end quote, ", told)
    told = told.replace("’", "'").replace("‘", "").replace('"', "").replace("…", ", ")
    told = _MONEY.sub(lambda found: _money(found, book), told)
    told = _CLOCK.sub(lambda found: f"{found[1]} {'hundred' if found[2] == '00' else found[2]}", told)
    told = _RANGE.sub(" to ", _THOUSANDS.sub("", told))
    told = _DASH.sub(", ", told)
    told = _DAY.sub(lambda found: f"the {_ordinal(int(found[1]))} of {found[2]}", told)
    told = _DAY_BEHIND.sub(lambda found: f"{found[1]} the {_ordinal(int(found[2]))}", told)
    told = book.pattern.sub(lambda found: book.words[found[0]], told)
    for sign, words in book.signs.items():
        told = told.replace(sign, words)
    return _tidy(told)


def _money(found: re.Match[str], book: Spoken) -> str:
    scale = {"bn": " billion", "mln": " million"}.get(found[3] or "", found[3] or "")
    return f"{found[2].rstrip('.,')}{scale} {book.money[found[1]]}{'.' if found[2].endswith('.') else ''}"


def _ordinal(number: int) -> str:
    return f"{number}{'th' if 10 <= number % 100 <= 20 else _SUFFIX.get(number % 10, 'th')}"


def _tidy(told: str) -> str:
    """Spaces and marks as a sentence has them: no comma before another mark or at the beginning."""
    told = re.sub(r"[<>*_`|\\{}\[\]]", " ", told)
    told = re.sub(r"\s+", " ", told)
    told = re.sub(r"\s+([,.;:!?])", r"\1", told)
    told = re.sub(r",(?:\s*,)+", ",", told)
    told = re.sub(r"([.!?:;])\s*,", r"\1", told)
    told = re.sub(r",\s*([.!?:;])", r"\1", told)
    return told.strip(" ,;:")


@cache
def _load_words() -> Spoken:
    table = tomllib.loads((resources.files(__package__) / "words.toml").read_text("utf-8"))
    words = {str(key): str(value) for key, value in table["words"].items()}
    longest = sorted(words, key=len, reverse=True)
    pattern = re.compile("|".join(rf"(?<![\w.]){re.escape(key)}(?!\w)" for key in longest))
    return Spoken(words, dict(table["signs"]), dict(table["money"]), pattern)

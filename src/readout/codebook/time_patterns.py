"""Readable word patterns of the time rules, compiled to regular expressions over one character a word."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from readout.errors import CodebookError

FILE = "timex.toml"
OTHER = "."  # the character of a word that no rule speaks of

# What a piece of digits is, each a class of its own that patterns may name.
DIGIT_CLASSES = {
    "D12": "a",  # 1 to 12
    "D24": "b",  # 13 to 24, and 0
    "D31": "c",  # 25 to 31
    "D59": "d",  # 32 to 59
    "D99": "e",  # 60 to 99
    "N3": "f",  # three digits
    "YEAR": "g",  # four digits, 1000 to 2199
    "COUNT": "h",  # other whole numbers, with commas or without
    "DECIMAL": "i",
    "DORD": "j",  # 1st to 31st
    "NORD": "k",  # 32nd and on
    "DECADE": "l",  # 1990s
    "TENS": "m",  # 90s
    "CLOCK": "n",  # 15:30
    "SLASHED": "o",  # 12/07/2021
}
_ITEM = re.compile(r"\s*(\(|\)|\||[?*+]|(?:!)?(?:[a-z]+:)?\(|(?:!)?(?:[a-z]+:)?[^\s()|?*]+)")
_FIRST_SIGN = 0x100


@dataclass(slots=True)
class Lexicon:
    """Words by class, and the one character that stands for each word; `signs` grows while rules are compiled."""

    values: Mapping[str, Mapping[str, int | float | str]]  # class -> word -> value
    macros: Mapping[str, str]
    signs: dict[str, str] = field(default_factory=dict)

    def sign(self, word: str) -> str:
        """The character of a word; a new word gets the next free one."""
        return self.signs.setdefault(word, chr(_FIRST_SIGN + len(self.signs)))

    def charset(self, name: str) -> str:
        """The characters of a class, of a piece of digits, or of one literal word."""
        if name == "WORD":
            return OTHER
        if name in DIGIT_CLASSES:
            return DIGIT_CLASSES[name]
        if name in self.values:
            return "".join(self.sign(word) for word in self.values[name])
        if name.isupper() and len(name) > 1:
            raise CodebookError(FILE, None, f"no class or macro is called {name}")
        return self.sign(name)


def compile_pattern(pattern: str, lexicon: Lexicon) -> str:
    """
    Turn a pattern into a regular expression over word characters.

    A pattern is words and CLASSES with ( | ) ? * +; `name:ITEM` keeps what matched as slot `name`,
    `!ITEM` says what must not follow. Raises CodebookError on a class that is not known.
    """
    return _number_slots(_compile_items(pattern.strip(), lexicon))


def _number_slots(regex: str) -> str:
    """A slot may be named twice in one pattern, where only one of the two can match: month, month_2."""
    seen: dict[str, int] = {}

    def rename(found: re.Match[str]) -> str:
        name = found[1]
        seen[name] = seen.get(name, 0) + 1
        return found[0] if seen[name] == 1 else f"(?P<{name}_{seen[name]}>"

    return re.sub(r"\(\?P<(\w+)>", rename, regex)


def _compile_items(text: str, lexicon: Lexicon) -> str:
    out: list[str] = []
    place = 0
    while place < len(text):
        found = _ITEM.match(text, place)
        if not found:
            raise CodebookError(FILE, None, f"cannot read the pattern at '{text[place:]}'")
        out.append(_compile_item(found[1], lexicon))
        place = found.end()
    return "".join(out)


def _compile_item(item: str, lexicon: Lexicon) -> str:
    if item in (")", "|", "?", "*", "+"):
        return item
    ahead = item.startswith("!")
    name, _, rest = item.lstrip("!").rpartition(":")
    if not rest:  # the colon itself
        name, rest = "", item.lstrip("!")
    opening = f"(?P<{name}>" if name else "(?:"
    if rest == "(":
        return "(?!" if ahead else opening
    if rest in lexicon.macros:
        inner = _compile_items(lexicon.macros[rest].strip(), lexicon)
    else:
        inner = f"[{re.escape(lexicon.charset(rest))}]"
    if ahead:
        return f"(?!{inner})"
    return f"{opening}{inner})" if name or rest in lexicon.macros else inner

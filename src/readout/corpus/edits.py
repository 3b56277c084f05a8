"""What an edit changed, word by word."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from readout.records import Span

_WORD = re.compile(r"\S+")
CONTEXT = 5  # words on either side of a change


@dataclass(frozen=True, slots=True)
class Change:
    """
    Words that an edit took out of the old text and put into the new one; None where it only put in, or took out.

    Spans are characters of the old and of the new text; `before` and `after` are the words around, the same in both.
    """

    old: Span | None
    new: Span | None
    before: str
    after: str


def compare_texts(old: str, new: str) -> tuple[Change, ...]:
    """
    The changes that make `new` of `old`, in order; words are what stands between white space, which alone is no change.

    Myers' problem, by the longest matching runs of words (Ratcliff and Obershelp, as `difflib` has it).
    """
    olds, news = list(_WORD.finditer(old)), list(_WORD.finditer(new))
    words = [[match[0] for match in each] for each in (olds, news)]
    matcher = SequenceMatcher(None, words[0], words[1], autojunk=False)
    return tuple(
        Change(_span(olds[a:b]), _span(news[c:d]), _say(olds[max(0, a - CONTEXT) : a]), _say(olds[b : b + CONTEXT]))
        for kind, a, b, c, d in matcher.get_opcodes()
        if kind != "equal"
    )


def _span(words: Sequence[re.Match[str]]) -> Span | None:
    return Span(words[0].start(), words[-1].end()) if words else None


def _say(words: Sequence[re.Match[str]]) -> str:
    return " ".join(word[0] for word in words)

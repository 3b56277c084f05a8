"""A text as its page lays it out: lines and paragraphs, whether or not blank lines stand between them."""

import re
from dataclasses import dataclass
from itertools import pairwise

from readout.records import Span
from readout.spans import passage, trim

BREAKS = re.compile(r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")  # the line ends that str.splitlines knows
BULLET = re.compile(r"(?:[*•·▪]\s|[-–]\s+[A-Z]|\d{1,2}[.)]\s)")
NARROWEST, WIDEST = 40, 120  # columns at which people wrap by hand
# a sentence's mark, quotation marks or brackets after it, and perhaps "(AGENCY)" behind all
ENDS_SENTENCE = re.compile(r"[.!?…][\"'”’»)\]*]*(?:\s?[(\[][^()\[\]]{1,40}[)\]])?$")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """
    A line of the page, or several that were one before they were wrapped.

    `says` is its text with single spaces, `words` how many it has, `closed` whether it ends as a
    sentence does, `apart` whether a blank line (or nothing) stands before it.
    """

    span: Span
    says: str
    words: int
    closed: bool
    apart: bool


@dataclass(frozen=True, slots=True)
class _Line:
    span: Span
    says: str
    indent: int
    apart: bool


def find_paragraphs(text: str) -> tuple[Paragraph, ...]:
    """The paragraphs of a text in order, trimmed, apart from each other; every non-space character is in one."""
    lines = _find_lines(text)
    width = _wrap_width(lines)
    groups: list[list[_Line]] = []
    for line in lines:
        if groups and width is not None and _goes_on(groups[-1], line, width):
            groups[-1].append(line)
        else:
            groups.append([line])
    return tuple(map(_join, groups))


def _find_lines(text: str) -> list[_Line]:
    lines: list[_Line] = []
    after = 0
    for match in BREAKS.finditer(text):
        span = trim(text, Span(match.start(), match.end()))
        if span is not None:
            apart = not lines or _has_blank_line(text[after : match.start()])
            lines.append(_Line(span, " ".join(passage(text, span).split()), span.start - match.start(), apart))
            after = match.end()
    return lines


def _has_blank_line(gap: str) -> bool:
    """Whether what stands between two lines holds more than one line end."""
    return len(re.findall(r"\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]", gap)) > 1


def _wrap_width(lines: list[_Line]) -> int | None:
    """
    The column at which the text was wrapped by hand; None when it was not.

    A line that breaks off inside a sentence, with the next going on in a small letter, is a wrapped
    one. A page where many such lines stand, and few are wider than anybody wraps, is wrapped.
    """
    broken = [len(one.says) for one, other in pairwise(lines) if _breaks_off(one, other)]
    wide = sum(len(line.says) > WIDEST for line in lines)
    enough = 1 if len(lines) <= 4 else 2
    if len(broken) < enough or len(broken) * 8 < len(lines) or wide * 5 > len(lines):
        return None
    return max(broken)


def _breaks_off(line: _Line, following: _Line) -> bool:
    return (
        not following.apart
        and NARROWEST <= len(line.says) <= WIDEST
        and following.says[0].islower()
        and not ENDS_SENTENCE.search(line.says)
    )


def _goes_on(group: list[_Line], line: _Line, width: int) -> bool:
    """Whether `line` continues a wrapped paragraph: its first word had no room on the line before."""
    before = group[-1]
    if line.apart or line.says == before.says or BULLET.match(line.says):
        return False
    if line.indent > before.indent and len(group) > 1:  # the indent of a new paragraph's first line
        return False
    if line.says[0].islower() and not ENDS_SENTENCE.search(before.says):
        return len(before.says) * 2 > width
    return len(before.says) + 1 + len(line.says.split(" ", 1)[0]) > width


def _join(group: list[_Line]) -> Paragraph:
    says = " ".join(line.says for line in group)
    return Paragraph(
        span=Span(group[0].span.start, group[-1].span.end),
        says=says,
        words=len(says.split(" ")),
        closed=ENDS_SENTENCE.search(says, max(0, len(says) - 80)) is not None,
        apart=group[0].apart,
    )

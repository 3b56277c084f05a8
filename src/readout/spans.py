"""Stretches of a text and what can be said of them: overlap, receipts, short ids."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable

from readout.records import Article, Citation, Span

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DATELINE = re.compile(  # "PELLANE, February 13 — ", "PELLANE (Longitude) - ", "PELLANE — The", "Pellane, June 3 — The"
    r"[A-Z][A-Z .'-]{2,30}(?:, (?=[^—–-]*\d)[^—–-]{3,32}|(?:, [A-Z][\w .]{2,20})? \([A-Z][^—–()-]{1,24}\))\s?[—–-]+ "
    r"|[A-Z][A-Z .'-]{2,30} [—–]+ (?=[A-Z“\"])"
    rf"|[A-Z][\w'’]+(?: [A-Z][\w'’]+){{0,2}}, (?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH}) [—–-]+ (?=[A-Z“\"])"
)
_ASIDE = re.compile(r",\s(?:who|which|whose|whom|where)\b|\bas (?:\w+ ){1,3}had\b")
CONTEXT = 32  # characters of the W3C text quote selector on either side of a receipt


def overlaps(one: Span, other: Span) -> bool:
    """Whether two spans share at least one character."""
    return one.start < other.end and other.start < one.end


def covers(outer: Span, inner: Span) -> bool:
    """Whether every character of `inner` lies in `outer`."""
    return outer.start <= inner.start and inner.end <= outer.end


def hull(spans: Iterable[Span]) -> Span:
    """The smallest span that covers all of `spans`. Raises ValueError when there are none."""
    kept = tuple(spans)
    return Span(min(span.start for span in kept), max(span.end for span in kept))


def trim(text: str, span: Span) -> Span | None:
    """`span` without white space at its edges; None when nothing is left."""
    start, end = span.start, span.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None


def without_dateline(text: str, span: Span) -> Span:
    """A sentence without the place and day that open a report: where it was written is not what it tells."""
    found = _DATELINE.match(text, span.start, span.end)
    return Span(found.end(), span.end) if found and found.end() < span.end else span


def is_aside(text: str, sentence: Span, span: Span) -> bool:
    """Whether words stand in a relative clause of their sentence, told by the way: ", who took office on Monday, "."""
    before = text[sentence.start : span.start]
    clause = list(_ASIDE.finditer(before))
    return bool(clause) and "," not in before[clause[-1].end() :]


def passage(text: str, span: Span) -> str:
    """The characters of `span`, exactly as captured."""
    return text[span.start : span.end]


def digest_text(text: str) -> str:
    """SHA-256 of the UTF-8 bytes, in hexadecimal. A lone surrogate, which UTF-8 refuses, is escaped."""
    return hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()


def digest_bytes(content: bytes) -> str:
    """SHA-256 of bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def finding_id(kind: str, *says: str) -> str:
    """
    A short id made of what a finding says: its kind and the words that matter, twelve hexadecimal characters.

    The same words give the same id whichever recipe found them, so that an editor's judgement stays attached.
    """
    return digest_text("\x1f".join((kind, *(" ".join(word.split()) for word in says))))[:12]


def cite(article: Article, span: Span) -> Citation:
    """
    The receipt for a passage: where it stands, its digest, and up to 32 characters on either side
    (W3C Web Annotation, TextPositionSelector and TextQuoteSelector).
    """
    return Citation(
        article_id=article.id,
        span=span,
        digest=digest_text(passage(article.text, span)),
        prefix=article.text[max(0, span.start - CONTEXT) : span.start],
        suffix=article.text[span.end : span.end + CONTEXT],
    )


def bears_out(citation: Citation, text: str) -> bool:
    """Whether `text` still holds the cited passage and its surroundings, character for character."""
    span = citation.span
    return (
        0 <= span.start < span.end <= len(text)
        and digest_text(passage(text, span)) == citation.digest
        and text[max(0, span.start - CONTEXT) : span.start] == citation.prefix
        and text[span.end : span.end + CONTEXT] == citation.suffix
    )


def slug(name: str) -> str:
    """A name as a readable id: lower case, no accents, hyphens between the words; "" when nothing is left."""
    plain = unicodedata.normalize("NFKD", name.replace("'", "").replace("’", ""))
    kept = "".join(mark for mark in plain if not unicodedata.combining(mark))
    return "-".join(re.findall(r"\w+", kept.lower().replace("_", " ")))

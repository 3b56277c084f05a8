"""
A receipt as the web knows it: W3C Web Annotation selectors, a text fragment, and where its passage stands today.

A passage is found again only where it stands word for word and no other place could be meant; a sentence that merely
looks like it is never taken for it.
"""

from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import quote

from readout.corpus.wording import fold
from readout.records import Article, Citation, Span
from readout.spans import digest_text

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
WHOLE = 160  # characters up to which a fragment has the passage whole; of a longer one its first and last words
EDGE = 6  # words of either end of a long passage
TELLING = 40  # characters from which on the words alone tell a passage from any other
_OPENING = "“\"‘'«"


class Standing(StrEnum):
    """Where a cited passage stands in a text that may have changed since."""

    SAME = "same"  # at the same characters
    MOVED = "moved"  # word for word, elsewhere
    CHANGED = "changed"  # no longer so, or not surely this one


@dataclass(frozen=True, slots=True)
class Found:
    """A passage looked for: `span` is None exactly when it is `changed`."""

    standing: Standing
    span: Span | None


def find_again(citation: Citation, kept: str, text: str) -> Found:
    """
    Where the passage of `citation` stands in `text`, a later version of the text `kept` that was cited.

    It is found where its words stand with the same surroundings on both sides, and once. Words that tell enough by
    themselves are also found in other surroundings, when they stood once in `kept` and stand once in `text`, places
    right behind an opening quotation mark not counted: there a note tells what had been printed before.
    Raises ValueError when `kept` does not hold the passage.
    """
    span = citation.span
    words = kept[span.start : span.end]
    if digest_text(words) != citation.digest:
        raise ValueError(f"the kept text of {citation.article_id} does not hold the cited passage")
    places = _places(words, text)
    sure = [place for place in places if _has_surroundings(citation, text, place)]
    if len(sure) != 1 and len(words) >= TELLING and len(_places(words, kept)) == 1:
        sure = [place for place in places if _stands_free(text, place)]
    if len(sure) != 1:
        return Found(Standing.CHANGED, None)
    return Found(Standing.SAME if sure[0] == span else Standing.MOVED, sure[0])


def _places(words: str, text: str) -> list[Span]:
    """Every place of the words that cuts no longer word, overlapping ones too."""
    found, start = [], text.find(words)
    while start >= 0:
        place = Span(start, start + len(words))
        if not _is_cut(text, place.start) and not _is_cut(text, place.end):
            found.append(place)
        start = text.find(words, start + 1)
    return found


def _is_cut(text: str, place: int) -> bool:
    return 0 < place < len(text) and text[place - 1].isalnum() and text[place].isalnum()


def _has_surroundings(citation: Citation, text: str, place: Span) -> bool:
    return text[: place.start].endswith(citation.prefix) and text[place.end :].startswith(citation.suffix)


def _stands_free(text: str, place: Span) -> bool:
    return not (place.start and text[place.start - 1] in _OPENING)


def link_passage(url: str, passage: str) -> str:
    """
    `url` with a text fragment (WICG) that has a browser show the passage: whole, or its first and last words.

    A browser that knows no fragments, or a page that no longer has the words, shows the page's beginning.
    """
    words = fold(passage).strip().split(" ")
    short = len(fold(passage)) <= WHOLE or len(words) <= 2 * EDGE
    ends = [" ".join(words)] if short else [" ".join(words[:EDGE]), " ".join(words[-EDGE:])]
    own = "" if "#" in url else "#"
    return f"{url}{own}:~:text={','.join(map(_escape, ends))}"


def _escape(words: str) -> str:
    return quote(words, safe="").replace("-", "%2D")


def write_selectors(citation: Citation, article: Article) -> dict[str, object]:
    """
    The target of a W3C Web Annotation: the article's page as it was kept, with the passage selected in two ways.

    An article without an address of its own is named by `urn:readout:article:` and its id. `state` has the SHA-256 of
    the kept text, and when it was fetched where that is known.
    """
    state: dict[str, object] = {"type": "State", "sha256": digest_text(article.text)}
    if article.fetched_at is not None:
        state |= {"type": "TimeState", "sourceDate": article.fetched_at.isoformat().replace("+00:00", "Z")}
    start, end = citation.span.start, citation.span.end
    return {
        "type": "SpecificResource",
        "source": article.url or f"urn:readout:article:{quote(article.id, safe='')}",
        "state": state,
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": article.text[start:end],
                "prefix": citation.prefix,
                "suffix": citation.suffix,
            },
            {"type": "TextPositionSelector", "start": start, "end": end},
        ],
    }

"""Whether an outlet's stored text tells of a point at all: which of its words and numbers stand nowhere in it."""

import re
from collections.abc import Iterable, Sequence

from readout.corpus.accounts.assertions import Assertion, Reader
from readout.corpus.likeness import content_stems, is_bare, stem
from readout.records import Search, Span
from readout.spans import overlaps, without_dateline

FEWEST = 3  # words of a point that must be missing
SHARE = 0.5  # of its weight that they must make up
SHOWN = 6  # words told, the rarest first
_WORD = re.compile(r"\d[\d,.]*\d|[^\W_]+(?:['’-][^\W_]+)*")


def search_in_vain(one: Assertion, outlet: str, article_ids: Sequence[str], reader: Reader) -> Search | None:
    """
    What was looked for in the articles of an outlet and not found; None where enough of it stands there to touch on it.

    The text is searched as stored, title and captions too, for each content word of the point by its stem, for the
    words that outlets use for the same, and for its names and numbers.
    """
    there = _stems_of(article_ids, reader)
    words = _words_of(one, reader)
    missing = {word: key for word, key in words.items() if not {stem(word.replace(",", "")), key} & there}
    whole, gone = (reader.mass(set(each.values())) for each in (words, missing))
    if len(set(missing.values())) < FEWEST or gone < SHARE * whole:
        return None
    shown = sorted(missing, key=lambda word: (-reader.mass((missing[word],)), list(words).index(word)))[:SHOWN]
    return Search(outlet, tuple(article_ids), tuple(word for word in words if word in shown))


def _words_of(one: Assertion, reader: Reader) -> dict[str, str]:
    """The content words of a passage as printed, in order, each with the stem that stands for its meaning."""
    told = reader.told
    text = told.articles[one.citation.article_id].text
    cues = [each.cue for each in told.analyses[one.citation.article_id].statements if each.cue]
    body = without_dateline(text, one.citation.span)
    found: dict[str, str] = {}
    for each in _WORD.finditer(text, body.start, body.end):
        is_cue = any(overlaps(cue, Span(*each.span())) for cue in cues)
        if len(each[0]) > 1 and not is_bare(each[0]) and not is_cue:
            found.setdefault(each[0], reader.meaning(each[0].replace(",", "")))
    return found


def _stems_of(article_ids: Iterable[str], reader: Reader) -> set[str]:
    found: set[str] = set()
    for key in article_ids:
        article = reader.told.articles[key]
        stems = content_stems(f"{article.title}\n{article.text}")
        found |= set(stems) | {reader.same(each) for each in stems}
    return found

"""One sentence of one speaker that two outlets quote in different words, variant beside variant."""

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from readout.codes import Agreement
from readout.corpus.accounts.told import Told, dated_first, tell_by, write_point
from readout.corpus.sayings import Saying, find_variants, gather_sayings
from readout.records import Citation, Point, Span

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


class Wordings:
    """The variants among the quotations of a batch, found once and asked for story by story."""

    def __init__(self, told: Told, variants: Iterable[tuple[Saying, Saying]] | None = None) -> None:
        """Gather every pair of variants, unless they are given."""
        self._told = told
        self._pairs: dict[Citation, list[tuple[Saying, Saying]]] = {}
        if variants is None:
            variants = find_variants(gather_sayings(told.articles.values(), told.analyses))
        for one, other in variants:
            self._pairs.setdefault(one.citation, []).append((one, other))

    def find_for(self, citations: Iterable[Citation]) -> Iterator[Point]:
        """A CONFLICT of wording for each pair of variants among some sentences, the words that differ marked."""
        told, inside = self._told, dict.fromkeys(citations)
        pairs = [pair for citation in inside for pair in self._pairs.get(citation, ()) if pair[1].citation in inside]
        for one, other in sorted(pairs, key=lambda pair: told.passages.key(each.citation for each in pair)):
            marks = dict(zip((one.citation, other.citation), mark_words(one, other, told), strict=True))
            tellings = dated_first(tell_by((one.citation, other.citation), told, marks), told)
            words = (one.words, other.words) if tellings[0].citation == one.citation else (other.words, one.words)
            yield write_point(Agreement.CONFLICT, "wording", tellings, told, words)


def mark_words(one: Saying, other: Saying, told: Told) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Of each variant the runs of words that the other does not have there; case and marks are not compared."""
    mine, theirs = _words_of(one, told), _words_of(other, told)
    matcher = SequenceMatcher(None, [word for word, _ in mine], [word for word, _ in theirs], autojunk=False)
    kept: tuple[list[Span], list[Span]] = ([], [])
    for tag, first, after, other_first, other_after in matcher.get_opcodes():
        if tag != "equal":
            for spans, words, start, end in (
                (kept[0], mine, first, after),
                (kept[1], theirs, other_first, other_after),
            ):
                if start < end:
                    spans.append(Span(words[start][1].start, words[end - 1][1].end))
    return tuple(kept[0]), tuple(kept[1])


def _words_of(saying: Saying, told: Told) -> list[tuple[str, Span]]:
    """The words of a quotation in lower case with their place in the article."""
    text = told.passages.texts[saying.citation.article_id]
    start = text.find(saying.words, saying.citation.span.start)
    found = _WORD.finditer(text, start, start + len(saying.words))
    return [(each[0].lower(), Span(*each.span())) for each in found]

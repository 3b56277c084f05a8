"""Quotations of a batch, and which of them are variants of one sentence that one speaker said."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from readout.corpus.likeness import content_stems
from readout.corpus.period import days_between, earliest_day, latest_day
from readout.records import Analysis, Article, Citation
from readout.spans import cite, covers, passage

FEWEST = 2  # content stems in common
SHARED = 0.6  # share of the shorter quotation's content stems that the other holds
LENGTHS = 2.0  # a quotation more than twice as long is another one
SOON = 10  # days between two reports of one sentence
HELD = 12  # sayings by which a stem of a speaker is known in a stretch of days: more are a phrase that is always used


@dataclass(frozen=True, slots=True)
class Saying:
    """A quotation, the sentence it stands in, its speaker, and when and by whom it was published."""

    citation: Citation
    speaker: str
    words: str
    stems: frozenset[str]
    published: str | None
    outlet: str
    letters: str  # without the marks and capitals that an outlet sets as it likes


def gather_sayings(articles: Iterable[Article], analyses: Mapping[str, Analysis]) -> Iterator[Saying]:
    """Every quotation whose speaker is known, in order of article and text."""
    for article in sorted(articles, key=lambda one: one.id):
        sentences = [sentence.span for sentence in analyses[article.id].sentences]
        for statement in analyses[article.id].statements:
            for span in statement.quotes if statement.source_id else ():
                words = passage(article.text, span)
                inside = next((one for one in sentences if covers(one, span)), span)
                yield Saying(
                    cite(article, inside),
                    str(statement.source_id),
                    words,
                    frozenset(content_stems(words)),
                    article.published,
                    article.outlet_id or article.id,
                    _letters(words),
                )


def find_variants(sayings: Iterable[Saying]) -> Iterator[tuple[Saying, Saying]]:
    """Pairs of quotations of one speaker in two outlets that are one sentence in other words, each pair once."""
    ordered = tuple(sayings)
    for first, second in _likely_pairs(ordered):
        one, other = ordered[first], ordered[second]
        if one.outlet != other.outlet and are_variants(one, other):
            yield one, other


def _likely_pairs(sayings: Sequence[Saying]) -> list[tuple[int, int]]:
    """
    Numbers of sayings of one speaker that may share most of their stems, in order, found without comparing all:
    of the shorter one's stems so many must stand in the other that one of its rarest does (Chaudhuri et al. 2006).
    A stem leads to the first `HELD` sayings that hold it, so that a phrase of every week costs no more than another.
    """
    known = Counter(stem for saying in sayings for stem in saying.stems)
    holders: dict[tuple[str, str, int], list[int]] = {}
    times = [_times(saying) for saying in sayings]
    for number, saying in enumerate(sayings):
        for key in ((saying.speaker, stem, time) for stem in saying.stems for time in times[number]):
            known_by = holders.setdefault(key, [])
            if len(known_by) < HELD:
                known_by.append(number)
    found: set[tuple[int, int]] = set()
    for number, saying in enumerate(sayings):
        rarest = sorted(saying.stems, key=lambda stem: (known[stem], stem))
        needed = max(FEWEST, math.ceil(SHARED * len(rarest)))
        near = {time + step for time in times[number] for step in (-1, 0, 1)} if len(rarest) >= needed else ()
        for key in ((saying.speaker, stem, time) for stem in rarest[: len(rarest) - needed + 1] for time in near):
            found.update(
                (min(number, other), max(number, other))
                for other in holders.get(key, ())
                if other != number and len(sayings[other].stems) >= len(rarest)
            )
    return sorted(found)


def _times(saying: Saying) -> range:
    """The stretches of so many days as two reports may lie apart in which a saying may have been published."""
    first, last = earliest_day(saying.published or ""), latest_day(saying.published or "")
    if first is None or last is None:
        return range(0)
    return range(first.toordinal() // SOON, last.toordinal() // SOON + 1)


def are_variants(one: Saying, other: Saying) -> bool:
    """
    Whether two quotations are one sentence in other words: neither a part of the other, most content in common, about
    as long, and published within days of each other.
    """
    mine, theirs = one.letters, other.letters
    if one.speaker != other.speaker or mine in theirs or theirs in mine:
        return False
    apart = days_between(one.published, other.published)
    common, least = one.stems & other.stems, min(len(one.stems), len(other.stems))
    lengths = sorted((len(one.words), len(other.words)))
    return (
        apart is not None
        and apart <= SOON
        and len(common) >= FEWEST
        and len(common) >= SHARED * least
        and lengths[1] <= LENGTHS * lengths[0]
    )


def _letters(words: str) -> str:
    """A quotation without the marks and capitals that an outlet sets as it likes."""
    return "".join(letter for letter in words.casefold() if letter.isalnum())

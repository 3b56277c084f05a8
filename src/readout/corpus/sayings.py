"""Quotations of a batch, and which of them are variants of one sentence that one speaker said."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from readout.corpus.likeness import content_stems
from readout.corpus.period import days_between
from readout.records import Analysis, Article, Citation
from readout.spans import cite, covers, passage

FEWEST = 2  # content stems in common
SHARED = 0.6  # share of the shorter quotation's content stems that the other holds
LENGTHS = 2.0  # a quotation more than twice as long is another one
SOON = 10  # days between two reports of one sentence


@dataclass(frozen=True, slots=True)
class Saying:
    """A quotation, the sentence it stands in, its speaker, and when and by whom it was published."""

    citation: Citation
    speaker: str
    words: str
    stems: frozenset[str]
    published: str | None
    outlet: str


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
                )


def find_variants(sayings: Iterable[Saying]) -> Iterator[tuple[Saying, Saying]]:
    """Pairs of quotations of one speaker in two outlets that are one sentence in other words, each pair once."""
    by_speaker: dict[str, list[Saying]] = {}
    for saying in sayings:
        by_speaker.setdefault(saying.speaker, []).append(saying)
    for speaker in sorted(by_speaker):
        for one, other in combinations(by_speaker[speaker], 2):
            if one.outlet != other.outlet and are_variants(one, other):
                yield one, other


def are_variants(one: Saying, other: Saying) -> bool:
    """
    Whether two quotations are one sentence in other words: neither a part of the other, most content in common, about
    as long, and published within days of each other.
    """
    mine, theirs = _letters(one.words), _letters(other.words)
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

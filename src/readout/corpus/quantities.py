"""The same number over all articles: told alike, taken back, told differently, or told once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from readout.codes import Agreement
from readout.corpus.actors import Directory
from readout.corpus.likeness import content_stems
from readout.corpus.period import days_between
from readout.corpus.standing import write_plain_line
from readout.records import (
    Analysis,
    Article,
    Citation,
    Comparison,
    Point,
    Quantity,
    QuantityLine,
    SourcedSentence,
    Span,
)
from readout.spans import cite, covers, passage

EQUAL, UPDATE, CONFLICT, DIFFERENT = "equal", "update", "conflict", "different"
SETTING = frozenset({"states", "miles", "kilometres"})  # units that place a story rather than measure it
FEW, COUNTED_BY_HAND = 2, frozenset({"people", "sites", "votes"})  # "two men", "the two seats": no number that matters
ROUND = 10  # from this value on one number of one thing in two outlets is the same number told again
SOON = 14  # days between two reports of it


@dataclass(frozen=True, slots=True)
class _Telling:
    article: Article
    quantity: Quantity
    counted: frozenset[str]
    says: str | None

    @property
    def citation(self) -> Citation:
        return cite(self.article, self.quantity.evidence)

    @property
    def outlet(self) -> str:
        return self.article.outlet_id or self.article.id


def compare_quantities(
    articles: Sequence[Article],
    analyses: Mapping[str, Analysis],
    comparisons: Iterable[Comparison],
    directory: Directory,
) -> tuple[QuantityLine, ...]:
    """
    One `QuantityLine` for each number that matters, in order of unit, value and text.

    A number of ten or more that two reports, two weeks apart at most, give of one thing is one line: `equal`
    when two outlets give it. It is `conflict` or `update` when the comparison of accounts says so, and
    `different` where there is nothing to compare it with. Distances, numbers of states and one or two people
    are left out.
    """
    points: dict[str, list[Point]] = {}
    compared = [point for one in comparisons for point in one.points]
    disputed = [point for point in compared if point.conflict == "denied"]
    for point in (point for point in compared if point.conflict == "number"):
        for article_id in dict.fromkeys(telling.citation.article_id for telling in point.tellings):
            points.setdefault(article_id, []).append(point)
    lines = (_write_line(group, points, disputed, directory, analyses) for group in _group(_gather(articles, analyses)))
    return tuple(
        sorted(lines, key=lambda line: (line.unit, line.value, line.citations[0].span, line.citations[0].digest))
    )


def _gather(articles: Sequence[Article], analyses: Mapping[str, Analysis]) -> Iterable[_Telling]:
    for article in sorted(articles, key=lambda one: one.id):
        for quantity in analyses[article.id].quantities:
            if _matters(quantity):
                words = passage(article.text, quantity.of or quantity.span)
                counted = frozenset(stem for stem in content_stems(words) if not stem.isdigit())
                yield _Telling(article, quantity, counted, quantity.source_id)


def _group(tellings: Iterable[_Telling]) -> list[list[_Telling]]:
    """Tellings of one number, in the order of the first of each; only those of one value and unit are compared."""
    groups: list[list[_Telling]] = []
    drawers: dict[tuple[str, float], list[list[_Telling]]] = {}
    for telling in tellings:
        near = drawers.setdefault((telling.quantity.unit, telling.quantity.value), [])
        for group in near:
            if all(_is_same(telling, other) for other in group):
                group.append(telling)
                break
        else:
            near.append([telling])
            groups.append(near[-1])
    return groups


def _matters(quantity: Quantity) -> bool:
    return quantity.unit not in SETTING and not (quantity.unit in COUNTED_BY_HAND and quantity.value <= FEW)


def _is_same(one: _Telling, other: _Telling) -> bool:
    if (one.quantity.unit, one.quantity.value) != (other.quantity.unit, other.quantity.value):
        return False
    apart = days_between(one.article.published, other.article.published)
    return one.quantity.value >= ROUND and apart is not None and apart <= SOON and bool(one.counted & other.counted)


def _by_day(telling: _Telling) -> tuple[str, Span, str]:
    return (telling.article.published or "9999", telling.quantity.span, telling.article.id)


def _write_line(
    group: Sequence[_Telling],
    points: Mapping[str, Sequence[Point]],
    disputed: Sequence[Point],
    directory: Directory,
    analyses: Mapping[str, Analysis],
) -> QuantityLine:
    first = min(group, key=_by_day)
    of = first.quantity.of
    told = {telling.citation for telling in group}
    relation, others = _relate(group, points, disputed)
    citations = sorted(told | set(others), key=lambda one: (one not in told, one.article_id, one.span))
    return QuantityLine(
        of=" ".join(passage(first.article.text, of).split()) if of else first.quantity.unit,
        value=first.quantity.value,
        unit=first.quantity.unit,
        relation=relation,
        says=tuple(sorted({directory.name(telling.says) for telling in group if telling.says})),
        citations=tuple(citations),
        told=next((line for one in sorted(group, key=_by_day) if (line := _tell(one, analyses, directory))), None),
    )


def _tell(telling: _Telling, analyses: Mapping[str, Analysis], directory: Directory) -> SourcedSentence | None:
    """The sentence that holds the number, with what kind of number it is ("about", "more than") as printed."""
    article = telling.article
    return write_plain_line(article, analyses[article.id], telling.quantity.evidence, directory)


def _relate(
    group: Sequence[_Telling], points: Mapping[str, Sequence[Point]], disputed: Sequence[Point]
) -> tuple[str, tuple[Citation, ...]]:
    """How the number stands to what others tell, and the passages of those others; what is denied is not alike."""
    for point in (one for telling in group for one in points.get(telling.article.id, ())):
        cited = tuple(telling.citation for telling in point.tellings)
        if any(_is_told(telling, cited, point.text) for telling in group):
            return CONFLICT if point.agreement is Agreement.CONFLICT else UPDATE, cited
    told = {telling.citation for telling in group}
    denied = any(told & {one.citation for one in point.tellings} for point in disputed)
    return EQUAL if len({telling.outlet for telling in group}) > 1 and not denied else DIFFERENT, ()


def _is_told(telling: _Telling, cited: Sequence[Citation], text: str) -> bool:
    words = " ".join(passage(telling.article.text, telling.quantity.span).split())
    inside = any(one.article_id == telling.article.id and covers(one.span, telling.quantity.span) for one in cited)
    return inside and words in text

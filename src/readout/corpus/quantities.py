"""The same number over all articles: equal, updated, in conflict, or another thing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from readout.corpus.actors import Directory
from readout.records import Analysis, Article, Citation, EventLine, Quantity, QuantityLine
from readout.spans import cite, covers, passage

EQUAL, UPDATE, CONFLICT, DIFFERENT = "equal", "update", "conflict", "different"


@dataclass(frozen=True, slots=True)
class _Telling:
    article: Article
    quantity: Quantity
    happening: str | None
    says: str | None

    @property
    def key(self) -> tuple[float, str]:
        return self.quantity.value, self.quantity.unit


def compare_quantities(
    articles: Sequence[Article],
    analyses: Mapping[str, Analysis],
    happenings: Iterable[EventLine],
    directory: Directory,
) -> tuple[QuantityLine, ...]:
    """
    One `QuantityLine` for each number, unit and happening, in order of unit, happening and value.

    Numbers are compared only where they count the same unit in the same happening: `equal` when all tell one,
    `update` when a later article gives another, `conflict` when articles of one day do, `different` where
    nothing is there to compare with. A number in a demand is never compared with one in a deed.
    """
    tellings = list(_gather(articles, analyses, happenings))
    lines = []
    for key in sorted(
        {(telling.quantity.unit, telling.happening or "", telling.quantity.value) for telling in tellings}
    ):
        unit, happening, value = key
        same = [one for one in tellings if one.key == (value, unit) and (one.happening or "") == happening]
        others = [
            one
            for one in tellings
            if happening and one.happening == happening and one.quantity.unit == unit and one.quantity.value != value
        ]
        lines.append(_write_line(same, others, directory))
    return tuple(lines)


def _gather(
    articles: Sequence[Article], analyses: Mapping[str, Analysis], happenings: Iterable[EventLine]
) -> Iterable[_Telling]:
    cited: dict[str, list[tuple[Citation, str]]] = {}
    for line in happenings:
        for citation in line.citations:
            cited.setdefault(citation.article_id, []).append((citation, line.id))
    for article in sorted(articles, key=lambda one: one.id):
        sources = {one.id: one.source_id for one in analyses[article.id].statements}
        for quantity in analyses[article.id].quantities:
            inside = [line for citation, line in cited.get(article.id, ()) if covers(citation.span, quantity.span)]
            yield _Telling(article, quantity, min(inside, default=None), sources.get(quantity.statement_id or ""))


def _write_line(same: Sequence[_Telling], others: Sequence[_Telling], directory: Directory) -> QuantityLine:
    first = same[0]
    of = first.quantity.of
    citations = {cite(telling.article, telling.quantity.evidence): None for telling in (*same, *others)}
    return QuantityLine(
        of=" ".join(passage(first.article.text, of).split()) if of else first.quantity.unit,
        value=first.quantity.value,
        unit=first.quantity.unit,
        relation=_relate(same, others),
        says=tuple(sorted({directory.name(telling.says) for telling in same if telling.says})),
        citations=tuple(sorted(citations, key=lambda one: (one.article_id, one.span))),
    )


def _relate(same: Sequence[_Telling], others: Sequence[_Telling]) -> str:
    if others:
        days = {telling.article.published or "" for telling in same}
        return CONFLICT if days & {telling.article.published or "" for telling in others} else UPDATE
    return EQUAL if len({telling.article.outlet_id or telling.article.id for telling in same}) > 1 else DIFFERENT

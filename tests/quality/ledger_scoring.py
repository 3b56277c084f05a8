"""
Scores what Readout finds in the gold of the ledgers (docs/annotation.md, Ledgers).

Words are compared, not characters. A finding fits a mark when it shares half the words of the shorter of the two; of
forecasts and positions the kind is left out of fitting and scored by itself. Marks that are left open, and what is
found in them, count for nothing. Counts are kept by article, so that intervals can be drawn over articles.
"""

import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Generic, TypeVar

from quality.ledger_gold import Mark, MarkedArticle
from readout.codes import PositionKind
from readout.corpus.forecasts import write_horizon
from readout.corpus.period import latest_day
from readout.records import Analysis, Article, Forecast, Quantity, Span

MOVED = frozenset({
    PositionKind.DEMAND, PositionKind.RED_LINE, PositionKind.REFUSAL, PositionKind.OFFER, PositionKind.CONCESSION,
    PositionKind.THREAT, PositionKind.GUARANTEE_SOUGHT, PositionKind.COMMITMENT, PositionKind.CONDITION,
})  # fmt: skip
DRAWS = 1000
Counts = Counter[str]
Finding = TypeVar("Finding")


@dataclass(frozen=True, slots=True)
class Pair(Generic[Finding]):
    """A mark and what was found of it."""

    mark: Mark
    found: Finding


def score_article(marked: MarkedArticle, article: Article, analysis: Analysis, known: Mapping[str, str]) -> Counts:
    """
    Right and wrong of every measure in one article, as `measure.right`, `measure.found`, `measure.gold`.

    `known` gives the party of each actor of the codebook; whoever else is named is "other" in the gold. An office's
    own page speaks for its party, so who says a number is compared by party.
    """
    counts: Counts = Counter()
    positions = [one for one in analysis.positions if one.kind in MOVED]
    pairs = fit(marked, "p", positions, lambda one: one.content, counts, "position")
    count_parts(counts, "position.kind", pairs, lambda pair: str(pair.found.kind) == pair.mark.kind)
    count_parts(counts, "position.issue", pairs, lambda pair: (pair.found.issue_id or "none") == _of(pair, "issue"))
    count_parts(counts, "position.holder", pairs, lambda pair: _of(pair, "holder") in pair.found.holder_ids)
    foretold = fit(marked, "f", analysis.forecasts, lambda one: one.claim, counts, "forecast")
    count_parts(counts, "forecast.forecaster", foretold, lambda pair: _same_forecaster(pair, known))
    timed = [pair for pair in foretold if _of(pair, "horizon") not in {"days", "week", "open"}]
    count_parts(counts, "forecast.horizon", timed, lambda pair: _last_day(article, pair.found) == _latest(pair.mark))
    counts.update(count_links(marked, foretold))
    counted = fit(marked, "q", analysis.quantities, lambda one: one.span, counts, "quantity", same_value)
    met = {one.id: one.country or "other" for one in analysis.actors}
    parties = met | dict(known) | {"author": known.get(marked.outlet, "author")}
    count_parts(
        counts,
        "quantity.says",
        counted,
        lambda pair: _says(pair.found, parties) == parties.get(_of(pair, "says"), _of(pair, "says")),
    )
    return counts


def fit(
    marked: MarkedArticle,
    letter: str,
    found: Sequence[Finding],
    span_of: Callable[[Finding], Span],
    counts: Counts,
    measure: str,
    may_fit: Callable[[Mark, Finding], bool] = lambda *_: True,
) -> list[Pair[Finding]]:
    """Pair marks and findings one to one, the likeliest first, and count them."""
    marks = [mark for mark in marked.marks if mark.name[0] == letter]
    shares = [
        (share_words(marked.text, mark, span_of(one)), number, at)
        for (number, mark), (at, one) in product(enumerate(marks), enumerate(found))
        if may_fit(mark, one)
    ]
    pairs: dict[int, int] = {}
    for share, number, at in sorted(shares, key=lambda each: (-each[0], each[1], each[2])):
        if share >= 0.5 and number not in pairs and at not in pairs.values():
            pairs[number] = at
    opened = [mark for mark in marks if mark.left_open]
    excused = {at for at, one in enumerate(found) if lies_in(marked, opened, span_of(one))}
    sure = {number: at for number, at in pairs.items() if not marks[number].left_open}
    wrong = set(range(len(found))) - set(pairs.values()) - excused
    counts[f"{measure}.right"] += len(sure)
    counts[f"{measure}.found"] += len(sure) + len(wrong)
    counts[f"{measure}.gold"] += len(marks) - len(opened)
    return [Pair(marks[number], found[at]) for number, at in sorted(sure.items())]


def lies_in(marked: MarkedArticle, marks: Iterable[Mark], span: Span) -> bool:
    """Whether a passage fits one of some marks."""
    return any(share_words(marked.text, mark, span) >= 0.5 for mark in marks)


def share_words(text: str, mark: Mark, span: Span) -> float:
    """How many of the words of the shorter of two passages lie in both, 0 to 1."""
    one, other = words_in(text, mark.start, mark.end), words_in(text, span.start, span.end)
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0


def words_in(text: str, start: int, end: int) -> frozenset[int]:
    """Where the words of a passage begin."""
    return frozenset(start + found.start() for found in re.finditer(r"\w+", text[start:end]))


def same_value(mark: Mark, found: Quantity) -> bool:
    """Whether a quantity has the value of its mark."""
    return mark.left_open or abs(float(mark.kind.split()[0]) - found.value) < 0.01


def count_parts(
    counts: Counts, measure: str, pairs: Iterable[Pair[Finding]], is_right: Callable[[Pair[Finding]], bool]
) -> None:
    """Of what fits: how often one of its parts is right."""
    for pair in pairs:
        counts[f"{measure}.found"] += 1
        counts[f"{measure}.right"] += is_right(pair)


def count_links(marked: MarkedArticle, pairs: Sequence[Pair[Forecast]]) -> Counts:
    """Links of scenarios: a claim to its condition, a claim to the one from whose outcome it follows."""
    conditions = {mark.name: mark for mark in marked.marks if mark.name[0] == "c"}
    sure = [mark for mark in marked.marks if mark.name[0] == "f" and not mark.left_open]
    gold = {(mark.name, told) for mark in sure for told in _linked(mark)}
    names = {pair.found.id: pair.mark.name for pair in pairs}
    found: set[tuple[str, str]] = set()
    for pair in pairs:
        if pair.found.condition is not None:
            span = pair.found.condition
            near = [name for name, mark in conditions.items() if share_words(marked.text, mark, span) >= 0.5]
            found.add((pair.mark.name, near[0] if near else "?"))
        if pair.found.parent_id is not None:
            found.add((pair.mark.name, names.get(pair.found.parent_id, "?")))
    return Counter({"link.right": len(gold & found), "link.found": len(found), "link.gold": len(gold)})


def estimate(counted: Sequence[Counts], seed: int = 20261127) -> dict[str, tuple[float, float, float]]:
    """Each figure with its 95 % interval by bootstrap over articles."""
    chance = random.Random(seed)
    whole = figures(counted)
    drawn = [figures(chance.choices(counted, k=len(counted))) for _ in range(DRAWS)]
    told = {}
    for name, value in whole.items():
        values = sorted(each.get(name, 0.0) for each in drawn)
        told[name] = (value, values[DRAWS // 40], values[-DRAWS // 40 - 1])
    return told


def figures(counted: Iterable[Counts]) -> dict[str, float]:
    """Precision, recall and F1 of what is found; the share that is right of its parts."""
    total: Counts = Counter()
    for counts in counted:
        total.update(counts)
    told: dict[str, float] = {}
    for measure in sorted({name.rpartition(".")[0] for name in total}):
        right, found, gold = (total[f"{measure}.{end}"] for end in ("right", "found", "gold"))
        if f"{measure}.gold" in total:
            told |= {f"{measure} P": _share(right, found), f"{measure} R": _share(right, gold)}
            told[f"{measure} F1"] = _share(2 * right, found + gold)
        else:
            told[measure] = _share(right, found)
    return told


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _of(pair: Pair[Finding], field: str) -> str:
    return pair.mark.fields.get(field, "")


def _linked(mark: Mark) -> Iterator[str]:
    yield from (mark.fields[name] for name in ("if", "after") if name in mark.fields)


def _same_forecaster(pair: Pair[Forecast], known: Mapping[str, str]) -> bool:
    told = pair.found.forecaster_id or ("other" if pair.found.statement_id else "author")
    told = told if told == "author" or told in known else "other"
    return told == pair.mark.fields.get("by", pair.mark.kind.removeprefix("by "))


def _last_day(article: Article, forecast: Forecast) -> str:
    written = write_horizon(article, forecast.horizon) if forecast.horizon else None
    return (written or "").rpartition("/")[2]


def _latest(mark: Mark) -> str:
    told = latest_day(mark.fields["horizon"]) if "horizon" in mark.fields else None
    return told.isoformat() if told else ""


def _says(quantity: Quantity, parties: Mapping[str, str]) -> str:
    """The party of who says a number; "other" for one whom no codebook knows."""
    if quantity.source_id is None:
        return parties["author"] if quantity.statement_id is None else "other"
    return parties.get(quantity.source_id, "other")

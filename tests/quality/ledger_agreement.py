"""
How far two annotations of the ledgers' gold agree: the second scored as if it had been found.

Marks are paired one to one where they share half the words of the shorter; what either pass leaves open counts for
nothing. Of the pairs: kind, holder, issue and so on, as the share that is the same, and Cohen's kappa (1960) of kind
and issue, which takes out what chance would bring.
"""

import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from quality.ledger_gold import Mark, MarkedArticle
from quality.ledger_scoring import DRAWS, Counts, share_words
from readout.corpus.period import latest_day
from readout.records import Span

Paired = tuple[Mark, Mark]
Labels = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two annotations of one article: what `estimate` counts, and the two labels of each pair by what they label."""

    counts: Counts
    labels: Mapping[str, Labels]
    names: Mapping[str, str]  # the second's names of positions by the first's


def compare_annotations(first: MarkedArticle, second: MarkedArticle, parties: Mapping[str, str]) -> Agreement:
    """
    Count what two annotations of one article have in common. `parties` gives the party of each actor and of each
    office's page, by which who says a number is compared, as it is in what is found.
    """
    counts: Counts = Counter()
    pairs = {letter: pair_marks(first, second, letter, counts) for letter in "pfqc"}
    names = {one.name: two.name for letter in pairs for one, two in pairs[letter]}
    labels = {
        "position kind": [(one.kind, two.kind) for one, two in pairs["p"]],
        "position holder": _label(pairs["p"], lambda mark: mark.fields.get("holder", "")),
        "position issue": _label(pairs["p"], lambda mark: mark.fields.get("issue", "")),
        "forecaster": _label(pairs["f"], _forecaster),
        "horizon": _label(pairs["f"], _horizon),
        "value": _label(pairs["q"], lambda mark: str(float(mark.kind.split()[0]))),
        "says": _label(pairs["q"], lambda mark: _says(mark, first.outlet, parties)),
    }
    for name, told in labels.items():
        counts[f"{name}.found"] += len(told)
        counts[f"{name}.right"] += sum(one == two for one, two in told)
    counts.update(_count_links(pairs["f"], names))
    return Agreement(counts, labels, {one: two for one, two in names.items() if one[0] == "p"})


def pair_marks(first: MarkedArticle, second: MarkedArticle, letter: str, counts: Counts) -> list[Paired]:
    """The marks of one kind that both passes have, and their counts."""
    ones, twos = ([mark for mark in each.marks if mark.name[0] == letter] for each in (first, second))
    shares = [
        (share_words(first.text, one, Span(two.start, two.end)), at, number)
        for (at, one), (number, two) in product(enumerate(ones), enumerate(twos))
    ]
    paired: dict[int, int] = {}
    for share, at, number in sorted(shares, key=lambda each: (-each[0], each[1], each[2])):
        if share >= 0.5 and at not in paired and number not in paired.values():
            paired[at] = number
    sure = [(ones[at], twos[number]) for at, number in sorted(paired.items()) if not _is_open(ones[at], twos[number])]
    alone = [mark for at, mark in enumerate(ones) if at not in paired and not mark.left_open]
    added = [mark for number, mark in enumerate(twos) if number not in paired.values() and not mark.left_open]
    excused = [mark for mark in (*ones, *twos) if mark.left_open]
    counts[f"{letter}.right"] += len(sure)
    counts[f"{letter}.gold"] += len(sure) + sum(not _lies_in(first.text, mark, excused) for mark in alone)
    counts[f"{letter}.found"] += len(sure) + sum(not _lies_in(first.text, mark, excused) for mark in added)
    return sure


def pair_movements(
    agreements: Mapping[tuple[str, str], Agreement],
    first: Sequence[tuple[str, str, str, str]],
    second: Sequence[tuple[str, str, str, str]],
) -> Labels:
    """The two movements of each pair of positions that both passes compare; articles by standoff and number."""
    told = {(standoff, earlier, later): movement for standoff, earlier, later, movement in second}
    pairs = []
    for standoff, earlier, later, movement in first:
        renamed = [_rename(agreements, standoff, mark) for mark in (earlier, later)]
        if None not in renamed and (other := told.get((standoff, str(renamed[0]), str(renamed[1])))):
            pairs.append((movement, other))
    return pairs


def measure_kappa(labels: Labels) -> float:
    """Cohen's kappa of two labels of each thing; 1 where all agree."""
    if not labels:
        return 0.0
    ones, twos = (Counter(each[at] for each in labels) for at in (0, 1))
    agreed = sum(one == two for one, two in labels) / len(labels)
    chance = sum(ones[label] * twos[label] for label in ones) / len(labels) ** 2
    return 1.0 if chance == 1 else (agreed - chance) / (1 - chance)


def estimate_kappa(drawn_from: Sequence[Labels], seed: int = 20261127) -> tuple[float, float, float]:
    """Kappa over all articles with its 95 % interval by bootstrap over articles."""
    chance = random.Random(seed)
    values = sorted(
        measure_kappa([pair for labels in chance.choices(drawn_from, k=len(drawn_from)) for pair in labels])
        for _ in range(DRAWS)
    )
    whole = measure_kappa([pair for labels in drawn_from for pair in labels])
    return whole, values[DRAWS // 40], values[-DRAWS // 40 - 1]


def _is_open(one: Mark, two: Mark) -> bool:
    return one.left_open or two.left_open


def _lies_in(text: str, mark: Mark, others: Sequence[Mark]) -> bool:
    return any(
        other.name[0] == mark.name[0] and share_words(text, mark, Span(other.start, other.end)) >= 0.5
        for other in others
    )


def _label(pairs: Sequence[Paired], read: Callable[[Mark], str]) -> Labels:
    return [(read(one), read(two)) for one, two in pairs]


def _forecaster(mark: Mark) -> str:
    return mark.fields.get("by", mark.kind.removeprefix("by "))


def _horizon(mark: Mark) -> str:
    told = mark.fields.get("horizon", "open")
    last = None if told in {"days", "week", "open"} else latest_day(told)
    return last.isoformat() if last else told


def _says(mark: Mark, outlet: str, parties: Mapping[str, str]) -> str:
    """The party of who says a number; the second pass writes "value unit; modifier; says" without the word."""
    told = mark.fields.get("says") or mark.answer.removesuffix("; unsure").split(";")[-1].strip()
    return parties.get(outlet, told) if told == "author" else parties.get(told, told)


def _count_links(pairs: Sequence[Paired], names: Mapping[str, str]) -> Counts:
    """Links of scenarios that both passes draw, between forecasts that both have."""
    known = set(names.values())
    ones = {(two.name, names.get(told, "?")) for one, two in pairs for told in _linked(one)}
    twos = {(two.name, told if told in known else "?") for _, two in pairs for told in _linked(two)}
    return Counter({"link.right": len(ones & twos), "link.found": len(twos), "link.gold": len(ones)})


def _linked(mark: Mark) -> Iterator[str]:
    yield from (mark.fields[name] for name in ("if", "after") if name in mark.fields)


def _rename(agreements: Mapping[tuple[str, str], Agreement], standoff: str, mark: str) -> str | None:
    number, name = mark.split()
    found = agreements[standoff, number].names.get(name)
    return None if found is None else f"{number} {found}"

"""
How far two annotations of the ledgers' gold agree: the second pass scored as if it had been found.

    .venv/bin/python bench/ledger_agreement.py

Prints figures over all 45 articles and no word of any. Intervals: 95 %, bootstrap over articles.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from quality.ledger_agreement import compare_annotations, estimate_kappa, measure_kappa, pair_movements
from quality.ledger_gold import SECOND, read_marked, read_movements
from quality.ledger_reading import STANDOFFS, gather_parties
from quality.ledger_scoring import estimate
from readout.adapters.codebooks import load_codebook

MARKS = {"p": "positions", "f": "forecasts", "q": "quantities", "c": "conditions", "link": "links"}


def main() -> None:
    marked = read_marked()
    parties = {
        name: gather_parties(load_codebook(STANDOFFS / name), [one for one in marked if one.standoff == name])
        for name in {one.standoff for one in marked}
    }
    agreements = {
        (first.standoff, first.name): compare_annotations(first, second, parties[first.standoff])
        for first, second in zip(marked, read_marked(SECOND), strict=True)
    }
    figures = estimate([each.counts for each in agreements.values()])
    for name, (value, low, high) in figures.items():
        kind, _, figure = name.partition(" ")
        if kind not in MARKS or figure == "F1":
            print(
                f"{MARKS.get(kind, name):24} {figure if kind in MARKS else '':3} {value:.3f}  [{low:.3f}, {high:.3f}]"
            )
    for name in ("position kind", "position issue"):
        value, low, high = estimate_kappa([each.labels[name] for each in agreements.values()])
        print(f"{name + ', kappa':28} {value:.3f}  [{low:.3f}, {high:.3f}]")
    moved = pair_movements(agreements, list(read_movements()), list(read_movements(SECOND)))
    same = sum(one == two for one, two in moved)
    print(f"movements: {len(moved)} pairs that both compare, {same} alike, kappa {measure_kappa(moved):.3f}")


if __name__ == "__main__":
    main()

"""
How far two annotations of the same stories agree: the second pass scored as if it had been predicted.

    python bench/agreement.py
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from quality.accounts_gold import read_second
from quality.accounts_scoring import PredictedPoint, estimate, score_story


def main() -> None:
    scores = []
    for story, points in read_second():
        given = [
            PredictedPoint(each.relation, each.kind, {outlet: spans[0] for outlet, spans in each.told.items()})
            for each in points
        ]
        scores.append(score_story(story, given))
    for name, figure in estimate(scores).items():
        if name.endswith("f1") or "." not in name or name.startswith(("conflict", "all")):
            print(f"{name:22} {figure.value:.3f} [{figure.low:.3f}, {figure.high:.3f}]")


if __name__ == "__main__":
    main()

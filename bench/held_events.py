"""
Events in articles that nobody tuned on: `tests/quality/held`, written and annotated before any code was run on them.

    python bench/held_events.py [--standoff NAME]

Prints counts alone, and no sentence: whoever builds does not read what is found there (docs/annotation.md).
"""

import argparse
import sys
from collections import Counter
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from kept_events import keep

from quality.goldlines import read_gold
from quality.scoring import Score, score_analyses
from readout import analyse, load_codebook, read_articles

ROOT = Path(__file__).parent.parent
HELD = ROOT / "tests/quality/held"
STANDOFFS = {"strait": ROOT / "examples/strait/standoff"}
SAMPLES, SEED = 1000, 0


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[1])
    options.add_argument("--standoff", help="one folder of tests/quality/held only")
    options.add_argument("--keep", action="store_true", help="write the figures into bench/events.json")
    chosen = options.parse_args()
    by_article: dict[str, dict[str, Score]] = {}
    sentences = 0
    types: Counter[str] = Counter()
    for folder in sorted(each for each in HELD.iterdir() if each.is_dir()):
        if chosen.standoff in (None, folder.name):
            more, told, counts = score_standoff(folder)
            by_article |= more
            sentences += told
            types += counts
    print(f"{len(by_article)} articles, {sentences} sentences")
    print("types that were annotated:", ", ".join(f"{name} {count}" for name, count in types.most_common()))
    chance = np.random.default_rng(SEED)
    names = sorted(by_article)
    drawn = [chance.choice(names, len(names)) for _ in range(SAMPLES)]
    print(f"{'':18}gold found right  precision [95 %]        recall [95 %]")
    figures: dict[str, list[float]] = {}
    for kind in ("event", "event.actors", "event.factuality", "event.whole"):
        whole = add_up(by_article, names, kind)
        samples = [add_up(by_article, sample, kind) for sample in drawn]
        print(
            f"{kind:18}{whole.gold:4} {whole.found:5} {whole.right:5}  "
            f"{tell(whole.precision, [one.precision for one in samples])}  "
            f"{tell(whole.recall, [one.recall for one in samples])}"
        )
        figures[kind] = [whole.precision, *limits(samples, "precision"), whole.recall, *limits(samples, "recall")]
    if chosen.keep:
        keep("held", figures)
    matched = add_up(by_article, names, "event").right
    for kind in ("event.factuality", "event.actors"):
        print(f"of the matched, right in {kind}: {add_up(by_article, names, kind).right / max(1, matched):.3f}")


def score_standoff(folder: Path) -> tuple[dict[str, dict[str, Score]], int, Counter[str]]:
    """The scores by article; how many sentences were read; how often each type was annotated."""
    standoff = STANDOFFS.get(folder.name, ROOT / "tests/quality/accounts/standoffs" / folder.name)
    codebook = load_codebook(standoff)
    articles, problems = read_articles(sorted(folder.glob("*.txt")))
    if problems:
        raise SystemExit(str(problems))
    texts = {article.id: article.text for article in articles}
    gold = read_gold(
        [line for file in sorted(folder.glob("*.jsonl")) for line in file.read_text("utf-8").splitlines()], texts
    )
    _, analyses = analyse(articles, codebook)
    found = {one.article_id: dict(score_analyses(gold, [one], texts, codebook.actors.by_id).scores) for one in analyses}
    types = Counter(str(line.fields["event_type"]) for line in gold if not line.unsure)
    return found, sum(len(one.sentences) for one in analyses), types


def add_up(by_article: dict[str, dict[str, Score]], names, kind: str) -> Score:
    return sum((by_article[name].get(kind, Score(0, 0, 0)) for name in names), Score(0, 0, 0))


def limits(samples: list[Score], measure: str) -> list[float]:
    """The ends of the interval of 95 %."""
    return [round(float(end), 3) for end in np.percentile([getattr(one, measure) for one in samples], [2.5, 97.5])]


def tell(value: float, samples: list[float]) -> str:
    low, high = np.percentile(samples, [2.5, 97.5])
    return f"{value:.3f} [{low:.3f}, {high:.3f}]"


if __name__ == "__main__":
    main()

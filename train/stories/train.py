"""
Train the story model on AllSides and ECB+ and write its one file of numbers.

    .venv/bin/python train/stories/train.py [--shared FOLDER] [--out FILE] [--parts 0,1,2]

Needs nothing but the product's lock: logistic regressions by Newton's method from zero. Nothing is drawn at random:
which stories stand alone in a thinned stream, and which part of five a story is in, goes by a checksum of its name.
`--parts` trains on some fifths of the stories alone, so that the others can be distractors.
"""

import argparse
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
from regression import f_score, fit
from sentences import train_sentences
from tapes import SEASON, Tape, checksum, lay_over, read_items, thin

from readout.corpus.merging import StoryModel
from readout.corpus.merging.model import FORMAT
from readout.corpus.merging.sentences import SentenceSigns
from readout.corpus.merging.signs import Signs

PARTS = 5
JOINS = (-0.5, 0.0, 0.5, 1.0)
FLOORS = (-9.0, -2.0, -1.5, -1.0)
WITHIN = 0.005  # of the best worth: among those the strictest limits, since precision goes before recall


def main() -> None:
    told = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    told.add_argument("--shared", type=Path, default=Path("../shared"))
    told.add_argument("--out", type=Path, default=Path("src/readout/models/stories.npz"))
    told.add_argument("--parts", default="0,1,2,3,4")
    args = told.parse_args()
    folder = args.shared / "bench" / "stories"
    parts = {int(part) for part in args.parts.split(",")}
    items, story = read_items(folder / "allsides_full.train.jsonl.gz")
    items = [item for item in items if checksum(story[item.id]) % PARTS in parts]
    season = lay_over(items, story, date.fromisoformat(items[0].day or "").toordinal(), SEASON)
    tapes = [Tape(items, story), Tape(season, story), Tape(thin(season, story), story)]
    model = train_articles(tapes)
    write_model(args.out, replace(model, sentence=train_sentences(folder / "ecbplus.train.jsonl")))


def train_articles(tapes: list[Tape]) -> StoryModel:
    """Weights on all stories, limits by what each fifth's links are worth under weights of the other four."""
    model = StoryModel(*fit_weights(tapes, None), (), 0, 0, "")
    held = [StoryModel(*fit_weights(tapes, part), (), 0, 0, "") for part in range(PARTS)]
    worth = {
        (join, floor): measure(tapes, [replace(one, join=join, floor=floor) for one in held])
        for join in JOINS
        for floor in FLOORS
    }
    best = max(limits for limits in worth if worth[limits] >= max(worth.values()) - WITHIN)
    for limits, value in worth.items():
        print(*limits, f"{value:.4f}", "<" if limits == best else "")
    print(dict(zip((*Signs._fields, "constant"), np.round(model.pair, 2), strict=True)))
    print("context", np.round(model.context, 3))
    return replace(model, join=best[0], floor=best[1])


def fit_weights(tapes: list[Tape], left_out: int | None) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """The pair weights, and the context weights upon odds that no pair had a part in."""
    rows = [
        (tape, pair, tape.part(pair[0], PARTS))
        for tape in tapes
        for pair in tape.pairs()
        if tape.sign(*pair) is not None
    ]
    values = np.array([tape.sign(*pair) for tape, pair, _ in rows])
    labels = np.array([tape.label(*pair) for tape, pair, _ in rows])
    parts = np.array([part for _, _, part in rows])
    kept = np.ones(len(rows), bool) if left_out is None else parts != left_out
    odds = np.zeros(len(rows))
    for part in range(PARTS):
        if (parts == part).any():
            weights = fit(values[kept & (parts != part)], labels[kept & (parts != part)])
            odds[parts == part] = values[parts == part] @ weights[:-1] + weights[-1]
    contexts: list[tuple[float, ...]] = []
    for tape in tapes:
        own = {pair: float(odd) for (held, pair, _), odd in zip(rows, odds, strict=True) if held is tape}
        contexts += tape.contexts(own).values()
    context = fit(np.array(contexts)[kept], labels[kept])
    return tuple(fit(values[kept], labels[kept]).tolist()), tuple(context.tolist())


def measure(tapes: list[Tape], held: list[StoryModel]) -> float:
    """The mean of B-cubed and pair F1 over streams, each article under the weights that have not seen its story."""
    found = []
    for tape in tapes:
        rows = []
        for part, model in enumerate(held):
            groups = tape.link(model)
            names = [(tape.story[one], groups[one]) for one in tape.ids]
            stories, linked = Counter(name for name, _ in names), Counter(group for _, group in names)
            both = Counter(names)
            rows += [
                (both[pair], linked[pair[1]], stories[pair[0]]) for pair in names if checksum(pair[0]) % PARTS == part
            ]
        right, grouped, told = np.array(rows, float).T
        found.append(f_score(np.mean(right / grouped), np.mean(right / told)))
        found.append(f_score((right - 1).sum() / max(1, (grouped - 1).sum()), (right - 1).sum() / (told - 1).sum()))
    return float(np.mean(found))


def write_model(path: Path, model: StoryModel) -> None:
    """The file: names of the signs, weights, limits."""
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez(
        path,
        format=np.array(FORMAT),
        signs=np.array(Signs._fields),
        sentence_signs=np.array(SentenceSigns._fields),
        pair=np.array(model.pair),
        context=np.array(model.context),
        sentence=np.array(model.sentence),
        join=np.array(model.join),
        floor=np.array(model.floor),
    )


if __name__ == "__main__":
    main()

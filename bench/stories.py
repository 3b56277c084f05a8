"""
Stories and sentence pairs, measured on AllSides and ECB+ dev: quality with 95 % bootstrap intervals, and speed.

    .venv/bin/python bench/stories.py [--shared FOLDER] [--split dev] [--model FILE] [--flat] [--json FILE]

`plain` is the set as it is; `distractors` has the training articles laid over its season, unscored; `alone` is
thinned: six stories of ten keep one article, and one article of each training story is added, all scored, so that
most have no partner. `--flat` measures the cost of an article in archives of 1,000, 3,000 and 10,000.
"""

import argparse
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent / "train" / "stories"))

from regression import f_score
from sentences import read_pairs
from tapes import lay_over, read_items, thin

from readout.adapters.models import load_story_model
from readout.corpus.merging import StoryItem, StoryModel, make_model, merge_articles

DRAWS = 1000


def main() -> None:
    told = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    told.add_argument("--shared", type=Path, default=Path("../shared"))
    told.add_argument("--split", default="dev")
    told.add_argument("--model", type=Path)
    told.add_argument("--flat", action="store_true")
    told.add_argument("--json", type=Path)
    args = told.parse_args()
    sys.path.insert(0, str(args.shared / "bench"))
    from cluster_score import score  # noqa: PLC0415 -- lies in the shared folder

    model = read_model(args.model)
    folder = args.shared / "bench" / "stories"
    gold, story = read_items(folder / f"allsides_full.{args.split}.jsonl.gz")
    other, other_story = read_items(folder / "allsides_full.train.jsonl.gz")
    figures: dict[str, Any] = {}
    for name, items, stories in lay_sets(gold, story, other, other_story):
        began = time.process_time()
        groups = merge_articles(items, model)
        seconds = time.process_time() - began
        linked = {one: number for number, group in enumerate(groups) for one in group}
        figures[name] = {**measure(score, stories, linked), "docs_per_cpu_second": round(len(items) / seconds)}
    values, labels, topics = read_pairs(folder / f"ecbplus.{args.split}.jsonl")
    odds = values @ np.array(model.sentence[:-1])
    figures["sentence_pairs"] = measure_pairs(odds, labels, topics)
    figures["sentence_pairs_by_words_alone"] = measure_pairs(values[:, 0], labels, topics)
    if args.flat:
        figures["docs_per_cpu_second_by_archive"] = {
            size: measure_cost(gold, size, model) for size in (1000, 3000, 10000)
        }
    for name, value in figures.items():
        print(name, json.dumps(value))
    if args.json is not None:
        args.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def read_model(path: Path | None) -> StoryModel:
    if path is None:
        return load_story_model()
    with np.load(path, allow_pickle=False) as arrays:
        return make_model({name: arrays[name] for name in arrays.files}, "")


def lay_sets(
    gold: list[StoryItem], story: dict[str, str], other: list[StoryItem], other_story: dict[str, str]
) -> list[tuple[str, list[StoryItem], dict[str, str]]]:
    days = [date.fromisoformat(item.day or "").toordinal() for item in gold]
    laid = lay_over(other, other_story, min(days), max(days) - min(days))
    firsts = {other_story[item.id]: item for item in reversed(laid)}
    alone = [*thin(gold, story), *firsts.values()]
    both = {**story, **other_story}
    return [
        ("plain", gold, story),
        ("distractors", [*gold, *laid], story),
        ("alone", alone, {item.id: both[item.id] for item in alone}),
    ]


def measure(score: Callable[..., dict[str, float]], stories: dict[str, str], linked: dict[str, int]) -> dict[str, Any]:
    """The scorer's figures, with intervals by drawing stories, with what befell their articles, anew."""
    figures = score(stories, linked)
    rows = np.array(list(tell_stories(stories, linked).values()))
    draw = np.random.default_rng(0)
    drawn = [summarise(rows[draw.integers(0, len(rows), len(rows))].sum(0)) for _ in range(DRAWS)]
    told = [figures[name] for name in ("bcubed_f1", "pair_f1", "exact_stories", "pair_p", "pair_r")]
    bounds = np.quantile(drawn, (0.025, 0.975), axis=0).T
    return {
        name: [round(value, 3), *(round(float(bound), 3) for bound in pair)]
        for name, value, pair in zip(("b3", "pair", "exact", "pair_p", "pair_r"), told, bounds, strict=True)
    }


def tell_stories(stories: dict[str, str], linked: dict[str, int]) -> dict[str, list[float]]:
    """Of each story: articles, sums of their B-cubed precision and recall, right, found and told mates, exact, 1."""
    story_size, group_size = Counter(stories.values()), Counter(linked[one] for one in stories)
    both = Counter((name, linked[one]) for one, name in stories.items())
    rows: dict[str, list[float]] = {name: [0.0] * 8 for name in sorted(story_size)}
    for one, name in stories.items():
        right, found, told = both[name, linked[one]], group_size[linked[one]], story_size[name]
        exact = float(right == found == told) / told
        row = (1, right / found, right / told, right - 1, found - 1, told - 1, exact, 1 / told)
        rows[name] = [mine + more for mine, more in zip(rows[name], row, strict=True)]
    return rows


def summarise(sums: np.ndarray) -> tuple[float, ...]:
    number, precise, recalled, right, found, told, exact, count = sums.tolist()
    pair_p, pair_r = right / max(1, found), right / max(1, told)
    return f_score(precise / number, recalled / number), f_score(pair_p, pair_r), exact / count, pair_p, pair_r


def measure_pairs(odds: np.ndarray, labels: np.ndarray, topics: Sequence[str]) -> dict[str, Any]:
    """Average precision, with an interval by drawing topics anew."""
    names = sorted(set(topics))
    rows = {name: np.flatnonzero(np.array(topics) == name) for name in names}
    draw = random.Random(0)
    drawn = []
    for _ in range(DRAWS // 5):
        chosen = np.concatenate([rows[name] for name in draw.choices(names, k=len(names))])
        drawn.append(average_precision(odds[chosen], labels[chosen]))
    return {
        "ap": [
            round(average_precision(odds, labels), 3),
            *(round(float(np.quantile(drawn, q)), 3) for q in (0.025, 0.975)),
        ]
    }


def average_precision(odds: np.ndarray, labels: np.ndarray) -> float:
    right = labels[np.argsort(-odds, kind="stable")]
    return float((np.cumsum(right) / np.arange(1, len(right) + 1))[right].mean())


def measure_cost(gold: list[StoryItem], size: int, model: StoryModel) -> int:
    """Docs a CPU second in an archive of a size, 330 articles a day as a busy desk reads them."""
    first = date(2018, 1, 1)
    items = [
        gold[number % len(gold)]._replace(id=f"{number:06}", day=(first + timedelta(days=number // 330)).isoformat())
        for number in range(size)
    ]
    began = time.process_time()
    merge_articles(items, model)
    return round(size / (time.process_time() - began))


if __name__ == "__main__":
    main()

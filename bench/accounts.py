"""
The signs by which accounts are aligned, measured on ClaimDiff and NAnCo; and the points, on the gold of rival accounts.

    .venv/bin/python bench/accounts.py [--shared FOLDER] [--gold] [--json FILE]

ClaimDiff: does claim B weaken claim A. Average precision over ten folds of topics, with a logistic regression over
the numeric signs alone, the likeness by the sentence encoder among them. NAnCo: are two answers to one question one
answer. Balanced accuracy, leaving one question out at a time. Intervals: 95 %, bootstrap over topics (ClaimDiff) and
over answers (NAnCo). `--gold` scores the open
and the held half of tests/quality/accounts (docs/annotation.md, "Scoring").
"""

import argparse
import json
import random
import sys
from collections.abc import Callable, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from quality.accounts_gold import read_accounts
from quality.accounts_reading import predict
from quality.accounts_scoring import estimate, score_stories
from readout.actions.reading import read_batch
from readout.adapters.codebooks import load_codebook
from readout.adapters.models import load_models, load_sentence_encoder
from readout.adapters.spacy_tagger import SpacyTagger
from readout.codes import EventType
from readout.corpus.accounts import Assertion, Reader, gather_told, sign_pair
from readout.records import Article

FOLDS, DRAWS = 10, 1000
HOSTILE = frozenset({
    EventType.REJECT, EventType.ACCUSE, EventType.THREATEN, EventType.PROTEST, EventType.SANCTION, EventType.COERCE,
    EventType.ASSAULT, EventType.MOBILIZE,
})  # fmt: skip
Signs = Callable[[str, str], list[float]]


def main() -> None:
    told = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    told.add_argument("--shared", type=Path, default=Path("../shared"))
    told.add_argument("--gold", action="store_true")
    told.add_argument("--json", type=Path)
    args = told.parse_args()
    folder = args.shared / "bench" / "accounts"
    figures: dict[str, Any] = {}
    if args.gold:
        for half, held in (("gold_open", False), ("gold_held", True)):
            stories = read_accounts(held=held)
            scores = score_stories(stories, {story.id: predict(story) for story in stories})
            figures[half] = {name: [round(each, 3) for each in value] for name, value in estimate(scores).items()}
    if folder.is_dir():
        figures["claimdiff_weakens"] = measure_weakening(read_rows(folder / "claimdiff.train.jsonl"))
        figures["nanco"] = measure_grouping(read_rows(folder / "nanco.dev.jsonl"))
    for name, value in figures.items():
        print(name, json.dumps(value))
    if args.json is not None:
        args.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def read_rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def read_texts(texts: Sequence[str]) -> Signs:
    """The signs of any two of some texts, each read as an article of its own."""
    codebook = load_codebook(None)
    ids = {text: f"t{number:05}" for number, text in enumerate(sorted(set(texts)))}
    articles = [
        Article(key, key, None, "", (), "2020-01-01", ("metadata",), None, "en", text) for text, key in ids.items()
    ]
    reading = read_batch(articles, SpacyTagger(), codebook, models=load_models())
    reader = Reader(gather_told(reading.articles, reading.analyses, codebook), codebook.accounts, codebook.quantities)
    known = {text: list(reader.read_all([key])) for text, key in ids.items()}
    encoder = load_sentence_encoder()
    vectors = dict(zip(ids, encoder.encode(list(ids)), strict=True)) if encoder else {}

    def sign(one: str, other: str) -> list[float]:
        pairs = [(mine, theirs) for mine in known[one] for theirs in known[other]]
        meaning = round(float(np.dot(vectors[one], vectors[other])), 2) if vectors else 0.0
        if not pairs:
            return [0.0] * WIDTH + [meaning]
        rows = np.array([sign_pair(mine, theirs, reader) for mine, theirs in pairs])
        best = rows[int(rows[:, 0].argmax())]
        return [*best, *rows.max(0), *rows.mean(0), *describe(known[one]), *describe(known[other]), meaning]

    return sign


def describe(sentences: Sequence[Assertion]) -> list[float]:
    return [
        float(any(one.is_denied for one in sentences)),
        float(any(one.is_negated for one in sentences)),
        float(any(one.is_ahead for one in sentences)),
        float(any(one.voice is not None for one in sentences)),
        float(any(one.acts & HOSTILE for one in sentences)),
        float(any(one.acts - HOSTILE for one in sentences)),
        float(any(one.counts for one in sentences)),
        float(any(one.days for one in sentences)),
        min(1.0, sum(len(one.stems) for one in sentences) / 40),
    ]


WIDTH = 3 * 8 + 2 * 9


def measure_weakening(rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    sign = read_texts([row[key] for row in rows for key in ("claim_a", "claim_b")])
    values = np.array([spread(sign(row["claim_a"], row["claim_b"])) for row in rows])
    labels = np.array([bool(row["weaken"]) for row in rows])
    topics = sorted({row["topic"] for row in rows})
    order = random.Random(0).sample(topics, len(topics))
    fold_of = {topic: number % FOLDS for number, topic in enumerate(order)}
    folds = np.array([fold_of[row["topic"]] for row in rows])
    odds = cross(values, labels, folds, range(FOLDS))
    by_topic = {topic: np.flatnonzero([row["topic"] == topic for row in rows]) for topic in topics}
    drawn = draw(lambda chosen: average_precision(odds[chosen], labels[chosen]), [by_topic[one] for one in topics])
    return {
        "ap": interval(average_precision(odds, labels), drawn),
        "ap_by_likeness_alone": round(average_precision(-values[:, 0], labels), 3),
        "share_that_weakens": round(float(labels.mean()), 3),
        "pairs": len(rows),
    }


def measure_grouping(rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    answers, paragraphs = (read_texts([row[key] for row in rows]) for key in ("answer", "paragraph"))
    asked = [row["id"].rsplit("-", 1)[0] for row in rows]
    pairs = [(one, other) for one, other in combinations(range(len(rows)), 2) if asked[one] == asked[other]]
    values = np.array([
        spread([
            *answers(rows[one]["answer"], rows[other]["answer"]),
            *paragraphs(rows[one]["paragraph"], rows[other]["paragraph"])[:8],
        ])
        for one, other in pairs
    ])  # fmt: skip
    labels = np.array([rows[one]["group"] == rows[other]["group"] for one, other in pairs])
    questions = sorted(set(asked))
    folds = np.array([questions.index(asked[one]) for one, _ in pairs])
    found = cross(values, labels, folds, range(len(questions))) > 0
    by_answer = [np.array([n for n, pair in enumerate(pairs) if pair[0] == one], dtype=int) for one in range(len(rows))]
    drawn = draw(lambda chosen: balanced(found[chosen], labels[chosen]), by_answer)
    return {
        "balanced_accuracy": interval(balanced(found, labels), drawn),
        "pairs": len(pairs),
        "questions": len(questions),
    }


def spread(values: Sequence[float]) -> list[float]:
    """The signs with the products that a linear model cannot make: what is alike in words and not in a slot."""
    plain = list(values)
    return [*plain, *(plain[0] * value for value in plain[3:8]), plain[0] * plain[0]]


def cross(values: np.ndarray, labels: np.ndarray, folds: np.ndarray, numbers: Sequence[int]) -> np.ndarray:
    """Log odds of each row by the weights that the other folds give, both classes weighing alike."""
    odds = np.zeros(len(labels))
    for number in numbers:
        here = folds == number
        mean, scale = values[~here].mean(0), values[~here].std(0) + 1e-9
        odds[here] = regress((values[~here] - mean) / scale, labels[~here], (values[here] - mean) / scale)
    return odds


def regress(values: np.ndarray, labels: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    weights = np.where(labels, 0.5 / max(labels.mean(), 1e-9), 0.5 / max(1 - labels.mean(), 1e-9))
    held = np.column_stack([values, np.ones(len(values))])
    theta = np.zeros(held.shape[1])
    for _ in range(30):  # Newton's method, ridge
        chance = 1 / (1 + np.exp(-held @ theta))
        slope = held.T @ (weights * (chance - labels)) + RIDGE * theta
        curve = (held * (weights * chance * (1 - chance))[:, None]).T @ held + RIDGE * np.eye(len(theta))
        theta -= np.linalg.solve(curve, slope)
    return np.column_stack([wanted, np.ones(len(wanted))]) @ theta


RIDGE = 30.0


def average_precision(odds: np.ndarray, labels: np.ndarray) -> float:
    right = labels[np.argsort(-odds, kind="stable")]
    return float((np.cumsum(right) / np.arange(1, len(right) + 1))[right].mean()) if right.any() else 0.0


def balanced(found: np.ndarray, labels: np.ndarray) -> float:
    return float((found[labels].mean() + (~found[~labels]).mean()) / 2) if 0 < labels.sum() < len(labels) else 0.0


def draw(measure: Callable[[np.ndarray], float], groups: Sequence[np.ndarray]) -> list[float]:
    chance = random.Random(0)
    return [measure(np.concatenate(chance.choices(groups, k=len(groups)))) for _ in range(DRAWS)]


def interval(value: float, drawn: Sequence[float]) -> list[float]:
    return [round(value, 3), *(round(float(np.quantile(drawn, q)), 3) for q in (0.025, 0.975))]


if __name__ == "__main__":
    main()

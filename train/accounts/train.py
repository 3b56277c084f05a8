"""
Train the weights by which sentences of rival accounts are one point, and write `accounts.npz`.

    .venv/bin/python train/accounts/train.py [--out FOLDER] [--check]

Learns from the open half of tests/quality/accounts, our own gold; the held half is not opened. `--check` writes
nothing and scores each of the five standoffs by weights learned on the other four. Nothing is drawn at random.
"""

import argparse
import sys
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

ROOT = Path(__file__).parent.parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "train" / "stories")]

from regression import fit  # noqa: E402

from quality.accounts_gold import GoldPoint, GoldStory, read_accounts  # noqa: E402
from quality.accounts_reading import judge_points, read_story  # noqa: E402
from quality.accounts_scoring import estimate, hits, score_stories  # noqa: E402
from readout.actions.reading import Reading  # noqa: E402
from readout.adapters.codebooks import load_codebook  # noqa: E402
from readout.adapters.models import load_sentence_encoder  # noqa: E402
from readout.codebook import Codebook  # noqa: E402
from readout.corpus.accounts import PointModel, Reader, contrast_accounts, gather_told  # noqa: E402
from readout.corpus.accounts.assertions import Assertion  # noqa: E402
from readout.corpus.accounts.point_model import FORMAT, chance  # noqa: E402
from readout.corpus.accounts.signs import (  # noqa: E402
    ALONE_SIGNS,
    POINT_SIGNS,
    Pair,
    RelationSigns,
    gather_pairs,
    sign_alone,
    sign_relation,
)

RIDGES = {"one_point": 3.0, "relation": 10.0, "alone": 5.0}
ALIKE, UPDATED, CONFLICT = "shared", "update", "conflict"


@dataclass(frozen=True)
class Lesson:
    """A story of the gold as the model meets it: sentences, pairs, the relation of each pair that is one point."""

    story: GoldStory
    reading: Reading
    codebook: Codebook
    reader: Reader
    scope: Sequence[Assertion]
    pairs: Sequence[Pair]
    relations: Sequence[str | None]


def main() -> None:
    told = argparse.ArgumentParser(description="Train the weights of rival accounts.")
    told.add_argument("--out", type=Path, default=ROOT / "src/readout/models")
    told.add_argument("--check", action="store_true")
    asked = told.parse_args()
    encoder = load_sentence_encoder()
    if encoder is None:
        raise SystemExit("sentences.onnx is missing: run train/accounts/export.py")
    lessons = [read_lesson(story, encoder) for story in read_accounts(held=False)]
    if asked.check:
        check(lessons, encoder)
        return
    weights = learn(lessons)
    names = np.array((*POINT_SIGNS, *RelationSigns._fields, *ALONE_SIGNS))
    np.savez(asked.out / "accounts.npz", format=np.array(FORMAT), signs=names, **weights)


def read_lesson(story: GoldStory, encoder) -> Lesson:
    codebook = load_codebook(story.standoff)
    reading = read_story(story, codebook)
    reader = Reader(gather_told(reading.articles, reading.analyses, codebook), codebook.accounts, codebook.quantities)
    scope = list(reader.read_all(article.id for article in reading.articles))
    pairs = gather_pairs(scope, reader, encoder)
    relations = [relate(scope[pair.first], scope[pair.second], story.points) for pair in pairs]
    return Lesson(story, reading, codebook, reader, scope, pairs, relations)


def relate(one: Assertion, other: Assertion, points: Sequence[GoldPoint]) -> str | None:
    """How two sentences tell a point of the gold; of several the one that parts them most. None: no point of both."""
    found = set()
    for point in points:
        if all(is_told(point, each) for each in (one, other)):
            outlets = {one.outlet, other.outlet}
            alike = any(outlets <= group for group in point.groups)
            found.add(ALIKE if alike else point.relation)
    return next((each for each in (CONFLICT, UPDATED, ALIKE) if each in found), None)


def is_told(point: GoldPoint, one: Assertion) -> bool:
    """Whether a sentence holds most of a span of the point."""
    span = one.citation.span
    spans = point.told.get(one.outlet, ())
    return any(2 * (min(span.end, end) - max(span.start, start)) > end - start for start, end in spans)


def learn(lessons: Sequence[Lesson]) -> dict[str, np.ndarray]:
    weights = {"one_point": fit_points(lessons)}
    one_point = [(lesson, n) for lesson in lessons for n, each in enumerate(lesson.relations) if each]
    signs = np.array([
        sign_relation(lesson.scope[lesson.pairs[n].first], lesson.scope[lesson.pairs[n].second], lesson.reader)
        for lesson, n in one_point
    ])  # fmt: skip
    for name, relation in (("alike", ALIKE), ("updated", UPDATED)):
        labels = np.array([lesson.relations[n] == relation for lesson, n in one_point])
        weights[name] = fit(signs, labels, RIDGES["relation"])
    weights["alone"] = fit_alone(lessons)
    return weights


def fit_points(lessons: Sequence[Lesson]) -> np.ndarray:
    values = np.array([pair.values for lesson in lessons for pair in lesson.pairs])
    return fit(
        values, np.array([each is not None for lesson in lessons for each in lesson.relations]), RIDGES["one_point"]
    )


def fit_alone(lessons: Sequence[Lesson]) -> np.ndarray:
    """Weights of what is alone, over chances that come from weights learned on other standoffs."""
    rows, labels = [], []
    for standoff in name_standoffs(lessons):
        one_point = tuple(fit_points([one for one in lessons if one.story.standoff.name != standoff]).tolist())
        for lesson in lessons:
            if lesson.story.standoff.name == standoff:
                for row, label in read_alone(lesson, one_point):
                    rows.append(row)
                    labels.append(label)
    return fit(np.array(rows), np.array(labels), RIDGES["alone"])


def read_alone(lesson: Lesson, one_point: Sequence[float]):
    """Signs of each sentence that holds a point, and whether one that this account alone tells is among them."""
    chances = [chance(one_point, pair.values) for pair in lesson.pairs]
    for number, one in enumerate(lesson.scope):
        own = [n for n, pair in enumerate(lesson.pairs) if number in (pair.first, pair.second)]
        span = (one.citation.span.start, one.citation.span.end)
        held = [
            point for point in lesson.story.points
            if any(hits(span, each) for each in point.told.get(one.outlet, ()))
        ]  # fmt: skip
        if held and own:
            values = [chances[n] for n in own]
            nearest = max(lesson.pairs[n].meaning for n in own)
            yield (
                sign_alone(one, max(values), sum(values), nearest, lesson.reader),
                any(point.relation == "one-sided" for point in held),
            )


def check(lessons: Sequence[Lesson], encoder) -> None:
    predicted = {}
    for standoff in name_standoffs(lessons):
        weights = learn([one for one in lessons if one.story.standoff.name != standoff])
        model = PointModel(
            *(tuple(weights[name].tolist()) for name in ("one_point", "alike", "updated", "alone")), encoder, ""
        )
        for lesson in lessons:
            if lesson.story.standoff.name == standoff:
                predicted[lesson.story.id] = predict(lesson, model)
    figures = estimate(score_stories([one.story for one in lessons], predicted))
    for name, figure in figures.items():
        print(f"{name:22} {figure.value:.3f} [{figure.low:.3f}, {figure.high:.3f}]")


def predict(lesson: Lesson, model: PointModel):
    sides = {article.outlet_id or article.id: (article.id,) for article in lesson.reading.articles}
    told = gather_told(lesson.reading.articles, lesson.reading.analyses, lesson.codebook)
    return judge_points(contrast_accounts(sides, told, lesson.codebook, model))


def name_standoffs(lessons: Collection[Lesson]) -> list[str]:
    return sorted({lesson.story.standoff.name for lesson in lessons})


if __name__ == "__main__":
    main()

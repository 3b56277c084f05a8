"""
Which days of a standoff mattered, on the six shared topics of Timeline17, by the protocol of news-tls.

usage: python bench/timeline.py [--shared ../shared] [--keep FILE]

Per reference timeline the articles within its dates, as many days as it has and its mean number of sentences a day; a
sentence holds a keyword of the topic. Days are read with our own times and ranked by weights learned on the other
topics (leave one topic out). A day next to one that is chosen already counts less, since it often repeats it.
Sentences of a day are chosen by their centroid. `--keep` keeps what was read. `train/days` learns the shipped
weights, on all topics. The scorer of the shared folder needs nltk (`uv pip install nltk`).
"""

import argparse
import gzip
import json
import math
import pickle
import re
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path

import numpy as np

from readout.adapters.codebooks import load_codebook
from readout.adapters.spacy_tagger import SpacyTagger
from readout.analysis.timex import find_timexes
from readout.corpus.days import DaySentence, DaySigns, count_days, sign_days
from readout.corpus.likeness import content_stems
from readout.records import Span

RIDGE = 2.0  # chosen on these topics: 1 gives date F1 .738, 3 .746, 5 .743, 12 .733
BESIDE = 0.3  # log-odds that a day loses for each chosen day next to it
OPENS = 3  # sentences of an article that tell of its day of publication where they name none
NOTHING = DaySentence((), ())
OPENING = 8  # sentences of an article that may tell of its day of publication or the one before
PLAIN = 0.7  # what a sentence that names the day counts in the centroid beside one that opens an article
TIMED = re.compile(
    r"\d|day|month|week|year|night|morning|evening|noon|tomorrow|weekend|hour|decade|spring|summer|autumn|winter|fall|"
    r"Jan|Feb|Mar|Apr|May|June|July|Aug|Sep|Oct|Nov|Dec",
    re.IGNORECASE,
)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass
class Sentence:
    text: str
    days: list[int]
    about: bool


@dataclass
class Task:
    topic: str
    name: str
    reference: dict[str, list[str]]
    articles: list[tuple[int, list[Sentence]]]
    signs: dict[int, DaySigns]

    @property
    def days(self) -> list[int]:
        return sorted(self.signs)

    @property
    def size(self) -> int:
        return max(1, round(sum(map(len, self.reference.values())) / len(self.reference)))


def read_day(value: str) -> int | None:
    try:
        return date.fromisoformat(value[:10]).toordinal() if _DAY.match(value) and "/" not in value else None
    except ValueError:
        return None


def read_times(rows: list[dict]) -> dict[str, list[list[int]]]:
    """The days that each sentence names. Sentences are parsed one by one, those without any word of time not at all."""
    tagger, book, found = SpacyTagger(), load_codebook().times, {}
    for row in rows:
        texts = [one["t"].replace("\\/", "/") for one in row["sentences"]]
        kept = [number for number, text in enumerate(texts) if TIMED.search(text)]
        blocks, start = [], 0
        for number in kept:
            blocks.append(Span(start, start + len(texts[number])))
            start += len(texts[number]) + 1
        days: list[list[int]] = [[] for _ in texts]
        for timex in find_timexes(tagger.tag("\n".join(texts[number] for number in kept), blocks), row["date"], book):
            day = read_day(timex.value)
            place = next(number for number, block in zip(kept, blocks, strict=True) if timex.span.start < block.end)
            if day is not None and timex.type in ("DATE", "TIME"):
                days[place].append(day)
        found[row["id"]] = days
    return found


def load_tasks(folder: Path, keep: Path | None) -> list[Task]:
    with gzip.open(folder / "t17.articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    gold = [json.loads(line) for line in (folder / "t17.timelines.jsonl").read_text("utf-8").splitlines()]
    keywords = json.loads((folder / "t17.keywords.json").read_text("utf-8"))
    bounds = [(one["topic"], min(dict(one["entries"])), max(dict(one["entries"]))) for one in gold]
    rows = [row for row in rows if any(row["topic"] == topic and lo <= row["date"] <= hi for topic, lo, hi in bounds)]
    if keep is not None and keep.exists():
        times = pickle.loads(keep.read_bytes())
    else:
        times = read_times(rows)
        if keep is not None:
            keep.write_bytes(pickle.dumps(times))
    tasks = []
    for one, (topic, lo, hi) in zip(gold, bounds, strict=True):
        articles = [
            (
                date.fromisoformat(row["date"]).toordinal(),
                [
                    Sentence(told["t"], days, any(word in told["t"].lower() for word in keywords[topic]))
                    for told, days in zip(row["sentences"], times[row["id"]], strict=True)
                ],
            )
            for row in rows
            if row["topic"] == topic and lo <= row["date"] <= hi
        ]
        first, last = date.fromisoformat(lo).toordinal(), date.fromisoformat(hi).toordinal()
        counts = count_days((published, read_days(published, told)) for published, told in articles)
        signs = sign_days(counts, first, last)
        told_of = {day for one, _, days in candidates(articles) if one.about for day in days}
        kept = {day: sign for day, sign in signs.items() if day in told_of}
        tasks.append(Task(topic, one["id"], dict(one["entries"]), articles, kept))
    return tasks


def read_days(published: int, told: list[Sentence]) -> list[DaySentence]:
    """The sentences about a topic with their days: an opening one that names none tells of that of publication."""
    return [
        DaySentence(read.days or [published] * (place < OPENS), content_stems(read.text)) if read.about else NOTHING
        for place, read in enumerate(told)
    ]


def candidates(articles: list[tuple[int, list[Sentence]]]) -> list[tuple[Sentence, bool, list[int]]]:
    """Every sentence that may tell of a day, whether it names it, and the days."""
    found = []
    for published, sentences in articles:
        for place, one in enumerate(sentences):
            if one.days:
                found.append((one, True, list(dict.fromkeys(one.days))))
            elif place <= OPENING:
                found.append((one, False, [published, published - 1]))
    return found


def learn(tasks: list[Task]) -> np.ndarray:
    """Logistic regression, every timeline alike; the constant last."""
    values = np.vstack([np.array([task.signs[day] for day in task.days]) for task in tasks])
    told = [{date.fromisoformat(day).toordinal() for day in task.reference} for task in tasks]
    labels = np.concatenate([[day in own for day in task.days] for task, own in zip(tasks, told, strict=True)])
    shares = np.concatenate([np.full(len(task.days), 1 / len(task.days)) for task in tasks])
    shares /= shares.mean()
    mean, spread = values.mean(0), values.std(0) + 1e-9
    table = np.hstack([(values - mean) / spread, np.ones((len(values), 1))])
    penalty, weights = np.diag([RIDGE] * values.shape[1] + [1e-9]), np.zeros(table.shape[1])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-np.clip(table @ weights, -30, 30)))
        slope = table.T @ (shares * (chance - labels)) + penalty @ weights
        bend = (table * (shares * chance * (1 - chance))[:, None]).T @ table + penalty
        weights -= np.linalg.solve(bend, slope)
    raw = weights[:-1] / spread
    return np.append(raw, weights[-1] - raw @ mean)


def build(task: Task, weights: np.ndarray) -> dict[str, list[str]]:
    odds = {day: float(np.dot(task.signs[day], weights[:-1])) for day in task.days}
    by_day: dict[int, list[tuple[int, float]]] = defaultdict(list)
    found = candidates(task.articles)
    vectors = weigh([one.text for one, _, _ in found])
    for number, (_, names, days) in enumerate(found):
        for day in days:
            by_day[day].append((number, PLAIN if names else 1.0))
    timeline: dict[str, list[str]] = {}
    chosen: set[int] = set()
    left = set(task.days)
    while len(timeline) < len(task.reference) and left:
        best = max(left, key=lambda day: (odds[day] - BESIDE * ((day - 1 in chosen) + (day + 1 in chosen)), -day))
        left.remove(best)
        told = choose([one for one, _, _ in found], vectors, by_day[best], task.size)
        if told:
            chosen.add(best)
            timeline[date.fromordinal(best).isoformat()] = told
    return timeline


def weigh(texts: list[str]) -> list[dict[str, float]]:
    counts = [content_stems(text) for text in texts]
    known = Counter(key for count in counts for key in count)
    vectors = []
    for count in counts:
        vector = {key: n * (math.log((len(texts) + 1) / (known[key] + 1)) + 1) for key, n in count.items()}
        length = math.sqrt(sum(value * value for value in vector.values())) or 1.0
        vectors.append({key: value / length for key, value in vector.items()})
    return vectors


def choose(
    sentences: list[Sentence], vectors: list[dict[str, float]], likely: list[tuple[int, float]], size: int
) -> list[str]:
    """The sentences whose sum is nearest the day's centroid, one after the other."""
    centroid: dict[str, float] = defaultdict(float)
    for number, weight in likely:
        for key, value in vectors[number].items():
            centroid[key] += weight * value
    length = math.sqrt(sum(value * value for value in centroid.values())) or 1.0
    near = {
        number: sum(value * centroid[key] for key, value in vectors[number].items()) / length
        for number, _ in likely
        if sentences[number].about
    }
    told: list[str] = []
    total: dict[str, float] = defaultdict(float)
    dots = square = 0.0
    while near and len(told) < size:

        def score(number: int) -> float:
            cross = sum(value * total.get(key, 0.0) for key, value in vectors[number].items())
            return (dots + near[number]) / math.sqrt(square + 2 * cross + 1)  # noqa: B023

        best = max(near, key=lambda number: (score(number), -number))
        gain = near.pop(best)
        if sentences[best].text not in told:
            told.append(sentences[best].text)
            for key, value in vectors[best].items():
                total[key] += value
            dots, square = dots + gain, sum(value * value for value in total.values())
    return told


def share_beside(timelines: list[dict[str, list[str]]]) -> float:
    """Of all entries and the next after them, the share that lie one day apart."""
    pairs = [
        (date.fromisoformat(one), date.fromisoformat(other))
        for days in map(sorted, timelines)
        for one, other in pairwise(days)
    ]
    return sum((other - one).days == 1 for one, other in pairs) / len(pairs)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--shared", type=Path, default=Path("../shared"))
    options.add_argument("--keep", type=Path)
    told = options.parse_args()
    sys.path.insert(0, str(told.shared / "bench"))
    tasks = load_tasks(told.shared / "bench" / "timeline", told.keep)
    from timeline_score import evaluate  # noqa: PLC0415 -- lies in the shared folder

    pairs = [
        (build(task, learn([other for other in tasks if other.topic != task.topic])), task.reference) for task in tasks
    ]
    for task, (made, reference) in zip(tasks, pairs, strict=True):
        print(f"{task.name:48} {evaluate([(made, reference)])}")
    beside = share_beside([made for made, _ in pairs]), share_beside([reference for _, reference in pairs])
    print(f"all {evaluate(pairs)}; next to each other {beside[0]:.3f} (in the references {beside[1]:.3f})")


if __name__ == "__main__":
    main()

"""Streams of articles recorded once, to be linked again under many weights."""

import gzip
import json
import zlib
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from readout.corpus.merging import Groups, Rarity, StoryItem, StoryModel, Window, arrange
from readout.corpus.merging.signs import REACH, Early, Signs, compare, days_apart
from readout.corpus.merging.weights import Weighed

SEASON = 150  # days onto which two years of stories are laid over each other: a denser stream
COMPARED, LIKE = 12, 0.06  # more pairs than the product compares: weights learn from what is plainly not one
THINNED = 6  # of ten stories that keep one article alone in a thinned stream


def read_items(path: Path) -> tuple[list[StoryItem], dict[str, str]]:
    """The articles of a JSON-lines file, and the story of each."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows: list[dict[str, Any]] = [json.loads(line) for line in lines]
    items = [StoryItem(row["id"], row["date"], row["title"], row["text"], row["outlet"]) for row in rows]
    return items, {row["id"]: row["story"] for row in rows if row.get("story")}


def checksum(story: str, salt: str = "") -> int:
    return zlib.crc32(f"{salt}{story}".encode())


def lay_over(items: Sequence[StoryItem], story: dict[str, str], first: int, season: int) -> list[StoryItem]:
    """The same articles in one season from the ordinal `first` on: each story moves as a whole."""
    days = {item.id: date.fromisoformat(item.day or "").toordinal() for item in items}
    starts: dict[str, int] = {}
    for item in items:
        starts[story[item.id]] = min(starts.get(story[item.id], days[item.id]), days[item.id])
    origin = min(starts.values())
    moved = []
    for item in items:
        start = starts[story[item.id]]
        day = first + (start - origin) % season + days[item.id] - start
        moved.append(item._replace(day=date.fromordinal(day).isoformat()))
    return moved


def thin(items: Sequence[StoryItem], story: dict[str, str]) -> list[StoryItem]:
    """Six stories of ten keep one article: most articles of an archive have no partner."""
    kept, seen = [], set()
    for item in items:
        name = story[item.id]
        if checksum(name, "thin") % 10 >= THINNED or name not in seen:
            kept.append(item)
        seen.add(name)
    return kept


class Tape:
    """A stream with everything that does not depend on weights: who is compared with whom, on which day, by what."""

    def __init__(self, items: Sequence[StoryItem], story: dict[str, str]) -> None:
        self.ids: list[str] = []
        self.story = story
        self.texts: list[Weighed] = []
        self.early: list[Early] = []
        self.days: list[tuple[list[int], list[tuple[int, tuple[int, ...]]]]] = []
        self.signs: dict[tuple[int, int], Signs] = {}
        self._day_of: list[int] = []
        rarity, window = Rarity(), Window(COMPARED, LIKE)
        for day, found in arrange(items):
            gone, fresh = window.forget(day), []
            for sketch in found:
                rarity.count(sketch, day)
            for sketch in found:
                text = rarity.weigh(sketch)
                near, early = window.search(text)
                number = len(self.ids)
                window.add(number, day, text)
                fresh.append((number, near))
                self.ids.append(sketch.id)
                self.texts.append(text)
                self.early.append(early)
                self._day_of.append(day)
            self.days.append((gone, fresh))

    def pairs(self) -> list[tuple[int, int]]:
        return [(number, other) for _, fresh in self.days for number, near in fresh for other in near]

    def sign(self, one: int, other: int) -> Signs | None:
        if max(days_apart(self.texts[one], self.texts[other]), abs(self._day_of[one] - self._day_of[other])) > REACH:
            return None
        if (one, other) not in self.signs:
            self.signs[one, other] = compare(self.texts[one], self.texts[other], self.early[one], self.early[other])
        return self.signs[one, other]

    def label(self, one: int, other: int) -> bool:
        mine, theirs = (self.story.get(self.ids[number]) for number in (one, other))
        return mine is not None and mine == theirs

    def part(self, number: int, parts: int) -> int:
        return checksum(self.story.get(self.ids[number], self.ids[number])) % parts

    def link(self, model: StoryModel) -> dict[str, int]:
        """The group of each article under a model."""
        weights = np.array(model.pair)

        def odds(one: int, other: int) -> float | None:
            signs = self.sign(one, other)
            return None if signs is None else float(np.dot(weights[:-1], signs) + weights[-1])

        groups = Groups(model, lambda one, others: [odds(one, other) for other in others])
        for gone, fresh in self.days:
            groups.forget(gone)
            for number, near in fresh:
                groups.add(number, near)
            groups.join([number for number, _ in fresh])
        return {self.ids[number]: group for number, group in groups.group_of.items()}

    def contexts(self, odds: dict[tuple[int, int], float]) -> dict[tuple[int, int], tuple[float, ...]]:
        """The context of each pair compared, as it stands on the day of the later article."""
        groups = Groups(StoryModel((), (), (), 0, 0, ""), lambda one, others: [odds[one, other] for other in others])
        found: dict[tuple[int, int], tuple[float, ...]] = {}
        for gone, fresh in self.days:
            groups.forget(gone)
            for number, near in fresh:
                groups.add(number, near)
            for number, near in fresh:
                for other in near:
                    found[number, other] = groups.context(number, other, odds[number, other])
        return found

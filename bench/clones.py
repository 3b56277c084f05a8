"""
Makes more articles of those that were read: other towns and ships, later days, the same offsets.

Reading an article costs a hundred times as much as assembling it. So a month is measured on a fifth of it that
was read and copies of that fifth in which every town and ship is another of the same length and days are moved, where
the day as written keeps its length; text and analysis alike, so that every receipt still holds.
"""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import msgspec
from generate import SHIPS, TOWNS

from readout.records import Analysis, Article

MONTHS = [f"{date(2031, month, 1):%B}" for month in range(1, 13)]
_WRITTEN = re.compile(rf"\b({'|'.join(MONTHS)}) (\d{{1,2}})\b")
_ISO = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)")
_NUMBER = re.compile(r"-(\d{5})$")


def clone(articles: Sequence[Article], analyses: Sequence[Analysis], times: int, days: int) -> tuple[list, list]:
    """The batch and `times` - 1 copies of it, each `days` later than the one before."""
    made: list[Article] = list(articles)
    found: list[Analysis] = list(analyses)
    for step in range(1, times):
        change = _Change(step, step * days)
        numbers = {each.id: _number(each.id, step * len(articles)) for each in articles}
        for kind, records, into in ((Article, articles, made), (Analysis, analyses, found)):
            for record in records:
                told = change.move(msgspec.to_builtins(record))
                name = "id" if kind is Article else "article_id"
                told[name] = numbers[getattr(record, name)]
                into.append(msgspec.convert(told, kind))
    return made, found


class _Change:
    def __init__(self, step: int, days: int) -> None:
        self._days = timedelta(days=days)
        self._names: dict[str, str] = {}
        for names in (SHIPS, TOWNS):
            by_length: dict[int, list[str]] = {}
            for name in names:
                by_length.setdefault(len(name), []).append(name)
            for alike in by_length.values():
                for place, name in enumerate(alike):
                    other = alike[(place + 7 * step) % len(alike)]
                    self._names |= {name: other, _slug(name): _slug(other)}
        known = sorted(self._names, key=len, reverse=True)
        self._any = re.compile(rf"\b(?:{'|'.join(map(re.escape, known))})\b")

    def move(self, value: Any) -> Any:
        if isinstance(value, str):
            return self._move_text(value)
        if isinstance(value, list | tuple):
            return [self.move(each) for each in value]
        return {key: self.move(each) for key, each in value.items()} if isinstance(value, dict) else value

    def _move_text(self, text: str) -> str:
        text = self._any.sub(lambda found: self._names[found[0]], text)
        text = _WRITTEN.sub(lambda found: self._move_written(found[0], int(found[2]), found[1]), text)
        return _ISO.sub(self._move_iso, text)

    def _move_written(self, words: str, day: int, month: str) -> str:
        moved = self._move_day(date(2031, MONTHS.index(month) + 1, day))
        return words if moved is None else f"{moved:%B} {moved.day}"

    def _move_iso(self, found: re.Match[str]) -> str:
        try:
            moved = self._move_day(date(int(found[1]), int(found[2]), int(found[3])))
        except ValueError:
            return found[0]
        return found[0] if moved is None else moved.isoformat()

    def _move_day(self, day: date) -> date | None:
        """The later day; None where it is written with more or fewer letters, and so stays."""
        moved = day + self._days
        return moved if len(f"{moved:%B}{moved.day}") == len(f"{day:%B}{day.day}") else None


def _number(name: str, more: int) -> str:
    return _NUMBER.sub(lambda told: f"-{int(told[1]) + more:05}", name)


def _slug(name: str) -> str:
    return name.lower().replace(" ", "-")

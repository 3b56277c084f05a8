"""What Readout asks of those who read articles, in this process or in several at once."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from readout.records import Analysis, Article, Problem


@dataclass(frozen=True, slots=True)
class ReadingTask:
    """An article to be read; `settled` is it with the day that others lent, None: it is dated by its own text alone."""

    article: Article
    settled: Article | None = None


@dataclass(frozen=True, slots=True)
class ArticleReading:
    """An article as the reading dates it and what was found in it; or, where it broke, the problem alone."""

    article: Article
    analysis: Analysis | None
    problem: Problem | None = None


class Crew(Protocol):
    """Reads articles by one recipe."""

    def read(self, tasks: Iterable[ReadingTask]) -> Iterator[ArticleReading]:
        """The reading of each task, in their order; never raises for one article's sake."""

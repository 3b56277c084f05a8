"""The order of a crew's tasks: given out in turn, handed in as they are done, told in the order they came."""

from collections.abc import Iterable, Iterator

from readout.actions.reading import tell_broken
from readout.ports import ArticleReading, ReadingTask

TRIES = 2  # a worker may have been ended for another's sake: only an article that ends two is given up


class Shift:
    """Tasks of one reading. At most `most` are out or wait for an earlier one, so that memory stays bounded."""

    def __init__(self, tasks: Iterable[ReadingTask], most: int) -> None:
        """Nothing is given out yet."""
        self._waiting: Iterator[tuple[int, ReadingTask]] = enumerate(tasks)
        self._most = most
        self._out: dict[int, ReadingTask] = {}
        self._again: list[int] = []
        self._deaths: dict[int, int] = {}
        self._done: dict[int, ArticleReading] = {}
        self._due = 0
        self._is_over = False

    @property
    def is_done(self) -> bool:
        """Whether every reading was told."""
        return self._is_over and not self._out and not self._done

    def give_out(self) -> tuple[int, ReadingTask] | None:
        """The next task with its number; None when there is none, or when too many wait."""
        if self._again:
            number = self._again.pop()
            return number, self._out[number]
        if self._is_over or len(self._out) + len(self._done) >= self._most:
            return None
        given = next(self._waiting, None)
        if given is None:
            self._is_over = True
            return None
        self._out[given[0]] = given[1]
        return given

    def hand_in(self, number: int, reading: ArticleReading) -> None:
        """A task is done."""
        del self._out[number]
        self._done[number] = reading

    def report_death(self, number: int, reason: str) -> None:
        """Who read a task died: it is given out again, or given up as a problem that says why."""
        self._deaths[number] = self._deaths.get(number, 0) + 1
        if self._deaths[number] < TRIES:
            self._again.append(number)
            return
        article = self._out[number].article
        self.hand_in(number, ArticleReading(article, None, tell_broken(article, reason)))

    def tell(self) -> Iterator[ArticleReading]:
        """The readings that are due."""
        while self._due in self._done:
            reading = self._done.pop(self._due)
            self._due += 1
            yield reading

"""What commands share of showing: errors in words, progress, days, and how to leave."""

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING

import click

from readout.errors import ReadoutError

if TYPE_CHECKING:
    from readout.records import Problem

EXIT_FAULTS, EXIT_NOTHING, EXIT_SOME = 1, 3, 4
BETWEEN = 10.0  # seconds between two lines of progress where the output is kept
Tell = Callable[[int, int], None]


@contextmanager
def worded_errors() -> Iterator[None]:
    """Readout's own errors are for the user to read; others are ours to mend and keep their trace."""
    try:
        yield
    except ReadoutError as error:
        raise click.UsageError(str(error)) from error


def read_day(option: str, day: str | None) -> date | None:
    """The day that an option was given; None when it was not."""
    if day is None:
        return None
    try:
        return date.fromisoformat(day)
    except ValueError as error:
        raise click.UsageError(f"{option} takes a day such as 2021-12-10, not '{day}'") from error


@contextmanager
def progress(verb: str, total: int, noun: str = "article", done: int = 0) -> Iterator[Tell]:
    """A bar with rate and time left on standard error where a person watches; a line now and then where it is kept."""
    if not total:
        yield lambda _done, _total: None
        return
    if done:
        click.echo(f"Going on from {done:,} of {total:,}.", err=True)
    if not sys.stderr.isatty():
        click.echo(f"{verb} {total:,} {noun if total == 1 else noun + 's'} …", err=True)
        yield _Lines(verb, done).tell
        return
    with click.progressbar(length=total, label=verb, file=sys.stderr, show_pos=True, show_eta=True) as bar:
        bar.update(done)
        yield _Bar(bar, done, noun).tell


class _Bar:
    """Moves a bar, and shows how many a second."""

    def __init__(self, bar: "click._termui_impl.ProgressBar[int]", done: int, noun: str) -> None:
        self.bar, self.done, self.noun = bar, done, noun
        self.began, self.first = time.monotonic(), done

    def tell(self, done: int, _total: int) -> None:
        rate = (done - self.first) / max(time.monotonic() - self.began, 0.001)
        self.bar.label = f"{self.bar.label.partition(' (')[0]} ({rate:,.1f} {self.noun}s a second)"
        self.bar.update(done - self.done)
        self.done = done


class _Lines:
    """Tells now and then how far the work is, how fast it goes and how long it will take."""

    def __init__(self, verb: str, done: int) -> None:
        self.verb, self.first = verb, done
        self.began = self.told = time.monotonic()

    def tell(self, done: int, total: int) -> None:
        now = time.monotonic()
        if now - self.told < BETWEEN or done >= total:
            return
        self.told = now
        rate = (done - self.first) / (now - self.began)
        left = f"{(total - done) / rate / 60:,.0f} min left" if rate else "time left unknown"
        click.echo(f"{self.verb}: {done:,} of {total:,}, {rate:,.1f} a second, {left}", err=True)


def count_of(number: int, noun: str) -> str:
    """A number with its noun: "1 article", "2,000 articles"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def leave(read: int, problems: "Sequence[Problem]", unread: "Sequence[Problem]") -> None:
    """Tell what went wrong, and exit as it deserves."""
    for problem in problems:
        click.echo(f"{problem.article_id}: {problem.message}", err=True)
    if not read:
        raise SystemExit(EXIT_NOTHING)
    if problems or any(problem.step == "intake" for problem in unread):
        raise SystemExit(EXIT_SOME)

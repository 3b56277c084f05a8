"""Writes a brief: assembles what was read, renders every view of it, and tells in a few lines what it holds."""

import gc
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from readout.actions.reading import Reading
from readout.codebook import Codebook
from readout.corpus import assemble
from readout.corpus.judgements import judge_analyses, open_docket
from readout.corpus.merging import StoryModel
from readout.corpus.period import was_out
from readout.errors import InputError
from readout.records import Brief, Judgement, Problem
from readout.rendering import render_brief
from readout.rendering.bundle import read_bundle

BUNDLE = "brief.json"


@dataclass(frozen=True, slots=True)
class Written:
    """A brief, its files by name, and what a terminal is told of it."""

    brief: Brief
    files: dict[str, bytes]
    told: str


def write_brief(
    reading: Reading,
    codebook: Codebook,
    model: StoryModel,
    period: tuple[date | None, date | None],
    earlier: Brief | None,
    question: str | None,
    unread: Sequence[Problem],
    pages: Mapping[str, bytes] = MappingProxyType({}),
    judgements: Sequence[Judgement] = (),
) -> Written:
    """
    The brief of what was read; `earlier` is what it is compared with, `pages` has the HTML pages by digest.

    With `judgements`, the analyses that go with the brief are those that it was assembled of: as editors judged them.

    What was published after the period is no part of it.
    """
    out = frozenset(article.id for article in reading.articles if was_out(article, period[1]))
    reading = replace(
        reading,
        articles=tuple(one for one in reading.articles if one.id in out),
        analyses=tuple(one for one in reading.analyses if one.article_id in out),
    )
    with _collector_paused():
        brief = assemble(
            reading.articles,
            reading.analyses,
            codebook,
            model,
            *period,
            earlier=earlier,
            question=question,
            unread=(*unread, *reading.problems),
            judgements=judgements,
        )
        analyses = judge_analyses(reading.analyses, open_docket(judgements))
        files = render_brief(reading.articles, analyses, brief, pages)
    return Written(brief, files, summarise(reading, brief))


@contextmanager
def _collector_paused() -> Iterator[None]:
    """What is assembled is kept to the end and holds no cycles: to look for garbage in it costs a tenth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def read_earlier(files: Mapping[str, bytes]) -> Brief:
    """The brief in the files of an earlier one. Raises InputError when they are none."""
    if BUNDLE not in files:
        raise InputError("--earlier", f"holds no {BUNDLE}; give the folder that an earlier `readout brief` wrote")
    try:
        return read_bundle(files[BUNDLE]).brief
    except ValueError as error:
        raise InputError("--earlier", f"its {BUNDLE} cannot be read: {error}") from error


def summarise(reading: Reading, brief: Brief) -> str:
    """What was read, found and left open, a line each."""
    found = {
        "statements": sum(len(analysis.statements) for analysis in reading.analyses),
        "events": sum(len(analysis.events) for analysis in reading.analyses),
        "meetings": sum(len(analysis.meetings) for analysis in reading.analyses),
        "times": sum(len(analysis.timexes) for analysis in reading.analyses),
    }
    open_kinds = Counter(problem.step for problem in brief.unread)
    lines = [
        f"Read:       {_count(len(reading.articles), 'article')} from {_count(len(brief.outlets), 'outlet')}",
        f"Period:     {_period(brief)}",
        f"Found:      {', '.join(f'{number:,} {name}' for name, number in found.items())}",
        f"The brief:  {_brief_counts(brief)}",
    ]
    if open_kinds:
        kinds = ", ".join(f"{number} in {step}" for step, number in sorted(open_kinds.items()))
        lines.append(f"Left open:  {kinds} (listed at the end of the brief)")
    return "\n".join(lines)


def _brief_counts(brief: Brief) -> str:
    counts = [
        _count(len(brief.developments), "development"),
        _count(len(brief.statements), "statement line"),
        _count(len(brief.calendar), "meeting"),
        _count(len(brief.timeline), "day") + " in the timeline",
    ]
    return ", ".join(counts)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _period(brief: Brief) -> str:
    if brief.first_day is None or brief.last_day is None:
        return "no article is dated; give --published, --since or --until"
    return f"{brief.first_day.isoformat()} to {brief.last_day.isoformat()}"

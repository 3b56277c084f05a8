"""An edition frozen: its digest, its permanent name, its card, and its blocks as corrections left them."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import msgspec

from readout.records import Block, Brief, Draft, DraftCard, Edition, EditionCard, EditionLine, SourcedSentence
from readout.spans import digest_text

FORMAT = "readout-edition/1"


def digest_edition(edition: Edition) -> str:
    """SHA-256 of an edition as JSON, its own digest and its corrections left out."""
    plain = msgspec.to_builtins(replace(edition, digest="", corrections=()))
    return digest_text(
        json.dumps(plain, sort_keys=True, separators=(",", ":"))
    )  # ASCII: half a character has its escape


def seal_edition(edition: Edition) -> Edition:
    """The edition with its digest."""
    return replace(edition, digest=digest_edition(edition))


def name_slug(brief: Brief, publishing_day: int) -> str:
    """
    The name of an edition in addresses: "2031-w10" for the seven days before the publishing day of that ISO week.

    `publishing_day` is an ISO weekday. Another period is named by its days, a brief without one by its recipe.
    """
    first, last = brief.first_day, brief.last_day
    if first is None or last is None:
        return f"undated-{digest_text(brief.recipe)[:12]}"
    out = last + timedelta(days=1)
    if last - first == timedelta(days=6) and out.isoweekday() == publishing_day:
        year, week, _ = out.isocalendar()
        return f"{year}-w{week:02}"
    return f"{first.isoformat()}-to-{last.isoformat()}"


def write_title(brief: Brief) -> str:
    """What an edition is called until an editor calls it something else: the question and the days."""
    if brief.first_day is None or brief.last_day is None:
        return brief.question
    return f"{brief.question} {_write_days(brief.first_day, brief.last_day)}"


def _write_days(first: date, last: date) -> str:
    if first.year != last.year:
        return f"{first.day} {first:%B %Y} to {last.day} {last:%B %Y}"
    if first.month != last.month:
        return f"{first.day} {first:%B} to {last.day} {last:%B %Y}"
    return f"{first.day} to {last.day} {last:%B %Y}"


def card_of(edition: Edition) -> EditionCard:
    """What names and dates an edition."""
    return EditionCard(
        edition.number,
        edition.slug,
        edition.title,
        edition.language,
        edition.brief.first_day,
        edition.brief.last_day,
        edition.published_at,
        max((one.corrected_at for one in edition.corrections), default=None),
        edition.digest,
    )


def card_of_draft(draft: Draft) -> DraftCard:
    """What names and dates a draft."""
    brief = draft.brief
    return DraftCard(draft.id, draft.slug, brief.first_day, brief.last_day, draft.opened_by, draft.opened_at)


def walk_edition_lines(blocks: tuple[Block, ...]) -> Iterator[tuple[Block, EditionLine]]:
    """Every line with its block, headings first, in order."""
    for block in blocks:
        if block.heading is not None:
            yield block, block.heading
        for line in block.lines:
            yield block, line


def current_blocks(edition: Edition) -> tuple[Block, ...]:
    """The blocks as corrections left them: a corrected line has the words of now, an editor's, and its receipts."""
    now = {one.line_id: one.now for one in edition.corrections if one.line_id is not None and one.now is not None}
    if not now:
        return edition.blocks
    return tuple(
        replace(
            block,
            heading=None if block.heading is None else _correct(block.heading, now),
            lines=tuple(_correct(line, now) for line in block.lines),
        )
        for block in edition.blocks
    )


def _correct(line: EditionLine, now: dict[str, str]) -> EditionLine:
    return reword(line, now[line.id]) if line.id in now else line


def reword(line: EditionLine, words: str) -> EditionLine:
    """A line in an editor's words, the machine's kept beside it; the machine's own words again are the machine's."""
    machine = line.machine or (line.sentence if line.sentence.author != "editor" else None)
    if machine is not None and machine.text == words:
        return EditionLine(line.id, machine)
    sentence = SourcedSentence(words, None, (), "editor", line.sentence.citations)
    return EditionLine(line.id, sentence, machine)

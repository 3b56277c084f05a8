"""The blocks of an edition as sections of lines, in the editor's order, and after them what the brief adds."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from readout.codes import BlockKind, Genre
from readout.corpus.wording import write_time
from readout.records import (
    Block,
    CalendarLine,
    EditionLine,
    ForecastLine,
    PositionLine,
    SourcedSentence,
    StatementLine,
)
from readout.rendering.layout import Group, Line, Section
from readout.rendering.receipts import Receipt, show_receipt
from readout.rendering.sections import write_sections
from readout.rendering.site.published import Published, open_section

Record = StatementLine | PositionLine | CalendarLine | ForecastLine
TITLES: Mapping[BlockKind, tuple[str, str, str]] = {  # of a kind: the section's id, its title, and what it is
    BlockKind.ANSWER: ("answer", "In short", "Counted from the lines of the brief; no verdict."),
    BlockKind.DEVELOPMENT: ("developments", "Key developments", "What happened in this period, as sources tell it."),
    BlockKind.CHANGE: ("changes", "What changed since last week", "Against the earlier edition."),
    BlockKind.TAKEAWAY: ("takeaways", "Takeaways", "What stands out, each filled from cited passages."),
    BlockKind.STATEMENT: ("statements", "Who said what", "By speaker."),
    BlockKind.POSITION: ("positions", "Positions", "What each party wants, refuses, offers or threatens."),
    BlockKind.MEETING: ("calendar", "Calendar", "Meetings held and ahead, with what is known of day and place."),
    BlockKind.FORECAST: ("forecasts", "Forecasts", "What commentators expect, and on what condition."),
    BlockKind.QUANTITY: ("quantities", "Quantities", "Numbers, as sources give them."),
    BlockKind.BACKGROUND: ("background", "Background", "Older happenings that the articles recall."),
    BlockKind.QUESTION: ("questions", "Open questions", "Asked by the authors; nobody’s claim."),
    BlockKind.COMMENT: ("comment", "From the editor", "The editor’s own words, which need no source."),
}
ADDED = ("accounts", "balance", "events", "coverage", "unread")  # sections of the brief that no block tells
_VOICES = {
    Genre.OPINION: "opinion",
    Genre.ANALYSIS: "analysis",
    Genre.NEWSLETTER: "newsletter",
    Genre.OFFICIAL: "official text",
}
_OWN = (None, "resolved", "cut", "dated")  # templates of lines that are one source's own sentence


@dataclass(frozen=True, slots=True)
class Known:
    """The records of a brief's ledgers by id, for what a block's lines do not say themselves."""

    records: Mapping[str, Record]

    @classmethod
    def of(cls, published: Published) -> "Known":
        """Those of an edition's brief."""
        brief = published.edition.brief
        lines: tuple[Record, ...] = (*brief.statements, *brief.positions, *brief.forecasts)
        return cls({line.id: line for line in lines if not isinstance(line, CalendarLine)} | _meetings(brief.calendar))


def _meetings(lines: Iterable[CalendarLine]) -> dict[str, Record]:
    return {line.uid: line for line in lines}


def list_sections(published: Published) -> tuple[Section, ...]:
    """Every section of the edition's page, its receipts as readers see them."""
    told = (*_tell_blocks(published), *_add_sections(published))
    return tuple(open_section(section, published) for section in told)


def _tell_blocks(published: Published) -> Iterator[Section]:
    known, seen = Known.of(published), dict.fromkeys(BlockKind, 0)
    for kind, blocks in groupby(published.blocks, lambda block: block.kind):
        identity, title, about = TITLES[kind]
        seen[kind] += 1
        own = identity if seen[kind] == 1 else f"{identity}-{seen[kind]}"
        yield Section(own, title, about, tuple(_tell_groups(tuple(blocks), known, published)))


def _tell_groups(blocks: tuple[Block, ...], known: Known, published: Published) -> Iterator[Group]:
    """A group a happening; of other kinds one for those who speak, hold or foretell, or one for all."""
    if blocks[0].kind in (BlockKind.DEVELOPMENT, BlockKind.BACKGROUND):
        for block in blocks:
            yield _tell_happening(block, known, published)
        return
    for by, some in groupby(blocks, lambda block: block.by):
        told = tuple(some)
        lines = tuple(_tell_line(block, line, known, published) for block in told for line in block.lines)
        yield Group(lines, heading=by)


def _tell_happening(block: Block, known: Known, published: Published) -> Group:
    lines = tuple(_tell_line(block, line, known, published) for line in block.lines)
    day = None if block.day is None else write_time(block.day)
    if block.heading is None:
        return Group(lines, heading=day or "Of no day that is told")
    sentence = block.heading.sentence
    below = {citation for line in block.lines for citation in line.sentence.citations}
    own = tuple(show_receipt(one, published.shelf) for one in sentence.citations if one not in below)
    return Group(lines, heading=sentence.text, note=None if day is None or day in sentence.text else day, receipts=own)


def _tell_line(block: Block, line: EditionLine, known: Known, published: Published) -> Line:
    sentence = line.sentence
    record = None if block.subject_id is None else known.records.get(block.subject_id)
    when, labels, cue, notes = _describe(block, record)
    corrected = published.corrections_of(line)
    notes += tuple(f"Corrected {one.corrected_at:%-d %B %Y}: {one.text}" for one in corrected)
    return Line(
        sentence.text,
        receipts_of(sentence, published),
        when=when,
        labels=(*labels, *_voice(sentence, published)),
        cue=cue,
        note="; ".join(notes) or None,
        id=line.id,
    )


def receipts_of(sentence: SourcedSentence, published: Published) -> tuple[Receipt, ...]:
    """The receipts of a line."""
    shelf = published.shelf
    return tuple(show_receipt(each, shelf) for each in sentence.citations)


Described = tuple[str | None, tuple[str, ...], str | None, tuple[str, ...]]


def _describe(block: Block, record: Record | None) -> Described:
    """What stands beside a line: its day, labels, the word that leads it, and notes."""
    day = None if block.day is None else write_time(block.day)
    if isinstance(record, PositionLine):
        firm = () if record.firmness is None else (_words(record.firmness),)
        return day, (record.movement.value, *firm), _words(record.kind.value), ()
    if isinstance(record, CalendarLine):
        place = record.place if record.place and record.place not in record.summary.text else None
        return day, (record.status.value,), None, (f"in {place}",) if place else ()
    if isinstance(record, ForecastLine):
        return day, (_words(record.state),), None, ()
    if isinstance(record, StatementLine):
        return day, (), None, (f"relayed by {record.via}",) if record.via else ()
    return None, (), None, ()


def _voice(sentence: SourcedSentence, published: Published) -> tuple[str, ...]:
    """An editor's words are named, and what kind of piece a source's sentence stands in where it is no plain news."""
    if sentence.author == "editor":
        return ("the editor’s words",)
    if sentence.template not in _OWN or not sentence.citations:
        return ()
    genre = published.shelf.genres.get(sentence.citations[0].article_id)
    return (_VOICES[genre],) if genre in _VOICES else ()


def _words(code: str) -> str:
    return code.replace("_", " ")


def _add_sections(published: Published) -> Iterator[Section]:
    taken = {line.id for block in published.blocks for line in block.lines}
    for section in write_sections(published.edition.brief, published.shelf):
        lines = {line.id for group in section.groups for line in group.lines}
        if section.id in ADDED and not lines & taken:
            yield section

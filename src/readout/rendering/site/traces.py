"""The published lines as readers look them up over all editions: by actor, outlet, kind, day and story."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from readout.codes import BlockKind, Quoting
from readout.corpus.period import earliest_day
from readout.records import (
    Actor,
    Block,
    Brief,
    CalendarLine,
    EditionLine,
    PositionLine,
    Slot,
    SourcedSentence,
    StatementLine,
)
from readout.rendering.site.published import Published
from readout.rendering.site.sections import Known, Record

SAID, REPORTED, RELAYED = "said", "reported", "relayed"


@dataclass(frozen=True, slots=True)
class Trace:
    """
    One published line and what it is looked up by.

    `day` is that of the happening, meeting or saying as precisely as it is told, else None; `speaker_id` who said or
    holds it and `voice` how: `said` (in quotation marks), `reported` (in an outlet's words) or `relayed` (by somebody
    else). `subject_id` names the record: a story, a statement, a position, a meeting. `actor_ids` has the speaker, too.
    """

    edition: int
    slug: str
    line_id: str
    kind: BlockKind
    heading: str | None
    text: str
    by: str | None
    day: str | None
    actor_ids: tuple[str, ...]
    outlet_ids: tuple[str, ...]
    article_ids: tuple[str, ...]
    subject_id: str | None
    speaker_id: str | None = None
    voice: str | None = None
    note: str | None = None  # the movement of a position, the status of a meeting

    @property
    def first_day(self) -> date | None:
        """The first day that `day` may mean."""
        return None if self.day is None else earliest_day(self.day)


def list_traces(published: Published) -> tuple[Trace, ...]:
    """The lines of an edition in order, headings left to their lines."""
    names = _Names(published.edition.brief)
    known = Known.of(published)
    return tuple(
        _trace(published, block, line, names, known.records.get(block.subject_id or ""))
        for block in published.blocks
        for line in block.lines
    )


def _trace(published: Published, block: Block, line: EditionLine, names: "_Names", record: Record | None) -> Trace:
    sentence = line.sentence
    articles = tuple(dict.fromkeys(one.article_id for one in sentence.citations))
    outlets = (published.articles[one].outlet_id for one in articles if one in published.articles)
    speaker, voice, note = _who(record)
    told = (block.heading.sentence, sentence) if block.heading is not None else (sentence,)
    actors = dict.fromkeys((*_parties(record), *(each for one in told for each in names.find(one))))
    return Trace(
        published.edition.number,
        published.edition.slug,
        line.id,
        block.kind,
        None if block.heading is None else block.heading.sentence.text,
        sentence.text,
        block.by,
        block.day,
        tuple(actors),
        tuple(dict.fromkeys(one for one in outlets if one)),
        articles,
        block.subject_id,
        speaker,
        voice,
        note,
    )


def _who(record: Record | None) -> tuple[str | None, str | None, str | None]:
    """Who said or holds what a record tells, how it is known, and where it stands."""
    if isinstance(record, StatementLine):
        voice = RELAYED if record.via else REPORTED if record.quoting is Quoting.INDIRECT else SAID
        return record.speaker_id, voice, None
    if isinstance(record, PositionLine):
        holder = record.holder_ids[0] if record.holder_ids else None
        return holder, None, record.movement.value
    if isinstance(record, CalendarLine):
        return None, None, record.status.value
    return None, None, None


def _parties(record: Record | None) -> Iterator[str]:
    if isinstance(record, StatementLine) and record.speaker_id:
        yield record.speaker_id
    elif isinstance(record, PositionLine):
        yield from (*record.holder_ids, *record.attributed_to)
    elif isinstance(record, CalendarLine):
        yield from record.party_ids


class _Names:
    """Which actors of a brief a line names: in a slot, or by a name of theirs as printed."""

    def __init__(self, brief: Brief) -> None:
        self.by_name: dict[str, str] = {actor.name: actor.id for actor in brief.actors}
        self.pattern = _any_name(brief.actors)

    def find(self, sentence: SourcedSentence) -> Iterator[str]:
        yield from (self.by_name[one] for one in map(_named, sentence.slots) if one in self.by_name)
        if self.pattern is not None:
            yield from (self.by_name[found] for found in self.pattern.findall(sentence.text))


def _named(slot: Slot) -> str:
    return slot.value if slot.kind == "actor" else ""


def _any_name(actors: tuple[Actor, ...]) -> re.Pattern[str] | None:
    names = sorted((actor.name for actor in actors if actor.name), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b") if names else None


@dataclass(frozen=True, slots=True)
class Found:
    """An actor or outlet as pages list it: its id, name, what is known of it, and how many lines lead to it."""

    id: str
    name: str
    about: str
    lines: int


def count_by(traces: tuple[Trace, ...], names: Mapping[str, str], ids: str) -> tuple[Found, ...]:
    """Those of `names` that some line leads to by its field `ids`, the most told of first."""
    counts: dict[str, int] = {}
    for trace in traces:
        for each in getattr(trace, ids):
            counts[each] = counts.get(each, 0) + 1
    known = [Found(each, names[each], "", counts[each]) for each in counts if each in names]
    return tuple(sorted(known, key=lambda one: (-one.lines, one.name)))

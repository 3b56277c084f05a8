"""The records of a brief as lines for the eye: one small function for each kind of section."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date

from readout.codes import Genre, MeetingStatus, PositionKind
from readout.corpus.likeness import content_stems
from readout.corpus.period import latest_day
from readout.corpus.wording import write_list, write_number, write_time
from readout.records import (
    Brief,
    CalendarLine,
    Citation,
    EventLine,
    Item,
    Problem,
    QuantityLine,
    Rank,
    SourcedSentence,
    StatementLine,
)
from readout.rendering.besides import in_words, published_on, receipts_of, voice_of
from readout.rendering.findings import write_whom
from readout.rendering.layout import Group, Line, Table
from readout.rendering.receipts import Shelf, title_of
from readout.rendering.wordings import show_wordings
from readout.spans import overlaps

Writer = Callable[[Brief, Shelf], tuple[Group, ...]]


def _sentences(lines: Iterable[SourcedSentence], shelf: Shelf) -> tuple[Line, ...]:
    return tuple(Line(line.text, receipts_of(line.citations, shelf), labels=voice_of(line, shelf)) for line in lines)


def plain(field: str) -> Writer:
    """Lines that are sentences already: a field of the brief that holds them."""

    def write(brief: Brief, shelf: Shelf) -> tuple[Group, ...]:
        return (Group(_sentences(getattr(brief, field), shelf)),)

    return write


def questions(brief: Brief, shelf: Shelf) -> tuple[Group, ...]:
    """The authors' questions, with the day on which each was printed."""
    asked = zip(brief.questions, _sentences(brief.questions, shelf), strict=True)
    return (Group(tuple(replace(line, note=published_on(one.citations[0], shelf)) for one, line in asked)),)


def developments(brief: Brief, shelf: Shelf) -> tuple[Group, ...]:
    """A group for each development, under its headline or its day."""
    ranks = {rank.story_id: rank for rank in brief.ranks}
    origins = {story.id: story.origins for story in brief.stories}
    return tuple(
        replace(_development(item, shelf), why=_write_why(ranks.get(item.story_id), origins.get(item.story_id, 0)))
        for item in brief.developments
    )


_PARTS = {
    "origin": "told by several",
    "rival_sides": "by both sides",
    "meeting": "a meeting",
    "new_meeting": "not known before",
    "leaders": "of leaders",
    "parties": "between states",
    "recency": "recent",
    "escalation": "escalation",
    "cooperation": "cooperation",
    "moved": "a position moved",
    "numbers": "numbers",
    "told_before": "told before",
    "undated": "no day told",
}


def _write_why(rank: Rank | None, origins: int) -> str | None:
    """How many origins a development has, and the named parts of its weight."""
    if rank is None:
        return None
    told = f"{origins} independent origin{'s' if origins != 1 else ''}"
    parts = ", ".join(f"{_PARTS.get(name, name)} {value:+.1f}" for name, value in rank.parts)
    return f"{told} · weight {rank.score:.1f}{': ' if parts else ''}{parts}"


def background(brief: Brief, shelf: Shelf) -> tuple[Group, ...]:
    """A group for each older happening, under its headline."""
    return tuple(_development(item, shelf) for item in brief.background)


def _development(item: Item, shelf: Shelf) -> Group:
    head = item.headline
    day = write_time(item.day) if item.day else ""
    named = head is not None and head.author == "editor"
    return Group(
        _sentences(item.sentences, shelf),
        heading=(head.text if day in head.text else f"{head.text}, {day}") if head else day or "Of no day that is told",
        note="named by the editor" if named else None,
        receipts=() if item.sentences or head is None else receipts_of(head.citations, shelf),
    )


def _others(some: Iterable[Citation], shown: Sequence[Citation]) -> Iterable[Citation]:
    """Those of some receipts whose passage none of the receipts shown holds."""
    return (one for one in dict.fromkeys(some) if not any(_is_within(one, each) for each in shown))


def _is_within(one: Citation, other: Citation) -> bool:
    """Whether two receipts are of one passage, a dateline aside."""
    return one.article_id == other.article_id and overlaps(one.span, other.span)


_BRACKETS = re.compile(r" \[[^\[\]]*\]")  # what we put beside a source's words
SAME = 0.85  # share of a line's content stems that another holds, from which it only repeats it
OTHERS = "Others, as their source describes them"


def statements(brief: Brief, shelf: Shelf) -> tuple[Group, ...]:
    """A group for each speaker who is known by name, the heaviest first, and one for all others."""
    by_speaker: dict[str, list[StatementLine]] = {}
    above = [sentence.text for item in brief.developments for sentence in item.sentences]
    for line in brief.statements:
        if line.told is not None and (line.speaker_id or not _is_told(line.told.text, above)):
            by_speaker.setdefault(line.speaker if line.speaker_id else OTHERS, []).append(line)
    named = [speaker for speaker in by_speaker if speaker != OTHERS]
    return tuple(
        Group(
            tuple(shown for each in by_speaker[speaker] if (shown := _statement(each, shelf))),
            speaker if speaker == OTHERS else _introduce(speaker, by_speaker[speaker], brief),
            most=brief.budget.statements,
        )
        for speaker in (*named, *(OTHERS for _ in (1,) if OTHERS in by_speaker))
    )


def _is_told(text: str, above: Iterable[str]) -> bool:
    """Whether one of the lines above tells the same, a word or two aside: a reprint of it is no news."""
    own = set(content_stems(_BRACKETS.sub("", text)))
    return any(len(own & set(content_stems(each))) >= SAME * len(own) for each in above)


def _introduce(speaker: str, lines: Sequence[StatementLine], brief: Brief) -> str:
    """A speaker with the role printed for him and his state: "Ada Orlo, foreign minister, Northland"."""
    known = {actor.id: actor for actor in brief.actors}
    own = known.get(lines[0].speaker_id or "")
    state = known.get(own.country or "") if own is not None and own.kind == "person" else None
    role = None if own is not None and own.kind == "country" else _role(lines)
    printed = [slot.value for slot in lines[0].told.slots if slot.kind == "state"] if lines[0].told else []
    told = state.name if state is not None else printed[-1] if printed and (own is None or own.kind != "person") else ""
    if role and state is not None and any(name in role for name in (state.name, *state.names)):
        told = ""
    return ", ".join(filter(None, (speaker, role, told if told != speaker else "")))


def _role(lines: Iterable[StatementLine]) -> str | None:
    """The role printed most often, letter case aside; of equals the one that says most."""
    roles = [line.role for line in lines if line.role and line.role not in line.speaker]
    counts = Counter(role.casefold() for role in roles)
    best = max(roles, key=lambda role: (counts[role.casefold()], len(role), role), default=None)
    return None if best is None else best[:1].upper() + best[1:]


def _statement(line: StatementLine, shelf: Shelf) -> Line | None:
    """The words, or the sentence that reports them; a contesting word goes with what it contests."""
    if line.told is None:
        return None
    quoted, cued = line.told.template == "quoted", line.told.template == "reported"
    denied = line.label is not None and line.label == line.cue
    contested = () if line.label is None or not (quoted or cued) or denied else (f"contested: “{line.label}”",)
    published = None if line.said_day else published_on(line.citations[0], shelf)
    notes = (published, f"relayed by {line.via}" if line.via and (quoted or cued) else None)
    return Line(
        line.told.text,
        receipts_of(line.citations if quoted or cued else line.told.citations, shelf),
        when=None if line.said_day is None else write_time(line.said_day),
        labels=(*contested, *voice_of(line.told, shelf)),
        note="; ".join(filter(None, notes)) or None,
        parts=show_wordings(line, shelf),
    )


def calendar(brief: Brief, shelf: Shelf) -> tuple[Group, ...]:
    """A line for each meeting."""
    return (Group(tuple(_meeting(line, brief, shelf) for line in brief.calendar)),)


def _meeting(line: CalendarLine, brief: Brief, shelf: Shelf) -> Line:
    ahead = line.status is not MeetingStatus.HELD  # who announced what was held is news of yesterday
    announced, confirmed = (
        write_list(shelf.names(ids)) if ahead else "" for ids in (line.announced_by, line.confirmed_by)
    )
    said = "proposed" if line.status is MeetingStatus.PROPOSED else "told"
    place = line.place if line.place and line.place not in line.summary.text else None
    notes = (place and f"in {place}", announced and f"{said} by {announced}", confirmed and f"confirmed by {confirmed}")
    past = brief.last_day is not None and (latest_day(line.when) or date.max) < brief.last_day
    held = {one.when[:10] for one in brief.calendar if one.status is MeetingStatus.HELD}
    unheard = past and line.when[:10] not in held and line.status in (MeetingStatus.AGREED, MeetingStatus.PROPOSED)
    return Line(
        line.summary.text,
        receipts_of(line.citations or line.summary.citations, shelf),
        when=write_time(line.when),
        labels=(line.status.value, *(("not told of as held",) if unheard else ())),
        note="; ".join(note for note in notes if note) or None,
    )


def events(brief: Brief, shelf: Shelf) -> tuple[Group, ...]:
    """
    A line for each happening that the balance counts: the sentence that tells it best, with its codes.

    A group for each day of each side, those of talks first: what one point of the drawing counts stands together.
    """
    known = {line.id: line for line in brief.happenings}
    return tuple(
        Group(tuple(_event(known[each], shelf) for each in ids if each in known), f"{side}, {write_time(day)}")
        for side, day, ids in counted_days(brief)
        if any(each in known for each in ids)
    )


def counted_days(brief: Brief) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """Which happenings each side of the balance counts on each of its days; the others stand in brief.json."""
    talks = [("Talks", one.day, tuple(i for i in one.event_ids if i not in one.conflict_ids)) for one in brief.balance]
    return (*talks, *(("Escalation", one.day, one.conflict_ids) for one in brief.balance))


def _event(line: EventLine, shelf: Shelf) -> Line:
    receipts = receipts_of(line.citations, shelf)
    actors, recipients = (", ".join(shelf.names(ids)) for ids in (line.actor_ids, line.recipient_ids))
    says = ", ".join(shelf.names(line.says))
    return Line(
        receipts[0].passage if receipts else "",
        receipts,
        when=None if line.day is None else write_time(line.day),
        labels=(line.event_type.value, line.factuality.value),
        note=write_whom(actors, recipients, len(line.actor_ids)) + (f"; as told by {says}" if says else ""),
    )


AUTHORED = frozenset({Genre.OPINION, Genre.ANALYSIS, Genre.NEWSLETTER})  # pieces that argue with numbers
ALONE = frozenset({"arms"})  # units of which a number says nothing where nothing else is told to compare
UNITS = {"troops": "troops and crews"}  # units whose name says too little of what is counted in them
_RELATION = {
    "equal": (),
    "update": ("changed with a later report",),
    "conflict": ("told differently",),
}


def quantities(brief: Brief, shelf: Shelf) -> tuple[Group, ...]:
    """A group for each unit, a line for each number."""
    by_unit: dict[str, list[Line]] = {}
    told: set[str] = set()  # a sentence with two numbers is printed once
    above = {sentence.text for item in brief.developments for sentence in item.sentences}
    for line in brief.quantities:
        alone = line.unit in ALONE and line.relation not in _RELATION
        opined = line.told is not None and shelf.genres.get(line.told.citations[0].article_id) in AUTHORED
        rival = line.relation == "conflict"  # without the other number no line: both stand side by side above
        if line.told is not None and line.told.text not in above | told and not (alone or opined or rival):
            told.add(line.told.text)
            by_unit.setdefault(UNITS.get(line.unit, in_words(line.unit)), []).append(_quantity(line, line.told, shelf))
    return tuple(Group(tuple(lines), unit.capitalize(), most=brief.budget.numbers) for unit, lines in by_unit.items())


def _quantity(line: QuantityLine, told: SourcedSentence, shelf: Shelf) -> Line:
    return Line(
        told.text,
        receipts_of((*told.citations, *_others(line.citations, told.citations)), shelf),
        labels=(*_RELATION.get(line.relation, ()), *voice_of(told, shelf)),
        note=published_on(told.citations[0], shelf),
    )


_COVERAGE = "coverage"  # the step whose problems are about outlets, not about what could not be read
_BALANCE = "Deeds counted alike for all parties; in brackets the range without and with uncertain codings"


def balance_table(brief: Brief) -> Table | None:
    """The days counted; None where nothing was."""
    rows = tuple(
        (
            write_time(day.day),
            _weight(day.cooperation, day.cooperation_range),
            _weight(day.conflict, day.conflict_range),
            str(len(day.event_ids)),
        )
        for day in brief.balance
    )
    columns = ("Day", "Talks", "Escalation", "Events")
    return Table(_BALANCE, columns, rows) if rows else None


def coverage(brief: Brief, _shelf: Shelf) -> tuple[Group, ...]:
    """A line for each outlet of which fewer articles came than its desk expects."""
    gaps = tuple(Line(problem.message, ()) for problem in brief.unread if problem.step == _COVERAGE)
    return (Group(gaps),) if gaps else ()


def left_out(brief: Brief, _shelf: Shelf) -> tuple[Group, ...]:
    """A line for each kind of finding of which some would not be read right by themselves: how many, of how many."""
    positions = [line for line in brief.positions if line.kind is not PositionKind.ASSESSMENT]
    found = (
        ("statements", [line.told for line in brief.statements]),
        ("positions", [line.told for line in positions]),
        ("forecasts", [line.told for line in brief.forecasts]),
        ("numbers", [line.told for line in brief.quantities]),
    )
    return (
        Group(
            tuple(
                Line(f"{missing} of {len(told)} {kind}", ())
                for kind, told in found
                if (missing := sum(one is None for one in told))
            )
        ),
    )


def unread(brief: Brief, shelf: Shelf) -> tuple[Group, ...]:
    """A group for each article, a line for each kind of thing left out of it."""
    by_article: dict[str | None, dict[str, list[Problem]]] = {}
    for problem in brief.unread:
        if problem.step == _COVERAGE:
            continue
        by_article.setdefault(problem.article_id, {}).setdefault(problem.step, []).append(problem)
    return tuple(
        Group(
            tuple(_problems(step, found) for step, found in by_step.items()),
            "The input" if article_id is None else title_of(shelf.articles.get(article_id), article_id),
        )
        for article_id, by_step in by_article.items()
    )


def _problems(step: str, found: list[Problem]) -> Line:
    messages = dict.fromkeys(problem.message for problem in found)
    return Line("; ".join(messages), (), by=step, labels=(f"{len(found)} left open",) if len(found) > 1 else ())


def _weight(value: float, bounds: tuple[float, float]) -> str:
    low, high = map(write_number, bounds)
    return write_number(value) if low == high else f"{write_number(value)} ({low} to {high})"

"""The records of a brief as lines for the eye: one small function for each kind of section."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from readout.codes import Genre, MeetingStatus, Movement, PositionKind
from readout.corpus.likeness import content_stems
from readout.corpus.period import latest_day
from readout.corpus.wording import write_list, write_number, write_time
from readout.records import (
    Brief,
    CalendarLine,
    Citation,
    EventLine,
    ForecastLine,
    Item,
    PositionLine,
    Problem,
    QuantityLine,
    Rank,
    SourcedSentence,
    StatementLine,
)
from readout.rendering.findings import write_whom
from readout.rendering.layout import Group, Line, Part, Table
from readout.rendering.receipts import Receipt, Shelf, show_receipt, title_of
from readout.rendering.wordings import show_wordings
from readout.spans import overlaps

Writer = Callable[[Brief, Shelf], tuple[Group, ...]]


def _receipts(citations: Iterable[Citation], shelf: Shelf) -> tuple[Receipt, ...]:
    return tuple(show_receipt(citation, shelf) for citation in citations)


_VOICES = {
    Genre.OPINION: "opinion",
    Genre.ANALYSIS: "analysis",
    Genre.NEWSLETTER: "newsletter",
    Genre.OFFICIAL: "official text",
}


IN_SOURCES_WORDS = frozenset({None, "resolved", "cut", "dated", "quoted", "reported", "corrected", "corrected_cut"})


def _sentences(lines: Iterable[SourcedSentence], shelf: Shelf) -> tuple[Line, ...]:
    return tuple(Line(line.text, _receipts(line.citations, shelf), labels=_voice(line, shelf)) for line in lines)


def _voice(line: SourcedSentence, shelf: Shelf) -> tuple[str, ...]:
    """What kind of piece a source's sentence stands in, where that is not plain news; an editor's words are named."""
    if line.author == "editor":
        return ("the editor’s words",)
    if line.template not in IN_SOURCES_WORDS or not line.citations:
        return ()
    genre = shelf.genres.get(line.citations[0].article_id)
    return (_VOICES[genre],) if genre in _VOICES else ()


def plain(field: str) -> Writer:
    """Lines that are sentences already: a field of the brief that holds them."""

    def write(brief: Brief, shelf: Shelf) -> tuple[Group, ...]:
        return (Group(_sentences(getattr(brief, field), shelf)),)

    return write


def questions(brief: Brief, shelf: Shelf) -> tuple[Group, ...]:
    """The authors' questions, with the day on which each was printed."""
    asked = zip(brief.questions, _sentences(brief.questions, shelf), strict=True)
    return (Group(tuple(replace(line, note=_published(one.citations[0], shelf)) for one, line in asked)),)


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
    below = [citation for sentence in item.sentences for citation in sentence.citations]
    head = item.headline
    own = [] if head is None else _others(head.citations, below)
    return Group(
        _sentences(item.sentences, shelf),
        heading=head.text if head else write_time(item.day) if item.day else "Of no day that is told",
        note=_note(item.day, head) if head else None,
        receipts=_receipts(own, shelf),
    )


def _others(some: Iterable[Citation], shown: Sequence[Citation]) -> Iterable[Citation]:
    """Those of some receipts whose passage none of the receipts shown holds."""
    return (one for one in dict.fromkeys(some) if not any(_is_within(one, each) for each in shown))


def _is_within(one: Citation, other: Citation) -> bool:
    """Whether two receipts are of one passage, a dateline aside."""
    return one.article_id == other.article_id and overlaps(one.span, other.span)


def _note(day: str | None, head: SourcedSentence) -> str | None:
    words = "" if day is None or write_time(day) in head.text else write_time(day)
    return ", ".join(filter(None, (words, "named by the editor" if head.author == "editor" else ""))) or None


SAME = 0.85  # share of a line's content stems that another holds, from which it only repeats it
OPEN = "open"  # of a forecast: nobody has judged it
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
            speaker,
            None if speaker == OTHERS else _role(by_speaker[speaker]),
            most=brief.budget.statements,
        )
        for speaker in (*named, *(OTHERS for _ in (1,) if OTHERS in by_speaker))
    )


def _is_told(text: str, above: Iterable[str]) -> bool:
    """Whether one of the lines above tells the same, a word or two aside: a reprint of it is no news."""
    own = set(content_stems(text))
    return any(len(own & set(content_stems(each))) >= SAME * len(own) for each in above)


def _role(lines: Iterable[StatementLine]) -> str | None:
    """The role printed most often, letter case aside; of equals the one that says most."""
    roles = [line.role for line in lines if line.role and line.role not in line.speaker]
    counts = Counter(role.casefold() for role in roles)
    best = max(roles, key=lambda role: (counts[role.casefold()], len(role), role), default=None)
    return None if best is None else best[:1].upper() + best[1:]


def _published(citation: Citation, shelf: Shelf) -> str | None:
    """When the article was published that holds a passage of no day of its own."""
    article = shelf.articles.get(citation.article_id)
    if article is None or article.published is None:
        return None
    return _printed(article.published.partition("T")[0] if "/" not in article.published else article.published)


def _printed(day: str) -> str:
    """A day of print in words; one of which only the bounds are known is no stretch of days."""
    first, _, last = day.partition("/")
    return f"printed between {write_time(first)} and {write_time(last)}" if last else f"printed {write_time(day)}"


def _statement(line: StatementLine, shelf: Shelf) -> Line | None:
    """The words, or the sentence that reports them; a contesting word goes with what it contests."""
    if line.told is None:
        return None
    quoted, cued = line.told.template == "quoted", line.told.template == "reported"
    denied = line.label is not None and line.label == line.cue
    contested = () if line.label is None or not (quoted or cued) or denied else (f"contested: “{line.label}”",)
    published = None if line.said_day else _published(line.citations[0], shelf)
    notes = (published, f"relayed by {line.via}" if line.via and (quoted or cued) else None)
    return Line(
        line.told.text,
        _receipts(line.citations if quoted or cued else line.told.citations, shelf),
        when=None if line.said_day is None else write_time(line.said_day),
        labels=(*contested, *_voice(line.told, shelf)),
        note="; ".join(filter(None, notes)) or None,
        parts=show_wordings(line, shelf),
    )


def positions(brief: Brief, shelf: Shelf) -> tuple[Group, ...]:
    """A group for each holder; what others infer of a party is in brief.json and not here."""
    by_holder: dict[str, list[Line]] = {}
    for line in brief.positions:
        if line.told is None or line.kind is PositionKind.ASSESSMENT:
            continue
        told = by_holder.setdefault(", ".join(shelf.names(line.holder_ids)), [])
        if all(line.told.text != other.text for other in told):  # a sentence with two positions is printed once
            told.append(_position(line, shelf))
    return tuple(
        Group(tuple(lines), holder or "holder not named", most=brief.budget.positions)
        for holder, lines in by_holder.items()
    )


def _position(line: PositionLine, shelf: Shelf) -> Line:
    """A position with the day it was said, else printed; that nobody told it before is not said: few know."""
    firmness = () if line.firmness is None else (_words(line.firmness),)
    moved = () if line.movement is Movement.NEW else (line.movement.value,)
    tellers = [each for each in line.attributed_to if each not in line.holder_ids]  # "as told by" itself says nothing
    told_by = ", ".join(shelf.outlets.get(each) or shelf.names((each,))[0] for each in tellers)
    before = line.previous_wording
    said = line.said_day is not None and line.said_day == line.last_day
    printed = _printed(line.last_day) if line.last_day and not said else None
    since = f"first told {write_time(line.first_day)}" if line.first_day[:10] < line.last_day[:10] else None
    notes = (printed, since, f"as told by {_author(line, shelf) or told_by}" if told_by else None)
    return Line(
        line.told.text if line.told else line.wording,
        _receipts(line.citations, shelf),
        when=write_time(line.last_day) if said else None,
        labels=(*moved, *firmness, *(() if line.told is None else _voice(line.told, shelf))),
        cue=_words(line.kind.value),
        note="; ".join(filter(None, notes)) or None,
        parts=() if before is None else (Part("before", before, _receipts(line.previous_citations, shelf)),),
    )


def _author(line: PositionLine, shelf: Shelf) -> str | None:
    """Who wrote the piece of opinion or analysis that alone tells of a position, with its outlet; else None."""
    told = {citation.article_id for citation in line.citations}
    authored = all(shelf.genres.get(each) in (Genre.OPINION, Genre.ANALYSIS) for each in told)
    article = shelf.articles.get(next(iter(told), ""))
    by_outlet = all(each in shelf.outlets for each in line.attributed_to)
    if not authored or len(told) != 1 or article is None or not article.byline or not by_outlet:
        return None
    return f"{write_list(article.byline)}, {shelf.outlet(article.outlet_id)}"


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
        _receipts(line.citations or line.summary.citations, shelf),
        when=write_time(line.when),
        labels=(line.status.value, *(("not told of as held",) if unheard else ())),
        note="; ".join(note for note in notes if note) or None,
    )


def forecasts(brief: Brief, shelf: Shelf) -> tuple[Group, ...]:
    """A line for each forecast, with what is proposed as evidence; those that follow from it stand below it."""
    shown = [line for line in brief.forecasts if line.shown]
    shown = list({_foretold(line): line for line in reversed(shown)}.values())[::-1]  # a sentence stands once
    known = {line.id for line in shown}
    below: dict[str | None, list[ForecastLine]] = {}
    for line in shown:
        below.setdefault(line.parent_id if line.parent_id in known else None, []).append(line)
    return (Group(tuple(_forecast(line, below, shelf) for line in below.get(None, ())), most=brief.budget.forecasts),)


def _forecast(line: ForecastLine, below: Mapping[str | None, Sequence[ForecastLine]], shelf: Shelf) -> Line:
    proposed = _receipts(line.proposed_evidence, shelf)
    chance = () if line.probability is None else (_chance(*line.probability),)
    text = _foretold(line)
    hedge = () if line.hedge is None or line.hedge.lower() in text.lower() else (f"hedge: {line.hedge}",)
    state = () if line.state == OPEN and line.horizon is None else (_words(line.state),)
    return Line(
        text,
        _receipts(line.citations, shelf),
        by=line.forecaster,
        labels=(*state, *hedge, *chance, *(() if line.told is None else _voice(line.told, shelf))),
        note="; ".join(filter(None, (_due(line.horizon), _published(line.citations[0], shelf)))) or None,
        cue=line.condition if line.told is None else None,
        parts=tuple(Part("proposed as evidence", receipt.passage, (receipt,)) for receipt in proposed),
        below=tuple(_forecast(each, below, shelf) for each in below.get(line.id, ())),
    )


def _foretold(line: ForecastLine) -> str:
    return line.claim if line.told is None else line.told.text


def _due(horizon: str | None) -> str | None:
    """Until when a claim is to come true."""
    if horizon is None:
        return None
    first, _, last = horizon.partition("/")
    return f"due by {write_time(last)}" if last else f"due on {write_time(first)}"


def events(brief: Brief, shelf: Shelf) -> tuple[Group, ...]:
    """A line for each happening that the balance counts: the sentence that tells it best, with its codes."""
    return (Group(tuple(_event(line, shelf) for line in counted_happenings(brief))),)


def counted_happenings(brief: Brief) -> tuple[EventLine, ...]:
    """The happenings that the balance of the period counts, in their order; the others stand in brief.json."""
    counted = {each for day in brief.balance for each in day.event_ids}
    return tuple(line for line in brief.happenings if line.id in counted)


def _event(line: EventLine, shelf: Shelf) -> Line:
    receipts = _receipts(line.citations, shelf)
    actors, recipients = (", ".join(shelf.names(ids)) for ids in (line.actor_ids, line.recipient_ids))
    says = ", ".join(shelf.names(line.says))
    return Line(
        receipts[0].passage if receipts else "",
        receipts,
        when=None if line.day is None else write_time(line.day),
        labels=(line.event_type.value, line.factuality.value),
        note=write_whom(actors, recipients, len(line.actor_ids)) + (f"; as told by {says}" if says else ""),
    )


ALONE = frozenset({"arms"})  # units of which a number says nothing where nothing else is told to compare
UNITS = {"troops": "troops and crews"}  # units whose name says too little of what is counted in them
_RELATION = {"equal": ("told alike",), "update": ("changed with a later report",), "conflict": ("told differently",)}


def quantities(brief: Brief, shelf: Shelf) -> tuple[Group, ...]:
    """A group for each unit, a line for each number."""
    by_unit: dict[str, list[Line]] = {}
    told: set[str] = set()  # a sentence with two numbers is printed once
    above = {sentence.text for item in brief.developments for sentence in item.sentences}
    for line in brief.quantities:
        alone = line.unit in ALONE and line.relation not in _RELATION
        if line.told is not None and line.told.text not in above | told and not alone:
            told.add(line.told.text)
            by_unit.setdefault(UNITS.get(line.unit, _words(line.unit)), []).append(_quantity(line, line.told, shelf))
    return tuple(Group(tuple(lines), unit.capitalize(), most=brief.budget.numbers) for unit, lines in by_unit.items())


def _quantity(line: QuantityLine, told: SourcedSentence, shelf: Shelf) -> Line:
    return Line(
        told.text,
        _receipts((*told.citations, *_others(line.citations, told.citations)), shelf),
        labels=(*_RELATION.get(line.relation, ()), *_voice(told, shelf)),
        note=_published(told.citations[0], shelf),
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


def _words(code: str) -> str:
    return code.replace("_", " ")


def _period(first: str, last: str) -> str:
    return write_time(first) if first == last else f"{write_time(first)} to {write_time(last)}"


def _weight(value: float, bounds: tuple[float, float]) -> str:
    low, high = map(write_number, bounds)
    return write_number(value) if low == high else f"{write_number(value)} ({low} to {high})"


def _chance(low: float, high: float) -> str:
    return f"{low * 100:.0f} to {high * 100:.0f} per cent, as the hedge is commonly read"

"""
The brief as sections of lines: what every view shows, worked out once.

The page, the Markdown and the views to come all show exactly these sections, so that none can say
more or less than another. Each section is one small function; one without content is left out.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from readout.codes import Agreement, Quoting
from readout.corpus.wording import write_number, write_time
from readout.records import (
    Brief,
    CalendarLine,
    Citation,
    Comparison,
    EventLine,
    ForecastLine,
    Item,
    PositionLine,
    Problem,
    QuantityLine,
    SourcedSentence,
    StatementLine,
)
from readout.rendering.receipts import Receipt, Shelf, show_receipt, title_of
from readout.spans import finding_id


@dataclass(frozen=True, slots=True)
class Part:
    """One telling below a line: who tells it, in which words, with its receipts."""

    by: str
    text: str
    receipts: tuple[Receipt, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """
    One line of a view. `id` is stable for the same words in the same section.

    `by` and `when` stand before the text, `labels` and `note` after it; `quoted` asks for quotation
    marks around the text.
    """

    text: str
    receipts: tuple[Receipt, ...]
    by: str | None = None
    when: str | None = None
    labels: tuple[str, ...] = ()
    note: str | None = None
    quoted: bool = False
    parts: tuple[Part, ...] = ()
    id: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """
    Lines under one heading of a section; no heading where the section needs none.

    `receipts` are those of the heading that no line below it has.
    """

    lines: tuple[Line, ...]
    heading: str | None = None
    note: str | None = None
    receipts: tuple[Receipt, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Figures with a caption; the first cell of each row is its heading."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the brief: `about` says in one sentence what it is; `chart` is finished SVG that `table` repeats."""

    id: str
    title: str
    about: str
    groups: tuple[Group, ...]
    table: Table | None = None
    chart: str | None = None
    folded: bool = False


Writer = Callable[[Brief, Shelf], tuple[Group, ...]]


def write_sections(brief: Brief, shelf: Shelf) -> tuple[Section, ...]:
    """The sections that have content, in the order of the page, each line with its id."""
    written = []
    for identity, title, about, write in SECTIONS:
        section = Section(identity, title, about, write(brief, shelf), folded=identity in FOLDED)
        if identity == "balance":
            section = replace(section, table=_balance_table(brief))
        if any(group.lines for group in section.groups) or section.table is not None:
            written.append(_number_lines(section))
    return tuple(written)


def count_lines(sections: Iterable[Section]) -> int:
    """How many lines stand in the sections, tellings not counted apart."""
    return sum(len(group.lines) for section in sections for group in section.groups)


def count_receipts(sections: Iterable[Section]) -> int:
    """How many receipts stand behind the headings and lines of the sections."""
    groups = [group for section in sections for group in section.groups]
    lines = [line for group in groups for line in group.lines]
    shown = [each.receipts for each in groups] + [each.receipts for each in lines]
    shown += [part.receipts for line in lines for part in line.parts]
    return sum(map(len, shown))


def _number_lines(section: Section) -> Section:
    seen: dict[str, int] = {}
    groups = []
    for group in section.groups:
        lines = []
        for line in group.lines:
            own = finding_id("line", section.id, group.heading or "", line.by or "", line.when or "", line.text)
            seen[own] = seen.get(own, 0) + 1
            lines.append(replace(line, id=f"l-{own}" if seen[own] == 1 else f"l-{own}-{seen[own]}"))
        groups.append(replace(group, lines=tuple(lines)))
    return replace(section, groups=tuple(groups))


def _receipts(citations: Iterable[Citation], shelf: Shelf) -> tuple[Receipt, ...]:
    return tuple(show_receipt(citation, shelf) for citation in citations)


def _sentences(lines: Iterable[SourcedSentence], shelf: Shelf) -> tuple[Line, ...]:
    return tuple(
        Line(
            line.text,
            _receipts(line.citations, shelf),
            labels=("the editor’s words",) if line.author == "editor" else (),
        )
        for line in lines
    )


def _plain(field: str) -> Writer:
    def write(brief: Brief, shelf: Shelf) -> tuple[Group, ...]:
        return (Group(_sentences(getattr(brief, field), shelf)),)

    return write


def _developments(brief: Brief, shelf: Shelf) -> tuple[Group, ...]:
    return tuple(_development(item, shelf) for item in brief.developments)


def _development(item: Item, shelf: Shelf) -> Group:
    below = {citation for sentence in item.sentences for citation in sentence.citations}
    own = [citation for citation in item.headline.citations if citation not in below]
    return Group(
        _sentences(item.sentences, shelf),
        heading=item.headline.text,
        note=_day_unless_told(item.day, item.headline.text),
        receipts=_receipts(own, shelf),
    )


def _day_unless_told(day: str | None, told: str) -> str | None:
    words = None if day is None else write_time(day)
    return None if words is None or words in told else words


_QUOTING = {Quoting.DIRECT: "verbatim", Quoting.MIXED: "partly verbatim", Quoting.INDIRECT: "reported speech"}
_MARKS = frozenset("\"“”„«»'‘’")


def _statements(brief: Brief, shelf: Shelf) -> tuple[Group, ...]:
    by_speaker: dict[str, list[StatementLine]] = {}
    for line in brief.statements:
        by_speaker.setdefault(line.speaker, []).append(line)
    verbatim_first = (Quoting.DIRECT, Quoting.MIXED, Quoting.INDIRECT)
    groups = []
    for speaker, lines in by_speaker.items():
        lines.sort(key=lambda line: (line.said_day is None, line.said_day or "", verbatim_first.index(line.quoting)))
        roles = tuple(dict.fromkeys(line.role for line in lines if line.role))
        groups.append(Group(tuple(_statement(line, shelf) for line in lines), speaker, "; ".join(roles) or None))
    return tuple(groups)


def _statement(line: StatementLine, shelf: Shelf) -> Line:
    return Line(
        line.words,
        _receipts(line.citations, shelf),
        when=None if line.said_day is None else write_time(line.said_day),
        labels=(_QUOTING[line.quoting],),
        note=None if line.via is None else f"relayed by {line.via}",
        quoted=line.quoting is Quoting.DIRECT and line.words[:1] not in _MARKS,
    )


_AGREEMENT = {
    Agreement.SHARED: "told by both sides",
    Agreement.ONE_SIDED: "told by one side",
    Agreement.CONFLICT: "told differently",
    Agreement.UPDATE: "changed with a later report",
}


def _accounts(brief: Brief, shelf: Shelf) -> tuple[Group, ...]:
    headlines = {story.id: story.headline for story in brief.stories}
    return tuple(
        Group(_points(comparison, shelf), headlines.get(comparison.story_id, comparison.story_id))
        for comparison in brief.comparisons
        if comparison.points
    )


def _points(comparison: Comparison, shelf: Shelf) -> tuple[Line, ...]:
    lines = []
    for point in comparison.points:
        kind = _AGREEMENT[point.agreement]
        absent = ", ".join(shelf.outlet(outlet_id) for outlet_id in point.absent_from)
        lines.append(
            Line(
                point.text,
                (),
                labels=(f"{kind}: {_words(point.conflict)}" if point.conflict else kind,),
                note=f"not found in the stored text of {absent}" if absent else None,
                parts=tuple(
                    Part(shelf.outlet(telling.outlet_id), receipt.passage, (receipt,))
                    for telling in point.tellings
                    for receipt in _receipts((telling.citation,), shelf)
                ),
            )
        )
    return tuple(lines)


def _positions(brief: Brief, shelf: Shelf) -> tuple[Group, ...]:
    by_holder: dict[str, list[Line]] = {}
    for line in brief.positions:
        by_holder.setdefault(", ".join(shelf.names(line.holder_ids)), []).append(_position(line, shelf))
    return tuple(Group(tuple(lines), holder or "holder not named") for holder, lines in by_holder.items())


def _position(line: PositionLine, shelf: Shelf) -> Line:
    firmness = () if line.firmness is None else (_words(line.firmness),)
    told_by = ", ".join(shelf.names(line.attributed_to))
    before = line.previous_wording
    return Line(
        line.wording,
        _receipts(line.citations, shelf),
        when=_period(line.first_day, line.last_day),
        labels=(_words(line.kind.value), line.movement.value, *firmness),
        note=f"as told by {told_by}" if told_by else None,
        parts=() if before is None else (Part("before", before, _receipts(line.previous_citations, shelf)),),
    )


def _calendar(brief: Brief, shelf: Shelf) -> tuple[Group, ...]:
    return (Group(tuple(_meeting(line, shelf) for line in brief.calendar)),)


def _meeting(line: CalendarLine, shelf: Shelf) -> Line:
    confirmed = ", ".join(shelf.names(line.confirmed_by))
    place = line.place if line.place and line.place not in line.summary.text else None
    notes = (place and f"in {place}", confirmed and f"confirmed by {confirmed}")
    return Line(
        line.summary.text,
        _receipts(line.citations or line.summary.citations, shelf),
        when=write_time(line.when),
        labels=(line.status.value,),
        note="; ".join(note for note in notes if note) or None,
    )


def _forecasts(brief: Brief, shelf: Shelf) -> tuple[Group, ...]:
    return (Group(tuple(_forecast(line, shelf) for line in brief.forecasts)),)


def _forecast(line: ForecastLine, shelf: Shelf) -> Line:
    proposed = _receipts(line.proposed_evidence, shelf)
    chance = () if line.probability is None else (_chance(*line.probability),)
    return Line(
        line.claim,
        _receipts(line.citations, shelf),
        by=line.forecaster,
        when=None if line.horizon is None else f"by {write_time(line.horizon)}",
        labels=(_words(line.state), *chance),
        note=None if line.condition is None else f"on the condition: {line.condition}",
        parts=tuple(Part("proposed as evidence", receipt.passage, (receipt,)) for receipt in proposed),
    )


def _events(brief: Brief, shelf: Shelf) -> tuple[Group, ...]:
    return (Group(tuple(_event(line, shelf) for line in brief.happenings)),)


def _event(line: EventLine, shelf: Shelf) -> Line:
    receipts = _receipts(line.citations, shelf)
    actors, recipients = (", ".join(shelf.names(ids)) for ids in (line.actor_ids, line.recipient_ids))
    says = ", ".join(shelf.names(line.says))
    return Line(
        receipts[0].passage if receipts else "",
        receipts,
        when=None if line.day is None else write_time(line.day),
        labels=(line.event_type.value, line.factuality.value),
        note=f"{actors or 'unknown'} → {recipients or 'none named'}" + (f"; says {says}" if says else ""),
    )


def _quantities(brief: Brief, shelf: Shelf) -> tuple[Group, ...]:
    return (Group(tuple(_quantity(line, shelf) for line in brief.quantities)),)


def _quantity(line: QuantityLine, shelf: Shelf) -> Line:
    says = ", ".join(line.says)
    return Line(
        f"{line.of}: {write_number(line.value)} {line.unit}".strip(),
        _receipts(line.citations, shelf),
        labels=(line.relation,),
        note=f"says {says}" if says else None,
    )


def _balance(brief: Brief, shelf: Shelf) -> tuple[Group, ...]:
    del brief, shelf  # the table says it all
    return ()


def _balance_table(brief: Brief) -> Table | None:
    rows = tuple(
        (
            write_time(day.day),
            write_number(day.cooperation),
            _range(day.cooperation_range),
            write_number(day.conflict),
            _range(day.conflict_range),
            str(len(day.event_ids)),
        )
        for day in brief.balance
    )
    columns = ("Day", "Talks", "without and with uncertain", "Escalation", "without and with uncertain", "Events")
    return Table("Talks and escalation by day, one weight table for all parties", columns, rows) if rows else None


def _unread(brief: Brief, shelf: Shelf) -> tuple[Group, ...]:
    return (Group(tuple(_problem(problem, shelf) for problem in brief.unread)),)


def _problem(problem: Problem, shelf: Shelf) -> Line:
    article = None if problem.article_id is None else shelf.articles.get(problem.article_id)
    name = None if problem.article_id is None else title_of(article, problem.article_id)
    return Line(problem.message, (), by=name, labels=(problem.step,))


def _words(code: str) -> str:
    return code.replace("_", " ")


def _period(first: str, last: str) -> str:
    return write_time(first) if first == last else f"{write_time(first)} to {write_time(last)}"


def _range(pair: tuple[float, float]) -> str:
    return f"{write_number(pair[0])} to {write_number(pair[1])}"


def _chance(low: float, high: float) -> str:
    return f"{low * 100:.0f} to {high * 100:.0f} per cent, as the hedge is commonly read"


FOLDED = frozenset({"events", "unread"})  # closed on the page until a reader opens them
SECTIONS: tuple[tuple[str, str, str, Writer], ...] = (
    ("answer", "The question", "Counted from the lines below; no verdict.", _plain("answer")),
    ("developments", "Key developments", "What happened in this period, in the sources’ words.", _developments),
    ("changes", "What changed", "Against the earlier edition.", _plain("changes")),
    ("takeaways", "Takeaways", "What the sources draw from it.", _plain("takeaways")),
    ("statements", "Who said what", "By speaker and day, verbatim words first.", _statements),
    ("accounts", "Where accounts differ", "One happening, as each outlet tells it.", _accounts),
    ("positions", "Positions", "What each party wants, refuses, offers or threatens.", _positions),
    ("calendar", "Calendar", "Meetings held and ahead, with what is known of day and place.", _calendar),
    ("forecasts", "Forecasts", "What commentators expect, and on what condition.", _forecasts),
    ("quantities", "Quantities", "Numbers, and how their tellings relate.", _quantities),
    ("timeline", "Timeline", "Each event under its own day.", _plain("timeline")),
    ("balance", "Talks and escalation", "Weighed day by day, with the range that uncertain codings leave.", _balance),
    ("events", "Events as coded", "In PLOVER’s types: who, to whom, and whether it happened.", _events),
    ("questions", "Open questions", "Asked by the authors; nobody’s claim.", _plain("questions")),
    ("unread", "What could not be read", "Left out rather than guessed.", _unread),
)

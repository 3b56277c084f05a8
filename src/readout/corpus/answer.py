"""The answer line: how many talks were held, how many threats and deeds of force, what is ahead; counts, no verdict."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from readout.codebook.plover import PloverBook
from readout.codes import EventType, Factuality, Genre, MeetingStatus
from readout.corpus.actors import Directory
from readout.corpus.period import earliest_day, latest_day
from readout.corpus.templates import is_cited, make_line, time_slot
from readout.records import Analysis, Article, CalendarLine, Citation, EventLine, Slot, SourcedSentence, Story
from readout.spans import cite, covers, hull

WORSE = (  # the templates of what escalates, and which codes each counts
    ("threats", frozenset({EventType.THREATEN})),
    ("protests", frozenset({EventType.PROTEST})),
    ("measures", frozenset({EventType.COERCE, EventType.SANCTION})),
    ("moves", frozenset({EventType.MOBILIZE})),
    ("clashes", frozenset({EventType.ASSAULT})),
)
LIKELY = 0.6  # confidence of a coding that is counted, as in the balance
BOTH = 2  # parties make a meeting
MOST_NAMED = 5  # names that a line of counts holds
REMOTE = "call"  # the kind of meeting at which nobody meets in a room
DEEDS = frozenset({Factuality.HAPPENED, Factuality.ONGOING})

_Told = tuple[str, tuple[Citation, ...]]  # a day, "" where none is known, and passages


def write_answer(
    happenings: Iterable[EventLine],
    calendar: Iterable[CalendarLine],
    stories: Iterable[Story],
    articles: Mapping[str, Article],
    analyses: Mapping[str, Analysis],
    directory: Directory,
    book: PloverBook,
    first: date | None,
    last: date | None,
) -> tuple[SourcedSentence, ...]:
    """
    Meetings held, calls held, what escalates by its kinds, and meetings ahead: a line each, a count of what it cites,
    one passage each.

    Escalation is threats and material conflict that took place, each happening
    once whatever number of outlets tells it. Only what is dated and lies in the period counts: better no line than a
    wrong count.
    """
    calendar = tuple(calendar)
    lines = [line for line in happenings if _counts(line, first, last)]
    held = [line for line in calendar if line.status is MeetingStatus.HELD and _is_within(line.when, first, last)]
    held = [line for line in held if len(line.party_ids) >= BOTH]  # a body's own session is no talk of two sides
    worse = [line for line in lines if line.factuality in DEEDS and _escalates(line, book)]
    worse = [replace(line, citations=_reported(line.citations, analyses)) for line in worse]
    ahead = [line for line in calendar if line.status is not MeetingStatus.HELD and _is_after(line.when, last)]
    told = [(line.when, _named(line, articles, analyses)) for line in sorted(ahead, key=_soonest)]
    calls = [line for line in held if _is_call(line, analyses)]
    met = [line for line in held if line not in calls]
    written = [
        _write(template, _first_receipts(lines), articles, analyses, _parties(lines))
        for template, lines in (("meetings_held", met), ("calls_held", calls))
    ]
    for template, kinds in WORSE:
        own = [line for line in worse if line.event_type in kinds]
        told_of = _once(_latest_first(own), stories, analyses)
        named = _doers(told_of, own, articles, analyses, directory)
        if template == "clashes":  # who began it is not ours to say
            named = tuple({slot.value: replace(slot, name="who") for slot in named}.values())
        written.append(_write(template, told_of, articles, analyses, named) if named else None)
    written.append(_write("meetings_ahead", told, articles, analyses))
    return tuple(line for line in written if line)


def _parties(lines: Iterable[CalendarLine]) -> tuple[Slot, ...]:
    """Those who met, each once; () where they are too many to be named in a line."""
    found = {
        slot.value: replace(slot, name="who")
        for line in lines
        for slot in line.summary.slots
        if slot.name == "parties" and slot.kind == "actor"
    }
    return tuple(found.values()) if len(found) <= MOST_NAMED else ()


def _doers(
    told: Sequence[_Told],
    lines: Iterable[EventLine],
    articles: Mapping[str, Article],
    analyses: Mapping[str, Analysis],
    directory: Directory,
) -> tuple[Slot, ...]:
    """Who did it, and against whom where there is one, by the names in what is cited; () where nobody is named."""
    line_of = {citation: line for line in lines for citation in line.citations}
    found: dict[tuple[str, str, str], Slot] = {}
    for citation in (one for _, group in told for one in group):
        for mention in analyses[citation.article_id].mentions:
            if mention.actor_id is None or not covers(citation.span, mention.span) or citation not in line_of:
                continue
            line = line_of[citation]
            own_side = directory.parties(line.actor_ids)
            against = [one for one in line.recipient_ids if directory.party(one) not in own_side]
            sides = (("who", line.actor_ids), ("whom", against))
            name = directory.name(mention.actor_id)
            for slot, ids in sides:
                if mention.actor_id in ids:
                    own = cite(articles[citation.article_id], mention.span)
                    found.setdefault((slot, name, citation.digest), Slot(slot, "actor", name, own))
    doers = [slot.citation for (kind, *_), slot in found.items() if kind == "who" and slot.citation]
    cited = [one for _, group in told for one in group]
    everywhere = all(any(is_cited(each, (one,)) for each in doers) for one in cited)
    once = {(slot.name, slot.value): slot for slot in found.values()}
    return tuple(once.values()) if doers and everywhere and len(once) <= MOST_NAMED else ()


def _is_call(line: CalendarLine, analyses: Mapping[str, Analysis]) -> bool:
    """Whether those who met did so from afar: one telling of it that says so is enough."""
    return any(
        meeting.kind == REMOTE and set(meeting.party_ids) == set(line.party_ids)
        for one in line.citations
        for meeting in analyses[one.article_id].meetings
        if is_cited(replace(one, span=meeting.evidence), line.citations)
    )


def _first_receipts(lines: Sequence[CalendarLine]) -> list[_Told]:
    return [(when, group[:1]) for when, group in _latest_first(lines)]


def _named(
    line: CalendarLine, articles: Mapping[str, Article], analyses: Mapping[str, Analysis]
) -> tuple[Citation, ...]:
    """The words that name a meeting, with its day where it stands near: two meetings of one sentence are two."""
    named = [slot.citation for slot in line.summary.slots if slot.name in ("what", "did") and slot.citation]
    if not named:
        return line.citations[:1]
    (own, *_) = named
    whole = next((one.span for one in line.summary.citations if is_cited(own, (one,))), own.span)
    days = [
        timex.span
        for timex in analyses[own.article_id].timexes
        if line.when and timex.value[:10] == line.when[:10] and covers(whole, timex.span)
    ]
    return (cite(articles[own.article_id], hull((own.span, *days[:1]))),)


def _once(told: Iterable[_Told], stories: Iterable[Story], analyses: Mapping[str, Analysis]) -> list[_Told]:
    """One passage for each happening, one that gives its day where there is any: what a story joins is one."""
    place = {citation: story.id for story in stories for citation in story.citations}
    seen: set[str] = set()
    kept = []
    for when, group in told:
        keys = {place.get(citation, citation.digest) for citation in group}
        if group and seen.isdisjoint(keys):
            dated = [one for one in group if _names_day(one, when, analyses)]
            kept.append((when, tuple((dated or list(group))[:1])))
        seen |= keys
    return kept


def _names_day(citation: Citation, when: str, analyses: Mapping[str, Analysis]) -> bool:
    timexes = analyses[citation.article_id].timexes
    return any(when and one.value[:10] == when[:10] and covers(citation.span, one.span) for one in timexes)


def _reported(citations: Iterable[Citation], analyses: Mapping[str, Analysis]) -> tuple[Citation, ...]:
    """The passages that do not stand in an opinion piece: a columnist's word for a deed is no report of one."""
    return tuple(one for one in citations if analyses[one.article_id].genre is not Genre.OPINION)


def _soonest(line: CalendarLine) -> tuple[str, str]:
    return (line.when or "9999", line.uid)


def _escalates(line: EventLine, book: PloverBook) -> bool:
    note = book.types.get(line.event_type)
    return line.event_type is EventType.THREATEN or (note is not None and note.quad == "material_conflict")


def _counts(line: EventLine, first: date | None, last: date | None) -> bool:
    """Whether a happening is surely one of the period: coded surely enough, and of a day that lies in it."""
    return line.confidence >= LIKELY and line.day is not None and _is_within(line.day, first, last)


def _is_within(day: str, first: date | None, last: date | None) -> bool:
    if first is None or last is None:
        return False
    earliest, latest = earliest_day(day), latest_day(day)
    return earliest is not None and latest is not None and earliest <= last and first <= latest


def _is_after(when: str, last: date | None) -> bool:
    latest = latest_day(when)
    return last is not None and latest is not None and latest > last


def _latest_first(lines: Iterable[EventLine | CalendarLine]) -> list[_Told]:
    told = [(line.when if isinstance(line, CalendarLine) else line.day or "", line.citations) for line in lines]
    return sorted(told, key=lambda one: (one[0], [(cited.article_id, cited.span) for cited in one[1]]), reverse=True)


def _write(
    template: str,
    told: Sequence[_Told],
    articles: Mapping[str, Article],
    analyses: Mapping[str, Analysis],
    named: Sequence[Slot] = (),
) -> SourcedSentence | None:
    citations = tuple({one: None for _, group in told for one in group})
    if not citations:
        return None
    cited = [slot for slot in named if slot.citation is not None and is_cited(slot.citation, citations)]
    slots = [Slot("count", "count", str(len(citations)), None), *(cited if len(cited) == len(named) else ())]
    day = next((slot for when, group in told if when and (slot := _day_slot(when, group, articles, analyses))), None)
    if day is not None and day.citation is not None and not is_cited(day.citation, citations):
        return make_line(template, slots, citations)  # the day stands outside what is counted
    return make_line(template, (*slots, day) if day else slots, citations)


def _day_slot(
    when: str, citations: Iterable[Citation], articles: Mapping[str, Article], analyses: Mapping[str, Analysis]
) -> Slot | None:
    for citation in citations:
        for timex in analyses[citation.article_id].timexes:
            if timex.value[:10] == when[:10] and covers(citation.span, timex.span):
                return time_slot("day", articles[citation.article_id], timex)
    return None

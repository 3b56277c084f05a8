"""A settled meeting as a line of the calendar: its wording, its receipts, its lasting name."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from readout.codebook.meetings import MeetingBook
from readout.codes import MeetingStatus
from readout.corpus.actors import Directory
from readout.corpus.calendar.merging import Encounter, Telling
from readout.corpus.calendar.windows import is_day, read_window
from readout.corpus.templates import make_line, span_slot
from readout.records import Article, CalendarLine, Citation, Meeting, Mention, Slot, Span
from readout.spans import cite, covers, finding_id, hull, passage

PLURALS = frozenset({"meetings", "calls", "visits", "sessions", "conversations", "summits"})  # "talks" are one
REMOTE = "call"  # is held nowhere: a place beside it is somebody's
MARKED = 24  # characters before a body within which "members of" it stands
LONGEST = 160  # characters that the printed parties may run to
_MEMBERS = re.compile(r"((?:other |all )?members? (?:states )?of (?:the )?)$", re.IGNORECASE)
_LED = re.compile(r"\b(in|at|on)\s$")


def write_line(
    encounter: Encounter, book: MeetingBook, directory: Directory, earlier: Iterable[CalendarLine]
) -> CalendarLine | None:
    """
    The line of one meeting; None where its text names neither a party nor the meeting in words to print, or where
    somebody only proposed "meetings". Where the
    telling that gives the words does not tell how the meeting stands, one that does is cited first.

    `uid` is the earlier edition's where that already kept the meeting, else a digest of the sides, of call or
    no call, and of the first day told: details that come later leave it as it is.
    """
    named = (
        (telling, what, parties)
        for telling in _by_worth(encounter)
        if (what := find_name(telling.article.text, telling.meeting, book))
        and (parties := _party_slots(telling, directory))
    )
    telling, what, parties = next(named, (encounter.tellings[0], None, []))
    if what is None or _is_vague(encounter, passage(telling.article.text, what)):
        return None
    slots = [*_as_members(telling, parties), _name_slot(telling, what, encounter.status, book)]
    if telling.meeting.place is not None and telling.meeting.kind != REMOTE:
        slots.append(_place_slot(telling.article, telling.meeting.place))
    own = _with_slots(cite(telling.article, telling.meeting.evidence), slots)
    tellings = _by_relevance(encounter)
    if telling.meeting.status is not encounter.status is tellings[0].meeting.status:
        own = tuple(dict.fromkeys((cite(tellings[0].article, tellings[0].meeting.evidence), *own)))
    rest = [part for one in tellings for part in _evidence(one)]
    line = CalendarLine(
        uid=_name(encounter),
        sequence=0,
        summary=make_line("meeting", slots, own),
        when=encounter.when,
        place=encounter.place,
        party_ids=telling.meeting.party_ids,
        status=encounter.status,
        confirmed_by=encounter.confirmed_by,
        citations=tuple(dict.fromkeys((*own, *rest))),
        announced_by=encounter.announced_by,
        zone=encounter.zone,
        revised=_revised(encounter, directory),
    )
    return carry_over(line, _same_before(line, encounter, directory, earlier), directory)


def _is_vague(encounter: Encounter, what: str) -> bool:
    """Whether it is only the wish for meetings, of no day and of nobody knows how many."""
    return encounter.status is MeetingStatus.PROPOSED and not encounter.when and what.lower() in PLURALS


def _evidence(telling: Telling) -> Iterator[Citation]:
    """The sentence that says most of the meeting, and those of its time and place where others tell them."""
    evidence, when = telling.meeting.evidence, telling.meeting.when
    yield cite(telling.article, evidence)
    for told in (None if when is None else when.span, telling.meeting.place):
        if told is not None and not covers(evidence, told):
            spans = (sentence.span for sentence in telling.analysis.sentences)
            yield cite(telling.article, next((span for span in spans if covers(span, told)), told))


def _name_slot(telling: Telling, words: Span, status: MeetingStatus, book: MeetingBook) -> Slot:
    """What names the meeting: the printed noun, the verb where its form says the status, else the noun for its kind."""
    printed = passage(telling.article.text, words).lower()
    if printed not in book.printed:
        return span_slot("what", telling.article, words)
    if book.reads.get(printed) is status:
        return span_slot("did", telling.article, words)
    return Slot("what", "meeting", telling.meeting.kind, cite(telling.article, words))


def _place_slot(article: Article, place: Span) -> Slot:
    """The place with the preposition before it ("in Lusande"), else by itself."""
    led = _LED.search(article.text, max(0, place.start - 4), place.start)
    return span_slot("where", article, Span(led.start(1), place.end)) if led else span_slot("place", article, place)


def _by_relevance(encounter: Encounter) -> list[Telling]:
    """The tellings in the order in which a reader wants their receipts: of the settled status, then who vouches."""
    return sorted(
        encounter.tellings,
        key=lambda one: (
            one.meeting.status is not encounter.status,
            not (one.meeting.announced_by or one.meeting.confirmed_by),
            one.when != encounter.when,
        ),
    )


def _by_worth(encounter: Encounter) -> list[Telling]:
    """The tellings as they may be printed: of the settled day and status, most parties and a place, the earliest."""
    return sorted(
        encounter.tellings,
        reverse=True,
        key=lambda one: (
            one.stands,
            one.when == encounter.when,
            one.meeting.status is encounter.status,
            len(one.meeting.party_ids),
            one.meeting.place is not None,
        ),
    )


def find_name(text: str, meeting: Meeting, book: MeetingBook) -> Span | None:
    """
    The words of the evidence that name the meeting: of its own kind if any, the nearest before its time, else
    the first; None when the sentence has none.
    """
    span = meeting.evidence
    found = [
        (book.nouns.get(match[0].lower()), Span(match.start(), match.end()))
        for match in _names(tuple(sorted({*book.nouns, *book.printed}))).finditer(text, span.start, span.end)
    ]
    if meeting.when is not None and covers(span, meeting.when.span):
        before = [one for one in found if one[1].end <= meeting.when.span.start]
        if before:
            return before[-1][1]
    alike = [one for one in found if one[0] == meeting.kind]
    return (alike or found)[0][1] if found else None


@lru_cache(maxsize=8)
def _names(words: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return re.compile(r"\b(?:" + "|".join(map(re.escape, longest_first)) + r")\b", re.IGNORECASE)


def _party_slots(telling: Telling, directory: Directory) -> list[Slot]:
    """A slot for each party mentioned: in the evidence, else by the last mention before it, else the first at all."""
    slots = []
    names = {actor_id: directory.name(actor_id) for actor_id in telling.meeting.party_ids}
    for actor_id in telling.meeting.party_ids:
        if sum(bool(re.search(rf"\b{re.escape(name)}\b", names[actor_id])) for name in set(names.values())) > 2:
            continue  # "NATO-Russia Council" beside NATO and Russia: where they meet, not who
        mention = _mention_of(actor_id, telling)
        if mention is not None:
            slots.append(Slot("parties", "actor", directory.name(actor_id), cite(telling.article, mention.span)))
    return sorted(slots, key=lambda slot: slot.citation.span if slot.citation else Span(0, 0))  # by place, not by name


def _as_members(telling: Telling, parties: Sequence[Slot]) -> Sequence[Slot]:
    """
    The parties as printed where they are "members of" a body that stands among them: "Northland and other members of
    the League" are not three that meet; else the parties as they are.
    """
    cited = [slot.citation.span for slot in parties if slot.citation is not None]
    for span in cited:
        led = _MEMBERS.search(telling.article.text, max(0, span.start - MARKED), span.start)
        if led is not None and len(cited) > 1 and covers(telling.meeting.evidence, hull([*cited, span])):
            whole = hull([Span(led.start(1), span.end), *cited])
            if whole.end - whole.start <= LONGEST:
                return [span_slot("parties", telling.article, whole)]
    return parties


def _mention_of(actor_id: str, telling: Telling) -> Mention | None:
    evidence = telling.meeting.evidence
    own = sorted(
        (mention for mention in telling.analysis.mentions if mention.actor_id == actor_id), key=lambda one: one.span
    )
    inside = [mention for mention in own if covers(evidence, mention.span)]
    before = [mention for mention in own if mention.span.end <= evidence.start]
    return inside[0] if inside else before[-1] if before else own[0] if own else None


def _with_slots(evidence: Citation, slots: Iterable[Slot]) -> tuple[Citation, ...]:
    """The evidence, and the passages of slots that lie outside it."""
    outside = [slot.citation for slot in slots if slot.citation and not covers(evidence.span, slot.citation.span)]
    return tuple(dict.fromkeys((evidence, *outside)))


def _revised(encounter: Encounter, directory: Directory) -> str:
    """
    The day of publication, ISO, of the telling that last changed the meeting's state, the tellings taken in order;
    "" where that article is not dated. A telling that only repeats what was known changes nothing.
    """
    revised, before = "", None
    for number in range(1, len(encounter.tellings) + 1):
        known = Encounter(encounter.tellings[:number])
        state = (known.when, known.place, known.status, known.vouching(directory))
        if state != before:
            revised, before = encounter.tellings[number - 1].published[:10], state
    return revised


def _name(encounter: Encounter) -> str:
    first = min(encounter.tellings, key=lambda one: (not one.when, one.published, one.article.id, one.meeting.evidence))
    remote = "call" if first.meeting.kind == "call" else "meeting"
    return finding_id("calendar", remote, *sorted(first.sides), first.when or first.meeting.id)


def _same_before(
    line: CalendarLine, encounter: Encounter, directory: Directory, earlier: Iterable[CalendarLine]
) -> CalendarLine | None:
    """The line by which an earlier edition kept this meeting: the same name, else the only one that fits."""
    kept = tuple(earlier)
    named = next((one for one in kept if one.uid == line.uid), None)
    if named is not None:
        return named
    sides = {one.sides for one in encounter.tellings}
    days = [one.when for one in encounter.tellings if one.when]
    fitting = [
        one
        for one in kept
        if directory.parties(one.party_ids) in sides
        and one.status is not MeetingStatus.HELD
        and (line.status is MeetingStatus.POSTPONED or any(_share_a_day(one.when, day) for day in days))
    ]
    return fitting[0] if len(fitting) == 1 else None


def _share_a_day(one: str, other: str) -> bool:
    first, second = read_window(one), read_window(other)
    if first is None or second is None:
        return bool(one) and one == other
    return first[0] <= second[1] and second[0] <= first[1]


def carry_over(line: CalendarLine, before: CalendarLine | None, directory: Directory) -> CalendarLine:
    """
    The line under the name it had, one sequence further when day, place or status changed or another side vouches
    for it (RFC 5545, 3.8.7.4: a significant revision).

    The line says what this edition's articles bear out; that they know less than those before is no change.
    """
    if before is None:
        return line
    moved = line.when != before.when and not _is_finer(before.when, line)
    elsewhere = line.place is not None and line.place != before.place
    if not moved and not elsewhere and line.status is before.status and not _newly_vouching(line, before, directory):
        return replace(line, uid=before.uid, sequence=before.sequence, revised=before.revised or line.revised)
    return replace(line, uid=before.uid, sequence=before.sequence + 1, revised=max(before.revised, line.revised))


def _is_finer(when: str, line: CalendarLine) -> bool:
    """Whether the day known before lies within the vaguer one told now of a meeting that was not put off."""
    known, told = read_window(when), read_window(line.when)
    if line.status is MeetingStatus.POSTPONED or known is None:
        return False
    if is_day(line.when):
        return when.startswith(line.when)
    return told is None or (told[0] <= known[0] and known[1] <= told[1])


def _newly_vouching(line: CalendarLine, before: CalendarLine, directory: Directory) -> frozenset[str]:
    """The sides that vouch for the meeting and did not in the edition before."""
    sides = directory.parties(line.party_ids)
    now, then = (
        directory.parties(
            one.confirmed_by if one.status is MeetingStatus.PROPOSED else (*one.confirmed_by, *one.announced_by)
        )
        for one in (line, before)
    )
    return (now - then) & sides


def sort_key(line: CalendarLine) -> tuple[str, bool, str]:
    """In order of first day; those without a day come last."""
    window = read_window(line.when)
    return (window[0].isoformat() if window else "9999", not is_day(line.when), line.uid)

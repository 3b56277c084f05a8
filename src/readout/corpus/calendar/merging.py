"""The same meeting in several articles: which tellings are of one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from readout.codes import MeetingStatus
from readout.corpus.actors import Directory
from readout.corpus.calendar.windows import is_day, read_window, write_when
from readout.corpus.period import move_day
from readout.corpus.wording import fold
from readout.records import Analysis, Article, Meeting
from readout.spans import passage

AHEAD = frozenset({MeetingStatus.PROPOSED, MeetingStatus.AGREED, MeetingStatus.POSTPONED, MeetingStatus.CANCELLED})
LONG = 100  # days of a window beyond which it is compared with every other
AFTER = 42  # days within which what was proposed is taken to have come about
GRACE = 3  # days within which the press still tells that a meeting was put off
BODIES = frozenset({"alliance", "organisation", "group"})
_OFF = frozenset({MeetingStatus.CANCELLED, MeetingStatus.POSTPONED})
_WEIGHT = {
    MeetingStatus.PROPOSED: 0,
    MeetingStatus.AGREED: 1,
    MeetingStatus.HELD: 2,
    MeetingStatus.POSTPONED: 3,
    MeetingStatus.CANCELLED: 4,
}
_REMOTE, _PRESENT = "call", "visit"


@dataclass(frozen=True, slots=True)
class Telling:
    """One article's meeting; `when` as a calendar line writes it, `sides` the states and bodies that take part."""

    article: Article
    analysis: Analysis
    meeting: Meeting
    when: str
    sides: frozenset[str]
    place: str | None
    persons: bool
    alone: bool  # its only party is a body of many, which may meet by itself

    @property
    def stands(self) -> bool:
        """Whether it names enough to be a meeting of its own: two parties, or one body of many and a day."""
        return len(self.meeting.party_ids) >= 2 or (self.alone and is_day(self.when))

    @property
    def published(self) -> str:
        """The last day on which the article may have been published; "" when unknown."""
        return (self.article.published or "").rpartition("/")[2]


@dataclass(slots=True)
class Encounter:
    """One meeting in the making, its tellings in order of publication."""

    tellings: list[Telling] = field(default_factory=list)

    @property
    def when(self) -> str:
        """The day by the latest telling where it was put off, else the most precise one given, the earliest told."""
        moved = [one.when for one in self.tellings if one.meeting.status is MeetingStatus.POSTPONED and one.when]
        if moved:
            return moved[-1]
        days = [one.when for one in self.tellings if one.when]
        day = next((each for each in days if is_day(each)), days[0] if days else "")
        clocks = [each for each in days if is_day(day) and each[:11] == f"{day[:10]}T" and each[11:12].isdigit()]
        return max(clocks, key=len, default=day)

    @property
    def status(self) -> MeetingStatus:
        """By the latest telling; of one day the weightier. What was held stays held."""
        if any(one.meeting.status is MeetingStatus.HELD for one in self.tellings):
            return MeetingStatus.HELD
        return max(self.tellings, key=lambda one: (one.published[:10], _WEIGHT[one.meeting.status])).meeting.status

    @property
    def zone(self) -> str | None:
        """The zone in which its clock time is told, by name; None where only an offset or nothing is."""
        zones = [one.meeting.when.zone for one in self.tellings if one.when == self.when and one.meeting.when]
        return next((zone for zone in zones if zone and "/" in zone), None)

    @property
    def place(self) -> str | None:
        """The place first told; a call is held nowhere, and a place beside it is somebody's."""
        told = (one.place for one in self.tellings if one.place is not None and one.meeting.kind != _REMOTE)
        return next(told, None)

    @property
    def confirmed_by(self) -> tuple[str, ...]:
        """Whoever is reported to have confirmed it, in order of id."""
        return tuple(sorted({each for one in self.tellings for each in one.meeting.confirmed_by}))

    @property
    def announced_by(self) -> tuple[str, ...]:
        """Whoever is reported to have said that it was or will be; whoever proposed it while it is only proposed."""
        return tuple(sorted({each for one in self.tellings if self._counts(one) for each in one.meeting.announced_by}))

    def _counts(self, telling: Telling) -> bool:
        return self.status is MeetingStatus.PROPOSED or telling.meeting.status is not MeetingStatus.PROPOSED

    def vouching(self, directory: Directory) -> frozenset[str]:
        """Those of its own sides that confirm or announce it; who only proposes it vouches for nothing."""
        said = self.confirmed_by if self.status is MeetingStatus.PROPOSED else (*self.confirmed_by, *self.announced_by)
        return directory.parties(said) & frozenset(side for one in self.tellings for side in one.sides)


def merge_tellings(tellings: Iterable[Telling]) -> tuple[Encounter, ...]:
    """
    One `Encounter` a meeting. Tellings with a day come first, in order of publication; one without joins
    the only meeting ahead that it fits, else stands for itself. One that names too few parties joins
    the only meeting it fits, else is dropped.
    """
    ordered = sorted(
        tellings,
        key=lambda one: (
            not one.stands,
            not one.when,
            one.published,
            one.article.id,
            one.meeting.evidence,
            one.meeting.id,
        ),
    )
    found: list[Encounter] = []
    drawers = _Drawers()
    for telling in ordered:
        fitting = [number for number in drawers.near(telling) if _fits(found[number], telling)]
        fitting = _prefer_place(telling, fitting, found)
        if len(fitting) == 1 or (fitting and telling.stands and is_day(telling.when)):
            found[fitting[0]].tellings.append(telling)
            drawers.add(fitting[0], telling)
        elif not fitting and telling.stands:
            found.append(Encounter([telling]))
            drawers.add(len(found) - 1, telling)
    for encounter in found:
        encounter.tellings.sort(key=lambda one: (one.published, one.article.id, one.meeting.evidence))
    return tuple(found)


def _prefer_place(telling: Telling, fitting: list[int], found: Sequence[Encounter]) -> list[int]:
    """Of several that fit, those at the very place that is told; all of them where none is."""
    if len(fitting) < 2 or telling.place is None:
        return fitting
    return [
        number for number in fitting if any(telling.place == one.place for one in found[number].tellings)
    ] or fitting


class _Drawers:
    """Numbers of encounters by the days that they may be of, so that a telling is compared with what can be its own."""

    def __init__(self) -> None:
        self._by_day: dict[str, set[int]] = {}
        self._held: set[int] = set()
        self._open: set[int] = set()  # of no day, of no known year or of a long time
        self._ahead: set[int] = set()  # not held: what is told without a day, or put off, can only be one of these

    def add(self, number: int, telling: Telling) -> None:
        """Take in a telling of an encounter; what was held stays held."""
        days = _days(telling.when)
        for day in days or ():
            self._by_day.setdefault(day, set()).add(number)
        if not days:
            self._open.add(number)
        if telling.meeting.status is MeetingStatus.HELD:
            self._ahead.discard(number)
            self._held.add(number)
        elif number not in self._held:
            self._ahead.add(number)

    def near(self, telling: Telling) -> list[int]:
        """The encounters that a telling may be of, in order."""
        days = _days(telling.when)
        found = set(self._open)
        if days is None or telling.meeting.status is MeetingStatus.POSTPONED:
            found |= self._ahead
        if days is None:
            found |= self._held if telling.when else set()
        if telling.meeting.status is MeetingStatus.PROPOSED and not telling.when:
            days = _days_after(telling.published)
        return sorted(found.union(*(self._by_day.get(day, ()) for day in days or ())))


def _days(when: str) -> list[str] | None:
    """The days that a `when` may mean; None of no known year, and of more than some months."""
    window = read_window(when)
    if window is None or (window[1] - window[0]).days > LONG:
        return None
    return [move_day(window[0], step).isoformat() for step in range((window[1] - window[0]).days + 1)]


def _days_after(published: str) -> list[str]:
    """The days on which what was proposed that day may have come about."""
    told = read_window(published)
    return [] if told is None else [move_day(told[0], step).isoformat() for step in range(1, AFTER + 1)]


def make_telling(article: Article, analysis: Analysis, meeting: Meeting, directory: Directory) -> Telling:
    """A meeting with what merging compares."""
    known = [directory.by_id.get(actor_id) for actor_id in meeting.party_ids]
    return Telling(
        article=article,
        analysis=analysis,
        meeting=meeting,
        when=write_when(meeting.when),
        sides=directory.parties(meeting.party_ids),
        place=fold(passage(article.text, meeting.place)) if meeting.place is not None else None,
        persons=any(actor is not None and actor.kind == "person" for actor in known),
        alone=len(known) == 1 and known[0] is not None and known[0].kind in BODIES,
    )


def _fits(encounter: Encounter, telling: Telling) -> bool:
    return (
        all(_fits_kind(one, telling) and _fits_level(one, telling) for one in encounter.tellings)
        and _fits_day(encounter, telling)
        and any(_fits_sides(one, telling) for one in encounter.tellings)
    )


def _fits_kind(one: Telling, other: Telling) -> bool:
    return {one.meeting.kind, other.meeting.kind} != {_REMOTE, _PRESENT}


def _fits_level(one: Telling, other: Telling) -> bool:
    levels = [one.meeting.level, other.meeting.level]
    if None not in levels:
        return levels[0] == levels[1] or _is_told_loosely(one, other)
    for bare, told in ((one, other.meeting.level), (other, one.meeting.level)):
        if bare.meeting.level is None and bare.persons and told == "officials":
            return False
    return True


def _is_told_loosely(one: Telling, other: Telling) -> bool:
    """
    Whether both tell of one day ahead, below the leaders: the diplomats who "agree to meet again" may do so for
    their ministers.
    """
    same_day = is_day(one.when) and one.when[:10] == other.when[:10]
    ahead = {one.meeting.status, other.meeting.status} <= AHEAD
    return same_day and ahead and one.sides == other.sides and "leaders" not in (one.meeting.level, other.meeting.level)


def _fits_day(encounter: Encounter, telling: Telling) -> bool:
    if telling.meeting.status in _OFF and not telling.when and encounter.when:
        return _may_be_off(encounter, telling)
    if telling.meeting.status is MeetingStatus.PROPOSED and not telling.when and encounter.when:
        return _may_come_of(encounter, telling)
    if not telling.when or not encounter.when:
        proposed = {telling.meeting.status, encounter.status} & {MeetingStatus.PROPOSED}
        return {telling.meeting.status, encounter.status} <= AHEAD and (
            not proposed or telling.meeting.status is encounter.status
        )
    mine, theirs = read_window(encounter.when), read_window(telling.when)
    if mine is None or theirs is None:
        return encounter.when[4:] == telling.when[4:] and "XXXX" in (encounter.when[:4], telling.when[:4])
    if mine[0] <= theirs[1] and theirs[0] <= mine[1]:
        return True
    return _is_moved(encounter, telling, mine[1]) and mine[0] < theirs[0]


def _may_be_off(encounter: Encounter, telling: Telling) -> bool:
    """Whether a telling without a day may call off this meeting: one ahead, and told of before."""
    window = read_window(encounter.when)
    told = read_window(telling.published)
    if encounter.status not in AHEAD or window is None or told is None:
        return False
    known = any(one.published[:10] <= telling.published[:10] for one in encounter.tellings if one.published)
    return known and window[1] >= move_day(told[0], -GRACE)


def _may_come_of(encounter: Encounter, telling: Telling) -> bool:
    """Whether a dated meeting of one level may be what was proposed without a day: one that then lay ahead."""
    window, told = read_window(encounter.when), read_window(telling.published)
    levels = {telling.meeting.level, *(one.meeting.level for one in encounter.tellings)} - {None}
    remote = {one.meeting.kind == _REMOTE for one in (telling, *encounter.tellings)}
    if window is None or told is None or telling.meeting.level is None or len(levels) != 1 or len(remote) != 1:
        return False
    return told[0] < window[0] <= move_day(told[1], AFTER)


def _is_moved(encounter: Encounter, telling: Telling, day: date) -> bool:
    """Whether a telling may have put off a meeting of that day: not one that was over when it was told."""
    ahead = encounter.status in AHEAD and encounter.status is not MeetingStatus.CANCELLED
    told = read_window(telling.published)
    over = told is not None and day < move_day(told[0], -GRACE)
    return telling.meeting.status is MeetingStatus.POSTPONED and ahead and not over


def _fits_sides(one: Telling, other: Telling) -> bool:
    """
    The same sides; or one article names fewer, where day and place or kind are the same, or where it tells
    that a meeting of that level is off; or one side, where a meeting that was ahead was held that day at that place.
    """
    if one.sides == other.sides:
        return True
    fewer, more = sorted((one.sides, other.sides), key=len)
    same_day = bool(one.when) and one.when[:10] == other.when[:10] and is_day(one.when)
    alike = one.meeting.kind == other.meeting.kind or bool(one.place and one.place == other.place)
    off = other.meeting.status in _OFF and not other.when and one.meeting.level == other.meeting.level is not None
    if same_day and one.place == other.place is not None and _came_about(one, other):
        return bool(one.sides & other.sides)
    return fewer < more and ((same_day and alike) or (bool(fewer) and off))


def _came_about(one: Telling, other: Telling) -> bool:
    """Whether one tells as held what the other told as ahead: who was to come may be named by the body they meet in."""
    held = [each.meeting.status is MeetingStatus.HELD for each in (one, other)]
    return any(held) and any(each.meeting.status is MeetingStatus.AGREED for each in (one, other))


def tellings_of(articles: Sequence[Article], analyses: Sequence[Analysis], directory: Directory) -> tuple[Telling, ...]:
    """Every meeting of every article."""
    by_id = {analysis.article_id: analysis for analysis in analyses}
    return tuple(
        make_telling(article, by_id[article.id], meeting, directory)
        for article in articles
        if article.id in by_id
        for meeting in by_id[article.id].meetings
    )

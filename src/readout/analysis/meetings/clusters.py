"""One meeting under many names: the tellings of an article put together, each meeting once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from readout.codes import MeetingStatus
from readout.records import Span, Timex
from readout.records.known import Actor

_GENERIC = frozenset({"talks", "session"})
_REMOTE, _PRESENT = "call", frozenset({"visit"})


@dataclass(frozen=True, slots=True)
class Told:
    """One mention of a meeting. `founds`: it may stand alone; `other`: "another", "further": none of those before."""

    trigger: Span
    sentence: Span
    order: int  # number of the sentence
    kind: str
    status: MeetingStatus | None
    founds: bool
    other: bool
    definite: bool
    plural: bool
    ids: tuple[str, ...]
    unnamed: bool  # somebody without a name takes part as well
    level: str | None
    when: Timex | None
    bare: bool  # `when` is a clock time whose words give no day: it is of the day of the meeting that it tells of
    place: Span | None
    announced_by: tuple[str, ...]
    confirmed_by: tuple[str, ...]
    statement_id: str | None


@dataclass(slots=True)
class Cluster:
    """A meeting in the making: the telling that founded it first, then those that joined."""

    told: list[Told] = field(default_factory=list)

    @property
    def first(self) -> Told:
        """The telling that founded it."""
        return self.told[0]

    @property
    def when(self) -> Timex | None:
        """The first time given, or another told of it that is of the same day or stretch and more precise."""
        times = [one.when for one in self.told if one.when is not None and not one.bare]
        clocks = [one.when for one in self.told if one.when is not None and one.bare]
        if times and clocks and "T" not in times[0].value:
            return lend_day(times[0], clocks[0])
        times = times or clocks
        within = [one for one in times if one is times[0] or _lies_in(one, times[0])]
        return max(within, key=lambda one: len(one.value), default=None)

    @property
    def ids(self) -> tuple[str, ...]:
        """The parties of the telling that names most; the first of these."""
        return max(self.told, key=lambda one: len(one.ids)).ids

    @property
    def kind(self) -> str:
        """The most telling name: a call or summit before "talks" and "meeting"."""
        return next((one.kind for one in self.told if one.founds and one.kind not in _GENERIC), self.first.kind)

    @property
    def level(self) -> str | None:
        """The first level given."""
        return next((one.level for one in self.told if one.level is not None), None)


def lend_day(day: Timex, clock: Timex) -> Timex:
    """A clock time put on a day that is told elsewhere; its instant in UTC moves with it. Without a day, that time."""
    here, there = (date_of(each) for each in (day, clock))
    if here is None:
        return day
    value = f"{here.isoformat()}T{clock.value.partition('T')[2]}"
    if there is None or clock.earliest is None or not clock.earliest.endswith("Z"):
        return replace(clock, value=value)
    instant = datetime.fromisoformat(clock.earliest.removesuffix("Z")) + (here - there)
    moved = f"{instant.isoformat(timespec='minutes')}Z"
    return replace(clock, value=value, earliest=moved, latest=moved)


def date_of(timex: Timex) -> date | None:
    """The day that a time names, whatever clock it adds; None for anything else."""
    try:
        return date.fromisoformat(timex.value.partition("T")[0])
    except ValueError:
        return None


def _lies_in(one: Timex, other: Timex) -> bool:
    """Whether a time lies within another, days compared."""
    inner, outer = window_of(one), window_of(other)
    return inner is not None and outer is not None and outer[0] <= inner[0] and inner[1] <= outer[1]


def window_of(timex: Timex | None) -> tuple[str, str] | None:
    """First and last day of a time, ISO; None without a year or when nothing is given."""
    if timex is None:
        return None
    if timex.earliest and timex.latest:
        return timex.earliest[:10], timex.latest[:10]
    value = timex.value.split("T")[0]
    if len(value) == 10 and value[:4].isdigit() and value[4] == value[7] == "-" and value[8:].isdigit():
        return value, value
    if len(value) == 7 and value[:4].isdigit() and value[5:].isdigit():
        return f"{value}-01", f"{value}-31"
    return None


def cluster_tellings(tellings: Sequence[Told], actors: Mapping[str, Actor]) -> tuple[Cluster, ...]:
    """
    Put tellings of one article together, in order of the text.

    A telling joins the only meeting it fits, or of several the only one with just its parties or of its own
    kind (a call, a summit); one that fits several and says nothing that parts them is dropped, since a guess
    would often be wrong. One that fits none founds a meeting when it may, else it is dropped.
    """
    clusters: list[Cluster] = []
    waiting: list[Told] = []
    for told in tellings:
        if told.founds and not told.bare and _stands_alone(told):
            _settle(told, clusters, actors)
        else:
            waiting.append(told)
    for told in waiting:
        fitting = [cluster for cluster in clusters if not told.other and fits(cluster, told, actors)]
        one = _choose(told, fitting)
        if one is not None:
            one.told.append(told)
        elif not fitting and told.founds and (_names_two(told) or (told.bare and _stands_alone(told))):
            clusters.append(Cluster([told]))
    return tuple(clusters)


def _choose(told: Told, fitting: list[Cluster]) -> Cluster | None:
    """The only one that fits; of several the only one with the very parties, or of the same telling kind."""
    same = [cluster for cluster in fitting if told.ids and frozenset(cluster.ids) == frozenset(told.ids)]
    alike = [cluster for cluster in same or fitting if cluster.kind == told.kind and told.kind not in _GENERIC]
    return next((group[0] for group in (fitting, same, alike) if len(group) == 1), None)


def _stands_alone(told: Told) -> bool:
    return told.status is not None and (told.when is not None or (_names_two(told) and not told.definite))


def _names_two(told: Told) -> bool:
    return len(told.ids) + told.unnamed >= 2


def _settle(told: Told, clusters: list[Cluster], actors: Mapping[str, Actor]) -> None:
    fitting = [] if told.other else [cluster for cluster in clusters if fits(cluster, told, actors)]
    same_day = [cluster for cluster in fitting if cluster.when is not None and told.when is not None]
    chosen = same_day or fitting
    if len(chosen) == 1:
        chosen[0].told.append(told)
    elif not chosen or told.when is not None:
        clusters.append(Cluster([told]))


def fits(cluster: Cluster, told: Told, actors: Mapping[str, Actor]) -> bool:
    """Whether a telling may be of that meeting: nothing of day, parties, level, kind and status against it."""
    if {cluster.kind, told.kind} >= {_REMOTE} and {cluster.kind, told.kind} & _PRESENT:
        return False
    if told.plural != cluster.first.plural or (told.unnamed and not told.definite and cluster.ids):
        return False
    if cluster.first.unnamed and not told.definite and len(told.ids) >= 2 and len(cluster.ids) < 2:
        return False
    return (
        _fits_time(cluster, told)
        and _fits_parties(cluster.ids, told, actors)
        and (cluster.level is None or told.level is None or cluster.level == told.level)
        and _fits_status(cluster, told)
    )


def _fits_time(cluster: Cluster, told: Told) -> bool:
    one, other = cluster.when, told.when
    if one is None or other is None or told.bare:
        return True
    if one.value == other.value or one.value[:10] == other.value[:10]:
        return True
    first, second = window_of(one), window_of(other)
    if first is None or second is None:
        return False
    return first[0] <= second[1] and second[0] <= first[1]


def _fits_parties(known: tuple[str, ...], told: Told, actors: Mapping[str, Actor]) -> bool:
    if not told.ids or not known:
        return True
    fewer, more = sorted((told.ids, known), key=len)
    if len(fewer) >= 2 and len(fewer) != len(more) and not told.definite:
        return False
    left = list(more)
    for one in fewer:
        match = next((other for other in left if is_same_party(one, other, actors)), None)
        if match is None:
            return False
        left.remove(match)
    return True


def is_same_party(one: str, other: str, actors: Mapping[str, Actor]) -> bool:
    """Whether two actors stand for the same party: the same, or a country and somebody of it."""
    if one == other:
        return True
    first, second = actors.get(one), actors.get(other)
    return (first is not None and first.country == other) or (second is not None and second.country == one)


def _fits_status(cluster: Cluster, told: Told) -> bool:
    if cluster.first.status is None or told.status is None:
        return True
    ahead = {MeetingStatus.PROPOSED, MeetingStatus.AGREED, MeetingStatus.POSTPONED, MeetingStatus.CANCELLED}
    if cluster.when is not None and told.when is not None:
        return True
    return (cluster.first.status in ahead) == (told.status in ahead)

"""What all editions hold together, gathered in one walk over them: lines, ledgers, names."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from readout.codes import BlockKind
from readout.records import Actor, Article, BalanceDay, Brief, CalendarLine, ForecastLine, Outlet
from readout.rendering.feeds import UNKNOWN
from readout.rendering.site.published import Published
from readout.rendering.site.traces import Trace, list_traces


class Gathered:
    """
    Grows by an edition at a time, in order of number; what a later one says of a record takes the earlier's place.

    Articles are kept only where a meeting cites them, so that the walk stays small over hundreds of editions.
    """

    def __init__(self) -> None:
        self.traces: list[Trace] = []
        self.latest: Published | None = None
        self.first_day: date | None = None
        self.names: list[tuple[int, str]] = []  # the editions' numbers and slugs
        self.days: dict[int, tuple[datetime, datetime]] = {}  # of each edition: published, last changed
        self.actors: dict[str, Actor] = {}
        self.named: set[str] = set()  # the actors that some line names
        self.outlets: dict[str, Outlet] = {}
        self.meetings: dict[str, CalendarLine] = {}
        self.articles: dict[str, Article] = {}
        self.balance: dict[str, BalanceDay] = {}
        self.forecasts: dict[str, ForecastLine] = {}
        self.cited: Counter[tuple[str, int]] = Counter()  # (outlet, edition): articles that it cites

    def add(self, published: Published) -> tuple[Trace, ...]:
        """Take an edition in; its lines."""
        edition, brief = published.edition, published.edition.brief
        traces = list_traces(published)
        self.traces += traces
        self.named |= {actor for trace in traces for actor in trace.actor_ids}
        self.latest = published
        self.names.append((edition.number, edition.slug))
        self.days[edition.number] = (edition.published_at, published.updated)
        self.first_day = self.first_day or brief.first_day
        self.actors |= {actor.id: actor for actor in brief.actors}
        self.outlets |= {outlet.id: outlet for outlet in brief.outlets}
        self.balance |= {day.day: day for day in brief.balance}
        self._add_ledgers(published)
        for source in edition.sources:
            if source.outlet_id is not None:
                self.cited[source.outlet_id, edition.number] += 1
        return traces

    def _add_ledgers(self, published: Published) -> None:
        brief = published.edition.brief
        told = {block.subject_id: block for block in published.blocks if block.subject_id is not None}
        for line in brief.calendar:
            block = told.get(line.uid)
            if block is not None and block.kind is BlockKind.MEETING and block.lines:
                self.meetings[line.uid] = replace(line, summary=block.lines[0].sentence)
                cited = {one.article_id for one in (*line.citations, *line.summary.citations)}
                self.articles |= {one: published.articles[one] for one in cited if one in published.articles}
        for forecast in brief.forecasts:
            if forecast.id in told:
                self.forecasts[forecast.id] = forecast

    def make_brief(self, meetings: Mapping[str, CalendarLine]) -> Brief | None:
        """The latest brief over all editions' names and days, with some meetings as its calendar; None without one."""
        if self.latest is None:
            return None
        brief = self.latest.edition.brief
        days = tuple(self.balance[day] for day in sorted(self.balance))
        return replace(
            brief,
            actors=tuple(self.actors[key] for key in sorted(self.actors)),
            outlets=tuple(self.outlets[key] for key in sorted(self.outlets)),
            calendar=tuple(sorted(meetings.values(), key=lambda line: (line.when, line.uid))),
            balance=days,
            first_day=self.first_day or brief.first_day,
        )

    @property
    def last(self) -> datetime:
        """When any edition last changed; 1970 without one."""
        return max((updated for _, updated in self.days.values()), default=UNKNOWN)

    @property
    def outlet_names(self) -> dict[str, str]:
        """The outlets' names by id."""
        return {key: outlet.name for key, outlet in self.outlets.items()}

    @property
    def actor_names(self) -> dict[str, str]:
        """The actors' names by id."""
        return {key: actor.name for key, actor in self.actors.items()}

    def count_editions(self, traces: list[Trace]) -> list[tuple[str, int]]:
        """How many of some lines stand in each edition, by its slug, in order."""
        counts = Counter(trace.edition for trace in traces)
        return [(slug, counts[number]) for number, slug in self.names]

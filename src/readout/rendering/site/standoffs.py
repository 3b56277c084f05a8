"""The page of the standoff: talks and escalation, the days, positions and their movement, the calendar, forecasts."""

from datetime import date

from readout.codebook.sites import Site
from readout.codes import BlockKind
from readout.corpus.period import latest_day
from readout.rendering.charts import draw_balance
from readout.rendering.lines import balance_table
from readout.rendering.site.drawings import Judged, draw_calibration, draw_counts, draw_quoting
from readout.rendering.site.editions import FEEDS
from readout.rendering.site.filtering import offer_filters
from readout.rendering.site.frames import Frame
from readout.rendering.site.gathering import Gathered
from readout.rendering.site.lookups import (
    Lead,
    Lookup,
    Part,
    group_days,
    group_holders,
    make_part,
    make_row,
    render_lookup,
)
from readout.rendering.site.traces import Trace

DAYS = 366  # told of on the page itself; older ones stand on the pages of their years
MOST_POSITIONS = 60  # older ones stand on the pages of their holders
HAPPENINGS = (BlockKind.DEVELOPMENT, BlockKind.BACKGROUND)


def render_standoff(gathered: Gathered, site: Site) -> dict[str, bytes]:
    """The page, a page for each year, and the tables."""
    latest = gathered.latest
    question = site.title if latest is None else latest.edition.brief.question
    notice = None if latest is None else latest.edition.brief.notice
    about = f"The standoff so far, out of {len(gathered.names)} editions: what happened, who moved, what is ahead."
    told = _list_happenings(gathered)
    last = None if latest is None else latest.edition.brief.last_day
    years = sorted({trace.first_day.year for trace in told if trace.first_day}, reverse=True)
    recent = [one for one in told if one.first_day and last and (last - one.first_day).days <= DAYS]
    filtering = offer_filters(recent, gathered.actor_names, gathered.outlet_names)
    leads = tuple(Lead(f"standoff/{year}/", str(year), "All days told of") for year in years)
    parts = (
        _tell_balance(gathered),
        Part("timeline", "Timeline", "Days told of, the latest first, each with its precision.",
             groups=group_days(recent, gathered.outlet_names, filtering), filters=filtering.filters,
             empty="No edition tells of a day yet."),
        Part("years", "Year by year", "Every day that an edition told of.", leads=leads),
        _tell_positions(gathered),
        _tell_meetings(gathered, last),
        _tell_forecasts(gathered),
        *_draw(gathered),
    )  # fmt: skip
    frame = Frame(site, "standoff/", question, about, notice, offers=FEEDS)
    files = render_lookup(frame, Lookup(about, parts), filtering.write_rules("timeline"))
    for year in years:
        files |= _render_year(year, told, gathered, site, notice)
    return files


def _list_happenings(gathered: Gathered) -> list[Trace]:
    """The first line of each happening, as the latest edition that tells it has it."""
    found: dict[tuple[str, str | None], Trace] = {}
    for trace in gathered.traces:
        if trace.kind in HAPPENINGS and trace.first_day is not None:
            key = (trace.subject_id or trace.line_id, trace.day)
            known = found.get(key)
            if known is None or known.edition < trace.edition:
                found[key] = trace
    return list(found.values())


def _render_year(year: int, told: list[Trace], gathered: Gathered, site: Site, notice: str | None) -> dict[str, bytes]:
    traces = [trace for trace in told if trace.first_day and trace.first_day.year == year]
    filtering = offer_filters(traces, gathered.actor_names, gathered.outlet_names)
    days = group_days(traces, gathered.outlet_names, filtering)
    part = Part("timeline", "Timeline", "The latest day first.", groups=days, filters=filtering.filters)
    about = f"What editions told of {year}, day by day."
    frame = Frame(site, f"standoff/{year}/", f"The standoff in {year}", about, notice)
    return render_lookup(frame, Lookup(about, (part,)), filtering.write_rules("timeline"))


def _tell_balance(gathered: Gathered) -> Part:
    brief = gathered.make_brief(gathered.meetings)
    chart = None if brief is None else draw_balance(brief, {})
    table = None if brief is None else balance_table(brief)
    return Part(
        "balance", "Talks and escalation",
        "Deeds counted alike for all parties, with the range that uncertain codings leave.",
        chart=chart, table=table, empty="No deed has been counted yet.",
    )  # fmt: skip


def _tell_positions(gathered: Gathered) -> Part:
    """What each party was last told to want, refuse or offer, with how it moved."""
    newest: dict[str, Trace] = {}
    for trace in gathered.traces:
        if trace.kind is BlockKind.POSITION:
            newest.pop(trace.subject_id or trace.line_id, None)
            newest[trace.subject_id or trace.line_id] = trace
    return Part(
        "positions", "Positions", "What each party was last told to want, refuse, offer or threaten, and how it moved.",
        groups=group_holders(list(newest.values())[-MOST_POSITIONS:], gathered.outlet_names),
        more=max(0, len(newest) - MOST_POSITIONS), empty="No position has been published yet.",
    )  # fmt: skip


def _tell_meetings(gathered: Gathered, last: date | None) -> Part:
    traces = {trace.subject_id: trace for trace in gathered.traces if trace.kind is BlockKind.MEETING}
    ahead = [
        trace
        for uid, trace in traces.items()
        if (line := gathered.meetings.get(uid or "")) is not None
        and (last is None or (latest_day(line.when) or date.max) > last)
    ]
    rows = tuple(make_row(trace, gathered.outlet_names) for trace in sorted(ahead, key=lambda one: one.day or "9"))
    return Part(
        "calendar", "Ahead", "Meetings that are proposed, agreed or put off; the calendar has them all.",
        rows=rows, empty="No meeting ahead is known.",
    )  # fmt: skip


def _tell_forecasts(gathered: Gathered) -> Part:
    states = {key: line.state for key, line in gathered.forecasts.items()}
    traces = {trace.subject_id: trace for trace in gathered.traces if trace.kind is BlockKind.FORECAST}
    still = [trace for key, trace in traces.items() if states.get(key or "") in ("open", "overdue")]
    return make_part(
        "forecasts", "Open forecasts", "What commentators expect and nobody has resolved yet.",
        still, gathered.outlet_names, empty="No forecast is open.",
    )  # fmt: skip


def _draw(gathered: Gathered) -> tuple[Part, ...]:
    """The drawings over all editions: lines, who quotes whom, forecasts and what came."""
    counts = draw_counts("lines", "Published lines by edition", "lines", gathered.count_editions(gathered.traces))
    quoting = draw_quoting(gathered.traces, gathered.outlet_names, gathered.actor_names)
    judged: list[Judged] = [
        (line.probability, line.state == "came_true")
        for line in gathered.forecasts.values()
        if line.probability is not None and line.state in ("came_true", "did_not")
    ]
    calibration = draw_calibration(judged)
    found = (
        ("lines", "How much was told", "Lines of each edition.", counts, ""),
        ("quoting", "Who quotes whom", "Lines of named speakers, by the outlet they stand in.", quoting, ""),
        ("calibration", "Forecasts and what came", "How likely words made it, and how often it came.", calibration,
         "No forecast has been resolved yet: an editor says what came of each."),
    )  # fmt: skip
    return tuple(
        Part(key, title, about, chart=drawn and drawn[0], table=drawn and drawn[1], empty=empty)
        for key, title, about, drawn, empty in found
    )

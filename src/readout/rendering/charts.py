"""
Two drawings as inline SVG, each repeated by a table: the days of the timeline, and talks beside escalation.

A drawing takes its colours from the page's style, tells its kinds apart by shape and dash and not by
colour alone, has a title and a description, and is the same bytes for the same brief.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup, escape

from readout.codes import MeetingStatus
from readout.corpus.wording import MONTHS, write_number, write_time
from readout.records import BalanceDay, Brief
from readout.rendering.layout import Drawing, Line, Table

WIDTH, LEFT, RIGHT = 640, 34, 96  # of the drawing, and its margins, in units of the view box
MOST_DAYS, MOST_WEEKS = 14, 104  # a longer period is counted by weeks, a still longer one by years
STEPS = (1, 2, 7, 14, 28, 91, 182, 365)  # days between two labels of the axis
MOST_LABELS = 8


@dataclass(frozen=True, slots=True)
class _Axis:
    """Days from left to right, both included."""

    first: date
    last: date

    def x(self, day: date) -> float:
        """The middle of a day."""
        days = (self.last - self.first).days
        return LEFT + (WIDTH - LEFT - RIGHT) * (0.5 if days == 0 else (day - self.first).days / days)

    def labels(self) -> list[date]:
        days = (self.last - self.first).days
        step = next((step for step in STEPS if days // step < MOST_LABELS), days // MOST_LABELS)
        return [self.first + timedelta(days=number) for number in range(0, days + 1, step)]


@dataclass(frozen=True, slots=True)
class _Bin:
    """A day, week or year of the balance: talks and escalation as (low, told, high), and the happenings of each."""

    day: date
    talks: tuple[float, float, float]
    force: tuple[float, float, float]
    talks_ids: tuple[str, ...]
    force_ids: tuple[str, ...]


def draw_balance(brief: Brief, anchors: Mapping[str, str]) -> Drawing | None:
    """
    Talks and escalation as two lines on one scale, each in the band of its uncertain codings; None without days.

    `anchors` has the lines of happenings by id: a point leads to the first line of what it counts, behind which the
    others stand.
    """
    if not brief.balance:
        return None
    bins, unit = _fill_bins(brief.balance, brief.first_day, brief.last_day)
    summary = _tell_balance(bins, unit)
    axis = _Axis(bins[0].day, bins[-1].day)
    most = max(1.0, *(max(one.talks[2], one.force[2]) for one in bins))
    top, floor = 16.0, 150.0
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 10**6) if most / step <= 5)
    scale = (floor - top) / (-(-most // step) * step)
    pieces = [
        f'<g class="grid"><line x1="{LEFT}" y1="{_n(y)}" x2="{WIDTH - RIGHT}" y2="{_n(y)}"/>'
        f'<text x="{LEFT - 8}" y="{_n(y + 4)}" text-anchor="end">{number}</text></g>'
        for number in range(0, int(-(-most // step) * step) + 1, step)
        for y in [floor - number * scale]
    ]
    pieces.append(_days(axis, floor))
    ends = []
    for name, word in (("talks", "Talks"), ("force", "Escalation")):
        points = [(axis.x(one.day), getattr(one, name)) for one in bins]
        ids = [getattr(one, f"{name}_ids") for one in bins]
        leads = [next((anchors[each] for each in some if each in anchors), None) for some in ids]
        titles = [
            f"{word} {_WHEN[unit]} {_name(unit, one.day)}: {_count(len(some), 'deed')}"
            for one, some in zip(bins, ids, strict=True)
        ]
        pieces.append(_series(name, points, list(zip(leads, titles, strict=True)), floor, scale))
        ends.append((floor - points[-1][1][1] * scale, name, word))
    pieces += _end_labels(ends, floor)
    return Drawing(_frame("balance", 176, "Talks and escalation over time", summary, pieces), summary)


def draw_timeline(brief: Brief, lines: Sequence[Line]) -> Drawing | None:
    """
    The days told of as dots, meetings not yet held as squares, articles as ticks; None where nothing is dated.

    `lines` are those of the timeline, in the order of `brief.timeline`; each dot leads to its line.
    """
    days = [_day_of_line(brief, number) for number in range(len(lines))]
    told = [(day, line) for day, line in zip(days, lines, strict=True) if day is not None]
    if not told or brief.first_day is None or brief.last_day is None:
        return None
    early = brief.news_since or brief.first_day
    drawn = [(day, line) for day, line in told if day >= early]
    ahead = _days_ahead(brief)
    if not drawn:
        return None
    axis = _Axis(min(brief.first_day, *(day for day, _ in drawn)), max([brief.last_day, *ahead, drawn[-1][0]]))
    summary = _tell_timeline(drawn, ahead, len(told) - len(drawn))
    height = max(Counter(day for day, _ in drawn).values())
    floor = 40.0 + 13 * height
    first, last = axis.x(brief.first_day), axis.x(brief.last_day)
    pieces = [f'<rect class="period" x="{_n(first)}" y="8" width="{_n(last - first)}" height="{_n(floor - 8)}"/>']
    pieces.append(_days(axis, floor))
    levels: Counter[date] = Counter()
    for day, line in drawn:
        levels[day] += 1
        dot = f'<circle class="told" cx="{_n(axis.x(day))}" cy="{_n(floor - 13 * levels[day])}" r="5"/>'
        pieces.append(f'<a href="#{line.id}"><title>{escape(line.text)}</title>{dot}</a>')
    for day, number in sorted(Counter(ahead).items()):
        words = f"{_count(number, 'meeting')} set for {write_time(day.isoformat())}"
        box = f'<rect class="ahead" x="{_n(axis.x(day) - 5)}" y="14" width="10" height="10"/>'
        pieces.append(f"<g><title>{escape(words)}</title>{box}</g>")
    right = WIDTH - RIGHT + 12
    pieces.append(f'<text x="{right}" y="{_n(floor - 9)}">told of</text>')
    pieces.append(f'<text x="{right}" y="23">ahead</text>' if ahead else "")
    return Drawing(_frame("timeline", int(floor + 26), "The days told of", summary, pieces), summary)


def timeline_table(brief: Brief) -> Table | None:
    """What the drawing of the timeline shows: happenings and meetings ahead by day; None where there are none."""
    days = [day for number in range(len(brief.timeline)) if (day := _day_of_line(brief, number)) is not None]
    told, ahead = Counter(days), Counter(_days_ahead(brief))
    rows = tuple(
        (write_time(day.isoformat()), str(told[day] or "–"), str(ahead[day] or "–")) for day in sorted(told | ahead)
    )
    return Table("Happenings told of, and meetings set and not yet held, by day", ("Day", "Told of", "Ahead"), rows)


def _day_of_line(brief: Brief, number: int) -> date | None:
    values = (slot.value for slot in brief.timeline[number].slots if slot.name == "day")
    return next((day for value in values if (day := _whole_day(value)) is not None), None)


def _days_ahead(brief: Brief) -> list[date]:
    known = (_whole_day(line.when) for line in brief.calendar if line.status in _AHEAD)
    return sorted(day for day in known if day is not None and brief.last_day is not None and day > brief.last_day)


_AHEAD = frozenset({MeetingStatus.PROPOSED, MeetingStatus.AGREED, MeetingStatus.POSTPONED})


def _whole_day(value: str) -> date | None:
    try:
        return date.fromisoformat(value[:10]) if "/" not in value else None
    except ValueError:
        return None


def _fill_bins(days: Sequence[BalanceDay], first: date | None, last: date | None) -> tuple[tuple[_Bin, ...], str]:
    """Every day, week or year of the period, those without a coding at nothing; and which of the three it is."""
    told = sorted((date.fromisoformat(day.day), day) for day in days)
    begin = min([told[0][0], *([first] if first else [])])
    end = max([told[-1][0], *([last] if last else [])])
    reach = (end - begin).days
    unit = "day" if reach < MOST_DAYS else "week" if reach < MOST_WEEKS * 7 else "year"
    counted: dict[date, list[BalanceDay]] = {one: [] for one in _every(unit, begin, end)}
    for when, day in told:
        counted[_begin_of(unit, when)].append(day)
    return tuple(_bin(one, within) for one, within in counted.items()), unit


def _every(unit: str, begin: date, end: date) -> Iterator[date]:
    if unit == "year":
        yield from (date(year, 1, 1) for year in range(begin.year, end.year + 1))
        return
    start = _begin_of(unit, begin)
    for number in range(0, (end - start).days + 1, 1 if unit == "day" else 7):
        yield start + timedelta(days=number)


def _begin_of(unit: str, day: date) -> date:
    """The first day of the day's week (a Monday) or year."""
    if unit == "year":
        return date(day.year, 1, 1)
    return day if unit == "day" else day - timedelta(days=day.weekday())


def _bin(begin: date, within: Sequence[BalanceDay]) -> _Bin:
    talks = [(day.cooperation_range[0], day.cooperation, day.cooperation_range[1]) for day in within]
    force = [(day.conflict_range[0], day.conflict, day.conflict_range[1]) for day in within]
    conflict = tuple(each for day in within for each in day.conflict_ids)
    others = tuple(each for day in within for each in day.event_ids if each not in day.conflict_ids)
    return _Bin(begin, _sum(talks), _sum(force), others, conflict)


def _sum(triples: Iterable[tuple[float, float, float]]) -> tuple[float, float, float]:
    low, told, high = (sum(values) for values in zip((0.0, 0.0, 0.0), *triples, strict=True))
    return round(low, 3), round(told, 3), round(high, 3)


_WHEN = {"day": "on", "week": "in the week of", "year": "in"}


def _name(unit: str, begin: date) -> str:
    return write_time(begin.isoformat()[: 4 if unit == "year" else 10])


def _tell_balance(bins: Sequence[_Bin], unit: str) -> str:
    """The drawing in words: sums, ranges and where each line is highest."""
    parts = []
    for name, word in (("talks", "Talks"), ("force", "escalation")):
        values = [getattr(one, name) for one in bins]
        low, told, high = _sum(values)
        most = max(value[1] for value in values)
        peaks = [one.day for one in bins if getattr(one, name)[1] == most]
        where = f", most {_WHEN[unit]} {_name(unit, peaks[0])}"
        spread = "" if low == high else f" ({write_number(low)} to {write_number(high)} with what is not sure)"
        parts.append(f"{word}: {write_number(told)}{spread}{where if len(peaks) == 1 else ''}")
    span = f"Deeds counted by {unit} over {_count(len(bins), unit)}"
    return f"{span}. {parts[0]}; {parts[1]}."


def _tell_timeline(drawn: Sequence[tuple[date, Line]], ahead: Sequence[date], older: int) -> str:
    days = sorted({day for day, _ in drawn})
    first, last = write_time(days[0].isoformat()), write_time(days[-1].isoformat())
    when = f"on {first}" if len(days) == 1 else f"on {len(days)} days between {first} and {last}"
    parts = [f"{_count(len(drawn), 'happening')} {when}"]
    parts += [f"{_count(len(ahead), 'meeting')} ahead"] if ahead else []
    parts += [f"{older} older, not drawn"] if older else []
    return f"{'; '.join(parts)}. Shaded: the period of the brief."


def _series(
    name: str,
    points: Sequence[tuple[float, tuple[float, float, float]]],
    leads: Sequence[tuple[str | None, str]],
    floor: float,
    scale: float,
) -> str:
    def at(x: float, value: float) -> str:
        return f"{_n(x)},{_n(floor - value * scale)}"

    upper = [at(x, high) for x, (_, _, high) in points]
    lower = [at(x, low) for x, (low, _, _) in reversed(points)]
    line = " ".join(at(x, told) for x, (_, told, _) in points)
    drawn = [f'<polygon class="band" points="{" ".join(upper + lower)}"/>', f'<polyline points="{line}"/>']
    for (x, (_, told, _)), (line_id, title) in zip(points, leads, strict=True):
        y = floor - told * scale
        dot = (
            f'<circle cx="{_n(x)}" cy="{_n(y)}" r="3.5"/>'
            if name == "talks"
            else f'<rect x="{_n(x - 3.2)}" y="{_n(y - 3.2)}" width="6.4" height="6.4"/>'
        )
        drawn.append(f'<a href="#{line_id}"><title>{escape(title)}</title>{dot}</a>' if line_id else dot)
    return f'<g class="{name}">{"".join(drawn)}</g>'


def _end_labels(ends: Sequence[tuple[float, str, str]], floor: float) -> list[str]:
    """The names of the lines at their right ends, kept apart and above the axis."""
    placed: list[str] = []
    below = floor + 11
    for y, name, word in sorted(ends, reverse=True):
        below = min(y, below - 15)
        placed.append(f'<text class="{name}" x="{WIDTH - RIGHT + 12}" y="{_n(below + 4)}">{word}</text>')
    return placed


def _days(axis: _Axis, floor: float) -> str:
    ticks = [f'<line x1="{LEFT}" y1="{_n(floor)}" x2="{WIDTH - RIGHT}" y2="{_n(floor)}"/>']
    for day in axis.labels():
        x = _n(axis.x(day))
        ticks.append(f'<line x1="{x}" y1="{_n(floor)}" x2="{x}" y2="{_n(floor + 4)}"/>')
        ticks.append(f'<text x="{x}" y="{_n(floor + 18)}" text-anchor="middle">{_short(day, axis)}</text>')
    return f'<g class="days">{"".join(ticks)}</g>'


def _frame(key: str, height: int, title: str, summary: str, pieces: Sequence[str]) -> Markup:
    head = f'<title id="{key}-chart">{escape(title)}</title><desc id="{key}-words">{escape(summary)}</desc>'
    opening = f'<svg viewBox="0 0 {WIDTH} {height}" role="group" aria-labelledby="{key}-chart {key}-words">'
    return Markup(f"{opening}{head}{''.join(pieces)}</svg>")  # noqa: S704 -- all text in it is escaped above


def _short(day: date, axis: _Axis) -> str:
    month = MONTHS[day.month - 1][:3]
    return f"{day.day} {month}" if (axis.last - axis.first).days < MOST_WEEKS * 7 else f"{month} {day.year}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _n(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")

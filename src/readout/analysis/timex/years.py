"""The year of a date that is written without one."""

from dataclasses import replace
from datetime import date

from readout.analysis.timex.expressions import Expression
from readout.analysis.timex.moments import Moment, first_day, last_day
from readout.analysis.timex.telling import Telling

BACKWARD = 1.2  # how much farther a day that lies back in the story seems
DAY_AGAINST = 4  # how much farther a day seems on the side of now that the verb does not speak of
MONTH_AGAINST = 6  # the same for a month or season


def choose_year(expression: Expression, bare: Moment, telling: Telling, tense: str | None) -> int | None:
    """
    The year of a bare month, day, season or quarter: by "last" or "next", by the story told,
    by the weekday given with it, by tense; the nearest one when nothing else decides.
    """
    if expression.offset is not None and telling.now is not None:
        return _year_by_offset(expression.offset, bare, telling.now)
    if expression.told is not None and telling.last is not None and (told := first_day(telling.last)) is not None:
        return _year_by_offset(expression.told, bare, told)
    if telling.background is not None and telling.background.year is not None:
        return _year_in_story(bare, telling.background)
    if telling.now is None:
        return None
    years = (telling.now.year - 1, telling.now.year, telling.now.year + 1)
    placed = [(year, first_day(replace(bare, year=year)), last_day(replace(bare, year=year))) for year in years]
    spans = [(year, low, high) for year, low, high in placed if low and high]
    if expression.weekday is not None:
        fitting = [span for span in spans if span[1].isoweekday() == expression.weekday]
        spans = fitting or spans
    return _year_by_tense(spans, telling.now, tense)


def _year_by_tense(spans: list[tuple[int, date, date]], now: date, tense: str | None) -> int | None:
    if not spans:
        return None
    return min(spans, key=lambda span: (_cost(span[1], span[2], now, tense), -span[0]))[0]


def _cost(low: date, high: date, now: date, tense: str | None) -> int:
    """Days away, counted several times on the side of now that the verb does not speak of."""
    distance = _distance(low, high, now)
    if (tense == "past" and low > now) or (tense in ("future", "timetable") and high < now):
        return distance * (DAY_AGAINST if low == high else MONTH_AGAINST)
    return distance


def _distance(low: date, high: date, now: date) -> int:
    if low <= now <= high:
        return 0
    return (low - now).days if low > now else (now - high).days


def _year_by_offset(offset: int, bare: Moment, now: date) -> int | None:
    if offset == 0:
        return now.year
    for year in range(now.year - 2, now.year + 3) if offset > 0 else range(now.year + 2, now.year - 3, -1):
        low, high = first_day(replace(bare, year=year)), last_day(replace(bare, year=year))
        if low and high and ((offset > 0 and low > now) or (offset < 0 and high < now)):
            return year
    return None


def _year_in_story(bare: Moment, story: Moment) -> int | None:
    """The year that puts a bare date nearest to the time last told of; going back in a story counts more."""
    low, high = first_day(story), last_day(story)
    if story.year is None or low is None or high is None:
        return story.year
    best: tuple[float, int] | None = None
    for year in (story.year, story.year + 1, story.year - 1):
        first, last = first_day(replace(bare, year=year)), last_day(replace(bare, year=year))
        if first is None or last is None:
            continue
        back = last < low
        distance = (low - last).days * BACKWARD if back else max((first - high).days, 0)
        if best is None or distance < best[0]:
            best = (distance, year)
    return best[1] if best else story.year

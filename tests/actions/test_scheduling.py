"""Friday is Friday: ten years in twenty zones, over both changes of the clock, holidays and lateness."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from readout.actions.scheduling import Due, Scheduled, decide, find_instant, find_publishing_day, settle_day
from readout.codebook.mails import TimeBook

ZONES = (
    "Europe/Prague", "Europe/Kyiv", "Europe/Moscow", "Europe/London", "America/New_York", "America/St_Johns",
    "America/Sao_Paulo", "America/Los_Angeles", "Asia/Tehran", "Asia/Kolkata", "Asia/Kathmandu", "Asia/Tokyo",
    "Australia/Lord_Howe", "Australia/Sydney", "Pacific/Auckland", "Pacific/Chatham", "Pacific/Apia",
    "Africa/Casablanca", "Africa/Cairo", "UTC",
)  # fmt: skip


def make_times(zone: str = "Europe/Prague", at: str = "07:00", **told: object) -> TimeBook:
    facts = {"holidays": frozenset(), "on_holiday": "before", "late_hours": 6, "automatic": True} | told
    return TimeBook(time.fromisoformat(at), zone, **facts)


class Desk:
    """A desk that approves each week's edition, but for every ninth, which is late or never approved."""

    def __init__(self, times: TimeBook) -> None:
        self.times = times
        self.frozen: list[tuple[date, datetime]] = []

    def work(self, friday: date, now: datetime) -> Due:
        week = friday.toordinal() // 7
        approved = week % 9 != 0
        is_frozen = bool(self.frozen) and self.frozen[-1][0] == friday
        due = decide(Scheduled(friday, approved, is_frozen), self.times, now)
        if due is Due.SEND:
            self.frozen.append((friday, now))
        return due


@pytest.mark.parametrize(("zone", "at"), [*((zone, "07:00") for zone in ZONES), ("Europe/Prague", "02:30")])
def test_ten_years_one_edition_a_week_at_the_right_local_hour_none_unapproved_none_twice(zone, at):
    desk = Desk(make_times(zone, at))
    friday, expected = date(2025, 1, 3), []
    told = set()
    while friday < date(2035, 1, 1):
        if (friday.toordinal() // 7) % 9:
            expected.append(friday)
        begin = datetime.combine(friday, time(), UTC) - timedelta(hours=14)
        # the worker looks every so often, is away over night now and then, and its clock once goes back an hour
        for minutes in (*range(0, 52 * 60, 60), 26 * 60, 30 * 60):
            told.add(desk.work(friday, begin + timedelta(minutes=minutes)))
        friday += timedelta(days=7)
    assert [day for day, _ in desk.frozen] == expected
    for day, instant in desk.frozen:
        local = instant.astimezone(ZoneInfo(zone))
        wanted = datetime.combine(day, time.fromisoformat(at))
        assert timedelta(0) <= local.replace(tzinfo=None) - wanted <= timedelta(minutes=80)
        assert local.date() == day
    assert told == {Due.WAIT, Due.SEND, Due.UNAPPROVED, Due.LATE}


@pytest.mark.parametrize(
    ("zone", "day", "at", "instant"),
    [
        ("Europe/Prague", date(2026, 3, 28), "07:00", "2026-03-28T06:00"),
        ("Europe/Prague", date(2026, 3, 29), "07:00", "2026-03-29T05:00"),
        ("Europe/Prague", date(2026, 3, 29), "02:30", "2026-03-29T01:30"),  # leapt over: 03:30 summer time
        ("Europe/Prague", date(2026, 10, 25), "02:30", "2026-10-25T00:30"),  # twice: the first
        ("Australia/Lord_Howe", date(2026, 10, 4), "02:15", "2026-10-03T15:45"),  # leaps half an hour
        ("Asia/Kathmandu", date(2026, 10, 25), "07:00", "2026-10-25T01:15"),
    ],
)
def test_a_local_time_is_an_instant_on_days_when_the_clock_is_changed(zone, day, at, instant):
    assert find_instant(day, make_times(zone, at)) == datetime.fromisoformat(instant).replace(tzinfo=UTC)


def test_a_time_that_is_leapt_over_comes_before_the_next_hour_does():
    times = make_times("America/New_York", "02:30")
    local = find_instant(date(2026, 3, 8), times).astimezone(ZoneInfo("America/New_York"))
    assert local.time() == time(3, 30)


HOLIDAYS = frozenset({date(2031, 12, 26), date(2031, 12, 25)})


@pytest.mark.parametrize(
    ("rule", "day"), [("before", date(2031, 12, 24)), ("after", date(2031, 12, 27)), ("skip", None)]
)
def test_a_holiday_moves_the_day_or_leaves_it_out(rule, day):
    times = make_times(holidays=HOLIDAYS, on_holiday=rule)
    assert settle_day(date(2031, 12, 26), times) == day
    assert settle_day(date(2031, 12, 19), times) == date(2031, 12, 19)


def test_holidays_without_an_end_leave_the_edition_out():
    days = frozenset(date(2031, 12, 1) + timedelta(days=number) for number in range(31))
    assert settle_day(date(2031, 12, 26), make_times(holidays=days)) is None
    assert decide(Scheduled(date(2031, 12, 26), True, False), make_times(holidays=days),
                  datetime(2031, 12, 26, 12, tzinfo=UTC)) is Due.SKIP  # fmt: skip


def test_what_is_too_late_waits_for_a_person():
    times, friday = make_times("UTC"), date(2031, 3, 7)
    begin = datetime(2031, 3, 7, 7, tzinfo=UTC)
    scheduled = Scheduled(friday, is_approved=True, is_frozen=False)
    assert decide(scheduled, times, begin - timedelta(seconds=1)) is Due.WAIT
    assert decide(scheduled, times, begin) is Due.SEND
    assert decide(scheduled, times, begin + timedelta(hours=6)) is Due.SEND
    assert decide(scheduled, times, begin + timedelta(hours=6, seconds=1)) is Due.LATE


@pytest.mark.parametrize(("last", "weekday", "day"), [
    (date(2031, 3, 6), 5, date(2031, 3, 7)),
    (date(2031, 3, 7), 5, date(2031, 3, 14)),
    (date(2031, 3, 2), 1, date(2031, 3, 3)),
])  # fmt: skip
def test_the_publishing_day_is_the_first_after_the_last_day_told_of(last, weekday, day):
    assert find_publishing_day(last, weekday) == day

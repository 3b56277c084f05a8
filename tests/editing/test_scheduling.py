"""An edition goes out at its local time, whatever clocks do; what is not approved in time does not."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest

from readout.codes import DraftState
from readout.editing.scheduling import find_due, find_instant, write_due
from readout.editing.states import refuse_person, refuse_step, settle_state
from readout.records import DraftStep, Due

NOW = datetime(2031, 3, 6, 12, tzinfo=UTC)
DUE = Due(date(2031, 3, 7), "06:00", "UTC")
HOLD = timedelta(minutes=10)


@pytest.mark.parametrize(
    ("day", "time", "zone", "instant"),
    [
        ("2031-03-07", "06:00", "UTC", "2031-03-07T06:00"),
        ("2031-03-07", "06:00", "Europe/Prague", "2031-03-07T05:00"),
        ("2031-07-04", "06:00", "Europe/Prague", "2031-07-04T04:00"),
        ("2026-03-29", "02:30", "Europe/Prague", "2026-03-29T01:30"),  # clocks jump over it: shown as 03:30
        ("2026-10-25", "02:30", "Europe/Prague", "2026-10-25T00:30"),  # clocks show it twice: the first
        ("2026-03-08", "02:30", "America/New_York", "2026-03-08T07:30"),
        ("2026-11-01", "01:30", "America/New_York", "2026-11-01T05:30"),
        ("2028-02-29", "23:59", "Pacific/Auckland", "2028-02-29T10:59"),
    ],
)
def test_a_local_time_is_the_instant_at_which_clocks_there_show_it(day, time, zone, instant):
    assert find_instant(Due(date.fromisoformat(day), time, zone)) == datetime.fromisoformat(f"{instant}+00:00")


def test_over_ten_years_in_twenty_zones_a_week_has_one_edition_at_its_hour():
    zones = ["UTC", "Europe/Prague", "Europe/London", "America/New_York", "America/Sao_Paulo", "Asia/Tokyo",
             "Asia/Kolkata", "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Auckland", "Pacific/Apia",
             "Africa/Cairo", "Africa/Casablanca", "America/St_Johns", "America/Havana", "Asia/Tehran",
             "Asia/Gaza", "Europe/Moscow", "Atlantic/Azores", "Antarctica/Troll"]  # fmt: skip
    for zone in zones:
        last = date(2026, 1, 1)
        seen = []
        while last.year < 2036:
            due = find_due(last, 5, "06:00", zone)
            assert (due.day.isoweekday(), 1 <= (due.day - last).days <= 7) == (5, True)
            seen.append(find_instant(due))
            last += timedelta(days=7)
        assert len(set(seen)) == len(seen)
        assert all(abs((after - before) - timedelta(days=7)) <= timedelta(hours=2) for before, after in pairwise(seen))


def test_a_time_is_written_with_its_day_and_zone():
    assert write_due(DUE) == "Friday 7 March 2031, 06:00 (UTC)"
    assert write_due(None) == "as soon as it may"


def step(state: DraftState, at: datetime = NOW) -> DraftStep:
    return DraftStep("d", 1, state, "ed", at, 1)


@pytest.mark.parametrize(
    ("kept", "minutes", "due", "state"),
    [
        (None, 0, DUE, DraftState.DRAFT),
        (None, 18 * 60, DUE, DraftState.MISSED),
        (DraftState.IN_REVIEW, 0, DUE, DraftState.IN_REVIEW),
        (DraftState.IN_REVIEW, 18 * 60, DUE, DraftState.MISSED),
        (DraftState.APPROVED, 9, DUE, DraftState.HELD),
        (DraftState.APPROVED, 10, DUE, DraftState.SCHEDULED),
        (DraftState.APPROVED, 18 * 60 - 1, DUE, DraftState.SCHEDULED),
        (DraftState.APPROVED, 18 * 60, DUE, DraftState.DUE),
        (DraftState.APPROVED, 24 * 60, DUE, DraftState.DUE),
        (DraftState.APPROVED, 24 * 60 + 1, DUE, DraftState.MISSED),
        (DraftState.APPROVED, 9, None, DraftState.HELD),
        (DraftState.APPROVED, 10, None, DraftState.DUE),
        (DraftState.PUBLISHED, 99_999, DUE, DraftState.PUBLISHED),
        (DraftState.DROPPED, 99_999, DUE, DraftState.DROPPED),
    ],
)
def test_where_a_draft_stands_follows_from_its_steps_and_the_clock(kept, minutes, due, state):
    steps = () if kept is None else (step(kept),)
    assert settle_state(steps, due, NOW + timedelta(minutes=minutes), HOLD) is state


def test_what_is_approved_just_before_its_time_is_held_before_it_goes():
    approved = step(DraftState.APPROVED, find_instant(DUE) - timedelta(minutes=1))
    assert settle_state((approved,), DUE, find_instant(DUE), HOLD) is DraftState.HELD
    assert settle_state((approved,), DUE, find_instant(DUE) + timedelta(minutes=9), HOLD) is DraftState.DUE


@pytest.mark.parametrize(
    ("kept", "to", "told"),
    [
        (None, DraftState.IN_REVIEW, None),
        (None, DraftState.APPROVED, "an edition that is draft cannot become approved"),
        (DraftState.IN_REVIEW, DraftState.APPROVED, None),
        (DraftState.IN_REVIEW, DraftState.DRAFT, None),
        (DraftState.APPROVED, DraftState.DRAFT, None),
        (DraftState.PUBLISHED, DraftState.DRAFT, "an edition that is published cannot become draft"),
        (DraftState.DROPPED, DraftState.IN_REVIEW, "an edition that is dropped cannot become in review"),
    ],
)
def test_a_step_goes_where_steps_go(kept, to, told):
    assert refuse_step(() if kept is None else (step(kept),), to, DUE, NOW) == told


def test_nothing_is_approved_after_its_time():
    late = replace(DUE, day=date(2031, 3, 5))
    assert "has passed: set another" in refuse_step((step(DraftState.IN_REVIEW),), DraftState.APPROVED, late, NOW)


def test_with_two_persons_nobody_approves_what_he_edited():
    assert refuse_person(DraftState.APPROVED, "ann", ("ann",), two_persons=False) is None
    assert refuse_person(DraftState.APPROVED, "ben", ("ann",), two_persons=True) is None
    assert "two persons" in refuse_person(DraftState.APPROVED, "ann", ("ann",), two_persons=True)
    assert refuse_person(DraftState.DRAFT, "ann", ("ann",), two_persons=True) is None

from datetime import date

import pytest

from readout.codes import EventType, Factuality
from readout.corpus.balance import settle_balance
from readout.records import EventLine

FIRST, LAST = date(2031, 3, 4), date(2031, 3, 10)


def line(event_type, day="2031-03-05", factuality=Factuality.HAPPENED, confidence=0.9):
    key = f"{event_type}{day}{factuality}{confidence}"
    return EventLine(key, event_type, factuality, ("northland",), ("southmark",), day, (), confidence, ())


def count(codebook, *lines):
    days = settle_balance(lines, codebook.plover, FIRST, LAST)
    return [(day.day, day.cooperation, day.cooperation_range, day.conflict, day.conflict_range) for day in days]


def test_talks_and_escalation_are_two_counts_of_one_day(codebook):
    found = count(codebook, line(EventType.CONSULT), line(EventType.AID), line(EventType.MOBILIZE))
    assert found == [("2031-03-05", 2.0, (2.0, 2.0), 1.0, (1.0, 1.0))]


def test_uncertain_and_alleged_codings_widen_the_range_only(codebook):
    found = count(
        codebook,
        line(EventType.ASSAULT, confidence=0.7),
        line(EventType.ASSAULT, confidence=0.4),
        line(EventType.ASSAULT, factuality=Factuality.ALLEGED),
    )
    assert found == [("2031-03-05", 0.0, (0.0, 0.0), 1.0, (0.0, 3.0))]


@pytest.mark.parametrize("factuality", [Factuality.HYPOTHETICAL, Factuality.DENIED, Factuality.SCHEDULED])
def test_what_did_not_take_place_counts_nothing(codebook, factuality):
    assert count(codebook, line(EventType.ASSAULT, factuality=factuality)) == []


@pytest.mark.parametrize("day", ["2031-03-03", "2031-03-11", "2031-03", "XXXX-03-05", None])
def test_only_whole_days_of_the_period_count(codebook, day):
    assert count(codebook, line(EventType.AID, day=day)) == []

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readout.codes import TimexType
from readout.corpus.wording import number_value, time_value, write_list, write_value
from readout.records import Span, Timex

CASES = Path(__file__).parents[1] / "cases" / "wording.csv"


@pytest.mark.parametrize(
    "row", list(csv.DictReader(CASES.read_text(encoding="utf-8").splitlines())), ids=lambda row: row["value"]
)
def test_a_value_reads_in_one_fixed_english_form(row):
    assert write_value(row["value"]) == row["words"]


@given(st.text())
def test_a_value_in_no_known_form_never_raises(value):
    assert isinstance(write_value(value), str)


def test_a_vague_time_keeps_its_mod_in_the_slot():
    assert time_value(Timex(Span(0, 11), TimexType.DATE, "2022-01", mod="MID")) == "2022-01 MID"


def test_a_number_is_never_taken_for_a_year():
    assert write_value(number_value(2014)) != write_value("2014")


@pytest.mark.parametrize(
    ("words", "joined"), [([], ""), (["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C"], "A, B and C")]
)
def test_a_list_is_joined_as_english_joins_it(words, joined):
    assert write_list(words) == joined

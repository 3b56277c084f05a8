"""Times that are easily misread, each with the reading it must get; empty type and value: no time at all."""

import csv
from pathlib import Path

import pytest

from readout.analysis.timex import find_timexes

CASES = Path(__file__).parents[2] / "cases" / "timex_probes.csv"
PROBES = list(csv.DictReader(CASES.read_text(encoding="utf-8").splitlines()))


@pytest.mark.parametrize("probe", PROBES, ids=[f"{probe['published']} {probe['text']}" for probe in PROBES])
def test_a_probe_is_read(probe, parse, codebook):
    marked = probe["text"]
    start, end = marked.index("["), marked.index("]") - 1
    found = find_timexes(parse(marked.replace("[", "").replace("]", "")), probe["published"] or None, codebook.times)
    timex = next((each for each in found if (each.span.start, each.span.end) == (start, end)), None)
    if not probe["value"]:
        assert not [each for each in found if each.span.start < end and start < each.span.end]
        return
    assert timex is not None, [(each.span, each.value) for each in found]
    told = (timex.type, timex.value, timex.mod or "", timex.zone or "", "true" if timex.vague else "")
    assert told == (probe["type"], probe["value"], probe["mod"], probe["zone"], probe["vague"])
    for edge in ("earliest", "latest"):
        assert not probe[edge] or getattr(timex, edge) == probe[edge]


def test_the_table_is_large_enough_to_mean_something():
    assert len(PROBES) >= 120

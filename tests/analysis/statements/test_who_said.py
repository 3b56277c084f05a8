"""Who said what in one short text each, by all steps together: a table of the forms that reported speech takes."""

import re
from pathlib import Path

import pytest

from factories import make_article
from readout.adapters.models import load_attribution_model
from readout.analysis import Models, analyse
from readout.corpus.statements import SURE_ENOUGH
from readout.spans import passage

TABLE = Path(__file__).parents[2] / "cases/who_said.txt"
CASES = [
    tuple(part.strip() for part in line.split(" | "))
    for line in TABLE.read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.fixture(scope="module")
def read(tagger, codebook):
    models = Models(load_attribution_model())
    return lambda text: analyse(make_article(text, published="2026-05-08"), tagger, codebook, models).statements


def describe(text, statement, among):
    words = " … ".join(" ".join(passage(text, span).split()) for span in statement.content)
    via = next((other for other in among if other.id == statement.via_id), None)
    marks = (
        None if statement.factual else "no",
        statement.said and f"day={statement.said.value}",
        statement.medium and f"in={passage(text, statement.medium)}",
        via and f"via={passage(text, via.source)}",
        "weak" if statement.confidence < SURE_ENOUGH else None,
    )
    source = "-" if statement.source is None else passage(text, statement.source)
    return f"{source}: {words}", {mark for mark in marks if mark}


@pytest.mark.parametrize(("shows", "marked", "expected"), CASES, ids=[shows for shows, *_ in CASES])
def test_a_form_of_reported_speech_is_read(read, shows, marked, expected):
    text = marked.replace("¶", "\n\n")
    found = read(text)
    told = [] if expected == "nothing" else expected.split(" ;; ")
    wanted = [(one.partition(" {")[0].strip(), set(re.findall(r"\{(.*?)\}", one))) for one in told]
    assert [describe(text, statement, found) for statement in found] == wanted

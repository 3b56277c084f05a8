"""Who said what, measured on texts of our own; the floors are what the rules and the model reach today."""

import tomllib
from pathlib import Path

import pytest

from factories import make_article
from readout.analysis.statements import find_statements
from readout.analysis.timex import find_timexes
from readout.spans import passage

GOLD = tomllib.loads((Path(__file__).parent / "statements.toml").read_text(encoding="utf-8"))


def read(text, parse, codebook, model):
    parsed = parse(text)
    times = find_timexes(parsed, GOLD["published"], codebook.times)
    found = find_statements(make_article(text, published=GOLD["published"]), parsed, (), times, codebook, model)
    return [(one, found) for one in found if one.factual and one.confidence >= 0.3]


def describe(text, statement, among):
    def shown(span):
        return None if span is None else passage(text, span)

    via = next((other for other in among if other.id == statement.via_id), None)
    return {
        "words": " … ".join(passage(text, span) for span in statement.content),
        "speaker": shown(statement.source),
        "role": statement.role,
        "venue": shown(statement.medium),
        "day": statement.said.value if statement.said else None,
        "via": shown(via.source) if via else None,
    }


def count_hits(parse, codebook, model):
    """How many statements were told and found, how many with the right words, and with each other field right."""
    hits = dict.fromkeys(("gold", "found", "words", "speaker", "role", "venue", "day", "via"), 0)
    misses = []
    for one in GOLD["text"]:
        told = [describe(one["text"], *each) for each in read(one["text"], parse, codebook, model)]
        hits["gold"] += len(one["said"])
        hits["found"] += len(told)
        for expected in one["said"]:
            same = [each for each in told if each["words"].lower() == expected["words"].lower()]
            hits["words"] += bool(same)
            for field in ("speaker", "role", "venue", "day", "via"):
                right = any(_agrees(field, each[field], expected.get(field)) for each in same)
                hits[field] += right
                if not right:
                    misses.append((field, expected, told))
    return hits, misses


def _agrees(field, found, expected):
    if field == "speaker" and found and expected:
        return found.lower().removeprefix("the ").endswith(expected.lower().removeprefix("the "))
    if field == "role" and found and expected:
        return expected.lower() in found.lower()
    return found == expected


@pytest.fixture(scope="module")
def hits(parse, codebook):
    return count_hits(parse, codebook, None)


@pytest.mark.parametrize(
    ("field", "floor"),
    [("words", 38), ("speaker", 38), ("role", 38), ("venue", 37), ("day", 38), ("via", 38)],
)
def test_the_rules_alone_find_at_least(hits, field, floor):
    assert hits[0][field] >= floor, [miss for miss in hits[1] if miss[0] == field]


def test_the_rules_alone_print_hardly_anything_that_nobody_said(hits):
    assert hits[0]["found"] - hits[0]["words"] <= 2

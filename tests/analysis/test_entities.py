import csv
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readout.analysis.entities import find_mentions
from readout.codebook.actors import parse_actors
from readout.records import Span
from readout.spans import overlaps
from readout.tokens import make_parse

CASES = Path(__file__).parents[1] / "cases" / "mentions.csv"


def _cases() -> list[tuple[str, str]]:
    lines = [line for line in CASES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [(row["text"], row["mentions"]) for row in csv.DictReader(lines)]


def _told(text: str, mentions) -> str:
    return ";".join(f"{each.label}:{each.actor_id or ''}={text[each.span.start : each.span.end]}" for each in mentions)


@pytest.mark.parametrize(("text", "expected"), _cases())
def test_names_are_found_with_label_and_actor(parse, codebook, text, expected):
    assert _told(text, find_mentions(parse(text), codebook.actors)) == expected


def test_a_surname_with_another_given_name_is_another_person(parse, codebook):
    text = "Robert Putin opened a bakery. Vladimir Putin did not."
    found = find_mentions(parse(text), codebook.actors)
    assert [each.actor_id for each in found] == [None, "vladimir-putin"]


def test_a_title_makes_a_person_of_a_name_the_tagger_does_not_know(parse, codebook):
    text = "President Zarba Quellin spoke first."
    found = find_mentions(parse(text), codebook.actors)
    assert _told(text, found) == "PERSON:=Zarba Quellin"


def test_a_standoff_may_name_its_own_states(parse):
    book = parse_actors(
        {
            "actors.csv": "id,name,kind,country,names,codes,demonyms,capitals\n"
            "talvia,Talvia,country,talvia,,TAL,Talvian,Osmer\n"
        }
    )
    text = "Osmer said Talvian ships had left Talvia."
    found = find_mentions(parse(text), book)
    assert _told(text, found) == "GPE:talvia=Osmer;NORP:talvia=Talvian;GPE:talvia=Talvia"


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="US.K uskremlinEU'’-–\nRaâ", max_size=60))
def test_no_two_mentions_overlap_and_none_is_empty_on_any_text(codebook, text):
    words, at = [], 0
    for number, word in enumerate(text.split()):
        start = text.index(word, at)
        at = start + len(word)
        words.append((number, start, at, word))
    from readout.tokens import Token  # noqa: PLC0415 -- used by this property alone

    tokens = [Token(i, a, b, w, w.lower(), "NNP", "PROPN", "ROOT", i, "", False, w.lower()) for i, a, b, w in words]
    whole = [(0, len(tokens))] if tokens else []
    found = find_mentions(make_parse(text, tokens, whole, whole), codebook.actors)
    assert all(each.span.start < each.span.end for each in found)
    assert not any(overlaps(one.span, other.span) for one, other in pairwise(found))
    assert all(isinstance(each.span, Span) for each in found)

import csv
from itertools import pairwise
from pathlib import Path

import pytest

from readout.codebook.actors import code_phrase, parse_actors
from readout.codebook.names import split_pieces
from readout.errors import CodebookError

CODES = Path(__file__).parents[1] / "cases" / "actor_codes.csv"
HEADER = "id,name,kind,country,names,codes\n"


def test_every_state_has_a_code_and_its_government_one(codebook):
    states = [actor for actor in codebook.actors.actors if actor.kind == "country" and actor.country == actor.id]
    assert len(states) > 190
    assert all(state.codes[0] + "GOV" == state.codes[1] for state in states)


def test_nearly_every_state_has_a_capital(codebook):
    capitals = {name.actor_id for name in codebook.actors.index.names.values() if name.sense == "capital"}
    states = {actor.id for actor in codebook.actors.actors if actor.kind == "country"}
    assert len(states & capitals) > 170


@pytest.mark.parametrize("place", ["crimea", "donbas", "kashmir", "golan-heights", "taiwan-strait", "jerusalem"])
def test_a_contested_place_is_no_states(codebook, place):
    actor = codebook.actors.by_id[place]
    assert (actor.kind, actor.country) == ("place", None)


def test_every_office_is_of_a_known_actor_and_ends_after_it_begins(codebook):
    for term in codebook.actors.terms:
        assert term.of_id in codebook.actors.by_id
        assert term.since is not None
        assert term.until is None or term.since < term.until


def test_an_open_office_holds_only_as_far_as_it_was_looked_up(codebook):
    held = [term for term in codebook.actors.terms if term.until is None]
    assert held
    assert all(term.through is not None and not term.covers("2300-01-01", "2300-01-01") for term in held)


def test_nobody_holds_an_office_with_another_on_one_day(codebook):
    by_office = {}
    for term in codebook.actors.terms:
        by_office.setdefault((term.title, term.of_id), []).append(term)
    for terms in by_office.values():
        terms.sort(key=lambda term: term.since or "")
        assert all((one.until or "9") <= (other.since or "") for one, other in pairwise(terms))


def test_an_office_without_a_source_is_refused():
    files = {
        "actors.csv": HEADER + "ana,Ana Bel,person,,,\n",
        "offices.csv": "actor,title,of,since,until,source\nana,President,,2030-01-01,,\n",
    }
    with pytest.raises(CodebookError, match="source"):
        parse_actors(files)


def test_an_office_of_nobody_known_is_refused():
    offices = "actor,title,of,since,until,source\nana,President,,2030-01-01,,invented\n"
    with pytest.raises(CodebookError, match="ana"):
        parse_actors({"actors.csv": HEADER, "offices.csv": offices})


def test_an_unknown_kind_of_actor_is_refused():
    with pytest.raises(CodebookError, match="planet"):
        parse_actors({"actors.csv": HEADER + "mars,Mars,planet,,,\n"})


def test_a_later_files_row_replaces_an_earlier_one():
    book = parse_actors({"0/actors.csv": HEADER + "a,One,group,,,\n", "1/actors.csv": HEADER + "a,Two,group,,,\n"})
    assert [actor.name for actor in book.actors] == ["Two"]
    assert not list(book.index.find("One", 0, 3))


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("U.S.-Russia", ["U.S.", "-", "Russia"]),
        ("Ukraine’s", ["Ukraine", "'", "s"]),
        ("Co-operation", ["Co", "-", "operation"]),
        ("(NATO)", ["(", "NATO", ")"]),
    ],
)
def test_a_text_is_cut_into_words_and_marks(text, pieces):
    assert [piece.key for piece in split_pieces(text, 0, len(text))] == pieces


def _codes() -> list[tuple[str, str]]:
    lines = [line for line in CODES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [(row["phrase"], row["code"]) for row in csv.DictReader(lines)]


@pytest.mark.parametrize(("phrase", "code"), _codes())
def test_a_phrase_is_coded_by_the_actor_it_names(codebook, phrase, code):
    assert (code_phrase(phrase, codebook.actors) or "") == code


def test_no_actor_is_listed_twice_in_the_package(codebook):
    folder = Path(__file__).parents[2] / "src" / "readout" / "codebooks"
    ids = [
        line.split(",")[0]
        for file in sorted(folder.glob("actors*.csv"))
        for line in file.read_text(encoding="utf-8").splitlines()
        if not line.startswith(("#", "id,"))
    ]
    assert len(ids) == len(set(ids))
    assert len(ids) == len(codebook.actors.actors)


def test_every_actors_country_is_an_actor(codebook):
    book = codebook.actors
    assert all(actor.country is None or actor.country in book.by_id for actor in book.actors)

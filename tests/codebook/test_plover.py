"""PLOVER's types and the patterns that are coded as them."""

import pytest

from readout.codebook.plover import parse_plover
from readout.codes import EventType
from readout.errors import CodebookError

TYPES = '[types.AID]\nquad = "material_cooperation"\n[nouns]\nfood = ["bread", "rice"]\n[agents]\nwords = ["crew"]\n'
HEAD = "words,kind,needs,type,mode,contexts,recipient\n"


def test_the_package_knows_all_sixteen_types_with_their_quads(codebook):
    assert set(codebook.plover.types) == set(EventType)
    assert codebook.plover.is_conflict(EventType.COERCE)
    assert not codebook.plover.is_conflict(EventType.RETREAT)


def test_a_pattern_may_name_a_list_of_nouns():
    book = parse_plover({"plover.toml": TYPES, "verbs.csv": HEAD + "hand out,verb,obj=@food|soup,AID,,,to\n"})
    (pattern,) = book.verbs["hand"]
    assert (pattern.particle, pattern.recipient) == ("out", ("to",))
    assert pattern.needs[0].words == {"bread", "rice", "soup"}


def test_the_pattern_that_asks_most_comes_first():
    rows = "give,verb,,AID,,,to\ngive,verb,obj=@food;to,AID,,,to\n"
    plain, asking = sorted(
        parse_plover({"plover.toml": TYPES, "verbs.csv": HEAD + rows}).verbs["give"], key=lambda found: found.weight
    )
    assert parse_plover({"plover.toml": TYPES, "verbs.csv": HEAD + rows}).verbs["give"] == (asking, plain)


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("give,verb,,HELP,,,to", "no PLOVER type"),
        ("give,adverb,,AID,,,to", "verb or noun"),
        ("give,verb,obj=@drinks,AID,,,to", "names no list"),
    ],
)
def test_a_wrong_cell_is_named_with_its_line(row, complaint):
    with pytest.raises(CodebookError, match=complaint) as error:
        parse_plover({"plover.toml": TYPES, "verbs.csv": HEAD + row + "\n"})
    assert error.value.line == 2


def test_a_type_needs_a_quad():
    with pytest.raises(CodebookError, match="quad"):
        parse_plover({"plover.toml": '[types.AID]\nquad = "help"\n'})


def test_a_dash_for_a_type_makes_an_idiom_that_is_no_event():
    book = parse_plover({"plover.toml": TYPES, "verbs.csv": HEAD + "strike,verb,obj=gold,-,,,\n"})
    assert book.verbs == {}
    assert book.idioms["strike"][0].needs[0].words == {"gold"}

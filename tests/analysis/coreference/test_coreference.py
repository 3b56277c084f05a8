import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readout.analysis.coreference import link_mentions
from readout.analysis.entities import find_mentions
from readout.tokens import Token, make_parse

CASES = Path(__file__).parents[2] / "cases"
RIGHT_SHARE = 0.95  # of our own cases; the shared ones are in `bench/coreference.py`


def _rows(file: str) -> list[dict[str, str]]:
    lines = (CASES / file).read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


@pytest.fixture(scope="module")
def read(parse, codebook):
    """What the bracketed words of a text stand for, all mentions by their words, and the actors first met."""

    def read_text(marked: str, published: str | None = None):
        at = marked.find("[")
        text = marked.replace("[", "").replace("]", "")
        tagged = parse(text)
        mentions, new = link_mentions(tagged, find_mentions(tagged, codebook.actors), codebook, published)
        actors = {**codebook.actors.by_id, **{actor.id: actor for actor in new}}
        marks = [each for each in mentions if each.span.start == at]
        return max(marks, key=lambda each: each.span.end, default=None), mentions, actors

    return read_text


def test_he_and_she_are_mostly_resolved_and_seldom_wrongly(read):
    right = wrong = 0
    rows = _rows("pronouns.csv")
    for row in rows:
        meant, _, actors = read(row["text"].replace("|", "\n\n"))
        name = actors[meant.actor_id].name if meant.actor_id else ""
        right += name == row["person"]
        wrong += name not in ("", row["person"])
    assert len(rows) >= 150
    assert right / len(rows) >= RIGHT_SHARE
    assert wrong <= 2


@pytest.mark.parametrize("row", _rows("descriptions.csv"), ids=lambda row: f"{row['text']} ({row['published']})")
def test_a_description_stands_for_an_office_holder_or_for_nobody(read, row):
    meant, _, _ = read(row["text"], row["published"] or None)
    assert meant is not None
    assert (meant.actor_id or "") == row["actor"]


@pytest.mark.parametrize(
    "text",
    [
        "Zora Malk spoke. Malk was late.",
        "Zora Malk spoke. Ms. Malk was late.",
        "Zora K. Malk spoke. Zora Malk was late.",
        "Malk was late, a guard said. Zora Malk was ill.",
    ],
)
def test_full_name_and_surname_are_one_person(read, text):
    _, mentions, actors = read(text)
    people = {each.actor_id for each in mentions if each.label == "PERSON"}
    assert len(people) == 1
    assert actors[people.pop()].kind == "person"


def test_two_people_with_one_surname_stay_two_and_the_bare_surname_is_left_open(read):
    meant, mentions, _ = read("Karl Emder met Paul Emder. [Emder] was late.")
    assert meant.actor_id is None
    assert {each.actor_id for each in mentions} == {"karl-emder", "paul-emder", None}


def test_a_title_tells_two_people_with_one_surname_apart(read):
    meant, _, _ = read("Karl Emder met Rosa Emder. Then Mrs. [Emder] left.")
    assert meant.actor_id == "rosa-emder"


def test_somebody_first_met_keeps_the_role_as_printed(read):
    _, _, actors = read("Talks failed, said Philip Aran, an analyst at the Harbour Institute.")
    assert [office.title for office in actors["philip-aran"].offices] == ["analyst at the Harbour Institute"]


def test_an_abbreviation_in_brackets_is_the_same_organisation(read):
    _, mentions, _ = read("The Harbour Safety Agency (HSA) closed the port. The HSA gave no reason.")
    assert len({each.actor_id for each in mentions if each.label == "ORG"}) == 1


def test_a_ministry_first_met_belongs_to_its_state(read):
    _, _, actors = read("The Ukrainian Foreign Ministry denied it.")
    assert actors["ukrainian-foreign-ministry"].country == "ukraine"


def test_the_two_leaders_are_nobody_single(read):
    meant, _, _ = read("Joe Biden met Vladimir Putin. [The two leaders] shook hands.")
    assert meant is None


@pytest.mark.parametrize("text", ["[The rebel leader] was late.", "[The young president] of a club was late."])
def test_a_description_that_says_more_than_the_office_is_left_alone(read, text):
    meant, _, _ = read("Vladimir Putin met reporters. " + text, "2021-12-10")
    assert meant is None


def test_the_it_of_a_state_that_speaks_is_the_state(read):
    meant, _, _ = read("Ukraine said that [it] would send a delegation.")
    assert meant.actor_id == "ukraine"


def test_the_it_of_weather_is_nobody(read):
    meant, _, _ = read("Ukraine said that [it] was raining in the north.")
    assert meant is None


def test_mentions_come_in_the_order_of_the_text_without_twins(read):
    _, mentions, _ = read("President Joe Biden told his Russian counterpart that NATO would not move.", "2021-12-10")
    spans = [each.span for each in mentions]
    assert spans == sorted(set(spans))


def test_a_text_without_anybody_has_no_mentions(read):
    assert read("Rain fell for a day.")[1] == ()
    assert read("")[1] == ()


WORDS = [
    ("he", "PRP", "PRON", ""),
    ("She", "PRP", "PRON", ""),
    ("his", "PRP$", "PRON", ""),
    ("Ana", "NNP", "PROPN", "PERSON"),
    ("Putin", "NNP", "PROPN", "PERSON"),
    ("Moscow", "NNP", "PROPN", "GPE"),
    ("the", "DT", "DET", ""),
    ("president", "NN", "NOUN", ""),
    ("said", "VBD", "VERB", ""),
    (",", ",", "PUNCT", ""),
    ("it", "PRP", "PRON", ""),
    ("\u201c", "``", "PUNCT", ""),
]
DEPS = ["nsubj", "conj", "appos", "pobj", "ROOT", "ccomp", "poss", "compound", "advcl", "prep"]


@settings(max_examples=120, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(DEPS), st.integers(0, 30)), max_size=14))
def test_no_parse_however_odd_stops_the_reading(codebook, told):
    tokens, at = [], 0
    for i, ((word, tag, pos, entity), dep, head) in enumerate(told):
        tokens.append(
            Token(i, at, at + len(word), word, word.lower(), tag, pos, dep, head % (i + 1), entity, True, word.lower())
        )
        at += len(word) + 1
    whole = [(0, len(tokens))] if tokens else []
    odd = make_parse(" ".join(word for (word, *_), *_ in told), tokens, whole, whole)
    mentions, new = link_mentions(odd, find_mentions(odd, codebook.actors), codebook, "2021-12-10")
    known = {*codebook.actors.by_id, *(actor.id for actor in new)}
    assert all(each.actor_id is None or each.actor_id in known for each in mentions)

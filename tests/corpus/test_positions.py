"""The ledger of positions: one line for one position, and how it moved."""

import csv
from datetime import date
from pathlib import Path

import pytest

from factories import make_actor, make_analysis, make_article, make_record, span_of
from readout.adapters.codebooks import load_codebook
from readout.codes import Movement, PositionKind
from readout.corpus.actors import Directory
from readout.corpus.positions import TermBook, settle_positions
from readout.corpus.positions.movements import compare_stands
from readout.corpus.positions.stands import read_stands
from readout.records import Position, Statement, Timex
from readout.spans import bears_out

CASES = Path(__file__).parents[1] / "cases" / "movements.csv"
BOOK = TermBook(load_codebook().movements, load_codebook().quantities)
DIRECTORY = Directory(
    {
        "norland": make_actor("norland", "Norland", kind="country", country="norland"),
        "sudmark": make_actor("sudmark", "Sudmark", kind="country", country="sudmark"),
        "vell": make_actor("vell", "Ada Vell", country="norland"),
    }
)
MARCH = date(2031, 3, 1), date(2031, 3, 31)


def tell(key, day, content, kind="demand", holder="norland", **fields):
    """An article of one sentence that tells one position, and its analysis."""
    article = make_article(f"It was told that {content}.", id=key, outlet_id=f"outlet-{key}", published=day)
    condition = fields.pop("condition", None)
    told = {"issue_id": "reef", "confidence": 0.8} | fields
    position = make_record(
        Position,
        id=key,
        kind=PositionKind(kind),
        holder_ids=(holder,),
        content=span_of(article, content),
        condition=None if condition is None else span_of(article, condition),
        evidence=span_of(article, article.text),
        **told,
    )
    return article, make_analysis(article, positions=(position,))


def settle(*told, period=MARCH, earlier=()):
    articles = [article for article, _ in told]
    analyses = {article.id: analysis for article, analysis in told}
    return settle_positions(articles, analyses, DIRECTORY, *period, BOOK, earlier=earlier)


def test_one_position_in_two_articles_is_one_line_with_two_receipts():
    (line,) = settle(
        tell("a", "2031-03-02", "Sudmark remove the buoys near the reef"),
        tell("b", "2031-03-02", "the buoys near the reef be removed", holder="vell"),
    )
    assert (line.holder_ids, line.movement, len(line.citations)) == (("norland",), Movement.NEW, 2)
    assert line.attributed_to == ("outlet-a", "outlet-b")


PAIRS = list(csv.DictReader(line for line in CASES.read_text("utf-8").splitlines() if not line.startswith("#")))


@pytest.mark.parametrize("row", PAIRS, ids=[f"{row['before']} => {row['after']}" for row in PAIRS])
def test_two_tellings_are_compared_by_their_terms(row):
    stands = []
    for key in ("before", "after"):
        article, analysis = tell(key, "2031-03-02", row[key], kind=row[f"{key}_kind"], issue_id=None)
        stands += read_stands((article,), {article.id: analysis}, DIRECTORY, BOOK)
    found = compare_stands(*stands, BOOK.movements)
    told = "different" if found is None else str(found.movement or "unsure")
    assert told == row["movement"]


def test_a_movement_says_what_it_rests_on():
    lines = settle(tell("a", "2031-03-02", FEW), tell("b", "2031-03-09", MANY))
    (moved,) = [line for line in lines if line.last_day == "2031-03-09"]
    assert moved.reasons == ("number: 200, then 900",)


def test_a_position_told_again_on_a_later_day_is_repeated():
    (line,) = settle(
        tell("a", "2031-03-02", "Sudmark remove the buoys near the reef"),
        tell("b", "2031-03-09", "Sudmark remove the buoys near the reef"),
    )
    assert (line.first_day, line.last_day, line.movement) == ("2031-03-02", "2031-03-09", Movement.REPEATED)


def test_a_position_that_the_text_tells_as_held_before_is_repeated_though_nothing_earlier_is_at_hand():
    (line,) = settle(tell("a", "2031-03-02", "Sudmark remove the buoys near the reef", standing=True))
    assert (line.movement, line.standing, line.previous_wording) == (Movement.REPEATED, True, None)


def test_the_day_of_saying_is_kept_apart_from_the_day_of_print():
    said = make_record(Timex, value="2031-03-01")
    (told,) = settle(tell("a", "2031-03-02", "Sudmark remove the buoys near the reef", said=said))
    (printed,) = settle(tell("a", "2031-03-02", "Sudmark remove the buoys near the reef"))
    assert (told.said_day, told.last_day) == ("2031-03-01", "2031-03-01")
    assert (printed.said_day, printed.last_day) == (None, "2031-03-02")


def test_demands_of_two_parties_are_never_one():
    lines = settle(
        tell("a", "2031-03-02", "the buoys near the reef be removed"),
        tell("b", "2031-03-02", "the buoys near the reef be removed", holder="sudmark"),
    )
    assert [line.holder_ids for line in lines] == [("norland",), ("sudmark",)]


FEW, MANY = "Sudmark withdraw 200 soldiers from the reef", "Sudmark withdraw 900 soldiers from the reef"
BARE, BOUND = (
    "Norland would close the canal to trawlers",
    "Norland would close the canal to trawlers if shots were fired",
)
SHOTS = "shots were fired"


@pytest.mark.parametrize(
    ("before", "after", "movement"),
    [
        ({"content": FEW}, {"content": MANY}, Movement.HARDENED),
        ({"content": MANY}, {"content": FEW}, Movement.SOFTENED),
        ({"content": FEW, "kind": "offer"}, {"content": MANY, "kind": "offer"}, Movement.SOFTENED),
        ({"content": FEW, "kind": "accusation"}, {"content": MANY, "kind": "accusation"}, Movement.REPEATED),
        (
            {"content": BOUND, "kind": "threat", "condition": SHOTS},
            {"content": BARE, "kind": "threat"},
            Movement.HARDENED,
        ),
        (
            {"content": BARE, "kind": "threat"},
            {"content": BOUND, "kind": "threat", "condition": SHOTS},
            Movement.SOFTENED,
        ),
        (
            {"content": "Norland would never share the reef waters", "kind": "red_line"},
            {"content": "share the reef waters", "kind": "offer"},
            Movement.SOFTENED,
        ),
        (
            {"content": "share the reef waters", "kind": "offer"},
            {"content": "share the reef waters", "kind": "refusal"},
            Movement.HARDENED,
        ),
        (
            {"content": "Norland would not send gunboats to the reef", "kind": "commitment"},
            {"content": "Norland would send gunboats to the reef", "kind": "threat"},
            Movement.CONTRADICTED,
        ),
    ],
)
def test_movement_is_decided_by_what_can_be_compared(before, after, movement):
    lines = settle(tell("a", "2031-03-02", **before), tell("b", "2031-03-09", **after))
    (moved,) = [line for line in lines if line.last_day == "2031-03-09"]
    assert moved.movement is movement
    if movement is not Movement.REPEATED:
        assert moved.previous_wording == before["content"]
        assert [citation.article_id for citation in moved.previous_citations] == ["a"]


def test_an_earlier_deadline_is_harder():
    early, late = "the reef be left by June 1", "the reef be left by June 9"
    told = []
    for key, day, content, value in (("a", "2031-03-02", late, "2031-06-09"), ("b", "2031-03-09", early, "2031-06-01")):
        article, analysis = tell(key, day, f"Sudmark said {content}")
        words = content.rpartition("by ")[2]
        timex = make_record(Timex, span=span_of(article, words), value=value)
        told.append((article, make_analysis(article, positions=analysis.positions, timexes=(timex,))))
    (line,) = settle(*told)
    assert line.movement is Movement.HARDENED


def test_a_condition_that_stays_is_no_movement_between_editions():
    content = "the toll could not be lifted while boats stayed near the reef"
    old = tell("a", "2031-02-20", content, kind="condition", condition="boats stayed near the reef")
    before = settle(old, period=(date(2031, 2, 1), date(2031, 2, 28)))
    new = tell("b", "2031-03-09", content, kind="condition", condition="boats stayed near the reef")
    (line,) = settle(old, new, earlier=before)
    assert (line.movement, line.previous_wording) == (Movement.REPEATED, None)


def test_an_assessment_never_moves_what_the_party_itself_says():
    lines = settle(
        tell("a", "2031-03-02", "share the reef waters", kind="refusal"),
        tell("b", "2031-03-09", "Norland is ready to share the reef waters", kind="assessment"),
    )
    assert [line.movement for line in lines] == [Movement.NEW, Movement.NEW]


def test_a_short_retelling_does_not_drop_the_condition():
    lines = settle(
        tell("a", "2031-03-02", BOUND, kind="threat", condition=SHOTS),
        tell("b", "2031-03-09", "closure of the canal", kind="threat"),
    )
    assert Movement.HARDENED not in [line.movement for line in lines]


def test_what_the_edition_before_had_is_repeated_under_its_own_id():
    old = tell("a", "2031-02-20", "Sudmark remove the buoys near the reef")
    before = settle(old, period=(date(2031, 2, 1), date(2031, 2, 28)))
    (line,) = settle(old, tell("b", "2031-03-09", "the buoys near the reef be removed"), earlier=before)
    assert (line.id, line.first_day) == (before[0].id, "2031-02-20")
    assert (line.movement, line.previous_wording) == (Movement.REPEATED, "Sudmark remove the buoys near the reef")


def test_what_nobody_repeats_is_silent_while_its_receipt_holds():
    old = tell("a", "2031-02-20", "Sudmark remove the buoys near the reef")
    new = tell("b", "2031-03-09", "the canal toll be lowered", issue_id="canal")
    before = settle(old, period=(date(2031, 2, 1), date(2031, 2, 28)))
    assert [line.movement for line in settle(old, new, earlier=before)] == [Movement.NEW, Movement.SILENT]
    assert [line.movement for line in settle(new, earlier=before)] == [Movement.NEW]


def test_a_kind_that_changed_since_the_edition_before_takes_its_place():
    old = tell("a", "2031-02-20", "share the reef waters", kind="refusal")
    before = settle(old, period=(date(2031, 2, 1), date(2031, 2, 28)))
    (line,) = settle(old, tell("b", "2031-03-09", "share the reef waters", kind="offer"), earlier=before)
    assert (line.movement, line.previous_wording) == (Movement.SOFTENED, "share the reef waters")


def test_a_position_outside_the_period_has_no_line():
    assert settle(tell("a", "2031-02-02", FEW)) == ()


def test_the_day_of_saying_comes_before_that_of_publication():
    article, analysis = tell("a", "2031-03-09", FEW, statement_id="s1")
    said = make_record(Timex, span=span_of(article, "It"), value="2031-03-04")
    content = (span_of(article, FEW),)
    statement = make_record(Statement, id="s1", source_id="vell", content=content, said=said, factual=True)
    (line,) = settle((article, make_analysis(article, positions=analysis.positions, statements=(statement,))))
    assert (line.first_day, line.attributed_to) == ("2031-03-04", ("vell",))


def test_what_was_only_reportedly_said_is_told_by_the_outlet():
    article, analysis = tell("a", "2031-03-09", FEW, statement_id="s1")
    content = (span_of(article, FEW),)
    statement = make_record(Statement, id="s1", source_id="vell", content=content, factual=False)
    (line,) = settle((article, make_analysis(article, positions=analysis.positions, statements=(statement,))))
    assert line.attributed_to == ("outlet-a",)


def test_a_bare_content_is_told_by_its_sentence():
    (line,) = settle(tell("a", "2031-03-02", "patience"))
    assert line.wording == "It was told that patience."


def test_every_receipt_bears_its_line_out():
    told = [tell("a", "2031-03-02", FEW), tell("b", "2031-03-09", MANY)]
    texts = {article.id: article.text for article, _ in told}
    for line in settle(*told):
        assert all(bears_out(one, texts[one.article_id]) for one in (*line.citations, *line.previous_citations))


def test_what_is_not_sure_enough_is_not_printed():
    assert settle(tell("a", "2031-03-02", FEW, confidence=0.4)) == ()


@pytest.mark.parametrize(
    ("kind", "content", "told"),
    [
        (
            "demand",
            "Sudmark remove the buoys near the reef",
            "It was told that Sudmark remove the buoys near the reef.",
        ),
        (
            "denial",
            "Norland had moved the buoys near the reef",
            "It was told that Norland had moved the buoys near the reef.",
        ),
        ("refusal", "some of the demands of Sudmark", "It was told that some of the demands of Sudmark."),
    ],
    ids=["a clause by its sentence", "a denial by its sentence", "a vague noun by its sentence"],
)
def test_a_position_is_printed_so_that_it_says_enough_and_never_reads_as_its_opposite(kind, content, told):
    (line,) = settle(tell("a", "2031-03-02", content, kind=kind))
    assert line.told is not None
    assert line.told.text == told


def test_a_day_of_publication_that_is_only_known_in_part_is_shown_as_it_is_known():
    (line,) = settle(tell("a", "2031-03-02/2031-03-09", "Sudmark remove the buoys near the reef"))
    assert (line.first_day, line.last_day) == ("2031-03-02/2031-03-09", "2031-03-02/2031-03-09")


def test_what_concerns_another_number_of_things_is_another_position():
    lines = settle(
        tell("a", "2031-03-02", "Norland would close the canal to trawlers if buoys were moved", kind="threat"),
        tell("b", "2031-03-09", "Norland would close the canal to trawlers of two firms", kind="threat"),
    )
    assert [line.movement for line in lines] == [Movement.NEW, Movement.NEW]

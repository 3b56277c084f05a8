"""The gold of the ledgers holds together: every mark has its answer, every reference its mark."""

import re
from collections import Counter
from itertools import chain

import pytest

from quality.ledger_gold import LEDGERS, Mark, MarkedArticle, read_marked, read_movements, strip_marks
from readout import load_codebook
from readout.codes import PositionKind

ARTICLES = read_marked()
STANDOFFS = LEDGERS.parent / "accounts" / "standoffs"
BOOKS = {name: load_codebook(STANDOFFS / name) for name in {one.standoff for one in ARTICLES}}
LEAST = {"position": 150, "forecast": 120, "node": 40, "quantity": 100, "none": 220}


def test_the_gold_is_as_large_as_it_says_and_a_third_of_it_is_held() -> None:
    counted = Counter(chain.from_iterable(map(count_marks, ARTICLES)))
    assert {name: counted[name] >= least for name, least in LEAST.items()} == dict.fromkeys(LEAST, True)
    assert sum(one.held for one in ARTICLES) * 3 == len(ARTICLES)


@pytest.mark.parametrize("article", ARTICLES, ids=lambda one: f"{one.standoff}/{one.name}")
def test_every_answer_is_of_the_codebook_and_refers_to_a_mark(article: MarkedArticle) -> None:
    codebook = BOOKS[article.standoff]
    names = {mark.name for mark in article.marks}
    for mark in article.marks:
        referred = re.findall(r"(?:if|after) (\w+)", mark.answer) if mark.name[0] in "pf" else []
        assert set(referred) <= names, mark
        if mark.name[0] == "p" and mark.kind != "skip":
            assert mark.kind in set(PositionKind), mark
            assert mark.fields["holder"] in codebook.actors.by_id, mark
            assert mark.fields["issue"] in {"none", *(issue.id for issue in codebook.standoff.issues)}, mark
    assert article.outlet in {outlet.id for outlet in codebook.standoff.outlets}


def test_every_movement_is_between_two_positions() -> None:
    movements = list(read_movements())
    assert len(movements) > 50
    assert {move for *_, move in movements} == {"repeated", "hardened", "softened", "different"}
    marks = {(one.standoff, f"{one.name} {mark.name}") for one in ARTICLES for mark in one.marks if mark.name[0] == "p"}
    assert {(standoff, one) for standoff, *pair, _ in movements for one in pair} <= marks


def test_a_mark_that_is_never_closed_is_named() -> None:
    with pytest.raises(ValueError, match=r"01\.txt: never closed: .*p1"):
        strip_marks("They {p1:want a gate", "01.txt")


def count_marks(article: MarkedArticle) -> list[str]:
    kinds = {"p": "position", "f": "forecast", "q": "quantity", "n": "none"}
    sure = [mark for mark in article.marks if mark.name[0] in kinds and not mark.left_open]
    return [kinds[mark.name[0]] for mark in sure] + ["node" for mark in sure if is_node(mark)]


def is_node(mark: Mark) -> bool:
    return mark.name[0] == "f" and bool({"if", "after"} & set(mark.fields))

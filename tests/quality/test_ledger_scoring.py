"""The scorer of the ledgers counts what a reader would."""

import pytest

from quality.ledger_gold import Mark, MarkedArticle, strip_marks
from quality.ledger_scoring import Counts, estimate, figures, fit
from readout.records import Span

TOLD = "They {p1:want the gate gone} and {p2:would pay for it}, but {p3:nobody asks}."
ANSWERS = {"p1": "demand; holder lothen", "p2": "offer; holder lothen", "p3": "demand; holder lothen; unsure"}


def marked() -> MarkedArticle:
    text, spans = strip_marks(TOLD, "here")
    marks = tuple(Mark(name, *span, ANSWERS[name]) for name, span in spans.items())
    return MarkedArticle("gate", "01", "outlet", "2034-06-05", "news", text, marks)


@pytest.mark.parametrize(
    ("found", "right", "counted"),
    [
        (["want the gate gone", "would pay for it"], 2, 2),
        (["the gate gone"], 1, 1),  # half the words of the shorter are enough
        (["They want", "the gate gone"], 1, 2),  # one mark is found once
        (["nobody asks"], 0, 0),  # what is left open is neither right nor wrong
        (["but nobody"], 0, 0),
        (["They"], 0, 1),
        ([], 0, 0),
    ],
)
def test_a_finding_is_right_where_it_shares_half_the_words(found: list[str], right: int, counted: int) -> None:
    article, counts = marked(), Counts()
    spans = [Span(article.text.index(words), article.text.index(words) + len(words)) for words in found]
    fit(article, "p", spans, lambda one: one, counts, "position")
    assert (counts["position.right"], counts["position.found"], counts["position.gold"]) == (right, counted, 2)


def test_figures_are_sums_over_articles_and_intervals_hold_them() -> None:
    counted = [
        Counts({"position.right": 1, "position.found": 2, "position.gold": 4, "position.kind.right": 1,
                "position.kind.found": 1}),
        Counts({"position.right": 3, "position.found": 3, "position.gold": 4}),
    ]  # fmt: skip
    told = figures(counted)
    assert told == {"position P": 0.8, "position R": 0.5, "position F1": 8 / 13, "position.kind": 1.0}
    value, low, high = estimate(counted)["position P"]
    assert low <= value <= high
    assert (low, high) == (0.5, 1.0)

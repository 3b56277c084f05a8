import pytest

from factories import make_article
from readout.analysis.questions import find_questions
from readout.spans import passage


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        ("Will the talks go on? Nobody knows.", ["Will the talks go on?"]),
        ("Nobody knows.", []),
        (
            "A crucial question is whether these are red lines or starting positions.",
            ["whether these are red lines or starting positions"],
        ),
        ("It is unclear whether the envoy will return.", ["whether the envoy will return"]),
        ("She asked a question.", []),
    ],
)
def test_an_open_question_is_kept_as_a_question(parse, text, questions):
    found = find_questions(make_article(text), parse(text), ())
    assert [passage(text, one.question).rstrip(".") for one in found] == questions
    assert all(one.asked_by is None for one in found)

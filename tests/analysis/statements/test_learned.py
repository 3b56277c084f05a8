import pytest

from factories import make_article
from readout.adapters.models import load_attribution_model
from readout.analysis.statements import find_statements
from readout.spans import passage


@pytest.fixture(scope="module")
def read(parse, codebook):
    model = load_attribution_model()

    def read_text(text):
        return find_statements(make_article(text), parse(text), (), (), codebook, model)

    return read_text


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (
            "“We will keep the strait open,” the minister said on Monday.",
            "the minister",
            "We will keep the strait open",
        ),
        ("The minister said the talks would begin in spring.", "The minister", "the talks would begin in spring"),
        ("The envoy praised the new harbour rules.", "The envoy", "the new harbour rules"),
    ],
)
def test_the_model_finds_who_said_what(read, text, source, content):
    (statement,) = read(text)
    assert passage(text, statement.source).lower() == source.lower()
    assert [passage(text, span) for span in statement.content] == [content]


def test_an_article_without_a_word_has_no_statements(read):
    assert read("") == ()


def test_every_confidence_is_a_probability_of_three_places(read):
    for statement in read("The minister said the talks would begin. “We will wait,” said the admiral, and he left."):
        assert 0 < statement.confidence < 1
        assert round(statement.confidence, 3) == statement.confidence

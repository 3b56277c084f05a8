import pytest

from readout.codebook.furniture import parse_furniture
from readout.errors import CodebookError


def test_a_standoff_adds_to_the_furniture_that_is_known():
    book = parse_furniture(
        {
            "0/furniture.toml": '[lines]\nnavigation = ["Skip to content"]\n',
            "1/furniture.toml": '[lines]\nnavigation = ["The Sound’s Own Radio"]\nsignup = ["Join in"]\n',
        }
    )
    assert book.lines == {
        "skip to content": "navigation",
        "the sound's own radio": "navigation",
        "join in": "signup",
    }


def test_a_codebook_without_furniture_knows_none():
    assert parse_furniture({}).lines == {}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[shelves]\n", "does not know"),
        ('[lines]\nshelf = ["x"]\n', "does not know 'shelf'"),
        ('[lines]\nnavigation = "x"\n', "must be a list of texts"),
        ('[lines]\nnavigation = [" "]\n', "must be a list of texts"),
        ("[english]\nwords = [1]\n", "must be a list of texts"),
        ("[patterns]\nnavigation = ['(']\n", "is no regular expression"),
        ("[lines\n", "is not TOML"),
    ],
)
def test_furniture_that_cannot_be_understood_is_told_with_its_file(text, reason):
    with pytest.raises(CodebookError, match=reason) as caught:
        parse_furniture({"furniture.toml": text})
    assert caught.value.file == "furniture.toml"

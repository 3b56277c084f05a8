import pytest

from readout.codebook.weights import parse_weights
from readout.errors import CodebookError


def test_the_packaged_weights_name_every_part(codebook):
    assert codebook.weights.ranking["rival_sides"] > 0 > codebook.weights.ranking["undated"]
    assert "however" in codebook.weights.leaning


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[ranking]\norigin = 1", "leaning_words must be a list"),
        ("leaning_words = []\n[ranking]\norigin = 1", "exactly the parts"),
        ("not toml", "is not TOML"),
    ],
)
def test_a_wrong_weight_table_says_what_is_wrong(text, says):
    with pytest.raises(CodebookError, match=says):
        parse_weights(text)

"""What of an address tells nothing of its page is data."""

import pytest

from readout.codebook.links import parse_links
from readout.errors import CodebookError


def test_names_and_beginnings_of_parameters_are_read():
    book = parse_links({"links.toml": 'tracking = ["FBclid", "utm_*"]'})
    assert book.tracking == {"fbclid"}
    assert book.prefixes == ("utm_",)


@pytest.mark.parametrize("text", ["", "tracking = 3", "tracking = [3]"])
def test_anything_else_is_told(text):
    with pytest.raises(CodebookError, match="tracking must be a list"):
        parse_links({"links.toml": text})

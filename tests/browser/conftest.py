"""A desk that is served on loopback, and a browser that opens it."""

import pytest
from driving import open_browser
from serving import serving


@pytest.fixture(scope="module")
def served(desk_template, tmp_path_factory):
    """The desk with two weeks of the example, served for a module's tests."""
    with serving(desk_template.open(tmp_path_factory.mktemp("served") / "desk")) as desk:
        yield desk


@pytest.fixture(scope="module")
def browser():
    with open_browser() as browser:
        yield browser

"""Addresses that lead to one page are one link; what judgements are about has an id that is listed."""

import pytest

from readout.corpus.identity import fold_link, list_findings, list_lines
from whole_brief import ANALYSES, make_whole_brief


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://Post.example/a/", "post.example/a"),
        ("http://www.post.example:80/a", "post.example/a"),
        ("https://post.example:8443/a", "post.example:8443/a"),
        ("https://post.example/a?b=2&a=1&utm_medium=x#part", "post.example/a?a=1&b=2"),
        ("https://post.example/a?FBCLID=x", "post.example/a"),
        ("https://post.example", "post.example"),
        ("  https://post.example/ü ", "post.example/ü"),
        ("ftp://post.example/a", None),
        ("post.example/a", None),
        ("https://post.example:port/", None),
        ("https://[::1", None),
        ("https://", None),
    ],
)
def test_what_tells_nothing_of_the_page_is_no_part_of_a_link(codebook, url, link):
    assert fold_link(url, codebook.links) == link


def test_every_id_of_an_analysis_and_of_a_brief_is_listed():
    found = {each for analysis in ANALYSES for each in list_findings(analysis)}
    assert {one.id for analysis in ANALYSES for one in analysis.statements} <= found
    brief = make_whole_brief()
    assert {story.id for story in brief.stories} | {line.uid for line in brief.calendar} <= set(list_lines(brief))

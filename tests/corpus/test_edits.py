"""An edit is what changed word by word; white space alone is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readout.corpus.edits import compare_texts
from readout.spans import passage


def told(old: str, new: str) -> list[tuple[str | None, str | None]]:
    return [
        (passage(old, one.old) if one.old else None, passage(new, one.new) if one.new else None)
        for one in compare_texts(old, new)
    ]


@pytest.mark.parametrize(
    ("old", "new", "changes"),
    [
        ("Two ships came.", "Three ships came.", [("Two", "Three")]),
        ("Two ships came.", "Two ships\n came.", []),
        ("Two ships came and left.", "Two ships came.", [("came and left.", "came.")]),
        ("Ships came.", "Ships came. More will.", [(None, "More will.")]),
        ("", "Ships.", [(None, "Ships.")]),
        ("", "", []),
    ],
)
def test_the_words_taken_out_and_put_in_are_given(old, new, changes):
    assert told(old, new) == changes


def test_the_words_around_a_change_are_given():
    (change,) = compare_texts("a b c d e f x g h i j k l", "a b c d e f y g h i j k l")
    assert (change.before, change.after) == ("b c d e f", "g h i j k")


WORDS = st.lists(st.sampled_from(["ship", "port", "the", "left"]), max_size=30).map(" ".join)


@given(WORDS, WORDS)
def test_the_changes_make_the_new_text_of_the_old(old, new):
    left, words = 0, []
    for change in compare_texts(old, new):
        at = change.old.start if change.old else None
        if at is None:
            continue
        words += old[left:at].split()
        left = change.old.end
    kept = words + old[left:].split()
    assert all(kept.count(word) <= new.split().count(word) for word in kept)

import json
from dataclasses import replace
from importlib.metadata import version

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readout.rendering.bundle import Bundle, encode_bundle, read_bundle
from readout.rendering.manifest import VERSION, make_manifest, read_manifest
from whole_brief import ANALYSES, ARTICLES, NORTH, make_whole_brief

WHOLE = Bundle(ARTICLES, ANALYSES, make_whole_brief())


def test_a_bundle_comes_back_as_it_was():
    assert read_bundle(encode_bundle(WHOLE)) == WHOLE


def test_a_bundle_has_three_parts_and_ends_with_a_line():
    encoded = encode_bundle(WHOLE)
    assert list(json.loads(encoded)) == ["articles", "analyses", "brief"]
    assert encoded.endswith(b"}\n")


def test_values_are_written_plainly():
    told = json.loads(encode_bundle(WHOLE))
    assert told["brief"]["first_day"] == "2031-03-04"
    assert told["brief"]["happenings"][0]["event_type"] == "AGREE"
    assert told["articles"][0]["fetched_at"] is None


@given(st.text())
def test_any_captured_text_survives(text):
    bundle = Bundle((replace(NORTH, text=text + "\ud800"),), (), WHOLE.brief)
    assert read_bundle(encode_bundle(bundle)) == bundle


GARBAGE = [b"", b"{}", b"null", b"\xff", b"[" * 100_000, b'{"articles":[],"analyses":[],"brief":3}']


@pytest.mark.parametrize("garbage", GARBAGE)
def test_what_is_no_brief_is_refused(garbage):
    with pytest.raises(ValueError, match=r"\w"):
        read_bundle(garbage)


def test_the_version_is_the_package_s():
    assert version("readout") == VERSION


def test_a_manifest_lists_every_other_file_in_order_of_name():
    manifest = read_manifest(make_manifest({"b": b"2", "manifest.json": b"x", "a": b""}, "1", "r"))
    assert [(each.name, each.bytes) for each in manifest.files] == [("a", 0), ("b", 1)]

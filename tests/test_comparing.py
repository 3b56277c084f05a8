"""`readout compare` as a reader of rival readouts uses it: what it finds, writes and refuses; it takes no side."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from quality.mirrored_tagger import MirroredTagger
from quality.mirroring import mirror, mirror_folder
from readout import load_codebook
from readout.actions.reading import read_batch
from readout.actions.verifying import verify_files
from readout.adapters.files import load_articles
from readout.adapters.folders import read_folder
from readout.adapters.models import load_models, load_point_model
from readout.cli import main
from readout.codes import Agreement
from readout.corpus.contrasts import write_contrast
from readout.rendering import render_contrast
from readout.rendering.manifest import make_manifest

STRAIT = Path(__file__).parent.parent / "examples" / "strait"
CALL = ("lantern-house-2031-02-06", "sorrel-palace-2031-02-06")
READOUTS = "articles/readouts-2031-02-06.jsonl"


def run(*words: object):
    return CliRunner().invoke(main, [str(word) for word in words])


def contrast_call(folder: Path, ids: tuple[str, str], tagger):
    codebook = load_codebook(folder / "standoff")
    articles, _ = load_articles([folder / READOUTS], book=codebook.furniture)
    reading = read_batch(articles, tagger, codebook, models=load_models())
    sides = [(key,) for key in ids]
    contrast = write_contrast(reading.articles, reading.analyses, sides, codebook, model=load_point_model())
    return reading.articles, reading.analyses, contrast


@pytest.fixture(scope="module")
def call(tagger):
    return contrast_call(STRAIT, CALL, tagger)


def test_two_readouts_of_one_call_differ_in_who_asked_how_many_and_what_was_agreed(call):
    *_, contrast = call
    assert [side.name for side in contrast.sides] == ["Lantern House press office", "Sorrel Palace press service"]
    assert [point.conflict for point in contrast.points if point.agreement is Agreement.CONFLICT] == [
        "who_asked",
        "number",
        "agreed_or_discussed",
    ]
    only = [point for point in contrast.points if point.agreement is Agreement.ONE_SIDED]
    assert {telling.outlet_id for point in only for telling in point.tellings} == {"lantern-house", "sorrel-palace"}
    assert all(point.searched for point in only)


def test_exchanging_the_columns_exchanges_nothing_else(call, tagger):
    *_, contrast = call
    *_, turned = contrast_call(STRAIT, (CALL[1], CALL[0]), tagger)
    assert turned.points == contrast.points
    assert turned.sides == contrast.sides[::-1]


def test_exchanging_the_two_sides_gives_the_mirrored_page(call, tagger, tmp_path):
    mirror_folder(STRAIT, tmp_path)
    articles, analyses, contrast = call
    there = contrast_call(tmp_path, (mirror(CALL[0]), mirror(CALL[1])), MirroredTagger(tagger))
    texts = [
        render_contrast(articles, analyses, contrast)["compare.md"].decode(),
        mirror(render_contrast(*there)["compare.md"].decode()),
    ]
    plain = [re.sub(r"characters \d+ to \d+", "", text) for text in texts]
    assert plain[0] == plain[1]


def test_a_comparison_is_verified_as_a_brief_is(call):
    files = render_contrast(*call)
    assert verify_files(files) == ()
    assert {"index.html", "compare.md", "compare.json", "manifest.json"} < set(files)
    told = {fault.file for fault in verify_files(files | {"compare.md": b"another"})}
    assert told == {"compare.md"}


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda point: replace(point, text="They agreed on all."), "text: no cited passage holds"),
        (
            lambda point: replace(point, tellings=(replace(point.tellings[0], voice="Nobody"), *point.tellings[1:])),
            "has the source 'Nobody'",
        ),
        (
            lambda point: replace(point, searched=tuple(replace(one, words=("Dolmira",)) for one in point.searched)),
            "searched: ",
        ),
        (lambda point: replace(point, absent_from=()), "absent_from: is not who was searched"),
    ],
    ids=["a text that nobody tells", "a voice of nobody", "a word that does stand there", "a side not searched"],
)
def test_a_point_that_its_receipts_do_not_bear_out_is_found(call, change, fault):
    articles, analyses, contrast = call
    (last,) = [point for point in contrast.points if point.searched][-1:]
    points = tuple(change(point) if point is last else point for point in contrast.points)
    faults = verify_files(render_contrast(articles, analyses, replace(contrast, points=points)))
    assert any(fault in one.what for one in faults)


def test_marks_outside_their_passage_are_found(call):
    articles, analyses, contrast = call
    first = contrast.points[0]
    moved = replace(first.tellings[0], marks=(replace(first.tellings[0].citation.span, start=0),))
    points = (replace(first, tellings=(moved, *first.tellings[1:])), *contrast.points[1:])
    faults = verify_files(render_contrast(articles, analyses, replace(contrast, points=points)))
    assert any("lies outside the passage" in one.what for one in faults)


def test_the_page_needs_no_network_and_no_script_and_marks_what_differs(call):
    page = render_contrast(*call)["index.html"].decode()
    assert "default-src &#39;none&#39;" in page
    assert "<script" not in page
    assert '<b class="differ">at the chancellor&#39;s request</b>' in page
    assert 'href="sources/lantern-house-2031-02-06.html#c' in page


def test_records_that_are_no_comparison_are_told(call):
    files = render_contrast(*call)
    sealed = files | {"compare.json": b"{}"}
    sealed["manifest.json"] = make_manifest(sealed, "0.1.0", "r")
    assert any("holds no comparison" in fault.what for fault in verify_files(sealed))


def test_two_files_are_compared_by_the_command(tmp_path):
    for name, words in (("a", "six"), ("b", "nine")):
        (tmp_path / f"{name}.txt").write_text(
            f"---\noutlet: paper-{name}\npublished: 2031-03-04\n---\n"
            f"Patrol boats of the two states stopped {words} trawlers off Tamsay Island on Monday.\n\nRain fell.\n",
            "utf-8",
        )
    done = run("compare", tmp_path / "a.txt", tmp_path / "b.txt", "-o", tmp_path / "out")
    assert done.exit_code == 0, done.output
    assert "1 told differently" in done.output
    assert "**six trawlers**" in done.output
    assert verify_files(read_folder(tmp_path / "out")) == ()
    assert run("verify", tmp_path / "out").exit_code == 0
    assert (
        json.loads((tmp_path / "out" / "compare.json").read_text("utf-8"))["contrast"]["format"] == "readout-compare/1"
    )


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("nobody", "sorrel-palace", "--among", STRAIT / READOUTS), "nobody: is no outlet and no article"),
        (("lantern-house", "lantern-house", "--among", STRAIT / READOUTS), "stands for the same articles"),
        (("a.txt", "b.txt", "--about", "2031-02-06"), "--about chooses among stories"),
        (
            ("lantern-house", "sorrel-palace", "--among", STRAIT / READOUTS, "--about", "the price of butter"),
            "no story of both was found about that; both tell: ",
        ),
    ],
    ids=["an unknown name", "one name twice", "nothing to choose from", "a story that nobody tells"],
)
def test_what_cannot_be_compared_is_told_with_what_can(words, told):
    done = run("compare", *words, "--standoff", STRAIT / "standoff")
    assert done.exit_code == 2
    assert told in done.output

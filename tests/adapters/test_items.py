"""Inputs as a counted row of items: nothing is read twice when the row is taken up again."""

import json

import pytest

from readout.adapters.files import load_articles, load_captures
from readout.adapters.files.items import count_items
from readout.errors import InputError
from readout.records import Capture


def write_lines(path, *texts: str) -> None:
    path.write_text("\n\n".join(json.dumps({"id": f"{path.stem}-{n}", "text": text}) for n, text in enumerate(texts)))


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "a.txt").write_text("Ships lay in port.")
    write_lines(tmp_path / "b.jsonl", "One ship came.", "Two ships came.", "")
    (tmp_path / "c.md").write_text("---\nid: c\noutlet: Post\n---\nFog lay over the port.")
    (tmp_path / "d.jsonl").write_text("\n\n")
    (tmp_path / "e.html").write_text("<html><body></body></html>")
    return tmp_path


def names(items) -> list[str]:
    return [(each.name if isinstance(each, InputError) else each.article.id) for item in items for each in item]


def test_an_item_is_a_file_or_a_line_and_all_are_counted(folder):
    items = list(load_captures([folder]))
    assert count_items([folder], None).total == len(items) == 7
    assert names(items)[1:] == ["b-0", "b-1", "b.jsonl, line 5", "c", "d.jsonl", "e.html"]


def test_the_row_goes_on_where_it_was_cut_off(folder):
    whole = names(load_captures([folder]))
    for skip in range(8):
        assert names(load_captures([folder], skip=skip)) == whole[skip:]


def test_what_is_captured_is_what_a_brief_over_the_files_reads(folder):
    captured = [each for item in load_captures([folder]) for each in item if isinstance(each, Capture)]
    articles, unread = load_articles([folder])
    assert sorted((each.article for each in captured), key=lambda one: one.id) == list(articles)
    assert len(captured) + sum(problem.step == "intake" for problem in unread) == 7
    assert [each.guid for each in captured] == [None, "b-0", "b-1", "c"]


def test_lines_on_standard_input_are_items_too():
    stdin = b'{"text": "One ship."}\n\n{"text": "Two ships."}\nno record\n'
    assert count_items(["-"], stdin).total == 3
    assert names(load_captures(["-"], stdin=stdin))[2] == "standard input, line 4"
    assert count_items(["-"], b"A text.").total == 1
    assert names(load_captures(["-"], stdin=None)) == ["standard input"]


def test_the_same_row_is_told_by_names_sizes_and_times(folder):
    before = count_items([folder], None, "post")
    assert count_items([folder], None, "post") == before
    assert count_items([folder], None, "herald") != before
    (folder / "a.txt").write_text("Ships lay in the port.")
    assert count_items([folder], None, "post").digest != before.digest


def test_a_file_that_is_not_there_is_an_item_that_cannot_be_read(tmp_path):
    assert count_items([tmp_path / "x.txt", tmp_path / "y.jsonl"], None).total == 2
    assert names(load_captures([tmp_path / "x.txt", tmp_path / "y.jsonl"])) == ["x.txt", "y.jsonl"]

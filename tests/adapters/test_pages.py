"""HTML pages: what is the article, what the page tells of it, and what no reader sees."""

import hashlib
import json

import pytest

from readout.actions.briefing import write_brief
from readout.actions.reading import read_batch
from readout.actions.verifying import verify_files
from readout.adapters.codebooks import load_codebook
from readout.adapters.files import load_articles
from readout.adapters.files.pages import is_page, read_page
from readout.adapters.models import load_story_model
from readout.errors import InputError

LEAD = "Ministers of Kestria and Dolmira met in Lusande on March 3 and talked for two hours about the strait's lanes."
CLOSE = "“We will meet again,” the Dolmiran minister said after the talks in the old harbour house by the quay."


def make_page(head: str = "", extra: str = "") -> bytes:
    article = f"<article><h1>Talks</h1><p>{LEAD}</p>{extra}<p>{CLOSE}</p></article>"
    body = f"<nav><ul><li>Home</li><li>World</li></ul></nav>{article}"
    comments = "<div class='comments'><p>First of all, I was there and nobody met anybody.</p></div>"
    return f"<!doctype html><html><head>{head}</head><body>{body}{comments}</body></html>".encode()


def linked(**told: object) -> str:
    return f"<script type='application/ld+json'>{json.dumps({'@type': 'NewsArticle', **told})}</script>"


def test_the_article_is_taken_out_of_its_page():
    _, text = read_page("a.html", make_page())
    assert LEAD in text
    assert CLOSE in text
    assert "First of all" not in text
    assert "World" not in text


@pytest.mark.parametrize(
    "hidden",
    [
        "<p style='display: none'>The ministers agreed to war.</p>",
        "<p hidden>The ministers agreed to war.</p>",
        "<div style='color:red; visibility:hidden'><p>The ministers agreed to war.</p></div>",
        "<template><p>The ministers agreed to war.</p></template>",
        "<p>Lanes <span style='font-size:0'>The ministers agreed to war.</span>stay open.</p>",
        "<p style='position: absolute; left: -9999px'>The ministers agreed to war.</p>",
        "<p style='text-indent: -5000em'>The ministers agreed to war.</p>",
        "<p style='position:absolute; clip: rect(0 0 0 0)'>The ministers agreed to war.</p>",
        "<p style='height: 0px; overflow: hidden'>The ministers agreed to war.</p>",
        "<p style='opacity: 0.0'>The ministers agreed to war.</p>",
    ],
)
def test_what_is_hidden_from_readers_is_not_read(hidden):
    assert "agreed to war" not in read_page("a.html", make_page(extra=hidden))[1]


@pytest.mark.parametrize("style", ["margin-left: -12px", "font-size: 0.9em", "opacity: 0.8", "left: 0; width: 100px"])
def test_what_is_only_moved_or_pale_is_read(style):
    _, text = read_page("a.html", make_page(extra=f"<p style='{style}'>The ministers agreed to wait.</p>"))
    assert "agreed to wait" in text


def test_text_after_something_hidden_stays():
    assert "stay open." in read_page("a.html", make_page(extra="<p>Lanes <span hidden>x</span>stay open.</p>"))[1]


@pytest.mark.parametrize(
    ("head", "published"),
    [
        (linked(datePublished="2031-03-05T10:00:00Z"), "2031-03-05T10:00:00Z"),
        ("<meta property='article:published_time' content='2031-03-06'>", "2031-03-06"),
        (
            linked(datePublished="2031-03-05") + "<meta name='article:published_time' content='2031-03-06'>",
            "2031-03-05",
        ),
        ("<script type='application/ld+json'>{broken</script>", None),
        ("", None),
    ],
)
def test_the_day_comes_from_metadata_and_never_from_the_body(head, published):
    assert read_page("a.html", make_page(head))[0].published == published


def test_metadata_tells_title_outlet_authors_and_address():
    graph = [{"@type": "NewsArticle", "headline": "Talks go on", "publisher": {"name": "Radio Kestria"},
              "author": [{"name": "Ine Moss"}, "Aro Vell"]}]  # fmt: skip
    head = f"<script type='application/ld+json'>{json.dumps({'@graph': graph})}</script>"
    told, _ = read_page("a.html", make_page(head + "<link rel='canonical' href='https://kestria.example/talks'>"))
    assert (told.title, told.outlet, told.byline, told.url) == (
        "Talks go on", "Radio Kestria", ("Ine Moss", "Aro Vell"), "https://kestria.example/talks",
    )  # fmt: skip


@pytest.mark.parametrize("page", [b"<html></html>", b"<html><body><p></p></body></html>", b"<html" + b"\xff" * 9])
def test_a_page_without_an_article_is_told_by_name(page):
    with pytest.raises(InputError, match=r"a\.html"):
        read_page("a.html", page)


def test_a_page_is_known_by_how_it_begins():
    assert is_page(b"\xef\xbb\xbf \n<!DOCTYPE HTML><html>")
    assert not is_page(b"The <html> element was discussed.")


def test_a_page_is_kept_as_it_came_and_its_extractor_is_part_of_the_recipe(tmp_path, tagger):
    page = make_page(linked(datePublished="2031-03-05"))
    (tmp_path / "talks.html").write_bytes(page)
    (tmp_path / "talks.toml").write_text('outlet = "Radio Kestria"\n', "utf-8")
    pages: dict[str, bytes] = {}
    (article,), unread = load_articles([tmp_path], pages=pages)
    assert not unread
    assert (article.outlet_id, article.published) == ("radio-kestria", "2031-03-05")
    assert pages == {hashlib.sha256(page).hexdigest(): page}
    codebook = load_codebook()
    reading = read_batch([article], tagger, codebook)
    files = write_brief(reading, codebook, load_story_model(), (None, None), None, None, (), pages).files
    name = f"pages/{article.page_digest}.html"
    assert files[name] == page
    assert "trafilatura" in reading.analyses[0].recipe
    assert verify_files(files) == ()
    assert any(fault.file == name for fault in verify_files(files | {name: page + b" "}))
    assert any(fault.file == name for fault in verify_files({key: files[key] for key in files if key != name}))

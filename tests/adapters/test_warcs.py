"""WARC files: the pages in them, whatever packs them, and what is wrong told by record."""

import gzip

import pytest

from readout.adapters.files import load_articles

WORDS = "Ministers of Kestria and Dolmira met in Lusande on March 3 and talked for two hours about the strait's lanes. "


def make_page(title: str) -> bytes:
    body = f"<article><h1>{title}</h1><p>{WORDS}</p><p>{title}: they will meet again, both sides said.</p></article>"
    return f"<!doctype html><html><head><title>{title}</title></head><body>{body}</body></html>".encode()


def make_record(
    url: str, body: bytes, status: str = "200 OK", kind: str = "text/html", *, packed: bool = False
) -> bytes:
    coding = "Content-Encoding: gzip\r\n" if packed else ""
    body = gzip.compress(body) if packed else body
    answer = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{coding}Content-Length: {len(body)}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2031-03-04T10:00:00Z\r\n"
        f"WARC-Record-ID: <{url}>\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


RECORDS = (
    make_record("https://a.example/1", make_page("Talks end")),
    make_record("https://a.example/2", make_page("Ships wait"), packed=True),
    make_record("https://a.example/3", b"not here", "404 Not Found"),
    make_record("https://a.example/4", b"\x89PNG", kind="image/png"),
)


@pytest.mark.parametrize("packed", [True, False])
def test_pages_are_read_with_the_address_that_the_record_tells(tmp_path, packed):
    file = tmp_path / ("crawl.warc.gz" if packed else "crawl.warc")
    file.write_bytes(b"".join(map(gzip.compress, RECORDS) if packed else RECORDS))
    articles, problems = load_articles([tmp_path])
    assert not problems
    assert {article.url for article in articles} == {"https://a.example/1", "https://a.example/2"}
    assert all("Lusande" in article.text for article in articles)


def test_a_file_that_is_broken_off_gives_what_came_before_and_says_where(tmp_path):
    file = tmp_path / "crawl.warc.gz"
    whole = b"".join(map(gzip.compress, RECORDS[:1]))
    file.write_bytes(whole + bytes(200))
    articles, problems = load_articles([file])
    assert len(articles) == 1
    assert [problem.message.startswith("crawl.warc.gz: cannot be read on after record 1") for problem in problems] == [
        True
    ]


@pytest.mark.parametrize(("content", "words"), [(b"", "holds no WARC record"), (b"nonsense" * 9, "cannot be read on")])
def test_what_is_no_warc_is_told(tmp_path, content, words):
    (tmp_path / "a.warc").write_bytes(content)
    _, problems = load_articles([tmp_path / "a.warc"])
    assert words in problems[0].message


def test_a_record_over_the_size_of_an_article_is_told_by_its_number_and_the_rest_is_read(tmp_path):
    large = make_record("https://a.example/9", b"<html>" + b"a" * 5_000_001)
    (tmp_path / "a.warc").write_bytes(large + RECORDS[0])
    articles, problems = load_articles([tmp_path / "a.warc"])
    assert len(articles) == 1
    assert "record 1: is larger than 5 MB" in problems[0].message

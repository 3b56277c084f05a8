"""Whatever a text holds, no step breaks on it, and its brief verifies. More texts: `--hypothesis-profile` with more."""

import json
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from readout.actions.reading import read_batch
from readout.actions.verifying import verify_files
from readout.adapters.codebooks import load_codebook
from readout.adapters.files import load_articles
from readout.adapters.models import load_story_model
from readout.corpus import assemble
from readout.records import Article
from readout.rendering import render_brief

ODD = json.loads((Path(__file__).parent.parent / "cases" / "odd_pieces.json").read_text("utf-8"))
NEWS, TIMES = ODD["news"], ODD["times"]
LONG = [
    "a" * 3_000,
    "é" * 700,
    "“" * 200,
    "(" * 200,
    "- " * 200,
    "1" * 500,
    "said " * 120,
    "x.y" * 300,
    "\n" * 300,
    "Mr. " * 80,
]
PIECES = st.one_of(
    st.sampled_from(NEWS),
    *(st.sampled_from(pieces) for pieces in ODD.values()),
    st.sampled_from(LONG),
    st.characters(exclude_categories=["Cs"]),
)
TEXTS = st.lists(st.tuples(PIECES, st.sampled_from(["", " ", " ", " ", "\n\n"])), min_size=1, max_size=40).map(
    lambda pairs: "".join(piece + gap for piece, gap in pairs)
)
DAYS = st.sampled_from([None, "2031-03-04", "2031", "2031-03", "0001-01-01", "9999-12-31", "2031-12-30/2032-01-09"])
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32", "cp1252", "koi8-r", "latin-1", "cp037"]
BOOK = load_codebook()  # no fixture: hypothesis would print all of it beside a failure
SETTINGS = settings(
    derandomize=True,
    deadline=None,
    database=None,
    max_examples=max(1, settings().max_examples * 2 // 5),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)


def make_article(number, text, published):
    basis = ("metadata",) if published else ()
    return Article(f"a{number}", f"outlet-{number}", None, "", (), published, basis, None, "en", text)


def faults_of(articles, tagger):
    reading = read_batch(articles, tagger, BOOK)
    brief = assemble(reading.articles, reading.analyses, BOOK, load_story_model())
    return reading.problems, verify_files(render_brief(reading.articles, reading.analyses, brief))


@SETTINGS
@given(texts=st.lists(TEXTS, min_size=1, max_size=3), published=DAYS)
@example(texts=["It cost € 5 and 5²."], published="0001-01-01")
@example(
    texts=["“We will meet on 31 December 9999,” the minister of Kestria said. It may last 99999 years."], published=None
)
@example(texts=["x"], published="9999-12-31")
def test_odd_text_breaks_no_step_and_its_brief_verifies(texts, published, tagger):
    articles = [make_article(number, text, published) for number, text in enumerate(texts)]
    assert faults_of(articles, tagger) == ((), ())


@SETTINGS
@given(texts=st.lists(TEXTS, min_size=1, max_size=2), cut=st.binary(max_size=8), encoding=st.sampled_from(ENCODINGS))
def test_odd_bytes_are_read_or_told_of(texts, cut, encoding):
    content = cut.join(text.encode(encoding, "replace") for text in texts)
    articles, problems = load_articles(["-"], stdin=content)
    assert articles or problems
    assert all(article.text for article in articles)
    assert all(problem.message for problem in problems)


@SETTINGS
@given(text=TEXTS, days=st.sampled_from(TIMES))
def test_odd_pages_and_records_are_read_or_told_of(text, days):
    page = f"<html><head><title>{text[:40]}</title><meta name=date content='{days}'></head><p>{text}</p><p>{text}"
    record = json.dumps({"text": text, "published": days, "title": text[:40], "outlet": text[-9:]})
    for content in (page, record, record[:-3], f"{record}\n[]\n{record}", f"---\ntitle: {text}\n---\n{text}"):
        articles, problems = load_articles(["-"], stdin=content.encode())
        assert articles or problems

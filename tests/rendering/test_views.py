"""The page and the Markdown show the same items, escape what they are given, and link only what is safe."""

import html
import re
from dataclasses import replace
from itertools import pairwise

import pytest

from factories import make_analysis, make_article, make_brief, span_of
from readout.codes import Agreement
from readout.corpus.templates import quote_line
from readout.records import Brief, Sentence, Span, Wording
from readout.rendering import render_brief
from readout.rendering.markdown import LEFT
from readout.rendering.receipts import stock_shelf
from readout.rendering.sections import SECTIONS, write_sections
from readout.spans import cite
from whole_brief import ANALYSES, ARTICLES, NORTH, make_whole_brief

HOSTILE = "<script>alert(1)</script> [x](javascript:alert(2)) *bold* | `code` & “quoted” ‘single’ \" '"


def show_plainly(page: bytes) -> str:
    """What a reader of the page sees, white space folded."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", page.decode())).split())


def undo_escapes(markdown: bytes) -> str:
    """What a reader of the rendered Markdown sees, footnote marks left out."""
    return " ".join(re.sub(r"\\([^\w\s])", r"\1", re.sub(r"\[\^\d+\]", "", markdown.decode())).split())


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return render_brief(ARTICLES, ANALYSES, make_whole_brief())


def sections_of(brief: Brief):
    return write_sections(brief, stock_shelf(ARTICLES, ANALYSES, brief))


def test_a_whole_brief_has_every_section():
    assert [section.id for section in sections_of(make_whole_brief())] == [identity for identity, *_ in SECTIONS]


def test_a_section_without_content_is_left_out():
    brief = make_whole_brief(calendar=(), balance=(), unread=())
    assert {"calendar", "balance", "unread"}.isdisjoint(section.id for section in sections_of(brief))


def test_the_page_and_the_markdown_carry_every_line_and_receipt(files):
    page, markdown = show_plainly(files["index.html"]), undo_escapes(files["brief.md"])
    for section in sections_of(make_whole_brief()):
        for group in section.groups:
            for line in group.lines if section.id not in LEFT else ():
                told = [line.text, line.by, line.when, line.note, *line.labels, group.heading, group.note]
                told += [part.text for part in line.parts]
                told += [receipt.digest[:12] for receipt in line.receipts]
                for words in filter(None, told):
                    assert words in page, f"{words} is not on the page"
                    assert words in markdown, f"{words} is not in the Markdown"


def test_the_page_has_every_line_and_the_markdown_all_but_what_it_counts(files):
    lines = {one.id: [line for group in one.groups for line in group.lines] for one in sections_of(make_whole_brief())}
    assert len(re.findall(rb'<li id="l-', files["index.html"])) == sum(map(len, lines.values()))
    in_markdown = len(re.findall(rb"^- ", files["brief.md"], re.MULTILINE))
    assert in_markdown == sum(len(each) for key, each in lines.items() if key not in LEFT)
    assert b"1 line, in index.html and brief.json." in files["brief.md"]


def test_the_markdown_says_how_much_it_leaves_to_the_page():
    (line, *_) = make_whole_brief().statements
    brief = make_whole_brief(statements=tuple(say(line, number) for number in range(9)))
    markdown = render_brief(ARTICLES, ANALYSES, brief)["brief.md"].decode()
    assert len(re.findall(r"^- .*Its fleet", markdown, re.MULTILINE)) == brief.budget.statements
    assert "*5 more in index.html and brief.json.*" in markdown


def test_a_line_of_many_receipts_shows_the_first_and_counts_the_rest():
    line = make_whole_brief().questions[0]
    article = ARTICLES[0]
    many = tuple(cite(article, Span(start, start + 9)) for start in range(8))
    brief = make_whole_brief(questions=(replace(line, citations=many),))
    markdown = render_brief(ARTICLES, ANALYSES, brief)["brief.md"].decode()
    assert "(and 5 more receipts)" in markdown


def test_the_notice_stands_on_every_page(files):
    pages = [content for name, content in files.items() if name.endswith((".html", ".md"))]
    assert len(pages) == 4
    assert all(b"A demonstration about an invented standoff" in page for page in pages)


def test_a_receipt_shows_the_cited_sentence_between_its_neighbours(files):
    page = files["index.html"].decode()
    assert (
        "<blockquote>Northland and Southmark agreed on 3 March 2031 to hold talks. <mark>Ada Orlo welcomed it.</mark> "
        "She said: “We will come with open hands.”</blockquote>"
    ) in page


def test_what_is_no_prose_between_two_sentences_is_not_shown_as_context():
    article = make_article("One came.\n\nA CAPTION\n\nTwo came. Three came.")
    one, two, three = (span_of(article, words) for words in ("One came.", "Two came.", "Three came."))
    analysis = make_analysis(article, sentences=tuple(map(Sentence, (one, two, three))))
    brief = make_brief(answer=(quote_line(article, Span(two.start + 4, two.end)),))
    page = render_brief((article,), (analysis,), brief)["index.html"].decode()
    assert "<blockquote>One came. … Two <mark>came.</mark> Three came.</blockquote>" in page


def say(line, number, **fields):
    """A statement line of another id that prints its number."""
    told = replace(line.told, text=f"Its fleet {number}")
    return replace(line, id=str(number), told=told, **({"speaker_id": "bero-tal"} | fields))


def test_a_speaker_s_many_lines_are_folded_and_all_there():
    (line, *_) = make_whole_brief().statements
    many = tuple(say(line, number) for number in range(9))
    page = render_brief(ARTICLES, ANALYSES, make_whole_brief(statements=many))["index.html"].decode()
    assert "<summary>5 more</summary>" in page
    assert [f"Its fleet {number}</p>" in page for number in range(9)] == [True] * 9


def test_a_point_is_not_printed_twice_when_a_telling_has_its_words(files):
    section = files["index.html"].decode().split('<section id="accounts"')[1].split("</section>")[0]
    assert '<p class="text">' not in section
    assert section.count("</span> Ada Orlo welcomed it.") == 1


def test_a_statement_that_cannot_be_read_alone_is_not_shown():
    (line, *_) = make_whole_brief().statements
    kept = make_whole_brief(statements=(replace(line, told=None),))
    assert not [one for one in sections_of(kept) if one.id == "statements"]


def test_those_whom_a_source_only_describes_share_a_group():
    (line, *_) = make_whole_brief().statements
    lines = (say(line, 1, speaker="a diplomat", speaker_id=None), say(line, 2, speaker="officials", speaker_id=None))
    (section,) = [one for one in sections_of(make_whole_brief(statements=lines)) if one.id == "statements"]
    assert [group.heading for group in section.groups] == ["Others, as their source describes them"]


def test_a_role_printed_in_two_ways_is_shown_once():
    (line, *_) = make_whole_brief().statements
    lines = (say(line, 1, role="envoy"), say(line, 2, role="Envoy"), say(line, 3, role="minister"))
    (section,) = [one for one in sections_of(make_whole_brief(statements=lines)) if one.id == "statements"]
    assert section.groups[0].heading == "Bero Tal, Envoy"


def test_a_contesting_word_goes_with_the_words_it_contests():
    (_, line) = make_whole_brief().statements
    contested = make_whole_brief(statements=(replace(line, label="baseless"),))
    (section,) = (one for one in sections_of(contested) if one.id == "statements")
    assert section.groups[0].lines[0].labels == ("contested: “baseless”",)


def test_another_wording_stands_below_the_words_with_what_differs_in_bold():
    line, north = make_whole_brief().statements
    other = Wording("Its fleet “stays put”", (Span(17, 20),), north.citations[0])
    told = replace(line, differing=(Span(17, 28),), variants=(other,), citations=(*line.citations, *north.citations))
    files = render_brief(ARTICLES, ANALYSES, make_whole_brief(statements=(told,)))
    assert re.search(r"quoted by \S.* as: Its fleet “stays \*\*where it is\*\*”", files["brief.md"].decode())
    assert re.search(r"quoted by \S.* as: Its fleet “stays \*\*put\*\*”", files["brief.md"].decode())
    assert '“stays <strong class="differs">put</strong>”' in files["index.html"].decode()


def test_speakers_beyond_the_first_are_folded_and_all_there():
    (line, *_) = make_whole_brief().statements
    many = tuple(say(line, number, speaker=f"Speaker {number}") for number in range(12))
    page = render_brief(ARTICLES, ANALYSES, make_whole_brief(statements=many))["index.html"].decode()
    assert "<summary>4 more speakers</summary>" in page
    assert [f"<h3>Speaker {number}</h3>" in page for number in range(12)] == [True] * 12


def test_what_could_not_be_read_is_one_line_an_article_and_kind_with_its_count():
    problem = make_whole_brief().unread[0]
    found = (problem, replace(problem, message="nor in the second"), replace(problem, step="statements"))
    (section,) = [one for one in sections_of(make_whole_brief(unread=found)) if one.id == "unread"]
    assert [(line.by, line.labels) for line in section.groups[0].lines] == [
        ("timex", ("2 left open",)),
        ("statements", ()),
    ]


def test_outlets_of_which_fewer_came_are_told_for_themselves_in_every_view():
    files = render_brief(ARTICLES, ANALYSES, make_whole_brief())
    for name in ("index.html", "brief.md"):
        assert "East: no article came, where at least 2 are expected" in files[name].decode()
    (section,) = [one for one in sections_of(make_whole_brief()) if one.id == "unread"]
    assert "East" not in str(section.groups)


def test_both_sides_are_named_only_where_a_standoff_says_that_there_are_two():
    comparison = make_whole_brief().comparisons[0]
    shared = replace(comparison, points=(replace(comparison.points[0], agreement=Agreement.SHARED, conflict=None),))
    outlets = make_whole_brief().outlets
    for side, words in (("southmark", "told by both sides"), (None, "told by several outlets")):
        brief = make_whole_brief(comparisons=(shared,), outlets=(outlets[0], replace(outlets[1], side=side)))
        (section,) = [one for one in sections_of(brief) if one.id == "accounts"]
        assert section.groups[0].lines[0].labels == (words,)


def test_only_web_addresses_become_links(files):
    links = set(re.findall(r'href="([^"#]*)', files["index.html"].decode()))
    assert "https://north.example/talks?a=1&amp;b=2" in links
    for content in files.values():
        assert not [link for link in re.findall(rb'href="([^"]*)"', content) if b"javascript" in link]


@pytest.mark.parametrize("field", ["question", "notice", "recipe"])
def test_hostile_words_are_shown_and_never_obeyed(field):
    article = make_article(HOSTILE, title=HOSTILE, byline=(HOSTILE,), outlet_id=HOSTILE)
    line = quote_line(article, Span(0, len(HOSTILE)))
    brief = make_brief(answer=(line,), **{field: HOSTILE})
    files = render_brief((article,), (), brief)
    for name, content in files.items():
        if name.endswith(".html"):
            assert b"<script" not in content
            assert HOSTILE in show_plainly(content)
    assert b"\n<script" not in files["brief.md"]
    assert b"- \\<script" in files["brief.md"]
    assert b"[x](javascript" not in files["brief.md"].replace(b"recipe `" + HOSTILE.encode(), b"")


def test_the_order_of_the_input_does_not_matter(files):
    assert render_brief(ARTICLES[::-1], ANALYSES[::-1], make_whole_brief()) == files


def test_an_empty_brief_says_that_there_is_nothing(files):
    assert b"Nothing to report" in render_brief((), (), make_brief())["index.html"]


def test_the_page_asks_nothing_of_the_network(files):
    page = files["index.html"].decode()
    assert not re.search(r"<(script|img|link|iframe|object|embed|form|base)\b|url\(|@import|src=", page)
    assert "default-src 'none'" in html.unescape(page)


def test_a_line_keeps_its_id_when_other_lines_come_and_go():
    whole, less = (
        {line.text: line.id for section in sections_of(brief) for group in section.groups for line in group.lines}
        for brief in (make_whole_brief(), make_whole_brief(answer=(), developments=()))
    )
    assert less.items() <= whole.items()


def test_ids_on_a_page_are_unique(files):
    brief = make_whole_brief(answer=make_whole_brief().answer * 3)
    for name, content in render_brief(ARTICLES, ANALYSES, brief).items():
        if name.endswith(".html"):
            ids = re.findall(rb' id="([^"]*)"', content)
            assert len(ids) == len(set(ids))


def test_headings_are_in_order_and_none_is_skipped(files):
    levels = [int(level) for level in re.findall(r"<h([1-6])", files["index.html"].decode())]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_an_article_without_an_outlet_says_so():
    article = replace(NORTH, outlet_id=None)
    brief = make_brief(answer=(quote_line(article, Span(22, 83)),))
    assert b"outlet not stated" in render_brief((article,), (), brief)["index.html"]


def test_a_telling_of_an_article_without_an_outlet_is_named_by_its_title():
    shelf = stock_shelf(ARTICLES, ANALYSES, make_whole_brief())
    assert shelf.outlet("north-1") == "outlet not stated (“Talks agreed”)"
    assert shelf.outlet("north-post") == "North Post"


def test_a_forecast_is_led_by_its_condition(files):
    assert "the author: If the fleet stays: talks will fail" in show_plainly(files["index.html"])

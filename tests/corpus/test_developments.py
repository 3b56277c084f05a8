from dataclasses import replace

import pytest

from factories import make_actor, make_analysis, make_article, make_record, span_of
from readout.codes import Agreement, AnaphorKind, EventType, Factuality, Genre, MeetingStatus, Quoting, TimexType
from readout.corpus.actors import Directory
from readout.corpus.developments import Shelf, write_items
from readout.corpus.origins import Origins
from readout.corpus.passages import gather_passages
from readout.corpus.templates import quote_line
from readout.corpus.timeline import write_timeline
from readout.corpus.turns import Ground
from readout.records import (
    Anaphor,
    CalendarLine,
    Comparison,
    EventLine,
    Meeting,
    Mention,
    Point,
    Sentence,
    Statement,
    Story,
    Telling,
    Timex,
)
from readout.spans import cite

PEOPLE = Directory({"ada-orlo": make_actor("ada-orlo", "Ada Orlo", country="northland")})
ALONE = Origins({}, {}, {}, {})  # each article has its news by itself
LEAD = "Ada Orlo arrived in Arlen."


def tell(*sentences, published="2031-03-06"):
    """Items and timeline of one happening of 2031-03-04 that each of some sentences tells, each in its own article."""
    articles = {}
    analyses = {}
    citations = []
    for number, sentence in enumerate(sentences):
        article = make_article(f"{LEAD} {sentence}", id=f"a{number}", published=published)
        told = span_of(article, sentence)
        names = [Mention(span_of(article, "Ada Orlo"), "PERSON", "ada-orlo")]
        names += [
            Mention(span_of(article, word, told.start), "PERSON", "ada-orlo")
            for word in ("She", "her")
            if word in sentence
        ]
        if "He " in sentence:
            names.append(Mention(span_of(article, "He ", told.start), "PERSON", None))
        days = [Timex(span_of(article, "Tuesday"), TimexType.DATE, "2031-03-04")] if "Tuesday" in sentence else []
        articles[article.id] = article
        cut = (Sentence(span_of(article, LEAD)), Sentence(told, "may" not in sentence))
        analyses[article.id] = make_analysis(article, sentences=cut, mentions=tuple(names), timexes=tuple(days))
        citations += [cite(article, told), cite(article, span_of(article, "Ada Orlo"))]
    line = EventLine(
        "e1", EventType.AGREE, Factuality.HAPPENED, ("ada-orlo",), (), "2031-03-04", (), 0.9, tuple(citations)
    )
    story = Story("s1", "", tuple(articles), ("e1",), (), tuple(citations), 1, "2031-03-04", "2031-03-04")
    shelf = Shelf(
        articles,
        analyses,
        {"e1": line},
        {},
        PEOPLE,
        gather_passages(articles.values(), analyses),
        frozenset({"leader"}),
    )
    return story, shelf


BRACKET = " [4 March 2031]"  # what the story's day is called behind "Tuesday"


def read(item):
    """The sentences of an item without the day that stands in brackets behind "Tuesday"."""
    return [sentence.text.replace(BRACKET, "") for sentence in item.sentences]


def draw(items, shelf, comparisons=()):
    outlets = {"north": "North Post", "south": "South Wire"}
    ids = zip(shelf.articles, ("north", "south"), strict=False)
    articles = {key: replace(shelf.articles[key], outlet_id=outlet) for key, outlet in ids}
    return write_timeline(items, comparisons, Ground(articles, shelf.analyses, PEOPLE, outlets), shelf.passages)


def write(codebook, *sentences):
    story, shelf = tell(*sentences)
    items = write_items([story], shelf, ALONE, codebook.weights)
    return [read(item) for item in items]


def test_a_pronoun_is_made_plain_by_a_bracket_and_its_antecedent_is_cited(codebook):
    story, shelf = tell("She signed the paper on Tuesday.")
    (item,) = write_items([story], shelf, ALONE, codebook.weights)
    (sentence,) = item.sentences
    assert sentence.text == "She [Ada Orlo] signed the paper on Tuesday [4 March 2031]."
    assert [shelf.articles["a0"].text[one.span.start : one.span.end] for one in sentence.citations] == [
        "She signed the paper on Tuesday.",
        "Ada Orlo",
    ]


def test_a_plain_sentence_goes_before_one_that_leans_on_another(codebook):
    (texts,) = write(codebook, "But Ada Orlo signed the paper on Tuesday.", "Ada Orlo signed the paper on Tuesday.")
    assert texts == ["Ada Orlo signed the paper on Tuesday."]


def test_a_second_sentence_must_add_to_the_first(codebook):
    plain, more = (
        "Ada Orlo signed the paper on Tuesday.",
        "Grain ships waited outside Arlen harbour until Ada Orlo signed.",
    )
    assert write(codebook, plain, more) == [[plain, more]]
    assert write(codebook, plain, "The paper was signed by Ada Orlo on Tuesday.") == [[plain]]


def test_an_author_tells_only_of_what_is_past(codebook):
    story, shelf = tell("Ada Orlo may sign the paper on Tuesday.")
    opinion = {key: replace(one, genre=Genre.OPINION) for key, one in shelf.analyses.items()}
    assert not list(write_items([story], replace(shelf, analyses=opinion), ALONE, codebook.weights))


def test_an_author_adds_nothing_to_a_report(codebook):
    plain, more = (
        "Ada Orlo signed the paper on Tuesday.",
        "Grain ships waited outside Arlen harbour until Ada Orlo signed.",
    )
    story, shelf = tell(plain, more)
    opinion = shelf.analyses | {"a1": replace(shelf.analyses["a1"], genre=Genre.OPINION)}
    (item,) = write_items([story], replace(shelf, analyses=opinion), ALONE, codebook.weights)
    assert read(item) == [plain]


def test_under_a_day_stands_what_names_it_or_was_printed_soon_after(codebook):
    sentences = (
        "Ada Orlo signed the paper on Tuesday.",
        "Grain ships waited outside Arlen harbour until Ada Orlo signed.",
    )
    for published, texts in (("2031-03-06", list(sentences)), ("2031-03-12", [sentences[0]])):
        story, shelf = tell(*sentences, published=published)
        (item,) = write_items([story], shelf, ALONE, codebook.weights)
        assert read(item) == texts


def test_what_somebody_said_days_later_does_not_stand_under_the_day(codebook):
    sentences = (
        "Ada Orlo signed the paper on Tuesday.",
        "Grain ships waited on Tuesday, Ada Orlo denied in Arlen.",
    )
    for published, texts in (("2031-03-06", list(sentences)), ("2031-03-12", [sentences[0]])):
        story, shelf = tell(*sentences, published=published)
        denial = make_record(Statement, cue=span_of(shelf.articles["a1"], "denied"))
        told = shelf.analyses | {"a1": replace(shelf.analyses["a1"], statements=(denial,))}
        (item,) = write_items([story], replace(shelf, analyses=told), ALONE, codebook.weights)
        assert read(item) == texts


def test_words_that_hide_who_said_them_are_no_telling(codebook):
    story, shelf = tell("The paper would be signed by Ada Orlo on Tuesday.")
    article = shelf.articles["a0"]
    said = make_record(
        Statement, source=span_of(article, "Ada Orlo"), cue=span_of(article, "arrived"), quoting=Quoting.INDIRECT,
        content=(span_of(article, "The paper would be signed by Ada Orlo on Tuesday."),),
    )  # fmt: skip
    told = {"a0": replace(shelf.analyses["a0"], statements=(said,))}
    assert not list(write_items([story], replace(shelf, analyses=told), ALONE, codebook.weights))


def test_copies_of_one_origin_are_told_once(codebook):
    story, shelf = tell("Ada Orlo signed on Tuesday.", "Ada Orlo signed on Tuesday.")
    (item,) = write_items([story], shelf, Origins({"a0": "a0", "a1": "a0"}, {}, {}, {}), codebook.weights)
    assert len(item.sentences) == 1


def test_the_timeline_shows_a_happening_under_the_day_its_sentence_names(codebook):
    story, shelf = tell("She signed the paper on Tuesday.")
    items = write_items([story], shelf, ALONE, codebook.weights)
    (line,) = draw(items, shelf)
    assert line.text == "4 March 2031: She [Ada Orlo] signed the paper on Tuesday [4 March 2031]."
    undated, other = tell("She signed the paper.")
    assert draw(write_items([undated], other, ALONE, codebook.weights), other) == ()


def test_what_two_outlets_put_on_two_days_stands_once_with_both_days_and_tellings(codebook):
    story, shelf = tell("Ada Orlo signed the paper on Tuesday.", "Ada Orlo signed the paper on Wednesday.")
    article, analysis = shelf.articles["a1"], shelf.analyses["a1"]
    wednesday = Timex(span_of(article, "Wednesday"), TimexType.DATE, "2031-03-05")
    analyses = shelf.analyses | {"a1": replace(analysis, timexes=(wednesday,))}
    shelf = replace(shelf, analyses=analyses, passages=gather_passages(shelf.articles.values(), analyses))
    tellings = [
        Telling("north", story.citations[0], None, (span_of(shelf.articles["a0"], "Tuesday"),)),
        Telling("south", story.citations[2], None, (span_of(article, "Wednesday"),)),
    ]
    point = Point("Tuesday … Wednesday", Agreement.CONFLICT, "date", tuple(tellings), ())
    items = list(write_items([story], shelf, ALONE, codebook.weights))
    (line,) = draw(items, shelf, [Comparison("s1", (point,))])
    assert line.text == (
        "4 March 2031 or 5 March 2031. North Post: “Ada Orlo signed the paper on Tuesday.”; "
        "South Wire: “Ada Orlo signed the paper on Wednesday.”"
    )


def test_the_day_of_a_story_is_cut_from_before_a_sentence_that_only_leans_by_it(codebook):
    story, shelf = tell("A day after that Tuesday, envoys met in Arlen.")
    article, analysis = shelf.articles["a0"], shelf.analyses["a0"]
    day = span_of(article, "A day after that Tuesday")
    leans = Anaphor(day, AnaphorKind.DESCRIPTION, None)
    told = replace(analysis, timexes=(Timex(day, TimexType.DATE, "2031-03-04"),), anaphors=(leans,))
    shelf = replace(shelf, analyses={"a0": told})
    (item,) = write_items([story], shelf, ALONE, codebook.weights)
    assert [one.text for one in item.sentences] == ["… envoys met in Arlen."]


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Ada Orlo threatened on Tuesday to close the ports of Arlen.", True),
        ("Bero Tal, who met Ada Orlo on Tuesday, closed the ports of Arlen.", False),
        ("Ada Orlo closed the ports of Arlen on Friday.", False),
    ],
    ids=["the day of the deed", "the day of what is told by the way", "another day"],
)
def test_a_sentence_tells_of_the_day_that_it_is_filed_under(codebook, sentence, told):
    story, shelf = tell(sentence)
    if "Friday" in sentence:
        article, analysis = shelf.articles["a0"], shelf.analyses["a0"]
        friday = Timex(span_of(article, "Friday"), TimexType.DATE, "2031-03-07")
        analyses = {"a0": replace(analysis, timexes=(friday,))}
        shelf = replace(shelf, analyses=analyses, passages=gather_passages(shelf.articles.values(), analyses))
    assert bool(list(write_items([story], shelf, ALONE, codebook.weights))) == told


def test_what_else_was_done_on_a_meetings_day_stands_beside_it(codebook):
    story, shelf = tell("Ada Orlo met envoys on Tuesday.", "Two boats collided off Arlen on Tuesday.")
    talks = next(one for one in story.citations if one.span.start > 0)
    meeting = make_record(
        Meeting, kind="talks", status=MeetingStatus.HELD, party_ids=("ada-orlo",), evidence=talks.span, announced_by=()
    )
    analyses = shelf.analyses | {talks.article_id: replace(shelf.analyses[talks.article_id], meetings=(meeting,))}
    summary = quote_line(shelf.articles["a0"], talks.span)
    line = make_record(CalendarLine, uid="m1", summary=summary, party_ids=("ada-orlo",), status=MeetingStatus.HELD)
    story = replace(story, meeting_uids=("m1",), happening_ids=())
    shelf = replace(shelf, analyses=analyses, calendar={"m1": line})
    items = list(write_items([story], shelf, ALONE, codebook.weights))
    assert [(item.headline is None, read(item)[0]) for item in items] == [
        (False, "Ada Orlo met envoys on Tuesday."),
        (True, "Two boats collided off Arlen on Tuesday."),
    ]


def test_the_timeline_tells_a_happening_of_neighbouring_days_once(codebook):
    story, shelf = tell(
        "Ada Orlo signed the paper of Arlen on Tuesday.", "Ada Orlo signed the paper of Arlen on Tuesday."
    )
    items = list(write_items([story], shelf, ALONE, codebook.weights))
    again = [replace(items[0], story_id="s2")]
    assert len(draw(items + again, shelf)) == 1

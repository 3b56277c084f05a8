import pytest

from factories import make_actor, make_analysis, make_article, make_record, span_of
from readout.analysis.anaphors import find_anaphors
from readout.analysis.contested import find_contested
from readout.analysis.sentences import find_sentences
from readout.analysis.statements import find_statements
from readout.codes import TimexType
from readout.corpus.actors import gather_actors
from readout.corpus.statements import gather_statements
from readout.records import Mention, Sentence, Span, Statement, Timex
from readout.spans import passage

VALE = make_actor("anna-vale", "Anna Vale")


@pytest.fixture(scope="session")
def gather(parse, codebook):
    def gather_texts(*texts: str, published: tuple[str, ...] = ()):
        articles, analyses = [], []
        for number, text in enumerate(texts):
            article = make_article(text, id=f"a{number}", published=published[number] if published else None)
            mentions = tuple(
                Mention(Span(start, start + 4), "PERSON", "anna-vale")
                for start in range(len(text))
                if text.startswith("Vale", start)
            )
            parsed = parse(text)
            found = find_statements(article, parsed, mentions, (), codebook)
            contested = find_contested(article, parsed, found, codebook.contested, codebook.cues)
            told = {
                "statements": found, "mentions": mentions, "contested": contested, "actors": (VALE,),
                "sentences": find_sentences(parsed), "anaphors": find_anaphors(parsed, mentions, codebook.anaphora),
            }  # fmt: skip
            articles.append(article)
            analyses.append(make_analysis(article, **told))
        return articles, gather_statements(articles, analyses, codebook, gather_actors(codebook.actors, analyses), None)

    return gather_texts


def test_the_same_words_in_two_articles_are_one_line_with_two_receipts(gather):
    articles, (line,) = gather(
        "“We will keep the strait open for every ship,” Vale said.",
        "Minister Vale said: “We will keep the strait open for every ship.”",
    )
    assert line.speaker == "Anna Vale"
    assert [citation.article_id for citation in line.citations] == ["a0", "a1"]
    assert "Vale said" in passage(articles[0].text, line.citations[0].span)


def test_a_shorter_cut_of_the_same_quotation_adds_a_receipt_to_the_longer(gather):
    _, (line,) = gather(
        "“We will keep the strait open for every ship,” Vale said.",
        "Vale said: “We will keep the strait open for every ship, and we will not be bullied.”",
    )
    assert line.words == "We will keep the strait open for every ship, and we will not be bullied."
    assert len(line.citations) == 2


def test_the_same_words_by_two_speakers_stay_two_lines(gather):
    _, lines = gather("“We want peace in the strait,” Vale said.", "“We want peace in the strait,” Oren said.")
    assert [line.speaker for line in lines] == ["Anna Vale", "Oren"]


def test_pieces_that_stand_apart_are_shown_with_a_gap(gather):
    _, (line,) = gather("“We will wait for the talks,” Vale said, “but we will not wait for ever.”")
    assert line.words == "We will wait for the talks … but we will not wait for ever."


def test_what_might_be_said_is_not_printed(gather):
    _, lines = gather("Vale could say that the strait is closed.")
    assert lines == ()


def test_what_somebody_is_said_to_believe_is_not_printed_as_said(gather):
    _, lines = gather("Vale believes that the strait is closed.")
    assert lines == ()


def test_a_pronoun_that_nobody_resolved_is_shown_as_unattributed(gather):
    _, (line,) = gather("“We will keep the strait open for every ship,” she said.")
    assert line.speaker == "unattributed"


def test_verbatim_words_come_before_reported_ones(gather):
    _, lines = gather(
        "Vale said that the talks would begin in spring.\n\nThe talks went on. "
        "“Northland will wait for an answer of Southmark until spring,” Vale said."
    )
    assert [line.quoting.value for line in lines] == ["direct", "indirect"]


def test_a_denial_keeps_its_cue_and_is_never_one_line_with_the_claim(gather):
    _, lines = gather(
        "Vale denied that the strait was closed.\n\nThe talks went on. Vale said that the strait was closed."
    )
    assert sorted((line.cue, line.label) for line in lines) == [("denied", "denied"), ("said", None)]


def test_a_contesting_word_stands_on_the_line_of_what_it_contests(gather):
    _, (line,) = gather("Vale said that the baseless claim that the strait was closed had done harm.")
    assert (line.cue, line.label) == ("said", "baseless")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("“We will keep Arlen open for every ship,” Vale said.", "“We will keep Arlen open for every ship”"),
        ("Vale said that Northland would keep Arlen open.", "Vale said that Northland would keep Arlen open."),
        ("Vale called Arlen “open for every ship”.", "Vale called Arlen “open for every ship”."),
        ("“It lies in a drawer of the ministry,” Vale said.", None),
        ("“I would rather say a hard thing once than say a soft thing ten times,” Vale said on Monday.", None),
        ("Vale said that this was the wrong order of things.", None),
        ("The ferry came home to Arlen on Tuesday, as Vale announced that it would close the port.", None),
        ("The talks ended. Vale welcomed the result, and they said that Northland would pay.", None),
    ],
    ids=[
        "a quotation",
        "a report",
        "words within a report",
        "a lost it",
        "no occasion",
        "a lost this",
        "beside",
        "nobody named",
    ],
)
def test_a_statement_is_printed_only_where_it_can_be_read_alone(gather, text, told):
    _, (line,) = gather(text)
    assert (line.told and line.told.text) == told


def test_what_a_speaker_said_twice_goes_behind_what_is_new(gather):
    _, lines = gather(
        "Vale said that Northland would close its ports.\n\nVale said that Northland would close all its ports soon."
        "\n\nVale said that Southmark must pay the sailors of the Marigold."
    )
    assert [line.words[:9] for line in lines] == ["Northland", "Southmark", "Northland"]


def show_differing(words, differing):
    for span in reversed(differing):
        words = f"{words[: span.start]}[{words[span.start : span.end]}]{words[span.end :]}"
    return words


def test_two_wordings_of_one_quotation_are_one_line_with_the_differing_words_marked(gather):
    _, (line,) = gather(
        "“This is an act of economic war against our ports,” Vale said.",
        "“This is an act of economic pressure against our ports,” Vale said.",
    )
    (variant,) = line.variants
    assert show_differing(line.words, line.differing) == "This is an act of economic [pressure] against our ports"
    assert show_differing(variant.words, variant.differing) == "This is an act of economic [war] against our ports"
    assert [citation.article_id for citation in line.citations] == ["a0", "a1"]
    assert variant.citation.article_id == "a0"


def test_other_words_around_the_same_quotation_are_no_other_wording(gather):
    _, (line,) = gather(
        "Vale promised an answer to the harbour master “within a day and in kind.”",
        "Vale promised the answer to the harbour master “within a day and in kind.”",
    )
    assert line.variants == ()
    assert len(line.citations) == 2


def test_two_quotations_that_only_share_words_stay_two_lines(gather):
    _, lines = gather(
        "“We will keep the strait open for every ship,” Vale said.",
        "“We will keep our navy at sea for as long as it takes,” Vale said.",
    )
    assert [line.variants for line in lines] == [(), ()]


def test_one_report_in_two_articles_is_one_line_and_keeps_both_wordings(gather):
    _, (line,) = gather(
        "Vale said that Veria would close its ports to Dorian ships if any vessel was stopped in the strait.",
        "Vale warned that Veria would close all its ports to Dorian ships if any vessel in the strait were stopped.",
    )
    assert [citation.article_id for citation in line.citations] == ["a0", "a1"]
    assert len(line.variants) == 1


@pytest.mark.parametrize(
    "other",
    [
        "Vale said that Veria would not close its ports to Dorian ships if a vessel was stopped in the strait.",
        "Vale said that Veria would close its ports to Dorian ships in 30 days if a vessel was stopped in the strait.",
        "Oren said that Veria would close its ports to Dorian ships if a vessel was stopped in the strait.",
    ],
    ids=["not", "a number", "another speaker"],
)
def test_reports_that_differ_in_what_turns_them_stay_two_lines(gather, other):
    _, lines = gather(
        "Vale said that Veria would close its ports to Dorian ships if a vessel was stopped in the strait.", other
    )
    assert len(lines) == 2


def test_reports_that_were_published_long_apart_are_not_one(gather):
    text = "Vale said that Veria would close its ports to Dorian ships if {} vessel was stopped in the strait."
    _, lines = gather(text.format("any"), text.format("a"), published=("2026-05-01", "2026-06-20"))
    assert len(lines) == 2


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("agreed to open Arlen for Northland", False),
        ("held talks with Northland in Arlen", False),
        ("threatened to close Arlen to Northland", True),
    ],
)
def test_what_was_agreed_to_be_done_is_no_saying(codebook, words, shown):
    text = f"Vale {words}."
    article = make_article(text)
    cue, _, content = words.partition(" ")
    spans = {"source": span_of(article, "Vale"), "cue": span_of(article, cue), "content": (span_of(article, content),)}
    told = {"quotes": (), "source_id": "anna-vale", "quoting": "indirect", "via_id": None, "role": None, "said": None}
    statement = make_record(Statement, factual=True, confidence=0.9, **spans, **told)
    analysis = make_analysis(article, statements=(statement,), sentences=(Sentence(Span(0, len(text)), past=True),))
    lines = gather_statements((article,), (analysis,), codebook, gather_actors(codebook.actors, (analysis,)), None)
    assert bool(lines) == shown


BOTH = "Vale stressed on December 4 that Northland waits for Arlen, and later Vale told Oren of a war in Southmark."


@pytest.mark.parametrize(("day", "shown"), [("2031-12-04", "2031-12-04"), (None, None)])
def test_a_day_stands_only_above_what_was_said_that_day(codebook, day, shown):
    article = make_article(BOTH)

    def say(key, cue, content, value):
        said = value and Timex(span_of(article, "December 4"), TimexType.DATE, value)
        spans = {"source": span_of(article, "Vale"), "cue": span_of(article, cue), "said": said}
        told = {"content": (span_of(article, content),), "quotes": (), "source_id": "anna-vale", "quoting": "indirect"}
        return make_record(Statement, id=key, factual=True, confidence=0.9, via_id=None, role=None, **spans, **told)

    first = say("s1", "stressed", "Northland waits for Arlen", "2031-12-04")
    second = say("s2", "told Oren", "of a war in Southmark", day)
    sentences = (Sentence(Span(0, len(BOTH)), past=True),)
    analysis = make_analysis(article, statements=(first, second), sentences=sentences, actors=(VALE,))
    lines = gather_statements((article,), (analysis,), codebook, gather_actors(codebook.actors, (analysis,)), None)
    assert next(line.said_day for line in lines if "waits" in line.words) == shown

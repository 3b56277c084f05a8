"""What stands in brackets beside a line: states, days, calls and islands; and what is cut or left out."""

from dataclasses import replace

import pytest

from factories import make_actor, make_analysis, make_article, span_of
from readout.codes import AnaphorKind, MeetingStatus, TimexType
from readout.corpus.actors import Directory
from readout.corpus.standing import write_plain_line
from readout.records import Anaphor, Meeting, Mention, Sentence, Timex

KNOWN = Directory(
    {
        "ada-orlo": make_actor("ada-orlo", "Ada Orlo", country="northland", codes=("NORGOV",)),
        "northland": make_actor("northland", "Northland", kind="country", country="northland"),
        "southmark": make_actor("southmark", "Southmark", kind="country", country="southmark"),
        "united-isles": make_actor("united-isles", "United Isles", kind="country", country="united-isles"),
        "sorrow-island": make_actor("sorrow-island", "Sorrow Island", kind="place"),
    },
    {"north-post": "northland"},
)
LABELS = {"ada-orlo": "PERSON", "foreign-ministry": "ORG", "sorrow-island": "LOC"}


def write(text, told, outlet=None, meetings=(), beside=()):
    """The line of the last sentence of a text; `told` has its words with an actor, a day or a kind of anaphor."""
    article = make_article(text, outlet_id=outlet)
    start = text.rfind("\n") + 1
    mentions, anaphors, timexes = [], [], []
    for words, what in told:
        span = span_of(article, words, 0 if what == "sorrow-island" else start)
        if what in list(AnaphorKind):
            anaphors.append(Anaphor(span, AnaphorKind(what), None))
        elif what.startswith(("2", "XXXX")):
            timexes.append(Timex(span, TimexType.DATE, what))
        else:
            mentions.append(Mention(span, LABELS.get(what, "GPE"), what))
    whole = Sentence(span_of(article, text[start:]))
    found = tuple(
        Meeting(f"m{number}", "call", None, MeetingStatus.HELD, (), Timex(span_of(article, words), TimexType.DATE, day),
                None, ("northland", "southmark"), (), span_of(article, words), None)
        for number, (words, day) in enumerate(meetings)
    )  # fmt: skip
    analysis = make_analysis(
        article, sentences=(whole,), mentions=tuple(mentions), anaphors=tuple(anaphors), timexes=tuple(timexes),
        meetings=found,
    )  # fmt: skip
    line = write_plain_line(article, analysis, whole.span, KNOWN, beside=beside)
    return None if line is None else line.text


MINISTRY = ("the Foreign Ministry", "office"), ("Foreign Ministry", "foreign-ministry")


@pytest.mark.parametrize(
    ("text", "told", "outlet", "line"),
    [
        (
            "Ships left the port on Tuesday.",
            [("Tuesday", "2031-03-04")],
            None,
            "Ships left the port on Tuesday [4 March 2031].",
        ),
        ("Ships left the port on Tuesday.", [("Tuesday", "XXXX-WXX-2")], None, None),
        (
            "Ships left the port on March 4.",
            [("March 4", "2031-03-04")],
            None,
            "Ships left the port on March 4.",
        ),
        (
            "Minister Ada Orlo left the port.",
            [("Minister", "office"), ("Ada Orlo", "ada-orlo")],
            None,
            "Minister Ada Orlo [of Northland] left the port.",
        ),
        (
            "Minister Ada Orlo left Northland.",
            [("Minister", "office"), ("Ada Orlo", "ada-orlo"), ("Northland", "northland")],
            None,
            "Minister Ada Orlo left Northland.",
        ),
        (
            "Ships left Southmark, the Foreign Ministry said.",
            [*MINISTRY, ("Southmark", "southmark")],
            "north-post",
            "Ships left Southmark, the Foreign Ministry [of Northland] said.",
        ),
        ("Ships left Southmark, the Foreign Ministry said.", [*MINISTRY, ("Southmark", "southmark")], None, None),
        (
            "Sorrow Island is small.\nShips left the island at dawn.",
            [("Sorrow Island", "sorrow-island"), ("the island", "description")],
            None,
            "Ships left the island [Sorrow Island] at dawn.",
        ),
        (
            "Northland also closed its ports.",
            [("also", "connective"), ("Northland", "northland")],
            None,
            "Northland … closed its ports.",
        ),
    ],
    ids=[
        "a day",
        "a day of no date",
        "a date",
        "a title",
        "a title beside its state",
        "an office, by the outlet",
        "an office of nobody",
        "an island",
        "an also",
    ],
)
def test_what_only_the_setting_tells_stands_in_brackets_or_the_line_is_left_out(text, told, outlet, line):
    assert write(text, told, outlet) == line


def test_a_day_that_stands_beside_a_line_is_not_said_again():
    told = [("Tuesday", "2031-03-04")]
    assert write("Ships left the port on Tuesday.", told, beside=("2031-03-04",)) == "Ships left the port on Tuesday."


CALL = [("the Northland call", "occasion"), ("Northland", "northland")]


def test_a_call_gets_its_day_where_the_article_tells_of_one_alone():
    text = "A call on Monday.\nAda spoke of ships after the Northland call."
    line = write(text, CALL, meetings=[("Monday", "2031-03-03")])
    assert line == "Ada spoke of ships after the Northland call [3 March 2031]."


def test_a_call_of_which_there_were_two_leaves_the_line_out():
    text = "A call on Monday and one on Friday.\nAda spoke of ships after the Northland call."
    assert write(text, CALL, meetings=[("Monday", "2031-03-03"), ("Friday", "2031-03-07")]) is None


def test_what_takes_a_line_back_is_printed_with_it():
    article = make_article("Ada Orlo spoke of a withdrawal. There was no confirmation of this from the army.")
    one, other = "Ada Orlo spoke of a withdrawal.", "There was no confirmation of this from the army."
    analysis = make_analysis(
        article,
        sentences=(Sentence(span_of(article, one)), Sentence(span_of(article, other))),
        anaphors=(
            Anaphor(span_of(article, other), AnaphorKind.REJOINDER, None),
            Anaphor(span_of(article, "this"), AnaphorKind.DEMONSTRATIVE, None),
        ),
    )
    line = write_plain_line(article, analysis, span_of(article, one), KNOWN)
    assert line is not None
    assert line.text == f"{one} {other}"
    alone = replace(analysis, anaphors=analysis.anaphors[1:])
    assert write_plain_line(article, alone, span_of(article, other), KNOWN) is None

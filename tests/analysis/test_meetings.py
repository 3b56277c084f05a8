import csv
import io
import re
from pathlib import Path

import pytest

from factories import make_article
from readout.adapters.codebooks import load_codebook
from readout.analysis.meetings import find_meetings
from readout.codes import TimexType
from readout.records import Mention, Span, Timex
from readout.spans import passage

CAST = """id,name,kind,country,names,codes
norland,Norland,country,,,
sudmark,Sudmark,country,,,
estmark,Estmark,country,,,
league,the League,alliance,,,
vell,Ada Vell,person,norland,,
oram,Joren Oram,person,sudmark,,
"""
LABELS = {"country": "GPE", "person": "PERSON", "alliance": "ORG"}
MARK = re.compile(r"\[([\w-]*)\|([^\]]+)\]|\{([^|}]+)\|([^}]+)\}")
CASES = Path(__file__).parents[1] / "cases" / "meetings.csv"
PUBLISHED = "2032-03-10"


@pytest.fixture(scope="module")
def cast(tmp_path_factory):
    folder = tmp_path_factory.mktemp("standoff")
    (folder / "actors.csv").write_text(CAST, encoding="utf-8")
    return load_codebook(folder)


def read_marked(marked, actors):
    """The plain text, its mentions and its times."""
    text, mentions, timexes, at = "", [], [], 0
    for mark in MARK.finditer(marked):
        text += marked[at : mark.start()]
        actor, printed, value, said = mark.groups()
        span = Span(len(text), len(text) + len(printed or said))
        text += printed or said
        at = mark.end()
        if printed:
            known = actors.by_id.get(actor)
            mentions.append(Mention(span, LABELS[known.kind] if known else "GPE", actor or None))
        else:
            value, _, window = value.partition(":") if "/" in value else (value, "", "")
            first, _, last = window.partition("/")
            kind = TimexType.TIME if "T" in value else TimexType.DATE
            timexes.append(Timex(span, kind, value, earliest=first or None, latest=last or None, vague=bool(first)))
    return text + marked[at:], tuple(mentions), tuple(timexes)


@pytest.fixture(scope="module")
def find(parse, cast):
    """Find the meetings of a marked text."""

    def find_in(marked, statements=None, published=PUBLISHED):
        text, mentions, timexes = read_marked(marked, cast.actors)
        article = make_article(text, published=published)
        told = statements(text) if statements else ()
        return find_meetings(article, parse(text), mentions, timexes, told, cast), text

    return find_in


def show(meetings, text):
    return " ; ".join(
        " ".join(
            (
                meeting.kind,
                meeting.status,
                meeting.when.value if meeting.when else "-",
                passage(text, meeting.place) if meeting.place else "-",
                "+".join(meeting.party_ids) or "-",
                meeting.level or "-",
            )
        )
        for meeting in meetings
    )


def read_cases():
    lines = [line for line in CASES.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return [(row["text"], row["expected"]) for row in csv.DictReader(io.StringIO("\n".join(lines)))]


@pytest.mark.parametrize(("marked", "expected"), read_cases())
def test_a_text_tells_of_these_meetings_and_no_other(find, marked, expected):
    assert show(*find(marked)) == expected

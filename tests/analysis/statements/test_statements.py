import re
from pathlib import Path

import pytest

from factories import make_article
from readout.analysis.statements import find_statements
from readout.codes import Quoting
from readout.spans import passage

CASES = [
    tuple(part.strip() for part in line.split("|", 1))
    for line in (Path(__file__).parents[2] / "cases/statements.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def read_case(marked: str) -> tuple[str, list[tuple[str, str]]]:
    text, marks, opened = "", [], 0
    for piece in re.split(r"(</?[scw]>)", marked.replace("¶", "\n\n")):
        if re.fullmatch(r"<[scw]>", piece):
            opened = len(text)
        elif re.fullmatch(r"</[scw]>", piece):
            marks.append((piece[2], text[opened:]))
        else:
            text += piece
    return text, marks


@pytest.fixture(scope="session")
def read(parse, codebook):
    def read_text(text, mentions=(), timexes=()):
        return find_statements(make_article(text), parse(text), mentions, timexes, codebook)

    return read_text


@pytest.mark.parametrize(("shows", "marked"), CASES, ids=[shows for shows, _ in CASES])
def test_who_said_what_is_found_with_its_cue(read, shows, marked):
    text, expected = read_case(marked)
    found = []
    for statement in read(text):
        roles = [("s", statement.source), ("c", statement.cue), *(("w", span) for span in statement.content)]
        found += [(role, span) for role, span in roles if span is not None]
    spans = [(role, passage(text, span)) for role, span in sorted(set(found), key=lambda one: one[1])]
    carried = {("s", words) for role, words in expected if role == "s"}
    assert sorted(set(spans)) == sorted(set(expected) | carried)


@pytest.mark.parametrize(
    ("text", "quoting"),
    [
        ("“We will wait for them,” the minister said.", Quoting.DIRECT),
        ("The minister said they would wait “for as long as it takes” in the port.", Quoting.MIXED),
        ("The minister said they would wait.", Quoting.INDIRECT),
    ],
)
def test_how_much_is_quoted_is_told(read, text, quoting):
    assert [statement.quoting for statement in read(text)] == [quoting]


@pytest.mark.parametrize(
    "text",
    [
        "The minister could say that the strait is closed.",
        "Officials warned that the minister would claim that the strait is closed.",
        "The minister did not say that the strait is closed.",
        "If the minister says that the strait is closed, ships will turn.",
    ],
)
def test_what_was_not_or_not_yet_said_is_no_fact(read, text):
    assert not read(text)[-1].factual


def test_a_scare_quote_is_no_statement(read):
    assert read("The ships of the “free fleet” lay in the harbour.") == ()


def test_a_quotation_without_a_sure_speaker_is_kept_without_a_source(read):
    (statement,) = read("The day ended with “a long and bitter silence on both shores” and little else.")
    assert (statement.source, statement.cue) == (None, None)


def test_a_role_is_kept_for_later_bare_surnames(read):
    first, second = read(
        "Verian harbour minister Anna Vale said the strait was open.\n\nVale said that ships were passing."
    )
    assert first.role == second.role == "Verian harbour minister"


def test_the_venue_of_the_words_is_kept(read):
    text = "At a press briefing in the port, the minister said that ships were passing."
    (statement,) = read(text)
    assert passage(text, statement.medium) == "At a press briefing in the port"

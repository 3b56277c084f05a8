"""Whatever editors decide about whatever is there, the next brief follows it, verifies, and is one of its input."""

from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from readout.actions.briefing import write_brief
from readout.actions.reading import Reading, read_batch
from readout.actions.verifying import verify_files
from readout.adapters.codebooks import load_codebook
from readout.adapters.files import load_articles
from readout.adapters.models import load_story_model
from readout.adapters.spacy_tagger import SpacyTagger
from readout.codes import Factuality, Movement, Verdict
from readout.corpus.identity import list_findings, list_lines
from readout.corpus.judgements import judge_analyses, open_docket
from readout.records import Brief, Judgement

EXAMPLE = Path(__file__).parent.parent.parent / "examples" / "strait"
BOOK = load_codebook(EXAMPLE / "standoff")
MODEL = load_story_model()
START = datetime(2031, 3, 7, tzinfo=UTC)
SETTINGS = settings(
    derandomize=True,
    deadline=None,
    database=None,
    max_examples=max(1, settings().max_examples // 5),
    phases=(Phase.explicit, Phase.generate),  # a brief takes a second: making a failure small would take an hour
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@cache
def read_example() -> Reading:
    paths = sorted((EXAMPLE / "articles").glob("*.txt"))[:5]
    articles, _ = load_articles([str(path) for path in paths], book=BOOK.furniture)
    return read_batch(articles, SpacyTagger(), BOOK)


def write(*judgements: Judgement) -> tuple[Brief, dict[str, bytes]]:
    written = write_brief(read_example(), BOOK, MODEL, (None, None), None, None, (), judgements=judgements)
    return written.brief, written.files


@cache
def list_lasting() -> frozenset[str]:
    """What is there whatever is judged of other things: findings, articles and actors."""
    reading = read_example()
    found = {each for analysis in reading.analyses for each in list_findings(analysis)}
    return frozenset(found | {article.id for article in reading.articles} | {one.id for one in write()[0].actors})


@cache
def list_subjects() -> tuple[str, ...]:
    brief, _ = write()
    return tuple(sorted({*list_lasting(), *list_lines(brief), "nothing"}))


WORDS = ["", "2031-03-04", "Another name", *(each.value for each in Factuality), *(each.value for each in Movement)]
FIELDS = ["day", "factuality", "source_id", "status", "kind", "sound", "one", None]
ONES = st.tuples(
    st.lists(st.integers(0, 10_000), min_size=1, max_size=2, unique=True),
    st.sampled_from(list(Verdict)),
    st.sampled_from(FIELDS),
    st.sampled_from(WORDS),
)


def make_judgements(drawn) -> list[Judgement]:
    subjects = list_subjects()
    return [
        Judgement(
            tuple(subjects[number % len(subjects)] for number in numbers),
            verdict,
            "ed",
            START + timedelta(minutes=minute),
            "",
            field,
            value,
        )
        for minute, (numbers, verdict, field, value) in enumerate(drawn)
    ]


@SETTINGS
@given(st.lists(ONES, min_size=1, max_size=40))
def test_any_judgements_give_a_brief_that_follows_them_and_verifies(drawn):
    judgements = make_judgements(drawn)
    brief, files = write(*judgements)
    docket = open_docket(judgements)
    told = {line.id for kind in (brief.happenings, brief.statements, brief.positions, brief.forecasts) for line in kind}
    told |= {line.uid for line in brief.calendar} | {story.id for story in brief.stories}
    assert not told & docket.rejected
    assert docket.subjects & list_lasting() <= set(brief.judged) <= docket.subjects - {"nothing"}
    assert verify_files(files) == ()
    assert write(*reversed(judgements))[1] == files


@SETTINGS
@given(st.lists(ONES, min_size=1, max_size=40))
def test_what_is_judged_twice_is_judged_once(drawn):
    docket = open_docket(make_judgements(drawn))
    once = judge_analyses(read_example().analyses, docket)
    assert judge_analyses(once, docket) == once


def test_judgements_about_what_is_not_there_change_nothing():
    elsewhere = Judgement(("nothing",), Verdict.REJECTED, "ed", START, "")
    assert write(elsewhere)[1] == write()[1]


def test_all_that_is_withdrawn_leaves_the_brief_that_it_was():
    subjects = list_subjects()[::7]
    told = [Judgement((each,), Verdict.REJECTED, "ed", START, "") for each in subjects]
    back = [Judgement((each,), Verdict.WITHDRAWN, "ed", START + timedelta(1), "", "sound") for each in subjects]
    assert write(*told)[1] != write()[1]
    assert write(*told, *back)[1] == write()[1]

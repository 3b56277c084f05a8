from dataclasses import replace

import pytest

from factories import make_actor, make_analysis, make_article, make_record, span_of
from readout.codes import Agreement, EventType, Factuality, Genre
from readout.corpus.accounts import Told, compare_accounts
from readout.corpus.actors import Directory
from readout.corpus.passages import gather_passages
from readout.corpus.sayings import find_variants, gather_sayings
from readout.records import CalendarLine, Event, Mention, Quantity, Sentence, Statement, Story
from readout.spans import cite

PEOPLE = Directory(
    {
        "ada-orlo": make_actor("ada-orlo", "Ada Orlo", country="northland"),
        "bero-tal": make_actor("bero-tal", "Bero Tal", country="southmark"),
    }
)
NAMES = {"Ada Orlo": "ada-orlo", "Bero Tal": "bero-tal", "Northland": "northland", "Southmark": "southmark"}
FILLER = "Grain was cheap. Rain fell on the hills. The museum of Arlen opened a new hall. Bread rose by a tenth."
CALL = "Ada Orlo and Bero Tal spoke by telephone on Tuesday."


def tell(outlet, *sentences, published="2031-03-04", codings=(), numbers=(), quotes=(), genre=Genre.NEWS):
    """
    An article of the sentences. `codings` are (words, type, factuality, trigger, actor), `numbers` (words, value,
    unit), `quotes` (words, speaker).
    """
    article = make_article(f"{' '.join(sentences)} {FILLER}", id=f"{outlet}-1", outlet_id=outlet, published=published)
    cut = [span_of(article, one) for one in (*sentences, *(f"{one}." for one in FILLER.rstrip(".").split(". ")))]
    mentions = tuple(
        Mention(span_of(article, name, one.start), "PERSON", key)
        for one in cut
        for name, key in NAMES.items()
        if name in article.text[one.start : one.end]
    )
    events = tuple(
        make_record(
            Event, id=f"{outlet}{number}", event_type=kind, factuality=factuality, actor_ids=(actor,),
            trigger=span_of(article, trigger), evidence=span_of(article, words),
        )
        for number, (words, kind, factuality, trigger, actor) in enumerate(codings)
    )  # fmt: skip
    quantities = tuple(
        make_record(Quantity, span=span_of(article, words), value=value, unit=unit, evidence=cut[0])
        for words, value, unit in numbers
    )
    statements = tuple(
        make_record(Statement, source_id=speaker, quotes=(span_of(article, words),)) for words, speaker in quotes
    )
    return article, make_analysis(
        article, genre=genre, sentences=tuple(map(Sentence, cut)), mentions=mentions, events=events,
        quantities=quantities, statements=statements,
    )  # fmt: skip


def compare(codebook, *told, cited=1, meeting=True):
    """The points of one story of 2031-03-04 that the first `cited` sentences of each article tell."""
    articles = {article.id: article for article, _ in told}
    analyses = {article.id: analysis for article, analysis in told}
    citations = tuple(cite(article, one.span) for article, found in told for one in found.sentences[:cited])
    story = Story(
        "s1", "", tuple(articles), (), ("m1",) if meeting else (), citations, len(told), "2031-03-04", "2031-03-04"
    )
    line = make_record(CalendarLine, uid="m1", party_ids=("ada-orlo", "bero-tal"))
    batch = Told(articles, analyses, {}, {"m1": line}, PEOPLE, gather_passages(articles.values(), analyses))
    return [point for one in compare_accounts([story], batch, codebook.accounts) for point in one.points]


def kinds(points):
    return [(point.agreement, point.conflict) for point in points]


def test_a_happening_that_two_outlets_tell_is_shared_and_one_that_one_tells_is_no_point(codebook):
    points = compare(codebook, tell("north", CALL), tell("south", "Bero Tal telephoned with Ada Orlo on Tuesday."))
    assert kinds(points) == [(Agreement.SHARED, None)]
    assert {telling.outlet_id for telling in points[0].tellings} == {"north", "south"}
    assert compare(codebook, tell("north", CALL)) == []


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("It was held at the request of Southmark.", "It took place at the initiative of Northland.", True),
        ("It was held at Bero Tal's request.", "Ada Orlo had requested the conversation.", True),
        ("It was held at the request of Southmark.", "Bero Tal had asked for the call.", False),
        ("It was held at the request of Southmark.", "It lasted an hour.", False),
    ],
)
def test_who_asked_is_a_conflict_when_outlets_name_rival_sides(codebook, one, other, differ):
    points = compare(codebook, tell("north", CALL, one), tell("south", CALL, other))
    assert ((Agreement.CONFLICT, "who_asked") in kinds(points)) == differ


def test_an_outlet_that_tells_both_versions_takes_no_part_in_the_dispute(codebook):
    both = "It was held at the request of Southmark, or at the initiative of Northland."
    points = compare(codebook, tell("north", CALL, both), tell("south", CALL, "Ada Orlo had asked for the call."))
    assert kinds(points) == [(Agreement.SHARED, None)]


AGREED = "They agreed that their envoys will meet at the lighthouse of Arlen."
DISCUSSED = "They discussed the possibility that envoys meet at the lighthouse of Arlen."


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        (AGREED, DISCUSSED, True),
        (AGREED, f"{DISCUSSED} {AGREED}", False),
        (AGREED, "They discussed the possibility of cheaper bread.", False),
    ],
    ids=["one says agreed", "the other says so too", "of another thing"],
)
def test_agreed_or_merely_discussed(codebook, one, other, differ):
    there = [f"{part}." for part in other.rstrip(".").split(". ")]
    points = compare(codebook, tell("north", CALL, one), tell("south", CALL, *there))
    assert ((Agreement.CONFLICT, "agreed_or_discussed") in kinds(points)) == differ


LEFT = "Southmark pulled back 3,000 soldiers from the Olm peninsula."


def deed(outlet, words, trigger, factuality, kind=EventType.RETREAT, actor="southmark", published="2031-03-04"):
    return tell(outlet, words, codings=[(words, kind, factuality, trigger, actor)], published=published)


@pytest.mark.parametrize(
    ("words", "trigger", "kind", "actor", "differ"),
    [
        ("Northland saw no sign of a pullback by Southmark.", "pullback", EventType.RETREAT, "southmark", True),
        ("Northland saw no sign of a pullback by its own.", "pullback", EventType.RETREAT, "northland", False),
        ("Southmark has not released the captain.", "released", EventType.RETREAT, "southmark", False),
        ("Southmark said that it did not intend to pull out.", "pull", EventType.RETREAT, "southmark", False),
        ("Southmark has not promised to pull back.", "promised", EventType.AGREE, "southmark", False),
    ],
    ids=["the same deed", "of another side", "another act", "a plan", "another type"],
)
def test_a_denial_must_be_of_the_same_deed(codebook, words, trigger, kind, actor, differ):
    done = deed("south", LEFT, "pulled", Factuality.HAPPENED)
    denied = deed("north", words, trigger, Factuality.DENIED, kind, actor, "2031-03-05")
    points = compare(codebook, done, (denied[0], denied[1]), cited=1, meeting=False)
    assert ((Agreement.CONFLICT, "denied") in kinds(points)) == differ


def test_a_deed_reported_after_its_denial_is_an_update(codebook):
    denied = deed(
        "north", "There is no sign of a pullback by Southmark.", "pullback", Factuality.DENIED, published="2031-02-20"
    )
    done = deed("south", LEFT, "pulled", Factuality.HAPPENED)
    assert (Agreement.UPDATE, "denied") in kinds(compare(codebook, done, denied, meeting=False))


def test_nobody_denies_what_had_not_been_done(codebook):
    denied = deed(
        "north", "There is no sign of a pullback by Southmark.", "pullback", Factuality.DENIED, published="2031-02-20"
    )
    article, found = deed("south", LEFT, "pulled", Factuality.HAPPENED)
    dated = replace(found, events=(replace(found.events[0], day="2031-03-03"),))
    assert "denied" not in [point.conflict for point in compare(codebook, (article, dated), denied, meeting=False)]


@pytest.mark.parametrize(
    ("other", "numbers", "published", "expected"),
    [
        (
            "Southmark pulled back 2,000 soldiers from Olm.",
            [("2,000", 2000.0, "troops")],
            "2031-03-04",
            Agreement.CONFLICT,
        ),
        (
            "Southmark pulled back 2,000 soldiers from the Olm peninsula, and not 3,000.",
            [("2,000", 2000.0, "troops"), ("3,000", 3000.0, "troops")],
            "2031-03-05",
            Agreement.UPDATE,
        ),
        ("Southmark pulled back 3,000 soldiers from Olm.", [("3,000", 3000.0, "troops")], "2031-03-04", None),
        ("Southmark pulled back 40 tanks from the Olm peninsula.", [("40 tanks", 40.0, "arms")], "2031-03-04", None),
    ],
    ids=["told differently", "taken back a day later", "told alike", "of another thing"],
)
def test_numbers_are_compared_only_for_one_thing(codebook, other, numbers, published, expected):
    one = tell("south", LEFT, numbers=[("3,000", 3000.0, "troops")])
    points = compare(codebook, one, tell("north", other, numbers=numbers, published=published), meeting=False)
    assert [point.agreement for point in points if point.conflict == "number"] == ([expected] if expected else [])


FIRST = "We shall not be the first to leave the lighthouse"
VARIANT = "will not be the one that leaves the lighthouse first"


@pytest.mark.parametrize(
    ("one", "other", "speakers", "differ"),
    [
        (FIRST, VARIANT, ("ada-orlo", "ada-orlo"), True),
        (FIRST, FIRST, ("ada-orlo", "ada-orlo"), False),
        (FIRST, "the first to leave the lighthouse", ("ada-orlo", "ada-orlo"), False),
        (FIRST, VARIANT, ("ada-orlo", "bero-tal"), False),
        (FIRST, "The lighthouse is ours", ("ada-orlo", "ada-orlo"), False),
    ],
    ids=["two translations", "the same words", "a part of it", "another speaker", "another sentence"],
)
def test_two_variants_of_a_quotation(codebook, one, other, speakers, differ):
    told = [
        tell(outlet, f"“{words},” the speech went.", quotes=[(words, speaker)])
        for outlet, words, speaker in zip(("north", "south"), (one, other), speakers, strict=True)
    ]
    variants = find_variants(gather_sayings([each[0] for each in told], {each[0].id: each[1] for each in told}))
    assert bool(list(variants)) == differ
    points = [point for point in compare(codebook, *told, meeting=False) if point.conflict == "wording"]
    assert [point.text for point in points] == ([f"{one} … {other}"] if differ else []) or [f"{other} … {one}"] == [
        point.text for point in points
    ]


def test_absent_is_said_of_the_other_sides_readout_only_after_a_search(codebook):
    demand = "Ada Orlo demanded that the ferries of Olm be returned to their owners."
    coding = [(demand, EventType.REQUEST, Factuality.HAPPENED, "demanded", "ada-orlo")]
    mine = tell("lighthouse", CALL, demand, codings=coding, genre=Genre.OFFICIAL)
    silent = tell("harbour", CALL, "The conversation was frank.", genre=Genre.OFFICIAL)
    telling = tell("harbour", CALL, "The ferries of Olm and their owners were spoken of.", genre=Genre.OFFICIAL)
    press = tell("gazette", CALL)
    (absent,) = [point for point in compare(codebook, mine, silent, press) if point.agreement is Agreement.ONE_SIDED]
    assert (absent.text, absent.absent_from) == (demand, ("harbour",))
    assert Agreement.ONE_SIDED not in [point.agreement for point in compare(codebook, mine, telling, press)]
    assert Agreement.ONE_SIDED not in [point.agreement for point in compare(codebook, mine, press)]

from dataclasses import replace

import pytest

from factories import make_actor, make_analysis, make_article, make_record, span_of
from readout.codes import Agreement, EventType, Factuality, Genre, MeetingStatus, TimexType
from readout.corpus.accounts import Reader, Told, compare_accounts, contrast_accounts, gather_told
from readout.corpus.accounts.counts import find_counts
from readout.corpus.accounts.differing import is_turned_round
from readout.corpus.actors import Directory
from readout.corpus.likeness import stem
from readout.corpus.origins import Origins
from readout.corpus.passages import gather_passages
from readout.corpus.sayings import find_variants, gather_sayings
from readout.records import CalendarLine, Event, Meeting, Mention, Quantity, Sentence, Statement, Story, Timex
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
    held = make_record(Meeting, status=MeetingStatus.HELD, evidence=cut[0])
    return article, make_analysis(
        article, genre=genre, meetings=(held,) if "telephone" in sentences[0] else (),
        sentences=tuple(map(Sentence, cut)), mentions=mentions, events=events, quantities=quantities,
        statements=statements,
    )  # fmt: skip


def compare(codebook, *told, cited=1, meeting=True, origins=None):
    """The points of one story of 2031-03-04 that the first `cited` sentences of each article tell."""
    articles = {article.id: article for article, _ in told}
    analyses = {article.id: analysis for article, analysis in told}
    citations = tuple(cite(article, one.span) for article, found in told for one in found.sentences[:cited])
    story = Story(
        "s1", "", tuple(articles), (), ("m1",) if meeting else (), citations, len(told), "2031-03-04", "2031-03-04"
    )
    line = make_record(CalendarLine, uid="m1", party_ids=("ada-orlo", "bero-tal"))
    batch = Told(articles, analyses, {}, {"m1": line}, PEOPLE, gather_passages(articles.values(), analyses))
    return [point for one in compare_accounts([story], batch, codebook, origins) for point in one.points]


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
        ("It was held at the behest of Southmark.", "Ada Orlo had pressed for the call.", True),
        ("It was held at the request of Southmark.", "It lasted an hour.", False),
        ("It was held at the request of Southmark.", "Ada Orlo said that the proposed talks may be held.", False),
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


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        (("45 minutes", "PT45M", None), ("an hour", "PT1H", "APPROX"), True),
        (("70 minutes", "PT70M", None), ("an hour", "PT1H", "MORE_THAN"), False),
        (("55 minutes", "PT55M", None), ("an hour", "PT1H", "APPROX"), False),
    ],
    ids=["two lengths", "a bound that is kept", "rough and close"],
)
def test_how_long_a_call_lasted_differs_only_when_both_cannot_be_right(codebook, one, other, differ):
    told = []
    for outlet, lead, (words, value, mod) in (("north", "They spoke for", one), ("south", "The call lasted", other)):
        article, found = tell(outlet, CALL, f"{lead} {words}.")
        length = Timex(span_of(article, words), TimexType.DURATION, value, mod)
        told.append((article, replace(found, timexes=(length,))))
    numbers = [point for point in compare(codebook, *told) if point.conflict == "number"]
    assert bool(numbers) == differ


DISCUSSED = "They discussed the possibility that envoys meet at the lighthouse of Arlen."


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        (AGREED, DISCUSSED, True),
        (AGREED, "Whether envoys meet at the lighthouse of Arlen remains open.", True),
        (AGREED, f"{DISCUSSED} {AGREED}", False),
        (AGREED, "They discussed the possibility of cheaper bread.", False),
    ],
    ids=["one says agreed", "left open", "the other says so too", "of another thing"],
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


@pytest.mark.parametrize(
    ("denied_on", "done_on", "expected"),
    [
        ("2031-03-01", "2031-03-03", [Agreement.UPDATE]),
        ("2031-02-20", "2031-03-03", []),
        ("2031-02-20", None, []),
        ("2031-03-03", None, [Agreement.CONFLICT]),
        ("2031-03-05", "2031-03-03", [Agreement.CONFLICT]),
    ],
    ids=["done after it", "done long after it", "told long after it", "told the day after", "answered"],
)
def test_a_denial_and_a_deed_are_of_one_thing_only_within_days(codebook, denied_on, done_on, expected):
    denied = deed(
        "north", "There is no sign of a pullback by Southmark.", "pullback", Factuality.DENIED, published=denied_on
    )
    article, found = deed("south", LEFT, "pulled", Factuality.HAPPENED)
    dated = replace(found, events=(replace(found.events[0], day=done_on),))
    points = compare(codebook, (article, dated), denied, meeting=False)
    assert [point.agreement for point in points if point.conflict == "denied"] == expected


@pytest.mark.parametrize(
    ("sentence", "printed", "counted"),
    [
        ("The ship has 22, and not 1,032 sailors.", ["22", "1,032 sailors"], [set(), {"sailor"}]),
        ("Fish fell by 60 per cent, and by 15 percent before.", ["60", "15"], [{"%"}, {"%"}]),
    ],
    ids=["a comma behind a number", "per cent in two words"],
)
def test_a_number_is_read_with_what_it_counts_and_no_more(codebook, sentence, printed, counted):
    article, found = tell("north", sentence)
    counts = find_counts(article, found, found.sentences[0].span, codebook.quantities, stem)
    assert [article.text[one.span.start : one.span.end] for one in counts] == printed
    assert [set(one.counted) for one in counts] == counted


@pytest.mark.parametrize(
    ("sentence", "counted"),
    [
        ("Shells struck the market, killing four guards.", {"guard", "~kill"}),
        ("The number of the dead has risen to six.", {"~kill"}),
        ("Fifteen were wounded.", {"people", "~injure"}),
        ("More than a hundred guards came.", {"guard"}),
    ],
)
def test_a_number_of_people_is_told_by_what_befell_them(codebook, sentence, counted):
    article, found = tell("north", sentence)
    told = gather_told([article], [found], codebook)
    reader = Reader(told, codebook.accounts, codebook.quantities)
    (count,) = reader.read(told.passages.citations[0]).counts
    assert set(count.counted) == {reader.meaning(word.removeprefix("~")) for word in counted}


@pytest.mark.parametrize(
    ("other", "differ"),
    [
        ("Northland counted 40 lorries at the bridge of Olm.", True),
        ("Northland counted 40 lorries for a planned road at the bridge of Olm.", True),
        ("Northland asked for 40 lorries at the bridge of Olm.", False),
        ("Southmark counted 40 lorries at the bridge of Olm.", False),
        ("Northland counted 40 of its lorries at the bridge of Olm.", False),
    ],
    ids=["counted", "another thing is planned", "asked for", "of another side", "a part"],
)
def test_what_is_counted_is_not_set_against_what_is_wanted_or_of_another_side(codebook, other, differ):
    one = tell("north", "Northland counted 60 lorries at the bridge of Olm.")
    points = compare(codebook, one, tell("south", other), meeting=False)
    assert [point.conflict for point in points if point.conflict] == (["number"] if differ else [])


@pytest.mark.parametrize(
    ("other", "differ"),
    [
        ("The gas that burned there for two hours had been meant for Olm.", True),
        ("The gas in the cellars of Arlen is old.", False),
        ("Whether gas burned there is disputed.", False),
        ("Gas will have burned there by the evening.", True),
    ],
    ids=["affirmed", "another thing", "disputed", "affirmed of what is past by then"],
)
def test_a_clause_that_turns_round_what_another_affirms(codebook, other, differ):
    articles = [tell("north", "The line was empty, so that no gas burned."), tell("south", other)]
    told = gather_told([one for one, _ in articles], [two for _, two in articles], codebook)
    reader = Reader(told, codebook.accounts, codebook.quantities)
    denial, deed = (reader.read(told.passages.of_article[one.id][0]) for one, _ in articles)
    assert (is_turned_round(denial, deed, reader) is not None) == differ
    assert (is_turned_round(deed, denial, reader) is not None) == differ


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


def test_absent_tells_what_was_looked_for_in_whose_text(codebook):
    demand = "Ada Orlo demanded that the ferries of Olm be returned to their owners."
    coding = [(demand, EventType.REQUEST, Factuality.HAPPENED, "demanded", "ada-orlo")]
    mine = tell("lighthouse", CALL, demand, codings=coding, genre=Genre.OFFICIAL)
    silent = tell("harbour", CALL, "The conversation was frank.", genre=Genre.OFFICIAL)
    (absent,) = [point for point in compare(codebook, mine, silent) if point.agreement is Agreement.ONE_SIDED]
    (search,) = absent.searched
    assert (search.outlet_id, search.article_ids) == ("harbour", ("harbour-1",))
    assert {"ferries", "Olm", "owners"} <= set(search.words)


def test_the_words_in_which_two_variants_differ_are_marked(codebook):
    told = [
        tell(outlet, f"“{words},” the speech went.", quotes=[(words, "ada-orlo")])
        for outlet, words in (("north", FIRST), ("south", VARIANT))
    ]
    (point,) = [each for each in compare(codebook, *told, meeting=False) if each.conflict == "wording"]
    texts = {article.outlet_id: article.text for article, _ in told}
    marked = {
        one.outlet_id: [texts[one.outlet_id][mark.start : mark.end] for mark in one.marks] for one in point.tellings
    }
    assert marked == {"north": ["We shall", "first to leave"], "south": ["will", "one that leaves", "first"]}


def test_two_numbers_that_an_outlet_sets_side_by_side_are_told_differently(codebook):
    lines = ("Northland counted 3,000 soldiers on Olm.", "Southmark says the figure is 900.")
    article, found = tell("gazette", *lines, numbers=[("3,000", 3000.0, "troops")])
    statements = tuple(
        make_record(Statement, source_id=source, factual=True, confidence=0.9, content=(span_of(article, words),))
        for words, source in zip(lines, ("northland", "southmark"), strict=True)
    )
    points = compare(codebook, (article, replace(found, statements=statements)), cited=2, meeting=False)
    assert [(point.conflict, point.text) for point in points] == [("number", "3,000 soldiers … 900")]
    assert [telling.voice for telling in points[0].tellings] == ["northland", "southmark"]


@pytest.mark.parametrize(
    ("cue", "confidence", "voice"),
    [
        ("said", 0.9, "vale"),
        ("said", 0.4, None),
        ("asked", 0.9, "vale"),
        ("had requested", 0.9, None),
        ("held", 0.9, None),
    ],
)
def test_only_what_is_surely_said_has_a_voice(codebook, cue, confidence, voice):
    text = f"Vale {cue} the talks which lasted a little over an hour in Arlen."
    article, found = tell("gazette", text)
    spans = {"cue": span_of(article, cue), "content": (span_of(article, text.partition(f"{cue} ")[2]),)}
    said = make_record(Statement, source_id="vale", factual=True, confidence=confidence, **spans)
    passages = gather_passages((article,), {article.id: found})
    told = Told(
        {article.id: article}, {article.id: replace(found, statements=(said,))}, {}, {}, Directory({}), passages
    )
    assert told.voice(cite(article, span_of(article, text))) == voice


def test_a_sentence_that_an_outlet_changed_in_its_own_text_is_an_update(codebook):
    versions = [
        tell("north", f"The decree bars the ships of {number} companies from Arlen for a month.")
        for number in ("three", "two")
    ]
    (later, found) = versions[1]
    renamed = replace(later, id="north-2", published="2031-03-05")
    points = compare(codebook, versions[0], (renamed, replace(found, article_id="north-2")), meeting=False)
    assert [(point.agreement, point.text) for point in points] == [
        (Agreement.UPDATE, "three companies … two companies")
    ]


def test_versions_of_one_day_stand_in_the_order_of_their_ids(codebook):
    versions = [
        tell("north", f"The decree bars the ships of {number} companies from Arlen for a month.")
        for number in ("three", "two")
    ]
    (later, found) = versions[1]
    renamed = replace(later, id="north-1-later")
    points = compare(codebook, (renamed, replace(found, article_id=renamed.id)), versions[0], meeting=False)
    assert [point.text for point in points] == ["three companies … two companies"]


def test_copies_of_one_text_and_what_another_outlet_is_credited_for_are_no_second_teller(codebook):
    told = (
        tell("north", CALL),
        tell("south", CALL, published="2031-03-05"),
        tell("west", "Bero Tal telephoned with Ada Orlo on Tuesday."),
    )
    copied = {"north-1": "north-1", "south-1": "north-1", "west-1": "west-1"}
    outlets = {key: key.removesuffix("-1") for key in copied}
    shared = compare(codebook, *told, origins=Origins(copied, {}, {}, outlets))
    assert [len(point.tellings) for point in shared] == [2]
    credited = {cite(told[2][0], told[2][1].sentences[0].span): "north"}
    assert compare(codebook, *told, origins=Origins(copied, credited, {}, outlets)) == []


@pytest.mark.parametrize(
    ("one", "other", "zone", "differ"),
    [
        ("on Thursday", "at 12:25 a.m. Arlen time", "Europe/Athens", False),
        ("on Thursday", "after 11 p.m.", None, False),
        ("on Thursday", "at 3 p.m.", None, True),
    ],
    ids=["another zone", "near midnight", "in the afternoon"],
)
def test_a_day_that_hangs_on_the_clock_is_no_conflict_with_the_next_one(codebook, one, other, zone, differ):
    hours = {"at 12:25 a.m. Arlen time": "00:25", "after 11 p.m.": "23:00", "at 3 p.m.": "15:00"}
    accounts = []
    for outlet, words in (("north", one), ("south", other)):
        sentence = f"The ferry treaty of Arlen and Olm was signed by the ministers {words}."
        article, found = tell(outlet, sentence)
        kind, value = (
            (TimexType.TIME, f"2031-03-05T{hours[words]}") if words in hours else (TimexType.DATE, "2031-03-04")
        )
        timex = Timex(span_of(article, words), kind, value, zone=zone if words in hours else None)
        accounts.append((article, replace(found, timexes=(timex,))))
    assert (kinds(compare(codebook, *accounts, meeting=False)) == [(Agreement.CONFLICT, "date")]) is differ


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            "Now, after the video call of Ada Orlo, the focus may shift.",
            "Prior to the phone call Bero Tal gave a speech.",
        ),
        ("Ada Orlo and Bero Tal spoke by telephone.", "Before the call Bero Tal gave a speech."),
    ],
)
def test_a_meeting_that_only_places_something_else_is_not_told_by_both(codebook, first, second):
    told = []
    for outlet, words in (("north", first), ("south", second)):
        article, found = tell(outlet, words)
        held = make_record(Meeting, status=MeetingStatus.HELD, evidence=found.sentences[0].span)
        told.append((article, replace(found, meetings=(held,))))
    assert compare(codebook, *told) == []


def with_days(outlet, published, sentence, **days):
    """An account of one sentence in which words name days."""
    article, found = tell(outlet, sentence, published=published)
    named = tuple(Timex(span_of(article, words), TimexType.DATE, day) for words, day in days.values())
    return article, replace(found, timexes=named)


@pytest.mark.parametrize(
    ("late", "expected"),
    [
        ("The second round of ferry talks has been put off to 20 March.", [(Agreement.UPDATE, "date")]),
        ("The second round of ferry talks will be opened on 20 March.", []),
    ],
    ids=["the later report says so", "it only names another day"],
)
def test_what_was_put_off_is_an_update_only_when_the_later_report_says_so(codebook, late, expected):
    early = with_days(
        "north",
        "2031-03-04",
        "The second round of ferry talks is due in Arlen on 11 March.",
        one=("11 March", "2031-03-11"),
    )
    moved = with_days("south", "2031-03-06", late, one=("20 March", "2031-03-20"))
    points = compare(codebook, early, moved, meeting=False)
    assert [(one.agreement, one.conflict) for one in points if one.conflict] == expected


@pytest.mark.parametrize(
    ("late", "expected"),
    [
        ("The round of ferry talks, first set for 11 March, has been moved to 20 March.", ["20 March"]),
        ("Ferry talks in Arlen will open on 20 March, nine days later than planned.", ["20 March"]),
        ("The round of ferry talks, first set for 12 March, has been moved to 20 March.", []),
    ],
    ids=["both days named", "by how much", "of another day"],
)
def test_a_day_is_updated_by_a_report_that_names_the_old_one_too(codebook, late, expected):
    early = with_days(
        "north", "2031-03-04", "The round of ferry talks opens in Arlen on 11 March.", one=("11 March", "2031-03-11")
    )
    words = {
        "11 March": "2031-03-11",
        "12 March": "2031-03-12",
        "20 March": "2031-03-20",
        "nine days later": "2031-03-29",
    }
    days = {str(n): (each, day) for n, (each, day) in enumerate(words.items()) if each in late}
    points = compare(codebook, early, with_days("south", "2031-03-06", late, **days), meeting=False)
    texts = {article.id: article.text for article, _ in (early, with_days("south", "2031-03-06", late, **days))}
    told = [point.tellings[-1] for point in points if point.conflict == "date"]
    assert [texts[one.citation.article_id][one.marks[0].start : one.marks[0].end] for one in told] == expected


@pytest.mark.parametrize(
    ("late", "expected"),
    [
        (
            "The claim of Southmark, put at 41 million crowns, has since risen to 47 million.",
            [(Agreement.UPDATE, "number")],
        ),
        ("The claim of Southmark for 41 million crowns is now before 47 judges.", []),
    ],
    ids=["from one to the other", "of another thing"],
)
def test_a_number_is_updated_by_a_report_that_names_the_old_one_too(codebook, late, expected):
    points = compare(
        codebook,
        tell("north", "Southmark put its claim at 41 million crowns."),
        tell("south", late, published="2031-03-06"),
        meeting=False,
    )
    assert [(one.agreement, one.conflict) for one in points if one.conflict] == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Herring in Arlen declined by 15 per cent.",
            "Herring in Arlen declined by 60 per cent; Southmark speaks of 15.",
        ),
        (
            "Southmark sent a draft of fourteen articles to Arlen.",
            "The draft of Southmark has nine articles on which Arlen agrees.",
        ),
        ("Southmark posts six engineers to Arlen.", "Southmark posts three engineers from each side to Arlen."),
        (
            "The court gave Southmark 205 million crowns.",
            "Southmark asked the court for 410 million crowns and was given 205.",
        ),
        (
            "Southmark freed 24 captured sailors in Arlen.",
            "Southmark freed five sailors who had been held back in Arlen.",
        ),
    ],
    ids=["both versions told", "some of them", "of each side", "asked and given", "others of the kind"],
)
def test_numbers_of_a_part_and_of_a_whole_do_not_differ(codebook, one, other):
    points = compare(codebook, tell("north", one), tell("south", other), meeting=False)
    assert "number" not in [point.conflict for point in points]


def test_what_is_told_in_two_stories_is_compared_once(codebook):
    told = [
        tell("south", LEFT, numbers=[("3,000", 3000.0, "troops")]),
        tell("north", "Southmark pulled back 2,000 soldiers from Olm.", numbers=[("2,000", 2000.0, "troops")]),
    ]
    articles = {article.id: article for article, _ in told}
    analyses = {article.id: analysis for article, analysis in told}
    citations = tuple(cite(article, found.sentences[0].span) for article, found in told)
    stories = [
        Story(name, "", tuple(articles), (), (), citations, 2, "2031-03-04", "2031-03-04") for name in ("s1", "s2")
    ]
    batch = Told(articles, analyses, {}, {}, PEOPLE, gather_passages(articles.values(), analyses))
    compared = compare_accounts(stories, batch, codebook)
    assert [(one.story_id, [point.conflict for point in one.points]) for one in compared] == [("s1", ["number"])]


@pytest.mark.parametrize(("other", "shared"), [("Five inspectors", True), ("Two inspectors", False)])
def test_one_number_of_one_thing_is_told_by_both_however_unlike_the_sentences(codebook, other, shared):
    told = [
        tell("north", "The commission at Arlen will send five inspectors to look at the lighthouse."),
        tell("south", f"{other} boarded the ferry in rain."),
    ]
    articles, analyses = [article for article, _ in told], [analysis for _, analysis in told]
    sides = {article.outlet_id: (article.id,) for article in articles}
    points = contrast_accounts(sides, gather_told(articles, analyses, codebook), codebook)
    assert ("five inspectors" in [one.text for one in points if one.agreement is Agreement.SHARED]) == shared

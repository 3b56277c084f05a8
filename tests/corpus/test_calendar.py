from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factories import make_analysis, make_article
from marked import read_marked, write_cast
from readout.adapters.codebooks import load_codebook
from readout.analysis.meetings import find_meetings
from readout.codes import MeetingStatus
from readout.corpus.calendar import settle_calendar
from readout.corpus.calendar.windows import read_window
from readout.corpus.templates import fill_template
from readout.spans import bears_out

MARCH = date(2032, 3, 1), date(2032, 3, 10)


@pytest.fixture(scope="module")
def cast(tmp_path_factory):
    return load_codebook(write_cast(tmp_path_factory.mktemp("standoff")))


@pytest.fixture(scope="module")
def read(parse, cast):
    """An article and its analysis from a marked text."""

    def read_one(marked, key="a1", published="2032-03-10"):
        text, mentions, timexes = read_marked(marked, cast.actors)
        article = make_article(text, id=key, published=published)
        meetings = find_meetings(article, parse(text), mentions, timexes, (), cast)
        analysis = make_analysis(article, mentions=mentions, timexes=timexes, meetings=meetings)
        return article, analysis

    return read_one


@pytest.fixture(scope="module")
def settle(read, cast):
    """The calendar of several marked texts, each with its day of publication."""

    def settle_texts(*texts, period=MARCH, earlier=()):
        read_ones = [read(text, f"a{number}", day) for number, (day, text) in enumerate(texts)]
        articles = [article for article, _ in read_ones]
        analyses = [analysis for _, analysis in read_ones]
        return settle_calendar(articles, analyses, cast, *period, earlier=earlier)

    return settle_texts


CALL = "[vell|President Vell] held a video call with [oram|President Oram] on {2032-03-08|Monday}."
AGREED = "[vell|President Vell] will meet [oram|President Oram] in [|Lisbon] on {2032-03-20|March 20}."


def test_two_articles_on_one_call_make_one_line_with_two_receipts(settle):
    lines = settle(
        ("2032-03-09", CALL),
        ("2032-03-10", "The [norland|Norlandic] and [sudmark|Sudmark] leaders spoke by phone on {2032-03-08|Monday}."),
    )
    assert [line.when for line in lines] == ["2032-03-08"]
    assert {citation.article_id for citation in lines[0].citations} == {"a0", "a1"}


def test_leaders_and_officials_on_one_day_are_two_meetings(settle):
    lines = settle(
        ("2032-03-09", CALL),
        ("2032-03-10", "[norland|Norlandic] and [sudmark|Sudmark] officials met on {2032-03-08|Monday}."),
    )
    assert len(lines) == 2


def test_two_days_are_two_meetings(settle):
    later = CALL.replace("2032-03-08", "2032-03-05").replace("Monday", "Friday")
    assert len(settle(("2032-03-09", CALL), ("2032-03-09", later))) == 2


def test_a_vague_window_and_a_day_in_it_are_one_meeting_on_that_day(settle):
    lines = settle(
        ("2032-03-08", "[norland|Norland] and [sudmark|Sudmark] will hold talks in {2032-03|this month}."),
        ("2032-03-10", "[norland|Norland] and [sudmark|Sudmark] will hold talks on {2032-03-20|March 20}."),
    )
    assert [line.when for line in lines] == ["2032-03-20"]


def test_a_meeting_put_off_keeps_its_name_and_moves_its_day(settle):
    first = settle(("2032-03-09", AGREED))
    moved = "[vell|President Vell] postponed the meeting with [oram|President Oram] to {2032-03-27|March 27}."
    both = settle(("2032-03-09", AGREED), ("2032-03-10", moved))
    again = settle(("2032-03-10", moved), earlier=first)
    assert [(line.uid, line.when, line.status) for line in both] == [
        (first[0].uid, "2032-03-27", MeetingStatus.POSTPONED)
    ]
    assert [(line.uid, line.sequence) for line in again] == [(first[0].uid, 1)]


def test_a_cancelled_meeting_stays_in_the_calendar(settle):
    gone = "[vell|President Vell] cancelled the meeting with [oram|President Oram] on {2032-03-20|March 20}."
    lines = settle(("2032-03-09", AGREED), ("2032-03-10", gone))
    assert [line.status for line in lines] == [MeetingStatus.CANCELLED]


def test_what_was_held_is_held_whatever_is_told_of_it_before(settle):
    ahead = "[vell|President Vell] will hold a video call with [oram|President Oram] on {2032-03-08|Monday}."
    lines = settle(("2032-03-07", ahead), ("2032-03-09", CALL))
    assert [line.status for line in lines] == [MeetingStatus.HELD]


def test_what_was_agreed_is_the_meeting_held_that_day_at_that_place_under_another_name(settle):
    lines = settle(
        ("2032-03-07", "[norland|Norland] and [estmark|Estmark] are to meet in [|Lisbon] on {2032-03-08|Monday}."),
        (
            "2032-03-09",
            "The [league|League] and [norland|Norland] met in [|Lisbon] on {2032-03-08|Monday}.",
        ),
    )
    assert [(line.status, line.place) for line in lines] == [(MeetingStatus.HELD, "Lisbon")]


def test_two_meetings_ahead_of_other_parties_at_one_place_stay_two(settle):
    lines = settle(
        ("2032-03-07", "[norland|Norland] and [estmark|Estmark] are to meet in [|Lisbon] on {2032-03-08|Monday}."),
        ("2032-03-07", "The [league|League] and [norland|Norland] are to meet in [|Lisbon] on {2032-03-08|Monday}."),
    )
    assert len(lines) == 2


def test_the_first_receipts_are_of_those_who_tell_how_the_meeting_stands(settle):
    ahead = "[vell|Vell] will meet [oram|Oram] in [|Lisbon] on {2032-03-08|Monday}."
    held = "[vell|Vell] and [oram|Oram] met in [|Lisbon] on {2032-03-08|Monday}."
    lines = settle(("2032-03-05", ahead), ("2032-03-06", ahead), ("2032-03-09", held), ("2032-03-10", held))
    assert [one.article_id for one in lines[0].citations] == ["a2", "a3", "a0", "a1"]


def test_a_telling_whose_parties_have_no_name_in_it_gives_way_to_another(read, cast):
    named, told = read(AGREED.replace("2032-03-20", "2032-03-08"), "a1", "2032-03-05")
    article, bare = read("[vell|He] met [oram|her] in [|Lisbon] on {2032-03-08|Monday}.", "a2")
    unnamed = replace(bare, mentions=())
    (line,) = settle_calendar((named, article), (told, unnamed), cast, *MARCH)
    assert line.status is MeetingStatus.HELD
    assert "Vell" in line.summary.text


def test_the_wish_for_meetings_of_no_day_is_no_line(settle):
    wish = "[vell|President Vell] proposed {} between [norland|Norland] and [sudmark|Sudmark]."
    assert not settle(("2032-03-09", wish.format("meetings")))
    assert len(settle(("2032-03-09", wish.format("a meeting")))) == 1


def test_the_same_input_leaves_the_sequence_alone(settle):
    first = settle(("2032-03-09", AGREED))
    assert settle(("2032-03-09", AGREED), earlier=first) == first


def test_a_further_telling_leaves_the_sequence_alone(settle):
    first = settle(("2032-03-09", AGREED))
    told_twice = settle(("2032-03-09", AGREED), ("2032-03-10", AGREED), earlier=first)
    assert [(line.uid, line.sequence) for line in told_twice] == [(first[0].uid, 0)]


def test_a_meeting_known_by_its_window_keeps_its_name_when_the_day_is_told(settle):
    first = settle(("2032-03-08", "[norland|Norland] and [sudmark|Sudmark] will hold talks in {2032-04|April}."))
    then = settle(
        ("2032-03-10", "[norland|Norland] and [sudmark|Sudmark] will hold talks on {2032-04-20|April 20}."),
        earlier=first,
    )
    assert [(line.uid, line.sequence, line.when) for line in then] == [(first[0].uid, 1, "2032-04-20")]


def test_a_line_is_a_template_filled_from_what_it_cites(settle, read):
    article, _ = read(AGREED, "a0", "2032-03-09")
    line = settle(("2032-03-09", AGREED))[0]
    assert line.summary.text == "Ada Vell and Joren Oram meet in Lisbon"
    assert fill_template("meeting", line.summary.slots) == line.summary.text
    assert all(bears_out(citation, article.text) for citation in line.citations)
    assert {slot.citation.article_id for slot in line.summary.slots} == {"a0"}


def test_the_antecedents_of_two_leaders_are_cited_too(settle):
    lines = settle(
        ("2032-03-09", "[vell|Vell] and [oram|Oram] know each other. The two leaders met on {2032-03-08|Monday}.")
    )
    assert lines[0].summary.text == "Ada Vell and Joren Oram met"
    assert len(lines[0].citations) == 3


@pytest.mark.parametrize(
    ("day", "kept"), [("2032-02-20", 0), ("2032-03-01", 1), ("2032-05-09", 1), ("2032-05-10", 0), ("2032-04", 1)]
)
def test_the_calendar_holds_the_period_and_sixty_days_ahead(settle, day, kept):
    text = f"[norland|Norland] and [sudmark|Sudmark] agreed to hold talks in {{{day}|that time}}."
    assert len(settle(("2032-03-09", text))) == kept


def test_a_meeting_ahead_without_a_day_is_kept_and_comes_last(settle):
    lines = settle(
        ("2032-03-09", "[norland|Norland] proposed a summit with [sudmark|Sudmark]."), ("2032-03-09", AGREED)
    )
    assert [line.when for line in lines] == ["2032-03-20", ""]


def test_a_meeting_held_on_an_unknown_day_is_left_out(settle):
    assert settle(("2032-03-09", "[vell|Vell] met [oram|Oram] in [|Lisbon].")) == ()


def test_a_day_without_a_year_is_kept_as_told_when_nothing_is_dated(settle):
    text = "[vell|Vell] met [oram|Oram] on {XXXX-03-08|March 8}."
    assert [line.when for line in settle((None, text), period=(None, None))] == ["XXXX-03-08"]


def test_a_day_without_a_year_joins_the_same_day_of_a_known_one(settle):
    text = "[vell|President Vell] will meet [oram|President Oram] in [|Lisbon] on {XXXX-03-20|March 20}."
    assert [line.when for line in settle(("2032-03-09", AGREED), (None, text))] == ["2032-03-20"]


def test_one_side_alone_may_tell_that_a_meeting_is_off(settle):
    off = "[norland|Norland] on {2032-03-10|Wednesday} cancelled a meeting of the two countries' foreign ministers."
    planned = "The foreign ministers of [norland|Norland] and [sudmark|Sudmark] will meet on {2032-03-20|March 20}."
    lines = settle(("2032-03-09", planned), ("2032-03-10", off))
    assert [(line.when, line.status) for line in lines] == [("2032-03-20", MeetingStatus.CANCELLED)]


def test_what_was_agreed_on_later_is_not_what_was_called_off(settle):
    off = "[norland|Norland] on {2032-03-05|Friday} cancelled a meeting of the two countries' foreign ministers."
    planned = "The foreign ministers of [norland|Norland] and [sudmark|Sudmark] will meet on {2032-03-20|March 20}."
    lines = settle(("2032-03-05", off), ("2032-03-09", planned))
    assert [(line.when, line.status) for line in lines] == [("2032-03-20", MeetingStatus.AGREED)]


def test_whoever_announces_it_vouches_for_it_and_whoever_proposes_it_does_not(settle):
    announced = (
        "[norland|Norland] announced that [vell|Vell] will hold talks with [sudmark|Sudmark] on {2032-03-20|March 20}."
    )
    proposed = "[norland|Norland] proposed a summit with [sudmark|Sudmark] on {2032-03-20|March 20}."
    (line,) = settle(("2032-03-09", announced))
    assert (line.announced_by, line.confirmed_by) == (("norland",), ())
    (line,) = settle(("2032-03-09", proposed), ("2032-03-10", announced))
    assert (line.status, line.announced_by) == (MeetingStatus.AGREED, ("norland",))
    (line,) = settle(("2032-03-09", proposed))
    assert (line.status, line.announced_by) == (MeetingStatus.PROPOSED, ("norland",))


def test_what_was_proposed_without_a_day_is_the_meeting_that_came_of_it(settle):
    proposed = "[vell|President Vell] proposed a summit with [oram|President Oram] in [|Lisbon]."
    lines = settle(("2032-03-09", proposed), ("2032-03-10", AGREED))
    assert [(line.when, line.status) for line in lines] == [("2032-03-20", MeetingStatus.AGREED)]


def test_a_call_is_not_the_meeting_that_was_proposed(settle):
    proposed = "[vell|President Vell] proposed a summit with [oram|President Oram] in [|Lisbon]."
    ahead = "[vell|President Vell] will hold a video call with [oram|President Oram] on {2032-03-12|Friday}."
    assert len(settle(("2032-03-09", proposed), ("2032-03-10", ahead))) == 2


def test_a_verb_that_does_not_say_the_status_gives_way_to_a_noun(settle):
    off = "[norland|Norland] on {2032-03-10|Wednesday} cancelled a meeting of the two countries' foreign ministers."
    planned = "The foreign ministers of [norland|Norland] and [sudmark|Sudmark] will meet on {2032-03-20|March 20}."
    assert [line.summary.text for line in settle(("2032-03-09", planned))] == ["Norland and Sudmark meet"]
    lines = settle(("2032-03-09", planned), ("2032-03-10", off))
    assert [line.summary.text for line in lines] == ["Norland and Sudmark: meeting"]


def test_a_clock_time_keeps_its_zone(settle):
    told = "2032-03-08T15:35@America/New_York:2032-03-08T20:35Z/2032-03-08T20:35Z"
    text = f"[vell|Vell] called [oram|Oram] at {{{told}|3:35 p.m. Eastern time on Monday}}."
    (line,) = settle(("2032-03-09", text))
    assert (line.when, line.zone) == ("2032-03-08T15:35-05:00", "America/New_York")


def test_that_an_edition_knows_less_than_the_one_before_moves_nothing(settle):
    first = settle(("2032-03-09", AGREED))
    vague = "[vell|President Vell] will meet [oram|President Oram] in {2032-03|March}."
    (line,) = settle(("2032-03-10", vague), earlier=first)
    assert (line.uid, line.sequence, line.when, line.revised) == (first[0].uid, 0, "2032-03", "2032-03-09")


def test_the_clock_that_another_sentence_tells_is_cited_too(settle):
    text = CALL + " The call between [vell|Vell] and [oram|Oram] began at {2032-03-08T15:35|3:35 p.m.} and was short."
    (line,) = settle(("2032-03-09", text))
    assert line.when == "2032-03-08T15:35"
    assert len(line.citations) == 2


def test_a_telling_that_repeats_what_is_known_revises_nothing(settle):
    first = settle(("2032-03-08", AGREED))
    twice = settle(("2032-03-08", AGREED), ("2032-03-10", AGREED))
    later = settle(("2032-03-10", AGREED), earlier=first)
    assert [line.revised for line in (*first, *twice, *later)] == ["2032-03-08"] * 3


def test_a_second_side_that_confirms_revises_it(settle):
    one = "[norland|Norland] announced that [vell|Vell] will meet [oram|Oram] on {2032-03-20|March 20}."
    other = "[sudmark|Sudmark] announced that [vell|Vell] will meet [oram|Oram] on {2032-03-20|March 20}."
    first = settle(("2032-03-08", one))
    (line,) = settle(("2032-03-10", other), earlier=first)
    assert (line.sequence, line.revised, line.announced_by) == (1, "2032-03-10", ("sudmark",))


UNRELATED = (
    ("2032-03-10", "[estmark|Estmark] raised its taxes on {2032-03-09|Tuesday}."),
    ("2032-03-10", "[estmark|Estmark] and the [league|League] will hold talks on {2032-03-18|March 18}."),
    ("2032-03-09", "[vell|President Vell] opened a bridge in [|Lisbon] on {2032-03-08|Monday}."),
    ("2032-03-10", "[norland|Norland] and [estmark|Estmark] held talks on {2032-03-08|Monday}."),
    ("2032-03-12", "The [league|League] will meet in [|Lisbon] on {2032-03-20|March 20}."),
    (None, "[oram|Oram] spoke of [vell|Vell] with respect."),
)


@pytest.fixture(scope="module")
def known(read):
    """An edition's articles and, one by one, those that have nothing to do with its meetings."""
    own = [read("2032-03-08 " + CALL, "own1", "2032-03-08"), read(AGREED, "own2", "2032-03-09")]
    return own, [read(text, f"other{number}", day) for number, (day, text) in enumerate(UNRELATED)]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sets(st.integers(0, len(UNRELATED) - 1)), st.booleans())
def test_articles_about_other_things_move_no_meeting(known, cast, chosen, later):
    own, others = known
    first = settle_calendar([one[0] for one in own], [one[1] for one in own], cast, *MARCH)
    batch = [*own, *(others[number] for number in sorted(chosen))]
    again = settle_calendar(
        [one[0] for one in batch], [one[1] for one in batch], cast, *MARCH, earlier=first if later else ()
    )
    assert [line for line in again if line.uid in {one.uid for one in first}] == list(first)


def test_a_body_of_many_may_meet_by_itself(settle):
    lines = settle(("2032-03-09", "The [league|League] will meet in [|Lisbon] on {2032-03-12|Friday}."))
    assert [line.summary.text for line in lines] == ["the League meet in Lisbon"]


def test_the_order_of_the_input_changes_nothing(read, cast):
    one, other = read(CALL, "a0"), read(AGREED, "a1")
    forth = settle_calendar([one[0], other[0]], [one[1], other[1]], cast, *MARCH)
    back = settle_calendar([other[0], one[0]], [other[1], one[1]], cast, *MARCH)
    assert forth == back


@pytest.mark.parametrize(
    ("when", "window"),
    [
        ("2032-03-08", ("2032-03-08", "2032-03-08")),
        ("2032-03-08T15:30Z", ("2032-03-08", "2032-03-08")),
        ("2032-02 MID", ("2032-02-11", "2032-02-20")),
        ("2032-02 END", ("2032-02-21", "2032-02-29")),
        ("2032-W11", ("2032-03-08", "2032-03-14")),
        ("2032-W11-WE", ("2032-03-13", "2032-03-14")),
        ("2032-03-08/2032-03-12", ("2032-03-08", "2032-03-12")),
        ("2032-02-31", None),
        ("XXXX-03-08", None),
        ("FUTURE_REF", None),
        ("", None),
    ],
)
def test_a_window_is_the_days_that_a_value_may_mean(when, window):
    found = read_window(when)
    assert (found and tuple(day.isoformat() for day in found)) == window

"""Rival accounts of one story, point by point: shared, one-sided, in conflict, updated; one rule for every outlet."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from readout.codes import Agreement, EventType, Factuality
from readout.corpus.actors import Directory
from readout.corpus.period import days_between
from readout.corpus.wording import fold
from readout.records import (
    Analysis,
    Article,
    CalendarLine,
    Citation,
    Comparison,
    EventLine,
    Point,
    QuantityLine,
    Story,
    Telling,
)
from readout.spans import passage

FACTUAL = frozenset({Factuality.HAPPENED, Factuality.ONGOING})
APART = 45  # days between two publications beyond which a denial and a deed are not about one thing


@dataclass(frozen=True, slots=True)
class Told:
    """What a batch tells, by id."""

    articles: Mapping[str, Article]
    analyses: Mapping[str, Analysis]
    happenings: Mapping[str, EventLine]
    calendar: Mapping[str, CalendarLine]
    directory: Directory


def compare_accounts(
    stories: Iterable[Story], told: Told, quantities: Sequence[QuantityLine]
) -> tuple[Comparison, ...]:
    """
    One `Comparison` for each story of two outlets or more, or that another article denies, in the order given.

    A point is a happening, a meeting, a number or a denial. It is SHARED when every outlet of the story tells
    it and ONE_SIDED when some do and the stored text of the others was searched in vain for a deed of that type
    by that side, told as done or not. Two numbers for one thing, or a deed and its denial, are a CONFLICT when
    the articles may be of one day and an UPDATE when one is plainly later. No outlet weighs more than another.
    """
    found = []
    for story in stories:
        points = [*_happenings(story, told), *_numbers(story, told, quantities), *_denials(story, told)]
        if points:
            found.append(Comparison(story.id, tuple(points)))
    return tuple(found)


def outlet_of(article: Article) -> str:
    """The outlet of an article; an article whose outlet is not known stands for its own."""
    return article.outlet_id or article.id


def _outlets(article_ids: Iterable[str], told: Told) -> tuple[str, ...]:
    return tuple(sorted({outlet_of(told.articles[key]) for key in article_ids}))


def _tellings(citations: Iterable[Citation], told: Told) -> tuple[Telling, ...]:
    """The first citation of each outlet, in order of outlet."""
    first: dict[str, Citation] = {}
    for citation in citations:
        first.setdefault(outlet_of(told.articles[citation.article_id]), citation)
    return tuple(Telling(outlet, first[outlet]) for outlet in sorted(first))


def _write_point(
    agreement: Agreement, conflict: str | None, tellings: tuple[Telling, ...], absent: tuple[str, ...], told: Told
) -> Point:
    first = tellings[0].citation
    text = fold(passage(told.articles[first.article_id].text, first.span))
    return Point(text, agreement, conflict, tellings, absent)


def _happenings(story: Story, told: Told) -> Iterable[Point]:
    outlets = _outlets(story.article_ids, told)
    if len(outlets) < 2:
        return
    lines: list[EventLine | CalendarLine] = [told.calendar[key] for key in story.meeting_uids]
    lines += [told.happenings[key] for key in story.happening_ids]
    shown: set[tuple[Telling, ...]] = set()
    for line in lines:
        tellings = _tellings(line.citations, told)
        if tellings in shown:
            continue
        shown.add(tellings)
        silent = [outlet for outlet in outlets if outlet not in {one.outlet_id for one in tellings}]
        absent = tuple(outlet for outlet in silent if not _tells_of(outlet, story, line, told))
        if not silent:
            yield _write_point(Agreement.SHARED, None, tellings, (), told)
        elif absent:
            yield _write_point(Agreement.ONE_SIDED, None, tellings, absent, told)


def _tells_of(outlet: str, story: Story, line: EventLine | CalendarLine, told: Told) -> bool:
    """Whether an outlet's articles of the story hold such a deed of such a side, however told."""
    articles = [key for key in story.article_ids if outlet_of(told.articles[key]) == outlet]
    if isinstance(line, CalendarLine):
        parties = told.directory.parties(line.party_ids)
        meetings = [one for key in articles for one in told.analyses[key].meetings]
        return any(parties <= told.directory.parties(one.party_ids) for one in meetings)
    sides = told.directory.parties(line.actor_ids)
    events = [one for key in articles for one in told.analyses[key].events]
    return any(one.event_type is line.event_type and sides & told.directory.parties(one.actor_ids) for one in events)


def _numbers(story: Story, told: Told, quantities: Sequence[QuantityLine]) -> Iterable[Point]:
    inside = set(story.citations)
    shown: set[tuple[Telling, ...]] = set()
    for line in quantities:
        if line.relation not in ("conflict", "update") or not any(citation in inside for citation in line.citations):
            continue
        tellings = _tellings(line.citations, told)
        if len(tellings) > 1 and tellings not in shown:
            shown.add(tellings)
            agreement = Agreement.CONFLICT if line.relation == "conflict" else Agreement.UPDATE
            yield _write_point(agreement, "number", tellings, (), told)


def _denials(story: Story, told: Told) -> Iterable[Point]:
    for key in story.happening_ids:
        deed = told.happenings[key]
        for denial in sorted(told.happenings.values(), key=lambda line: line.id):
            if denial.factuality is Factuality.DENIED and _same_deed(deed, denial, told):
                tellings = (*_tellings(deed.citations[:1], told), *_tellings(denial.citations[:1], told))
                if tellings[0].outlet_id == tellings[1].outlet_id:
                    continue
                kind = "agreed_or_discussed" if deed.event_type is EventType.AGREE else "denied"
                days = [told.articles[one.citation.article_id].published for one in tellings]
                yield _write_point(_by_days(*days), kind, tellings, (), told)


def _same_deed(deed: EventLine, denial: EventLine, told: Told) -> bool:
    """Whether a denial speaks of a deed: one type, one side, one recipient where both name one, near in time."""
    if deed.event_type is not denial.event_type or (deed.day and denial.day and deed.day != denial.day):
        return False
    parties = told.directory.parties
    if not parties(deed.actor_ids) & parties(denial.actor_ids):
        return False
    mine, theirs = parties(deed.recipient_ids), parties(denial.recipient_ids)
    if mine and theirs and not mine & theirs:
        return False
    days = [told.articles[line.citations[0].article_id].published for line in (deed, denial)]
    apart = days_between(*days)
    return apart is not None and apart <= APART


def _by_days(one: str | None, other: str | None) -> Agreement:
    """UPDATE when one day of publication lies wholly after the other, else CONFLICT."""
    return Agreement.UPDATE if (days_between(one, other) or 0) > 0 else Agreement.CONFLICT

"""Articles without a year take it from another of the batch that dates the same happening."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from readout.codebook import Codebook
from readout.codebook.editions import (
    HALF_YEAR,
    date_edition,
    find_promise,
    has_open_weekday,
    is_scheduled,
    last_of_round,
)
from readout.codes import Factuality, MeetingStatus
from readout.records import Actor, Analysis, Article

TOLD = frozenset({MeetingStatus.HELD, MeetingStatus.AGREED})
FACTUAL = frozenset({Factuality.HAPPENED, Factuality.ONGOING})
_DAY = re.compile(r"(\d{4}|XXXX)-(\d{2})-(\d{2})")


@dataclass(frozen=True, slots=True)
class Happening:
    """A meeting or act on a day: its kind, parties as sides, month, day, year when known, whether still ahead."""

    kind: str
    parties: frozenset[str]
    month: int
    day: int
    year: int | None
    ahead: bool


def settle_publication(
    articles: Sequence[Article], analyses: Sequence[Analysis], codebook: Codebook
) -> tuple[Article, ...]:
    """
    The articles, those without a day of publication dated where the batch allows it.

    An article takes the year of a happening that another dates: the same parties, month, day and kind of
    meeting or act. Its last dated event then is the earliest day; a promised weekday gives the day itself,
    else the first event ahead, or half a year, the latest. An article that two others date differently
    stays open. `published_basis` names the article the year comes from.
    """
    by_id = {analysis.article_id: analysis for analysis in analyses}
    dated = {
        article.id: _find_happenings(by_id[article.id], codebook)
        for article in sorted(articles, key=lambda one: one.id)
        if article.published is not None and article.id in by_id
    }
    return tuple(
        article
        if article.published is not None or article.id not in by_id
        else _date_by_others(article, by_id[article.id], dated, {one.id: one for one in articles}, codebook)
        for article in articles
    )


def _date_by_others(
    article: Article,
    analysis: Analysis,
    dated: Mapping[str, tuple[Happening, ...]],
    articles: Mapping[str, Article],
    codebook: Codebook,
) -> Article:
    own = _find_happenings(analysis, codebook)
    lenders = [
        (mine, theirs, other)
        for mine in own
        for other, told in dated.items()
        for theirs in told
        if _is_same(mine, theirs)
    ]
    last = last_of_round(_find_past_days(article, analysis, codebook)) or last_of_round(
        (one.month, one.day) for one in own if not one.ahead
    )
    shared_days = [_make_day(theirs.year, mine.month, mine.day) for mine, theirs, _ in lenders if theirs.year]
    days = {_near(day, last) for day in shared_days if day is not None}
    if len(days) != 1:
        return article
    earliest = days.pop()
    lender = articles[min(other for _, _, other in lenders)]
    shared = next(mine for mine, _, other in lenders if other == lender.id)
    told = f"“{lender.title or lender.id}” dates the same {shared.kind} of {shared.month:02d}-{shared.day:02d}"
    published, reason = _settle_day(article, earliest, analysis, codebook)
    return replace(
        article,
        published=published,
        published_basis=(*article.published_basis, told, f"last dated event: {earliest}", reason),
    )


def _near(shared: date, last: tuple[int, int] | None) -> date:
    """The last day told, in the year that puts it nearest to the happening whose year is known."""
    if last is None:
        return shared
    days = [_make_day(shared.year + step, *last) for step in (-1, 0, 1)]
    return min((day for day in days if day), key=lambda day: abs((day - shared).days), default=shared)


def _make_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _settle_day(article: Article, earliest: date, analysis: Analysis, codebook: Codebook) -> tuple[str, str]:
    ahead = [
        day
        for one in _find_happenings(analysis, codebook)
        if one.ahead
        for step in (0, 1)
        if (day := _make_day(earliest.year + step, one.month, one.day)) and 0 < (day - earliest).days <= HALF_YEAR
    ]
    promise = find_promise(article.text, codebook.times.editions)
    if promise is not None:
        week_open = has_open_weekday(analysis.timexes)
        edition = date_edition(earliest, promise.weekday, min(ahead, default=None), open_weekday=week_open)
        return edition, f"promised weekday: “{promise.words}”"
    if ahead:
        latest = max(min(ahead) - timedelta(days=1), earliest)
        return f"{earliest}/{latest}", f"first event still ahead: {min(ahead)}"
    latest = earliest + timedelta(days=HALF_YEAR)
    return f"{earliest}/{latest}", "dates without a year lie less than half a year away"


def _find_past_days(article: Article, analysis: Analysis, codebook: Codebook) -> list[tuple[int, int]]:
    """The days without a year that the text tells of as past."""
    cues = codebook.times.cues["scheduled"]
    ahead = {(one.month, one.day) for one in _find_happenings(analysis, codebook) if one.ahead}
    found = [
        (int(day[2]), int(day[3]))
        for timex in analysis.timexes
        if (day := _DAY.match(timex.value)) and not is_scheduled(article.text, timex.span.start, cues)
    ]
    return [day for day in found if day not in ahead and _make_day(2000, *day) is not None]


def _is_same(one: Happening, other: Happening) -> bool:
    same_day = (one.kind, one.month, one.day) == (other.kind, other.month, other.day)
    return same_day and other.year is not None and len(one.parties & other.parties) >= 2


def _find_happenings(analysis: Analysis, codebook: Codebook) -> tuple[Happening, ...]:
    known = {**{actor.id: actor for actor in codebook.actors.actors}, **{actor.id: actor for actor in analysis.actors}}
    found = [
        _happening("meeting", meeting.party_ids, meeting.when.value, known, ahead=meeting.status != MeetingStatus.HELD)
        for meeting in analysis.meetings
        if meeting.status in TOLD and meeting.when is not None
    ]
    for event in analysis.events:
        if event.factuality in FACTUAL or event.factuality == Factuality.SCHEDULED:
            value = event.day or (event.when.value if event.when is not None else "")
            parties = (*event.actor_ids, *event.recipient_ids)
            ahead = event.factuality == Factuality.SCHEDULED
            found.append(_happening(event.event_type.value.lower(), parties, value, known, ahead=ahead))
    return tuple(one for one in found if one is not None)


def _happening(
    kind: str, ids: Iterable[str], value: str, known: Mapping[str, Actor], *, ahead: bool
) -> Happening | None:
    day = _DAY.match(value)
    if day is None or _make_day(2000, int(day[2]), int(day[3])) is None:
        return None
    parties = frozenset(_side(known.get(each), each) for each in ids)
    return Happening(kind, parties, int(day[2]), int(day[3]), None if day[1] == "XXXX" else int(day[1]), ahead)


def _side(actor: Actor | None, actor_id: str) -> str:
    """A person stands for the country, so that "Russia" and its president are one party."""
    return actor.country if actor is not None and actor.kind == "person" and actor.country else actor_id

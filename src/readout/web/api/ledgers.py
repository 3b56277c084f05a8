"""What a week's brief holds, list by list: for those who may read the desk."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Field, Query, Router, Schema

from readout.codes import Agreement, EventType, Factuality, MeetingStatus, Movement, PositionKind, Quoting
from readout.desk.opened import the_desk
from readout.desk.shelves import load_cited
from readout.desk.weeks import list_weeks
from readout.records import (
    CalendarLine,
    Citation,
    Comparison,
    EventLine,
    ForecastLine,
    PositionLine,
    StatementLine,
    Story,
)
from readout.rendering.receipts import show_receipt
from readout.web.api.answers import Answer, Fault, Page, Turn, answer, cut_page
from readout.web.api.weeks import WEEK, Week, Weekly, find_week

router = Router(tags=["a week"])
FAULTS = {400: Fault, 404: Fault, 409: Fault, 410: Fault, 429: Fault}
NAME = 300  # characters of an id or of words that are looked for


class Asked(Turn):
    """A page of a list of a week."""

    week: str | None = WEEK
    q: str | None = Field(None, max_length=NAME, description="Words, all of which stand in it.")


class AskedStatements(Asked):
    """Which statements."""

    speaker: str | None = Field(None, max_length=NAME, description="The id of the actor who speaks.")
    quoting: Quoting | None = None


class AskedEvents(Asked):
    """Which events."""

    actor: str | None = Field(None, max_length=NAME, description="The id of who acts.")
    recipient: str | None = Field(None, max_length=NAME, description="The id of whom it is done to.")
    type: EventType | None = None
    factuality: Factuality | None = None
    since: str | None = Field(None, pattern=r"^\d{4}-\d{2}-\d{2}$", description="The first day.")
    until: str | None = Field(None, pattern=r"^\d{4}-\d{2}-\d{2}$", description="The last day.")


class AskedPositions(Asked):
    """Which positions."""

    holder: str | None = Field(None, max_length=NAME, description="The id of who holds it.")
    kind: PositionKind | None = None
    movement: Movement | None = None


class AskedMeetings(Asked):
    """Which meetings."""

    party: str | None = Field(None, max_length=NAME, description="The id of who meets.")
    status: MeetingStatus | None = None


class AskedForecasts(Asked):
    """Which forecasts."""

    state: str | None = Field(None, max_length=20, description="open, overdue, came_true, did_not or void.")


class AskedStories(Asked):
    """Which stories."""

    article: str | None = Field(None, max_length=NAME, description="The id of an article that tells it.")


class AskedComparisons(Turn):
    """Which comparisons."""

    week: str | None = WEEK
    story: str | None = Field(None, max_length=NAME, description="The id of the story.")
    agreement: Agreement | None = Field(None, description="Those with a point of this kind.")


class AskedCitations(Turn):
    """Which citations."""

    week: str | None = WEEK
    article: str | None = Field(None, max_length=NAME, description="The id of the article.")


class Cited(Schema):
    """A passage as it is cited: where, its words, and how to find it again."""

    article_id: str
    start: int
    end: int
    passage: str
    prefix: str
    suffix: str
    digest: str
    outlet: str
    title: str
    day: str
    url: str | None


def _says(asked: Asked, *told: str | None) -> bool:
    text = " ".join(filter(None, told)).casefold()
    return all(word in text for word in (asked.q or "").casefold().split())


def _give(
    request: HttpRequest,
    response: HttpResponse,
    asked: Any,
    choose: Callable[[Weekly], Iterable[Any]],
    show: Callable[[Iterable[Any]], Sequence[Any]] = tuple,
) -> Answer:
    week = find_week(asked.week)
    return answer(request, response, week.stamp, lambda: cut_page(tuple(choose(week)), asked, week.stamp, show=show))


@router.get("/weeks", response={200: list[Week], **FAULTS})
def list_kept_weeks(request: HttpRequest) -> list[dict[str, str]]:
    """The weeks of which a brief is kept, the latest first."""
    del request
    return [
        {"week": one.name, "first_day": one.first_day.isoformat(), "last_day": one.last_day.isoformat()}
        for one in list_weeks()
    ]


@router.get("/statements", response={200: Page[StatementLine], **FAULTS})
def list_statements(request: HttpRequest, response: HttpResponse, asked: Query[AskedStatements]) -> Answer:
    """Who is reported to have said what."""

    def fits(one: StatementLine) -> bool:
        return (
            asked.speaker in (None, one.speaker_id)
            and asked.quoting in (None, one.quoting)
            and _says(asked, one.speaker, one.role, one.words)
        )

    return _give(request, response, asked, lambda week: filter(fits, week.brief.statements))


@router.get("/events", response={200: Page[EventLine], **FAULTS})
def list_events(request: HttpRequest, response: HttpResponse, asked: Query[AskedEvents]) -> Answer:
    """Who did what to whom, in PLOVER's types, and whether it happened."""

    def fits(one: EventLine) -> bool:
        return (
            (asked.actor is None or asked.actor in one.actor_ids)
            and (asked.recipient is None or asked.recipient in one.recipient_ids)
            and asked.type in (None, one.event_type)
            and asked.factuality in (None, one.factuality)
            and (asked.since is None or (one.day is not None and one.day >= asked.since))
            and (asked.until is None or (one.day is not None and one.day <= asked.until))
            and _says(asked, one.event_type.value, *one.actor_ids, *one.recipient_ids)
        )

    return _give(request, response, asked, lambda week: filter(fits, week.brief.happenings))


@router.get("/positions", response={200: Page[PositionLine], **FAULTS})
def list_positions(request: HttpRequest, response: HttpResponse, asked: Query[AskedPositions]) -> Answer:
    """What each party wants, refuses, offers or threatens, and how that moved."""

    def fits(one: PositionLine) -> bool:
        return (
            (asked.holder is None or asked.holder in one.holder_ids)
            and asked.kind in (None, one.kind)
            and asked.movement in (None, one.movement)
            and _says(asked, one.wording)
        )

    return _give(request, response, asked, lambda week: filter(fits, week.brief.positions))


@router.get("/meetings", response={200: Page[CalendarLine], **FAULTS})
def list_meetings(request: HttpRequest, response: HttpResponse, asked: Query[AskedMeetings]) -> Answer:
    """Talks, held and ahead."""

    def fits(one: CalendarLine) -> bool:
        return (
            (asked.party is None or asked.party in one.party_ids)
            and asked.status in (None, one.status)
            and _says(asked, one.summary.text, one.place)
        )

    return _give(request, response, asked, lambda week: filter(fits, week.brief.calendar))


@router.get("/forecasts", response={200: Page[ForecastLine], **FAULTS})
def list_forecasts(request: HttpRequest, response: HttpResponse, asked: Query[AskedForecasts]) -> Answer:
    """Who foretells what, and how it came out."""

    def fits(one: ForecastLine) -> bool:
        return asked.state in (None, one.state) and _says(asked, one.forecaster, one.claim)

    return _give(request, response, asked, lambda week: filter(fits, week.brief.forecasts))


@router.get("/stories", response={200: Page[Story], **FAULTS})
def list_stories(request: HttpRequest, response: HttpResponse, asked: Query[AskedStories]) -> Answer:
    """Happenings over all articles that tell them."""

    def fits(one: Story) -> bool:
        return (asked.article is None or asked.article in one.article_ids) and _says(asked, one.headline)

    return _give(request, response, asked, lambda week: filter(fits, week.brief.stories))


@router.get("/comparisons", response={200: Page[Comparison], **FAULTS})
def list_comparisons(request: HttpRequest, response: HttpResponse, asked: Query[AskedComparisons]) -> Answer:
    """The accounts of a story, point by point."""

    def fits(one: Comparison) -> bool:
        kinds = {point.agreement for point in one.points}
        return asked.story in (None, one.story_id) and (asked.agreement is None or asked.agreement in kinds)

    return _give(request, response, asked, lambda week: filter(fits, week.brief.comparisons))


@router.get("/citations", response={200: Page[Cited], **FAULTS})
def list_citations(request: HttpRequest, response: HttpResponse, asked: Query[AskedCitations]) -> Answer:
    """Every passage that the week's brief cites, with its words."""
    week = find_week(asked.week)

    def choose(week: Weekly) -> Iterable[Citation]:
        return (one for one in week.citations if asked.article in (None, one.article_id))

    def show(part: Iterable[Citation]) -> list[dict[str, object]]:
        part = list(part)
        shelf = load_cited(the_desk().archive, week.brief, part).shelf
        return [_write_cited(one, shelf) for one in part]

    return _give(request, response, asked, choose, show)


def _write_cited(citation: Citation, shelf: Any) -> dict[str, object]:
    receipt = show_receipt(citation, shelf)
    article = shelf.articles.get(citation.article_id)
    text = article.text if article else ""
    return {
        "article_id": citation.article_id,
        "start": citation.span.start,
        "end": citation.span.end,
        "passage": text[citation.span.start : citation.span.end],
        "prefix": citation.prefix,
        "suffix": citation.suffix,
        "digest": citation.digest,
        "outlet": receipt.outlet,
        "title": receipt.title,
        "day": receipt.day,
        "url": receipt.url,
    }

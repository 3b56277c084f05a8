"""
A brief's calendar as iCalendar (RFC 5545, RFC 7986): `calendar.ics`.

No clock is read: DTSTAMP and LAST-MODIFIED are the day of publication that last changed the meeting (RFC 5545,
3.8.7.2 and 3.8.7.3), so that the same brief gives the same bytes and a further telling moves neither. Meetings
without any day stay on the page alone.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from icalendar import Calendar, Event

from readout.codes import MeetingStatus
from readout.corpus.calendar.windows import read_window
from readout.corpus.period import move_day
from readout.corpus.wording import fold, write_list, write_time
from readout.records import Actor, Article, Brief, CalendarLine, Citation, Outlet
from readout.spans import finding_id, passage

PRODUCT = "-//Readout//Calendar 1//EN"
NAME = "Talks held and ahead"
REFRESH = timedelta(days=1)
DOMAIN = "readout.invalid"  # RFC 2606: a name that belongs to nobody; UIDs stay unique by their digest
LONGEST = 280  # characters of a quoted passage
UNKNOWN = datetime(1970, 1, 1, tzinfo=UTC)


def render_calendar(brief: Brief, articles: Sequence[Article]) -> bytes:
    """
    The calendar of a brief: CRLF lines folded at 75 octets, one VEVENT a meeting with a day or window.

    A day is an all-day DATE with exclusive DTEND, a window one of several days with a note; a clock time is local
    time with its TZID where the zone is known, with the VTIMEZONE beside it, and an instant in UTC where only the
    offset is. STATUS is CANCELLED (kept, never deleted), TENTATIVE where it is proposed, put
    off without a firm telling, or vouched for by one side alone, else CONFIRMED.
    """
    by_id = {article.id: article for article in articles}
    actors = {actor.id: actor for actor in brief.actors}
    outlets = {outlet.id: outlet for outlet in brief.outlets}
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("uid", f"{finding_id('calendar', brief.question)}@{DOMAIN}")
    calendar.add("last-modified", max((_stamp(line, by_id) for line in brief.calendar), default=UNKNOWN))
    calendar.add("name", NAME)
    calendar.add("x-wr-calname", NAME)
    if brief.notice:
        calendar.add("description", brief.notice)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    for line in sorted(brief.calendar, key=lambda one: one.uid):
        event = _write_event(line, by_id, actors, outlets)
        if event is not None:
            calendar.add_component(event)
    moments = [moment for line in brief.calendar if (moment := _read_moment(line)) is not None]
    if moments:
        years = [moment.year for moment in moments]
        calendar.add_missing_timezones(date(min(years), 1, 1), date(max(years) + 1, 1, 1))
    content: bytes = calendar.to_ical(sorted=True)
    return content


def _write_event(
    line: CalendarLine, articles: Mapping[str, Article], actors: Mapping[str, Actor], outlets: Mapping[str, Outlet]
) -> Event | None:
    window = read_window(line.when)
    if window is None:
        return None
    stamp = _stamp(line, articles)
    event = Event()
    event.add("uid", f"{line.uid}@{DOMAIN}")
    event.add("sequence", line.sequence)
    event.add("dtstamp", stamp)
    event.add("last-modified", stamp)
    event.add("summary", _printable(line.summary.text))
    _add_time(event, line, window)
    if line.place:
        event.add("location", _printable(line.place))
    event.add("status", status_of(line, actors))
    event.add("transp", "TRANSPARENT")
    event.add("categories", [line.status.value])
    event.add("description", _printable(_describe(line, window, articles, actors, outlets)))
    url = next((articles[one.article_id].url for one in line.citations if one.article_id in articles), None)
    if url:
        event.add("url", _printable(url))
    return event


def _add_time(event: Event, line: CalendarLine, window: tuple[date, date]) -> None:
    moment = _read_moment(line)
    if moment is not None:
        event.add("dtstart", moment)
        return
    event.add("dtstart", window[0])
    event.add("dtend", move_day(window[1], 1))


def _read_moment(line: CalendarLine) -> datetime | None:
    """A clock time in its zone, or in UTC where it gives an offset only; None for a day, or where it has neither."""
    try:
        moment = datetime.fromisoformat(line.when)
        zone = UTC if line.zone is None else ZoneInfo(line.zone)
    except (ValueError, ZoneInfoNotFoundError):
        return None
    return moment.astimezone(zone) if moment.tzinfo is not None else None


def status_of(line: CalendarLine, actors: Mapping[str, Actor]) -> str:
    """CONFIRMED, TENTATIVE or CANCELLED (RFC 5545, 3.8.1.11)."""
    if line.status is MeetingStatus.CANCELLED:
        return "CANCELLED"
    if line.status is MeetingStatus.HELD:
        return "CONFIRMED"
    if line.status is not MeetingStatus.AGREED:
        return "TENTATIVE"
    sides = {_side(actor, actors) for actor in line.party_ids}
    vouching = sides & {_side(actor, actors) for actor in (*line.confirmed_by, *line.announced_by)}
    return "TENTATIVE" if len(vouching) == 1 else "CONFIRMED"


def _side(actor_id: str, actors: Mapping[str, Actor]) -> str:
    known = actors.get(actor_id)
    return known.country if known is not None and known.country else actor_id


def _stamp(line: CalendarLine, articles: Mapping[str, Article]) -> datetime:
    """Midnight UTC of the day that last changed it, else of the last one cited; 1970 where no article is dated."""
    if (known := read_window(line.revised)) is not None:
        return datetime.combine(known[1], datetime.min.time(), UTC)
    days = [
        window[1]
        for citation in line.citations
        if (article := articles.get(citation.article_id)) and (window := read_window(article.published or ""))
    ]
    return datetime.combine(max(days), datetime.min.time(), UTC) if days else UNKNOWN


def _describe(
    line: CalendarLine,
    window: tuple[date, date],
    articles: Mapping[str, Article],
    actors: Mapping[str, Actor],
    outlets: Mapping[str, Outlet],
) -> str:
    parts = [f"Status: {line.status.value}."]
    if window[0] != window[1]:
        parts.append(f"Day not settled: {write_time(line.when)}.")
    elif "T" in line.when and _read_moment(line) is None:
        parts.append(f"Time as told, zone not given: {write_time(line.when)}.")
    if line.announced_by:
        verb = "Proposed" if line.status is MeetingStatus.PROPOSED else "Announced"
        parts.append(f"{verb} by {write_list(_names(line.announced_by, actors))}.")
    if line.confirmed_by:
        parts.append(f"Confirmed by {write_list(_names(line.confirmed_by, actors))}.")
    named = {slot.citation for slot in line.summary.slots}  # a bare name outside the passage is no passage
    passages = [one for one in line.citations if one.article_id in articles and one not in named]
    parts += [_receipt(one, articles[one.article_id], outlets) for one in passages]
    return "\n\n".join(dict.fromkeys(parts))


def _names(actor_ids: Sequence[str], actors: Mapping[str, Actor]) -> list[str]:
    return [actors[actor].name if actor in actors else actor for actor in actor_ids]


def _receipt(citation: Citation, article: Article, outlets: Mapping[str, Outlet]) -> str:
    """The quoted passage, its article and outlet, and where it stands."""
    quoted = fold(passage(article.text, citation.span)).strip()
    if len(quoted) > LONGEST:
        quoted = f"{quoted[:LONGEST].rsplit(' ', 1)[0]} …"
    outlet = outlets.get(article.outlet_id or "")
    names = [name for name in (article.title or article.id, outlet.name if outlet else article.outlet_id) if name]
    span = citation.span
    return f"“{quoted}”\n{', '.join(names)} [{citation.article_id}, characters {span.start} to {span.end}]"


def _printable(text: str) -> str:
    """The text without the control characters that RFC 5545 (3.1) forbids; line breaks stay."""
    return "".join(each for each in text if each in "\n\t" or (ord(each) >= 32 and ord(each) != 127))

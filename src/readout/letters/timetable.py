"""Mails the latest edition when its time has come; tells in words where it does not."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from readout.actions.approving import Standing, list_open
from readout.actions.delivering.freezing import freeze_edition
from readout.actions.scheduling import (
    MOST_DAYS,
    Due,
    Scheduled,
    decide,
    find_instant,
    find_publishing_day,
    settle_day,
)
from readout.codebook.desks import Schedule
from readout.codebook.mails import TimeBook
from readout.codes import DraftState
from readout.letters.instances import is_mailed
from readout.letters.office import Office
from readout.ports import Archive
from readout.records import Edition

SCHEDULE = "the schedule"
TOLD = "unsent"  # the mark of what the worker told the desk last
APPROVED = frozenset({DraftState.HELD, DraftState.SCHEDULED, DraftState.DUE})


def publish_by_mail(office: Office, archive: Archive, edition: Edition, site: str, at: datetime) -> str:
    """Freeze an edition for its readers now, since the schedule says so; what was done, in words."""
    content = office.write_edition(archive, edition, site, at)
    mailing = freeze_edition(office.room, content, SCHEDULE, at, at, office.book.domain)
    return "" if mailing is None else f"edition {edition.number}: frozen for {mailing.frozen:,} readers"


def heed_timetable(office: Office, archive: Archive, schedule: Schedule, site: str, at: datetime) -> str:
    """
    What the timetable asks for at an instant, done where it may be done; in words, "" where nothing new is to be said.

    An edition is in the archive once it was approved and published: what is not there is not mailed. What is not
    mailed is told once, and kept as told; the desk's pages show it as long as it is so (`find_unsent`).
    """
    times = office.book.times
    if not times.automatic:
        return ""
    edition = archive.load_edition()
    if edition is not None and edition.brief.last_day is not None:
        day = find_publishing_day(edition.brief.last_day, schedule.publishing_day)
        scheduled = Scheduled(day, is_approved=True, is_frozen=is_mailed(office, edition.number))
        if decide(scheduled, times, at) is Due.SEND:
            return publish_by_mail(office, archive, edition, site, at)
    told = find_unsent(office, archive, schedule, at)
    if told == office.room.load_mark(TOLD):
        return ""
    office.room.keep_mark(TOLD, told)
    return told


def find_unsent(office: Office, archive: Archive, schedule: Schedule, at: datetime) -> str:
    """
    What was to be mailed by the timetable and is not, in words with what to do; "" where there is none.

    It follows from the clock, so that the desk is told though no worker runs.
    """
    times = office.book.times
    if not times.automatic:
        return ""
    passed = find_passed(schedule.publishing_day, times, at)
    if passed is None:
        return ""
    day, instant = passed
    cards = [card for card in archive.list_editions() if card.last_day is not None]
    published = max(cards, key=lambda card: (card.last_day or day, card.number), default=None)
    if published is not None and published.last_day is not None:
        due = find_publishing_day(published.last_day, schedule.publishing_day)
        if due > day:
            return ""
        if due == day:
            late = decide(Scheduled(day, True, is_mailed(office, published.number)), times, at) is Due.LATE
            return _tell_late(published.number, instant) if late else ""
    drafts = [one for one in list_open(archive, schedule, at) if _day_of(one, schedule) == day]
    if published is None and not drafts:
        return ""  # its first edition is of a later day
    return _tell_unapproved(office, drafts, day)


def find_passed(publishing_day: int, times: TimeBook, at: datetime) -> tuple[date, datetime] | None:
    """The last publishing day whose time to be mailed has come, and that instant, holidays heeded; None: none has."""
    for back in range(-MOST_DAYS, 2 * MOST_DAYS + 1):
        day = at.date() - timedelta(days=back)
        goes = settle_day(day, times) if day.isoweekday() == publishing_day else None
        if goes is not None and find_instant(goes, times) <= at:
            return day, find_instant(goes, times)
    return None


def _tell_late(number: int, instant: datetime) -> str:
    return (
        f"edition {number} was to be mailed at {instant:%Y-%m-%d %H:%M} UTC and is late: "
        f"readout send {number} --editor NAME, if it still should be"
    )


def _day_of(standing: Standing, schedule: Schedule) -> date | None:
    """The publishing day of a draft; None: its brief has no period."""
    last = standing.opened.draft.brief.last_day
    return None if last is None else find_publishing_day(last, schedule.publishing_day)


def _tell_unapproved(office: Office, drafts: Sequence[Standing], day: date) -> str:
    """Why nothing was mailed on a day; "" where its draft was approved and only waits to be published."""
    if any(one.state in APPROVED for one in drafts):
        return ""
    names = ", ".join(f"“{one.opened.content.title}”" for one in drafts)
    why = f"{names} was not approved in time" if names else "no draft of it was opened"
    times = office.book.times
    return (
        f"nothing was mailed for {day:%A} {day.day} {day:%B %Y}, {times.at:%H:%M} ({times.zone}): {why}. What is "
        f"published within {times.late_hours} hours of that time is mailed by itself; later, a person says so"
    )

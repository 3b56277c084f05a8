"""Mails the latest edition when its time has come; tells in words where it does not."""

from datetime import datetime

from readout.actions.delivering.freezing import freeze_edition
from readout.actions.publishing import load_sources
from readout.actions.scheduling import Due, Scheduled, decide, find_instant, find_publishing_day, settle_day
from readout.letters.instances import is_mailed
from readout.letters.office import Office
from readout.ports import Archive
from readout.records import Edition
from readout.rendering.site.published import Published

SCHEDULE = "the schedule"


def publish_by_mail(office: Office, archive: Archive, edition: Edition, site: str, at: datetime) -> str:
    """Freeze an edition for its readers now, since the schedule says so; what was done, in words."""
    content = office.write_edition(Published(edition, load_sources(archive, edition)), site, at)
    mailing = freeze_edition(office.room, content, SCHEDULE, at, at, office.book.domain)
    return "" if mailing is None else f"edition {edition.number}: frozen for {mailing.frozen:,} readers"


def heed_timetable(office: Office, archive: Archive, publishing_day: int, site: str, at: datetime) -> str:
    """
    What the timetable asks for at an instant, done where it may be done; in words, "" where nothing is to be said.

    An edition is in the archive once it was approved and published: what is not there is not mailed.
    """
    times = office.book.times
    if not times.automatic:
        return ""
    edition = archive.load_edition()
    if edition is None or edition.brief.last_day is None:
        return ""
    day = find_publishing_day(edition.brief.last_day, publishing_day)
    due = decide(Scheduled(day, is_approved=True, is_frozen=is_mailed(office, edition.number)), times, at)
    if due is Due.SEND:
        return publish_by_mail(office, archive, edition, site, at)
    goes = settle_day(day, times)
    if due is Due.LATE and goes is not None:
        return (
            f"edition {edition.number} was to be mailed at {find_instant(goes, times):%Y-%m-%d %H:%M} UTC and is late: "
            f"readout send {edition.number} --editor NAME, if it still should be"
        )
    return ""

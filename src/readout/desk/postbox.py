"""What pages that are not about mail ask of it: when readers were last mailed, and what was not mailed in time."""

from datetime import datetime

from readout.desk.opened import now, the_desk
from readout.errors import ReadoutError
from readout.letters.asked import find_office
from readout.letters.timetable import find_unsent


def find_last_mailed(edition: int) -> datetime | None:
    """When an edition other than this one was last frozen for its readers; None: none was, or nothing is mailed."""
    try:
        office = find_office()
    except ReadoutError:  # the page Today says so
        return None
    return None if office is None else office.find_last(edition)


def tell_unsent() -> str:
    """What was to be mailed and is not, or why nothing can be, in words; "" where all is well or nothing is mailed."""
    desk = the_desk()
    try:
        office = find_office()
        return "" if office is None else find_unsent(office, desk.archive, desk.files.schedule, now())
    except ReadoutError as error:
        return str(error)

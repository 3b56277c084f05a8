"""What was put right in earlier editions since their readers were mailed: the next mail tells it."""

from datetime import datetime

from readout.ports import Archive
from readout.records import Edition
from readout.rendering.mail.editions import Amended


def find_amended(archive: Archive, edition: Edition, since: datetime | None) -> tuple[Amended, ...]:
    """
    The corrections of other editions after an instant, by edition, in the order of their numbers.

    `since` is when another edition was last frozen for mailing; what was corrected up to then, that mail told. None:
    none was mailed yet; told is what was corrected since the edition before this one was published. An edition's own
    corrections stand in it.
    """
    others = [card for card in archive.list_editions() if card.number != edition.number]
    before = [card.published_at for card in others if card.number < edition.number]
    start = since or max(before, default=None)
    if start is None:
        return ()
    amended = []
    for card in others:
        if card.corrected_at is None or card.corrected_at <= start:
            continue
        found = archive.load_edition(number=card.number)
        told = tuple(one for one in found.corrections if one.corrected_at > start) if found else ()
        amended.append(Amended(card.slug, card.title, told))
    return tuple(amended)

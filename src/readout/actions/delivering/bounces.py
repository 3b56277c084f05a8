"""
What comes back: mail that could not be delivered counts against an address, a complaint ends it at once.

Scores are those of Mailman: a lasting failure counts 1, a passing one 0.5, at most one a day; forgotten after a time
of silence; over a threshold the reader is held and the desk told. What was refused as spam counts against nobody.
"""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from readout.codes import ConsentKind, DeliveryState, ReaderState, SuppressionReason
from readout.ports.mailroom import Mailroom
from readout.records import Consent, Reader

HARD, SOFT, HELD_AT = 1.0, 0.5, 3.0
FORGOTTEN_AFTER = timedelta(days=45)
_BLOCKED = re.compile(r"\b5\.7\.\d+\b|spam|block ?list|blacklist|reputation|dmarc|policy", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Returned:
    """One report that came back: `key` of whose mail, None where nobody can be told; `kind` hard, soft or complaint."""

    key: str | None
    kind: str
    words: str = ""


def score_bounce(reader: Reader, kind: str, today: date) -> Reader:
    """The reader with one more failure counted, held where that is one too many."""
    if reader.bounced_on == today or reader.state not in (ReaderState.ACTIVE, ReaderState.PAUSED):
        return reader
    before = 0.0 if reader.bounced_on is None or today - reader.bounced_on > FORGOTTEN_AFTER else reader.bounces
    score = before + (HARD if kind == "hard" else SOFT)
    state = ReaderState.HELD if score >= HELD_AT else reader.state
    return replace(reader, bounces=score, bounced_on=today, state=state)


def take_back(room: Mailroom, returned: Returned, at: datetime) -> str:
    """Heed one report; what was done, in words."""
    if returned.key is None:
        return "nobody's: no genuine return path"
    if returned.kind == "complaint":
        complain(room, returned.key, at)
        return "complained: suppressed"
    if _BLOCKED.search(returned.words):
        return "refused as spam: counts against nobody; look at the sender's standing"
    with room.writing():
        reader = room.load_reader(returned.key)
        if reader is None:
            return "is no reader any more"
        scored = score_bounce(reader, returned.kind, at.date())
        if scored != reader:
            room.keep_reader(replace(scored, changed_at=at))
            if scored.state is ReaderState.HELD:
                room.add_consent(Consent(reader.key, ConsentKind.HELD, at, returned.words[:120]))
        return f"counted {scored.bounces:g}" + (": held" if scored.state is ReaderState.HELD else "")


def complain(room: Mailroom, key: str, at: datetime) -> None:
    """A reader reported a mail as spam: no more mail, until they ask anew."""
    with room.writing():
        room.suppress(key, SuppressionReason.COMPLAINED, at)
        reader = room.load_reader(key)
        if reader is not None and reader.state is not ReaderState.LEFT:
            room.keep_reader(replace(reader, state=ReaderState.LEFT, round=reader.round + 1, changed_at=at))
            room.add_consent(Consent(key, ConsentKind.COMPLAINED, at, ""))


def count_refusals(room: Mailroom, name: str, at: datetime) -> int:
    """Count what servers refused of a mailing during the dialogue itself, as if it had come back; how many readers."""
    counted = 0
    for row in room.walk_deliveries(name, DeliveryState.REFUSED):
        told = take_back(room, Returned(row.key, "hard", f"{row.code} {row.reply}"), at)
        counted += told.startswith("counted")
    return counted

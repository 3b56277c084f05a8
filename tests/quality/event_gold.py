"""The gold of events: sentences about an invented standoff, each with the events that it tells."""

import json
import re
from pathlib import Path
from typing import NamedTuple

from readout.records import Mention, Span

GOLD = Path(__file__).parent / "events.jsonl"
NAMES = {
    "norland": (r"Norland(?:ic|ers?)?", "Noria"),
    "sudmark": (r"Sudmark(?:ian)?s?", "Sudby"),
    "westria": (r"Westria(?:n)?s?", "Westor"),
    "compact": ("Compact",),
    "council": ("Council",),
    "ister": ("Ister rebels",),
    "hale": ("(?:President )?Hale",),
    "brandt": ("Brandt",),
}
PATTERN = re.compile("|".join(rf"(?P<{actor}>\b(?:{'|'.join(names)})\b)" for actor, names in NAMES.items()))


class Told(NamedTuple):
    """One event of the gold; `optional`: finding it is right, missing it is no fault."""

    event_type: str
    factuality: str
    actors: frozenset[str]
    recipients: frozenset[str]
    optional: bool


def read_gold() -> tuple[tuple[str, tuple[Told, ...]], ...]:
    rows = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    return tuple((row["text"], tuple(read_told(told) for told in row["events"])) for row in rows)


def read_told(told: str) -> Told:
    """`COERCE happened norland+westria > sudmark`, with ? before it when optional."""
    act, _, after = told.removeprefix("?").partition(">")
    event_type, factuality, *actors = act.split()
    return Told(
        event_type,
        factuality,
        frozenset("".join(actors).split("+")) - {""},
        frozenset(after.strip().split("+")) - {""},
        told.startswith("?"),
    )


def find_invented(text: str) -> tuple[Mention, ...]:
    return tuple(
        Mention(Span(*found.span()), "PERSON" if found.lastgroup in ("hale", "brandt") else "GPE", found.lastgroup)
        for found in PATTERN.finditer(text)
    )

"""How much a public form may do: counted in the database, so that it holds over processes and restarts."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from readout.ports.mailroom import Forms

HOUR, DAY, MONTH = timedelta(hours=1), timedelta(days=1), timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Limits:
    """Posts that are heeded, and letters that are written because of them."""

    posts_of_network: int = 20  # an hour: a /24 of IPv4, a /48 of IPv6
    posts: int = 2_000  # an hour, of all
    letters_to_address_a_day: int = 1
    letters_to_address_a_month: int = 3
    letters_to_domain: int = 50  # an hour
    letters: int = 200  # an hour, of all: the breaker


def hour_of(at: datetime) -> datetime:
    """The hour in which an instant lies."""
    return at.replace(minute=0, second=0, microsecond=0)


def count_post(room: Forms, network: str, at: datetime, limits: Limits) -> bool:
    """Count one post of a form; whether it is heeded. `network` "": hidden by a server in front, so not counted."""
    mine, everybody = f"post {network}", "post all"
    counts = room.count_up((mine, everybody) if network else (everybody,), hour_of(at))
    return counts.get(mine, 0) <= limits.posts_of_network and counts[everybody] <= limits.posts


def is_broken(room: Forms, at: datetime, limits: Limits) -> bool:
    """Whether so many letters were written in this hour and the one before that somebody must look: the breaker."""
    return room.load_counts("letter all", hour_of(at)) >= limits.letters


def may_write(room: Forms, key: str, at: datetime, limits: Limits) -> bool:
    """Whether this address may get one more letter that a form asked for; else it gets none, ever, for this asking."""
    told = f"letter {key}"
    day, month = room.load_counts(told, hour_of(at) - DAY), room.load_counts(told, hour_of(at) - MONTH)
    return day < limits.letters_to_address_a_day and month < limits.letters_to_address_a_month


def is_domain_full(room: Forms, domain: str, at: datetime, limits: Limits) -> bool:
    """Whether this domain has got its letters of this hour; the asking waits."""
    return room.load_counts(f"letters at {domain}", hour_of(at)) >= limits.letters_to_domain


def count_letter(room: Forms, key: str, domain: str, at: datetime) -> None:
    """Count one letter that a form asked for."""
    room.count_up((f"letter {key}", f"letters at {domain}", "letter all"), hour_of(at))

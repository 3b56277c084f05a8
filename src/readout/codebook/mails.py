"""What a desk's `mail.toml` says: whose mail it is, through which server it goes, when, and how much forms may do."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any
from zoneinfo import ZoneInfo

from readout.codebook.tables import read_toml
from readout.errors import CodebookError

MAIL = "mail.toml"
LATE = ("ask", "send")
HOLIDAY = ("skip", "before", "after")
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]+\.[A-Za-z0-9-]+")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f\u0085\u2028\u2029\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class RelayBook:
    """The server that takes the mail over; the password comes from the environment (READOUT_MAIL_PASSWORD)."""

    host: str
    port: int
    security: str  # starttls, tls or none
    user: str


@dataclass(frozen=True, slots=True)
class TimeBook:
    """
    When an edition goes out: at a local time of the publishing day, in a zone that has its own summer time.

    More than `late_hours` after that instant it is not sent by itself any more. `on_holiday` is skip, before or
    after: where it goes when its day is one of `holidays`.
    """

    at: time
    zone: str
    holidays: frozenset[date]
    on_holiday: str
    late_hours: int
    automatic: bool = False  # mailed by the worker when its time has come; else by a person


@dataclass(frozen=True, slots=True)
class MailBook:
    """
    Whose mail it is. `address` is where readers find the forms and ends in a slash.

    `bounces` is where undelivered mail comes back: a plus and a signed word are put before its @. `dkim` names the
    selector under which the key in `dkim.pem` is published, None where the server signs. `imprint` is a line that
    every mail closes with, such as a postal address.
    """

    name: str
    sender: str
    address: str
    list_id: str
    bounces: str
    help: str
    imprint: str
    relay: RelayBook
    times: TimeBook
    dkim: str | None
    hold_minutes: int
    per_domain: int

    @property
    def domain(self) -> str:
        """The domain that the mail is from."""
        return self.sender.rpartition("@")[2]


def parse_mail(text: str) -> MailBook | None:
    """Read `mail.toml`; None where it names no sender yet: the desk mails nothing. Raises CodebookError."""
    table = read_toml(MAIL, text)
    known = {"name", "sender", "address", "list_id", "bounces", "help", "imprint", "relay", "times", "dkim_selector",
             "hold_minutes", "per_domain_a_minute"}  # fmt: skip
    if unknown := sorted(set(table) - known):
        raise CodebookError(MAIL, None, f"does not know '{unknown[0]}'; it knows {', '.join(sorted(known))}")
    name, sender = _words(table, "name"), _words(table, "sender")
    if not sender:
        return None
    domain = _mail_address("sender", sender).rpartition("@")[2]
    return MailBook(
        name=name or sender,
        sender=sender,
        address=_web_address(_words(table, "address")),
        list_id=_words(table, "list_id") or f"brief.{domain}",
        bounces=_mail_address("bounces", _words(table, "bounces") or f"bounces@{domain}"),
        help=_mail_address("help", _words(table, "help") or sender),
        imprint=_words(table, "imprint"),
        relay=_relay(_table(table, "relay")),
        times=_times(_table(table, "times")),
        dkim=_words(table, "dkim_selector") or None,
        hold_minutes=_number(table, "hold_minutes", 10, 0),
        per_domain=_number(table, "per_domain_a_minute", 600, 1),
    )


def _relay(table: Mapping[str, Any]) -> RelayBook:
    security = _words(table, "security") or "starttls"
    if security not in ("starttls", "tls", "none"):
        raise CodebookError(MAIL, None, f"[relay] security must be starttls, tls or none, not '{security}'")
    return RelayBook(
        _words(table, "host") or "localhost", _number(table, "port", 25, 1), security, _words(table, "user")
    )


def _times(table: Mapping[str, Any]) -> TimeBook:
    zone, told = _words(table, "zone") or "UTC", _words(table, "at") or "07:00"
    try:
        ZoneInfo(zone)
        at = time.fromisoformat(told)
    except (ValueError, OSError, KeyError) as error:
        raise CodebookError(
            MAIL, None, f'[times] needs at = "07:00" and a zone such as "Europe/Prague": {error}'
        ) from error
    holidays = table.get("holidays", [])
    if not isinstance(holidays, list) or not all(type(day) is date for day in holidays):
        raise CodebookError(MAIL, None, "[times] holidays must be days without quotation marks: [2031-12-26]")
    rule = _words(table, "on_holiday") or "before"
    if rule not in HOLIDAY:
        raise CodebookError(MAIL, None, f"[times] on_holiday must be one of {', '.join(HOLIDAY)}, not '{rule}'")
    automatic = table.get("automatic", False)
    if not isinstance(automatic, bool):
        raise CodebookError(MAIL, None, "[times] automatic must be true or false")
    return TimeBook(at, zone, frozenset(holidays), rule, _number(table, "late_hours", 6, 1), automatic)


def _table(table: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    found = table.get(key, {})
    if not isinstance(found, dict):
        raise CodebookError(MAIL, None, f"'{key}' must be a table: [{key}]")
    return found


def _words(table: Mapping[str, Any], key: str) -> str:
    found = table.get(key, "")
    if not isinstance(found, str) or _CONTROLS.search(found):
        raise CodebookError(MAIL, None, f"{key} must be a text in quotation marks, on one line")
    return found.strip()


def _number(table: Mapping[str, Any], key: str, usual: int, least: int) -> int:
    found = table.get(key, usual)
    if not isinstance(found, int) or isinstance(found, bool) or found < least:
        raise CodebookError(MAIL, None, f"{key} must be a whole number, {least} or more")
    return found


def _mail_address(key: str, found: str) -> str:
    if not _ADDRESS.fullmatch(found):
        raise CodebookError(MAIL, None, f"{key} must be a mail address such as brief@desk.example, not '{found[:60]}'")
    return found


def _web_address(found: str) -> str:
    if not found.startswith(("https://", "http://127.0.0.1", "http://localhost")):
        raise CodebookError(MAIL, None, "address must be where readers find the forms, and begin with https://")
    return found if found.endswith("/") else found + "/"

"""A server's answer in Readout's words: a body, nothing new, on to another place, or why nothing came."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpcore

from readout.adapters.fetching.limits import Limits
from readout.adapters.fetching.unpacking import read_body
from readout.ports import Fetched, NotFetched, Validators

_MOVED = frozenset({301, 302, 303, 307, 308})
_FOR_GOOD = frozenset({301, 308})
_KINDS = {401: "blocked", 403: "blocked", 451: "blocked", 404: "missing", 410: "gone", 429: "busy", 503: "busy"}
_WORDS = {
    "blocked": "the site does not let Readout in",
    "missing": "there is nothing at this address",
    "gone": "the site says that this is gone for good",
    "busy": "the site asks to come back later",
    "failed": "the site could not answer",
}
_CHARSET = re.compile(r"charset\s*=\s*\"?([\w.:-]{1,40})", re.IGNORECASE)
LONGEST_WAIT = 7 * 86_400  # seconds; nobody is asked to stay away for longer than a week unseen


@dataclass(frozen=True, slots=True)
class Redirect:
    """The server sends on to `location`, for good or for this once."""

    location: str
    is_for_good: bool


def read_answer(
    url: str, response: httpcore.Response, limits: Limits, now: datetime
) -> Fetched | NotFetched | Redirect:
    """
    What a response says; its body is read only where it is wanted.

    `now` (UTC) is what a Retry-After date is counted from. Raises what `read_body` and the connection raise.
    """
    told = {name.decode("latin-1").lower(): value.decode("latin-1").strip() for name, value in response.headers}
    status = response.status
    if status in _MOVED and told.get("location"):
        return Redirect(told["location"], status in _FOR_GOOD)
    validators = Validators(told.get("etag"), told.get("last-modified"))
    if status == 304:
        return Fetched(url, url, status, "", None, validators)
    if status != 200:
        kind = _KINDS.get(status, "failed")
        wait = read_wait(told.get("retry-after"), now)
        return NotFetched(url, kind, f"{_WORDS[kind]} (HTTP {status})", status, wait)
    kind_of_text = told.get("content-type", "")
    charset = _CHARSET.search(kind_of_text)
    return Fetched(
        url=url,
        final_url=url,
        status=status,
        media_type=kind_of_text.partition(";")[0].strip().lower(),
        body=read_body(response.iter_stream(), told.get("content-encoding", ""), limits),
        validators=validators,
        charset=charset.group(1).lower() if charset else None,
    )


def read_wait(words: str | None, now: datetime) -> int | None:
    """Seconds that a Retry-After asks for (RFC 9110, section 10.2.3), 0 to a week; None where it says nothing."""
    if words is None:
        return None
    if words.isdecimal() and words.isascii():
        return min(int(words[:9]), LONGEST_WAIT)
    try:
        until = parsedate_to_datetime(words)
    except ValueError:
        return None
    aware = until if until.tzinfo else until.replace(tzinfo=UTC)
    return int(min(max((aware - now).total_seconds(), 0), LONGEST_WAIT))

"""Reads what comes back by mail: reports of failed delivery (RFC 3464, and the odd ones), and complaints (RFC 5965)."""

import re
from collections.abc import Callable, Iterable, Iterator
from email import message_from_bytes
from email.message import Message
from email.utils import getaddresses
from pathlib import Path

from flufl.bounce import all_failures

from readout.actions.delivering.bounces import Returned

_RECEIVED_BY = ("Delivered-To", "X-Original-To", "Envelope-To", "To")
_PLUS = re.compile(r"\+([a-z2-7]{42})@", re.IGNORECASE)
_LEAVE = re.compile(r"/leave/([A-Za-z0-9_-]{43,75})")


def read_return(
    content: bytes, read_path: Callable[[str], str | None], read_leave: Callable[[str], str | None]
) -> Returned:
    """
    What a message that came back says. Never raises on odd bytes.

    Whose it is, is told by the signed word of its return path (`read_path`); of a complaint also by the link of
    leaving in the mail that it encloses (`read_leave`). An address that a report merely names is not believed, since
    anybody could write one.
    """
    message = message_from_bytes(content)
    key = _find_key(message, read_path)
    if _is_complaint(message):
        told = key or next(filter(None, map(read_leave, _LEAVE.findall(_enclosed(message)))), None)
        return Returned(told, "complaint")
    temporary, permanent = _failures(message)
    words = " ".join(_enclosed(message, status=True).split())[:300]
    if key is None:
        return Returned(None, "soft", words)
    if permanent or (not temporary and re.search(r"^Action:\s*failed", words, re.IGNORECASE)):
        return Returned(key, "hard", words)
    return Returned(key, "soft", words) if temporary else Returned(None, "soft", words)


def _find_key(message: Message, read_path: Callable[[str], str | None]) -> str | None:
    addresses = getaddresses([value for header in _RECEIVED_BY for value in message.get_all(header, [])])
    for _, address in addresses:
        if (found := _PLUS.search(address)) and (key := read_path(found[1])):
            return key
    return None


def _is_complaint(message: Message) -> bool:
    return any(part.get_content_type() == "message/feedback-report" for part in message.walk())


def _failures(message: Message) -> tuple[frozenset[bytes], frozenset[bytes]]:
    try:
        temporary, permanent = all_failures(message)
    except Exception:  # noqa: BLE001 -- Mailman's detectors meet bytes that nobody foresaw; a report is no reason to stop
        return frozenset(), frozenset()
    return frozenset(temporary), frozenset(permanent)


def _enclosed(message: Message, *, status: bool = False) -> str:
    """The text of all parts; with `status`, of the delivery status alone."""
    texts = []
    for part in message.walk():
        if status and part.get_content_type() != "message/delivery-status":
            continue
        payload = part.get_payload(decode=True) if not part.is_multipart() else str(part).encode("utf-8", "replace")
        if isinstance(payload, bytes):
            texts.append(payload.decode("utf-8", "replace"))
    return "\n".join(texts).replace("=\n", "").replace("=\r\n", "")


def walk_maildir(folder: Path) -> Iterator[tuple[Path, bytes]]:
    """The messages of a Maildir that nobody has looked at yet."""
    for path in sorted((folder / "new").glob("*")):
        yield path, path.read_bytes()


def file_away(folder: Path, paths: Iterable[Path]) -> None:
    """Move messages from `new` to `cur` as seen, as a mail reader does."""
    (folder / "cur").mkdir(exist_ok=True)
    for path in paths:
        path.rename(folder / "cur" / f"{path.name.partition(':')[0]}:2,S")

"""Tokens in links: who, for what, until when, signed. Nothing of them is kept; whoever has the key can check them."""

import hmac
from base64 import b32decode, b32encode, urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

MAC, KEY = 16, 16  # bytes


class Purpose(StrEnum):
    """What a token is for; one for another purpose does not pass."""

    CONFIRM = "confirm"
    NOT_ME = "not-me"
    LEAVE = "leave"  # for ever valid
    OWN = "own"  # to export, change the address, erase
    MOVE = "move"


@dataclass(frozen=True, slots=True)
class Token:
    """What a genuine token says. `key` is a reader's; of a move, `former` is whose place is taken."""

    key: str
    round: int = 0
    until: datetime | None = None  # None: for ever
    former: str = ""


def write_token(signing: bytes, purpose: Purpose, token: Token) -> str:
    """The token as 43 to 75 characters that stand in an address as they are."""
    until = 0 if token.until is None else int(token.until.timestamp())
    body = bytes.fromhex(token.key) + token.round.to_bytes(4, "big") + until.to_bytes(5, "big")
    body += bytes.fromhex(token.former)
    return urlsafe_b64encode(body + _sign(signing, purpose.value, body)).decode("ascii").rstrip("=")


def read_token(signing: bytes, purpose: Purpose, text: str) -> Token | None:
    """What a token says; None where it is forged, cut, or for another purpose. Whether it is too old is not asked."""
    try:
        whole = urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
    except (NotBase, ValueError):
        return None
    body, mac = whole[:-MAC], whole[-MAC:]
    if len(body) not in (KEY + 9, 2 * KEY + 9) or not hmac.compare_digest(mac, _sign(signing, purpose.value, body)):
        return None
    if urlsafe_b64encode(whole).decode("ascii").rstrip("=") != text:
        return None  # the same bytes spelled otherwise
    number = int.from_bytes(body[KEY + 4 : KEY + 9], "big")
    until = None if number == 0 else datetime.fromtimestamp(number, UTC)
    former = body[KEY + 9 :].hex()
    return Token(body[:KEY].hex(), int.from_bytes(body[KEY : KEY + 4], "big"), until, former)


def is_over(token: Token, at: datetime) -> bool:
    """Whether a token's time has gone."""
    return token.until is not None and at > token.until


def write_return_path(signing: bytes, key: str) -> str:
    """The part of an envelope sender behind the plus: whose mail came back. 42 lower-case letters and digits (VERP)."""
    body = bytes.fromhex(key)
    return b32encode(body + _sign(signing, "return", body)[:10]).decode("ascii").rstrip("=").lower()


def read_return_path(signing: bytes, text: str) -> str | None:
    """The key of a reader out of a return path; None where it is forged."""
    try:
        whole = b32decode(text.upper().encode("ascii") + b"=" * (-len(text) % 8))
    except (NotBase, ValueError):
        return None
    body, mac = whole[:KEY], whole[KEY:]
    return (
        body.hex() if len(whole) == KEY + 10 and hmac.compare_digest(mac, _sign(signing, "return", body)[:10]) else None
    )


def _sign(signing: bytes, purpose: str, body: bytes) -> bytes:
    return hmac.digest(signing, purpose.encode("ascii") + b"\x00" + body, "sha256")[:MAC]

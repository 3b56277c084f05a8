"""
The mail room's own key: names addresses by a digest, seals them at rest, and signs links.

The key lies in the desk's folder beside the database and is no part of a backup of it: without the key a copy of the
database names nobody. Whoever loses it loses the list, and with it every link of leaving that was ever mailed.
"""

import hashlib
import hmac
import os
from base64 import urlsafe_b64encode
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken

from readout.errors import ArchiveError

FILE = "mail.key"
BYTES = 32


def load_key(folder: Path, *, make: bool = False) -> bytes:
    """The key of a desk; made where there is none and it may be. Raises ArchiveError."""
    path = folder / FILE
    try:
        if make and not path.exists():
            _write(path, os.urandom(BYTES).hex())
        key = bytes.fromhex(path.read_text("ascii").strip())
    except FileNotFoundError as error:
        raise ArchiveError(
            f"{path} is not there: bring it back from where it is kept, since no other opens the list"
        ) from error
    except (OSError, ValueError) as error:
        raise ArchiveError(f"{path} cannot be read as the mail room's key: {error}") from error
    if len(key) != BYTES:
        raise ArchiveError(f"{path} is no key of the mail room: it must have {BYTES * 2} hexadecimal characters")
    return key


def _write(path: Path, text: str) -> None:
    """Whole or not at all, and for the owner alone; one who comes second keeps what is there."""
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    handle = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(text + "\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        path.hardlink_to(aside)
    except FileExistsError:
        pass
    finally:
        aside.unlink()


class Sealer:
    """Names, seals and opens by one key; each purpose has a key of its own, derived from it."""

    def __init__(self, key: bytes) -> None:
        """Use a key of 32 bytes."""
        self._naming = hmac.digest(key, b"readout name", "sha256")
        self._box = Fernet(urlsafe_b64encode(hmac.digest(key, b"readout seal", "sha256")))
        self.signing = hmac.digest(key, b"readout sign", "sha256")

    def name(self, text: str) -> str:
        """The keyed digest of a text, 32 hexadecimal characters."""
        return hmac.new(self._naming, text.encode("utf-8"), hashlib.sha256).hexdigest()[:32]

    def seal(self, text: str) -> bytes:
        """The text, readable by this key alone; every time other bytes."""
        return self._box.encrypt(text.encode("utf-8"))

    def open(self, sealed: bytes) -> str:
        """The text that was sealed; "" where it was erased. Raises ArchiveError under another key."""
        if not sealed:
            return ""
        try:
            return self._box.decrypt(bytes(sealed)).decode("utf-8")
        except InvalidToken as error:
            raise ArchiveError(
                f"{FILE} is not the key that this list was sealed with: bring back the right one"
            ) from error

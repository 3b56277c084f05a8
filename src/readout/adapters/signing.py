"""Signs mail by DKIM (RFC 6376), with the two headers of leaving among what is signed (RFC 8058, section 4)."""

from pathlib import Path

import dkim

from readout.errors import InputError

KEY = "dkim.pem"
SIGNED = (
    b"from", b"to", b"subject", b"date", b"message-id", b"mime-version", b"content-type", b"list-id", b"list-help",
    b"list-archive", b"archived-at", b"list-unsubscribe", b"list-unsubscribe-post",
)  # fmt: skip


class Signer:
    """Signs messages with one key; the same message gets the same signature but for its time."""

    def __init__(self, folder: Path, domain: str, selector: str) -> None:
        """Read the key of a desk's folder. Raises InputError where it cannot be used."""
        path = folder / KEY
        try:
            self.key = path.read_bytes()
            self.domain, self.selector = domain.encode("ascii"), selector.encode("ascii")
            self.sign(b"From: a@b.example\r\n\r\nx\r\n")
        except (OSError, ValueError, dkim.DKIMException, UnicodeError) as error:
            raise InputError(
                str(path), f"cannot sign mail: {error}; `openssl genrsa -out {path} 2048` makes a key"
            ) from error

    def sign(self, message: bytes) -> bytes:
        """The message with its signature in front."""
        present = {line.partition(b":")[0].lower() for line in message.partition(b"\r\n\r\n")[0].split(b"\r\n")}
        include = [name for name in SIGNED if name in present]
        signature: bytes = dkim.sign(
            message,
            self.selector,
            self.domain,
            self.key,
            include_headers=include,
            canonicalize=(b"relaxed", b"relaxed"),
        )
        return signature + message

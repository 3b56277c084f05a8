"""A body as it streams in, unpacked and counted: none grows past the caps, however small it was sent."""

import zlib
from collections.abc import Iterable

from readout.adapters.fetching.limits import Limits

ACCEPTED = "gzip, deflate"
_PIECE = 65_536


class TooLarge(Exception):  # noqa: N818 -- an answer to the caller, told in its own words
    """A body passed a cap; the text says which."""


class UnknownPacking(Exception):  # noqa: N818 -- likewise
    """A body is packed in a way that was not asked for."""


def read_body(pieces: Iterable[bytes], packing: str, limits: Limits) -> bytes:
    """
    The body, unpacked (RFC 9110, section 8.4: gzip, deflate, identity).

    Raises TooLarge as soon as a cap is passed, before more is unpacked; UnknownPacking on another coding or on
    bytes that are not of their coding.
    """
    unpack = _unpacker(packing)
    kept: list[bytes] = []
    size = received = 0
    for piece in pieces:
        received += len(piece)
        waiting = piece
        while waiting:
            if unpack is None:
                out, waiting = waiting, b""
            else:
                try:
                    out = unpack.decompress(waiting, _PIECE)
                except zlib.error as error:
                    raise UnknownPacking(f"the body is not {packing}, as the server says") from error
                waiting = unpack.unconsumed_tail
            size += len(out)
            kept.append(out)
            _check(size, received, limits)
            if unpack is not None and unpack.eof:
                break
    return b"".join(kept)


def _check(size: int, received: int, limits: Limits) -> None:
    if size > limits.max_body:
        raise TooLarge(f"it is larger than {limits.max_body:,} bytes")
    if size > limits.ratio_from and size > received * limits.max_ratio:
        raise TooLarge(f"it unpacks to more than {limits.max_ratio} times what was sent")


def _unpacker(packing: str) -> "zlib._Decompress | None":
    word = packing.strip().lower()
    if word in ("", "identity"):
        return None
    if word in ("gzip", "x-gzip"):
        return zlib.decompressobj(16 + zlib.MAX_WBITS)
    if word == "deflate":
        return zlib.decompressobj()
    raise UnknownPacking(f"the body is packed as '{word[:40]}', which was not asked for")

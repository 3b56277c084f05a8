"""What a crew and its workers say to each other: one length and one MessagePack record at a time."""

from dataclasses import dataclass
from typing import IO

LENGTH = 4  # bytes of the length before each record, the highest first


@dataclass(frozen=True, slots=True)
class Ready:
    """What a worker says first: the recipe that it reads by."""

    recipe: str


def frame(record: bytes) -> bytes:
    """A record behind its length."""
    return len(record).to_bytes(LENGTH, "big") + record


def receive(stream: IO[bytes]) -> bytes | None:
    """The next record; None when the other side has ended, be it in the middle of one."""
    length = _receive(stream, LENGTH)
    return None if length is None else _receive(stream, int.from_bytes(length, "big"))


def _receive(stream: IO[bytes], size: int) -> bytes | None:
    received = bytearray()
    while len(received) < size:
        piece = stream.read(size - len(received))
        if not piece:
            return None
        received += piece
    return bytes(received)

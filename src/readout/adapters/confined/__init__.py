"""Reads strangers' bytes in a child process with limits, so that no feed or page can hurt the desk."""

import os
import select
import subprocess
import sys
import time
from types import TracebackType
from typing import Self, TypeVar

import msgspec

from readout.adapters.confined.messages import LENGTH, Outcome, Task
from readout.errors import InputError
from readout.ports import Feed, Sitemap, WebPage

__all__ = ["ConfinedReader"]

Found = TypeVar("Found")

MEMORY = 1_000_000_000  # bytes of addresses
SECONDS = 10  # of the processor, for one task
PATIENCE = 60.0  # seconds on the wall, for one task: a busy machine is slower than its processor time says


class ConfinedReader:
    """
    `WireReader` in a child process that is limited in memory and processor time, started when first needed.

    A child that died of a task is told of in an InputError, and the next task gets a new one.
    """

    def __init__(self, memory: int = MEMORY, seconds: int = SECONDS, patience: float = PATIENCE) -> None:
        """Limits of the child: bytes, seconds of the processor a task, seconds on the wall a task."""
        self._memory, self._seconds, self._patience = memory, seconds, patience
        self._child: subprocess.Popen[bytes] | None = None
        self._decode = msgspec.msgpack.Decoder(Outcome)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the child, if there is one."""
        if self._child is None:
            return
        child, self._child = self._child, None
        child.kill()
        child.communicate()

    def read_feed(self, name: str, content: bytes, media_type: str) -> Feed:
        """As `WireReader.read_feed` says."""
        return self._demand(name, self._read(Task("feed", name, content, media_type)).feed)

    def read_sitemap(self, name: str, content: bytes) -> Sitemap:
        """As `WireReader.read_sitemap` says."""
        return self._demand(name, self._read(Task("sitemap", name, content)).sitemap)

    def read_page(self, name: str, content: bytes) -> WebPage:
        """As `WireReader.read_page` says."""
        return self._demand(name, self._read(Task("page", name, content)).page)

    def _demand(self, name: str, found: Found | None) -> Found:
        if found is None:
            raise InputError(name, "was read as something else than what was asked for")
        return found

    def _read(self, task: Task) -> Outcome:
        outcome = self._ask(task)
        if outcome.reason is not None:
            raise InputError(task.name, outcome.reason)
        return outcome

    def _ask(self, task: Task) -> Outcome:
        child = self._start()
        message = msgspec.msgpack.encode(task)
        ends_at = time.monotonic() + self._patience
        try:
            assert child.stdin is not None
            child.stdin.write(len(message).to_bytes(LENGTH, "big") + message)
            child.stdin.flush()
            length = int.from_bytes(self._receive(child, LENGTH, ends_at), "big")
            return self._decode.decode(self._receive(child, length, ends_at))
        except TimeoutError:
            self.close()
            return Outcome(reason=f"could not be read within {self._patience:g} seconds")
        except (EOFError, BrokenPipeError):
            self.close()
            return Outcome(
                reason=f"could not be read within {self._seconds} seconds of the processor "
                f"and {self._memory // 1_000_000:,} MB of memory"
            )

    def _start(self) -> "subprocess.Popen[bytes]":
        if self._child is None or self._child.poll() is not None:
            self.close()
            limits = (str(self._memory), str(self._seconds))
            self._child = subprocess.Popen(  # noqa: S603 -- our own module, by this very interpreter
                [sys.executable, "-I", "-m", "readout.adapters.confined.child", *limits],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={"LC_ALL": "C.UTF-8", "OPENBLAS_NUM_THREADS": "1"},
            )
        return self._child

    def _receive(self, child: "subprocess.Popen[bytes]", size: int, ends_at: float) -> bytes:
        assert child.stdout is not None
        pipe = child.stdout.fileno()
        received = bytearray()
        while len(received) < size:
            left = ends_at - time.monotonic()
            if left <= 0 or not select.select([pipe], [], [], left)[0]:
                raise TimeoutError
            piece = os.read(pipe, min(size - len(received), 1 << 20))
            if not piece:
                raise EOFError
            received += piece
        return bytes(received)

"""Whose turn it is with a host: one request at a time, and a pause between two."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class HostTurns:
    """
    One request a host at a time, `pause` seconds apart; hosts do not wait for each other.

    `clock` (seconds, monotonic) and `sleep` are the system's, or a test's.
    """

    def __init__(
        self,
        pause: float = 2.0,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """`pause` is in seconds, from the end of a request to the beginning of the next."""
        self._pause = pause
        self._clock = clock
        self._sleep = sleep
        self._free_at: dict[str, float] = {}
        self._locks: dict[str, threading.Lock] = {}
        self._guard = threading.Lock()

    @contextmanager
    def take(self, host: str, pause: float | None = None) -> Iterator[None]:
        """Hold the host's turn; `pause` (seconds) is the host's own wish, heeded where it is longer than ours."""
        with self._guard:
            lock = self._locks.setdefault(host, threading.Lock())
        with lock:
            wait = self._free_at.get(host, float("-inf")) - self._clock()
            if wait > 0:
                self._sleep(wait)
            try:
                yield
            finally:
                self._free_at[host] = self._clock() + max(self._pause, pause or 0.0)

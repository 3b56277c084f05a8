"""Processes that mail and are killed, for tests and for `make soak`: each is a fork with a database line of its own."""

import itertools
import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from hostile_sink import read_kept
from mailrooms import compose, make_room
from readout.actions.delivering.sending import Pace, Sender
from readout.actions.delivering.settling import find_taken_over

_NUMBERS = itertools.count()
DIED = 9


def open_own(settings: dict, reached: Callable[[str], None] = lambda _step: None):
    """The mail room over a connection of this process's own."""
    from django.db import connections  # noqa: PLC0415 -- whoever calls has set it up

    alias = f"own-{os.getpid()}-{next(_NUMBERS)}"
    connections.databases[alias] = settings
    return make_room(alias, reached)


def make_sender(room, clock, reached: Callable[[str], None], **pace: object) -> Sender:
    return Sender(room, compose, clock, Pace(**pace), f"process {os.getpid()}", reached)


def fork(work: Callable[[], None]) -> int:
    """Run work in a process of its own; its number."""
    pid = os.fork()
    if pid:
        return pid
    try:
        work()
        os._exit(0)
    except BaseException:  # noqa: BLE001 -- a forked test must never go on as a second pytest
        import traceback  # noqa: PLC0415

        traceback.print_exc()
        os._exit(1)


def wait(pid: int) -> int:
    """The exit code of a process, or DIED where it was killed."""
    _, status = os.waitpid(pid, 0)
    return DIED if os.WIFSIGNALED(status) else os.waitstatus_to_exitcode(status)


def die_at(step: str, times: int = 1) -> Callable[[str], None]:
    """Be killed, as by a power cut, when a step is reached for the so-manyth time."""
    left = [times]

    def reached(name: str) -> None:
        if name == step:
            left[0] -= 1
            if left[0] <= 0:
                os.kill(os.getpid(), signal.SIGKILL)
                time.sleep(10)

    return reached


def write_log(kept: Path) -> Iterator[str]:
    """What Postfix would have logged of the letters that a sink took over."""
    for number, row in enumerate(read_kept(kept)):
        queue = f"{number:010X}"
        yield f"Mar  7 09:00:00 mx postfix/cleanup[77]: {queue}: message-id={row['id']}"
        yield f"Mar  7 09:00:00 mx postfix/qmgr[78]: {queue}: from=<{row['from']}>, size=900, nrcpt=1 (queue active)"


def taken_by(kept: Path) -> frozenset[str]:
    return find_taken_over(write_log(kept))

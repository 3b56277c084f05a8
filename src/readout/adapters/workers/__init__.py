"""A crew of several processes on one machine: the same readings in the same order as one process gives."""

import os
import select
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

from readout.adapters.workers.messages import Ready, frame, receive
from readout.adapters.workers.shift import Shift
from readout.errors import InputError
from readout.ports import ArticleReading, ReadingTask

__all__ = ["Workers"]

AHEAD = 16  # articles a worker that may be out or wait for an earlier one
ENDING = 1.0  # seconds that a child that closed its pipe may take to be gone


class Workers:
    """
    `Crew` of several children that load the same codebook and models; they start with the first article.

    A child that dies is replaced and its article read again; one that ends two children is a problem, and the rest is
    read. Raises InputError when a child cannot start, or reads by another recipe since a file changed meanwhile.
    """

    def __init__(self, number: int, standoff: Path | None, recipe: str) -> None:
        """How many children, the standoff's folder (None: the package's codebook alone), the recipe they read by."""
        self._number, self._standoff, self._recipe = number, standoff, recipe
        self._workers: list[_Worker] = []
        self._decode = msgspec.msgpack.Decoder(ArticleReading)
        self._encode = msgspec.msgpack.Encoder()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the children."""
        workers, self._workers = self._workers, []
        for worker in workers:
            worker.kill()

    def read(self, tasks: Iterable[ReadingTask]) -> Iterator[ArticleReading]:
        """As `Crew.read` says."""
        shift = Shift(tasks, AHEAD * self._number)
        try:
            while not shift.is_done:
                self._give_out(shift)
                for worker in self._heard():
                    self._hand_in(worker, shift)
                yield from shift.tell()
        except BaseException:
            self.close()  # what the children read now is not asked for any more
            raise

    def _give_out(self, shift: Shift) -> None:
        idle = [worker for worker in self._workers if worker.task is None]
        while (idle or len(self._workers) < self._number) and (given := shift.give_out()) is not None:
            if not idle:
                idle.append(_Worker(self._standoff))
                self._workers += idle
            number, task = given
            idle.pop().give(number, self._encode.encode(task))

    def _heard(self) -> "list[_Worker]":
        """The workers that have something to say; waits for one."""
        busy = {worker.told: worker for worker in self._workers if worker.task is not None}
        return [busy[pipe] for pipe in select.select(list(busy), [], [])[0]] if busy else []

    def _hand_in(self, worker: "_Worker", shift: Shift) -> None:
        record = receive(worker.told)
        if record is None:
            self._workers.remove(worker)
            ended = worker.end()
            if not worker.is_ready:
                raise InputError("--workers", f"a worker could not start, it {ended}; read with one to see why")
            if worker.task is not None:
                shift.report_death(worker.task, f"the worker that read it {ended}")
        elif not worker.is_ready:
            recipe = msgspec.msgpack.decode(record, type=Ready).recipe
            if recipe != self._recipe:
                raise InputError("--workers", "a file of the codebook changed while articles were read; read again")
            worker.is_ready = True
        elif worker.task is not None:
            shift.hand_in(worker.task, self._decode.decode(record))
            worker.task = None


class _Worker:
    """A child and the number of the task that it reads; None: it waits for one."""

    def __init__(self, standoff: Path | None) -> None:
        self._child = subprocess.Popen(  # noqa: S603 -- our own module, by this very interpreter
            [sys.executable, "-I", "-m", "readout.adapters.workers.worker", *([str(standoff)] if standoff else [])],
            bufsize=0,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
        )
        assert self._child.stdin is not None
        assert self._child.stdout is not None
        self._asked, self.told = self._child.stdin, self._child.stdout
        self.task: int | None = None
        self.is_ready = False

    def give(self, number: int, record: bytes) -> None:
        """Let it read a task; that it has died is heard on the other pipe."""
        self.task = number
        left = memoryview(frame(record))
        with suppress(BrokenPipeError):
            while left:
                left = left[self._asked.write(left) :]

    def kill(self) -> None:
        """End the child, whatever it does."""
        self._child.kill()
        self._child.communicate()

    def end(self) -> str:
        """How a child ended that closed its pipe, in words."""
        with suppress(subprocess.TimeoutExpired):
            self._child.wait(ENDING)  # its pipe closes a moment before it is gone
        code = self._child.poll()
        self.kill()
        if code is None:
            return "was ended"
        return f"was ended by signal {-code}" if code < 0 else f"ended with code {code}"

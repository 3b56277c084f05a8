"""
Long work that the desk starts: commands of Readout itself, each in a process of its own.

So a page is never slow because a week is being assembled, and a server that is ended loses nothing: every
command goes on where it was when it is started again. One job at a time; how far it has come is in the archive.
"""

import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from readout.adapters.desks import copy_articles
from readout.desk.opened import now, the_desk

LAST_WORDS = 2000  # characters of a job's output that are kept to be shown


@dataclass
class Job:
    """Commands that run one after the other; `told` is what they printed, the latest last."""

    name: str
    commands: tuple[tuple[str, ...], ...]
    started_at: datetime
    step: int = 0
    ended_at: datetime | None = None
    failed: bool = False
    told: str = ""

    @property
    def is_running(self) -> bool:
        """Whether it still goes on."""
        return self.ended_at is None


class Foreman:
    """Runs one job at a time; those that are asked for meanwhile wait."""

    def __init__(self) -> None:
        """Nothing runs."""
        self.jobs: list[Job] = []
        self.lock = threading.Lock()

    def ask(self, name: str, commands: Sequence[Sequence[str]]) -> Job:
        """Start a job, or have it wait behind the one that runs; the same job is not asked for twice."""
        with self.lock:
            for job in self.jobs:
                if job.is_running and job.name == name:
                    return job
            job = Job(name, tuple(map(tuple, commands)), now())
            waiting = any(one.is_running for one in self.jobs)
            self.jobs.append(job)
        if not waiting:
            threading.Thread(target=self._work, daemon=True).start()
        return job

    def latest(self) -> Job | None:
        """The job that runs, else the one that ended last."""
        running = [job for job in self.jobs if job.is_running]
        return running[0] if running else self.jobs[-1] if self.jobs else None

    def _work(self) -> None:
        while job := next((one for one in self.jobs if one.is_running), None):
            self._run(job)
            job.ended_at = now()

    def _run(self, job: Job) -> None:
        folder = the_desk().folder
        for step, command in enumerate(job.commands):
            job.step = step
            done = self._type(job, [*command, "--desk", str(folder)])
            if done not in _FINE:
                job.failed = True
                return

    def _type(self, job: Job, words: Sequence[str]) -> int:
        with subprocess.Popen(  # noqa: S603 -- our own command, with a week or a folder of ours
            [sys.executable, "-m", "readout", *words],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            text=True,
            env=os.environ | {"PYTHONUNBUFFERED": "1"},
        ) as process:
            assert process.stdout is not None
            for line in process.stdout:
                job.told = (job.told + line)[-LAST_WORDS:]
            return process.wait()


_FINE = (0, 4)  # 4: some inputs could not be read, which the job page lists
EXAMPLE_WEEKS = ("2031-W06", "2031-W07")
foreman = Foreman()


def start_example() -> Job:
    """Put the example's articles into the desk's folder, read them, and write its briefs."""
    articles = copy_articles(the_desk().folder)
    weeks = [("brief", "--week", week) for week in EXAMPLE_WEEKS]
    return foreman.ask("Loading the example", [("add", str(articles)), *weeks])


def start_brief(week: str) -> Job:
    """Write the brief of an ISO week."""
    return foreman.ask(f"The brief of {week}", [("brief", "--week", week)])

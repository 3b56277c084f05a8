"""A network, a clock and a reader of our own for collecting: what a site holds is a table that a test changes."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from readout.adapters.confined.child import read_task
from readout.adapters.confined.messages import Task
from readout.errors import InputError
from readout.ports import Fetched, NotFetched, Validators

NOON = datetime(2031, 3, 7, 12, tzinfo=UTC)
NO_VALIDATORS = Validators()


@dataclass
class FakeSite:
    """Answers by address; bodies get their own validators. `asked` has every address in order, robots or not."""

    pages: dict[str, bytes | NotFetched] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    time: datetime = NOON

    def fetch(self, url: str, validators: Validators = NO_VALIDATORS, *, is_page: bool = False):
        self.asked.append(url)
        self.time += timedelta(seconds=1)
        found = self.pages.get(url, NotFetched(url, "missing", "there is nothing at this address (HTTP 404)", 404))
        if isinstance(found, NotFetched):
            return found
        tag = f'"{hash(found) & 0xFFFF:x}"'
        if validators.etag == tag:
            return Fetched(url, url, 304, "", None, Validators(tag))
        return Fetched(url, url, 200, "text/html", found, Validators(tag), self.moved.get(url))

    def now(self) -> datetime:
        return self.time


class DirectReader:
    """`WireReader` without the child process: the child's own reading, in this one."""

    def read_feed(self, name: str, content: bytes, media_type: str):
        return _read(Task("feed", name, content, media_type)).feed

    def read_sitemap(self, name: str, content: bytes):
        return _read(Task("sitemap", name, content)).sitemap

    def read_page(self, name: str, content: bytes):
        return _read(Task("page", name, content)).page


def _read(task: Task):
    outcome = read_task(task)
    if outcome.reason is not None:
        raise InputError(task.name, outcome.reason)
    return outcome

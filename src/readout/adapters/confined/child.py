"""The confined reader itself: a process that reads one task after another within its limits, and knows no network."""

import resource
import sys
from typing import BinaryIO

import msgspec

from readout.adapters.confined.messages import LENGTH, Outcome, Task
from readout.errors import InputError
from readout.ports import WebPage


def read_task(task: Task) -> Outcome:
    """What a task's bytes hold. Never raises for what they are."""
    try:
        return _read(task)
    except InputError as error:
        return Outcome(reason=error.reason)
    except MemoryError:
        return Outcome(reason="needs more memory than it is given")
    except RecursionError:
        return Outcome(reason="is nested too deeply")
    except Exception as error:  # noqa: BLE001 -- a parser's surprise at a stranger's bytes is an answer, not our end
        return Outcome(reason=f"cannot be read: {type(error).__name__}: {error}"[:500])


def _read(task: Task) -> Outcome:
    if task.kind == "page":
        from readout.adapters.days import read_published  # noqa: PLC0415 -- each kind loads only its own parser
        from readout.adapters.files.pages import name_extractor, read_page  # noqa: PLC0415

        told, text = read_page(task.name, task.content)
        published = None if told.published is None else read_published(told.published)
        return Outcome(page=WebPage(text, name_extractor(), told.title, published, told.outlet, told.byline, told.url))
    from readout.adapters.feeds import read_feed, read_sitemap  # noqa: PLC0415

    if task.kind == "feed":
        return Outcome(feed=read_feed(task.name, task.content, task.media_type))
    return Outcome(sitemap=read_sitemap(task.name, task.content))


def confine(memory: int) -> None:
    """No more than `memory` bytes of addresses, no files to write, no dump of what was read."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def allow_seconds(seconds: int) -> None:
    """Let this process use `seconds` of the processor from now on; past them the system ends it."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime) + seconds + 1
    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def main(asked: BinaryIO, told: BinaryIO, memory: int, seconds: int) -> None:
    """Read tasks until there are no more."""
    confine(memory)
    decode, encode = msgspec.msgpack.Decoder(Task), msgspec.msgpack.Encoder()
    while length := asked.read(LENGTH):
        task = decode.decode(asked.read(int.from_bytes(length, "big")))
        allow_seconds(seconds)
        outcome = encode.encode(read_task(task))
        told.write(len(outcome).to_bytes(LENGTH, "big") + outcome)
        told.flush()


if __name__ == "__main__":
    main(sys.stdin.buffer, sys.stdout.buffer, int(sys.argv[1]), int(sys.argv[2]))

"""How a command that runs until it is ended is ended: by Ctrl-C and by SIGTERM alike, and well."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager

import click

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def ended_by_signal(farewell: str) -> Iterator[None]:
    """
    Turn both signals into the end of the block, and say farewell.

    SIGINT is set, too: a shell that starts a command in the background has it ignored.
    """

    def end(_number: int, _frame: object) -> None:
        raise KeyboardInterrupt

    before = [(each, signal.signal(each, end)) for each in _SIGNALS]
    try:
        yield
    except KeyboardInterrupt:
        pass
    finally:
        for each, handler in before:
            signal.signal(each, handler)
    click.echo(farewell)

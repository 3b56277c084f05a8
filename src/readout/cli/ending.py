"""How a command that runs until it is ended is ended: by Ctrl-C and by SIGTERM alike, and well."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager

import click

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


class _Ended(KeyboardInterrupt):
    """
    A signal that asked for the end.

    A class of its own: of a bare KeyboardInterrupt that passes through the `exec` of a text, as dataclasses use when
    a module is loaded, CPython remembers that nobody caught it, and ends by SIGINT though somebody did.
    """


@contextmanager
def ended_by_signal(farewell: str) -> Iterator[None]:
    """
    Turn both signals into the end of the block, and say farewell.

    SIGINT is set, too: a shell that starts a command in the background has it ignored.
    """

    def end(_number: int, _frame: object) -> None:
        raise _Ended

    before = [(each, signal.signal(each, end)) for each in _SIGNALS]
    try:
        yield
    except KeyboardInterrupt:
        pass
    finally:
        for each, handler in before:
            signal.signal(each, handler)
    click.echo(farewell)

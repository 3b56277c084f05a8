"""
A mail server on loopback that keeps what it took over, and misbehaves as it is told.

It appends a line to a file for every message that it took over, before it answers, so that nothing it has is unknown.
"""

import asyncio
import json
import random
import re
import sys
from collections.abc import Callable
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP

MANNERS = (
    "4xx",
    "5xx",
    "421",
    "rcpt 4xx",
    "rcpt 5xx",
    "before the dot",
    "after the dot",
    "hang",
    "slow",
    "early",
    "garbage",
)
_MESSAGE_ID = re.compile(rb"^Message-ID:\s*(<[^>]+>)", re.MULTILINE | re.IGNORECASE)


class Keeper:
    """Keeps what was taken over. `manner` names the misbehaviour for the next message; "" is none."""

    def __init__(self, file: Path, manner: Callable[[], str] = lambda: "") -> None:
        self.kept = file.open("a", buffering=1)
        self.manner = manner
        self.hang = 3.0

    def keep(self, envelope, manner: str) -> None:
        name = _MESSAGE_ID.search(envelope.content)
        row = {
            "id": name[1].decode() if name else "",
            "to": envelope.rcpt_tos,
            "from": envelope.mail_from,
            "how": manner,
        }
        self.kept.write(json.dumps(row) + "\n")

    async def handle_MAIL(self, server, session, envelope, address, options):
        envelope.manner = self.manner()
        envelope.mail_from = address
        if envelope.manner == "421":
            server.transport.write(b"421 4.3.2 closing down\r\n")
            server.transport.close()
            return "421 4.3.2 closing down"
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        if envelope.manner == "rcpt 4xx":
            return "450 4.2.1 mailbox busy"
        if envelope.manner == "rcpt 5xx":
            return "550 5.1.1 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        manner = envelope.manner
        if manner == "4xx":
            return "451 4.3.0 try again later"
        if manner == "5xx":
            return "554 5.7.1 not wanted"
        self.keep(envelope, manner)
        if manner == "after the dot":
            server.transport.abort()
        if manner == "hang":
            await asyncio.sleep(self.hang)
            server.transport.abort()
        if manner == "slow":
            await asyncio.sleep(0.02)
        return "2x0 hm" if manner == "garbage" else "250 2.0.0 kept"  # of `early` the second word, for whoever went on


class Choosy(Keeper):
    """Keeps what it takes over; whoever is at gone.example is refused at RCPT, for good."""

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.endswith("@gone.example"):
            return "550 5.1.1 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"


class Server(SMTP):
    """aiosmtpd's server, with the lies that its handlers cannot tell."""

    async def push(self, status):
        await super().push(status)
        manner = getattr(self.envelope, "manner", "")
        if isinstance(status, str) and status.startswith("354"):
            if manner == "before the dot":
                self.transport.abort()
            if manner == "early":
                await super().push("250 2.0.0 kept before you were done")


class Sink(Controller):
    """The server in a thread: `with Sink(file) as sink: sink.port`."""

    def __init__(
        self, file: Path, manner: Callable[[], str] = lambda: "", port: int = 0, keeper: type[Keeper] = Keeper,
        **told: object,
    ) -> None:  # fmt: skip
        self.file = file
        file.touch()
        super().__init__(keeper(file, manner), hostname="127.0.0.1", port=port, **told)

    def factory(self):
        return Server(self.handler, **self.SMTP_kwargs)

    def _trigger_server(self) -> None:
        if self.port == 0:
            self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_told: object) -> None:
        self.stop()
        self.handler.kept.close()


def read_kept(file: Path) -> list[dict]:
    return [json.loads(line) for line in file.read_text().splitlines()]


def at_random(share: float, seed: int, manners: tuple[str, ...] = MANNERS) -> Callable[[], str]:
    """A misbehaviour in so many of the messages."""
    rng = random.Random(seed)
    return lambda: rng.choice(manners) if rng.random() < share else ""


if __name__ == "__main__":  # python tests/hostile_sink.py FILE PORT SHARE SEED: runs until it is ended
    sink = Sink(Path(sys.argv[1]), at_random(float(sys.argv[3]), int(sys.argv[4])), int(sys.argv[2]))
    sink.start()
    print(sink.port, flush=True)
    asyncio.new_event_loop().run_forever()

"""A desk served on loopback inside the process of the tests."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.core.wsgi import get_wsgi_application

from desks import TestDesk
from readout.web.serving import listen


@dataclass
class Served:
    """A desk that is served, and where."""

    desk: TestDesk
    address: str
    edited: tuple[str, ...] = ()  # the pages of a draft and an edition, where a test made them

    def session(self, role: str, *, confirmed: bool = False) -> str:
        """The session of somebody new with this role."""
        return self.desk.sign_in(role, confirmed=confirmed).cookies["sessionid"].value


@contextmanager
def serving(desk: TestDesk) -> Iterator[Served]:
    server = listen(get_wsgi_application(), "127.0.0.1", 0)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield Served(desk, f"http://127.0.0.1:{server.effective_port}")
    server.close()
    thread.join(10)
    server.task_dispatcher.shutdown()

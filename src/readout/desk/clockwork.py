"""Publishes what is due while the desk is served: asks twice a minute, and nothing is lost when nobody asks."""

import threading

from django.db import close_old_connections

from readout.actions.approving import publish_due
from readout.desk.opened import now, the_desk
from readout.errors import ReadoutError

EVERY = 30.0  # seconds


def start_publishing() -> threading.Thread:
    """Start the thread; it ends with the server."""
    thread = threading.Thread(target=_keep_publishing, name="publishing", daemon=True)
    thread.start()
    return thread


def _keep_publishing() -> None:
    pause = threading.Event()
    while True:
        publish_once()
        pause.wait(EVERY)


def publish_once() -> str | None:
    """Publish what is due now; why it could not be, in words, None where it could: the next round tries again."""
    desk = the_desk()
    try:
        publish_due(desk.archive, desk.files.schedule, now())
    except ReadoutError as error:
        return str(error)
    finally:
        close_old_connections()
    return None

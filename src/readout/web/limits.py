"""Limits on failed attempts, counted in the database: they hold for every process, and after a restart."""

from datetime import datetime, timedelta

from django.utils import timezone

from readout.spans import digest_text
from readout.web.models import FailedAttempt

WINDOW = timedelta(minutes=15)
OF_NAME, OF_ADDRESS = 5, 30  # failures in a window


def is_barred(name: str, address: str) -> bool:
    """Whether this name or this address has failed too often of late."""
    since = timezone.now() - WINDOW
    return _count(_name(name), since) >= OF_NAME or _count(_address(address), since) >= OF_ADDRESS


def count_failure(name: str, address: str) -> None:
    """Count a failure against name and address, and forget those that no longer count."""
    now = timezone.now()
    FailedAttempt.objects.filter(at__lt=now - WINDOW).delete()
    FailedAttempt.objects.bulk_create(FailedAttempt(door=door, at=now) for door in (_name(name), _address(address)))


def forget_failures(name: str) -> None:
    """A person came in: the name's failures no longer count."""
    FailedAttempt.objects.filter(door=_name(name)).delete()


def _count(door: str, since: datetime) -> int:
    return int(FailedAttempt.objects.filter(door=door, at__gte=since).count())


def _name(name: str) -> str:
    return digest_text(f"name\x1f{name.casefold()}")


def _address(address: str) -> str:
    return digest_text(f"address\x1f{address}")

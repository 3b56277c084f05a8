"""
The tables of accounts beside Django's own: rights by name, and failed attempts to sign in.

They are no records: nothing that a brief or an edition says depends on them.
"""

from django.conf import settings
from django.db import models


class Rights(models.Model):
    """What a person may do; no table, only the names of Django's permissions."""

    class Meta:
        """Names without a table."""

        managed = False
        default_permissions = ()
        permissions = (
            ("read", "see the desk"),
            ("judge", "judge findings"),
            ("edit", "edit drafts"),
            ("approve", "approve, hold and correct editions, and manage people"),
        )


class Token(models.Model):
    """A key by which a program reads the desk as somebody may; its digest is kept and the key is shown once."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    class Meta:
        """Of nobody's rights."""

        default_permissions = ()


class FailedAttempt(models.Model):
    """One failed attempt: `door` digests the name or the address that it was made with."""

    door = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        """Counted by door and time."""

        default_permissions = ()
        indexes = (models.Index(fields=("door", "at"), name="attempts_at_a_door"),)

"""
The tables of the mail room: readers, what they asked for, and the ledger of what was mailed to whom.

A key is a keyed digest of an address; addresses themselves are sealed, so that a copy of the database names nobody.
Only `mailroom` reads and writes these tables.
"""

from django.db import models
from django.db.models import F, Q

from readout.codes import DeliveryState, MailingState

KEY = 32  # hexadecimal characters of a keyed digest


class Reader(models.Model):
    """Somebody on the mail list."""

    key = models.CharField(max_length=KEY, primary_key=True)
    sealed = models.BinaryField()  # the address
    domain = models.CharField(max_length=KEY)
    state = models.CharField(max_length=12, db_index=True)
    round = models.PositiveIntegerField(default=0)
    asked_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    paused_until = models.DateField(null=True)
    bounces = models.FloatField(default=0.0)
    bounced_on = models.DateField(null=True)


class Consent(models.Model):
    """What a reader agreed to or withdrew: added, and only ever erased with the reader."""

    key = models.CharField(max_length=KEY, db_index=True)
    kind = models.CharField(max_length=12)
    at = models.DateTimeField()
    words = models.TextField()


class Suppression(models.Model):
    """An address that gets no mail; outlives the reader."""

    key = models.CharField(max_length=KEY, primary_key=True)
    reason = models.CharField(max_length=12)
    at = models.DateTimeField()


class Counted(models.Model):
    """How often something was counted in a stretch of time: posts of a network, mails to a domain."""

    name = models.CharField(max_length=80)
    window = models.DateTimeField(db_index=True)
    used = models.PositiveIntegerField()

    class Meta:
        """One count a name and stretch."""

        constraints = (models.UniqueConstraint(fields=("name", "window"), name="one_count_a_window"),)


class Asking(models.Model):
    """What somebody asked for with a form, until it is answered."""

    key = models.CharField(max_length=KEY)
    sealed = models.BinaryField()
    domain = models.CharField(max_length=KEY)
    kind = models.CharField(max_length=12)
    former = models.CharField(max_length=KEY, default="", blank=True)
    asked_at = models.DateTimeField(db_index=True)

    class Meta:
        """Asked again while it waits is asked once."""

        constraints = (models.UniqueConstraint(fields=("key", "kind", "former"), name="one_asking"),)


class Mailing(models.Model):
    """What is mailed, frozen; the counts are written when it is called sent, and must sum."""

    name = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=12, db_index=True)
    subject = models.TextField()
    template = models.BinaryField()
    digest = models.CharField(max_length=64)
    edition = models.PositiveIntegerField(null=True)
    state = models.CharField(max_length=12, db_index=True)
    frozen = models.PositiveIntegerField()
    frozen_at = models.DateTimeField()
    frozen_by = models.TextField()
    opens_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    note = models.TextField(default="", blank=True)
    accepted = models.PositiveIntegerField(default=0)
    deferred = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    uncertain = models.PositiveIntegerField(default=0)
    skipped = models.PositiveIntegerField(default=0)

    class Meta:
        """Nothing is called sent whose balance does not sum."""

        constraints = (
            models.CheckConstraint(
                name="sent_means_balanced",
                condition=~Q(state=MailingState.SENT.value)
                | Q(frozen=F("accepted") + F("deferred") + F("refused") + F("uncertain") + F("skipped")),
            ),
        )


class Sender(models.Model):
    """A process that mails; its number is its fencing token, and it is alive until an instant."""

    told = models.TextField()
    until = models.DateTimeField(db_index=True)
    is_open = models.BooleanField(default=True, db_index=True)


class Delivery(models.Model):
    """One mailing and one recipient: the ledger, and the outbox."""

    mailing = models.ForeignKey(Mailing, models.CASCADE, db_index=False)
    key = models.CharField(max_length=KEY, db_index=True)
    sealed = models.BinaryField()
    domain = models.CharField(max_length=KEY)
    message_id = models.CharField(max_length=200, unique=True)
    state = models.CharField(max_length=12, default=DeliveryState.QUEUED.value)
    rank = models.PositiveSmallIntegerField()
    tries = models.PositiveIntegerField(default=0)
    due_at = models.DateTimeField(null=True)  # None while nothing is to be tried, so that what is due is found at once
    sender = models.BigIntegerField(null=True)
    code = models.PositiveSmallIntegerField(null=True)
    reply = models.TextField(default="", blank=True)
    changed_at = models.DateTimeField()
    settled_by = models.TextField(default="", blank=True)

    class Meta:
        """One row a mailing and recipient, in one of the states; those that are due are found by an index."""

        constraints = (
            models.UniqueConstraint(fields=("mailing", "key"), name="one_delivery_a_recipient"),
            models.CheckConstraint(
                name="a_known_state", condition=Q(state__in=[state.value for state in DeliveryState])
            ),
        )
        indexes = (
            models.Index(fields=("rank", "due_at"), condition=Q(due_at__isnull=False), name="due_first"),
            models.Index(fields=("sender",), condition=Q(sender__isnull=False), name="in_hand"),
        )


class Mark(models.Model):
    """A word that the mail room keeps of itself."""

    name = models.CharField(max_length=60, primary_key=True)
    value = models.TextField()

"""
The tables of the archive, by shelf. A row holds a record as JSON in `body`, and the columns that are asked for.

Only `store` reads and writes them: everybody else has records. Columns repeat what a body says, never more,
but for what the archive alone knows (which version is the latest, which article a key stands for).
"""

from django.db import models

from readout.archive.mail_tables import (  # Django looks for tables here
    Asking,
    Consent,
    Counted,
    Delivery,
    Mailing,
    Mark,
    Reader,
    Sender,
    Suppression,
)

__all__ = [
    "Asking",
    "Brief",
    "Consent",
    "Correction",
    "Counted",
    "Delivery",
    "Edition",
    "Failure",
    "Judgement",
    "Key",
    "Mailing",
    "Mark",
    "PageCheck",
    "Piece",
    "Reader",
    "Reading",
    "Recipe",
    "Run",
    "Sender",
    "SourceHealth",
    "Suppression",
    "Version",
]

# -- captured: added, never changed ---------------------------------------------------------------------------


class Piece(models.Model):
    """One article over all its versions: the card in the index. `day` is that of the latest version, as captured."""

    article_id = models.CharField(max_length=300, unique=True)
    outlet_id = models.TextField(null=True)
    day = models.DateField(null=True, db_index=True)
    latest = models.PositiveIntegerField()  # the number of the latest version


class Key(models.Model):
    """
    What an article goes by: a digest of a guid, a link, or outlet, title and day. The first to bring it has it.

    A number and not a text: the rows lie in its order, and the fewer pages they fill, the less an addition touches.
    """

    key = models.BigIntegerField(primary_key=True)
    piece = models.ForeignKey(Piece, models.CASCADE, db_index=False)


class Version(models.Model):
    """One version of an article, text and all."""

    piece = models.ForeignKey(Piece, models.CASCADE, db_index=False)
    number = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    published = models.TextField(null=True)
    has_guid = models.BooleanField()
    has_link = models.BooleanField()
    keys = models.TextField()  # with a space between two
    body = models.TextField()

    class Meta:
        """One version a number."""

        constraints = (models.UniqueConstraint(fields=("piece", "number"), name="one_version_a_number"),)


# -- derived: may be thrown away and found again ----------------------------------------------------------------


class Recipe(models.Model):
    """The name of a recipe, written once."""

    name = models.TextField(unique=True)


class Reading(models.Model):
    """What one recipe found in one version. `body` is JSON, compressed (RFC 1950): it is five times the text."""

    version = models.ForeignKey(Version, models.CASCADE, db_index=False)
    recipe = models.ForeignKey(Recipe, models.CASCADE, db_index=False)
    lent = models.CharField(max_length=64, default="", blank=True)  # "" where the version was dated by itself
    day = models.DateField(null=True)  # the first that the reading allows
    is_sound = models.BooleanField()  # False: it could not be read
    finding_ids = models.TextField()  # with a space between two
    body = models.BinaryField()

    class Meta:
        """One reading a version, recipe and lent day."""

        constraints = (models.UniqueConstraint(fields=("version", "recipe", "lent"), name="one_reading_a_recipe"),)


class Brief(models.Model):
    """The brief that was last written over a period."""

    first_day = models.DateField()
    last_day = models.DateField()
    line_ids = models.TextField()  # with a space between two
    body = models.BinaryField()

    class Meta:
        """One brief a period."""

        constraints = (models.UniqueConstraint(fields=("last_day", "first_day"), name="one_brief_a_period"),)


# -- decided: added and superseded, never overwritten -------------------------------------------------------------


class Judgement(models.Model):
    """What an editor decided about a record or a pair; the latest about the same subjects is in force."""

    digest = models.CharField(max_length=64, unique=True)  # of the body
    subjects = models.TextField(db_index=True)  # their ids in order, with a space between two
    decided_at = models.DateTimeField()
    body = models.TextField()


class Edition(models.Model):
    """What was published, without its corrections. `card` names and dates it, so that a list reads no body."""

    number = models.PositiveIntegerField(unique=True)
    slug = models.CharField(max_length=100, unique=True)
    last_day = models.DateField(null=True)
    card = models.TextField()
    body = models.TextField()


class Correction(models.Model):
    """What was wrong in an edition."""

    edition = models.ForeignKey(Edition, models.CASCADE)
    digest = models.CharField(max_length=64)  # of the body
    corrected_at = models.DateTimeField()
    body = models.TextField()

    class Meta:
        """The same correction once."""

        constraints = (models.UniqueConstraint(fields=("edition", "digest"), name="one_correction"),)


class Draft(models.Model):
    """What becomes an edition, as it began. `card` names and dates it, so that a list reads no body."""

    draft_id = models.CharField(max_length=100, unique=True)
    card = models.TextField()
    body = models.TextField()


class Revision(models.Model):
    """A draft as an editor left it."""

    draft = models.ForeignKey(Draft, models.CASCADE, db_index=False)
    number = models.PositiveIntegerField()
    body = models.TextField()

    class Meta:
        """One revision a number."""

        constraints = (models.UniqueConstraint(fields=("draft", "number"), name="one_revision_a_number"),)


class DraftStep(models.Model):
    """A draft came to a state."""

    draft = models.ForeignKey(Draft, models.CASCADE, db_index=False)
    number = models.PositiveIntegerField()
    body = models.TextField()

    class Meta:
        """One step a number."""

        constraints = (models.UniqueConstraint(fields=("draft", "number"), name="one_step_a_number"),)


class AuditEntry(models.Model):
    """What was decided: which row of which table holds it, and the chain."""

    number = models.PositiveIntegerField(primary_key=True)
    kind = models.CharField(max_length=12)
    row = models.BigIntegerField()
    body = models.TextField()


# -- work: how far it has come -------------------------------------------------------------------------------------


class Run(models.Model):
    """One long piece of work, counted."""

    run_id = models.CharField(max_length=64, primary_key=True)
    verb = models.TextField()
    told = models.TextField()
    state = models.TextField()
    started_at = models.DateTimeField(db_index=True)
    body = models.TextField()


class Failure(models.Model):
    """One item of a run that came to nothing."""

    run_id = models.CharField(max_length=64)
    number = models.PositiveIntegerField()
    body = models.TextField()

    class Meta:
        """One failure an item."""

        constraints = (models.UniqueConstraint(fields=("run_id", "number"), name="one_failure_an_item"),)


class SourceHealth(models.Model):
    """How a source fares, and when it is asked again."""

    source_id = models.CharField(max_length=200, primary_key=True)
    next_try_at = models.DateTimeField()
    body = models.TextField()


class PageCheck(models.Model):
    """When a listed page was asked for."""

    digest = models.CharField(max_length=64, primary_key=True)  # SHA-256 of the link, which may be long
    body = models.TextField()

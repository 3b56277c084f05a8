"""Makes the archive known to Django."""

from django.apps import AppConfig


class ArchiveConfig(AppConfig):
    """The app `archive`."""

    name = "readout.archive"
    label = "archive"
    default_auto_field = "django.db.models.BigAutoField"

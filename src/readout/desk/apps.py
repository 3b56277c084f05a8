"""Makes the desk's pages known to Django."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """The app `desk`: views, templates and style; it has no tables."""

    name = "readout.desk"
    label = "desk"

"""Makes the readers' forms known to Django."""

from django.apps import AppConfig


class LettersConfig(AppConfig):
    """The app `letters`: pages and styles, no tables."""

    name = "readout.letters"
    label = "letters"

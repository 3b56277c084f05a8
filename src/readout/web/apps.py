"""Makes accounts known to Django."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The app `web`: people, their rights, and failed attempts to sign in."""

    name = "readout.web"
    label = "web"
    default_auto_field = "django.db.models.BigAutoField"

"""
The settings of the desk's server, made from a desk's folder.

They are a function and not a module: what differs between two desks is their folder and database and nothing else.
"""

import secrets
from pathlib import Path
from typing import Any

from csp.constants import NONCE, NONE, SELF

from readout.errors import OutputError

KEY = "secret.key"
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
A_DAY = 86_400  # seconds

POLICY = {
    "default-src": [NONE],
    "script-src": [NONCE],
    "style-src": [SELF],
    "img-src": [SELF, "data:"],
    "connect-src": [SELF],
    "font-src": [NONE],
    "object-src": [NONE],
    "base-uri": [NONE],
    "form-action": [SELF],
    "frame-src": [SELF],  # previews of an edition, sandboxed
    "frame-ancestors": [NONE],
    "require-trusted-types-for": ["'script'"],
}

MIDDLEWARE = (
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",  # a page is closed unless it says otherwise
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "readout.web.security.DeskHeaders",
    "readout.desk.faults.WordedFaults",
)

APPS = (
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "readout.archive",
    "readout.desk",
    "readout.letters",
    "readout.web",
)

CONTEXT = (
    "django.template.context_processors.request",
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
    "readout.desk.context.tell_desk",
)


def make_settings(
    folder: Path, database: dict[str, Any], secret: str, hosts: tuple[str, ...] = (), behind: str | None = None
) -> dict[str, Any]:
    """
    Django's settings for the desk in `folder` over `database`, as `archive.connection.name_database` gives it.

    `secret` signs sessions and one-time links; `hosts` are names beside loopback by which the desk may be asked.
    `behind` is the name of a server that speaks TLS in front of it: cookies then go over TLS alone.
    """
    return {
        "ALLOWED_HOSTS": [*LOOPBACK, *hosts, *((behind,) if behind else ())],
        "AUTH_PASSWORD_VALIDATORS": [
            {"NAME": f"django.contrib.auth.password_validation.{name}"}
            for name in ("UserAttributeSimilarityValidator", "CommonPasswordValidator", "NumericPasswordValidator")
        ]
        + [
            {
                "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
                "OPTIONS": {"min_length": 12},
            }
        ],
        "CONTENT_SECURITY_POLICY": {"DIRECTIVES": POLICY},
        "CSRF_COOKIE_HTTPONLY": True,
        "CSRF_COOKIE_SAMESITE": "Strict",
        "CSRF_COOKIE_SECURE": behind is not None,
        "CSRF_FAILURE_VIEW": "readout.desk.faults.refuse_forged",
        "CSRF_TRUSTED_ORIGINS": [f"https://{behind}"] if behind else [],
        "DATABASES": {"default": database},
        "DEBUG": False,
        "DEFAULT_AUTO_FIELD": "django.db.models.BigAutoField",
        "INSTALLED_APPS": list(APPS),
        "LANGUAGE_CODE": "en",
        "LOGGING": {
            "version": 1,
            "disable_existing_loggers": False,
            "handlers": {"console": {"class": "logging.StreamHandler"}},
            "loggers": {"django": {"handlers": ["console"], "level": "ERROR", "propagate": False}},
        },
        "LOGIN_URL": "sign-in",
        "LOGIN_REDIRECT_URL": "today",
        "MESSAGE_STORAGE": "django.contrib.messages.storage.session.SessionStorage",
        "MIDDLEWARE": list(MIDDLEWARE),
        "NINJA_NUM_PROXIES": 1 if behind else 0,  # else whoever asks could say that he comes from elsewhere each time
        "OTP_TOTP_ISSUER": "Readout desk",
        "PASSWORD_RESET_TIMEOUT": 2 * A_DAY,  # of the one-time links
        "READOUT_DESK": folder,
        "READOUT_FIRST_LINK": None,  # the token that may make the first account
        "ROOT_URLCONF": "readout.web.urls",
        "SECRET_KEY": secret,
        "SECURE_REFERRER_POLICY": "same-origin",  # "no-referrer" makes browsers send no origin, and forms fail
        "SESSION_COOKIE_AGE": 14 * A_DAY,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": behind is not None,
        "STATIC_URL": "/static/",
        "TEMPLATES": [
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "APP_DIRS": True,
                "OPTIONS": {"context_processors": list(CONTEXT)},
            }
        ],
        "TIME_ZONE": "UTC",
        "USE_TZ": True,
        "WHITENOISE_USE_FINDERS": True,
        "WHITENOISE_MAX_AGE": A_DAY,  # addresses carry the version
        "X_FRAME_OPTIONS": "DENY",
    }


def keep_secret(folder: Path) -> str:
    """The desk's secret, made once and readable by its owner alone. Raises OutputError where it cannot be kept."""
    path = folder / KEY
    try:
        if not path.exists():
            path.touch(mode=0o600)
            path.write_text(secrets.token_urlsafe(48), "utf-8")
        return path.read_text("utf-8").strip()
    except OSError as error:
        raise OutputError(f"{path}: the desk's secret cannot be kept ({error.strerror})") from error

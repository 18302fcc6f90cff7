"""Django's settings for the preview: one small site, on this computer only."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path

from django.core.management.utils import get_random_secret_key

from .database import database_of

HERE = Path(__file__).resolve().parent
ROOT = Path(os.environ.get("DATAIDE_ROOT") or HERE.parent.parent)
VAR = Path(os.environ.get("DATAIDE_VAR") or ROOT / "var")


def _secret() -> str:
    """The key kept in var/, so that a restart forgets nobody; without it, a new one."""
    kept = VAR / "secret"
    return kept.read_text("ascii") if kept.exists() else get_random_secret_key()


def _core_blocks() -> Path | None:
    """The folder of the platform's own blocks, found without importing them: that takes seconds."""
    spec = find_spec("xblocks_contrib")
    return Path(spec.origin).parent if spec and spec.origin else None


SECRET_KEY = os.environ.get("DATAIDE_SECRET") or _secret()
DEBUG = os.environ.get("DATAIDE_DEBUG") == "1"
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
CORE_BLOCKS = _core_blocks()
CAPA = CORE_BLOCKS / "problem" / "capa" if CORE_BLOCKS else None

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "workbench",
    "dataide_xblocks.apps.DataideConfig",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "dataide_xblocks.preview.middleware.nothing_leaves",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "dataide_xblocks.preview.middleware.somebody",
    "dataide_xblocks.preview.middleware.in_the_language_of_the_address",
]
ROOT_URLCONF = "dataide_xblocks.preview.urls"
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"  # messages are printed, nothing leaves
X_FRAME_OPTIONS = "SAMEORIGIN"  # a page shows its own unit in an iframe, as the platform does
SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "dataide_demo", "csrftoken"
DATA_UPLOAD_MAX_MEMORY_SIZE = None  # as in the platform: a block bounds what it reads itself (contract 6.9)

DATABASES = {"default": database_of(os.environ.get("DATAIDE_DB_URL"), VAR / "preview.db")}
DEFAULT_AUTO_FIELD = "django.db.models.AutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        # Ours first. The workbench's sample templates are left out: its `problem.html` would hide the real one.
        "DIRS": [HERE / "templates", *([CAPA / "templates"] if CAPA else [])],
        "APP_DIRS": True,
        "OPTIONS": {
            "libraries": {"dataide_preview": "dataide_xblocks.preview.tags"},
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]
STATIC_URL = "/static/"
STATICFILES_DIRS = [HERE / "static", *([CAPA / "static"] if CAPA else [])]

LANGUAGE_CODE, LANGUAGES = "en", [("fr", "Français"), ("en", "English")]
LOCALE_PATHS = [HERE / "locale"]
USE_TZ, TIME_ZONE = True, "America/Toronto"

# What the platform's own blocks ask of settings when they are imported or drawn.
WORKBENCH = {"services": {}, "reset_state_on_restart": False}
PIPELINE, REQUIRE_DEBUG = {"PIPELINE_ENABLED": False}, True
FEATURES: dict[str, bool] = {}

# Names of events and failures only, on the terminal: never what a learner writes.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"terminal": {"class": "logging.StreamHandler"}},
    "loggers": {
        "django": {"handlers": ["terminal"], "level": "ERROR", "propagate": False},
        "django.server": {"handlers": ["terminal"], "level": "ERROR", "propagate": False},
    },
    "root": {"handlers": ["terminal"], "level": "ERROR"},
}

"""What an operator asks when something does not show: each check says yes, no, or that it cannot be known here.

A check is a function in a list. None lets an error through: a half-installed package is what it is for.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, entry_points, version
from typing import Any

from .domain.language import LANGUAGES, LOCALE, _, say

LABEL = "dataide"
RANGES = {"XBlock": ((5, 2), (7, 0)), "Django": ((5, 2), (6, 0)), "lxml": ((5, 3), (7, 0)), "bleach": ((6, 1), (7, 0))}
STATIC = ("xblock/resources/dataide_xblocks/public/dataide.js", "xblock/resources/dataide_xblocks/public/dataide.css")


@dataclass(frozen=True)
class Finding:
    """`ok` is None when it cannot be known here. `what` and `todo` are msgids that `params` fill."""

    ok: bool | None
    what: str
    todo: str = ""
    params: dict[str, object] = field(default_factory=dict)

    def printed(self, language: str) -> str:
        """`yes  what was found` or `NO   what was found -> what to do`."""
        sentence = say(language)
        mark = {True: sentence(_("yes")), False: sentence(_("NO")), None: "?"}[self.ok]
        told = sentence(self.what, **self.params)
        todo = "" if self.ok or not self.todo else f"\n        → {sentence(self.todo, **self.params)}"
        return f"{mark:5} {told}{todo}"


def ready() -> bool:
    """Set Django up with the settings that the environment names; whether there are any."""
    if not os.environ.get("DJANGO_SETTINGS_MODULE"):
        return False
    import django

    try:
        django.setup()
    except Exception:  # the checks say it, each for what it needs
        return False
    return True


def examine(course: str = "", everything: bool = True) -> list[Finding]:
    """Every finding, in an order in which they can be put right; unless `everything`, what needs no platform."""
    found = []
    for check in CHECKS if everything else ALONE:
        try:
            found += list(check(course))
        except Exception as error:  # a check of a broken installation may break too: that is its finding
            params = {"check": check.__name__, "error": f"{type(error).__name__}: {error}"[:200]}
            todo = _("Put right what stands above first, then ask again.")
            found.append(Finding(False, _("%(check)s could not be checked (%(error)s)"), todo, params))
    return found


def versions(_course: str) -> Iterator[Finding]:
    """The versions that were tried together."""
    python = sys.version_info[:3]
    todo = _("Use the Python of Ulmo (3.11) or Verawood (3.12), or newer.")
    yield Finding(python >= (3, 11), "Python %(found)s", todo, {"found": ".".join(map(str, python))})
    for name, (least, below) in RANGES.items():
        try:
            found = version(name)
        except PackageNotFoundError:
            yield Finding(False, _("%(name)s is not installed"), _("Install dataide-xblocks again."), {"name": name})
            continue
        numbers = tuple(int(part) for part in found.split(".")[:2] if part.isdigit())
        params = {"name": name, "found": found, "least": ".".join(map(str, least)), "below": below[0]}
        todo = _("Tried from %(least)s on, below %(below)s: another may work, and nobody has seen it.")
        yield Finding(least <= numbers < below, "%(name)s %(found)s", todo, params)


def blocks(_course: str) -> Iterator[Finding]:
    """Each of our entry points gives a class, which the operator has not switched off."""
    ours = _announced()
    if not ours:
        yield Finding(False, _("No block of ours is announced"), _("Build the image again: the package is not in it."))
    for point in ours:
        params: dict[str, object] = {"name": point.name}
        try:
            point.load()
        except Exception as error:
            params["error"] = f"{type(error).__name__}: {error}"[:200]
            todo = _("Build the image again; if it persists, tell us this line.")
            yield Finding(False, _("%(name)s does not load (%(error)s)"), todo, params)
        else:
            yield Finding(True, _("%(name)s loads"), "", params)
    yield from _switched_off({point.name for point in ours})


def _announced() -> list[Any]:
    return [point for point in entry_points(group="xblock.v1") if point.value.startswith("dataide_xblocks.")]


def _switched_off(names: set[str]) -> Iterator[Finding]:
    try:
        from common.djangoapps.xblock_django.models import XBlockConfiguration
    except ImportError:
        yield Finding(None, _("Whether a block is switched off can only be known in the platform"))
        return
    off = set(XBlockConfiguration.objects.current_set().filter(enabled=False).values_list("name", flat=True)) & names
    todo = _("Switch it on in the administration: XBlock configuration.")
    yield Finding(not off, _("Blocks switched off: %(names)s"), todo, {"names": ", ".join(sorted(off)) or "-"})


def app(_course: str) -> Iterator[Finding]:
    """The Django app is there, and its tables are those of this version."""
    from django.apps import apps
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    there = apps.is_installed("dataide_xblocks")
    todo = _("Build the image again: LMS and Studio find the app by its entry points.")
    yield Finding(there, _("The Django app is installed"), todo)
    if there:
        executor = MigrationExecutor(connection)
        leaves = [key for key in executor.loader.graph.leaf_nodes() if key[0] == LABEL]
        left = [migration.name for migration, _back in executor.migration_plan(leaves)]
        todo = _("Run the migrations: ./manage.py lms migrate dataide")
        params = {"names": ", ".join(left) or "-"}
        yield Finding(not left, _("Migrations still to run: %(names)s"), todo, params)


def database(_course: str) -> Iterator[Finding]:
    """A database that keeps every sign and refuses what is too long."""
    from django.db import connection

    if connection.vendor != "mysql":
        todo = _("Fine for a demonstration. A cohort needs MySQL or MariaDB.")
        yield Finding(None, _("The database is %(vendor)s"), todo, {"vendor": connection.vendor})
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT @@sql_mode")
        mode = cursor.fetchone()[0]
        cursor.execute(
            "SELECT table_name, table_collation FROM information_schema.tables "
            "WHERE table_schema = DATABASE() AND table_name LIKE 'dataide\\_%%'"
        )
        collations = dict(cursor.fetchall())
    todo = _("Set sql_mode to STRICT_TRANS_TABLES: without it MySQL cuts texts in silence.")
    yield Finding("STRICT" in mode, _("The database refuses what is too long"), todo)
    narrow = sorted(name for name, collation in collations.items() if not str(collation).startswith("utf8mb4"))
    todo = _("Convert these tables to utf8mb4: others cannot hold every sign.")
    yield Finding(not narrow, _("Tables not in utf8mb4: %(names)s"), todo, {"names": ", ".join(narrow) or "-"})


def catalogues(_course: str) -> Iterator[Finding]:
    """Both languages speak."""
    sentence = _("Please choose one of the answers.")
    there = (LOCALE / "fr" / "LC_MESSAGES" / "django.mo").is_file()
    said = {say(language)(sentence) for language in LANGUAGES}
    todo = _("The French catalogue is not in the package: build the wheel again with its .mo files.")
    yield Finding(there and len(said) == 2, _("French and English are both said"), todo)


def static_files(_course: str) -> Iterator[Finding]:
    """The script and the style are where the platform's pages ask for them."""
    from django.conf import settings
    from django.contrib.staticfiles.storage import staticfiles_storage

    if not getattr(settings, "STATIC_ROOT", None):
        yield Finding(None, _("Static files are collected nowhere here"))
        return
    missing = [name for name in STATIC if not staticfiles_storage.exists(name)]
    todo = _("Build the image again, or collect static files: exercises would be bare and dead.")
    yield Finding(not missing, _("Static files missing: %(names)s"), todo, {"names": ", ".join(missing) or "-"})


def cache(_course: str) -> Iterator[Finding]:
    """Limits count in the cache: each process must see the same one."""
    from django.conf import settings

    backend = str(settings.CACHES["default"]["BACKEND"]).rsplit(".", 1)[1]
    shared = backend not in ("DummyCache", "LocMemCache")
    todo = _("Use Redis or Memcached: each process counts for itself, so that limits hold less.")
    yield Finding(True if shared else None, _("The cache is %(backend)s"), todo, {"backend": backend})


def mail(_course: str) -> Iterator[Finding]:
    """We send no mail ourselves; the platform's own is how people come back."""
    from django.conf import settings

    backend = str(settings.EMAIL_BACKEND).split(".")[-2]
    sends = backend not in ("console", "dummy", "locmem", "filebased")
    todo = _("Mail leaves nowhere here: people who lose their password cannot come back.")
    yield Finding(True if sends else None, _("Mail goes through %(backend)s"), todo, {"backend": backend})


def course(key: str) -> Iterator[Finding]:
    """A course that was named offers our blocks to its authors."""
    if not key:
        return
    try:
        from opaque_keys.edx.keys import CourseKey
        from xmodule.modulestore.django import modulestore
    except ImportError:
        yield Finding(None, _("A course can only be looked at in the platform"))
        return
    there: Any = modulestore().get_course(CourseKey.from_string(key))
    params: dict[str, object] = {"course": key}
    yield Finding(there is not None, _("%(course)s is there"), _("Import the course, or check its key."), params)
    if there is not None:
        names = {point.name for point in _announced()}
        params["names"] = ", ".join(sorted(names - set(there.advanced_modules))) or "-"
        todo = _("Add them in Studio: Settings, Advanced settings, Advanced module list.")
        yield Finding(params["names"] == "-", _("Blocks its authors cannot add: %(names)s"), todo, params)


ALONE: tuple[Callable[[str], Iterator[Finding]], ...] = (versions, blocks, catalogues)
CHECKS: tuple[Callable[[str], Iterator[Finding]], ...] = (
    versions,
    blocks,
    app,
    database,
    catalogues,
    static_files,
    cache,
    mail,
    course,
)

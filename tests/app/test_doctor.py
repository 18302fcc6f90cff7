"""The doctor finds each part of a half-installed package, says what to do, and never fails itself."""

from __future__ import annotations

import sys
from types import ModuleType, SimpleNamespace

import pytest
from click.testing import CliRunner
from django.db import connection

from dataide_xblocks import doctor
from dataide_xblocks.cli import main
from dataide_xblocks.domain.language import LANGUAGES

from ..mariadb import mariadb, on  # noqa: F401 - a fixture is used by its name

pytestmark = pytest.mark.django_db


def wrong() -> str:
    """What the doctor says no to, in English."""
    return "\n".join(finding.printed("en") for finding in doctor.examine() if finding.ok is False)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sound_installation_has_nothing_wrong(language):
    found = doctor.examine()
    assert wrong() == ""
    assert {finding.ok for finding in found} == {True, None} and len(found) > 10
    said = "\n".join(finding.printed(language) for finding in found)
    assert {"fr": "oui", "en": "yes"}[language] in said and "%(" not in said


def test_a_table_that_is_missing_is_told_with_its_command(monkeypatch):
    from django.db.migrations.executor import MigrationExecutor

    plan = [(SimpleNamespace(name="0002_maturity"), False)]
    monkeypatch.setattr(MigrationExecutor, "migration_plan", lambda *_args: plan)
    assert "0002_maturity" in wrong() and "migrate dataide" in wrong()


def test_an_app_that_is_not_installed_is_told(monkeypatch):
    from django.apps import apps

    monkeypatch.setattr(apps, "is_installed", lambda _name: False)
    assert "The Django app is installed" in wrong() and "Build the image again" in wrong()


@pytest.mark.parametrize("points", [[], [SimpleNamespace(name="dataide_x", value="dataide_xblocks.x:X")]])
def test_a_block_that_is_not_there_or_does_not_load_is_told(monkeypatch, points):
    monkeypatch.setattr(doctor, "entry_points", lambda group: points)
    assert ("No block of ours" in wrong()) if not points else ("dataide_x does not load" in wrong())


def test_a_block_that_the_operator_switched_off_is_told(monkeypatch):
    off = SimpleNamespace(filter=lambda **_k: SimpleNamespace(values_list=lambda *_a, **_k: ["dataide_pulse"]))
    module = ModuleType("common.djangoapps.xblock_django.models")
    module.XBlockConfiguration = SimpleNamespace(objects=SimpleNamespace(current_set=lambda: off))
    for name in ("common", "common.djangoapps", "common.djangoapps.xblock_django"):
        monkeypatch.setitem(sys.modules, name, ModuleType(name))
    monkeypatch.setitem(sys.modules, module.__name__, module)
    assert "Blocks switched off: dataide_pulse" in wrong()


def test_files_that_were_not_collected_are_told(settings, tmp_path):
    settings.STATIC_ROOT = str(tmp_path)
    assert "dataide.js" in wrong() and "collect static files" in wrong()
    for name in doctor.STATIC:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    assert wrong() == ""


def test_a_catalogue_that_is_missing_is_told(monkeypatch, tmp_path):
    monkeypatch.setattr(doctor, "LOCALE", tmp_path)
    assert "The French catalogue is not in the package" in wrong()


@pytest.mark.parametrize("found", [None, "4.1.0", "9.0"])
def test_a_version_that_was_never_tried_is_told(monkeypatch, found):
    def told(name):
        if found is None:
            raise doctor.PackageNotFoundError(name)
        return found if name == "XBlock" else "5.2.0" if name == "Django" else "6.1.0"

    monkeypatch.setattr(doctor, "version", told)
    assert "XBlock" in wrong()


def test_a_check_that_breaks_is_a_finding(monkeypatch):
    def broken(_course):
        raise RuntimeError("half installed")
        yield

    monkeypatch.setattr(doctor, "CHECKS", (broken,))
    assert "broken could not be checked (RuntimeError: half installed)" in wrong()


@pytest.mark.mariadb
def test_a_database_that_cuts_texts_or_signs_is_told(mariadb):  # noqa: F811
    with on(mariadb):
        assert wrong() == ""
        with connection.cursor() as cursor:
            cursor.execute("SET SESSION sql_mode = ''")
            cursor.execute("CREATE TABLE dataide_old (a INT) CHARACTER SET latin1")
        try:
            assert "STRICT_TRANS_TABLES" in wrong() and "dataide_old" in wrong()
        finally:
            with connection.cursor() as cursor:
                cursor.execute("DROP TABLE dataide_old")


def test_the_command_says_it_and_ends_with_its_result(monkeypatch):
    said = CliRunner().invoke(main, ["--lang", "fr", "doctor"])
    assert said.exit_code == 0 and "L’app Django est installée" in said.output
    monkeypatch.setattr(doctor, "entry_points", lambda group: [])
    assert CliRunner().invoke(main, ["--lang", "en", "doctor"]).exit_code == 1


def test_without_a_platform_it_says_where_to_run_it(monkeypatch):
    monkeypatch.delenv("DJANGO_SETTINGS_MODULE")
    assert doctor.ready() is False
    assert {finding.ok for finding in doctor.examine(everything=False)} == {True, None}
    assert "tutor local exec lms" in CliRunner().invoke(main, ["--lang", "en", "doctor"]).output


def in_a_course(monkeypatch, there) -> str:
    """What the doctor says no to, asked about one course, where the platform's store of courses is."""
    module = ModuleType("xmodule.modulestore.django")
    module.modulestore = lambda: SimpleNamespace(get_course=lambda _key: there)
    for name in ("xmodule", "xmodule.modulestore"):
        monkeypatch.setitem(sys.modules, name, ModuleType(name))
    monkeypatch.setitem(sys.modules, module.__name__, module)
    found = doctor.examine("course-v1:DataideX+NDNP101+2027_FR")
    return "\n".join(finding.printed("en") for finding in found if finding.ok is False)


def test_a_block_that_a_course_does_not_offer_its_authors_is_told(monkeypatch):
    there = SimpleNamespace(advanced_modules=["dataide_pulse", "poll"])
    wrong = in_a_course(monkeypatch, there)
    assert "Blocks its authors cannot add: dataide_journal, dataide_maturity, dataide_plan\n" in wrong
    assert "Advanced module list" in wrong
    there.advanced_modules += ["dataide_journal", "dataide_maturity", "dataide_plan"]
    assert in_a_course(monkeypatch, there) == ""


def test_a_course_that_is_not_there_is_told(monkeypatch):
    assert "2027_FR is there" in in_a_course(monkeypatch, None) and "Import the course" in in_a_course(
        monkeypatch, None
    )

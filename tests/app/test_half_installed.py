"""A package installed by halves, for real, in a process of its own: blocks and doctor both say what is wrong."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# Each half is a settings module: what an operator forgot.
FORGOT = {
    "the app": "INSTALLED_APPS = [app for app in INSTALLED_APPS if 'dataide' not in app]",
    "the migrations": "",  # the database is there, and empty
    "the catalogue": "from dataide_xblocks.domain import language\nlanguage.LOCALE = HERE / 'nowhere'",
}
LOOK = """
import json
import django
django.setup()
from django.conf import settings
from django.core.management import call_command
from django.utils import translation
if settings.MIGRATED:
    call_command("migrate", run_syncdb=True, verbosity=0)
from dataide_xblocks import doctor
from tests.conformance.cases import ours
from tests.conformance.blocks import NAMES, requests
from tests.conformance.server_cases import asked
from tests.conformance.blocks import handlers
found = {"wrong": [finding.printed("en") for finding in doctor.examine() if finding.ok is False]}
with translation.override("fr"):
    found["pages"] = {name: ours(name).block().render("student_view").content for name in NAMES}
    first = {name: next(h for h in handlers(name) if h in ("rate", "answer", "save_cell")) for name in NAMES}
    found["answers"] = {name: asked(ours(name), first[name]) for name in NAMES}
print(json.dumps(found))
"""


@pytest.fixture
def look(tmp_path):
    """What the doctor says no to, what blocks show, what they answer, where an operator forgot something."""

    def run(forgot: str) -> dict[str, object]:
        text = (
            f"from dataide_xblocks.preview.settings import *\nMIGRATED = {forgot == 'the catalogue'}\n{FORGOT[forgot]}"
        )
        (tmp_path / "half.py").write_text(f"{text}\n", "utf-8")
        path = os.pathsep.join((str(tmp_path), str(ROOT)))
        more = {"DJANGO_SETTINGS_MODULE": "half", "PYTHONPATH": path, "DATAIDE_VAR": str(tmp_path)}
        command = [sys.executable, "-W", "ignore", "-c", LOOK]
        done = subprocess.run(
            command, cwd=ROOT, env={**os.environ, **more}, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr[-2000:]
        return json.loads(done.stdout)

    return run


@pytest.mark.parametrize(
    ("forgot", "said"),
    [
        ("the app", ("The Django app is installed", "Build the image again")),
        ("the migrations", ("Migrations still to run: 0001_initial", "migrate dataide")),
    ],
)
def test_without_its_tables_a_block_rests_and_the_doctor_says_what_to_do(look, forgot, said):
    found = look(forgot)
    wrong = "\n".join(found["wrong"])
    assert all(words in wrong for words in said), wrong
    for name, page in found["pages"].items():
        assert "Cet exercice est en pause" in page and "Prévenez l’équipe du cours" in page, name
    assert set(found["answers"].values()) == {503}, "nothing is lost: the browser keeps it and tries again"


def test_without_its_catalogue_a_block_works_and_the_doctor_says_what_to_do(look):
    found = look("the catalogue")
    (wrong,) = found["wrong"]
    assert "French and English are both said" in wrong and "build the wheel again" in wrong
    for name, page in found["pages"].items():
        assert "data-handler" in page, f"{name} shows no exercise"
    assert set(found["answers"].values()) == {200}

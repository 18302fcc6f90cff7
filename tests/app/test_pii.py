"""The platform's own tool finds what each of our tables holds of a person (OEP-30)."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(
    find_spec("code_annotations") is None, reason="not run: code-annotations is not installed"
)
ROOT = Path(__file__).resolve().parents[2]
RUN = "import sys; from code_annotations.cli import entry_point; entry_point()"


def searched(config: Path) -> subprocess.CompletedProcess:
    """The tool's own check of every model of the demonstration."""
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "dataide_xblocks.preview.settings"}
    command = [sys.executable, "-W", "ignore", "-c", RUN, "django_find_annotations"]
    options = ["--config_file", str(config), "--lint", "--coverage"]
    return subprocess.run([*command, *options], cwd=ROOT, env=env, capture_output=True, text=True, check=False)


def test_every_table_is_annotated():
    done = searched(ROOT / ".pii_annotations.yml")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "100" in done.stdout


def test_the_tool_sees_a_word_that_it_does_not_know(tmp_path):
    """Else it would prove nothing: our tables use all these words."""
    config = tmp_path / "pii.yml"
    text = (ROOT / ".pii_annotations.yml").read_text("utf-8")
    config.write_text(text.replace("local_api, ", "").replace(".pii_safe_list", str(ROOT / ".pii_safe_list")))
    assert searched(config).returncode != 0

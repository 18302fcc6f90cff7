"""Our plugin in Tutor itself, without Docker: 22 (Verawood) in one environment of the tests, 21 (Ulmo) in the other."""

from __future__ import annotations

import os
import py_compile
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(find_spec("tutor") is None, reason="not run: Tutor is not installed")
TUTOR = [sys.executable, "-c", "from tutor.commands.cli import main; main()"]
REQUIREMENT = "dataide-xblocks[documents] @ git+https://example.org/dataide-xblocks@v1"


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A Tutor project in which the plugin is enabled and the configuration saved."""
    root = tmp_path_factory.mktemp("tutor")
    for arguments in (
        ["plugins", "enable", "dataide"],
        ["config", "save", "--set", f"DATAIDE_REQUIREMENT={REQUIREMENT}"],
    ):
        done = run(root, *arguments)
        assert done.returncode == 0, done.stderr[-2000:]
    return root


def run(root: Path, *arguments: str, **more) -> subprocess.CompletedProcess:
    """A command of Tutor in this project."""
    env = {**os.environ, "TUTOR_ROOT": str(root), "TUTOR_PLUGINS_ROOT": str(root / "plugins"), "HOME": str(root)}
    return subprocess.run([*TUTOR, *arguments], env=env, capture_output=True, text=True, check=False, **more)


def test_the_version_of_tutor_is_one_that_we_support():
    from tutor.__about__ import __version__

    assert __version__.split(".")[0] in ("21", "22")


def test_the_image_installs_our_package_once_and_after_the_platforms_own(project):
    lines = (project / "env/build/openedx/Dockerfile").read_text("utf-8").splitlines()
    ours = [n for n, line in enumerate(lines) if "dataide" in line]
    assert [lines[n] for n in ours] == [f"RUN $PIP_COMMAND install '{REQUIREMENT}'"]
    assert any("requirements" in line and "install" in line for line in lines[: ours[0]])
    assert any("ARG" in line or "PIP_COMMAND" in line for line in lines[: ours[0]]), "the variable is not known yet"


def test_every_rendered_settings_file_compiles(project):
    files = [*project.glob("env/apps/openedx/settings/**/*.py"), *project.glob("env/build/openedx/settings/**/*.py")]
    assert len(files) >= 6
    for path in files:
        py_compile.compile(str(path), cfile=str(project / "compiled.pyc"), doraise=True)


def scripts(*arguments: str) -> list[tuple[str, str]]:
    """What the command would run, by service."""
    from dataide_xblocks.tutor_plugin import import_dataide

    parsed = import_dataide.make_context("import-dataide", list(arguments))
    return list(import_dataide.callback(**parsed.params))


@pytest.mark.parametrize(
    ("arguments", "languages"), [(["--yes"], ["fr", "en"]), (["--yes", "--language", "en"], ["en"])]
)
def test_the_command_imports_the_trees_of_the_package(tmp_path, arguments, languages):
    """Run for real, beside a `manage.py` that writes down what it is asked."""
    (tmp_path / "manage.py").write_text("import sys; open('asked', 'a').write(' '.join(sys.argv[1:]) + '\\n')\n")
    ((service, script),) = scripts(*arguments)
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    subprocess.run(["bash", "-c", script], cwd=tmp_path, env={**os.environ, "PATH": path}, check=True)
    asked = (tmp_path / "asked").read_text("utf-8").splitlines()
    assert service == "cms" and [line.split()[:3] for line in asked] == [["cms", "import", "../data"]] * len(languages)
    for line, language in zip(asked, languages, strict=True):
        tree = Path(line.split()[3])
        assert tree.name == language and (tree / "course.xml").is_file()


def test_nothing_is_imported_without_a_yes(project):
    listed = run(project, "local", "do", "--help")
    assert "import-dataide" in listed.stdout
    asked = run(project, "local", "do", "import-dataide", input="n\n")
    assert asked.returncode != 0 and "replaces what was corrected in Studio" in asked.stdout + asked.stderr


def test_nothing_of_ours_runs_at_each_initialisation(project):
    """An import among the tasks of `init` would come back at each upgrade."""
    source = (Path(__file__).parents[2] / "dataide_xblocks" / "tutor_plugin.py").read_text("utf-8")
    assert "CLI_DO_INIT_TASKS" not in source

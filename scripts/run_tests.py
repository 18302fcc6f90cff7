"""Run every test (`make test`): the oldest supported platform, then everything here, and one closing line for both.

Chromium, MariaDB and LibreOffice are looked for, and asked of apt where nobody has to type a password. What still
cannot run is named at the end; with DATAIDE_REQUIRE_ALL=1 it fails. MariaDB comes as `mariadb-server-core`: no service
is started. LibreOffice comes without a window, its Calc and Writer only: 105 MB to download.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import apt
import bootstrap
from words import Stop, say

ROOT = bootstrap.ROOT
FLOOR = ("tests/domain", "tests/faces", "tests/conformance")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
Tally = dict[str, dict]


def look_for(what: str, programs: tuple[str, ...], *packages: str) -> None:
    """Find one of the programs, or install the packages that bring it; tests decide what its absence means."""
    path = os.environ.get("PATH", "") + ":/usr/sbin:/usr/local/sbin"
    if any(shutil.which(program, path=path) for program in programs):
        return
    if not apt.may_install():
        say(f"{what} est absent\u00a0: ses essais ne seront pas faits.", f"{what} is missing: its tests will not run.")
        return
    say(f"Installation de {what}…", f"Installing {what}…")
    if not apt.install(*packages):
        say(f"{what} n’a pas pu être installé.", f"{what} could not be installed.")


def is_ubuntu() -> bool:
    """Ubuntu's chromium is an empty package that asks for a snap: of no use here."""
    release = Path("/etc/os-release")
    return release.exists() and "\nID=ubuntu" in "\n" + release.read_text()


def look_for_dictionaries() -> None:
    """The spelling of the course is checked against the system's dictionaries; tests name what is missing."""
    for name, package in (("fr_CA", "hunspell-fr-classical"), ("en_CA", "hunspell-en-ca")):
        if not Path(f"/usr/share/hunspell/{name}.dic").exists() and apt.may_install():
            say(f"Installation de {package}…", f"Installing {package}…")
            apt.install(package)


def prepare() -> None:
    """The programs and dictionaries that some tests need and that pip cannot bring."""
    look_for_dictionaries()
    if not is_ubuntu():
        look_for("Chromium", BROWSERS, "chromium")
    look_for("MariaDB", ("mariadbd",), "mariadb-server-core")
    look_for("LibreOffice", ("soffice", "libreoffice"), "libreoffice-calc-nogui", "libreoffice-writer-nogui")


def pytest(room: str, title: str, *arguments: str) -> Tally:
    """One run of pytest in an environment; its count, even when it broke before counting."""
    print(f"\n{title}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        tally = Path(folder, "tally.json")
        variables = bootstrap.clean_environment() | {"DATAIDE_TALLY": str(tally)}
        command = [str(ROOT / room / "bin/python"), "-m", "pytest", "-q", "-n", "2", "--dist", "loadfile"]
        command += ["--disable-warnings", *arguments]  # other people's; ours are errors (pyproject.toml)
        code = subprocess.run(command, cwd=ROOT, env=variables, check=False).returncode
        result: Tally = json.loads(tally.read_text("utf-8")) if tally.exists() else {"counts": {}, "not_run": {}}
    if code not in (0, 1) or (code == 1 and not failures(result["counts"])):
        result["counts"]["error"] = result["counts"].get("error", 0) + 1
    return result


def floor() -> Tally:
    """The rules, the faces and the conformance tests on the oldest supported platform."""
    try:
        bootstrap.set_up("floor")
    except Stop as stop:
        required = os.environ.get("DATAIDE_REQUIRE_ALL") == "1"
        counts = {"error": 1} if required else {"skipped": 1}
        return {"counts": counts, "not_run": {f"no environment for the oldest platform: {stop.english}": list(FLOOR)}}
    return pytest(".venv-floor", "XBlock 5.2, lxml 5.3.2 (Ulmo)", *FLOOR)


def failures(counts: dict[str, int]) -> int:
    """How many tests say that something is broken."""
    return counts.get("failed", 0) + counts.get("error", 0)


def added(tallies: list[Tally]) -> dict[str, int]:
    """The counts of all runs together."""
    kinds = ("failed", "passed", "skipped", "xfailed", "xpassed", "error")
    return {kind: sum(tally["counts"].get(kind, 0) for tally in tallies) for kind in kinds}


def closing_line(counts: dict[str, int], seconds: float) -> str:
    """The last line, as pytest prints its own."""
    parts = [f"{count} {kind}{'s' * (kind == 'error' and count > 1)}" for kind, count in counts.items() if count]
    return f" {', '.join(parts) or 'no tests ran'} in {seconds:.2f}s ".center(80, "=")


def name_what_did_not_run(tallies: list[Tally]) -> None:
    """By reason, by name and by count, so that nobody takes an absence for a success."""
    for reason, names in [pair for tally in tallies for pair in tally["not_run"].items()]:
        print(f"\n!!! NOT RUN: {len(names)}, {reason}")
        print("\n".join(f"    {name}" for name in names))


def main() -> int:
    """Run everything; 0 only when something passed and nothing failed."""
    started = time.monotonic()
    prepare()
    tallies = [floor(), pytest(".venv", f"Python {sys.version.split()[0]}", "tests")]
    name_what_did_not_run(tallies)
    counts = added(tallies)
    print(f"\n{closing_line(counts, time.monotonic() - started)}", flush=True)
    return 1 if failures(counts) or not counts["passed"] else 0


if __name__ == "__main__":
    raise SystemExit(main())

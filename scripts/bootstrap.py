"""Make `.venv` ready for work, by itself and only when something changed: `python3 scripts/bootstrap.py [floor]`.

Needs nothing but Python: it finds the best interpreter of the machine, makes the environment, and installs the exact
versions of requirements/*.txt with uv, or with pip where uv cannot work (a company mirror that only pip knows).
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import apt
import pythons
from words import Stop, pick, say

ROOT = Path(__file__).resolve().parent.parent
UV = "uv==0.13.9"
# environment -> (its folder, its lock, the Python versions it prefers, in order)
ENVIRONMENTS = {
    "dev": (".venv", "requirements/dev.txt", pythons.VERSIONS),
    "floor": (".venv-floor", "requirements/floor.txt", ((3, 11), (3, 12), (3, 13))),
}
SPACE = 1_500_000_000
OFFLINE = ("name resolution", "dns error", "newconnectionerror", "client error (connect)", "network is unreachable")
FULL = ("no space left on device", "os error 28")


def fingerprint(lock: str) -> str:
    """What the environment was made from; the folder counts, because an environment cannot be moved."""
    said = hashlib.sha256(str(ROOT).encode())
    for name in (lock, "setup.cfg", "setup.py", "pyproject.toml", "scripts/bootstrap.py"):
        said.update((ROOT / name).read_bytes())
    return said.hexdigest()


def is_ready(room: Path, wanted: str) -> bool:
    """Whether the environment is the wanted one and its Python still starts (it may have been uninstalled)."""
    stamp = room / "ready"
    return stamp.is_file() and stamp.read_text() == wanted and _starts(room)


def _starts(room: Path) -> bool:
    try:
        asked = [str(room / "bin/python"), "-c", "import sys; print(sys.prefix)"]
        done = subprocess.run(asked, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    except OSError:
        return False
    return done.returncode == 0 and done.stdout.decode().strip() == str(room)


def clean_environment() -> dict[str, str]:
    """The machine's variables without what would bend Python or uv; pip keeps its settings, a mirror may need them."""
    bent = ("PYTHONDONTWRITEBYTECODE", "PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "UV_PYTHON")
    kept = {name: value for name, value in os.environ.items() if name not in bent}
    if Path("/etc/ssl/certs/ca-certificates.crt").exists():
        kept.setdefault("UV_SYSTEM_CERTS", "1")
    return {**kept, "UV_COMPILE_BYTECODE": "1", "UV_HTTP_TIMEOUT": "120", "UV_NO_CONFIG": "1"}


def run(command: list[str], log: Path, french: str, english: str) -> bool:
    """Run one step, its output in `log`, saying every ten seconds that it still works. True when it went well."""
    say(french, english)
    started = spoken = time.monotonic()
    with log.open("ab") as output:
        step = subprocess.Popen(command, cwd=str(ROOT), env=clean_environment(), stdout=output, stderr=output)
        while step.poll() is None:
            time.sleep(0.1)
            if time.monotonic() - spoken > 10:
                spoken = time.monotonic()
                say(f"  … {spoken - started:.0f} s", f"  … {spoken - started:.0f} s")
    return step.returncode == 0


def make_room(room: Path, python: pythons.Python, log: Path) -> None:
    """Create the environment, or keep one that was interrupted or only lags behind its lock."""
    if _starts(room) and (room / "bin" / f"python{python.name}").exists() and (room / "bin/pip").exists():
        return
    shutil.rmtree(str(room), ignore_errors=True)
    if not run([python.path, "-m", "venv", str(room)], log, f"Python {python.name}…", f"Python {python.name}…"):
        raise failure(log)


def ensure_venv(python: pythons.Python) -> None:
    """Debian keeps venv in a package of its own: install it where we may, else say what to type."""
    package = f"python{python.name}-venv"
    if python.has_venv:
        return
    if apt.may_install():
        say(f"Installation de {package}…", f"Installing {package}…")
        apt.install(package)
    again = pythons.start(python.path)
    if not (again and again.has_venv):
        typed = f"sudo apt install {package}"
        raise Stop(f"Il manque le module venv. Tapez : {typed}", f"The venv module is missing. Type: {typed}")


def install(room: Path, lock: str, log: Path) -> None:
    """Install the locked versions and our package, with uv if it can, else with pip."""
    python, pip = str(room / "bin/python"), [str(room / "bin/python"), "-m", "pip", "install", "-q", "--retries", "1"]
    has_uv = run([*pip, UV], log, "Outil d’installation…", "Installer…")
    uv = [str(room / "bin/uv"), "pip", "install", "-p", python]
    words = f"Paquets, aux versions de {lock}…", f"Packages, at the versions of {lock}…"
    ours = ["--no-deps", "--no-build-isolation", "-e", "."]
    for tool in [uv, pip] if has_uv else [pip]:
        if run([*tool, "-r", lock], log, *words) and run([*tool, *ours], log, "dataide-xblocks…", "dataide-xblocks…"):
            return
        words = "Avec pip, plus lent…", "With pip, slower…"
    raise failure(log)


def failure(log: Path) -> Stop:
    """One sentence for what usually goes wrong; the end of the log for the rest."""
    text = log.read_text(errors="replace")
    low = text.lower()
    if any(sign in low for sign in FULL):
        return no_space()
    if any(sign in low for sign in OFFLINE):
        return Stop(
            "Pas de réseau : la première installation télécharge des paquets. Reprenez quand la connexion est revenue.",
            "No network: the first set-up downloads packages. Run the same command again when the connection is back.",
        )
    end = "\n".join(text.splitlines()[-12:])
    return Stop(
        f"{end}\n\nL’installation a échoué. Tout est dans {log}", f"{end}\n\nThe set-up failed. All is in {log}"
    )


def no_space() -> Stop:
    """The disk is full, or soon would be."""
    return Stop(
        "Il faut 1,5 Go libre sur ce disque. Faites de la place, puis relancez la même commande.",
        "1.5 GB of free disk space is needed. Make room, then run the same command again.",
    )


def set_up(which: str) -> None:
    """Bring one environment up to date; nothing happens when it is."""
    folder, lock, versions = ENVIRONMENTS[which]
    room, wanted = ROOT / folder, fingerprint(lock)
    if is_ready(room, wanted):
        return
    started, log = time.monotonic(), ROOT / "var" / f"setup-{which}.log"
    log.parent.mkdir(exist_ok=True)
    log.write_bytes(b"")
    python = pythons.choose(versions)
    if shutil.disk_usage(str(ROOT)).free < SPACE:
        raise no_space()
    say(f"Préparation de {folder} avec {python.path}", f"Preparing {folder} with {python.path}")
    ensure_venv(python)
    make_room(room, python, log)
    (room / "ready").unlink(missing_ok=True)
    install(room, lock, log)
    (room / "ready").write_text(wanted)
    say(f"Prêt en {time.monotonic() - started:.0f} s.", f"Ready in {time.monotonic() - started:.0f} s.")


def main() -> int:
    """Set up the environment named on the command line; the exit code says how it went."""
    try:
        set_up(sys.argv[1] if len(sys.argv) > 1 else "dev")
    except Stop as stop:
        print(pick(stop.french, stop.english), file=sys.stderr)
        return stop.code
    except KeyboardInterrupt:
        say("\nInterrompu. La même commande reprendra ici.", "\nInterrupted. The same command will go on from here.")
        return 130
    except OSError as error:
        no = no_space() if error.errno == 28 else Stop(f"{error}", f"{error}")
        print(pick(no.french, no.english), file=sys.stderr)
        return no.code
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

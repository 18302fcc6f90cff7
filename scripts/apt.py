"""Ask the machine for a Debian package, only where nobody has to type a password.

DATAIDE_NO_APT=1 forbids it. Nothing that starts a service is ever asked for.
"""

from __future__ import annotations

import os
import shutil
import subprocess

QUIET = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "stdin": subprocess.DEVNULL}


def _prefix() -> list[str] | None:
    """How to run apt-get as root here, or None where that is not possible or not wished."""
    if os.environ.get("DATAIDE_NO_APT") or not shutil.which("apt-get"):
        return None
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and subprocess.run(["sudo", "-n", "true"], check=False, **QUIET).returncode == 0:
        return ["sudo", "-n"]
    return None


def may_install() -> bool:
    """Whether apt can be used without asking anybody."""
    return _prefix() is not None


def install(*packages: str) -> bool:
    """Install packages quietly; the lists are refreshed only when the first try fails. True when they are there."""
    prefix = _prefix()
    if prefix is None:
        return False
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-o", "DPkg::Lock::Timeout=60"]
    wanted = [*apt, "install", "-y", "--no-install-recommends", *packages]
    return _runs(wanted) or (_runs([*apt, "update"]) and _runs(wanted))


def _runs(command: list[str]) -> bool:
    try:
        return subprocess.run(command, timeout=600, check=False, **QUIET).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False

"""Choose exact versions for requirements/*.in again: `make lock`, then `make test`, then read the difference.

One lock serves every Python we support (markers tell them apart). No address of an index and no setting of this machine
may enter it, so uv starts without its configuration and without the variables that carry one.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from bootstrap import clean_environment

ROOT = Path(__file__).resolve().parent.parent
LOCKS = {"requirements/dev.in": "requirements/dev.txt", "requirements/floor.in": "requirements/floor.txt"}


def compile_lock(source: str, lock: str) -> int:
    """Resolve `source` for Python 3.11 and newer into `lock`; the exit code of uv."""
    options = ["--universal", "--python-version", "3.11", "--no-annotate", "--no-header", "--upgrade", "--quiet"]
    variables = {name: value for name, value in clean_environment().items() if not name.startswith("PIP_")}
    uv = Path(sys.executable).with_name("uv")
    command = [str(uv), "pip", "compile", *options, source, "-o", lock]
    return subprocess.run(command, cwd=ROOT, env=variables, stdout=subprocess.DEVNULL, check=False).returncode


if __name__ == "__main__":
    raise SystemExit(max(compile_lock(source, lock) for source, lock in LOCKS.items()))

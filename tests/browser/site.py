"""The demonstration, served for a test and looked at in a real Chromium."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync", "--disable-component-update")
QUIET += ("--disable-background-networking",)  # or it looks its maker's hosts up at every start


def chromium() -> str | None:
    """The browser of this machine, if there is one."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def free_port() -> int:
    """A port of the loopback nobody uses."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def served(var: Path, root: Path = ROOT) -> Iterator[str]:
    """The address of a demonstration whose data live in `var`; stopped at the end, with nothing to report."""
    port, log = free_port(), var / "demo.log"
    env = {**os.environ, "DATAIDE_VAR": str(var), "LANG": "C.UTF-8"}
    command = [sys.executable, "-m", "dataide_xblocks.cli", "--root", str(root), "demo", "--port", str(port)]
    with log.open("w") as written:
        process = subprocess.Popen(command, env=env, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=written)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(address, process, log)
        yield address
    finally:
        process.terminate()
        process.wait(20)
    if "Traceback" in (told := log.read_text("utf-8", "replace")):
        raise RuntimeError(told)


def _wait(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(300):
        if process.poll() is not None:
            raise RuntimeError(log.read_text("utf-8", "replace") or "the demonstration stopped")
        try:
            urllib.request.urlopen(f"{address}/version", timeout=2).close()
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
        else:
            return
    raise RuntimeError("the demonstration did not answer within a minute")


@contextmanager
def browser() -> Iterator[object]:
    """A headless Chromium, driven by Playwright."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium(), args=QUIET)
        yield running
        running.close()

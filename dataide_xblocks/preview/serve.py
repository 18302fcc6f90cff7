"""`make demo`: prepares what the demonstration needs, serves it on this computer only, and says so in two languages."""

from __future__ import annotations

import errno
import os
import secrets
import socket
import sys
import threading
import webbrowser
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIServer

HOST = "127.0.0.1"  # nobody else on the network sees the demonstration


def main(port: int, root: Path, open_browser: bool = False) -> int:
    """Serve the course found under `root` until Ctrl+C. Returns 0, or 1 after one sentence that says what to do."""
    _set_up(Path(root))
    try:
        server = _listen(port)
    except OSError as failure:
        return _stop(failure, port)
    try:
        _prepare()
        _serve(server, f"http://{HOST}:{port}/", open_browser)
    except Exception as failure:
        if not _is_full(failure) and not isinstance(failure, PermissionError):
            raise
        return _stop(failure, port)
    finally:
        server.server_close()
    return 0


def _set_up(root: Path) -> None:
    os.environ["DATAIDE_ROOT"] = str(root.resolve())
    os.environ["DJANGO_SETTINGS_MODULE"] = "dataide_xblocks.preview.settings"


def _prepare() -> None:
    """The folder, the tables, the course, the people: each quick when it is already there."""
    _keep_secret(Path(os.environ.get("DATAIDE_VAR") or Path(os.environ["DATAIDE_ROOT"], "var")))
    import django

    django.setup()
    from django.core.management import call_command

    from . import seed, sources

    call_command("migrate", run_syncdb=True, verbosity=0)
    if not sources.show_committed():
        _tell("Construction du cours…", "Building the course…")
        sources.rebuild()
    seed.seed()


def _keep_secret(var: Path) -> None:
    """What signs the visitor's cookie, made once and readable by its owner only."""
    var.mkdir(parents=True, exist_ok=True)
    kept = var / "secret"
    if not kept.exists():
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(50), "ascii")


class _Server(ThreadingMixIn, WSGIServer):
    """A thread a request: a page and the number it asks for each second never wait for one another."""

    daemon_threads = True
    request_queue_size = 32

    def server_bind(self) -> None:
        """Without asking the network for this computer's name, which can take seconds."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = HOST, self.server_address[1]
        self.setup_environ()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that leaves in the middle of a page is nothing to report."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


def _listen(port: int) -> _Server:
    from django.core.servers.basehttp import WSGIRequestHandler

    return _Server((HOST, port), WSGIRequestHandler)


def _serve(server: _Server, address: str, open_browser: bool) -> None:
    from django.core.wsgi import get_wsgi_application

    server.set_app(get_wsgi_application())
    threading.Thread(target=_behind, name="behind", daemon=True).start()
    _tell(f"Le cours est à {address}  (Ctrl+C pour arrêter)", f"The course is at {address}  (Ctrl+C to stop)")
    if open_browser:
        threading.Timer(0.5, webbrowser.open, [address]).start()
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        _tell("\nÀ bientôt. Les réponses sont gardées dans var/.", "See you soon. The answers are kept in var/.")


def _behind() -> None:
    """While the visitor reads the first page: import the platform's own blocks, which takes seconds, then watch."""
    from . import sources
    from .core_blocks import REAL, core_block

    for block_type in REAL:
        core_block(block_type)
    sources.watch()


def _stop(failure: BaseException, port: int) -> int:
    if _is_full(failure):
        french = "Le disque est plein : libérez de l’espace, puis relancez `make demo`. Rien n’a été perdu."
        english = "The disk is full: free some space, then run `make demo` again. Nothing was lost."
    elif getattr(failure, "errno", None) == errno.EADDRINUSE:
        french = f"Le port {port} est déjà pris : essayez PORT={port + 1} make demo"
        english = f"Port {port} is already in use: try PORT={port + 1} make demo"
    else:
        french = f"La démonstration ne peut pas démarrer ici ({failure})."
        english = f"The demonstration cannot start here ({failure})."
    _tell(french, english)
    return 1


def _is_full(failure: BaseException) -> bool:
    return getattr(failure, "errno", None) == errno.ENOSPC or "disk is full" in str(failure)


def _tell(french: str, english: str) -> None:
    sys.stdout.write(f"{french}\n{english}\n")
    sys.stdout.flush()

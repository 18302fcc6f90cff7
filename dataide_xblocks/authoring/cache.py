"""Pages already read, so that a build after one change reads one page. Losing it costs a second, never a page.

A page's key holds everything its reading depends on: its bytes, the settings, what it may point to, and this program.
"""

from __future__ import annotations

import hashlib
import io
import pickle
from collections.abc import Callable
from functools import cache as once
from pathlib import Path
from typing import TYPE_CHECKING, Any

import markdown

if TYPE_CHECKING:
    from .reader import Page
    from .sources import Document

_OURS = {("reader", "Page"), ("findings", "Problem"), ("passages", "Passage")} | {
    ("course", name) for name in ("Vertical", "Html", "Question", "Inline")
}


class Cache:
    """The pages of one language, kept in a file of `var/`; `Cache()` keeps nothing beyond the process."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path
        self._old: dict[str, Page] = _load(path)
        self._new: dict[str, Page] = {}

    def page(self, document: Document, around: str, read: Callable[[], Page]) -> Page:
        """The page of `document`, read again only if it or what stands `around` it has changed."""
        key = hashlib.sha256(f"{_program()} {around} {document.path} {document.digest}".encode()).hexdigest()
        page = self._old.get(key) or self._new.get(key) or read()
        self._new[key] = page
        return page

    def keep(self) -> None:
        """Write down the pages of this build, and only those."""
        if self.path is None or self._new.keys() == self._old.keys():
            return
        self.path.parent.mkdir(parents=True, exist_ok=True)
        temporary = self.path.with_suffix(".new")
        temporary.write_bytes(pickle.dumps(self._new))
        temporary.replace(self.path)
        self._old = dict(self._new)


def _load(path: Path | None) -> dict[str, Page]:
    """What a former build kept. A file of another version, or half written, is simply not used."""
    if path is None or not path.exists():
        return {}
    try:
        kept = _Unpickler(io.BytesIO(path.read_bytes())).load()
    except Exception:
        return {}
    return kept if isinstance(kept, dict) else {}


class _Unpickler(pickle.Unpickler):
    """Reads our own values and nothing else: a project may come from a stranger, its `var/` included."""

    def find_class(self, module: str, name: str) -> Any:
        if (module.rpartition(".")[2], name) in _OURS and module.startswith(f"{__package__}."):
            return super().find_class(module, name)
        raise pickle.UnpicklingError(name)


@once
def _program() -> str:
    """Changes whenever this program, its words or its Markdown change."""
    package = Path(__file__).parent.parent
    files = [*package.glob("authoring/*.py"), *package.glob("domain/*.py"), *package.glob("locale/*/*/*.mo")]
    digest = hashlib.sha256(str(markdown.__version__).encode())
    for path in sorted(files):
        digest.update(path.read_bytes())
    return digest.hexdigest()

"""Say that a translation is aligned with its original: the original's fingerprint goes into its front matter."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path

from .checks import SOURCE, TRANSLATION
from .reader import fingerprint
from .sources import load


def align(root: Path, pages: Collection[str] = ()) -> tuple[list[str], list[str]]:
    """Align the translations of `pages` (ids; none: all of them). Returns (aligned files, ids that were not found)."""
    originals = {p.meta.get("id"): fingerprint(p) for p in load(root, SOURCE).pages if p.meta.get("title")}
    translations = {page.meta.get("id"): page for page in load(root, TRANSLATION).pages}
    wanted = list(pages) or [str(name) for name in translations if name in originals]
    aligned = []
    for name in (name for name in wanted if name in originals and name in translations):
        path = root / translations[name].path
        text = path.read_bytes().decode("utf-8")
        changed = _with_source(text, originals[name])
        if changed != text:
            path.write_bytes(changed.encode())
            aligned.append(translations[name].path)
    return aligned, [name for name in wanted if name not in originals or name not in translations]


def _with_source(text: str, value: str) -> str:
    """`text` with `source = "value"` in its front matter, and not another byte changed."""
    front, closing, rest = text.partition("\n+++")
    line = f'source = "{value}"'
    if re.search(r"^source[ \t]*=", front, re.M):
        front = re.sub(r"^source[ \t]*=.*?(?=\r?$)", line, front, count=1, flags=re.M)
    else:
        front = f"{front}\n{line}\r" if front.endswith("\r") else f"{front}\n{line}"
    return front + closing + rest

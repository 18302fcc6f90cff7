"""Bring the French catalogue up to date: `python scripts/messages.py` after adding or changing a sentence.

New sentences are added empty (the house test then names them), vanished ones are dropped, and the compiled catalogues
that the wheel carries are written beside their sources, so that no installation needs gettext's tools.
"""

from __future__ import annotations

import sys
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.house.msgids import msgids  # noqa: E402 - the path is set above so that this runs without installation

CATALOGUES = {"dataide_xblocks/locale/fr/LC_MESSAGES/django.po": ROOT / "dataide_xblocks"}
HEADER = {
    "Project-Id-Version": "dataide-xblocks",
    "Language": "fr",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n > 1);",
}


def update(path: Path, wanted: set[tuple[str | None, str]]) -> list[str]:
    """Rewrite the catalogue at `path` for the `wanted` (context, msgid) pairs; return what is still untranslated."""
    old = {(entry.msgctxt, entry.msgid): entry for entry in polib.pofile(str(path))} if path.exists() else {}
    new = polib.POFile(wrapwidth=110)
    new.metadata = HEADER
    for context, msgid in sorted(wanted, key=lambda pair: (pair[1].lower(), pair[0] or "")):
        new.append(old.get((context, msgid)) or polib.POEntry(msgid=msgid, msgctxt=context))
    path.parent.mkdir(parents=True, exist_ok=True)
    new.save(str(path))
    return [entry.msgid for entry in new if not (entry.msgstr or entry.msgstr_plural)]


def main() -> int:
    """Update our catalogue, compile all, and name what still needs a translator."""
    missing = [m for name, room in CATALOGUES.items() for m in update(ROOT / name, msgids(room))]
    for path in (ROOT / "dataide_xblocks").rglob("*.po"):  # the preview also carries words of the platform's blocks
        polib.pofile(str(path)).save_as_mofile(str(path.with_suffix(".mo")))
    for msgid in missing:
        print(f"to translate: {msgid}")
    print(f"{len(missing)} sentence(s) without French")
    return 1 if missing else 0


if __name__ == "__main__":
    raise SystemExit(main())

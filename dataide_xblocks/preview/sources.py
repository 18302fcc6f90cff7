"""From the author's pages to what is shown: the committed build first, then each change as it is saved."""

from __future__ import annotations

import logging
import time
from pathlib import Path

from django.conf import settings

from ..domain.language import LANGUAGES
from .library import LIBRARY, Course
from .olx import tree_in

log = logging.getLogger("dataide.preview")
EVERY = 0.3  # seconds between two looks at the folder: with the build and the browser's own second, two at most


def show_committed() -> bool:
    """Show the course as it was last built. False when a language has none."""
    trees = {language: tree_in(settings.ROOT / "course" / language) for language in LANGUAGES}
    if not all(trees.values()):
        return False
    LIBRARY.show({language: Course(language, tree) for language, tree in trees.items()})
    return True


def rebuild() -> None:
    """Build both languages in memory and show them; a blocking mistake is shown beside the last good version."""
    from ..authoring import build, olx  # takes a moment to import, and only whoever writes needs it
    from ..authoring.findings import blocking

    report = build.read(settings.ROOT)
    if report.blocked:
        LIBRARY.refuse(problem.printed() for problem in blocking(report.problems))
    else:
        LIBRARY.show({language: Course(language, olx.tree(built)) for language, built in report.courses.items()})


def watch() -> None:
    """Rebuild now, in case the sources are ahead of the committed build, then whenever one changes. Never returns."""
    known = None
    while True:
        now = state_of(settings.ROOT / "content")
        if now != known:
            known = now
            _try_to_rebuild()
        time.sleep(EVERY)


def _try_to_rebuild() -> None:
    """A failure of ours must not stop the watch: the next save may well pass."""
    try:
        rebuild()
    except Exception as failure:
        log.exception("the course could not be rebuilt")
        LIBRARY.refuse([f"{type(failure).__name__}: {failure}"])


def state_of(folder: Path) -> dict[str, tuple[int, int]]:
    """When each file under `folder` last changed, and its size."""
    found = {}
    for path in folder.rglob("*"):
        try:
            facts = path.stat()
        except FileNotFoundError:  # an editor replaces files while we look
            continue
        found[str(path)] = (facts.st_mtime_ns, facts.st_size)
    return found

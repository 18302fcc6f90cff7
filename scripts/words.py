"""What the set-up says, in the reader's language, and the way it stops: one sentence, never a traceback.

Like everything bootstrap.py needs, this file starts under any Python 3.8 and imports the standard library only.
"""

from __future__ import annotations

import os
import sys


class Stop(Exception):
    """The set-up cannot go on: why, in French and in English, and the exit code."""

    def __init__(self, french: str, english: str, code: int = 2) -> None:
        super().__init__(french, english)
        self.french, self.english, self.code = french, english, code


def reads_french() -> bool:
    """The locale decides, as for every program of the machine."""
    chosen = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return next((value for value in chosen if value), "").lower().startswith("fr")


def pick(french: str, english: str) -> str:
    """The sentence for this reader."""
    return french if reads_french() else english


def say(french: str, english: str) -> None:
    """Print a sentence at once, even through a pipe that cannot write accents."""
    text = pick(french, english)
    encoding = sys.stdout.encoding or "ascii"
    print(text.encode(encoding, "replace").decode(encoding), flush=True)

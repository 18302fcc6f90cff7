"""What every way in says of itself: for whom it is, and how much it takes. A test finds those that say nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")

LEARNER, STAFF, AUTHOR = "learner", "staff", "author"  # handlers of blocks
OWN = "own"  # pages that a signed-in person opens about themselves
LINK = "link"  # pages that whoever holds a signed link opens, signed in or not: they do one thing for its owner
PLATFORM, OPERATOR = "platform", "operator"  # receivers of signals; commands: no browser reaches them
A_MINUTE = 60  # seconds


@dataclass(frozen=True)
class Declaration:
    """For whom, the largest request in bytes, the fields that are read (None: the exercise knows), times a minute."""

    who: str
    most: int = 0
    fields: tuple[str, ...] | None = ()
    rate: int = 0


def entrance(who: str) -> Callable[[T], T]:
    """Declare a way in that takes no request: a receiver, a command."""

    def declare(entry: T) -> T:
        entry.declaration = Declaration(who)  # type: ignore[attr-defined]
        return entry

    return declare

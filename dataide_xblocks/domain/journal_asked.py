"""What the journal's forms send, from untrusted values to plain ones."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .answers import read_one, read_text
from .errors import InvalidAnswer
from .journal_levels import LEVELS, REASONS
from .language import _
from .plan_asked import read_number, read_operation

ENTRY, REPLY = "entry", "reply"
# Characters of a box. Three boxes are 60 to 250 words in all, an answer 30 to 120 (sections 2 and 4): said, not forced.
ENTRY_BOXES = {"happened": 2_000, "understood": 2_000, "doing": 1_000, "question": 400, "later": 500}
REPLY_BOXES = {"mirror": 1_000, "question": 1_000, "ours": 1_000}
TOLD = ("happened", "understood", "doing")  # without one of these there is nothing to publish
MOST_NOTE, MOST_WHY, MOST_WORDS, MOST_AVOID, MOST_ALIAS = 600, 300, 600, 300, 80
_GONE = _("This place of the journal is not here any more. Please reload the page: your text is kept.")


@dataclass(frozen=True)
class Typed:
    """What somebody typed in a box of their entry, or of the answer `reply`. `sure`: they were warned, and stay."""

    what: str
    reply: int
    box: str
    value: str
    seen: int
    sure: bool

    @property
    def row(self) -> str:
        """The row of the form: the number of an answer, "" for one's own entry."""
        return str(self.reply) if self.what == REPLY else ""

    @property
    def boxes(self) -> Mapping[str, int]:
        """The boxes of the form, with the most characters of each."""
        return ENTRY_BOXES if self.what == ENTRY else REPLY_BOXES


def read_typed(data: dict[str, Any]) -> Typed:
    """What was typed in a box; raises InvalidAnswer on "value" where the text itself is wrong."""
    what = read_one(data, "field", (ENTRY, REPLY), _GONE)
    boxes = ENTRY_BOXES if what == ENTRY else REPLY_BOXES
    box, seen = read_one(data, "cell", boxes, _GONE), data.get("seen")
    if type(seen) is not int or not 0 <= seen < 2**31:
        raise InvalidAnswer("seen", _GONE)
    read_operation(data)
    reply = read_number({"row": data.get("row")}, "row") if what == REPLY else 0
    return Typed(what, reply, box, read_text(data, "value", boxes[box]), seen, data.get("sure") == "yes")


def read_level(data: dict[str, Any]) -> int:
    """The level chosen: nothing is chosen beforehand."""
    return int(read_one(data, "level", [str(level) for level in LEVELS], _("Choose who will read this.")))


def read_tick(data: dict[str, Any], name: str) -> bool:
    """Whether a box was ticked."""
    return data.get(name) == "yes"


def read_reason(data: dict[str, Any]) -> str:
    """Why a text is reported."""
    return read_one(data, "reason", REASONS, _("Choose the reason."))


_TARGET = re.compile(r"(entry|reply)-(\d{1,12})")


def read_target(data: dict[str, Any]) -> tuple[str, int]:
    """("entry" or "reply", its number): the text that a form is about."""
    found = _TARGET.fullmatch(read_text(data, "text", 20))
    if found is None:
        raise InvalidAnswer("", _GONE)
    return found[1], int(found[2])

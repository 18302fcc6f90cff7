"""Who reads an entry of the journal, and what may become of it (journal-and-peers.md, sections 3 and 8)."""

from __future__ import annotations

from .language import _

ALONE, TEAM, CIRCLE, COHORT = range(4)
# The level above, the public showcase, needs a human reviewer and a second yes: it is not built.
LEVELS = (ALONE, TEAM, CIRCLE, COHORT)
LEVELS_IN_WORDS = {
    ALONE: _("Only me"),
    TEAM: _("My organization"),
    CIRCLE: _("My circle"),
    COHORT: _("My cohort"),
}
WALL_IN_WORDS = _("The wall of the cohort")  # for CIRCLE, while there are no circles

# States of a text. The last is an answer whose author was erased: it still counts, and its words are gone.
SHOWN, REPORTED, HELD, REMOVED, WITHDRAWN = "", "reported", "held", "removed", "withdrawn"
PEER, GUIDE, STAFF = "peer", "guide", "team"  # roles of who answers

# Why a text is reported, in the words shown beside each choice (section 8).
REASONS = {
    "personal": _("It holds information about a person"),
    "safety": _("I am worried for somebody’s safety"),
    "hurtful": _("It hurts"),
    "advert": _("It is advertising"),
    "other": _("Something else"),
}
NET = "net"  # the reason of a text that nobody reported: two warnings of the identifier check were passed over
MOST_IGNORED = 2  # warnings, from which a human reads first
KEEP, TAKE_DOWN = "keep", "remove"  # what a moderator decides
DECISIONS = {
    KEEP: _("It stands: show it again"),
    TAKE_DOWN: _("It is taken down: its author keeps the text and may publish a changed one"),
}


def is_raised(level: int, former: int) -> bool:
    """Whether more people would read than before: then one is asked again."""
    return level > former


def needs_a_human(ignored: int) -> bool:
    """Whether so many warnings were passed over that a human reads first."""
    return ignored >= MOST_IGNORED


def state_to_show(state: str, ignored: int) -> str:
    """A text's state when others are to read it: a human reads first what was taken down, or what the net caught."""
    return HELD if state == REMOVED or (state == SHOWN and needs_a_human(ignored)) else state

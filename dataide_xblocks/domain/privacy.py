"""How many people it takes before a number about them may be seen, and when that number may change."""

from __future__ import annotations

# Fewer than five answers are shown to nobody (curriculum.md 0.4; trust.md 5.6).
MINIMUM = 5


def is_release(people: int) -> bool:
    """Whether the answer that makes `people` is one after which the group's result is counted again.

    Released in steps of five, so that the difference of two results is always the answers of five people or more
    (trust.md 4.4: a result published after every answer reveals each of them).
    """
    return people >= MINIMUM and people % MINIMUM == 0

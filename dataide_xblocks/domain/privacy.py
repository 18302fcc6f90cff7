"""How many people it takes before a number about them may be seen, and what people are told of each table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .language import _

# Fewer than five answers are shown to nobody (curriculum.md 0.4; trust.md 5.6).
MINIMUM = 5


def is_release(people: int) -> bool:
    """Whether the answer that makes `people` is one after which the group's result is counted again.

    Released in steps of five, so that the difference of two results is always the answers of five people or more
    (trust.md 4.4: a result published after every answer reveals each of them).
    """
    return people >= MINIMUM and people % MINIMUM == 0


@dataclass(frozen=True)
class Kept:
    """What people are told of a table. All words are msgids.

    `owner` is the path from a row to the person whose row it is, "" when it is nobody's; `seal` the column of a seal
    that only that person can make again, where no id stands beside what they wrote without a name. `months` after the
    end of the course it is erased; AS_ANNOUNCED is what the model of the quiz says, AS_PLANNED the longer of that and
    of what the template of the plan says, None is until the cohort is erased as a whole.
    """

    name: str
    purpose: str
    readers: str
    owner: str = ""
    seal: str = ""
    months: int | None = None


AS_ANNOUNCED, AS_PLANNED = 0, -1


@dataclass(frozen=True)
class Purpose:
    """What a person may agree to, one box a purpose, unticked (trust.md 5.3). `sentence` is a msgid.

    `version` goes up whenever the sentence changes, so that each row says which words were read.
    """

    id: str
    sentence: str
    version: int


COMPARISON = "comparison"
PURPOSES = {
    purpose.id: purpose
    for purpose in (
        Purpose(
            COMPARISON,
            _("The levels of my organization count, without its name, in the comparison with similar organizations."),
            1,
        ),
    )
}


def is_over(ended: date, months: int, today: date) -> bool:
    """Whether `months` have passed since a course ended: the same day of that month, or the first after a short one."""
    count = ended.year * 12 + ended.month - 1 + months
    return (today.year * 12 + today.month - 1, today.day) >= (count, ended.day)

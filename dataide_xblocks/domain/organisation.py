"""Organisations: how one is founded and joined, and how much its members may see of one another's answers.

The minimum display rules are those of curriculum/maturity-model.md, section 2.10.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from .answers import only, read_one, read_text
from .errors import InvalidAnswer
from .language import LANGUAGES, _

# Employees: the partition of comparisons (2.11). The words are msgids.
SIZES_IN_WORDS = {
    "0-2": _("0 to 2 employees"),
    "3-9": _("3 to 9 employees"),
    "10-49": _("10 to 49 employees"),
    "50": _("50 employees or more"),
}
SIZES = tuple(SIZES_IN_WORDS)
MOST_NAME = 80
# 32 signs that nobody confuses when one reads a code aloud; eight of them are 40 bits (trust.md, C15).
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # no 0, O, 1, I
CODE_LENGTH = 8
MOST_TRIES = 10  # codes a person may try in a day
EVERYBODY = 3  # respondents from which answers may stand side by side (2.10)


@dataclass(frozen=True)
class Founding:
    """A new organisation: its name, its size in employees, the language it works in."""

    name: str
    size: str
    language: str


def new_code() -> str:
    """A code to join by, as `K7MQ-2XRA`: random, said aloud without a mistake."""
    signs = "".join(secrets.choice(ALPHABET) for _sign in range(CODE_LENGTH))
    return f"{signs[:4]}-{signs[4:]}"


def read_founding(data: dict[str, Any]) -> Founding:
    """The organisation in `{"name", "size", "language"}`; raises InvalidAnswer."""
    only(data, "name", "size", "language")
    name = " ".join(read_text(data, "name", MOST_NAME).split())
    if not name:
        raise InvalidAnswer("name", _("Write the name of your organization."))
    size = read_one(data, "size", SIZES, _("Choose how many people your organization employs."))
    return Founding(name, size, read_one(data, "language", LANGUAGES, _("Choose the language your team works in.")))


def read_code(data: dict[str, Any]) -> str:
    """The code in `{"code"}`, as it was made, however it was typed; raises InvalidAnswer."""
    only(data, "code")
    signs = [s for s in read_text(data, "code", 40).upper() if s.isalnum()]
    if len(signs) != CODE_LENGTH or any(sign not in ALPHABET for sign in signs):
        message = _(
            "A code has eight letters and digits, as K7MQ-2XRA, with neither 0, 1, I nor O. Please read it again."
        )
        raise InvalidAnswer("code", message)
    return f"{''.join(signs[:4])}-{''.join(signs[4:])}"


def may_compare(respondents: Collection[bool]) -> bool:
    """Whether members may see answers side by side; each respondent is whether they ticked "we compare our answers".

    One respondent: there is nothing to compare. Two: each would recognise the other's answer, so both must have said
    yes. Three and more: yes.
    """
    if len(respondents) == 2:
        return all(respondents)
    return len(respondents) >= EVERYBODY


def has_portrait(respondents: Collection[bool]) -> bool:
    """Whether the organisation's portrait may be shown: of two answers, the median would tell the other one's."""
    return len(respondents) != 2 or all(respondents)


def shown_roles(roles: Collection[str]) -> tuple[str, ...]:
    """The roles that may be broken down: each needs three people, and so do those left over."""
    counts = {role: list(roles).count(role) for role in dict.fromkeys(roles)}
    shown = tuple(role for role, people in counts.items() if people >= EVERYBODY)
    left = len(roles) - sum(counts[role] for role in shown)
    return shown if left == 0 or left >= EVERYBODY else ()

"""What a criterion of the self-check says: points, and the reasons that lead to the cells that would give more.

A criterion is a list of claims. Each is absent, begun or there; together they make 0, 1 or 2 points. Source:
plan-template.md, section 4: "computed test for 2 (1 if at least half)", and its rule against gaming.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from dataclasses import field as built
from datetime import date
from decimal import Decimal

from .language import _
from .plan import Contents, Row, words_in
from .plan_template import PlanTemplate
from .plan_values import cell_of, rows

ABSENT, BEGUN, THERE = 0, 1, 2
COMPUTED, MIXED = "computed", "mixed"
FEWEST_WORDS = 3
SAME_DAY = 3  # dates of one column that may all be one day by chance: fewer than three
LATER = frozenset(
    "à déterminer|a determiner|à définir|à venir|à compléter|à préciser|à voir|tbd|tba|tbc|to be determined|"
    "to be decided|to be confirmed|to be defined|to do|n/a|xxx".split("|")
)
_LATER_WITHIN = ("à déterminer", "to be determined")


@dataclass(frozen=True)
class Portrait:
    """What the plan needs to know of the portrait: the dimensions with enough answers, and how many people answered."""

    complete_dimensions: frozenset[str]
    respondents: int


@dataclass(frozen=True)
class Checked:
    """What is checked, and against what: a portrait or None, the day, and the amount over which a quote is asked."""

    template: PlanTemplate
    contents: Contents
    portrait: Portrait | None
    today: date
    quote_over: Decimal


@dataclass(frozen=True)
class Reason:
    """Why a point is missing, as a msgid with its parameters, and the cell that answers it.

    `row` is "" for a part of the field, `cell` is "" when a row is to be added or the whole is meant.
    """

    message: str
    field: str
    row: str = ""
    cell: str = ""
    params: Mapping[str, object] = built(default_factory=dict)


@dataclass(frozen=True)
class Claim:
    """One thing a criterion asks for: ABSENT, BEGUN or THERE, with what to say while it is not there."""

    standing: int
    reason: Reason


@dataclass(frozen=True)
class Finding:
    """What one criterion gives: 0 absent, 1 begun, 2 there, as computed.

    `steps` is how many claims separate it from the next point, 0 at two points. `kind` is COMPUTED or MIXED; what only
    a person can read is in `to_read`, a msgid, and counts for nothing here.
    """

    criterion: int
    name: str
    points: int
    steps: int
    reasons: tuple[Reason, ...]
    kind: str = COMPUTED
    to_read: str = ""


def finding(criterion: int, name: str, claims: Iterable[Claim], to_read: str = "") -> Finding:
    """2 points when all claims are there, 1 when half of them are there or begun, else 0; without claims, 0."""
    asked = list(claims)
    begun = sum(claim.standing > ABSENT for claim in asked)
    short = [claim for claim in asked if claim.standing < THERE]
    points = 0 if not asked or begun * 2 < len(asked) else 1 if short else 2
    steps = max(1, (len(asked) + 1) // 2 - begun) if points == 0 else len(short)
    reasons: list[Reason] = []
    for claim in short:
        if claim.reason not in reasons:
            reasons.append(claim.reason)
    return Finding(criterion, name, points, steps, tuple(reasons), MIXED if to_read else COMPUTED, to_read)


def claim(holds: object, message: str, field: str, row: str = "", cell: str = "", **params: object) -> Claim:
    """A claim that holds or not."""
    return Claim(THERE if holds else ABSENT, Reason(message, field, row, cell, params))


def told(text: str, message: str, field: str, row: str = "", cell: str = "", sentence: bool = True) -> Claim:
    """A claim that something is written: begun when it only says that it will be, or (a sentence) hardly says it."""
    doubt = doubtful(text, sentence)
    if not text or not doubt:
        return claim(text, message, field, row, cell)
    return Claim(BEGUN, Reason(doubt, field, row, cell))


def doubtful(text: str, sentence: bool = True) -> str:
    """Why a text counts as begun only, as a msgid; "" when it does not."""
    plain = " ".join(text.casefold().strip(" .!?…-–*").split())
    if not any(map(str.isalnum, plain)) or plain in LATER or any(word in plain for word in _LATER_WITHIN):
        return _("Something is still to be decided here: write what you know today.")
    if sentence and words_in(text) < FEWEST_WORDS:
        return _("This is short: say it in three words or more.")
    return ""


def column(contents: Contents, field: str, cell: str, message: str, among: Iterable[Row]) -> list[Claim]:
    """That each of these rows has its own sentence in a column: one that repeats another is begun."""
    texts = Counter(_plain(cell_of(row, cell)) for row in rows(contents, field).values())
    found = []
    for row in among:
        text = cell_of(row, cell)
        one = told(text, message, field, row.id, cell)
        if one.standing == THERE and texts[_plain(text)] > 1:
            again = _("This is word for word what another row says: say what is particular here.")
            one = Claim(BEGUN, Reason(again, field, row.id, cell))
        found.append(one)
    return found


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def one_day(field: str, cell: str, among: Iterable[Row]) -> list[Claim]:
    """Nothing, or one claim that is begun: three dates or more of a column, all on the same day."""
    days = [text for row in among if (text := cell_of(row, cell))]
    if len(days) < SAME_DAY or len(set(days)) > 1:
        return []
    return [Claim(BEGUN, Reason(_("All these dates are the same day: give each thing its own."), field, "", cell))]

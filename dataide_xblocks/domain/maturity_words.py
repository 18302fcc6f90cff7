"""What the maturity block says of its own rules: who sees what, how reliable a portrait is, and why.

Each sentence is made from the rule itself, so that neither changes without the other.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction

from .comparison import BATCH
from .language import _, say
from .maturity import Consolidated, Portrait
from .maturity_model import MaturityModel
from .organisation import EVERYBODY

# Who a thing may be read by (trust.md 2.5). What is not listed is read by nobody.
AUTHOR, MEMBER = "author", "member"
READERS: dict[str, frozenset[str]] = {
    "answers": frozenset({AUTHOR}),
    "portrait": frozenset({MEMBER}),
    "short": frozenset({AUTHOR}),
}
FEW_UNKNOWN, FEW_TO_DISCUSS = Fraction(1, 10), Fraction(1, 4)

_WHO = {
    frozenset({AUTHOR}): _("you alone"),
    frozenset({MEMBER}): _("the members of your organization"),
    frozenset({AUTHOR, MEMBER}): _("you and the members of your organization"),
    frozenset(): _("nobody"),
}


def may_read(what: str, *relations: str, readers: Mapping[str, frozenset[str]] = READERS) -> bool:
    """Whether somebody who stands in these relations to a thing may read it."""
    return bool(readers.get(what, frozenset()) & set(relations))


@dataclass(frozen=True)
class Line:
    """One line of the notice: what it is about, and what is said."""

    about: str
    text: str


def notice(
    model: MaturityModel, form: str, language: str, readers: Mapping[str, frozenset[str]] = READERS
) -> list[Line]:
    """The three lines before the first question: why and who, how long, and what a person may do (2.12)."""
    sentence = say(language)
    who = {what: sentence(_WHO[readers.get(what, frozenset())]) for what in READERS}
    told = _ALONE if form == "short" else _TOGETHER
    return [
        Line(sentence(_("Why, and who sees")), sentence(told, **who, count=EVERYBODY)),
        Line(sentence(_("How long")), sentence(_KEPT, months=model.keep_months)),
        Line(sentence(_("What you can do")), sentence(_RIGHTS, count=BATCH)),
    ]


_ALONE = _(
    "To see, in a few minutes, where your organization stands. Your answers are read by %(short)s: no team, no funder, "
    "no employer."
)
_TOGETHER = _(
    "To help your team decide. Your own answers are read by %(answers)s; your organization’s portrait by %(portrait)s. "
    "Colleagues see answers side by side, without names, from %(count)s respondents on."
)
_KEPT = _(
    "On this site only, until %(months)s months after the course ends, then erased. Nothing is sold or given to "
    "anybody."
)
_RIGHTS = _(
    "You can skip any question, change an answer until the exercise closes, and ask the team of the course to show or "
    "erase what you gave. Comparison with other organizations is off unless your organization opens it, and never "
    "shows fewer than %(count)s of them."
)


@dataclass(frozen=True)
class Reliability:
    """How far a portrait can be trusted: a word, the reasons that hold, and what would raise it (2.11)."""

    word: str
    reasons: tuple[str, ...]
    missing: tuple[str, ...]


def reliability(
    portrait: Portrait,
    consolidated: Mapping[str, Consolidated],
    roles: Collection[str],
    language: str,
) -> Reliability:
    """The four points of 2.11. `roles` has an entry per respondent, "" for whoever said none."""
    people, asked = len(roles), max(1, len(consolidated))
    several = len({role for role in roles if role}) >= 2
    discussed = sum(kept.to_discuss and not kept.agreed for kept in consolidated.values())
    points = (
        (people >= 2, _("two people or more answered"), _("Invite a colleague to answer too.")),
        (
            people >= EVERYBODY and several,
            _("three people or more answered, in several roles"),
            _("Invite someone who does another job: frontline, administration, board."),
        ),
        (
            len(portrait.unknown) <= asked * FEW_UNKNOWN,
            _("almost nothing is unknown"),
            _("Ask about what nobody knows yet: the list is above."),
        ),
        (
            discussed <= asked * FEW_TO_DISCUSS,
            _("you see most things alike"),
            _("Talk over the questions you see differently, then write what you agree on."),
        ),
    )
    sentence = say(language)
    count = sum(holds for holds, _reason, _missing in points)
    word = _("low reliability") if count < 2 else _("medium reliability") if count == 2 else _("good reliability")
    return Reliability(
        sentence(word),
        tuple(sentence(reason) for holds, reason, _missing in points if holds),
        tuple(sentence(missing) for holds, _reason, missing in points if not holds),
    )

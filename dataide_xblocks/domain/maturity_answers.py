"""What the people of an organisation send to the maturity block, read into values: answers, agreements, a choice."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from .accompaniment import LEVELS
from .answers import only, read_one, read_text
from .errors import InvalidAnswer
from .language import _
from .maturity import DONT_KNOW, NOT_APPLICABLE, Answer
from .maturity_model import Item, MaturityModel

LEVEL_CHOICES = tuple(str(level) for level in range(1, LEVELS + 1))
MOST_WHY = 80  # characters: five words
MOST_PROOF = 200
MOST_REASON = 280
_STALE = _("This question has changed since you opened the page. Please reload the page, then answer again.")


@dataclass(frozen=True)
class Given:
    """One answer: the question and its version, the choice (`1` to `5`, `dk`, `na`), and why it does not apply."""

    item: str
    version: int
    choice: str
    why: str = ""


@dataclass(frozen=True)
class Agreed:
    """What a team agreed on: an answer to a question, or a type. `seen` is the last decision its author had read."""

    subject: str
    version: int
    choice: str
    reason: str
    seen: int


def answer_of(choice: str) -> Answer:
    """A stored choice as the rules read it."""
    return int(choice) if choice in LEVEL_CHOICES else choice


def choices_of(item: Item) -> tuple[str, ...]:
    """What may be chosen for a question."""
    return (*LEVEL_CHOICES, DONT_KNOW, *([NOT_APPLICABLE] if item.not_applicable else []))


def read_item(asked: Collection[Item], data: dict[str, Any], key: str = "item") -> Item:
    """The question that `data` names; raises InvalidAnswer when it is not asked here."""
    items = {item.id: item for item in asked}
    return items[read_one(data, key, items, _("This question is not asked here. Please reload the page."))]


def read_given(asked: Collection[Item], data: dict[str, Any]) -> Given:
    """The answer in `{"item", "version", "choice", "why"}`; raises InvalidAnswer."""
    only(data, "item", "version", "choice", "why")
    item = read_item(asked, data)
    version = _current(item, data)
    choice = read_one(data, "choice", choices_of(item), _("Please choose one of the answers."))
    return Given(item.id, version, choice, _why(data, "why") if choice == NOT_APPLICABLE else "")


def _current(item: Item, data: dict[str, Any]) -> int:
    """The version that the form showed, which must be the one asked now."""
    if read_text(data, "version", 10) != str(item.version):
        raise InvalidAnswer("", _STALE)
    return item.version


def _why(data: dict[str, Any], field: str) -> str:
    why = read_text(data, field, MOST_WHY)
    if not why:
        raise InvalidAnswer(field, _("Say in about five words why this does not apply to you."))
    return why


def may_finish(asked: Collection[Item], left: int) -> bool:
    """Whether somebody may stop with `left` questions unanswered: half of them, as a dimension needs (2.7, rule 2)."""
    return 2 * left <= len(asked)


def read_proof(data: dict[str, Any]) -> str:
    """« Qu'est-ce qui le montre? », optional; raises InvalidAnswer."""
    return read_text(data, "proof", MOST_PROOF)


def only_of_a_sheet(asked: Collection[Item], data: dict[str, Any]) -> None:
    """Refuse a sheet with a question that is not asked here, or with anything else; raises InvalidAnswer."""
    ids = [item.id for item in asked]
    try:
        only(data, "edition", "key", "whose", "role", *ids, *(f"{name}-why" for name in ids))
    except InvalidAnswer:
        message = _("This sheet holds a question that is not asked here. Please reload the page.")
        raise InvalidAnswer("", message) from None


def read_sheet(asked: Collection[Item], data: dict[str, Any]) -> list[Given]:
    """The answers of a paper form, `{item: choice, "ITEM-why": words, "edition": …}`; what is left blank is left out.

    Raises InvalidAnswer naming the question.
    """
    given = []
    for item in asked:
        choice = data.get(item.id)
        if choice in (None, ""):
            continue
        choice = read_one(data, item.id, choices_of(item), _("Please choose one of the answers."))
        why = _why(data, f"{item.id}-why") if choice == NOT_APPLICABLE else ""
        given.append(Given(item.id, item.version, choice, why))
    if not given:
        raise InvalidAnswer("", _("This sheet is still empty: choose an answer to at least one question."))
    return given


SHEET = re.compile("[0-9a-f]{32}")


def read_key(data: dict[str, Any]) -> str:
    """The key that a sheet was opened with: sent twice, it is the same sheet. Raises InvalidAnswer."""
    key = read_text(data, "key", 40)
    if not SHEET.fullmatch(key):
        raise InvalidAnswer("", _("The questions have changed since you opened this sheet. Please reload the page."))
    return key


def read_edition(model: MaturityModel, data: dict[str, Any]) -> None:
    """Refuse a sheet that was opened before the questions changed; raises InvalidAnswer."""
    if data.get("edition") != model.edition:
        raise InvalidAnswer("", _("The questions have changed since you opened this sheet. Please reload the page."))


def read_agreed(asked: Collection[Item], data: dict[str, Any]) -> Agreed:
    """A team's answer in `{"item", "version", "choice", "reason", "seen"}`; raises InvalidAnswer.

    The choice "" takes an agreed answer back: the median counts again.
    """
    only(data, "item", "version", "choice", "reason", "seen")
    item = read_item(asked, data)
    version = _current(item, data)
    choices = (*choices_of(item), "")
    choice = read_one(data, "choice", choices, _("Choose the sentence your team agreed on."))
    return Agreed(item.id, version, choice, _reason(data) if choice else "", _seen(data))


def read_kind(model: MaturityModel, data: dict[str, Any]) -> Agreed:
    """The chosen type in `{"kind", "reason", "seen"}`; raises InvalidAnswer."""
    only(data, "kind", "reason", "seen")
    kinds = [kind.id for kind in model.kinds]
    choice = read_one(data, "kind", kinds, _("Choose the type of accompaniment that suits your organization."))
    return Agreed(TYPE, 0, choice, _reason(data), _seen(data))


TYPE = "type"  # the subject of a decision about the type of accompaniment


def _reason(data: dict[str, Any]) -> str:
    reason = read_text(data, "reason", MOST_REASON)
    if not reason:
        raise InvalidAnswer("reason", _("Write your reason in one sentence: it helps whoever reads this later."))
    return reason


def _seen(data: dict[str, Any]) -> int:
    seen = read_text(data, "seen", 20)
    return int(seen) if seen.isascii() and seen.isdigit() else 0


def read_part(model: MaturityModel, data: dict[str, Any]) -> tuple[str, bool]:
    """A respondent's part in the team, `{"role", "compare"}`: (role, whether they compare); raises InvalidAnswer."""
    only(data, "role", "compare")
    roles = ("", *(role.id for role in model.roles))
    role = read_one(data, "role", roles, _("Choose what you do in your organization."))
    return role, read_one(data, "compare", ("yes", "no"), _("Say whether you compare your answers.")) == "yes"

"""What an organisation sees of one passage: its portrait, and its members' answers side by side where it may.

The one place where the minimum display rules meet the answers (curriculum/maturity-model.md, section 2.10).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .accompaniment import LEVELS
from .maturity import DONT_KNOW, NOT_APPLICABLE, Answers, Consolidated, Portrait, answers_of, assess, consolidate
from .maturity_change import matched
from .maturity_model import MaturityModel
from .organisation import EVERYBODY, has_portrait, may_compare, shown_roles

CHOICES = (*range(1, LEVELS + 1), DONT_KNOW, NOT_APPLICABLE)


@dataclass(frozen=True)
class Respondent:
    """Somebody who finished a passage. `id` tells respondents of two passages apart, and is never shown.

    `on_paper`: their sheet was typed in by a member, who read it.
    """

    id: str
    answers: Answers
    role: str = ""
    compare: bool = False
    on_paper: bool = False


@dataclass(frozen=True)
class Reading:
    """A passage as one member may read it.

    `alone` is true when only their own answers are shown: two people answered and one of them has not said yes to
    comparing. `side_by_side` says whether answers may be shown beside one another.
    """

    people: int
    alone: bool
    side_by_side: bool
    consolidated: dict[str, Consolidated]
    portrait: Portrait
    roles: tuple[str, ...]


def read_team(
    model: MaturityModel, respondents: Sequence[Respondent], reader: str, agreed: Answers | None = None
) -> Reading | None:
    """What `reader` sees of the respondents' passage, None when there is nothing they may see yet."""
    wishes = [respondent.compare or respondent.on_paper for respondent in counted(respondents)]
    alone = not has_portrait(wishes)
    shown = [r for r in respondents if r.id == reader] if alone else list(respondents)
    if not shown:
        return None
    consolidated = consolidate(model, [r.answers for r in shown], None if alone else agreed)
    return Reading(
        people=len(respondents),
        alone=alone,
        side_by_side=may_compare(wishes),
        consolidated=consolidated,
        portrait=assess(model, answers_of(consolidated)),
        roles=tuple(r.role for r in shown),
    )


def counted(respondents: Sequence[Respondent]) -> list[Respondent]:
    """Those whom the minimum display rules count: sheets hide nobody from whoever typed them in.

    Of two colleagues, one could else add a sheet of their own making and read the other's answers. Somebody who answers
    alone on screen has read all the sheets there are, so that there is nothing to protect between them.
    """
    on_screen = [respondent for respondent in respondents if not respondent.on_paper]
    return on_screen if len(on_screen) > 1 else list(respondents)


def dots(respondents: Sequence[Respondent], item: str) -> dict[object, int]:
    """{choice: people} of a question, every choice present: counts only, so nothing tells who said what."""
    given = [r.answers[item] for r in respondents if item in r.answers]
    return {choice: given.count(choice) for choice in CHOICES}


def by_role(model: MaturityModel, respondents: Sequence[Respondent]) -> dict[str, Portrait]:
    """{role: portrait}, for roles of three people or more, and only while nobody is left in a group of one or two."""
    found, there = {}, counted(respondents)
    for role in shown_roles([r.role for r in there]):
        answers = consolidate(model, [r.answers for r in there if r.role == role])
        if role:
            found[role] = assess(model, answers_of(answers))
    return found


def may_match(first: Sequence[Respondent], last: Sequence[Respondent]) -> bool:
    """Whether those who answered both times may be shown apart: neither they nor those left out may be one or two."""
    both = matched({r.id: r.answers for r in first}, {r.id: r.answers for r in last})
    groups = [len(both), *(len(passage) - len(both) for passage in (first, last))]
    return groups[0] >= EVERYBODY and any(groups[1:]) and all(left == 0 or left >= EVERYBODY for left in groups[1:])

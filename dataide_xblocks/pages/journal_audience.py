"""How many people would read an entry at each level, said in words beside the choice."""

from __future__ import annotations

from typing import Any

from ..block import store
from ..domain.journal_levels import ALONE, CIRCLE, COHORT, TEAM
from ..domain.language import _


def audience(reader: Any) -> dict[int, int]:
    """{level that may be chosen: how many others would read}."""
    tables, place = store("circles"), reader.place
    people = {ALONE: 0}
    if place and not place.personal:
        people[TEAM] = tables.colleagues_in(place.id, reader.learner)
    organisation = place.id if place else 0
    circle = tables.circle_ahead(reader.cohort, organisation)
    colleagues = people.get(TEAM, 0)
    people[CIRCLE] = colleagues + (tables.readers_in(circle, organisation) if circle else 0)
    people[COHORT] = tables.people_in(reader.cohort, reader.learner)
    return people


def rule_of(say: Any, level: int, people: int) -> str:
    """What a level means, with the number of people."""
    if level == ALONE or not people:
        return say(RULES[ALONE] if level == ALONE else NOBODY_YET)
    return say(RULES_ONE[level] if people == 1 else RULES[level], people=people)


RULES = {
    ALONE: _("You alone read it. The team of the course does not."),
    TEAM: _("%(people)s colleagues will be able to read. It is not a place for a complaint about your employer."),
    CIRCLE: _(
        "%(people)s people will be able to read: your circle and who accompanies it. So will the team of the course."
    ),
    COHORT: _("Everybody in the course will be able to read: %(people)s people in organizations today."),
}
NOBODY_YET = _("Nobody else is there yet: whoever comes will be able to read it.")
RULES_ONE = {
    TEAM: _("One colleague will be able to read. It is not a place for a complaint about your employer."),
    CIRCLE: _("One person will be able to read: your circle and who accompanies it. So will the team of the course."),
    COHORT: _("Everybody in the course will be able to read: one person in an organization today."),
}

"""Who would read an entry at each level: how many people, said in words beside the choice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..block import store
from ..domain.journal_levels import ALONE, CIRCLE, COHORT, LEVELS_IN_WORDS, TEAM, WALL_IN_WORDS
from ..domain.language import _

RULES = {
    ALONE: _("You alone read it. The team of the course does not."),
    TEAM: _("%(people)s colleagues will be able to read. It is not a place for a complaint about your employer."),
    CIRCLE: _(
        "%(people)s people will be able to read: your circle and who accompanies it. So will the team of the course."
    ),
    COHORT: _("Everybody in the course will be able to read: %(people)s people in organizations today."),
}
RULES_ONE = {
    TEAM: _("One colleague will be able to read. It is not a place for a complaint about your employer."),
    CIRCLE: _("One person will be able to read: your circle and who accompanies it. So will the team of the course."),
    COHORT: _("Everybody in the course will be able to read: one person in an organization today."),
}
NOBODY_YET = _("Nobody else is there yet: whoever comes will be able to read it.")
WALL_RULE = _(
    "There are no circles yet: every organization of the cohort reads the wall, %(people)s people today. So will the "
    "team of the course."
)


@dataclass(frozen=True)
class Audience:
    """The levels that may be chosen, in order, with how many others would read; `wall`: there are no circles."""

    people: dict[int, int]
    wall: bool

    def name(self, level: int) -> str:
        """The name of a level, as a msgid."""
        return WALL_IN_WORDS if level == CIRCLE and self.wall else LEVELS_IN_WORDS[level]

    def rule(self, say: Any, level: int) -> str:
        """What a level means, with the number of people."""
        people = self.people[level]
        if level == ALONE or not people:
            return str(say(RULES[ALONE] if level == ALONE else NOBODY_YET))
        if level == CIRCLE and self.wall:
            return str(say(WALL_RULE, people=people))
        return str(say(RULES_ONE[level] if people == 1 and level in RULES_ONE else RULES[level], people=people))


def audience(reader: Any) -> Audience:
    """Who would read what this person publishes, now."""
    tables, place = store("circles"), reader.place
    people = {ALONE: 0}
    if place and not place.personal:
        people[TEAM] = tables.colleagues_in(place.id, reader.learner)
    organisation = place.id if place else 0
    circle, everybody = (
        tables.circle_ahead(reader.cohort, organisation),
        tables.people_in(reader.cohort, reader.learner),
    )
    if circle is None:  # on the wall everybody reads already
        return Audience({**people, CIRCLE: everybody}, wall=True)
    people[CIRCLE] = people.get(TEAM, 0) + tables.readers_in(circle, organisation)
    return Audience({**people, COHORT: everybody}, wall=False)

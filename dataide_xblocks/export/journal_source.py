"""What a journal to take along is made of, and how it says who wrote, and when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, tzinfo

from dataide_xblocks.domain.journal import Journal as Exercise
from dataide_xblocks.domain.journal_book import Given, Received, Week
from dataide_xblocks.domain.journal_levels import GUIDE, STAFF
from dataide_xblocks.domain.language import _, say
from dataide_xblocks.domain.moments import date_in_words

from .paper import Text

_ROLES = {GUIDE: _("ambassador of the circle"), STAFF: _("team of the course")}


@dataclass(frozen=True)
class Journal:
    """A person's weeks. `names` are {learner: name}; `exercises`, {slot: what its author wrote}, are those known.

    `moment` is when the file is made; days are those of `zone`.
    """

    language: str
    owner: str
    moment: datetime
    zone: tzinfo
    weeks: Sequence[Week]
    names: Mapping[str, str] = field(default_factory=dict)
    exercises: Mapping[str, Exercise] = field(default_factory=dict)

    def day(self, moment: datetime) -> str:
        """`2027-01-18`"""
        return moment.astimezone(self.zone).date().isoformat()

    def day_in_words(self, moment: datetime) -> str:
        """`18 janvier 2027`"""
        return date_in_words(moment, self.language, self.zone)

    def prompt(self, week: Week) -> Text | None:
        """The question of a week, where it is known."""
        asked = self.exercises.get(week.slot)
        return Text(asked.prompt, lang=asked.lang) if asked else None

    def signed(self, answer: Received) -> Text:
        """Who gave an answer: the name they show and their organisation or their part, else a label."""
        role = say(self.language)(_ROLES[answer.role]) if answer.role in _ROLES else ""
        name = self.names.get(answer.learner, "") if answer.learner else ""
        if not name:
            nobody = say(self.language)(_("A person, no name"))
            return Text(" · ".join(filter(None, (nobody, role, answer.label))))
        return Text(", ".join(filter(None, (name, role or answer.organisation))))

    def addressed(self, week: Week, answer: Given) -> Text:
        """To whom an answer was given: the name they show, one of the cast, else a person."""
        words = say(self.language)
        if answer.cast:
            asked = self.exercises.get(week.slot)
            told = asked.told_by(answer.cast) if asked else None
            return (
                Text(told.by, lang=asked.lang) if asked and told else Text(words(_("Somebody of the fictional cast")))
            )
        name = self.names.get(answer.learner, "") if answer.learner else ""
        return Text(", ".join(filter(None, (name, answer.organisation))) if name else words(_("A person, no name")))

"""The plan block: what each reader sees of an organisation's plan, and what is done with the whole of it."""

from __future__ import annotations

from typing import Any

from .domain.errors import InvalidExercise
from .plan_writing import PlanWritingBlock


class PlanBlock(PlanWritingBlock):
    """A week's exercise, or the whole plan."""

    page = "plan.html"
    author_page = "plan_author.html"

    def context(self) -> dict[str, Any]:
        """The learner's page."""
        try:
            template = self.asked
        except InvalidExercise:
            return {"broken": True}
        shown = {"known": self.person.known, "borrowed": self.borrowed, "staff": False, "whole": not self.shown}
        if self.borrowed or not self.person.known:
            return shown
        reader = self.reader(template)
        place = reader.place
        fields = [reader.field_shown(field) for field in template.fields if field.id in self.shown]
        return {
            **shown,
            "open": self.open,
            "fields": fields,
            "begun": reader.written is not None,
            "organisation": "" if place is None or place.personal else place.name,
        }

"""Whoever joins an organisation brings the plan they began alone: into it where it has none, else into its history."""

from __future__ import annotations

import secrets

from django.db.models import F

from dataide_xblocks.models import Plan, PlanPart, PlanRevision

from .plan import BROUGHT


def bring_plans(alone: int, organisation: int) -> None:
    """Give each plan of `alone`, a personal organisation, to the one its member joins; in the caller's transaction.

    Nothing of the team's plan changes: a field that it has too keeps its text, and what was brought stands in its
    history, rows among those that can be put back.
    """
    for plan in Plan.objects.filter(organisation=alone):
        there = Plan.objects.filter(organisation=organisation, template=plan.template).first()
        if there is None:
            Plan.objects.filter(pk=plan.pk).update(organisation=organisation)
            continue
        taken = set(PlanPart.objects.filter(plan=there).values_list("field", "row"))
        for part in PlanPart.objects.filter(plan=plan, removed=False):
            _bring(part, there, taken)
        for around in (plan.copies, plan.remarks, plan.requests, plan.openings):
            around.update(plan=there)
        plan.delete()


def _bring(part: PlanPart, there: Plan, taken: set[tuple[str, str]]) -> None:
    """A row is added as a removed one; own cells stand in the history only."""
    if part.row and (part.field, part.row) not in taken:  # fixed rows have the same id everywhere
        PlanPart.objects.filter(pk=part.pk).update(plan=there, removed=True, revision=F("revision") + 1)
    PlanRevision.objects.create(
        plan=there,
        field=part.field,
        row=part.row,
        number=0,
        kind=BROUGHT,
        cells=part.cells,
        operation=secrets.token_hex(16),
        learner=part.learner,
        at=part.changed,
    )

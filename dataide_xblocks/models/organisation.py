"""Organisations and their members."""

from __future__ import annotations

from django.db import models

from dataide_xblocks.domain.language import _
from dataide_xblocks.domain.privacy import AS_PLANNED, Kept

from .columns import COHORT, LEARNER


class Organisation(models.Model):
    """An organisation of a cohort. A personal one is of somebody alone: it has no name and nobody can join it.

    `verified` is ticked by the operator: only then is it counted in comparisons, if it `opened` them.

    .. no_pii: an organisation, not a person
    """

    kept = Kept(
        _("Organizations"),
        _("To bring the answers of colleagues together."),
        _("Its members; its name and size, the people who run the site."),
        months=AS_PLANNED,
    )

    cohort = models.CharField(max_length=COHORT, db_index=True)
    name = models.CharField(max_length=80, blank=True, default="")
    code = models.CharField(max_length=9, null=True, unique=True)
    personal = models.BooleanField(default=False)
    size = models.CharField(max_length=10, blank=True, default="")
    language = models.CharField(max_length=2, blank=True, default="")
    opened = models.BooleanField(default=False)
    verified = models.BooleanField(default=False)
    founded = models.DateTimeField(auto_now_add=True)


class Member(models.Model):
    """Somebody in an organisation. `here` is True, or NULL for whoever left: one place at a time in a cohort.

    .. pii: the platform's user id beside the organisation of its owner
    .. pii_types: id, other
    .. pii_retirement: local_api
    """

    kept = Kept(
        _("Your place in organizations"),
        _("To know whose portrait you see."),
        _("The members of your organization."),
        owner="learner",
        months=AS_PLANNED,
    )

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="members")
    cohort = models.CharField(max_length=COHORT)
    learner = models.CharField(max_length=LEARNER, db_index=True)
    here = models.BooleanField(null=True, default=True)
    joined = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cohort", "learner", "here"], name="dataide_member_here_once"),
            models.UniqueConstraint(fields=["organisation", "learner"], name="dataide_member_once"),
        ]

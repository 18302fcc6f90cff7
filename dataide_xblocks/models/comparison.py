"""The tables of the comparison between organisations: counts, and who is in them."""

from __future__ import annotations

from django.db import models

from dataide_xblocks.domain.language import _
from dataide_xblocks.domain.privacy import Kept

from .columns import COHORT, NAME
from .organisation import Organisation


class ComparisonBatch(models.Model):
    """Ten organisations or more of one cell, counted together (`domain.comparison`). Dropped whole, never changed.

    `histograms` is {dimension: {level or "none": organisations}}; `shown` becomes false when a member withdraws.

    .. no_pii: counts of ten organisations and more
    """

    kept = Kept(
        _("Counts of ten organizations and more"),
        _("To compare organizations that asked for it."),
        _("The organizations that opened the comparison."),
    )

    cohort = models.CharField(max_length=COHORT)
    model = models.CharField(max_length=NAME)
    wave = models.CharField(max_length=20)
    cell = models.CharField(max_length=20)
    edition = models.CharField(max_length=16)
    organisations = models.PositiveIntegerField()
    histograms = models.JSONField(default=dict)
    shown = models.BooleanField(default=True)
    released = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["cohort", "model", "wave", "cell"], name="dataide_comparison_cell")]


class ComparisonMember(models.Model):
    """That an organisation was counted in a batch: once a passage, whatever happens later.

    .. no_pii: an organisation, not a person
    """

    kept = Kept(_("Which organization was counted"), _("So that none is counted twice."), _("Nobody."))

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="counted")
    model = models.CharField(max_length=NAME)
    wave = models.CharField(max_length=20)
    batch = models.ForeignKey(ComparisonBatch, on_delete=models.CASCADE, related_name="members")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "model", "wave"], name="dataide_comparison_once"),
        ]

"""What people agreed to, one purpose at a time: a row for each choice, the newest counts."""

from __future__ import annotations

from django.db import models

from dataide_xblocks.domain.language import _
from dataide_xblocks.domain.privacy import Kept

from .columns import COHORT, LEARNER, NAME
from .organisation import Organisation


class Consent(models.Model):
    """Somebody agreed to a purpose, or withdrew, with the version and the language of the words they read.

    Only added to. `organisation` is whom they spoke for; it goes before its consents do, which prove that they were.

    .. pii: the platform's user id beside a choice
    .. pii_types: id, other
    .. pii_retirement: local_api
    """

    kept = Kept(
        _("What you agreed to"),
        _("To know what you agreed to, in which words, and when you withdrew."),
        _("You alone; the members of your organization see what holds for it."),
        owner="learner",
        months=36,
    )

    cohort = models.CharField(max_length=COHORT)
    learner = models.CharField(max_length=LEARNER, db_index=True)
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.SET_NULL, related_name="consents")
    purpose = models.CharField(max_length=NAME)
    version = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=2)
    given = models.BooleanField()
    chosen = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["organisation", "purpose"], name="dataide_consent_purpose")]

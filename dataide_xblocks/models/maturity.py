"""The tables of the maturity quiz: passages, answers, decisions, and the words they were given to."""

from __future__ import annotations

from django.db import models

from dataide_xblocks.domain.language import _
from dataide_xblocks.domain.privacy import AS_ANNOUNCED, Kept

from .columns import COHORT, LEARNER, NAME
from .organisation import Organisation


class MaturityEdition(models.Model):
    """A model as it was when somebody answered it: old answers keep their wording and their score.

    .. no_pii: written by the course's authors
    """

    kept = Kept(
        _("Editions of the maturity quiz"), _("So that old answers keep their words."), _("Whoever answered them.")
    )

    edition = models.CharField(max_length=16)
    language = models.CharField(max_length=2)
    exercise = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "language"], name="dataide_maturity_edition_once")]


class MaturityPassage(models.Model):
    """One person's way through a form, for one organisation. The short form is of nobody's organisation: NULL.

    `learner` is the platform's user id, `paper:…` for a colleague without an account, and random once erased; `owner`
    repeats who and for whom, because NULLs are never equal. `at` is the question to reopen at.

    .. pii: the platform's user id beside the role of its owner
    .. pii_types: id, other
    .. pii_retirement: local_api
    """

    kept = Kept(
        _("Your passages of the maturity quiz"),
        _("To reopen it where you left it, and to draw the portrait."),
        _("You alone."),
        owner="learner",
        months=AS_ANNOUNCED,
    )

    cohort = models.CharField(max_length=COHORT)
    model = models.CharField(max_length=NAME)
    wave = models.CharField(max_length=20)
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.CASCADE, related_name="passages")
    learner = models.CharField(max_length=LEARNER, db_index=True)
    owner = models.CharField(max_length=90)
    role = models.CharField(max_length=20, blank=True, default="")
    compare = models.BooleanField(default=False)
    at = models.CharField(max_length=20, blank=True, default="")
    edition = models.CharField(max_length=16, blank=True, default="")
    answered = models.DateTimeField(null=True)
    finished = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cohort", "model", "wave", "owner"], name="dataide_maturity_passage_once"),
        ]
        indexes = [models.Index(fields=["organisation", "model", "wave"], name="dataide_maturity_passage_org")]


class MaturityAnswer(models.Model):
    """A choice: `1` to `5`, `dk` or `na`, to one version of a question. Read back by whoever gave it only.

    .. pii: what a person thinks of their organisation, and short free texts
    .. pii_types: other
    .. pii_retirement: local_api
    """

    kept = Kept(
        _("Your answers to the maturity quiz"),
        _("To draw your organization’s portrait."),
        _("You alone; your colleagues see them without names, from three people on."),
        owner="passage__learner",
        months=AS_ANNOUNCED,
    )

    passage = models.ForeignKey(MaturityPassage, on_delete=models.CASCADE, related_name="answers")
    item = models.CharField(max_length=20)
    version = models.PositiveSmallIntegerField()
    choice = models.CharField(max_length=2)
    why = models.CharField(max_length=80, blank=True, default="")
    proof = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["passage", "item", "version"], name="dataide_maturity_answer_once"),
        ]


class MaturityDecision(models.Model):
    """What a team decided: the answer to a question, or its type of accompaniment. The newest counts, none is erased.

    .. pii: the platform's user id of who wrote it down, and a sentence of reason
    .. pii_types: id, other
    .. pii_retirement: local_api
    """

    kept = Kept(
        _("What you wrote down for your team"),
        _("To keep what the team agreed on, and why."),
        _("The members of your organization."),
        owner="learner",
        months=AS_ANNOUNCED,
    )

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="decisions")
    model = models.CharField(max_length=NAME)
    wave = models.CharField(max_length=20)
    subject = models.CharField(max_length=20)
    version = models.PositiveSmallIntegerField(default=0)
    choice = models.CharField(max_length=2, blank=True, default="")
    proposed = models.CharField(max_length=10, blank=True, default="")
    reason = models.TextField(blank=True, default="")
    learner = models.CharField(max_length=LEARNER, db_index=True)
    decided = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["organisation", "model", "wave"], name="dataide_maturity_decision_org")]

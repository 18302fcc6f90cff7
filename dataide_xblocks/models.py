"""The tables. Only `store` reads and writes them.

Ids are lower-case ASCII, because MySQL's collation holds É and e for the same letter; texts are checked for length
before they come here, because SQLite would not. No row of a pulse says when a learner gave it: an hour would name them.
"""

from __future__ import annotations

import uuid

from django.db import models

# Four such columns stay under InnoDB's 3072 bytes a key: (255 + 60 + 40 + 64) x 4 = 1676.
COHORT, SLOT, NAME, LEARNER = 255, 60, 40, 64


class PulseRating(models.Model):
    """One tap: what a learner answered to one question of one week. Read back by that learner only.

    .. pii: the platform's user id beside an opinion about the week
    .. pii_types: id, other
    .. pii_retirement: local_api
    """

    cohort = models.CharField(max_length=COHORT)
    slot = models.CharField(max_length=SLOT)
    question = models.CharField(max_length=NAME)
    learner = models.CharField(max_length=LEARNER, db_index=True)
    choice = models.CharField(max_length=NAME)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cohort", "slot", "question", "learner"], name="dataide_pulse_rating_once"),
        ]


class PulseResult(models.Model):
    """The group's result of one question, counted again each time five more people have answered.

    `people` counts every first answer and never goes down, so that neither an erasure nor a reset can move a release.

    .. no_pii: counts of five people and more
    """

    cohort = models.CharField(max_length=COHORT)
    slot = models.CharField(max_length=SLOT)
    question = models.CharField(max_length=NAME)
    week = models.PositiveSmallIntegerField()
    people = models.PositiveIntegerField(default=0)
    released = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cohort", "slot", "question"], name="dataide_pulse_result_once"),
        ]


class PulseComment(models.Model):
    """A comment, signed as its author chose. The key is random, so that its order says nothing.

    Signed by region or by nobody, it holds no learner; `withdraw_hash` then answers the key that only the author's
    browser keeps.

    .. pii: free text that may name people; the platform's user id when its author chose to sign it
    .. pii_types: id, other
    .. pii_retirement: local_api
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    cohort = models.CharField(max_length=COHORT)
    slot = models.CharField(max_length=SLOT)
    week = models.PositiveSmallIntegerField()
    text = models.TextField()
    signature = models.CharField(max_length=10)
    region = models.CharField(max_length=2, blank=True, default="")
    learner = models.CharField(max_length=LEARNER, null=True, db_index=True)
    withdraw_hash = models.CharField(max_length=64, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cohort", "slot", "learner"], name="dataide_pulse_comment_once"),
        ]
        indexes = [models.Index(fields=["cohort", "-week", "id"], name="dataide_pulse_comment_week")]


class PulseReply(models.Model):
    """« Vous avez dit, nous avons fait »: the team's answer to a week's comments. The newest is shown, none is erased.

    .. no_pii: written by the course team for everybody
    """

    cohort = models.CharField(max_length=COHORT)
    slot = models.CharField(max_length=SLOT)
    week = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=2)
    text = models.TextField()
    written = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["cohort", "-week", "-id"], name="dataide_pulse_reply_week")]


class Organisation(models.Model):
    """An organisation of a cohort. A personal one is of somebody alone: it has no name and nobody can join it.

    `verified` is ticked by the operator: only then is it counted in comparisons, if it `opened` them.

    .. no_pii: an organisation, not a person
    """

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


class MaturityEdition(models.Model):
    """A model as it was when somebody answered it: old answers keep their wording and their score.

    .. no_pii: written by the course's authors
    """

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


class ComparisonBatch(models.Model):
    """Ten organisations or more of one cell, counted together (`domain.comparison`). Dropped whole, never changed.

    `histograms` is {dimension: {level or "none": organisations}}; `shown` becomes false when a member withdraws.

    .. no_pii: counts of ten organisations and more
    """

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

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="counted")
    model = models.CharField(max_length=NAME)
    wave = models.CharField(max_length=20)
    batch = models.ForeignKey(ComparisonBatch, on_delete=models.CASCADE, related_name="members")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "model", "wave"], name="dataide_comparison_once"),
        ]

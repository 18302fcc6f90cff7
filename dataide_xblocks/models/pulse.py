"""The tables of the pulse. No row says when a learner gave it: an hour would name them."""

from __future__ import annotations

import uuid

from django.db import models

from dataide_xblocks.domain.language import _
from dataide_xblocks.domain.privacy import Kept

from .columns import COHORT, LEARNER, NAME, SLOT


class PulseRating(models.Model):
    """One tap: what a learner answered to one question of one week. Read back by that learner only.

    .. pii: the platform's user id beside an opinion about the week
    .. pii_types: id, other
    .. pii_retirement: local_api
    """

    kept = Kept(
        _("Answers to the pulse"),
        _("To know each week whether the course helps, and what to change."),
        _("You alone; everybody sees totals of five people and more."),
        owner="learner",
        months=6,
    )

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

    kept = Kept(_("Totals of the pulse"), _("To show the group what it said."), _("The people of the course."))

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

    kept = Kept(
        _("Comments of the pulse"),
        _("To tell the team of the course what to change."),
        _("The team of the course."),
        owner="learner",
        months=6,
    )

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

    kept = Kept(_("Replies of the team"), _("To say what was changed."), _("The people of the course."))

    cohort = models.CharField(max_length=COHORT)
    slot = models.CharField(max_length=SLOT)
    week = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=2)
    text = models.TextField()
    written = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["cohort", "-week", "-id"], name="dataide_pulse_reply_week")]

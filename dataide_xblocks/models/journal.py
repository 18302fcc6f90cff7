"""The journal: what somebody wrote of their week, and what others answered."""

from __future__ import annotations

from django.db import models

from dataide_xblocks.domain.language import _
from dataide_xblocks.domain.privacy import Kept

from .circle import JournalCircle
from .columns import COHORT, LEARNER, NAME, SLOT

SEAL, STATE = 40, 10
KEPT_MONTHS = 12  # journal-and-peers.md, section 3: deleted twelve months after the course
_CHOSEN = _("Those whom you chose: you alone, your organization, your circle or your cohort.")


class JournalEntry(models.Model):
    """What somebody wrote of a week: one a person and exercise, from its first word.

    `author` and `house` are seals (`store.journal_seal`) of the person and of their organisation, which only they can
    make again; `learner` and `organisation` are there while the entry is read by its author alone, and afterwards when
    they chose to show their name. `level` and `state` are those of `domain.journal_levels`. `held` counts the answers
    finished and those being written, `answered` is whether one is finished; `passed`: they passed the question and
    need write nothing; `touched` is {box: the revision that changed it last}.

    .. pii: free text of its author, and the platform's user id unless it was published without a name
    .. pii_types: id, other
    .. pii_retirement: local_api
    """

    kept = Kept(
        _("Your journal"), _("To think with peers."), _CHOSEN, owner="learner", seal="author", months=KEPT_MONTHS
    )

    cohort = models.CharField(max_length=COHORT)
    slot = models.CharField(max_length=SLOT)
    week = models.PositiveSmallIntegerField()
    author = models.CharField(max_length=SEAL)
    house = models.CharField(max_length=SEAL, blank=True, default="")
    learner = models.CharField(max_length=LEARNER, blank=True, default="", db_index=True)
    organisation = models.ForeignKey("dataide.Organisation", null=True, on_delete=models.SET_NULL, related_name="+")
    circle = models.ForeignKey(JournalCircle, null=True, on_delete=models.SET_NULL, related_name="entries")
    level = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=STATE, blank=True, default="")
    named = models.BooleanField(default=True)
    label = models.CharField(max_length=8)
    boxes = models.JSONField(default=dict)
    touched = models.JSONField(default=dict)
    ideas = models.BooleanField(default=False)
    passed = models.BooleanField(default=False)
    ignored = models.PositiveSmallIntegerField(default=0)
    revision = models.PositiveIntegerField(default=0)
    held = models.SmallIntegerField(default=0)
    answered = models.BooleanField(default=False)
    changed = models.DateTimeField()
    published = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cohort", "slot", "author"], name="dataide_journal_entry_once")]
        indexes = [
            models.Index(
                fields=["circle", "slot", "state", "held", "answered", "published"], name="dataide_journal_turn"
            ),
            models.Index(fields=["circle", "state", "published"], name="dataide_journal_waiting"),
            models.Index(fields=["cohort", "slot", "level", "published"], name="dataide_journal_level"),
            models.Index(fields=["house", "level"], name="dataide_journal_house"),
        ]


class JournalReply(models.Model):
    """An answer to an entry, or to one of the cast. It holds its place from the moment it is offered.

    `target` is `entry-<id>`, or `cast-<id>`: nobody is given a text twice. `entry` is empty for the cast, and once its
    author took it away: the answer then stays with whoever wrote it. Until `sent` it is a draft that only its author
    reads, and `until` says when it stops holding the place (`released` once it did). `reader` is a seal; `learner` as
    for an entry. `role`: a peer, a guide or the team. `thanked` and `helps` are said by the author of the entry, in
    private.

    .. pii: free text of its author, and the platform's user id unless they answered without a name
    .. pii_types: id, other
    .. pii_retirement: local_api
    """

    kept = Kept(
        _("Your answers to peers"),
        _("So that nobody writes into silence."),
        _("The author of the entry, and those who read the entry."),
        owner="learner",
        seal="reader",
        months=KEPT_MONTHS,
    )

    cohort = models.CharField(max_length=COHORT)
    slot = models.CharField(max_length=SLOT)
    entry = models.ForeignKey(JournalEntry, null=True, on_delete=models.SET_NULL, related_name="replies")
    target = models.CharField(max_length=NAME)
    reader = models.CharField(max_length=SEAL)
    learner = models.CharField(max_length=LEARNER, blank=True, default="", db_index=True)
    organisation = models.ForeignKey("dataide.Organisation", null=True, on_delete=models.SET_NULL, related_name="+")
    role = models.CharField(max_length=STATE)
    named = models.BooleanField(default=True)
    label = models.CharField(max_length=8)
    boxes = models.JSONField(default=dict)
    touched = models.JSONField(default=dict)
    ignored = models.PositiveSmallIntegerField(default=0)
    revision = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=STATE, blank=True, default="")
    offered = models.DateTimeField()
    until = models.DateTimeField(null=True)
    released = models.BooleanField(default=False)
    sent = models.DateTimeField(null=True)
    thanked = models.BooleanField(default=False)
    helps = models.BooleanField(null=True, default=None)
    why = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cohort", "slot", "reader", "target"], name="dataide_journal_reply_once")
        ]
        indexes = [
            models.Index(fields=["entry", "sent", "released"], name="dataide_journal_answers"),
            models.Index(fields=["slot", "sent", "released", "until"], name="dataide_journal_late"),
        ]


class JournalReport(models.Model):
    """Somebody said that a text should not be read, or the net held it; and what a moderator decided.

    `author_told` and `reporter_told`: each put the decision away after reading it.

    .. pii: the platform's user ids of who reported and who decided, and their words
    .. pii_types: id, other
    .. pii_retirement: local_api
    """

    kept = Kept(
        _("What you reported"),
        _("To keep people safe, and to tell you what was decided."),
        _("The moderators; the author of the text sees the decision, not who reported."),
        owner="learner",
        months=KEPT_MONTHS,
    )

    cohort = models.CharField(max_length=COHORT, db_index=True)
    entry = models.ForeignKey(JournalEntry, null=True, on_delete=models.CASCADE, related_name="reports")
    reply = models.ForeignKey(JournalReply, null=True, on_delete=models.CASCADE, related_name="reports")
    learner = models.CharField(max_length=LEARNER, blank=True, default="", db_index=True)
    reason = models.CharField(max_length=NAME)
    note = models.CharField(max_length=600, blank=True, default="")
    at = models.DateTimeField()
    decision = models.CharField(max_length=STATE, blank=True, default="")
    words = models.CharField(max_length=600, blank=True, default="")
    moderator = models.CharField(max_length=LEARNER, blank=True, default="")
    decided = models.DateTimeField(null=True)
    author_told = models.BooleanField(default=False)
    reporter_told = models.BooleanField(default=False)


class JournalReading(models.Model):
    """Somebody of the team read a text: its author sees when, and why.

    .. pii: the platform's user id of who read
    .. pii_types: id
    .. pii_retirement: local_api
    """

    kept = Kept(
        _("What you read as a member of the team"),
        _("So that authors know who read them."),
        _("The author of the text."),
        owner="learner",
        months=KEPT_MONTHS,
    )

    entry = models.ForeignKey(JournalEntry, null=True, on_delete=models.CASCADE, related_name="readings")
    reply = models.ForeignKey(JournalReply, null=True, on_delete=models.CASCADE, related_name="readings")
    learner = models.CharField(max_length=LEARNER, db_index=True)
    why = models.CharField(max_length=STATE)
    at = models.DateTimeField()


class JournalDigest(models.Model):
    """A message was prepared for somebody in a week, so that a second run sends nothing twice. Monday names the week.

    .. pii: the platform's user id
    .. pii_types: id
    .. pii_retirement: local_api
    """

    kept = Kept(
        _("Weekly messages"), _("To send one at most."), _("Nobody but you."), owner="learner", months=KEPT_MONTHS
    )

    cohort = models.CharField(max_length=COHORT)
    learner = models.CharField(max_length=LEARNER)
    monday = models.DateField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["learner", "monday"], name="dataide_journal_digest_once")]


class JournalStop(models.Model):
    """Somebody wants no message.

    .. pii: the platform's user id
    .. pii_types: id
    .. pii_retirement: local_api
    """

    kept = Kept(_("No messages, please"), _("To send none."), _("Nobody but you."), owner="learner", months=36)

    learner = models.CharField(max_length=LEARNER, unique=True)
    at = models.DateTimeField()

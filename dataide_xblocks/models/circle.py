"""Circles: which organisations read one another, who accompanies them, and what keeps two of them apart."""

from __future__ import annotations

from django.db import models

from dataide_xblocks.domain.language import _
from dataide_xblocks.domain.privacy import AS_PLANNED, Kept

from .columns import COHORT, LEARNER

REASON = 300
_STAFF = _("The people who run the course.")


class JournalCircle(models.Model):
    """Organisations that read one another. Number 0 is the wall: everybody, where there are no circles.

    `turns` is written first by whoever is given a text, so that two never choose at the same instant.

    .. no_pii: a group of organisations
    """

    kept = Kept(_("Circles"), _("To know which organizations read one another."), _STAFF, months=AS_PLANNED)

    cohort = models.CharField(max_length=COHORT)
    number = models.PositiveSmallIntegerField()
    turns = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cohort", "number"], name="dataide_journal_circle_once")]


class JournalSeat(models.Model):
    """An organisation in a circle. `here` is True, or NULL once it left: what was shown before stays readable to it.

    .. no_pii: an organisation, not a person
    """

    kept = Kept(_("Places in circles"), _("To know who may read what."), _STAFF, months=AS_PLANNED)

    circle = models.ForeignKey(JournalCircle, on_delete=models.CASCADE, related_name="seats")
    organisation = models.ForeignKey("dataide.Organisation", on_delete=models.CASCADE, related_name="seats")
    here = models.BooleanField(null=True, default=True)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    reason = models.CharField(max_length=REASON, blank=True, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "here"], name="dataide_journal_seat_once")]


class JournalWish(models.Model):
    """What an organisation said of itself to be given a circle that suits it.

    `avoid` is read by its members and the team only.

    .. no_pii: an organisation, not a person
    """

    kept = Kept(_("Wishes for a circle"), _("To make circles that suit each organization."), _STAFF, months=AS_PLANNED)

    organisation = models.OneToOneField("dataide.Organisation", on_delete=models.CASCADE, related_name="wish")
    language = models.CharField(max_length=4)
    hours = models.CharField(max_length=10)
    sector = models.CharField(max_length=20)
    alias = models.CharField(max_length=80, blank=True, default="")
    avoid = models.CharField(max_length=REASON, blank=True, default="")
    changed = models.DateTimeField()


class JournalApart(models.Model):
    """Two organisations that never read each other, for a reason that the team wrote. `one` has the smaller id.

    .. no_pii: organisations, not people
    """

    kept = Kept(_("Organizations kept apart"), _("To respect who must not read whom."), _STAFF, months=AS_PLANNED)

    one = models.ForeignKey("dataide.Organisation", on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey("dataide.Organisation", on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=REASON)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["one", "other"], name="dataide_journal_apart_once")]


class JournalGuide(models.Model):
    """An ambassador of a circle: they read what its members publish, and answer when nobody did.

    .. pii: the platform's user id of an ambassador
    .. pii_types: id
    .. pii_retirement: local_api
    """

    kept = Kept(
        _("Circles that you accompany"),
        _("To know who answers when peers do not."),
        _("The members of the circle; the people who run the course."),
        owner="learner",
        months=AS_PLANNED,
    )

    circle = models.ForeignKey(JournalCircle, on_delete=models.CASCADE, related_name="guides")
    learner = models.CharField(max_length=LEARNER, db_index=True)
    since = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["circle", "learner"], name="dataide_journal_guide_once")]

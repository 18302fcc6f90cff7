"""The tables of the plan: what is written, how it came there, and what is said about it."""

from __future__ import annotations

from django.db import models

from dataide_xblocks.domain.language import _
from dataide_xblocks.domain.privacy import AS_PLANNED, Kept

from .columns import COHORT, LEARNER, NAME

FIELD, ROW, OPERATION, KIND = 40, 24, 40, 12
_MEMBERS = _("The members of your organization; a coach, if your organization shared its plan.")


class Plan(models.Model):
    """The plan of an organisation. `shared`: coaches may read it.

    .. no_pii: an organisation's, not a person's
    """

    kept = Kept(_("Plans"), _("To know which organization a plan is of."), _MEMBERS, months=AS_PLANNED)

    organisation = models.ForeignKey("dataide.Organisation", on_delete=models.CASCADE, related_name="plans")
    cohort = models.CharField(max_length=COHORT, db_index=True)
    template = models.CharField(max_length=NAME)
    shared = models.BooleanField(default=False)
    begun = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "template"], name="dataide_plan_once")]


class PlanPart(models.Model):
    """What stands now at one place: a row of a field, or its own cells when `row` is "". `cells` is {cell: text}.

    `removed` rows are kept, to be put back. `edition` is that of the template it was written with.

    .. pii: the platform's user id of who wrote last, and an organisation's own text
    .. pii_types: id, other
    .. pii_retirement: local_api
    """

    kept = Kept(
        _("What you wrote last in your organization’s plan"),
        _("To show the plan, and who wrote what."),
        _MEMBERS,
        owner="learner",
        months=AS_PLANNED,
    )

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="parts")
    field = models.CharField(max_length=FIELD)
    row = models.CharField(max_length=ROW, blank=True, default="")
    place = models.PositiveIntegerField(default=0)
    cells = models.JSONField(default=dict)
    revision = models.PositiveIntegerField(default=0)
    removed = models.BooleanField(default=False)
    edition = models.CharField(max_length=16, blank=True, default="")
    learner = models.CharField(max_length=LEARNER, db_index=True)
    changed = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "field", "row"], name="dataide_plan_part_once")]


class PlanRevision(models.Model):
    """One thing that was done to a part, never changed afterwards. `kind` is a key of `store.plan.KINDS`.

    `operation` is the browser's own name for it, so that the same click sent twice is kept once.

    .. pii: the platform's user id of who did it, and an organisation's own text
    .. pii_types: id, other
    .. pii_retirement: local_api
    """

    kept = Kept(
        _("What you changed in your organization’s plan"),
        _("To take a change back, and to lose nobody’s text."),
        _MEMBERS,
        owner="learner",
        months=AS_PLANNED,
    )

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="revisions")
    field = models.CharField(max_length=FIELD)
    row = models.CharField(max_length=ROW, blank=True, default="")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=KIND)
    cells = models.JSONField(default=dict)
    operation = models.CharField(max_length=OPERATION)
    learner = models.CharField(max_length=LEARNER, db_index=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "operation"], name="dataide_plan_operation_once")]
        indexes = [models.Index(fields=["plan", "field", "row"], name="dataide_plan_revision_place")]


class PlanCopy(models.Model):
    """The plan as it stood on a day, for a purpose. `contents` is the plan's own JSON; it never changes.

    .. pii: the platform's user id of who kept the copy, and an organisation's own text
    .. pii_types: id, other
    .. pii_retirement: local_api
    """

    kept = Kept(
        _("Copies of the plan that you kept"),
        _("To see what has changed since a day."),
        _MEMBERS,
        owner="learner",
        months=AS_PLANNED,
    )

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="copies")
    name = models.CharField(max_length=120)
    contents = models.JSONField(default=dict)
    learner = models.CharField(max_length=LEARNER, db_index=True)
    at = models.DateTimeField()


class PlanRemark(models.Model):
    """A word between colleagues about a field.

    .. pii: the platform's user id of who wrote it, and free text
    .. pii_types: id, other
    .. pii_retirement: local_api
    """

    kept = Kept(
        _("Your remarks to colleagues on the plan"),
        _("To talk about a field beside it."),
        _("The members of your organization."),
        owner="learner",
        months=AS_PLANNED,
    )

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="remarks")
    field = models.CharField(max_length=FIELD)
    text = models.TextField()
    done = models.BooleanField(default=False)
    learner = models.CharField(max_length=LEARNER, db_index=True)
    at = models.DateTimeField()


class PlanRequest(models.Model):
    """A request for help: asked, taken, answered, then closed by who asked. It stays when people change.

    .. pii: the platform's user ids of who asked and who helps, and free text
    .. pii_types: id, other
    .. pii_retirement: local_api
    """

    kept = Kept(
        _("Your requests for help with the plan"),
        _("To find help, and to know where the request stands."),
        _("The members of your organization; the people who accompany."),
        owner="learner",
        months=AS_PLANNED,
    )

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="requests")
    field = models.CharField(max_length=FIELD, blank=True, default="")
    text = models.TextField()
    state = models.CharField(max_length=KIND, default="asked")
    reply = models.TextField(blank=True, default="")
    learner = models.CharField(max_length=LEARNER, db_index=True)
    at = models.DateTimeField()
    coach = models.CharField(max_length=LEARNER, blank=True, default="", db_index=True)
    moved = models.DateTimeField()


class PlanOpening(models.Model):
    """A coach opened a shared plan: its members see who and when.

    .. pii: the platform's user id of a coach beside a plan
    .. pii_types: id, other
    .. pii_retirement: local_api
    """

    kept = Kept(
        _("Shared plans that you opened"),
        _("To tell an organization who read its plan."),
        _("The members of that organization."),
        owner="learner",
        months=AS_PLANNED,
    )

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="openings")
    learner = models.CharField(max_length=LEARNER, db_index=True)
    at = models.DateTimeField()


class PlanEdition(models.Model):
    """A template that was written in, so that a field it lost keeps its name.

    .. no_pii: what an author wrote
    """

    kept = Kept(
        _("Templates of plans"),
        _("To read what was written in a former template."),
        _("The learners of the course."),
    )

    edition = models.CharField(max_length=16)
    language = models.CharField(max_length=2)
    exercise = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "language"], name="dataide_plan_edition_once")]

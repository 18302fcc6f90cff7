"""Courses as an operator names them."""

from __future__ import annotations

from django.core.management.base import CommandError

from dataide_xblocks.domain.cohort import cohort_of


def cohort_named(course: str) -> str:
    """The cohort of a course's key, in either language; raises CommandError when it is no key."""
    if not course.startswith("course-v1:"):
        raise CommandError("Name the course by its key, as course-v1:DataideX+NDNP101+2027_FR.")
    return cohort_of(course)

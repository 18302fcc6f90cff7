"""The services the platform hands to blocks: the LMS's set, Studio's preview's, Studio's editor's (contract 5.1)."""

from __future__ import annotations

import hashlib
from datetime import datetime
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from django.core.cache import cache
from django.utils import translation
from xblock.reference.user_service import UserService, XBlockUser

from . import progress
from .clock import moment_of

if TYPE_CHECKING:
    from .keys import CourseKey
    from .library import Course
    from .people import Person

LMS, PREVIEW, EDITOR = "lms", "studio-preview", "studio-editor"


def services_for(kind: str, person: Person, course: Course, week: int | None) -> dict[str, Any]:
    """The services of one request, by name. Studio's sets are smaller, and its editor's user has no role."""
    everywhere = {"user": Users(kind, person, course.key), "i18n": Words(), "settings": NoSettings()}
    if kind == EDITOR:
        return everywhere
    shown = {
        **everywhere,
        "cache": cache,
        "sandbox": Sandbox(),
        "xqueue": SimpleNamespace(interface=None, default_queuename="", waittime=0),
        "replace_urls": SimpleNamespace(replace_urls=lambda text, static_replace_only=False: course.links(text)),
        "dataide_clock": Clock(course, week),
    }
    if kind == PREVIEW:
        return shown
    return {**shown, "enrollments": Enrolments(), "completion": progress.Completion(person)}


class Users(UserService):
    """`user`, with the platform's own names for what it says (contract 5.2)."""

    def __init__(self, kind: str, person: Person, course_key: CourseKey) -> None:
        super().__init__()
        self._user = XBlockUser(is_current_user=True, emails=[f"{person.username}@example.org"], full_name=person.name)
        known = {"user_id": person.id, "username": person.username, "is_authenticated": True}
        roles = {
            "anonymous_user_id": "student" if kind == PREVIEW else _pseudonym(f"{person.id} {course_key}"),
            "deprecated_anonymous_user_id": _pseudonym(str(person.id)),
            "user_is_staff": person.is_staff,
            "user_is_global_staff": False,
            "user_is_beta_tester": False,
            "user_role": "instructor" if person.is_staff else "student",
            "user_preferences": {"pref-lang": translation.get_language(), "time_zone": None},
        }
        no_role = {"user_is_staff": False, "user_role": "student", "anonymous_user_id": None}
        for name, value in {**known, **(no_role if kind == EDITOR else roles)}.items():
            self._user.opt_attrs[f"edx-platform.{name}"] = value

    def get_current_user(self) -> XBlockUser:
        return self._user

    def get_anonymous_user_id(self, username: str, course_id: str) -> None:
        """The platform tells staff only; nothing in the preview needs it."""


def _pseudonym(what: str) -> str:
    return hashlib.md5(what.encode(), usedforsecurity=False).hexdigest()


class Words:
    """`i18n`: Django's own functions, in the language of the request."""

    def __getattr__(self, name: str) -> Any:
        return getattr(translation, name)


class Enrolments:
    """`enrollments`: every person of the demonstration follows the course; the platform's table is not here."""

    def get_active_enrollments_by_course_and_user(self, course_id: object, user_id: int) -> object | None:
        return SimpleNamespace(course_id=str(course_id), is_active=True, mode="audit") if user_id else None


class Sandbox:
    """`sandbox`: no Python written inside a problem is ever run here."""

    def can_execute_unsafe_code(self) -> bool:
        return False

    def get_python_lib_zip(self) -> None:
        """No library either."""


class NoSettings:
    """`settings`: the operator has set nothing."""

    def get_settings_bucket(self, block: object, default: Any = None) -> Any:
        return default if default is not None else {}


class Clock:
    """`dataide_clock`: the moment the visitor chose to be in, so that a week can be seen open, then closed."""

    def __init__(self, course: Course, week: int | None) -> None:
        self._course, self._week = course, week

    def now(self) -> datetime:
        """An aware moment."""
        return moment_of(self._course.start, self._week)

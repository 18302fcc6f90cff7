"""Who is asking, and the one gate that every request from a browser passes before a block answers it.

The platform checks less than one thinks: not the enrolment, not the content type, not the size, and a second road
opens every handler without its usual checks (openedx-contract.md 6, trust.md 2.3). So each handler is declared with
`@answers`, and nothing else is a handler.
"""

from __future__ import annotations

import functools
import json
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import DatabaseError
from webob import Request, Response
from xblock.core import XBlock

from .domain.answers import MOST_BYTES, only, read_body
from .domain.entrance import A_MINUTE, AUTHOR, LEARNER, STAFF, Declaration
from .domain.errors import InvalidAnswer
from .domain.language import _, explain, say

log = logging.getLogger(__name__)

_HEADERS = {"Cache-Control": "no-store, private", "Referrer-Policy": "no-referrer", "X-Content-Type-Options": "nosniff"}


class Unavailable(Exception):
    """The tables cannot be reached: the app is not installed, not migrated, or the database is away."""

    def __init__(self) -> None:
        super().__init__("the tables of dataide cannot be reached")


class Closed(Exception):
    """The gate stays closed. `message` is a msgid."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status, self.message = status, message


@dataclass(frozen=True)
class Person:
    """Who is looking. `learner` is "" for a visitor without an account; `name` is for their own eyes only."""

    learner: str = ""
    anonymous: str = ""
    name: str = ""
    staff: bool = False
    zone: str | None = None
    at_workbench: bool = False

    @property
    def known(self) -> bool:
        return bool(self.learner)


def person_of(user: Any) -> Person:
    """Whom the `user` service shows, in the platform or in the bare workbench (contract 5.2). None is nobody."""
    attributes = getattr(user, "opt_attrs", {})

    def told(name: str) -> Any:
        return attributes.get(f"edx-platform.{name}")

    here = attributes.get("xblock-workbench.user_id")
    learner = str((told("user_id") if told("is_authenticated") else None) or here or "")
    if not learner or len(learner) > 64 or learner == "none":
        return Person()
    return Person(
        learner=learner,
        anonymous=str(told("anonymous_user_id") or here or ""),
        name=user.full_name or "",
        staff=bool(told("user_is_staff")),
        zone=(told("user_preferences") or {}).get("time_zone"),
        at_workbench=here is not None,
    )


OPEN = None  # fields that only the exercise knows: the method refuses the others itself
OFTEN = 600  # requests of one person to one handler in a minute: far above a hand, far below a flood


def answers(
    method: Callable[..., dict[str, Any]] | None = None,
    *,
    fields: str | None,
    who: str = LEARNER,
    most: int = MOST_BYTES,
    rate: int = OFTEN,
) -> Any:
    """Make `method(self, data) -> dict` a handler that only the right person, with a decent request, can reach.

    `who` is `learner` (enrolled, or staff), `staff` (of this course) or `author` (in Studio's editor); `fields`, the
    names of what is read, between spaces. What the method returns is sent as JSON; an InvalidAnswer it raises is a 400
    `{"error", "field"}` in the learner's language.
    """
    if method is None:
        return functools.partial(answers, fields=fields, who=who, most=most, rate=rate)
    declared = Declaration(who, most, None if fields is OPEN else tuple(fields.split()), rate)

    @functools.wraps(method)
    def entry(self: Any, request: Request, suffix: str = "") -> Response:
        try:
            _admit_request(request, most)
            _admit_person(self, who)
            _admit_pace(self, method.__name__, rate)
            data = read_body(request.body, most)
            if declared.fields is not OPEN:
                only(data, *declared.fields)
            return _reply(200, method(self, data))
        except Closed as closed:
            return _reply(closed.status, {"error": say(self.language)(closed.message)})
        except InvalidAnswer as refusal:
            return _reply(400, {"error": explain(refusal, self.language), "field": refusal.field})
        except (Unavailable, DatabaseError) as error:  # its text may hold a value, so only its kind is logged
            log.error("dataide: handler %s could not reach its tables (%s)", method.__name__, type(error).__name__)
            return _reply(503, {"error": say(self.language)(_AWAY)})

    entry.declaration = declared  # type: ignore[attr-defined]
    return XBlock.handler(entry)


_AWAY = _("We could not save this just now. What you typed is still here: please try again in a few minutes.")


def _reply(status: int, body: dict[str, Any]) -> Response:
    text = json.dumps(body, ensure_ascii=False).encode("utf-8", "replace")
    return Response(body=text, status=status, content_type="application/json", charset="utf-8", headers=_HEADERS)


def _admit_request(request: Request, most: int) -> None:
    """The right road, method, origin, type and size. Nothing of the body is read yet."""
    if "/handler_noauth/" in request.path or "/unauth_handler/" in request.path:
        raise Closed(403, _("Please answer from the course page."))
    if request.method != "POST":
        raise Closed(405, _("Please answer from the course page."))
    if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        raise Closed(403, _("Please answer from the course page."))
    if request.content_type != "application/json":
        raise Closed(415, _("Please answer from the course page."))
    if (request.content_length or 0) > most:
        raise Closed(413, _("This is too long to be sent. Please shorten it."))


def _admit_pace(block: Any, handler: str, rate: int) -> None:
    """Not a flood. Counted in the cache; where there is none, nobody is kept out."""
    from .store.limits import too_often

    if too_often(handler, f"{block.course_key} {block.person.learner}", rate, A_MINUTE):
        raise Closed(429, _("That was a lot at once. Please wait a minute, then try again."))


def _admit_person(block: Any, who: str) -> None:
    """Somebody we know, in the right place, with the right role (contract 5.4, 6.3, 6.6)."""
    person, enrolments = block.person, block.service("enrollments")
    if not person.known:
        raise Closed(401, _("Please sign in, then answer from the course page."))
    if block.in_preview:
        raise Closed(403, _("In Studio this exercise can be looked at, not answered."))
    if who == AUTHOR:
        if enrolments is not None:
            raise Closed(403, _("This exercise is edited in Studio."))
        return
    if enrolments is None and not person.at_workbench:
        raise Closed(403, _("In Studio this exercise can be looked at, not answered."))
    if person.staff if who == STAFF else person.staff or _enrolled(block, person, enrolments):
        return _refuse_borrowed_identity(block)
    raise Closed(403, _("This is for the people enrolled in this course.") if who == LEARNER else _FOR_STAFF)


_FOR_STAFF = _("This is for the team of this course.")


def _enrolled(block: Any, person: Person, enrolments: Any) -> bool:
    if enrolments is None:
        return person.at_workbench
    learner = int(person.learner) if person.learner.isdecimal() else person.learner
    return enrolments.get_active_enrollments_by_course_and_user(block.course_key, learner) is not None


def _refuse_borrowed_identity(block: Any) -> None:
    """Staff who look through a learner's eyes would write in the learner's name: the user service shows the learner."""
    if block.borrowed:
        raise Closed(403, _("You are looking as a learner: nothing can be answered in their name."))


def is_borrowed(block: Any) -> bool:
    """Whether the person whom the user service shows is a learner through whose eyes somebody else looks."""
    try:
        from crum import get_current_user
        from lms.djangoapps.courseware.masquerade import is_masquerading_as_specific_student
    except ImportError:  # not in the LMS: nobody can masquerade
        return False
    return bool(is_masquerading_as_specific_student(get_current_user(), block.course_key))

"""Everybody who may come to the door of the journal, and what each can read in what comes back."""

from __future__ import annotations

import base64
import io
import json
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from fnmatch import fnmatchcase

from django.core import mail
from django.core.management import call_command
from django.db import transaction
from django.test import RequestFactory

from dataide_xblocks import views

from ..conformance.platform import Enrolments, Platform, Users, learner
from ..store.cohort import dump
from .access import _masquerade
from .journal import olx
from .journal_world import ROLES, World, marks_seen, number, people_seen
from .pulse import call

EVERYBODY = (
    "author", "author without a name", *(role.replace("-", " ") for role in ROLES if role != "outside"),
    "not enrolled", "anonymous", "masquerading", "studio preview", "studio editor",
)  # fmt: skip
STUDIO = {"studio preview": "studio preview", "studio editor": "studio edit"}
TEAM = ("staff", "staff member")


def who_is(world: World, person: str) -> int | None:
    """The number of somebody's account; None of whoever is not signed in."""
    if person in ("author", "masquerading"):
        return world.authors["2.named.shown"]
    if person == "author without a name":
        return world.authors["2.nameless.shown"]
    if person == "anonymous":
        return None
    return number({"not enrolled": "outside", **dict.fromkeys(STUDIO, "staff")}.get(person, person.replace(" ", "-")))


def services(world: World, person: str) -> dict[str, object]:
    """What the platform hands to a block for this person (contract 5.1)."""
    who = who_is(world, person)
    if who is None:
        return {"user": Users(is_authenticated=False), "enrollments": Enrolments()}
    if person in STUDIO:
        anonymous = {"studio preview": "student", "studio editor": None}[person]
        return {"user": learner(who, anonymous_user_id=anonymous, user_is_staff=True)}
    everybody = {*map(number, ROLES), *world.authors.values()} - {number("outside"), number("staff")}
    return {"user": learner(who, user_is_staff=person in TEAM), "enrollments": Enrolments(*everybody)}


@contextmanager
def at_the_door(world: World, person: str) -> Iterator[tuple[object, Platform]]:
    """The block as this person meets it, and the platform it stands on; the tables are left as they were."""
    place = Platform(STUDIO.get(person, "lms"), services=services(world, person))
    with transaction.atomic(), _masquerade(person == "masquerading"):
        yield place.block(olx(), user_id=who_is(world, person)), place
        transaction.set_rollback(True)


def ask(world: World, person: str, handler: str, data: dict[str, object], times: int = 1) -> tuple[int, str]:
    """(status, everything that came back) of a handler, files opened; asked `times`, what the last one brought."""
    with at_the_door(world, person) as (block, place):
        for _time in range(times):
            response = call(block, handler, data)
        assert marks_seen(json.dumps(place.published, default=str)) == set(), "an event holds a word"
    file = response.json.get("file") if response.status_code == 200 else None
    return response.status_code, response.body.decode() + (opened(file) if file else "")


def opened(file: dict[str, str]) -> str:
    """What a file says, with its name and whatever else it holds."""
    content = base64.b64decode(file["base64"])
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return content.decode()
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return " ".join(parts.read(name).decode("utf-8", "ignore") for name in parts.namelist())


def changes(world: World, person: str, handler: str, data: dict[str, object]) -> tuple[int, str, bool]:
    """(status, what came back, whether the tables hold something else afterwards)."""
    with at_the_door(world, person) as (block, _place):
        before = dump()
        response = call(block, handler, data)
        return response.status_code, response.text, dump() != before


def look(world: World, person: str, view: str) -> str:
    """What a view shows: HTML, or the words of one that is data."""
    with at_the_door(world, person) as (block, _place):
        if view in ("student_view_data", "index_dictionary"):
            return json.dumps(getattr(block, view)())
        return str(block.render(view).content)


def own_data(world: World, person: str, form: str) -> str:
    """The page of one's own data, or its file."""
    who = who_is(world, person)
    if who is None:
        return ""
    request = RequestFactory().get("/dataide/my-data", {"format": form} if form else {})
    request.user = sys.modules["django.contrib.auth"].get_user_model().objects.get(pk=who)
    return views.my_data(request).content.decode()


def letters(site: str = "https://cours.example.org") -> str:
    """Every message of a week, as it is sent."""
    with transaction.atomic():
        call_command("dataide_digests", site=site, stdout=io.StringIO())
        transaction.set_rollback(True)
    return "\n".join(str(letter.message().as_string()) + letter.body for letter in mail.outbox)


def read_by(world: World, person: str, text: str) -> set[str]:
    """The marks that can be read, and as `number.…` whose account numbers."""
    return marks_seen(text) | {f"number.{each}" for each in people_seen(text) - {str(who_is(world, person))}}


def named(world: World, groups: dict[str, list[str]], row: list[str]) -> set[str]:
    """The marks that a row of the matrix stands for: groups of patterns, or patterns."""
    patterns = [pattern for name in row for pattern in groups.get(name, [name])]
    unused = [each for each in patterns if not any(fnmatchcase(mark, each) for mark in world.marks)]
    assert unused == [], "patterns that stand for nothing"
    return {mark for mark in world.marks if any(fnmatchcase(mark, pattern) for pattern in patterns)}

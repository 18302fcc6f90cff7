"""Everybody who may come to the door of the journal, and what each can read in what comes back."""

from __future__ import annotations

import base64
import io
import json
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from fnmatch import fnmatchcase

from django.contrib.auth import get_user_model
from django.core import mail
from django.core.management import call_command
from django.db import transaction
from django.test import RequestFactory

from dataide_xblocks import views

from ..conformance.platform import Enrolments, Platform, Users, learner
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
def as_they_were() -> Iterator[None]:
    """Whatever is done, the tables are left as they were."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def at_the_door(world: World, person: str) -> Iterator[tuple[object, Platform]]:
    """The block as this person meets it, and the platform it stands on."""
    place = Platform(STUDIO.get(person, "lms"), services=services(world, person))
    with _masquerade(person == "masquerading"):
        yield place.block(olx(), user_id=who_is(world, person)), place


def ask(world: World, person: str, handler: str, data: dict[str, object]) -> tuple[int, str]:
    """(status, everything that came back) of a handler, files opened. No event holds a word or a number."""
    with at_the_door(world, person) as (block, place):
        response = call(block, handler, data)
        assert read_by(world, person, json.dumps(place.published, default=str)) == set(), "an event"
    file = response.json.get("file") if response.status_code == 200 else None
    return response.status_code, response.body.decode() + (opened(file) if file else "")


def opened(file: dict[str, str]) -> str:
    """What a file says, with its name and whatever else it holds."""
    content = base64.b64decode(file["base64"])
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return content.decode()
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return " ".join(parts.read(name).decode("utf-8", "ignore") for name in parts.namelist())


def look(world: World, person: str, view: str) -> str:
    """What a view shows: HTML, or the words of one that is data."""
    with at_the_door(world, person) as (block, _place):
        if view in ("student_view_data", "index_dictionary"):
            return json.dumps(getattr(block, view)())
        return str(block.render(view).content)


def own_data(world: World, person: str, form: str) -> str:
    """The page of one's own data, or its file."""
    who = number("staff") if person == "masquerading" else who_is(world, person)  # a page knows nothing of eyes
    if who is None:
        return ""
    request = RequestFactory().get("/dataide/my-data", {"format": form} if form else {})
    request.user = get_user_model().objects.get(pk=who)
    return views.my_data(request).content.decode()


def letters() -> dict[str, str]:
    """{person: the message of the week, as it is sent}; whoever receives none is not there."""
    mail.outbox.clear()
    call_command("dataide_digests", site="https://cours.example.org", stdout=io.StringIO())
    sent = [(letter.to[0].partition("@")[0], letter.message().as_string() + letter.body) for letter in mail.outbox]
    return {name.replace("-", " "): text for name, text in sent}


def read_by(world: World, person: str, text: str) -> set[str]:
    """The marks that can be read, and as `number.…` whose account numbers."""
    return marks_seen(text) | {f"number.{each}" for each in people_seen(text) - {str(who_is(world, person))}}


def stands_for(world: World, groups: dict[str, list[str]], row: list[str]) -> set[str]:
    """The marks that a row of the matrix names: groups of patterns, or patterns; "-" takes some away."""
    found: set[str] = set()
    for name in row:
        for pattern in groups.get(name, [name]):
            marks = {mark for mark in world.marks if fnmatchcase(mark, pattern.removeprefix("-"))}
            assert marks, f"{pattern} stands for nothing"
            found = found - marks if pattern.startswith("-") else found | marks
    return found

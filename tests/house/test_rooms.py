"""The map of the house is a test: imports go down only, and each room knows only the tools it was given.

The reasons are in docs/decisions/0001-rules-are-values.md. To move a wall, change that page first, then `ROOMS`.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from .files import PACKAGE, python_files, shown
from .imports import Import, circles, imports_of

CUPBOARDS = {"utils", "helpers", "common", "mixins"}


@dataclass(frozen=True)
class Room:
    """What a room is made of, and what it may import: when it loads, or only inside a function."""

    parts: tuple[str, ...]
    rooms: tuple[str, ...] = ()
    lazy_rooms: tuple[str, ...] = ()
    tools: tuple[str, ...] = ()
    lazy_tools: tuple[str, ...] = ()


EVERYTHING = ("*",)
ROOMS = {
    "domain": Room(("domain",)),
    "models": Room(("models", "migrations"), rooms=("domain",), tools=("django",)),
    "store": Room(("store",), rooms=("domain", "models"), tools=("django", "opaque_keys")),
    "app": Room(
        ("apps", "admin", "doctor", "management", "own_page", "plugin_settings", "signals", "urls", "views", "xapi"),
        rooms=("domain", "models"),
        lazy_rooms=("models", "store", "faces"),
        tools=("django", "event_routing_backends", "tincan"),  # the last two where the platform keeps learning records
        lazy_tools=("openedx", "common", "xmodule", "opaque_keys"),
    ),
    "export": Room(("export",), rooms=("domain",), lazy_tools=("openpyxl", "docx", "typst")),
    "faces": Room(
        (
            "authored",
            "block",
            "gate",
            "journal",
            "journal_care",
            "journal_writing",
            "maturity",
            "maturity_answering",
            "pages",
            "plan",
            "plan_writing",
            "pulse",
        ),
        rooms=("domain",),
        lazy_rooms=("store", "export"),
        tools=(
            *("xblock", "web_fragments", "webob", "bleach", "opaque_keys", "django.template", "django.utils"),
            # what Django raises when the tables are away; never the tables themselves
            *("django.core.exceptions", "django.db.DatabaseError"),
        ),
        # the platform's own modules, which exist in LMS and Studio only
        lazy_tools=("crum", "lms", "common", "openedx"),
    ),
    "authoring": Room(
        ("authoring",), rooms=("domain",), tools=("lxml", "markdown", "bleach", "tomli_w"), lazy_tools=("nh3",)
    ),
    "preview": Room(
        ("preview",),
        rooms=("domain", "models", "store", "app", "export", "faces", "authoring"),
        lazy_rooms=("domain", "models", "store", "app", "export", "faces", "authoring"),
        tools=EVERYTHING,
    ),
    "cli": Room(
        ("cli",),
        rooms=("domain", "authoring"),
        lazy_rooms=("app", "authoring", "preview", "store", "export"),
        tools=("click",),
        lazy_tools=("django",),
    ),
}
ROOMS["tutor"] = Room(("tutor_plugin",), rooms=("domain",), tools=("tutor", "click"))  # on the operator's machine
ROOM_OF = {part: name for name, room in ROOMS.items() for part in room.parts}


def part_of(path: Path) -> str:
    """The first-level folder or module a file belongs to."""
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def files_of(room: str) -> list[Path]:
    """The files of a room; the package's own __init__.py belongs to none."""
    return [path for path in python_files(PACKAGE.name) if part_of(path) in ROOMS[room].parts]


def is_wrong_way(room: str, made: Import) -> bool:
    """Whether an import of our own package goes where the room may not go."""
    target = ROOM_OF.get(made.part or "")
    rule = ROOMS[room]
    allowed = {room, *rule.rooms, *(rule.lazy_rooms if made.lazy else ())}
    return target is not None and target not in allowed


def is_foreign_tool(room: str, made: Import) -> bool:
    """Whether an import brings a tool that the room was not given."""
    rule, top = ROOMS[room], made.name.split(".")[0]
    if made.part or top in sys.stdlib_module_names or top in (PACKAGE.name, "__future__") or rule.tools == EVERYTHING:
        return False
    given = (*rule.tools, *(rule.lazy_tools if made.lazy else ()))
    return not any(made.name == tool or made.name.startswith(f"{tool}.") for tool in given)


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_the_rooms_below_it(room):
    wrong = [made for path in files_of(room) for made in imports_of(path) if is_wrong_way(room, made)]
    rule = ROOMS[room]
    assert not wrong, "; ".join(
        f"{made.place} imports {made.name}: {room} may import {', '.join(rule.rooms) or 'no other room'}"
        f"{', and inside a function ' + ', '.join(rule.lazy_rooms) if rule.lazy_rooms else ''}"
        for made in wrong
    )


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_uses_only_its_own_tools(room):
    wrong = [made for path in files_of(room) for made in imports_of(path) if is_foreign_tool(room, made)]
    rule = ROOMS[room]
    assert not wrong, "; ".join(
        f"{made.place} imports {made.name}: the tools of {room} are {', '.join(rule.tools) or 'the standard library'}"
        f"{', and inside a function ' + ', '.join(rule.lazy_tools) if rule.lazy_tools else ''}"
        for made in wrong
    )


def test_every_part_of_the_package_has_a_room():
    lost = [path for path in python_files(PACKAGE.name) if part_of(path) not in {*ROOM_OF, "__init__"}]
    assert not lost, f"{shown(lost[0])} belongs to no room: add it to ROOMS and say why in docs/decisions"


def test_there_is_no_cupboard():
    found = [path for path in python_files("") if CUPBOARDS & {part.lower() for part in path.with_suffix("").parts}]
    assert not found, f"{shown(found[0])} is a cupboard: put each thing in the room it is about"


def test_no_modules_need_each_other_to_load():
    found = circles(python_files(PACKAGE.name))
    assert not found, f"these modules import each other: {' and '.join(found[0])}"


def imported(path: str, name: str, lazy: bool = False) -> Import:
    """An import that nobody made."""
    return Import(PACKAGE / path, 1, name, lazy)


FORBIDDEN = [
    ("domain", "dataide_xblocks.store.pulse.record_rating", False),
    ("domain", "dataide_xblocks.store.pulse.record_rating", True),
    ("faces", "dataide_xblocks.store.pulse", False),
    ("faces", "dataide_xblocks.models.PulseRating", True),
    ("authoring", "dataide_xblocks.pulse.PulseBlock", True),
    ("export", "dataide_xblocks.models", False),
]


@pytest.mark.parametrize(("room", "name", "lazy"), FORBIDDEN)
def test_the_rule_sees_an_import_that_goes_up(room, name, lazy):
    assert is_wrong_way(room, imported("x.py", name, lazy))


@pytest.mark.parametrize(
    ("room", "name", "lazy"),
    [("domain", "django.db", True), ("faces", "django.db.models", True), ("export", "openpyxl.Workbook", False)],
)
def test_the_rule_sees_a_tool_that_was_not_given(room, name, lazy):
    assert is_foreign_tool(room, imported("x.py", name, lazy))

"""The course's own settings: `course.toml`, one per language, read into values with every mistake named."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import tomli_w

from ..domain import pulse
from ..domain.errors import InvalidExercise
from ..domain.exercise import line_of
from ..domain.language import LANGUAGES, _
from .findings import Problem
from .sources import Table

KEYS: dict[str, type | tuple[type, ...]] = {
    "title": str, "org": str, "number": str, "run": str, "language": str, "start": (str, date), "weeks": int,
    "timezone": str, "opens_at": str, "short_description": str, "image": str, "advanced_modules": list,
    "pass": (int, float),
    "problem": dict, "grading": list, "pulse": dict, "tab": list, "about": dict,
}  # fmt: skip
Wrong = Callable[..., None]  # (key, message, **params): note what is wrong at the line of a key
_AS_WRITTEN = ("title", "org", "number", "run", "language", "weeks", "short_description", "image")
OPTIONAL = {"problem", "grading", "pulse", "tab", "about", "pass"}
KEY_PART = re.compile(r"[A-Za-z0-9_~-][A-Za-z0-9_.~-]{0,39}")  # openedx-contract.md 8.4.13
ABOUT = re.compile(r"[a-z][a-z_]{0,39}")  # the names of Open edX's about pages: overview, short_description, effort
TAB = {"slug": str, "title": str, "file": str}
GRADING = {"key": str, "type": str, "short": str, "weight": int, "drop": int}
WEEKS = range(1, 13)
_STAND_IN = {"kind": "choice", "text": "-", "choices": [{"id": "a", "text": "-"}, {"id": "b", "text": "-"}]}
DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True)
class Grading:
    """A kind of graded work; `type` is the label that sections and the grading policy share."""

    key: str
    type: str
    short: str
    weight: int
    drop: int


@dataclass(frozen=True)
class Tab:
    """A page of the course's own menu, from `file` (`tabs/….md`)."""

    slug: str
    title: str
    file: str


@dataclass(frozen=True)
class Settings:
    """What `course.toml` says. `start` is the Monday that week 1 opens; `common`, the questions of every pulse."""

    path: str
    title: str
    org: str
    number: str
    run: str
    language: str
    start: date
    weeks: int
    zone: ZoneInfo
    opens: time
    short_description: str
    image: str
    advanced_modules: tuple[str, ...]
    passing: float
    problem_name: str
    attempts: int
    grading: tuple[Grading, ...]
    common: tuple[dict[str, Any], ...]
    tabs: tuple[Tab, ...]
    about: dict[str, str]

    def opening(self, week: int) -> datetime:
        """The moment week `week` opens, in the course's own time; week 0 is one week before the start."""
        day = self.start + timedelta(weeks=week - 1)
        return datetime.combine(day, self.opens, self.zone)


def read_settings(table: Table, language: str, start: date | None, problems: list[Problem]) -> Settings | None:
    """The settings in `table`; None, and problems, when they cannot be used. `start` replaces the written one."""
    before = len(problems)

    def wrong(at: str, message: str, /, **params: object) -> None:
        problems.append(Problem(table.path, table.line(at), message, params))

    _known(table.values, wrong)
    if len(problems) > before:
        return None
    values = table.values
    monday, zone, opens = start or _monday(str(values["start"])), _zone(values["timezone"]), _hour(values["opens_at"])
    _sensible(values, language, monday, zone, opens, wrong)
    tabs, grading = _tabs(values, wrong), _grading(values, wrong)
    common = _common(table, wrong, problems)
    if len(problems) > before or monday is None or zone is None or opens is None:
        return None
    problem = values.get("problem", {})
    return Settings(
        path=table.path,
        **{key: values[key] for key in _AS_WRITTEN},
        start=monday,
        zone=zone,
        opens=opens,
        advanced_modules=tuple(values["advanced_modules"]),
        passing=float(values.get("pass", 0.5)),
        problem_name=problem.get("name", "Question"),
        attempts=problem.get("attempts", 2),
        grading=grading,
        common=common,
        tabs=tabs,
        about=dict(values.get("about", {})),
    )


def _known(values: dict[str, Any], wrong: Wrong) -> None:
    """Every key is known, present when it must be, and of the right type."""
    for key in values.keys() - KEYS.keys():
        wrong(key, _("This key is not known here. Known keys: %(known)s."), known=", ".join(KEYS))
    for key, kind in KEYS.items():
        if key not in values:
            if key not in OPTIONAL:
                wrong(key, _("Write “%(key)s” in the course's settings."), key=key)
        elif not isinstance(values[key], kind) or isinstance(values[key], bool):
            wrong(key, _("“%(key)s” is not written as it should be: compare with the other language."), key=key)


def _sensible(
    values: dict[str, Any], language: str, monday: date | None, zone: ZoneInfo | None, opens: time | None, wrong: Wrong
) -> None:
    """Every value makes sense by itself."""
    for key in ("org", "number", "run"):
        if not KEY_PART.fullmatch(values[key]):
            wrong(key, _("Use letters without accents, digits, “_”, “-” and “.” only: this becomes an address."))
    if values["language"] != language or language not in LANGUAGES:
        wrong("language", _("This folder holds the course in “%(language)s”."), language=language)
    if monday is None or monday.weekday() != 0 or not 2000 <= monday.year < 2100:
        wrong("start", _("Write the Monday that week 1 opens, as 2027-01-18."))
    if zone is None:
        wrong("timezone", _("This time zone is not known: write one as America/Toronto."))
    if opens is None:
        wrong("opens_at", _("Write the hour that a week opens, as 08:00."))
    if values["weeks"] not in WEEKS:
        wrong("weeks", _("Write the number of weeks of the course, from 1 to 12."))
    if not 0 <= values.get("pass", 0.5) <= 1:
        wrong("pass", _("Write the share of the marks that passes the course, from 0 to 1."))
    if not all(isinstance(name, str) for name in values["advanced_modules"]):
        message = _("“%(key)s” is not written as it should be: compare with the other language.")
        wrong("advanced_modules", message, key="advanced_modules")
    if not _question_defaults(values.get("problem", {})):
        wrong("problem", _("The settings of questions are a name and a number of attempts, from 1 to 99."))
    if not all(ABOUT.fullmatch(name) and isinstance(file, str) for name, file in values.get("about", {}).items()):
        wrong("about", _("An about page has a name, as overview, and a file of the folder about."))


def _monday(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if DAY.fullmatch(text) else None
    except ValueError:
        return None


def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _hour(text: str) -> time | None:
    try:
        return time.fromisoformat(text)
    except ValueError:
        return None


def _question_defaults(problem: dict[str, Any]) -> bool:
    attempts = problem.get("attempts", 2)
    known = not problem.keys() - {"name", "attempts"} and isinstance(problem.get("name", ""), str)
    return known and type(attempts) is int and 1 <= attempts <= 99


def _common(table: Table, wrong: Wrong, problems: list[Problem]) -> tuple[dict[str, Any], ...]:
    """The questions of every pulse, read with a stand-in for each week's own, so that a mistake is told here once."""
    written = table.values.get("pulse", {}).get("question", [])
    if not isinstance(written, list) or len(written) > pulse.QUESTIONS or not all(isinstance(q, dict) for q in written):
        wrong("pulse", _("A pulse asks exactly %(count)s questions."), count=pulse.QUESTIONS)
        return ()
    own = [{**_STAND_IN, "id": f"own-{n}"} for n in range(len(written), pulse.QUESTIONS)]
    try:
        pulse.read_pulse(tomli_w.dumps({"week": 0, "question": [*written, *own]}))
    except InvalidExercise as error:
        line = line_of(table.text, error.field) or table.line("pulse")
        problems.append(Problem(table.path, line, error.message, error.params))
    return tuple(written)


def _shaped(entry: object, kinds: Mapping[str, type]) -> bool:
    """Whether a table has exactly these keys and kinds of values."""
    return (
        isinstance(entry, dict)
        and entry.keys() == kinds.keys()
        and all(type(entry[key]) is kind for key, kind in kinds.items())
    )


def _tabs(values: dict[str, Any], wrong: Wrong) -> tuple[Tab, ...]:
    tabs = []
    for entry in values.get("tab", ()):
        if not _shaped(entry, TAB) or not re.fullmatch(r"[a-z0-9-]{1,60}", entry["slug"]):
            wrong("tab", _("A tab has a slug (lower-case letters, digits, hyphens), a title and a file."))
        else:
            tabs.append(Tab(**entry))
    return tuple(tabs)


def _grading(values: dict[str, Any], wrong: Wrong) -> tuple[Grading, ...]:
    grading = []
    for entry in values.get("grading", ()):
        if not _shaped(entry, GRADING) or entry["weight"] < 0 or entry["drop"] < 0:
            wrong("grading", _("Graded work has a key, a type, a short label, a weight and a number to drop."))
        else:
            grading.append(Grading(**entry))
    if grading and sum(entry.weight for entry in grading) != 100:
        wrong("weight", _("The weights of graded work add up to 100."))
    return tuple(grading)

"""From an author's TOML to a plan's template; every mistake names its key and says what to write."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from .errors import InvalidExercise
from .exercise import a_text, a_whole, an_identifier, only_keys, read_toml
from .language import LANGUAGES, _
from .plan_template import KINDS, SHAPES, SIMPLE, VALUE, Cell, Field, Option, PlanTemplate, Section, Starter

_FIELD = re.compile(r"[a-z]{3}\.[a-z0-9_]{1,30}")
_NAME = re.compile(r"[a-z][a-z0-9_]{0,29}")
_KEYS = ("id", "name", "shape", "weeks", "required", "condition", "summary", "help", "example")
_OWN = ("most", "least", "options", "to", "personal", "editable")
_LONGEST = {"line": 240, "role": 60, "text": 400, "number": 1_000_000}
_WEEK = 12


def read_template(text: str) -> PlanTemplate:
    """The template that TOML defines; raises InvalidExercise with the key that is wrong."""
    table = read_toml(text)
    only_keys(table, "", "id", "lang", "title", "keep_months", "sector", "section")
    lang = table.get("lang")
    if lang not in LANGUAGES:
        raise InvalidExercise("lang", _('Write lang = "fr" or lang = "en".'))
    template = PlanTemplate(
        an_identifier(table, ""),
        str(lang),
        a_text(table, "", "title", 120),
        a_whole(table, "", "keep_months", 1, 120),
        tuple(_section(each, n) for n, each in _each(table, "", "section")),
        tuple(_option(each, f"sector.{n}.") for n, each in _each(table, "", "sector")),
    )
    _once("sector", [sector.id for sector in template.sectors])
    _once("section", [section.id for section in template.sections])
    _once("section.field", [each.id for each in template.fields])
    _starters_are_of_a_sector(template)
    return template


def _each(table: dict[str, Any], path: str, key: str) -> list[tuple[int, dict[str, Any]]]:
    rows = table.get(key, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise InvalidExercise(
            f"{path}{key}", _("Write each of these as a table of its own, with [[%(key)s]]."), key=key
        )
    return list(enumerate(rows, 1))


def _once(path: str, identifiers: list[str]) -> None:
    for n, identifier in enumerate(identifiers, 1):
        if identifier in identifiers[: n - 1]:
            raise InvalidExercise(f"{path}.{n}.id", _("This id is used twice: “%(id)s”."), id=identifier)


def _section(table: dict[str, Any], n: int) -> Section:
    path = f"section.{n}."
    only_keys(table, path, "id", "name", "field")
    fields = tuple(_field(each, f"{path}field.{m}.") for m, each in _each(table, path, "field"))
    return Section(an_identifier(table, path), a_text(table, path, "name", 80), fields)


def _field(table: dict[str, Any], path: str) -> Field:
    only_keys(table, path, *_KEYS, *_OWN, "fewest", "part", "column", "row", "starter")
    shape = table.get("shape")
    if shape not in SHAPES:
        raise InvalidExercise(f"{path}shape", _("Write one of these: %(known)s."), known=", ".join(SHAPES))
    parts, columns = _cells(table, path, str(shape))
    fixed = tuple(_option(each, f"{path}row.{n}.") for n, each in _each(table, path, "row"))
    _once(f"{path}row", [row.id for row in fixed])
    rows = bool(columns) and not fixed
    most = _most(table, path, rows, str(shape))
    found = Field(
        id=_matched(table, path, _FIELD, _("Write an id as abc.name, in lower-case letters.")),
        name=a_text(table, path, "name", 80),
        shape=str(shape),
        weeks=_weeks(table, path),
        required=_yes(table, path, "required"),
        condition=a_text(table, path, "condition", 120, required=False),
        summary=_yes(table, path, "summary"),
        help=a_text(table, path, "help", 200, required=False),
        example=a_text(table, path, "example", 300, required=False),
        parts=parts,
        columns=columns,
        fixed=fixed,
        fewest=a_whole(table, path, "fewest", 0, most) if rows and "fewest" in table else 0,
        most=most,
    )
    return _with_starters(found, table, path)


def _cells(table: dict[str, Any], path: str, shape: str) -> tuple[tuple[Cell, ...], tuple[Cell, ...]]:
    """(parts, columns) of a field of this shape."""
    if shape in SIMPLE:
        return (_cell({**table, "id": VALUE, "kind": shape, "column": None}, path),), ()
    parts = tuple(_cell(each, f"{path}part.{n}.") for n, each in _each(table, path, "part"))
    columns = tuple(_cell(each, f"{path}column.{n}.") for n, each in _each(table, path, "column"))
    if shape == "auto" and (parts or columns):
        raise InvalidExercise(
            f"{path}shape", _("Nothing is written in a field that fills itself: leave its cells out.")
        )
    if shape == "group" and (columns or len(parts) < 2):
        raise InvalidExercise(f"{path}shape", _("A group has two parts at least, and no column."))
    if shape == "list" and len(columns) != 1:
        raise InvalidExercise(f"{path}shape", _("A list has one column."))
    if shape == "table" and not columns:
        raise InvalidExercise(f"{path}shape", _("A table has columns."))
    _once(f"{path}part", [cell.id for cell in parts])
    _once(f"{path}column", [cell.id for cell in columns])
    return parts, columns


def _cell(table: dict[str, Any], path: str) -> Cell:
    kind = table.get("kind")
    if kind not in KINDS:
        raise InvalidExercise(f"{path}kind", _("Write one of these: %(known)s."), known=", ".join(KINDS))
    if path.rsplit(".", 3)[1] in ("part", "column"):
        only_keys(table, path, "id", "name", "kind", "required", "help", "example", *_OWN)
    options = tuple(_option(each, f"{path}options.{n}.") for n, each in _each(table, path, "options"))
    if bool(options) != (kind in ("choice", "many")) and not (kind == "link" and options):
        raise InvalidExercise(f"{path}options", _("Give the choices of a choice, and of nothing else."))
    if (kind == "link") != bool(table.get("to")):
        raise InvalidExercise(f"{path}to", _("A link, and only a link, says which field it points to."))
    _once(f"{path}options", [option.id for option in options])
    return Cell(
        id=_matched(table, path, _NAME, _("Write an id in lower-case letters, digits and underscores.")),
        name=a_text(table, path, "name", 120),
        kind=str(kind),
        required=_yes(table, path, "required"),
        most=a_whole(table, path, "most", 1, _LONGEST[str(kind)]) if kind in _LONGEST else 0,
        least=a_whole(table, path, "least", 0, 1_000) if kind == "number" and "least" in table else 0,
        options=options,
        to=a_text(table, path, "to", 40, required=False),
        personal=_yes(table, path, "personal"),
        editable=_yes(table, path, "editable"),
        help=a_text(table, path, "help", 200, required=False),
        example=a_text(table, path, "example", 300, required=False),
    )


def _option(table: dict[str, Any], path: str) -> Option:
    only_keys(table, path, "id", "name")
    return Option(an_identifier(table, path), a_text(table, path, "name", 120))


def _matched(table: dict[str, Any], path: str, form: re.Pattern[str], message: str) -> str:
    value = table.get("id")
    if not isinstance(value, str) or not form.fullmatch(value):
        raise InvalidExercise(f"{path}id", message)
    return value


def _yes(table: dict[str, Any], path: str, key: str) -> bool:
    value = table.get(key, False)
    if not isinstance(value, bool):
        raise InvalidExercise(f"{path}{key}", _("Write true or false here."))
    return value


def _weeks(table: dict[str, Any], path: str) -> tuple[int, ...]:
    weeks = table.get("weeks")
    good = isinstance(weeks, list) and weeks and all(type(w) is int and 1 <= w <= _WEEK for w in weeks)
    if not isinstance(weeks, list) or not good or weeks != sorted(set(weeks)):
        raise InvalidExercise(f"{path}weeks", _("List the weeks that feed this field, from 1 to 12, in order."))
    return tuple(weeks)


def _with_starters(found: Field, table: dict[str, Any], path: str) -> Field:
    starters = []
    for n, each in _each(table, path, "starter"):
        here = f"{path}starter.{n}."
        sector = a_text(each, here, "sector", 40)
        cells = {key: str(value) for key, value in each.items() if key != "sector"}
        for key in cells.keys() - {cell.id for cell in found.columns}:
            raise InvalidExercise(f"{here}{key}", _("This table has no such column."))
        starters.append(Starter(sector, cells))
    if starters and (not found.tabular or found.fixed):
        raise InvalidExercise(f"{path}starter", _("Only a table whose rows are added has rows to start from."))
    return replace(found, starters=tuple(starters))


def _starters_are_of_a_sector(template: PlanTemplate) -> None:
    known = {"all", *(sector.id for sector in template.sectors)}
    for n, section in enumerate(template.sections, 1):
        for m, each in enumerate(section.fields, 1):
            for k, starter in enumerate(each.starters, 1):
                if starter.sector not in known:
                    path = f"section.{n}.field.{m}.starter.{k}.sector"
                    raise InvalidExercise(path, _("Write one of these: %(known)s."), known=", ".join(sorted(known)))


def _most(table: dict[str, Any], path: str, rows: bool, shape: str) -> int:
    """Rows at most where rows are added; words at most of a group that says so."""
    if rows:
        return a_whole(table, path, "most", 1, 60)
    return a_whole(table, path, "most", 1, 400) if shape == "group" and "most" in table else 0

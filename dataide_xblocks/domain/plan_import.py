"""A plan comes back from its file: what we wrote is read without loss, what we did not is refused with a reason.

The format is `plan.to_json`'s. Limits: plan-template.md, section 7 (a plan is 512 KB at most).
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, NoReturn

from .answers import clean
from .errors import InvalidAnswer
from .language import LANGUAGES, _
from .plan import EMPTY, FORMAT, MOST_TEXT, ROW, VERSION, Contents, Filled, Row, read_cell, words_in
from .plan_template import Cell, Field, PlanTemplate

MOST_BYTES = 512 * 1024
MOST_DEPTH = 8  # file, fields, field, rows, row, cells, value: seven, and one of grace
MOST_ROWS = 60
_KEYS = {"format", "version", "template", "edition", "language", "organisation", "fields"}
_NAME = re.compile(r"[a-z][a-z0-9_.]{0,59}")  # what an id of a field or a cell, now or before, may look like

NOT_OURS = _("This file is not a plan that was saved here. Choose the one whose name ends in .json.")
CUT = _("This file stops before its end: it was probably cut while being copied. Please save it again.")
ALTERED = _("Something in this file was not written by us. Please use the file as it was saved.")


def read_file(body: bytes) -> dict[str, Any]:
    """The JSON object of a file: UTF-8, bounded in size and depth, no key twice, no NaN. Raises InvalidAnswer."""
    if len(body) > MOST_BYTES:
        message = _("This file is too large for a plan: %(most)s KB at most.")
        raise InvalidAnswer("file", message, most=MOST_BYTES // 1024)
    try:
        text = body.decode("utf-8-sig")
        data = json.loads(text, parse_constant=_refuse, object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        raise InvalidAnswer("file", CUT if _is_cut(error) else NOT_OURS) from None
    except UnicodeDecodeError as error:
        cut = "unexpected end" in error.reason and FORMAT.encode() in body
        raise InvalidAnswer("file", CUT if cut else NOT_OURS) from None
    except (ValueError, RecursionError):
        raise InvalidAnswer("file", ALTERED) from None
    if not isinstance(data, dict):
        raise InvalidAnswer("file", NOT_OURS)
    if _depth_is_over(data):
        raise InvalidAnswer("file", ALTERED)
    return data


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key comes twice")
    return found


def _is_cut(error: json.JSONDecodeError) -> bool:
    """Whether the file began as ours and the reader wanted more when it ended."""
    began = error.doc.lstrip().startswith("{") and FORMAT in error.doc
    at_end = error.pos >= len(error.doc.rstrip()) - 1
    return began and (at_end or error.msg.startswith("Unterminated") or not error.doc.rstrip().endswith("}"))


def _depth_is_over(data: object) -> bool:
    level = [data]
    for _depth in range(MOST_DEPTH):
        below: list[object] = []
        for value in level:
            below += value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        level = below
    return bool(level)


def read_plan(template: PlanTemplate, data: object) -> tuple[Contents, Contents]:
    """(contents, left): what the template knows, clean, and what it does not, kept apart and never lost.

    `left` has the fields and cells that left the template since, and counted cells; the plan shows it as an annex. A
    link to a row that is gone stays one: that is how it stood, and a plan that was saved must come back.
    Raises InvalidAnswer on a field named `field`, `field/row` or `field/row/cell`, or `file` for the whole.
    """
    fields = _head(template, data)
    contents: dict[str, Filled] = {}
    left: dict[str, Filled] = {}
    for name, value in fields.items():
        if not _NAME.fullmatch(name):
            raise InvalidAnswer("file", ALTERED)
        known, unknown = _field(name, template.field(name), value)
        contents.update({name: known} if known.parts or known.rows else {})
        left.update({name: unknown} if unknown.parts or unknown.rows else {})
    return contents, left


def _head(template: PlanTemplate, data: object) -> dict[str, object]:
    """The fields of a file that says it is a plan of this template; its edition may be another."""
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise InvalidAnswer("file", NOT_OURS)
    if type(data.get("version")) is not int or data["version"] != VERSION:
        raise InvalidAnswer("file", _("This file was saved by another version, which we cannot read."))
    if data.get("template") != template.id:
        raise InvalidAnswer("file", _("This file is a plan of another course: its questions are not these."))
    texts = all(isinstance(data.get(key), str) for key in ("edition", "organisation"))
    if set(data) != _KEYS or not texts or data["language"] not in LANGUAGES or not isinstance(data["fields"], dict):
        raise InvalidAnswer("file", ALTERED)
    return {str(name): value for name, value in data["fields"].items()}


def _field(name: str, field: Field | None, value: object) -> tuple[Filled, Filled]:
    """(known, unknown) of one field."""
    if not isinstance(value, dict) or set(value) != {"parts", "rows"} or not isinstance(value["rows"], list):
        raise InvalidAnswer(name, ALTERED)
    parts, parts_left = _cells(name, field.parts if field else (), value["parts"])
    rows: list[Row] = []
    rows_left: list[Row] = []
    fixed = {option.id for option in field.fixed} if field else set()
    columns = field.columns if field else ()
    for row, cells in _rows(name, value["rows"]):
        known, unknown = _cells(f"{name}/{row}", columns, cells)
        if columns and (row in fixed or not fixed):
            rows.append(Row(row, known))
            rows_left += [Row(row, unknown)] if unknown else []
        else:
            rows_left.append(Row(row, {**known, **unknown}))
    most = field.most if field and field.tabular and not fixed else MOST_ROWS
    if max(len(rows), len(rows_left)) > max(most, len(fixed)):
        message = _("There are too many rows here: %(most)s at most, and the file has %(length)s.")
        raise InvalidAnswer(name, message, most=most, length=max(len(rows), len(rows_left)))
    if field and field.shape == "group" and field.most:
        _together(field, parts)
    return Filled(parts, tuple(rows)), Filled(parts_left, tuple(rows_left))


def _together(field: Field, parts: Mapping[str, str]) -> None:
    """The parts of a group share its limit of words."""
    words = sum(words_in(text) for text in parts.values())
    if words > field.most:
        message = _("Please keep to %(most)s words: there are %(length)s.")
        raise InvalidAnswer(field.id, message, most=field.most, length=words)


def _rows(name: str, rows: list[object]) -> list[tuple[str, object]]:
    """(id, cells) of each row; ids are ours, and each comes once."""
    found: list[tuple[str, object]] = []
    seen: set[str] = set()
    for row in rows:
        if not isinstance(row, dict) or set(row) != {"id", "cells"}:
            raise InvalidAnswer(name, ALTERED)
        identifier = row["id"]
        if not isinstance(identifier, str) or not ROW.fullmatch(identifier):
            raise InvalidAnswer(name, _("A row of this file has a name that we did not give it."))
        if identifier in seen:
            raise InvalidAnswer(f"{name}/{identifier}", _("A row of this file comes twice."))
        seen.add(identifier)
        found.append((identifier, row["cells"]))
    return found


def _cells(name: str, cells: tuple[Cell, ...], values: object) -> tuple[dict[str, str], dict[str, str]]:
    """(known, unknown) values by cell; empty ones are dropped."""
    if not isinstance(values, dict):
        raise InvalidAnswer(name, ALTERED)
    known: dict[str, str] = {}
    left: dict[str, str] = {}
    written = {cell.id: cell for cell in cells if cell.kind != "computed" or cell.editable}
    for key, value in values.items():
        if not isinstance(key, str) or not isinstance(value, str) or not _NAME.fullmatch(key):
            raise InvalidAnswer(name, ALTERED)
        if key in written:
            known[key] = read_cell(written[key], value, f"{name}/{key}")
        else:
            left[key] = _unknown(value, f"{name}/{key}")
    return {key: text for key, text in known.items() if text}, {key: text for key, text in left.items() if text}


def _unknown(value: str, name: str) -> str:
    """A value that no cell limits: clean, and of a length that any of ours could have."""
    text = clean(value)
    if len(text) > MOST_TEXT:
        message = _("Please keep to %(most)s characters: there are %(length)s.")
        raise InvalidAnswer(name, message, most=MOST_TEXT, length=len(text))
    return text


def together(contents: Contents, left: Contents) -> dict[str, Filled]:
    """What `read_plan` took apart, as one: each field with all its cells, each row once."""
    return {name: _joined(contents.get(name, EMPTY), left.get(name, EMPTY)) for name in {**contents, **left}}


def _joined(known: Filled, left: Filled) -> Filled:
    more = {row.id: row.cells for row in left.rows}
    rows = [Row(row.id, {**row.cells, **more.pop(row.id, {})}) for row in known.rows]
    return Filled({**known.parts, **left.parts}, (*rows, *(Row(row, cells) for row, cells in more.items())))

"""One cell of the plan as a control to fill in, or as words to read, in one language."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ..domain.language import _, say
from ..domain.plan import words_in
from ..domain.plan_said import counted, day, number
from ..domain.plan_template import Cell

LONG = 100  # characters of a line from which its control grows with what is typed
_UNITS = {"money": "$", "number": ""}
Choices = Callable[[Cell], Sequence[tuple[str, str]]]  # (row id, its name) of what a link may point at


def plain(cell: Cell, value: str, language: str) -> str:
    """A value as it stands in its control: `1350,50` for somebody who writes French."""
    return number(value, language) if cell.kind in ("money", "number") else value


def in_words(cell: Cell, value: str, language: str, names: Mapping[str, str]) -> str:
    """A value as it is read. `names` is {row id: name} of what a link may point at."""
    if not value:
        return ""
    if cell.kind == "choice":
        option = cell.option(value)
        return option.name if option else value
    if cell.kind == "many":
        return ", ".join(option.name for option in cell.options if option.id in value.split())
    if cell.kind == "link":
        option = cell.option(value)
        return option.name if option else names.get(value) or say(language)(_("a row that was removed"))
    if cell.kind in ("money", "computed"):
        return counted(value, language)
    return day(value, language) if cell.kind == "date" else plain(cell, value, language)


def cell_shown(cell: Cell, row: str, value: str, where: str, choices: Choices, language: str) -> dict[str, Any]:
    """What the template of a control needs. `where` begins its html id."""
    identifier = f"{where}-{row or 'own'}-{cell.id}"
    shown = {
        "id": cell.id,
        "html_id": identifier,
        "name": cell.name,
        "kind": cell.kind,
        "value": plain(cell, value, language),
        "required": cell.required,
        "help": cell.help,
        "example": cell.example,
        "personal": cell.personal,
        "most": cell.most,
        "unit": _UNITS.get(cell.kind, ""),
        "long": cell.kind == "line" and cell.most >= LONG,
        "written": cell.kind != "computed" or cell.editable,
    }
    if cell.kind == "text":
        shown["words"] = words_in(value)
        shown["rows"] = min(12, max(3 if cell.most <= 60 else 5, 1 + len(value) // 60))
    if cell.kind in ("choice", "many", "link"):
        shown["options"] = _options(cell, value, choices)
        shown["several"] = len(shown["options"]) > 5
    return shown


def _options(cell: Cell, value: str, choices: Choices) -> list[dict[str, Any]]:
    chosen = value.split() if cell.kind == "many" else [value]
    offered = [(option.id, option.name) for option in cell.options]
    if cell.kind == "link":
        offered += choices(cell)
    return [{"id": name, "name": words, "chosen": name in chosen} for name, words in offered]

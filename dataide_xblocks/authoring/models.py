"""The maturity models of `content/<language>/models/`: one TOML file per language, the same ids and numbers in both."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import tomli_w

from ..domain.errors import InvalidExercise
from ..domain.exercise import line_of
from ..domain.language import LANGUAGES, _
from ..domain.maturity_model import MaturityModel, read_model
from . import typography
from .findings import Problem
from .sources import INVISIBLE_CHARACTER, Sources, Table, load_tables, seen_all

_NOT_READ_BY_LEARNERS = ("id", "lang", "foundations", "protection")


@dataclass(frozen=True)
class Model:
    """A checked model and the TOML that a block carries. `translation` is that of the other language, "" if none."""

    read: MaturityModel
    table: Table
    toml: str
    translation: str = ""


def read_models(root: Path, sources: Sources, problems: list[Problem]) -> dict[str, Model]:
    """The models of a course by the name of their file, and what is to be corrected in them."""
    others = {language: load_tables(root, language) for language in LANGUAGES if language != sources.language}
    found = {}
    for name, table in sources.models.items():
        model = _read(table, sources.language, problems)
        if model:
            beside = [(tables.get(name), language) for language, tables in others.items()]
            translations = [_read(other, language, []) for other, language in beside if other]
            fits = [t.toml for t in translations if t and t.read.edition == model.read.edition]
            found[name] = Model(model.read, table, model.toml, fits[0] if fits else "")
    return found


def _read(table: Table, language: str, problems: list[Problem]) -> Model | None:
    name = table.path.rsplit("/", 1)[1].removesuffix(".toml")
    if not seen_all(table.values):
        problems.append(Problem(table.path, 1, INVISIBLE_CHARACTER))
        return None
    text = tomli_w.dumps(typography.typeset(table.values, language, lambda key: key not in _NOT_READ_BY_LEARNERS))
    try:
        model = read_model(text)
    except InvalidExercise as error:
        line = line_of(table.text, error.field) or 1
        problems.append(Problem(table.path, line, error.message, error.params))
        return None
    if model.lang != language or model.id != name:
        message = _("This is the model “%(name)s” in “%(language)s”: write id and lang so.")
        problems.append(Problem(table.path, 1, message, {"name": name, "language": language}))
        return None
    return Model(model, table, text)


def differences(french: Mapping[str, Model], english: Mapping[str, Model]) -> Iterator[Problem]:
    """Where the two languages do not ask the same, at the line of the English file."""
    for one, other in ((french, english), (english, french)):
        for name in one.keys() - other.keys():
            path = one[name].table.path
            there = path.replace("/fr/", "/en/") if "/fr/" in path else path.replace("/en/", "/fr/")
            message = _("This file is missing: it exists in the other language as %(path)s.")
            yield Problem(there, 1, message, {"path": path})
    for name in french.keys() & english.keys():
        ours, theirs = english[name], french[name]
        if ours.read.edition != theirs.read.edition:
            field, value, original = _first_difference(ours.read, theirs.read)
            line = line_of(ours.table.text, field) or 1
            message = _("“%(key)s” is not that of %(path)s: %(theirs)s there, %(ours)s here.")
            params = {"key": field, "path": theirs.table.path, "theirs": original, "ours": value}
            yield Problem(ours.table.path, line, message, params)


def _first_difference(ours: MaturityModel, theirs: MaturityModel) -> tuple[str, object, object]:
    """(path of the key, value here, value there) of the first thing that is not shared."""
    for mine, original in zip(_shared(ours), _shared(theirs), strict=False):
        if mine != original:
            return mine[0], mine[1], original[1]
    count, other = len(ours.items), len(theirs.items)
    return "item", count, other


def _shared(model: MaturityModel) -> Iterator[tuple[str, object]]:
    """(path of the key, value) of all that both languages share, in the order of the file."""
    yield "keep_months", model.keep_months
    for key, value in vars(model.accompaniment).items():
        yield f"accompaniment.{key}", list(value) if isinstance(value, tuple) else value
    yield from ((f"role.{n}.id", role.id) for n, role in enumerate(model.roles, 1))
    yield from ((f"type.{n}.id", kind.id) for n, kind in enumerate(model.kinds, 1))
    for n, dimension in enumerate(model.dimensions, 1):
        yield f"dimension.{n}.id", dimension.id
        yield f"dimension.{n}.weeks", list(dimension.weeks)
    for n, item in enumerate(model.items, 1):
        for key in ("id", "version", "essential", "short", "not_applicable"):
            yield f"item.{n}.{key}", getattr(item, key)

"""What stands in a file of its own in each language and is carried by blocks: a maturity model, a plan's template."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

import tomli_w

from ..domain.errors import InvalidExercise
from ..domain.exercise import line_of
from ..domain.language import LANGUAGES, _
from .findings import Problem
from .sources import Sources, Table, load_tables


class Defined(Protocol):
    """What a definition is once read. `edition` changes with all that both languages share."""

    @property
    def id(self) -> str: ...
    @property
    def lang(self) -> str: ...
    @property
    def edition(self) -> str: ...


T = TypeVar("T", bound=Defined)


@dataclass(frozen=True)
class Definition(Generic[T]):
    """A checked file and the TOML that a block carries. `translation` is that of the other language, "" if none."""

    read: T
    table: Table
    toml: str
    translation: str = ""


@dataclass(frozen=True)
class Kind(Generic[T]):
    """One kind of definition.

    `read` raises InvalidExercise; `typeset` takes the file's values and its language; `misnamed` is said of a file
    whose id or lang is not that of its place; `shared` gives (path of the key, value) of all that both languages share,
    in the order of the file; `wrong` gives (path of the key, message, params) of what `read` does not look at.
    """

    folder: str
    read: Callable[[str], T]
    typeset: Callable[[dict[str, Any], str], dict[str, Any]]
    misnamed: str
    shared: Callable[[T], Iterator[tuple[str, object]]]
    wrong: Callable[[T], Iterator[tuple[str, str, Mapping[str, object]]]] = lambda _read: iter(())


def read_all(kind: Kind[T], root: Path, sources: Sources, problems: list[Problem]) -> dict[str, Definition[T]]:
    """The definitions of a course by the name of their file, and what is to be corrected in them."""
    others = {lang: load_tables(root, lang, kind.folder) for lang in LANGUAGES if lang != sources.language}
    found = {}
    for name, table in sources.defined[kind.folder].items():
        ours = _read(kind, table, sources.language, problems)
        if ours:
            beside = [(tables.get(name), language) for language, tables in others.items()]
            translations = [_read(kind, other, language, []) for other, language in beside if other]
            fits = [t.toml for t in translations if t and t.read.edition == ours.read.edition]
            found[name] = Definition(ours.read, table, ours.toml, fits[0] if fits else "")
    return found


def _read(kind: Kind[T], table: Table, language: str, problems: list[Problem]) -> Definition[T] | None:
    name = table.path.rsplit("/", 1)[1].removesuffix(".toml")
    try:
        text = tomli_w.dumps(kind.typeset(table.values, language))
        read = kind.read(text)
    except InvalidExercise as error:
        line = line_of(table.text, error.field) or 1
        problems.append(Problem(table.path, line, error.message, error.params))
        return None
    if read.lang != language or read.id != name:
        problems.append(Problem(table.path, 1, kind.misnamed, {"name": name, "language": language}))
        return None
    wrong = [Problem(table.path, line_of(table.text, key) or 1, said, params) for key, said, params in kind.wrong(read)]
    problems += wrong
    return None if wrong else Definition(read, table, text)


def differences(
    kind: Kind[T], french: Mapping[str, Definition[T]], english: Mapping[str, Definition[T]]
) -> Iterator[Problem]:
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
            field, value, original = _first_difference(kind, ours.read, theirs.read)
            line = line_of(ours.table.text, field) or 1
            message = _("“%(key)s” is not that of %(path)s: %(theirs)s there, %(ours)s here.")
            params = {"key": field, "path": theirs.table.path, "theirs": original, "ours": value}
            yield Problem(ours.table.path, line, message, params)


def _first_difference(kind: Kind[T], ours: T, theirs: T) -> tuple[str, object, object]:
    """(path of the key, value here, value there) of the first thing that is not shared; “-” where there is none."""
    for mine, original in zip_longest(kind.shared(ours), kind.shared(theirs)):
        if repr(mine) != repr(original):  # as editions are compared: 2 is not 2.0
            there = original[1] if original else "-"
            return (mine[0], mine[1], there) if mine else (original[0], "-", there)
    return "edition", ours.edition, theirs.edition

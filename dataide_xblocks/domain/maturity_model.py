"""The maturity model an author writes: levels, dimensions, questions, feedback, and the types of accompaniment.

Everything a learner reads and every number of the rules stands in the TOML file; the rules themselves are in
`maturity`. The source of its shape: curriculum/maturity-model.md, sections 2.1 to 2.8.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from .accompaniment import LEVELS, Accompaniment, read_accompaniment
from .errors import InvalidExercise
from .exercise import a_text, a_whole, an_identifier, only_keys, read_toml
from .language import LANGUAGES, _

FEWEST_ITEMS = 2  # a dimension needs two numbers before it has a level (2.7, rule 2)
_DIMENSION = re.compile(r"[A-Z]{2,6}")
_ITEM = re.compile(r"[A-Z]{2,6}-\d{1,2}")
_TYPE = re.compile(r"[A-W]")  # X is kept for "talk with an ambassador"


@dataclass(frozen=True)
class Level:
    """A step of the ladder: its name and the rule that tells it."""

    name: str
    rule: str


@dataclass(frozen=True)
class Cell:
    """What is said of a dimension at one level (2.5). `watch` is empty at levels 4 and 5."""

    words: str
    headline: str
    meaning: str
    strength: str
    watch: str
    next: str
    months: str
    peer: str


@dataclass(frozen=True)
class Dimension:
    """One side of the portrait: a cell per level, and the weeks of the course that work on it."""

    id: str
    name: str
    weeks: tuple[int, ...]
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Item:
    """A question and its five statements, from level 1 to 5. `who` could tell us, when nobody knows."""

    id: str
    dimension: str
    version: int
    text: str
    statements: tuple[str, ...]
    essential: bool = False
    short: bool = False
    not_applicable: bool = False
    help: str = ""
    who: str = ""
    floor: str = ""

    @property
    def key(self) -> tuple[str, int]:
        """(id, version): what an answer is given to. Other words are another question (2.7, rule 7)."""
        return self.id, self.version


@dataclass(frozen=True)
class Kind:
    """A type of accompaniment: for whom it is, what it changes, and an amount where the programme has one."""

    id: str
    name: str
    whom: str
    changes: str
    amount: str = ""


@dataclass(frozen=True)
class Role:
    """What a respondent does in the organisation."""

    id: str
    name: str


@dataclass(frozen=True)
class MaturityModel:
    """A whole model in one language."""

    id: str
    lang: str
    title: str
    instruction: str
    keep_months: int
    levels: tuple[Level, ...]
    roles: tuple[Role, ...]
    accompaniment: Accompaniment
    kinds: tuple[Kind, ...]
    dimensions: tuple[Dimension, ...]
    items: tuple[Item, ...]
    _by_id: dict[str, Item] = field(default_factory=dict, repr=False, compare=False)

    def item(self, identifier: str) -> Item | None:
        """The question with this id, in this edition of the model."""
        if not self._by_id:
            self._by_id.update({item.id: item for item in self.items})
        return self._by_id.get(identifier)

    def of(self, dimension: str) -> tuple[Item, ...]:
        """The questions of a dimension, in order."""
        return tuple(item for item in self.items if item.dimension == dimension)

    @property
    def short(self) -> tuple[Item, ...]:
        """The questions of the short form (2.4), in order."""
        return tuple(item for item in self.items if item.short)

    def kind(self, identifier: str) -> Kind | None:
        """The type of accompaniment with this id."""
        return next((kind for kind in self.kinds if kind.id == identifier), None)

    @cached_property
    def skeleton(self) -> tuple[object, ...]:
        """All that both languages share and that a score depends on: ids, versions, flags, order and numbers."""
        items = tuple((i.id, i.version, i.essential, i.short, i.not_applicable) for i in self.items)
        sides = tuple((d.id, d.weeks) for d in self.dimensions)
        names = (tuple(role.id for role in self.roles), tuple(kind.id for kind in self.kinds))
        return (self.id, self.keep_months, sides, items, self.accompaniment, names)

    @cached_property
    def edition(self) -> str:
        """What a score was given with: equal in both languages, and new as soon as a rule or a version is."""
        return hashlib.sha256(repr(self.skeleton).encode()).hexdigest()[:16]


def read_model(text: str) -> MaturityModel:
    """The model that an author's TOML defines; raises InvalidExercise naming the key, as `item.3.statements`."""
    table = read_toml(text)
    known = ("id", "lang", "title", "instruction", "keep_months", "level", "role", "accompaniment", "type")
    only_keys(table, "", *known, "dimension", "item")
    if table.get("lang") not in LANGUAGES:
        raise InvalidExercise("lang", _('Write "fr" or "en".'))
    dimensions = _tables(table, "dimension", _dimension)
    items = _tables(table, "item", _item)
    _distinct("dimension", [d.id for d in dimensions])
    _distinct("item", [i.id for i in items])
    _complete(dimensions, items)
    kinds, roles = _tables(table, "type", _kind), _tables(table, "role", _role)
    _distinct("type", [kind.id for kind in kinds])
    _distinct("role", [role.id for role in roles])
    return MaturityModel(
        id=an_identifier(table, ""),
        lang=table["lang"],
        title=a_text(table, "", "title", 120),
        instruction=a_text(table, "", "instruction", 400),
        keep_months=a_whole(table, "", "keep_months", 1, 60),
        levels=_tables(table, "level", _level, LEVELS),
        roles=roles,
        accompaniment=read_accompaniment(table, [d.id for d in dimensions]),
        kinds=kinds,
        dimensions=dimensions,
        items=items,
    )


def _tables(
    table: dict[str, Any], key: str, read: Callable[[dict[str, Any], str], Any], count: int = 0, path: str = ""
) -> tuple[Any, ...]:
    """Each `[[key]]` of `table`, read; exactly `count` of them when it is given, else one at least."""
    written = table.get(key)
    if not isinstance(written, list) or not written or not all(isinstance(entry, dict) for entry in written):
        raise InvalidExercise(f"{path}{key}", _("Write [[%(key)s]] here, once for each."), key=f"{path}{key}")
    if count and len(written) != count:
        message = _("There must be exactly %(count)s of these: there are %(found)s.")
        raise InvalidExercise(f"{path}{key}", message, count=count, found=len(written))
    return tuple(read(entry, f"{path}{key}.{n}.") for n, entry in enumerate(written, 1))


def _level(table: dict[str, Any], path: str) -> Level:
    only_keys(table, path, "name", "rule")
    return Level(a_text(table, path, "name", 60), a_text(table, path, "rule", 200))


def _role(table: dict[str, Any], path: str) -> Role:
    only_keys(table, path, "id", "name")
    return Role(an_identifier(table, path, most=20), a_text(table, path, "name", 60))


def _kind(table: dict[str, Any], path: str) -> Kind:
    only_keys(table, path, "id", "name", "whom", "changes", "amount")
    texts = (a_text(table, path, key, 400, required=key != "amount") for key in ("name", "whom", "changes", "amount"))
    return Kind(_code(table, path, _TYPE, _("Give this type an id of one capital letter, from A to W.")), *texts)


def _dimension(table: dict[str, Any], path: str) -> Dimension:
    only_keys(table, path, "id", "name", "weeks", "cell")
    weeks = table.get("weeks")
    if not isinstance(weeks, list) or not weeks or not all(type(w) is int and 0 <= w <= 12 for w in weeks):
        raise InvalidExercise(f"{path}weeks", _("List the weeks that work on this dimension, as [3, 4, 5]."))
    identifier = _code(table, path, _DIMENSION, _("Give this dimension an id of 2 to 6 capital letters, as PERS."))
    cells = _tables(table, "cell", _cell, LEVELS, path)
    for n, cell in enumerate(cells[:3], 1):
        if not cell.watch:
            raise InvalidExercise(f"{path}cell.{n}.watch", _("Write a text between quotes here."))
    return Dimension(identifier, a_text(table, path, "name", 80), tuple(weeks), cells)


def _cell(table: dict[str, Any], path: str) -> Cell:
    keys = ("words", "headline", "meaning", "strength", "watch", "next", "months", "peer")
    only_keys(table, path, *keys)
    return Cell(*(a_text(table, path, key, 400, required=key != "watch") for key in keys))


def _item(table: dict[str, Any], path: str) -> Item:
    flags, texts = ("essential", "short", "not_applicable"), ("help", "who", "floor")
    only_keys(table, path, "id", "version", "text", "statements", *flags, *texts)
    for flag in flags:
        if not isinstance(table.get(flag, False), bool):
            raise InvalidExercise(f"{path}{flag}", _("Write true or false, without quotes."))
    identifier = _code(table, path, _ITEM, _("Give this question an id made of its dimension and a number, as PERS-2."))
    if table.get("essential") and not table.get("floor"):
        message = _("This question is essential: say in floor what holds the level down and what to do in 30 minutes.")
        raise InvalidExercise(f"{path}floor", message)
    return Item(
        id=identifier,
        dimension=identifier.split("-")[0],
        version=a_whole(table, path, "version", 1, 999),
        text=a_text(table, path, "text", 300),
        statements=_statements(table, path),
        essential=table.get("essential", False),
        short=table.get("short", False),
        not_applicable=table.get("not_applicable", False),
        help=a_text(table, path, "help", 500, required=False),
        who=a_text(table, path, "who", 500, required=False),
        floor=a_text(table, path, "floor", 500, required=False),
    )


def _statements(table: dict[str, Any], path: str) -> tuple[str, ...]:
    written = table.get("statements")
    if not isinstance(written, list) or len(written) != LEVELS:
        message = _("Write exactly %(count)s statements, from level 1 to level %(count)s: there are %(found)s.")
        found = len(written) if isinstance(written, list) else 0
        raise InvalidExercise(f"{path}statements", message, count=LEVELS, found=found)
    texts = tuple(a_text({"statement": text}, path, "statement", 300) for text in written)
    if len(set(texts)) != LEVELS:
        raise InvalidExercise(f"{path}statements", _("Two of these statements are the same: nobody could choose."))
    return texts


def _code(table: dict[str, Any], path: str, form: re.Pattern[str], message: str) -> str:
    value = table.get("id")
    if not isinstance(value, str) or not form.fullmatch(value):
        raise InvalidExercise(f"{path}id", message)
    return value


def _distinct(key: str, ids: list[str]) -> None:
    for number, identifier in enumerate(ids, 1):
        if identifier in ids[: number - 1]:
            raise InvalidExercise(f"{key}.{number}.id", _("This id is already used above: each needs its own."))


def _complete(dimensions: tuple[Dimension, ...], items: tuple[Item, ...]) -> None:
    """Each question has its dimension, and each dimension enough questions to have a level."""
    known = [dimension.id for dimension in dimensions]
    for number, item in enumerate(items, 1):
        if item.dimension not in known:
            message = _("There is no dimension %(id)s: the id of a question begins with its dimension's.")
            raise InvalidExercise(f"item.{number}.id", message, id=item.dimension)
    for number, identifier in enumerate(known, 1):
        count = sum(item.dimension == identifier for item in items)
        if count < FEWEST_ITEMS:
            message = _("This dimension has %(count)s question: it needs %(least)s at least to have a level.")
            raise InvalidExercise(f"dimension.{number}.id", message, count=count, least=FEWEST_ITEMS)
        if not any(item.short for item in items if item.dimension == identifier):
            message = _("No question of this dimension is in the short form: write short = true under one.")
            raise InvalidExercise(f"dimension.{number}.id", message)

"""The maturity models of `content/<language>/models/`: one TOML file per language, the same ids and numbers in both."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..domain.language import _
from ..domain.maturity_model import MaturityModel, read_model
from . import typography
from .definitions import Definition, Kind

Model = Definition[MaturityModel]
_NOT_READ_BY_LEARNERS = ("id", "lang", "foundations", "protection")


def _typeset(values: dict[str, Any], language: str) -> dict[str, Any]:
    set_right: dict[str, Any] = typography.typeset(values, language, lambda key: key not in _NOT_READ_BY_LEARNERS)
    return set_right


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


MODELS = Kind(
    "models",
    read_model,
    _typeset,
    _("This is the model “%(name)s” in “%(language)s”: write id and lang so."),
    _shared,
)

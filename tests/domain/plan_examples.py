"""The two plans that the demonstration, the exports and the writers share, as values."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from dataide_xblocks.domain.plan import Contents, Filled, Row

PLANS = Path(__file__).resolve().parents[2] / "dataide_xblocks" / "preview" / "plans"
NAMES = ("huche-commune", "carrefour-escale")
LANGUAGES = ("fr", "en")


def raw(name: str, language: str) -> dict[str, Any]:
    """A plan as its file says it."""
    return json.loads((PLANS / f"{name}.{language}.json").read_text("utf-8"))


def contents(name: str, language: str = "fr") -> Contents:
    """What a plan holds, by field."""
    return {
        field: Filled(filled["parts"], tuple(Row(row["id"], row["cells"]) for row in filled["rows"]))
        for field, filled in raw(name, language)["fields"].items()
    }

"""The course's own plan template, in both languages, and the design it must keep."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dataide_xblocks.domain.plan_reading import read_template
from dataide_xblocks.domain.plan_template import Cell, Field

HERE = Path(__file__).resolve().parent
TOML = {
    language: (HERE.parents[1] / "content" / language / "plans" / "plan.toml").read_text("utf-8")
    for language in ("fr", "en")
}
TEMPLATES = {language: read_template(text) for language, text in TOML.items()}
TEMPLATE = TEMPLATES["fr"]
# curriculum/plan-schema.json as it was agreed: 60 fields, 168 columns. A copy, so that the tests travel alone.
SCHEMA: dict[str, Any] = json.loads((HERE / "plan-schema.json").read_text("utf-8"))
DESIGNED: dict[str, dict[str, Any]] = {each["id"]: each for part in SCHEMA["sections"] for each in part["fields"]}


def cells(language: str = "fr") -> Iterator[tuple[Field, Cell]]:
    """Every cell of the template with its field: parts, then columns."""
    for each in TEMPLATES[language].fields:
        yield from ((each, cell) for cell in (*each.parts, *each.columns))

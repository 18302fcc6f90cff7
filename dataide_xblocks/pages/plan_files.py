"""The plan as files: what a form asks for, and what the documents are made of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..domain.errors import InvalidAnswer
from ..domain.plan_template import PlanTemplate
from .plan import Reader


def plan_file(block: Any, reader: Reader, data: Mapping[str, Any], other: PlanTemplate | None) -> dict[str, str]:
    """The file asked for: {name, type, base64}."""
    raise InvalidAnswer("", "x")

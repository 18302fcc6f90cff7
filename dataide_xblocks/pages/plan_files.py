"""The plan as files: what the forms ask for, and what the documents are made of."""

from __future__ import annotations

from typing import Any

from ..domain.answers import read_one
from ..domain.errors import InvalidAnswer
from ..domain.language import LANGUAGES, _
from ..domain.moments import date_in_words
from ..domain.plan import to_json
from ..domain.plan_budget import budget
from ..domain.plan_numbers import computed
from ..domain.plan_roadmap import first_actions, roadmap
from ..domain.plan_template import PlanTemplate
from .plan import Reader
from .plan_whole import today

WHAT = ("plan", "board", "equipment", "implementation", "innovation", "tables")
FORMATS = ("docx", "odt", "pdf", "html", "xlsx", "csv", "json")

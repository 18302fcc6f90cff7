"""The values of the blank form on paper: the questions of a model, for people who answer with a pencil."""

from __future__ import annotations

from typing import Any

from ..domain.maturity_model import MaturityModel
from ..domain.maturity_words import notice


def paper_shown(model: MaturityModel, form: str, language: str) -> dict[str, Any]:
    """What `maturity_paper.html` prints for the `full` or the `short` form, its own words in `language`.

    Questions stand under their dimension and bear the numbers of the screen on which they are typed in.
    """
    short = form == "short"
    asked = model.short if short else model.items
    return {
        "language": language,
        "there": model.lang,
        "title": model.title,
        "instruction": model.instruction,
        "notice": notice(model, form, language),
        "short": short,
        "roles": [role.name for role in model.roles],
        "dimensions": [
            {
                "name": dimension.name,
                "questions": [
                    {
                        "number": asked.index(item) + 1,
                        "text": item.text,
                        "help": item.help,
                        "statements": item.statements,
                        "not_applicable": item.not_applicable,
                    }
                    for item in asked
                    if item.dimension == dimension.id
                ],
            }
            for dimension in model.dimensions
        ],
        "edition": model.edition,
    }

"""Portraits to put on paper: a team of three of La Huche commune, at the first passage and at the last."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from dataide_xblocks.domain.maturity_model import MaturityModel, read_model
from dataide_xblocks.domain.maturity_wave import Wave
from dataide_xblocks.pages.maturity import portrait_shown
from dataide_xblocks.pages.maturity_change import change_shown

CONTENT = Path(__file__).resolve().parents[2] / "content"
MODELS: dict[str, MaturityModel] = {
    language: read_model((CONTENT / language / "models" / "portrait.toml").read_text("utf-8"))
    for language in ("fr", "en")
}
DATES = {"fr": "25 novembre 2026", "en": "November 25, 2026"}
REASON = "Nous avons relu la fiche ensemble, à table."
# What each of the three says; every other question gets a level by its rank.
FIRST: dict[str, int | str] = {"PERS-1": 1, "UTIL-5": "dk", "PERS-4": "na"}
# Less on purpose, more data, one essential question that holds a level, one dimension that nobody knows.
LAST: dict[str, int | str] = {
    **{"UTIL-5": "dk", "PERS-1": 3, "PERS-4": "na", "MISS-2": 1, "MISS-3": 1, "MISS-4": 1, "COLL-1": 5, "COLL-2": 5},
    **{"SECU-1": 1, "SECU-2": 4, "SECU-3": 4, "SECU-4": 4, "COMP-1": "dk", "COMP-2": "dk", "COMP-3": "dk"},
}


def wave(model: MaturityModel, said: dict[str, int | str], people: int = 3) -> Wave:
    """A passage of `people` who all say the same."""
    answers = {
        item.key: SimpleNamespace(choice=str(said.get(item.id, 1 + n % 4))) for n, item in enumerate(model.items)
    }
    passages = [
        SimpleNamespace(
            learner=f"{n}", finished=True, answers=answers, on_paper=False, role="board" if n else "admin", compare=True
        )
        for n in range(people)
    ]
    decisions = {
        name: SimpleNamespace(choice="4", version=item.version, reason=REASON)
        for name in ("OUTI-1", "COLL-4")
        if (item := model.item(name))
    }
    return Wave("baseline", model, passages, decisions, "0")


def document(language: str = "fr", model: MaturityModel | None = None, **changed: Any) -> dict[str, Any]:
    """A portrait of week 12 with every part there can be; `changed` replaces what it says."""
    model = model or MODELS[language]
    older = replace(
        model, items=tuple(replace(i, version=9) if i.id == "UTIL-1" else i for i in model.items), _by_id={}
    )
    first, last = wave(older, FIRST, people=6), wave(model, LAST)
    assert last.reading is not None
    near = ", ".join(kind.name for kind in model.kinds[:2])
    return {
        "language": language,
        "title": model.title,
        "organisation": "La Huche commune",
        "date": DATES[language],
        "wave": "endline",
        "portrait": portrait_shown(model, last.reading, language, dict.fromkeys(last.agreed, REASON)),
        "choice": {**vars(model.kinds[1]), "amount": "5 000 $", "reason": REASON, "proposed": near},
        "change": change_shown(first, last, language),
        **changed,
    }


def said(document: dict[str, Any]) -> Iterator[str]:
    """Everything a document must say."""
    portrait, change = document["portrait"], document["change"]
    yield from (document["title"], document["organisation"], document["date"])
    yield from portrait["reliability"]["missing"]
    for unknown in portrait["unknown"]:
        yield from (unknown["text"], unknown["who"])
    for side in portrait["dimensions"]:
        yield from (side["name"], side["level_name"], *side["floors"])
        if side["cell"]:
            yield from (text for name, text in vars(side["cell"]).items() if name != "words" and text)
    for rows in (portrait["agreed"], change["moved"], [document["choice"]]):
        yield from (text for row in rows for name, text in row.items() if name != "id")
    for group in change["groups"]:
        yield from (row[name] for row in group["rows"] for name in ("name", "before", "after"))
    yield from (change["down_text"], *change["reworded"])
    yield from (text for level in portrait["radar"]["levels"] for text in (level["name"], level["rule"]))

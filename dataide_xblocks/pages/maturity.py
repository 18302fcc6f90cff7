"""What the pages of the maturity quiz show: plain values for templates and documents, in one language.

The same values draw the page, the printable page and the DOCX, so that none can say what another does not.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from ..domain.accompaniment import LEVELS
from ..domain.chart import radar, radar_shape
from ..domain.comparison import Middle, band, middle
from ..domain.language import _, say
from ..domain.maturity import DONT_KNOW, NOT_APPLICABLE, Answer, Portrait, Side, lowest_step
from ..domain.maturity_answers import choices_of, may_finish
from ..domain.maturity_model import Dimension, Item, MaturityModel
from ..domain.maturity_team import Reading
from ..domain.maturity_words import reliability

_SIZE, _MARGIN = 320, 36  # of the radar, with room for the names around it


def question_shown(
    asked: Sequence[Item], item: Item, answers: Mapping[tuple[str, int], Any], language: str
) -> dict[str, Any]:
    """One question; `answers` is this learner's {(item, version): what was chosen}."""
    number = asked.index(item)
    given = answers.get(item.key)
    chosen = given.choice if given else ""
    missing = [other.id for other in asked if other.key not in answers]
    return {
        "id": item.id,
        "version": item.version,
        "text": item.text,
        "help": item.help,
        "number": number + 1,
        "count": len(asked),
        "left": len(missing),
        "choices": choices_shown(item, chosen, language),
        "not_applicable": item.not_applicable,
        "chosen": chosen,
        "why": given.why if given else "",
        "proof": given.proof if given else "",
        "previous": asked[number - 1].id if number else "",
        "next": asked[number + 1].id if number + 1 < len(asked) else "",
        "missing": missing[0] if missing else "",
        "may_finish": bool(missing) and may_finish(asked, len(missing)),
        "answered": bool(given),
    }


def choices_shown(item: Item, chosen: str, language: str) -> list[dict[str, Any]]:
    """The statements of a question and "I don't know"; "does not apply" has a form of its own."""
    words = {DONT_KNOW: say(language)(_("I don’t know"))}
    return [
        {"id": choice, "text": words.get(choice) or item.statements[int(choice) - 1], "chosen": choice == chosen}
        for choice in choices_of(item)
        if choice != NOT_APPLICABLE
    ]


def in_words(item: Item, answer: Answer | None, language: str) -> str:
    """An answer as its statement says it."""
    sentence = say(language)
    if answer is None:
        return sentence(_("No answer"))
    if isinstance(answer, int):
        return item.statements[answer - 1]
    return sentence(_("I don’t know")) if answer == DONT_KNOW else sentence(_("Does not apply to us"))


def level_shown(model: MaturityModel, level: int | None, language: str) -> str:
    """A level in words: `2, Premiers gestes`."""
    if level is None:
        return say(language)(_("to be completed as a team"))
    return f"{level}, {model.levels[level - 1].name}"


def portrait_shown(
    model: MaturityModel, reading: Reading, language: str, agreed: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """The portrait: unknowns first, then the radar and its table, then each dimension.

    `agreed` is {item: reason} of what the team agreed on together.
    """
    portrait = reading.portrait
    trust = reliability(portrait, reading.consolidated, reading.roles, language)
    return {
        "lang": "" if model.lang == language else model.lang,
        "people": 1 if reading.alone else reading.people,
        "alone": reading.alone,
        "provisional": portrait.provisional,
        "reliability": {"word": trust.word, "reasons": trust.reasons, "missing": trust.missing},
        "unknown": [unknown_shown(model, item) for item in portrait.unknown],
        "radar": radar_shown(model, [portrait], language),
        "dimensions": [dimension_shown(model, d, portrait, language) for d in model.dimensions],
        "agreed": [agreed_shown(model, reading, item, why, language) for item, why in (agreed or {}).items()],
    }


def unknown_shown(model: MaturityModel, identifier: str) -> dict[str, str]:
    """A question nobody could answer, and who could."""
    item = model.item(identifier)
    assert item is not None
    return {"id": item.id, "text": item.text, "who": item.who}


def agreed_shown(model: MaturityModel, reading: Reading, identifier: str, why: str, language: str) -> dict[str, str]:
    """An answer that the team agreed on, with its reason."""
    item = model.item(identifier)
    assert item is not None
    return {"text": item.text, "answer": in_words(item, reading.consolidated[identifier].answer, language), "why": why}


def dimension_shown(model: MaturityModel, dimension: Dimension, portrait: Portrait, language: str) -> dict[str, Any]:
    """A dimension: its level in words and what follows from it; without a level, what to do about that."""
    side = portrait.sides[dimension.id]
    cell = dimension.cells[side.level - 1] if side.level else None
    floors = [item.floor for name in side.cap or () if (item := model.item(name))]
    return {
        "id": dimension.id,
        "name": dimension.name,
        "level": side.level,
        "level_name": level_shown(model, side.level, language),
        "cell": cell,
        "floors": floors,
        "weeks": weeks_shown(dimension.weeks, language),
    }


def weeks_shown(weeks: Sequence[int], language: str) -> str:
    """`semaines 3, 4 et 5`."""
    sentence = say(language)
    if len(weeks) == 1:
        return sentence(_("week %(week)s"), week=weeks[0])
    firsts = ", ".join(str(week) for week in weeks[:-1])
    return sentence(_("weeks %(firsts)s and %(last)s"), firsts=firsts, last=weeks[-1])


def radar_shown(model: MaturityModel, portraits: Sequence[Portrait], language: str) -> dict[str, Any]:
    """The radar and its table, for one portrait or for two of the same dimensions, the first drawn dashed behind."""
    sides = model.dimensions
    ground = radar(len(sides), LEVELS, _SIZE, _MARGIN)
    rows = [[portrait.sides.get(d.id, Side(None, None, None, 0)) for portrait in portraits] for d in sides]
    shapes = []
    for n in range(len(portraits)):
        corners, places = radar_shape([row[n].level for row in rows], LEVELS, _SIZE, _MARGIN)
        shapes.append({"corners": corners, "dots": places, "last": n == len(portraits) - 1})
    names = [
        {"name": d.name, "id": d.id, "x": x, "y": y, "anchor": anchor}
        for d, (x, y, anchor) in zip(sides, ground.labels, strict=True)
    ]
    return {
        "size": _SIZE,
        "ground": ground,
        "names": names,
        "shapes": shapes,
        "two": len(portraits) == 2,
        "levels": [{"n": n, "name": level.name, "rule": level.rule} for n, level in enumerate(model.levels, 1)],
        "rows": [
            {"id": d.id, "name": d.name, "levels": [level_shown(model, side.level, language) for side in row]}
            for d, row in zip(sides, rows, strict=True)
        ],
    }


def short_shown(model: MaturityModel, answers: Mapping[str, Answer], language: str) -> dict[str, Any]:
    """The short form's end: one's own eight answers and one next step. It needs no account, only answers (2.4)."""
    lowest = lowest_step(model, answers)
    dimension = next((d for d in model.dimensions if d.id == lowest), None)
    level = min(
        (a for i in model.short if i.dimension == lowest and isinstance(a := answers.get(i.id), int)), default=1
    )
    return {
        "rows": [{"text": i.text, "answer": in_words(i, answers.get(i.id), language)} for i in model.short],
        "step": dimension and {"name": dimension.name, "next": dimension.cells[level - 1].next},
        "weeks": weeks_shown(dimension.weeks, language) if dimension else "",
    }


def comparison_shown(model: MaturityModel, summary: Any, language: str) -> dict[str, Any]:
    """Similar organisations: a band instead of their number, the middle, and from twenty on the middle half (2.11)."""
    sentence = say(language)
    found = {d.id: middle(summary.histograms.get(d.id, {})) for d in model.dimensions}
    return {
        "people": sentence(band(summary.organisations)),
        "half": any(stands and stands.half for stands in found.values()),
        "rows": [{"name": d.name, **_middle_shown(found[d.id], sentence)} for d in model.dimensions],
    }


def _middle_shown(stands: Middle | None, sentence: Callable[..., str]) -> dict[str, str]:
    if stands is None:
        return {"median": sentence(_("not enough levels yet")), "half": ""}
    between = [decimal(edge, sentence) for edge in stands.half or ()]
    half = sentence(_("%(low)s and %(high)s"), low=between[0], high=between[1]) if between else ""
    return {"median": decimal(stands.median, sentence), "half": half}


def decimal(number: Fraction, sentence: Callable[..., str]) -> str:
    """`3` or `2,5`: a half is written as the language writes it."""
    if number.denominator == 1:
        return str(number.numerator)
    return sentence(_("%(whole)s.5"), whole=number.numerator // number.denominator)

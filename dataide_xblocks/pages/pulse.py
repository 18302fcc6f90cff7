"""What each page of the pulse shows: plain values for its templates, and nothing the reader may not see."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..domain.chart import most_given, shares, stacked
from ..domain.language import _, say
from ..domain.privacy import MINIMUM
from ..domain.pulse import MOST_COMMENT, SIGNATURES, Pulse, Question, tally
from ..domain.regions import region_name, regions_in

_CHART_HEIGHT = 120
_MARGIN = 64  # room for the names of the axes


def question_shown(question: Question, mine: str | None, result: Mapping[str, int], lang: str) -> dict[str, Any]:
    """One question. Without an answer of one's own, no result. `lang` is the author's when it is not the reader's."""
    chosen = question.choice(mine) if mine else None
    steps = len(question.choices) - 1
    return {
        "id": question.id,
        "text": question.text,
        "scale": question.kind == "scale",
        "lang": lang,
        "choices": [
            {"id": choice.id, "text": choice.text, "chosen": choice is chosen, "face": _face(step, steps)}
            for step, choice in enumerate(question.choices)
        ],
        "answered": chosen is not None,
        "help": chosen.help if chosen else "",
        "minimum": MINIMUM,
        "result": _result(question, result) if mine and result else None,
    }


def _face(step: int, steps: int) -> dict[str, int]:
    """The mouth of a small drawn face, from sad to glad, in a box of 24."""
    return {"corner": 17 - 3 * step // steps, "middle": 12 + 8 * step // steps}


def _result(question: Question, result: Mapping[str, int]) -> dict[str, Any]:
    """The group's result: its size, the answer most given when there is one, and a row each."""
    rows = tally(question, result)
    first = most_given({choice.text: people for choice, people in rows})
    parts = shares([people for _choice, people in rows])
    return {
        "people": sum(people for _choice, people in rows),
        "most": first[0] if len(first) == 1 else "",
        "rows": [{"text": c.text, "people": n, "share": part} for (c, n), part in zip(rows, parts, strict=True)],
    }


def comment_shown(pulse: Pulse, name: str, signed: str, status: str, language: str, lang: str) -> dict[str, Any]:
    """The comment's part: `signed` is the text this learner signed before, `status` what was just done."""
    sentence = say(language)
    return {
        "question": pulse.comment or sentence(_("One thing to change?")),
        "lang": lang if pulse.comment else "",
        "most": MOST_COMMENT,
        "text": signed,
        "status": status,
        "name": name,
        "signatures": {signature: sentence(rule) for signature, rule in SIGNATURES.items()},
        "regions": regions_in(language),
    }


def chart_shown(question: Question, weeks: Mapping[int, Mapping[str, int]]) -> dict[str, Any]:
    """A question over the weeks: one full column a week, and the same numbers for its table."""
    columns = []
    for place, (week, result) in enumerate(sorted(weeks.items())):
        counts = [people for _choice, people in tally(question, result)]
        bars = [
            {"top": top, "height": height, "fill": n} for n, (top, height) in enumerate(stacked(counts, _CHART_HEIGHT))
        ]
        columns.append(
            {"week": week, "left": _MARGIN + 28 * place, "bars": bars, "counts": counts, "people": sum(counts)}
        )
    return {
        "id": question.id,
        "text": question.text,
        "choices": [{"text": choice.text, "fill": n} for n, choice in enumerate(question.choices)],
        "columns": columns,
        "width": _MARGIN + 28 * len(columns),
    }


def said_shown(said: Any, names: Mapping[str, str], language: str) -> dict[str, Any]:
    """A comment with its signature in words: a name, a region, or nothing at all."""
    signed = names.get(said.learner, "") if said.learner else region_name(said.region, language)
    return {"week": said.week, "text": said.text, "signature": said.signature, "signed": signed}

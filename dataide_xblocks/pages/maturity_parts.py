"""The parts of the maturity block that come when they are asked for: talking it over, paper, one's answers, files."""

from __future__ import annotations

import base64
import uuid
from collections.abc import Mapping
from typing import Any

from django.utils import translation

from ..block import render, store
from ..domain.errors import InvalidAnswer
from ..domain.language import _
from ..domain.maturity_answers import answer_of, choices_of
from ..domain.maturity_model import MaturityModel
from ..domain.maturity_team import dots
from ..domain.moments import date_in_words
from .maturity import choices_shown, in_words, portrait_shown
from .maturity_body import Body

ALIKE, ENOUGH = 85, 10  # percent of one answer, organisations: what authors are told of a question (2.13)


def talk_shown(body: Body, status: str = "", everything: bool = False) -> dict[str, Any]:
    """The questions seen differently, with a dot per person and the answer to agree on; all of them when asked."""
    shown: dict[str, Any] = {"status": status, "open": body.block.open, "lang": body.block.lang}
    if not body.may_agree:
        return {**shown, "items": [], "forbidden": True}
    consolidated, agreed = body.reading.consolidated, body.here.agreed
    items = [
        item
        for item in body.here.model.items
        if item.id in consolidated and (everything or consolidated[item.id].to_discuss or item.id in agreed)
    ]
    return {**shown, "everything": everything, "items": [_talked(body, item) for item in items]}


def _talked(body: Body, item: Any) -> dict[str, Any]:
    people, kept = dots(body.here.finished, item.id), body.reading.consolidated[item.id]
    decided, agreed = body.here.decisions.get(item.id), body.here.agreed.get(item.id)
    choices = choices_shown(item, str(kept.answer) if kept.agreed else "", body.language)
    return {
        "id": item.id,
        "version": item.version,
        "text": item.text,
        "rows": [{**choice, "dots": range(people[answer_of(choice["id"])])} for choice in choices],
        "answer": in_words(item, kept.answer, body.language),
        "agreed": bool(agreed),
        "reason": agreed.reason if agreed else "",
        "seen": decided.id if decided else 0,
    }


def sheet_shown(body: Body) -> dict[str, Any]:
    """The screen to type a paper form in: every question on one page."""
    asked, model = body.block.items(body.model), body.model
    questions = [
        {
            "id": item.id,
            "text": item.text,
            "choices": [{"id": c, "text": _short(item, c, body)} for c in choices_of(item)],
            "why": item.not_applicable,
        }
        for item in asked
    ]
    return {
        "edition": model.edition,
        "key": uuid.uuid4().hex,
        "questions": questions,
        "roles": model.roles,
        "colleague": body.place is not None and not body.place.personal,
        "lang": body.block.lang,
    }


def _short(item: Any, choice: str, body: Body) -> str:
    words = in_words(item, answer_of(choice), body.language)
    return f"{choice}. {words}" if choice.isdecimal() else words


def mine_shown(body: Body) -> dict[str, Any]:
    """The reader's own answers, each in the words it was given to."""
    own = body.own
    model = body.edition(own.edition) if own and own.edition else body.model
    rows = []
    for item in model.items:
        given = own.answers.get(item.key) if own else None
        if given:
            answer = in_words(item, answer_of(given.choice), body.language)
            rows.append({"text": item.text, "answer": answer, "why": given.why, "proof": given.proof})
    return {"rows": rows, "lang": "" if model.lang == body.language else model.lang}


def counts_shown(body: Body) -> dict[str, Any]:
    """For the team of the course: how many, and which questions nearly everyone answers alike."""
    where = (body.block.cohort, body.model.id, body.block.passage_name)
    started, finished = store("maturity").progress_of(*where)
    alike = []
    if finished >= ENOUGH:
        found = store("maturity").alike_of(*where)
        for item in body.block.items(body.model):
            people, most = found.get(item.key, (0, 0))
            if people and most * 100 > people * ALIKE:
                alike.append({"id": item.id, "text": item.text})
    return {"started": started, "finished": finished, "alike": alike, "enough": finished >= ENOUGH, "least": ENOUGH}


def document_of(body: Body, language: str) -> dict[str, Any]:
    """The portrait as a document, in either language, from the same rows."""
    if body.reading is None:
        raise InvalidAnswer("", _("There is no portrait to download yet."))
    model = body.edition(body.here.model.edition, language)
    agreed = {} if body.reading.alone else {item: d.reason for item, d in body.here.agreed.items()}
    place, chosen = body.place, None if body.reading.alone else body.here.chosen
    kind = model.kind(chosen.choice) if chosen else None
    return {
        "language": language,
        "title": model.title,
        "organisation": place.name if place and not place.personal else "",
        "date": date_in_words(body.block.now(), language, body.block.zone),
        "wave": body.block.passage_name,
        "portrait": portrait_shown(model, body.reading, language, agreed),
        "choice": kind and {**vars(kind), "reason": chosen.reason, "proposed": _proposed(body, model)},
        "change": body.change(language),
    }


def _proposed(body: Body, model: MaturityModel) -> str:
    names = [kind.name for name in body.reading.portrait.proposal.candidates if (kind := model.kind(name))]
    return ", ".join(names)


def portrait_file(body: Body, data: Mapping[str, Any], language: str) -> dict[str, str]:
    """The portrait as DOCX or HTML: {name, type, base64}."""
    from ..export.portrait import file_of

    document = document_of(body, language)
    with translation.override(language):
        html = render("maturity_document.html", {"document": document})
    return file_of(data.get("format"), document, html)


def paper_file(body: Body, language: str) -> dict[str, str]:
    """The blank form, to print: {name, type, base64}."""
    from .maturity_paper import paper_shown

    model = body.edition(body.model.edition, language)
    with translation.override(language):
        html = render("maturity_paper.html", paper_shown(model, body.block.form, language))
    name = f"{model.id}-{language}.html"
    return {"name": name, "type": "text/html", "base64": base64.b64encode(html.encode()).decode()}

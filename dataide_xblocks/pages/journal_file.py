"""The journal as a file: everything its reader wrote in a cohort and was answered, made now and kept nowhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ..block import store
from ..domain.answers import read_one
from ..domain.errors import InvalidAnswer, InvalidExercise
from ..domain.journal_book import people_in
from ..domain.language import _
from .plan_paper import html_of


def journal_file(block: Any, data: Mapping[str, Any]) -> dict[str, str]:
    """The file asked for, `docx`, `html` or `json`: {name, type, base64}; raises InvalidAnswer."""
    from ..export.journal import FORMS, file_of

    form = read_one(dict(data), "format", FORMS, _("Please choose Word, a page to print or JSON."))
    return file_of(form, _journal(block), html_of)


def _journal(block: Any) -> Any:
    from ..export.journal_source import Journal

    learner = block.person.learner
    weeks = store("journal_book").book_of(block.cohort, learner)
    if not weeks:
        raise InvalidAnswer("format", _("Your journal is empty: there is nothing to take along yet."))
    names = store("people").names_of({learner, *people_in(weeks)})
    return Journal(
        language=block.language,
        owner=block.person.name or names[learner],
        moment=block.now(),
        zone=block.zone,
        weeks=weeks,
        names=names,
        exercises=_exercises(block),
    )


def _exercises(block: Any) -> dict[str, Any]:
    """What is known of the weeks' questions here: this one's own, in the language it is written in."""
    try:
        return {block.place: replace(block.asked, lang=block.lang)}
    except InvalidExercise:  # its author is still writing: the journal is its reader's all the same
        return {}

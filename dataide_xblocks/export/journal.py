"""The one door to a journal's files: a Word document, a page to print, or JSON.

The JSON, version 1, is one object: {"format": "dataide-journal", "version": 1, "language", "name", "made", "weeks"}.
Days are `2027-01-18`, in the time of whoever takes the journal along. A week is
{"week" (null where nothing says which), "slot" (the id of the exercise), "prompt" (null where it is not known),
 "entry" (null where none was written): {"level": "alone" | "team" | "circle" | "wall" (everybody, where there are no
  circles) | "cohort", "state": "" | "reported" | "held" | "removed", "named", "ideas", "passed",
  "published" (null while nobody else ever read it), "changed",
  "boxes": {"happened" | "understood" | "doing" | "question" | "later": text}},
 "received": [{"from", "role": "peer" | "guide" | "team", "sent", "boxes": {"mirror" | "question" | "ours": text},
  "thanked", "helps": true | false | null, "why"}],
 "given": [{"to", "role", "state", "named", "sent" (null for a draft), "boxes"}]}.
Boxes that hold nothing are left out. "from" and "to" are in words, in the language asked for; no person's number and no
entry of anybody else is in it.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from typing import Any

from dataide_xblocks.domain.errors import InvalidAnswer
from dataide_xblocks.domain.journal_book import Given, Received, Week, Written
from dataide_xblocks.domain.journal_levels import ALONE, CIRCLE, COHORT, TEAM
from dataide_xblocks.domain.language import _

from .journal_document import whole_journal
from .journal_source import Journal
from .paper import Paper
from .word import DOCX
from .word_paper import docx_of

FORMAT, VERSION = "dataide-journal", 1
FORMS = {"docx": DOCX, "html": "text/html;charset=utf-8", "json": "application/json"}
_LEVELS = {ALONE: "alone", TEAM: "team", CIRCLE: "circle", COHORT: "cohort"}
_NAMES = {"fr": "mon-journal", "en": "my-journal"}

Draw = Callable[[Paper], str]


def file_of(form: str, journal: Journal, draw: Draw) -> dict[str, str]:
    """{"name", "type", "base64"} of the file, in one of `FORMS`. `draw` makes the HTML: templates are not this room's.

    Raises InvalidAnswer where this site cannot write it. The name is `mon-journal-2027-01-18.docx`: nobody's is in it.
    """
    if form == "docx":
        content = _word(whole_journal(journal))
    elif form == "html":
        content = draw(whole_journal(journal)).encode()
    else:
        content = json.dumps(to_json(journal), ensure_ascii=False, indent=1).encode()
    name = f"{_NAMES[journal.language]}-{journal.day(journal.moment)}.{form}"
    return {"name": name, "type": FORMS[form], "base64": base64.b64encode(content).decode("ascii")}


def _word(paper: Paper) -> bytes:
    try:
        return docx_of(paper)
    except ImportError:
        message = _("This site cannot write Word documents. Please take the page to print: it says the same.")
        raise InvalidAnswer("format", message) from None


def to_json(journal: Journal) -> dict[str, Any]:
    """The journal as this file's first lines say."""
    head = {"format": FORMAT, "version": VERSION, "language": journal.language, "name": journal.owner}
    weeks = [_week(journal, week) for week in journal.weeks]
    return {**head, "made": journal.day(journal.moment), "weeks": weeks}


def _week(journal: Journal, week: Week) -> dict[str, Any]:
    prompt = journal.prompt(week)
    return {
        "week": week.week,
        "slot": week.slot,
        "prompt": prompt.words if prompt else None,
        "entry": _entry(journal, week.entry) if week.entry else None,
        "received": [_received(journal, answer) for answer in week.received],
        "given": [_given(journal, week, answer) for answer in week.given],
    }


def _entry(journal: Journal, entry: Written) -> dict[str, Any]:
    return {
        "level": "wall" if entry.wall and entry.level == CIRCLE else _LEVELS[entry.level],
        "state": entry.state,
        "named": entry.named,
        "ideas": entry.ideas,
        "passed": entry.passed,
        "published": journal.day(entry.published) if entry.published else None,
        "changed": journal.day(entry.changed),
        "boxes": dict(entry.boxes),
    }


def _received(journal: Journal, answer: Received) -> dict[str, Any]:
    return {
        "from": journal.signed(answer).words,
        "role": answer.role,
        "sent": journal.day(answer.sent),
        "boxes": dict(answer.boxes),
        "thanked": answer.thanked,
        "helps": answer.helps,
        "why": answer.why,
    }


def _given(journal: Journal, week: Week, answer: Given) -> dict[str, Any]:
    return {
        "to": journal.addressed(week, answer).words,
        "role": answer.role,
        "state": answer.state,
        "named": answer.named,
        "sent": journal.day(answer.sent) if answer.sent else None,
        "boxes": dict(answer.boxes),
    }

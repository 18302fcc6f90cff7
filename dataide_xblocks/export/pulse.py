"""A cohort's comments and weekly results as a file: what the team reads on the page, and not one thing more."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping
from typing import Protocol

from dataide_xblocks.domain.errors import InvalidAnswer
from dataide_xblocks.domain.language import _, say
from dataide_xblocks.domain.pulse import Pulse, tally
from dataide_xblocks.domain.regions import region_name

from .spreadsheet import Cell, Sheet, csv_of, xlsx_of

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SIGNED = {"name": _("with a name"), "region": _("with a region"), "none": _("without a name")}

_COMMENT_COLUMNS = (_("Week of the course"), _("Signed how"), _("Who signed"), _("Region named"), _("Comment written"))
_RESULT_COLUMNS = (_("Question asked"), _("Week of the course"), _("Answer given"), _("People counted"))


class Said(Protocol):
    """A comment, as the store gives it."""

    week: int
    text: str
    signature: str
    region: str
    learner: str | None


def comments_sheet(said: Iterable[Said], names: Mapping[str, str], language: str) -> Sheet:
    """One row a comment. A comment without a name has its week and its words only: no id, no hour, no order."""
    words = say(language)
    header = [words(title) for title in _COMMENT_COLUMNS]
    rows: list[list[Cell]] = [
        [
            comment.week,
            words(_SIGNED[comment.signature]),
            names.get(comment.learner, "") if comment.learner else "",
            region_name(comment.region, language),
            comment.text,
        ]
        for comment in said
    ]
    return Sheet(words(_("Comments of the cohort")), header, rows)


def results_sheet(pulse: Pulse, results: Mapping[str, Mapping[int, Mapping[str, int]]], language: str) -> Sheet:
    """One row for each question common to all weeks, week and choice; only what was released."""
    words = say(language)
    header = [words(title) for title in _RESULT_COLUMNS]
    rows: list[list[Cell]] = [
        [question.text, week, choice.text, people]
        for question in pulse.common
        for week, result in sorted(results.get(question.id, {}).items())
        for choice, people in tally(question, result)
    ]
    return Sheet(words(_("Results by week")), header, rows)


def file_of(form: object, comments: Sheet, results: Sheet) -> dict[str, str]:
    """{"name", "type", "base64"} of the file asked for, `csv` (comments) or `xlsx` (both); raises InvalidAnswer."""
    if form == "csv":
        name, kind, content = "dataide-pulse.csv", "text/csv;charset=utf-8", csv_of(comments)
    elif form == "xlsx":
        name, kind, content = "dataide-pulse.xlsx", _XLSX, _excel([comments, results])
    else:
        raise InvalidAnswer("format", _("Please choose CSV or Excel."))
    return {"name": name, "type": kind, "base64": base64.b64encode(content).decode("ascii")}


def _excel(sheets: list[Sheet]) -> bytes:
    try:
        return xlsx_of(sheets)
    except ImportError:
        message = _("This site cannot write Excel files. Please take the CSV file: Excel opens it too.")
        raise InvalidAnswer("format", message) from None

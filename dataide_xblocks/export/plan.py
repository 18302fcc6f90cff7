"""The one door to a plan's files: what is asked for, in which form, and a name that every system carries."""

from __future__ import annotations

import base64
import json
import re
import unicodedata
from collections.abc import Callable

from dataide_xblocks.domain.errors import InvalidAnswer
from dataide_xblocks.domain.language import _
from dataide_xblocks.domain.plan import to_json

from .odt import MIMETYPE, odt_of
from .paper import Paper
from .pdf import pdf_of
from .plan_document import board_summary, grant_request, whole_plan
from .plan_source import Asked, Plan, for_everybody
from .plan_tables import csv_zip, xlsx
from .word import DOCX
from .word_paper import docx_of

_TYPES = {
    "docx": DOCX,
    "odt": MIMETYPE,
    "pdf": "application/pdf",
    "html": "text/html;charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "application/zip",
    "json": "application/json",
}
_ENDINGS = {"csv": "zip"}
_LONGEST_NAME = 60
_LIGATURES = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "’": "-"})

Draw = Callable[[Paper], str]


def file_of(what: object, form: object, plan: Plan, draw: Draw, asked: Asked | None = None) -> dict[str, str]:
    """{"name", "type", "base64"} of the file asked for; raises InvalidAnswer.

    `what` is `plan`, `board` or `grant` (of `asked`), as `docx`, `odt`, `pdf` or `html`; or `tables`, as
    `xlsx`, `csv` (a zip of them) or `json`. `draw` makes the HTML: templates are not this room's. A plan whose
    `public` is set leaves out what a version for everybody must, in every form.
    """
    if plan.public:
        plan = for_everybody(plan)
    if what == "tables":
        content = _tables(form, plan)
    elif what in ("plan", "board", "grant"):
        content = _document(form, _paper(str(what), plan, asked), draw)
    else:
        raise InvalidAnswer("what", _("Please choose the plan, the summary, a grant request or the tables."))
    name = name_of(plan, "" if what in ("plan", "tables") else f"-{what}", _ENDINGS.get(str(form), str(form)))
    return {"name": name, "type": _TYPES[str(form)], "base64": base64.b64encode(content).decode("ascii")}


def _paper(what: str, plan: Plan, asked: Asked | None) -> Paper:
    if what == "plan":
        return whole_plan(plan)
    if what == "board":
        return board_summary(plan)
    if asked is None:
        raise InvalidAnswer("family", _("Please choose the kind of grant."))
    return grant_request(plan, asked)


def _document(form: object, paper: Paper, draw: Draw) -> bytes:
    if form == "docx":
        return _word(paper)
    if form == "odt":
        return odt_of(paper)
    if form == "pdf":
        return _pdf(paper)
    if form == "html":
        return draw(paper).encode()
    raise InvalidAnswer("format", _("Please choose Word, OpenDocument, PDF or a page to print."))


def _tables(form: object, plan: Plan) -> bytes:
    if form == "xlsx":
        return _excel(plan)
    if form == "csv":
        return csv_zip(plan)
    if form == "json":
        template = plan.template if plan.template.lang == plan.written or not plan.other else plan.other
        return json.dumps(to_json(template, plan.contents, plan.organisation), ensure_ascii=False, indent=1).encode()
    raise InvalidAnswer("format", _("Please choose Excel, CSV or JSON."))


def _word(paper: Paper) -> bytes:
    try:
        return docx_of(paper)
    except ImportError:
        message = _("This site cannot write Word documents. Please take the OpenDocument file: Word opens it too.")
        raise InvalidAnswer("format", message) from None


def _pdf(paper: Paper) -> bytes:
    try:
        return pdf_of(paper)
    except ImportError:
        message = _("This site cannot write PDF files. Please take the page to print: your browser keeps it as a PDF.")
        raise InvalidAnswer("format", message) from None


def _excel(plan: Plan) -> bytes:
    try:
        return xlsx(plan)
    except ImportError:
        message = _("This site cannot write Excel files. Please take the CSV files: Excel opens them too.")
        raise InvalidAnswer("format", message) from None


def name_of(plan: Plan, what: str, ending: str) -> str:
    """`plan-la-huche-commune-2027-01-18.docx`: plain letters that every system and mail programme carries."""
    letters = unicodedata.normalize("NFKD", plan.organisation.translate(_LIGATURES)).encode("ascii", "ignore")
    words = re.sub(r"[^a-z0-9]+", "-", letters.decode().lower()).strip("-")
    end = f"{what}{'-public' if plan.public else ''}-{plan.day}.{ending}"
    return f"plan-{words}"[: _LONGEST_NAME - len(end)].strip("-") + end

"""Our own pages in the LMS: what is kept about whoever asks, also when the exercise it was given to is gone."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import get_language

from .domain.language import _, language_of, say
from .own_page import own_page

COLUMNS = {
    "organisation__name": _("Organization"),
    "cohort": _("Course"),
    "model": _("Quiz"),
    "edition": _("Edition"),
    "wave": _("Passage"),
    "here": _("Present"),
    "joined": _("Since"),
    "role": _("Role"),
    "compare": _("Compares"),
    "at": _("Open at"),
    "answered": _("Last answer"),
    "finished": _("Finished"),
    "item": _("Question"),
    "question": _("Question"),
    "subject": _("Question"),
    "version": _("Version"),
    "choice": _("Answer"),
    "why": _("Why it does not apply"),
    "proof": _("What shows it"),
    "proposed": _("Proposed"),
    "reason": _("Reason"),
    "decided": _("Written down"),
    "slot": _("Exercise"),
    "week": _("Week"),
    "text": _("Text"),
    "signature": _("Signature"),
    "region": _("Region"),
}


@own_page(fields="erase")
def my_data(request: HttpRequest, learner: str) -> HttpResponse:
    """All that is kept about this person, as a page or as JSON; sent back with `erase=yes`, it erases them."""
    from .store.people import forget, held_about

    if request.method == "POST":
        erase = request.POST.get("erase") == "yes"
        if erase:
            forget(learner)
        return redirect(f"{request.path}?done={'yes' if erase else 'no'}")
    if request.GET.get("format") == "json":
        file = JsonResponse(held_about(learner), json_dumps_params={"ensure_ascii": False, "indent": 2})
        file["Content-Disposition"] = 'attachment; filename="dataide.json"'
        return file
    return HttpResponse(_drawn(request, learner))


def _drawn(request: HttpRequest, learner: str) -> str:
    from django.middleware.csrf import get_token

    from .block import render
    from .store.people import held_about, tables

    language = language_of(get_language())
    held = held_about(learner)
    all_tables = [_table(table, held.get(table.__name__, []), language) for table in tables()]
    shown = {
        "language": language,
        "own": [shown for shown in all_tables if shown["rows"]],
        "others": [shown for shown in all_tables if not shown["rows"]],
        "some": any(held.values()),
        "done": request.GET.get("done", ""),
        "token": get_token(request),
    }
    return render("my_data.html", shown)


def _table(table: type[Any], rows: list[dict[str, object]], language: str) -> dict[str, Any]:
    from .store.retention import months_of

    sentence, kept = say(language), table.kept  # type: ignore[attr-defined]
    return {
        "name": sentence(kept.name),
        "purpose": sentence(kept.purpose),
        "readers": sentence(kept.readers),
        "months": months_of(table),
        "personal": bool(kept.owner),
        "columns": [sentence(COLUMNS.get(column, column)) for column in (rows[0] if rows else ())],
        "rows": [[("" if value is None else value) for value in row.values()] for row in rows],
    }

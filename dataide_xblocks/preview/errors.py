"""What is said when a page cannot be shown: what happened, what is safe, what to do, in both languages."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from .library import LIBRARY


def _answer(kind: str, status: int) -> HttpResponse:
    """A page of both languages; before the first build, with what its author has to mend."""
    problems = () if LIBRARY.courses else LIBRARY.problems
    return HttpResponse(render_to_string("preview/error.html", {"kind": kind, "problems": problems}), status=status)


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The request did not come from one of our own pages."""
    return _answer("refused", 400)


def missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """No such page."""
    return _answer("missing", 404)


def failed(request: HttpRequest) -> HttpResponse:
    """A mistake of ours."""
    return _answer("failed", 500)

"""The bar above every page: who is looking, on what day, and how; and the choices it posts."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.contrib.auth.models import User
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST
from workbench.models import XBlockState

from .clock import FIRST_WEEK, moment_of
from .library import LIBRARY, Course
from .people import BY_NAME, groups
from .runtime import EVENTS
from .unit import VIEWS, view_of

OTHER = {"fr": "en", "en": "fr"}


def frame(request: HttpRequest, course: Course, **more: Any) -> dict[str, Any]:
    """What every page of a course shows around its own matter."""
    other = OTHER[course.language]
    week = request.session.get("week", FIRST_WEEK)
    return {
        "course": course,
        "language": course.language,
        "other_language": other,
        "other_address": f"/{other}{request.path_info[3:]}" if other in LIBRARY.courses else "",
        "person": request.person,
        "people": groups(),
        "week": week,
        "today": moment_of(course.start, week),
        "all_weeks": range(13),
        "platform": request.session.get("platform", False),
        "jquery": request.session.get("jquery", False),
        "view": view_of(request),
        "views": VIEWS,
        "events": list(EVENTS)[::-1],
        "problems": LIBRARY.problems,
        "version": LIBRARY.version,
        **more,
    }


@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Keep one choice of the bar in this browser, and go back to the same page."""
    chosen = request.POST
    if chosen.get("person") in BY_NAME:
        request.session["person"] = chosen["person"]
    if chosen.get("week", "").isdecimal() and int(chosen["week"]) in range(13):
        request.session["week"] = int(chosen["week"])
    if chosen.get("view") in VIEWS:
        request.session["view"] = chosen["view"]
    for switch in ("platform", "jquery"):
        if switch in chosen:
            request.session[switch] = chosen[switch] == "yes"
    return redirect(_back(request))


def start_over(request: HttpRequest, language: str) -> HttpResponse:
    """Ask first; then forget everything that was answered in the demonstration, and seed it again."""
    if language not in LIBRARY.courses:
        raise Http404
    if request.method != "POST":
        return render(request, "preview/start_over.html", frame(request, LIBRARY.courses[language]))
    _forget_everything()
    request.session.flush()
    return redirect(f"/{language}/")


def _forget_everything() -> None:
    from ..models import MaturityEdition, PlanEdition
    from .seed import seed

    words = (MaturityEdition, PlanEdition)  # the exercises' own: what is answered next is read with them
    with transaction.atomic():
        for table in (XBlockState, *apps.get_app_config("dataide").get_models()):
            if table not in words:
                table.objects.all().delete()
        User.objects.filter(username__in=BY_NAME).delete()
    EVENTS.clear()
    seed()


def _back(request: HttpRequest) -> str:
    """Where the form was, if that is one of our own addresses."""
    wanted = request.POST.get("next", "/")
    return wanted if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) else "/"

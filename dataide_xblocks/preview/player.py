"""The pages a visitor reads: the choice of a language, the outline, a unit, the tabs."""

from __future__ import annotations

import mimetypes

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.csrf import ensure_csrf_cookie

from . import progress
from .bar import frame
from .library import LIBRARY, Course, Place
from .outline import continue_at, weeks_shown
from .unit import draw


def course_in(language: str) -> Course:
    """The course being shown in `language`. 404 when it is not built."""
    try:
        return LIBRARY.courses[language]
    except KeyError:
        raise Http404 from None


def _place(course: Course, page_id: str) -> Place:
    try:
        return course.places[page_id]
    except KeyError:
        raise Http404 from None


def welcome(request: HttpRequest) -> HttpResponse:
    """Both languages on one page: nobody is asked to know the other one."""
    return render(request, "preview/welcome.html", {"courses": LIBRARY.courses, "problems": LIBRARY.problems})


@ensure_csrf_cookie
def outline(request: HttpRequest, language: str) -> HttpResponse:
    """The whole course: weeks, sections, pages, and where this person is."""
    course = course_in(language)
    weeks = weeks_shown(request, course)
    summary = course.outline.about.get("short_description", "")
    begun = any(week.done for week in weeks)
    more = {"weeks": weeks, "summary": summary, "resume": continue_at(weeks), "begun": begun}
    return render(request, "preview/outline.html", frame(request, course, **more))


@ensure_csrf_cookie
def page(request: HttpRequest, language: str, page_id: str) -> HttpResponse:
    """One unit, straight in the page or, « as in the platform », in an iframe that behaves like the platform's."""
    course = course_in(language)
    place = _place(course, page_id)
    weeks = weeks_shown(request, course)
    framed = request.session.get("platform", False)
    unit = None if framed else draw(request, course, page_id)
    here = next(week for week in weeks if week.id == place.week.id)
    more = {"place": place, "weeks": weeks, "here": here, "unit": unit, "framed": framed}
    return render(request, "preview/page.html", frame(request, course, **more))


@ensure_csrf_cookie
def bare_unit(request: HttpRequest, language: str, page_id: str) -> HttpResponse:
    """The inside of the iframe: the platform's chromeless page, with its traps (contract 4.3)."""
    course = course_in(language)
    place = _place(course, page_id)
    unit = draw(request, course, page_id)
    return render(request, "preview/unit.html", {"course": course, "place": place, "unit": unit})


def seen(request: HttpRequest, language: str, page_id: str) -> HttpResponse:
    """The page stayed open long enough: what completes by being read is done (contract 4.4.30)."""
    from .runtime import class_of

    course = course_in(language)
    _place(course, page_id)
    if request.method == "POST":
        for key in course.blocks(page_id):
            kind = class_of(key.block_type)
            if not (getattr(kind, "has_score", False) or getattr(kind, "has_custom_completion", False)):
                progress.record_completion(request.person, str(key), 1.0)
    return HttpResponse(status=204)


@ensure_csrf_cookie
def tab(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """A static tab of the course."""
    course = course_in(language)
    found = next((tab for tab in course.outline.tabs if tab.slug == slug), None)
    if found is None:
        raise Http404
    text = course.links(found.html)
    return render(request, "preview/tab.html", frame(request, course, title=found.title, text=text, slug=slug))


@ensure_csrf_cookie
def about(request: HttpRequest, language: str) -> HttpResponse:
    """What the catalogue of the platform says of the course."""
    course = course_in(language)
    text = course.links(course.outline.about.get("overview", ""))
    effort = course.outline.about.get("effort", "")
    return render(request, "preview/about.html", frame(request, course, text=text, effort=effort, slug="about"))


def course_file(request: HttpRequest, language: str, name: str) -> HttpResponse:
    """A picture or a download of the course."""
    content = course_in(language).tree.get(f"static/{name}")
    if content is None:
        raise Http404
    return HttpResponse(content, content_type=mimetypes.guess_type(name)[0] or "application/octet-stream")


def version(request: HttpRequest) -> JsonResponse:
    """A number that changes when the course does: the open page asks for it each second."""
    return JsonResponse({"version": LIBRARY.version}, headers={"Cache-Control": "no-store"})

"""What blocks answer to the browser, and the files they bring."""

from __future__ import annotations

import mimetypes
from urllib.parse import unquote

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import translation
from xblock.django.request import django_to_webob_request, webob_to_django_response
from xblock.exceptions import NoSuchHandlerError

from .keys import UsageKey, is_usage_key
from .library import LIBRARY, Course
from .runtime import PreviewRuntime, class_of
from .services import EDITOR, LMS, PREVIEW


def handler(request: HttpRequest, kind: str, usage_key: str, name: str, suffix: str | None) -> HttpResponse:
    """Call a block's handler as the LMS or Studio would (contract 6): its answer, or 404, or 403."""
    key = UsageKey(unquote(usage_key))
    course = _course_with(key)
    if kind not in (LMS, PREVIEW, EDITOR) or (kind != LMS and not request.person.is_designer):
        return HttpResponse(status=403)
    runtime = PreviewRuntime(course, request.person, kind, request.session.get("week"))
    with translation.override(course.language):
        try:
            answer = runtime.handle(runtime.get_block(key), name, django_to_webob_request(request), suffix or "")
        except NoSuchHandlerError:
            raise Http404 from None
        except Exception as failure:
            return _refusal(failure)
    return webob_to_django_response(answer)


def _refusal(failure: Exception) -> HttpResponse:
    """What the platform makes of its two own exceptions (contract 6.4), known by name: XBlock 5 does not have them."""
    name = type(failure).__name__
    if name == "ProcessingError":
        return JsonResponse({"success": str(failure)})
    if name == "NotFoundError":
        raise Http404 from None
    raise failure


def _course_with(key: UsageKey) -> Course:
    """The course of a block, the block made. 404 for a key that names none."""
    try:
        if not is_usage_key(key):
            raise KeyError(key)
        course = LIBRARY.course_named(key.course_key)
        page = course.page_of[key.block_id]
        if key not in course.blocks(page):
            raise KeyError(key)
        course.unit(page)
    except KeyError:
        raise Http404 from None
    return course


def resource(request: HttpRequest, block_type: str, uri: str) -> HttpResponse:
    """A public file of a block's package, found as the workbench finds it."""
    try:
        content = class_of(block_type).open_local_resource(uri)
    except Exception:  # XBlock raises several kinds for a private or a missing file
        raise Http404 from None
    return HttpResponse(content, content_type=mimetypes.guess_type(uri)[0] or "application/octet-stream")

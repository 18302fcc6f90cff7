"""The gates of our own pages in the LMS, as `gate` is that of handlers: nothing else is a page."""

from __future__ import annotations

import functools
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from .domain.entrance import A_MINUTE, LINK, OWN, Declaration
from .domain.language import _, language_of, say

# With "no-referrer" a browser would send forms from nowhere, which Django's own check refuses.
HEADERS = {"Cache-Control": "no-store, private", "Referrer-Policy": "same-origin", "X-Content-Type-Options": "nosniff"}
METHODS = ("GET", "HEAD", "POST")
MOST_KEY = 200  # characters of a signed link
TOKEN = "csrfmiddlewaretoken"  # Django's own field of every form
Page = Callable[[HttpRequest, str], HttpResponse]


def own_page(*, fields: str, most: int = 2_000, rate: int = 60) -> Callable[[Page], Callable[..., HttpResponse]]:
    """Make `view(request, learner)` a page that a signed-in person opens about themselves, and nobody caches.

    `fields` are those of its forms, between spaces; `most`, the bytes of a form; `rate`, times a minute.
    """
    declared = Declaration(OWN, most, tuple(fields.split()), rate)

    def make(view: Page) -> Callable[..., HttpResponse]:
        @csrf_protect
        @functools.wraps(view)
        def page(request: HttpRequest, *_args: object, **_kwargs: object) -> HttpResponse:
            response = _refused(request, declared, view.__name__) or view(request, str(request.user.pk))
            for name, value in HEADERS.items():
                response[name] = value
            return response

        page.declaration = declared  # type: ignore[attr-defined]
        return page

    return make


def linked_page(*, fields: str, most: int = 2_000, rate: int = 20) -> Callable[[Page], Callable[..., HttpResponse]]:
    """Make `view(request, learner)` a page for whoever holds the signed link of `learner`, signed in or not.

    The link is the proof, so no cookie is asked for: mail programs send the form by themselves (RFC 8058).
    """
    declared = Declaration(LINK, most, tuple(fields.split()), rate)

    def make(view: Page) -> Callable[..., HttpResponse]:
        @csrf_exempt
        @functools.wraps(view)
        def page(request: HttpRequest, *_args: object, **_kwargs: object) -> HttpResponse:
            response = _opened(request, declared, view)
            for name, value in HEADERS.items():
                response[name] = value
            return response

        page.declaration = declared  # type: ignore[attr-defined]
        return page

    return make


def _opened(request: HttpRequest, declared: Declaration, view: Page) -> HttpResponse:
    from .store.journal_mail import learner_of

    learner = learner_of(request.GET.get("key", "")[:MOST_KEY])
    if learner is None:
        return _said(404, _("This link is not whole. Copy it again from the message, to its last sign."))
    return _refused(request, declared, view.__name__, learner) or view(request, learner)


def _refused(request: HttpRequest, declared: Declaration, name: str, learner: str = "") -> HttpResponse | None:
    """Why this request goes no further, None when it may. `learner` holds the link, "" where one signs in."""
    from .store.limits import too_often

    if request.method not in METHODS:
        return HttpResponse(status=405)
    if _size(request, declared.most) > declared.most:
        return HttpResponse(status=413)
    if not learner and not request.user.is_authenticated:
        from django.contrib.auth.views import redirect_to_login

        return redirect_to_login(request.get_full_path())
    if too_often(name, learner or str(request.user.pk), declared.rate, A_MINUTE):
        return _said(429, _("That was a lot at once. Please wait a minute, then try again."))
    if set(request.POST) - {TOKEN, *(declared.fields or ())}:
        return _said(400, _("We could not read what was sent. Please reload the page and try again."))
    return None


def _size(request: HttpRequest, most: int) -> int:
    """What the browser says that it sends; what is no number is too much."""
    told = request.headers.get("Content-Length") or "0"
    return int(told) if told.isdecimal() else most + 1


def _said(status: int, message: str) -> HttpResponse:
    text = say(language_of(get_language()))(message)
    return HttpResponse(text, status=status, content_type="text/plain; charset=utf-8")

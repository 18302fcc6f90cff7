"""What every request of the preview carries: nothing from outside, somebody, and a language."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.functional import SimpleLazyObject

from .people import account_of, person_of

View = Callable[[HttpRequest], HttpResponse]

# No font, picture or script comes from elsewhere, and nothing a person types goes there. The platform's problem
# block writes scripts and styles in the page, hence the two exceptions.
POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "form-action 'self'; frame-ancestors 'self'; base-uri 'self'; object-src 'none'"
)


def nothing_leaves(view: View) -> View:
    """The browser itself is told to stay on this computer."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = view(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        return response

    return answer


def somebody(view: View) -> View:
    """`request.person` is the member of the cast this browser plays, `request.user` their account."""

    def answer(request: HttpRequest) -> HttpResponse:
        request.person = SimpleLazyObject(lambda: person_of(request))
        request.user = SimpleLazyObject(lambda: account_of(request.person.role))
        return view(request)

    return answer


def in_the_language_of_the_address(view: View) -> View:
    """`/fr/…` is said in French, `/en/…` in English; elsewhere, in the language of the browser's last page."""

    def answer(request: HttpRequest) -> HttpResponse:
        asked = request.path_info.split("/", 2)[1]
        language = asked if asked in ("fr", "en") else request.session.get("language", "fr")
        if language != request.session.get("language"):
            request.session["language"] = language
        with translation.override(language):
            response = view(request)
        response.headers.setdefault("Content-Language", language)
        return response

    return answer

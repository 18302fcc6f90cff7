"""The addresses of the preview. `/fr/w01-portrait` is one page, for ever: ids come from its author."""

from __future__ import annotations

from django.contrib.staticfiles.views import serve
from django.urls import path, re_path, register_converter
from django.views.i18n import JavaScriptCatalog

from ..views import my_data, stop
from . import bar, errors, handlers, player


class Language:
    """`fr` or `en`."""

    regex = "fr|en"

    def to_python(self, value: str) -> str:
        return value

    to_url = to_python


register_converter(Language, "language")

urlpatterns = [
    path("", player.welcome, name="welcome"),
    path("choose", bar.choose, name="choose"),
    path("version", player.version, name="version"),
    re_path(r"^handler/([^/]+)/([^/]+)/([^/]+)(?:/(.*))?$", handlers.handler),
    path("resource/<str:block_type>/<path:uri>", handlers.resource, name="resource"),
    path("dataide/stop", stop, name="stop"),
    path("dataide/my-data", my_data),
    re_path(r"^static/(?P<path>.*)$", serve, {"insecure": True}),
    path("favicon.ico", serve, {"path": "preview/icon.svg", "insecure": True}),  # pages that name none, as my-data
    path("<language:language>/", player.outline, name="outline"),
    path("<language:language>/about/overview", player.about, name="about"),
    path("<language:language>/tab/<slug:slug>", player.tab, name="tab"),
    path("<language:language>/file/<path:name>", player.course_file, name="file"),
    path("<language:language>/start/over", bar.start_over, name="start-over"),
    path("<language:language>/my-data", my_data, name="my-data"),
    path("<language:language>/words/js", JavaScriptCatalog.as_view(), name="words"),
    path("<language:language>/<slug:page_id>", player.page, name="page"),
    path("<language:language>/<slug:page_id>/unit", player.bare_unit, name="unit"),
    path("<language:language>/<slug:page_id>/seen", player.seen, name="seen"),
]

handler400, handler403, handler404, handler500 = errors.refused, errors.refused, errors.missing, errors.failed

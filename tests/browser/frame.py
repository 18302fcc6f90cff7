"""One unit as the learning pages show it: in a frame as tall as its content, with two instances of one block.

Nothing is served: the browser's requests are answered here, by the blocks of the conformance suite.
"""

from __future__ import annotations

import json
from contextvars import Context, copy_context
from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.contrib.staticfiles import finders
from django.utils import translation
from webob import Request

from ..conformance.cases import PUBLIC, ours

ADDRESS = "http://unit.example.org"
PREVIEW = Path(__file__).resolve().parents[2] / "dataide_xblocks" / "preview" / "static" / "preview"
JQUERY = "workbench/js/vendor/jquery.min.js"
KINDS = {".js": "text/javascript", ".css": "text/css", ".html": "text/html"}

# The learning pages: the frame follows the height that its content tells, and every telling is counted.
PARENT = """<!doctype html><html lang="fr"><title>Page</title><body>
<iframe title="Unité" scrolling="no" src="/unit.html" style="width: 100%; border: 0"></iframe><script>
window.heights = [];
addEventListener("message", function (event) {
  if (event.data.type !== "plugin.resize") return;
  heights.push(event.data.payload.height);
  if (heights.length < 200) document.querySelector("iframe").style.height = event.data.payload.height + "px";
});
</script></body></html>"""
# Before our script: the platform's `define`, which writes down who calls it. After it: the node once, jQuery once.
BEFORE = """<script>(function () {
  var strict = window.define;
  window.asked = [];
  window.define = function (name) { window.asked.push(String(name)); return strict(name); };
  window.define.amd = {};
})();</script>"""
AFTER = """<script>document.querySelectorAll(".xblock").forEach(function (node, n) {
  var told = JSON.parse(node.querySelector(".xblock-json-init-args").textContent);
  new window[node.dataset.init](window.DemoRuntime, n ? $(node) : node, told);
});</script>"""


@dataclass
class Unit:
    """Two instances of a block, for one learner. `script` and `style` stand for ours, where a test spoils them."""

    name: str
    script: str = ""
    style: str = ""
    answered: list[tuple[int, str, int]] = field(default_factory=list)  # (instance, handler, status)
    missing: list[str] = field(default_factory=list)
    # Playwright calls back in a context of its own, where Django would open a connection of its own.
    context: Context = field(default_factory=copy_context)

    @cached_property
    def blocks(self) -> list[Any]:
        """Both, parsed once: what one keeps is found again by its next request."""
        return ours(self.name).twins()

    def answer(self, route: Any) -> None:
        """Give the browser what it asks for; what is not here is written down."""
        path = urlsplit(route.request.url).path
        if path.startswith("/handler/"):
            return self._handle(route, *path.split("/")[2:])
        body = self._file(path)
        if body is None:
            self.missing.append(path)
            return route.fulfill(status=404)
        return route.fulfill(body=body, content_type=f"{KINDS[Path(path).suffix]}; charset=utf-8")

    def _file(self, path: str) -> str | None:
        name = path.rsplit("/", 1)[1]
        own = {"page.html": PARENT, "unit.html": self.page, "dataide.js": self.script, "dataide.css": self.style}
        if own.get(name):
            return own[name]
        where = {JQUERY.rsplit("/", 1)[1]: finders.find(JQUERY)}.get(name)
        found = [Path(where)] if where else [folder / name for folder in (PUBLIC, PREVIEW) if (folder / name).is_file()]
        return found[0].read_text("utf-8") if found else None

    @cached_property
    def page(self) -> str:
        """The platform's chromeless page around both blocks."""
        with translation.override("fr"):
            drawn = [block.student_view(None) for block in self.blocks]
        inside = "".join(_wrapped(n, fragment) for n, fragment in enumerate(drawn))
        ours_too = {resource.data for fragment in drawn for resource in fragment.resources}
        styles = "".join(f'<link rel="stylesheet" href="{url}">' for url in ours_too if url.endswith(".css"))
        scripts = "".join(f'<script src="{url}"></script>' for url in ours_too if url.endswith(".js"))
        platform = "".join(f'<script src="/{name}"></script>' for name in ("jquery.min.js", "platform.js"))
        return (
            f'<!doctype html><html lang="fr"><head><base target="_parent"><title>Unité</title>{styles}</head><body>'
            f'<div id="content">{inside}</div><script src="/chromeless.js"></script>{platform}{BEFORE}{scripts}{AFTER}'
            "</body></html>"
        )

    def _handle(self, route: Any, instance: str, handler: str) -> None:
        sent = route.request
        block = self.blocks[int(instance)]
        fresh = block.runtime.get_block(block.scope_ids.usage_id)
        kind = sent.headers.get("content-type", "")
        request = Request.blank(
            f"/handler/{handler}", method=sent.method, body=sent.post_data_buffer, content_type=kind
        )
        told = self.context.run(_handled, fresh, handler, request)
        self.answered.append((int(instance), handler, told.status_code))
        route.fulfill(status=told.status_code, body=told.body, content_type="application/json")


def _handled(block: Any, handler: str, request: Request) -> Any:
    with translation.override("fr"):
        return block.runtime.handle(block, handler, request)


def _wrapped(n: int, fragment: Any) -> str:
    """The platform's wrapper (contract 4.4.20)."""
    told = json.dumps(fragment.json_init_args).replace("<", "\\u003c")
    return (
        f'<div class="xblock xblock-student_view" data-init="{escape(fragment.js_init_fn)}" data-runtime-version="1"'
        f' data-handler-prefix="/handler/{n}/">{fragment.content}'
        f'<script type="json/xblock-args" class="xblock-json-init-args">{told}</script></div>'
    )

"""One unit drawn: each block in its wrapper, and what the browser must load for them."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from django.http import HttpRequest
from web_fragments.fragment import Fragment, FragmentResource
from xblock.core import XBlock

from ..domain.language import _, say
from .core_blocks import core_block
from .keys import UsageKey
from .library import Course
from .runtime import PreviewRuntime
from .services import EDITOR, LMS, PREVIEW

log = logging.getLogger("dataide.preview")
VIEWS = {"student_view": LMS, "author_view": PREVIEW, "studio_view": EDITOR}


@dataclass(frozen=True)
class Drawn:
    """What a template needs of a unit: HTML, and the addresses or texts of styles and scripts, each once."""

    blocks: tuple[str, ...]
    resources: tuple[FragmentResource, ...]

    def of(self, mimetype: str) -> list[FragmentResource]:
        return [resource for resource in self.resources if resource.mimetype == mimetype]

    @property
    def styles(self) -> list[FragmentResource]:
        return self.of("text/css")

    @property
    def scripts(self) -> list[FragmentResource]:
        return self.of("application/javascript")


def draw(request: HttpRequest, course: Course, page_id: str) -> Drawn:
    """The unit as the person of `request` sees it. Raises KeyError for an unknown page."""
    view = view_of(request)
    course.unit(page_id)
    runtime = PreviewRuntime(course, request.person, VIEWS[view], request.session.get("week"))
    fragments = [_fragment(runtime, key, view, course.language) for key in course.blocks(page_id)]
    return Drawn(tuple(course.links(fragment.content) for fragment in fragments), tuple(_resources(fragments)))


def view_of(request: HttpRequest) -> str:
    """The view asked for: only the designer has more than the learner's."""
    return request.session.get("view", "student_view") if request.person.is_designer else "student_view"


def _fragment(runtime: PreviewRuntime, key: UsageKey, view: str, language: str) -> Fragment:
    """One block, or a sentence in its place: a block that fails must not take the page with it."""
    try:
        block = runtime.get_block(key)
        if view == "studio_view" and _is_core(block):
            return _core_editor(language)
        return block.render(_shown(block, view))
    except Exception as failure:
        log.exception("%s could not be drawn (%s)", key, type(failure).__name__)
        text = say(language)(_("The block %(name)s could not be shown. The terminal says why."), name=key.block_id)
        return Fragment(f'<p class="demo-failure" role="alert">{escape(text)}</p>')


def _shown(block: XBlock, view: str) -> str:
    """Studio shows `author_view` only to blocks that announce one (contract 4.1.3)."""
    return "student_view" if view == "author_view" and not getattr(block, "has_author_view", False) else view


def _is_core(block: XBlock) -> bool:
    return core_block(block.scope_ids.block_type) is not None


def _core_editor(language: str) -> Fragment:
    text = say(language)(_("This part is edited in Studio’s own editor, which the demonstration does not have."))
    return Fragment(f'<p class="demo-aside">{escape(text)}</p>')


def _resources(fragments: Iterable[Fragment]) -> Iterable[FragmentResource]:
    """Each resource once. Core blocks' styles stay out: they load fonts from elsewhere and spill over the page."""
    seen: set[FragmentResource] = set()
    for fragment in fragments:
        for resource in fragment.resources:
            core = 'data-block-type="html"' in fragment.content or 'data-block-type="problem"' in fragment.content
            outside = resource.kind == "url" and not resource.data.startswith("/")
            if resource in seen or outside or (core and resource.mimetype == "text/css"):
                continue
            seen.add(resource)
            yield resource

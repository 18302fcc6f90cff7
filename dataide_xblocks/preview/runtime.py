"""The workbench's runtime, made as strict as the platform: one course, one person, one way of looking."""

from __future__ import annotations

import copy
import json
from collections import deque
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from web_fragments.fragment import Fragment
from workbench.runtime import WorkbenchRuntime
from xblock.core import XBlock
from xblock.fields import ScopeIds
from xblock.plugin import PluginMissingError
from xblock.runtime import Mixologist, Runtime

from . import progress
from .core_blocks import FromThePlatform, StandIn, core_block
from .fields import fields_of
from .keys import Ids, UsageKey
from .services import EDITOR, LMS, PREVIEW, services_for

if TYPE_CHECKING:
    from lxml import etree
    from xblock.field_data import FieldData

    from .library import Course
    from .people import Person

# (type, block id) of what blocks published, newest last; never the data.
EVENTS: deque[tuple[str, str]] = deque(maxlen=50)


class PreviewRuntime(WorkbenchRuntime):
    """Draws and handles blocks of `course` for `person`; `kind` says in which of the platform's three places."""

    resources_fs = None

    def __init__(self, course: Course, person: Person, kind: str = LMS, week: int | None = None) -> None:
        super().__init__(person.id)
        self.course, self.person, self.kind = course, person, kind
        self.is_author_mode = kind == PREVIEW
        self.id_reader = self.id_generator = Ids()
        self.mixologist = Mixologist((FromThePlatform,))
        fields = fields_of(course.authored, writable=kind == EDITOR)
        self._services = {"field-data": fields, **services_for(kind, person, course, week)}

    def load_block_type(self, block_type: str) -> type[XBlock]:
        return class_of(block_type)

    def get_block(self, usage_id: str, for_parent: XBlock | None = None) -> XBlock:
        return super().get_block(UsageKey(usage_id), for_parent)

    def applicable_aside_types(self, block: XBlock) -> list[str]:
        return []

    def _patch_xblock(self, block: XBlock) -> None:
        """The workbench makes every block due now, which would close the problems. Nothing to patch here."""

    def handler_url(
        self, block: XBlock, handler_name: str, suffix: str = "", query: str = "", thirdparty: bool = False
    ) -> str:
        """No query of our own, as in the LMS: core blocks append `/problem_check` to this address."""
        if not getattr(getattr(block, handler_name, None), "_is_xblock_handler", False):
            raise ValueError(f"{handler_name!r} is not a handler name")
        url = handler_address(self.kind, block.scope_ids.usage_id, handler_name, suffix)
        return f"{url}?{query}" if query else url

    def resource_url(self, resource: str) -> str:
        raise NotImplementedError("the LMS has no resource_url (contract 4.5.38)")

    def local_resource_url(self, block: XBlock, uri: str) -> str:
        return reverse("resource", args=(block.scope_ids.block_type, uri))

    def publish(self, block: XBlock, event_type: str, event_data: dict[str, Any]) -> None:
        """In the LMS an event is recorded and completion kept; Studio does nothing with it."""
        EVENTS.append((event_type, block.scope_ids.usage_id.block_id))
        if self.kind == LMS:
            progress.record_event(self.person, str(block.scope_ids.usage_id), event_type, event_data)

    def wrap_xblock(self, block: XBlock, view: str, frag: Fragment, context: dict[str, Any] | None) -> Fragment:
        """The LMS's wrapper, whose attributes blocks and their scripts find (contract 4.4.20)."""
        wrapped = Fragment(_wrapper(block, view, frag, self.kind))
        wrapped.add_fragment_resources(frag)
        return wrapped


def class_of(block_type: str) -> type[XBlock]:
    """The class that draws a tag: the platform's, ours, or one that says what is missing."""
    try:
        return core_block(block_type) or XBlock.load_class(block_type)
    except PluginMissingError:
        return StandIn


def handler_address(kind: str, usage_key: str, name: str, suffix: str = "") -> str:
    """Where a handler of a block answers, in one of the platform's three places."""
    return f"/handler/{kind}/{quote(usage_key, safe=':+@')}/{name}" + (f"/{suffix}" if suffix else "")


def parse(node: etree._Element, course_key: Any, authored: FieldData, graded: bool = False) -> UsageKey:
    """Make the block of an OLX element with XBlock core's own parser, and keep its authored fields in `authored`.

    `graded` is what its blocks inherit from their section.
    """
    return _Parser(course_key, authored, graded).block(node, None)


class _Parser(Runtime):
    """A runtime that only reads OLX: authored scopes are writable, and nobody is looking."""

    handler_url = resource_url = local_resource_url = publish = None

    def __init__(self, course_key: Any, authored: FieldData, graded: bool) -> None:
        super().__init__(Ids(), Ids(), services={"field-data": authored}, mixins=(FromThePlatform,))
        self._course_key, self._graded = course_key, graded

    def load_block_type(self, block_type: str) -> type[XBlock]:
        return class_of(block_type)

    def block(self, node: etree._Element, parent: UsageKey | None) -> UsageKey:
        """Parse `node`; core blocks have a parser of their own that needs no platform."""
        key = self._course_key.usage(node.tag, node.get("url_name"))
        block_class = self.mixologist.mix(self.load_block_type(node.tag))
        read = getattr(block_class, "parse_xml_new_runtime", block_class.parse_xml)
        block = read(copy.deepcopy(node), self, ScopeIds(None, node.tag, key, key))  # problems empty what they read
        block.parent, block.graded = parent, self._graded
        block.save()
        return key

    def add_node_as_child(self, block: XBlock, node: etree._Element) -> None:
        """A stand-in for a problem has no children: what is inside the problem stays there."""
        if block.has_children:
            block.children.append(self.block(node, block.scope_ids.usage_id))


def _wrapper(block: XBlock, view: str, frag: Fragment, kind: str) -> str:
    usage = block.scope_ids.usage_id
    data = {
        "runtime-class": "LmsRuntime" if kind == LMS else "StudioRuntime",
        "runtime-version": frag.js_init_version or 1,
        "block-type": usage.block_type,
        "usage-id": usage,
        "course-id": usage.course_key,
        "handler-prefix": handler_address(kind, usage, ""),
        **({"init": frag.js_init_fn} if frag.js_init_fn else {}),
    }
    kinds = f"xblock xblock-{view} xblock-{view}-{usage.block_type}"
    if getattr(block, "uses_xmodule_styles_setup", False):
        kinds += f" xmodule_display xmodule_{usage.block_type.capitalize()}Block"
    attributes = format_html_join("", ' data-{}="{}"', data.items())
    args = getattr(frag, "json_init_args", None)
    script = mark_safe(_json_script(args)) if args is not None else ""
    return format_html(
        '<div class="{}" id="{}"{}>{}{}</div>', kinds, usage.block_id, attributes, mark_safe(frag.body_html()), script
    )


def _json_script(args: Any) -> str:
    text = json.dumps(args).replace("<", "\\u003c")
    return f'<script type="json/xblock-args" class="xblock-json-init-args">{text}</script>'

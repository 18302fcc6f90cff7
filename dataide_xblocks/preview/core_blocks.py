"""The platform's own blocks: the real ones where they run, a plain and labelled stand-in where they do not."""

from __future__ import annotations

import warnings
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from django.template.loader import render_to_string
from web_fragments.fragment import Fragment
from xblock.core import XBlock
from xblock.fields import Boolean, DateTime, Dict, List, Scope, String

# Blocks of xblocks-contrib that work outside the platform. Their tags belong to the platform, so the names are
# only mapped inside the preview (an entry point of ours would be ambiguous there).
REAL = {"html": "HtmlBlock", "problem": "ProblemBlock"}


class FromThePlatform:
    """Fields and attributes that the platform mixes into every block and that core blocks read."""

    graded = Boolean(default=False, scope=Scope.settings)
    start = DateTime(scope=Scope.settings)
    due = DateTime(scope=Scope.settings)

    location = property(lambda self: self.scope_ids.usage_id)
    course_id = property(lambda self: self.scope_ids.usage_id.course_key)
    category = property(lambda self: self.scope_ids.block_type)
    display_name_with_default = property(lambda self: self.display_name or self.scope_ids.block_type)


class Unit(XBlock):
    """`vertical`: its blocks one under the other. The page draws the children itself, each in its own wrapper."""

    has_children = True
    display_name = String(scope=Scope.settings, default="")

    def student_view(self, context: dict[str, object] | None = None) -> Fragment:
        """All children, in order."""
        whole = Fragment()
        for fragment in self.runtime.render_children(self, "student_view", context):
            whole.add_content(fragment.content)
            whole.add_fragment_resources(fragment)
        return whole


class StandIn(XBlock):
    """What is shown where the real block cannot run: its name, what it holds, and a label that says so."""

    display_name = String(scope=Scope.settings, default="")
    youtube_id_1_0 = String(scope=Scope.settings, default="")
    html5_sources = List(scope=Scope.settings, default=[])
    transcripts = Dict(scope=Scope.settings, default={})
    sub = String(scope=Scope.settings, default="")

    def student_view(self, context: dict[str, object] | None = None) -> Fragment:
        """A card; the same for everybody."""
        return Fragment(render_to_string("preview/stand_in.html", {"block": self, "type": self.scope_ids.block_type}))


class Prose(XBlock):
    """`html` where xblocks-contrib is not installed: the same HTML, untouched."""

    display_name = String(scope=Scope.settings, default="")
    content = String(scope=Scope.content, default="")

    def student_view(self, context: dict[str, object] | None = None) -> Fragment:
        """The author's HTML, as written."""
        return Fragment(self.content)


STAND_INS: dict[str, type[XBlock]] = {
    "vertical": Unit,
    "html": Prose,
    "problem": StandIn,
    "video": StandIn,
    "discussion": StandIn,
}


@cache
def core_block(block_type: str) -> type[XBlock] | None:
    """The class for one of the platform's own tags, or None when the tag is not one of them."""
    return _real(block_type) or STAND_INS.get(block_type)


def _real(block_type: str) -> type[XBlock] | None:
    """The platform's class, where its package is installed and runs with this XBlock (it did not with XBlock 5.2)."""
    if block_type not in REAL or not find_spec("xblocks_contrib"):
        return None
    try:
        with warnings.catch_warnings(action="ignore"):  # deprecations inside its own dependencies
            return getattr(import_module("xblocks_contrib"), REAL[block_type])
    except ImportError:
        return None

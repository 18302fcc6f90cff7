"""Blocks that are wrong in one way each, and texts that are: what the checks of the cases must refuse."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from web_fragments.fragment import Fragment
from xblock.core import XBlock
from xblock.fields import Integer, Scope, String

from dataide_xblocks.domain.errors import InvalidAnswer
from dataide_xblocks.gate import OPEN, answers
from dataide_xblocks.pulse import PulseBlock

from .cases import Subject, ours

NAME = "dataide_pulse_faulty"


def sound() -> Subject:
    """The pulse, to be spoilt."""
    return ours("dataide_pulse")


def spoilt(**members: Any) -> Callable[[], Subject]:
    """The pulse with these members instead of its own."""

    def make() -> Subject:
        cls = type("Faulty", (PulseBlock,), {"__module__": PulseBlock.__module__, **members})
        subject = sound()
        return replace(subject, name=NAME, cls=cls, olx=subject.olx.replace("dataide_pulse", NAME))

    return make


def needing(service: str) -> Callable[[], Subject]:
    """The pulse that cannot do without this service."""

    def make() -> Subject:
        subject = spoilt()()
        return replace(subject, cls=XBlock.needs(service)(subject.cls))

    return make


def saying(html: str) -> Callable[[], Subject]:
    """The pulse whose views all say this."""

    def view(self: Any, context: object = None) -> Fragment:
        return Fragment(html)

    return spoilt(student_view=view, author_view=view, studio_view=view)


def with_text(**texts: Any) -> Callable[[], Subject]:
    """The pulse with another script, style or sources."""
    return lambda: replace(sound(), **texts)


def with_source(text: str) -> Callable[[], Subject]:
    """The pulse whose package holds this source."""
    return with_text(sources={"store/faulty.py": text})


@XBlock.json_handler
def ungated(self: Any, data: dict[str, Any], suffix: str = "") -> dict[str, Any]:
    """A handler as the tutorials write it."""
    return {"kept": True}


@XBlock.handler
def any_body(self: Any, request: Any, suffix: str = "") -> Any:
    """A handler that reads forms."""
    from webob import Response

    return Response(json_body={"kept": dict(request.POST)})


@XBlock.json_handler
def trusts_what_is_sent(self: Any, data: dict[str, Any], suffix: str = "") -> dict[str, Any]:
    """A handler that thinks only its own page sends something."""
    return {"kept": data["question"].strip()}


@answers(fields=OPEN)
def takes_anything(self: Any, data: dict[str, Any]) -> dict[str, Any]:
    """A handler that takes fields nobody reads."""
    return {"kept": True}


@answers(fields="question choice")
def refuses_everything(self: Any, data: dict[str, Any]) -> dict[str, Any]:
    """A handler that whoever it is for cannot use."""
    raise InvalidAnswer("question", "No.")


@answers(fields=OPEN)
def logs_what_is_sent(self: Any, data: dict[str, Any]) -> dict[str, Any]:
    """A handler that somebody looked into and forgot to put back."""
    logging.getLogger(__name__).debug("rate: %r", data)
    return {"kept": True}


def writes_a_setting(self: Any, context: object = None) -> Fragment:
    self.display_name = "vu"
    self.save()
    return Fragment("<p>vu</p>")


def asks_completion(self: Any, context: object = None) -> Fragment:
    return Fragment(str(self.runtime.service(self, "completion").completion_tracking_enabled()))


def trusts_opt_attrs(self: Any, context: object = None) -> Fragment:
    user = self.runtime.service(self, "user").get_current_user()
    return Fragment(str(user.opt_attrs["edx-platform.user_id"]))


def wants_a_number(self: Any, context: object = None) -> Fragment:
    return Fragment(str(self.runtime.user_id + 1))


def asks_the_user(self: Any) -> float:
    return float(self.runtime.service(self, "user").get_current_user().opt_attrs["edx-platform.user_id"])


def init_with_an_address(self: Any, context: object = None) -> Fragment:
    fragment = Fragment("<p>vu</p>")
    fragment.initialize_js("DataideBlock", {"picture": "/static/picture.png"})
    return fragment


def takes_its_class_for_the_last(self: Any, context: object = None) -> Fragment:
    """Under mixins the class of an instance is not the one that was written: this calls itself for ever."""
    return super(type(self), self).student_view(context)


def starts_otherwise(self: Any, context: object = None) -> Fragment:
    fragment = Fragment("<p>vu</p>")
    fragment.initialize_js("startPulse")
    return fragment


def writes_tidied_text(self: Any, node: Any) -> None:
    XBlock.add_xml_to_node(self, node)
    for child in node:
        child.text = " ".join((child.text or "").split())


ATTRIBUTE = String(scope=Scope.content, default="")
SHARED = Integer(scope=Scope.user_state_summary, default=0)
TAKEN = String(scope=Scope.settings, default="")

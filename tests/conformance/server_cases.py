"""Cases that a class and its handlers decide."""

from __future__ import annotations

import json
import re

from lxml import etree, html
from webob import Request
from xblock.fields import Scope

from . import faults
from .blocks import VIEWS
from .cases import Subject, case
from .platform import SETTINGS, TAKEN_ATTRIBUTES, TAKEN_FIELDS

OUTSIDERS = ("lms, not enrolled", "anonymous")
IN_STUDIO = ("studio preview",)


def handlers(subject: Subject) -> list[str]:
    """The handlers of a class, as the platform finds them."""
    return sorted(n for n in dir(subject.cls) if getattr(getattr(subject.cls, n, None), "_is_xblock_handler", False))


def asked(subject: Subject, handler: str, setting: str = "lms", **more: object) -> int:
    """The status of a request of this handler's example."""
    body = more.pop("body", None) or json.dumps(subject.requests.get(handler, {})).encode()
    content_type = more.pop("content_type", "application/json")
    block = subject.block(setting)
    request = Request.blank(f"/handler/{handler}", method="POST", body=body, content_type=content_type)
    return int(block.runtime.handle(block, handler, request).status_code)


@case(1, "a view or a handler writes an authored field", faults.spoilt(student_view=faults.writes_a_setting))
def authored_fields_are_read_only(subject: Subject) -> None:
    for view in VIEWS:
        block = subject.block()
        try:
            assert block.render(view).content
            block.save()
        except Exception as error:
            raise AssertionError(f"{view}: {type(error).__name__} (3.1)") from error


@case(2, "a class in a sub-package loses its files", faults.spoilt(__module__="dataide_xblocks.deep.pulse"))
def classes_live_one_level_down(subject: Subject) -> None:
    assert subject.cls.__module__.count(".") == 1, "static files of deeper modules are not found (4.5)"


@case(9, "a usage id or a user id is not of the type one thought", faults.spoilt(student_view=faults.wants_a_number))
def ids_may_be_numbers_or_strings(subject: Subject) -> None:
    for user_id in (7, "7"):
        _renders(subject, "lms", user_id)


@case(10, "a service is missing where another place has it", faults.spoilt(student_view=faults.asks_completion))
def every_set_of_services_is_enough(subject: Subject) -> None:
    for setting in SETTINGS:
        _renders(subject, setting)


@case(11, "an anonymous visitor has no attributes", faults.spoilt(student_view=faults.trusts_opt_attrs))
def a_visitor_without_an_account_sees_the_page(subject: Subject) -> None:
    _renders(subject, "anonymous", None)


def _renders(subject: Subject, setting: str, user_id: int | str | None = 7) -> None:
    for view in VIEWS:
        try:
            assert subject.block(setting, user_id).render(view).content
        except Exception as error:
            raise AssertionError(f"{view} as {setting}: {type(error).__name__} (5.1)") from error


@case(12, "somebody who is not enrolled writes", faults.spoilt(rate=faults.ungated))
def nobody_from_outside_is_let_in(subject: Subject) -> None:
    _refused(subject, OUTSIDERS)


@case(13, "an account of Studio calls handlers of learners", faults.spoilt(rate=faults.ungated))
def nobody_answers_from_studio(subject: Subject) -> None:
    _refused(subject, IN_STUDIO)


def _refused(subject: Subject, settings: tuple[str, ...]) -> None:
    for handler in handlers(subject):
        for setting in settings:
            status = asked(subject, handler, setting)
            assert status in (401, 403, 503), f"{handler} answers {status} to «{setting}» (6)"


@case(14, "answers share one field and overwrite one another", faults.spoilt(votes=faults.SHARED))
def nothing_is_shared_through_fields(subject: Subject) -> None:
    shared = [n for n, f in subject.cls.fields.items() if f.scope == Scope.user_state_summary]
    assert not shared, f"{shared}: one JSON for everybody loses answers (3.2)"


@case(19, "a field takes a name of the platform's mixins", faults.spoilt(due=faults.TAKEN))
def names_of_the_platform_are_left_alone(subject: Subject) -> None:
    mine = [vars(base) for base in subject.cls.__mro__ if base.__module__.startswith("dataide_xblocks")]
    own = {name for members in mine for name in members}
    assert not own & (TAKEN_ATTRIBUTES | (TAKEN_FIELDS & subject.cls.fields.keys())), "a name is taken (2.3)"


@case(20, "French never shows", faults.saying("<p>Please choose one of the answers.</p>"))
def both_languages_are_said(subject: Subject) -> None:
    from django.utils import translation

    said = []
    for language in ("fr", "en"):
        with translation.override(language):
            said.append(html.fromstring(f"<div>{subject.block().render('studio_view').content}</div>").text_content())
    assert said[0] != said[1], "both languages say the same (10)"


@case(22, "a link without address stops the page", faults.saying("<p><a>plus</a></p>"))
def links_lead_somewhere(subject: Subject) -> None:
    for view in VIEWS:
        tree = html.fromstring(f"<div>{subject.block('lms, staff').render(view).content}</div>")
        assert all(link.get("href") for link in tree.iter("a")), f"{view}: a link without href (4.3)"
        assert all(form.get("data-handler") for form in tree.iter("form")), f"{view}: a form would navigate (4.3)"


@case(24, "two instances on a page share their ids", faults.saying('<p id="same">vu</p>'))
def two_instances_share_nothing(subject: Subject) -> None:
    for view in VIEWS:
        one, two = (
            set(html.fromstring(f"<div>{b.render(view).content}</div>").xpath("//@id")) for b in subject.twins()
        )
        assert not one & two, f"{view}: {sorted(one & two)} (4.4)"


@case(26, "an unbound block asks who is looking", faults.spoilt(max_score=faults.asks_the_user))
def an_unbound_block_answers(subject: Subject) -> None:
    block = subject.block("no service", None)
    for method in ("max_score", "student_view_data", "index_dictionary"):
        try:
            if hasattr(block, method):
                getattr(block, method)()
        except Exception as error:
            raise AssertionError(f"{method}: {type(error).__name__} (7.1)") from error


@case(
    31,
    "an address in the arguments of the script is rewritten",
    faults.spoilt(student_view=faults.init_with_an_address),
)
def the_scripts_arguments_hold_no_address(subject: Subject) -> None:
    for view in VIEWS:
        told = json.dumps(getattr(subject.block(), view)(None).json_init_args)
        assert not re.search(r'"/(static|course|asset)', told), f"{view}: an address in the arguments (4.4)"


@case(32, "merely viewing completes an exercise", faults.spoilt(has_custom_completion=False))
def looking_completes_nothing(subject: Subject) -> None:
    assert subject.cls.has_custom_completion is True and subject.cls.completion_mode == "completable", (
        "looking would complete it (7.8)"
    )


@case(34, "a body too large for the proxy", faults.spoilt(rate=faults.ungated))
def a_large_body_is_refused(subject: Subject) -> None:
    for handler in handlers(subject):
        body = json.dumps({"text": "x" * 4_100_000}).encode()
        assert asked(subject, handler, body=body) >= 400, f"{handler} reads four megabytes (6.9)"


@case(35, "what a learner wrote stands in the tracking logs", faults.spoilt(rate=faults.any_body))
def only_json_is_read(subject: Subject) -> None:
    for handler in handlers(subject):
        form = "application/x-www-form-urlencoded"
        assert asked(subject, handler, body=b"a=1", content_type=form) >= 400, f"{handler} reads forms (6.12)"


def _lone() -> Subject:
    from dataclasses import replace

    return replace(faults.sound(), olx='<dataide_pulse url_name="w01-pulse"/>')


@case(21, "a block is dropped when the course is imported", _lone)
def olx_is_inline_and_comes_back(subject: Subject) -> None:
    element = etree.fromstring(subject.olx)
    assert set(element.attrib) - {"url_name"}, "a lone url_name is read as a pointer to a file (8.3)"
    assert all(child.tag.startswith("{") for child in element), "a child element is dropped (8.2)"

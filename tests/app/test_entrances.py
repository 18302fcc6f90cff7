"""Every way in, found where the platform finds it, says for whom it is: handlers, pages, receivers, commands."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from copy import deepcopy
from importlib import import_module
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, include, path

from dataide_xblocks import management, signals
from dataide_xblocks.apps import DataideConfig
from dataide_xblocks.domain.entrance import AUTHOR, LEARNER, LINK, OPERATOR, OWN, PLATFORM, STAFF, Declaration
from dataide_xblocks.pulse import PulseBlock

from ..conformance import faults
from ..conformance.blocks import NAMES, block_class, handlers


def entrances() -> Iterator[tuple[str, Any, tuple[str, ...]]]:
    """(name, entry, for whom it may be) of every way in."""
    for name in NAMES:
        for handler in handlers(name):
            yield f"{name}.{handler}", getattr(block_class(name), handler), (LEARNER, STAFF, AUTHOR)
    for place in DataideConfig.plugin_app["url_config"].values():
        module = import_module(f"dataide_xblocks.{place['relative_path']}")
        yield from ((f"page {pattern.name}", pattern.callback, (OWN, LINK)) for pattern in _pages(module.urlpatterns))
    for place in DataideConfig.plugin_app["signals_config"].values():
        module = import_module(f"dataide_xblocks.{place['relative_path']}")
        names = [receiver["receiver_func_name"] for receiver in place["receivers"]]
        yield from ((f"receiver {name}", getattr(module, name), (PLATFORM,)) for name in names)
    for name, command in _commands():
        yield f"command {name}", command, (OPERATOR,)


def _pages(patterns: list[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _pages(pattern.url_patterns)
        else:
            yield pattern


def _commands() -> Iterator[tuple[str, type]]:
    for found in pkgutil.iter_modules([f"{folder}/commands" for folder in management.__path__]):
        yield found.name, import_module(f"dataide_xblocks.management.commands.{found.name}").Command


def undeclared() -> list[str]:
    """The ways in that say nothing, or not for whom, or whose door has no measure though browsers reach it."""
    return [name for name, entry, audiences in entrances() if not _declared(entry, audiences)]


def _declared(entry: Any, audiences: tuple[str, ...]) -> bool:
    told = getattr(entry, "declaration", None)
    if not isinstance(told, Declaration) or told.who not in audiences:
        return False
    return told.who in (PLATFORM, OPERATOR) or (told.most > 0 and told.rate > 0)


def test_every_way_in_is_declared():
    kinds = {name.split()[0].split("_")[0] for name, _entry, _audiences in entrances()}
    assert kinds == {"dataide", "page", "receiver", "command"}, "a kind of entrance is not looked at any more"
    assert undeclared() == [], "for whom is it, how large, how often? Declare it with @answers, @own_page or @entrance"


def test_a_handler_that_says_nothing_is_seen(monkeypatch):
    monkeypatch.setattr(PulseBlock, "open_door", faults.ungated, raising=False)
    assert undeclared() == ["dataide_pulse.open_door"]


@pytest.mark.parametrize("nested", [False, True])
def test_a_page_that_says_nothing_is_seen(monkeypatch, nested):
    from dataide_xblocks import urls

    page = path("open", lambda _request: None, name="open")
    monkeypatch.setattr(urls, "urlpatterns", [*urls.urlpatterns, path("in/", include([page])) if nested else page])
    assert undeclared() == ["page open"]


def test_a_receiver_that_says_nothing_is_seen(monkeypatch):
    known = deepcopy(DataideConfig.plugin_app)
    known["signals_config"]["lms.djangoapp"]["receivers"].append({"receiver_func_name": "enrol"})
    monkeypatch.setattr(DataideConfig, "plugin_app", known)
    monkeypatch.setattr(signals, "enrol", lambda *_args, **_more: None, raising=False)
    assert undeclared() == ["receiver enrol"]


def test_a_command_that_says_nothing_is_seen(monkeypatch):
    from dataide_xblocks.management.commands import dataide_purge

    monkeypatch.delattr(dataide_purge.Command, "declaration")
    assert undeclared() == ["command dataide_purge"]


def test_a_page_for_the_wrong_people_or_without_measure_is_seen(monkeypatch):
    from dataide_xblocks import views

    for declaration in (Declaration(PLATFORM, 1, (), 1), Declaration(OWN), ("own", 2_000)):
        monkeypatch.setattr(views.my_data, "declaration", declaration)
        assert undeclared() == ["page my-data"]

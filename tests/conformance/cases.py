"""The 35 things that work in the workbench and break in the platform (contract 12), each a check with a fault it sees.

A check takes a subject and raises AssertionError with what is wrong; a fault is a subject that it must refuse. Cases
without a check here name the tests that hold them, or say why they do not apply.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from xblock.core import XBlock
from xblock.plugin import PLUGIN_CACHE

from .blocks import block_class, example, requests
from .platform import Platform

PACKAGE = Path(__file__).resolve().parents[2] / "dataide_xblocks"
PUBLIC = PACKAGE / "assets" / "public"


@dataclass(frozen=True)
class Subject:
    """What is checked: a class under a name, its example, its requests, its script and style, its sources."""

    name: str
    cls: type[XBlock]
    olx: str
    requests: dict[str, Any] = field(default_factory=dict)
    script: str = ""
    style: str = ""
    sources: dict[str, str] = field(default_factory=dict)

    def block(self, setting: str = "lms", user_id: int | str | None = 7, olx: str = "") -> Any:
        """The block, in a fresh runtime of one of the platform's places."""
        return Platform(setting).block(olx or self.olx, user_id=user_id)

    def twins(self) -> list[Any]:
        """Two of it in one unit."""
        return Platform().unit(self.olx, self.olx.replace('slot="', 'slot="twin-'))


def ours(name: str) -> Subject:
    """A block of ours as a subject."""
    texts = {path.relative_to(PACKAGE).as_posix(): path.read_text("utf-8") for path in sorted(PACKAGE.rglob("*.py"))}
    script, style = ((PUBLIC / f"dataide.{kind}").read_text("utf-8") for kind in ("js", "css"))
    return Subject(name, block_class(name), example(name), requests(name), script, style, texts)


@contextmanager
def registered(subject: Subject) -> Any:
    """The platform finds the subject's class under its name, as an entry point would give it."""
    key = (XBlock.entry_point, subject.name)
    former = PLUGIN_CACHE.get(key)
    PLUGIN_CACHE[key] = subject.cls
    try:
        yield subject
    finally:
        if former is None:
            del PLUGIN_CACHE[key]
        else:
            PLUGIN_CACHE[key] = former


Check = Callable[[Subject], None]


@dataclass(frozen=True)
class Case:
    """A row of the list: what breaks, and what holds it. Exactly one of `check`, `tests` and `why_not` is given."""

    number: int
    breaks: str
    check: Check | None = None
    fault: Callable[[], Subject] | None = None
    tests: tuple[str, ...] = ()
    why_not: str = ""


CASES: dict[int, Case] = {}


def case(number: int, breaks: str, fault: Callable[[], Subject]) -> Callable[[Check], Check]:
    """Register a check and the fault it must see."""

    def register(check: Check) -> Check:
        CASES[number] = Case(number, breaks, check, fault)
        return check

    return register


def held(number: int, breaks: str, *tests: str) -> None:
    """A case that other tests hold, with faults of their own."""
    CASES[number] = Case(number, breaks, tests=tests)


def not_ours(number: int, breaks: str, why: str) -> None:
    """A case that cannot happen to these blocks."""
    CASES[number] = Case(number, breaks, why_not=why)

"""Every block class of ours, found by its entry point, with one authored example each (`examples/<block>.xml`)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import entry_points
from pathlib import Path

import pytest
from xblock.core import XBlock

EXAMPLES = Path(__file__).parent / "examples"
NAMES = sorted(point.name for point in entry_points(group="xblock.v1") if point.value.startswith("dataide_xblocks."))
VIEWS = ("student_view", "author_view", "studio_view")

every_block = pytest.mark.parametrize("name", NAMES)


def block_class(name: str) -> type[XBlock]:
    """The class behind an entry point; loading it must not need Django's app nor any extra."""
    return XBlock.load_class(name)


def example(name: str) -> str:
    """The example's OLX element. A block without one cannot enter the suite: write it."""
    path = EXAMPLES / f"{name}.xml"
    assert path.exists(), f"write tests/conformance/examples/{name}.xml: every block shows one authored example"
    return path.read_text(encoding="utf-8")


def requests(name: str) -> dict[str, dict[str, object]]:
    """What a well-meaning browser sends to each handler: {handler: JSON}."""
    return json.loads((EXAMPLES / f"{name}.json").read_text(encoding="utf-8"))


@contextmanager
def keeps(rule: str) -> Iterator[None]:
    """What a block may not fail at: an error of its own is told as the rule that it breaks."""
    try:
        yield
    except AssertionError:
        raise
    except Exception as error:
        raise AssertionError(f"{rule}: {type(error).__name__}") from error


def handlers(name: str) -> list[str]:
    """The names of a class's handlers, by introspection as the platform finds them."""
    cls = block_class(name)
    return sorted(n for n in dir(cls) if getattr(getattr(cls, n, None), "_is_xblock_handler", False))

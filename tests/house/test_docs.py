"""Documents that cannot rot: commands exist, links lead somewhere, dependencies and decisions have their reasons."""

from __future__ import annotations

import configparser
import re
from pathlib import Path

import pytest

from .files import ROOT, ours, shown

MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
TARGETS = set(re.findall(r"^([a-z][\w-]*):", MAKEFILE, re.MULTILINE))
PAGES = [path for path in ours(".md") if not shown(path).startswith(("content/", "course/"))]
DECISIONS = sorted((ROOT / "docs/decisions").glob("0*.md"))
GUIDES = sorted((ROOT / "docs/guides").glob("*.md"))
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s#]+)(?:#[^)]*)?\)")
PARTS = ("## Context", "## Decision", "## Consequences", "## Rejected")
READERS = ("learner", "designer", "host", "operator")


def dependencies() -> set[str]:
    """Every distribution that setup.cfg or requirements/*.in asks for, lower case."""
    config = configparser.ConfigParser(interpolation=None)
    config.read(ROOT / "setup.cfg", "utf-8")
    lines = config["options"]["install_requires"].splitlines()
    for extra in config["options.extras_require"].values():
        lines += extra.splitlines()
    for path in (ROOT / "requirements").glob("*.in"):
        lines += path.read_text("utf-8").splitlines()
    names = (re.match(r"\s*([A-Za-z][\w.-]*)", line) for line in lines)
    return {name[1].lower() for name in names if name}


def test_every_command_of_make_explains_itself():
    silent = sorted(name for name in TARGETS if not re.search(rf"^{name}:[^\n]*## \S", MAKEFILE, re.MULTILINE))
    assert TARGETS and not silent, f"in the Makefile, no ## text for {', '.join(silent)}"


@pytest.mark.parametrize("path", PAGES, ids=shown)
def test_every_command_of_a_page_exists(path):
    asked = set(re.findall(r"`make ([a-z]+)|^\s*make ([a-z]+)", path.read_text("utf-8"), re.MULTILINE))
    unknown = {first or second for first, second in asked} - TARGETS
    assert not unknown, f"{shown(path)} speaks of make {', '.join(sorted(unknown))}, which does not exist"


@pytest.mark.parametrize("path", PAGES, ids=shown)
def test_every_link_of_a_page_leads_somewhere(path):
    inside = [link for link in LINK.findall(path.read_text("utf-8")) if not re.match(r"\w+:", link)]
    dead = [link for link in inside if not (path.parent / link).exists()]
    assert not dead, f"{shown(path)} links to {', '.join(dead)}, which does not exist"


def test_every_dependency_has_its_reason():
    reasons = (ROOT / "docs/decisions/0004-dependencies.md").read_text("utf-8").lower()
    named = set(re.findall(r"`([a-z][\w.-]*)`", reasons))
    unexplained = sorted(dependencies() - named)
    assert not unexplained, f"say in docs/decisions/0004-dependencies.md why we need {', '.join(unexplained)}"


@pytest.mark.parametrize("path", DECISIONS, ids=shown)
def test_a_decision_says_what_was_rejected(path):
    missing = [part for part in PARTS if f"\n{part}\n" not in path.read_text("utf-8")]
    assert not missing, f"{shown(path)} has no {', '.join(missing)}"


def test_decisions_are_numbered_without_a_hole():
    numbers = [int(path.name[:4]) for path in DECISIONS]
    assert numbers and numbers == list(range(1, len(numbers) + 1)), f"docs/decisions: {numbers}"


def test_every_reader_has_a_guide_in_both_languages():
    expected = {f"{reader}.{language}.md" for reader in READERS for language in ("fr", "en")}
    assert {path.name for path in GUIDES} == expected


@pytest.mark.parametrize("reader", READERS)
def test_the_two_languages_of_a_guide_have_one_shape(reader):
    shapes = {language: _shape(ROOT / f"docs/guides/{reader}.{language}.md") for language in ("fr", "en")}
    assert shapes["fr"] == shapes["en"], f"docs/guides/{reader}: {shapes}"


def _shape(path: Path) -> list[str]:
    """The levels of a page's headings, in order."""
    return re.findall(r"^(#+) ", path.read_text("utf-8"), re.MULTILINE)

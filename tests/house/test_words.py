"""Nothing unfinished, nothing of one person's machine, and nobody's tools in what we publish."""

from __future__ import annotations

import codecs
import re

import pytest

from .files import ours, shown

TEXT = (".py", ".md", ".txt", ".in", ".cfg", ".toml", ".html", ".css", ".js", ".po", ".xml", ".json", "Makefile", "run")
LOCKS = "requirements/"
EXACT = re.compile(r"[a-z0-9.-]+(\[\w+\])?==[\w.]+")


def turned(text: str) -> str:
    """A text turned by thirteen letters, so that this file does not break its own rules."""
    return codecs.decode(text, "rot13")


TOOLS = turned("naguebcvp pynhqr pungtcg tvguho-pbcvybg bcranv fhontrag ynathntr-zbqry").split()
RULES = {
    "something unfinished": re.compile(r"\b(?:TOD[O]|FIXM[E]|X{3})\b"),
    "a path of one machine": re.compile(r"(?<![\w.~])/(?:home/\w|root\b|work/|farm/|Users/\w|tmp/lab)"),
    "the address of a package index": re.compile(r"pyp[i]\.org|python[h]osted|index-ur[l]|find-link[s]"),
    "somebody's tools": re.compile("|".join(map(re.escape, TOOLS)), re.IGNORECASE),
}
# The course may name products and talk of the tools of the day; the rest of the project may not.
COURSE = ("content/", "course/")


@pytest.mark.parametrize("what", RULES)
def test_no_file_holds(what):
    found = [
        f"{shown(path)}:{number}: {line.strip()[:80]}"
        for path in ours(*TEXT)
        if not (what == "somebody's tools" and shown(path).startswith(COURSE))
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if RULES[what].search(line)
    ]
    assert not found, f"{what}: {'; '.join(found[:5])}"


BROKEN = {
    "something unfinished": turned("k = 1  # GBQB yngre"),
    "a path of one machine": turned('bcra("/ebbg/k")'),
    "the address of a package index": turned("--rkgen-vaqrk-hey uggcf://rknzcyr.bet"),
    "somebody's tools": f"as {TOOLS[0].title()} says",
}


@pytest.mark.parametrize("what", RULES)
def test_the_rule_sees(what):
    assert RULES[what].search(BROKEN[what])


def test_locks_are_exact_and_carry_no_address():
    lines = [(path, line) for path in ours(".txt") if shown(path).startswith(LOCKS) for line in path.open()]
    loose = [
        f"{shown(path)}: {line.strip()}" for path, line in lines if not re.match(r"[a-z0-9.-]+(\[\w+\])?==[\w.]+", line)
    ]
    assert lines and not loose, f"not an exact version: {'; '.join(loose)}"

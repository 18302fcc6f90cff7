"""A page cut at its exercises: prose, exercise, prose, each with its line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..domain.exercise import IDENTIFIER
from ..domain.language import _
from .finding import Finding

KINDS = ("problem", "video", "dataide-journal", "dataide-maturity", "dataide-plan", "dataide-pulse")
_MISPLACED = re.compile(rf"[ \t]+`{{3,}}[ \t]*({'|'.join(KINDS)})\b|[ \t]*~{{3,}}[ \t]*({'|'.join(KINDS)})\b")
_OPENS = re.compile(r"(`{3,}|~{3,})[ \t]*([^\s`]*)[ \t]*([^`]*?)[ \t]*$")


@dataclass(frozen=True)
class Prose:
    """Markdown; `line` is where it starts in the page's text."""

    text: str
    line: int


@dataclass(frozen=True)
class Fence:
    """An exercise: its kind, its id, the options of its first line, its text and the line its text starts at."""

    kind: str
    id: str
    options: dict[str, str]
    text: str
    line: int


def cut(body: str, findings: list[Finding]) -> list[Prose | Fence]:
    """The pieces of a page, in order, without the empty ones. Ordinary fences (```text) stay in the prose."""
    pieces: list[Prose | Fence] = []
    prose, start = [], 1
    lines = iter(enumerate(body.split("\n"), 1))
    for number, line in lines:
        if _MISPLACED.match(line):
            findings.append(Finding(number, _("Start this exercise with ``` at the very beginning of the line.")))
        opening = _OPENS.match(line)
        if opening is None or opening[2] in ("text", "") or opening[1][0] == "~":
            prose.append(line)
            prose.extend(_rest(lines, opening[1]) if opening else ())
            continue
        pieces += _prose(prose, start)
        text = list(_rest(lines, opening[1]))
        if not text or text[-1].strip() != opening[1]:
            findings.append(Finding(number, _("This block is never closed: end it with ``` alone on a line.")))
        pieces += _fence(opening, text[:-1], number, findings)
        prose, start = [], number + len(text) + 1
    return [*pieces, *_prose(prose, start)]


def _rest(lines: Iterator[tuple[int, str]], mark: str) -> Iterator[str]:
    """The lines of an open block, its closing line included."""
    for _number, line in lines:
        yield line
        if line.strip() == mark:
            return


def _prose(lines: list[str], start: int) -> list[Prose]:
    text = "\n".join(lines)
    return [Prose(text, start)] if text.strip() else []


def _fence(opening: re.Match[str], text: list[str], number: int, findings: list[Finding]) -> list[Fence]:
    kind, words = opening[2], opening[3].split()
    if kind not in KINDS:
        message = _("“%(kind)s” is not a kind of exercise. The kinds are: %(known)s. For an example, write ```text.")
        findings.append(Finding(number, message, {"kind": kind, "known": ", ".join(KINDS)}))
        return []
    identifier = words[0] if words and "=" not in words[0] else ""
    if not IDENTIFIER.fullmatch(identifier):
        message = _("Write this exercise's id after its kind, as “```%(kind)s w01-name”.")
        findings.append(Finding(number, message, {"kind": kind}))
        return []
    options = dict(word.partition("=")[::2] for word in words[1:])
    return [Fence(kind, identifier, options, "\n".join(text), number + 1)]

"""Questions: the Markdown of Studio's simple problem editor, read strictly, with every mistake named at its line.

Studio takes any line it does not understand for a paragraph, so a mistyped choice silently becomes text. Here it is a
finding. Text is text: it is escaped, and formatting is refused rather than shown as stars.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from . import capa
from .finding import Finding
from .question import Line, Reader
from .sanitize import NOT_XML

Signature = tuple[tuple[str, int, tuple[int, ...], tuple[str, ...]], ...]


@dataclass(frozen=True)
class CoreProblem:
    """`xml` goes inside <problem>, `markdown` in its attribute for Studio's editor; `signature` compares languages."""

    xml: str
    markdown: str
    findings: tuple[Finding, ...]
    signature: Signature


def read_problem(markdown: str, language: str) -> CoreProblem:
    """Read one exercise, of one question or of several between `---`. While a finding is blocking, `xml` is empty."""
    markdown = NOT_XML.sub("", markdown.replace("\r\n", "\n")).rstrip()
    findings: list[Finding] = []
    questions = []
    for lines in _between_rules(_joined(markdown)):
        reader = Reader(lines, language)
        questions.append(reader.question())
        findings += reader.findings
    findings.sort(key=lambda finding: finding.line)
    whole = not any(finding.blocking for finding in findings)
    signature = tuple(question.signature for question in questions)
    xml = capa.written(tuple(questions), language) if whole else ""
    return CoreProblem(xml, _for_studio(markdown), tuple(findings), signature)


def _for_studio(markdown: str) -> str:
    """Studio wants `{{ selected: a }, { unselected: b }}` where we also take `{{selected: a, unselected: b}}`."""
    return re.sub(r"(\{\{\s*selected\s*:[^{}]*?),\s*unselected\s*:([^{}]*\}\})", r"\1}, {unselected:\2", markdown)


_OPENINGS = (("{{", "}}"), (">>", "<<"), ("[[", "]]"))


def _joined(markdown: str) -> Iterator[Line]:
    """Lines, where a label, a feedback or a list of options that goes over several lines is one."""
    start, held, closing = 0, "", ""
    for number, line in enumerate(markdown.split("\n"), 1):
        start, held = (start, f"{held}\n{line.strip()}") if closing else (number, line.strip())
        closing = next((end for begin, end in _OPENINGS if held.rfind(begin) > held.rfind(end)), "")
        if not closing:
            yield start, held
    if closing:
        yield start, held


def _between_rules(lines: Iterator[Line]) -> Iterator[list[Line]]:
    held: list[Line] = []
    for line in lines:
        if re.fullmatch(r"-{3,}", line[1]):
            yield held or [line]
            held = []
        else:
            held.append(line)
    yield held

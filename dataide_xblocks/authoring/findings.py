"""What an author is told: where, and what to do. All of it at once, in the language of the file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ..domain.language import say
from .finding import Finding


@dataclass(frozen=True)
class Problem:
    """An author’s mistake: a msgid that `params` fill. Nothing is written while a `blocking` one stands.

    `rule` is the rule of docs/content-rules.md that asks for it, as "Q-44", or "".
    """

    path: str
    line: int
    message: str
    params: Mapping[str, object] = field(default_factory=dict)
    blocking: bool = True
    rule: str = ""

    def printed(self, language: str | None = None) -> str:
        """`path:line: what to do [rule]`, in `language`, else in the language of the file."""
        words = language or ("en" if self.path.startswith(("content/en", "course/en")) else "fr")
        rule = f" [{self.rule}]" if self.rule else ""
        return f"{self.path}:{self.line}: {say(words)(self.message, **self.params)}{rule}"


def placed(path: str, first: int, findings: Iterable[Finding]) -> list[Problem]:
    """The findings of a text that starts at line `first` of `path`."""
    return [Problem(path, first + f.line - 1, f.message, f.params, f.blocking, f.rule) for f in findings]


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """By file and line, what blocks first at each place."""
    return sorted(problems, key=lambda p: (p.path, p.line, not p.blocking, p.message))


def blocking(problems: Iterable[Problem]) -> list[Problem]:
    """Those that stand in the way of a build."""
    return [problem for problem in problems if problem.blocking]

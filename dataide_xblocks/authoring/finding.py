"""What a reader of text has to say to its author, before anyone knows which file the text came from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace


@dataclass(frozen=True)
class Finding:
    """`line` counts from 1 in the text that was given; `message` is an English msgid that `params` fill.

    `rule` is the rule of docs/content-rules.md that asks for it, as "Q-44"; "" for what the files themselves need.
    """

    line: int
    message: str
    params: Mapping[str, object] = field(default_factory=dict)
    blocking: bool = True
    rule: str = ""


def under(rule: str, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings of one rule."""
    return (replace(finding, rule=rule) for finding in findings)


def moved(findings: Iterable[Finding], first: int) -> list[Finding]:
    """The findings of a text that starts at line `first` of a longer one."""
    return [replace(finding, line=first + finding.line - 1) for finding in findings]

"""What a reader of text has to say to its author, before anyone knows which file the text came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Finding:
    """`line` counts from 1 in the text that was given; `message` is an English msgid that `params` fill."""

    line: int
    message: str
    params: Mapping[str, object] = field(default_factory=dict)
    blocking: bool = True

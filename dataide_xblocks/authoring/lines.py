"""Where things stand in a Markdown source: Python-Markdown forgets its lines, so the source itself is searched."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from ..domain.language import _
from . import typography, wording
from .finding import Finding

_CODE = re.compile(
    r"^(?P<fence>[ ]{0,8}(?:`{3,}|~{3,}))[^\n]*\n(?:.*?^(?P=fence)[`~ ]*$|.*)"
    r"|(?<!`)(?P<tick>`{1,2})(?!`)[^\n]+?(?P=tick)(?!`)"
    r"|<!--.*?(?:-->|\Z)",
    re.MULTILINE | re.DOTALL,
)
_HEADING = re.compile(r"^[ >]*(?P<marks>#{1,6})[ \t]*[^\s#]|^(?=[^\n]*\w)[^\n|]+\n(?P<under>=+|-+)[ ]*$", re.MULTILINE)
_EMPTY_HEADER = re.compile(r"^[ |>]*\n[ >]*\|[ ]*:?-+:?[ ]*\|", re.MULTILINE)
_NOTE = re.compile(r"^[ ]{0,3}\[\^([^\]\n]{1,80})\]:|\[\^([^\]\n]{1,80})\]", re.MULTILINE)

# Marks that are not prose; each goes without leaving a space, so that `<b>Oui</b>!` reads « Oui! ».
_MARKS = re.compile(
    r"<span lang=[^>\n]{1,40}>[^<]{0,2000}</span>"
    r"|</?[A-Za-z][^<>\n]{0,500}>"
    r"|\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)"
    r"|^[ ]{0,3}\[\^?[^\]\n]+\]:(?:[ ]*\S+[ ]*(?:\"[^\"\n]*\")?[ ]*$)?"
    r"|^[ ]{0,3}\*\[[^\]\n]+\]:"
    r"|^[ ]*:[ ]+"
    r"|\[\^[^\]\n]{1,80}\]"
    r"|\{:?[ ]*[.#\w][^{}\n]*\}"
    r"|!\["
    r"|^[ |:]*-[ |:-]*$",
    re.MULTILINE,
)
_BOX_TITLE = re.compile(r'^([ ]*(?:!!!|\?\?\?)[ ]*\w+[ ]*)"(.*)"[ ]*$', re.MULTILINE)


class Lines:
    """A source and the lines of what is in it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.masked = _CODE.sub(lambda code: re.sub(r"[^\n]", " ", code[0]), text)
        self._folded = self.masked.lower()
        self._seen: Counter[str] = Counter()

    def at(self, offset: int) -> int:
        """The line of a character."""
        return self.text.count("\n", 0, offset) + 1

    def next(self, needle: str) -> int:
        """The line of the next occurrence of `needle`: the second call finds the second one, and so on."""
        needle = needle.lower()
        start = self._folded.find(needle, self._seen[needle]) if needle else -1
        if start >= 0:
            self._seen[needle] = start + 1
        return self.at(max(start, 0))

    def restart(self) -> None:
        """Count the occurrences from the first one again, for a second reading of the same source."""
        self._seen.clear()

    def headings(self) -> Iterator[tuple[int, int]]:
        """(line, level) of every heading."""
        for match in _HEADING.finditer(self.masked):
            under = match["under"]
            yield self.at(match.start()), (1 if under[0] == "=" else 2) if under else len(match["marks"])

    def findings(self, language: str) -> Iterator[Finding]:
        """What can be seen in the source alone: tables without header, notes without text, typography."""
        for match in _EMPTY_HEADER.finditer(self.masked):
            yield Finding(self.at(match.start()), _("Give every column of this table a header."), rule="Q-52")
        notes = list(_NOTE.finditer(self.masked))
        defined = {note[1] for note in notes}
        for note in notes:
            if note[2] and note[2] not in defined:
                message = _("The note “%(name)s” is called here but written nowhere.")
                yield Finding(self.at(note.start()), message, {"name": note[2]})
        prose = self._prose()
        yield from typography.complaints(prose, language)
        yield from wording.complaints(prose, language)

    def _prose(self) -> str:
        text = _CODE.sub(lambda code: "\ufffc" + "\n" * code[0].count("\n"), self.text)
        text = _BOX_TITLE.sub(r"\2", text)
        return _MARKS.sub(lambda mark: "\n" * mark[0].count("\n"), text)

"""The sentences our code and templates show: what the catalogue must hold, no more and no less.

In Python: `_("…")`, `say(language)("…")` and the functions made by `say`, and Django's gettext functions. In templates:
`translate`, `blocktranslate` and `_("…")`. A sentence must be a literal where it is marked, or it cannot be found.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

Message = tuple[str | None, str]
MARKS = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy"}
WITH_CONTEXT = {"pgettext", "pgettext_lazy", "npgettext"}
TAG = re.compile(r"{%\s*(translate|trans|blocktranslate|blocktrans|plural|endblocktrans(?:late)?)\b(.*?)%}", re.DOTALL)
LITERAL = re.compile(r"""\s*(?:"([^"]*)"|'([^']*)')""")
CONTEXT = re.compile(r"""\bcontext\s+(?:"([^"]*)"|'([^']*)')""")
INLINE = re.compile(r"""_\((?:"([^"]*)"|'([^']*)')\)""")
PLACE = re.compile(r"{{\s*([\w.]+)[^}]*}}")


def msgids(room: Path) -> set[Message]:
    """(context, msgid) of every sentence under a folder."""
    found: set[Message] = set()
    for path in sorted(room.rglob("*.py")):
        found.update(in_python(path.read_text("utf-8")))
    for path in sorted(room.rglob("*.html")):
        found.update(in_template(path.read_text("utf-8")))
    return found


def in_python(source: str) -> Iterator[Message]:
    """The sentences marked in a Python file."""
    tree = ast.parse(source)
    speakers = {*MARKS, *_made_by_say(tree)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = _name(node.func)
        if name in WITH_CONTEXT and len(node.args) > 1:
            yield from ((context, text) for context in _texts(node.args[0]) for text in _texts(node.args[1]))
        elif name in speakers or _is_say(node.func):
            yield from ((None, text) for text in _texts(node.args[0]))


def _made_by_say(tree: ast.AST) -> Iterator[str]:
    """The names that hold a function made by `say(language)`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and _is_say(node.value):
            yield from (name for target in node.targets if (name := _name(target)))


def _is_say(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and _name(node.func) == "say"


def _name(node: ast.AST) -> str:
    """`say` in `say` and in `language.say`."""
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def _texts(node: ast.AST) -> Iterator[str]:
    """The literal a mark holds, or both of a condition."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _texts(node.body)
        yield from _texts(node.orelse)


def in_template(source: str) -> Iterator[Message]:
    """The sentences marked in a Django template, as Django itself makes their msgids."""
    opened: tuple[str | None, bool, int] | None = None
    for tag in TAG.finditer(source):
        word, rest = tag.groups()
        if opened and (word == "plural" or word.startswith("end")):
            context, trimmed, start = opened
            if start >= 0:
                yield context, _block(source[start : tag.start()], trimmed)
            opened = (context, trimmed, -1) if word == "plural" else None
        elif word.startswith("block"):
            opened = (_quoted(CONTEXT.search(rest)), bool(re.search(r"\btrimmed\b", rest)), tag.end())
        elif literal := LITERAL.match(rest):
            yield _quoted(CONTEXT.search(rest)), _quoted(literal) or ""
    yield from ((None, _quoted(found) or "") for found in INLINE.finditer(source))


def _quoted(match: re.Match[str] | None) -> str | None:
    """What stands between the quotation marks, of either kind."""
    return None if match is None else next(text for text in match.groups() if text is not None)


def _block(text: str, trimmed: bool) -> str:
    """The msgid of a block: `{{ name }}` is a place, a percent sign is doubled, and `trimmed` joins the lines."""
    places = PLACE.sub(lambda found: f"%({found[1]})s", text.replace("%", "%%"))
    return " ".join(line.strip() for line in places.strip().splitlines()) if trimmed else places

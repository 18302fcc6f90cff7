"""What an author has written, as files: read once, refused politely, nothing understood yet."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..domain.language import _
from . import sanitize
from .findings import Problem, placed

DEFINED = ("models", "plans")  # what a TOML file of its own defines, once in each language
FOLDERS = ("about", "files", "images", "materials", *DEFINED, "tabs")
PICTURES = (".svg", ".png", ".jpg", ".webp")
NAME = re.compile(r"[a-z0-9][a-z0-9-]*\.[a-z0-9]+")
WEEK = re.compile(r"w\d\d")
HEAVIEST = {"images": 300_000, "files": 200_000}  # bytes
HELD = {"images": "Q-08", "files": "Q-34"}  # the rule that says so, in docs/content-rules.md
# No macro, no page, no program: the platform serves downloads from its own address.
DOWNLOADS = (".csv", ".docx", ".odp", ".ods", ".odt", ".pdf", ".pptx", ".srt", ".svg", ".txt", ".vtt", ".xlsx")
_BEGINS = {".png": rb"\x89PNG\r\n\x1a\n", ".jpg": rb"\xff\xd8\xff", ".webp": rb"RIFF.{4}WEBP"}
LONGEST = 200_000  # bytes of a page or a table: far more than a person writes, far less than a mistake pastes
# Control characters break XML, and signs that turn the direction of a line hide what it says.
INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
_LINK = _("This is a link to another place. Copy the file here instead: a course travels alone.")
INVISIBLE_CHARACTER = _(
    "An invisible character stands on this line: delete it and what is beside it, then type it again."
)


@dataclass(frozen=True)
class Document:
    """A page: its front matter, its Markdown, the line that starts at, and where each key of the front stands."""

    path: str
    meta: dict[str, Any]
    body: str
    first: int
    digest: str

    def line(self, key: str) -> int:
        """The line of the front matter that holds `key`, else the first."""
        return self.meta_lines.get(key, 1)

    meta_lines: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Table:
    """A TOML file and the text it was read from, to find a key's line again."""

    path: str
    text: str
    values: dict[str, Any]

    def line(self, key: str, value: str = "") -> int:
        """The line where `key` is first written, or the one that holds `value` between quotes, else 1."""
        written = rf'^.*"{re.escape(value)}"' if value else rf"^[ \t]*\[*{re.escape(key)}\b"
        found = re.search(written, self.text, re.M)
        return self.text.count("\n", 0, found.start()) + 1 if found else 1


@dataclass(frozen=True)
class Asset:
    """A picture or a download, by its name; its bytes stay on the disk."""

    name: str
    path: Path
    size: int


@dataclass
class Sources:
    """Everything under `content/<language>`, by kind. Paths are relative to the project, with forward slashes."""

    language: str
    course: Table | None = None
    weeks: dict[str, Table] = field(default_factory=dict)
    pages: list[Document] = field(default_factory=list)
    texts: dict[str, Document] = field(default_factory=dict)
    defined: dict[str, dict[str, Table]] = field(default_factory=lambda: {folder: {} for folder in DEFINED})
    images: dict[str, Asset] = field(default_factory=dict)
    files: dict[str, Asset] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    unread: bool = False  # a page or a table could not be read, so nobody can say what is missing


def load(root: Path, language: str) -> Sources:
    """Read `content/<language>` under the project's `root`. Never raises for an author's mistake."""
    sources, folder = Sources(language), root / "content" / language
    if not folder.is_dir():
        message = _("There is no folder of pages here: make it, or run the command from the project's folder.")
        sources.problems.append(Problem(f"content/{language}", 1, message))
        return sources
    if folder.is_symlink() or folder.parent.is_symlink():
        sources.problems.append(Problem(f"content/{language}", 1, _LINK))
        return sources
    for path in _files(folder, sources, root):
        _sort(path, path.relative_to(folder).parts, path.relative_to(root).as_posix(), sources)
    if sources.course is None and not sources.problems:
        message = _("The course has no settings: write course.toml here.")
        sources.problems.append(Problem(f"content/{language}/course.toml", 1, message))
    return sources


def load_tables(root: Path, language: str, kind: str) -> dict[str, Table]:
    """The tables of one folder by name, and nothing else: what another language's blocks carry as translation."""
    aside, folder = Sources(language), root / "content" / language
    for path in sorted((folder / kind).glob("*.toml")):
        if path.is_file() and not path.is_symlink():
            _sort(path, path.relative_to(folder).parts, path.relative_to(root).as_posix(), aside)
    return aside.defined[kind]


def _files(folder: Path, sources: Sources, root: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(root).as_posix()
        if path.is_symlink():
            sources.problems.append(Problem(name, 1, _LINK))
        elif path.is_file() and not path.name.startswith("."):
            if not NAME.fullmatch(path.name) and path.parent.name not in ("about",):
                message = _("Name this file with lower-case letters, digits and hyphens only, as “02-exemple.md”.")
                sources.problems.append(Problem(name, 1, message))
            yield path


def _sort(path: Path, parts: tuple[str, ...], name: str, sources: Sources) -> None:
    match parts:
        case ("course.toml",):
            sources.course = _table(path, name, sources)
        case (week, "week.toml") if WEEK.fullmatch(week):
            table = _table(path, name, sources)
            if table:
                sources.weeks[week] = table
            sources.unread |= table is None
        case (week, page) if WEEK.fullmatch(week) and page.endswith(".md"):
            document = _document(path, name, sources)
            if document:
                sources.pages.append(document)
            sources.unread |= document is None
        case ("about" | "tabs", page) if page.endswith(".md"):
            document = _document(path, name, sources, fronted=False)
            if document:
                sources.texts["/".join(parts)] = document
        case (folder, written) if folder in DEFINED and written.endswith(".toml"):
            table = _table(path, name, sources)
            if table:
                sources.defined[folder][written.removesuffix(".toml")] = table
            sources.unread |= table is None
        case ("materials", page) if page.endswith((".md", ".toml")):
            pass  # the sources of downloads: scripts/materials.py reads them
        case (("images" | "files") as kind, asset):
            _asset(path, kind, asset, name, sources)
        case _:
            message = _("Nobody reads a file here. Pages go in w00 to w12, pictures in images, downloads in files.")
            sources.problems.append(Problem(name, 1, message))


def _text(path: Path, name: str, sources: Sources) -> str | None:
    """The text of a file, whatever its ends of line; None when it is not text in UTF-8."""
    if path.stat().st_size > LONGEST:
        message = _("This text is longer than %(limit)s characters: cut it into several pages.")
        sources.problems.append(Problem(name, 1, message, {"limit": LONGEST}))
        return None
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = _("This file is not in UTF-8 from this line on: save it again as UTF-8.")
        sources.problems.append(Problem(name, line, message))
        return None
    for line, written in enumerate(text.split("\n"), 1):
        if INVISIBLE.search(written):
            sources.problems.append(Problem(name, line, INVISIBLE_CHARACTER))
    return text


def toml(text: str, name: str, first: int, problems: list[Problem]) -> dict[str, Any] | None:
    """The table in `text`, which starts at line `first` of `name`; None, and a problem, when it is not TOML."""
    try:
        values = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        found = re.search(r"at line (\d+)", str(error))
        line = first + (int(found[1]) if found else text.count("\n") + 1) - 1
        message = _("This line is not written as TOML: look for a missing quote or bracket.")
        problems.append(Problem(name, line, message))
        return None
    if not seen_all(values):  # written as an escape: "\u0007"
        line = next((n for n, written in enumerate(text.split("\n"), first) if "\\" in written), first)
        problems.append(Problem(name, line, INVISIBLE_CHARACTER))
        return None
    return values


def seen_all(values: Any) -> bool:
    """Whether nothing in a TOML value is invisible."""
    return not any(INVISIBLE.search(value) for value in strings(values))


def strings(value: Any) -> Iterator[str]:
    """Every string of a TOML value, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from strings(inner)


def _table(path: Path, name: str, sources: Sources) -> Table | None:
    text = _text(path, name, sources)
    values = toml(text, name, 1, sources.problems) if text is not None else None
    return Table(name, text, values) if text is not None and values is not None else None


def _document(path: Path, name: str, sources: Sources, fronted: bool = True) -> Document | None:
    text = _text(path, name, sources)
    if text is None:
        return None
    digest = hashlib.sha256(text.encode()).hexdigest()
    front = re.match(r"\+\+\+[ \t]*\n(.*?)^\+\+\+[ \t]*(?:\n|\Z)", text, re.S | re.M)
    if front is None:
        if not fronted:
            return Document(name, {}, text, 1, digest)
        message = _("Start this page with its id and title between two lines of “+++”.")
        sources.problems.append(Problem(name, 1, message))
        return None
    meta = toml(front[1], name, 2, sources.problems)
    if meta is None:
        return None
    lines = {
        m[1]: number for number, line in enumerate(front[1].split("\n"), 2) if (m := re.match(r"\s*([\w-]+)\s*=", line))
    }
    return Document(name, meta, text[front.end() :], front[0].count("\n") + 1, digest, lines)


def _asset(path: Path, kind: str, asset: str, name: str, sources: Sources) -> None:
    size, most = path.stat().st_size, HEAVIEST[kind]
    if size > most:
        message = _("This file weighs %(size)s KB. Keep it under %(most)s KB: many learners have a slow connection.")
        params = {"size": size // 1000, "most": most // 1000}
        sources.problems.append(Problem(name, 1, message, params, rule=HELD[kind]))
    elif kind == "images" and path.suffix not in PICTURES:
        sources.problems.append(Problem(name, 1, _("Pictures are SVG, PNG, JPG or WEBP files.")))
    elif kind == "files" and path.suffix not in DOWNLOADS:
        message = _("Learners cannot be given such a file. Downloads end with: %(known)s.")
        sources.problems.append(Problem(name, 1, message, {"known": ", ".join(DOWNLOADS)}, rule="Q-34"))
    elif path.suffix in _BEGINS and not re.match(_BEGINS[path.suffix], path.read_bytes()[:16], re.S):
        message = _("This is not a picture of the kind its name says: save it again as %(kind)s.")
        sources.problems.append(Problem(name, 1, message, {"kind": path.suffix[1:].upper()}))
    elif path.suffix == ".svg":
        sources.problems += placed(name, 1, sanitize.svg_findings(path.read_bytes()))
    known = sources.images if kind == "images" else sources.files
    known[asset] = Asset(asset, path, size)

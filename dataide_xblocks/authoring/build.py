"""Read everything, check everything, then write: nothing is written while a blocking problem stands."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from ..domain.language import LANGUAGES, _
from . import checks, ids, olx, rules
from .assemble import assemble
from .cache import Cache
from .course import Course
from .findings import Problem, blocking, in_order

CACHE = "var/authoring"
Tell = Callable[[str], None]


@dataclass
class Report:
    """What a build found and did. Paths are relative to the project."""

    courses: dict[str, Course] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    kept: int = 0
    ids: ids.Changes = field(default_factory=lambda: ids.Changes(""))

    @property
    def blocked(self) -> bool:
        return bool(blocking(self.problems))


def load(
    root: Path, language: str, start: date | None = None, cache: Cache | None = None
) -> tuple[Course | None, list[Problem]]:
    """The course in one language and its own problems; what concerns both languages is `read`'s to say."""
    cache = cache or Cache(root / CACHE / f"{language}.pickle")
    course, problems = assemble(root, language, start, cache)
    cache.keep()
    if course:
        problems += [problem for check in checks.ALONE for problem in check(course)]
        problems += rules.broken(course)
    return course, in_order(problems)


def read(
    root: Path, start: date | None = None, retire: Collection[str] = (), tell: Tell = lambda _step: None
) -> Report:
    """Both courses, and every problem of each, of the two together and of the ids they publish."""
    report = Report()
    for language in LANGUAGES:
        tell(f"content/{language}")
        course, problems = load(root, language, start)
        report.problems += problems
        if course:
            report.courses[language] = course
    if report.courses.keys() == set(LANGUAGES):
        report.problems += checks.together(report.courses)
        report.problems += rules.compared(report.courses)
    if report.courses.keys() == set(LANGUAGES) and all(course.whole for course in report.courses.values()):
        ledger = root / ids.LEDGER
        published = ledger.read_text("utf-8", errors="replace") if ledger.exists() else ""
        found = {
            name: where for language in reversed(LANGUAGES) for name, where in report.courses[language].ids.items()
        }
        report.ids = ids.compare(published, found, retire)
        report.problems += report.ids.problems
    report.problems = in_order(report.problems)
    return report


def trees(report: Report) -> dict[str, bytes]:
    """Every file of `course/`, by its path in the project: both trees and the ledger."""
    files = {
        f"course/{language}/{path}": content
        for language, course in report.courses.items()
        for path, content in olx.tree(course).items()
    }
    return {**files, ids.LEDGER: report.ids.text.encode()}


def build(
    root: Path, start: date | None = None, retire: Collection[str] = (), tell: Tell = lambda _step: None
) -> Report:
    """Bring `course/` up to date with `content/`, touching only what changed."""
    report, files = _ready(root, start, retire, tell)
    if report.blocked:
        return report
    tell("course")
    for path, content in files.items():
        if _same(root / path, content):
            report.kept += 1
        else:
            _write(root / path, content)
            report.written.append(path)
    for path in _stale(root, files):
        (root / path).unlink()
        report.removed.append(path)
    return report


def check(root: Path, start: date | None = None, tell: Tell = lambda _step: None) -> Report:
    """The same as `build` in memory; a file of `course/` that differs from its sources is a problem."""
    report, files = _ready(root, start, (), tell)
    if report.blocked:
        return report
    stale = [path for path, content in files.items() if not _same(root / path, content)] + _stale(root, files)
    if stale:
        message = _(
            "%(count)s files of course/ are not what the sources say, this one first: "
            "run “make build”, and never edit them by hand."
        )
        report.problems.append(Problem(stale[0], 1, message, {"count": len(stale)}))
    return report


def _ready(root: Path, start: date | None, retire: Collection[str], tell: Tell) -> tuple[Report, dict[str, bytes]]:
    """What was read and the files it makes; none while a blocking problem stands."""
    report = read(root, start, retire, tell)
    files = {} if report.blocked else trees(report)
    report.problems += _leading_out(root, files)
    return report, files


def _leading_out(root: Path, files: Collection[str]) -> list[Problem]:
    """A build writes and removes inside `course/` only: a link that leads out of it stops everything."""
    inside = root.resolve() / "course"
    there = {path.rpartition("/")[0] for path in [*files, *_stale(root, files)]}
    message = _("This folder leads out of the course. Remove the link: a build writes only inside it.")
    out = [folder for folder in sorted(there) if not (root / folder).resolve().is_relative_to(inside)]
    return [Problem(folder, 1, message) for folder in out[:1]]


def _same(path: Path, content: bytes) -> bool:
    return path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content


def _write(path: Path, content: bytes) -> None:
    """Write the whole file or nothing: a crash leaves the former one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.new")
    temporary.write_bytes(content)
    temporary.replace(path)


def _stale(root: Path, files: Collection[str]) -> list[str]:
    """Files of the two trees that no source makes any more."""
    found = (path for language in LANGUAGES for path in (root / "course" / language).rglob("*") if not path.is_dir())
    return sorted({path.relative_to(root).as_posix() for path in found} - set(files))

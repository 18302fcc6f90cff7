"""What a person types: `dataide build`, `check`, `report`, `pack`, `new`, `align`, `demo`, `doctor`."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import __version__
from .domain.language import _, language_of, say

try:
    import click
except ImportError:  # the base package is installed alone, as in LMS
    sys.exit(
        say(os.environ.get("LANG"))(_("This command needs the authoring extra: pip install dataide-xblocks[authoring]"))
    )

if TYPE_CHECKING:
    from .authoring.build import Report
    from .authoring.findings import Problem

LANG = language_of(os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG"))
words = say(LANG)


def helped(message: str) -> str:
    """The help of a command or an option, in the language of the terminal."""
    return words(message)


@click.group(help=helped(_("Write the course, check it, build it and look at it.")))
@click.version_option(__version__, prog_name="dataide")
@click.option("--root", type=click.Path(path_type=Path), default=Path(), help=helped(_("The project's folder.")))
@click.option("--lang", type=click.Choice(["fr", "en"]), help=helped(_("The language of what is said about pages.")))
@click.pass_context
def main(context: click.Context, root: Path, lang: str | None) -> None:
    context.obj = {"root": root, "lang": lang}


def started(_context: click.Context, _option: click.Parameter, value: str | None) -> date | None:
    """The Monday that week 1 opens."""
    try:
        day = date.fromisoformat(value) if value else None
    except ValueError:
        day = date(1, 1, 2)
    if day and day.weekday():
        raise click.BadParameter(words(_("Write the Monday that week 1 opens, as 2027-01-18.")))
    return day


start = click.option("--start", callback=started, help=helped(_("The Monday that week 1 opens, as 2027-01-18.")))


def told(problems: list[Problem], lang: str | None) -> None:
    """Every problem, those that block in a summary of their own."""
    for problem in problems:
        mark = "✗" if problem.blocking else "·"
        click.echo(f"{mark} {problem.printed(lang)}", err=problem.blocking)


def ended(report: Report, lang: str | None) -> None:
    """Say the problems, and stop with 1 when one of them blocks."""
    from .authoring.rules import drafts

    told(report.problems, lang)
    waiting = ", ".join(drafts(report.courses))
    if waiting:
        click.echo(words(_("Drafts, not held to the rules of content yet: %(weeks)s."), weeks=waiting), err=True)
    if report.blocked:
        count = sum(problem.blocking for problem in report.problems)
        click.echo(words(_("%(count)s to correct; nothing was written."), count=count), err=True)
        raise SystemExit(1)


def step(name: str) -> None:
    click.echo(f"… {name}", err=True)


def in_words(report: Report) -> str:
    """What happened to the ids, always said: learners' work hangs on them."""
    ids = report.ids
    if not ids.new and not ids.retired:
        return words(_("0 ids changed"))
    return words(
        _("%(new)s new ids, %(retired)s retired, 0 others changed"), new=len(ids.new), retired=len(ids.retired)
    )


@main.command(help=helped(_("Build both courses from content/ into course/.")))
@start
@click.option("--retire", multiple=True, metavar="ID", help=helped(_("Say that a published id is gone on purpose.")))
@click.pass_obj
def build(obj: dict[str, Any], start: date | None, retire: tuple[str, ...]) -> None:
    from .authoring.build import build as build_course

    report = build_course(obj["root"], start, retire, step)
    ended(report, obj["lang"])
    counts = {"written": len(report.written), "removed": len(report.removed), "kept": report.kept}
    click.echo(words(_("%(written)s files written, %(removed)s removed, %(kept)s unchanged"), **counts))
    click.echo(in_words(report))


@main.command(help=helped(_("Check both courses and that course/ is what content/ says. Writes nothing.")))
@start
@click.pass_obj
def check(obj: dict[str, Any], start: date | None) -> None:
    from .authoring.build import check as check_course

    report = check_course(obj["root"], start, step)
    ended(report, obj["lang"])
    pages = {language: len(course.verticals) for language, course in report.courses.items()}
    click.echo(words(_("Checked: %(fr)s pages in French, %(en)s in English."), **pages))
    click.echo(in_words(report))


@main.command(help=helped(_("Count what each week asks: words, minutes, questions, fields, downloads.")))
@click.option("--week", type=click.IntRange(0, 99), help=helped(_("One week only, with its pages.")))
@click.option("--docs", is_flag=True, help=helped(_("Write the table of docs/course-table.md instead.")))
@click.pass_obj
def report(obj: dict[str, Any], week: int | None, docs: bool) -> None:
    from .authoring import counts
    from .authoring.build import read

    found = read(obj["root"], None, (), step)
    if found.blocked:
        ended(found, obj["lang"])
    if docs:
        (obj["root"] / counts.TABLE).write_text(counts.table(found.courses), "utf-8")
        click.echo(counts.TABLE)
        return
    there = counts.numbers(found.courses)
    if week is not None and week not in there:
        raise SystemExit(words(_("There is no week %(week)s."), week=week))
    for number in there if week is None else [week]:
        click.echo("\n".join(counts.page_of(found.courses, number, obj["lang"] or LANG, pages=week is not None)))
    if week is not None:
        told([problem for problem in found.problems if f"/w{week:02}/" in problem.path], obj["lang"])


@main.command(help=helped(_("Make one archive per course, for Studio's import.")))
@start
@click.pass_obj
def pack(obj: dict[str, Any], start: date | None) -> None:
    from .authoring import olx
    from .authoring.build import read
    from .authoring.pack import pack as pack_course

    report = read(obj["root"], start, (), step)
    ended(report, obj["lang"])
    if report.ids.new:  # an archive publishes ids: the ledger must know them first
        raise SystemExit(words(_("The ledger of ids is not up to date: run “dataide build” first.")))
    if any(problem.rule == "Q-25" for problem in report.problems):  # looked at, yes; given to people, no
        raise SystemExit(words(_("Facts are too old to be given to a cohort: check the sources named above again.")))
    for language, course in report.courses.items():
        name = f"{course.settings.number}-{course.settings.run}"
        archive = pack_course(olx.tree(course), language, obj["root"] / "dist" / f"{name}.tar.gz")
        click.echo(f"{archive.path}  {archive.size // 1000} kB  sha256 {archive.sha256}")


@main.command(help=helped(_("Say that English pages are aligned with the French ones (ids; none: all).")))
@click.argument("pages", nargs=-1)
@click.pass_obj
def align(obj: dict[str, Any], pages: tuple[str, ...]) -> None:
    from .authoring.align import align as align_pages

    aligned, missing = align_pages(obj["root"], pages)
    for path in aligned:
        click.echo(path)
    for name in missing:
        click.echo(words(_("There is no page “%(name)s”."), name=name), err=True)
    raise SystemExit(bool(missing))


@main.group(help=helped(_("Start a week, a page or an exercise in both languages.")))
def new() -> None:
    pass


def made(make: Callable[[], list[str]], lang: str | None) -> None:
    """Make files and name them, or say why not."""
    from .authoring.new import Taken

    try:
        paths = make()
    except Taken as taken:
        click.echo(taken.problem.printed(lang or LANG), err=True)
        raise SystemExit(1) from None
    for path in paths:
        click.echo(path)
    click.echo(words(_("Write them, then run “dataide check”.")))


@new.command("week", help=helped(_("A week: its number.")))
@click.argument("number", type=click.IntRange(0, 99))
@click.pass_obj
def new_week(obj: dict[str, Any], number: int) -> None:
    from .authoring.new import new_week as make

    made(lambda: make(obj["root"], number), obj["lang"])


@new.command("page", help=helped(_("A page: its week (as w01) and its id.")))
@click.argument("week")
@click.argument("id")
@click.pass_obj
def new_page(obj: dict[str, Any], week: str, id: str) -> None:
    from .authoring.new import new_page as make

    made(lambda: make(obj["root"], week, id), obj["lang"])


@new.command("exercise", help=helped(_("An exercise: its kind, the id of its page and its own id.")))
@click.argument("kind")
@click.argument("page")
@click.argument("id")
@click.pass_obj
def new_exercise(obj: dict[str, Any], kind: str, page: str, id: str) -> None:
    from .authoring.new import new_exercise as make

    made(lambda: make(obj["root"], kind, page, id), obj["lang"])


@main.command(help=helped(_("Look at the course on this computer, as a learner does.")))
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@click.option("--open", "open_browser", is_flag=True, help=helped(_("Open the browser.")))
@click.pass_obj
def demo(obj: dict[str, Any], port: int, open_browser: bool) -> None:
    try:
        from .preview.serve import main as serve
    except ImportError:
        raise SystemExit(
            words(_("This command needs the preview extra: pip install dataide-xblocks[preview]"))
        ) from None
    raise SystemExit(serve(port, obj["root"].resolve(), open_browser))


@main.command(help=helped(_("Say what works of this installation, and what to do about the rest.")))
@click.option("--course", default="", help=helped(_("A course to look at, by its key.")))
@click.pass_obj
def doctor(obj: dict[str, Any], course: str) -> None:
    from .doctor import examine, ready

    language = obj["lang"] or LANG
    there = ready()
    if not there:
        place = _("No platform here: in Tutor, run it as “tutor local exec lms dataide doctor”.")
        click.echo(say(language)(place), err=True)
    found = examine(course, everything=there)
    for finding in found:
        click.echo(finding.printed(language))
    raise SystemExit(0 if there and all(finding.ok is not False for finding in found) else 1)


if __name__ == "__main__":
    main()

"""What each week asks of a learner, counted: words, minutes, questions, fields, pictures and downloads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields

from ..domain.language import LANGUAGES, _, say
from .course import Chapter, Course, Html, Inline, Question
from .size import ESSENTIAL_MINUTES

_YES, _NO = "✓", "✗"
TABLE = "docs/course-table.md"


@dataclass(frozen=True)
class Count:
    """The numbers of one week, or of all, in one language. Words are those of the prose; an exercise counts by time."""

    pages: int = 0
    words: int = 0
    reading: int = 0
    activity: int = 0
    essential: int = 0
    questions: int = 0
    fields: int = 0
    pictures: int = 0
    downloads: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(*(getattr(self, each.name) + getattr(other, each.name) for each in fields(self)))


LABELS = {
    "pages": _("Pages"),
    "words": _("Words to read"),
    "reading": _("Reading, minutes"),
    "activity": _("Activities, minutes"),
    "essential": _("Essential pages, minutes"),
    "questions": _("Quiz questions"),
    "fields": _("Fields of the plan"),
    "pictures": _("Pictures"),
    "downloads": _("Downloads"),
}
BY_LANGUAGE = ("words", "reading", "essential")  # the rest is the same in both: `dataide check` sees to it


def count(chapter: Chapter) -> Count:
    """The numbers of a week. A field asked or a file offered twice in a week counts once."""
    pages = chapter.verticals
    components = [component for page in pages for component in page.components]
    prose = [component for component in components if isinstance(component, Html)]
    return Count(
        pages=len(pages),
        words=sum(page.words for page in pages),
        reading=sum(page.minutes - page.activity for page in pages),
        activity=sum(page.activity for page in pages),
        essential=sum(page.minutes for page in pages if page.essential),
        questions=_questions(chapter),
        fields=len({name for each in components if isinstance(each, Inline) for name in _fields(each)}),
        pictures=sum(component.html.count("<img ") for component in prose),
        downloads=len({pointer for each in prose for pointer in _pointers(each) if pointer.startswith("file:")}),
    )


def _questions(chapter: Chapter) -> int:
    """Those of the graded sections: the questions of an exercise are part of its activity."""
    pages = (page for section in chapter.sequentials if section.graded for page in section.verticals)
    return sum(isinstance(component, Question) for page in pages for component in page.components)


def _pointers(prose: Html) -> list[str]:
    """What a piece of prose leads to or shows, as `file:w01-lettre.docx`."""
    return [str(each) for part in prose.shape if isinstance(part, tuple) for each in part]


def _fields(exercise: Inline) -> list[str]:
    return dict(exercise.attributes).get("shows", "").split()


def kept(week: Count) -> bool:
    """Whether the essential pages ask no more than was promised."""
    return week.essential <= ESSENTIAL_MINUTES


def page_of(courses: Mapping[str, Course], number: int, language: str, pages: bool = True) -> Iterator[str]:
    """The lines of one week's report, in `language`: its numbers, then its `pages`."""
    words = say(language)
    weeks = {lang: _week(course, number) for lang, course in courses.items()}
    counts = {lang: count(week) for lang, week in weeks.items()}
    yield words(_("Week %(week)s: %(title)s"), week=number, title=weeks[language].title)
    yield _line("", LANGUAGES)
    for name, label in LABELS.items():
        yield _line(words(label), [getattr(counts[lang], name) for lang in LANGUAGES])
    limit = words(_("At most %(limit)s min"), limit=ESSENTIAL_MINUTES)
    yield _line(limit, [_YES if kept(counts[lang]) else _NO for lang in LANGUAGES])
    yield from _pages(weeks, language) if pages else ()


def _pages(weeks: Mapping[str, Chapter], language: str) -> Iterator[str]:
    """One line a page: its minutes in both languages, a star when it is essential, its title."""
    for pages in zip(*(weeks[lang].verticals for lang in LANGUAGES), strict=False):
        mark = "*" if pages[0].essential else " "
        yield _line(f"{mark} {pages[LANGUAGES.index(language)].title}", [page.minutes for page in pages])


def _line(label: str, values: Iterable[object]) -> str:
    return f"  {label[:46]:<46}" + "".join(f"{value:>7}" for value in values)


def _week(course: Course, number: int) -> Chapter:
    return next(chapter for chapter in course.chapters if chapter.week == number)


def numbers(courses: Mapping[str, Course]) -> list[int]:
    """The weeks that both courses have, in order."""
    return sorted(set.intersection(*({chapter.week for chapter in course.chapters} for course in courses.values())))


def table(courses: Mapping[str, Course]) -> str:
    """The page of `docs/` that shows every week's numbers, in both languages at once."""
    weeks = [[count(_week(courses[lang], number)) for lang in LANGUAGES] for number in numbers(courses)]
    totals = [sum(column, Count()) for column in zip(*weeks, strict=True)]
    rows = [_row(str(number), counts) for number, counts in zip(numbers(courses), weeks, strict=True)]
    rows.append(_row(f"**{_both(_('All'))}**", totals, limit=""))
    rule = "|".join("---:" for _cell in _headings())
    head = [f"# {_both(_('The course in numbers'))}", "", *(say(lang)(_NOTE) + "\n" for lang in LANGUAGES)]
    return "\n".join([*head, f"| {' | '.join(_headings())} |", f"|{rule}|", *rows, ""])


_NOTE = _(
    "This page is made by “dataide report --docs”: do not edit it. Words are those of the pages to read; a minute of "
    "reading is 130 words, and activities (exercises, quiz, opinion) add their own minutes. A ✓ says that the "
    "essential pages ask at most 95 minutes in both languages."
)


def _headings() -> list[str]:
    cells = [_both(_("Week"))]
    for name, label in LABELS.items():
        languages = LANGUAGES if name in BY_LANGUAGE else ("",)
        cells += [f"{_both(label)} {f'({lang})' if lang else ''}".rstrip() for lang in languages]
        cells += ["≤ 95"] if name == "essential" else []
    return cells


def _row(name: str, counts: list[Count], limit: str | None = None) -> str:
    """One week: what differs between languages twice, the rest once."""
    cells = [name]
    for label in LABELS:
        values = [str(getattr(each, label)) for each in counts]
        cells += values if label in BY_LANGUAGE else values[:1]
        if label == "essential":
            cells.append((_YES if all(map(kept, counts)) else _NO) if limit is None else limit)
    return f"| {' | '.join(cells)} |"


def _both(message: str) -> str:
    """The words in French, then in English when they differ."""
    return " / ".join(dict.fromkeys(say(lang)(message) for lang in LANGUAGES))

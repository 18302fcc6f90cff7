"""A page, an exercise or a week to start from, in both languages and with the same ids: nobody starts from nothing."""

from __future__ import annotations

import re
from pathlib import Path

from ..domain.errors import InvalidExercise
from ..domain.examples import MATURITY, PLAN
from ..domain.exercise import IDENTIFIER
from ..domain.journal_example import JOURNAL
from ..domain.language import LANGUAGES, _
from ..domain.plan_reading import read_template
from .findings import Problem
from .ids import LEDGER
from .pieces import KINDS
from .sources import Sources, load

_PAGE = {
    "fr": '+++\nid = "{id}"\ntitle = "À écrire\u00a0: le titre"\nsection = "{section}"\nminutes = 0\n+++\n\n'
    "## À écrire\u00a0: un premier intertitre\n\nÀ écrire\u00a0: d’abord ce qu’on peut faire, puis pourquoi.\n",
    "en": '+++\nid = "{id}"\ntitle = "To write: the title"\nsection = "{section}"\nminutes = 0\n+++\n\n'
    "## To write: a first subheading\n\nTo write: first what one can do, then why.\n",
}
_WEEK = {
    "fr": 'id = "{id}"\ntitle = "À écrire\u00a0: le titre de la semaine"\nweek = {week}\ndraft = true\n\n'
    '[[section]]\nid = "{id}-lire"\ntitle = "Lire et essayer"\n',
    "en": 'id = "{id}"\ntitle = "To write: the title of the week"\nweek = {week}\ndraft = true\n\n'
    '[[section]]\nid = "{id}-lire"\ntitle = "Read and try"\n',
}
_JOURNAL = {language: text.removeprefix("week = 1\n") for language, text in JOURNAL.items()}  # the page's own week
_EXERCISE = {
    ("problem", "fr"): "\n```problem {id}\n>>À écrire\u00a0: une scène, puis la question.<<\n"
    "(x) Le bon choix {{Oui. Dites pourquoi.}}\n( ) Une erreur que l’on fait {{Non. Dites ce qui aide.}}\n```\n",
    ("problem", "en"): "\n```problem {id}\n>>To write: a scene, then the question.<<\n"
    "(x) The right choice {{Yes. Say why.}}\n( ) A mistake that people make {{No. Say what helps.}}\n```\n",
    ("dataide-pulse", "fr"): '\n```dataide-pulse {id}\ntitle = "Votre avis de la semaine"\n\n[[question]]\nid = "own"\n'
    'kind = "choice"\ntext = "À écrire\u00a0: la question de la semaine."\n'
    'choices = [{ id = "yes", text = "Oui" }, { id = "no", text = "Non" }]\n```\n',
    ("dataide-pulse", "en"): '\n```dataide-pulse {id}\ntitle = "Your view of the week"\n\n[[question]]\nid = "own"\n'
    'kind = "choice"\ntext = "To write: the question of the week."\n'
    'choices = [{ id = "yes", text = "Yes" }, { id = "no", text = "No" }]\n```\n',
    (
        "dataide-journal",
        "fr",
    ): f'\n```dataide-journal {{id}}\ntitle = "Mon journal de la semaine"\n{_JOURNAL["fr"]}```\n',
    ("dataide-journal", "en"): f'\n```dataide-journal {{id}}\ntitle = "My journal of the week"\n{_JOURNAL["en"]}```\n',
    ("dataide-maturity", "fr"): '\n```dataide-maturity {id}\ntitle = "Votre portrait"\nmodel = "{name}"\n'
    'form = "full"\nwave = "baseline"\n```\n',
    ("dataide-maturity", "en"): '\n```dataide-maturity {id}\ntitle = "Your portrait"\nmodel = "{name}"\n'
    'form = "full"\nwave = "baseline"\n```\n',
    (
        "dataide-plan",
        "fr",
    ): '\n```dataide-plan {id}\ntitle = "Notre plan, cette semaine"\nplan = "{name}"\n{fields}\n```\n',
    ("dataide-plan", "en"): '\n```dataide-plan {id}\ntitle = "Our plan, this week"\nplan = "{name}"\n{fields}\n```\n',
    ("video", "fr"): '\n```video {id}\ntitle = "À écrire\u00a0: le titre"\nurl = "https://example.org/video.mp4"\n'
    'transcript = "{id}.srt"\n```\n',
    ("video", "en"): '\n```video {id}\ntitle = "To write: the title"\nurl = "https://example.org/video.mp4"\n'
    'transcript = "{id}.srt"\n```\n',
}


class Taken(Exception):
    """What was asked for cannot be made; `problem` says why and what to do."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def new_week(root: Path, week: int) -> list[str]:
    """A week with one section and one page."""
    name = f"w{week:02}"
    for language in LANGUAGES:
        path = root / "content" / language / name / "week.toml"
        if path.exists():
            raise Taken(
                Problem(path.relative_to(root).as_posix(), 1, _("This week exists already: open it and go on."))
            )
    made = [
        _write(root, f"content/{lang}/{name}/week.toml", _WEEK[lang].format(id=name, week=week)) for lang in LANGUAGES
    ]
    return made + new_page(root, name, f"{name}-accueil")


def new_page(root: Path, week: str, identifier: str) -> list[str]:
    """A page at the end of the last section of `week` (as `w01`)."""
    both = {language: load(root, language) for language in LANGUAGES}
    _refuse(both, identifier)
    _never_published(root, identifier)
    number, section = _place(both["fr"], week)
    name = f"{number:02}-{identifier.removeprefix(f'{week}-')}.md"
    return [
        _write(root, f"content/{lang}/{week}/{name}", _PAGE[lang].format(id=identifier, section=section))
        for lang in LANGUAGES
    ]


def new_exercise(root: Path, kind: str, page: str, identifier: str) -> list[str]:
    """An exercise of `kind` at the end of the page whose id is `page`."""
    both = {language: load(root, language) for language in LANGUAGES}
    _refuse(both, identifier)
    _never_published(root, identifier)
    if kind not in KINDS:
        message = _("“%(kind)s” is not a kind of exercise. The kinds are: %(known)s. For an example, write ```text.")
        raise Taken(Problem("content", 1, message, {"kind": kind, "known": ", ".join(KINDS)}))
    found = {
        language: next((p for p in both[language].pages if p.meta.get("id") == page), None) for language in LANGUAGES
    }
    made = []
    for language, document in found.items():
        if document is None:
            raise Taken(Problem(f"content/{language}", 1, _("There is no page “%(name)s”."), {"name": page}))
    name, begun = _definition(root, both, kind)
    fields = _fields(root, both["fr"], name, page) if kind == "dataide-plan" else ""
    for language, document in found.items():
        assert document is not None
        text = (root / document.path).read_text("utf-8").rstrip("\n") + "\n"
        exercise = _EXERCISE[kind, language]
        for mark, by in (("{id}", identifier), ("{name}", name), ("{fields}", fields)):
            exercise = exercise.replace(mark, by)
        made.append(_write(root, document.path, text + exercise, over=True))
    return begun + made


_DEFINED = {"dataide-maturity": ("models", "portrait", MATURITY), "dataide-plan": ("plans", "plan", PLAN)}


def _definition(root: Path, both: dict[str, Sources], kind: str) -> tuple[str, list[str]]:
    """(name of the model or plan to ask, files made): the one there is, else the smallest there can be, to write."""
    if kind not in _DEFINED:
        return "", []
    folder, name, example = _DEFINED[kind]
    there = sorted(both["fr"].defined[folder])
    if there:
        return there[0], []
    return name, [_write(root, f"content/{lang}/{folder}/{name}.toml", example[lang]) for lang in LANGUAGES]


def _fields(root: Path, sources: Sources, name: str, page: str) -> str:
    """The fields of a plan that the week of a page feeds, to choose among; the whole plan when there is none."""
    folder = next(document.path.split("/")[2] for document in sources.pages if document.meta.get("id") == page)
    week = sources.weeks[folder].values.get("week") if folder in sources.weeks else None
    try:
        template = read_template((root / f"content/fr/plans/{name}.toml").read_text("utf-8-sig"))
    except InvalidExercise:
        return "whole = true"
    fed = "".join(f'  "{each.id}",\n' for each in template.fields if week in each.weeks)
    return f"fields = [\n{fed}]" if fed else "whole = true"


def _never_published(root: Path, identifier: str) -> None:
    """An id of the ledger, retired or not, has answers of its own."""
    ledger = root / LEDGER
    lines = ledger.read_text("utf-8", errors="replace").split("\n") if ledger.exists() else []
    for number, line in enumerate(lines, 1):
        if line.split(" ")[0] == identifier:
            message = _("The id “%(id)s” was published once and answers hang on it: choose another.")
            raise Taken(Problem(LEDGER, number, message, {"id": identifier}))


def _refuse(both: dict[str, Sources], identifier: str) -> None:
    """An id that is badly formed or already used, anywhere and in either language, cannot be given again."""
    if not IDENTIFIER.fullmatch(identifier):
        message = _("An id has lower-case letters without accents, digits and hyphens, at most 60 characters.")
        raise Taken(Problem("content", 1, message))
    for sources in both.values():
        for table in sources.weeks.values():
            sections = table.values.get("section")
            named = [s.get("id") for s in sections if isinstance(s, dict)] if isinstance(sections, list) else []
            if identifier in (table.values.get("id"), *named):
                message = _("The id “%(id)s” is already used in %(path)s: each page and exercise has its own.")
                raise Taken(Problem(table.path, 1, message, {"id": identifier, "path": table.path}))
        for page in sources.pages:
            fenced = re.search(rf"^```\S+[ \t]+{re.escape(identifier)}(?:\s|$)", page.body, re.M)
            if page.meta.get("id") == identifier or fenced:
                message = _("The id “%(id)s” is already used in %(path)s: each page and exercise has its own.")
                raise Taken(Problem(page.path, 1, message, {"id": identifier, "path": page.path}))


def _place(sources: Sources, week: str) -> tuple[int, str]:
    """(number of the new page, id of its section)."""
    table = sources.weeks.get(week)
    if table is None:
        message = _("There is no week “%(week)s”: make it first with “dataide new week”.")
        raise Taken(Problem(f"content/{sources.language}/{week}", 1, message, {"week": week}))
    pages = [page for page in sources.pages if page.path.split("/")[2] == week]
    last = re.match(r"\d{2}", Path(pages[-1].path).name) if pages else None
    sections = table.values.get("section") or [{"id": f"{week}-lire"}]
    return int(last[0]) + 1 if last else 1, str(sections[-1].get("id"))


def _write(root: Path, name: str, text: str, over: bool = False) -> str:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and not over:
        raise Taken(Problem(name, 1, _("This file exists already: nothing was written over it.")))
    path.write_text(text, "utf-8")
    return name

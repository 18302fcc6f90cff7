"""The plan as a document: the whole of it, the board's two pages, or what a grant's form asks for."""

from __future__ import annotations

from collections.abc import Iterator

from dataide_xblocks.domain.language import _, say
from dataide_xblocks.domain.plan import Filled, Row, of
from dataide_xblocks.domain.plan_said import day, labelled
from dataide_xblocks.domain.plan_template import VALUE, Field, PlanTemplate

from .paper import Contents, Cover, Heading, Line, Paper, Part, Table, Text
from .plan_board import Board
from .plan_fields import Sections
from .plan_grant import grant_parts
from .plan_source import Asked, Plan
from .plan_words import Values


def whole_plan(plan: Plan) -> Paper:
    """Cover, contents, the board's summary, sections in order, and what the template no longer asks for."""
    words, values = say(plan.language), Values(plan)
    sections = Sections(values)
    parts: list[Part] = [
        Cover(plan.organisation, Text(plan.template.title), _facts(values), page=True),
        Contents(Text(words(_("Contents"))), depth=1),
        Heading(1, Text(words(_("Summary for the board"))), page=True),
        *Board(values).parts(),
    ]
    for number, section in enumerate(plan.template.sections, 1):
        parts += sections.parts(section, number)
    parts += _left_over(values)
    return _paper(plan, plan.template.title, parts)


def board_summary(plan: Plan) -> Paper:
    """The board's two pages alone."""
    words, values = say(plan.language), Values(plan)
    title = words(_("Summary for the board"))
    about = Text(" · ".join(text.words for text in _facts(values)))
    cover = Cover(plan.organisation, Text(plan.template.title), [Text(title, bold=True), about], page=False)
    return _paper(plan, f"{plan.template.title} – {title}", [cover, *Board(values, level=1).parts()], compact=True)


def grant_request(plan: Plan, asked: Asked) -> Paper:
    """A request for a grant: what its form asks for, taken from the plan."""
    words, values = say(plan.language), Values(plan)
    title = words(_("Request for a grant"))
    return _paper(
        plan,
        title,
        [Cover(plan.organisation, Text(title), [Text(plan.date)], page=False), *grant_parts(values, asked)],
    )


def _paper(plan: Plan, title: str, parts: list[Part], compact: bool = False) -> Paper:
    words = say(plan.language)
    nobody = words(_("Contains no personal information about people served"))
    kind = [words(_("Public version"))] if plan.public else []
    footer = " · ".join(filter(None, (plan.organisation, *kind, plan.date, nobody)))
    pages = words(_("Page %(page)s of %(pages)s"), page="{page}", pages="{pages}")
    return Paper(plan.language, title, plan.organisation, footer, pages, tuple(parts), compact)


def _facts(values: Values) -> list[Text]:
    """What stands under the title: the period, who leads, what was decided, and the date of this version."""
    plan, words = values.plan, say(values.language)
    facts = []
    for field in ("idt.period", "idt.lead"):
        each = plan.template.field(field)
        said = [values.said(each, None, cell) for cell in each.parts] if each else []
        told = [text for text in said if text.words]
        if each and told:
            label = labelled(each.name, values.language)
            facts.append(Text(label + " – ".join(text.words for text in told)))
    decided = of(plan.contents, "gou.decision").parts
    if decided.get("outcome") in ("adopted", "amended") and decided.get("date"):
        facts.append(Text(words(_("Adopted by the board on %(day)s"), day=day(decided["date"], values.language))))
    version = _("Public version of %(day)s") if plan.public else _("Version of %(day)s")
    return [*facts, Text(words(version, day=plan.date))]


def _left_over(values: Values) -> Iterator[Part]:
    """What was written in fields or cells that the template no longer has: nothing a team wrote is lost."""
    words, plan = say(values.language), values.plan
    rows = [
        (Text(place), Text(value, lang=plan.written))
        for name, filled in plan.contents.items()
        for place, value in _unknown(plan.template, name, filled)
    ]
    if not rows:
        return
    title = words(_("Annex: what was written in fields that are no longer asked"))
    yield Heading(1, Text(title), page=True)
    yield Line([Text(words(_("The template of the plan has changed since. These texts are kept here.")))], "note")
    header = (Text(words(_("Where it was"))), Text(words(_("What was written"))))
    yield Table(title, header, rows, (0.28, 0.72))


def _unknown(template: PlanTemplate, name: str, filled: Filled) -> Iterator[tuple[str, str]]:
    each = template.field(name)
    parts, columns = ({cell.id for cell in each.parts}, {cell.id for cell in each.columns}) if each else (set(), set())
    for cell, value in filled.parts.items():
        if value and cell not in parts:
            yield (name if cell == VALUE else f"{name}, {cell}"), value
    for n, row in enumerate(filled.rows, 1):
        lost = _gone(each, row)
        for cell, value in row.cells.items():
            if value and (lost or cell not in columns):
                yield f"{name}, {n}, {cell}", value


def _gone(each: Field | None, row: Row) -> bool:
    """Whether a fixed row is no longer one."""
    return each is not None and bool(each.fixed) and all(option.id != row.id for option in each.fixed)

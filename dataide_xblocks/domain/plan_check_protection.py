"""Criteria 6 to 8 and 11 of the self-check: files, Law 25, risks, people heard. Source: plan-template.md, section 4."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from .language import _
from .plan import EMPTY, Row, rows_of
from .plan_finding import ABSENT, BEGUN, Checked, Claim, Reason, claim, column, one_day, told
from .plan_numbers import HIGH, risk_level, risk_score
from .plan_values import cell_of, day, later, part, rows

INVENTORY, LAW25, RISKS, TESTED = "don.inventory", "pro.law25", "ris.register", "col.tested_with"
FILES, FILES_WHEN_SMALL, SMALL = 10, 5, "0-2"
MEASURES_DONE = 7  # of ten
FEWEST_RISKS = 5
SOON = 6  # months


def files(plan: Checked) -> Iterator[Claim]:
    """6: enough complete rows in the inventory, purposes that differ, something decided about each sensitive file."""
    found = rows(plan.contents, INVENTORY)
    wanted = FILES_WHEN_SMALL if part(plan.contents, "idt.size") == SMALL else FILES
    complete = sorted((_complete(plan, row) for row in found.values()), key=lambda each: -each.standing)
    yield from complete[:wanted]
    for _missing in range(wanted - len(complete)):
        yield claim(False, _("List more files: %(count)s at least."), INVENTORY, count=wanted)
    if not found:
        return
    purposes = Counter(" ".join(cell_of(row, "purpose").casefold().split()) for row in found.values())
    often = max((count for purpose, count in purposes.items() if purpose), default=0)
    message = _("The same purpose is written for most files: say what each one serves.")
    yield claim(often < 2 or often * 2 <= len(found), message, INVENTORY, "", "purpose")
    yield from _sensitive(plan, found)


def _complete(plan: Checked, row: Row) -> Claim:
    """That a row has all its required cells, and a purpose that says something."""
    shown = plan.template.field(INVENTORY)
    required = [cell.id for cell in shown.columns if cell.required] if shown else ["name"]
    empty = next((cell for cell in required if not cell_of(row, cell)), "")
    if empty:
        return claim(False, _("Fill in what is still empty in this row."), INVENTORY, row.id, empty)
    return told(cell_of(row, "purpose"), _("Say what this file serves."), INVENTORY, row.id, "purpose")


def _sensitive(plan: Checked, found: dict[str, Row]) -> Iterator[Claim]:
    measures = rows(plan.contents, "sec.measures").values()
    safe = sum(cell_of(row, "status") == "done" for row in measures) >= MEASURES_DONE
    message = _("This file is sensitive: decide to correct, stop or destroy it, or have %(count)s of the ten measures.")
    for row in found.values():
        if cell_of(row, "class") == "sensitive":
            decided = cell_of(row, "action") not in ("", "keep")
            yield claim(decided or safe, message, INVENTORY, row.id, "action", count=MEASURES_DONE)


def law25(plan: Checked) -> Iterator[Claim]:
    """7: each of the eight basics is done, or has a role and a day within six months, or a reason not to apply."""
    shown = plan.template.field(LAW25)
    found = list(rows_of(shown, plan.contents.get(LAW25, EMPTY))) if shown else []
    yield from (_basic(plan, row) for row in found)
    yield from one_day(LAW25, "date", [row for row in found if cell_of(row, "status") != "done"])


def _basic(plan: Checked, row: Row) -> Claim:
    status, when = cell_of(row, "status"), day(row, "date")
    if status == "na":
        reason = cell_of(row, "status_reason")
        return told(reason, _("Say why this does not apply to you."), LAW25, row.id, "status_reason")
    if status not in ("done", "doing", "todo"):
        return claim(False, _("Say where you are with this one."), LAW25, row.id, "status")
    if status == "done":
        return claim(True, "", LAW25, row.id, "status")
    role = told(cell_of(row, "role"), _("Say who is in charge of it."), LAW25, row.id, "role", sentence=False)
    if role.standing < 2:
        return role
    if when and when < plan.today:
        return Claim(
            BEGUN, Reason(_("This day has passed: choose another, or say that it is done."), LAW25, row.id, "date")
        )
    message = _("Choose a day within %(count)s months.")
    return claim(when and when <= later(plan.today, SOON), message, LAW25, row.id, "date", count=SOON)


def risks(plan: Checked) -> Iterator[Claim]:
    """8: five risks with their level, one of them for people served, and each high one treated."""
    found = {row.id: row for row in rows(plan.contents, RISKS).values() if cell_of(row, "risk")}
    scored = sorted((_scored(row) for row in found.values()), key=lambda each: -each.standing)
    yield from scored[:FEWEST_RISKS]
    for _missing in range(FEWEST_RISKS - len(scored)):
        yield claim(False, _("Write more risks: %(count)s at least."), RISKS, count=FEWEST_RISKS)
    served = any("served" in cell_of(row, "affected").split() for row in found.values())
    yield claim(served, _("Name a risk for the people you serve."), RISKS, "", "affected")
    for row in found.values():
        if risk_level(risk_score(row)) == HIGH:
            yield from _treated(plan, row)
    yield from one_day(RISKS, "review", found.values())


def _scored(row: Row) -> Claim:
    cell = "impact" if cell_of(row, "like") else "like"
    one = told(cell_of(row, "risk"), "", RISKS, row.id, "risk", sentence=False)
    level = claim(risk_score(row) is not None, _("Say how likely and how serious this is."), RISKS, row.id, cell)
    return level if level.standing == ABSENT else one


def _treated(plan: Checked, row: Row) -> Iterator[Claim]:
    if cell_of(row, "next_action") in rows(plan.contents, "act.actions"):
        yield claim(True, "", RISKS, row.id, "next")
    else:
        yield from column(plan.contents, RISKS, "next", _("This risk is high: say what you will do."), [row])
    owner = _("This risk is high: say who is in charge of it.")
    yield told(cell_of(row, "owner"), owner, RISKS, row.id, "owner", sentence=False)
    yield claim(
        day(row, "review"), _("This risk is high: say when you will look at it again."), RISKS, row.id, "review"
    )


def heard(plan: Checked) -> Iterator[Claim]:
    """11: the explanation was tried with somebody, something changed, and people served will be told."""
    found = rows(plan.contents, TESTED)
    message = _("Say what changed when people tried it.")
    changes = column(plan.contents, TESTED, "change", message, found.values())
    nobody = claim(False, _("Try your explanation with somebody, then say what changed."), TESTED)
    yield max(changes, key=lambda each: each.standing, default=nobody)
    giveback = part(plan.contents, "gou.giveback")
    yield told(giveback, _("Say how you will tell the people you serve."), "gou.giveback", cell="value")

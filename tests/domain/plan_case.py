"""A plan to test rules on: La Huche commune, fictional (plan-template.md, section 5), complete and small; and any plan.

`HUCHE` is worthy in every criterion on `TODAY`; a test takes one thing away and sees one thing said.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from hypothesis import strategies as st

from dataide_xblocks.domain.plan import Contents, Filled, Row
from dataide_xblocks.domain.plan_reading import read_template
from dataide_xblocks.domain.plan_template import VALUE, Cell, Field

TEMPLATE = read_template((Path(__file__).parent / "plan_template.toml").read_text("utf-8"))
TODAY = date(2026, 12, 1)
Cells = Mapping[str, str]


def value(text: str) -> Filled:
    """A field of one part."""
    return Filled({VALUE: text})


def table(*rows: Cells) -> Filled:
    """Rows with the ids `r1`, `r2`…, or the id that a row gives itself as `row`."""
    return Filled(
        rows=tuple(
            Row(cells.get("row", f"r{n}"), {name: text for name, text in cells.items() if name != "row"})
            for n, cells in enumerate(rows, 1)
        )
    )


def fixed(field: str, **cells: str) -> Filled:
    """All fixed rows of a field, alike."""
    found = TEMPLATE.field(field)
    assert found
    return Filled(rows=tuple(Row(option.id, dict(cells)) for option in found.fixed))


def changed(contents: Contents, field: str, row: str, **cells: str) -> Contents:
    """The same contents with other cells in one row (`row` is "" for parts)."""
    filled = contents.get(field, Filled())
    if not row:
        return {**contents, field: Filled({**filled.parts, **cells}, filled.rows)}
    rows = tuple(Row(each.id, {**each.cells, **cells}) if each.id == row else each for each in filled.rows)
    return {**contents, field: Filled(filled.parts, rows)}


def without(contents: Contents, *fields: str) -> Contents:
    """The same contents with some fields empty."""
    return {name: filled for name, filled in contents.items() if name not in fields}


def line(item: str, qty: str, unit: str, **more: str) -> dict[str, str]:
    """A line of the budget: once, exempt, quoted, asked for nothing, unless said otherwise."""
    usual = {"cat": "a", "kind": "once", "tax": "exempt", "quote": "yes", "grant": "0.00"}
    return {"item": item, "qty": qty, "unit": unit, **usual, **more}


FILES = [
    "Registration cards", "Presence list", "Volunteer list", "Donor letters", "Driver schedule",
    "Allergy list", "Board minutes", "Supplier list", "Pay file", "Photo box",
]  # fmt: skip
INVENTORY = table(
    *(
        {
            "row": f"f{n}", "name": name, "content": "First name, number of people", "who": "served",
            "purpose": f"Prepare what the team needs, part {n}", "class": "sensitive" if n < 2 else "personal",
            "outside": "no", "keep": "12 months after the last visit", "owner": "Coordinator", "action": "fix",
        }
        for n, name in enumerate(FILES)
    )
)  # fmt: skip
ACTIONS = table(
    {"row": "a1", "action": "Create the shared sheet", "objective": "o1", "result": "Eight volunteers use it",
     "owner": "Coordinator", "start": "2027-01-10", "end": "2027-01-31", "hours": "6", "status": "ahead"},
    {"row": "a2", "action": "Train the volunteers", "objective": "o1", "result": "Everybody has tried it once",
     "owner": "Coordinator", "start": "2027-02-01", "end": "2027-03-15", "hours": "9", "needs": "a1",
     "status": "ahead"},
    {"row": "a3", "action": "Open on Thursday evening", "objective": "o1", "result": "Four evenings were held",
     "owner": "Front desk", "start": "2027-03-16", "end": "2027-03-31", "hours": "4", "status": "ahead"},
    {"row": "a4", "action": "Replace the notebook", "objective": "security", "result": "The notebook is in the safe",
     "owner": "Director", "start": "2027-01-04", "end": "2027-01-15", "hours": "2", "status": "done"},
)  # fmt: skip
# 3 × 1,400.00 + 2,130.00 + 610.00 = 6,940.00 in year 1; 610.00 a year after (plan-template.md, section 5).
LINES = table(
    line("Refurbished laptops", "3", "1400.00", action="a1", grant="4200.00"),
    line("Training days", "1", "2130.00", cat="c", action="a2", grant="2130.00"),
    line("Shared storage", "1", "610.00", cat="b", kind="yearly", action="a1"),
)
SOURCES = table(
    {"source": "Grant", "kind": "grant", "sure": "hoped", "y1": "6330.00", "y2": "0.00", "y3": "0.00"},
    {"source": "Own funds", "kind": "own", "sure": "confirmed", "y1": "610.00", "y2": "610.00", "y3": "610.00"},
)
RISKS = table(
    {"row": "k1", "risk": "Notebook lost", "affected": "served team", "like": "2", "impact": "3",
     "next": "Replace the notebook by a sheet", "next_action": "a4", "owner": "Director", "review": "2027-03-01"},
    *({"risk": f"Something else, number {n}", "affected": "team", "like": "1", "impact": "2"} for n in range(4)),
)  # fmt: skip
HUCHE: Contents = {
    "idt.name": value("La Huche commune"),
    "idt.mission": value("That nobody has to choose between food and shelter."),
    "idt.size": value("3-9"),
    "idt.lead": value("Director"),
    "idt.deputy": value("Volunteer coordinator"),
    "idt.period": Filled({"start": "2027-01-01", "end": "2028-12-31"}),
    "por.strengths": table({"text": "A team that talks"}, {"text": "A warm welcome"}, {"text": "A full pantry"}),
    "por.priorities": table(
        {"dimension": "secu", "why": "One computer holds everything"},
        {"dimension": "util", "why": "Nobody reads the numbers"},
        {"dimension": "coll", "why": "We ask too many things"},
    ),
    "vis.change": value("People get a first basket in four days, not nine."),
    "don.inventory": INVENTORY,
    "pro.law25": fixed("pro.law25", status="done", role="Director", date="2026-11-01"),
    "pro.pia": table({"project": "Shared sheet", "decision": "yes-if"}),
    "col.tested_with": table({"n": "3", "who": "People served", "change": "We now say “keep”, not “retain”"}),
    "out.tools": table({"tool": "E-mail", "class": "personal", "exit": "Export all messages as files"}),
    "sec.measures": fixed("sec.measures", status="done", role="Assistant", date="2026-11-01"),
    "ris.register": RISKS,
    "sui.objectives": table(
        {"row": "o1", "objective": "Shorten the wait for a first basket", "mission": "People eat sooner than today",
         "by": "2027-06-30"},
    ),
    "sui.indicators": table(
        {"row": "i1", "objective": "o1", "name": "Days before the first basket", "calc": "Median of days in a month",
         "source": "f0", "freq": "month", "owner": "Coordinator", "base": "9", "base_date": "2026-11-15",
         "target": "4", "target_date": "2027-06-30", "voice": "yes",
         "decision": "If over 6 two months running, open on Thursday"},
    ),
    "act.actions": ACTIONS,
    "bud.lines": LINES,
    "bud.sources": SOURCES,
    "bud.recurrent": value("610 $ a year, already in the running budget"),
    "equ.time": table({"role": "Coordinator", "hours": "8"}, {"role": "front desk", "hours": "4", "busy": "12"},
                      {"role": "Director", "hours": "5"}),
    "gou.decision": Filled({"date": "2027-01-18", "outcome": "planned"}),
    "gou.reviews": table({"date": "2027-06-15"}, {"date": "2027-12-14"}),
    "gou.giveback": value("A poster at the door and a word at the February supper"),
}  # fmt: skip

# Any plan: values that fit, values that do not, rows that point nowhere, fields that no template knows.

IDS = [*(f"r{n}" for n in range(1, 5)), "a1", "o1", "f0", "person-in-charge", "restore", "gone"]
ODD = [
    "",
    " ",
    "\u00e0 d\u00e9terminer",
    "9" * 30,
    "-1",
    "1e9",
    "NaN",
    "2027-02-30",
    "0001-01-01",
    "9999-12-31",
    "=1+1",
]


def _values(cell: Cell) -> st.SearchStrategy[str]:
    fitting = {
        "choice": st.sampled_from([option.id for option in cell.options] or [""]),
        "many": st.lists(st.sampled_from([option.id for option in cell.options] or [""])).map(" ".join),
        "link": st.sampled_from([*IDS, *(option.id for option in cell.options)]),
        "date": st.dates(date(2026, 6, 1), date(2029, 6, 1)).map(date.isoformat),
        "number": st.integers(0, 200).map(str),
        "money": st.decimals(0, 99999, places=2).map(str),
        "computed": st.decimals(0, 999, places=2).map(str),
    }.get(cell.kind, st.sampled_from(["Coordinator", "Director", "Prepare a fitting basket", "Rien"]))
    return st.one_of(fitting, fitting, fitting, st.sampled_from(ODD), st.text(max_size=12))


def _cells(cells: tuple[Cell, ...]) -> st.SearchStrategy[dict[str, str]]:
    odd = st.dictionaries(st.sampled_from(["value", "gone"]), st.text(max_size=4), max_size=1)
    known = st.fixed_dictionaries({}, optional={cell.id: _values(cell) for cell in cells})
    return st.builds(lambda left, right: {**left, **right}, odd, known)


def _filled(field: Field) -> st.SearchStrategy[Filled]:
    ids = st.sampled_from([option.id for option in field.fixed] or IDS)
    rows = st.lists(st.builds(Row, ids, _cells(field.columns)), max_size=5)
    return st.builds(lambda parts, rows: Filled(parts, tuple(rows)), _cells(field.parts), rows)


def contents(*fields: str, most: int = 8) -> st.SearchStrategy[Contents]:
    """Plans of these fields (any of the template, when none is named), `most` at a time, each of them anything."""
    strategies = {field.id: _filled(field) for field in TEMPLATE.fields if not fields or field.id in fields}
    strategies["old.gone"] = st.just(table({"gone": "1"}))
    chosen = st.sets(st.sampled_from(sorted(strategies)), max_size=most)
    return chosen.flatmap(lambda names: st.fixed_dictionaries({name: strategies[name] for name in sorted(names)}))

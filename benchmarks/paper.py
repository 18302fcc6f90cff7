"""The largest plan as each of its files, and a finished one as PDF, each in a process of its own.

Run: python -m benchmarks.paper
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from .measure import peak

FORMS = ("docx", "odt", "pdf", "html", "xlsx")
FINISHED = "huche-commune.fr"  # of the demonstration
TIMES = 5
AIMS = {"docx": "1 s, 200 MB", "pdf": "0.5 s", "odt": "0.1 s"}


def maker(form: str, finished: bool) -> Callable[[], bytes]:
    """What writes the largest plan that the course's template allows, or one that was finished in twelve weeks."""
    import django

    django.setup()
    from dataide_xblocks.export.plan import file_of
    from dataide_xblocks.pages.plan_paper import html_of
    from tests.export.plans import plan, templates

    template = templates("course")["fr"]
    made = plan("fr", "course", contents=written(template) if finished else longest(template))
    return lambda: file_of("tables" if form == "xlsx" else "plan", form, made, html_of)["base64"].encode()


def written(template: Any) -> Any:
    """The finished plan of the demonstration."""
    import dataide_xblocks.preview
    from dataide_xblocks.domain.plan_import import read_plan

    file = Path(dataide_xblocks.preview.__file__).parent / "plans" / f"{FINISHED}.json"
    return read_plan(template, json.loads(file.read_text("utf-8")))[0]


def longest(template: Any) -> Any:
    """Every table with as many rows as it may have, every line and every text as long as it may be."""
    from dataide_xblocks.domain.plan import Filled, Row
    from tests.export.plans import filled

    def said(cell: Any, value: str) -> str:
        words = " ".join([value, *["enfants"] * cell.most])
        full = {"line": words[: cell.most], "role": words[: cell.most], "text": " ".join(words.split()[: cell.most])}
        return full.get(cell.kind, value) if cell.most else value

    def fill(field: Any, each: Any) -> Any:
        rows = (Row(r.id, {c: said(field.cell(r.id, c), text) for c, text in r.cells.items()}) for r in each.rows)
        return Filled({c: said(field.cell("", c), text) for c, text in each.parts.items()}, tuple(rows))

    return {name: fill(template.field(name), each) for name, each in filled(template, most=True).items()}


def measure(form: str, finished: bool = False) -> str:
    """A row of the table: the first time, the best of the others, the memory at its peak, the size."""
    make, spent, size = maker(form, finished), [], 0
    for _time in range(TIMES):
        start = time.perf_counter()
        size = len(make()) * 3 // 4
        spent.append(time.perf_counter() - start)
    what = f"{form} of a finished plan" if finished else form
    first, again = f"{spent[0]:.2f} s", f"{min(spent[1:]):.2f} s"
    return f"| {what} | {first} | {again} | {peak():.0f} MB | {size // 1024} kB | {AIMS.get(form, '')} |"


def main() -> str:
    """The table, a process for each form."""
    head = "| file | first | best of the others | peak memory | size | aim |\n|---|---|---|---|---|---|"
    command = [sys.executable, "-m", "benchmarks.paper"]
    asked = [*((form,) for form in FORMS), ("pdf", FINISHED)]
    rows = (subprocess.check_output([*command, *each], text=True).strip() for each in asked)
    return "\n".join([head, *rows, "", _NOTE])


_NOTE = """The largest plan that the template allows is 121 pages of PDF; a finished plan, of the demonstration, is 25.
Memory is that of the whole process, Django included."""


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    print(measure(sys.argv[1], len(sys.argv) > 2) if len(sys.argv) > 1 else main())

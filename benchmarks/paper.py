"""The largest plan as each of its files, each in a process of its own. Run: python -m benchmarks.paper"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable

FORMS = ("docx", "odt", "pdf", "html", "xlsx")
TIMES = 5
AIMS = {"docx": "1 s, 200 MB", "pdf": "0.5 s", "odt": "0.1 s"}


def maker(form: str) -> Callable[[], bytes]:
    """What writes the plan of a template whose every table has as many rows as it may have."""
    import django

    django.setup()
    from dataide_xblocks.export.plan import file_of
    from dataide_xblocks.pages.plan_paper import html_of
    from tests.export.plans import KINDS, filled, plan, templates

    template = templates(KINDS[-1])["fr"]
    made = plan("fr", KINDS[-1], contents=filled(template, most=True))
    return lambda: file_of("tables" if form == "xlsx" else "plan", form, made, html_of)["base64"].encode()


def measure(form: str) -> str:
    """A row of the table: the first time, the best of the others, the memory at its peak, the size."""
    make, spent, size = maker(form), [], 0
    for _time in range(TIMES):
        start = time.perf_counter()
        size = len(make()) * 3 // 4
        spent.append(time.perf_counter() - start)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return (
        f"| {form} | {spent[0]:.2f} s | {min(spent[1:]):.2f} s | {peak} MB | {size // 1024} kB | {AIMS.get(form, '')} |"
    )


def main() -> str:
    """The table, a process for each form."""
    head = "| file | first | best of the others | peak memory | size | aim |\n|---|---|---|---|---|---|"
    command = [sys.executable, "-m", "benchmarks.paper"]
    return "\n".join([head, *(subprocess.check_output([*command, form], text=True).strip() for form in FORMS)])


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    print(measure(sys.argv[1]) if len(sys.argv) > 1 else main())

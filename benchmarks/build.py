"""The build against its floor: Python-Markdown and lxml on the same text, writing as many files, in a process each.

Run: python -m benchmarks.build            (the table)
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from lxml import etree, html
from markdown import Markdown

from dataide_xblocks.authoring.build import build  # outside the measure, as the floor's own libraries are

from .measure import alone, report, table, versions
from .sample import write

SIZES = (12, 120, 1200)
MODULE = "benchmarks.build"


def floor(root: Path) -> None:
    """Every page of both languages through Markdown, lxml and the disk, and nothing else."""
    for path in sorted(root.glob("content/*/w*/*.md")):
        text = path.read_text("utf-8").split("+++\n", 2)[-1]
        extensions = ["abbr", "admonition", "attr_list", "def_list", "fenced_code", "footnotes", "sane_lists", "tables"]
        tree = html.fromstring(Markdown(extensions=extensions).convert(text))
        target = root / "floor" / path.relative_to(root / "content").with_suffix(".html")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(html.tostring(tree, encoding="utf-8"))
        unit = etree.Element("vertical", display_name=path.stem)
        etree.SubElement(unit, "html", url_name=path.stem)
        for name in ("unit", "html", "problem"):  # a page of ours is four files too
            target.with_suffix(f".{name}.xml").write_bytes(etree.tostring(unit))


def ours(root: Path) -> None:
    """The whole build: reading, every check, both trees."""
    done = build(root)
    assert not done.blocked, [p.printed("en") for p in done.problems if p.blocking][:3]


def one_changed(root: Path) -> None:
    """The build after one page changed."""
    page = next(iter(sorted(root.glob("content/fr/w02/m*.md"))))
    page.write_text(page.read_text("utf-8").replace("Recommencez", "Reprenez"), "utf-8")
    ours(root)


def main() -> str:
    """The table of all sizes."""
    rows = []
    for size in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            root = write(Path(folder), size)
            base, cold, warm = (alone(MODULE, name, folder) for name in ("floor", "ours", "one_changed"))
            rows.append((size, base[0], cold[0] / base[0], cold[1] / base[1], warm[0] / cold[0]))
            assert root.exists()
    header = ("modules", "floor, s", "build, x floor", "memory, x floor", "after one changed page, x build")
    return f"{versions('Markdown', 'lxml', 'bleach')}\n\n{table(header, rows)}\n"


if __name__ == "__main__":
    if len(sys.argv) > 2:
        report(lambda: {"floor": floor, "ours": ours, "one_changed": one_changed}[sys.argv[1]](Path(sys.argv[2])))
    else:
        print(main())

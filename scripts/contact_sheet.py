"""Look at the whole course at once: pictures of every page, side by side, in build/contact/ (`make contact`).

`python scripts/contact_sheet.py` takes them on a desk; `--width 360` on a phone; `w03 w04` takes those weeks only. The
demonstration is served on its first day, for its first learner. A long page is cut into pieces that follow each other.
"""

from __future__ import annotations

import argparse
import math
import sys
import tempfile
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from dataide_xblocks.preview.olx import Outline, read_outline, tree_in  # noqa: E402 - the path is set above
from tests.browser.site import browser, served  # noqa: E402

SHEETS = ROOT / "build" / "contact"
TALL = {360: 1500, 1280: 2400}  # pixels of a page on one picture, by width of the page
SPARE = 300  # pixels that the last picture of a page may have more, rather than be followed by a scrap
ROW = {360: 8, 1280: 6}  # pictures on a sheet, by width of the page: what an eye can still read
STYLE = """body { margin: 12px; width: 1600px; font: 16px sans-serif; background: #555; color: #fff }
main { display: grid; grid-auto-flow: column; grid-auto-columns: calc((100% - 70px) / var(--row)); gap: 10px }
figure { margin: 0; overflow: hidden } img { width: 100%; display: block }"""


def main() -> int:
    """Write the sheets of the weeks asked for, or of all of them, in both languages."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("weeks", nargs="*", metavar="week", help="around, w00 to w12; all when none is given")
    parser.add_argument("--width", type=int, choices=sorted(TALL), default=1280, help="of the page, in pixels")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as var, served(Path(var)) as address, browser() as running:
        for language in ("fr", "en"):
            pages = places(read_outline(tree_in(ROOT / "course" / language)))
            for week in options.weeks or pages:
                folder = SHEETS / f"{language}-{week}-{options.width}"
                folder.mkdir(parents=True, exist_ok=True)
                pictures = [p for path in pages[week] for p in pieces(running, f"{address}/{language}/{path}", folder)]
                row = ROW[options.width]
                for start in range(0, len(pictures), row):
                    target = folder.with_name(f"{folder.name}-{start // row + 1}.png")
                    print(sheet(running, pictures[start : start + row], target, row))
    return 0


def places(course: Outline) -> dict[str, list[str]]:
    """{week: the paths of its pages}; what is around the weeks comes first, under its own name."""
    around = ["", "about/overview", "my-data", *(f"tab/{tab.slug}" for tab in course.tabs)]
    return {"around": around, **{week.id: [page.id for page in week.pages] for week in course.weeks}}


def pieces(running: Any, address: str, folder: Path) -> Iterator[Path]:
    """The pictures of one page, from top to bottom; on a desk, only what is written on the sheet of paper."""
    width = int(folder.name.rpartition("-")[2])
    locale = f"{folder.name[:2]}-CA"  # how the browser asks for a date
    page = running.new_page(viewport={"width": width, "height": 800}, reduced_motion="reduce", locale=locale)
    page.goto(address, wait_until="networkidle")
    box = page.locator("main").bounding_box()
    if width == min(TALL):
        box = {"x": 0, "y": 0, "width": width, "height": page.evaluate("document.documentElement.scrollHeight")}
    count = max(1, math.ceil((box["height"] - SPARE) / TALL[width]))
    for piece in range(count):
        top, last = piece * TALL[width], piece == count - 1
        picture = folder / f"{address.rpartition('/')[2] or 'home'}-{piece + 1}.png"
        tall = box["height"] - top if last else TALL[width]
        page.screenshot(path=picture, full_page=True, clip={**box, "y": box["y"] + top, "height": tall})
        yield picture
    page.close()


def sheet(running: Any, pictures: list[Path], target: Path, row: int) -> Path:
    """One picture of these pictures side by side, each under its name."""
    figures = [
        f'<figure><figcaption>{escape(picture.stem)}</figcaption><img src="{escape(picture.name)}" alt=""></figure>'
        for picture in pictures
    ]
    source = pictures[0].with_name("sheet.html")
    main = f"<main style='--row: {row}'>{''.join(figures)}</main>"
    source.write_text(f"<!doctype html><meta charset=utf-8><style>{STYLE}</style>{main}", "utf-8")
    page = running.new_page(viewport={"width": 1624, "height": 400})
    page.goto(source.as_uri())
    page.screenshot(path=target, full_page=True)
    page.close()
    return target


if __name__ == "__main__":
    raise SystemExit(main())

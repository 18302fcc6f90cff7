"""Every measure, one after the other, into `docs/benchmarks.md`: python -m benchmarks."""

from __future__ import annotations

from pathlib import Path

from . import answering, build, claims, journal, load, maturity, paper, plan, pulse

PAGE = Path(__file__).parent.parent / "docs" / "benchmarks.md"
INTRODUCTION = """# Benchmarks

Written by `make bench`. Read ratios and counts, not seconds: a machine drifts, so each table compares pieces of
work of the same run. SF, the storing floor, is the smallest block that keeps one answer in a learner's field.
"""


def main() -> None:
    """Measure, print and write."""
    measured = {"The pulse": pulse, "The maturity quiz": maturity, "Loading": load, "The build": build}
    measured |= {"The plan": plan, "The plan on paper": paper}
    measured |= {"The journal": journal, "A week of answering": answering, "Nine thousand at once": claims}
    parts = [INTRODUCTION, *(part for title, module in measured.items() for part in (f"## {title}", module.main()))]
    text = "\n".join(f"{part.strip()}\n" for part in parts)
    PAGE.write_text(text, "utf-8")
    print(text)


if __name__ == "__main__":
    main()

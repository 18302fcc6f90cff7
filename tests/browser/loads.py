"""What a page asks of the browser: what it complains about, what it weighs, what it shows and where it points."""

from __future__ import annotations

from typing import Any

HEAVIEST = 300_000  # bytes of a page and all that it loads, before compression
# The platform's own scripts, which its pages load whatever we do.
PLATFORM = ("/static/workbench/", "/resource/problem/", "/resource/html/")
LOADED = """() => ["navigation", "resource"].flatMap(kind => performance.getEntriesByType(kind))
  .map(entry => [new URL(entry.name).pathname, entry.decodedBodySize])"""
BROKEN = "() => [...document.images].filter(image => !image.complete || !image.naturalWidth).map(image => image.src)"
POINTS = (
    "() => [...document.links].filter(link => link.origin === location.origin).map(link => link.href.split('#')[0])"
)
NOWHERE = """() => [...document.links]
  .filter(link => link.hash && link.href.split('#')[0] === location.href.split('#')[0])
  .map(link => decodeURIComponent(link.hash.slice(1))).filter(id => !document.getElementById(id))"""


def listened(page: Any) -> list[str]:
    """A list that fills with what goes wrong from now on: errors of the console, answers that are refusals."""
    told: list[str] = []
    page.on("console", lambda said: told.append(f"{page.url}: {said.text}") if said.type == "error" else None)
    page.on("response", lambda answer: told.append(f"{answer.status} {answer.url}") if answer.status >= 400 else None)
    return told


def sound(page: Any) -> None:
    """Every picture is shown, every link to a place on the page finds it, and nobody waits for it on a slow line."""
    assert page.evaluate(BROKEN) == [], page.url
    assert page.evaluate(NOWHERE) == [], page.url
    loaded = [(path, size) for path, size in page.evaluate(LOADED) if not path.startswith(PLATFORM)]
    assert 0 < sum(size for _path, size in loaded) < HEAVIEST, (
        f"{page.url}: {sorted(loaded, key=lambda pair: -pair[1])}"
    )


def found(page: Any, addresses: set[str]) -> None:
    """Every one of these addresses answers."""
    refused = [address for address in sorted(addresses) if not page.request.get(address).ok]
    assert refused == []

"""What stands after the name of a file to download: its kind and its weight, « (ODS, 12 Ko) »."""

from __future__ import annotations

from pathlib import PurePosixPath

from .typography import NBSP


def weight(size: int, language: str) -> str:
    """A size in the reader's words: `12 Ko`, `1,4 Mo`; `12 KB`, `1.4 MB`."""
    french = language.startswith("fr")
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))}{NBSP}{'Ko' if french else 'KB'}"
    number = f"{size / 1_000_000:.1f}"
    return f"{number.replace('.', ',')}{NBSP}Mo" if french else f"{number}{NBSP}MB"


def described(name: str, size: int, language: str) -> str:
    """`(ODS, 12 Ko)`, for the file `name` of `size` bytes."""
    return f"({PurePosixPath(name).suffix[1:].upper()}, {weight(size, language)})"

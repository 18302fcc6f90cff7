"""A course as the one archive that Studio's import takes, the same bytes each time."""

from __future__ import annotations

import gzip
import hashlib
import io
import tarfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Archive:
    """A packed course; `sha256` lets whoever receives it check it."""

    path: Path
    size: int
    sha256: str


def pack(files: Mapping[str, bytes], folder: str, path: Path) -> Archive:
    """Write `files` under `folder/` into the `.tar.gz` at `path`: plain files only, sorted, without dates or owners."""
    buffer = io.BytesIO()
    with (
        gzip.GzipFile(filename="", fileobj=buffer, mode="wb", mtime=0, compresslevel=9) as zipped,
        tarfile.open(fileobj=zipped, mode="w", format=tarfile.USTAR_FORMAT) as archive,
    ):
        for name in sorted(files):
            entry = tarfile.TarInfo(f"{folder}/{name}")
            entry.size, entry.mode = len(files[name]), 0o644
            archive.addfile(entry, io.BytesIO(files[name]))
    data = buffer.getvalue()
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.new")
    temporary.write_bytes(data)
    temporary.replace(path)
    return Archive(path, len(data), hashlib.sha256(data).hexdigest())

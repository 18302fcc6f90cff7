"""What pages may point to, and where each thing will be in the platform."""

from __future__ import annotations

import hashlib
import re
import struct
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from .models import Model
from .plans import Plan
from .sources import Asset


@dataclass(frozen=True)
class Target:
    """A file or a picture of the course, as the platform will serve it."""

    url: str
    size: int
    width: int | None = None
    height: int | None = None


@dataclass(frozen=True)
class LinkTable:
    """The pages, downloads, pictures, models and plans of one language, by the names that authors use."""

    pages: frozenset[str]
    files: dict[str, Asset]
    images: dict[str, Target]
    models: dict[str, Model] = field(default_factory=dict)
    plans: dict[str, Plan] = field(default_factory=dict)

    def page(self, id: str) -> str | None:
        """The address of a page, wherever it has moved to: the platform finds it by its id."""
        return f"/jump_to_id/{id}" if id in self.pages else None

    def file(self, name: str) -> Target | None:
        """A download."""
        asset = self.files.get(name)
        return Target(f"/static/{name}", asset.size) if asset else None

    def image(self, name: str) -> Target | None:
        """A picture, with its size in pixels where it says one."""
        return self.images.get(name)

    @property
    def digest(self) -> str:
        """Changes when anything a page may point to appears, goes or changes its size."""
        facts = (
            sorted(self.pages),
            sorted((n, a.size) for n, a in self.files.items()),
            sorted(self.images.items(), key=str),
            sorted((name, model.toml, model.translation) for name, model in self.models.items()),
            sorted((name, plan.toml, plan.translation) for name, plan in self.plans.items()),
        )
        return hashlib.sha256(repr(facts).encode()).hexdigest()


def picture(asset: Asset) -> Target:
    """The target of a picture."""
    width, height = size_of(asset.path)
    return Target(f"/static/{asset.name}", asset.size, width, height)


def size_of(path: Path) -> tuple[int | None, int | None]:
    """Width and height of a PNG or an SVG in pixels; (None, None) when the file does not say."""
    data = path.read_bytes()
    if data.startswith(b"\x89PNG\r\n\x1a\n") and len(data) > 24:
        width, height = struct.unpack(">II", data[16:24])
        return int(width), int(height)
    if path.suffix == ".svg":
        return _svg_size(data)
    return None, None


def _svg_size(data: bytes) -> tuple[int | None, int | None]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        return None, None
    box = re.fullmatch(r"\s*[\d.-]+[\s,]+[\d.-]+[\s,]+([\d.]+)[\s,]+([\d.]+)\s*", root.get("viewBox", ""))
    return (round(float(box[1])), round(float(box[2]))) if box else (None, None)

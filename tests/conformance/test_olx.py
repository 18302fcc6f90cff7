"""XBlock core reads and writes every block as its author wrote it (contract 8.2-8.4)."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree

from .blocks import block_class, every_block, example
from .platform import Platform, option_text

COURSE = Path(__file__).resolve().parents[2] / "course"
VERTICALS = sorted(COURSE.glob("*/vertical/*.xml"))
HARD = "Été « 2027 » : a < b & c > \"d\" 'e'\n\n\tligne 3 é 🎈 ]]> <script>"


def custom(element: etree._Element) -> bool:
    return isinstance(element.tag, str) and element.tag.startswith("dataide_")


def test_the_committed_course_is_there():
    assert VERTICALS, "course/ is empty: run `make build`"


@pytest.mark.parametrize("path", VERTICALS, ids=lambda p: f"{p.parent.parent.name}/{p.stem}")
def test_every_block_of_the_course_is_read_to_the_values_its_author_wrote(path):
    for element in filter(custom, etree.parse(path).getroot()):
        block = Platform().block(etree.tostring(element, encoding="unicode"))
        for name, value in element.attrib.items():
            if name != "url_name":
                assert str(getattr(block, name)) == value, f"{path.name}: {name}"
        assert block.exercise == option_text(element, "exercise")
        assert len([name for name in element.attrib if name != "url_name"]) >= 1, (
            "a lone url_name looks like a pointer (8.3.11)"
        )
        assert len(element.get("url_name")) <= 80


@every_block
def test_8_2_hard_text_survives_the_way_out_and_back(name):
    root = etree.fromstring(example(name))
    root.set("display_name", HARD.replace("\n", " ").replace("\t", " "))
    for child in root:
        child.text = HARD
    block = Platform("studio edit").block(etree.tostring(root, encoding="unicode"))
    out = BytesIO()
    block.runtime.export_to_xml(block, out)
    again = Platform("studio edit").block(out.getvalue())
    assert again.display_name == block.display_name == root.get("display_name"), "a title comes back changed (8.2)"
    assert again.exercise == block.exercise == HARD, "the exercise comes back changed (8.2)"


@every_block
def test_8_2_every_authored_field_is_an_attribute_or_an_option(name):
    element = etree.fromstring(example(name))
    fields = block_class(name).fields
    options = {child.tag.rpartition("}")[2] for child in element} - {n for n, f in fields.items() if f.xml_node}
    assert not options, f"{sorted(options)} would be dropped at import (8.2)"
    lost = set(element.attrib) - {"url_name"} - set(fields)
    assert not lost, f"{sorted(lost)} would be dropped at import (8.2)"

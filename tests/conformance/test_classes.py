"""Names, modules and fields of every class (contract 2.1, 2.3, 4.5)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dataide_xblocks.domain.exercise import IDENTIFIER

from .blocks import NAMES, block_class, every_block, example, keeps
from .platform import TAKEN_ATTRIBUTES, TAKEN_FIELDS, Platform

pytestmark = pytest.mark.django_db
PACKAGE = Path(__file__).resolve().parents[2] / "dataide_xblocks"


def test_there_is_at_least_one_block():
    assert NAMES, "no entry point of ours in group xblock.v1: is the package installed?"


@every_block
def test_2_1_a_block_name_is_lower_case_and_fits_the_column(name):
    assert re.fullmatch(r"dataide_[a-z0-9_]{1,24}", name), (
        f"{name}: lower-case, prefixed, at most 32 characters (2.1.1-2)"
    )


@every_block
def test_2_3_no_field_or_attribute_takes_a_platform_name(name):
    cls = block_class(name)
    own = set(vars(cls)) | {
        n for base in cls.__mro__ if base.__module__.startswith("dataide_xblocks") for n in vars(base)
    }
    assert not own & TAKEN_ATTRIBUTES, f"{name} shadows {sorted(own & TAKEN_ATTRIBUTES)} (2.3.16)"
    fields = {n for n in cls.fields if n in own}
    assert not fields & TAKEN_FIELDS, f"{name} reuses {sorted(fields & TAKEN_FIELDS)} (2.3.15)"
    assert all(len(n) <= 64 for n in fields), "a field name holds at most 64 characters (2.1.2)"


@every_block
def test_2_3_a_block_still_works_under_the_platform_mixins(name):
    class Inheritance:
        """Stands for the platform's own mixins: it only has to be mixed in."""

    block = Platform().block(example(name), mixins=(Inheritance,))
    assert type(block).__name__.endswith("WithMixins")
    with keeps(f"{name} under the platform's mixins (2.3)"):
        assert block.render("student_view").content, "an empty page (2.3)"


def test_3_2_the_words_of_lost_answers_and_broken_containers_are_nowhere():
    for path in PACKAGE.glob("*.py"):
        text = path.read_text(encoding="utf-8")
        for word in ("user_state_summary", "has_children", "get_parent("):
            assert word not in text, f"{path.name} uses {word} (3.2.11, house decision: leaf blocks only)"


@every_block
def test_every_block_says_what_services_it_can_do_without(name):
    wanted = block_class(name)._combined_services  # of its bases too
    needed = {service for service, how in wanted.items() if how == "need"} - {"field-data"}
    assert needed <= {"i18n", "user"}, (
        f"{name} needs {sorted(needed)}: a missing service would be an error page (5.1.1)"
    )


@pytest.mark.parametrize("identifier", ["É1", "é", "Semaine", "w 01", "w01_a", "-w", "", "ﬁ", "ı", "w01\n"])
def test_12_18_an_id_is_the_same_for_every_collation(identifier):
    assert IDENTIFIER.fullmatch(identifier) is None, "lower-case ASCII only, or MySQL takes two ids for one (9.2)"

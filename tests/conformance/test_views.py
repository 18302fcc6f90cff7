"""Every view of every block, as the LMS, Studio and a visitor without an account meet it (contract 3.1, 4.1, 5.1)."""

from __future__ import annotations

import re

import pytest
from django.utils import translation
from lxml import html

from dataide_xblocks.domain.language import LOCALE

from .blocks import VIEWS, block_class, every_block, example, keeps
from .platform import SETTINGS, Platform

pytestmark = pytest.mark.django_db

every_view = pytest.mark.parametrize("view", VIEWS)


@every_block
@every_view
@pytest.mark.parametrize("setting", SETTINGS)
def test_3_1_and_5_1_a_view_renders_and_writes_no_authored_field(name, view, setting):
    platform = Platform(setting)
    block = platform.block(example(name), user_id=None if setting == "anonymous" else 7)
    with keeps(f"{view} as «{setting}» (3.1, 5.1)"):
        assert block.render(view).content.strip(), "an empty page (3.1)"
        block.save()
    assert platform.published == [], "looking is not doing: a view publishes nothing (7.8)"


@every_block
@every_view
def test_4_3_a_page_in_the_units_frame_has_no_link_that_breaks_it(name, view):
    content = Platform("lms, staff").block(example(name)).render(view).content
    tree = html.fromstring(f"<div>{content}</div>")
    for link in tree.iter("a"):
        assert link.get("href"), "a link without href makes the unit's click handler throw (4.3.15)"
        assert link.get("href").startswith("#") or link.get("target") in ("_blank", "_self"), (
            "links leave the frame (4.3.14)"
        )
    for form in tree.iter("form"):
        assert form.get("data-handler"), "a form without a handler would navigate the whole page (4.3.14)"


@every_block
def test_4_4_the_init_function_is_global_and_the_files_are_the_two_of_the_house(name):
    fragment = Platform().block(example(name)).student_view(None)
    assert fragment.js_init_fn == "DataideBlock", "the script has one entry, which stands on window (4.4)"
    kinds = [resource.data.rsplit("/", 1)[1] for resource in fragment.resources]
    saving = ["dataide-saving.js"] if block_class(name).saves else []  # before the script that uses it
    assert kinds == ["dataide.css", *saving, "dataide.js"], f"{kinds}: more files to find and to load (4.5)"


@every_block
@every_view
def test_10_french_comes_through_djangos_catalogue(name, view):
    """With an empty atlas folder the platform's own service knows nothing of us; Django's catalogue must be enough."""
    with translation.override("fr"):
        french = _visible(Platform("lms, staff").block(example(name)).render(view).content)
    with translation.override("en"):
        english = _visible(Platform("lms, staff").block(example(name)).render(view).content)
    assert french != english, "the two languages say the same: is the catalogue installed? (10.3)"
    catalogue = (LOCALE / "fr" / "LC_MESSAGES" / "django.po").read_text(encoding="utf-8")
    for sentence in re.findall(r'^msgid "([^"%]{12,})"$', catalogue, re.M):
        assert sentence not in french, f"English sentence on the French page: {sentence} (10.3)"


def _visible(content: str) -> str:
    return re.sub(r"\s+", " ", html.fromstring(f"<div>{content}</div>").text_content())


@every_block
def test_3_16_and_7_1_an_unbound_block_answers_what_publishing_asks(name):
    block = Platform(services={}).block(example(name), user_id=None)
    for method, arguments in {
        "max_score": (),
        "student_view_data": (),
        "index_dictionary": (),
        "clear_student_state": ("0" * 32, "course-v1:a+b+c", "block-v1:a+b+c+type@x+block@y", "1" * 32),
    }.items():
        if hasattr(block, method):
            with keeps(f"{method} on a block that nobody looks at (3.16, 7.1)"):
                getattr(block, method)(*arguments)

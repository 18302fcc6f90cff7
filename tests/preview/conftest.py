"""What the preview's tests share: the small course on show, its people seeded, and a visitor's browser."""

from __future__ import annotations

import pytest
from django.test import Client

from dataide_xblocks.preview.library import LIBRARY, Course
from dataide_xblocks.preview.people import CAST, Person, account_of
from dataide_xblocks.preview.seed import seed

from .small_course import small_tree

PAGES = ("w01-lire", "w01-quiz", "w01-pouls")


def show_small_course() -> None:
    """Put the small course on show, in both languages."""
    LIBRARY.show({language: Course(language, small_tree(language)) for language in ("fr", "en")})


@pytest.fixture(autouse=True)
def small_course(db):
    """Every test starts from the same course and the same seeded cohort."""
    show_small_course()
    seed()
    return LIBRARY.courses["fr"]


class Visitor(Client):
    """A browser, with the choices of the bar as verbs."""

    def play(self, username: str) -> None:
        assert self.post("/choose", {"person": username, "next": "/fr/"}).status_code == 302

    def choose(self, **choices: str) -> None:
        assert self.post("/choose", {"next": "/fr/", **choices}).status_code == 302

    def read(self, address: str) -> str:
        response = self.get(address)
        assert response.status_code == 200, address
        return response.content.decode()

    def handle(self, block: str, name: str, data: object, kind: str = "lms", language: str = "fr"):
        """POST JSON to a handler of a block, named `type id`."""
        block_type, block_id = block.split()
        key = LIBRARY.courses[language].key.usage(block_type, block_id)
        return self.post(f"/handler/{kind}/{key}/{name}", data, content_type="application/json")


@pytest.fixture
def visitor() -> Visitor:
    return Visitor()


@pytest.fixture
def josee() -> Person:
    return Person(account_of(CAST[0]).id, CAST[0])

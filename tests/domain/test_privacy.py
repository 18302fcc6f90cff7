"""What people agree to: words that change take a new version, so that a row says which words were read."""

from __future__ import annotations

import hashlib

import pytest

from dataide_xblocks.domain.language import LANGUAGES, say
from dataide_xblocks.domain.privacy import PURPOSES

# (purpose, version): the words of both languages. Another sentence takes another version, and a line more here.
READ = {("comparison", 1): "721de4c0c22624ab"}


def words(purpose: str) -> str:
    """A digest of what is read, in both languages."""
    said = "\n".join(say(language)(PURPOSES[purpose].sentence) for language in LANGUAGES)
    return hashlib.sha256(said.encode()).hexdigest()[:16]


@pytest.mark.parametrize("purpose", PURPOSES)
def test_a_sentence_that_changes_takes_a_new_version(purpose):
    read = PURPOSES[purpose]
    assert READ.get((purpose, read.version)) == words(purpose), "new words: raise the version, and add its line here"


@pytest.mark.parametrize("purpose", PURPOSES)
def test_a_purpose_is_said_in_both_languages_under_its_own_id(purpose):
    assert PURPOSES[purpose].id == purpose
    french, english = (say(language)(PURPOSES[purpose].sentence) for language in LANGUAGES)
    assert french != english

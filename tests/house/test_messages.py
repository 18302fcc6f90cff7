"""Every sentence exists in French and English, and the compiled catalogue says what the source says."""

from __future__ import annotations

import gettext
import re
from pathlib import Path

import polib
import pytest

from .files import PACKAGE, shown
from .msgids import in_python, in_template, msgids

CATALOGUES = sorted(PACKAGE.rglob("locale/fr/LC_MESSAGES/django*.po"))
PLACES = re.compile(r"%\(\w+\)s")
# Straight quotes, a space where one must not break, a space before ; ! ?: what Québec typography refuses.
REFUSED = re.compile(r"'|\s[;!?](?:\s|$)|\w :(?:\s|$)|« | »|\d %")


def entries(path: Path) -> list[polib.POEntry]:
    """What a catalogue holds."""
    return list(polib.pofile(str(path)))


def french(entry: polib.POEntry) -> list[str]:
    """The French of an entry, each plural form by itself."""
    return list(entry.msgstr_plural.values()) or [entry.msgstr]


def test_every_sentence_we_show_is_in_a_catalogue():
    held = {(entry.msgctxt, entry.msgid) for path in CATALOGUES for entry in entries(path)}
    missing = sorted(msgid for context, msgid in msgids(PACKAGE) - held)
    assert not missing, f"{len(missing)} sentences in no French catalogue (make messages), as: {missing[:3]}"


@pytest.mark.parametrize("path", CATALOGUES, ids=shown)
def test_every_sentence_is_in_french(path):
    empty = [entry.msgid for entry in entries(path) if entry.fuzzy or not all(french(entry))]
    assert not empty, f"{shown(path)}: no French for {empty[:3]}"


@pytest.mark.parametrize("path", CATALOGUES, ids=shown)
def test_the_places_of_a_sentence_are_kept_in_french(path):
    lost = [
        entry.msgid
        for entry in entries(path)
        for text in french(entry)
        if not set(PLACES.findall(text)) <= set(PLACES.findall(entry.msgid + entry.msgid_plural))
        or (not entry.msgid_plural and set(PLACES.findall(text)) != set(PLACES.findall(entry.msgid)))
    ]
    assert not lost, f"{shown(path)}: other %(places)s in the French of {lost[:3]}"


@pytest.mark.parametrize("path", CATALOGUES, ids=shown)
def test_the_french_is_typed_as_in_quebec(path):
    wrong = [text for entry in entries(path) for text in french(entry) if REFUSED.search(text)]
    assert not wrong, f"{shown(path)}: {wrong[:3]}"


@pytest.mark.parametrize("path", CATALOGUES, ids=shown)
def test_the_compiled_catalogue_is_the_written_one(path):
    compiled = path.with_suffix(".mo")
    assert compiled.exists(), f"{shown(compiled)} is missing: make messages"
    with compiled.open("rb") as opened:
        said = gettext.GNUTranslations(opened)
    for entry in entries(path):
        if entry.msgid_plural:
            shown_texts = [_plural(said, entry, count) for count in (1, 2)]
        else:
            one = said.pgettext(entry.msgctxt, entry.msgid) if entry.msgctxt else said.gettext(entry.msgid)
            shown_texts = [one]
        assert shown_texts == french(entry), f"{shown(compiled)} is older than its source: make messages"


def _plural(said: gettext.GNUTranslations, entry: polib.POEntry, count: int) -> str:
    if entry.msgctxt:
        return said.npgettext(entry.msgctxt, entry.msgid, entry.msgid_plural, count)
    return said.ngettext(entry.msgid, entry.msgid_plural, count)


PYTHON = [
    ('_("A")', {(None, "A")}),
    ('say(lang)("B %(x)s", x=1)', {(None, "B %(x)s")}),
    ('words = say(lang)\nwords("C")\nother("D")', {(None, "C")}),
    ('self.words = say(lang)\nself.words("E")', {(None, "E")}),
    ('_("one" if single else "two")', {(None, "one"), (None, "two")}),
    ('pgettext("dataide", "F")', {("dataide", "F")}),
    ("print('not marked')", set()),
]
TEMPLATES = [
    ('{% translate "A" %}', {(None, "A")}),
    ("{% translate 'B' context \"dataide\" as title %}", {("dataide", "B")}),
    ("{% blocktranslate %}{{ n }} of 100%{% endblocktranslate %}", {(None, "%(n)s of 100%%")}),
    ("{% blocktranslate trimmed with a=b %}\n  one\n  {{ a }}\n{% endblocktranslate %}", {(None, "one %(a)s")}),
    (
        "{% blocktranslate count n=n %}{{ n }} day{% plural %}{{ n }} days{% endblocktranslate %}{% translate 'C' %}",
        {(None, "%(n)s day"), (None, "C")},
    ),
    ("{% include 'x' with label=_('D') %}", {(None, "D")}),
]


@pytest.mark.parametrize(("source", "expected"), PYTHON)
def test_the_sentences_of_a_python_file_are_found(source, expected):
    assert set(in_python(source)) == expected


@pytest.mark.parametrize(("source", "expected"), TEMPLATES)
def test_the_sentences_of_a_template_are_found(source, expected):
    assert set(in_template(source)) == expected

"""What leaves our tables, after somebody is retired: the files that teams take along, and the events of everybody."""

from __future__ import annotations

import base64
import io
import json
import zipfile
from types import SimpleNamespace

import pytest

from dataide_xblocks.domain.cohort import cohort_of
from dataide_xblocks.domain.organisation import Founding
from dataide_xblocks.signals import retire
from dataide_xblocks.store import organisation

from ..conformance.platform import COURSE
from ..faces.maturity import MODEL, olx
from ..faces.pulse import call, platform
from ..faces.pulse import olx as pulse_olx
from .cohort import mark, number

pytestmark = pytest.mark.django_db
TEAM, GONE = range(4), 1
COHORT = cohort_of(COURSE)


@pytest.fixture
def events() -> list[tuple[str, dict[str, object]]]:
    """What four people of one team publish, who answer everything and leave their mark wherever they may write."""
    published = []
    organisation.own_place(COHORT, number(0))
    founded = organisation.found(COHORT, number(0), Founding("La Huche commune", "3-9", "fr"))
    for n in TEAM:
        if n:
            organisation.join(COHORT, number(n), founded.code)
        place = platform(int(number(n)))
        block, opinion = (place.block(text, user_id=int(number(n))) for text in (olx(), pulse_olx()))
        for item in MODEL.items:
            told = {"item": item.id, "version": str(item.version)}
            choice = "na" if item.not_applicable else "3"
            assert call(block, "answer", {**told, "choice": choice, "why": mark(n)}).status_code == 200
            assert call(block, "go", {**told, "proof": mark(n), "to": ""}).status_code == 200
        assert call(opinion, "rate", {"question": "useful", "choice": "4"}).status_code == 200
        assert call(opinion, "comment", {"text": mark(n), "signature": "name"}).status_code == 200
        published += place.published
    return published


def files() -> str:
    """All that the colleagues and the team of the course can take along, as text."""
    kept = []
    for n in TEAM:
        for form in ("html", "docx"):
            sent = {"what": "portrait", "format": form, "language": "fr"}
            told = call(platform(int(number(n))).block(olx(), user_id=int(number(n))), "download", sent)
            kept += [_text(told.json["file"])] if told.status_code == 200 else []
    for form in ("csv", "xlsx"):
        staff = platform(8, staff=True).block(pulse_olx(), user_id=8)
        kept.append(_text(call(staff, "download", {"format": form}).json["file"]))
    return "\n".join(kept)


def _text(file: dict[str, str]) -> str:
    content = base64.b64decode(file["base64"])
    if file["name"].endswith((".docx", ".xlsx", ".zip")):
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            return "\n".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())
    return content.decode("utf-8")


def test_no_event_holds_a_word_of_anybody_or_their_number(events):
    said = json.dumps(events, ensure_ascii=False)
    assert len(events) > len(TEAM) * len(MODEL.items)
    for n in TEAM:
        assert mark(n) not in said and number(n) not in said


def test_whoever_is_retired_is_in_no_file_and_the_portrait_stays(events):
    before = files()
    assert all(mark(n) in before for n in TEAM), "the files are not read: this test would see nothing"
    retire(None, user=SimpleNamespace(pk=int(number(GONE))))
    after = files()
    assert mark(GONE) not in after and number(GONE) not in after
    assert all(mark(n) in after for n in TEAM if n != GONE)
    assert after.count("La Huche commune") >= 6, "the three who stay still have their portrait, in both forms"

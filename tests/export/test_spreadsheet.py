"""Files for a spreadsheet: what was written comes back, and nothing of it is ever run."""

from __future__ import annotations

import base64
import csv
import io
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dataide_xblocks.domain.answers import clean
from dataide_xblocks.domain.errors import InvalidAnswer
from dataide_xblocks.domain.examples import PULSE
from dataide_xblocks.domain.pulse import read_pulse
from dataide_xblocks.export.pulse import comments_sheet, file_of, results_sheet
from dataide_xblocks.export.spreadsheet import Sheet, csv_of, xlsx_of

openpyxl = pytest.importorskip("openpyxl", reason="not run: openpyxl (extra xlsx) is not installed")

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "|cmd", "%x", "＝1+1", "＋1", "－1", "＠A1"]
texts = st.text(st.characters(codec=None), max_size=60).map(clean)


def cells_of_csv(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


@given(st.lists(st.tuples(st.integers(0, 12), texts), max_size=5))
def test_a_csv_gives_back_its_cells(rows):
    read = cells_of_csv(csv_of(Sheet("t", ["Semaine", "Mots"], rows)))
    assert read[0] == ["Semaine", "Mots"]
    for (week, words), told in zip(rows, read[1:], strict=True):
        assert told[0] == str(week) and told[1].removeprefix("'") == words.removeprefix("'")


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_of_a_file_is_a_formula(text):
    sheet = Sheet("t", ["Mots"], [[text]])
    assert cells_of_csv(csv_of(sheet))[1] == [f"'{text}"]
    cell = openpyxl.load_workbook(io.BytesIO(xlsx_of([sheet]))).active["A2"]
    assert (cell.value, cell.data_type) == (text, "s")


@given(st.lists(texts.filter(bool), min_size=1, max_size=5))
def test_an_excel_file_gives_back_its_texts(words):
    page = openpyxl.load_workbook(io.BytesIO(xlsx_of([Sheet("t", ["Mots"], [[word] for word in words])]))).active
    assert [row[0].value for row in page.iter_rows(min_row=2)] == words
    assert page.freeze_panes == "A2" and page["A1"].font.bold and page.column_dimensions["A"].width >= 6


def said(text: str, signature: str, region: str = "", learner: str | None = None) -> SimpleNamespace:
    return SimpleNamespace(week=2, text=text, signature=signature, region=region, learner=learner)


def test_a_comment_is_signed_in_the_file_as_its_author_chose():
    rows = [said("un", "name", learner="7"), said("deux", "region", "08"), said("trois", "none")]
    told = comments_sheet(rows, {"7": "Josée"}, "en").rows
    assert [row[2:] for row in told] == [["Josée", "", "un"], ["", "Abitibi-Témiscamingue", "deux"], ["", "", "trois"]]
    assert all(len(row) == 5 and row[0] == 2 for row in told)


def test_results_hold_common_questions_only_in_the_authors_order():
    pulse = read_pulse(PULSE["en"])
    sheet = results_sheet(pulse, {"useful": {2: {"5": 5}, 1: {"1": 5}}, "w01": {1: {"yes": 5}}}, "en")
    assert [row[1] for row in sheet.rows] == [1] * 5 + [2] * 5
    assert sheet.rows[0][2:] == ["Not at all", 5] and sheet.rows[-1][2:] == ["Very much", 5]


def test_a_file_is_one_of_two(monkeypatch):
    sheet = Sheet("t", ["a"], [["b"]])
    assert base64.b64decode(file_of("csv", sheet, sheet)["base64"]) == csv_of(sheet)
    for form in ("pdf", None, ["csv"]):
        with pytest.raises(InvalidAnswer):
            file_of(form, sheet, sheet)


def test_a_site_without_openpyxl_says_which_file_to_take(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "openpyxl", None)
    with pytest.raises(InvalidAnswer) as refused:
        file_of("xlsx", Sheet("t", ["a"], []), Sheet("t", ["a"], []))
    assert "CSV" in refused.value.message

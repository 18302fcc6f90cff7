"""Whatever was typed is text: it comes back whole from each file, and nothing of it is run or drawn."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dataide_xblocks.domain.plan import Filled, Row
from dataide_xblocks.export.layout import legal
from dataide_xblocks.export.odt import odt_of
from dataide_xblocks.export.pdf import pdf_of
from dataide_xblocks.export.plan_document import board_summary, whole_plan
from dataide_xblocks.export.plan_tables import csv_zip, sheets, xlsx
from dataide_xblocks.export.word_paper import docx_of
from dataide_xblocks.pages.plan_paper import html_of

from .plan_sample import TEMPLATES
from .plans import LANGUAGES, filled, plan
from .readers import bare, text_of_docx, text_of_html, text_of_odt, text_of_pdf

for module, extra in (("docx", "documents"), ("typst", "pdf"), ("openpyxl", "xlsx"), ("pypdf", "tests")):
    pytest.importorskip(module, reason=f"not run: {module} ({extra}) is not installed")

SIGNS = "= + - @ | % ' \" ` $ # * _ ~ ^ & < > / \\ { } [ ] ( ) : ; , . ! ?".split()
OF_OTHERS = [
    '#read("/etc/hostname")',
    '#import "@preview/x:1.0.0"',
    "$x^2$ @ref <label> *b* _i_ `c`",
    "= Titre",
    "- liste",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "&lt;&amp;&#0;&nbsp;",
    "]]>",
    "<!--",
    "-->",
    "<?xml ?>",
    "{{ paper }} {% include 'x' %}",
    "{page} {pages}",
    "%(name)s %s %%",
    '=HYPERLINK("http://x")',
    "=1+1",
    "+1",
    "@SUM(A1)",
    "../../etc/passwd",
    "\\\\server\\share",
    "C:\\NUL",
    "http://192.0.2.1/x",
    "</style><b>",
    "'; DROP TABLE x; --",
    "שלום עולם",
    "مرحبا بالعالم",
    "שלום abc مرحبا 123",
    "漢字かな交じり文",
    "한국어",
    "ไทย",
    "हिन्दी",
    "ελληνικά",
    "Ünïcödé Ñ ß ŒœÆæ",
    "🌾 👩‍🌾 🏳️‍🌈 👍🏽",
    "e\u0301 a\u0300\u0323",
    "Z̷a̷l̷g̷o̷ \u0335\u0336",
    "\u200b\u200c\u200d\ufeff",
    "\u00a0\u202f\u2009",
    "\u2028\u2029",
    "a\tb  c   d",
    "ligne 1\nligne 2\n\nligne 4",
    "\x00\x01\x08\x0b\x1f\x7f\x85",
    "\ufffe\uffff",
    "x" * 8000,
    "mot " * 2000,
    "é" * 240,
    "١٢٣",
    "½ ¼ ∞ ≠ ∑",
    "“”‘’«»‹›„…–—",
    "\U0001f1e8\U0001f1e6",
    "𝕳𝖊𝖑𝖑𝖔",
    "ﷺ ﷽",
]
HOSTILE = [*SIGNS, *(f"{sign}1+1" for sign in SIGNS), *(f"a{sign * 3}b" for sign in SIGNS), *OF_OTHERS]


def made_of(texts: list[str], language: str = "fr"):
    """A plan in which each text stands in a simple field, a list, a table and a fixed row."""
    contents = filled(TEMPLATES[language])
    contents["idt.name"], contents["idt.mission"] = Filled({"value": texts[0]}), Filled({"value": texts[-1]})
    contents["por.strengths"] = Filled({}, tuple(Row(f"s{n}", {"text": text}) for n, text in enumerate(texts)))
    rows = tuple(Row(f"r{n}", {"name": text, "content": text, "place": text}) for n, text in enumerate(texts))
    contents["don.inventory"] = Filled({}, rows)
    contents["sec.measures"] = Filled({}, (Row("mfa", {"proof": texts[0]}),))
    return plan(language, contents=contents, organisation=texts[0][:120])


def lost(told: str, texts: list[str], times: int) -> list[str]:
    told = bare(told)
    return [text[:60] for text in texts if bare(legal(text)) and told.count(bare(legal(text))) < times]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_nobody_foresaw_comes_back_whole(language):
    paper = whole_plan(made_of(HOSTILE, language))
    assert len(HOSTILE) > 130
    for read, content in (
        (text_of_docx, docx_of(paper)),
        (text_of_odt, odt_of(paper)),
        (text_of_html, html_of(paper).encode()),
    ):
        assert lost(read(content), HOSTILE, 3) == []


def test_a_pdf_holds_what_nobody_foresaw_as_text():
    plain = [text for text in HOSTILE if text.isascii() and len(text) < 100 and text.isprintable()]
    told = text_of_pdf(pdf_of(whole_plan(made_of(plain))))
    assert lost(told, plain, 2) == [] and len(plain) > 100
    assert pdf_of(whole_plan(made_of(HOSTILE)))[:5] == b"%PDF-"


def test_a_pdf_says_it_when_it_keeps_its_promise_to_screen_readers_and_only_then():
    assert b"pdfuaid" in pdf_of(board_summary(plan()))
    unknown = pdf_of(board_summary(made_of(["\U0010abcd"])))  # of private use: no font of any machine draws it
    assert b"pdfuaid" not in unknown and b"/StructTreeRoot" in unknown


def test_html_runs_nothing_of_it():
    from lxml import html

    page = html.document_fromstring(html_of(whole_plan(made_of(HOSTILE))))
    assert not list(page.iter("script", "img", "iframe", "link")) and len(list(page.iter("style"))) == 1
    assert not [n for e in page.iter() for n in e.attrib if n.startswith("on") or n == "src"]
    assert all(href.startswith("#") for href in page.xpath("//@href"))


def test_what_stands_in_the_style_sheet_cannot_leave_it():
    from lxml import html

    made = plan(organisation='"; } </style><script>alert(1)</script> \\22 }')
    page = html_of(board_summary(made))
    style = html.document_fromstring(page).findtext(".//style")
    assert "alert" not in style and style.count('content: "') == 1 and style.rstrip().endswith("}")
    assert "<script>" not in page and "&lt;script&gt;" in page


@settings(max_examples=40)
@given(st.lists(st.text(st.characters(codec="utf-8"), min_size=1, max_size=80), min_size=1, max_size=6))
def test_any_text_comes_back_from_word_and_opendocument(texts):
    paper = whole_plan(made_of(texts))
    for read, content in ((text_of_docx, docx_of(paper)), (text_of_odt, odt_of(paper))):
        assert lost(read(content), texts, 3) == []


def test_tables_hold_what_nobody_foresaw_and_run_nothing():
    import io

    import openpyxl

    made = made_of(HOSTILE)
    assert csv_zip(made)
    book = openpyxl.load_workbook(io.BytesIO(xlsx(made)))
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds and kinds <= {"s", "n", "inlineStr"}
    assert len(sheets(made)) == len(book.sheetnames)


SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")


@pytest.mark.skipif(SOFFICE is None, reason="not run: LibreOffice (soffice) is not installed")
def test_libreoffice_opens_each_document_and_says_nothing(tmp_path):
    from pypdf import PdfReader

    papers = {"plan": whole_plan(plan()), "board": board_summary(plan("en")), "hostile": whole_plan(made_of(HOSTILE))}
    for name, paper in papers.items():
        (tmp_path / f"{name}-docx.docx").write_bytes(docx_of(paper))
        (tmp_path / f"{name}-odt.odt").write_bytes(odt_of(paper))
    files = sorted(path.name for path in tmp_path.iterdir())
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [str(SOFFICE), profile, "--headless", "--convert-to", "pdf", *files]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=240)
    said = [line for line in done.stderr.splitlines() if "javaldx" not in line and "Java" not in line]
    assert done.returncode == 0 and said == []
    for name in files:
        read = PdfReader(tmp_path / f"{name.split('.')[0]}.pdf")
        text = bare(" ".join(page.extract_text() for page in read.pages))
        assert "Huche" in text or "hostile" in name
        assert len(read.pages) >= 2 and "Error!" not in text
    assert {len(PdfReader(tmp_path / f"board-{form}.pdf").pages) for form in ("docx", "odt")} == {2}


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="not run: this system has no /proc")
def test_the_compiler_of_pdfs_does_not_keep_what_it_made():
    """Ten plans in one process take no more memory than a few."""
    paper = whole_plan(made_of(["mot " * 300] * 40))
    sizes = []
    for _time in range(8):
        pdf_of(paper)
        sizes.append(_memory())
    assert sizes[-1] - sizes[2] < 100 * 1024


def _memory() -> int:
    """Kilobytes that this process holds now."""
    told = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in told if line.startswith("VmRSS"))

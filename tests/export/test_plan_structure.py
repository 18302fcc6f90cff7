"""Files that other programs and screen readers follow: headings, headers, languages, links, tags."""

from __future__ import annotations

import io
import itertools
import re
import zipfile

import pytest
from lxml import etree, html

from dataide_xblocks.export.odt import MIMETYPE, odt_of
from dataide_xblocks.export.paper import Cover, Heading, Line, Paper, Table, Text
from dataide_xblocks.export.pdf import pdf_of
from dataide_xblocks.export.plan_document import board_summary, whole_plan
from dataide_xblocks.export.word_paper import docx_of
from dataide_xblocks.pages.plan_paper import html_of

from .plan_sample import TEMPLATES
from .plans import LANGUAGES, filled, plan
from .readers import W, xml_of

for module, extra in (("docx", "documents"), ("typst", "pdf"), ("pypdf", "tests")):
    pytest.importorskip(module, reason=f"not run: {module} ({extra}) is not installed")

ODF = {
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
}
TEXT, STYLE, FO = (f"{{{ODF[name]}}}" for name in ("text", "style", "fo"))


def paper_of(language: str = "fr", **changed):
    changed.setdefault("contents", filled(TEMPLATES[language], rows=8))
    return whole_plan(plan(language, **changed))


def outline_of(paper) -> list[tuple[int, str]]:
    return [(part.level, part.text.plain) for part in paper.parts if isinstance(part, Heading)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_word_has_real_headings_that_its_contents_lead_to(language):
    paper = paper_of(language)
    body = xml_of(docx_of(paper), "word/document.xml")
    styles = [
        (p.find(f"{W}pPr/{W}pStyle").get(f"{W}val"), "".join(t.text or "" for t in p.iter(f"{W}t")))
        for p in body.iter(f"{W}p")
    ]
    found = [(int(name[-1]) - 1, text) for name, text in styles if re.fullmatch("Heading[2-4]", name)]
    assert found == outline_of(paper) and [name for name, _text in styles].count("Heading1") == 1
    marks = {e.get(f"{W}name") for e in body.iter(f"{W}bookmarkStart")}
    leads = [e.get(f"{W}anchor") for e in body.iter(f"{W}hyperlink")]
    assert len(leads) == sum(level == 1 for level, _text in found) and set(leads) <= marks and len(marks) == len(found)
    settings = xml_of(docx_of(paper), "word/settings.xml")
    assert not list(settings.iter(f"{W}updateFields")) and not list(body.iter(f"{W}dirty"))
    begun = [e.get(f"{W}fldCharType") for e in body.iter(f"{W}fldChar")]
    assert begun.count("begin") == begun.count("separate") == begun.count("end") > 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_word_tables_have_names_and_headers_and_rows_that_stay_whole(language):
    paper = paper_of(language)
    body = xml_of(docx_of(paper), "word/document.xml")
    tables = list(body.iter(f"{W}tbl"))
    assert len(tables) == sum(isinstance(part, Table) for part in paper.parts) + 1  # the road map is one too
    for table in tables:
        rows = table.findall(f"{W}tr")
        heads = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows]
        assert heads[0] and not heads[-1] and heads == sorted(heads, reverse=True)
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
        assert table.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val")
        grid = len(table.findall(f"{W}tblGrid/{W}gridCol"))
        spans = [
            sum(int(s.get(f"{W}val")) - 1 for s in row.iter(f"{W}gridSpan")) + len(row.findall(f"{W}tc"))
            for row in rows
        ]
        assert set(spans) == {grid}


def test_word_pages_lie_where_tables_are_wide_and_the_cover_has_no_footer():
    body = xml_of(docx_of(paper_of()), "word/document.xml")
    sections = list(body.iter(f"{W}sectPr"))
    turned = [section.find(f"{W}pgSz").get(f"{W}orient") for section in sections]
    assert turned[0] is None and "landscape" in turned and turned[-1] in (None, "landscape")
    assert [section.find(f"{W}titlePg") is not None for section in sections] == [True] + [False] * (len(sections) - 1)
    assert all(before != after for before, after in itertools.pairwise(turned))


def test_a_heading_that_begins_a_page_does_so_but_never_leaves_a_white_one():
    wide = Table("t", [Text("a")], [[Text("b")]], [1.0], wide=True)
    first = (Cover("o", Text("t"), []), Heading(1, Text("un"), page=True), Line([Text("x")]))
    then = (Heading(1, Text("deux"), page=True), Line([Text("y")]), Heading(1, Text("large"), page=True), wide)
    paper = Paper("fr", "t", "o", "pied", "{page}", (*first, *then))
    body = xml_of(docx_of(paper), "word/document.xml")
    heads = [p for p in body.iter(f"{W}p") if p.find(f"{W}pPr/{W}pStyle").get(f"{W}val") == "Heading2"]
    assert [p.find(f"{W}pPr/{W}pageBreakBefore") is not None for p in heads] == [True, True, False]
    from pypdf import PdfReader

    assert len(PdfReader(io.BytesIO(pdf_of(paper))).pages) == 4


@pytest.mark.parametrize(("made", "tag"), [(docx_of, "fr-CA"), (odt_of, "fr")])
def test_words_in_another_language_are_marked(made, tag):
    contents = filled(TEMPLATES["en"])
    whole = etree.tostring(
        xml_of(
            made(whole_plan(plan("en", written="fr", contents=contents))),
            "word/document.xml" if made is docx_of else "content.xml",
        )
    ).decode()
    assert whole.count(f'="{tag}"') > (20 if made is docx_of else 0)
    own = etree.tostring(
        xml_of(
            made(whole_plan(plan("en", contents=contents))), "word/document.xml" if made is docx_of else "content.xml"
        )
    ).decode()
    assert f'="{tag}"' not in own


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_opendocument_text_is_whole(language):
    archive = zipfile.ZipFile(io.BytesIO(odt_of(paper_of(language))))
    first = archive.infolist()[0]
    assert (first.filename, first.compress_type, first.extra) == ("mimetype", zipfile.ZIP_STORED, b"")
    assert archive.read("mimetype").decode() == MIMETYPE and archive.testzip() is None
    manifest = etree.fromstring(archive.read("META-INF/manifest.xml"))
    listed = {value for e in manifest for name, value in e.attrib.items() if name.endswith("full-path")}
    assert listed == {"/", *archive.namelist()} - {"mimetype", "META-INF/manifest.xml"}
    for name in ("content.xml", "styles.xml", "meta.xml"):
        etree.fromstring(archive.read(name))
    assert f"<dc:language>{language}-CA<" in archive.read("meta.xml").decode()
    assert f'fo:language="{language}" fo:country="CA"' in archive.read("styles.xml").decode()


def test_an_opendocument_text_uses_no_style_that_it_does_not_define():
    content = odt_of(paper_of())
    body, styles = xml_of(content, "content.xml"), xml_of(content, "styles.xml")
    defined = {
        e.get(f"{STYLE}name")
        for tree in (body, styles)
        for e in tree.iter(f"{STYLE}style", f"{TEXT}list-style", f"{STYLE}master-page")
    }
    used = {
        value
        for e in body.iter()
        for name, value in e.attrib.items()
        if name.endswith(("}style-name", "}master-page-name", "}parent-style-name"))
    }
    assert used - defined == set() and len(used) > 15


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_opendocument_text_has_the_same_outline_and_headers(language):
    paper = paper_of(language)
    body = xml_of(odt_of(paper), "content.xml")
    heads = [(int(e.get(f"{TEXT}outline-level")) - 1, "".join(e.itertext())) for e in body.iter(f"{TEXT}h")]
    assert heads[1:] == outline_of(paper) and heads[0][0] == 0
    for table in body.iterfind(".//table:table", ODF):
        assert (
            table.find("table:title", ODF).text
            and table.find("table:table-header-rows/table:table-row", ODF) is not None
        )
        columns = len(table.findall("table:table-column", ODF))
        assert {len(row) for row in table.iterfind(".//table:table-row", ODF)} == {columns}
    marks = {e.get(f"{TEXT}name") for e in body.iter(f"{TEXT}bookmark-start")}
    leads = {e.get(f"{{{ODF['xlink']}}}href")[1:] for e in body.iter(f"{TEXT}a")}
    assert leads and leads <= marks


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pdf_is_tagged_and_has_a_language_a_title_and_bookmarks(language):
    from pypdf import PdfReader

    paper = paper_of(language)
    read = PdfReader(io.BytesIO(pdf_of(paper)))
    root = read.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and "/StructTreeRoot" in root and root["/Lang"].startswith(language)
    assert read.metadata.title == paper.title
    marks = [entry.title for entry in _flat(read.outline)]
    assert marks == [text for _level, text in outline_of(paper)]
    assert b"pdfuaid" in root["/Metadata"].get_data()
    sizes = {(round(page.mediabox.width), round(page.mediabox.height)) for page in read.pages}
    assert sizes == {(612, 792), (792, 612)}


def _flat(outline):
    for entry in outline:
        yield from _flat(entry) if isinstance(entry, list) else [entry]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_board_s_pages_are_two(language):
    from pypdf import PdfReader

    assert len(PdfReader(io.BytesIO(pdf_of(board_summary(plan(language))))).pages) == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_to_print_is_one_file_with_headers_and_languages(language):
    paper = paper_of(language, other=TEMPLATES[{"fr": "en", "en": "fr"}[language]])
    page = html.document_fromstring(html_of(paper))
    assert page.get("lang") == language and len(page.findall(".//h1")) == 1
    heads = [(int(e.tag[1]) - 1, e.text_content()) for e in page.iter("h2", "h3", "h4") if e.get("id") != "contents"]
    assert heads == outline_of(paper)
    assert {cell.get("scope") for cell in page.iter("th")} == {"col", "row"}
    assert all(table.find("caption") is not None for table in page.iter("table"))
    assert all(th.text_content().strip() for th in page.iter("th"))
    ids = [e.get("id") for e in page.iter() if e.get("id")]
    assert len(ids) == len(set(ids)) and all(a.get("href")[1:] in ids for a in page.iter("a"))
    assert not [v for e in page.iter() for n, v in e.attrib.items() if n in ("src", "onclick")] and not list(
        page.iter("link", "script")
    )
    other = {"fr": "en", "en": "fr"}[language]
    assert len(page.xpath(f"//*[@lang='{other}']")) > 20


@pytest.mark.parametrize("made", [docx_of, odt_of, pdf_of])
def test_the_title_and_the_owner_are_in_what_the_file_says_of_itself(made):
    content = made(paper_of())
    if made is pdf_of:
        from pypdf import PdfReader

        assert PdfReader(io.BytesIO(content)).metadata.author == "La Huche commune"
    else:
        about = xml_of(content, "docProps/core.xml" if made is docx_of else "meta.xml")
        assert {"Plan de transition fr", "La Huche commune"} <= set(about.itertext())

"""What a file says, read back by other programs than those that wrote it; spaces are left out of the comparison."""

from __future__ import annotations

import io
import zipfile

from lxml import etree, html

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


def bare(text: str) -> str:
    """A text without its spaces."""
    return "".join(text.split())


def xml_of(content: bytes, name: str) -> etree._Element:
    """A file of a zip, read strictly."""
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(content)).read(name))


def text_of_docx(content: bytes) -> str:
    body = xml_of(content, "word/document.xml")
    return "".join(e.text or "" if e.tag == f"{W}t" else " " for e in body.iter(f"{W}t", f"{W}br", f"{W}tab", f"{W}p"))


def text_of_odt(content: bytes) -> str:
    body = xml_of(content, "content.xml").find(".//{*}body")
    for space in body.iter(f"{TEXT}s", f"{TEXT}line-break", f"{TEXT}tab"):
        space.text = " " * int(space.get(f"{TEXT}c", "1"))
    return "".join(body.itertext())


def text_of_html(content: bytes) -> str:
    return html.document_fromstring(content.decode()).find(".//main").text_content()


def text_of_pdf(content: bytes) -> str:
    from pypdf import PdfReader

    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


READERS = {"docx": text_of_docx, "odt": text_of_odt, "html": text_of_html, "pdf": text_of_pdf}

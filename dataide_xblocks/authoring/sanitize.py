"""The one list of what author HTML may hold, and the one door it passes (trust.md C13-C14, X1, X5).

Two parsers look at every text: lxml takes out what must go with its content, then bleach keeps only the list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import bleach
from lxml import etree, html

from ..domain.language import _
from .finding import Finding

_WORDS = {"a", "abbr", "b", "br", "cite", "code", "del", "em", "i", "img", "kbd", "q", "s", "small", "span", "strong"}
_BLOCKS = {"blockquote", "details", "div", "figcaption", "figure", "hr", "p", "pre", "sub", "summary", "sup", "u"}
_LISTS = {"dd", "dl", "dt", "h2", "h3", "h4", "h5", "h6", "li", "ol", "ul"}
_TABLES = {"caption", "table", "tbody", "td", "tfoot", "th", "thead", "tr"}
TAGS = frozenset(_WORDS | _BLOCKS | _LISTS | _TABLES)
ATTRIBUTES: dict[str, frozenset[str]] = {
    "*": frozenset({"class", "lang"}),
    "a": frozenset({"href", "title", "target", "rel"}),
    "abbr": frozenset({"title"}),
    "details": frozenset({"open"}),
    "img": frozenset({"src", "alt", "width", "height"}),
    "li": frozenset({"id"}),
    "ol": frozenset({"start"}),
    "sup": frozenset({"id"}),
    "td": frozenset({"colspan", "rowspan", "data-label"}),
    "th": frozenset({"colspan", "rowspan", "scope"}),
}
PROTOCOLS = frozenset({"http", "https", "mailto"})
BOXES = ("note", "important", "gain", "example", "privacy", "question")
# What an author may write after a paragraph or a list, as `{: .lead}`; the stylesheet knows them as `dataide-lead`.
AUTHOR_CLASSES = frozenset({"lead", "steps", "small"})
CLASSES = frozenset(
    {
        *(f"dataide-{name}" for name in AUTHOR_CLASSES),
        *BOXES,
        *("admonition", "admonition-title", "dataide-right", "dataide-center"),
        *("footnote", "footnote-ref", "footnote-backref", "language-text"),
    }
)
# These go with all they hold: bleach alone would keep the text of a script as prose.
DROPPED = ("script", "style", "svg", "math", "iframe", "object", "template", "noscript", "noembed", "noframes", "title")

_FOOTNOTE = re.compile(r"[a-z0-9-]{1,80}-fn(?:ref\d*)?-\d+")
_VALUES = {
    "lang": re.compile(r"[a-z]{2}(?:-[A-Z]{2})?"),
    "id": _FOOTNOTE,
    "href": re.compile(rf"https?://[^\s/?#].*|mailto:[^\s/].*|/(?:static|jump_to_id)/[^\s\\]*|#{_FOOTNOTE.pattern}"),
    "src": re.compile(r"/static/[^\s\\]*"),
    "target": re.compile("_blank"),
    "rel": re.compile("noopener"),
    "scope": re.compile("col|row"),
    **dict.fromkeys(("width", "height", "start", "colspan", "rowspan"), re.compile(r"\d{1,5}")),
}
_VOID = frozenset({"br", "hr", "img"})
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def allowed(tag: str, name: str, value: str) -> bool:
    """Whether an attribute may stay: its name is on the list for this tag and its value is of the right form."""
    if name not in ATTRIBUTES["*"] and name not in ATTRIBUTES.get(tag, ()):
        return False
    if name == "class":
        return set(value.split()) <= CLASSES
    form = _VALUES.get(name)
    return form is None or form.fullmatch(value) is not None


def sanitize(text: str) -> str:
    """The part of `text` that may be shown, as HTML that an XML parser reads too."""
    root = tree(text)
    for element in list(root.iter(*DROPPED)):
        element.drop_tree()
    clean = bleach.clean(
        written(root), tags=TAGS, attributes=allowed, protocols=PROTOCOLS, strip=True, strip_comments=True
    )
    return finished(tree(clean))


def conforms(root: html.HtmlElement) -> bool:
    """Whether a `tree` holds nothing but the list: then there is nothing to take out."""
    return all(isinstance(element.tag, str) for element in root.iter()) and not any(_removed(root))


def finished(root: html.HtmlElement) -> str:
    """A clean `tree` as HTML that an XML parser reads too."""
    for element in list(root.iter()):
        if element.tag == "a" and "href" not in element.attrib:
            element.drop_tag()  # the platform's own script stumbles on a link without address
        else:  # so that XML writes <td></td> and <img/>, which HTML reads, rather than <td/> and <img></img>
            element.text = None if element.tag in _VOID else element.text or ""
    return _inside(etree.tostring(root, encoding="utf-8", xml_declaration=False).decode())


def removed(text: str) -> tuple[tuple[str, str], ...]:
    """What an author loses, in order: (what, where to look for it in the source)."""
    return tuple(_removed(tree(text)))


def tree(text: str) -> html.HtmlElement:
    """`text` as a <div> of elements, whatever it holds; characters that no document may hold are gone."""
    source = f"<body>{NOT_XML.sub('', text)}</body>".encode()
    document = html.document_fromstring(source, parser=html.HTMLParser(encoding="utf-8"))
    parts = list(document)
    root = etree.SubElement(document, "div")  # in this document, which knows that it is UTF-8: é stays é everywhere
    for part in parts:
        _move(part, root) if part.tag in ("body", "head") else root.append(part)
    return root


def _move(source: html.HtmlElement, target: html.HtmlElement) -> None:
    if len(target):
        target[-1].tail = (target[-1].tail or "") + (source.text or "")
    else:
        target.text = (target.text or "") + (source.text or "")
    target.extend(list(source))


def written(root: html.HtmlElement) -> str:
    """What a `tree` holds, as HTML that has not been sanitized."""
    return _inside(html.tostring(root, encoding="unicode"))


def _inside(text: str) -> str:
    """Without the <div> that `tree` put around."""
    return text.removeprefix("<div>").removesuffix("</div>")


def _removed(root: html.HtmlElement) -> Iterator[tuple[str, str]]:
    for element in root.iterdescendants():
        if not isinstance(element.tag, str):
            continue  # a comment: an author's note to the next author
        if element.tag not in TAGS:
            yield f"<{element.tag}>", f"<{element.tag}"
            continue
        for name, value in element.attrib.items():
            if not allowed(element.tag, name, value):
                yield f'{name}="{value}"', value if name in ("class", "id", "href", "src") else name


# --- pictures -------------------------------------------------------------------------------------------------------

_HOLDS = _("This picture holds “%(what)s”: save it as a plain SVG.")
_NOT_UTF8 = _("This picture is not an SVG file in UTF-8.")
_SVG = "{http://www.w3.org/2000/svg}"
_SHAPES = {"circle", "ellipse", "g", "line", "path", "polygon", "polyline", "rect", "svg", "symbol", "use", "view"}
_PAINTS = {"clipPath", "defs", "linearGradient", "marker", "mask", "pattern", "radialGradient", "stop", "style"}
_SVG_TAGS = frozenset(_SHAPES | _PAINTS | {"desc", "switch", "text", "title", "tspan"})
_OUTSIDE = re.compile(r"url\((?!\s*['\"]?\s*#)|@import|javascript:|expression\(|\\", re.IGNORECASE)


def svg_findings(data: bytes) -> tuple[Finding, ...]:
    """Why an SVG picture is refused; nothing when it only draws. It is read without network, entities or DOCTYPE."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return (Finding(1, _NOT_UTF8, {}),)
    declared = re.match(r"""\s*<\?xml[^>]*encoding\s*=\s*["']([^"']*)""", text)
    if declared and declared[1].lower() != "utf-8":
        return (Finding(1, _NOT_UTF8, {}),)
    doctype = re.search(r"<!(?:DOCTYPE|ENTITY)|<\?xml-stylesheet", text, re.IGNORECASE)
    if doctype:
        line = text.count("\n", 0, doctype.start()) + 1
        return (Finding(line, _HOLDS, {"what": doctype[0]}),)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError as error:
        return (Finding(error.lineno or 1, _("This picture cannot be read as SVG: %(why)s."), {"why": error.msg}),)
    return tuple(Finding(line, _HOLDS, {"what": what}) for line, what in _active(root))


def _active(root: etree._Element) -> Iterator[tuple[int, str]]:
    if root.tag != f"{_SVG}svg":
        yield 1, str(root.tag)
    for element in root.iter():
        line = element.sourceline or 1
        if element.tag is etree.Comment:
            continue
        if not isinstance(element.tag, str) or element.tag.removeprefix(_SVG) not in _SVG_TAGS:
            yield line, str(element.tag).removeprefix(_SVG)
            continue
        if _OUTSIDE.search(element.text or ""):
            yield line, "url()"
        for name, value in element.attrib.items():
            plain = etree.QName(name).localname.lower()
            if plain.startswith("on") or (plain == "href" and not value.startswith("#")) or _OUTSIDE.search(value):
                yield line, plain

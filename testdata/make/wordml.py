"""WordprocessingML by hand (ISO/IEC 29500-1): paragraphs, runs, tables, the package."""

from xml.sax.saxutils import escape

from packing import zip_archive

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = (
    f'xmlns:w="{MAIN}" xmlns:r="{RELATIONSHIPS}" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def run(text: str, properties: str = "") -> str:
    """A run of text; a tab or newline in `text` becomes its element."""
    inner = escape(text).replace("\t", "</w:t><w:tab/><w:t>").replace("\n", "</w:t><w:br/><w:t>")
    marks = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{marks}<w:t xml:space="preserve">{inner}</w:t></w:r>'


def paragraph(content: str, style: str = "", properties: str = "") -> str:
    """A paragraph of ready runs, or of plain text."""
    body = content if content.startswith("<") else run(content) if content else ""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    marks = f"<w:pPr>{named}{properties}</w:pPr>" if named or properties else ""
    return f"<w:p>{marks}{body}</w:p>"


def list_item(text: str, numbering: int, level: int = 0) -> str:
    """A paragraph of list `numbering` at `level`."""
    place = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{numbering}"/></w:numPr>'
    return paragraph(text, "ListParagraph", place)


def note_mark(number: int) -> str:
    """The place in the text where footnote `number` is called."""
    return (
        '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
        f'<w:footnoteReference w:id="{number}"/></w:r>'
    )


def link(relation: str, text: str) -> str:
    """A hyperlink to the target of `relation`."""
    underline = '<w:u w:val="single"/>'
    return f'<w:hyperlink r:id="{relation}">{run(text, underline)}</w:hyperlink>'


def cell(text: str, width: int, properties: str = "") -> str:
    """A table cell, `width` in twentieths of a point."""
    marks = f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{properties}</w:tcPr>'
    return f"<w:tc>{marks}{paragraph(text)}</w:tc>"


def table(rows: list[list[str]], widths: list[int]) -> str:
    """A table of ready cells whose first row repeats as its head."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    body = "".join(
        f"<w:tr>{'' if number else '<w:trPr><w:tblHeader/></w:trPr>'}{''.join(cells)}</w:tr>"
        for number, cells in enumerate(rows)
    )
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    properties = f'<w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblBorders>{sides}</w:tblBorders></w:tblPr>'
    return f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"


def picture(relation: str, description: str, width: int, height: int) -> str:
    """An inline picture; lengths in English metric units."""
    return (
        f'<w:r><w:drawing><wp:inline><wp:extent cx="{width}" cy="{height}"/>'
        f'<wp:docPr id="1" name="Picture 1" descr="{escape(description)}"/><a:graphic><a:graphicData '
        'uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>'
        '<pic:cNvPr id="1" name="image1.png"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
        f'<a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr>'
        f'<a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm><a:prstGeom prst="rect">'
        "<a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def text_box(paragraphs: str) -> str:
    """A text box, once as DrawingML and once as the VML fallback of older programs."""
    content = f"<w:txbxContent>{paragraphs}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline>'
        '<wp:extent cx="2160000" cy="900000"/><wp:docPr id="2" name="Text Box 2"/><a:graphic><a:graphicData '
        'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
        '<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="2160000" cy="900000"/>'
        '</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr>'
        f"<wps:txbx>{content}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline>"
        "</w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape style='width:170pt;height:71pt'>"
        f"<v:textbox>{content}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def section(count: int, kind: str = "", references: str = "") -> str:
    """Section properties: A4, `count` columns."""
    start = f'<w:type w:val="{kind}"/>' if kind else ""
    return (
        f'<w:sectPr>{references}{start}<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" '
        'w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/>'
        f'<w:cols w:num="{count}" w:space="400"/></w:sectPr>'
    )


def part(element: str, content: str) -> bytes:
    """A whole XML part with the root `w:element`."""
    return f"{DECLARATION}<w:{element} {NAMESPACES}>{content}</w:{element}>".encode()


def package(
    parts: dict[str, bytes], relations: list[tuple[str, str, str]] = (), namespaces: dict[str, str] | None = None
) -> bytes:
    """A DOCX file of parts under `word/` and `docProps/`; relations as (id, kind, target).

    `namespaces` replaces beginnings of namespaces in every part, as the strict variant does.
    """
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{CONTENT_TYPES[name.rsplit("/", 1)[-1]]}"/>'
        for name in parts
        if name.endswith(".xml")
    )
    types = (
        f'{DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Default Extension="png" ContentType="image/png"/>{overrides}</Types>'
    )
    roots = [("rId1", f"{RELATIONSHIPS}/officeDocument", "word/document.xml")]
    if "docProps/core.xml" in parts:
        core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
        roots.append(("rId2", core, "docProps/core.xml"))
    kept = [(key, f"{RELATIONSHIPS}/{kind}", target) for key, kind, target in relations]
    whole = {
        "[Content_Types].xml": types.encode(),
        "_rels/.rels": _relations(roots),
        "word/_rels/document.xml.rels": _relations(kept),
        **parts,
    }
    for old, new in (namespaces or {}).items():
        whole = {name: data.replace(old.encode(), new.encode()) for name, data in whole.items()}
    return zip_archive(whole)


def core_properties(title: str, language: str) -> bytes:
    """The part `docProps/core.xml`."""
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
        'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:language>{language}</dc:language>"
        '<dcterms:created xsi:type="dcterms:W3CDTF">2018-04-06T09:00:00Z</dcterms:created></cp:coreProperties>'
    ).encode()


def _relations(entries: list[tuple[str, str, str]]) -> bytes:
    outside = ' TargetMode="External"'
    listed = "".join(
        f'<Relationship Id="{key}" Type="{kind}" Target="{target}"{outside if "://" in target else ""}/>'
        for key, kind, target in entries
    )
    namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'{DECLARATION}<Relationships xmlns="{namespace}">{listed}</Relationships>'.encode()


_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
CONTENT_TYPES = {
    "document.xml": f"{_WORD}document.main+xml",
    "styles.xml": f"{_WORD}styles+xml",
    "numbering.xml": f"{_WORD}numbering+xml",
    "footnotes.xml": f"{_WORD}footnotes+xml",
    "endnotes.xml": f"{_WORD}endnotes+xml",
    "header1.xml": f"{_WORD}header+xml",
    "footer1.xml": f"{_WORD}footer+xml",
    "comments.xml": f"{_WORD}comments+xml",
    "core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
}

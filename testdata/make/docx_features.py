"""DOCX cases for single features: runs that are more than text, formulas, the strict variant."""

from docx_cases import BOLD, ITALIC, STYLES, style_definition
from wordml import cell, package, paragraph, part, run, section, table

# The strict variant names everything below another domain (ISO/IEC 29500-1, Annex A).
STRICT = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "http://purl.oclc.org/ooxml/wordprocessingml/main",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "http://purl.oclc.org/ooxml/officeDocument/relationships",
}


def make() -> dict[str, bytes]:
    """The files by name."""
    return {
        "special-runs.docx": _special_runs(),
        "fields.docx": _fields(),
        "formulas.docx": _formulas(),
        "strict.docx": _strict(),
    }


def _file(lines: list[str], parts: dict[str, bytes] | None = None, relations=(), namespaces=None) -> bytes:
    whole = {
        "word/document.xml": part("document", f"<w:body>{''.join(lines)}{section(1)}</w:body>"),
        "word/styles.xml": part("styles", "".join(style_definition(*style) for style in STYLES)),
        **(parts or {}),
    }
    return package(whole, [("rId1", "styles", "styles.xml"), *relations], namespaces)


def _special_runs() -> bytes:
    ruby = (
        "<w:r><w:ruby><w:rubyPr><w:lid w:val=\"ja-JP\"/></w:rubyPr>"
        f"<w:rt>{run('きりはま')}</w:rt><w:rubyBase>{run('霧浜')}</w:rubyBase></w:ruby></w:r>"
    )
    hyphens = "<w:r><w:t>so</w:t><w:noBreakHyphen/><w:t>called light</w:t><w:softHyphen/><w:t>house. </w:t></w:r>"
    symbol = '<w:r><w:sym w:font="Wingdings" w:char="F04A"/></w:r>'
    endnote_mark = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:endnoteReference w:id="2"/></w:r>'
    control = f"<w:sdt><w:sdtPr><w:alias w:val=\"Place\"/></w:sdtPr><w:sdtContent>{run('the quay')}</w:sdtContent></w:sdt>"
    marks = (
        run("Bold", BOLD) + run(", ") + run("slanted", ITALIC) + run(", ") + run("struck", "<w:strike/>")
        + run(", H") + run("2", '<w:vertAlign w:val="subscript"/>') + run("O and small capitals: ")
        + run("Weir House", "<w:smallCaps/>") + run(".")
    )
    inner = table([[cell("tide", 800), cell("4.1 m", 800)]], [800, 800])
    outer_cell = f'<w:tc><w:tcPr><w:tcW w:w="2400" w:type="dxa"/></w:tcPr>{paragraph("Monday")}{inner}{paragraph("")}</w:tc>'
    lines = [
        paragraph("A letter from the lighthouse", "Heading1"),
        paragraph(run("The keeper writes from ") + ruby + run(" about the ") + hyphens + symbol),
        paragraph(run("It was seen from ") + control + run(".") + endnote_mark + run(" Not printed.", "<w:vanish/>")),
        paragraph(marks),
        paragraph("First line of an address\nsecond line of it\tafter a tab"),
        table([[outer_cell, cell("A table stands in the cell beside this one.", 2400)]], [2400, 2400]),
    ]
    separators = "".join(
        f'<w:endnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:endnote>'
        for number, kind in enumerate(("separator", "continuationSeparator"))
    )
    note = f'<w:endnote w:id="2">{paragraph("<w:r><w:endnoteRef/></w:r>" + run(" On a clear night."))}</w:endnote>'
    parts = {"word/endnotes.xml": part("endnotes", separators + note)}
    return _file(lines, parts, [("rId2", "endnotes", "endnotes.xml")])


def _fields() -> bytes:
    """A table of contents, a link and a page number as complex fields: only results are text."""
    def field(instruction: str, result: str) -> str:
        def mark(kind: str) -> str:
            return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

        code = f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        return mark("begin") + code + mark("separate") + run(result) + mark("end")

    def marked(text: str, name: str) -> str:
        start, end = f'<w:bookmarkStart w:id="1" w:name="{name}"/>', '<w:bookmarkEnd w:id="1"/>'
        return paragraph(start + run(text) + end, "Heading1")

    link = field("HYPERLINK &quot;https://tides.example/rope&quot;", "the rope page")
    return _file(
        [
            paragraph(field("TOC \\o", "Rope walk opens") + run("\t") + field("PAGEREF _Toc1 \\h", "1"), "TOC1"),
            marked("Rope walk opens", "_Toc1"),
            paragraph(run("The hours are on ") + link + run(", where the rope is sold by the fathom.")),
            paragraph(run("See also page ") + field("PAGEREF _Toc1", "1") + run(".")),
        ]
    )


def _formulas() -> bytes:
    """A fraction in a line, and a sum with limits as a paragraph of its own (ISO/IEC 29500-1, 22.1)."""
    def letters(text: str) -> str:
        return f"<m:r><m:t>{text}</m:t></m:r>"

    fraction = f"<m:oMath><m:f><m:num>{letters('h')}</m:num><m:den>{letters('t')}</m:den></m:f></m:oMath>"
    square = f"<m:sSup><m:e>{letters('x')}</m:e><m:sup>{letters('2')}</m:sup></m:sSup>"
    total = (
        '<m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr>'
        f"<m:sub>{letters('i=1')}</m:sub><m:sup>{letters('n')}</m:sup><m:e>{square}</m:e></m:nary>"
    )
    return _file(
        [
            paragraph("How fast the tide rises", "Heading1"),
            paragraph(run("The pupils measured ") + fraction + run(" at the slipway, in metres an hour.")),
            paragraph(f"<m:oMathPara><m:oMath>{total}</m:oMath></m:oMathPara>"),
            paragraph("The sum of the squares was written on the harbour wall in chalk."),
        ]
    )


def _strict() -> bytes:
    return _file(
        [
            paragraph("Written strictly", "Heading1"),
            paragraph(run("The clerk saved the minutes in the ") + run("strict", ITALIC) + run(" variant.")),
            paragraph("Nobody noticed but the archive.", "Quote"),
        ],
        namespaces=STRICT,
    )

"""The DOCX cases: a newsletter with styles, one without, tracked changes, damage."""

from picture import png_file
from wordml import (
    cell, core_properties, link, list_item, note_mark, package, paragraph, part, picture, run, section, table, text_box,
)

BOLD, ITALIC = "<w:b/>", "<w:i/>"
CENTRE, RIGHT = '<w:jc w:val="center"/>', '<w:jc w:val="right"/>'

# Style id, the name that Word shows, its size in half points, further marks of its
# runs, and its outline level where it has one.
STYLES = [
    ("Normal", "Normal", 21, "", None), ("Title", "Title", 64, BOLD, None), ("Subtitle", "Subtitle", 24, ITALIC, None),
    ("Heading1", "heading 1", 36, BOLD, 0), ("Heading2", "heading 2", 30, BOLD, 1),
    ("Heading3", "heading 3", 23, BOLD, 2), ("Byline", "Byline", 19, BOLD, None), ("Caption", "caption", 17, ITALIC, None),
    ("Quote", "Quote", 26, ITALIC, None), ("ListParagraph", "List Paragraph", 21, "", None),
    ("FootnoteText", "footnote text", 17, "", None), ("Header", "header", 17, "", None), ("Footer", "footer", 17, "", None),
]
HEADING_1 = STYLES[3]


def make() -> dict[str, bytes]:
    """The files by name."""
    styled = styled_newsletter()
    return {
        "styled-newsletter.docx": styled,
        "direct-format.docx": direct_format(),
        "tracked-changes.docx": tracked_changes(),
        "damaged-part--recovers.docx": _spoil_part(styled, b"word/footnotes.xml"),
        "damaged-zip--errors.docx": _cut_in_part(styled, b"word/document.xml"),
        "no-document-part--errors.docx": _without_document(),
        "not-a-zip--errors.docx": b"This file was renamed to .docx by mistake; it is a line of text.\r\n",
        "old-word--errors.docx": bytes.fromhex("D0CF11E0A1B11AE1") + bytes(504),
    }


def styled_newsletter() -> bytes:
    """An English newsletter that names everything by style."""
    document = "".join([*_title_page(), *_news(), *_craft(), section(1, "continuous", _HEADERS)])
    return package(
        {
            "word/document.xml": part("document", f"<w:body>{document}</w:body>"),
            "word/styles.xml": part("styles", "".join(style_definition(*style) for style in STYLES)),
            "word/numbering.xml": part("numbering", _numbering()),
            "word/footnotes.xml": part("footnotes", _footnotes()),
            "word/header1.xml": part("hdr", paragraph("The Net Loft Letter\tSpring 2018", "Header")),
            "word/footer1.xml": part("ftr", paragraph(_PAGE_FIELD, "Footer", CENTRE)),
            "word/media/image1.png": png_file(),
            "docProps/core.xml": core_properties("The Net Loft Letter, no. 14", "en-GB"),
        },
        [
            ("rId1", "styles", "styles.xml"), ("rId2", "numbering", "numbering.xml"),
            ("rId3", "footnotes", "footnotes.xml"), ("rId4", "header", "header1.xml"),
            ("rId5", "footer", "footer1.xml"), ("rId6", "image", "media/image1.png"),
            ("rId7", "hyperlink", "https://netloft.example/tides"),
        ],
    )


_HEADERS = '<w:headerReference w:type="default" r:id="rId4"/><w:footerReference w:type="default" r:id="rId5"/>'
_PAGE_FIELD = run("Page ") + f'<w:fldSimple w:instr=" PAGE ">{run("1")}</w:fldSimple>'
_PAGE_BREAK = '<w:r><w:br w:type="page"/></w:r>'


def _title_page() -> list[str]:
    return [
        paragraph("The Net Loft Letter", "Title"),
        paragraph("Number 14, Spring 2018", "Subtitle"),
        paragraph("", "", section(1, "continuous", _HEADERS)),
    ]


def _news() -> list[str]:
    told = (
        run("The rope walk was swept on Sunday by ") + run("thirty-one", ITALIC)
        + run(" volunteers, who filled two skips and found a wedding ring.") + note_mark(2)
        + run(" Its owner, married in 1966, had stopped looking in 1967.")
    )
    more = run("The next date is on ") + link("rId7", "the tide page") + run(", with the hours of low water.")
    brief = paragraph("In brief", "Heading3") + paragraph("The slipway lamp has been mended. Thank you, Ines.")
    return [
        paragraph("News", "Heading1"),
        paragraph("Thirty-one brooms on the rope walk", "Heading2"),
        paragraph("By Ines Calder", "Byline"),
        paragraph(told),
        paragraph(more),
        paragraph("What to bring", "Heading3"),
        list_item("gloves that may get wet", 1),
        list_item("a broom, or", 1),
        list_item("a shovel", 1, 1),
        list_item("a friend", 1),
        paragraph(text_box(brief)),
        paragraph(picture("rId6", "A boat with a lamp on the river", 1_828_800, 1_219_200)),
        paragraph("The pilot boat waits for the last broom. Photo: Mo Ansel", "Caption"),
        paragraph("How the hours were shared", "Heading2"),
        table(_hours(), [1700, 1200, 900]),
        paragraph("", "", section(2, "continuous")),
    ]


def _hours() -> list[list[str]]:
    head = [cell("Group", 1700), cell("Hours", 2100, '<w:gridSpan w:val="2"/>')]
    starts, goes_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    return [
        head,
        [cell("Rowing club", 1700, starts), cell("Saturday", 1200), cell("14", 900)],
        [cell("", 1700, goes_on), cell("Sunday", 1200), cell("22", 900)],
        [cell("School", 1700), cell("Sunday", 1200), cell("9½", 900)],
    ]


def _craft() -> list[str]:
    told = (
        run("A splice is a promise between two ropes.") + note_mark(3)
        + run(" It is made slowly, strand under strand, and must never be hurried with a knife.")
    )
    return [
        paragraph(_PAGE_BREAK),
        paragraph("Craft", "Heading1"),
        paragraph("Learning to splice at seventy", "Heading2"),
        paragraph("Text: Mo Ansel", "Byline"),
        paragraph(told),
        paragraph("“My hands knew it before I did.”", "Quote"),
        paragraph("The class meets on Thursdays. Its steps are always the same:"),
        list_item("unlay the strands", 2),
        list_item("marry the ends", 2),
        list_item("tuck, turn and tuck again", 2),
        paragraph("When the sixth tuck is done, the teacher hangs from the rope. So far it has always held."),
    ]


def style_definition(identifier: str, name: str, size: int, marks: str, level: int | None) -> str:
    outline = "" if level is None else f'<w:pPr><w:outlineLvl w:val="{level}"/></w:pPr>'
    based, default = ("", ' w:default="1"') if identifier == "Normal" else ('<w:basedOn w:val="Normal"/>', "")
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{identifier}"><w:name w:val="{name}"/>{based}'
        f'{outline}<w:rPr>{marks}<w:sz w:val="{size}"/></w:rPr></w:style>'
    )


def _numbering() -> str:
    def level(number: int, form: str, text: str) -> str:
        return (
            f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        )

    return (
        f'<w:abstractNum w:abstractNumId="0">{level(0, "bullet", "•")}{level(1, "bullet", "–")}</w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="1">{level(0, "decimal", "%1.")}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    )


def _footnotes() -> str:
    def note(number: int, text: str) -> str:
        mark = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
        return f'<w:footnote w:id="{number}">{paragraph(mark + run(" " + text), "FootnoteText")}</w:footnote>'

    return (
        '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        '<w:footnote w:type="continuationSeparator" w:id="1"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
        + note(2, "It has been returned. She wears it on the other hand.")
        + note(3, "So says the handbook of 1911, page 4.")
    )


def direct_format() -> bytes:
    """A Chinese newsletter in which only size, weight, place and indent tell what a line is."""
    def sized(text: str, half_points: int, bold: bool = False) -> str:
        fonts = f'<w:rFonts w:eastAsia="{"黑体" if bold else "宋体"}"/>'
        return run(text, f'{fonts}{BOLD if bold else ""}<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>')

    def body(text: str) -> str:
        return paragraph(sized(text, 21), "", '<w:ind w:firstLine="420"/>')

    lines = [
        paragraph(sized("渡口简报", 72, True), "", CENTRE),
        paragraph(sized("第38期　2018年4月6日", 21), "", CENTRE),
        paragraph(sized("【渡口新闻】", 28, True)),
        paragraph(sized("新渡船试水一次成功", 44, True), "", CENTRE),
        paragraph(sized("电动机代替柴油机，岸边第一次听见鸟叫", 28), "", CENTRE),
        paragraph(sized("本报记者 佟一帆", 21), "", CENTRE),
        body("本报讯 四月三日上午，青石渡口的第一艘电动渡船下水试航，往返六趟，全程没有冒一缕烟。船工费水生掌舵，他说最不习惯的是安静。"),
        body("新船可以坐四十八人，充一次电能走九十公里。旧船的铁锚留了下来，立在码头上，供孩子们爬。"),
        paragraph(sized("先试后用", 21, True), "", CENTRE),
        body("按照计划，新船还要空载试航两个星期，遇到大风、大雾各一次，才能正式载客。航道站站长滕远山说，河上的事急不得。"),
        paragraph(sized("（佟一帆）", 21), "", RIGHT),
        paragraph(sized("【岸边闲话】", 28, True)),
        paragraph(sized("听鸟叫的人", 44, True), "", CENTRE),
        paragraph(sized("沈禾", 21), "", CENTRE),
        body("柴油机停了以后，渡口忽然多出许多声音。最先听见的是白鹭，其次是卖豆花的梆子，最后才是水。"),
        body("一位老人每天来坐一个钟头，不过河，只听。问他听什么，他说：听从前。"),
    ]
    document = f"<w:body>{''.join(lines)}{section(1)}</w:body>"
    return package({"word/document.xml": part("document", document)})


def tracked_changes() -> bytes:
    """Insertions, deletions, a move and a comment; the accepted text is the issue's."""
    who = 'w:author="Ines Calder" w:date="2018-04-05T10:00:00Z"'
    deleted = '<w:r><w:delText xml:space="preserve">four</w:delText></w:r>'
    moved = "The bell was cast in one pour."
    lines = [
        paragraph("Bell returns to the net loft", "Heading1"),
        paragraph(
            run("The bell hung silent for ") + f'<w:del w:id="1" {who}>{deleted}</w:del>'
            + f'<w:ins w:id="2" {who}>{run("forty")}</w:ins>' + run(" years.")
        ),
        paragraph(f'<w:moveFromRangeStart w:id="3" w:name="move1" {who}/><w:moveFrom w:id="4" {who}>{run(moved)}'
                  '</w:moveFrom><w:moveFromRangeEnd w:id="3"/>' + run("It was found under a sail.")),
        paragraph(f'<w:moveToRangeStart w:id="5" w:name="move1" {who}/><w:moveTo w:id="6" {who}>{run(moved)}'
                  '</w:moveTo><w:moveToRangeEnd w:id="5"/>' + run(" Nobody knows by whom.")),
        paragraph('<w:commentRangeStart w:id="7"/>' + run("It rings on Sundays.")
                  + '<w:commentRangeEnd w:id="7"/><w:r><w:commentReference w:id="7"/></w:r>'),
    ]
    comment = f'<w:comment w:id="7" {who}>{paragraph("Check the day with the verger.")}</w:comment>'
    return package(
        {
            "word/document.xml": part("document", f"<w:body>{''.join(lines)}{section(1)}</w:body>"),
            "word/styles.xml": part("styles", style_definition(*STYLES[0]) + style_definition(*HEADING_1)),
            "word/comments.xml": part("comments", comment),
        },
        [("rId1", "styles", "styles.xml"), ("rId2", "comments", "comments.xml")],
    )


def _start_of_part(archive: bytes, name: bytes) -> int:
    """Where the compressed bytes of a part begin: after its local header, which ends in its name."""
    return archive.index(b"\0\0" + name) + 2 + len(name)


def _spoil_part(archive: bytes, name: bytes) -> bytes:
    """Overwrites the middle of one part's compressed bytes."""
    start = _start_of_part(archive, name) + 200
    return archive[:start] + b"\xff" * 40 + archive[start + 40 :]


def _cut_in_part(archive: bytes, name: bytes) -> bytes:
    """Ends the file a few bytes into a part, before its first word."""
    return archive[: _start_of_part(archive, name) + 60]


def _without_document() -> bytes:
    return package({"word/styles.xml": part("styles", style_definition(*HEADING_1))})

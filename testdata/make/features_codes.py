"""Feature cases about codes: predefined CMaps of all collections, embedded programs, private use, small capitals."""

from features_fonts import identity_font, to_unicode, with_font
from sheet import Sheet, chinese_sheet, sheet
from truetype import true_type

# A CMap, the face that names its collection, and a line in its codes.
LINES = [
    ("GB-EUC-H", "STSong-Light", "县城里的钟慢了七分钟。"),
    ("GBKp-EUC-H", "STSong-Light", "朱镕记的面馆明天开张。"),
    ("GBK2K-H", "STSong-Light", "龙龑先生修好了水车。"),
    ("UniGB-UTF16-H", "STSong-Light", "渡口的牌子换成了新的。"),
    ("ETen-B5-H", "MSung-Light", "碼頭的鐘聲響了三下。"),
    ("HKscs-B5-H", "MSung-Light", "渡輪啱啱泊喺碼頭。"),
    ("UniCNS-UTF16-H", "MSung-Light", "老街的燈籠都修好了。"),
    ("EUC-H", "Ryumin-Light", "港の時計が七分おくれた。"),
    ("UniJIS-UTF16-H", "Ryumin-Light", "灯台の守り手がかわった。"),
    ("KSCms-UHC-H", "HYSMyeongJo-Medium", "등대의 불이 다시 켜졌다."),
    ("KSC-EUC-H", "HYSMyeongJo-Medium", "나루터에 새 배가 왔다."),
    ("UniKS-UTF16-H", "HYSMyeongJo-Medium", "시계가 칠 분 늦게 갔다."),
]


def make() -> dict[str, bytes]:
    """The files by name."""
    return {
        "predefined-cmaps.pdf": _predefined(),
        "identity-collection.pdf": _identity(),
        "embedded-font.pdf": _embedded_font(),
        "private-use.pdf": _private_use(),
        "vertical-forms.pdf": _vertical_forms(),
        "small-capitals.pdf": _small_capitals(),
        "font-without-widths.pdf": _without_widths(),
        "unmapped--recovers.pdf": _unmapped(),
    }


def _predefined() -> bytes:
    """A line in each of twelve predefined CMaps; none has a ToUnicode map."""
    made = sheet()
    made.canvas.text(36, 24, made.bold, 14, "Twelve ways to say it")
    for number, (cmap, base, line) in enumerate(LINES):
        made.canvas.text(36, 42 + 14 * number, made.fonts.cjk(base, cmap), 10, line)
    return made.finish()


def _identity() -> bytes:
    """Identity-H with the collection Adobe-Japan1: the codes are its CIDs (9.7.5.2, 9.10.2)."""
    made = sheet("By number")
    descendant = made.pdf.add(
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /Ryumin-Light /CIDSystemInfo << /Registry (Adobe) "
        "/Ordering (Japan1) /Supplement 2 >> /DW 1000 /W [1 94 500] >>"
    )
    font = made.pdf.add(
        "<< /Type /Font /Subtype /Type0 /BaseFont /Ryumin-Light /Encoding /Identity-H "
        f"/DescendantFonts [{descendant} 0 R] >>"
    )
    # Letters from CID 34 on, hiragana from CID 842 on in the order of Unicode, the full stop 635.
    cids = [34 + ord(c) - ord("A") for c in "AB"] + [842 + ord(c) - ord("ぁ") for c in "のしろいふねがきた"] + [635]
    made.raw(f"BT /F9 12 Tf 36 140 Td <{''.join(f'{cid:04X}' for cid in cids)}> Tj ET")
    return with_font(made, font)


def _embedded_font() -> bytes:
    """Codes are glyph numbers; what they stand for only the embedded TrueType program tells, by its cmap (9.10.2)."""
    made = sheet("Only the font knows")
    text = "夜里的灯，照着空船。"
    glyphs = {char: number for number, char in enumerate(dict.fromkeys(text), 1)}
    program = true_type(list(glyphs))
    stream = made.pdf.add_stream(program, f"/Length1 {len(program)}")
    descriptor = made.pdf.add(
        "<< /Type /FontDescriptor /FontName /QuayKai /Flags 4 /FontBBox [0 -120 1000 880] /ItalicAngle 0 "
        f"/Ascent 880 /Descent -120 /CapHeight 740 /StemV 80 /FontFile2 {stream} 0 R >>"
    )
    descendant = made.pdf.add(
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /QuayKai /CIDSystemInfo << /Registry (Adobe) "
        f"/Ordering (Identity) /Supplement 0 >> /FontDescriptor {descriptor} 0 R /DW 1000 /CIDToGIDMap /Identity >>"
    )
    font = made.pdf.add(
        f"<< /Type /Font /Subtype /Type0 /BaseFont /QuayKai /Encoding /Identity-H /DescendantFonts [{descendant} 0 R] >>"
    )
    made.raw(f"BT /F9 12 Tf 36 140 Td <{''.join(f'{glyphs[char]:04X}' for char in text)}> Tj ET")
    return with_font(made, font)


def _private_use() -> bytes:
    """Marks and ideographs of GBK that had no place in Unicode: by GBK codes, and by the map of a Founder font."""
    made, face = chinese_sheet("旧铅字")
    gbk = ["排字房里".encode("gbk"), bytes.fromhex("A6D9"), "第二层".encode("gbk"), bytes.fromhex("A6DA")]
    made.raw(f"BT /F{made.fonts.faces.index(face) + 1} 12 Tf 36 140 Td <{b''.join(gbk).hex()}> Tj ET")
    mapped = to_unicode(made, "1 beginbfrange <0001> <0006> [<65E7> <E816> <5B57> <E78D> <91CD> <E78E>] endbfrange")
    font = identity_font(made, mapped, "FZSSJW--GB1-0")
    made.raw("BT /F9 12 Tf 36 120 Td <000100020003000400050006> Tj ET")
    return with_font(made, font)


def _vertical_forms() -> bytes:
    """ToUnicode names the forms of punctuation for vertical writing; the text has the usual ones."""
    made = sheet("Turned marks")
    mapped = to_unicode(
        made, "1 beginbfrange <0001> <0009> [<706F> <5854> <FE41> <65E7> <FE42> <FE11> <4EAE> <4E86> <FE12>] endbfrange"
    )
    font = identity_font(made, mapped)
    made.raw("BT /F9 12 Tf 36 140 Td <000100020003000400050006000700080009> Tj ET")
    return with_font(made, font)


def _small_capitals() -> bytes:
    """Small capitals made three ways: capitals set smaller, glyphs named so, a font that says so in its flags."""
    made = sheet("Names in the margin")
    made.raw("BT /F1 12 Tf 36 140 Td (H) Tj /F1 9 Tf (ARROW) Tj /F1 12 Tf ( and L) Tj /F1 9 Tf (INDQVIST) Tj /F1 12 Tf ( signed.) Tj ET")
    widths = " ".join(["520"] * 5)
    font = made.pdf.add(
        "<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /FirstChar 1 /LastChar 5 "
        f"/Widths [{widths}] /Encoding << /Differences [1 /a.sc /d.sc /a.sc /Msmall /Ssmall] >> >>"
    )
    made.raw("BT /F1 12 Tf 36 120 Td (So did ) Tj /F9 12 Tf (\\001\\002\\003\\004\\005) Tj /F1 12 Tf ( of the ferry.) Tj ET")
    return with_font(made, font)


def _without_widths() -> bytes:
    """An unknown font without widths: words are set one by one where its substitute's widths end them."""
    made = sheet("No widths given")
    font = made.pdf.add("<< /Type /Font /Subtype /TrueType /BaseFont /Merrin /Encoding /WinAnsiEncoding >>")
    helvetica = made.fonts.standard("Helvetica")
    x = 36.0
    for word in "Lilies will fill the little hill until the mill is still.".split():
        made.raw(f"BT /F9 12 Tf 1 0 0 1 {x:.1f} 140 Tm ({word}) Tj ET")
        x += helvetica.width(word + " ", 12)
    return with_font(made, font)


def _unmapped() -> bytes:
    """Codes of which nothing in the file tells the meaning: each is U+FFFD, and a warning counts them."""
    made = sheet("Three signs unknown")
    made.lines(80, "The stone of the old quay bears three signs:")
    font = identity_font(made, 0)
    made.raw("BT /F9 12 Tf 36 124 Td <000100020003> Tj ET")
    return with_font(made, font)

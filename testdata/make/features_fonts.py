"""Feature cases about fonts: what the codes of a string mean, and how a file tells it."""

from sheet import HEIGHT, WIDTH, Sheet, chinese_sheet, sheet
from widths import WIDTHS

# Glyphs as Type 3 procedures: strokes on a square of 1000 units.
STROKES = {
    "T": "400 0 m 400 900 l S 100 880 m 700 880 l S",
    "H": "100 0 m 100 900 l S 700 0 m 700 900 l S 100 450 m 700 450 l S",
    "E": "100 0 m 100 900 l S 100 880 m 650 880 l S 100 450 m 550 450 l S 100 20 m 650 20 l S",
    "L": "100 0 m 100 900 l S 100 20 m 650 20 l S",
    "I": "400 0 m 400 900 l S",
}


def make() -> dict[str, bytes]:
    """The files by name."""
    return {
        "type3.pdf": _type3(),
        "differences.pdf": _differences(),
        "ligatures.pdf": _ligatures(),
        "to-unicode-surrogates.pdf": _surrogates(),
        "to-unicode-zero.pdf": _zero_map(),
        "embedded-cmap.pdf": _embedded_cmap(),
        "latin-as-han.pdf": _latin_as_han(),
        "kangxi-radicals.pdf": _kangxi_radicals(),
        "full-and-half-width.pdf": _widths(),
    }


def to_unicode(made: Sheet, entries: str, code_length: int = 2) -> int:
    """Adds a ToUnicode CMap (ISO 32000-2, 9.10.3) of ready bfchar and bfrange sections."""
    low, high = "00" * code_length, "FF" * code_length
    return made.pdf.add_stream(
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def\n"
        f"1 begincodespacerange <{low}> <{high}> endcodespacerange\n{entries}\n"
        "endcmap CMapName currentdict /CMap defineresource pop end end"
    )


def identity_font(made: Sheet, unicode_map: int, base: str = "QuaySong") -> int:
    """Adds a composite font whose codes are glyph numbers, known by `unicode_map` only, or not at all when it is 0."""
    descriptor = made.pdf.add(
        f"<< /Type /FontDescriptor /FontName /{base} /Flags 4 /FontBBox [0 -120 1000 880] /ItalicAngle 0 "
        "/Ascent 880 /Descent -120 /CapHeight 740 /StemV 80 >>"
    )
    descendant = made.pdf.add(
        f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{base} /CIDSystemInfo << /Registry (Adobe) "
        f"/Ordering (Identity) /Supplement 0 >> /FontDescriptor {descriptor} 0 R /DW 1000 /CIDToGIDMap /Identity >>"
    )
    return made.pdf.add(
        f"<< /Type /Font /Subtype /Type0 /BaseFont /{base} /Encoding /Identity-H "
        f"/DescendantFonts [{descendant} 0 R] {f'/ToUnicode {unicode_map} 0 R ' if unicode_map else ''}>>"
    )


def with_font(made: Sheet, number: int) -> bytes:
    """The file with one more font, F9."""
    resources = made.fonts.resources().removesuffix(">>") + f"/F9 {number} 0 R >>"
    made.pdf.add_page(WIDTH, HEIGHT, made.canvas.content(), resources)
    return made.pdf.to_bytes()


def _roman_with(made: Sheet, differences: dict[int, tuple[str, int]], entries: str = "") -> int:
    """Times Roman with some codes renamed; each with its glyph name and width."""
    renamed = " ".join(f"{code} /{name}" for code, (name, _) in differences.items())
    widths = [differences[code][1] if code in differences else _roman_width(code) for code in range(1, 256)]
    return made.pdf.add(
        "<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding << /Type /Encoding /BaseEncoding "
        f"/WinAnsiEncoding /Differences [{renamed}] >> /FirstChar 1 /LastChar 255 "
        f"/Widths [{' '.join(map(str, widths))}] {entries}>>"
    )


def _roman_width(code: int) -> int:
    return WIDTHS["Times-Roman"][code - 32] if code >= 32 else 0


def _type3() -> bytes:
    """A headline in a Type 3 font, whose glyphs are known by their names."""
    made = sheet()
    procedures = {}
    for name, strokes in STROKES.items():
        procedures[name] = made.pdf.add_stream(f"800 0 0 0 800 900 d1 90 w {strokes}")
    listed = " ".join(f"/{name} {number} 0 R" for name, number in procedures.items())
    font = made.pdf.add(
        f"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 800 900] /FontMatrix [0.001 0 0 0.001 0 0] "
        f"/CharProcs << {listed} >> /Encoding << /Type /Encoding /Differences [1 /T /H /E /L /I] >> "
        f"/FirstChar 1 /LastChar 5 /Widths [800 800 800 800 800] /Resources << >> >>"
    )
    # THE HILL, THE TILE: the space is a gap made by the pen.
    made.raw("BT /F9 20 Tf 36 170 Td [<010203> -400 <02050404>] TJ ET")
    made.lines(80, "A hill has been found behind the tile works.")
    return with_font(made, font)


def _differences() -> bytes:
    """Codes renamed by Differences: names of the glyph list, uniXXXX, uXXXXX, and a suffix."""
    made = sheet()
    names = [("Lslash", 611), ("zacute", 444), ("uni017A", 444), ("u0142", 278), ("a.alt", 444), ("f_i", 556), ("Euro", 500)]
    font = _roman_with(made, dict(enumerate(names, 1)))
    made.raw("BT /F2 20 Tf 36 170 Td (Names for codes) Tj ET")
    made.raw(
        "BT /F9 12 Tf 36 140 Td (\\001ukasz Wo\\002ny h\\005s \\006ve bo\\005ts \\(Polish: \\004\\363d\\003\\)) Tj "
        "0 -16 Td (and asks \\0074 for an hour.) Tj ET"
    )
    return with_font(made, font)


def _ligatures() -> bytes:
    """ToUnicode gives one ligature as two letters, another as its presentation form."""
    made = sheet("Off the reef")
    mapped = to_unicode(
        made,
        "3 beginbfchar <81> <00660069> <8D> <FB02> <8F> <FB03> endbfchar\n"
        "1 beginbfrange <20> <7E> <0020> endbfrange",
        1,
    )
    renamed = {129: ("fi", 556), 141: ("fl", 556), 143: ("ffi", 889)}
    font = _roman_with(made, renamed, f"/ToUnicode {mapped} 0 R ")
    made.raw("BT /F9 12 Tf 36 140 Td (The \\201sh are caught by the \\215oating o\\217ce on the reef.) Tj ET")
    return with_font(made, font)


def _surrogates() -> bytes:
    """bfrange with an array and bfchar with surrogate pairs: a rare name, and two letters at once."""
    made = sheet("Signed in the margin")
    mapped = to_unicode(
        made,
        "1 beginbfchar <0010> <D842DFB7> endbfchar\n"
        "2 beginbfrange <0001> <0004> [<7F72> <540D> <662F> <FF1A>]\n<0020> <0023> <4E00> endbfrange",
    )
    font = identity_font(made, mapped)
    made.raw("BT /F9 12 Tf 36 140 Td <000100020003000400100021> Tj ET")
    return with_font(made, font)


def _zero_map() -> bytes:
    """A ToUnicode map that says U+0000 to everything; the predefined CMap still tells the text."""
    made, face = chinese_sheet("灯塔又亮了")
    mapped = to_unicode(made, "1 beginbfrange <0000> <FFFF> <0000> endbfrange")
    composite = made.pdf.objects[face.number - 1]
    made.pdf.objects[face.number - 1] = composite.removesuffix(b">>") + f"/ToUnicode {mapped} 0 R >>".encode()
    made.lines(84, "青石渡口的灯塔停了四年，上周六重新点亮。", face=face)
    made.lines(102, "守塔人说，灯是旧灯，油是新油。", face=face)
    return made.finish()


def _embedded_cmap() -> bytes:
    """A CMap in the file that takes over GBK-EUC-H and gives two user-defined codes a CID."""
    made, face = chinese_sheet("  又亮了")
    system = "<< /Registry (Adobe) /Ordering (GB1) /Supplement 2 >>"
    cmap = made.pdf.add_stream(
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /GBK-EUC-H usecmap\n"
        "/CMapName /Quay-H def /CMapType 1 def\n2 begincidchar <AAA1> 1447 <AAA2> 3571 endcidchar\n"
        "endcmap CMapName currentdict /CMap defineresource pop end end",
        f"/Type /CMap /CMapName /Quay-H /CIDSystemInfo {system} /UseCMap /GBK-EUC-H",
    )
    composite = made.pdf.objects[face.number - 1]
    made.pdf.objects[face.number - 1] = composite.replace(b"/Encoding /GBK-EUC-H", f"/Encoding {cmap} 0 R".encode())
    made.canvas.operators.clear()
    rest, line = "又亮了".encode("gbk").hex(), "青石渡口的".encode("gbk").hex()
    made.raw(f"BT /F3 20 Tf 36 170 Td <AAA1AAA2{rest}> Tj ET")
    tail = "停了四年，上周六重新点亮。".encode("gbk").hex()
    made.raw(f"BT /F3 12 Tf 36 136 Td <{line}AAA1AAA2{tail}> Tj ET")
    return made.finish()


def _latin_as_han() -> bytes:
    """Latin letters typed as GBK codes with the lead byte A0: they show as rare characters."""
    made, face = chinese_sheet("码头上的英文牌子")
    made.lines(84, f"新牌子上写着{_a0('Old Quay')}，旁边是中文的", face=face)
    made.lines(102, f"老码头。还有一块写着{_a0('Exit')}，挂反了。", face=face)
    return made.finish()


def _a0(text: str) -> str:
    return bytes(byte for char in text.encode() for byte in (0xA0, char | 0x80)).decode("gbk")


def _kangxi_radicals() -> bytes:
    """ToUnicode names radicals and a compatibility ideograph instead of the characters."""
    made = sheet("Radicals")
    mapped = to_unicode(
        made,
        "1 beginbfrange <0001> <0009> [<2F08> <5728> <F928> <2EC4> <FF0C> <2F54> <2F2D> <4E0A> <3002>] endbfrange",
    )
    font = identity_font(made, mapped)
    made.raw("BT /F9 12 Tf 36 140 Td <0001000200030004000500060002000700080009> Tj ET")
    return with_font(made, font)


def _widths() -> bytes:
    """Full-width letters and figures, half-width katakana, an ideographic space."""
    made, face = chinese_sheet("港の時刻表　Ａ面", "90ms-RKSJ-H", "Ryumin-Light")
    made.lines(84, "第１便　７：３０　ＫＩＲＩＨＡＭＡ行き", face=face)
    made.lines(102, "ﾌｪﾘｰの運休は電話（０１２－３４５）で案内する。", face=face)
    return made.finish()

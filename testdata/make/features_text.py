"""Feature cases about showing text: spacing, rise, forms, layers, marked content."""

from features_fonts import identity_font, to_unicode, with_font
from picture import add_picture
from sheet import sheet


def make() -> dict[str, bytes]:
    """The files by name."""
    return {
        "tj-word-spaces.pdf": _tj_word_spaces(),
        "spacing-operators.pdf": _spacing_operators(),
        "rise.pdf": _rise(),
        "quote-operators.pdf": _quote_operators(),
        "form-matrix.pdf": _form_matrix(),
        "inline-image.pdf": _inline_image(),
        "actual-text.pdf": _actual_text(),
        "artifact.pdf": _artifact(),
        "hidden-layer.pdf": _hidden_layer(),
        "invisible-text.pdf": _invisible_text(),
        "duplicate-ocr-layer.pdf": _duplicate_layer(),
        "shadow-text.pdf": _shadow_text(),
        "rotated-credit.pdf": _rotated_credit(),
        "rulings-and-panels.pdf": _rulings_and_panels(),
        "vertical-metrics.pdf": _vertical_metrics(),
        "false-styles.pdf": _false_styles(),
        "patterns.pdf": _patterns(),
    }


def _tj_word_spaces() -> bytes:
    """No space is shown: gaps of a quarter em in TJ part the words, smaller ones kern."""
    made = sheet("Wanted: a bell ringer")
    made.raw(
        "BT /F1 12 Tf 36 140 Td [(The)-250(chapel)-260(of)-250(W)80(eir)-250(House)-240(seeks)-250(a)-250(ringer)] TJ ET",
        "BT /F1 12 Tf 36 124 Td [(who)-250(can)-250(count)-250(to)-250(twelv)20(e.)-300(T)70(ea)-250(is)-250(pr)15(ovided.)] TJ ET",
    )
    return made.finish()


def _spacing_operators() -> bytes:
    """Letters spaced out by Tc, words by Tw, a line condensed by Tz; none adds characters."""
    made = sheet()
    made.raw(
        "BT /F2 20 Tf 6 Tc 36 170 Td (FLOOD TIDE) Tj 0 Tc ET",
        "BT /F1 12 Tf 8 Tw 36 140 Td (Words stand far apart in this line.) Tj 0 Tw ET",
        "BT /F1 12 Tf 80 Tz 36 124 Td (This line is set narrower than the others were.) Tj 100 Tz ET",
        "BT /F1 12 Tf 0.4 Tc 36 108 Td (The letters of this one are a little loose.) Tj 0 Tc ET",
    )
    return made.finish()


def _rise() -> bytes:
    """Ts lifts a note number and lowers the figure of a formula; both stay in their line."""
    made = sheet("Ice on the mill pond")
    made.raw(
        "BT /F1 12 Tf 36 140 Td (The pond froze on Monday,) Tj /F1 7 Tf 5 Ts (1) Tj /F1 12 Tf 0 Ts ( and the H) Tj "
        "/F1 7 Tf -3 Ts (2) Tj /F1 12 Tf 0 Ts (O was thick) Tj ET",
        "BT /F1 12 Tf 36 124 Td (enough to carry a cow by Wednesday.) Tj ET",
        "0.5 w 36 60 m 100 60 l S",
        "BT /F1 9 Tf 36 48 Td (1. By the thermometer of the school.) Tj ET",
    )
    return made.finish()


def _quote_operators() -> bytes:
    """Lines moved by T*, ' and \" and by TD, which also sets the leading."""
    made = sheet("Four ways down")
    made.raw(
        "BT /F1 12 Tf 36 140 Td 16 TL (The first line is shown and left by T*;) Tj T* (the second stands below;) Tj "
        "(the third is reached by an apostrophe;) ' 2 0 (the fourth by a quotation mark.) \" 0 Tw "
        "0 -16 TD (Here TD moved down,) Tj T* (and this followed.) Tj ET"
    )
    return made.finish()


def _form_matrix() -> bytes:
    """A form of twice the size is drawn through a matrix of one half, then again elsewhere."""
    made = sheet("The same notice twice")
    made.pdf.add_stream(
        "BT /F1 24 Tf 0 0 Td (Mind the step.) Tj ET",
        "/Type /XObject /Subtype /Form /BBox [0 -10 300 40] /Matrix [0.5 0 0 0.5 36 122] "
        "/Resources << /Font << /F1 3 0 R >> >>",
    )
    number = len(made.pdf.objects)
    made.raw("BT /F1 12 Tf 36 140 Td (On the quay side it says:) Tj ET", "/Fm1 Do")
    made.raw("BT /F1 12 Tf 36 102 Td (On the town side it says:) Tj ET", "q 1 0 0 1 0 -38 cm /Fm1 Do Q")
    return made.finish(f"/XObject << /Fm1 {number} 0 R >>")


def _inline_image() -> bytes:
    """An image inside the content stream, whose samples contain the letters EI."""
    made = sheet("A stamp between two lines")
    made.lines(80, "The clerk stamped the letter here:")
    made.raw("q 40 0 0 20 36 90 cm BI /W 8 /H 4 /CS /G /BPC 8 ID 0123EI 789abEI cdefghijkEI lmnop EI Q")
    made.lines(150, "and the letter went on its way.")
    return made.finish()


def _actual_text() -> bytes:
    """Glyphs that stand for other characters: a drawn initial, and a letter cut by a line end."""
    made = sheet("A gate with a name")
    made.raw(
        "/Span << /ActualText (T) >> BDC q 0 0 0 rg 36 126 18 3 re 43.5 104 3 22 re f Q EMC",
        "BT /F1 12 Tf 58 120 Td (he gate of the rope walk is called ) Tj "
        "/Span << /ActualText <FEFF00C600740068> >> BDC (\\306th) Tj EMC (el.) Tj ET",
        "BT /F1 12 Tf 58 104 Td (It opens in) Tj /Span << /ActualText <FEFF00AD> >> BDC (-) Tj EMC ET",
        "BT /F1 12 Tf 36 88 Td (wards.) Tj ET",
    )
    return made.finish()


def _artifact() -> bytes:
    """The running head is marked as an artifact; a ruling is one without properties."""
    made = sheet("The reeve counts swans")
    made.raw(
        "/Artifact << /Type /Pagination /Subtype /Header /Attached [/Top] >> BDC",
        "BT /F1 8 Tf 36 200 Td (Weir House Gazette, page 6) Tj ET EMC",
        "/Artifact BMC 0.5 w 36 194 m 324 194 l S EMC",
    )
    made.paragraph(66, "There are eleven swans on the river, and one that will not be counted.")
    return made.finish()


def _hidden_layer() -> bytes:
    """Optional content that is switched off; what it says is not on the page."""
    made = sheet("The visible edition")
    layer = made.pdf.add("<< /Type /OCG /Name (Second edition) >>")
    made.pdf.catalog = f"/OCProperties << /OCGs [{layer} 0 R] /D << /OFF [{layer} 0 R] >> >> "
    made.lines(80, "This sentence is on the page.")
    made.raw("/OC /Layer BDC BT /F1 12 Tf 36 124 Td (This one is printed only in the second edition.) Tj ET EMC")
    made.lines(112, "So is this one.")
    return made.finish(f"/Properties << /Layer {layer} 0 R >>")


def _invisible_text() -> bytes:
    """A picture of a page with recognised text laid over it unseen (render mode 3)."""
    made = sheet()
    made.canvas.image(0, 0, 360, 220)
    made.raw(
        "BT 3 Tr /F2 20 Tf 36 170 Td (Lamp seen at sea) Tj ET",
        "BT 3 Tr /F1 12 Tf 36 140 Td (The text of this scan was recognised by) Tj ET",
        "BT 3 Tr /F1 12 Tf 36 124 Td (machine and can only be selected.) Tj ET",
    )
    return made.finish(f"/XObject << /Im1 {add_picture(made.pdf)} 0 R >>")


def _duplicate_layer() -> bytes:
    """Visible text under an unseen recognised copy that reads one word otherwise."""
    made = sheet("Lamp seen at sea")
    made.lines(80, "A lamp was seen at sea on Friday night,", "where no boat was known to be.")
    made.raw(
        "BT 3 Tr /F2 20 Tf 36 170 Td (Lamp seen at sea) Tj ET",
        "BT 3 Tr /F1 12 Tf 36.4 139.7 Td (A larnp was seen at sea on Friday night,) Tj ET",
        "BT 3 Tr /F1 12 Tf 36.4 123.7 Td (where no boat was known to be.) Tj ET",
    )
    return made.finish()


def _shadow_text() -> bytes:
    """A headline drawn twice, first in grey and a little aside."""
    made = sheet()
    made.raw(
        "BT 0.7 g /F2 20 Tf 37 169 Td (Shadow over the quay) Tj ET",
        "BT 0 g /F2 20 Tf 36 170 Td (Shadow over the quay) Tj ET",
    )
    made.lines(80, "The new crane casts it from nine to eleven.")
    return made.finish()


def _rotated_credit() -> bytes:
    """A picture credit that reads upwards along the picture's edge."""
    made = sheet("From the sea wall")
    made.canvas.image(36, 62, 186, 162)
    made.raw("BT /F1 7 Tf 0 1 -1 0 194 60 Tm (Photo: Mo Ansel) Tj ET")
    made.lines(178, "The pilot boat on a calm morning.")
    return made.finish(f"/XObject << /Im1 {add_picture(made.pdf)} 0 R >>")


def _rulings_and_panels() -> bytes:
    """Rulings as strokes, as thin fills, dashed and as the sides of a frame; a tinted panel."""
    made = sheet("Lines of all kinds")
    made.raw(
        "0.5 w 36 160 m 324 160 l S",
        "36 152 288 0.8 re f",
        "[3 2] 0 d 36 60 m 170 60 l S [] 0 d",
        "1 w 36 30 134 24 re S",
        "q 0.9 0.95 1 rg 190 30 134 114 re f Q",
        "q 1 0 0 1 180 0 cm 0 30 m 0 144 l S Q",
    )
    made.canvas.text(36, 90, made.roman, 12, "The story stands here")
    made.canvas.text(36, 106, made.roman, 12, "beside a panel.")
    made.canvas.text(44, 182, made.roman, 12, "Closed on Monday")
    made.canvas.text(198, 94, made.bold, 13, "In the panel")
    made.canvas.text(198, 112, made.roman, 12, "A brief on a tint.")
    return made.finish()


def _vertical_metrics() -> bytes:
    """Vertical writing by glyph numbers (Identity-V) with metrics of its own: full stops take half a cell (9.7.4.3)."""
    made = sheet()
    headline, text = "港の灯", "港の灯。船の影。灯の影。"
    codes = {char: number for number, char in enumerate(dict.fromkeys(text), 1)}
    mapped = to_unicode(made, "\n".join(f"1 beginbfchar <{code:04X}> <{ord(char):04X}> endbfchar" for char, code in codes.items()))
    font = identity_font(made, mapped)
    composite = made.pdf.objects[font - 1]
    made.pdf.objects[font - 1] = composite.replace(b"/Identity-H", b"/Identity-V")
    descendant = font - 2
    stop = codes["。"]
    made.pdf.objects[descendant] = made.pdf.objects[descendant].removesuffix(b">>") + f"/DW2 [880 -1000] /W2 [{stop} [-500 500 880]] >>".encode()
    for size, x, shown in ((20, 320, headline), (12, 290, text)):
        made.raw(f"BT /F9 {size} Tf {x} 190 Td <{''.join(f'{codes[char]:04X}' for char in shown)}> Tj ET")
    return with_font(made, font)


def _false_styles() -> bytes:
    """Bold made by a stroke around the fill, a slant made by the matrix: both are styles of the text (9.3.6)."""
    made = sheet("Made up on the spot")
    made.raw(
        "BT /F1 12 Tf 36 140 Td (The notice said ) Tj 2 Tr 0.4 w (no fishing) Tj 0 Tr ( and the fish could read.) Tj ET",
        "BT /F1 12 Tf 36 120 Td (It was signed ) Tj ET BT /F1 12 Tf 1 0 0.25 1 106 120 Tm (by order) Tj ET",
        "BT /F1 12 Tf 152 120 Td (in another hand.) Tj ET",
    )
    return made.finish()


def _patterns() -> bytes:
    """A tiling pattern full of letters fills a panel: what it repeats is no text of the page (8.7.3)."""
    made = sheet("Wallpaper")
    pattern = made.pdf.add_stream(
        "BT /F1 8 Tf 0 2 Td (moth) Tj ET",
        f"/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 20 10] /XStep 20 /YStep 10 "
        f"/Resources << {made.fonts.resources()} >>",
    )
    made.raw("/Pattern cs /P1 scn 36 40 288 60 re f 0 g")
    made.lines(80, "Behind the panel lives what the panel shows.")
    return made.finish(f"/Pattern << /P1 {pattern} 0 R >>")

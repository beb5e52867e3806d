"""`spread.pdf`, `scan-columns.pdf`, `scan-rules.pdf`: two pages on one sheet, and scans with recognised text.

The recogniser's text is unseen, one run a word, with the small errors of place and
size that such text has.
"""

from page import PdfCanvas, Style, columns, fill_all
from pdf import Fonts, Pdf
from picture import add_picture

ROPE = [
    "The rope walk of Port Merrin is three hundred and twelve paces long, and the man who walked it back¬wards for forty years can still do so with his eyes shut. His name is Colum Harrow, like his son's, and he is not related to anyone who walks for¬wards.",
    "Hemp came from up the river, tar from across the sea. Both arrived late. While they waited the rope makers grew cab¬bages along the wall, and it is for the cab¬bages that the place was first men¬tioned in print.",
    "The last cable was laid in the year of the great frost. It was ordered by a ship that had sunk before the cable was dry, and it lies there still, coiled, a whole walk of it, waiting to be called for.",
]
LAMP = [
    "Every lamp on the mole has a name. The first is called Aunt, because it is the one you see when you have been bad; the last is called Supper.",
    "They were named by the pilots, who do not like numbers. A number, says one of them, can be mis¬heard. Nobody has ever mis¬heard Supper.",
]
TOLL = [
    "The bridge toll, a half¬penny since the days of sail, has been taken for the last time. The keeper put the coin on the par¬apet and let the wind decide.",
    "Twelve people crossed free of charge on Monday. Thirteen came back, which has not been ex¬plained.",
]
KITE = [
    "The kite club of Port Merrin has lent out its last tail. Members now tie on what they find, and on Sunday a pair of braces was seen over the har¬bour at four hun¬dred feet.",
    "The wind was kind. The braces came back, and so did the owner, who had been stand¬ing on the mole with both hands in his pockets since noon.",
]
GULL = [
    "A gull has taken the seat of the absent coun¬cillor for Quay Ward. It voted twice, and both mo¬tions were car¬ried. No by-elec¬tion is planned.",
]


def make() -> dict[str, bytes]:
    """The files by name."""
    return {"spread.pdf": _spread(), "scan-columns.pdf": _scan(), "scan-rules.pdf": _ruled_scan()}


def _spread() -> bytes:
    """Pages 8 and 9 side by side; the story begun on the left goes on at the right."""
    pdf = Pdf()
    fonts = Fonts(pdf)
    roman, bold, sans = (fonts.standard(base) for base in ("Times-Roman", "Times-Bold", "Helvetica"))
    canvas = PdfCanvas(720, 280)
    for left, folio, right_text in ((36, "8", "The Tide Quarterly"), (396, "Ropes and lamps", "9")):
        canvas.text(left, 34, sans, 8, folio)
        canvas.text(left + 288 - sans.width(right_text, 8), 34, sans, 8, right_text)
        canvas.rule(left, 40, left + 288, 40)
    canvas.text(36, 70, bold, 19, "Three hundred paces, backwards")
    canvas.text(36, 86, roman, 10, "by Edda Lindqvist")
    body = Style(roman, 10.5, 13, indent=1)
    left_page, right_page = columns(36, 96, 324, 96 + 8 * 13, 2, 16), columns(396, 56, 684, 56 + 5 * 13, 2, 16)
    fill_all(canvas, [*left_page, *right_page], [(body, text) for text in ROPE])
    canvas.rule(396, 146, 684, 146)
    canvas.text(396, 172, bold, 16, "Lamps with names")
    fill_all(canvas, columns(396, 180, 684, 180 + 6 * 13, 2, 16), [(body, text) for text in LAMP])
    pdf.add_page(720, 280, canvas.content(), fonts.resources())
    return pdf.to_bytes()


class RecognisedCanvas(PdfCanvas):
    """Shows every word by itself, unseen, a little out of place and of a size that varies, on a page that may lean."""

    def __init__(self, width, height, lean=0.0):
        super().__init__(width, height)
        self.lean = lean

    def text(self, x, y, face, size, text, char_space=0.0, word_space=0.0, colour=""):
        for number, word in enumerate(text.split(" ")):
            shift = (-0.4, 0.3, 0.0, 0.5, -0.2)[number % 5]
            guessed = size * (1.02, 0.97, 1.0)[number % 3]
            at = x + shift / 2 - self.lean * y, y + shift + self.lean * x
            super().text(*at, face, guessed, word)
            x += face.width(word + " ", size) + word_space


def _scan() -> bytes:
    pdf = Pdf()
    fonts = Fonts(pdf)
    roman, bold = fonts.standard("Times-Roman"), fonts.standard("Times-Bold")
    canvas = RecognisedCanvas(360, 250)
    canvas.image(0, 0, 360, 250)
    canvas.operators.append("3 Tr")
    canvas.text(30, 50, bold, 20, "Last halfpenny on the bridge")
    body = Style(roman, 10.5, 13, indent=1)
    fill_all(canvas, columns(30, 64, 330, 64 + 5 * 13, 2, 18), [(body, text) for text in TOLL])
    canvas.text(30, 162, bold, 14, "Lamps with names")
    fill_all(canvas, columns(30, 169, 330, 169 + 5 * 13, 2, 18), [(body, text) for text in LAMP])
    pdf.add_page(360, 250, canvas.content(), f"{fonts.resources()} /XObject << /Im1 {add_picture(pdf)} 0 R >>")
    return pdf.to_bytes()


LEAN = 0.007
"""How far the ruled scan leans, as a share of the length."""


def _ruled_scan() -> bytes:
    """Stories side by side with nothing but a rule between them, a brief in a frame, a label in white on black."""
    width, height = 400, 260
    pdf = Pdf()
    fonts = Fonts(pdf)
    roman, bold = fonts.standard("Times-Roman"), fonts.standard("Times-Bold")
    canvas = RecognisedCanvas(width, height, LEAN)
    canvas.image(0, 0, width, height)
    canvas.operators.append("3 Tr")
    body = Style(roman, 10, 12, indent=1)
    canvas.text(34, 36, bold, 11, "HARBOUR")
    canvas.text(30, 62, bold, 19, "Lamps with names")
    fill_all(canvas, columns(30, 70, 196, 70 + 13 * 12, 1, 0), [(body, text) for text in LAMP])
    canvas.text(204, 36, bold, 13, "A tail of braces")
    fill_all(canvas, columns(204, 46, 370, 46 + 9 * 12, 1, 0), [(body, text) for text in KITE])
    canvas.text(214, 178, bold, 13, "Gull takes a seat")
    fill_all(canvas, columns(214, 186, 362, 186 + 5 * 12, 1, 0), [(body, text) for text in GULL])
    picture = _picture_of_rules(width, height)
    entries = (
        f"/Type /XObject /Subtype /Image /Width {width * 2} /Height {height * 2} "
        "/ColorSpace /DeviceGray /BitsPerComponent 1"
    )
    number = pdf.add_stream(picture, entries, flate=True)
    pdf.add_page(width, height, canvas.content(), f"{fonts.resources()} /XObject << /Im1 {number} 0 R >>")
    return pdf.to_bytes()


def _picture_of_rules(width: int, height: int) -> bytes:
    """The rules, the frame and the black ground of the label, two pixels to a point; the words are left out."""

    def is_ink(x, y):
        rule = abs(x - 200) <= 0.4 and 24 <= y <= 250 or abs(y - 20) <= 0.8 and 28 <= x <= 372
        label = 30 <= x <= 96 and 24 <= y <= 40
        inside = 206 <= x <= 370 and 160 <= y <= 246
        frame = inside and not (207 <= x <= 369 and 161 <= y <= 245)
        return rule or label or frame

    rows = bytearray()
    for row in range(height * 2):
        bits = 0
        for column in range(width * 2):
            x, y = column / 2, row / 2
            bits = bits << 1 | (0 if is_ink(x + LEAN * y, y - LEAN * x) else 1)
        rows += bits.to_bytes(width * 2 // 8, "big")
    return bytes(rows)

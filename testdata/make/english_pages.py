"""`labels.pdf`: two pages that the file calls 47 and 48, with running heads and notes.

The title and author stand in the information dictionary, the page labels in the
catalog (ISO 32000-2, 12.4.2); raised figures in the text call the notes at the foot.
"""

from page import Column, PdfCanvas, Style, fill, fill_all
from pdf import Fonts, Pdf

WIDTH, HEIGHT = 400, 440
LEFT, RIGHT = 54, 346

ESSAY = [
    ("d", "The first tide tables of Port Merrin were not printed but sung.^1 The harbour cook, who could neither read nor swim, put the hours of high water to a hymn tune, and the crews learned it with their supper."),
    ("p", "A verse covered a week. There were fifty-two of them, and by the account of one lieu¬tenant,^2 the whole could be got through in the time that it takes to boil a ham. Errors were cor¬rected on Sun¬days, when the tune was in use for other pur¬poses and the cook was free to listen."),
    ("h", "A rhyme for every flood"),
    ("p", "The diffi¬culty lay in the rhymes. High water falls some fifty minutes later each day, and few hours rhyme with the next but one. The cook solved this by moving the tide. In six weeks of the year the song is wrong by a quarter of an hour, always on the side of caution."),
    ("p", "When printed tables reached the coast, the song was kept for the children, who used it for skip¬ping. They skipped, with¬out knowing it, the tides of a year long past, and when the cycle of nine¬teen years came round they were right again for a whole summer.^3"),
    ("p", "I heard it last from an old woman who was shel¬ling peas. She sang until the bowl was full, looked at the water and then at the clock above the custom house. “Late,” she said, and did not say which of the two she meant."),
]
FIRST_NOTES = [
    "1. Harbour minutes, vol. 3, leaf 18; the leaf is stained with gravy.",
    "2. A. Corrigan, Letters Home, no. 44. The ham is not described.",
]
LAST_NOTES = ["3. Summer of 1894, by the reckoning of the port astronomer, Ms. Boll."]


def make() -> bytes:
    """The file."""
    pdf = Pdf()
    fonts = Fonts(pdf)
    faces = {name: fonts.standard(base) for name, base in FACES.items()}
    left, right = PdfCanvas(WIDTH, HEIGHT), PdfCanvas(WIDTH, HEIGHT)
    left.text(LEFT, 40, faces["sans"], 8, "47")
    left.text(RIGHT - faces["italic"].width("The Tide Quarterly", 9), 40, faces["italic"], 9, "The Tide Quarterly")
    left.text(LEFT, 82, faces["bold"], 20, "The cook who sang the tides")
    left.text(LEFT, 102, faces["italic"], 11, "by Edda Lindqvist")
    rest = fill(left, [Column(LEFT, 116, RIGHT, 326)], _blocks(faces)).rest
    right.text(LEFT, 40, faces["italic"], 9, "The cook who sang the tides")
    right.text(RIGHT - faces["sans"].width("48", 8), 40, faces["sans"], 8, "48")
    fill_all(right, [Column(LEFT, 60, RIGHT, 340)], rest)
    _notes(left, faces, FIRST_NOTES)
    _notes(right, faces, LAST_NOTES)
    for canvas in (left, right):
        pdf.add_page(WIDTH, HEIGHT, canvas.content(), fonts.resources())
    pdf.catalog = "/PageLabels << /Nums [0 << /S /D /St 47 >>] >> /Lang (en-GB) "
    information = pdf.add("<< /Title (The Tide Quarterly, no. 12) /Author (Port Merrin Almanac Society) >>")
    pdf.trailer = f"/Info {information} 0 R "
    return pdf.to_bytes()


FACES = {"roman": "Times-Roman", "bold": "Times-Bold", "italic": "Times-Italic", "sans": "Helvetica"}


def _blocks(faces):
    styles = {
        "d": Style(faces["roman"], 11, 14), "p": Style(faces["roman"], 11, 14, indent=1.2),
        "h": Style(faces["bold"], 11, 14, align="left", before=8, after=2, keep=3),
    }
    return [(styles[kind], text) for kind, text in ESSAY]


def _notes(canvas, faces, notes):
    canvas.rule(LEFT, 358, LEFT + 80, 358)
    style = Style(faces["roman"], 8.5, 11)
    fill_all(canvas, [Column(LEFT, 364, RIGHT, 410)], [(style, note) for note in notes])

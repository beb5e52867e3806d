"""A small sheet for the feature cases: one headline and what a case adds to it."""

from dataclasses import dataclass

from page import Column, PdfCanvas, Style, fill_all
from pdf import Face, Fonts, Pdf

WIDTH, HEIGHT = 360, 220


@dataclass
class Sheet:
    """A page in the making; the fonts F1 and F2 are a roman and a bold."""

    pdf: Pdf
    fonts: Fonts
    canvas: PdfCanvas
    roman: Face
    bold: Face

    def raw(self, *operators: str):
        """Adds content-stream operators as they are (y upwards)."""
        self.canvas.operators.extend(operators)

    def lines(self, top: float, *lines: str, face: Face | None = None):
        """Sets lines of body text from a baseline downwards."""
        for number, line in enumerate(lines):
            self.canvas.text(36, top + number * 16, face or self.roman, 12, line)

    def paragraph(self, top: float, text: str):
        """Sets a paragraph over the width of the page."""
        fill_all(self.canvas, [Column(36, top, 324, HEIGHT)], [(Style(self.roman, 12, 16), text)])

    def place(self, resources: str = "", entries: str = "", width: float = WIDTH, height: float = HEIGHT):
        """Adds the page, of this size, with further resources and dictionary entries."""
        content = self.canvas.content()
        self.pdf.add_page(width, height, content, f"{self.fonts.resources()} {resources}".strip(), entries)

    def finish(self, resources: str = "", **page) -> bytes:
        """Adds the page and gives the file."""
        self.place(resources, **page)
        return self.pdf.to_bytes()


def sheet(headline: str = "") -> Sheet:
    """A page of 360 x 220 points that begins with `headline` in 20 points bold."""
    pdf = Pdf()
    fonts = Fonts(pdf)
    roman, bold = fonts.standard("Times-Roman"), fonts.standard("Times-Bold")
    made = Sheet(pdf, fonts, PdfCanvas(WIDTH, HEIGHT), roman, bold)
    if headline:
        made.canvas.text(36, 50, bold, 20, headline)
    return made


def chinese_sheet(headline: str, cmap: str = "GBK-EUC-H", base: str = "STSong-Light") -> tuple[Sheet, Face]:
    """The same with a composite font as F3, in which the headline is set."""
    made = sheet()
    face = made.fonts.cjk(base, cmap)
    made.canvas.text(36, 50, face, 20, headline)
    return made, face

"""`two-column-de.pdf`: German in two columns, with umlauts, hyphens and ligatures.

The ligatures fi and fl are glyphs of their own, reached by an encoding with
Differences and without ToUnicode; a German setter leaves them out at the seam of a
compound, so some words keep two letters.
"""

from page import Column, PdfCanvas, Style, columns, fill_all
from pdf import Fonts, Pdf

WIDTH, HEIGHT = 440, 400
LEFT, RIGHT, GAP = 36, 404, 16

MILL = [
    ("d", "Schleusen¬dorf – Die alte Wasser¬mühle am Wehr¬haus mahlt wieder. Nach neun¬und¬zwanzig Jahren Still¬stand fließt seit Sonn¬abend das Wasser über das Rad, und wer früh auf¬steht, findet vor der Tür eine Tüte Mehl."),
    ("p", "Die Pfleger des Bau¬werks, zwei Brüder namens Küfner, haben die Flügel aus Eichen¬holz ge¬schnitzt und die Lager mit Rinder¬fett ge¬schmiert. „Öl geht auch“, sagt der ältere, „aber dann riecht es nicht nach Mühle.“"),
    ("p", "Das Geld kam von den Nach¬barn: 412 Euro aus der Kollekte, der Rest aus dem Ver¬kauf von Pflaumen¬mus. Auf¬lage der Be¬hörde war, dass die Fische un¬ge¬stört wandern können. Ein Flecht¬werk aus Weiden hält sie nun vom Rad fern."),
    ("h", "Gemahlen wird, wenn es regnet"),
    ("p", "Bei nie¬drigem Pegel steht das Rad. Dann sitzt der jüngere Küfner auf der Schwelle, flickt Säcke und er¬zählt den Kin¬dern, warum der Fluss früher zwei¬mal um das Dorf floss."),
    ("p", "Im Herbst soll ein Back¬ofen fol¬gen. Die Schiff¬fahrts¬direk¬tion hat nichts da¬gegen, so¬lange der Rauch nicht auf die Schleuse zieht."),
    ("r", "Grete Anders"),
]
BRIEF = "Die Fähre nach Grünau fällt am Diens¬tag aus. Der Fähr¬mann hei¬ratet; die Braut wohnt auf der an¬deren Seite."


def make() -> bytes:
    """The file."""
    pdf = Pdf()
    fonts = Fonts(pdf)
    roman, bold = fonts.ligatures("Times-Roman", 556), fonts.ligatures("Times-Bold", 556)
    sans = fonts.standard("Helvetica")
    canvas = PdfCanvas(WIDTH, HEIGHT)
    _head(canvas, sans, bold)
    _mill(canvas, roman, bold)
    _brief(canvas, roman, bold)
    pdf.add_page(WIDTH, HEIGHT, canvas.content(), fonts.resources())
    return pdf.to_bytes()


def ligated(text: str) -> str:
    """Sets the ligatures, except over the seam of a compound."""
    return text.replace("fl", "ﬂ").replace("fi", "ﬁ").replace("Auﬂage", "Auflage")


def _head(canvas, sans, bold):
    canvas.text(LEFT, 36, sans, 8, "Seite 5")
    canvas.text(150, 36, sans, 8, "Wehrhaus-Anzeiger")
    date = "Montag, 7. Oktober 2013"
    canvas.text(RIGHT - sans.width(date, 8), 36, sans, 8, date)
    canvas.rule(LEFT, 42, RIGHT, 42)
    canvas.text(LEFT, 60, bold, 10, "Aus dem Kreis")
    canvas.text(LEFT, 88, bold, 22, ligated("Das Rad läuft, das Wasser fließt"))


def _mill(canvas, roman, bold):
    styles = {
        "d": Style(roman, 10, 12), "p": Style(roman, 10, 12, indent=1),
        "h": Style(bold, 10, 12, align="left", before=6, keep=3), "r": Style(roman, 10, 12, align="right"),
    }
    through = columns(LEFT, 98, RIGHT, 98 + 16 * 12, 2, GAP)
    fill_all(canvas, through, [(styles[kind], ligated(text)) for kind, text in MILL])


def _brief(canvas, roman, bold):
    canvas.rule(LEFT, 304, RIGHT, 304)
    canvas.text(LEFT, 322, bold, 13, "Kurz gemeldet")
    fill_all(canvas, [Column(LEFT, 328, RIGHT, 368)], [(Style(roman, 10, 12, indent=1), ligated(BRIEF))])

"""Damaged, hostile and locked PDF files; the outcome stands in the name.

`--recovers`: an issue comes out, with warnings. `--errors`: none can.
"""

from encryption import encrypt
from english_pages import make as labels
from page import Column, PdfCanvas, Style, fill_all
from pdf import Fonts, Pdf
from picture import add_picture

SIDE = 300
NOTICE = (
    "The reading room of Port Merrin opens at nine. Visitors are asked to leave umbrellas, dogs and "
    "opinions on the clock in the porch."
)


def make() -> dict[str, bytes]:
    """The files by name."""
    whole = labels()
    return {
        "truncated--recovers.pdf": whole[: whole.rindex(b"endstream") - 300],
        "no-xref--recovers.pdf": whole[: whole.rindex(b"xref\n0 ")] + whole[whole.rindex(b"trailer") :],
        "page-cycle--recovers.pdf": _notice(_page_cycle).to_bytes(),
        "count-lie--recovers.pdf": _notice(_count_lie).to_bytes(),
        "outline-cycle.pdf": _notice(_outline_cycle).to_bytes(),
        "form-cycle--recovers.pdf": _notice(_form_cycle).to_bytes(),
        "encrypted-empty-password.pdf": _notice(lambda pdf: encrypt(pdf, b"", b"harbour")).to_bytes(),
        "encrypted--errors.pdf": _notice(lambda pdf: encrypt(pdf, b"quay", b"harbour")).to_bytes(),
        "no-text--errors.pdf": _picture_only(),
        "empty--errors.pdf": b"",
        "not-a-pdf--errors.pdf": b"<!DOCTYPE html>\n<title>Not found</title>\n<p>The issue is not here.</p>\n",
    }


def _notice(damage) -> Pdf:
    """A file of one page with a headline and a paragraph, then spoiled by `damage`."""
    pdf = Pdf()
    fonts = Fonts(pdf)
    roman, bold = fonts.standard("Times-Roman"), fonts.standard("Times-Bold")
    canvas = PdfCanvas(SIDE, SIDE)
    canvas.text(40, 60, bold, 18, "Reading room")
    fill_all(canvas, [Column(40, 72, 260, 250)], [(Style(roman, 11, 14), NOTICE)])
    if damage is _form_cycle:
        resources = f"{fonts.resources()} /XObject << /Fm1 {_form_cycle(pdf)} 0 R >>"
        pdf.add_page(SIDE, SIDE, f"{canvas.content()}\n/Fm1 Do", resources)
        return pdf
    pdf.add_page(SIDE, SIDE, canvas.content(), fonts.resources())
    damage(pdf)
    return pdf


def _page_cycle(pdf: Pdf):
    """The page tree names itself among its children, and the page twice."""
    pdf.pages = [2, *pdf.pages, *pdf.pages]


def _count_lie(pdf: Pdf):
    """The page tree claims as many pages as a reader might allot memory for."""
    pdf.claimed_count = 2**31 - 1


def _outline_cycle(pdf: Pdf):
    """The second outline item's successor is the first."""
    first = len(pdf.objects) + 1
    pdf.add(f"<< /Title (Reading) /Parent {first + 2} 0 R /Next {first + 1} 0 R /Dest [{pdf.pages[0]} 0 R /Fit] >>")
    pdf.add(f"<< /Title (Room) /Parent {first + 2} 0 R /Next {first} 0 R /Dest [{pdf.pages[0]} 0 R /Fit] >>")
    pdf.add(f"<< /Type /Outlines /First {first} 0 R /Last {first + 1} 0 R /Count 2 >>")
    pdf.catalog = f"/Outlines {first + 2} 0 R "


def _form_cycle(pdf: Pdf) -> int:
    """A form that draws itself; gives its object number."""
    number = len(pdf.objects) + 1
    return pdf.add_stream(
        "BT /F1 11 Tf 40 60 Td (Tea is served at four.) Tj ET /Fm1 Do",
        f"/Type /XObject /Subtype /Form /BBox [0 0 {SIDE} {SIDE}] "
        f"/Resources << /Font << /F1 3 0 R >> /XObject << /Fm1 {number} 0 R >> >>",
    )


def _picture_only() -> bytes:
    pdf = Pdf()
    canvas = PdfCanvas(SIDE, SIDE)
    canvas.image(30, 60, 270, 220)
    pdf.add_page(SIDE, SIDE, canvas.content(), f"/XObject << /Im1 {add_picture(pdf)} 0 R >>")
    return pdf.to_bytes()

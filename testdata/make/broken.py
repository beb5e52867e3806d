"""Damaged, hostile and locked PDF files; the outcome stands in the name.

`--recovers`: an issue comes out, with warnings. `--errors`: none can.
"""

import re

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
        "wrong-lengths--recovers.pdf": _wrong_lengths(),
        "unknown-filter--recovers.pdf": _second_page(_unknown_filter),
        "blank-page--recovers.pdf": _second_page(lambda pdf: pdf.add_stream("")),
        "unsafe-link--recovers.pdf": _unsafe_link(),
        "hidden-text--recovers.pdf": _hidden_text(),
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


def _wrong_lengths() -> bytes:
    """The page's content says that it has -1 bytes, a second page's that it has more than it has."""
    made = _second_page(lambda pdf: pdf.add_stream("BT /F1 11 Tf 40 240 Td (The porch is dry.) Tj ET"))
    lengths = list(re.finditer(rb"/Length \d+", made))
    # Both are as long as what they replace, so that nothing else in the file moves.
    for found, wrong in zip(lengths, (b"-1", b"99999")):
        room = found.end() - found.start() - len(b"/Length ")
        made = made[: found.start()] + b"/Length " + wrong[:room].ljust(room) + made[found.end() :]
    return made


def _second_page(content) -> bytes:
    """A file whose second page has the content stream that `content` adds."""
    pdf = _notice(lambda _: None)
    stream = content(pdf)
    pdf.pages.append(
        pdf.add(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {SIDE} {SIDE}] /Contents {stream} 0 R "
            f"/Resources << /Font << /F1 3 0 R >> >> >>"
        )
    )
    return pdf.to_bytes()


def _unknown_filter(pdf: Pdf) -> int:
    return pdf.add_stream("0123456789", "/Filter /TideDecode")


def _unsafe_link() -> bytes:
    """Two links on the page: one runs a script, the other opens a page."""
    pdf = _notice(lambda _: None)
    targets = ("javascript:app.alert(1)", "https://reading-room.example/")
    links = " ".join(
        f"{pdf.add(f'<< /Type /Annot /Subtype /Link /Rect [40 {top} 140 {top + 14}] /A << /S /URI /URI ({uri}) >> >>')} 0 R"
        for uri, top in zip(targets, (199, 213))
    )
    page = pdf.pages[0] - 1
    pdf.objects[page] = pdf.objects[page].removesuffix(b">>") + f"/Annots [{links}] >>".encode()
    return pdf.to_bytes()


def _hidden_text() -> bytes:
    """Text that no reader sees: white on paper, outside the page, in no colour, a tenth of a point large."""
    pdf = _notice(lambda _: None)
    unseen = [
        "1 g 40 120 Td (white) Tj",
        "0 g 40 -20 Td (outside) Tj",
        "3 Tr 40 100 Td (unpainted) Tj 0 Tr",
        "/F1 0.1 Tf 40 80 Td (dust) Tj",
    ]
    content = pdf.pages[0] - 2
    operators = " ".join(f"q BT /F1 11 Tf {shown} ET Q" for shown in unseen)
    head, body = pdf.objects[content].split(b"\nstream\n", 1)
    body = body.removesuffix(b"\nendstream") + f"\n{operators}".encode()
    pdf.objects[content] = f"<< /Length {len(body)} >>\nstream\n".encode() + body + b"\nendstream"
    return pdf.to_bytes()


def _picture_only() -> bytes:
    pdf = Pdf()
    canvas = PdfCanvas(SIDE, SIDE)
    canvas.image(30, 60, 270, 220)
    pdf.add_page(SIDE, SIDE, canvas.content(), f"/XObject << /Im1 {add_picture(pdf)} 0 R >>")
    return pdf.to_bytes()

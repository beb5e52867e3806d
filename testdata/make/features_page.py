"""Feature cases about pages and the file: geometry, inheritance, outline, tags, object streams."""

from packing import zlib_stream
from page import Column, Style, fill_all
from pdf import Pdf
from sheet import HEIGHT, WIDTH, sheet


def make() -> dict[str, bytes]:
    """The files by name."""
    return {
        "rotated-page.pdf": _rotated(),
        "user-unit.pdf": _user_unit(),
        "crop-box.pdf": _crop_box(),
        "contents-array.pdf": _contents_array(),
        "inherited-resources.pdf": _inherited(),
        "outline-and-links.pdf": _outline(),
        "tagged.pdf": _tagged(),
        "threads.pdf": _threads(),
        "object-streams.pdf": _object_streams(),
        "updated.pdf": _updated(),
    }


def _rotated() -> bytes:
    """A page that a viewer turns a quarter clockwise; its text was drawn turned the other way."""
    made = sheet()
    made.raw(
        "0 1 -1 0 220 0 cm",
        "BT /F2 20 Tf 36 170 Td (A page on its side) Tj ET",
        "BT /F1 12 Tf 36 140 Td (Turn the sheet and the lines are level.) Tj ET",
    )
    return made.finish(entries="/Rotate 90 ", width=HEIGHT, height=WIDTH)


def _user_unit() -> bytes:
    """A unit of two points: the type is 12 points although the stream says 6 (7.7.3.3)."""
    made = sheet()
    made.raw(
        "BT /F2 10 Tf 18 85 Td (Half as large, twice as big) Tj ET",
        "BT /F1 6 Tf 18 70 Td (The surveyor drew the map at half size.) Tj ET",
    )
    return made.finish(entries="/UserUnit 2 ", width=WIDTH / 2, height=HEIGHT / 2)


def _crop_box() -> bytes:
    """A printer's slug and marks stand outside the crop box and are not part of the page."""
    made = sheet("Inside the crop")
    made.lines(80, "What the reader sees ends at the trim.")
    made.raw(
        "BT /F1 6 Tf 4 210 Td (river.indd 12 CMYK 2019-03-15 plate 3) Tj ET",
        "0.25 w 0 200 m 14 200 l S 0 20 m 14 20 l S 346 200 m 360 200 l S",
    )
    return made.finish(entries="/CropBox [18 18 342 202] ")


def _contents_array() -> bytes:
    """The content is cut into three streams, one cut inside a text object."""
    made = sheet()
    parts = [
        "BT /F2 20 Tf 36 170 Td (Three streams, one page) Tj ET BT /F1 12 Tf",
        "36 140 Td (The second stream goes on where the first)",
        "Tj 0 -16 Td (stopped, and the third ends the object.) Tj ET",
    ]
    streams = " ".join(f"{made.pdf.add_stream(part)} 0 R" for part in parts)
    made.pdf.pages.append(
        made.pdf.add(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] "
            f"/Resources << {made.fonts.resources()} >> /Contents [{streams}] >>"
        )
    )
    return made.pdf.to_bytes()


def _inherited() -> bytes:
    """Resources, media box and rotation come from a page tree node above (7.7.3.4)."""
    made = sheet()
    first = made.pdf.add_stream("BT /F2 20 Tf 36 170 Td (What the parent gives) Tj ET")
    second = made.pdf.add_stream("BT /F1 12 Tf 36 140 Td (The second page has its own box.) Tj ET")
    node = len(made.pdf.objects) + 3
    made.pdf.add(f"<< /Type /Page /Parent {node} 0 R /Contents {first} 0 R >>")
    made.pdf.add(f"<< /Type /Page /Parent {node} 0 R /MediaBox [0 0 300 180] /Contents {second} 0 R >>")
    made.pdf.pages.append(
        made.pdf.add(
            f"<< /Type /Pages /Parent 2 0 R /Kids [{node - 2} 0 R {node - 1} 0 R] /Count 2 "
            f"/MediaBox [0 0 {WIDTH} {HEIGHT}] /Resources << {made.fonts.resources()} >> >>"
        )
    )
    made.pdf.claimed_count = 2
    return made.pdf.to_bytes()


def _outline() -> bytes:
    """An outline of two articles, and a link to the outside over some words."""
    made = sheet("Two stories on one sheet")
    made.lines(80, "The tide table is kept at tides.example and on the quay.")
    made.canvas.text(36, 130, made.bold, 16, "The second story")
    made.lines(152, "It is shorter than the first.")
    link = made.pdf.add(
        "<< /Type /Annot /Subtype /Link /Rect [148 136 222 150] /Border [0 0 0] "
        "/A << /S /URI /URI (https://tides.example/) >> >>"
    )
    made.place(entries=f"/Annots [{link} 0 R] ")
    page, first = made.pdf.pages[0], len(made.pdf.objects) + 1
    root = first + 2
    made.pdf.add(f"<< /Title (Two stories) /Parent {root} 0 R /Next {first + 1} 0 R /Dest [{page} 0 R /XYZ 36 190 0] >>")
    made.pdf.add(
        f"<< /Title <FEFF005400680065002000730065> /Parent {root} 0 R /Prev {first} 0 R "
        f"/A << /S /GoTo /D [{page} 0 R /XYZ 36 106 0] >> >>"
    )
    made.pdf.add(f"<< /Type /Outlines /First {first} 0 R /Last {first + 1} 0 R /Count 2 >>")
    made.pdf.catalog = f"/Outlines {root} 0 R "
    return made.pdf.to_bytes()


def _tagged() -> bytes:
    """A structure tree orders what the stream draws backwards (14.7): headline, then two paragraphs."""
    made = sheet()
    made.raw(
        "/P << /MCID 2 >> BDC BT /F1 12 Tf 36 108 Td (The last paragraph is drawn first.) Tj ET EMC",
        "/P << /MCID 1 >> BDC BT /F1 12 Tf 36 140 Td (The first paragraph is drawn in) Tj ET",
        "BT /F1 12 Tf 36 124 Td (the middle and has two lines.) Tj ET EMC",
        "/H1 << /MCID 0 >> BDC BT /F2 20 Tf 36 170 Td (Tags set it right) Tj ET EMC",
    )
    made.place(entries="/StructParents 0 ")
    page, root = made.pdf.pages[0], len(made.pdf.objects) + 1
    kinds = ("H1", "P", "P")
    elements = " ".join(f"{root + 1 + number} 0 R" for number in range(3))
    made.pdf.add(
        f"<< /Type /StructTreeRoot /K [{elements}] /ParentTree << /Nums [0 [{elements}]] >> /ParentTreeNextKey 1 >>"
    )
    for number, kind in enumerate(kinds):
        made.pdf.add(f"<< /Type /StructElem /S /{kind} /P {root} 0 R /Pg {page} 0 R /K {number} >>")
    made.pdf.catalog = f"/MarkInfo << /Marked true >> /StructTreeRoot {root} 0 R /Lang (en-GB) "
    return made.pdf.to_bytes()


def _threads() -> bytes:
    """An article thread over two columns, and another over the box between them (12.4.3)."""
    made = sheet("The lamp on the mole")
    left = Column(36, 62, 168, 130)
    right = Column(192, 62, 324, 130)
    style = Style(made.roman, 10, 13)
    fill_all(made.canvas, [left, right], [(style, LAMP)])
    made.canvas.box(36, 142, 324, 190)
    made.canvas.text(44, 160, made.bold, 12, "Tea at four")
    made.canvas.text(44, 176, made.roman, 10, "The keeper's wife serves it in the old boiler room.")
    made.place()
    page, first = made.pdf.pages[0], len(made.pdf.objects) + 1
    threads = [("The lamp on the mole", [(36, 90, 168, 190), (192, 90, 324, 158)]), ("", [(36, 30, 324, 78)])]
    numbers = []
    for title, areas in threads:
        numbers.append(_add_thread(made.pdf, page, title, areas))
    made.pdf.catalog = f"/Threads [{' '.join(f'{number} 0 R' for number in numbers)}] "
    return made.pdf.to_bytes()


def _add_thread(pdf: Pdf, page: int, title: str, areas: list[tuple[int, ...]]) -> int:
    """Adds a thread and its beads, which follow one another in a ring; gives its number."""
    thread = len(pdf.objects) + 1
    beads = [thread + 1 + place for place in range(len(areas))]
    info = f"/I << /Title ({title}) >> " if title else ""
    pdf.add(f"<< /Type /Thread {info}/F {beads[0]} 0 R >>")
    for place, (number, area) in enumerate(zip(beads, areas)):
        after, before = beads[(place + 1) % len(beads)], beads[place - 1]
        pdf.add(
            f"<< /Type /Bead /T {thread} 0 R /N {after} 0 R /V {before} 0 R /P {page} 0 R "
            f"/R [{' '.join(map(str, area))}] >>"
        )
    return thread


LAMP = (
    "Since Tuesday the lamp on the mole burns again. Two fitters from Port Merrin carried the new lens up "
    "ninety steps in a laundry basket, and nobody dropped it. The harbour master lit the wick himself."
)


def _object_streams() -> bytes:
    """Objects packed into an object stream and found by a cross-reference stream (7.5.7, 7.5.8)."""
    made = sheet("Packed tight")
    made.lines(80, "The fonts of this page lie in an object stream.")
    made.finish()
    return _packed(made.pdf)


def _packed(pdf: Pdf) -> bytes:
    """The file with all objects but streams in one object stream."""
    loose = {number: body for number, body in enumerate(pdf.objects, 1) if b"stream\n" in body}
    packed = {number: body for number, body in enumerate(pdf.objects, 1) if number not in loose}
    holder, table = len(pdf.objects) + 1, len(pdf.objects) + 2
    loose[holder] = _object_stream(packed)
    out, rows = bytearray(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n"), {0: (0, 0, 255)}
    for number, body in loose.items():
        rows[number] = (1, len(out), 0)
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    rows |= {number: (2, holder, place) for place, number in enumerate(packed)}
    rows[table] = (1, len(out), 0)
    entries = b"".join(bytes([kind, at >> 8, at & 255, extra]) for _, (kind, at, extra) in sorted(rows.items()))
    head = f"<< /Type /XRef /Size {table + 1} /W [1 2 1] /Root 1 0 R /Length {len(entries)} >>"
    out += f"{table} 0 obj\n{head}\nstream\n".encode() + entries + b"\nendstream\nendobj\n"
    return bytes(out) + f"startxref\n{rows[table][1]}\n%%EOF\n".encode()


def _object_stream(packed: dict[int, bytes]) -> bytes:
    """The body of an object stream: numbers and places first, then the objects."""
    starts, inside = [], b""
    for number, body in packed.items():
        starts.append(f"{number} {len(inside)}")
        inside += body + b"\n"
    head = " ".join(starts).encode() + b"\n"
    data = zlib_stream(head + inside)
    entries = f"/N {len(packed)} /First {len(head)} /Filter /FlateDecode /Length {len(data)}"
    return f"<< /Type /ObjStm {entries} >>\nstream\n".encode() + data + b"\nendstream"


def _updated() -> bytes:
    """An incremental update replaces the page's content; the old sentence is gone (7.5.6)."""
    made = sheet("Corrected edition")
    made.lines(80, "The meeting is on Tuesday.")
    old = made.finish()
    number = made.pdf.pages[0] - 1
    corrected = made.canvas.content().replace("Tuesday", "Thursday").encode()
    addition = f"{number} 0 obj\n<< /Length {len(corrected)} >>\nstream\n".encode() + corrected + b"\nendstream\nendobj\n"
    start = len(old) + len(addition)
    table = f"xref\n{number} 1\n{len(old):010} 00000 n \n".encode()
    previous = int(old.rsplit(b"startxref\n", 1)[1].split()[0])
    trailer = f"trailer\n<< /Size {len(made.pdf.objects) + 1} /Root 1 0 R /Prev {previous} >>\nstartxref\n{start}\n%%EOF\n"
    return old + addition + table + trailer.encode()

"""Feature cases about pictures: what is handed on as it is, and what becomes another picture."""

from jpeg import jpeg
from sheet import sheet

CORNERS = ("36 70 96 64", "150 70 96 64")


def make() -> dict[str, bytes]:
    """The files by name."""
    return {
        "pictures-jpeg.pdf": _jpeg(),
        "pictures-in-inks.pdf": _inks(),
        "pictures-with-masks.pdf": _masks(),
        "pictures-fax-and-table.pdf": _fax_and_table(),
        "broken-picture--recovers.pdf": _broken(),
    }


def _with_pictures(headline: str, streams: list[tuple[bytes, str]], *lines: str) -> bytes:
    """A page with these image streams side by side; masks among them come first and have no place."""
    made = sheet(headline)
    made.lines(70, *lines)
    names = {}
    for data, entries in streams:
        entries = entries.replace("MASK", f"{len(made.pdf.objects)} 0 R")
        number = made.pdf.add_stream(data, f"/Type /XObject /Subtype /Image {entries}")
        if "/Name /Mask" not in entries:
            names[f"Im{len(names) + 1}"] = number
    for name, place in zip(names, CORNERS):
        x, y, width, height = place.split()
        made.raw(f"q {width} 0 0 {height} {x} {y} cm /{name} Do Q")
    listed = " ".join(f"/{name} {number} 0 R" for name, number in names.items())
    return made.finish(f"/XObject << {listed} >>")


def _size(data_width: int, data_height: int, space: str, bits: int = 8) -> str:
    return f"/Width {data_width} /Height {data_height} /ColorSpace {space} /BitsPerComponent {bits}"


def _jpeg() -> bytes:
    """A JPEG in grey and one in light and colour: both stay as they are."""
    grey = jpeg([[(40,), (120,), (200,)], [(200,), (120,), (40,)]])
    colour = jpeg([[(90, 160, 110), (150, 90, 150)], [(200, 128, 128), (60, 128, 128)]])
    return _with_pictures(
        "Two prints",
        [(grey, _size(24, 16, "/DeviceGray") + " /Filter /DCTDecode"), (colour, _size(16, 16, "/DeviceRGB") + " /Filter /DCTDecode")],
        "Both came from the box under the stairs.",
    )


def _inks() -> bytes:
    """JPEGs in printing inks: with Adobe's marker stored upside down, which Decode says, and one black as a spot ink."""
    inks = jpeg([[(0, 255, 255, 255), (255, 0, 255, 255)], [(255, 255, 0, 255), (255, 255, 255, 0)]])
    upside_down = " /Decode [1 0 1 0 1 0 1 0]"
    black = jpeg([[(0,), (255,)]])
    spot = "[/Separation /Black /DeviceGray << /FunctionType 2 /Domain [0 1] /N 1 /C0 [1] /C1 [0] >>]"
    return _with_pictures(
        "Four plates",
        [(inks, _size(16, 16, "/DeviceCMYK") + upside_down + " /Filter /DCTDecode"), (black, _size(16, 8, spot) + " /Filter /DCTDecode")],
        "The printer sent the plates for the cover and the stamp.",
    )


def _masks() -> bytes:
    """A soft mask that hides half of a JPEG, and colour keys that hide one grey."""
    colour = jpeg([[(90, 160, 110), (150, 90, 150)]])
    mask = _size(2, 1, "/DeviceGray") + " /Name /Mask"
    keyed = bytes([10, 80, 80, 240])
    return _with_pictures(
        "Cut out",
        [
            (bytes([0, 255]), mask),
            (colour, _size(16, 8, "/DeviceRGB") + " /Filter /DCTDecode /SMask MASK"),
            (keyed, _size(2, 2, "/DeviceGray") + " /Mask [80 80]"),
        ],
        "Somebody has been at the photographs with scissors.",
    )


def _fax_and_table() -> bytes:
    """A fax of eight black pixels and eight white ones (group 4), and four colours by a table of two bits."""
    # Horizontal mode, no white, 8 black; the next line goes white at once: vertical mode.
    fax = bytes([0b0010_0110, 0b1010_0010, 0b1000_0000])
    parameters = "/Filter /CCITTFaxDecode /DecodeParms << /K -1 /Columns 8 /Rows 1 >>"
    table = "[/Indexed /DeviceRGB 3 <CED8DE767F7A8C9EAC363028>]"
    return _with_pictures(
        "By wire",
        [(fax, _size(8, 1, "/DeviceGray", 1) + " " + parameters), (bytes([0b0001_1011]), _size(4, 1, table, 2))],
        "The picture came over the telephone, one line at a time.",
    )


def _broken() -> bytes:
    """A JPEG in inks that ends in its head: the text is read, and the picture is told to be missing."""
    inks = jpeg([[(0, 255, 255, 255)]])[:60]
    return _with_pictures(
        "The plate is lost",
        [(inks, _size(8, 8, "/DeviceCMYK") + " /Filter /DCTDecode")],
        "Of the picture of the regatta only the caption is left.",
    )

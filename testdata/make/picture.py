"""The cases' own picture: a boat with a lamp on a river, drawn by formula."""

import struct
import zlib

from packing import zlib_stream

SKY, HILL, WATER, BOAT, LAMP = (206, 216, 222), (118, 132, 122), (140, 158, 172), (54, 48, 44), (250, 214, 110)


def river_scene(width: int = 96, height: int = 64) -> bytes:
    """Raw RGB samples, three bytes a pixel, row by row from the top."""
    return bytes(
        value for y in range(height) for x in range(width) for value in _colour(x / width, y / height)
    )


def add_picture(pdf, width: int = 96, height: int = 64) -> int:
    """Adds the picture to a PDF file as an image XObject; gives its object number."""
    entries = (
        f"/Type /XObject /Subtype /Image /Width {width} /Height {height} "
        "/ColorSpace /DeviceRGB /BitsPerComponent 8"
    )
    return pdf.add_stream(river_scene(width, height), entries, flate=True)


def png_file(width: int = 96, height: int = 64) -> bytes:
    """The picture as a PNG file (ISO/IEC 15948), 8-bit truecolour, no row filter."""
    samples = river_scene(width, height)
    rows = b"".join(b"\0" + samples[start : start + width * 3] for start in range(0, len(samples), width * 3))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", zlib_stream(rows)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _colour(x: float, y: float) -> tuple[int, int, int]:
    if (x - 0.62) ** 2 + (y - 0.42) ** 2 < 0.0016:
        return LAMP
    if abs(x - 0.62) < 0.008 and 0.42 < y < 0.68:
        return BOAT
    if 0.66 < y < 0.76 and abs(x - 0.55) < 0.22 - (y - 0.66):
        return BOAT
    if y > 0.58:
        return WATER
    if y > 0.5 - 0.6 * x * (1 - x) * x:
        return HILL
    return SKY

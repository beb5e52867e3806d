"""A JPEG writer for pictures of flat squares (ITU-T T.81, baseline): one value for each block of 8 by 8 samples.

A block of one value has no more than its mean to code, so two tiny Huffman tables do.
"""

import struct

# Mean values have up to 11 bits, each size a code of 4; the end of a block a code of 1.
SIZES = list(range(12))
ADOBE = b"Adobe" + struct.pack(">HHHB", 100, 0, 0, 0)


def jpeg(rows: list[list[tuple[int, ...]]]) -> bytes:
    """A file of these squares, row by row; a square is its samples: 1 of grey, 3 of light and colour, 4 of inks."""
    count = len(rows[0][0])
    frame = struct.pack(">BHHB", 8, 8 * len(rows), 8 * len(rows[0]), count)
    frame += b"".join(bytes([number, 0x11, 0]) for number in range(1, count + 1))
    scan = bytes([count]) + b"".join(bytes([number, 0]) for number in range(1, count + 1)) + bytes([0, 63, 0])
    segments = [(0xDB, b"\0" + b"\x01" * 64), (0xC0, frame)]
    segments += [(0xC4, b"\0" + _lengths({4: len(SIZES)}) + bytes(SIZES)), (0xC4, b"\x10" + _lengths({1: 1}) + b"\0")]
    if count == 4:
        segments.insert(0, (0xEE, ADOBE))
    head = b"".join(bytes([0xFF, kind]) + struct.pack(">H", len(body) + 2) + body for kind, body in segments)
    return b"\xff\xd8" + head + b"\xff\xda" + struct.pack(">H", len(scan) + 2) + scan + _scan(rows) + b"\xff\xd9"


def _lengths(counts: dict[int, int]) -> bytes:
    return bytes(counts.get(length, 0) for length in range(1, 17))


def _scan(rows) -> bytes:
    bits, before = "", [0] * len(rows[0][0])
    for square in (square for row in rows for square in row):
        for part, sample in enumerate(square):
            mean = 8 * (sample - 128)
            bits += _coded(mean - before[part]) + "0"
            before[part] = mean
    bits += "1" * (-len(bits) % 8)
    data = bytes(int(bits[at : at + 8], 2) for at in range(0, len(bits), 8))
    return data.replace(b"\xff", b"\xff\0")


def _coded(difference: int) -> str:
    size = abs(difference).bit_length()
    if not size:
        return f"{0:04b}"
    return f"{size:04b}" + f"{difference if difference > 0 else difference + (1 << size) - 1:0{size}b}"

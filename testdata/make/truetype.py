"""A TrueType font of empty glyphs: as much of one as tells which glyph stands for which character (OpenType, cmap)."""

import struct


def true_type(characters: list[str]) -> bytes:
    """A font whose glyphs from 1 on stand for these characters of the basic plane, all an em wide."""
    count = len(characters) + 1
    tables = {
        b"cmap": _cmap(characters),
        b"glyf": b"\0\0\0\0",
        b"head": struct.pack(">IIIIHHqqhhhhHHhhh", 0x10000, 0x10000, 0, 0x5F0F3CF5, 0, 1000, 0, 0, 0, -120, 1000, 880, 0, 8, 2, 0, 0),
        b"hhea": struct.pack(">IhhhHhhhhhhhhhhhH", 0x10000, 880, -120, 0, 1000, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, count),
        b"hmtx": struct.pack(">Hh", 1000, 0) * count,
        b"loca": struct.pack(">H", 0) * (count + 1),
        b"maxp": struct.pack(">IHHHHHHHHHHHHHH", 0x10000, count, *[0] * 13),
    }
    at, directory, body = 12 + 16 * len(tables), b"", b""
    for tag, data in tables.items():
        padded = data + b"\0" * (-len(data) % 4)
        checksum = sum(struct.unpack(f">{len(padded) // 4}I", padded)) & 0xFFFFFFFF
        directory += tag + struct.pack(">III", checksum, at + len(body), len(data))
        body += padded
    return struct.pack(">IHHHH", 0x10000, len(tables), 64, 2, 48) + directory + body


def _cmap(characters: list[str]) -> bytes:
    """A map of format 4 with a segment for each character, and the last one that the format wants."""
    pairs = sorted((ord(char), number) for number, char in enumerate(characters, 1)) + [(0xFFFF, 0)]
    count = len(pairs)
    codes = [code for code, _ in pairs]
    deltas = [(number - code) & 0xFFFF for code, number in pairs[:-1]] + [1]
    half = 1 << (count.bit_length() - 1)
    words = [count * 2, half * 2, half.bit_length() - 1, count * 2 - half * 2, *codes, 0, *codes, *deltas, *[0] * count]
    table = struct.pack(f">HHH{len(words)}H", 4, 6 + 2 * len(words), 0, *words)
    return struct.pack(">HHHHI", 0, 1, 3, 1, 12) + table

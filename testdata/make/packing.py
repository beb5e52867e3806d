"""Deflate, zlib and ZIP containers whose bytes depend on nothing but the input.

The `zlib` module of two machines may compress the same bytes differently, so a
case that went through it could not be made again byte for byte. This is a small
compressor of our own: one block with the fixed codes of RFC 1951, 3.2.6, and a
greedy search for repeats. It aims at small test files, not at speed.
"""

import struct
import zlib

WINDOW = 32_768
SHORTEST, LONGEST = 3, 258


def zlib_stream(data: bytes) -> bytes:
    """`data` as FlateDecode expects it: RFC 1950 header, deflate, Adler-32."""
    return b"\x78\x01" + deflate(data) + struct.pack(">I", zlib.adler32(data))


def deflate(data: bytes) -> bytes:
    """`data` as one final deflate block with fixed codes."""
    bits = _Bits()
    bits.put(0b011, 3)
    latest: dict[bytes, int] = {}
    at = 0
    while at < len(data):
        key = data[at : at + SHORTEST]
        start = latest.get(key)
        latest[key] = at
        length = _repeat(data, start, at)
        if length:
            _put_length(bits, length)
            _put_distance(bits, at - start)
        else:
            _put_literal(bits, data[at])
        at += length or 1
    _put_literal(bits, 256)
    return bits.whole()


def zip_archive(parts: dict[str, bytes]) -> bytes:
    """A ZIP file of `parts` in their order, deflated, dated 1 January 2020."""
    date = (2020 - 1980) << 9 | 1 << 5 | 1
    body, directory = b"", b""
    for name, data in parts.items():
        packed = deflate(data)
        method, stored = (8, packed) if len(packed) < len(data) else (0, data)
        common = struct.pack(
            "<HHHHHIIIHH", 20, 0x800, method, 0, date, zlib.crc32(data), len(stored),
            len(data), len(name.encode()), 0,
        )
        directory += b"PK\x01\x02" + struct.pack("<H", 20) + common
        directory += struct.pack("<HHHII", 0, 0, 0, 0, len(body)) + name.encode()
        body += b"PK\x03\x04" + common + name.encode() + stored
    end = struct.pack(
        "<HHHHIIH", 0, 0, len(parts), len(parts), len(directory), len(body), 0
    )
    return body + directory + b"PK\x05\x06" + end


class _Bits:
    """Bits gathered into bytes, the least significant first (RFC 1951, 3.1.1)."""

    def __init__(self):
        self.done = bytearray()
        self.pending = 0
        self.count = 0

    def put(self, value: int, width: int):
        self.pending |= value << self.count
        self.count += width
        while self.count >= 8:
            self.done.append(self.pending & 0xFF)
            self.pending >>= 8
            self.count -= 8

    def put_code(self, code: int, width: int):
        """Huffman codes are packed from their most significant bit."""
        self.put(int(f"{code:0{width}b}"[::-1], 2), width)

    def whole(self) -> bytes:
        return bytes(self.done) + (bytes([self.pending]) if self.count else b"")


def _repeat(data: bytes, start: int | None, at: int) -> int:
    """How many bytes at `at` repeat those at `start`; 0 when too few."""
    if start is None or at - start > WINDOW:
        return 0
    length = 0
    while length < LONGEST and at + length < len(data) and data[start + length] == data[at + length]:
        length += 1
    return length if length >= SHORTEST else 0


def _put_literal(bits: _Bits, symbol: int):
    if symbol < 144:
        bits.put_code(0x30 + symbol, 8)
    elif symbol < 256:
        bits.put_code(0x190 + symbol - 144, 9)
    elif symbol < 280:
        bits.put_code(symbol - 256, 7)
    else:
        bits.put_code(0xC0 + symbol - 280, 8)


def _put_length(bits: _Bits, length: int):
    if length == LONGEST:
        return _put_literal(bits, 285)
    symbol, base = 257, SHORTEST
    while length >= base + (1 << _length_extra(symbol)):
        base += 1 << _length_extra(symbol)
        symbol += 1
    _put_literal(bits, symbol)
    bits.put(length - base, _length_extra(symbol))


def _length_extra(symbol: int) -> int:
    return max(0, (symbol - 261) // 4)


def _put_distance(bits: _Bits, distance: int):
    symbol, base = 0, 1
    while distance >= base + (1 << _distance_extra(symbol)):
        base += 1 << _distance_extra(symbol)
        symbol += 1
    bits.put_code(symbol, 5)
    bits.put(distance - base, _distance_extra(symbol))


def _distance_extra(symbol: int) -> int:
    return max(0, (symbol - 2) // 2)

"""A small PDF file writer: objects, pages, fonts that are not embedded.

Every number that reaches the file is written by `num`, every object keeps the
order in which it was added, and nothing asks for the date; so a case is the same
file on each run. What stands on a page is composed in `page.py`.
"""

from dataclasses import dataclass, field

from packing import zlib_stream
from widths import WIDTHS


def num(value: float) -> str:
    """A number with at most two decimals and no trailing zeros."""
    shown = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if shown == "-0" else shown


@dataclass
class Pdf:
    """The objects of a file in their order; object 1 is the catalog, 2 the page tree."""

    objects: list[bytes] = field(default_factory=lambda: [b"", b""])
    pages: list[int] = field(default_factory=list)
    catalog: str = ""
    trailer: str = ""
    claimed_count: int | None = None

    def add(self, body: str | bytes) -> int:
        """Takes an object's body; gives its number."""
        self.objects.append(body.encode("latin-1") if isinstance(body, str) else body)
        return len(self.objects)

    def add_stream(self, data: str | bytes, entries: str = "", flate: bool = False) -> int:
        """Adds a stream, as it is or deflated; `entries` go into its dictionary."""
        data = data.encode("latin-1") if isinstance(data, str) else data
        if flate:
            data = zlib_stream(data)
            entries += " /Filter /FlateDecode"
        head = f"<< /Length {len(data)}{' ' + entries.strip() if entries else ''} >>"
        return self.add(head.encode("latin-1") + b"\nstream\n" + data + b"\nendstream")

    def add_page(self, width: float, height: float, content: str, resources: str, entries: str = ""):
        """Adds a page of `width` x `height` points that shows `content`."""
        stream = self.add_stream(content)
        self.pages.append(
            self.add(
                f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {num(width)} {num(height)}] "
                f"/Resources << {resources} >> /Contents {stream} 0 R {entries}>>"
            )
        )

    def to_bytes(self) -> bytes:
        """The whole file with a classic cross-reference table."""
        kids = " ".join(f"{page} 0 R" for page in self.pages)
        count = len(self.pages) if self.claimed_count is None else self.claimed_count
        self.objects[0] = f"<< /Type /Catalog /Pages 2 0 R {self.catalog}>>".encode("latin-1")
        self.objects[1] = f"<< /Type /Pages /Kids [{kids}] /Count {count} >>".encode()
        out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
        offsets = []
        for number, body in enumerate(self.objects, 1):
            offsets.append(len(out))
            out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
        start = len(out)
        out += f"xref\n0 {len(offsets) + 1}\n0000000000 65535 f \n".encode()
        out += b"".join(f"{offset:010} 00000 n \n".encode() for offset in offsets)
        size = len(offsets) + 1
        out += f"trailer\n<< /Size {size} /Root 1 0 R {self.trailer}>>\n".encode("latin-1")
        return bytes(out) + f"startxref\n{start}\n%%EOF\n".encode()


@dataclass
class Face:
    """A font as the composer needs it: its resource name, codes and advances."""

    name: str
    codec: str
    number: int
    cjk: bool = False
    vertical: bool = False
    widths: tuple[int, ...] = ()
    extra: dict[str, int] = field(default_factory=dict)

    def width(self, text: str, size: float) -> float:
        """The advance of `text` in points."""
        return sum(map(self._units, text)) * size / 1000

    def code(self, text: str) -> bytes:
        """The character codes that show `text`."""
        return b"".join(
            bytes([self.extra[char]]) if char in self.extra else char.encode(self.codec)
            for char in text
        )

    def string(self, text: str) -> str:
        """`text` as an operand: hexadecimal for two-byte fonts, else literal."""
        code = self.code(text)
        if self.cjk:
            return f"<{code.hex().upper()}>"
        shown = "".join(
            f"\\{chr(b)}" if b in b"()\\" else chr(b) if 32 <= b < 127 else f"\\{b:03o}" for b in code
        )
        return f"({shown})"

    def _units(self, char: str) -> int:
        if self.cjk:
            # ASCII and half-width katakana, U+FF61 to U+FF9F.
            return 500 if " " <= char <= "~" or "｡" <= char <= "ﾟ" else 1000
        return self.widths[self.code(char)[0] - 32]


@dataclass
class Fonts:
    """The fonts of one file, in the order of their first use."""

    pdf: Pdf
    faces: list[Face] = field(default_factory=list)

    def resources(self) -> str:
        """The `/Font` entry of a page's resources."""
        return "/Font << " + " ".join(f"/{f.name} {f.number} 0 R" for f in self.faces) + " >>"

    def standard(self, base: str) -> Face:
        """One of the standard fonts, which need no embedding (9.6.2.2)."""
        number = self.pdf.add(
            f"<< /Type /Font /Subtype /Type1 /BaseFont /{base} /Encoding /WinAnsiEncoding >>"
        )
        return self._keep(Face(self._next(), "cp1252", number, widths=WIDTHS[base]))

    def ligatures(self, base: str, width: int) -> Face:
        """A standard font whose codes 129 and 141 are the ligatures fi and fl (9.6.5)."""
        number = self.pdf.add(
            f"<< /Type /Font /Subtype /Type1 /BaseFont /{base} /Encoding << /Type /Encoding "
            "/BaseEncoding /WinAnsiEncoding /Differences [129 /fi 141 /fl] >> >>"
        )
        widths = list(WIDTHS[base])
        widths[129 - 32] = widths[141 - 32] = width
        extra = {"ﬁ": 129, "ﬂ": 141}
        return self._keep(Face(self._next(), "cp1252", number, widths=tuple(widths), extra=extra))

    def cjk(self, base: str, cmap: str, descriptor: str = "") -> Face:
        """A composite font with a predefined CMap and no ToUnicode map (9.7.5.2)."""
        codec, ordering, supplement, half = PREDEFINED[cmap]
        flags = 6 if "Song" in base or "Mincho" in base or "Ming" in base else 4
        described = self.pdf.add(
            f"<< /Type /FontDescriptor /FontName /{base} /Flags {flags} /FontBBox [0 -120 1000 880] "
            f"/ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 740 /StemV {flags * 15}{descriptor} >>"
        )
        descendant = self.pdf.add(
            f"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /{base} /CIDSystemInfo "
            f"<< /Registry (Adobe) /Ordering ({ordering}) /Supplement {supplement} >> "
            f"/FontDescriptor {described} 0 R /DW 1000 /W [{half} 500] >>"
        )
        number = self.pdf.add(
            f"<< /Type /Font /Subtype /Type0 /BaseFont /{base}-{cmap} /Encoding /{cmap} "
            f"/DescendantFonts [{descendant} 0 R] >>"
        )
        return self._keep(Face(self._next(), codec, number, cjk=True, vertical=cmap.endswith("-V")))

    def _next(self) -> str:
        return f"F{len(self.faces) + 1}"

    def _keep(self, face: Face) -> Face:
        self.faces.append(face)
        return face


# Per CMap: the Python codec of its codes, the collection, its supplement, and the
# ranges of CIDs that its one-byte codes reach, which are half an em wide (9.7.4.3).
PREDEFINED = {
    "GB-EUC-H": ("gb2312", "GB1", 0, "814 907"),
    "GBK-EUC-H": ("gbk", "GB1", 2, "814 907 500 7716 7716"),
    "GBKp-EUC-H": ("gbk", "GB1", 2, "814 907"),
    "GBK2K-H": ("gb18030", "GB1", 4, "814 907"),
    "UniGB-UCS2-H": ("utf-16-be", "GB1", 4, "1 95"),
    "UniGB-UTF16-H": ("utf-16-be", "GB1", 4, "1 95"),
    "ETen-B5-H": ("big5", "CNS1", 0, "13648 13742"),
    "HKscs-B5-H": ("big5hkscs", "CNS1", 3, "13648 13742"),
    "UniCNS-UTF16-H": ("utf-16-be", "CNS1", 4, "1 95"),
    "EUC-H": ("euc_jp", "Japan1", 1, "231 325"),
    "UniJIS-UTF16-H": ("utf-16-be", "Japan1", 5, "1 230"),
    "KSC-EUC-H": ("euc_kr", "Korea1", 0, "8094 8190"),
    "KSCms-UHC-H": ("cp949", "Korea1", 1, "1 95"),
    "UniKS-UTF16-H": ("utf-16-be", "Korea1", 2, "1 95"),
    "90ms-RKSJ-H": ("cp932", "Japan1", 2, "231 389"),
    "90ms-RKSJ-V": ("cp932", "Japan1", 2, "231 389"),
}

"""Composing a page: text runs, rulings, panels, pictures, and columns of paragraphs.

Places are points from the upper left corner of the page, y downwards, as in the
`.page` files. `PdfCanvas` writes operators of a content stream, `PlainCanvas` the
lines of a `.page` file; both are filled by the same `fill`.
"""

from dataclasses import dataclass, field, replace
from unicodedata import east_asian_width

from lines import RAISED, RAISED_SIZE, measure, next_line
from pdf import num


@dataclass
class Style:
    """How a paragraph is set; lengths in points, indents in ems."""

    face: object
    size: float
    leading: float
    indent: float = 0
    align: str = "justify"
    before: float = 0
    after: float = 0
    keep: int = 1
    hang: float = 0


@dataclass
class Column:
    """A piece of the page that text runs through; vertical ones fill from the right."""

    left: float
    top: float
    right: float
    bottom: float
    vertical: bool = False

    def measure(self) -> float:
        """The length of a line."""
        return self.bottom - self.top if self.vertical else self.right - self.left

    def depth(self) -> float:
        """The room across the lines."""
        return self.right - self.left if self.vertical else self.bottom - self.top


@dataclass
class Filled:
    """Where `fill` stopped: the column, the depth used in it, and what found no room."""

    column: int
    used: float
    rest: list[tuple[Style, str]]
    feet: list[str]


def columns(left: float, top: float, right: float, bottom: float, count: int, gap: float) -> list[Column]:
    """`count` equal columns between two margins."""
    width = (right - left - gap * (count - 1)) / count
    lefts = [left + number * (width + gap) for number in range(count)]
    return [Column(x, top, x + width, bottom) for x in lefts]


def fill(canvas, through: list[Column], blocks: list[tuple[Style, str]]) -> Filled:
    """Sets `blocks` in the columns, one after the other."""
    state = Filled(0, 0, [], [])
    for number, (style, text) in enumerate(blocks):
        state.used += style.before if state.used else 0
        left_over = _fill_block(canvas, through, state, style, text)
        if left_over:
            continued = (replace(style, indent=style.hang), left_over)
            state.rest = [continued if left_over != text else (style, text), *blocks[number + 1 :]]
            break
        state.used += style.after
    return state


def fill_all(canvas, through: list[Column], blocks: list[tuple[Style, str]]):
    """Sets `blocks` and stops the making when some text finds no room."""
    rest = fill(canvas, through, blocks).rest
    if rest:
        raise ValueError(f"no room on the page from: {rest[0][1]}")


def _fill_block(canvas, through, state: Filled, style: Style, text: str) -> str:
    """Sets one paragraph; gives the part that found no room."""
    start, wanted = True, style.keep
    while text:
        if not _make_room(through, state, style.leading * wanted):
            return text
        column = through[state.column]
        indent = (style.indent if start else style.hang) * style.size
        line = next_line(style.face, text, style.size, column.measure() - indent)
        _set_line(canvas, column, state.used, style, indent, line)
        state.feet[-1:] = [line.shown]
        state.used += style.leading
        text = text[len(line.source) :]
        start, wanted = False, 1
    return ""


def _make_room(through: list[Column], state: Filled, depth: float) -> bool:
    if not state.feet:
        state.feet.append("")
    while state.used + depth > through[state.column].depth() + 0.01:
        if state.column + 1 == len(through):
            return False
        state.column += 1
        state.used = 0
        state.feet.append("")
    return True


def _set_line(canvas, column: Column, used: float, style: Style, indent: float, line):
    width = column.measure() - indent
    slack = width - measure(style.face, line.shown, style.size)
    along = indent + {"centre": slack / 2, "right": slack}.get(style.align, 0)
    spread = {}
    if style.align == "justify" and not line.last:
        gaps = len(line.shown) - 1 if style.face.cjk else line.shown.count(" ")
        kind = "char_space" if style.face.cjk else "word_space"
        # In vertical writing the pen moves downwards, so more space is negative (9.3.2).
        room = -slack if column.vertical else slack
        spread = {kind: room / gaps} if gaps and slack > 0.01 else {}
    if column.vertical:
        x, y = column.right - used - style.leading / 2, column.top + along
    else:
        x, y = column.left + along, column.top + used + style.size
    canvas.text(x, y, style.face, style.size, line.shown, **spread)


@dataclass
class PdfCanvas:
    """Collects the operators of one page's content stream."""

    width: float
    height: float
    operators: list[str] = field(default_factory=list)

    def content(self) -> str:
        """The content stream, one operator group a line."""
        return "\n".join(self.operators)

    def text(self, x, y, face, size, text, char_space=0.0, word_space=0.0, colour=""):
        """Shows `text` with its baseline at `y` (vertical: from the top at `y`, centred on `x`)."""
        spacing = f"{num(char_space)} Tc " if char_space else ""
        spacing += f"{num(word_space)} Tw " if word_space else ""
        undo = ("0 Tc " if char_space else "") + ("0 Tw " if word_space else "")
        shown = []
        for number, piece in enumerate(RAISED.split(text)):
            if number % 2:
                shown.append(
                    f"{num(size * 0.35)} Ts /{face.name} {num(size * RAISED_SIZE)} Tf "
                    f"{face.string(piece)} Tj 0 Ts /{face.name} {num(size)} Tf"
                )
            elif piece:
                shown.append(f"{face.string(piece)} Tj")
        group = f"BT /{face.name} {num(size)} Tf {spacing}1 0 0 1 {num(x)} {num(self.height - y)} Tm "
        group += " ".join(shown) + f" {undo}ET"
        self.operators.append(f"q {colour} {group} Q" if colour else group)

    def rule(self, x0, y0, x1, y1, width=0.5):
        """Draws a straight ruling."""
        y0, y1 = self.height - y0, self.height - y1
        self.operators.append(f"{num(width)} w {num(x0)} {num(y0)} m {num(x1)} {num(y1)} l S")

    def box(self, x0, y0, x1, y1, width=0.5):
        """Draws a frame."""
        rectangle = self._rectangle(x0, y0, x1, y1)
        self.operators.append(f"{num(width)} w {rectangle} re S")

    def panel(self, x0, y0, x1, y1, colour="0.9 g"):
        """Paints a filled rectangle without a frame."""
        self.operators.append(f"q {colour} {self._rectangle(x0, y0, x1, y1)} re f Q")

    def image(self, x0, y0, x1, y1, name="Im1"):
        """Paints the image resource `name` into a rectangle."""
        self.operators.append(
            f"q {num(x1 - x0)} 0 0 {num(y1 - y0)} {num(x0)} {num(self.height - y1)} cm /{name} Do Q"
        )

    def _rectangle(self, x0, y0, x1, y1) -> str:
        return f"{num(x0)} {num(self.height - y1)} {num(x1 - x0)} {num(y1 - y0)}"


@dataclass
class PlainFace:
    """A face for `.page` files: full width for Chinese and Japanese, half for the rest."""

    cjk: bool = False
    vertical: bool = False
    mark: str = ""

    def width(self, text: str, size: float) -> float:
        """The advance of `text` in points."""
        return sum(1 if east_asian_width(char) in "WF" else 0.5 for char in text) * size


def page_files(cases) -> dict[str, bytes]:
    """`.page` files by name; a case has a name, what it proves, the size of its page, and what draws it."""
    return {f"{name}.page": _page_file(what, size, draw) for name, what, size, draw in cases}


def _page_file(what: str, size: tuple[int, int], draw) -> bytes:
    canvas = PlainCanvas([f"# {what}", f"page {size[0]} {size[1]}"])
    draw(canvas)
    return ("\n".join(canvas.lines) + "\n").encode()


@dataclass
class PlainCanvas:
    """Collects the lines of a `.page` file."""

    lines: list[str] = field(default_factory=list)

    def text(self, x, y, face, size, text, **_spacing):
        """A text line; how a line is justified is left out."""
        quoted = text.replace("\\", "\\\\").replace('"', '\\"')
        marks = " vertical" * face.vertical + f" {face.mark}" * bool(face.mark)
        self.lines.append(f'{num(x)} {num(y)} {num(size)} "{quoted}"{marks}')

    def rule(self, x0, y0, x1, y1, width=0.5):
        """A ruling."""
        self.lines.append(f"rule {num(x0)} {num(y0)} {num(x1)} {num(y1)} {num(width)}")

    def box(self, x0, y0, x1, y1, width=0.5):
        """A frame: four rulings."""
        for ends in ((x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)):
            self.rule(*ends, width)

    def panel(self, x0, y0, x1, y1):
        """A filled rectangle."""
        self.lines.append(f"panel {num(x0)} {num(y0)} {num(x1)} {num(y1)}")

    def image(self, x0, y0, x1, y1):
        """A picture."""
        self.lines.append(f"image {num(x0)} {num(y0)} {num(x1)} {num(y1)}")

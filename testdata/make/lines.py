"""Line breaking for the composer: Chinese and Japanese by character, Latin by word.

`¬` in a text marks a place where a Latin word may be hyphenated; it is never
shown. `^` before a digit marks a note number that is set raised.
"""

import re
from dataclasses import dataclass

# Characters that may not open or close a line in Chinese and Japanese setting.
NOT_FIRST = set("，。、；：？！）》」』】〉”’…ーっゃゅょッャュョ々%")
NOT_LAST = set("（《「『【〈“‘")
RAISED = re.compile(r"\^(\d)")
RAISED_SIZE = 0.6


@dataclass
class Line:
    """One broken line: what is shown, and the source that it used up."""

    shown: str
    source: str
    last: bool = False


def measure(face, text: str, size: float) -> float:
    """The advance of a marked-up text in points."""
    plain = RAISED.sub("", text).replace("¬", "")
    raised = "".join(RAISED.findall(text))
    return face.width(plain, size) + face.width(raised, size * RAISED_SIZE)


def next_line(face, text: str, size: float, width: float) -> Line:
    """The first line of `text`, at most `width` points long."""
    current: list[str] = []
    for atom in _atoms(face, text):
        if current and measure(face, "".join(current) + atom.strip(), size) > width + 0.01:
            _carry(face, current, atom, size, width)
            return _line(current)
        current.append(atom)
    line = _line(current)
    line.last = True
    return line


def _atoms(face, text: str) -> list[str]:
    """The pieces between which a line may end; a `¬` or space stays with the piece before."""
    pattern = r"[!-~]+|." if face.cjk else r"[^ ¬\-–—]*[ ¬\-–—]+|[^ ¬\-–—]+"
    return re.findall(pattern, text)


def _carry(face, current: list[str], atom: str, size: float, width: float):
    """Takes from the end of a line what has to go to the next one with `atom`."""
    if not face.cjk:
        if len(current) > 1 and measure(face, _line(current).shown, size) > width + 0.01:
            current.pop()
        return
    while len(current) > 1 and (atom[0] in NOT_FIRST or current[-1] in NOT_LAST):
        atom = current.pop()


def _line(atoms: list[str]) -> Line:
    source = "".join(atoms)
    shown = source.rstrip(" ")
    if shown.endswith("¬"):
        shown += "-"
    return Line(shown.replace("¬", ""), source)

"""Hard wrapping of plain text, as typewriters, terminals and mail programs left it."""

import textwrap

from lines import NOT_FIRST, NOT_LAST


def wrap_han(text: str, width: int, indent: str = "　　") -> list[str]:
    """Lines of at most `width` full-width characters; punctuation hangs by one."""
    lines, line = [], indent
    for char in text:
        if len(line) >= width and char not in NOT_FIRST and not line[-1] in NOT_LAST:
            lines.append(line)
            line = ""
        line += char
    return [*lines, line]


def wrap_latin(text: str, width: int, indent: str = "    ", break_at: tuple[str, ...] = ()) -> list[str]:
    """Lines of at most `width` letters; words in `break_at` may be cut at their `¬`."""
    for word in break_at:
        text = text.replace(word.replace("¬", ""), word.replace("¬", "¬ "))
    lines = textwrap.wrap(indent + text, width, break_long_words=False, break_on_hyphens=False)
    # A cut that fell inside a line is closed again; one at a line end becomes a hyphen.
    closed = [line.replace("¬ ", "") for line in lines]
    return [line[:-1] + "-" if line.endswith("¬") else line for line in closed]


def page(header: str, lines: list[str], footer: str, depth: int) -> list[str]:
    """A page of `depth` text lines between a header and a footer line."""
    return [header, "", *lines, *[""] * (depth - len(lines)), "", footer]


def pages(header: str, footer: str, lines: list[str], depth: int) -> list[list[str]]:
    """Cuts `lines` into pages; `{}` in the footer stands for the page number."""
    cut = [lines[start : start + depth] for start in range(0, len(lines), depth)]
    return [page(header, part, footer.format(number), depth) for number, part in enumerate(cut, 1)]

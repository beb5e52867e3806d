"""`ordered.pdf` and `scrambled.pdf`: one Chinese page, drawn in order and glyph by glyph.

Both look the same; only the order of the operators differs, so both must read the same.
"""

from page import Column, PdfCanvas, Style, columns, fill_all
from pdf import Fonts, Pdf

WIDTH, HEIGHT = 480, 430
LEFT, RIGHT = 36, 444
BODY, LEADING = 10, 15

WELL = [
    ("p", "本报讯（记者 卢一诺）山口村的老井停用两年以后，井台又热闹起来。退休教师施桂枝在井台上放了六张小凳，每天傍晚教人认字，下雨天就挪到旁边的碾房。"),
    ("p", "学生里年纪最大的七十九岁，是村里的接生婆。她学会的第一个词是“井水”，第二个词是自己的名字。写完名字，她把纸折好放进怀里，说要带回去给老伴看。"),
    ("h", "粉笔和石板"),
    ("p", "课本是自己编的，一天一页，写的都是村里的事：谁家的牛下了犊，哪块田要放水，山那边什么时候通车。字写在石板上，写满了用井水一冲，又是新的一页。"),
    ("p", "村委会给课堂装了一盏灯，电费记在公账上。施桂枝说，灯不用太亮，看得见字就行，太亮了，星星就看不见了。"),
]
BUS = [
    ("p", "从三月一日起，山口村有了晚上九点的末班车。司机罗小川家住终点站旁边，收车以后走三分钟到家。"),
    ("p", "第一晚只有一位乘客，在县城读夜校的裁缝。她说以前总要提前离开课堂。"),
    ("r", "（罗小川）"),
]
NOTICE = "水渠清淤期间，每日七时至十一时停水，请住户提前蓄水。"


def make() -> dict[str, bytes]:
    """The files by name."""
    return {"ordered.pdf": _file(PdfCanvas(WIDTH, HEIGHT)), "scrambled.pdf": _file(ScrambledCanvas(WIDTH, HEIGHT))}


class ScrambledCanvas(PdfCanvas):
    """Draws every glyph by itself and all of the page in a shuffled order."""

    def text(self, x, y, face, size, text, char_space=0.0, word_space=0.0, colour=""):
        """One text object a glyph; a space draws nothing."""
        for char in text:
            if char != " ":
                super().text(x, y, face, size, char, colour=colour)
            x += face.width(char, size) + char_space

    def content(self) -> str:
        """The shuffled operators: Fisher and Yates's method with a fixed generator."""
        shuffled, state = list(self.operators), 41
        for last in range(len(shuffled) - 1, 0, -1):
            state = (state * 1_103_515_245 + 12_345) % 2**31
            other = (state >> 16) % (last + 1)
            shuffled[last], shuffled[other] = shuffled[other], shuffled[last]
        return "\n".join(shuffled)


def _file(canvas: PdfCanvas) -> bytes:
    pdf = Pdf()
    fonts = Fonts(pdf)
    song, hei = fonts.cjk("STSong-Light", "UniGB-UCS2-H"), fonts.cjk("STHeiti", "UniGB-UCS2-H")
    _head(canvas, song)
    _well(canvas, song, hei)
    _bus(canvas, song, hei)
    pdf.add_page(WIDTH, HEIGHT, canvas.content(), fonts.resources())
    return pdf.to_bytes()


def _blocks(song, hei, source):
    styles = {
        "p": Style(song, BODY, LEADING, indent=2),
        "h": Style(hei, BODY, LEADING, align="centre", keep=2),
        "r": Style(song, BODY, LEADING, align="right"),
    }
    return [(styles[kind], text) for kind, text in source]


def _head(canvas, song):
    canvas.text(LEFT, 40, song, 9, "第3版")
    canvas.text(216, 40, song, 9, "山口通讯")
    date = "2019年3月18日"
    canvas.text(RIGHT - song.width(date, 9), 40, song, 9, date)
    canvas.rule(LEFT, 47, RIGHT, 47, 0.7)


def _well(canvas, song, hei):
    canvas.text(LEFT, 66, hei, 11, "村里事")
    title = "井台上的识字课"
    canvas.text((WIDTH - hei.width(title, 28)) / 2, 100, hei, 28, title)
    through = columns(LEFT, 116, RIGHT, 116 + 10 * LEADING, 3, 24)
    fill_all(canvas, through, _blocks(song, hei, WELL))


def _bus(canvas, song, hei):
    canvas.rule(LEFT, 278, RIGHT, 278, 0.7)
    canvas.text(LEFT, 310, hei, 20, "末班车开到九点")
    through = columns(LEFT, 322, 286, 322 + 5 * LEADING, 2, 10)
    fill_all(canvas, through, _blocks(song, hei, BUS))
    canvas.box(300, 290, RIGHT, 396)
    canvas.text(312, 312, hei, 13, "停水通知")
    fill_all(canvas, [Column(312, 322, 432, 390)], _blocks(song, hei, [("p", NOTICE)]))

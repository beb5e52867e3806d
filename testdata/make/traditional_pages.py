"""`table.pdf`: traditional Chinese in Big5 codes, with a ruled table, a list and verse."""

from page import Column, PdfCanvas, Style, columns, fill_all
from pdf import Fonts, Pdf

WIDTH, HEIGHT = 520, 560
LEFT, RIGHT = 40, 480
BODY, LEADING = 11, 17

BEFORE = "鎮公所水務股昨日公布三月份各里用水，四個里之中，有三個比去年同月減少，減得最多的是溪尾里。水務股長柯若蘭說，減少的原因不是大家洗得少，而是漏得少。"
AFTER = "柯若蘭表示，四月起將依下列次序檢修管線，施工時間為上午八時至十一時，請里民提前儲水。"
STEPS = ["一、溪尾里街口至碼頭；", "二、月眉里國小後巷；", "三、城隍里市場地下管線，因攤位密集，改於夜間施工。"]
TABLE = [
    ("里別", "戶數", "本月(度)", "去年同月(度)"), ("溪尾里", "312", "4,806", "5,530"), ("月眉里", "287", "4,415", "4,620"),
    ("城隍里", "405", "7,102", "7,266"), ("新莊里", "198", "3,087", "2,954"),
]
VERSE = [
    "漏水的龍頭一夜沒睡", "數著自己的滴", "數到天亮", "只好重新開始", "",
    "我起身把它扭緊", "它終於安靜", "我卻聽見", "屋外的雨替它數下去",
]


def make() -> bytes:
    """The file."""
    pdf = Pdf()
    fonts = Fonts(pdf)
    ming, hei = fonts.cjk("MSung-Light", "ETen-B5-H"), fonts.cjk("MHei-Medium", "ETen-B5-H")
    canvas = PdfCanvas(WIDTH, HEIGHT)
    _head(canvas, ming)
    _article(canvas, ming, hei)
    _table(canvas, ming, hei)
    _steps(canvas, ming)
    _verse(canvas, ming, hei)
    pdf.add_page(WIDTH, HEIGHT, canvas.content(), fonts.resources())
    return pdf.to_bytes()


def _head(canvas, ming):
    canvas.text(LEFT, 40, ming, 9, "溪尾鎮報")
    for text, right in (("中華民國一○八年四月二日", 320), ("第二版", RIGHT)):
        canvas.text(right - ming.width(text, 9), 40, ming, 9, text)
    canvas.rule(LEFT, 47, RIGHT, 47, 0.7)


def _article(canvas, ming, hei):
    canvas.text(LEFT, 70, hei, 12, "鎮聞")
    canvas.text(LEFT, 104, hei, 26, "漏得少，水就用得少")
    canvas.text(LEFT, 124, ming, 11, "記者 賴思齊")
    style = Style(ming, BODY, LEADING, indent=2)
    fill_all(canvas, columns(LEFT, 132, RIGHT, 132 + 3 * LEADING, 2, 22), [(style, BEFORE)])


def _table(canvas, ming, hei):
    top, row = 192, 20
    edges = (LEFT, 150, 250, 350, RIGHT)
    for number, cells in enumerate(TABLE):
        y = top + number * row
        canvas.rule(LEFT, y, RIGHT, y)
        for left, cell in zip(edges, cells):
            canvas.text(left + 8, y + 14, ming if number else hei, 10, cell)
    bottom = top + len(TABLE) * row
    canvas.rule(LEFT, bottom, RIGHT, bottom)
    for x in edges:
        canvas.rule(x, top, x, bottom)


def _steps(canvas, ming):
    style = Style(ming, BODY, LEADING, indent=2)
    item = Style(ming, BODY, LEADING, indent=2, hang=4, align="left")
    blocks = [(style, AFTER), *((item, step) for step in STEPS)]
    fill_all(canvas, [Column(LEFT, 302, RIGHT, 302 + 6 * LEADING)], blocks)


def _verse(canvas, ming, hei):
    canvas.rule(LEFT, 398, RIGHT, 398, 0.7)
    canvas.text(LEFT, 418, hei, 12, "詩")
    canvas.text(190, 426, hei, 18, "滴")
    canvas.text(230, 426, ming, 11, "柯望舒")
    for number, line in enumerate(VERSE):
        canvas.text((190, 330)[number > 4], 450 + (number if number < 5 else number - 5) * 19, ming, 12, line)

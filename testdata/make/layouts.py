"""The `.page` cases: one arrangement of columns, boxes and pictures each, without a PDF.

A `.page` file holds `x y size "text"` lines (y is the baseline, down from the top),
`rule`, `panel`, `image` and `page` lines. The cases keep to characters whose width
is beyond doubt: no curly quotes or dashes.
"""

import re

from page import Column, PlainFace, Style, columns, fill_all, page_files

LATIN, LATIN_BOLD = PlainFace(), PlainFace(mark="bold")
HAN, HAN_BOLD = PlainFace(cjk=True), PlainFace(cjk=True, mark="bold")
TATE, TATE_BOLD = PlainFace(cjk=True, vertical=True), PlainFace(cjk=True, vertical=True, mark="bold")
PARAGRAPH = Style(LATIN, 9, 11, indent=1)
SUBHEAD = Style(LATIN_BOLD, 9, 11, align="left", before=4, keep=3)
HAN_PARAGRAPH = Style(HAN, 10, 14, indent=2)
HAN_SUBHEAD = Style(HAN_BOLD, 10, 14, align="centre", keep=2)

BAKER = [
    "The oven in Cable Street was lit again on Monday. It had been cold for two winters, and the cats that slept in it have moved to the brick¬works.",
    "Nell Ardagh, the new baker, bakes only what the street can eat in a day. She counts chim¬neys, she says, and then makes one loaf more.",
    "On Tues¬day the extra loaf went to the post¬man, on Wednes¬day to a swan. Nobody knows who will have it on Thurs¬day, and the street has begun to be polite.",
]
NIGHT = [
    "Nell Ardagh gets up when the last tram has gone. \"I like the dark hours,\" she says, and ties her apron. \"Nobody asks for cake.\"",
    "The first loaves leave the oven at four.",
    "By six the stairs smell of crust as far up as the attic, and even the cats sit down and wait. She sells what she has through the window and shuts it when the last loaf is gone.",
    "Then she goes to bed.",
]
BRIDGE = [
    "The foot¬bridge at Weir House is shut until Friday while its planks are turned over. The under¬side, never walked on, is as good as new.",
    "Walkers may use the stepping stones. Those with pushchairs are rowed across free of charge by the miller.",
]
OWL = [
    "An owl has taken the weather¬cock's place on the chapel. It turns with the wind, which the sexton thinks is good enough.",
    "The weather¬cock itself is at the smith's, having its tail made straight.",
]
OWL_CONTINUED = [
    "A sparrow that used to nest in the bell has moved to the school, where it is less quiet but safer.",
    "The owl was counted at the annual census of the parish and entered as a visitor. The vicar has asked it to stay until the harvest supper; so far it has given no reply.",
]
MILL = [
    "旧磨坊的水轮停了三十年，上个月被一场大水推动，自己转了起来。村里人听见响声，以为是打雷。",
    "磨坊主的孙子邓小满连夜赶来，给轴承上了油，又在门口挂了一盏灯。第二天，有人背着一袋荞麦站在门外。",
    "如今磨坊每逢初一、十五开磨，不收钱，只收一碗面粉。收来的面粉做成饼，分给路过的人。",
]
KITE = [
    "渡口学校的风筝课从三月开到五月。孩子们先学看云，再学削竹，最后才许摸纸。",
    "上周有一只风筝挂在了钟楼上，钟敲十二下，风筝便点十二次头。",
]
SNOW = [
    "山口村昨夜下了今年第一场雪，积雪三寸。邮递员改骑骡子，信件照常送达。",
    "村口小卖部免费供应姜汤，直到路面化冻。",
]
STATION = [
    "霧浜駅の待合室に、古い柱時計が戻った。町の大工が三か月かけて直したもので、正午には十二回、少し遅れて鳴る。",
    "駅長の小牧さんは「遅れるのは汽車も同じ」と笑う。列車を待つ人が、鳴り終わるまで席を立たなくなったという。",
    "時計は夜の九時に一度だけ止められる。宿直の人が眠れるように、という大工の頼みだった。",
    "修理に使った歯車の一つは、廃線になった山側の駅の時計から譲り受けた。その駅の名は、振り子の裏に小さく刻んである。",
    "町は来月、時計の音を聞く会を開く。申し込みはいらない。",
]
SNOW_VERSE = ["雪落在灯上", "灯落在河里", "河落在桥下", "桥落在梦里"]
LIGHT_TITLE = "המגדלור נדלק שוב"
LIGHT = [
    (12, "ביום שני נדלק המגדלור הישן"),
    (0, "של נמל הצפון, אחרי 12 שנים של"),
    (0, "חושך. האור נראה למרחק 12.5 מיל"),
    (0, "כמו בשנת 1948."),
    (12, "חברת Harbour Lights תרמה את"),
    (0, "העדשה ואת המנוע, שמחירו 50%"),
    (0, "פחות ממה שתוכנן."),
    (12, "בחודש הבא ייפתח כאן מוזיאון."),
]
STATION_LINES = [
    "　霧浜駅の待合室に柱時計",
    "が戻った。大工が三か月か",
    "けて直し、正午に十二回鳴",
    "る。",
    "　駅長は遅れるのも駅らし",
    "いと言う。",
    "　時計は夜九時に一度だけ",
    "止められる。宿直の人が眠",
    "れるように、という大工の",
    "頼みである。",
]
FERRIES = [
    "The harbour office has counted how often the three ferries of the sound came in on time in May, and is content with two of them.",
    "The third was held up by a family of eiders that nests beside its landing and does not care for horns.",
]
TIMES = [
    ("Ferry", "Trips", "On time", "Share"),
    ("Gannet", "124", "119", "96"),
    ("Little Auk", "98", "90", "92"),
    ("Eider", "131", "77", "59"),
]
NEEDS = [
    ("•", "two lamps, of which one is to be green"),
    ("•", "a rope of forty fathoms that has not been used for"),
    ("", "anything else"),
    ("•", "a bell"),
]


def make() -> dict[str, bytes]:
    """The files by name."""
    return page_files(CASES)


def _english(source):
    return [(PARAGRAPH, text) for text in source]


def _han(source):
    return [(HAN_PARAGRAPH, text) for text in source]


def _title(canvas, face, size, text, y, left, right):
    canvas.text((left + right - face.width(text, size)) / 2, y, face, size, text)


def _two_columns(canvas):
    canvas.text(30, 50, LATIN_BOLD, 20, "The oven is lit again")
    fill_all(canvas, columns(30, 62, 330, 62 + 12 * 11, 2, 15), [*_english(BAKER[:2]), (SUBHEAD, "One loaf more"), *_english(BAKER[2:])])


def _four_columns(canvas):
    _title(canvas, HAN_BOLD, 30, "三十年的水轮又转了", 60, 30, 590)
    _title(canvas, HAN, 13, "旧磨坊逢初一十五开磨，只收一碗面粉", 84, 30, 590)
    fill_all(canvas, columns(30, 96, 590, 96 + 4 * 14, 4, 20), _han(MILL))


def _l_shaped(canvas):
    canvas.text(30, 50, LATIN_BOLD, 20, "The oven is lit again")
    through = columns(30, 62, 450, 62 + 12 * 11, 3, 15)
    canvas.image(through[1].left, 62, 450, 140)
    through[1].top = through[2].top = 62 + 8 * 11
    fill_all(canvas, through, _english(BAKER))


def _boxed_brief(canvas):
    canvas.text(30, 50, LATIN_BOLD, 20, "The oven is lit again")
    through = columns(30, 62, 450, 62 + 8 * 11, 3, 15)
    through[1].bottom = 62 + 4 * 11
    box = through[1]
    canvas.box(box.left - 3, 111, box.right + 3, 206)
    canvas.text(box.left + 3, 125, LATIN_BOLD, 11, "Bridge shut")
    fill_all(canvas, [Column(box.left + 3, 130, box.right - 3, 206)], _english(BRIDGE[:1]))
    fill_all(canvas, through, _english(BAKER))


def _sidebar(canvas):
    canvas.panel(325, 30, 450, 176)
    canvas.text(333, 50, LATIN_BOLD, 13, "Owl takes over")
    fill_all(canvas, [Column(333, 58, 442, 172)], _english(OWL))
    canvas.text(30, 50, LATIN_BOLD, 20, "The oven is lit again")
    fill_all(canvas, columns(30, 62, 310, 62 + 10 * 11, 2, 15), _english(BAKER))


def _unequal(canvas):
    canvas.rule(300, 36, 300, 176)
    canvas.text(30, 50, LATIN_BOLD, 20, "The oven is lit again")
    fill_all(canvas, [Column(30, 60, 290, 200)], _english(BAKER))
    canvas.text(310, 50, LATIN_BOLD, 12, "Bridge shut")
    fill_all(canvas, [Column(310, 60, 420, 230)], _english(BRIDGE))


def _table(canvas):
    _title(canvas, HAN_BOLD, 18, "河水一周", 50, 30, 350)
    fill_all(canvas, [Column(30, 62, 350, 104)], _han(["青石渡口水位站公布了上周的水位，最高的一天出现在星期三，比平日高出将近一米。单位为米。"]))
    rows = [("日期", "早晨", "傍晚"), ("星期一", "4.1", "4.2"), ("星期二", "4.4", "4.6"), ("星期三", "4.9", "4.8")]
    for number, cells in enumerate(rows):
        canvas.rule(30, 110 + number * 20, 350, 110 + number * 20)
        for left, text in zip((40, 150, 260), cells):
            canvas.text(left, 124 + number * 20, HAN if number else HAN_BOLD, 10, text)
    canvas.rule(30, 190, 350, 190)
    for x in (30, 140, 250, 350):
        canvas.rule(x, 110, x, 190)
    fill_all(canvas, [Column(30, 198, 350, 240)], _han(["水位站提醒，星期四以后水势渐落，渡船恢复原来的班次。"]))


def _drop_cap(canvas):
    canvas.text(30, 50, LATIN_BOLD, 20, "The oven is lit again")
    canvas.text(30, 93, LATIN_BOLD, 40, "T")
    beside = [Column(54, 62, 180, 95), Column(30, 95, 180, 172), Column(195, 62, 345, 172)]
    first = Style(LATIN, 9, 11)
    fill_all(canvas, beside, [(first, BAKER[0][1:]), *_english(BAKER[1:])])


def _caption(canvas):
    canvas.text(30, 50, LATIN_BOLD, 20, "Owl takes over")
    canvas.image(30, 60, 200, 160)
    small = Style(PlainFace(mark="italic"), 7, 9, align="left")
    fill_all(canvas, [Column(30, 163, 200, 181)], [(small, "The owl on Monday, looking north-east.")])
    canvas.text(30, 182, LATIN, 6, "Photo: Mo Ansel")
    fill_all(canvas, [Column(30, 194, 200, 194 + 8 * 11), Column(215, 60, 385, 290)], _english([*OWL, *OWL_CONTINUED]))


def _side_by_side(canvas):
    canvas.rule(310, 30, 310, 190)
    _title(canvas, HAN_BOLD, 20, "水轮又转了", 54, 30, 300)
    fill_all(canvas, columns(30, 64, 300, 64 + 7 * 14, 2, 10), _han(MILL))
    _title(canvas, HAN_BOLD, 20, "风筝课开到五月", 54, 320, 590)
    fill_all(canvas, columns(320, 64, 590, 64 + 4 * 14, 2, 10), _han(KITE))


def _vertical(canvas):
    canvas.text(228, 40, TATE_BOLD, 22, "霧浜駅に柱時計が戻る")
    canvas.text(202, 40, TATE, 13, "三か月の修理、少し遅れて鳴る")
    canvas.rule(30, 268, 240, 268)
    style = Style(TATE, 10, 15, indent=1)
    tiers = [Column(80, 40, 185, 260, True), Column(30, 276, 240, 496, True)]
    fill_all(canvas, tiers, [(style, text) for text in STATION])


def _over_two_of_four(canvas):
    four = columns(30, 92, 590, 92 + 10 * 14, 4, 20)
    _title(canvas, HAN_BOLD, 24, "三十年的水轮又转", 60, four[0].left, four[1].right)
    _title(canvas, HAN_BOLD, 16, "风筝上钟楼", 52, four[2].left, four[2].right)
    _title(canvas, HAN_BOLD, 16, "山口村初雪", 52, four[3].left, four[3].right)
    four[0].top = four[1].top = 76
    four[0].bottom = four[1].bottom = 76 + 7 * 14
    four[2].top = four[3].top = 62
    for through, source in ((four[:2], MILL), (four[2:3], KITE), (four[3:], SNOW)):
        fill_all(canvas, through, _han(source))


def _stacked(canvas):
    stories = ((30, "The oven is lit again", BAKER, 7), (150, "Owl takes over", OWL, 3))
    for top, title, source, rows in stories:
        canvas.text(30, top + 20, LATIN_BOLD, 16, title)
        fill_all(canvas, columns(30, top + 30, 450, top + 30 + rows * 11, 3, 15), _english(source))


def _pull_quote(canvas):
    canvas.text(30, 50, LATIN_BOLD, 20, "The oven is lit again")
    left, right = columns(30, 62, 330, 150, 2, 15)
    for y in (98, 142):
        canvas.rule(right.left, y, right.right, y, 1.5)
    for number, line in enumerate(("She bakes one", "loaf too many")):
        canvas.text(right.left + 14, 116 + number * 16, PlainFace(mark="italic"), 14, line)
    upper = Column(right.left, 62, right.right, 62 + 3 * 11)
    lower = Column(right.left, 150, right.right, 150 + 5 * 11)
    left.bottom = 62 + 8 * 11
    fill_all(canvas, [left, upper, lower], _english(BAKER))


def _vertical_headline(canvas):
    canvas.text(332, 40, TATE_BOLD, 24, "水轮又转了")
    canvas.text(304, 40, TATE, 12, "逢初一十五只收一碗面")
    fill_all(canvas, columns(30, 40, 285, 40 + 7 * 14, 2, 15), _han(MILL))
    _title(canvas, HAN_BOLD, 18, "山口村初雪", 196, 30, 350)
    fill_all(canvas, columns(30, 206, 350, 206 + 3 * 14, 2, 20), _han(SNOW))


def _vertical_between(canvas):
    """Labels over three stories; the vertical headline of the second stands at its left."""
    for left, label in ((30, "来信"), (185, "副刊"), (500, "诗页")):
        canvas.text(left, 38, HAN_BOLD, 10, label)
    canvas.text(30, 62, HAN_BOLD, 15, "山口村初雪")
    fill_all(canvas, [Column(30, 70, 165, 70 + 7 * 14)], _han(SNOW))
    canvas.text(185, 50, TATE_BOLD, 18, "水轮又转了")
    fill_all(canvas, columns(215, 50, 480, 50 + 7 * 14, 2, 15), _han(MILL))
    canvas.text(500, 62, HAN_BOLD, 15, "雪夜")
    fill_all(canvas, [Column(500, 70, 590, 70 + 6 * 14)], [(Style(HAN, 10, 14), line) for line in SNOW_VERSE])


def _stack(canvas, x, y, face, size, text):
    """A vertical line drawn as level glyphs, one below the other, its middle at x."""
    for char in text:
        canvas.text(x - size / 2, y + 0.88 * size, face, size, char)
        y += size


def _stacked_tiers(canvas):
    """Two tiers of level glyphs with a ruling between; headlines stand at one place in both."""
    canvas.rule(30, 170, 290, 170)
    for top, head, end, lines in (
        (40, "霧浜駅に時計戻", "る", STATION_LINES[:6]),
        (180, "時計", "", STATION_LINES[6:]),
    ):
        _stack(canvas, 278, top, HAN_BOLD, 18, head)
        _stack(canvas, 256, top, HAN_BOLD, 18, end)
        for number, line in enumerate(lines):
            _stack(canvas, 232 - number * 16, top, HAN, 10, line)


def _stacked_headline(canvas):
    """Headline and byline drawn glyph by glyph in a stack, at the right of columns with a ruling, beside a box."""
    canvas.box(26, 36, 140, 150)
    canvas.text(36, 56, HAN_BOLD, 14, "山口村初雪")
    fill_all(canvas, [Column(32, 64, 134, 148)], _han(SNOW[:1]))
    through = columns(155, 40, 400, 40 + 8 * 14, 2, 15)
    canvas.rule(277.5, 40, 277.5, 152)
    fill_all(canvas, through, _han(MILL))
    for x, face, size, text in ((435, HAN_BOLD, 22, "水轮又转了"), (418, HAN, 9, "邓小满 文/图")):
        y = 40
        for char in text:
            if char == "/":
                canvas.text(x + 1, y, PlainFace(mark="turned"), size, char)
            else:
                canvas.text(x, y + 0.88 * size, face, size, char)
            y += face.width(char, size)


def _verse_between(canvas):
    """Verse at the left of its column, under a headline in the middle, between two boxes with stories of their own."""
    for left, title, source in ((30, "风筝上钟楼", KITE[1:]), (350, "山口村初雪", SNOW[1:])):
        canvas.box(left, 36, left + 130, 126)
        canvas.text(left + 25, 58, HAN_BOLD, 14, title)
        fill_all(canvas, [Column(left + 8, 66, left + 122, 124)], _han(source))
    canvas.text(245, 56, HAN_BOLD, 15, "雪夜")
    canvas.text(243, 70, HAN, 9, "温遂良")
    fill_all(canvas, [Column(175, 84, 235, 84 + 4 * 14)], [(Style(HAN, 10, 14), line) for line in SNOW_VERSE])


def _quote_in_two(canvas):
    """A quote of two sentences that “she says” parts in the text, with no ruling near it."""
    canvas.text(30, 50, LATIN_BOLD, 20, "Warm bread, cold hands")
    left, right = columns(30, 62, 330, 150, 2, 15)
    for number, line in enumerate(("I like the dark hours.", "Nobody asks for cake.")):
        canvas.text(right.left, 114 + number * 16, LATIN_BOLD, 13, line)
    upper = Column(right.left, 62, right.right, 62 + 3 * 11)
    lower = Column(right.left, 142, right.right, 142 + 5 * 11)
    left.bottom = 62 + 9 * 11
    fill_all(canvas, [left, upper, lower], _english(NIGHT))


def _kana_label(canvas):
    """A department in kana, with a ruling below it, right above a headline twice its size; no reading of it."""
    canvas.text(30, 39, HAN_BOLD, 10, "くらし")
    canvas.rule(30, 44, 270, 44)
    canvas.text(30, 65, HAN_BOLD, 20, "霧浜駅の時計")
    fill_all(canvas, [Column(30, 74, 270, 74 + 6 * 15)], [(Style(HAN, 10, 15, indent=1), text) for text in STATION[:2]])


def _narrow_gutter(canvas):
    _title(canvas, HAN_BOLD, 20, "水轮又转了", 54, 30, 330)
    fill_all(canvas, columns(30, 64, 330, 64 + 6 * 14, 3, 6), _han(MILL))


def _doubtful_gutter(canvas):
    """Two columns with less than an em between them; the jump line leads to a page that is not there."""
    _title(canvas, LATIN_BOLD, 20, "The oven is lit again", 50, 30, 330)
    fill_all(canvas, columns(30, 62, 330, 62 + 8 * 11, 2, 5), _english(BAKER))
    canvas.text(230, 165, PlainFace(mark="italic"), 9, "continued on page 4")


def _drawn_by_row(canvas):
    """The lines of a finished page, put in the order of a typesetter who works across."""
    _two_columns(canvas)
    head, lines = canvas.lines[:3], canvas.lines[3:]
    canvas.lines = head + sorted(lines, key=lambda line: [float(number) for number in line.split()[1::-1]])


def _table_aligned(canvas):
    """Results set without a single ruling between them, over and under a paragraph."""
    _title(canvas, LATIN_BOLD, 18, "Ferries on time", 50, 30, 330)
    fill_all(canvas, [Column(30, 62, 330, 62 + 4 * 11)], _english(FERRIES[:1]))
    for row, cells in enumerate(TIMES):
        for column, cell in enumerate(cells):
            canvas.text(40 + column * 74, 124 + row * 13, LATIN_BOLD if row == 0 else LATIN, 9, cell)
    fill_all(canvas, [Column(30, 204, 330, 204 + 3 * 11)], _english(FERRIES[1:]))


def _list_marks(canvas):
    """Entries behind a mark that stands apart; the second has two lines."""
    _title(canvas, LATIN_BOLD, 18, "What the ferry needs", 50, 30, 330)
    fill_all(canvas, [Column(30, 62, 330, 62 + 2 * 11)], _english(["The clerk read out what is still missing before the first crossing of the year:"]))
    for row, (mark, line) in enumerate(NEEDS):
        if mark:
            canvas.text(36, 100 + row * 11, LATIN, 9, mark)
        canvas.text(48, 100 + row * 11, LATIN, 9, line)


def _ruby(canvas):
    """Readings above two words; a row of them is no row of the page."""
    canvas.text(30, 50, HAN_BOLD, 20, "霧浜駅の時計")
    canvas.text(30, 90, HAN, 10, "霧浜駅の待合室に、古い柱時計が戻った。")
    canvas.text(30, 79, HAN, 5, "きりはまえき")
    canvas.text(120, 79, HAN, 5, "ふる")
    canvas.text(30, 110, HAN, 10, "町の大工が三か月かけて直したもので、")
    canvas.text(50, 99, HAN, 5, "だいく")
    canvas.text(30, 130, HAN, 10, "正午には十二回、少し遅れて鳴る。")


def _leaning_scan(canvas):
    """A scan of three columns two thirds of an em apart, leaning to the right by a hundredth; specks between them."""
    canvas.image(0, 0, 420, 460)
    text = BAKER + BRIDGE + OWL + OWL_CONTINUED
    fill_all(canvas, columns(30, 40, 384, 40 + 36 * 11, 3, 6), _english(text * 2))
    canvas.text(146, 300, LATIN, 4, "-")
    canvas.text(266, 380, LATIN, 4, ".")
    canvas.lines = [_leaning(f"{line} unseen" if '"' in line else line) for line in canvas.lines]


def _headline_over_middle(canvas):
    """A headline narrower than the middle one of its three columns, and verse under a headline of its own beside it."""
    _title(canvas, HAN_BOLD, 20, "雪夜", 54, 30, 130)
    verse = Style(HAN, 10, 14)
    fill_all(canvas, [Column(40, 64, 130, 64 + 6 * 14)], [(verse, line) for line in SNOW_VERSE])
    _title(canvas, HAN_BOLD, 20, "水轮又转了", 54, 160, 620)
    fill_all(canvas, columns(160, 64 + 20, 620, 84 + 4 * 14, 3, 20), _han(MILL))
    _title(canvas, HAN, 10, "□ 温遂良", 74, 160, 620)


def _kicker_on_axis(canvas):
    """Above the second headline, on its axis, stands a kicker; the column at its side ends lower than the one above it."""
    _title(canvas, HAN_BOLD, 20, "水轮又转了", 54, 30, 590)
    fill_all(canvas, columns(30, 64, 590, 64 + 5 * 14, 3, 20), _han(MILL))
    canvas.text(420, 146, HAN, 8, "（作者是青石乡中学的学生）")
    _title(canvas, HAN, 11, "渡口学校的春天", 168, 30, 590)
    _title(canvas, HAN_BOLD, 20, "风筝课开到五月", 194, 30, 590)
    fill_all(canvas, columns(30, 204, 590, 204 + 2 * 14, 3, 20), _han(KITE))


def _hanging_stops(canvas):
    """Full-width stops hang into the gutter by their blank halves, beside a subhead with white above it."""
    _title(canvas, HAN_BOLD, 20, "水轮又转了", 54, 30, 330)
    left = ["旧磨坊的水轮停了三十年，上", "个月被一场大水推动，自己转", "了起来。村里人听见响声，以", "为是打雷。"]
    for row, line in enumerate(left):
        canvas.text(30, 76 + 14 * row, HAN, 10, line)
    canvas.text(30, 146, HAN_BOLD, 11, "门口挂了一盏灯")
    for row, line in enumerate(["　　磨坊主的孙子连夜赶来，", "给轴承上了油，又挂了灯。第"]):
        canvas.text(30, 164 + 14 * row, HAN, 10, line)
    for row, line in enumerate(["二天，有人背着荞麦站在门", "外。", "　　磨坊每逢初一开磨，不", "收钱。"]):
        canvas.text(170, 76 + 14 * row, HAN, 10, line)
    canvas.text(165, 76 + 14 * 4, HAN, 10, "（村里至今这么传着，")


def _drawn_picture(canvas):
    """A picture drawn by fills stands between a headline and its text; beside it one story ends and another begins."""
    canvas.text(30, 50, LATIN_BOLD, 16, "Owl takes over")
    canvas.panel(30, 58, 170, 150)
    fill_all(canvas, [Column(30, 156, 170, 156 + 10 * 11)], _english(OWL))
    canvas.text(190, 50, LATIN_BOLD, 16, "Bridge is shut")
    fill_all(canvas, [Column(190, 56, 330, 56 + 5 * 11)], _english(BRIDGE[1:]))
    canvas.text(190, 136, LATIN_BOLD, 16, "Oven lit again")
    fill_all(canvas, [Column(190, 142, 330, 142 + 11 * 11)], _english(BAKER[1:2]))


def _leftward_columns(canvas):
    """Hebrew: the first column stands at the right, lines are indented there, and figures and Latin run to the right."""
    canvas.text(330 - LATIN_BOLD.width(LIGHT_TITLE, 18), 50, LATIN_BOLD, 18, _drawn(LIGHT_TITLE))
    for column, right in ((LIGHT[:4], 330), (LIGHT[4:], 155)):
        for row, (indent, line) in enumerate(column):
            left = right - indent - LATIN.width(line, 10)
            canvas.text(left, 76 + 13 * row, LATIN, 10, _drawn(line))


def _drawn(line: str) -> str:
    """A line of Hebrew as its characters stand from left to right; figures and Latin words keep their order."""
    runs = re.findall(r"[0-9.%]*[0-9%]|[A-Za-z]+(?: [A-Za-z]+)*|.", line)
    return "".join(reversed(runs))


def _note_over_picture(canvas):
    """A page that a picture fills is no scan where its text is seen: a raised figure calls a note."""
    canvas.image(0, 0, 360, 240)
    canvas.text(30, 50, LATIN_BOLD, 20, "The oven is lit again")
    fill_all(canvas, columns(30, 62, 330, 62 + 9 * 11, 2, 15), _english(BAKER[:2]))
    canvas.text(187.5, 150, LATIN, 9, "  Bread is free on feast days.")
    canvas.text(322.5, 147, LATIN, 6, "1")
    canvas.text(30, 222, LATIN, 7, "1 There are three of them, and one is in winter.")


def _leaning(line: str) -> str:
    words = line.split(" ", 2)
    if not words[0].replace(".", "").isdigit():
        return line
    x, y = float(words[0]), float(words[1])
    return f"{x + 0.01 * y:.2f} {y + 0.0:g} {words[2]}"


CASES = [
    ("two-columns", "One story in two columns: headline over both, a subhead, hyphens at line ends.", (360, 220), _two_columns),
    ("four-columns-spanning-headline", "Headline and deck stand over four columns.", (620, 180), _four_columns),
    ("l-shaped-wrap", "The text runs down beside a picture and on below it.", (480, 240), _l_shaped),
    ("boxed-brief", "A framed brief interrupts the middle column; the story goes on in the third.", (480, 230), _boxed_brief),
    ("sidebar-panel", "A filled panel beside the story is drawn first and read last.", (480, 210), _sidebar),
    ("unequal-columns", "A wide story, a ruling, a narrow story.", (450, 200), _unequal),
    ("table-ruled", "A ruled table of three columns inside a story.", (380, 260), _table),
    ("drop-cap", "The first letter is three lines high; it belongs to the word beside it.", (375, 200), _drop_cap),
    ("caption-under-picture", "Picture, caption and credit above the text of the first column.", (415, 310), _caption),
    ("two-stories-side-by-side", "A ruling parts two stories of two columns each.", (620, 220), _side_by_side),
    ("vertical-tiers", "Vertical writing: the headline at the right, two tiers with a ruling between.", (270, 520), _vertical),
    ("headline-over-two-of-four", "A headline over two columns of four; each of the others has its own.", (620, 240), _over_two_of_four),
    ("stacked-stories", "Two stories of three columns, one above the other, without a ruling.", (480, 270), _stacked),
    ("pull-quote", "A quotation between rulings interrupts the second column.", (360, 250), _pull_quote),
    ("vertical-headline", "A vertical headline and deck at the right of level text, and a level story below.", (380, 270), _vertical_headline),
    ("vertical-headline-between", "Three stories side by side under labels; the second has its headline at its left.", (620, 190), _vertical_between),
    ("stacked-tiers", "Tiers of level glyphs, a ruling between them; one glyph ends a headline, two make another.", (320, 320), _stacked_tiers),
    ("stacked-headline", "A headline in a stack of level glyphs at the right of its ruled columns, beside a box.", (480, 180), _stacked_headline),
    ("verse-between-boxes", "Verse at the left under a headline in the middle, between two boxes.", (510, 170), _verse_between),
    ("pull-quote-in-two", "A quote joins two sentences that stand apart in the text.", (360, 240), _quote_in_two),
    ("kana-label", "A label in kana above a headline.", (300, 180), _kana_label),
    ("narrow-gutter", "Three columns little more than half an em apart.", (360, 180), _narrow_gutter),
    ("table-aligned", "Numbers in rows and columns that no ruling parts, between two paragraphs.", (360, 250), _table_aligned),
    ("list-marks", "Entries of a list behind bullets; one has two lines.", (360, 150), _list_marks),
    ("ruby", "Japanese with readings above the words.", (300, 150), _ruby),
    ("leaning-scan", "A scan that leans: three crowded columns, specks in the gutters.", (420, 460), _leaning_scan),
    ("doubtful-gutter", "Two columns less than an em apart, and a jump that leads nowhere.", (360, 190), _doubtful_gutter),
    ("headline-over-middle", "A short headline stands over the middle one of its three columns, beside verse.", (650, 170), _headline_over_middle),
    ("kicker-on-axis", "A kicker on the axis of its headline, under columns of unlike height.", (620, 250), _kicker_on_axis),
    ("hanging-stops", "Blank halves of stops hang into the gutter between two columns.", (340, 190), _hanging_stops),
    ("drawn-picture", "A picture of fills between a headline and its text, beside two stories.", (360, 270), _drawn_picture),
    ("leftward-columns", "Hebrew in two columns, with figures and Latin words in it.", (360, 160), _leftward_columns),
    ("note-over-picture", "A picture fills the page, and its text is seen: a note is called.", (360, 240), _note_over_picture),
    ("drawn-by-row", "Two columns whose lines are drawn across both, row by row.", (360, 220), _drawn_by_row),
]

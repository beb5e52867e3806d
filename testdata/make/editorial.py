"""The `.page` cases of what editors do: bylines, datelines, closing lines, jumps, in several languages.

As in `layouts`, one matter a file, without a PDF.
"""

from layouts import HAN, HAN_BOLD, HAN_PARAGRAPH, LATIN, LATIN_BOLD, PARAGRAPH
from page import Style, columns, fill_all, page_files

SIGNED = Style(LATIN, 9, 11, align="right")
HAN_SIGNED = Style(HAN, 10, 14, align="right")
LARGE_PARAGRAPH = Style(LATIN, 11, 13, indent=1)

GERMAN = [
    "Birkenau. Die Fähre fährt auch im Winter. Der Rat hat am Dienstag beschlossen, zwei Fahrten am Tag zu bezahlen, und die Kinder der Insel dürfen wieder in die Schule.",
    "Der Fährmann Otto Brandt sagt, er habe nie daran gezweifelt. Sein Boot sei älter als er selbst, und es habe noch jeden Winter überstanden.",
]
SIGNAL_BOX = [
    "Vierzehn Jahre stand es leer, nun brennt wieder Licht im Stellwerk. Die Hebel sind geblieben, und wer sie zieht, hört es unten im Keller knarren.",
    "Kaffee gibt es auch. Er kostet einen Euro, und wer keinen hat, zahlt nächste Woche.",
]
FRENCH = [
    "Valmorin (AFP) - Le bac traversera la rivière tout l'hiver. Le conseil a voté mardi soir l'argent de deux traversées par jour, et les enfants de l'île pourront aller à l'école.",
    "Le passeur n'en avait jamais douté. Son bateau est plus vieux que lui et il a passé tous les hivers.",
]
JAPANESE = [
    "【渡口共同】川を渡る船が冬のあいだも動くことになった。町議会は火曜日、一日二便の費用を認め、島の子どもたちは学校へ通える。",
    "「疑ったことはない」と船頭は話す。船は船頭より年上で、どの冬も越してきた。",
]
KILN = [
    "二度の冬のあいだ、窯は冷えていた。そこで眠っていた猫は煉瓦工場へ移り、新しい職人は煙突を数えている。",
    "毎日一つだけ余分に焼く。木曜日にだれがもらうのか、まだだれも知らない。",
]
KOREAN = [
    "[나루=연합뉴스] 강을 건너는 배가 겨울에도 다니게 됐다. 군의회는 화요일 하루 두 편의 비용을 의결했고 섬 아이들은 학교에 갈 수 있다.",
    "사공은 의심한 적이 없다고 말한다. 배는 사공보다 나이가 많고 모든 겨울을 넘겼다.",
]
TAIPEI = [
    "【記者林若水／埔里報導】過河的渡船冬天也不停航了。鎮公所星期二決定，每天開兩班的錢由鎮裡出，島上的孩子可以照常上學。",
    "船夫說，他沒有懷疑過。船比他年紀大，哪一個冬天都熬過來了。",
]
CANAL = [
    "The lock at Weir House is worked by hand again, since the motor was found to frighten the geese. The keeper turns the wheel forty times for each boat and counts aloud.",
    "Boats that carry no geese may pass at night. The others wait for the morning, and their crews are given soup.",
    "The soup is cooked by the keeper's sister, who has asked for a bell. It is to hang where the motor stood, and may be rung by any crew that has found the pot empty.",
]


def make() -> dict[str, bytes]:
    """The files by name."""
    return page_files(CASES)


def _story(canvas, y, head, byline, blocks, faces=(LATIN, LATIN_BOLD), depth=88):
    canvas.text(30, y, faces[1], 20, head)
    if byline:
        canvas.text(30, y + 18, faces[0], 9, byline)
    top = y + (28 if byline else 12)
    fill_all(canvas, columns(30, top, 330, top + depth, 2, 15), blocks)


def _paragraphs(style, source):
    return [(style, text) for text in source]


def _bylines_german(canvas):
    canvas.text(30, 40, LATIN, 11, "Stadtrat")
    _story(canvas, 64, "Die Fähre fährt weiter", "Von Henrike Sand und Jonas Kern", _paragraphs(PARAGRAPH, GERMAN))
    signed = [*_paragraphs(PARAGRAPH, SIGNAL_BOX), (SIGNED, "(ank)")]
    _story(canvas, 210, "Das alte Stellwerk", "Text: Henrike Sand / Fotos: Jonas Kern", signed)


def _bylines_french(canvas):
    _story(canvas, 50, "Le bac reprend", "De notre envoyée spéciale à Valmorin, Odile Marchand", _paragraphs(PARAGRAPH, FRENCH))


def _bylines_japanese(canvas):
    faces = (HAN, HAN_BOLD)
    _story(canvas, 50, "渡し船、冬も動く", "砂押 透", _paragraphs(HAN_PARAGRAPH, JAPANESE), faces, 70)
    signed = [*_paragraphs(HAN_PARAGRAPH, KILN), (HAN_SIGNED, "（沢渡ゆい）")]
    _story(canvas, 180, "窯に火が入る", "", signed, faces, 70)


def _wrapped_korean(canvas):
    _story(canvas, 50, "나룻배, 겨울에도 다닌다", "윤서하 기자 seoha@naru.example", _paragraphs(Style(LATIN, 9, 11, indent=1, align="left"), KOREAN), depth=66)


def _byline_in_brackets(canvas):
    canvas.text(30, 50, HAN_BOLD, 20, "渡船冬天不停航")
    fill_all(canvas, columns(30, 62, 230, 62 + 7 * 14, 1, 0), _paragraphs(HAN_PARAGRAPH, TAIPEI))


def _jump_german(canvas):
    canvas.text(30, 50, LATIN_BOLD, 20, "Die Fähre fährt weiter")
    fill_all(canvas, columns(30, 62, 330, 62 + 6 * 11, 2, 15), [(PARAGRAPH, GERMAN[0])])
    canvas.text(210, 145, LATIN, 8, "Fortsetzung auf Seite 2")
    canvas.lines.append("page 360 220")
    canvas.text(30, 40, LATIN, 8, "FÄHRE - Fortsetzung von Seite 1")
    fill_all(canvas, columns(30, 52, 330, 52 + 4 * 11, 2, 15), [(PARAGRAPH, GERMAN[1])])


def _two_bodies(canvas):
    canvas.text(30, 50, LATIN_BOLD, 24, "Geese stop a motor")
    fill_all(canvas, columns(30, 62, 330, 62 + 16 * 13, 2, 15), _paragraphs(LARGE_PARAGRAPH, CANAL))
    canvas.text(380, 50, LATIN_BOLD, 24, "The ferry keeps its winter")
    fill_all(canvas, columns(380, 62, 680, 62 + 16 * 11, 2, 15), _paragraphs(PARAGRAPH, [*GERMAN, *FRENCH[1:]]))


def _title_under_date(canvas):
    """The line with the date and the price stands above the title of the paper, and a ruling below it."""
    canvas.text(30, 34, LATIN, 8, "Mercredi 3 mai 2006")
    canvas.text(250, 34, LATIN, 8, "N° 418 - 1,20 €")
    canvas.text(30, 66, LATIN_BOLD, 30, "Le Messager de Valmorin")
    canvas.rule(30, 74, 330, 74)
    _story(canvas, 104, "Le bac reprend", "Par Odile Marchand", _paragraphs(PARAGRAPH, FRENCH))


def _byline_at_right(canvas):
    """The name stands at the right below the headline, above the second of two columns."""
    canvas.text(30, 50, HAN_BOLD, 20, "夜里的渡船")
    canvas.text(330 - HAN.width("記者林若水／埔里報導", 10), 68, HAN, 10, "記者林若水／埔里報導")
    text = ["過河的渡船冬天也不停航了。鎮公所星期二決定，每天開兩班的錢由鎮裡出，島上的孩子可以照常上學。", *TAIPEI[1:]]
    fill_all(canvas, columns(30, 78, 330, 78 + 5 * 14, 2, 20), _paragraphs(HAN_PARAGRAPH, text))


def _underlined_kicker(canvas):
    """A ruling as wide as the story underlines its kicker; the story above ends at a ruling of its own."""
    _story(canvas, 50, "The geese at Weir House", "", _paragraphs(PARAGRAPH, CANAL[:2]), depth=5 * 11)
    canvas.rule(30, 130, 330, 130)
    canvas.text(30, 144, LATIN, 9, "Crossings")
    canvas.rule(30, 149, 330, 149)
    _story(canvas, 172, "A bell for the soup", "By Ines Halloran", _paragraphs(PARAGRAPH, CANAL[2:]), depth=5 * 11)


CASES = [
    ("bylines-german", "Two persons with one role, two with one each, the initials of a third.", (360, 340), _bylines_german),
    ("bylines-french", "A correspondent behind the words for one, and an agency in the dateline.", (360, 190), _bylines_french),
    ("bylines-japanese", "A name set with a space in the type of the text, and one in brackets at the end.", (360, 290), _bylines_japanese),
    ("wrapped-korean", "Korean broken between words: a line that is short for its next word ends no paragraph.", (360, 170), _wrapped_korean),
    ("byline-in-brackets", "The report opens with its reporter and place in brackets.", (260, 180), _byline_in_brackets),
    ("jump-german", "A story goes on on the second page; the lines that say so are German.", (360, 220), _jump_german),
    ("title-under-date", "The date above the title of the paper belongs to its masthead.", (360, 230), _title_under_date),
    ("byline-at-right", "A byline set at the right, above the second column.", (360, 160), _byline_at_right),
    ("underlined-kicker", "A ruling underlines a kicker, and another parts it from the story above.", (360, 260), _underlined_kicker),
    ("two-bodies", "The story at the left is set larger than the one at the right: both are text.", (710, 300), _two_bodies),
]

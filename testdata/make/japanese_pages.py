"""`vertical.pdf`: a Japanese newspaper page in vertical writing, four tiers, Shift JIS codes.

The tiers are read from the top, each from the right; the masthead stands in a frame
at the upper right and the running head lies across the top.
"""

from page import Column, PdfCanvas, Style, fill_all
from pdf import Fonts, Pdf
from picture import add_picture

WIDTH, HEIGHT = 520, 740
LEFT, RIGHT = 36, 484
BODY, LEADING = 10, 16
TIERS = [(60, 215), (225, 380), (390, 545), (555, 710)]

CLOCK = [
    ("p", "霧浜駅の待合室に三日、古い柱時計が戻った。六年前の台風で雨水が入り、止まったまま倉庫に眠っていたものを、町の大工と中学生五人が三か月かけて直した。"),
    ("p", "時計は昭和四年、駅の開業を祝って網元たちが贈った。振り子の裏には十七人の名前が彫ってあり、そのうち三人の孫が今も浜で網を引いている。"),
    ("p", "修理を引き受けた大工の矢萩源一さん（七一）は「木の箱は直せるが、歯車は分からなかった」と話す。分からないところは、自転車店の店主と理科の先生に聞いて回った。"),
    ("h", "少し遅れて鳴る"),
    ("p", "直った時計は、正午に十二回、四十秒ほど遅れて鳴る。中学生が何度合わせても遅れるため、駅では貼り紙を出した。「この時計は待ってくれます」。"),
    ("p", "駅長の小牧弘さんは「列車も待ってくれるといいのですが」と笑う。夜九時を過ぎると、当直が眠れるように一度だけ止めることにしている。"),
    ("r", "（小牧沙織）"),
]
SALT = [
    ("p", "浜の東の端に、塩を焼く小屋が一つだけ残っている。朝四時、煙突から白い湯気が上がると、隣の宿の主人はみそ汁の鍋を火にかける。"),
    ("p", "釜を守るのは三代目の磯部かね子さん。海水を二日かけて煮つめ、木の箱で一晩休ませる。塩の粒は、急いで煮ると角が立ち、待てば丸くなるという。"),
    ("p", "「舌は急いだかどうかを覚えている」。そう言って、指の先に一粒のせてくれた。"),
    ("r", "（文・写真　江口透）"),
]
LETTER = [
    ("p", "待ち合わせに遅れた息子が、駅の時計も遅れていたと言う。確かめに行くと本当に四十秒遅れていて、叱るのをやめた。"),
    ("p", "帰りに二人で塩を買った。時計の話をすると、店の人は一つかみ多く入れてくれた。"),
    ("r", "（霧浜　主婦　五二）"),
]
GARDEN = [
    ("p", "町民菜園の抽選会は二十日午前十時から公民館で開く。区画は三十二。長靴を持参のこと。"),
    ("p", "申し込みは十五日まで、役場の農政係へ。"),
]


def make() -> bytes:
    """The file."""
    pdf = Pdf()
    fonts = Fonts(pdf)
    faces = {
        "mincho": fonts.cjk("Ryumin-Light", "90ms-RKSJ-V"),
        "gothic": fonts.cjk("GothicBBB-Medium", "90ms-RKSJ-V"),
        "level": fonts.cjk("GothicBBB-Medium", "90ms-RKSJ-H"),
    }
    canvas = PdfCanvas(WIDTH, HEIGHT)
    _head(canvas, faces)
    _clock(canvas, faces)
    _letter(canvas, faces)
    _salt(canvas, faces)
    _garden(canvas, faces)
    resources = f"{fonts.resources()} /XObject << /Im1 {add_picture(pdf)} 0 R >>"
    pdf.add_page(WIDTH, HEIGHT, canvas.content(), resources)
    return pdf.to_bytes()


def _blocks(faces, source):
    styles = {
        "p": Style(faces["mincho"], BODY, LEADING, indent=1),
        "h": Style(faces["gothic"], 11, 20, indent=1, align="left", keep=2),
        "r": Style(faces["mincho"], BODY, LEADING, align="right"),
    }
    return [(styles[kind], text) for kind, text in source]


def _tier(number: int, left: float, right: float) -> Column:
    top, bottom = TIERS[number]
    return Column(left, top, right, bottom, vertical=True)


def _head(canvas, faces):
    level = faces["level"]
    canvas.text(LEFT, 40, level, 9, "（3）")
    date = "2011年（平成23年）3月4日　金曜日"
    canvas.text(RIGHT - level.width(date, 9), 40, level, 9, date)
    canvas.rule(LEFT, 48, RIGHT, 48, 0.7)
    for top, bottom in zip(TIERS, TIERS[1:]):
        middle = (top[1] + bottom[0]) / 2
        canvas.rule(LEFT, middle, RIGHT, middle, 0.4)
    canvas.box(428, 58, RIGHT, 215)
    canvas.text(464, 66, faces["gothic"], 28, "霧浜新報")
    canvas.text(440, 66, faces["mincho"], 8, "発行所　霧浜新報社　第六二〇一号")


def _clock(canvas, faces):
    canvas.text(405, 62, faces["gothic"], 26, "待合室に柱")
    canvas.text(375, 62, faces["gothic"], 26, "時計が戻る")
    canvas.text(349, 62, faces["mincho"], 14, "大工と中学生、三か月")
    tiers = [_tier(0, LEFT + 4, 338), _tier(1, LEFT + 4, RIGHT)]
    fill_all(canvas, tiers, _blocks(faces, CLOCK))


def _letter(canvas, faces):
    canvas.box(LEFT, 231, 322, 376)
    canvas.text(306, 240, faces["gothic"], 12, "浜の声")
    canvas.text(278, 240, faces["gothic"], 18, "遅れた時計")
    fill_all(canvas, [Column(LEFT + 4, 240, 262, 368, True)], _blocks(faces, LETTER))


def _salt(canvas, faces):
    canvas.image(LEFT + 4, 396, 190, 510)
    canvas.text(LEFT + 4, 524, faces["level"], 8, "沖から見た塩焼き小屋の明かり")
    canvas.text(468, 394, faces["gothic"], 22, "丸い塩を焼く")
    canvas.text(444, 394, faces["mincho"], 13, "浜に残る最後の釜")
    fill_all(canvas, [_tier(2, 206, 430)], _blocks(faces, SALT))


def _garden(canvas, faces):
    canvas.box(330, 555, RIGHT, 710)
    canvas.text(468, 563, faces["gothic"], 15, "町民菜園の抽選")
    column = Column(336, 563, 452, 704, True)
    fill_all(canvas, [column], _blocks(faces, GARDEN))
    canvas.box(LEFT, 555, 316, 710, 1.5)
    canvas.text(270, 580, faces["gothic"], 30, "網と縄")
    canvas.text(200, 570, faces["mincho"], 18, "船具の矢萩商店")
    canvas.text(120, 566, faces["mincho"], 13, "霧浜駅前　電話一二三")

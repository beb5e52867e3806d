"""`river-daily.pdf`: two broadsheet pages in simplified Chinese, GBK codes without ToUnicode.

The paper, its places and its people are invented. The lead runs over five
columns, so that words are cut in two at the foot of a column; the story of the
lamps jumps to page 2.
"""

from page import Column, PdfCanvas, Style, columns, fill, fill_all
from pdf import Fonts, Pdf
from picture import add_picture

WIDTH, HEIGHT = 842, 1130
LEFT, RIGHT = 42, 800
BODY, LEADING = 11.4, 17
NAVY = "0.13 0.2 0.36 rg"
DATE = "2019年3月15日 星期五"

LEAD = [
    ("p", "本报讯（记者 纪晓棠）春分前一天，记者沿澜河走访四个县区，看到十七座闲置的旧粮仓换了用场：墙还是夯土墙，梁还是老松木，屋里摆的却是书架、长桌和暖黄的台灯。这批书屋不挂牌子、不收押金，钥匙由村民轮流保管。"),
    ("h", "双桐县"),
    ("p", "双桐县的第一间书屋开在柳树湾。六十八岁的管仓人秦守田，以前管的是稻谷，现在管的是4200册书。他照老规矩做事：每天傍晚量一次屋里的湿度，记在墙上的木板上，湿度高了就开窗，低了就在地上洒水。“书和粮食一样，怕潮，也怕没有人来看。”他说。"),
    ("p", "县里没有另外招人，只把原来的仓库看护费转成了书屋补贴，每间每月600元。村里算过一笔账，灯钱和茶钱都够用。去年冬天最冷的一个晚上，屋里还坐着23个人。"),
    ("h", "石梁县"),
    ("p", "石梁县山多，村子散在六条沟里，最远的孩子放学回家要走一个半小时。县文化馆把书屋设在校车站旁边，等车的时间就成了看书的时间。半年下来，车站书屋借出的图书有一万一千册次，其中六成是自然和手工类。"),
    ("p", "馆里还请来两位会做木工的老师傅，把坏掉的课桌改成书箱，一共改了一百零四只，箱盖翻过来就是一张小桌子。"),
    ("p", "三年级学生卢小满在这里读完了一套讲昆虫的书，又照着书里的图做了一只竹蜻蜓送给司机。司机把它挂在后视镜上，一路转到终点。"),
    ("h", "白塘区"),
    ("p", "白塘区的做法是以书换书。居民拿两本旧书，就能换走一本新书，换来的旧书由退休教师分拣、修补、消毒，再送往下一站。区里的装订小组有九个人，最年长的八十一岁，眼睛花了，便专门负责熬浆糊。"),
    ("p", "到二月底，装订小组已经修好三千多册。有人在一本旧字典里发现夹着的车票，日期是一九八二年，小组把车票压平，原样夹了回去，还写了一张字条：此页有客。"),
    ("h", "云浦镇"),
    ("p", "云浦镇的渔民一年有五个月住在船上，书屋就跟着上了船。镇里把一条退役的渡轮刷成蓝色，每旬靠岸四次，船头放儿童读物，船尾放农技和法律图书。水手兼管理员郑阿海会用竹篙把书递到小船上，从来没有掉进水里过。"),
    ("p", "市图书馆馆长佟雪告诉记者，下一步不急着增加数量，而是先为每间书屋配一位“荐书人”，由读者自己推选。她说，一间书屋好不好，不看藏书有多少，要看灯下有没有人。今年六月，四个县区的荐书人将第一次坐到一起，交换各自的书单。"),
    ("p", "采访结束时天已经黑透。回城的路上，车窗外隔几里就有一点灯光，不很亮，却一直在。同行的人数了数，从柳树湾到云浦镇，一共十七点。"),
]

INSECTS = [
    ("p", "本报讯 近日，双桐县昆虫学会在柳树湾开展了春季益虫调查，62名会员和学生志愿者参加。调查分为田埂、果园、水渠三条线路，采用定时定点、只看不捉的办法。"),
    ("p", "三天里，志愿者共记录到瓢虫、草蛉、食蚜蝇等益虫41种，比前年同期多出七种。每一种都登记了位置、数量和当时的天气，编成一本可以查阅的册子，农户称它为“虫户口”。"),
    ("p", "学会理事长林蔚然介绍，册子不仅写明益虫住在哪里，也写明它们怕什么。果园主黄大有看过以后，把打药的日子往后推了十二天，又在地头留出一条两米宽的野花带。"),
    ("p", "调查还有意外收获。七年级学生唐穗在水渠边拍到一只翅上有四个白斑的蜻蜓，经三位会员比对，确认是本县从未记录过的种类。"),
    ("p", "下一步，学会将把调查方法教给另外五个乡镇，并在学校设立观察角，请学生每周填写一次记录卡。"),
    ("r", "（双桐县昆虫学会）"),
]

LAMPS = [
    ("p", "本报讯 三月十二日傍晚，澜河航道站在青石渡口点亮了最后一盏新式航标灯。至此，河上二百只渡船全部换装完毕，用了三十年的煤油灯退出航道。"),
    ("p", "新灯由市职业学校的师生设计，灯罩取自报废路灯，电池可以反复充电，一盏灯的造价不到120元。白天晒足六个小时，夜里就能亮到天明。"),
    ("p", "航道站站长滕远山说，过去船工半夜要起来添油，遇上大雾，隔着三十米就看不见。现在灯光改成黄白两色，雾里能看到一百八十米以外。试用两个月来，河上没有发生过一起碰撞。"),
    ("p", "新灯还会“报数”。每盏灯里装有一只小计数器，船过一次记一次，航道站据此排出早晚两班的巡查时间，每月少跑十一趟空船。"),
    ("p", "老船工费水生在河上走了四十一年。换灯那天，他把旧灯里剩下的半碗油倒进了自家的油灯。"),
    ("p", "记者随巡查船走了一夜。从青石渡口到云浦镇，三十六里水路，灯光首尾相望。"),
    ("p", "换下来的老灯也有去处。市博物馆挑选了十二盏，准备在五月办一个小型展览，名字就叫《河上的灯》。"),
    ("r", "（记者 佟一帆）"),
]

BRIEF = "澜河湿地公园定于四月六日至二十八日开放观鸟步道，每天限额一百五十人。参加者可拨打电话5550136预约，请穿深色衣服，不要携带扩音设备。遇大雨停止开放，已经预约的顺延一周。"

SPONSORS = [
    "澜河市图书馆", "双桐县文化馆", "石梁县文化馆", "白塘区读书会", "云浦镇渔业站", "澜河市博物馆",
    "青石渡口航道站", "澜河市职业学校", "双桐县昆虫学会", "澜河湿地公园", "柳树湾合作社", "澜河印刷厂",
]

ESSAY = [
    ("p", "外婆有一只针线筐，是外公用河边的柳条编的。筐口磨得发亮，底上垫着一块蓝印花布。她说，这只筐比我母亲还大两岁。"),
    ("p", "筐里的东西各有各的位置。线团按颜色排成一圈，顶针套在剪刀柄上，纽扣装在一只药瓶里。瓶上的标签早已看不清，摇一摇，声音像下小雨。小时候我睡不着，外婆就摇那只瓶子，摇着摇着，天就亮了。"),
    ("h", "补丁也要好看"),
    ("p", "村里人都找外婆补衣服。别人的补丁是方的，她的补丁是一片叶子、一条鱼，或者一只打瞌睡的猫。她说衣服破了不丢人，补得不好看才丢人。有一年邻家的孩子故意把膝盖磨破，就为了得到一只老虎。"),
    ("p", "我上中学那年，她的眼睛不行了，穿针要穿很久。她不让人帮忙，坐在门口对着光，一次，两次，三次。穿过去的时候，她会轻轻“嗯”一声，好像有人在那一头接住了线。"),
    ("h", "留下的一根线"),
    ("p", "去年清明，我回去收拾老屋，在筐底的蓝布下面找到一根红线，线头打着结，结上别着一张小纸条，写着我的乳名和一个日期。那是我出生的日子。"),
    ("p", "我把线绕在手指上，站了很久。屋外有人喊船，河水一声一声拍着石阶。我忽然明白，她这一辈子补的不是衣服，是日子。"),
]

POEM = [
    "三月的河把冰还给了山", "把船还给了船工", "把一整个冬天没说的话", "还给岸边的柳树", "",
    "柳树不说话", "它只是低下头", "在水面上写字", "写一行，水带走一行",
]


def make() -> bytes:
    """The file."""
    pdf = Pdf()
    fonts = Fonts(pdf)
    song, hei = fonts.cjk("STSong-Light", "GBK-EUC-H"), fonts.cjk("STHeiti", "GBK-EUC-H")
    front = PdfCanvas(WIDTH, HEIGHT)
    _front_head(front, song, hei)
    _lead(front, song, hei)
    _insects(front, song, hei)
    rest = _lamps(front, song, hei)
    _front_foot(front, song, hei)
    back = PdfCanvas(WIDTH, HEIGHT)
    _back_head(back, song)
    _jump(back, song, hei, rest)
    _essay(back, song, hei)
    _poem(back, song, hei)
    _advertisement(back, song, hei)
    resources = f"{fonts.resources()} /XObject << /Im1 {add_picture(pdf)} 0 R >>"
    for canvas in (front, back):
        pdf.add_page(WIDTH, HEIGHT, canvas.content(), resources)
    return pdf.to_bytes()


def _styles(song, hei) -> dict[str, Style]:
    return {
        "p": Style(song, BODY, LEADING, indent=2),
        "h": Style(hei, BODY, LEADING, align="centre", keep=2),
        "r": Style(song, BODY, LEADING, align="right"),
    }


def _blocks(song, hei, source):
    styles = _styles(song, hei)
    return [(styles[kind], text) for kind, text in source]


def _centred(canvas, face, size, y, text, left=LEFT, right=RIGHT):
    canvas.text((left + right - face.width(text, size)) / 2, y, face, size, text)


def _flush_right(canvas, face, size, y, text, right=RIGHT):
    canvas.text(right - face.width(text, size), y, face, size, text)


def _label(canvas, face, x, y, text):
    """A department name in white on a dark panel."""
    canvas.panel(x, y, x + face.width(text, 13) + 20, y + 21, NAVY)
    canvas.text(x + 10, y + 15.5, face, 13, text, colour="1 g")


def _front_head(canvas, song, hei):
    canvas.text(LEFT, 46, hei, 10, "1 要闻")
    _centred(canvas, song, 10, 46, DATE)
    _flush_right(canvas, song, 10, 46, "责任编辑 孟小舟 版式 纪南")
    canvas.rule(LEFT, 54, RIGHT, 54, 0.7)
    canvas.text(LEFT, 112, hei, 52, "澜河日报")
    for number, line in enumerate(["澜河日报社出版", "农历己亥年二月初九", "第4127期 今日2版", "每份1元"]):
        _flush_right(canvas, song, 10, 74 + number * 14, line)
    canvas.rule(LEFT, 128, RIGHT, 128, 2)


def _lead(canvas, song, hei):
    _label(canvas, hei, LEFT, 138, "乡村新事")
    canvas.rule(LEFT, 159, RIGHT, 159, 1)
    _centred(canvas, song, 15, 184, "全市村级书屋改造走笔")
    _centred(canvas, hei, 40, 230, "旧粮仓里亮起读书灯")
    _centred(canvas, song, 16, 260, "四个县区的书屋由村民自己管，夜里十点前不锁门")
    through = columns(LEFT, 276, RIGHT, 276 + 19 * LEADING, 5, (758 - 5 * 12 * BODY) / 4)
    fill_all(canvas, through, _blocks(song, hei, LEAD))


def _insects(canvas, song, hei):
    canvas.rule(LEFT, 610, RIGHT, 610, 0.7)
    canvas.box(LEFT, 622, 400, 970, 0.7)
    _label(canvas, hei, LEFT, 622, "学会之窗")
    canvas.text(140, 637, song, 9, "栏目协办:双桐县文化馆 澜河市图书馆")
    _centred(canvas, hei, 25, 676, "县昆虫学会", LEFT, 400)
    _centred(canvas, hei, 25, 708, "为田间益虫办起“户口”", LEFT, 400)
    through = columns(52, 722, 390, 722 + 14 * LEADING, 2, 338 - 28 * BODY)
    fill_all(canvas, through, _blocks(song, hei, INSECTS))


def _lamps(canvas, song, hei):
    canvas.rule(412, 622, 412, 970)
    _label(canvas, hei, 424, 622, "河上新闻")
    canvas.rule(424, 643, RIGHT, 643, 1)
    _centred(canvas, hei, 25, 676, "二百只旧渡船", 424, RIGHT)
    _centred(canvas, hei, 25, 708, "换上太阳能航标灯", 424, RIGHT)
    through = columns(424, 722, RIGHT, 722 + 12 * LEADING, 3, (376 - 30 * BODY) / 2)
    done = fill(canvas, through, _blocks(song, hei, LAMPS))
    _flush_right(canvas, song, 10, 944, "（下转第2版）")
    _flush_right(canvas, song, 9, 966, "（本栏目组稿:孟小舟 卢一诺 本报记者 佟一帆）")
    return done.rest


def _front_foot(canvas, song, hei):
    canvas.rule(LEFT, 980, RIGHT, 980, 0.7)
    canvas.box(LEFT, 990, 400, 1090)
    canvas.text(52, 1011, hei, 14, "短讯")
    canvas.text(92, 1011, hei, 14, "澜河湿地四月开放观鸟")
    style = Style(song, BODY, LEADING, indent=2)
    fill_all(canvas, [Column(52, 1020, 52 + 29 * BODY, 1090)], [(style, BRIEF)])
    canvas.box(424, 990, RIGHT, 1090)
    _centred(canvas, hei, 10, 1007, "本版协办单位（排名不分先后）", 424, RIGHT)
    for number, name in enumerate(SPONSORS):
        left = 424 + number % 3 * 125
        _centred(canvas, song, 10, 1026 + number // 3 * 18, name, left, left + 125)
    _centred(canvas, song, 8, 1108, "本报地址:澜河市柳堤路18号 邮编:000000 电话:5550100 澜河印刷厂印刷")


def _back_head(canvas, song):
    canvas.text(LEFT, 46, song, 10, "2 副刊")
    _centred(canvas, song, 10, 46, "澜河日报")
    _flush_right(canvas, song, 10, 46, DATE)
    canvas.rule(LEFT, 54, RIGHT, 54, 0.7)


def _jump(canvas, song, hei, rest):
    canvas.text(LEFT, 76, song, 10, "（上接第1版）")
    _centred(canvas, hei, 15, 98, "二百只旧渡船换上太阳能航标灯", LEFT, 265)
    fill_all(canvas, [Column(LEFT, 110, LEFT + 19 * BODY, 238)], rest)
    canvas.rule(LEFT, 246, 265, 246)
    canvas.rule(277, 66, 277, 430)


def _essay(canvas, song, hei):
    _label(canvas, hei, 290, 66, "柳堤")
    canvas.text(290, 130, hei, 32, "外婆的针线筐")
    canvas.text(510, 130, song, 12, "文 沈禾")
    through = columns(290, 148, RIGHT, 148 + 16 * LEADING, 3, (510 - 42 * BODY) / 2)
    picture = through[1]
    canvas.image(picture.left, 151, picture.right, 257)
    canvas.text(picture.left, 271, song, 9, "老渡口，外婆常在这里等船。沈禾 摄")
    picture.top = 148 + 8 * LEADING
    fill_all(canvas, through, _blocks(song, hei, ESSAY))


def _poem(canvas, song, hei):
    _centred(canvas, hei, 18, 272, "还", LEFT, 265)
    _centred(canvas, song, 11, 290, "苏棠", LEFT, 265)
    for number, verse in enumerate(POEM):
        canvas.text(90, 310 + number * 15, song, 11.4, verse)


def _advertisement(canvas, song, hei):
    canvas.rule(LEFT, 440, RIGHT, 440, 0.7)
    canvas.box(LEFT, 452, RIGHT, 1090, 2)
    _centred(canvas, song, 12, 480, "广告")
    _centred(canvas, hei, 84, 660, "澜河春季书市")
    _centred(canvas, hei, 34, 760, "三月二十三日至三十一日")
    _centred(canvas, song, 26, 840, "柳堤路旧渡口 每天九时开市")
    _centred(canvas, song, 22, 980, "十二家书店 三万册图书 一律八折")

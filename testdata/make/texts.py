"""The plain-text cases: old encodings, hard wrapping, lost paragraphs, damage."""

from wrapped import pages, wrap_han, wrap_latin

OLD_PIER = [
    "# 老码头的修钟人",
    "@ 文/沈禾",
    "镇上的人说，修钟人易守白的铺子是全镇最吵的地方，也是全镇最安静的地方。四面墙上挂着一百一十七只钟，各走各的，走到整点，先后敲上五分钟，像下一阵急雨。雨停了，只剩下他用镊子夹齿轮的声音。",
    "他今年七十三岁，学徒的时候，师父只教了他一句话：先听，后拆。他听一只钟要听半个小时，耳朵贴着钟壳，眼睛闭着。徒弟王𣲗站在旁边，以为他睡着了。",
    "## 不收钱的一只",
    "去年冬天，有个小女孩抱来一只摔坏的闹钟，说是妈妈出门以前上的弦，她想让它一直走到妈妈回来。易守白把别的活都放下，修了两个晚上，换了一根游丝，没有收钱。",
    "“钟坏了可以修，”他说，“等人的时候，钟不能停。”",
    "# 征稿启事",
    "本刊下期主题为“路”，诗歌不超过四十行，散文不超过一千五百字。来稿请寄柳堤路十八号编辑部，截止日期为四月三十日。",
]

FALSE_BREAKS = """渡口学校的风筝课

本报讯（记者 卢一诺）渡口学校今年春天多了一门课，名叫风筝。每

周三下午，三年级的孩子到河滩上，先量风，再放线。

授课的是退休木匠丁满仓。他把竹篾削得像韭菜叶一样薄，孩子们

都说他的刀会唱歌。扎一只风筝要用七根竹篾，糊两层棉

纸，画上自己喜欢的样子。

校长说，这门课不考试，只看风筝能不能飞过河。上个星期，全班二十六只风筝，有

二十五只飞过了河，还有一只落在船上，船工第二天把它送了回来。

（记者 卢一诺）

天气与水位

三月十六日，多云转小雨，东南风三级，青石渡口水位四点二米，比昨日上

涨十二厘米。
"""

BIG5 = [
    "# 舊戲院改作聽故事的地方",
    "【鎮聞】",
    "本刊訊 停業十九年的明月戲院，上週六晚上重新開門。門口沒有海報，只掛了一塊小黑板，寫著：今晚不演戲，講故事。",
    "戲院東家的孫女柯若蘭說，她回鎮上整理舊物，發現地下室裡有三百多張手繪看板，背面都寫著當天的天氣和觀眾人數。她想把這些日子念給大家聽。",
    "當晚來了八十四個人，年紀最大的九十一歲，當年是戲院的放映師。念到民國五十八年颱風夜那一張，他站起來說：那天只有我和一隻貓。",
    "（記者 賴思齊）",
    "# 本週菜市",
    "菠菜每斤二十五元，高麗菜每顆四十元。漁船因風浪未出海，鮮魚暫缺。",
]

SHIFT_JIS = [
    "# 坂の上の時計塔、六年ぶりに動く",
    "霧浜町の時計塔が三日正午、六年ぶりに時を打った。修理したのは町に住む大工と中学生の六人組で、部品の多くは古い自転車から取ったという。",
    "塔は昭和二十九年の建設。台風で文字盤が落ちてから止まったままになっていた。町は取り壊しを決めていたが、大工の矢萩源一さん（七一）が「音だけでも残したい」と申し出た。",
    "鐘は一日に四回、六時と十二時、十八時、二十一時に鳴る。夜は少しだけ小さく打つように、中学生がゴムの当て板を作った。",
    "（霧浜通信部・小牧沙織）",
    "# お知らせ",
    "町民菜園の抽選会は二十日午前十時から公民館で開く。長靴を持参のこと。",
]

WINDOWS_1252 = [
    "# The Weir House Gazette",
    "No. 31 – Price €2 – Spring",
    "## Café opens in the old pump room",
    "The pump room at Weir House, closed since the flood of ’98, reopens on Saturday as a café. Its first cook is Zoë Müller, who learned her trade in Besançon and says that the building “still smells of rain – in a good way”.",
    "Visitors may see the brass pumps behind a glass wall… and hear one of them, at noon, for a minute.",
    "## Naïve or merely early?",
    "Our columnist Håkon Bråten looks back at the “façade quarrel” of 1974, when the town fought over a shade of grey. He kept the paint card: it is called “Fjord, no. 7½”.",
]

EUC_KR = [
    "# 등대지기의 마지막 일지",
    "【섬 소식】",
    "솔바위섬 등대가 다음 달부터 저절로 켜진다. 스물여덟 해 동안 불을 지킨 한보람 씨는 지난 일요일 밤 마지막 일지를 적었다.",
    "일지에는 바람과 배, 그리고 저녁 반찬이 적혀 있다. 한 씨는 기계가 반찬은 적지 못할 것이라며 웃었다.",
    "(글 도하늘)",
]

HZ = [
    "# 山口村通讯第七期",
    "这一期是用电子邮件寄来的，所以每一行都在英文字母里过河。编辑是在县城上学的罗小川。",
    "村里的水磨修好了，开磨的日子是初一和十五。",
]

UTF16 = [
    "# 山口村的第一辆末班车",
    "【出行】",
    "从三月一日起，山口村有了晚上九点的末班车。司机叫罗小川，家就住在终点站旁边，收车以后走三分钟到家。",
    "第一晚只有一位乘客，是在县城读夜校的裁缝施桂枝。她说，以前为了赶六点的车，最后一节课总是听不完。",
    "（通讯员 施桂枝）",
]

ENGLISH = [
    "# Lighthouse keeper's log goes home",
    "By Odile Brandt",
    "SKARN ISLAND, May 2 -- The log of the last lighthouse keeper of Skarn was carried back to the island on Tuesday, forty years after it was lent to a museum on the mainland and mislaid behind a boiler.",
    "It came in a biscuit tin, on the lap of a schoolteacher, across four miles of remarkably rough water. The tin did not leak.",
    "\"My father wrote in it every night for twenty-two years,\" said Aled Corrigan, who is eighty and was born in the tower. \"He wrote the wind, the ships and what we had for supper. Mostly it was herring.\"",
    "The volume will be kept in the island school. Pupils have undertaken to continue it, beginning with the weather of Wednesday, which was unremarkable.",
    "# A bench for the long-distance walkers",
    "By Tomas Reyes",
    "The footpath committee has put a bench at the halfway stone above Gannet Bay, after a questionnaire to which nineteen walkers and one postman replied. Fifteen of them asked for a view and five for shelter.",
    "The bench has both. It stands with its back to a dry-stone wall and was built of driftwood by the lighthouse carpenter, who refused payment and asked only that nobody carve anything before Christmas.",
    "# Notice",
    "The library will be closed on Thursday for the counting of the books.",
]
HYPHENS = ("light¬house", "main¬land", "school¬teacher", "remark¬ably", "under¬taken", "unremark¬able", "question¬naire", "drift¬wood", "com¬mittee", "half¬way")

TYPED_COLUMNS = """                     THE WEIR HOUSE GAZETTE
                     No. 12 - May 2, 1931


A ROPE FOR THE FERRY              NINE DRY WEEKS

  The ferry at Skarn has a new      The mill wheel of Weir House
rope. The old one was cut into    turns again after nine weeks
pieces on the quay and given to   without rain. The miller, who
the children of the school, who   had gone fishing, was fetched
will use it for their boats.      back from the lake by his dog.
  Nobody asked what it had cost.    The first sacks will be ready
The keeper says that it will      on Saturday, when the market
hold for twenty years, which is   opens. There is no helper yet,
longer than he means to stay.     and the wheel is slow, so that
  He is seventy-one, and has      buyers are asked to wait and to
crossed the water nine thousand   bring their own bags.
times in either direction.


THE LIBRARY MOVES

  From Monday the library is in the old customs house. Readers are asked
to carry one book each on their way, and not to read it on the bridge.
"""

MARKED = """# 山口村通讯

## 本期要目

### 井台上的课

文/罗小川

村里的老井停用以后，井台空了两年。今年春天，退休教师施桂枝在井台上放了六张小凳，每天傍晚教人认字。

来的人里最大的七十九岁。她学会的第一个词是“井水”，第二个词是自己的名字。

> 井还在，水就还在。

### 修路记

从村口到渡口的石板路修好了，一共换下四十八块旧石板。旧石板没有扔，铺在学校的操场边上。

## 来信

### 请给路灯留一个缺口

编辑同志：我家窗外的路灯很亮，请在灯罩上留一个缺口，让鸟窝不要被照到。谢谢。

（读者 郑阿海）
"""


def make() -> dict[str, bytes]:
    """The files by name."""
    return {
        "gb18030-wrapped.txt": _crlf(_wrapped_pages()).encode("gb18030"),
        "utf8-false-breaks.txt": FALSE_BREAKS.encode(),
        "big5.txt": _crlf(_plain(BIG5, 30)).encode("big5"),
        "shift-jis.txt": _crlf(_plain(SHIFT_JIS, 32, "　")).encode("cp932"),
        "windows-1252.txt": _crlf(_latin(WINDOWS_1252)).encode("cp1252"),
        "euc-kr.txt": _crlf(_korean(EUC_KR)).encode("euc-kr"),
        "hz.txt": _crlf(_plain(HZ, 30)).encode("hz"),
        "utf16le-bom.txt": b"\xff\xfe" + _crlf(_plain(UTF16, 20)).encode("utf-16-le"),
        "english-pages.txt": _english_pages().encode(),
        "typed-columns.txt": TYPED_COLUMNS.encode(),
        "utf8-marked.txt": MARKED.encode(),
        "binary--errors.txt": _noise(4096),
        "empty--errors.txt": b"",
        "nul-bytes.txt": _with_nul_bytes(),
    }


def _crlf(lines: list[str]) -> str:
    return "\r\n".join(lines) + "\r\n"


def _plain(source: list[str], width: int, indent: str = "　　") -> list[str]:
    """Headlines and labels on lines of their own between blank lines, paragraphs wrapped."""
    lines: list[str] = []
    for text in source:
        if text.startswith("#"):
            lines += [""] * 2 * bool(lines) + [text.lstrip("# "), ""]
        elif text.startswith(("@", "【", "（")):
            lines.append(text.lstrip("@ "))
        else:
            lines += wrap_han(text, width, indent)
    return lines


def _korean(source: list[str]) -> list[str]:
    """Korean wraps between words; a syllable counts as one letter here."""
    lines: list[str] = []
    for text in source:
        if text.startswith("#"):
            lines += [text.lstrip("# "), ""]
        elif text.startswith(("【", "(")):
            lines.append(text)
        else:
            lines += wrap_latin(text, 36, "  ")
    return lines


def _wrapped_pages() -> list[str]:
    source = pages("柳堤　二〇一九年春季号", "- {} -".rjust(26), _plain(OLD_PIER, 24), 17)
    return [line for page in source for line in [*page, ""]]


def _latin(source: list[str]) -> list[str]:
    lines: list[str] = []
    for text in source:
        if text.startswith("#"):
            lines += [text.lstrip("# "), "=" * len(text.lstrip("# ")) if text.startswith("# ") else "", ""]
        else:
            lines += [*wrap_latin(text, 66, ""), ""]
    return [line for number, line in enumerate(lines) if line or lines[number - 1]]


def _english_pages() -> str:
    """Pages that end in a form feed, with running heads and hyphenated line ends."""
    lines: list[str] = []
    for text in ENGLISH:
        if text.startswith("#"):
            lines += ["", text.lstrip("# ").upper().center(60).rstrip(), ""]
        elif text.startswith("By "):
            lines += [text.center(60).rstrip(), ""]
        else:
            lines += wrap_latin(text, 60, "    ", HYPHENS)
    numbered = pages("The Skarn Beacon                              May 5, 1987", "{}".rjust(31), lines[1:], 14)
    return "\f".join("\n".join(page) + "\n" for page in numbered)


def _noise(length: int) -> bytes:
    """Bytes of a linear congruential generator: no text in any encoding."""
    state, out = 20_190_315, bytearray()
    for _ in range(length):
        state = (state * 1_103_515_245 + 12_345) % 2**31
        out.append(state >> 16 & 0xFF)
    return bytes(out)


def _with_nul_bytes() -> bytes:
    """A text whose lines an old program filled up to 64 bytes with NUL."""
    lines = [
        "Weir House Gazette", "", "The mill wheel turns again", "",
        "The wheel of Weir House was turned by hand on", "Sunday, for the first time since the flood.",
        "It took nine people and a dog.", "",
    ]
    return b"".join(line.encode().ljust(62, b"\0") + b"\r\n" for line in lines)

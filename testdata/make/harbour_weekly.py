"""`harbour-weekly.pdf`: two tabloid pages in English, three columns, standard fonts.

Words are hyphenated at line ends and once over a column break; the lead jumps to
page 2; a picture, a pull quote and a boxed brief stand between the columns.
"""

from page import Column, PdfCanvas, Style, columns, fill, fill_all
from pdf import Fonts, Pdf
from picture import add_picture

WIDTH, HEIGHT = 612, 792
LEFT, RIGHT, GAP = 40, 572, 17
SIZE, LEADING = 10.5, 13

LEAD = [
    ("d", "PORT MERRIN, March 3 — The last hand-wound tide clock on the eastern coast will be stopped at noon on Sunday, cleaned for the first time in sixty-one years, and set going again by the grand¬daughter of the man who built it."),
    ("p", "The clock stands above the custom house steps and has told fishing crews when to sail since before the town had elec¬tric light. It gains four minutes a month, a fault that every skipper in the har¬bour allows for with¬out thinking."),
    ("p", "“If she made it accu¬rate there would be ship¬wrecks,” said Col¬um Harrow, the harbour master. “We have all learned to sub¬tract.”"),
    ("p", "Edda Lindqvist, who is thirty-four and repairs instru¬ments in the capital, agreed to the work on three condi¬tions: that no part be replaced if it can be mended, that the public may watch, and that the four minutes be left alone."),
    ("h", "A borrowed ladder"),
    ("p", "The council had first asked two engi¬neer¬ing firms for esti¬mates. One proposed an elec¬tronic move¬ment behind the old face; the other declined to climb the tower. Their letters were read aloud at the Febru¬ary meeting, to some laughter."),
    ("p", "Ms. Lindqvist’s offer arrived on a post¬card. She asked for the price of her train ticket, the loan of a ladder and the use of a room with a north window. The council voted eleven to none, with one member asleep."),
    ("p", "Her grand¬father, Torvald, cast the weights him¬self from the lead keels of two con¬demned pilot boats. A note¬book found in the tower shows that he tested the mecha¬nism for ninety-one days in his own kitchen before he let any¬one see it."),
    ("p", "Not every¬one is content. The owner of the chandlery, Ruben Falk, has written three times to this news¬paper to say that a town which can¬not tell the time de¬serves to miss its trains."),
    ("p", "“We have one train,” Mr. Harrow replied when asked. “It waits.”"),
    ("h", "What the crowd will see"),
    ("p", "A plat¬form for sixty people is to be built on the lower steps. Chil¬dren will be let up in groups of five to look at the escape¬ment, which is the size of a din¬ner plate and was filed by hand from a pro¬pel¬ler blade."),
    ("p", "While the clock stands still the har¬bour will keep time by the bell of the pilot house, rung by the pupils of the upper school in watches of two hours. The rota was full within a morn¬ing."),
    ("p", "If the weather is poor the clean¬ing will move to Mon¬day. The tide, the coun¬cil notes in its announce¬ment, will not be post¬poned."),
    ("p", "The note¬book will be shown in the library from Monday. Its last entry, made in pencil, reads: “Runs fast. Leave it. They will come home early.”"),
]

FERRY = [
    ("p", "The winter ferry to Skarn Island will carry bicy¬cles free of charge until the end of April, the operator said on Thurs¬day, after a trial in which seven¬teen riders left their cars at home."),
    ("p", "Racks for twelve machines have been welded to the after deck. Riders are asked to arrive ten minutes before sailing and to bring their own strap."),
    ("p", "“We counted cars on the quay in Febru¬ary and there were fewer of them,” said the mate, Astrid Boll. “We also counted wet trou¬sers, and there were more.” A shel¬ter is to be added in May."),
]

GARDEN = [
    ("p", "On the slope behind the net lofts, where nothing grew but thistles, there are now forty-two raised beds made from broken fish boxes. Each belongs to a house¬hold without a garden."),
    ("p", "The soil came from the old ceme¬tery wall, the com¬post from the kitchens of three hotels, and the water from the ice plant, which used to pour its melt into the dock."),
    ("p", "Priya Osei, who drew up the plan on the back of a tide table, says that the beds are given out by lot. “The har¬bour pilot got the one in the shade,” she says. “He has taken it well.”"),
    ("h", "Salt and straw"),
    ("p", "The first summer was a fail¬ure. Salt wind burned the beans within a week, and the straw laid to protect them blew into the propel¬lers of the pilot boat."),
    ("p", "Then an apprentice from the boat¬yard built screens out of old sail¬cloth. In Sep¬tem¬ber the beds gave two hundred and six kilo¬grams of vege¬tables, not counting what the gulls took."),
    ("p", "This spring there are nine¬teen names on the wait¬ing list. A second row of beds is planned along the rope walk, where the wall keeps the sun until evening."),
]

BRIEFS = [
    ("Market opens later", "The fish mar¬ket will open at six in¬stead of five from Mon¬day. Auc¬tion num¬bers may be drawn at the gate."),
    ("Lost and found", "A brass tele¬scope was left on the ferry. The purser asks its owner to name the ini¬tials."),
]

TIDES = [
    ("Day", "Morning", "Evening"), ("Saturday", "5:12 (3.4)", "17:40 (3.1)"), ("Sunday", "6:03 (3.6)", "18:27 (3.3)"),
    ("Monday", "6:51 (3.9)", "19:12 (3.6)"), ("Tuesday", "7:36 (4.1)", "19:55 (3.8)"), ("Wednesday", "8:20 (4.2)", "20:38 (3.9)"),
]

LETTER = [
    ("p", "I have missed the same ferry by four min¬utes on eleven Satur¬days. Each time I met some¬one on the quay worth miss¬ing it for. Leave the clock alone."),
    ("r", "Odile Brandt, Net Loft Lane"),
]


def make() -> bytes:
    """The file."""
    pdf = Pdf()
    fonts = Fonts(pdf)
    faces = {
        "roman": fonts.standard("Times-Roman"),
        "bold": fonts.standard("Times-Bold"),
        "italic": fonts.standard("Times-Italic"),
        "sans": fonts.standard("Helvetica"),
        "black": fonts.standard("Helvetica-Bold"),
    }
    front, back = PdfCanvas(WIDTH, HEIGHT), PdfCanvas(WIDTH, HEIGHT)
    _masthead(front, faces)
    rest = _lead(front, faces)
    _ferry(front, faces)
    _running_head(back, faces)
    _continued(back, faces, rest)
    _garden(back, faces)
    _tides(back, faces)
    _letter(back, faces)
    _advertisement(back, faces)
    resources = f"{fonts.resources()} /XObject << /Im1 {add_picture(pdf)} 0 R >>"
    for canvas in (front, back):
        pdf.add_page(WIDTH, HEIGHT, canvas.content(), resources)
    return pdf.to_bytes()


def _blocks(faces, source):
    styles = {
        "d": Style(faces["roman"], SIZE, LEADING),
        "p": Style(faces["roman"], SIZE, LEADING, indent=1),
        "r": Style(faces["italic"], SIZE, LEADING, align="right"),
        "h": Style(faces["black"], 9, LEADING, align="left", before=5, after=1, keep=3),
    }
    return [(styles[kind], text) for kind, text in source]


def _centred(canvas, face, size, y, text, left=LEFT, right=RIGHT):
    canvas.text((left + right - face.width(text, size)) / 2, y, face, size, text)


def _flush_right(canvas, face, size, y, text, right=RIGHT):
    canvas.text(right - face.width(text, size), y, face, size, text)


def _masthead(canvas, faces):
    _centred(canvas, faces["bold"], 50, 84, "The Harbour Weekly")
    canvas.rule(LEFT, 96, RIGHT, 96, 0.5)
    canvas.text(LEFT, 107, faces["sans"], 8, "Vol. 12, No. 9")
    _centred(canvas, faces["sans"], 8, 107, "Saturday, March 5, 2016")
    _flush_right(canvas, faces["sans"], 8, 107, "Port Merrin, 60 cents")
    canvas.rule(LEFT, 113, RIGHT, 113, 1.5)


def _lead(canvas, faces):
    first, second, third = columns(LEFT, 222, RIGHT, 560, 3, GAP)
    canvas.text(LEFT, 132, faces["black"], 9, "TOWN", colour="0.6 0.1 0.1 rg")
    canvas.text(LEFT, 160, faces["bold"], 28, "Clock that runs fast will")
    canvas.text(LEFT, 190, faces["bold"], 28, "keep its four minutes")
    canvas.text(LEFT, 208, faces["italic"], 12, "Builder’s granddaughter to clean tide clock in public")
    canvas.text(LEFT, 232, faces["black"], 8.5, "By Hanne Tolliver")
    first.top = 236
    second.top = _picture(canvas, faces, second)
    upper = Column(third.left, 121, third.right, 310)
    lower = Column(third.left, 392, third.right, 534)
    _pull_quote(canvas, faces, third, 316)
    done = fill(canvas, [first, second, upper, lower], _blocks(faces, LEAD))
    _flush_right(canvas, faces["italic"], 8.5, 548, "continued on page 2")
    return done.rest


def _picture(canvas, faces, column) -> float:
    """Sets picture, caption and credit; gives the place where text may go on."""
    canvas.image(column.left, 222, column.right, 332)
    style = Style(faces["sans"], 7.5, 9, align="left")
    caption = "The pilot boat Constance lights the harbour mouth before dawn on Tuesday."
    fill_all(canvas, [Column(column.left, 335, column.right, 360)], [(style, caption)])
    _flush_right(canvas, faces["sans"], 6, 362, "PHOTO: J. M. ADEYEMI", column.right)
    return 369


def _pull_quote(canvas, faces, column, top):
    canvas.rule(column.left, top, column.right, top, 1.5)
    for number, line in enumerate(["“If she made it", "accurate there would", "be shipwrecks.”"]):
        _centred(canvas, faces["italic"], 15, top + 20 + number * 18, line, column.left, column.right)
    canvas.rule(column.left, top + 68, column.right, top + 68, 1.5)


def _ferry(canvas, faces):
    canvas.rule(LEFT, 570, RIGHT, 570, 0.5)
    through = columns(LEFT, 622, RIGHT, 740, 3, GAP)
    canvas.text(LEFT, 592, faces["bold"], 18, "Bicycles to ride free on island ferry")
    canvas.text(LEFT, 610, faces["black"], 8.5, "By Tomas Reyes")
    fill_all(canvas, through[:2], _blocks(faces, FERRY))
    box = through[2]
    canvas.panel(box.left - 4, 580, RIGHT, 744, "0.92 g")
    style = Style(faces["sans"], 8.5, 11, align="left")
    for number, (title, text) in enumerate(BRIEFS):
        top = 584 + number * 82
        canvas.text(box.left + 4, top + 14, faces["bold"], 13, title)
        fill_all(canvas, [Column(box.left + 4, top + 20, RIGHT - 8, top + 82)], [(style, text)])
    _centred(canvas, faces["sans"], 7, 762, "Printed on the quay in Port Merrin. Editorial office: 4 Cable Street.")


def _running_head(canvas, faces):
    canvas.text(LEFT, 44, faces["black"], 9, "2")
    _centred(canvas, faces["sans"], 8, 44, "The Harbour Weekly")
    _flush_right(canvas, faces["sans"], 8, 44, "Saturday, March 5, 2016")
    canvas.rule(LEFT, 50, RIGHT, 50, 0.5)


def _continued(canvas, faces, rest):
    through = columns(LEFT, 94, RIGHT, 94 + 5 * LEADING, 3, GAP)
    canvas.text(LEFT, 72, faces["bold"], 16, "Clock")
    canvas.text(LEFT, 88, faces["italic"], 8.5, "continued from page 1")
    fill_all(canvas, through, rest)
    canvas.rule(LEFT, 170, RIGHT, 170, 0.5)


def _garden(canvas, faces):
    canvas.text(LEFT, 220, faces["black"], 9, "WEEKEND", colour="0.6 0.1 0.1 rg")
    canvas.text(LEFT, 252, faces["bold"], 30, "Beans from broken fish boxes")
    canvas.text(LEFT, 272, faces["italic"], 12, "A slope of thistles feeds forty-two households")
    canvas.text(LEFT, 288, faces["black"], 8.5, "Story by Hanne Tolliver")
    through = columns(LEFT, 298, RIGHT, 298 + 11 * LEADING, 3, GAP)
    fill_all(canvas, through, _blocks(faces, GARDEN))
    canvas.rule(LEFT, 452, RIGHT, 452, 0.5)


def _tides(canvas, faces):
    """A ruled table: a heading row and three columns."""
    left, right, top, row = LEFT, 290, 496, 18
    canvas.text(LEFT, 472, faces["black"], 9, "AT SEA", colour="0.6 0.1 0.1 rg")
    canvas.text(LEFT, 490, faces["bold"], 16, "High water at Port Merrin")
    for number, cells in enumerate(TIDES):
        y = top + number * row
        canvas.rule(left, y, right, y, 0.5)
        face = faces["black"] if number == 0 else faces["sans"]
        for x, cell in zip((left + 6, left + 96, left + 176), cells):
            canvas.text(x, y + 13, face, 9, cell)
    bottom = top + len(TIDES) * row
    canvas.rule(left, bottom, right, bottom, 0.5)
    for x in (left, left + 90, left + 170, right):
        canvas.rule(x, top, x, bottom, 0.5)
    note = "Heights in metres above chart datum. The tower clock is four minutes fast."
    style = Style(faces["italic"], 8.5, 11, align="left")
    fill_all(canvas, [Column(left, bottom + 6, right, bottom + 40)], [(style, note)])


def _advertisement(canvas, faces):
    canvas.box(310, 462, RIGHT, 744, 1.5)
    _centred(canvas, faces["sans"], 7, 474, "ADVERTISEMENT", 310, RIGHT)
    for y, size, text in [
        (550, 30, "FALK & SON"), (580, 16, "ship chandlers since 1902"), (640, 14, "Rope, lamps, oilskins"),
        (660, 14, "and honest clocks"), (720, 12, "7 Cable Street, Port Merrin"),
    ]:
        _centred(canvas, faces["bold"], size, y, text, 310, RIGHT)


def _letter(canvas, faces):
    canvas.rule(LEFT, 650, 290, 650, 0.5)
    canvas.text(LEFT, 668, faces["bold"], 13, "Letter: a vote for the four minutes")
    through = [Column(LEFT, 674, 290, 745)]
    fill_all(canvas, through, _blocks(faces, LETTER))

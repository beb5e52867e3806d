//! Random issues: the same seed gives the same issue, on every machine.

use super::{pixel, square};
use crate::{
    Article, Block, Byline, BylinePosition, Cell, CellRole, Content, Department, Figure, Furniture,
    FurnitureKind, Inline, Issue, IssuePage, JumpLine, List, ListItem, ListKind, Metadata, Note, Passage,
    Provenance, Publication, Row, Sidebar, Subhead, Table, Verse, WritingMode,
};

/// Words of several scripts, and strings that mean something to XML, XHTML, Markdown or YAML.
const WORDS: &[&str] = &[
    "harbour",
    "lamps",
    "the",
    "of",
    "council",
    "Vornholm",
    "twelve",
    "Élan",
    "naïve",
    "e\u{301}",
    "ships,",
    "ended.",
    "“quoted”",
    "No",
    "—",
    "江城",
    "晚报",
    "大桥",
    "，",
    "。",
    "“便民”",
    "１２",
    "かもめ",
    "タワー",
    "港の",
    "한강",
    "다리",
    "שלום",
    "مرحبا",
    "🍊",
    "𠮷",
    "*",
    "**",
    "_",
    "`",
    "~~",
    "<b>",
    "</p>",
    "&amp;",
    "&",
    "]]>",
    "<!--",
    "-->",
    "[1]",
    "[^1]",
    "![x](y)",
    "#",
    "1.",
    "-",
    "+",
    "|",
    "\\",
    "---",
    "===",
    ">",
    "$x$",
    ":",
    "\"",
    "'",
    "{",
    "http://a.example/?b=c&d",
    "<script>",
    "\u{202e}",
    "\u{200d}",
    "…",
    "3)",
];

const TARGETS: &[&str] = &[
    "https://a.example/b?c=d&e",
    "mailto:desk@a.example",
    "#a001",
    "#nowhere",
    "javascript:alert(1)",
    "http://",
    "https://a.example/ü x",
    "file:///etc/passwd",
    "page.html",
];

/// An issue of up to six articles in which every construct may occur, nested up to three deep.
pub fn random(seed: u64) -> Issue {
    let mut dice = Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    let pages = dice.below(5) as u32;
    let departments = dice.below(4);
    let articles = dice.below(7);
    let modes = [WritingMode::HorizontalLtr, WritingMode::HorizontalRtl, WritingMode::VerticalRl];
    Issue {
        metadata: metadata(&mut dice),
        writing_mode: dice.pick(&modes),
        pages: (1..=pages).map(|number| page(&mut dice, number)).collect(),
        departments: (0..departments).map(|n| department(&mut dice, n)).collect(),
        articles: (0..articles).map(|n| article(&mut dice, n, departments, pages)).collect(),
        furniture: (0..dice.below(4)).map(|_| furniture(&mut dice)).collect(),
        images: vec![pixel("i001"), pixel("i002")],
        ..Issue::default()
    }
}

/// A small generator (xorshift64*): enough for tests, and the same everywhere.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % limit.max(1)
    }

    fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    fn pick<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len())]
    }

    fn maybe<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        (!self.one_in(3)).then(|| make(self))
    }
}

fn metadata(dice: &mut Dice) -> Metadata {
    let dates = ["2021-08-20", "1987-05", "1901", "yesterday"];
    let languages = ["zh-Hans", "ja", "en", "ar", "not a tag"];
    Metadata {
        publication: Publication {
            title: dice.maybe(words),
            issn: dice.maybe(|_| "1234-5679".to_owned()),
            cn: dice.maybe(|_| "CN51-0001".to_owned()),
            publisher: dice.maybe(words),
        },
        title: dice.maybe(words),
        volume: dice.maybe(|dice| dice.below(40).to_string()),
        number: dice.maybe(|dice| dice.below(400).to_string()),
        whole_number: dice.maybe(|dice| dice.below(4000).to_string()),
        date: dice.maybe(|dice| dice.pick(&dates).to_owned()),
        language: dice.maybe(|dice| dice.pick(&languages).to_owned()),
        contributors: (0..dice.below(3)).map(|_| words(dice)).collect(),
        rights: dice.maybe(words),
        provenance: Provenance::default(),
    }
}

fn page(dice: &mut Dice, number: u32) -> IssuePage {
    IssuePage { number, folio: dice.maybe(|dice| format!("A{}", dice.below(30))), ..IssuePage::default() }
}

fn department(dice: &mut Dice, index: usize) -> Department {
    Department {
        id: format!("d{:02}", index + 1),
        name: words(dice),
        subtitle: dice.maybe(words),
        provenance: Provenance::default(),
    }
}

fn furniture(dice: &mut Dice) -> Furniture {
    let kinds = [FurnitureKind::Masthead, FurnitureKind::Folio, FurnitureKind::Advertisement];
    Furniture { kind: dice.pick(&kinds), text: words(dice), provenance: Provenance::default() }
}

fn article(dice: &mut Dice, index: usize, departments: usize, pages: u32) -> Article {
    let id = format!("a{:03}", index + 1);
    let mut scene = Scene { pages, notes: dice.below(4), article: index, dice };
    let notes = (0..scene.notes).map(|n| scene.note(n)).collect();
    let mut body = scene.blocks(6, 0);
    if let Some(Block { content: Content::Paragraph(inlines), .. }) = body.first_mut() {
        inlines.insert(0, Inline::Dateline(vec![Inline::text("PORT ELDER, Aug. 20 —")]));
    }
    Article {
        id,
        department: (departments > 0 && scene.dice.one_in(2))
            .then(|| format!("d{:02}", scene.dice.below(departments) + 1)),
        kicker: scene.passage(),
        headline: scene.passage(),
        deck: scene.passage(),
        byline: scene.byline(),
        body,
        credits: scene.passage().into_iter().collect(),
        notes,
        pages: (pages > 0).then(|| scene.dice.below(pages as usize) as u32 + 1).into_iter().collect(),
        ..Article::default()
    }
}

fn words(dice: &mut Dice) -> String {
    let count = 1 + dice.below(6);
    let words: Vec<&str> = (0..count).map(|_| dice.pick(WORDS)).collect();
    words.join(if dice.one_in(3) { "" } else { " " })
}

/// What inline content may refer to.
struct Scene<'a> {
    dice: &'a mut Dice,
    pages: u32,
    notes: usize,
    article: usize,
}

impl Scene<'_> {
    fn note(&mut self, index: usize) -> Note {
        let label = if self.dice.one_in(4) { "＊".to_owned() } else { (index + 1).to_string() };
        Note { id: self.note_id(index), label, blocks: self.blocks(2, 2) }
    }

    fn note_id(&self, index: usize) -> String {
        format!("a{:03}-n{index}", self.article + 1)
    }

    fn passage(&mut self) -> Option<Passage> {
        let text = self.inlines(2);
        (!self.dice.one_in(4)).then(|| Passage { text, provenance: Provenance::default() })
    }

    fn byline(&mut self) -> Option<Byline> {
        let position = self.dice.pick(&[BylinePosition::Head, BylinePosition::Tail]);
        let text = vec![Inline::text(words(self.dice))];
        (!self.dice.one_in(3)).then(|| Byline {
            text,
            position,
            persons: Vec::new(),
            provenance: Provenance::default(),
        })
    }

    fn blocks(&mut self, limit: usize, depth: usize) -> Vec<Block> {
        let count = 1 + self.dice.below(limit);
        (0..count).map(|_| self.block(depth)).collect()
    }

    fn block(&mut self, depth: usize) -> Block {
        let kinds = if depth < 2 { 14 } else { 9 };
        Block::new(match self.dice.below(kinds) {
            0 => Content::Subhead(Subhead { level: 1 + self.dice.below(4) as u8, text: self.inlines(1) }),
            1 => Content::Verse(Verse {
                stanzas: vec![vec![self.inlines(1), self.inlines(1)], vec![self.inlines(1)]],
            }),
            2 => Content::PullQuote(self.inlines(1)),
            3 => Content::Figure(self.figure()),
            4 => Content::JumpLine(JumpLine { text: self.inlines(0), folio: Some("A3".to_owned()) }),
            5 => Content::Formula(vec![square()]),
            6 => Content::Break {},
            9 => Content::List(self.list(depth)),
            10 => Content::Table(self.table(depth)),
            11 => Content::Quote(self.blocks(2, depth + 1)),
            12 => Content::Sidebar(Sidebar { title: self.inlines(1), blocks: self.blocks(2, depth + 1) }),
            _ => Content::Paragraph(self.inlines(3)),
        })
    }

    fn figure(&mut self) -> Figure {
        let images = self.dice.pick(&[&["i001"][..], &["i002", "i001"], &[], &["lost"]]);
        Figure {
            images: images.iter().map(|id| (*id).to_owned()).collect(),
            alt: if self.dice.one_in(2) { String::new() } else { words(self.dice) },
            caption: self.inlines(1),
            credit: if self.dice.one_in(2) { Vec::new() } else { vec![Inline::text(words(self.dice))] },
        }
    }

    fn list(&mut self, depth: usize) -> List {
        let start = self.dice.below(5) as u32 + 1;
        let kind = self.dice.pick(&[ListKind::Bulleted, ListKind::Numbered { start }]);
        let label = self.dice.pick(&["", "（一）", "•", "a)"]);
        let items = 1 + self.dice.below(3);
        let item =
            |scene: &mut Self| ListItem { label: label.to_owned(), blocks: scene.blocks(2, depth + 1) };
        List { kind, items: (0..items).map(|_| item(self)).collect() }
    }

    fn table(&mut self, depth: usize) -> Table {
        let (rows, columns) = (1 + self.dice.below(4), 1 + self.dice.below(4));
        let mut taken = vec![vec![false; columns]; rows];
        let mut table =
            Table { caption: self.inlines(0), head_rows: self.dice.below(2) as u32, rows: Vec::new() };
        for row in 0..rows {
            let mut cells = Vec::new();
            for column in 0..columns {
                if taken[row][column] {
                    continue;
                }
                let rowspan = if row + 1 < rows && self.dice.one_in(5) { 2 } else { 1 };
                taken[row..row + rowspan].iter_mut().for_each(|line| line[column] = true);
                cells.push(self.cell(rowspan as u32, depth));
            }
            table.rows.push(Row { cells });
        }
        table
    }

    fn cell(&mut self, rowspan: u32, depth: usize) -> Cell {
        let role = if self.dice.one_in(5) { CellRole::Header } else { CellRole::Data };
        let blocks = if self.dice.one_in(4) {
            self.blocks(2, depth + 1)
        } else {
            vec![Block::paragraph(words(self.dice))]
        };
        Cell { role, colspan: 1, rowspan, blocks }
    }

    fn inlines(&mut self, depth: usize) -> Vec<Inline> {
        let count = if self.dice.one_in(12) { 0 } else { 1 + self.dice.below(4) };
        (0..count).map(|_| self.inline(depth)).collect()
    }

    fn inline(&mut self, depth: usize) -> Inline {
        if depth == 0 || self.dice.one_in(2) {
            return Inline::text(words(self.dice));
        }
        let inner = |scene: &mut Self| scene.inlines(depth - 1);
        match self.dice.below(13) {
            0 => Inline::Emphasis(inner(self)),
            1 => Inline::Strong(inner(self)),
            2 => Inline::SmallCaps(inner(self)),
            3 => Inline::Sub(inner(self)),
            4 => Inline::Sup(inner(self)),
            5 => Inline::Ruby { base: inner(self), text: words(self.dice) },
            6 => Inline::Link { target: self.dice.pick(TARGETS).to_owned(), content: inner(self) },
            7 => Inline::Foreign {
                language: self.dice.pick(&["fr", "zh-Hant", "?"]).to_owned(),
                content: inner(self),
            },
            8 => self.note_ref(),
            9 => square(),
            10 => {
                Inline::Image { image: self.dice.pick(&["i001", "lost"]).to_owned(), alt: words(self.dice) }
            }
            11 => Inline::LineBreak {},
            _ => Inline::PageBreak { page: 1 + self.dice.below(self.pages as usize + 1) as u32 },
        }
    }

    fn note_ref(&mut self) -> Inline {
        let index = self.dice.below(self.notes + 1);
        Inline::NoteRef { note: self.note_id(index), label: (index + 1).to_string() }
    }
}

//! Issues at the edges of what papers are: lines from right to left, no title anywhere, nothing but furniture, a
//! volume of a thousand articles.

use super::{article, department, furniture, item, metadata, paragraph, pixel, sheet, text};
use crate::{
    Article, ArticleKind, Block, Byline, BylinePosition, Cell, CellRole, Content, Figure, FurnitureKind,
    Image, Inline, Issue, JumpLine, List, ListKind, Metadata, Note, Passage, Person, PersonKind, Provenance,
    Row, Sidebar, Subhead, Table, Verse, WritingMode,
};

/// An Arabic issue, set from right to left, with names in Latin letters, a table and a note.
pub fn arabic() -> Issue {
    let mark = Inline::NoteRef { note: "n1".to_owned(), label: "١".to_owned() };
    let person = Person {
        name: "ليلى الحدّاد".to_owned(),
        surname: None,
        given_names: None,
        role: None,
        kind: PersonKind::Person,
    };
    let lights = Article {
        kicker: Some(Passage::plain("بعد أحد عشر عاماً")),
        deck: Some(Passage::plain("أربعون عموداً ومفتاح واحد")),
        byline: Some(Byline {
            text: text("كتبت: ليلى الحدّاد"),
            position: BylinePosition::Head,
            persons: vec![person],
            provenance: Provenance::default(),
        }),
        body: vec![
            paragraph([
                Inline::Dateline(text("ميناء الفنار، ١٩ آب —")),
                Inline::text(" أُضيئت المصابيح على الرصيف مساء الثلاثاء"),
                mark,
                Inline::text("، وردّت السفينة "),
                Inline::Foreign { language: "en".to_owned(), content: text("HMS Petrel") },
                Inline::text(" بثلاث صفارات. "),
                Inline::PageBreak { page: 2 },
                Inline::text("قال الحارس: «كان المفتاح في علبة بسكويت»."),
            ]),
            Block::new(Content::Subhead(Subhead { level: 1, text: text("من يدفع؟") })),
            Block::new(Content::PullQuote(text("كان المفتاح في علبة بسكويت"))),
            hours(["اليوم", "المدّ"], [["الخميس", "6:12"], ["الجمعة", "7:05"]]),
            Block::new(Content::List(List {
                kind: ListKind::Numbered { start: 1 },
                items: vec![item("", "زيت"), item("", "فتيل")],
            })),
            Block::new(Content::JumpLine(JumpLine {
                text: text("التتمة في الصفحة 2"),
                folio: Some("2".to_owned()),
            })),
        ],
        notes: vec![Note {
            id: "n1".to_owned(),
            label: "١".to_owned(),
            blocks: vec![Block::paragraph("الساعة 8:41 بتوقيت الميناء.")],
        }],
        ..article("a001", "المصابيح تضيء الرصيف من جديد", "d01", &[1, 2])
    };
    Issue {
        metadata: metadata("بريد الميناء", "ar", "1987-08-20", "٣٤"),
        writing_mode: WritingMode::HorizontalRtl,
        pages: vec![sheet(1), sheet(2)],
        departments: vec![department("d01", "المرفأ", None)],
        articles: vec![lights],
        furniture: vec![furniture(FurnitureKind::Masthead, "بريد الميناء\nالخميس ٢٠ آب ١٩٨٧")],
        ..Issue::default()
    }
}

/// A Hebrew issue: verse, a box, a picture with its credit.
pub fn hebrew() -> Issue {
    let figure = Figure {
        images: vec!["i001".to_owned()],
        alt: "מנורה על עמוד".to_owned(),
        caption: text("המנורה הראשונה, למרגלות המדרגות."),
        credit: text("צילום: י. לונד"),
    };
    let lamp = Article {
        kind: ArticleKind::Feature,
        body: vec![
            Block::paragraph("המנורות לאורך הרציף נדלקו בערב יום שלישי (בשעה 20:41), לקול כל הצופרים שבנמל."),
            Block::new(Content::Figure(figure)),
            Block::new(Content::Sidebar(Sidebar {
                title: text("כיצד גוזמים פתילה"),
                blocks: vec![Block::paragraph("גזרו ישר, מלאו שמן והמתינו.")],
            })),
            Block::new(Content::Verse(Verse {
                stanzas: vec![vec![text("הגאות באה, השפל הלך"), text("ואיש לא הדליק את המנורה")]],
            })),
        ],
        ..article("a001", "מנורות על הרציף", "", &[1])
    };
    Issue {
        metadata: metadata("דואר הנמל", "he", "1987-08-20", "34"),
        writing_mode: WritingMode::HorizontalRtl,
        pages: vec![sheet(1)],
        articles: vec![lamp],
        images: vec![pixel("i001")],
        ..Issue::default()
    }
}

/// An issue of which nothing is known, and whose articles have no headlines.
pub fn untitled() -> Issue {
    let piece = |words: &str| Article { body: vec![Block::paragraph(words)], ..Article::default() };
    let mut articles = vec![
        piece("Found: one biscuit tin, empty."),
        piece("Lost: one key, brass, of no use to others."),
        Article::default(),
    ];
    articles.iter_mut().zip(["a001", "a002", "a003"]).for_each(|(article, id)| article.id = id.to_owned());
    Issue { articles, ..Issue::default() }
}

/// An issue of which only what stands around articles could be read.
pub fn furniture_only() -> Issue {
    Issue {
        metadata: metadata("The Port Elder Courier", "en", "1987-08", "34"),
        pages: vec![sheet(1)],
        furniture: vec![
            furniture(FurnitureKind::Masthead, "The Port Elder Courier"),
            furniture(FurnitureKind::Advertisement, "Ropes & sails -- Quay 3 --> left"),
            furniture(FurnitureKind::Folio, "1"),
        ],
        ..Issue::default()
    }
}

/// A volume of so many articles in twelve departments, on a page for each four, with so many pictures.
pub fn volume(articles: usize, pictures: usize) -> Issue {
    let every = (articles / pictures.max(1)).max(1);
    let piece = |n: usize| {
        let mut body: Vec<Block> = (0..6).map(|k| Block::paragraph(tidings(n, k))).collect();
        if n.is_multiple_of(every) && n / every < pictures {
            body.push(Block::new(Content::Figure(Figure {
                images: vec![picture_id(n / every)],
                alt: format!("Lamp {n}"),
                caption: text("A lamp, as it was."),
                credit: Vec::new(),
            })));
        }
        let page = u32::try_from(n / 4 + 1).unwrap_or(u32::MAX);
        let department = format!("d{:02}", n * 12 / articles.max(1) + 1);
        Article {
            body,
            ..article(&format!("a{:04}", n + 1), &format!("Lamp {} is lit", n + 1), &department, &[page])
        }
    };
    let last = u32::try_from(articles.div_ceil(4)).unwrap_or(u32::MAX);
    Issue {
        metadata: Metadata {
            title: Some("Volume XII".to_owned()),
            ..metadata("The Port Elder Courier", "en", "1987", "1-52")
        },
        pages: (1..=last).map(sheet).collect(),
        departments: (1..=12).map(|n| department(&format!("d{n:02}"), &format!("Month {n}"), None)).collect(),
        articles: (0..articles).map(piece).collect(),
        images: (0..pictures).map(|n| Image { id: picture_id(n), ..pixel("") }).collect(),
        ..Issue::default()
    }
}

fn picture_id(number: usize) -> String {
    format!("i{:03}", number + 1)
}

/// A paragraph that no other in a volume is equal to.
fn tidings(article: usize, paragraph: usize) -> String {
    format!(
        "On evening {article} of the year the keeper went down to post {paragraph} with his ladder & tin, wrote \
         the hour in the ledger, and waited for the ferry; nobody came but the tide, which was {} feet that night, \
         and a dog that had been there before.",
        (article * 7 + paragraph) % 23
    )
}

fn hours(head: [&str; 2], rows: [[&str; 2]; 2]) -> Block {
    let cells = |cells: [&str; 2], role| Row {
        cells: cells.into_iter().map(|text| Cell { role, ..Cell::text(text) }).collect(),
    };
    let head = cells(head, CellRole::Header);
    let rows = rows.into_iter().map(|row| cells(row, CellRole::Data));
    Block::new(Content::Table(Table {
        caption: Vec::new(),
        head_rows: 1,
        rows: [head].into_iter().chain(rows).collect(),
    }))
}

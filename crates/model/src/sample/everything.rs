//! A small English issue of an invented paper in which every construct of the model occurs.

use super::{article, department, furniture, item, paragraph, pixel, sheet, square, text};
use crate::{
    Article, ArticleKind, Block, Byline, BylinePosition, Cell, CellRole, Content, Figure, FurnitureKind,
    Image, Inline, Issue, JumpLine, List, ListKind, Metadata, Note, Passage, Person, PersonKind, Provenance,
    Publication, Row, Sidebar, Subhead, Table, Verse,
};

/// A drawing of a lamp at a quay, for a picture that can be seen.
const LAMP: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 480 270\">\
    <rect width=\"480\" height=\"270\" fill=\"#243b55\"/><circle cx=\"240\" cy=\"80\" r=\"44\" fill=\"#f6d365\"/>\
    <rect x=\"235\" y=\"80\" width=\"10\" height=\"150\" fill=\"#111\"/>\
    <path d=\"M0 230h480v40H0z\" fill=\"#0b1a2a\"/></svg>";

/// An English issue in which every construct of the model occurs.
pub fn everything() -> Issue {
    Issue {
        metadata: Metadata {
            publication: Publication {
                title: Some("The Port Elder Courier".to_owned()),
                issn: Some("1234-5679".to_owned()),
                cn: None,
                publisher: Some("Elder & Daughters".to_owned()),
            },
            title: Some("Regatta number".to_owned()),
            volume: Some("XII".to_owned()),
            number: Some("34".to_owned()),
            whole_number: Some("598".to_owned()),
            date: Some("1987-08-20".to_owned()),
            language: Some("en".to_owned()),
            contributors: vec!["Maud Ferrier".to_owned(), "J. Okonkwo-Lund".to_owned()],
            rights: Some("© 1987 Elder & Daughters".to_owned()),
            provenance: Provenance::default(),
        },
        pages: (1..=4).map(sheet).collect(),
        departments: vec![
            department("d01", "Harbour", Some("Ships, men and tides")),
            department("d02", "Letters", None),
        ],
        articles: vec![lamps(), constructs(), letter(), brief()],
        furniture: vec![
            furniture(FurnitureKind::Masthead, "The Port Elder Courier\nThursday, August 20, 1987"),
            furniture(FurnitureKind::Advertisement, "Ropes & sails — Quay 3"),
            furniture(FurnitureKind::Folio, "2"),
        ],
        images: vec![
            Image {
                id: "i001".to_owned(),
                media_type: "image/svg+xml".to_owned(),
                width: 480,
                height: 270,
                data: LAMP.as_bytes().to_vec(),
            },
            pixel("i002"),
            Image {
                id: "i003".to_owned(),
                media_type: "image/tiff".to_owned(),
                data: b"II*\0".to_vec(),
                ..Image::default()
            },
        ],
        ..Issue::default()
    }
}

fn lamps() -> Article {
    let note = |id: &str, label: &str| Inline::NoteRef { note: id.to_owned(), label: label.to_owned() };
    Article {
        kicker: Some(Passage::plain("After eleven years of dark")),
        headline: Some(Passage {
            text: vec![
                Inline::text("Lamps burn again"),
                Inline::LineBreak {},
                Inline::text("along the "),
                Inline::Emphasis(text("long")),
                Inline::text(" quay"),
            ],
            provenance: Provenance::default(),
        }),
        deck: Some(Passage::plain("Forty posts, one switch, and a councillor who held the ladder")),
        byline: Some(byline("By MAUD FERRIER and the Harbour Desk", BylinePosition::Head)),
        credits: vec![Passage::plain("Compiled by the Harbour Desk")],
        body: vec![
            paragraph([
                Inline::Dateline(text("PORT ELDER, Aug. 19 —")),
                Inline::text(" The lamps along the quay were lit at dusk on Tuesday"),
                note("n1", "1"),
                Inline::text(", to the sound of every horn in the harbour. "),
                Inline::PageBreak { page: 2 },
                Inline::text("The "),
                Inline::SmallCaps(text("HMS Petrel")),
                Inline::text(" answered with "),
                Inline::Strong(vec![Inline::text("three "), Inline::Emphasis(text("long"))]),
                Inline::text(" blasts"),
                note("n2", "*"),
                Inline::text("; the crowd on the steps counted them aloud and asked for a fourth."),
            ]),
            Block::paragraph(
                "“We had the posts, we had the wire, and for eleven years we had no one to turn the key,” said the harbour master, who had kept the key in a biscuit tin all the while.",
            ),
            Block::new(Content::PullQuote(text("For eleven years we had no one to turn the key."))),
            Block::new(Content::Figure(Figure {
                images: vec!["i001".to_owned()],
                alt: "A lit lamp on a post above dark water".to_owned(),
                caption: text("The first lamp, at the foot of Salt Stairs."),
                credit: text("Photograph: J. Okonkwo-Lund"),
            })),
            Block::new(Content::Subhead(Subhead { level: 1, text: text("Who pays") })),
            paragraph([
                Inline::text("The council gave 2,400 crowns; see "),
                Inline::Link {
                    target: "https://courier.example/lamps?year=1987&all".to_owned(),
                    content: text("the accounts"),
                },
                Inline::text(", and the answer in "),
                Inline::Link { target: "#a003".to_owned(), content: text("Letters") },
                Inline::text("."),
            ]),
            tides(),
            jump("Continued on page 3", "3"),
        ],
        notes: vec![
            Note {
                id: "n1".to_owned(),
                label: "1".to_owned(),
                blocks: vec![Block::paragraph("At 8.41 by the church clock.")],
            },
            Note {
                id: "n2".to_owned(),
                label: "*".to_owned(),
                blocks: vec![
                    Block::paragraph("A courtesy."),
                    Block::paragraph("It is not in the signal book."),
                ],
            },
        ],
        ..article("a001", "", "d01", &[1, 2, 3])
    }
}

/// The constructs that the first article does not have.
fn constructs() -> Article {
    let quote = Content::Quote(vec![Block::paragraph("Item: one lamp, brass, lent to the chapel.")]);
    let sidebar = Content::Sidebar(Sidebar {
        title: text("How a lamp is trimmed"),
        blocks: vec![
            Block::paragraph("Cut the wick square."),
            list(ListKind::Numbered { start: 3 }, ["", ""], ["Fill.", "Wait."]),
        ],
    });
    let verse = Content::Verse(Verse {
        stanzas: vec![
            vec![text("The tide came in, the tide went out,"), text("    and no one lit the lamp;")],
            vec![text("we wrote our names upon the wall")],
        ],
    });
    Article {
        kind: ArticleKind::Feature,
        body: vec![
            paragraph([
                Inline::text("Water, H"),
                Inline::Sub(text("2")),
                Inline::text("O, rose 3 m"),
                Inline::Sup(text("3")),
                Inline::text(" at "),
                square(),
                Inline::text(", as "),
                Inline::Foreign { language: "fr".to_owned(), content: text("tout le monde") },
                Inline::text(" knows, and in "),
                Inline::Ruby { base: text("江"), text: "jiāng".to_owned() },
                Inline::text(" too "),
                Inline::Image { image: "i002".to_owned(), alt: "a grey dot".to_owned() },
                Inline::text("."),
            ]),
            Block::new(Content::Formula(vec![square()])),
            Block::new(quote),
            Block::new(sidebar),
            Block::new(Content::Subhead(Subhead { level: 1, text: text("Verses found in the tower") })),
            Block::new(Content::Subhead(Subhead { level: 2, text: text("On the north wall") })),
            Block::new(verse),
            Block::new(Content::Break {}),
            list(ListKind::Bulleted, ["", ""], ["Oil", "Wicks"]),
            list(ListKind::Bulleted, ["(a)", "(b)"], ["Keys", "Tin"]),
            Block { language: Some("zh-Hans".to_owned()), ..Block::paragraph("灯亮了。") },
            Block::new(Content::Figure(Figure {
                images: vec!["i003".to_owned()],
                alt: "A map of the tower".to_owned(),
                caption: text("The tower, from the ledger of 1911."),
                credit: Vec::new(),
            })),
        ],
        ..article("a002", "What the tower kept", "d01", &[3])
    }
}

fn letter() -> Article {
    Article {
        kind: ArticleKind::Letter,
        byline: Some(byline("(A reader, Salt Stairs)", BylinePosition::Tail)),
        body: vec![Block::paragraph(
            "Sir: The lamp before my window is a fine lamp. Might it be fine elsewhere?",
        )],
        ..article("a003", "The lamp before my window", "d02", &[4])
    }
}

/// No headline, no department: an item as papers put at the foot of a column.
fn brief() -> Article {
    Article {
        headline: None,
        department: None,
        kind: ArticleKind::Brief,
        body: vec![Block::paragraph("Found: one biscuit tin, empty.")],
        ..article("a004", "", "", &[4])
    }
}

/// A table with a caption, a head row, and cells that span rows and columns.
fn tides() -> Block {
    let head =
        |text: &str, colspan, rowspan| Cell { role: CellRole::Header, colspan, rowspan, ..Cell::text(text) };
    let row = |cells: Vec<Cell>| Row { cells };
    Block::new(Content::Table(Table {
        caption: text("Tides this week"),
        head_rows: 2,
        rows: vec![
            row(vec![head("Day", 1, 2), head("High water", 2, 1)]),
            row(vec![head("morning", 1, 1), head("evening", 1, 1)]),
            row(vec![head("Thursday", 1, 1), Cell::text("6.12"), Cell::text("18.40")]),
            row(vec![head("Friday", 1, 1), Cell { colspan: 2, ..Cell::text("no reading") }]),
        ],
    }))
}

fn list<const N: usize>(kind: ListKind, labels: [&str; N], texts: [&str; N]) -> Block {
    let items = labels.into_iter().zip(texts).map(|(label, text)| item(label, text)).collect();
    Block::new(Content::List(List { kind, items }))
}

pub(super) fn jump(line: &str, folio: &str) -> Block {
    Block::new(Content::JumpLine(JumpLine { text: text(line), folio: Some(folio.to_owned()) }))
}

pub(super) fn byline(line: &str, position: BylinePosition) -> Byline {
    let person = |name: &str, role: Option<&str>, kind| Person {
        name: name.to_owned(),
        surname: None,
        given_names: None,
        role: role.map(str::to_owned),
        kind,
    };
    let persons = if line.contains("FERRIER") {
        let maud = Person {
            surname: Some("FERRIER".to_owned()),
            given_names: Some("MAUD".to_owned()),
            ..person("MAUD FERRIER", None, PersonKind::Person)
        };
        vec![maud, person("Harbour Desk", None, PersonKind::Organisation)]
    } else if line.contains("李晓明") {
        let reporter = person("李晓明", Some("本报记者"), PersonKind::Person);
        vec![reporter, person("王芳", Some("通讯员"), PersonKind::Person)]
    } else {
        Vec::new()
    };
    Byline { text: text(line), position, persons, provenance: Provenance::default() }
}

//! An issue whose every string tries to be something else than text.

use super::{paragraph, pixel, text};
use crate::{
    Article, Block, Cell, Content, Department, Figure, Furniture, FurnitureKind, Image, Inline, Issue,
    IssuePage, JumpLine, List, ListItem, ListKind, Metadata, Note, Passage, Provenance, Publication, Row,
    Sidebar, Subhead, Table, Verse,
};

/// Markup, controls that XML forbids, directional overrides, ends of comments and of front matter.
const EVIL: &str = "</p><script>alert(1)</script>]]>--><!--&amp;&#0;\u{0}\u{1}\u{b}\u{1f}\u{fffe}\u{ffff}\u{85}\
    \u{2028}\u{202e}\u{2066}\u{feff}\"'`\\{%\n---\nevil: true\n";

/// The issue. Ids are emoji, paths, empty and doubled; links run scripts; images are not what they say.
pub fn hostile() -> Issue {
    let evil = || EVIL.to_owned();
    Issue {
        metadata: Metadata {
            publication: Publication {
                title: Some(evil()),
                issn: Some("<issn>".to_owned()),
                cn: Some(evil()),
                publisher: Some(evil()),
            },
            title: Some(evil()),
            volume: Some(evil()),
            number: Some("12; drop".to_owned()),
            whole_number: Some(evil()),
            date: Some("2021-13-99".to_owned()),
            language: Some("x\" onload=\"y".to_owned()),
            contributors: vec![evil(), String::new()],
            rights: Some(evil()),
            provenance: Provenance::default(),
        },
        pages: vec![
            IssuePage { number: 0, folio: Some(evil()), ..IssuePage::default() },
            IssuePage { number: 0, folio: Some(String::new()), width: f32::NAN, height: -1.0 },
            IssuePage { number: u32::MAX, ..IssuePage::default() },
        ],
        departments: vec![
            Department { id: String::new(), name: evil(), subtitle: Some(evil()), ..Department::default() },
            Department { id: String::new(), ..Department::default() },
            Department { id: "nobody".to_owned(), name: "no article".to_owned(), ..Department::default() },
        ],
        articles: vec![article("🍊/../\"", ""), article("🍊/../\"", "gone"), Article::default()],
        furniture: vec![Furniture {
            kind: FurnitureKind::Ear,
            text: evil(),
            provenance: Provenance::default(),
        }],
        images: images(),
        ..Issue::default()
    }
}

fn article(id: &str, department: &str) -> Article {
    let evil = || text(EVIL);
    let cell = Cell { colspan: 0, rowspan: u32::MAX, ..Cell::text(EVIL) };
    let item = ListItem { label: EVIL.to_owned(), blocks: vec![Block::paragraph(EVIL)] };
    Article {
        id: id.to_owned(),
        department: Some(department.to_owned()),
        language: Some("😀".to_owned()),
        kicker: Some(Passage::plain(EVIL)),
        headline: Some(Passage::plain(format!("🍊 {EVIL}"))),
        deck: Some(Passage::plain("")),
        body: vec![
            paragraph(links()),
            paragraph(marks()),
            Block::new(Content::Subhead(Subhead { level: 0, text: evil() })),
            Block::new(Content::Subhead(Subhead { level: 255, text: Vec::new() })),
            Block::new(Content::Quote(Vec::new())),
            Block::new(Content::Sidebar(Sidebar { title: evil(), blocks: Vec::new() })),
            Block::new(Content::List(List {
                kind: ListKind::Numbered { start: u32::MAX },
                items: vec![item],
            })),
            Block::new(Content::List(List { kind: ListKind::Bulleted, items: Vec::new() })),
            Block::new(Content::Table(Table {
                caption: evil(),
                head_rows: u32::MAX,
                rows: vec![Row::default(), Row { cells: vec![cell.clone(), cell] }],
            })),
            Block::new(Content::Table(Table { caption: evil(), ..Table::default() })),
            Block::new(Content::Verse(Verse { stanzas: vec![Vec::new(), vec![Vec::new(), evil()]] })),
            Block::new(Content::JumpLine(JumpLine { text: evil(), folio: Some(EVIL.to_owned()) })),
            Block::new(Content::Formula(vec![math("<math><script>alert(1)</script></math>")])),
            Block::new(Content::Figure(Figure {
                images: ["../i", "../i", "fake", "script", "cut", ""].map(str::to_owned).to_vec(),
                alt: EVIL.to_owned(),
                caption: evil(),
                credit: evil(),
            })),
            Block { language: Some("en-\"".to_owned()), ..Block::new(Content::PullQuote(evil())) },
        ],
        notes: vec![note("\" id=\""), note("\" id=\""), note("")],
        pages: vec![0, u32::MAX, 7],
        ..Article::default()
    }
}

fn links() -> Vec<Inline> {
    let targets = [
        "javascript:alert(1)",
        " JaVaScRiPt:alert(1)",
        "java\nscript:alert(1)",
        "\u{1}javascript:alert(1)",
        "vbscript:x",
        "data:text/html,<script>alert(1)</script>",
        "file:///etc/passwd",
        "//evil.example/x",
        "http://",
        "http://[",
        "http://a.example:port/",
        "http://exa mple.example/",
        "https://a.example/%zz\"><b>",
        "#",
        "#🍊/../\"",
        "#</a>",
        "mailto:",
        "mailto:a@b.example?subject=\"x\"",
        "https://user:pw@a.example/",
        "",
    ];
    targets.iter().map(|target| Inline::Link { target: (*target).to_owned(), content: text(EVIL) }).collect()
}

fn marks() -> Vec<Inline> {
    let link = |content| Inline::Link { target: "https://a.example/".to_owned(), content };
    let ruby = |base| Inline::Ruby { base, text: EVIL.to_owned() };
    let note = |id: &str| Inline::NoteRef { note: id.to_owned(), label: EVIL.to_owned() };
    vec![
        link(vec![link(text("inner")), note("\" id=\""), Inline::PageBreak { page: 7 }]),
        ruby(vec![ruby(text("base")), Inline::LineBreak {}, note("none")]),
        Inline::Dateline(vec![Inline::Dateline(text(EVIL))]),
        Inline::Foreign { language: "\"><script>".to_owned(), content: text(EVIL) },
        Inline::NoteRef { note: String::new(), label: String::new() },
        Inline::PageBreak { page: 0 },
        Inline::PageBreak { page: 0 },
        Inline::PageBreak { page: u32::MAX },
        Inline::Image { image: "script".to_owned(), alt: EVIL.to_owned() },
        math("not xml <"),
        math(
            "<math xmlns=\"http://www.w3.org/1998/Math/MathML\"><mi onclick=\"x()\" href=\"javascript:x()\">x</mi></math>",
        ),
        Inline::Emphasis(Vec::new()),
        Inline::text(""),
    ]
}

fn math(mathml: &str) -> Inline {
    Inline::Math { text: "x".to_owned(), mathml: mathml.to_owned(), tex: "\\input{/etc/passwd}".to_owned() }
}

fn note(id: &str) -> Note {
    Note { id: id.to_owned(), label: EVIL.to_owned(), blocks: vec![Block::paragraph(EVIL)] }
}

fn images() -> Vec<Image> {
    let image = |id: &str, media_type: &str, data: &[u8]| Image {
        id: id.to_owned(),
        media_type: media_type.to_owned(),
        data: data.to_vec(),
        ..Image::default()
    };
    let script = b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>";
    vec![
        pixel("../i"),
        pixel("../i"),
        image("fake", "image/png", b"MZ not a picture"),
        image("script", "image/svg+xml", script),
        image("cut", "image/jpeg", b"\xff\xd8\xff\xe0"),
        image("", "text/html", b"<script>alert(1)</script>"),
    ]
}

//! Issues made up for the tests of the writers: with every construct, in several scripts, at the edges of what papers
//! are, one that means harm, and as many random ones as a test wants. No part of the model: nothing else may use it.

mod east_asian;
mod everything;
mod extremes;
mod hostile;
mod random;

pub use east_asian::{chinese, japanese};
pub use everything::everything;
pub use extremes::{arabic, furniture_only, hebrew, untitled, volume};
pub use hostile::hostile;
pub use random::random;

use crate::{
    Article, Block, Content, Department, Furniture, FurnitureKind, Image, Inline, Issue, IssuePage, ListItem,
    Metadata, Passage, Provenance, Publication,
};

/// Articles and pictures of the volume among the samples.
const VOLUME: (usize, usize) = (1_000, 100);

/// All issues that are no random ones, by name.
pub fn named() -> Vec<(&'static str, Issue)> {
    vec![
        ("everything", everything()),
        ("chinese", chinese()),
        ("japanese", japanese()),
        ("arabic", arabic()),
        ("hebrew", hebrew()),
        ("untitled", untitled()),
        ("furniture-only", furniture_only()),
        ("volume", volume(VOLUME.0, VOLUME.1)),
        ("hostile", hostile()),
        ("empty", Issue::default()),
    ]
}

/// A grey picture of one pixel.
const PIXEL: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0\x3a\x7e\x9b\x55\
    \0\0\0\x0aIDAT\x78\xda\x63\x68\0\0\0\x82\0\x81\xda\x45\x08\x3b\0\0\0\0IEND\xae\x42\x60\x82";

fn pixel(id: &str) -> Image {
    Image { id: id.to_owned(), media_type: "image/png".to_owned(), width: 1, height: 1, data: PIXEL.to_vec() }
}

fn text(text: &str) -> Vec<Inline> {
    vec![Inline::text(text)]
}

fn paragraph(inlines: impl IntoIterator<Item = Inline>) -> Block {
    Block::new(Content::Paragraph(inlines.into_iter().collect()))
}

fn item(label: &str, text: &str) -> ListItem {
    ListItem { label: label.to_owned(), blocks: vec![Block::paragraph(text)] }
}

fn article(id: &str, headline: &str, department: &str, pages: &[u32]) -> Article {
    Article {
        id: id.to_owned(),
        headline: Some(Passage::plain(headline)),
        department: Some(department.to_owned()),
        pages: pages.to_vec(),
        ..Article::default()
    }
}

fn metadata(title: &str, language: &str, date: &str, number: &str) -> Metadata {
    Metadata {
        publication: Publication { title: Some(title.to_owned()), ..Publication::default() },
        number: Some(number.to_owned()),
        date: Some(date.to_owned()),
        language: Some(language.to_owned()),
        ..Metadata::default()
    }
}

fn sheet(number: u32) -> IssuePage {
    IssuePage { number, folio: Some(number.to_string()), ..IssuePage::default() }
}

fn department(id: &str, name: &str, subtitle: Option<&str>) -> Department {
    Department {
        id: id.to_owned(),
        name: name.to_owned(),
        subtitle: subtitle.map(str::to_owned),
        provenance: Provenance::default(),
    }
}

fn furniture(kind: FurnitureKind, text: &str) -> Furniture {
    Furniture { kind, text: text.to_owned(), provenance: Provenance::default() }
}

/// A square in the three forms that a formula has.
fn square() -> Inline {
    Inline::Math {
        text: "x2".to_owned(),
        mathml: "<math xmlns=\"http://www.w3.org/1998/Math/MathML\"><msup><mi>x</mi><mn>2</mn></msup></math>"
            .to_owned(),
        tex: "x^2".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The constructs by their names in JSON.
    const CONSTRUCTS: [&str; 24] = [
        "paragraph",
        "subhead",
        "list",
        "table",
        "verse",
        "quote",
        "sidebar",
        "pull-quote",
        "figure",
        "jump-line",
        "formula",
        "break",
        "emphasis",
        "strong",
        "small-caps",
        "sub",
        "sup",
        "ruby",
        "link",
        "foreign",
        "dateline",
        "note-ref",
        "image",
        "page-break",
    ];

    #[test]
    fn every_construct_occurs() {
        let everything = crate::to_json(&everything());
        let random: String = (0..60).map(|seed| crate::to_json(&random(seed))).collect();
        for name in CONSTRUCTS {
            let key = format!("\"{name}\":");
            assert!(everything.contains(&key) && random.contains(&key), "{name}");
        }
    }

    #[test]
    fn a_seed_stands_for_one_issue() {
        assert_eq!(random(7), random(7));
        assert_ne!(random(7), random(8));
    }
}

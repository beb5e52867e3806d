//! Issues made up for the tests of the writers: one with every construct, one that means harm, and as many
//! random ones as a test wants. No part of the model: nothing else may use it.

mod everything;
mod hostile;
mod random;

pub use everything::{chinese, everything, japanese};
pub use hostile::hostile;
pub use random::random;

use crate::{Block, Content, Image, Inline};

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

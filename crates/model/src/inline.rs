//! Text within a block, with its markup.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A stretch of text or a piece of markup around text.
///
/// In JSON plain text is a bare string and markup an object with one key:
/// `["The ", {"strong": ["whole"]}, " page", {"line-break": {}}]`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Inline {
    /// Emphasis, usually italic.
    Emphasis(Vec<Inline>),
    /// Strong importance, usually bold.
    Strong(Vec<Inline>),
    /// Small capitals.
    SmallCaps(Vec<Inline>),
    /// Subscript.
    Sub(Vec<Inline>),
    /// Superscript.
    Sup(Vec<Inline>),
    /// Ruby: base text with its reading beside it.
    Ruby {
        /// The annotated text.
        base: Vec<Inline>,
        /// The reading.
        text: String,
    },
    /// A link to a URI, or to `#` and an id of the same issue.
    Link {
        /// Where it leads.
        target: String,
        /// What is shown.
        content: Vec<Inline>,
    },
    /// Text in another language than its surroundings.
    Foreign {
        /// BCP 47 tag.
        language: String,
        /// The text.
        content: Vec<Inline>,
    },
    /// The place, date or agency that opens a report: 本报讯, `PORT ELDER, Oct. 14 —`.
    Dateline(Vec<Inline>),
    /// A reference to a note of the same article.
    NoteRef {
        /// Id of the note.
        note: String,
        /// The mark as printed.
        label: String,
    },
    /// A formula.
    Math {
        /// Its characters in reading order, for receivers without MathML.
        text: String,
        /// Presentation MathML: one `math` element.
        mathml: String,
        /// The same in TeX, without delimiters.
        tex: String,
    },
    /// An image that stands in the line of text.
    Image {
        /// Id of the image.
        image: String,
        /// Text that says the same; empty for decoration.
        alt: String,
    },
    /// A forced line break.
    LineBreak {},
    /// The next printed page begins here; the number counts sheets from 1 and names an `IssuePage`.
    PageBreak {
        /// Sheet number from 1.
        page: u32,
    },
    /// Plain text.
    #[serde(untagged)]
    Text(String),
}

impl Inline {
    /// Plain text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// What is marked up, if this is markup around other inline content.
    pub fn content(&self) -> Option<&[Inline]> {
        match self {
            Self::Emphasis(content)
            | Self::Strong(content)
            | Self::SmallCaps(content)
            | Self::Sub(content)
            | Self::Sup(content)
            | Self::Dateline(content)
            | Self::Ruby { base: content, .. }
            | Self::Link { content, .. }
            | Self::Foreign { content, .. } => Some(content),
            Self::NoteRef { .. }
            | Self::Math { .. }
            | Self::Image { .. }
            | Self::LineBreak {}
            | Self::PageBreak { .. }
            | Self::Text(_) => None,
        }
    }
}

/// The text without markup: line breaks become spaces, ruby readings and note marks are left out.
pub fn plain_text(inlines: &[Inline]) -> String {
    let mut out = String::new();
    push_plain(inlines, &mut out);
    out
}

fn push_plain(inlines: &[Inline], out: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(text) | Inline::Math { text, .. } => out.push_str(text),
            Inline::LineBreak {} => out.push(' '),
            Inline::NoteRef { .. } | Inline::PageBreak { .. } | Inline::Image { .. } => {}
            markup => push_plain(markup.content().unwrap_or_default(), out),
        }
    }
}

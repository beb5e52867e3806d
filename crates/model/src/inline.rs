//! Text within a block, with its markup.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::script::closes_up;

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
    /// The place, date or agency that opens a report: 本报讯, `PORT MERRIN, March 3 —`.
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

/// The text without markup, on one line: a line break becomes a space where words have spaces between them,
/// and nothing within a row of characters set on the square. Ruby readings and note marks are left out.
pub fn plain_text(inlines: &[Inline]) -> String {
    let mut line = PlainLine { text: String::new(), broken: false };
    push_plain(inlines, &mut line);
    line.text
}

/// A text so far, and whether print breaks it there.
struct PlainLine {
    text: String,
    broken: bool,
}

fn push_plain(inlines: &[Inline], line: &mut PlainLine) {
    for inline in inlines {
        match inline {
            Inline::Text(text) | Inline::Math { text, .. } => push_words(text, line),
            Inline::LineBreak {} => line.broken = true,
            Inline::NoteRef { .. } | Inline::PageBreak { .. } | Inline::Image { .. } => {}
            markup => push_plain(markup.content().unwrap_or_default(), line),
        }
    }
}

fn push_words(words: &str, line: &mut PlainLine) {
    let Some(next) = words.chars().next() else { return };
    let last = line.text.chars().next_back();
    if line.broken && last.is_some_and(|last| !closes_up(last, next)) {
        line.text.push(' ');
    }
    line.broken = false;
    line.text.push_str(words);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_break_is_a_space_between_words_alone() {
        let line = |rows: &[&str]| {
            let rows = rows.iter().flat_map(|row| [Inline::text(*row), Inline::LineBreak {}]);
            plain_text(&rows.collect::<Vec<_>>())
        };
        assert_eq!(line(&["Lamps burn", "again", "", "tonight"]), "Lamps burn again tonight");
        assert_eq!(line(&["大桥今", "日通车，“便", "民”"]), "大桥今日通车，“便民”");
        assert_eq!(line(&["다리가", "열린다"]), "다리가 열린다");
        assert_eq!(line(&["He said —", "“no”"]), "He said — “no”");
        let strong = vec![Inline::text("甲"), Inline::LineBreak {}, Inline::Strong(vec![Inline::text("乙")])];
        assert_eq!(plain_text(&strong), "甲乙");
    }
}

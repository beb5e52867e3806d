//! What articles are put together from: blocks of text, and what each is to its article.
//!
//! Typed and set texts are gathered into blocks and sorted into parts each in its own way; from here on they are one.

use backissue_model::{Align, Ledger, Place, Provenance, Role, Rule, Spanned, Table};

/// A part of an issue.
#[derive(Debug, Clone)]
pub(crate) struct Part {
    /// What it is.
    pub kind: Kind,
    /// Its text and place; its provenance names the rule.
    pub block: Block,
}

/// What a part is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Title of the publication.
    Title,
    /// Name of a department.
    Department,
    /// The line above a headline.
    Kicker,
    /// A headline: an article begins, with the kicker before it if there is one.
    Headline,
    /// The line below a headline.
    Deck,
    /// A byline between headline and text.
    Byline,
    /// A heading within an article.
    Subhead,
    /// A paragraph, list entry, quotation, table or poem.
    Body,
    /// A caption.
    Caption,
    /// A sentence of the article shown again.
    PullQuote,
    /// A byline after the text.
    Tail,
    /// Who gathered or edited, or who the author is.
    Credit,
    /// A signature and date of a notice.
    Signature,
    /// A footnote.
    Note,
    /// A jump line.
    Jump,
}

/// A block of text as it was gathered from lines: a paragraph, display lines, a table, a picture.
#[derive(Debug, Clone, Default)]
pub(crate) struct Block {
    /// What it is as far as its form tells.
    pub form: Form,
    /// Its text; empty for tables and verse.
    pub text: Spanned,
    /// Where it stood and by which rules its lines came together.
    pub provenance: Provenance,
    /// Sheets it stands on.
    pub sheets: Vec<u32>,
    /// Blank lines above it.
    pub gap: u32,
    /// How its first line stands in the measure.
    pub align: Align,
    /// Number of its lines.
    pub lines: usize,
    /// What its marks say.
    pub role: Option<Role>,
    /// Whether a rule stands above it.
    pub rule_above: bool,
    /// Whether it is a jump line of a typed text.
    pub jump: bool,
}

impl Block {
    /// Books the readings beside its characters, where it goes on as a plain text that cannot hold them.
    pub fn leave_readings(&self, ledger: &mut Ledger) {
        let readings: String = self.text.spans.iter().filter_map(|span| span.mark.reading()).collect();
        if !readings.is_empty() {
            let place = self.provenance.places.first().cloned().unwrap_or(Place::File);
            ledger.remove(Rule::new("ruby/beside-plain-text"), place, &readings);
        }
    }
}

/// The form of a block.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) enum Form {
    /// Lines that stand for themselves: a headline, a byline, a caption.
    #[default]
    Display,
    /// A paragraph.
    Text,
    /// A table.
    Table(Table),
    /// Stanzas of lines.
    Verse(Vec<Vec<Spanned>>),
    /// Pictures; the block's text is their caption.
    Picture {
        /// Ids of the images.
        images: Vec<String>,
        /// Text that says the same, given by the source.
        alt: String,
    },
}

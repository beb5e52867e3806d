//! The blocks an article's body is made of.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Inline, Provenance};

/// A block with its origin.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Block {
    /// What it is.
    pub content: Content,
    /// BCP 47 tag, when it differs from the article's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Where it stood and why it is what it is.
    #[serde(default)]
    pub provenance: Provenance,
}

impl Block {
    /// A block of this content, of no known origin.
    pub fn new(content: Content) -> Self {
        Self { content, language: None, provenance: Provenance::default() }
    }

    /// A paragraph of plain text, of no known origin.
    pub fn paragraph(text: impl Into<String>) -> Self {
        Self::new(Content::Paragraph(vec![Inline::text(text)]))
    }
}

/// The kinds of block.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Content {
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A heading within an article.
    Subhead(Subhead),
    /// A list.
    List(List),
    /// A table.
    Table(Table),
    /// Verse, line by line.
    Verse(Verse),
    /// Quoted matter set apart.
    Quote(Vec<Block>),
    /// A box that belongs to the article.
    Sidebar(Sidebar),
    /// A sentence of the article shown large; repeats text that stands elsewhere, or stands alone.
    PullQuote(Vec<Inline>),
    /// Pictures with their caption.
    Figure(Figure),
    /// A line that sends the reader to another page, or says whence the article comes; for print only.
    JumpLine(JumpLine),
    /// A formula set apart: [`Inline::Math`] or plain text.
    Formula(Vec<Inline>),
    /// A thematic break: a rule or ornament between paragraphs.
    Break {},
}

/// A heading within an article.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Subhead {
    /// Depth from 1, the highest below the headline.
    pub level: u8,
    /// Its text.
    pub text: Vec<Inline>,
}

/// A list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct List {
    /// Marked or numbered.
    pub kind: ListKind,
    /// The entries.
    pub items: Vec<ListItem>,
}

/// How entries of a list are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ListKind {
    /// By a mark.
    Bulleted,
    /// By a number, the first of which is given.
    Numbered {
        /// Number of the first entry.
        start: u32,
    },
}

/// An entry of a list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ListItem {
    /// The mark or number as printed, such as `•` or `（一）`; empty when the list's kind says it all.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub label: String,
    /// What the entry says.
    pub blocks: Vec<Block>,
}

impl ListItem {
    /// Whether the label says no more than that an entry begins here: it is empty, or a bullet, dash or other
    /// mark, for which the mark that each format gives the entries of a bulleted list can stand.
    pub fn begins_with_bullet(&self) -> bool {
        let mut label = self.label.chars().filter(|c| !c.is_whitespace() && !c.is_control());
        label.all(|c| "•●■◆▲□◇○▪◦‣·–-*+".contains(c))
    }
}

/// A table, row by row.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Table {
    /// What stands above or below it as its title.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub caption: Vec<Inline>,
    /// How many of the first rows are head rows.
    #[serde(default)]
    pub head_rows: u32,
    /// The rows.
    pub rows: Vec<Row>,
}

/// A row: the cells that begin in it. A cell that spans rows is listed in its first row only, as in HTML.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Row {
    /// The cells from start to end.
    pub cells: Vec<Cell>,
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Cell {
    /// Head or data.
    #[serde(default)]
    pub role: CellRole,
    /// Columns it covers, 1 or more.
    #[serde(default = "one")]
    pub colspan: u32,
    /// Rows it covers, 1 or more.
    #[serde(default = "one")]
    pub rowspan: u32,
    /// Its content.
    pub blocks: Vec<Block>,
}

impl Cell {
    /// A data cell of plain text that covers one row and column.
    pub fn text(text: impl Into<String>) -> Self {
        Self { role: CellRole::Data, colspan: 1, rowspan: 1, blocks: vec![Block::paragraph(text)] }
    }
}

fn one() -> u32 {
    1
}

/// What a cell is to its table.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum CellRole {
    /// Names a row or column.
    Header,
    /// Holds data.
    #[default]
    Data,
}

/// Verse: stanzas of lines.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Verse {
    /// Stanzas, each a list of lines.
    pub stanzas: Vec<Vec<Vec<Inline>>>,
}

/// A box that belongs to the article.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Sidebar {
    /// Its heading, empty when it has none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub title: Vec<Inline>,
    /// What stands in it.
    pub blocks: Vec<Block>,
}

/// Pictures with their caption.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Figure {
    /// Ids of the images; empty when the source has a caption but no picture that could be read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub images: Vec<String>,
    /// Text that says the same as the picture, given by the source; empty when there is none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub alt: String,
    /// The caption.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub caption: Vec<Inline>,
    /// Who made the picture, as printed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub credit: Vec<Inline>,
}

/// A jump line: 下转第3版, `continued from page 1`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct JumpLine {
    /// As printed.
    pub text: Vec<Inline>,
    /// The folio it names, as printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub folio: Option<String>,
}

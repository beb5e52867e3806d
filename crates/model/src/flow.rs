//! Lines in reading order with the typographic cues an editor's eye would use.
//!
//! Layout makes a flow from pages; the readers of plain text and DOCX make one directly. Structure turns it into
//! an issue and looks at nothing else.

use crate::{
    Furniture, Image, IssuePage, Ledger, Metadata, Place, Rect, Source, Spanned, Table, Warning, WritingMode,
};

/// A whole document in reading order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Flow {
    /// What the file says of itself.
    pub metadata: Metadata,
    /// The file.
    pub source: Source,
    /// Its sheets; empty when it has none.
    pub pages: Vec<IssuePage>,
    /// The columns and boxes that lines stand in. Empty when the source has no geometry.
    pub frames: Vec<Frame>,
    /// Lines, tables, pictures, in reading order.
    pub items: Vec<FlowItem>,
    /// Notes that stand apart in the source and are named by [`crate::Mark::NoteRef`].
    pub notes: Vec<FlowNote>,
    /// What was recognised as furniture so far.
    pub furniture: Vec<Furniture>,
    /// Images that pictures name by id.
    pub images: Vec<Image>,
    /// The ledger so far.
    pub ledger: Ledger,
    /// The warnings so far.
    pub warnings: Vec<Warning>,
}

/// A column or box on a page.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Frame {
    /// Sheet from 1.
    pub page: u32,
    /// Its extent in points.
    pub rect: Rect,
    /// The box or band it lies in, an index into [`Flow::frames`]; its own index when it lies in none.
    pub region: u32,
    /// Whether rulings or a panel set its region apart from its surroundings.
    pub boxed: bool,
    /// Direction of its lines.
    pub writing_mode: WritingMode,
}

/// What a flow is made of.
#[derive(Debug, Clone, PartialEq)]
pub enum FlowItem {
    /// A line, or a whole paragraph where the source has paragraphs.
    Line(Line),
    /// A table.
    Table {
        /// The table.
        table: Table,
        /// Where it stood.
        place: Place,
        /// Index into [`Flow::frames`], when there is geometry.
        frame: Option<u32>,
    },
    /// A picture.
    Picture(Picture),
    /// The next sheet begins here.
    PageBreak {
        /// Sheet number from 1.
        page: u32,
    },
    /// A rule or ornament that separates what is above from what is below.
    Separator {
        /// Where it stood.
        place: Place,
    },
}

/// A line with its cues.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Line {
    /// Its text.
    pub text: Spanned,
    /// Where it stood.
    pub place: Option<Place>,
    /// Index into [`Flow::frames`], when there is geometry.
    pub frame: Option<u32>,
    /// What the eye sees.
    pub cues: Cues,
}

/// What the eye sees of a line, apart from its words.
#[derive(Debug, Clone, PartialEq)]
pub struct Cues {
    /// Type size in points of most of its characters; 0 when unknown.
    pub size: f32,
    /// Share of its characters in bold, 0 to 1.
    pub bold: f32,
    /// Share of its characters in italics, 0 to 1.
    pub italic: f32,
    /// Whether its type family differs from that of the body text.
    pub other_family: bool,
    /// Colour of most of its characters: red, green, blue.
    pub color: [u8; 3],
    /// How it stands between the edges of its frame.
    pub align: Align,
    /// Space from its frame's starting edge, as a share of the type size.
    pub indent: f32,
    /// Space from its frame's ending edge, as a share of the type size.
    pub shortfall: f32,
    /// White space above it beyond the normal line distance, as a share of the type size; negative: closer.
    pub space_before: f32,
    /// Width of its frame, as a share of the type size; 0 when unknown.
    pub measure: f32,
    /// Whether it stands on a filled panel made for it, as a label does.
    pub panel: bool,
    /// Whether a paragraph begins with it, as far as the source itself tells.
    pub paragraph: ParagraphCue,
    /// What the file itself says it is: a style name, an outline level, a tag, a typed mark.
    pub role: Option<Role>,
}

impl Default for Cues {
    fn default() -> Self {
        Self {
            size: 0.0,
            bold: 0.0,
            italic: 0.0,
            other_family: false,
            color: [0; 3],
            align: Align::Start,
            indent: 0.0,
            shortfall: 0.0,
            space_before: 0.0,
            measure: 0.0,
            panel: false,
            paragraph: ParagraphCue::Unknown,
            role: None,
        }
    }
}

/// How a line stands between the edges of its frame.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Align {
    /// At the starting edge.
    #[default]
    Start,
    /// In the middle.
    Centre,
    /// At the ending edge.
    End,
    /// From edge to edge.
    Full,
}

/// What the source tells about paragraphs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ParagraphCue {
    /// Nothing.
    #[default]
    Unknown,
    /// The line is a whole paragraph (DOCX).
    Whole,
    /// A blank line stands before it (plain text): a paragraph begins here unless a break cut it in two.
    AfterBlank,
    /// It follows another line with no blank between (plain text).
    AfterLine,
    /// A paragraph begins with it: its words say so.
    Starts,
    /// It goes on with the paragraph before it, whatever stands between.
    Continues,
}

/// What the file itself says a line is.
#[derive(Debug, Clone, PartialEq)]
pub enum Role {
    /// The title of the document.
    Title,
    /// The subtitle of the document.
    Subtitle,
    /// A heading, 1 the highest.
    Heading(u8),
    /// A department label.
    Department,
    /// A byline.
    Byline,
    /// An entry of a list.
    ListItem {
        /// Depth from 0.
        level: u8,
        /// The mark or number as shown; empty when the text carries it.
        label: String,
        /// Whether the mark is a number.
        numbered: bool,
    },
    /// A caption.
    Caption,
    /// Quoted matter.
    Quote,
    /// A line of verse.
    Verse,
    /// A line of a footnote.
    Note,
    /// A formula set apart.
    Formula,
    /// A text box beside the main text.
    Sidebar,
}

/// A picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Picture {
    /// Id in [`Flow::images`]; none when its data could not be read.
    pub image: Option<String>,
    /// Text that says the same, given by the source.
    pub alt: String,
    /// Where it stood.
    pub place: Place,
    /// Index into [`Flow::frames`], when there is geometry.
    pub frame: Option<u32>,
}

/// A note that stands apart in the source.
#[derive(Debug, Clone, PartialEq)]
pub struct FlowNote {
    /// Named by [`crate::Mark::NoteRef`].
    pub id: String,
    /// The mark as shown.
    pub label: String,
    /// What it says.
    pub items: Vec<FlowItem>,
}

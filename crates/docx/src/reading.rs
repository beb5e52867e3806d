//! What is shared while a document is read: the package, its definitions, and the flow that grows. It decides
//! nothing: how elements are read stands in the modules named after them.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use backissue_model::{Flow, FlowItem, Ledger, Place, ReadError, Rule, Tally, Warning, WarningKind};
use backissue_package::read::Package;

use crate::ReadOptions;
use crate::composer::Composer;
use crate::fields::Field;
use crate::markup::Fault;
use crate::notes::Notes;
use crate::numbering::Numbering;
use crate::relationships::{Relationships, relationships_part};
use crate::run_properties::RunProperties;
use crate::sections::{PageCount, Section};
use crate::settings::Settings;
use crate::styles::Styles;
use crate::theme::Theme;

/// The state of reading a document.
pub struct Reading<'a> {
    /// The package.
    pub package: Package<'a>,
    /// What the user wants.
    pub options: &'a ReadOptions,
    /// The theme's fonts.
    pub theme: Theme,
    /// The style sheet.
    pub styles: Styles,
    /// The lists and their counters.
    pub numbering: Numbering,
    /// Settings of the document.
    pub settings: Settings,
    /// Footnotes, endnotes, comments.
    pub notes: Notes<'a>,
    /// The sections, in order.
    pub sections: Vec<Section>,
    /// Number of the section that is read, from 0.
    pub section: usize,
    /// The sheets so far.
    pub pages: PageCount,
    /// Ids of images by the name of their part; none for a part that is no image.
    pub media: BTreeMap<String, Option<String>>,
    /// Characters by type family, to tell the family of the body text.
    pub families: BTreeMap<Rc<str>, usize>,
    /// Characters by language.
    pub languages: BTreeMap<Rc<str>, usize>,
    /// Paragraphs of all parts so far.
    pub paragraphs: usize,
    /// Features that are not read, each told once with its first place.
    told: BTreeSet<String>,
    /// What is handed on in the end.
    pub flow: Flow,
}

/// Blocks that follow one another in a part: the body, a cell, a text box, a note, a running head.
pub struct Story {
    /// Name of the part.
    pub part: Rc<str>,
    /// Its relationships.
    pub relationships: Rc<Relationships>,
    /// Paragraphs of the part so far.
    pub paragraph: u32,
    /// Whether it is the main text or stands in it, so that its page breaks count.
    pub setting: Setting,
    /// What has been read.
    pub items: Vec<Item>,
    /// Fields that are open, outer before inner.
    pub fields: Vec<Field>,
    /// Whether the paragraph begins a field whose code does not end in it.
    pub unfinished_code: bool,
    /// White space in points that precedes the next paragraph.
    pub gap: f32,
    /// Style of the last paragraph.
    pub last_style: Option<Rc<str>>,
    /// What the style of the table around it says of runs.
    pub table_run: Option<RunProperties>,
    /// Text of paragraphs whose end is not shown, to be joined with the next one.
    pub carried: Option<Composer>,
    /// Text boxes and tables around it.
    pub depth: u32,
}

/// An item of the flow, and what the flow cannot say of it yet.
#[derive(Debug, Clone)]
pub struct Item {
    /// The item.
    pub flow: FlowItem,
    /// Type family of most characters of a line.
    pub family: Option<Rc<str>>,
    /// Whether it stands in a text box.
    pub boxed: bool,
}

/// Where a story stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Setting {
    /// The main text.
    Body,
    /// A cell of a table.
    Cell,
    /// A text box.
    Box,
    /// A note or comment.
    Note,
    /// A running head or foot.
    Furniture,
}

impl Item {
    /// An item of the main text, of no known family.
    pub fn new(flow: FlowItem) -> Self {
        Self { flow, family: None, boxed: false }
    }
}

impl Story {
    /// A story of a part.
    pub fn new(part: &str, relationships: Rc<Relationships>, setting: Setting) -> Self {
        Self {
            part: Rc::from(part),
            relationships,
            paragraph: 0,
            setting,
            items: Vec::new(),
            fields: Vec::new(),
            unfinished_code: false,
            gap: 0.0,
            last_style: None,
            table_run: None,
            carried: None,
            depth: 0,
        }
    }

    /// A story within this one: a cell or a text box.
    pub fn within(&self, setting: Setting) -> Self {
        let mut inner = Self::new(&self.part, self.relationships.clone(), setting);
        inner.paragraph = self.paragraph;
        inner.depth = self.depth + 1;
        inner
    }

    /// Adds an item of no known family.
    pub fn push(&mut self, item: FlowItem) {
        self.items.push(Item::new(item));
    }

    /// Adds sheets that begin here.
    pub fn push_breaks(&mut self, breaks: Vec<(usize, u32)>) {
        for (_, page) in breaks {
            self.push(FlowItem::PageBreak { page });
        }
    }

    /// The place of the paragraph that is read.
    pub fn place(&self) -> Place {
        Place::Part { part: self.part.to_string(), paragraph: Some(self.paragraph.max(1)) }
    }

    /// Whether page breaks in it are breaks of the document.
    pub fn breaks_pages(&self) -> bool {
        matches!(self.setting, Setting::Body | Setting::Cell)
    }
}

impl<'a> Reading<'a> {
    /// The state before the first block.
    pub fn new(package: Package<'a>, options: &'a ReadOptions) -> Self {
        Self {
            package,
            options,
            theme: Theme::default(),
            styles: Styles::default(),
            numbering: Numbering::default(),
            settings: Settings::default(),
            notes: Notes::default(),
            sections: Vec::new(),
            section: 0,
            pages: PageCount::default(),
            media: BTreeMap::new(),
            families: BTreeMap::new(),
            languages: BTreeMap::new(),
            paragraphs: 0,
            told: BTreeSet::new(),
            flow: Flow::default(),
        }
    }

    /// Counts characters as decoded.
    pub fn decode(&mut self, text: &str) {
        self.flow.ledger.decoded += Tally::of(text);
    }

    /// Counts characters as decoded and books that they are not shown.
    pub fn leave_out(&mut self, rule: Rule, place: Place, text: &str) {
        self.decode(text);
        let ledger: &mut Ledger = &mut self.flow.ledger;
        ledger.remove(rule, place, text);
    }

    /// Warns.
    pub fn warn(&mut self, kind: WarningKind, place: Place, message: impl Into<String>) {
        self.flow.warnings.push(Warning::new(kind, place, message));
    }

    /// Warns once for all places of its kind.
    pub fn warn_once(&mut self, kind: WarningKind, place: Place, message: &str) {
        if self.told.insert(message.to_owned()) {
            self.warn(kind, place, message);
        }
    }

    /// Tells of broken markup in a part.
    pub fn warn_of_faults(&mut self, part: &str, faults: BTreeSet<Fault>) {
        for fault in faults {
            let place = Place::Part { part: part.to_owned(), paragraph: None };
            let kind = match fault {
                Fault::ForbiddenCharacter => WarningKind::ForbiddenCharacter,
                Fault::Deep | Fault::Large(_) => WarningKind::Limit,
                _ => WarningKind::Damaged,
            };
            self.warn(kind, place, fault.to_string());
        }
    }

    /// The text of a part that the document can do without: none when it is missing, or cannot be read, which
    /// is told.
    pub fn optional_text(&mut self, part: &str) -> Option<String> {
        optional_text(&mut self.package, part)
    }

    /// The relationships of a part.
    pub fn relationships(&mut self, part: &str) -> Relationships {
        let text = self.optional_text(&relationships_part(part));
        text.map(|text| Relationships::of(part, &text)).unwrap_or_default()
    }
}

/// The text of a part that the document can do without; what is wrong with it is told among the package's
/// warnings.
pub fn optional_text(package: &mut Package<'_>, part: &str) -> Option<String> {
    let error = match package.text(part) {
        Ok(text) => return text,
        Err(error) => error,
    };
    let kind = match error {
        ReadError::Limit { .. } => WarningKind::Limit,
        _ => WarningKind::Damaged,
    };
    let place = Place::Part { part: part.to_owned(), paragraph: None };
    package.warnings.push(Warning::new(kind, place, error.to_string()));
    None
}

//! Where a thing stood in its source, and which rule made what of it.

use std::borrow::Cow;
use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A rectangle in points, origin at the top left of the page, y downwards.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(from = "[f32; 4]", into = "[f32; 4]")]
#[schemars(with = "[f32; 4]")]
pub struct Rect {
    /// Left edge.
    pub x0: f32,
    /// Top edge.
    pub y0: f32,
    /// Right edge.
    pub x1: f32,
    /// Bottom edge.
    pub y1: f32,
}

impl Rect {
    /// The rectangle with these edges: left, top, right, bottom.
    pub const fn new(x0: f32, y0: f32, x1: f32, y1: f32) -> Self {
        Self { x0, y0, x1, y1 }
    }

    /// Width in points; negative when the rectangle is turned inside out.
    pub fn width(&self) -> f32 {
        self.x1 - self.x0
    }

    /// Height in points.
    pub fn height(&self) -> f32 {
        self.y1 - self.y0
    }

    /// The smallest rectangle that holds both.
    pub fn union(&self, other: &Self) -> Self {
        Self {
            x0: self.x0.min(other.x0),
            y0: self.y0.min(other.y0),
            x1: self.x1.max(other.x1),
            y1: self.y1.max(other.y1),
        }
    }

    /// Length that both share on the x axis, 0 when none.
    pub fn overlap_x(&self, other: &Self) -> f32 {
        (self.x1.min(other.x1) - self.x0.max(other.x0)).max(0.0)
    }

    /// Length that both share on the y axis, 0 when none.
    pub fn overlap_y(&self, other: &Self) -> f32 {
        (self.y1.min(other.y1) - self.y0.max(other.y0)).max(0.0)
    }

    /// Whether the middle of `other` lies within.
    pub fn holds_middle_of(&self, other: &Self) -> bool {
        let (x, y) = ((other.x0 + other.x1) / 2.0, (other.y0 + other.y1) / 2.0);
        self.x0 <= x && x <= self.x1 && self.y0 <= y && y <= self.y1
    }
}

impl From<[f32; 4]> for Rect {
    fn from([x0, y0, x1, y1]: [f32; 4]) -> Self {
        Self { x0, y0, x1, y1 }
    }
}

impl From<Rect> for [f32; 4] {
    fn from(r: Rect) -> Self {
        [r.x0, r.y0, r.x1, r.y1]
    }
}

/// A place in the source, in the terms of its format.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Place {
    /// The file as a whole.
    File,
    /// A sheet of a paged source, counted from 1, and the box on it where known.
    Page {
        /// Sheet number from 1 (not the printed folio).
        page: u32,
        /// Box on the sheet, in points.
        #[serde(rename = "box", default, skip_serializing_if = "Option::is_none")]
        rect: Option<Rect>,
    },
    /// Lines of a text file, counted from 1, both ends included.
    Lines {
        /// First line.
        first: u32,
        /// Last line.
        last: u32,
    },
    /// A byte offset in a file whose lines cannot be told yet.
    Byte {
        /// Offset from 0.
        offset: u64,
    },
    /// A part of a package, and the paragraph in it where known (counted from 1 in document order).
    Part {
        /// Name of the part, such as `word/document.xml`.
        part: String,
        /// Paragraph number within the part.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        paragraph: Option<u32>,
    },
}

impl Place {
    /// A sheet as a whole.
    pub const fn page(page: u32) -> Self {
        Self::Page { page, rect: None }
    }

    /// The sheet this place lies on, if its source has sheets.
    pub fn sheet(&self) -> Option<u32> {
        match self {
            Self::Page { page, .. } => Some(*page),
            _ => None,
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File => write!(f, "file"),
            Self::Page { page, .. } => write!(f, "page {page}"),
            Self::Lines { first, last } if first == last => write!(f, "line {first}"),
            Self::Lines { first, last } => write!(f, "lines {first}-{last}"),
            Self::Byte { offset } => write!(f, "byte {offset}"),
            Self::Part { part, paragraph: Some(p) } => write!(f, "{part}, paragraph {p}"),
            Self::Part { part, paragraph: None } => write!(f, "{part}"),
        }
    }
}

/// The name of a rule that made a decision, such as `headline/larger-than-body`.
///
/// The part before the slash says what was decided, the part after it on what evidence.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Rule(pub Cow<'static, str>);

impl Rule {
    /// A rule of the program itself.
    pub const fn new(name: &'static str) -> Self {
        Self(Cow::Borrowed(name))
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Where a part of the issue came from and which rules made it what it is.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Provenance {
    /// Places in reading order: several when a paragraph runs over a column or page break.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<Place>,
    /// Rules in the order in which they decided.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<Rule>,
}

impl Provenance {
    /// One place and the rule that decided.
    pub fn new(place: Place, rule: Rule) -> Self {
        Self { places: vec![place], rules: vec![rule] }
    }

    /// Adds what another provenance says, each place and rule once.
    pub fn absorb(&mut self, other: Self) {
        for place in other.places {
            self.add_place(place);
        }
        for rule in other.rules {
            self.add_rule(rule);
        }
    }

    /// Adds a place; a box on the same sheet as the last place, or lines that follow it, widen that place.
    ///
    /// Boxes are only joined when they share most of their width: the two halves of a paragraph that runs over
    /// a column break stay two places.
    pub fn add_place(&mut self, place: Place) {
        match (self.places.last_mut(), &place) {
            (Some(last), _) if *last == place => {}
            (Some(Place::Page { page: p, rect: Some(a) }), Place::Page { page: q, rect: Some(b) })
                if p == q && a.overlap_x(b) * 2.0 > a.width().min(b.width()) =>
            {
                *a = a.union(b);
            }
            (Some(Place::Lines { last, .. }), Place::Lines { first, last: end }) if *first <= *last + 1 => {
                *last = (*last).max(*end);
            }
            _ => {
                // Most have one place and one rule or two: room for more would outweigh them.
                self.places.reserve_exact(1);
                self.places.push(place);
            }
        }
    }

    /// Adds a rule once.
    pub fn add_rule(&mut self, rule: Rule) {
        if !self.rules.contains(&rule) {
            self.rules.reserve_exact(1);
            self.rules.push(rule);
        }
    }
}

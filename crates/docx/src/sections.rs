//! Sections: page sizes, columns, running heads (ECMA-376 Part 1, 17.6), and the count of sheets.

use backissue_model::IssuePage;

use crate::markup::{self, Element};
use crate::namespace::Namespace;
use crate::number_formats::{self, NumberFormat};
use crate::paragraph_properties::points;
use crate::run_properties::is_on;
use crate::settings::NoteNumbering;

/// A section, as its properties at its end state it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Section {
    /// Whether it begins on the sheet on which the last one ends.
    pub continuous: bool,
    /// Width of a sheet in points.
    pub width: f32,
    /// Height of a sheet in points.
    pub height: f32,
    /// Width of one column in points; 0 when unknown.
    pub measure: f32,
    /// Whether lines run downwards.
    pub vertical: bool,
    /// Whether it is set from right to left.
    pub right_to_left: bool,
    /// Relationship ids of its heads and feet.
    pub furniture: Vec<FurnitureReference>,
    /// Number of its first page, where one is stated.
    pub first_number: Option<u32>,
    /// Format of its page numbers.
    pub number_format: Option<NumberFormat>,
    /// How its footnotes are numbered, where it differs.
    pub footnotes: NoteNumbering,
    /// How its endnotes are numbered, where it differs.
    pub endnotes: NoteNumbering,
}

/// A reference to a running head or foot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FurnitureReference {
    /// Whether it stands at the head.
    pub head: bool,
    /// Relationship id of its part.
    pub id: String,
}

/// The sheets of a document as far as it tells of breaks.
#[derive(Debug, Clone, Default)]
pub struct PageCount {
    /// Section of each sheet but the first, on which it begins.
    breaks: Vec<usize>,
    /// Whether text stands on the current sheet: a break that Word noted after an explicit one is the same.
    used: bool,
}

/// A default page: the standard's 12,240 by 15,840 twips.
const LETTER: (f32, f32) = (612.0, 792.0);
/// Sheets beyond this number are not told apart: each costs memory, and no issue has them.
const SHEETS: usize = 100_000;

/// All sections of a document, in order.
pub fn sections(document: &str) -> Vec<Section> {
    let mut sections = Vec::new();
    markup::collect(document, "sectPr", &mut |element| {
        if element.is(Namespace::Word, "sectPr") {
            sections.push(Section::of(&element));
        }
    });
    sections
}

impl Section {
    fn of(element: &Element<'_>) -> Self {
        let measure = |child: &str, name: &str| {
            let value = element.child(child)?.attribute(name)?;
            points(value).filter(|points| *points > 0.0)
        };
        let width = measure("pgSz", "w").unwrap_or(LETTER.0);
        let numbers = element.child("pgNumType");
        let start = numbers.and_then(|numbers| numbers.number("start"));
        Self {
            continuous: matches!(element.value("type"), Some("continuous" | "nextColumn")),
            width,
            height: measure("pgSz", "h").unwrap_or(LETTER.1),
            measure: column_width(element, width),
            vertical: matches!(element.value("textDirection"), Some("tbRl" | "tbRlV" | "rl" | "rlV")),
            right_to_left: element.child("bidi").is_some_and(is_on),
            furniture: furniture(element),
            first_number: start.and_then(|start| u32::try_from(start).ok()),
            number_format: numbers.and_then(|numbers| numbers.attribute("fmt")).map(NumberFormat::named),
            footnotes: element.child("footnotePr").map(NoteNumbering::of).unwrap_or_default(),
            endnotes: element.child("endnotePr").map(NoteNumbering::of).unwrap_or_default(),
        }
    }
}

fn furniture(element: &Element<'_>) -> Vec<FurnitureReference> {
    let references = element.elements().filter_map(|child| {
        let head = match child.name {
            "headerReference" => true,
            "footerReference" => false,
            _ => return None,
        };
        Some(FurnitureReference { head, id: child.relationship("id")?.to_owned() })
    });
    references.collect()
}

/// Width of the first column: of the page less its margins, less the gaps, in equal parts unless columns state
/// their own widths.
fn column_width(element: &Element<'_>, width: f32) -> f32 {
    let margins = element.child("pgMar");
    let margin = |name: &str| margins.and_then(|margins| points(margins.attribute(name)?)).unwrap_or(0.0);
    let text = (width - margin("left") - margin("right") - margin("gutter")).max(0.0);
    let Some(columns) = element.child("cols") else {
        return text;
    };
    let own = columns.elements().find_map(|column| points(column.attribute("w")?));
    let count = columns.number("num").unwrap_or(1).clamp(1, 45) as f32;
    let gap = columns.attribute("space").and_then(points).unwrap_or(36.0);
    own.unwrap_or(((text - (count - 1.0) * gap) / count).max(0.0))
}

impl PageCount {
    /// Notes that text stands on the sheet.
    pub fn use_sheet(&mut self) {
        self.used = true;
    }

    /// Number of the current sheet.
    pub fn current(&self) -> u32 {
        self.breaks.len() as u32 + 1
    }

    /// A break that the author set; gives the number of the new sheet.
    pub fn break_set(&mut self, section: usize) -> Option<u32> {
        if self.breaks.len() >= SHEETS {
            return None;
        }
        self.used = false;
        self.breaks.push(section);
        Some(self.breaks.len() as u32 + 1)
    }

    /// A break that must be there but may have been set already: noted by Word when it last laid the document
    /// out, or called for by a style or section.
    pub fn break_needed(&mut self, section: usize) -> Option<u32> {
        if self.used { self.break_set(section) } else { None }
    }

    /// The sheets; none when no break is known.
    pub fn sheets(&self, sections: &[Section]) -> Vec<IssuePage> {
        if self.breaks.is_empty() {
            return Vec::new();
        }
        let mut pages: Vec<IssuePage> = Vec::new();
        let mut folio = 0;
        let mut last = None;
        for (at, &section) in std::iter::once(&0).chain(&self.breaks).enumerate() {
            let stated = sections.get(section);
            let begins = last != Some(section);
            last = Some(section);
            folio = match stated.and_then(|section| section.first_number) {
                Some(first) if begins => first,
                _ => folio + 1,
            };
            let format = stated.and_then(|section| section.number_format.clone());
            pages.push(IssuePage {
                number: at as u32 + 1,
                folio: Some(number_formats::format(folio, &format.unwrap_or(NumberFormat::Decimal))),
                width: stated.map_or(0.0, |section| section.width),
                height: stated.map_or(0.0, |section| section.height),
            });
        }
        pages
    }
}

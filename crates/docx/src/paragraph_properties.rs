//! Paragraph properties: how paragraphs stand (ECMA-376 Part 1, 17.3.1), as one element states them and combined.

use std::rc::Rc;

use backissue_model::Align;

use crate::markup::Element;
use crate::run_properties::is_on;

/// What one source (a style, a paragraph, a list level, the defaults) says of paragraphs. `None`: nothing.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ParagraphProperties {
    /// Paragraph style.
    pub style: Option<Rc<str>>,
    /// How its lines stand.
    pub align: Option<Align>,
    /// From the edge of the column, at the side where lines begin.
    pub start: Option<Length>,
    /// From the edge of the column, at the side where lines end.
    pub end: Option<Length>,
    /// Of the first line, beyond `start`; negative when it hangs.
    pub first: Option<Length>,
    /// White space above.
    pub before: Option<Length>,
    /// White space below.
    pub after: Option<Length>,
    /// No white space between paragraphs of the same style.
    pub contextual: Option<bool>,
    /// Outline level from 0; 9 is body text.
    pub outline: Option<u8>,
    /// The list it belongs to; 0 is none.
    pub list: Option<i64>,
    /// Depth in the list from 0.
    pub level: Option<u8>,
    /// Begins a page.
    pub page_break_before: Option<bool>,
    /// Runs from right to left.
    pub right_to_left: Option<bool>,
    /// Stands on a shaded ground.
    pub shaded: Option<bool>,
    /// Is an initial letter set over several lines of the next paragraph.
    pub drop_cap: bool,
}

/// A length in one of the units that Word has for it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Length {
    /// In points.
    Points(f32),
    /// In characters: shares of the type size.
    Ems(f32),
}

/// Space of the `auto` kind, in points: one line of the HTML paragraphs for which it was made.
const AUTO_SPACE: Length = Length::Points(14.0);
/// Height of a line as a share of the type size, where space is given in lines.
pub const LINE_HEIGHT: f32 = 1.2;
/// Twentieths of a point in a point.
const TWIPS: f32 = 20.0;
/// Longer lengths are errors: Word's largest page is 22 inches wide.
const LONGEST: f32 = 1584.0;

impl Length {
    /// As a share of this type size in points.
    pub fn in_ems(self, size: f32) -> f32 {
        match self {
            Self::Points(points) if size > 0.0 => points / size,
            Self::Points(_) => 0.0,
            Self::Ems(ems) => ems,
        }
    }
}

impl ParagraphProperties {
    /// Reads a `w:pPr` element.
    pub fn of(element: &Element<'_>) -> Self {
        let mut properties = Self::default();
        for child in element.elements() {
            properties.read(child);
        }
        properties
    }

    fn read(&mut self, child: &Element<'_>) {
        match child.name {
            "pStyle" => self.style = child.attribute("val").map(Rc::from),
            "jc" => self.align = child.attribute("val").map(align),
            "ind" => self.read_indents(child),
            "spacing" => self.read_spacing(child),
            "contextualSpacing" => self.contextual = Some(is_on(child)),
            "outlineLvl" => self.outline = child.number("val").and_then(|level| u8::try_from(level).ok()),
            "numPr" => {
                self.list = child.child("numId").and_then(|id| id.number("val"));
                let level = child.child("ilvl").and_then(|level| level.number("val"));
                self.level = level.map(|level| level.clamp(0, 8) as u8);
            }
            "pageBreakBefore" => self.page_break_before = Some(is_on(child)),
            "shd" => self.shaded = Some(is_shaded(child)),
            "bidi" => self.right_to_left = Some(is_on(child)),
            "framePr" => self.drop_cap = matches!(child.attribute("dropCap"), Some("drop" | "margin")),
            _ => {}
        }
    }

    fn read_indents(&mut self, element: &Element<'_>) {
        // Strict files and Word 2010 say `start` and `end`; the older names mean the same.
        let side = |new: &str, old: &str| {
            let chars =
                chars(element, &format!("{new}Chars")).or_else(|| chars(element, &format!("{old}Chars")));
            chars.or_else(|| twips(element, new)).or_else(|| twips(element, old))
        };
        let hanging = chars(element, "hangingChars").or_else(|| twips(element, "hanging"));
        let first = chars(element, "firstLineChars").or_else(|| twips(element, "firstLine"));
        self.start = side("start", "left").or(self.start);
        self.end = side("end", "right").or(self.end);
        self.first = hanging.map(negative).or(first).or(self.first);
    }

    fn read_spacing(&mut self, element: &Element<'_>) {
        let space = |name: &str| {
            let automatic = element.attribute(&format!("{name}Autospacing"));
            if matches!(automatic, Some("1" | "true" | "on")) {
                return Some(AUTO_SPACE);
            }
            let lines = element.number(&format!("{name}Lines")).filter(|lines| *lines != 0);
            let lines = lines.map(|lines| Length::Ems(lines as f32 / 100.0 * LINE_HEIGHT));
            lines.or_else(|| twips(element, name))
        };
        self.before = space("before").or(self.before);
        self.after = space("after").or(self.after);
    }

    /// What holds when `over` is said on top of this.
    pub fn overlaid(&self, over: &Self) -> Self {
        Self {
            style: over.style.clone().or_else(|| self.style.clone()),
            align: over.align.or(self.align),
            start: over.start.or(self.start),
            end: over.end.or(self.end),
            first: over.first.or(self.first),
            before: over.before.or(self.before),
            after: over.after.or(self.after),
            contextual: over.contextual.or(self.contextual),
            outline: over.outline.or(self.outline),
            list: over.list.or(self.list),
            level: over.level.or(self.level),
            page_break_before: over.page_break_before.or(self.page_break_before),
            right_to_left: over.right_to_left.or(self.right_to_left),
            shaded: over.shaded.or(self.shaded),
            drop_cap: over.drop_cap || self.drop_cap,
        }
    }
}

/// Whether shading shows: a fill that is neither white nor left to the window, or a pattern.
fn is_shaded(element: &Element<'_>) -> bool {
    let fill = element.attribute("fill").unwrap_or("auto");
    let pattern = element.attribute("val").unwrap_or("clear");
    !matches!(fill, "auto" | "FFFFFF" | "ffffff") || !matches!(pattern, "clear" | "nil")
}

fn align(value: &str) -> Align {
    match value {
        "center" => Align::Centre,
        "right" | "end" => Align::End,
        "both" | "distribute" => Align::Full,
        _ => Align::Start,
    }
}

fn negative(length: Length) -> Length {
    match length {
        Length::Points(points) => Length::Points(-points),
        Length::Ems(ems) => Length::Ems(-ems),
    }
}

/// A length in hundredths of a character. Zero says that the length in twips holds.
fn chars(element: &Element<'_>, name: &str) -> Option<Length> {
    let hundredths = element.number(name).filter(|chars| *chars != 0)?;
    Some(Length::Ems((hundredths as f32 / 100.0).clamp(-LONGEST, LONGEST)))
}

fn twips(element: &Element<'_>, name: &str) -> Option<Length> {
    Some(Length::Points(points(element.attribute(name)?)?))
}

/// A measure in points: twips without a unit, or a number with a unit (17.18.86, `ST_TwipsMeasure`).
pub fn points(value: &str) -> Option<f32> {
    let value = value.trim();
    let unit = value.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(value.len());
    let number: f32 = value[..unit].parse().ok()?;
    let points = match &value[unit..] {
        "" => number / TWIPS,
        "pt" => number,
        "in" => number * 72.0,
        "cm" => number * 72.0 / 2.54,
        "mm" => number * 72.0 / 25.4,
        "pc" | "pi" => number * 12.0,
        _ => return None,
    };
    points.is_finite().then(|| points.clamp(-LONGEST, LONGEST))
}

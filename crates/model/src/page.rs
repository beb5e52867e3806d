//! Pages as a reader sees them: positioned glyphs, rulings, panels, images. No lines, no words, no order.
//!
//! All lengths are points (1/72 inch) after the page's own rotation and units: the origin is the top left of the
//! visible page, x runs right, y runs down.

use crate::{Hints, Image, Ledger, Metadata, Rect, Warning};

/// All that a paged reader yields.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Pages {
    /// What the file says of itself.
    pub metadata: Metadata,
    /// The pages, in the file's order.
    pub pages: Vec<Page>,
    /// Images that pages place by id.
    pub images: Vec<Image>,
    /// All decoded characters; repairs and removals made by the reader.
    pub ledger: Ledger,
    /// What the reader could not do.
    pub warnings: Vec<Warning>,
    /// What the file knows of its own text: outline, threads, tags.
    pub hints: Hints,
}

/// One page.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Page {
    /// Sheet number from 1.
    pub number: u32,
    /// The label that the file gives the page, if any.
    pub label: Option<String>,
    /// Width in points.
    pub width: f32,
    /// Height in points.
    pub height: f32,
    /// The text of all glyphs, in drawing order, without any white space that no glyph stands for.
    pub text: String,
    /// The glyphs, in drawing order.
    pub glyphs: Vec<Glyph>,
    /// Styles that glyphs name by index.
    pub styles: Vec<TextStyle>,
    /// Straight strokes and thin fills.
    pub rulings: Vec<Ruling>,
    /// Filled or framed areas.
    pub panels: Vec<Panel>,
    /// Images in their places.
    pub images: Vec<PlacedImage>,
    /// Links in their places.
    pub links: Vec<LinkArea>,
}

impl Page {
    /// The text of a glyph: usually one character; several for a ligature; empty only for a glyph whose text
    /// another carries.
    pub fn glyph_text(&self, glyph: &Glyph) -> &str {
        let start = glyph.start as usize;
        self.text.get(start..start + usize::from(glyph.len)).unwrap_or_default()
    }

    /// The style of a glyph.
    pub fn style(&self, glyph: &Glyph) -> &TextStyle {
        &self.styles[usize::from(glyph.style)]
    }
}

/// A glyph in its place.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Glyph {
    /// Byte offset of its text in [`Page::text`].
    pub start: u32,
    /// Bytes of its text.
    pub len: u8,
    /// Index into [`Page::styles`].
    pub style: u16,
    /// Where it starts: the left end of its advance on the baseline; for vertical writing the middle of the
    /// column.
    pub x: f32,
    /// The baseline; for vertical writing the top of the glyph's cell.
    pub y: f32,
    /// Its advance along the direction of writing, 0 or more, without character and word spacing.
    pub advance: f32,
    /// Its place in the structure tree, counted from 1 ([`crate::Tags`]); 0 when the file does not tag it.
    pub tag: u32,
}

/// How a glyph looks.
#[derive(Debug, Clone, PartialEq)]
pub struct TextStyle {
    /// Font family without subset prefix and style words, such as `SimSun`.
    pub family: String,
    /// Type size as it appears on the page, in points.
    pub size: f32,
    /// Whether it is bold, by name, flags, weight or stroke.
    pub bold: bool,
    /// Whether it is slanted.
    pub italic: bool,
    /// Fill colour: red, green, blue.
    pub color: [u8; 3],
    /// Direction of writing.
    pub direction: Direction,
    /// Whether a reader of the page sees it.
    pub visibility: Visibility,
    /// Whether the file marks it as an artifact of pagination (ISO 32000-2, 14.8.2.2): a hint, not a verdict.
    pub artifact: bool,
    /// Whether its letters are small capitals, by the name or flags of the font, the names of its glyphs, or capitals
    /// set smaller within words.
    pub small_caps: bool,
}

impl Default for TextStyle {
    fn default() -> Self {
        Self {
            family: String::new(),
            size: 10.0,
            bold: false,
            italic: false,
            color: [0; 3],
            direction: Direction::Right,
            visibility: Visibility::Visible,
            artifact: false,
            small_caps: false,
        }
    }
}

/// Direction in which a text is written on the page.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// Rightwards, upright (right-to-left scripts too: order is layout's matter).
    #[default]
    Right,
    /// Vertical writing: glyphs upright, one below the other.
    Vertical,
    /// Turned a quarter clockwise: reads downwards.
    Down,
    /// Turned a quarter counter-clockwise: reads upwards.
    Up,
    /// Upside down.
    Left,
}

/// Whether a reader of the page sees a text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Visibility {
    /// Seen.
    #[default]
    Visible,
    /// Drawn in no colour (render mode 3) or under a picture, as by text recognition for a scan: read like what is seen,
    /// but what its type tells is guessed.
    Invisible,
    /// In the colour of its ground, under an image, outside the page, or too small to read.
    Hidden,
}

/// A straight stroke, or a fill too thin to be an area.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ruling {
    /// Its extent: the long side is its length; the short side its thickness (0 for a hairline) and how far it leans.
    pub rect: Rect,
    /// Colour: red, green, blue.
    pub color: [u8; 3],
    /// How far its right end lies below its left one, or its lower end to the right of its upper one, in points: 0 for
    /// all that is drawn; not for what stands in a scan that lies askew.
    pub lean: f32,
}

impl Ruling {
    /// The ruling along the middle between two points, of a thickness in points.
    pub fn between(a: (f32, f32), b: (f32, f32), thickness: f32, color: [u8; 3]) -> Self {
        let half = thickness / 2.0;
        let is_level = (b.0 - a.0).abs() >= (b.1 - a.1).abs();
        let (a, b) = if if is_level { a.0 <= b.0 } else { a.1 <= b.1 } { (a, b) } else { (b, a) };
        let (x, y) = ([a.0.min(b.0), a.0.max(b.0)], [a.1.min(b.1), a.1.max(b.1)]);
        if is_level {
            Self { rect: Rect::new(x[0], y[0] - half, x[1], y[1] + half), color, lean: b.1 - a.1 }
        } else {
            Self { rect: Rect::new(x[0] - half, y[0], x[1] + half, y[1]), color, lean: b.0 - a.0 }
        }
    }

    /// The middles of its ends, the left or upper one first, and its thickness in points.
    pub fn ends(&self) -> ([(f32, f32); 2], f32) {
        let Rect { x0, y0, x1, y1 } = self.rect;
        let is_level = self.rect.width() >= self.rect.height();
        let thickness = (if is_level { y1 - y0 } else { x1 - x0 } - self.lean.abs()).max(0.0);
        let half = thickness / 2.0;
        let sides = |low: f32, high: f32| {
            if self.lean >= 0.0 { (low + half, high - half) } else { (high - half, low + half) }
        };
        let ends = if is_level {
            let (left, right) = sides(y0, y1);
            [(x0, left), (x1, right)]
        } else {
            let (upper, lower) = sides(x0, x1);
            [(upper, y0), (lower, y1)]
        };
        (ends, thickness)
    }
}

/// A filled or framed area.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Panel {
    /// Its extent.
    pub rect: Rect,
    /// Fill colour, if filled.
    pub fill: Option<[u8; 3]>,
    /// Whether its outline is stroked.
    pub framed: bool,
}

/// An image in its place.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PlacedImage {
    /// Its extent on the page.
    pub rect: Rect,
    /// Id in [`Pages::images`]; none when its data could not be read (a warning tells).
    pub image: Option<String>,
    /// Text that says the same, given by the file.
    pub alt: Option<String>,
    /// Its place in the structure tree, counted from 1 ([`crate::Tags`]); 0 when the file does not tag it.
    pub tag: u32,
}

/// A link in its place.
#[derive(Debug, Clone, PartialEq)]
pub struct LinkArea {
    /// Its extent on the page.
    pub rect: Rect,
    /// Where it leads: a URI.
    pub target: String,
}

//! A page while it is drawn: glyphs, styles, shapes and pictures gathered, characters counted.
//!
//! What is drawn is kept in drawing order. Decisions that need the whole page (what is hidden, what is drawn twice)
//! are taken afterwards, in `visibility` and `repairs`.

use std::collections::{BTreeMap, HashMap};

use backissue_model::{
    Direction, Entry, Glyph, Page, Panel, Place, Rect, Rule, Ruling, Tally, TextStyle, Visibility, Warning,
    WarningKind, is_counted,
};

use crate::color::Rgb;
use crate::fonts::{Code, Face};
use crate::images::ImageSource;
use crate::limits::{
    BYTES_PER_GLYPH, BYTES_PER_OTHER, MAX_GLYPHS, MAX_PAGE_WARNINGS, MAX_PLACED_IMAGES, MAX_SHAPES,
};
use crate::matrix::Matrix;

/// A page while it is drawn.
#[derive(Default)]
pub(crate) struct Canvas {
    /// The page so far.
    pub(crate) page: Page,
    /// Characters decoded so far.
    pub(crate) decoded: Tally,
    /// Repairs and removals so far.
    pub(crate) entries: Vec<Entry>,
    /// What was painted under and over the text.
    pub(crate) grounds: Vec<Ground>,
    /// Images in their places, their data not yet read.
    pub(crate) pictures: Vec<Picture>,
    /// Glyphs without a Unicode value, by font.
    pub(crate) unmapped: BTreeMap<String, u32>,
    /// The place in the structure tree of what is drawn now; 0 for none.
    pub(crate) tag: u32,
    /// What went wrong.
    pub(crate) warnings: Vec<Warning>,
    styles: HashMap<StyleKey, u16>,
    /// The style asked for last: files drawn glyph by glyph ask for the same one thousands of times.
    last_style: Option<(Face, Look, u16)>,
}

/// An area painted at some point among the glyphs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Ground {
    /// Its extent.
    pub(crate) rect: Rect,
    /// Its colour; none when it has no one colour or the shape is not known to fill its extent.
    pub(crate) color: Option<Rgb>,
    /// Whether it is a picture.
    pub(crate) picture: bool,
    /// Glyphs drawn before it.
    pub(crate) after: u32,
}

/// An image in its place.
pub(crate) struct Picture {
    /// Its extent, as far as the clip shows it.
    pub(crate) rect: Rect,
    /// What takes the unit square to its place on the page.
    pub(crate) matrix: Matrix,
    /// Whether the page's text was recognised in it.
    pub(crate) is_scan: bool,
    /// Where its data is.
    pub(crate) source: ImageSource,
    /// Text that says the same.
    pub(crate) alt: Option<String>,
    /// Its place in the structure tree; 0 for none.
    pub(crate) tag: u32,
}

/// How a run of glyphs looks, as far as it is the same for all of them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Look {
    /// Type size on the page, in points.
    pub(crate) size: f32,
    /// Fill colour.
    pub(crate) color: Rgb,
    /// Direction of writing.
    pub(crate) direction: Direction,
    /// Whether it is drawn at all.
    pub(crate) visibility: Visibility,
    /// Whether a stroke of its own makes it bold.
    pub(crate) stroked: bool,
    /// Whether its matrix makes it italic.
    pub(crate) slanted: bool,
    /// Whether the file marks it as an artifact.
    pub(crate) artifact: bool,
    /// Whether its glyphs are small capitals by their names.
    pub(crate) small_caps: bool,
}

/// A look and a font, sizes to the hundredth of a point.
#[derive(PartialEq, Eq, Hash)]
struct StyleKey {
    face: (String, bool, bool),
    size: i32,
    color: Rgb,
    direction: Direction,
    visibility: Visibility,
    artifact: bool,
    small_caps: bool,
}

/// Most bytes of text that one glyph carries; longer texts are carried by several glyphs in one place.
const MAX_GLYPH_TEXT: usize = 252;

/// Characters that surely fit into [`MAX_GLYPH_TEXT`].
const MAX_GLYPH_CHARS: usize = MAX_GLYPH_TEXT / 4;

impl Canvas {
    /// The index of a style, made when it is new. Beyond 65,535 styles the last one serves for all.
    pub(crate) fn style(&mut self, face: &Face, look: &Look) -> u16 {
        match &self.last_style {
            Some((last_face, last_look, index)) if last_face == face && last_look == look => *index,
            _ => {
                let index = self.find_style(face, look);
                self.last_style = Some((face.clone(), *look, index));
                index
            }
        }
    }

    fn find_style(&mut self, face: &Face, look: &Look) -> u16 {
        let bold = face.bold || look.stroked;
        let italic = face.italic || look.slanted;
        let key = StyleKey {
            face: (face.family.clone(), bold, italic),
            size: (look.size * 100.0).round() as i32,
            color: look.color,
            direction: look.direction,
            visibility: look.visibility,
            artifact: look.artifact,
            small_caps: face.small_caps || look.small_caps,
        };
        let next = u16::try_from(self.page.styles.len()).unwrap_or(u16::MAX - 1);
        if let Some(&known) = self.styles.get(&key) {
            return known;
        }
        if next == u16::MAX - 1 {
            return next - 1;
        }
        self.page.styles.push(TextStyle {
            family: key.face.0.clone(),
            size: key.size as f32 / 100.0,
            bold,
            italic,
            color: look.color,
            direction: look.direction,
            visibility: look.visibility,
            artifact: look.artifact,
            small_caps: key.small_caps,
        });
        self.styles.insert(key, next);
        next
    }

    /// The index of a style that is the same but for one change; `known` holds those found so far, by the style that
    /// was changed. Beyond 65,535 styles the style itself.
    pub(crate) fn sister(
        &mut self,
        known: &mut [Option<u16>],
        style: u16,
        change: fn(&mut TextStyle),
    ) -> u16 {
        let at = usize::from(style);
        if let Some(&Some(index)) = known.get(at) {
            return index;
        }
        let (Some(slot), Ok(index)) = (known.get_mut(at), u16::try_from(self.page.styles.len())) else {
            return style;
        };
        let mut sister = self.page.styles[at].clone();
        change(&mut sister);
        self.page.styles.push(sister);
        *slot = Some(index);
        index
    }

    /// Counts a glyph of a font that has no Unicode value.
    pub(crate) fn count_unmapped(&mut self, font: &str) {
        match self.unmapped.get_mut(font) {
            Some(count) => *count += 1,
            None => {
                self.unmapped.insert(font.to_owned(), 1);
            }
        }
    }

    /// Adds a glyph; `false` when the page is full.
    pub(crate) fn push_glyph(&mut self, code: &Code, style: u16, x: f32, y: f32, advance: f32) -> bool {
        if self.page.glyphs.len() >= MAX_GLYPHS {
            return false;
        }
        self.decoded += code.tally;
        if let Some((before, rule)) = &code.repaired {
            let rect = cell(x, y, advance, &self.page.styles[usize::from(style)]);
            self.book(rule.clone(), rect, before, &code.text);
        }
        let mut rest = &*code.text;
        let mut advance = advance;
        loop {
            let piece = &rest[..floor_char_boundary(rest, MAX_GLYPH_TEXT)];
            let (start, tag) = (self.page.text.len() as u32, self.tag);
            self.page.text.push_str(piece);
            self.page.glyphs.push(Glyph { start, len: piece.len() as u8, style, x, y, advance, tag });
            rest = &rest[piece.len()..];
            if rest.is_empty() {
                return true;
            }
            advance = 0.0;
        }
    }

    /// Books a repair or, with `after` empty, a removal. Neighbours on one line under one rule become one entry.
    pub(crate) fn book(&mut self, rule: Rule, rect: Rect, before: &str, after: &str) {
        if !before.chars().chain(after.chars()).any(is_counted) || before == after {
            return;
        }
        if let Some(last) = self.entries.last_mut()
            && last.rule == rule
            && let Place::Page { rect: Some(known), .. } = &mut last.place
            && follows(known, &rect)
        {
            *known = known.union(&rect);
            last.before.push_str(before);
            last.after.push_str(after);
            return;
        }
        let place = Place::Page { page: self.page.number, rect: Some(rect) };
        self.entries.push(Entry { rule, place, before: before.to_owned(), after: after.to_owned() });
    }

    /// Counts and books text that is decoded and left out in one step.
    pub(crate) fn leave_out(&mut self, rule: Rule, rect: Rect, text: &str) {
        self.decoded.add_text(text);
        self.book(rule, rect, text, "");
    }

    /// Adds a ruling as long as there is room.
    pub(crate) fn push_ruling(&mut self, ruling: Ruling) {
        if self.page.rulings.len() < MAX_SHAPES {
            self.page.rulings.push(ruling);
        }
    }

    /// Adds a panel as long as there is room; a frame around the panel just filled joins it.
    pub(crate) fn push_panel(&mut self, panel: Panel) {
        if let Some(last) = self.page.panels.last_mut()
            && last.rect == panel.rect
            && last.fill.is_none() != panel.fill.is_none()
        {
            last.fill = last.fill.or(panel.fill);
            last.framed |= panel.framed;
            return;
        }
        if self.page.panels.len() < MAX_SHAPES {
            self.page.panels.push(panel);
        }
    }

    /// Notes an area that is painted now.
    pub(crate) fn push_ground(&mut self, rect: Rect, color: Option<Rgb>, picture: bool) {
        if self.grounds.len() < MAX_SHAPES {
            let after = self.page.glyphs.len() as u32;
            self.grounds.push(Ground { rect, color, picture, after });
        }
    }

    /// Places an image as long as there is room.
    pub(crate) fn push_picture(&mut self, picture: Picture) {
        if self.pictures.len() < MAX_PLACED_IMAGES {
            self.pictures.push(picture);
        }
    }

    /// A warning about this page, once for each kind and text.
    pub(crate) fn warn(&mut self, kind: WarningKind, message: impl Into<String>) {
        let warning = Warning::new(kind, Place::page(self.page.number), message);
        if self.warnings.len() < MAX_PAGE_WARNINGS && !self.warnings.contains(&warning) {
            self.warnings.push(warning);
        }
    }

    /// Bytes that what the page keeps takes, about.
    pub(crate) fn item_bytes(&self) -> u64 {
        let page = &self.page;
        let others = page.styles.len() + page.rulings.len() + page.panels.len() + page.links.len();
        let others = others + self.pictures.len() + self.entries.len();
        page.glyphs.len() as u64 * BYTES_PER_GLYPH + others as u64 * BYTES_PER_OTHER
    }

    /// Replaces the texts of the glyphs from `first` on by one text: spread over them evenly, so that each
    /// character stands near its place.
    pub(crate) fn replace_tail(&mut self, first: usize, text: &str) {
        let Some((&last, start)) = self.page.glyphs.last().zip(self.page.glyphs.get(first).map(|g| g.start))
        else {
            return;
        };
        let total = text.chars().count();
        let count = (self.page.glyphs.len() - first).max(total.div_ceil(MAX_GLYPH_CHARS));
        // A text too long for the glyphs that it covers is carried on by empty ones in the last place.
        self.page.glyphs.resize(first + count, Glyph { advance: 0.0, ..last });
        self.page.text.truncate(start as usize);
        let mut chars = text.chars();
        let mut used = 0;
        for (i, glyph) in self.page.glyphs[first..].iter_mut().enumerate() {
            let due = ((i + 1) * total).div_ceil(count);
            glyph.start = self.page.text.len() as u32;
            self.page.text.extend(chars.by_ref().take(due - used));
            glyph.len = (self.page.text.len() - glyph.start as usize) as u8;
            used = due;
        }
    }

    /// Drops the glyphs that `keep` does not name and packs the text anew.
    pub(crate) fn retain(&mut self, keep: &[bool]) {
        let mut text = String::with_capacity(self.page.text.len());
        let mut kept = keep.iter();
        let old = std::mem::take(&mut self.page.text);
        self.page.glyphs.retain_mut(|glyph| {
            let start = glyph.start as usize;
            let is_kept = kept.next().copied().unwrap_or(true);
            if is_kept {
                glyph.start = text.len() as u32;
                text.push_str(&old[start..start + usize::from(glyph.len)]);
            }
            is_kept
        });
        self.page.text = text;
    }
}

/// The cell of a glyph: its advance by its type size, the baseline at 0.12 of the size from below.
pub(crate) fn cell(x: f32, y: f32, advance: f32, style: &TextStyle) -> Rect {
    let (above, below) = (style.size * 0.88, style.size * 0.12);
    match style.direction {
        Direction::Right => Rect::new(x, y - above, x + advance, y + below),
        Direction::Left => Rect::new(x - advance, y - below, x, y + above),
        Direction::Down => Rect::new(x - below, y, x + above, y + advance),
        Direction::Up => Rect::new(x - above, y - advance, x + below, y),
        Direction::Vertical => Rect::new(x - style.size / 2.0, y, x + style.size / 2.0, y + advance),
    }
}

/// Whether a cell follows a box on the same line, within two type sizes.
fn follows(known: &Rect, next: &Rect) -> bool {
    let line = known.height().max(next.height());
    known.overlap_y(next) > 0.5 * next.height().min(known.height())
        && next.x0 >= known.x0 - line
        && next.x0 <= known.x1 + 2.0 * line
}

fn floor_char_boundary(text: &str, limit: usize) -> usize {
    if text.len() <= limit {
        return text.len();
    }
    (0..=limit).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(text.len())
}

/// A page of glyphs with text, place and style, each as wide as its type size.
#[cfg(test)]
pub(crate) fn test_canvas(glyphs: &[(&str, f32, f32, TextStyle)]) -> Canvas {
    let mut canvas = Canvas::default();
    (canvas.page.width, canvas.page.height) = (600.0, 800.0);
    for (text, x, y, style) in glyphs {
        let look = Look {
            size: style.size,
            color: style.color,
            direction: style.direction,
            visibility: style.visibility,
            stroked: style.bold,
            slanted: style.italic,
            artifact: style.artifact,
            small_caps: style.small_caps,
        };
        let face = Face { family: style.family.clone(), ..Face::default() };
        let index = canvas.style(&face, &look);
        let code = Code {
            text: (*text).into(),
            repaired: None,
            tally: Tally::of(text),
            width: 1.0,
            vertical: [0.0; 3],
            unmapped: false,
            small_caps: false,
        };
        canvas.push_glyph(&code, index, *x, *y, style.size);
    }
    canvas
}

#[cfg(test)]
mod tests {
    use super::*;

    fn canvas(texts: &[&str]) -> Canvas {
        let glyphs: Vec<_> = (texts.iter().enumerate())
            .map(|(i, text)| (*text, i as f32 * 10.0, 100.0, TextStyle::default()))
            .collect();
        test_canvas(&glyphs)
    }

    fn texts(canvas: &Canvas) -> Vec<&str> {
        canvas.page.glyphs.iter().map(|glyph| canvas.page.glyph_text(glyph)).collect()
    }

    #[test]
    fn a_given_text_is_spread_over_its_glyphs() {
        let mut canvas = canvas(&["x", "a", "b"]);
        canvas.replace_tail(1, "十字");
        assert_eq!(texts(&canvas), ["x", "十", "字"]);
        canvas.replace_tail(1, "abc");
        assert_eq!(texts(&canvas), ["x", "ab", "c"]);
        canvas.replace_tail(1, &"一".repeat(200));
        assert_eq!((canvas.page.glyphs.len(), canvas.page.text.chars().count()), (5, 201));
    }

    #[test]
    fn dropped_glyphs_leave_no_text() {
        let mut canvas = canvas(&["a", "", "ffi", "b"]);
        canvas.retain(&[true, true, false, true]);
        assert_eq!((texts(&canvas), canvas.page.text.as_str()), (vec!["a", "", "b"], "ab"));
    }

    #[test]
    fn long_texts_are_carried_by_several_glyphs() {
        let long = "天".repeat(100);
        let canvas = canvas(&[&long]);
        assert_eq!((texts(&canvas).concat(), canvas.page.glyphs.len()), (long, 2));
    }

    #[test]
    fn neighbours_under_one_rule_are_one_entry() {
        let mut canvas = Canvas::default();
        let rule = Rule::new("ligature/split");
        canvas.book(rule.clone(), Rect::new(0.0, 0.0, 10.0, 10.0), "ﬁ", "fi");
        canvas.book(rule.clone(), Rect::new(15.0, 0.0, 25.0, 10.0), "ﬂ", "fl");
        canvas.book(rule, Rect::new(0.0, 20.0, 10.0, 30.0), "ﬀ", "ff");
        let booked: Vec<_> = canvas.entries.iter().map(|entry| entry.after.as_str()).collect();
        assert_eq!(booked, ["fifl", "ff"]);
    }
}

//! The glyphs of a line to its text: word spaces from gaps, emphasis from type, raised marks.

use backissue_model::{Mark, Page, Rect, Span, Spanned, TextStyle};

use crate::lines::{PlacedLine, Sizes};
use crate::scripts::{self, Order};
use crate::space::Placed;
use backissue_model::script::{is_ideographic, is_shared_punctuation};

/// A gap of this share of the type size parts words of scripts that space them. Word spaces are a quarter of the
/// size, justified down to about .17; letters of one word stand within .1.
const WORD_GAP: f32 = 0.16;
/// By this much, as a share of the type size, a word gap must exceed the line's usual letter-spacing.
const BEYOND_TRACKING: f32 = 0.12;
/// A gap between ideographs that is a space although no blank glyph says so: half an em, since justified lines
/// open all their gaps a little and headlines are spaced by a half or a whole square.
const IDEOGRAPH_GAP: f32 = 0.45;
/// A blank glyph between ideographs counts from this share of the type size.
const IDEOGRAPH_BLANK: f32 = 0.15;
/// A glyph is raised or lowered from this share of the line's type size.
const SCRIPT_SHIFT: f32 = 0.12;
/// A raised or lowered glyph is at most this share of the line's type size.
const SCRIPT_SIZE: f32 = 0.85;
/// The share of a line's characters that makes its own style: what differs from it is marked.
const DOMINANT: f32 = 0.6;

/// A word space as a share of the type size.
pub const SPACE: f32 = 0.25;

/// The text of a line and what its type looks like on the whole.
pub struct LineText {
    /// Text with marks.
    pub text: Spanned,
    /// Share of characters in bold.
    pub bold: f32,
    /// Share of characters in italics.
    pub italic: f32,
    /// Share of characters in small capitals.
    small_caps: f32,
    /// Index of the style of most characters.
    pub style: u16,
}

/// Reads a line with the readings set beside it.
pub fn read_line(page: &Page, line: &PlacedLine, sizes: Sizes, order: Order) -> LineText {
    let mut out = read(page, &line.glyphs, line.size, line.baseline, sizes, order);
    if line.ruby.is_empty() {
        return out;
    }
    // Where each glyph's text ends: spaces that gaps gave stand before a glyph's own characters.
    let mut at = 0;
    let mut places = Vec::with_capacity(line.glyphs.len());
    for (glyph, _) in &line.glyphs {
        let own = page.glyph_text(&page.glyphs[*glyph as usize]).trim();
        let start = out.text.text[at..].find(own).map_or(at, |offset| at + offset);
        at = start + own.len();
        places.push((start as u32, at as u32));
    }
    for ruby in &line.ruby {
        let (start, end) = (places[ruby.first].0, places[ruby.last].1);
        out.text.spans.push(Span { start, end, mark: ruby.reading.clone() });
    }
    out
}

/// Reads glyphs from start to end. `size` and `baseline` are the line's own.
pub fn read(
    page: &Page,
    glyphs: &[(u32, Placed)],
    size: f32,
    baseline: f32,
    sizes: Sizes,
    order: Order,
) -> LineText {
    let looks = looks(page, glyphs);
    let mut text = Spanned::default();
    for piece in scripts::in_order_of_reading(pieces(page, glyphs), order) {
        let Piece::Glyph { index, placed, chars } = piece else {
            text.push_str(" ");
            continue;
        };
        let glyph = &page.glyphs[index as usize];
        let start = text.text.len() as u32;
        text.push_str(chars);
        let end = text.text.len() as u32;
        // Raised figures are told by their size, and measured sizes tell of none.
        let size = if sizes == Sizes::Measured { placed.size } else { size };
        for mark in marks(page.style(glyph), &looks, &placed, size, baseline) {
            push_mark(&mut text, start, end, mark);
        }
        if let Some(link) = page.links.iter().find(|link| holds(&link.rect, glyph)) {
            push_mark(&mut text, start, end, Mark::Link(link.target.clone()));
        }
    }
    LineText { text, ..looks }
}

/// A glyph that shows something, or a space between two.
#[derive(Debug, Clone, Copy)]
pub enum Piece<'a> {
    /// A glyph of the page, where it stands, and its text.
    Glyph { index: u32, placed: Placed, chars: &'a str },
    /// A space.
    Space,
}

/// The glyphs of a line as they stand, with spaces where gaps or blank glyphs make them.
fn pieces<'a>(page: &'a Page, glyphs: &[(u32, Placed)]) -> Vec<Piece<'a>> {
    let tracking = tracking(page, glyphs);
    let mut out = Vec::with_capacity(glyphs.len() + glyphs.len() / 4);
    let mut last: Option<(&str, Placed)> = None;
    let mut blank = false;
    for &(index, placed) in glyphs {
        let chars = page.glyph_text(&page.glyphs[index as usize]);
        if chars.trim().is_empty() {
            blank = true;
            continue;
        }
        if last.is_some_and(|(before, end)| is_spaced(before, &end, chars, &placed, tracking, blank)) {
            out.push(Piece::Space);
        }
        out.push(Piece::Glyph { index, placed, chars });
        last = Some((chars, placed));
        blank = false;
    }
    out
}

/// Shares of bold and italic, and the style of most characters. The text is filled in later.
fn looks(page: &Page, glyphs: &[(u32, Placed)]) -> LineText {
    let (mut all, mut bold, mut italic, mut small_caps) = (0usize, 0usize, 0usize, 0usize);
    let mut styles: Vec<(u16, usize)> = Vec::new();
    for &(index, _) in glyphs {
        let glyph = &page.glyphs[index as usize];
        let count = page.glyph_text(glyph).chars().filter(|c| !c.is_whitespace()).count();
        let style = page.style(glyph);
        all += count;
        bold += if style.bold { count } else { 0 };
        italic += if style.italic { count } else { 0 };
        small_caps += if style.small_caps { count } else { 0 };
        match styles.iter_mut().find(|(id, _)| *id == glyph.style) {
            Some((_, n)) => *n += count,
            None => styles.push((glyph.style, count)),
        }
    }
    let share = |n: usize| if all == 0 { 0.0 } else { n as f32 / all as f32 };
    let style = styles.iter().max_by_key(|(_, n)| *n).map_or(0, |(id, _)| *id);
    LineText {
        text: Spanned::default(),
        bold: share(bold),
        italic: share(italic),
        small_caps: share(small_caps),
        style,
    }
}

/// The usual gap between neighbouring letters of the line, in points: the median of those that touch or nearly so.
fn tracking(page: &Page, glyphs: &[(u32, Placed)]) -> f32 {
    let solid = |index: u32| !page.glyph_text(&page.glyphs[index as usize]).trim().is_empty();
    let mut gaps: Vec<f32> = glyphs
        .windows(2)
        .filter(|pair| solid(pair[0].0) && solid(pair[1].0))
        .map(|pair| pair[1].1.x0 - pair[0].1.x1)
        .collect();
    gaps.sort_by(f32::total_cmp);
    gaps.get(gaps.len() / 2).copied().unwrap_or_default().max(0.0)
}

/// Length of the first word of a line in points; of the first character, where words are not spaced.
pub fn first_word(page: &Page, glyphs: &[(u32, Placed)]) -> f32 {
    let mut word: Option<Placed> = None;
    for &(index, placed) in glyphs {
        let chars = page.glyph_text(&page.glyphs[index as usize]);
        match word {
            None if chars.trim().is_empty() => {}
            None if chars.starts_with(is_ideographic) => return placed.x1 - placed.x0,
            None => word = Some(placed),
            Some(word) if chars.trim().is_empty() || placed.x0 - word.x1 >= WORD_GAP * placed.size => {
                return word.x1 - word.x0;
            }
            Some(start) => word = Some(Placed { x1: placed.x1, ..start }),
        }
    }
    word.map_or(0.0, |word| word.x1 - word.x0)
}

/// The share of a full-width bracket or stop that is blank: the side towards the edge of its line.
const BLANK_HALF: f32 = 0.45;
/// A stop or bracket with this share of the type size or more as its advance is full width.
const FULL_WIDTH: f32 = 0.8;

/// The extent of glyphs in a line without the blank halves of full-width stops and brackets at its ends: set flush, they
/// hang into the gutter and make it look narrower than it is.
pub fn inked(page: &Page, glyphs: &[(u32, Placed)], rect: Rect) -> Rect {
    let blank = |end: Option<&(u32, Placed)>, signs: &str| {
        let end = end.filter(|(glyph, placed)| {
            placed.x1 - placed.x0 >= FULL_WIDTH * placed.size
                && page.glyph_text(&page.glyphs[*glyph as usize]).chars().all(|c| signs.contains(c))
        });
        end.map_or(0.0, |(_, placed)| BLANK_HALF * (placed.x1 - placed.x0))
    };
    let (before, after) = (blank(glyphs.first(), OPENING), blank(glyphs.last(), CLOSING));
    Rect { x0: rect.x0 + before, x1: rect.x1 - after, ..rect }
}

/// Signs whose first half is blank.
const OPENING: &str = "（「『【〔《〈“‘";
/// Signs whose second half is blank.
const CLOSING: &str = "）」』】〕》〉”’，。、；：";

/// Whether a space parts two glyphs.
fn is_spaced(before: &str, end: &Placed, after: &str, start: &Placed, tracking: f32, blank: bool) -> bool {
    let (Some(a), Some(b)) = (before.chars().next_back(), after.chars().next()) else { return false };
    let size = end.size.min(start.size);
    let gap = (start.x0 - end.x1) / size;
    let usual = tracking / size;
    let tight = |c: char| is_ideographic(c) || is_shared_punctuation(c);
    if (is_ideographic(a) && tight(b)) || (tight(a) && is_ideographic(b)) {
        return gap - usual >= if blank { IDEOGRAPH_BLANK } else { IDEOGRAPH_GAP };
    }
    if is_ideographic(a) || is_ideographic(b) {
        // Han beside Latin is spaced by the typesetter alone; a space is there only where one was typed.
        return blank && gap - usual >= IDEOGRAPH_BLANK || gap - usual >= IDEOGRAPH_GAP;
    }
    (blank && gap > 0.05) || gap >= WORD_GAP.max(usual + BEYOND_TRACKING)
}

fn marks(style: &TextStyle, looks: &LineText, placed: &Placed, size: f32, baseline: f32) -> Vec<Mark> {
    let mut out = Vec::new();
    if style.bold && looks.bold < DOMINANT {
        out.push(Mark::Strong);
    }
    if style.italic && looks.italic < DOMINANT {
        out.push(Mark::Emphasis);
    }
    if style.small_caps && looks.small_caps < DOMINANT {
        out.push(Mark::SmallCaps);
    }
    if placed.size <= SCRIPT_SIZE * size {
        let raised = (baseline - placed.baseline) / size;
        if raised >= SCRIPT_SHIFT {
            out.push(Mark::Sup);
        } else if raised <= -SCRIPT_SHIFT {
            out.push(Mark::Sub);
        }
    }
    out
}

fn push_mark(text: &mut Spanned, start: u32, end: u32, mark: Mark) {
    // A mark goes on over the space between two words that both have it.
    let touching = text.spans.iter_mut().rev().take(4).find(|span| {
        span.mark == mark
            && span.end <= start
            && text.text[span.end as usize..start as usize].trim().is_empty()
    });
    match touching {
        Some(span) => span.end = end,
        None => text.spans.push(Span { start, end, mark }),
    }
}

fn holds(rect: &Rect, glyph: &backissue_model::Glyph) -> bool {
    let x = glyph.x + glyph.advance / 2.0;
    let y = glyph.y - 1.0;
    rect.x0 <= x && x <= rect.x1 && rect.y0 <= y && y <= rect.y1
}

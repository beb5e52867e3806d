//! The page as bands and columns: a recursive cut along white space and rulings.
//!
//! A compositor builds a page from the top: bands from edge to edge, divided by rules or by white; each band into
//! stories side by side; each story into a spanning headline and columns below. The cut undoes this. It prefers
//! to cut bands where a headline begins, and columns otherwise, so that the columns of one story stay together.

use backissue_model::Rect;

use crate::aligned::{self, Aligned};
use crate::bands::bands;
use crate::gutters::{gutters, is_doubtful, is_ruled, is_walled};
use crate::lines::Sizes;
use crate::spanned::between_stories;
use crate::tables::Grid;

/// Type of this share of the body size or more counts as a headline's here.
pub const HEADING: f32 = 1.25;
/// The share of a region's width or height that a ruling must cover to part it.
pub const PARTING: f32 = 0.85;
/// Cuts within cuts; pages made to be hostile stop here and are read line by line.
const MAX_DEPTH: u32 = 40;

/// Something that lies on the page and is not cut.
#[derive(Debug, Clone, Copy)]
pub struct Item {
    /// Its extent in the page's main space.
    pub rect: Rect,
    /// Type size in points; 0 for what is not text.
    pub size: f32,
    /// Whether it is text of a script that sets no spaces between words.
    pub solid: bool,
    /// Whether most of its characters are figures.
    pub numeric: bool,
    /// Whether it is a single character that is no letter: the mark of a list.
    pub mark: bool,
    /// What it is.
    pub kind: ItemKind,
}

/// What an item is; the number counts within its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ItemKind {
    /// A fragment of text.
    Text(usize),
    /// A block of text that runs in another direction than the page.
    Turned(usize),
    /// A picture.
    Picture(usize),
    /// A table.
    Table(usize),
    /// A box with a page of its own inside.
    Boxed(usize),
}

/// What the cut knows besides the items.
pub struct Ground<'a> {
    /// Rulings that lie along the lines.
    pub level: &'a [Rect],
    /// Rulings that stand across them.
    pub upright: &'a [Rect],
    /// Type size of the body text in points.
    pub body: f32,
    /// Usual white between two lines of body text in points.
    pub line_gap: f32,
    /// What the page's type sizes tell.
    pub sizes: Sizes,
}

/// A column: what is read from top to bottom before the next begins.
#[derive(Debug, Clone, Default)]
pub struct Column {
    /// Its extent: the edges of what lies in it.
    pub rect: Rect,
    /// What lies in it.
    pub items: Vec<Item>,
    /// Whether a ruling parts it from what stands above.
    pub ruled: bool,
    /// The table that all that lies in it makes, if it makes one.
    pub grid: Option<Grid>,
    /// The gutter that parts it from the column before, where that is hardly more than a word space.
    pub doubt: Option<Rect>,
}

/// Cuts a region into columns, in reading order.
pub fn columns(items: Vec<Item>, ground: &Ground) -> Vec<Column> {
    let mut out = Vec::new();
    cut(items, ground, false, 0, &mut out);
    out
}

fn cut(items: Vec<Item>, ground: &Ground, ruled: bool, depth: u32, out: &mut Vec<Column>) {
    let Some(rect) = extent(&items) else { return };
    if let Some(Aligned { grid, items, above, below }) = aligned::table(&items, ground) {
        let headed = !above.is_empty();
        cut(above, ground, ruled, depth + 1, out);
        out.push(Column { rect: grid.rect, items, ruled: ruled && !headed, grid: Some(grid), doubt: None });
        cut(below, ground, false, depth + 1, out);
        return;
    }
    if depth < MAX_DEPTH {
        let free = gutters(&items, ground);
        let (bands, parted) = bands(&items, &rect, ground);
        // Between columns with a ruling from top to bottom, headlines at one height are chance.
        let walled = !parted && free.iter().any(|gap| is_walled(gap, ground));
        if bands.len() > 1 && !walled {
            for (i, band) in bands.into_iter().enumerate() {
                cut(band, ground, if i == 0 { ruled } else { parted }, depth + 1, out);
            }
            return;
        }
        let gutters = between_stories(&items, first_cut(&items, free, ground), ground);
        if !gutters.is_empty() {
            let doubts: Vec<bool> = gutters.iter().map(|gap| is_doubtful(&items, gap, ground)).collect();
            for (i, part) in side_by_side(items, &gutters, ground).into_iter().enumerate() {
                let first = out.len();
                cut(part, ground, ruled && i == 0, depth + 1, out);
                if let (true, Some(column)) = (i > 0 && doubts[i - 1], out.get_mut(first)) {
                    column.doubt = Some(gutters[i - 1]);
                }
            }
            return;
        }
    }
    out.push(Column { rect, items, ruled, grid: None, doubt: None });
}

/// The gutters to cut at first: where some have a ruling and others none, rulings part stories and white parts the
/// columns of one, under a headline that may be narrower than a column. A box needs no ruling to be parted from what
/// stands beside it, nor does a headline set in another direction, whose columns may have rulings between them.
fn first_cut(items: &[Item], gutters: Vec<Rect>, ground: &Ground) -> Vec<Rect> {
    if !gutters.iter().any(|gap| is_ruled(gap, ground)) {
        return gutters;
    }
    let boxed = |item: &Item| matches!(item.kind, ItemKind::Boxed(_));
    let alone = |part: &Vec<Item>| part.iter().all(boxed) || is_turned(part);
    let alone: Vec<bool> = parts(items.iter().copied(), &gutters).iter().map(alone).collect();
    let kept =
        gutters.into_iter().enumerate().filter(|(i, gap)| is_ruled(gap, ground) || alone[*i] || alone[i + 1]);
    kept.map(|(_, gap)| gap).collect()
}

/// The smallest rectangle around all items.
pub fn extent(items: &[Item]) -> Option<Rect> {
    items.iter().map(|item| item.rect).reduce(|a, b| a.union(&b))
}

/// The parts of a region between its gutters, from start to end.
pub fn parts(items: impl IntoIterator<Item = Item>, gutters: &[Rect]) -> Vec<Vec<Item>> {
    let mut parts: Vec<Vec<Item>> = vec![Vec::new(); gutters.len() + 1];
    for item in items {
        let middle = (item.rect.x0 + item.rect.x1) / 2.0;
        let part = gutters.iter().filter(|gutter| gutter.x1 <= middle).count();
        parts[part].push(item);
    }
    parts
}

/// The parts between gutters in the order of reading. A headline set in another direction stands at a side of its story
/// and is read before it, but not before the stories at its left: they have headlines of their own.
fn side_by_side(items: Vec<Item>, gutters: &[Rect], ground: &Ground) -> Vec<Vec<Item>> {
    let headed = |part: &[Item]| opens_with_heading(part, ground);
    let mut out: Vec<Vec<Item>> = Vec::new();
    // Where the story begins that a headline at its right would head; none once a headline has stood at the left.
    let mut story = Some(0);
    for part in parts(items, gutters) {
        match story {
            Some(start) if is_turned(&part) => {
                story = (start < out.len()).then_some(out.len() + 1);
                out.insert(start, part);
            }
            Some(_) if headed(&part) => {
                out.push(part);
                story = Some(out.len());
            }
            _ => out.push(part),
        }
    }
    out
}

/// Whether a part begins with a headline, with a label and a headline, or with a box, which has its own. A quote shown
/// large stands further down.
fn opens_with_heading(part: &[Item], ground: &Ground) -> bool {
    let mut tops: Vec<&Item> = part.iter().collect();
    tops.sort_by(|a, b| a.rect.y0.total_cmp(&b.rect.y0));
    let boxed = tops.first().is_some_and(|item| matches!(item.kind, ItemKind::Boxed(_)));
    boxed || tops.iter().take(2).any(|item| item.size >= HEADING * ground.body)
}

/// Whether a part is a headline set in another direction, with its label at most, and a sign that stands upright in it.
fn is_turned(part: &[Item]) -> bool {
    let turned = |item: &&Item| matches!(item.kind, ItemKind::Turned(_));
    let Some(block) = part.iter().filter(turned).map(|item| item.rect).reduce(|a, b| a.union(&b)) else {
        return false;
    };
    let above = |item: &Item| item.rect.y1 <= block.y0 && item.rect.width() <= 2.0 * block.width();
    part.iter().all(|item| turned(&item) || above(item) || block.holds_middle_of(&item.rect))
}

//! Gutters: white between columns that is more than white between words.

use backissue_model::Rect;

use crate::intervals::{covering, gaps};
use crate::regions::{Ground, HEADING, Item, ItemKind, PARTING, extent};

/// The narrowest gutter as a share of the body size, between columns of several lines.
const GUTTER: f32 = 0.85;
/// The narrowest gutter with a ruling in it.
const RULED_GUTTER: f32 = 0.3;
/// The narrowest gutters, as a share of the local type size, where one, two or three lines vouch for them: a
/// justified line or a spaced headline has a gap of 1.5 by accident, two have it in the same place hardly ever.
const LONE_GUTTERS: [f32; 3] = [1.7, 1.3, 1.0];
/// Narrower gutters where many lines vouch for them: number of lines, share of the body size. Word spaces do not stand
/// below one another in so many lines. Old newspapers set columns this close, with a rule that a scan does not tell.
const NARROW_GUTTERS: [(usize, f32); 2] = [(20, 0.45), (10, 0.65)];
/// A line vouches for a narrow gutter when it ends within this share of the body size of it.
const AT_EDGE: f32 = 0.3;
/// Lines that must stand beside a gutter before [`GUTTER`] holds.
pub const GUTTER_LINES: f32 = 4.3;
/// An opening of this share of the body size is hardly a word space even in a narrow column.
pub const WIDE_GUTTER: f32 = 1.6;
/// Usual distance of baselines as a share of the type size, to count lines by height.
pub const LEADING: f32 = 1.45;
/// The narrowest column as a share of the body size: less is a list mark or a row of initials.
const COLUMN: f32 = 3.0;

/// Gaps that could be gutters if enough lines vouch for them: what tells bands of unlike columns apart.
pub fn openings(items: &[Item], ground: &Ground) -> Vec<Rect> {
    let Some(rect) = extent(items) else { return vec![] };
    let widest =
        |gap: &Rect| gap.width() >= GUTTER * size_beside(items, gap, ground) || is_gutter(items, gap, ground);
    let free = gaps(&covering(items.iter().map(|item| (item.rect.x0, item.rect.x1))));
    free.iter().map(|&(x0, x1)| Rect::new(x0, rect.y0, x1, rect.y1)).filter(widest).collect()
}

/// The gutters that run through a region from top to bottom.
pub fn gutters(items: &[Item], ground: &Ground) -> Vec<Rect> {
    let Some(rect) = extent(items) else { return vec![] };
    let columns = covering(items.iter().map(|item| (item.rect.x0, item.rect.x1)));
    let free = gaps(&columns);
    let mut out: Vec<Rect> = Vec::new();
    let mut start = rect.x0;
    for (i, &(x0, x1)) in free.iter().enumerate() {
        let gap = Rect::new(x0, rect.y0, x1, rect.y1);
        let end = free.get(i + 1).map_or(rect.x1, |next| next.0);
        let narrow = is_sliver(items, start, x0, ground) || is_sliver(items, x1, end, ground);
        let wide_enough = is_gutter(items, &gap, ground)
            && !is_hanging(items, &gap)
            && stand_beside(items, &gap, start, end, ground);
        if wide_enough && (!narrow || rect.height() < GUTTER_LINES * ground.body) {
            out.push(gap);
            start = x1;
        }
    }
    out
}

/// Whether something at one side of a gap, up to the next, stands beside something at the other: a byline at the right,
/// between a headline and a poem at the left, is no column of its own, nor is a short headline over such a poem.
fn stand_beside(items: &[Item], gap: &Rect, start: f32, end: f32, ground: &Ground) -> bool {
    let within = |x0: f32, x1: f32| {
        let inside = move |item: &&Item| item.rect.x0 >= x0 - 0.1 && item.rect.x1 <= x1 + 0.1;
        items.iter().filter(inside).collect::<Vec<&Item>>()
    };
    let (left, right) = (within(start, gap.x0), within(gap.x1, end));
    let (few, many) = if left.len() < right.len() { (left, right) } else { (right, left) };
    let beside = |item: &&Item| {
        many.iter().any(|other| other.rect.overlap_y(&item.rect) >= SHARED_HEIGHT * ground.body)
    };
    let block = |item: &&Item| !matches!(item.kind, ItemKind::Text(_));
    // What stands below all at the other side goes on in a column whose top something unseen fills.
    let below = |item: &&Item| many.iter().all(|other| other.rect.y1 <= item.rect.y0);
    few.len() > LONE_ITEMS || few.iter().any(|item| block(item) || beside(item) || below(item))
}

/// More items than this at a side of a gap are not looked at one by one.
const LONE_ITEMS: usize = 3;
/// Columns stand beside one another by this share of the body size at least.
const SHARED_HEIGHT: f32 = 0.3;

/// Whether a gap stands between the marks of a list and its entries: what ends at it are single characters.
fn is_hanging(items: &[Item], gap: &Rect) -> bool {
    let mut before = items.iter().filter(|item| item.rect.x1 <= gap.x0 + 0.1).peekable();
    before.peek().is_some() && before.all(|item| item.mark)
}

/// Whether what lies between two gaps is too narrow for a column and nothing but lines: turned text may be narrower.
fn is_sliver(items: &[Item], x0: f32, x1: f32, ground: &Ground) -> bool {
    let between = |item: &&Item| item.rect.x0 >= x0 - 0.1 && item.rect.x1 <= x1 + 0.1;
    let line = |item: &Item| matches!(item.kind, ItemKind::Text(_));
    x1 - x0 < COLUMN * ground.body && items.iter().filter(between).all(line)
}

fn is_gutter(items: &[Item], gap: &Rect, ground: &Ground) -> bool {
    // Lines of another direction cannot be taken for the next words of these.
    let turned = items.iter().any(|item| {
        matches!(item.kind, ItemKind::Turned(_))
            && ((item.rect.x0 - gap.x1).abs() < 0.1 || (item.rect.x1 - gap.x0).abs() < 0.1)
    });
    if turned || is_ruled(gap, ground) {
        return gap.width() >= RULED_GUTTER * ground.body;
    }
    if gap.height() >= GUTTER_LINES * ground.body {
        let width = gap.width() / ground.body;
        let narrow = || {
            let lines = lines_beside(items, gap, ground);
            NARROW_GUTTERS.iter().any(|(least, narrow)| width >= *narrow && lines >= *least)
        };
        return width >= GUTTER || narrow();
    }
    let local = size_beside(items, gap, ground);
    let lines = (gap.height() / (local * LEADING)).round().max(1.0) as usize;
    gap.width() >= LONE_GUTTERS[lines.min(LONE_GUTTERS.len()) - 1] * local
}

/// A gutter without a ruling is in doubt below this share of the body size.
const DOUBTFUL: f32 = 1.0;

/// Whether a gutter is so narrow that it may be nothing but word spaces below one another. Scripts that space no words
/// leave no doubt.
pub fn is_doubtful(items: &[Item], gap: &Rect, ground: &Ground) -> bool {
    let borders = |item: &&Item| {
        (item.rect.x1 - gap.x0).abs() <= ground.body || (item.rect.x0 - gap.x1).abs() <= ground.body
    };
    let worded = |item: &Item| matches!(item.kind, ItemKind::Text(_)) && !item.solid;
    gap.width() < DOUBTFUL * ground.body && !is_ruled(gap, ground) && items.iter().filter(borders).all(worded)
}

/// Whether a ruling stands in a gap over most of its height.
pub fn is_ruled(gap: &Rect, ground: &Ground) -> bool {
    ground.upright.iter().any(|ruling| {
        let x = (ruling.x0 + ruling.x1) / 2.0;
        gap.x0 - 1.0 <= x && x <= gap.x1 + 1.0 && ruling.overlap_y(gap) >= PARTING * 0.8 * gap.height()
    })
}

/// A ruling from top to bottom of a region covers this share of its height at least.
const WALL: f32 = 0.93;

/// Whether one ruling stands in a gap from top to bottom.
pub fn is_walled(gap: &Rect, ground: &Ground) -> bool {
    ground.upright.iter().any(|ruling| {
        let x = (ruling.x0 + ruling.x1) / 2.0;
        gap.x0 - 1.0 <= x && x <= gap.x1 + 1.0 && ruling.overlap_y(gap) >= WALL * gap.height()
    })
}

/// Lines of the body that end at a gap or begin at it, whichever are fewer.
fn lines_beside(items: &[Item], gap: &Rect, ground: &Ground) -> usize {
    let line = |item: &&Item| item.size > 0.0 && item.size < HEADING * ground.body;
    let near = |edge: f32, side: f32| (edge - side).abs() <= AT_EDGE * ground.body;
    let left = items.iter().filter(line).filter(|item| near(item.rect.x1, gap.x0)).count();
    let right = items.iter().filter(line).filter(|item| near(item.rect.x0, gap.x1)).count();
    left.min(right)
}

/// The largest type that borders on a gap, in points; the body size at least.
fn size_beside(items: &[Item], gap: &Rect, ground: &Ground) -> f32 {
    let borders = |item: &&Item| {
        (item.rect.x1 - gap.x0).abs() <= ground.body * 0.5
            || (item.rect.x0 - gap.x1).abs() <= ground.body * 0.5
    };
    items.iter().filter(borders).map(|item| item.size).fold(ground.body, f32::max)
}

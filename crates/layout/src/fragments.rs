//! Glyphs to fragments: runs of glyphs on one baseline with no gap that could be a gutter.
//!
//! A fragment is what can be said for sure before columns are known: a word or a few. Only positions count, never
//! the order in which the file draws.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use backissue_model::{Direction, Page, Rect, Visibility};

use crate::scripts::Order;
use crate::space::{Placed, Space};
use crate::stacks;

/// The widest gap inside a fragment, as a share of the type size. A justified line of Latin type opens its word
/// spaces to about .6; the narrowest gutters of newspapers are about .8 with a rule in it and 1 without.
const JOIN_GAP: f32 = 0.6;
/// The widest gap inside a word, as a share of the type size.
const WORD_GAP: f32 = 0.15;
/// How far glyphs may overlap and still follow one another (kerning, italics, accents drawn over letters).
const OVERLAP: f32 = 0.7;
/// How far baselines of one line may differ, as a share of the type size.
const SAME_BASELINE: f32 = 0.12;
/// Type of less than this share of its neighbour's size begins a fragment of its own: a drop cap stands on the baseline
/// of a line that it does not belong to.
const SAME_RUN: f32 = 0.6;
/// How far a superscript or subscript may stand off the baseline, as a share of the larger size.
const SCRIPT_SHIFT: f32 = 0.55;
/// A superscript or subscript has at least and at most this share of the size of its line: smaller type beside a
/// headline is a line of its own.
pub const SCRIPT_SIZES: std::ops::RangeInclusive<f32> = 0.4..=0.85;

/// A run of glyphs on one baseline.
#[derive(Debug, Clone)]
pub struct Fragment {
    /// Its glyphs from start to end: indices into the page, and where they stand.
    pub glyphs: Vec<(u32, Placed)>,
    /// The em box of all of it, in the space of its own direction.
    pub rect: Rect,
    /// The baseline of its largest type.
    pub baseline: f32,
    /// Its largest type size.
    pub size: f32,
    /// Where its last glyph ends, blanks included: from here the gap to the next is measured.
    end: f32,
}

/// The glyphs of a page by direction of reading, each with its place in the space of that direction.
pub fn by_direction(page: &Page, order: Order) -> BTreeMap<Direction, Vec<(u32, Placed)>> {
    let stacked = stacks::stacked(page);
    let vertical =
        stacked.contains(&true) || page.styles.iter().any(|style| style.direction == Direction::Vertical);
    let mut out: BTreeMap<Direction, Vec<(u32, Placed)>> = BTreeMap::new();
    for (index, glyph) in page.glyphs.iter().enumerate() {
        let style = page.style(glyph);
        if style.visibility == Visibility::Hidden {
            continue;
        }
        let space = Space::reading(page, style.direction, order);
        let placed = if stacked[index] {
            Space::new(page, Direction::Vertical).place_stacked(glyph, style)
        } else {
            space.place(glyph, style)
        };
        // Latin letters turned a quarter run with the vertical text they stand in: one space holds both.
        let direction = match style.direction {
            _ if stacked[index] => Direction::Vertical,
            Direction::Down if vertical => Direction::Vertical,
            direction => direction,
        };
        out.entry(direction).or_default().push((index as u32, placed));
    }
    for glyphs in out.values_mut() {
        glyphs.sort_by(|(i, a), (j, b)| in_reading_order(page, (*i, a), (*j, b)));
    }
    out
}

/// Which of two glyphs starts first. Of two that start together the text decides, so that the order in which a file
/// draws them plays no part.
pub fn in_reading_order(page: &Page, (i, a): (u32, &Placed), (j, b): (u32, &Placed)) -> Ordering {
    let text = |index: u32| page.glyph_text(&page.glyphs[index as usize]);
    a.x0.total_cmp(&b.x0)
        .then(a.baseline.total_cmp(&b.baseline))
        .then(a.size.total_cmp(&b.size))
        .then_with(|| text(i).cmp(text(j)))
}

/// Joins the glyphs of one direction into fragments. `walls` are upright rulings in the same space, which no
/// fragment crosses.
///
/// Blank glyphs widen no fragment and begin none; inside one they stay, because they tell a space from a gap.
pub fn fragments(page: &Page, glyphs: &[(u32, Placed)], walls: &[Rect]) -> Vec<Fragment> {
    joined(page, glyphs, walls, JOIN_GAP)
}

/// The words of a page: fragments with the narrowest joints, and none over a blank.
pub fn words(page: &Page, glyphs: &[(u32, Placed)]) -> Vec<Fragment> {
    let is_blank = |index: u32| page.glyph_text(&page.glyphs[index as usize]).trim().is_empty();
    let seen: Vec<(u32, Placed)> = glyphs.iter().copied().filter(|(index, _)| !is_blank(*index)).collect();
    joined(page, &seen, &[], WORD_GAP)
}

fn joined(page: &Page, glyphs: &[(u32, Placed)], walls: &[Rect], gap: f32) -> Vec<Fragment> {
    let mut out: Vec<Fragment> = Vec::new();
    // Open fragments by the band their baseline lies in, so that each glyph looks at few of them.
    let mut bands: BTreeMap<i32, Vec<usize>> = BTreeMap::new();
    for &(index, placed) in glyphs {
        let blank = page.glyph_text(&page.glyphs[index as usize]).trim().is_empty();
        match best_open(&out, &bands, &placed, walls, gap) {
            Some(open) if blank => {
                out[open].glyphs.push((index, placed));
                out[open].end = out[open].end.max(placed.x1);
            }
            Some(open) => extend(&mut out[open], index, placed),
            None if blank => {}
            None => {
                bands.entry(band(placed.baseline)).or_default().push(out.len());
                out.push(Fragment {
                    glyphs: vec![(index, placed)],
                    rect: placed.rect(),
                    baseline: placed.baseline,
                    size: placed.size,
                    end: placed.x1,
                });
            }
        }
    }
    out
}

/// The least gap, as a share of the type size, that a ruling in it makes an end.
const WALLED_GAP: f32 = 0.2;

/// Height of a band in points.
const BAND: f32 = 4.0;

fn band(baseline: f32) -> i32 {
    (baseline / BAND).floor() as i32
}

/// The fragment that a glyph continues: the one on the nearest baseline among those that end where it starts.
fn best_open(
    out: &[Fragment],
    bands: &BTreeMap<i32, Vec<usize>>,
    placed: &Placed,
    walls: &[Rect],
    gap: f32,
) -> Option<usize> {
    let reach = (placed.size * 2.0 / BAND).ceil() as i32;
    let middle = band(placed.baseline);
    let near = bands.range(middle - reach..=middle + reach).flat_map(|(_, list)| list);
    near.filter(|&&i| continues(&out[i], placed, gap) && !walled(&out[i], placed, walls))
        .min_by(|&&i, &&j| {
            let shift = |k: usize| (out[k].baseline - placed.baseline).abs();
            shift(i).total_cmp(&shift(j)).then(out[j].end.total_cmp(&out[i].end)).then(i.cmp(&j))
        })
        .copied()
}

fn continues(fragment: &Fragment, placed: &Placed, widest: f32) -> bool {
    let size = fragment.size.max(placed.size);
    let small = fragment.size.min(placed.size);
    let gap = placed.x0 - fragment.end;
    if gap > widest * small || gap < -OVERLAP * size {
        return false;
    }
    let shift = (fragment.baseline - placed.baseline).abs();
    (shift <= SAME_BASELINE * small && small >= SAME_RUN * size)
        || (SCRIPT_SIZES.contains(&(small / size))
            && shift <= SCRIPT_SHIFT * size
            && (-0.2 * small..0.3 * size).contains(&gap))
}

fn walled(fragment: &Fragment, placed: &Placed, walls: &[Rect]) -> bool {
    let (from, to) = (fragment.rect.x1, placed.x0);
    // Glyphs that touch go on over a ruling: the line hangs over its column's edge.
    if to - from < WALLED_GAP * placed.size {
        return false;
    }
    let middle = placed.baseline - placed.size * 0.3;
    walls.iter().any(|wall| {
        let x = (wall.x0 + wall.x1) / 2.0;
        from <= x + 0.5 && x - 0.5 <= to && wall.y0 <= middle && middle <= wall.y1
    })
}

fn extend(fragment: &mut Fragment, index: u32, placed: Placed) {
    fragment.rect = fragment.rect.union(&placed.rect());
    fragment.end = fragment.end.max(placed.x1);
    if placed.size > fragment.size {
        fragment.size = placed.size;
        fragment.baseline = placed.baseline;
    }
    fragment.glyphs.push((index, placed));
}

//! A column's fragments to its lines, from top to bottom.

use backissue_model::Rect;

use crate::fragments::{Fragment, SCRIPT_SIZES};
use crate::ruby::Ruby;
use crate::space::Placed;

/// How far baselines of one line may differ, as a share of the smaller type size.
const SAME_BASELINE: f32 = 0.3;
/// How far a smaller run may stand off the baseline, as a share of the larger size.
const SCRIPT_SHIFT: f32 = 0.55;
/// A run of less than this share of its neighbour's size and set off by a gap of [`OTHER_GAP`] of the larger size is a
/// line of its own on the same baseline: a byline beside a headline.
const OTHER_LINE: f32 = 0.75;
const OTHER_GAP: f32 = 0.4;
/// Words whose sizes are measured stand on one line when they share this much of the lower one's height.
const SAME_LINE: f32 = 0.6;
/// An initial is a drop cap from this multiple of the size of the text beside it.
const DROP_CAP: f32 = 1.7;
/// The widest distance between a drop cap and the text beside it, as a multiple of the text's size.
const DROP_CAP_GAP: f32 = 1.2;

/// What the type sizes of a page tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sizes {
    /// They are the compositor's.
    Set,
    /// A recognition program has measured each word by its ink: "one" comes out smaller than "Only".
    Measured,
}

/// A line in a column.
#[derive(Debug, Clone)]
pub struct PlacedLine {
    /// Its glyphs from start to end.
    pub glyphs: Vec<(u32, Placed)>,
    /// Its em box in the space of its direction.
    pub rect: Rect,
    /// The baseline of its main type.
    pub baseline: f32,
    /// Its main type size.
    pub size: f32,
    /// Readings set beside it.
    pub ruby: Vec<Ruby>,
}

/// Groups fragments into lines, from top to bottom, and puts drop caps where they are read.
pub fn lines(mut fragments: Vec<&Fragment>, sizes: Sizes) -> Vec<PlacedLine> {
    let caps = take_drop_caps(&mut fragments);
    fragments.sort_by(|a, b| a.baseline.total_cmp(&b.baseline).then(a.rect.x0.total_cmp(&b.rect.x0)));
    let mut lines: Vec<PlacedLine> = Vec::new();
    for fragment in fragments {
        match lines.iter_mut().rev().take(3).find(|line| belongs(line, fragment, sizes)) {
            Some(line) => join(line, fragment),
            None => lines.push(PlacedLine {
                glyphs: fragment.glyphs.clone(),
                rect: fragment.rect,
                baseline: fragment.baseline,
                size: fragment.size,
                ruby: Vec::new(),
            }),
        }
    }
    for line in &mut lines {
        line.glyphs.sort_by(|a, b| a.1.x0.total_cmp(&b.1.x0).then(a.1.x1.total_cmp(&b.1.x1)));
        line.size = main_size(&line.glyphs);
    }
    lines.sort_by(|a, b| a.baseline.total_cmp(&b.baseline).then(a.rect.x0.total_cmp(&b.rect.x0)));
    for cap in caps {
        put_drop_cap(&mut lines, cap);
    }
    lines
}

fn belongs(line: &PlacedLine, fragment: &Fragment, sizes: Sizes) -> bool {
    if sizes == Sizes::Measured {
        let least = line.rect.height().min(fragment.rect.height());
        return line.rect.overlap_y(&fragment.rect) >= SAME_LINE * least && apart(line, fragment);
    }
    let shift = (line.baseline - fragment.baseline).abs();
    let (small, large) = (line.size.min(fragment.size), line.size.max(fragment.size));
    let gap = (fragment.rect.x0 - line.rect.x1).max(line.rect.x0 - fragment.rect.x1);
    if small < OTHER_LINE * large && gap >= OTHER_GAP * large {
        return false;
    }
    shift <= SAME_BASELINE * small
        || (SCRIPT_SIZES.contains(&(small / large)) && shift <= SCRIPT_SHIFT * large && apart(line, fragment))
}

/// Whether a fragment overlaps nothing of the line: what does is a line of its own, such as ruby.
fn apart(line: &PlacedLine, fragment: &Fragment) -> bool {
    let (x0, x1) = (fragment.rect.x0 + 0.5, fragment.rect.x1 - 0.5);
    !line.glyphs.iter().any(|(_, placed)| placed.x0 < x1 && placed.x1 > x0)
}

fn join(line: &mut PlacedLine, fragment: &Fragment) {
    if fragment.size > line.size {
        line.size = fragment.size;
        line.baseline = fragment.baseline;
    }
    line.rect = line.rect.union(&fragment.rect);
    line.glyphs.extend_from_slice(&fragment.glyphs);
}

/// The type size of most of a line's length.
fn main_size(glyphs: &[(u32, Placed)]) -> f32 {
    let mut sizes: Vec<(f32, f32)> = Vec::new();
    for (_, placed) in glyphs {
        let length = placed.x1 - placed.x0;
        match sizes.iter_mut().find(|(size, _)| (size - placed.size).abs() < 0.05) {
            Some((_, sum)) => *sum += length,
            None => sizes.push((placed.size, length)),
        }
    }
    sizes
        .into_iter()
        .max_by(|a, b| a.1.total_cmp(&b.1).then(a.0.total_cmp(&b.0)))
        .map_or(0.0, |(size, _)| size)
}

/// Takes out initials that are as tall as several of the lines beside them.
fn take_drop_caps<'a>(fragments: &mut Vec<&'a Fragment>) -> Vec<&'a Fragment> {
    let all = fragments.clone();
    let is_cap = |cap: &Fragment| {
        cap.glyphs.len() <= 2 && all.iter().filter(|other| stands_beside(cap, other)).count() >= 2
    };
    let (caps, rest) = fragments.drain(..).partition(|fragment| is_cap(fragment));
    *fragments = rest;
    caps
}

fn stands_beside(cap: &Fragment, other: &Fragment) -> bool {
    cap.size >= DROP_CAP * other.size
        && other.rect.x0 >= cap.rect.x1 - 0.3 * other.size
        && other.rect.x0 <= cap.rect.x1 + DROP_CAP_GAP * other.size
        && other.rect.overlap_y(&cap.rect) >= 0.7 * other.rect.height()
}

/// Sets a drop cap before the first line beside it, and lets the lines beside it begin where it begins.
fn put_drop_cap(lines: &mut Vec<PlacedLine>, cap: &Fragment) {
    let mut first = true;
    for line in lines.iter_mut() {
        let beside = line.rect.x0 >= cap.rect.x1 - 0.3 * line.size
            && line.rect.x0 <= cap.rect.x1 + DROP_CAP_GAP * line.size
            && line.rect.overlap_y(&cap.rect) >= 0.5 * line.rect.height();
        if !beside {
            continue;
        }
        if first {
            let mut glyphs: Vec<(u32, Placed)> = cap.glyphs.clone();
            // The initial joins the word it begins: its end is where the text beside it starts.
            if let (Some((_, last)), Some((_, next))) = (glyphs.last_mut(), line.glyphs.first()) {
                *last = Placed { x1: next.x0, baseline: line.baseline, size: line.size, ..*last };
            }
            line.glyphs.splice(0..0, glyphs);
            first = false;
        }
        line.rect.x0 = cap.rect.x0;
    }
    if first {
        let Fragment { glyphs, rect, baseline, size, .. } = cap.clone();
        lines.push(PlacedLine { glyphs, rect, baseline, size, ruby: Vec::new() });
    }
}

//! How lines stand between the edges of their column: indents, shortfalls, alignment, white space above.

use backissue_model::{Align, Cues, Page, Rect};

use crate::lines::PlacedLine;
use crate::regions::Column;
use crate::text;

/// Edges that differ by less than this share of the type size are the same edge.
const SAME_EDGE: f32 = 0.6;
/// A centred line is at least this far from both edges, as a share of its type size.
const CENTRED: f32 = 0.9;
/// How much the two sides of a centred line may differ, as a share of its type size.
const LOPSIDED: f32 = 1.0;

/// The edges and the line distance of a column.
#[derive(Debug, Clone, Copy)]
pub struct Edges {
    start: f32,
    end: f32,
    /// Usual distance of baselines as a share of the type size.
    leading: f32,
}

/// The usual width of a region's columns in points: the median, columns counted by what lies in them.
pub fn usual_width(columns: &[Column]) -> f32 {
    let mut widths: Vec<(f32, usize)> =
        columns.iter().map(|column| (column.rect.width(), column.items.len())).collect();
    widths.sort_by(|a, b| a.0.total_cmp(&b.0));
    let all: usize = widths.iter().map(|(_, count)| count).sum();
    let mut below = 0;
    let median = widths.iter().find(|(_, count)| {
        below += count;
        below * 2 >= all
    });
    median.map_or(0.0, |(width, _)| *width)
}

/// The type size of most lines, in points; the first of two that are equally common.
fn common_size(lines: &[PlacedLine]) -> f32 {
    let count = |size: f32| lines.iter().filter(|line| (line.size - size).abs() <= 0.05 * size).count();
    let best = lines.iter().map(|line| (line.size, count(line.size)));
    best.reduce(|a, b| if b.1 > a.1 { b } else { a }).map_or(0.0, |(size, _)| size)
}

/// A column is taken to be as wide as its neighbours when its longest line fills less than this share of their
/// width: verse, lists and addresses do not show how wide their column is.
const UNFILLED: f32 = 0.85;

/// Lines that could have taken the first word of the next are no more than one in this many where prose is set with a
/// ragged edge; in verse they are most.
const COULD_TAKE: usize = 5;

/// Whether lines break where the next word no longer fits between the edges of their column, as ragged prose does.
fn is_wrapped(page: &Page, lines: &[PlacedLine], end: f32) -> bool {
    let pairs = lines.windows(2).filter(|pair| (pair[0].size - pair[1].size).abs() <= 0.05 * pair[0].size);
    let takes = |pair: &&[PlacedLine]| {
        let word = text::first_word(page, &pair[1].glyphs);
        pair[0].rect.x1 + text::SPACE * pair[0].size + word <= end
    };
    let (all, could) = (pairs.clone().count(), pairs.filter(takes).count());
    all >= 3 && could * COULD_TAKE <= all
}

/// Measures a column whose region has columns of a usual width (0 when unknown).
pub fn edges(page: &Page, rect: &Rect, lines: &[PlacedLine], usual: f32) -> Edges {
    // A headline may be wider than the column of text below it: the edges are those of the commonest type size.
    let common = common_size(lines);
    let body = |line: &&PlacedLine| (line.size - common).abs() <= 0.05 * common;
    let inked = lines.iter().filter(body).map(|line| text::inked(page, &line.glyphs, line.rect));
    let extent = inked.reduce(|a, b| a.union(&b)).unwrap_or(*rect);
    let mut steps: Vec<f32> = lines
        .windows(2)
        .filter(|pair| (pair[0].size - pair[1].size).abs() < 0.3)
        .map(|pair| (pair[1].baseline - pair[0].baseline) / pair[1].size)
        .filter(|step| *step > 0.5)
        .collect();
    steps.sort_by(f32::total_cmp);
    // The lower quartile: paragraphs set apart by white must not pass for the line distance.
    let leading = steps.get(steps.len() / 4).copied().unwrap_or(1.5);
    let ragged = lines.iter().filter(|line| extent.x1 - line.rect.x1 < SAME_EDGE * line.size).count() * 2
        < lines.len();
    let unfilled = ragged && lines.len() > 2 && extent.width() < UNFILLED * usual;
    let end = if unfilled && !is_wrapped(page, lines, extent.x1) { extent.x0 + usual } else { extent.x1 };
    Edges { start: extent.x0, end, leading }
}

/// The geometric cues of a line; those of its type are the caller's.
pub fn cues(edges: &Edges, above: Option<&PlacedLine>, line: &PlacedLine) -> Cues {
    let size = line.size.max(0.1);
    let indent = (line.rect.x0 - edges.start) / size;
    let shortfall = (edges.end - line.rect.x1) / size;
    let space_before = above.map_or(0.0, |above| {
        (line.baseline - above.baseline) / size - edges.leading.max(above.size / size * 0.5 + 0.5)
    });
    Cues {
        align: alignment(indent, shortfall),
        indent,
        shortfall,
        space_before,
        measure: (edges.end - edges.start) / size,
        ..Cues::default()
    }
}

fn alignment(indent: f32, shortfall: f32) -> Align {
    let (at_start, at_end) = (indent < SAME_EDGE, shortfall < SAME_EDGE);
    match (at_start, at_end) {
        (true, true) => Align::Full,
        (true, false) => Align::Start,
        (false, true) if indent > CENTRED * 2.5 => Align::End,
        (false, true) => Align::Start,
        (false, false) if indent >= CENTRED && (indent - shortfall).abs() <= LOPSIDED => Align::Centre,
        (false, false) => Align::Start,
    }
}

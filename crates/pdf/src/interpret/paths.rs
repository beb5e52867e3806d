//! Paths (ISO 32000-2, 8.5): which of them are rulings, frames and panels. Drawings are neither.

use backissue_model::{Panel, Rect, Ruling};

use super::{Run, marked};
use crate::color::{BLACK, Rgb};
use crate::content::Operators;
use crate::limits::MAX_PATH_POINTS;
use crate::matrix::{around, intersection};

/// A path while it is built, in points on the page.
#[derive(Debug, Default)]
pub(super) struct Path {
    parts: Vec<Part>,
    /// Where the last part stands, in user space: curves and lines go on from here.
    clip: bool,
    points: usize,
}

/// A subpath.
#[derive(Debug, Default)]
struct Part {
    points: Vec<(f32, f32)>,
    curved: bool,
    closed: bool,
}

/// Thickest fill that is a ruling and no panel, in points: newspapers set fat rules of up to 4 points.
const MAX_RULING: f32 = 4.0;

/// How many times as long as thick a fill must be to be a ruling: shorter ones are dots and squares.
const MIN_RULING_RATIO: f32 = 4.0;

/// Shortest side of a panel, in points: what is smaller holds no text.
const MIN_PANEL: f32 = 4.0;

/// How far a stroke may lean to be straight along an axis, in points.
const MAX_LEAN: f32 = 0.5;

/// Share of its extent that a closed shape must fill to be a panel: rounded corners take away less than a tenth.
const MIN_FILLED_SHARE: f32 = 0.9;

/// Runs a path operator.
pub(super) fn run(run: &mut Run<'_>, operator: &[u8], operators: &Operators<'_>) {
    match operator {
        b"m" => start(run, operators.numbers()),
        b"l" => line(run, operators.numbers(), false),
        b"c" => line(run, operators.numbers().map(|[_, _, _, _, x, y]: [f32; 6]| [x, y]), true),
        b"v" | b"y" => line(run, operators.numbers().map(|[_, _, x, y]: [f32; 4]| [x, y]), true),
        b"h" => close(run),
        b"re" => rectangle(run, operators.numbers()),
        b"W" | b"W*" => run.path.clip = true,
        b"n" => finish(run, false, false),
        b"S" => finish(run, false, true),
        b"s" => {
            close(run);
            finish(run, false, true);
        }
        b"f" | b"F" | b"f*" => finish(run, true, false),
        b"B" | b"B*" => finish(run, true, true),
        b"b" | b"b*" => {
            close(run);
            finish(run, true, true);
        }
        b"sh" => {
            let clip = run.state.clip;
            run.canvas.push_ground(clip, None, false);
        }
        _ => {}
    }
}

fn start(run: &mut Run<'_>, point: Option<[f32; 2]>) {
    let Some([x, y]) = point else {
        return;
    };
    // Each part counts as a point, too, so that a path of empty parts is bounded as well.
    if run.path.points < MAX_PATH_POINTS {
        run.path.points += 1;
        run.path.parts.push(Part { points: vec![run.state.ctm.apply(x, y)], ..Part::default() });
    }
}

fn line(run: &mut Run<'_>, point: Option<[f32; 2]>, curved: bool) {
    let (Some([x, y]), Some(part)) = (point, run.path.parts.last_mut()) else {
        return;
    };
    if run.path.points < MAX_PATH_POINTS {
        run.path.points += 1;
        part.points.push(run.state.ctm.apply(x, y));
        part.curved |= curved;
    }
}

fn close(run: &mut Run<'_>) {
    if let Some(part) = run.path.parts.last_mut() {
        part.closed = true;
    }
}

fn rectangle(run: &mut Run<'_>, rect: Option<[f32; 4]>) {
    let Some([x, y, width, height]) = rect else {
        return;
    };
    start(run, Some([x, y]));
    line(run, Some([x + width, y]), false);
    line(run, Some([x + width, y + height]), false);
    line(run, Some([x, y + height]), false);
    close(run);
}

/// Paints and clips with the path, and forgets it.
fn finish(run: &mut Run<'_>, fill: bool, stroke: bool) {
    let path = std::mem::take(&mut run.path);
    if !marked::is_hidden(run) {
        if fill && run.state.fill.alpha > 0.0 {
            fill_path(run, &path);
        }
        if stroke && run.state.stroke.alpha > 0.0 {
            path.parts.iter().for_each(|part| stroke_part(run, part, fill));
        }
    }
    if path.clip {
        let extent = around(path.parts.iter().flat_map(|part| part.points.iter().copied()));
        // An empty intersection clips all away; a point outside the page says so.
        run.state.clip = intersection(&run.state.clip, &extent).unwrap_or(Rect::new(-1.0, -1.0, -1.0, -1.0));
    }
}

/// Several parts in one fill are a drawing or cut-outs unless each stands for itself.
fn fill_path(run: &mut Run<'_>, path: &Path) {
    let color = run.state.fill.color;
    for part in &path.parts {
        let Some(rect) = visible(run, &around(part.points.iter().copied())) else {
            continue;
        };
        let whole = filled_share(part) >= MIN_FILLED_SHARE;
        let (short, long) = sides(&rect);
        let opaque = run.state.fill.alpha >= 0.99;
        run.canvas.push_ground(rect, color.filter(|_| whole && opaque), false);
        if !whole {
            continue;
        }
        if short <= MAX_RULING && long >= short * MIN_RULING_RATIO {
            run.canvas.push_ruling(Ruling { rect, color: color.unwrap_or(BLACK), lean: 0.0 });
        } else if short >= MIN_PANEL {
            run.canvas.push_panel(Panel { rect, fill: Some(color.unwrap_or([128; 3])), framed: false });
        }
    }
}

/// A closed box stroked is a frame; straight strokes along an axis are rulings.
fn stroke_part(run: &mut Run<'_>, part: &Part, filled: bool) {
    let color = run.state.stroke.color.unwrap_or(BLACK);
    let width = run.state.line_width * run.state.ctm.scale();
    let extent = around(part.points.iter().copied());
    let (short, _) = sides(&extent);
    let is_box = part.closed || part.points.first() == part.points.last();
    if is_box && short >= MIN_PANEL && filled_share(part) >= MIN_FILLED_SHARE {
        if let Some(rect) = visible(run, &extent) {
            run.canvas.push_panel(Panel { rect, fill: None, framed: true });
        }
        return;
    }
    if part.curved || filled && !is_straight(&extent) {
        return;
    }
    let last = part.closed.then(|| part.points.last().copied().zip(part.points.first().copied())).flatten();
    let segments = part.points.windows(2).map(|pair| (pair[0], pair[1])).chain(last);
    for (from, to) in segments {
        stroke_segment(run, from, to, width, color);
    }
}

fn stroke_segment(run: &mut Run<'_>, from: (f32, f32), to: (f32, f32), width: f32, color: Rgb) {
    let extent = around([from, to].into_iter());
    if !is_straight(&extent) || extent.width().max(extent.height()) == 0.0 {
        return;
    }
    let half = width / 2.0;
    let thick = if extent.width() >= extent.height() {
        Rect { y0: extent.y0 - half, y1: extent.y1 + half, ..extent }
    } else {
        Rect { x0: extent.x0 - half, x1: extent.x1 + half, ..extent }
    };
    let Some(rect) = visible(run, &thick) else {
        return;
    };
    let (short, _) = sides(&rect);
    if short <= MAX_RULING {
        run.canvas.push_ruling(Ruling { rect, color, lean: 0.0 });
    } else {
        // A stroke as thick as a bar is a filled area.
        run.canvas.push_ground(rect, Some(color), false);
        run.canvas.push_panel(Panel { rect, fill: Some(color), framed: false });
    }
}

fn is_straight(extent: &Rect) -> bool {
    extent.width() <= MAX_LEAN || extent.height() <= MAX_LEAN
}

/// The part of a shape that the clipping path lets through.
fn visible(run: &Run<'_>, rect: &Rect) -> Option<Rect> {
    let finite = [rect.x0, rect.y0, rect.x1, rect.y1].iter().all(|n| n.is_finite());
    intersection(&run.state.clip, rect).filter(|_| finite)
}

fn sides(rect: &Rect) -> (f32, f32) {
    let (width, height) = (rect.width(), rect.height());
    (width.min(height), width.max(height))
}

/// The area of a shape as a share of its extent; 1 for a line, which has no area to lose. Curves count by their end
/// points, which for rounded corners comes near.
fn filled_share(part: &Part) -> f32 {
    let extent = around(part.points.iter().copied());
    let whole = extent.width() * extent.height();
    if whole <= f32::EPSILON {
        return 1.0;
    }
    let next = part.points.iter().cycle().skip(1);
    let doubled: f32 = part
        .points
        .iter()
        .zip(next)
        .map(|(a, b)| (a.0 - extent.x0) * (b.1 - extent.y0) - (b.0 - extent.x0) * (a.1 - extent.y0))
        .sum();
    doubled.abs() / 2.0 / whole
}

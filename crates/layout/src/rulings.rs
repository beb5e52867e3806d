//! Rulings and panels of a page: which part, which frame a box, which are mere decoration.

use backissue_model::{Page, Rect};

use crate::space::Space;

/// Ends of rulings that meet may lie this far apart, in points.
const JOINT: f32 = 2.5;
/// Rulings shorter than this multiple of the body size underline a word or draw a sign; they part nothing.
const SHORT: f32 = 2.0;
/// A box is at most this share of the page: a frame around all of it is decoration.
const LARGEST_BOX: f32 = 0.8;
/// A box is at least this many body sizes high and wide: less is a label's panel or a table's cell.
const SMALLEST_BOX: f32 = 3.0;
/// More rulings than this come from drawings and maps; they are not tried for boxes and tables. The search for
/// boxes looks at pairs, so this bounds its time on a hostile page.
const MAX_RULINGS: usize = 3000;

/// The rulings of a page in its main space.
#[derive(Debug, Default)]
pub struct Rulings {
    /// Along the lines, from top to bottom.
    pub level: Vec<Rect>,
    /// Across the lines, from start to end.
    pub upright: Vec<Rect>,
    /// Areas that are framed or filled as a box for text.
    pub boxes: Vec<Rect>,
    /// All filled panels, boxes or not.
    pub panels: Vec<Rect>,
}

/// Sorts a page's rulings and panels. `body` is the body size in points.
pub fn collect(page: &Page, space: &Space, body: f32) -> Rulings {
    let mut out = Rulings::default();
    for ruling in &page.rulings {
        put(&mut out, space.view_ruling(ruling));
    }
    for panel in &page.panels {
        let rect = space.view(&panel.rect);
        if panel.fill.is_some_and(|fill| fill.iter().any(|&c| c < 250)) {
            out.panels.push(rect);
        }
        if panel.framed {
            let Rect { x0, y0, x1, y1 } = rect;
            for side in [
                Rect::new(x0, y0, x1, y0),
                Rect::new(x0, y1, x1, y1),
                Rect::new(x0, y0, x0, y1),
                Rect::new(x1, y0, x1, y1),
            ] {
                put(&mut out, side);
            }
        }
    }
    out.level.retain(|r| r.width() >= SHORT * body);
    out.upright.retain(|r| r.height() >= SHORT * 0.5 * body);
    out.level = joined(out.level, Axis::X);
    out.upright = joined(out.upright, Axis::Y);
    out.boxes = boxes(&out, space, body);
    out
}

fn put(out: &mut Rulings, rect: Rect) {
    if rect.width() >= rect.height() { out.level.push(rect) } else { out.upright.push(rect) }
}

#[derive(Clone, Copy)]
enum Axis {
    X,
    Y,
}

/// Joins collinear rulings that touch: tables draw a ruling cell by cell.
fn joined(mut rulings: Vec<Rect>, axis: Axis) -> Vec<Rect> {
    let across = |r: &Rect| match axis {
        Axis::X => (r.y0 + r.y1) / 2.0,
        Axis::Y => (r.x0 + r.x1) / 2.0,
    };
    let along = |r: &Rect| match axis {
        Axis::X => (r.x0, r.x1),
        Axis::Y => (r.y0, r.y1),
    };
    // Rounding to half points first makes one ruling of those drawn a hair apart.
    let key = |r: &Rect| (across(r) * 2.0).round();
    rulings.sort_by(|a, b| {
        key(a)
            .total_cmp(&key(b))
            .then(along(a).0.total_cmp(&along(b).0))
            .then(along(a).1.total_cmp(&along(b).1))
    });
    let mut out: Vec<Rect> = Vec::new();
    for ruling in rulings {
        match out.last_mut() {
            Some(last) if key(last) == key(&ruling) && along(&ruling).0 <= along(last).1 + JOINT => {
                *last = last.union(&ruling);
            }
            _ => out.push(ruling),
        }
    }
    out
}

/// Rectangles closed by four rulings, and filled panels, that are large enough to hold a story.
fn boxes(rulings: &Rulings, space: &Space, body: f32) -> Vec<Rect> {
    let (width, height) = space.extent();
    let fits = |r: &Rect| {
        r.width() >= SMALLEST_BOX * body
            && r.height() >= SMALLEST_BOX * body
            && r.width() * r.height() <= LARGEST_BOX * width * height
    };
    let mut out: Vec<Rect> = rulings.panels.iter().filter(|panel| fits(panel)).copied().collect();
    if rulings.level.len() + rulings.upright.len() <= MAX_RULINGS {
        for (i, top) in rulings.level.iter().enumerate() {
            let bottom = rulings.level[i + 1..].iter().find(|bottom| closes(top, bottom, rulings));
            out.extend(bottom.map(|bottom| top.union(bottom)).filter(|rect| fits(rect)));
        }
    }
    out.sort_by(|a, b| a.y0.total_cmp(&b.y0).then(a.x0.total_cmp(&b.x0)).then(b.y1.total_cmp(&a.y1)));
    out.dedup_by(|a, b| near(a.x0, b.x0) && near(a.y0, b.y0) && near(a.x1, b.x1) && near(a.y1, b.y1));
    out
}

fn near(a: f32, b: f32) -> bool {
    (a - b).abs() <= JOINT * 2.0
}

fn closes(top: &Rect, bottom: &Rect, rulings: &Rulings) -> bool {
    if !near(top.x0, bottom.x0) || !near(top.x1, bottom.x1) || bottom.y0 - top.y1 < JOINT {
        return false;
    }
    let side = |x: f32| {
        rulings
            .upright
            .iter()
            .any(|wall| near(wall.x0, x) && wall.y0 <= top.y1 + JOINT && wall.y1 >= bottom.y0 - JOINT)
    };
    side(top.x0) && side(top.x1)
}

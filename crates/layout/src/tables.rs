//! Ruled tables: a grid of rulings with short text in its cells.

use backissue_model::Rect;

use crate::rulings::Rulings;

/// Rulings this close to one another are one line of the grid, in points.
const SAME_LINE: f32 = 3.0;
/// The share of a cell's side that rulings must cover to wall it off.
const WALL: f32 = 0.7;
/// More lines of a grid than this in one direction are a drawing, a form or a hostile page.
const MAX_LINES: usize = 400;

/// A grid with its cells, in the page's main space.
#[derive(Debug, Clone)]
pub struct Grid {
    /// Its extent.
    pub rect: Rect,
    /// Its cells, row by row.
    pub cells: Vec<GridCell>,
    /// Number of rows.
    pub rows: usize,
}

/// A cell of a grid.
#[derive(Debug, Clone)]
pub struct GridCell {
    /// Its extent.
    pub rect: Rect,
    /// Row it begins in, from 0.
    pub row: usize,
    /// Rows it covers.
    pub rowspan: usize,
    /// Columns it covers.
    pub colspan: usize,
}

/// Finds grids of at least two rows and two columns.
pub fn grids(rulings: &Rulings) -> Vec<Grid> {
    components(rulings).into_iter().filter_map(|(level, upright)| grid(&level, &upright)).collect()
}

/// Sets of rulings that touch one another.
fn components(rulings: &Rulings) -> Vec<(Vec<Rect>, Vec<Rect>)> {
    let all: Vec<(bool, Rect)> =
        rulings.level.iter().map(|r| (true, *r)).chain(rulings.upright.iter().map(|r| (false, *r))).collect();
    if all.len() > MAX_LINES * 4 {
        return vec![];
    }
    let touches = |a: &Rect, b: &Rect| {
        a.x0 <= b.x1 + SAME_LINE
            && b.x0 <= a.x1 + SAME_LINE
            && a.y0 <= b.y1 + SAME_LINE
            && b.y0 <= a.y1 + SAME_LINE
    };
    let mut seen = vec![false; all.len()];
    let mut out = Vec::new();
    for first in 0..all.len() {
        if seen[first] {
            continue;
        }
        seen[first] = true;
        let (mut queue, mut level, mut upright) = (vec![first], Vec::new(), Vec::new());
        while let Some(i) = queue.pop() {
            if all[i].0 {
                level.push(all[i].1);
            } else {
                upright.push(all[i].1);
            }
            for j in 0..all.len() {
                if !seen[j] && all[i].0 != all[j].0 && touches(&all[i].1, &all[j].1) {
                    seen[j] = true;
                    queue.push(j);
                }
            }
        }
        out.push((level, upright));
    }
    out
}

fn grid(level: &[Rect], upright: &[Rect]) -> Option<Grid> {
    let ys = positions(level.iter().map(|r| (r.y0 + r.y1) / 2.0));
    let xs = positions(upright.iter().map(|r| (r.x0 + r.x1) / 2.0));
    let enough = |n: usize| (3..=MAX_LINES).contains(&n);
    if !enough(xs.len()) || !enough(ys.len()) {
        return None;
    }
    let (columns, rows) = (xs.len() - 1, ys.len() - 1);
    let wall_right = |row: usize, column: usize| {
        let side = (ys[row], ys[row + 1]);
        let near = upright.iter().filter(|r| ((r.x0 + r.x1) / 2.0 - xs[column + 1]).abs() <= SAME_LINE);
        covered(side, near.map(|r| (r.y0, r.y1)))
    };
    let wall_below = |row: usize, column: usize| {
        let side = (xs[column], xs[column + 1]);
        let near = level.iter().filter(|r| ((r.y0 + r.y1) / 2.0 - ys[row + 1]).abs() <= SAME_LINE);
        covered(side, near.map(|r| (r.x0, r.x1)))
    };
    let mut taken = vec![false; rows * columns];
    let mut cells = Vec::new();
    for row in 0..rows {
        for column in 0..columns {
            if taken[row * columns + column] {
                continue;
            }
            let colspan = 1 + (column..columns - 1).take_while(|&c| !wall_right(row, c)).count();
            let rowspan = 1 + (row..rows - 1).take_while(|&r| !wall_below(r, column)).count();
            for r in row..row + rowspan {
                for c in column..column + colspan {
                    // Walls that make no rectangle are no table.
                    if std::mem::replace(&mut taken[r * columns + c], true) {
                        return None;
                    }
                }
            }
            let rect = Rect::new(xs[column], ys[row], xs[column + colspan], ys[row + rowspan]);
            cells.push(GridCell { rect, row, rowspan, colspan });
        }
    }
    let rect = Rect::new(xs[0], ys[0], xs[columns], ys[rows]);
    (cells.len() >= 4).then_some(Grid { rect, cells, rows })
}

/// Positions of the lines of a grid, those close together taken as one.
fn positions(values: impl Iterator<Item = f32>) -> Vec<f32> {
    let mut sorted: Vec<f32> = values.collect();
    sorted.sort_by(f32::total_cmp);
    sorted.dedup_by(|b, a| *b - *a <= SAME_LINE);
    sorted
}

/// Whether intervals cover most of a side.
fn covered(side: (f32, f32), intervals: impl Iterator<Item = (f32, f32)>) -> bool {
    let length: f32 = intervals.map(|(a, b)| (b.min(side.1) - a.max(side.0)).max(0.0)).sum();
    length >= WALL * (side.1 - side.0)
}

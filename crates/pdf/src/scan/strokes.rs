//! Straight strokes in the picture of a page: the rules and frames of print that a scan shows and no operator draws.
//!
//! A stroke is a chain of thin runs of ink, row under row, that keeps to one straight line with white at both sides.
//! Letters have such chains too, but short ones; who knows where the type stands takes those out.

use super::ink::Ink;

/// A stroke, its ends as shares of the picture's width and height, from its upper left corner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Stroke {
    /// The upper end, or the left one of a level stroke.
    pub(super) from: [f32; 2],
    /// The other end.
    pub(super) to: [f32; 2],
    /// Its thickness in points.
    pub(super) thickness: f32,
}

/// Ink that is wider than this, in points, is no rule but a bar, a letter or a picture.
const THICKEST: f32 = 4.0;
/// Shorter strokes, in points, belong to letters or are dashes.
pub(super) const SHORTEST: f32 = 24.0;
/// A rule may break off for this many points, where a letter touches it or the print is worn.
const BREAK: f32 = 8.0;
/// The share of its length in which a stroke shows: the stems of letters in line under line show in half of it.
const SHOWN: f32 = 0.8;
/// How far, in points, the ink may lie from the straight line on the average.
const STRAY: f32 = 0.4;
/// The steepest lean, as a share of the length: more is no page put on a scanner by hand.
const STEEPEST: f32 = 0.03;
/// More strokes than this come from hatching and halftones; the longest are kept, so that a hostile picture costs no
/// time later.
const MOST: usize = 2_000;

/// Finds the strokes of a picture.
pub(super) fn find(ink: &Ink) -> Vec<Stroke> {
    let pixel = ink.pixel;
    let (width, height) = (ink.width as f32, ink.height as f32);
    let mut strokes: Vec<Stroke> = upright(ink)
        .into_iter()
        .map(|line| Stroke {
            from: [line.from / width, line.start / height],
            to: [line.to / width, line.end / height],
            thickness: line.thickness * pixel,
        })
        .collect();
    strokes.extend(upright(&ink.transposed()).into_iter().map(|line| Stroke {
        from: [line.start / width, line.from / height],
        to: [line.end / width, line.to / height],
        thickness: line.thickness * pixel,
    }));
    if strokes.len() > MOST {
        let length = |stroke: &Stroke| (stroke.to[0] - stroke.from[0]).hypot(stroke.to[1] - stroke.from[1]);
        strokes.sort_by(|a, b| length(b).total_cmp(&length(a)));
        strokes.truncate(MOST);
    }
    strokes
}

/// A straight line found, in places: `from` and `to` across the rows, `start` and `end` down them.
struct Line {
    from: f32,
    to: f32,
    start: f32,
    end: f32,
    thickness: f32,
}

/// Runs that go on from row to row, and what a straight line through them needs.
struct Chain {
    /// Where its last run stands.
    last: [usize; 2],
    first_row: usize,
    last_row: usize,
    rows: f64,
    inked: f64,
    x: f64,
    y: f64,
    xx: f64,
    xy: f64,
    yy: f64,
}

impl Chain {
    fn new(run: [usize; 2], row: usize) -> Self {
        let (first_row, last_row) = (row, row);
        let mut chain = Self {
            last: run,
            first_row,
            last_row,
            rows: 0.0,
            inked: 0.0,
            x: 0.0,
            y: 0.0,
            xx: 0.0,
            xy: 0.0,
            yy: 0.0,
        };
        chain.add(run, row);
        chain
    }

    fn add(&mut self, run: [usize; 2], row: usize) {
        // Rows count from the first one, so that squares stay small.
        let (x, y) = ((run[0] + run[1]) as f64 / 2.0, (row - self.first_row) as f64);
        self.last = run;
        self.last_row = row;
        self.rows += 1.0;
        self.inked += (run[1] - run[0]) as f64;
        self.x += x;
        self.y += y;
        self.xx += x * x;
        self.xy += x * y;
        self.yy += y * y;
    }

    fn is_met_by(&self, run: [usize; 2]) -> bool {
        run[0] <= self.last[1] && self.last[0] <= run[1]
    }

    /// The line through its runs by least squares, if it is long, whole and straight. `pixel` is in points.
    fn line(&self, pixel: f32) -> Option<Line> {
        let length = (self.last_row - self.first_row + 1) as f64;
        if length * f64::from(pixel) < f64::from(SHORTEST) || self.rows < f64::from(SHOWN) * length {
            return None;
        }
        let n = self.rows;
        let (spread, shared) = (self.yy - self.y * self.y / n, self.xy - self.x * self.y / n);
        let lean = shared / spread.max(1.0);
        let stray = ((self.xx - self.x * self.x / n - lean * shared) / n).max(0.0).sqrt();
        let at = |y: f64| (self.x / n + lean * (y - self.y / n)) as f32;
        let is_straight = stray as f32 <= (STRAY / pixel).max(0.5) && lean.abs() <= f64::from(STEEPEST);
        is_straight.then(|| Line {
            from: at(0.0),
            to: at(length),
            start: self.first_row as f32,
            end: self.last_row as f32 + 1.0,
            thickness: (self.inked / n) as f32,
        })
    }
}

/// The runs of ink of a row that are thin.
fn thin_runs(row: &[bool], thickest: usize, runs: &mut Vec<[usize; 2]>) {
    runs.clear();
    let mut start = None;
    for (x, dark) in row.iter().copied().chain([false]).enumerate() {
        match (dark, start) {
            (true, None) => start = Some(x),
            (false, Some(from)) => {
                if x - from <= thickest {
                    runs.push([from, x]);
                }
                start = None;
            }
            _ => {}
        }
    }
}

/// The strokes that run down the rows.
fn upright(ink: &Ink) -> Vec<Line> {
    let pixel = ink.pixel;
    let thickest = ((THICKEST / pixel) as usize).max(1);
    let reach = ((BREAK / pixel) as usize).max(1);
    let mut lines = Vec::new();
    let mut open: Vec<Chain> = Vec::new();
    let mut runs = Vec::new();
    for y in 0..ink.height {
        thin_runs(ink.row(y), thickest, &mut runs);
        let known = open.len();
        let mut at = 0;
        for &run in &runs {
            while at < known && open[at].last[1] < run[0] {
                at += 1;
            }
            match open[..known].get_mut(at).filter(|chain| chain.is_met_by(run)) {
                Some(chain) => {
                    chain.add(run, y);
                    at += 1;
                }
                None => open.push(Chain::new(run, y)),
            }
        }
        open.retain(|chain| {
            let goes_on = y - chain.last_row < reach;
            if !goes_on {
                lines.extend(chain.line(pixel));
            }
            goes_on
        });
        open.sort_by_key(|chain| chain.last);
    }
    lines.extend(open.iter().filter_map(|chain| chain.line(pixel)));
    lines
}

#[cfg(test)]
mod tests {
    use png::{BitDepth, ColorType};

    use super::*;
    use crate::images::Raster;

    /// A picture of 200 by 200 pixels, shown at a point each, with a painter over its paper.
    fn picture(paint: impl Fn(usize, usize) -> u8) -> Vec<Stroke> {
        let data = (0..200 * 200).map(|i| paint(i % 200, i / 200)).collect();
        let raster =
            Raster { width: 200, height: 200, color: ColorType::Grayscale, depth: BitDepth::Eight, data };
        Ink::of(&raster, 1.0).map_or_else(Vec::new, |ink| find(&ink))
    }

    #[test]
    fn a_frame_that_leans_is_four_strokes() {
        let side = |x: usize, y: usize| x == 20 + y / 50 || x == 160 + y / 50;
        let level = |x: usize, y: usize| y + x / 50 == 33 || y + x / 50 == 143;
        let strokes = picture(|x, y| {
            let inside = (20..165).contains(&x) && (30..144).contains(&y);
            if inside && (side(x, y) || level(x, y)) { 40 } else { 240 }
        });
        assert_eq!(strokes.len(), 4, "{strokes:?}");
        let upright = strokes.iter().filter(|stroke| stroke.to[1] - stroke.from[1] > 0.5);
        assert!(upright.clone().count() == 2 && upright.clone().all(|s| s.to[0] > s.from[0]), "{strokes:?}");
        assert!(strokes.iter().all(|stroke| (0.9..=1.5).contains(&stroke.thickness)), "{strokes:?}");
    }

    #[test]
    fn stems_of_letters_in_line_under_line_are_none() {
        assert_eq!(picture(|x, y| if x == 50 && y % 16 < 9 { 0 } else { 255 }), []);
    }

    #[test]
    fn a_worn_rule_is_one_and_a_bar_is_none() {
        let strokes = picture(|x, y| if x == 50 && y % 20 < 17 || (90..120).contains(&x) { 0 } else { 255 });
        assert_eq!(strokes.len(), 1, "{strokes:?}");
    }

    #[test]
    fn grey_paper_without_print_has_none() {
        assert_eq!(picture(|x, _| if x == 50 { 200 } else { 220 }), []);
    }
}

//! Dark areas in the picture of a page: its photographs and drawings, by how much ink lies in them.

use super::ink::Ink;

/// The picture is looked at in squares of this side, in points.
const SQUARE: f32 = 4.0;
/// A square is full with this share of it dark.
const FULL: f32 = 0.6;
/// The share of full squares in the extent of an area: photographs have light places, lines of text white between them.
const FILLED: f32 = 0.5;
/// The shortest side of an area, in points: less is a label, a letter or an ornament.
const SHORTEST: f32 = 40.0;

/// The extents of dark areas as shares of the picture's width and height: left, top, right, bottom.
pub(super) fn find(ink: &Ink) -> Vec<[f32; 4]> {
    let side = ((SQUARE / ink.pixel) as usize).max(1);
    let squares = Squares::of(ink, side);
    let least = (SHORTEST / SQUARE) as usize;
    let mut seen = vec![false; squares.full.len()];
    let mut out = Vec::new();
    for start in 0..squares.full.len() {
        if !squares.full[start] || seen[start] {
            continue;
        }
        let area = squares.area(start, &mut seen);
        let (width, height) = (area.right - area.left + 1, area.bottom - area.top + 1);
        if width >= least && height >= least && area.count as f32 >= FILLED * (width * height) as f32 {
            let x = |square: usize| (square * side) as f32 / ink.width as f32;
            let y = |square: usize| (square * side) as f32 / ink.height as f32;
            out.push([x(area.left), y(area.top), x(area.right + 1), y(area.bottom + 1)]);
        }
    }
    out
}

/// A picture in squares.
struct Squares {
    width: usize,
    full: Vec<bool>,
}

/// Full squares that touch, and their extent.
struct Area {
    left: usize,
    top: usize,
    right: usize,
    bottom: usize,
    count: usize,
}

impl Squares {
    fn of(ink: &Ink, side: usize) -> Self {
        let (width, height) = (ink.width / side, ink.height / side);
        let mut dark = vec![0usize; width * height];
        for y in 0..height * side {
            let squares = &mut dark[y / side * width..][..width];
            for (count, places) in squares.iter_mut().zip(ink.row(y).chunks_exact(side)) {
                *count += places.iter().filter(|dark| **dark).count();
            }
        }
        let full = dark.into_iter().map(|count| count as f32 >= FULL * (side * side) as f32).collect();
        Self { width, full }
    }

    /// The area around a full square, whose squares are marked as seen.
    fn area(&self, start: usize, seen: &mut [bool]) -> Area {
        let (x, y) = (start % self.width, start / self.width);
        let mut area = Area { left: x, top: y, right: x, bottom: y, count: 0 };
        let mut open = vec![start];
        seen[start] = true;
        while let Some(at) = open.pop() {
            let (x, y) = (at % self.width, at / self.width);
            area.left = area.left.min(x);
            area.right = area.right.max(x);
            area.bottom = area.bottom.max(y);
            area.top = area.top.min(y);
            area.count += 1;
            let beside = [
                (x > 0).then(|| at - 1),
                (x + 1 < self.width).then_some(at + 1),
                at.checked_sub(self.width),
                (at + self.width < self.full.len()).then_some(at + self.width),
            ];
            for next in beside.into_iter().flatten() {
                if self.full[next] && !seen[next] {
                    seen[next] = true;
                    open.push(next);
                }
            }
        }
        area
    }
}

#[cfg(test)]
mod tests {
    use png::{BitDepth, ColorType};

    use super::*;
    use crate::images::Raster;

    /// A picture of 200 by 200 pixels, shown at a point each, with a painter over its paper.
    fn blots(paint: impl Fn(usize, usize) -> bool) -> Vec<[f32; 4]> {
        let data = (0..200 * 200).map(|i| if paint(i % 200, i / 200) { 20 } else { 240 }).collect();
        let raster =
            Raster { width: 200, height: 200, color: ColorType::Grayscale, depth: BitDepth::Eight, data };
        Ink::of(&raster, 1.0).map_or_else(Vec::new, |ink| find(&ink))
    }

    #[test]
    fn a_photograph_with_light_places_is_an_area() {
        let found =
            blots(|x, y| (20..120).contains(&x) && (40..100).contains(&y) && (x / 20 + y / 20) % 4 != 0);
        assert_eq!(found, [[0.1, 0.2, 0.6, 0.5]]);
    }

    #[test]
    fn lines_of_text_and_frames_are_none() {
        assert_eq!(blots(|x, y| y % 12 < 7 && x % 9 < 6), [] as [[f32; 4]; 0]);
        assert_eq!(blots(|x, y| x == 20 || x == 180 || y == 20 || y == 180), [] as [[f32; 4]; 0]);
    }
}

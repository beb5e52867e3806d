//! Pages that are pictures of pages: what a scan shows besides the text that was recognised in it.
//!
//! The rules and frames between the stories of a printed page are in its picture alone. They are handed on like those
//! that operators draw.

mod blots;
mod ink;
mod strokes;

use backissue_model::script::is_square;
use backissue_model::{Direction, Page, Panel, Rect, Ruling, TextStyle, Visibility};

use crate::canvas::{Canvas, Picture, cell};
use crate::images::Raster;
use ink::Ink;
use strokes::{SHORTEST, Stroke};

/// Pictures below this share of the page are its illustrations; scans often come in several strips.
const STRIP: f32 = 0.1;
/// A stroke inside a glyph's cell is its stem when the cell is this share of its length high.
const STEM: f32 = 0.6;
/// Recognised type is this far off its place, as a share of its size.
const OFF: f32 = 0.2;

/// Looks at a page whose text is recognised for the most part: marks the pictures in which it was, those of some size,
/// and corrects sizes of type.
pub(crate) fn settle(canvas: &mut Canvas) {
    let page = &canvas.page;
    let unseen = page.glyphs.iter().filter(|glyph| is_recognised(page.style(glyph))).count();
    let least = STRIP * page.width * page.height;
    if unseen * 2 > page.glyphs.len() {
        for picture in &mut canvas.pictures {
            picture.is_scan = picture.rect.width() * picture.rect.height() >= least;
        }
        square(&mut canvas.page);
    }
}

fn is_recognised(style: &TextStyle) -> bool {
    style.visibility == Visibility::Invisible
}

/// Gives recognised type the size that its square characters have.
///
/// Who recognises text sees lines, and takes their height for the size of the type; the characters are then stretched
/// to the width that they really take. Ideographs and Hangul stand on squares: their advance is the size, unless it is
/// larger because a line is spaced out.
fn square(page: &mut Page) {
    let is_square = |c: char| is_square(c) && c.is_alphabetic();
    let mut advances: Vec<Vec<f32>> = vec![Vec::new(); page.styles.len()];
    for glyph in &page.glyphs {
        let style = page.style(glyph);
        if is_recognised(style)
            && style.direction == Direction::Right
            && page.glyph_text(glyph).chars().all(is_square)
        {
            advances[usize::from(glyph.style)].push(glyph.advance);
        }
    }
    for (style, mut advances) in page.styles.iter_mut().zip(advances) {
        advances.sort_by(f32::total_cmp);
        if let Some(advance) = advances.get(advances.len() / 2) {
            style.size = style.size.min(*advance);
        }
    }
}

/// What scans show besides text.
#[derive(Debug, Default)]
pub(crate) struct Seen {
    /// Rules and the sides of frames.
    pub(crate) rulings: Vec<Ruling>,
    /// Dark grounds of single lines, and the room of photographs.
    pub(crate) panels: Vec<Panel>,
}

impl Seen {
    /// Adds what another picture of the page shows.
    pub(crate) fn add(&mut self, other: Self) {
        self.rulings.extend(other.rulings);
        self.panels.extend(other.panels);
    }
}

/// Looks at a picture in its place on a page.
pub(crate) fn look(page: &Page, picture: &Picture, raster: &Raster) -> Seen {
    let pixels = (raster.width as f32 * raster.height as f32).sqrt();
    let Some(ink) = Ink::of(raster, picture.matrix.scale() / pixels) else { return Seen::default() };
    let mut panels = grounds(page, picture, &ink);
    panels.extend(photographs(page, picture, &blots::find(&ink)));
    Seen { rulings: without_stems(page, rulings(picture, &strokes::find(&ink))), panels }
}

fn rulings(picture: &Picture, strokes: &[Stroke]) -> Vec<Ruling> {
    let ruling = |stroke: &Stroke| {
        // An image stands upright on the unit square, whose y runs upwards (ISO 32000-2, 8.9.3).
        let [from, to] = [stroke.from, stroke.to].map(|[x, y]| picture.matrix.apply(x, 1.0 - y));
        Ruling::between(from, to, stroke.thickness, [0; 3])
    };
    strokes.iter().map(ruling).filter(|ruling| picture.rect.holds_middle_of(&ruling.rect)).collect()
}

/// Those rulings that are no stems of large type.
fn without_stems(page: &Page, rulings: Vec<Ruling>) -> Vec<Ruling> {
    let cells: Vec<Rect> = (page.glyphs.iter())
        .map(|glyph| cell(glyph.x, glyph.y, glyph.advance, page.style(glyph)))
        .filter(|cell| cell.height() >= STEM * SHORTEST)
        .map(|cell| {
            let off = OFF * cell.height();
            Rect::new(cell.x0 - off, cell.y0 - off, cell.x1 + off, cell.y1 + off)
        })
        .collect();
    let is_stem = |ruling: &Ruling| {
        let length = ruling.rect.height().max(ruling.rect.width());
        cells.iter().any(|cell| STEM * length <= cell.height() && cell.holds_middle_of(&ruling.rect))
    };
    rulings.into_iter().filter(|ruling| !is_stem(ruling)).collect()
}

/// A dark area with recognised text on more than this share of it is no photograph.
const LETTERED: f32 = 0.1;

/// The dark areas in which no text was recognised: their room is no white between what stands around them.
fn photographs(page: &Page, picture: &Picture, blots: &[[f32; 4]]) -> Vec<Panel> {
    let area = |rect: &Rect| rect.width() * rect.height();
    let lettered = |rect: &Rect| {
        let cells = page.glyphs.iter().map(|glyph| cell(glyph.x, glyph.y, glyph.advance, page.style(glyph)));
        cells.filter(|cell| rect.holds_middle_of(cell)).map(|cell| area(&cell)).sum::<f32>()
    };
    let place = |[x0, y0, x1, y1]: &[f32; 4]| picture.matrix.apply_rect([*x0, 1.0 - y1, *x1, 1.0 - y0]);
    let panel = |rect| Panel { rect, fill: Some([0; 3]), framed: false };
    blots.iter().map(place).filter(|rect| lettered(rect) <= LETTERED * area(rect)).map(panel).collect()
}

/// Places at which a side of a line is looked at.
const SAMPLES: usize = 16;
/// The share of them that is dark on a dark ground: letters may touch its edge.
const DARK: f32 = 0.85;
/// How far at both ends of a line its ground is looked at, as a share of its height.
const AROUND: f32 = 0.1;
/// Above and below, the ground ends within this share of the line's height: one that does not is a picture or a box.
const BEYOND: f32 = 1.2;

/// Dark grounds on which lines stand in white, as labels of departments do: what is read there is dark all around.
fn grounds(page: &Page, picture: &Picture, ink: &Ink) -> Vec<Panel> {
    let Some(back) = picture.matrix.inverse() else { return Vec::new() };
    let is_dark = |(x, y): (f32, f32)| {
        let (u, v) = back.apply(x, y);
        let (column, row) = (u * ink.width as f32, (1.0 - v) * ink.height as f32);
        let inside =
            column >= 0.0 && row >= 0.0 && (column as usize) < ink.width && (row as usize) < ink.height;
        inside && ink.row(row as usize)[column as usize]
    };
    let darkness = |from: (f32, f32), to: (f32, f32)| {
        let shares = (0..SAMPLES).map(|i| (i as f32 + 0.5) / SAMPLES as f32);
        let place = |share: f32| (from.0 + (to.0 - from.0) * share, from.1 + (to.1 - from.1) * share);
        shares.filter(|share| is_dark(place(*share))).count() as f32 / SAMPLES as f32
    };
    let is_ground = |line: &Rect| {
        let (aside, away) = (AROUND * line.height(), BEYOND * line.height());
        let (x0, y0, x1, y1) = (line.x0 - aside, line.y0, line.x1 + aside, line.y1);
        let corners = [(x0, y0), (x1, y0), (x1, y1), (x0, y1)];
        (0..4).all(|i| darkness(corners[i], corners[(i + 1) % 4]) >= DARK)
            && [y0 - away, y1 + away].into_iter().all(|y| darkness((x0, y), (x1, y)) <= 1.0 - DARK)
    };
    let panel = |rect| Panel { rect, fill: Some([0; 3]), framed: false };
    lines(page).into_iter().filter(is_ground).map(panel).collect()
}

/// The extents of recognised level lines, by glyphs that follow one another.
fn lines(page: &Page) -> Vec<Rect> {
    let mut out: Vec<Rect> = Vec::new();
    let mut last = None;
    for glyph in &page.glyphs {
        let style = page.style(glyph);
        if !is_recognised(style) || style.direction != Direction::Right {
            continue;
        }
        let rect = cell(glyph.x, glyph.y, glyph.advance, style);
        let goes_on = |line: &Rect| {
            (line.x0..=line.x1 + line.height()).contains(&rect.x0)
                && rect.overlap_y(line) >= 0.5 * line.height()
        };
        match out.last_mut().filter(|line| last == Some(glyph.style) && goes_on(line)) {
            Some(line) => *line = line.union(&rect),
            None => out.push(rect),
        }
        last = Some(glyph.style);
    }
    out
}

#[cfg(test)]
mod tests {
    use png::{BitDepth, ColorType};

    use super::*;
    use crate::canvas::test_canvas;
    use crate::images::ImageSource;
    use crate::matrix::Matrix;

    /// A page of 200 by 200 points with a line of recognised characters 10 points wide, a point to a pixel in its scan.
    fn scanned(size: f32, paint: impl Fn(usize, usize) -> bool) -> (Canvas, Seen) {
        let style = TextStyle { size, visibility: Visibility::Invisible, ..TextStyle::default() };
        let glyphs: Vec<_> = (0..4).map(|i| ("江", 40.0 + 10.0 * i as f32, 42.0, style.clone())).collect();
        let mut canvas = test_canvas(&glyphs);
        (canvas.page.width, canvas.page.height) = (200.0, 200.0);
        canvas.page.glyphs.iter_mut().for_each(|glyph| glyph.advance = 10.0);
        canvas.push_picture(Picture {
            rect: Rect::new(0.0, 0.0, 200.0, 200.0),
            matrix: Matrix([200.0, 0.0, 0.0, -200.0, 0.0, 200.0]),
            is_scan: false,
            source: ImageSource::Object((1, 0)),
            alt: None,
            tag: 0,
        });
        settle(&mut canvas);
        let data = (0..200 * 200).map(|i| if paint(i % 200, i / 200) { 20 } else { 240 }).collect();
        let raster =
            Raster { width: 200, height: 200, color: ColorType::Grayscale, depth: BitDepth::Eight, data };
        let seen = look(&canvas.page, &canvas.pictures[0], &raster);
        (canvas, seen)
    }

    #[test]
    fn characters_on_squares_tell_the_size_of_recognised_type() {
        let (canvas, _) = scanned(16.0, |_, _| false);
        assert!(canvas.pictures[0].is_scan);
        assert_eq!(canvas.page.style(&canvas.page.glyphs[0]).size, 10.0);
        // A line that is spaced out tells nothing.
        let (canvas, _) = scanned(8.0, |_, _| false);
        assert_eq!(canvas.page.style(&canvas.page.glyphs[0]).size, 8.0);
    }

    #[test]
    fn rules_lie_where_the_picture_shows_them() {
        let (_, seen) = scanned(10.0, |x, y| x == 150 && (20..180).contains(&y));
        let [rule] = seen.rulings[..] else { panic!("{:?}", seen.rulings) };
        assert!((149.5..=151.5).contains(&rule.rect.x0) && rule.rect.height() >= 155.0, "{rule:?}");
        assert!(seen.panels.is_empty());
    }

    #[test]
    fn a_label_has_a_ground_and_a_photograph_its_room() {
        let within =
            |x: usize, y: usize, [x0, y0, x1, y1]: [usize; 4]| (x0..x1).contains(&x) && (y0..y1).contains(&y);
        let label = [34, 28, 88, 48];
        let (_, seen) = scanned(10.0, |x, y| within(x, y, label) || within(x, y, [100, 100, 180, 160]));
        let places: Vec<[f32; 2]> = seen.panels.iter().map(|panel| [panel.rect.x0, panel.rect.y0]).collect();
        assert_eq!(places.len(), 2, "{places:?}");
        assert_eq!((places[0][0], places[1]), (40.0, [100.0, 100.0]));
        // Type on a large dark ground is a notice in white on black, and no photograph.
        let (_, seen) = scanned(10.0, |x, y| within(x, y, [30, 20, 90, 64]));
        assert_eq!(seen.panels, []);
    }
}

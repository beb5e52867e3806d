//! The visible page (ISO 32000-2, 14.11.2 and 8.3.2.3): boxes, rotation, user units.

use backissue_model::Rect;
use lopdf::{Dictionary, Document};

use crate::limits::PAGE_SIDE;
use crate::matrix::Matrix;
use crate::objects::{integer, number, rect};

/// The size of the visible page and how user space lies on it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct PageBox {
    /// Width in points.
    pub(crate) width: f32,
    /// Height in points.
    pub(crate) height: f32,
    /// From user space to points from the top left corner of the visible page, y downwards.
    pub(crate) matrix: Matrix,
}

impl PageBox {
    /// The visible page itself.
    pub(crate) fn rect(&self) -> Rect {
        Rect::new(0.0, 0.0, self.width, self.height)
    }
}

/// US Letter: what readers show when a file states no usable box.
const LETTER: [f32; 4] = [0.0, 0.0, 612.0, 792.0];

/// Largest `UserUnit` that is believed.
const MAX_USER_UNIT: f32 = 1_000.0;

/// The visible page of a page dictionary.
pub(crate) fn page_box(document: &Document, page: &Dictionary) -> PageBox {
    let usable = |key| rect(document, page, key).filter(is_usable);
    let media = usable(b"MediaBox").unwrap_or(LETTER);
    let crop = usable(b"CropBox").map(|crop| shared(crop, media)).filter(is_usable).unwrap_or(media);
    let [x0, y0, x1, y1] = crop;
    let unit =
        number(document, page, b"UserUnit").filter(|unit| (0.0..MAX_USER_UNIT).contains(unit) && *unit > 0.0);
    let unit = unit.unwrap_or(1.0);
    let (width, height) = ((x1 - x0) * unit, (y1 - y0) * unit);
    let turns = integer(document, page, b"Rotate").unwrap_or(0).div_euclid(90).rem_euclid(4);
    let (x0, y0, x1, y1) = (x0 * unit, y0 * unit, x1 * unit, y1 * unit);
    match turns {
        1 => PageBox { width: height, height: width, matrix: Matrix([0.0, unit, unit, 0.0, -y0, -x0]) },
        2 => PageBox { width, height, matrix: Matrix([-unit, 0.0, 0.0, unit, x1, -y0]) },
        3 => PageBox { width: height, height: width, matrix: Matrix([0.0, -unit, -unit, 0.0, y1, x1]) },
        _ => PageBox { width, height, matrix: Matrix([unit, 0.0, 0.0, -unit, -x0, y1]) },
    }
}

fn is_usable([x0, y0, x1, y1]: &[f32; 4]) -> bool {
    PAGE_SIDE.contains(&(x1 - x0)) && PAGE_SIDE.contains(&(y1 - y0))
}

fn shared(a: [f32; 4], b: [f32; 4]) -> [f32; 4] {
    [a[0].max(b[0]), a[1].max(b[1]), a[2].min(b[2]), a[3].min(b[3])]
}

#[cfg(test)]
mod tests {
    use lopdf::{Object, dictionary};

    use super::*;

    fn corners(values: [i64; 4]) -> Object {
        Object::Array(values.map(Object::Integer).to_vec())
    }

    fn boxed(rotate: i64) -> PageBox {
        let page = dictionary! {
            "MediaBox" => corners([0, 0, 700, 900]), "CropBox" => corners([10, 20, 610, 820]), "Rotate" => rotate,
        };
        page_box(&Document::new(), &page)
    }

    #[test]
    fn the_top_left_corner_is_the_origin_however_the_page_is_turned() {
        // The corner of the crop box that is shown at the top left, for each rotation.
        for (rotate, corner, size) in [
            (0, (10.0, 820.0), (600.0, 800.0)),
            (90, (10.0, 20.0), (800.0, 600.0)),
            (180, (610.0, 20.0), (600.0, 800.0)),
            (270, (610.0, 820.0), (800.0, 600.0)),
            (-90, (610.0, 820.0), (800.0, 600.0)),
        ] {
            let page = boxed(rotate);
            assert_eq!(page.matrix.apply(corner.0, corner.1), (0.0, 0.0), "{rotate}");
            assert_eq!((page.width, page.height), size, "{rotate}");
            let middle = page.matrix.apply(310.0, 420.0);
            assert_eq!(middle, (size.0 / 2.0, size.1 / 2.0), "{rotate}");
        }
    }

    #[test]
    fn boxes_that_make_no_page_are_passed_over() {
        let page = dictionary! { "MediaBox" => corners([0, 0, 0, 0]), "UserUnit" => 2 };
        let page = page_box(&Document::new(), &page);
        assert_eq!((page.width, page.height), (1224.0, 1584.0));
    }
}

//! Appearances of annotations (ISO 32000-2, 12.5.5): form fields, stamps and notes that the page shows.

use backissue_model::Rect;
use lopdf::{Dictionary, Object, ObjectId, Stream};

use super::{Run, concatenate, marked, restore, save, xobjects};
use crate::matrix::{IDENTITY, Matrix};
use crate::objects::{array, as_dict, dict, get, integer, name, numbers, rect, resolve};

/// Annotations of one page: 10,000. Stops a page of one stamp laid over itself for ever.
const MAX_ANNOTATIONS: usize = 10_000;

/// Flags of an annotation that is not shown: hidden, and not to be viewed (ISO 32000-2, table 167).
const UNSEEN: i64 = 1 << 1 | 1 << 5;

/// Draws the appearances of a page's annotations over its content.
pub(super) fn draw(run: &mut Run<'_>, page: &Dictionary) {
    let document = run.shared.document;
    let annotations = array(document, page, b"Annots").unwrap_or_default();
    for annotation in annotations.iter().take(MAX_ANNOTATIONS) {
        let id = annotation.as_reference().ok();
        let Some(annotation) = as_dict(resolve(document, annotation)) else {
            continue;
        };
        let flags = integer(document, annotation, b"F").unwrap_or(0);
        // A pop-up is a window of the viewer, not of the page.
        if flags & UNSEEN == 0 && name(document, annotation, b"Subtype") != Some(b"Popup") {
            let depth = run.marks.len();
            marked::open_object(run, id);
            draw_one(run, annotation);
            marked::close_all(run, depth);
        }
    }
}

fn draw_one(run: &mut Run<'_>, annotation: &Dictionary) {
    let document = run.shared.document;
    let Some(((stream, id), area)) = appearance(run, annotation).zip(rect(document, annotation, b"Rect"))
    else {
        return;
    };
    let bbox = rect(document, &stream.dict, b"BBox").unwrap_or(area);
    let matrix = numbers::<6>(document, &stream.dict, b"Matrix").map_or(IDENTITY, Matrix);
    let Some(placing) = placing(&matrix.apply_rect(bbox), area) else {
        return;
    };
    save(run);
    concatenate(run, &placing);
    xobjects::draw_form(run, stream, id, None);
    restore(run);
}

/// The normal appearance, in the state that the annotation is in.
fn appearance<'a>(run: &Run<'a>, annotation: &'a Dictionary) -> Option<(&'a Stream, Option<ObjectId>)> {
    let document = run.shared.document;
    let appearances = dict(document, annotation, b"AP")?;
    let (holder, key) = match get(document, appearances, b"N")? {
        Object::Stream(_) => (appearances, b"N".as_slice()),
        Object::Dictionary(states) => (states, name(document, annotation, b"AS")?),
        _ => return None,
    };
    let id = holder.get(key).ok()?.as_reference().ok();
    match get(document, holder, key)? {
        Object::Stream(stream) => Some((stream, id)),
        _ => None,
    }
}

/// The matrix that lays the box of an appearance onto the annotation's area (algorithm 8 of 12.5.5).
fn placing(from: &Rect, [x0, y0, x1, y1]: [f32; 4]) -> Option<Matrix> {
    if from.width() == 0.0 || from.height() == 0.0 {
        return None;
    }
    let (sx, sy) = ((x1 - x0) / from.width(), (y1 - y0) / from.height());
    Some(Matrix([sx, 0.0, 0.0, sy, x0 - from.x0 * sx, y0 - from.y0 * sy]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_box_of_the_appearance_comes_to_lie_on_the_area() {
        let matrix = placing(&Rect::new(0.0, 0.0, 10.0, 20.0), [100.0, 200.0, 120.0, 220.0]).unwrap();
        assert_eq!((matrix.apply(0.0, 0.0), matrix.apply(10.0, 20.0)), ((100.0, 200.0), (120.0, 220.0)));
        assert_eq!(placing(&Rect::default(), [0.0, 0.0, 1.0, 1.0]), None);
    }
}

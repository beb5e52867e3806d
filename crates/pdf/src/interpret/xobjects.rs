//! External objects and inline images (ISO 32000-2, 8.8 to 8.10).

use std::sync::Arc;

use backissue_model::WarningKind;
use lopdf::{Dictionary, Object, ObjectId, Stream};

use super::{Run, concatenate, decode_content, marked, restore, run_content, save};
use crate::canvas::Picture;
use crate::content::Operators;
use crate::images::{ImageSource, Inline};
use crate::limits::{MAX_FORM_DEPTH, MAX_KEPT_FORM_BYTES, MAX_OPERATORS, OPERATORS_PER_FORM};
use crate::matrix::{Matrix, intersection};
use crate::objects::{dict, is_true, name, numbers, rect, resolve};

/// `Do`.
pub(super) fn draw(run: &mut Run<'_>, operators: &Operators<'_>, resources: Option<&Dictionary>) {
    let document = run.shared.document;
    let objects = resources.and_then(|resources| dict(document, resources, b"XObject"));
    let Some(object) = objects.zip(operators.last_name()).and_then(|(objects, name)| objects.get(name).ok())
    else {
        return;
    };
    let id = object.as_reference().ok();
    let Object::Stream(stream) = resolve(document, object) else {
        return;
    };
    let depth = run.marks.len();
    marked::open_object(run, id);
    if let Some(group) = dict(document, &stream.dict, b"OC") {
        marked::open_layer(run, group);
    }
    match name(document, &stream.dict, b"Subtype") {
        Some(b"Image") => place(run, &stream.dict, id.map(ImageSource::Object)),
        Some(b"Form") => draw_form(run, stream, id, resources),
        _ => {}
    }
    marked::close_all(run, depth);
}

/// Draws a form with its own matrix, clip and resources (ISO 32000-2, 8.10.1).
pub(super) fn draw_form(
    run: &mut Run<'_>,
    stream: &Stream,
    id: Option<ObjectId>,
    outer: Option<&Dictionary>,
) {
    let is_cycle = id.is_some_and(|id| run.forms.contains(&id));
    if is_cycle || run.forms.len() >= MAX_FORM_DEPTH {
        run.canvas
            .warn(WarningKind::Limit, "forms are drawn within themselves or too deep: they are left out");
        return;
    }
    run.operators += OPERATORS_PER_FORM;
    if run.operators > MAX_OPERATORS {
        return;
    }
    let document = run.shared.document;
    let content = form_content(run, stream, id);
    let depth = run.saved.len();
    let marks = run.marks.len();
    let matrices = (run.text_matrix, run.line_matrix);
    save(run);
    if let Some(matrix) = numbers::<6>(document, &stream.dict, b"Matrix") {
        concatenate(run, &Matrix(matrix));
    }
    if let Some(bbox) = rect(document, &stream.dict, b"BBox") {
        let extent = run.state.ctm.apply_rect(bbox);
        run.state.clip = intersection(&run.state.clip, &extent).unwrap_or(run.state.clip);
    }
    run.forms.push(id.unwrap_or_default());
    // A form without resources takes those of what draws it: old writers rely on it.
    let resources = dict(document, &stream.dict, b"Resources").or(outer);
    run_content(run, &content, resources);
    run.forms.pop();
    marked::close_all(run, marks);
    run.saved.truncate(depth + 1);
    restore(run);
    (run.text_matrix, run.line_matrix) = matrices;
}

/// A form's content, decoded once for a page: logos and rules are drawn over and over.
fn form_content(run: &mut Run<'_>, stream: &Stream, id: Option<ObjectId>) -> Arc<Vec<u8>> {
    if let Some(kept) = id.and_then(|id| run.kept_forms.get(&id)) {
        return Arc::clone(kept);
    }
    let content = Arc::new(decode_content(run.shared, stream, &mut run.canvas));
    if let Some(id) = id.filter(|_| run.kept_bytes + content.len() <= MAX_KEPT_FORM_BYTES) {
        run.kept_bytes += content.len();
        run.kept_forms.insert(id, Arc::clone(&content));
    }
    content
}

/// `BI` … `EI`.
pub(super) fn draw_inline(run: &mut Run<'_>, operators: &mut Operators<'_>, resources: Option<&Dictionary>) {
    let Some(image) = operators.read_inline_image() else {
        return;
    };
    let space = crate::color::of_image(run.shared.document, resources, &image.dict);
    let inline = Inline { dict: image.dict.clone(), data: image.data.to_vec(), space };
    place(run, &image.dict, Some(ImageSource::Inline(Box::new(inline))));
}

/// Places an image on the unit square of user space, as far as the clip shows it.
fn place(run: &mut Run<'_>, image: &Dictionary, source: Option<ImageSource>) {
    if marked::is_hidden(run) {
        return;
    }
    let extent = run.state.ctm.apply_rect([0.0, 0.0, 1.0, 1.0]);
    let (Some(rect), Some(source)) = (intersection(&run.state.clip, &extent), source) else {
        return;
    };
    if rect.width() <= 0.0 || rect.height() <= 0.0 {
        return;
    }
    let see_through = is_true(run.shared.document, image, b"ImageMask")
        || image.has(b"SMask")
        || image.has(b"Mask")
        || run.state.fill.alpha < 0.99;
    run.canvas.push_ground(rect, None, !see_through);
    let tag = run.canvas.tag;
    let alt = run.shared.tagged.alternate(tag).cloned();
    run.canvas.push_picture(Picture { rect, matrix: run.state.ctm, is_scan: false, source, alt, tag });
}

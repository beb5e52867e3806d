//! Content streams run: operators turn into glyphs, rulings, panels and pictures on a canvas (ISO 32000-2, annex A).

mod annotations;
mod marked;
mod paint;
mod paths;
mod text;
mod xobjects;

use std::collections::HashMap;
use std::sync::Arc;

use backissue_model::WarningKind;
use lopdf::{Dictionary, Document, Object, ObjectId};

use crate::canvas::Canvas;
use crate::content::{Operators, operators};
use crate::filters;
use crate::fonts::Fonts;
use crate::layers::Layers;
use crate::limits::{MAX_OPERATORS, MAX_STATE_DEPTH, MAX_STREAM_BYTES};
use crate::matrix::{IDENTITY, Matrix};
use crate::objects::{dict, get, resolve};
use crate::page_box::PageBox;
use crate::page_tree::PageNode;
use crate::state::State;
use crate::tags::Tagged;
use crate::work::Work;
use marked::Mark;
use paths::Path;

/// What pages share.
pub(crate) struct Shared<'a> {
    /// The objects.
    pub(crate) document: &'a Document,
    /// The file, for streams whose length is wrong.
    pub(crate) bytes: &'a [u8],
    /// The fonts, loaded as they are met.
    pub(crate) fonts: Fonts,
    /// Which optional content is hidden.
    pub(crate) layers: Layers,
    /// The structure tree.
    pub(crate) tagged: Tagged,
    /// What all pages together have asked for.
    pub(crate) work: Work,
}

/// A page while its content runs.
struct Run<'a> {
    shared: &'a Shared<'a>,
    page_id: Option<ObjectId>,
    canvas: Canvas,
    state: State,
    saved: Vec<State>,
    /// `Tm` and `Tlm`.
    text_matrix: Matrix,
    line_matrix: Matrix,
    path: Path,
    marks: Vec<Mark>,
    /// Forms that are being drawn, against cycles.
    forms: Vec<ObjectId>,
    kept_forms: HashMap<ObjectId, Arc<Vec<u8>>>,
    kept_bytes: usize,
    operators: usize,
}

/// Draws the content of a page.
pub(crate) fn page(shared: &Shared<'_>, node: &PageNode, page_box: &PageBox, number: u32) -> Canvas {
    let page = &node.dict;
    let mut canvas = Canvas::default();
    canvas.page.number = number;
    (canvas.page.width, canvas.page.height) = (page_box.width, page_box.height);
    if shared.work.is_over() {
        return canvas;
    }
    let content = content_of(shared, page, &mut canvas);
    let mut run = Run {
        shared,
        page_id: node.id,
        canvas,
        state: State::of_page(page_box.matrix, page_box.rect()),
        saved: Vec::new(),
        text_matrix: IDENTITY,
        line_matrix: IDENTITY,
        path: Path::default(),
        marks: Vec::new(),
        forms: Vec::new(),
        kept_forms: HashMap::new(),
        kept_bytes: 0,
        operators: 0,
    };
    let resources = dict(shared.document, page, b"Resources");
    run_content(&mut run, &content, resources);
    marked::close_all(&mut run, 0);
    run.saved.clear();
    run.state = State::of_page(page_box.matrix, page_box.rect());
    annotations::draw(&mut run, page);
    shared.work.add_operators(run.operators);
    run.canvas
}

/// The content streams of a page, joined: a token never runs over the end of a stream (ISO 32000-2, 7.8.2).
fn content_of(shared: &Shared<'_>, page: &Dictionary, canvas: &mut Canvas) -> Vec<u8> {
    let parts: Vec<&Object> = match get(shared.document, page, b"Contents") {
        Some(Object::Array(parts)) => parts.iter().map(|part| resolve(shared.document, part)).collect(),
        Some(part) => vec![part],
        None => return Vec::new(),
    };
    let mut out = Vec::new();
    for part in parts {
        let Object::Stream(stream) = part else {
            canvas.warn(WarningKind::Damaged, "a part of the page's content is missing");
            continue;
        };
        let decoded = decode_content(shared, stream, canvas);
        if out.is_empty() {
            out = decoded;
        } else if out.len() < MAX_STREAM_BYTES {
            out.push(b'\n');
            out.extend_from_slice(&decoded);
        }
    }
    out
}

/// Decodes a content stream and tells what was wrong with it.
fn decode_content(shared: &Shared<'_>, stream: &lopdf::Stream, canvas: &mut Canvas) -> Vec<u8> {
    let found;
    let stream = if stream.content.is_empty() {
        found = crate::damage::with_found_content(shared, stream);
        found.as_ref().unwrap_or(stream)
    } else {
        stream
    };
    let decoded = filters::decode(shared.document, stream, MAX_STREAM_BYTES);
    shared.work.add_bytes(decoded.data.len());
    match decoded.state {
        filters::State::Whole => {}
        filters::State::Broken => canvas.warn(
            WarningKind::Damaged,
            format!("a content stream is broken after {} bytes: what follows is lost", decoded.data.len()),
        ),
        filters::State::OverLimit => canvas.warn(
            WarningKind::Limit,
            format!("a content stream is larger than {} MiB: the rest is not read", MAX_STREAM_BYTES >> 20),
        ),
        filters::State::UnknownFilter => {
            canvas.warn(WarningKind::Unsupported, "a content stream has a filter that is not known");
        }
    }
    decoded.data
}

/// Runs the operators of a content stream.
fn run_content(run: &mut Run<'_>, content: &[u8], resources: Option<&Dictionary>) {
    let mut operators = operators(content);
    while let Some(operator) = operators.read() {
        run.operators += 1;
        if run.operators > MAX_OPERATORS {
            let text =
                format!("the page has more than {MAX_OPERATORS} drawing operators: the rest is not read");
            run.canvas.warn(WarningKind::Limit, text);
            return;
        }
        run_operator(run, operator, &mut operators, resources);
    }
}

fn run_operator(
    run: &mut Run<'_>,
    operator: &[u8],
    operators: &mut Operators<'_>,
    resources: Option<&Dictionary>,
) {
    match operator {
        b"q" => save(run),
        b"Q" => restore(run),
        b"cm" => {
            if let Some(matrix) = operators.numbers::<6>().map(Matrix) {
                concatenate(run, &matrix);
            }
        }
        b"Do" => xobjects::draw(run, operators, resources),
        b"BI" => xobjects::draw_inline(run, operators, resources),
        b"BMC" | b"BDC" => marked::open(run, operators, resources),
        b"EMC" => marked::close(run),
        _ if text::run(run, operator, operators, resources) => {}
        _ if paint::run(run, operator, operators, resources) => {}
        _ => paths::run(run, operator, operators),
    }
}

fn save(run: &mut Run<'_>) {
    if run.saved.len() < MAX_STATE_DEPTH {
        run.saved.push(run.state.clone());
    } else {
        run.canvas.warn(WarningKind::Limit, "graphics states are nested too deeply");
    }
}

fn restore(run: &mut Run<'_>) {
    if let Some(state) = run.saved.pop() {
        run.state = state;
    }
}

fn concatenate(run: &mut Run<'_>, matrix: &Matrix) {
    let ctm = matrix.then(&run.state.ctm);
    if ctm.is_finite() {
        run.state.ctm = ctm;
    }
}

//! Lines that stand alone above a headline: the labels of departments that no type sets apart from the text.
//!
//! Only that such a line belongs to no paragraph is decided here; what it is, when its headline is known.

use backissue_model::{FlowItem, Line, Place};

use super::body::{Body, HEADLINE, is_display};
use crate::forms::width;

/// The widest label in ems.
const WIDEST: f32 = 12.0;
/// The widest kicker between a label and its headline in ems.
const KICKER: f32 = 24.0;

/// Middles of lines that are centred on one axis lie within this many ems.
const AXIS: f32 = 0.5;
/// White above a line that stands on the axis of the headline below, in ems beyond the usual.
const APART: f32 = 0.5;

/// For each item whether it is a short line right above type of a headline's size: the only one of its frame, or on
/// the axis of that headline with white above or nothing.
pub(crate) fn labels(items: &[FlowItem], body: &Body) -> Vec<bool> {
    let line = |i: usize| match items.get(i) {
        Some(FlowItem::Line(line)) => Some(line),
        _ => None,
    };
    let alone = |i: usize, line_at: &Line| {
        let frame = |other: Option<&Line>| other.is_some_and(|other| other.frame == line_at.frame);
        line_at.frame.is_some() && !frame(i.checked_sub(1).and_then(line)) && !frame(line(i + 1))
    };
    let first = |i: usize, line_at: &Line| {
        line_at.frame.is_some()
            && i.checked_sub(1).and_then(line).is_none_or(|above| above.frame != line_at.frame)
    };
    let heads = |next: &Line| {
        let size = body.size_on(next.place.as_ref().and_then(Place::sheet));
        size > 0.0 && next.cues.size >= HEADLINE * size
    };
    let mut out = vec![false; items.len()];
    // From the end: a label may stand above a kicker that stands above the headline.
    for i in (0..items.len()).rev() {
        // A label may be underlined over the whole width, where another ruling parts it from the story above.
        let separator = |i: usize| matches!(items.get(i), Some(FlowItem::Separator { .. }));
        let underlined = separator(i + 1) && i.checked_sub(1).is_some_and(separator);
        let below = if underlined { i + 2 } else { i + 1 };
        let (Some(own), Some(next)) = (line(i), line(below)) else { continue };
        let kicker = width(&next.text.text) <= KICKER && line(below + 1).is_some_and(heads);
        let headed = heads(next) || out[below] || kicker;
        out[i] = headed
            && (width(&own.text.text) <= WIDEST && alone(i, own)
                || heads(next) && (first(i, own) || is_apart(own)) && is_on_axis(own, next))
            && !is_display(own, body)
            && is_above(own.place.as_ref(), next.place.as_ref());
    }
    out
}

fn is_apart(own: &Line) -> bool {
    own.cues.space_before >= APART
}

/// Whether a line stands centred above a headline.
fn is_on_axis(own: &Line, head: &Line) -> bool {
    let middle = |line: &Line| match &line.place {
        Some(Place::Page { rect: Some(rect), .. }) => Some((rect.x0 + rect.x1) / 2.0),
        _ => None,
    };
    let (Some(a), Some(b)) = (middle(own), middle(head)) else { return false };
    width(&own.text.text) <= KICKER && (a - b).abs() <= AXIS * own.cues.size
}

/// Whether one place lies above another and over it.
fn is_above(own: Option<&Place>, next: Option<&Place>) -> bool {
    let (Some(Place::Page { page: p, rect: Some(a) }), Some(Place::Page { page: q, rect: Some(b) })) =
        (own, next)
    else {
        return false;
    };
    // A headline may be centred over its columns while its label stands at their edge.
    let beside = (b.x0 - a.x1).max(a.x0 - b.x1);
    p == q && a.y1 <= b.y0 + 1.0 && beside <= 0.5 * b.width()
}

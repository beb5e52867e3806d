//! Marked content (ISO 32000-2, 14.6): given text, artifacts, optional content.

use backissue_model::{Direction, Rect, Rule, Visibility};
use lopdf::{Dictionary, ObjectId};

use super::Run;
use crate::canvas::{Look, cell};
use crate::color::BLACK;
use crate::content::{Operand, Operators};
use crate::fonts::Code;
use crate::limits::MAX_STATE_DEPTH;
use crate::objects::{dict, integer, string, text_string};

const ACTUAL_TEXT: Rule = Rule::new("actual-text/given");

/// A marked-content sequence that is open.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Mark {
    /// The text that stands for all that it covers, unless an outer sequence has one.
    actual_text: Option<String>,
    /// Glyphs on the canvas when it began.
    first: usize,
    /// Areas painted when it began.
    first_ground: usize,
    /// Its place in the structure tree, or that of the sequence around it; 0 for none.
    tag: u32,
    artifact: bool,
    hidden: bool,
}

/// `BMC` and `BDC`.
pub(super) fn open(run: &mut Run<'_>, operators: &Operators<'_>, resources: Option<&Dictionary>) {
    if run.marks.len() >= MAX_STATE_DEPTH {
        return;
    }
    let outer = run.marks.last().cloned().unwrap_or_default();
    let tag = operators.operands.first().and_then(|operand| operators.text(operand)).unwrap_or_default();
    let named = named_properties(run, operators, resources);
    let covered = run.marks.iter().any(|mark| mark.actual_text.is_some());
    let actual_text = if covered { None } else { actual_text(run, operators, named) };
    let layer = named
        .filter(|_| tag == b"OC")
        .is_some_and(|group| run.shared.layers.is_hidden(run.shared.document, group));
    run.marks.push(Mark {
        actual_text,
        first: run.canvas.page.glyphs.len(),
        first_ground: run.canvas.grounds.len(),
        tag: structure_tag(run, operators, named).unwrap_or(outer.tag),
        artifact: outer.artifact || tag == b"Artifact",
        hidden: outer.hidden || layer,
    });
    carry_tag(run);
}

/// `EMC`.
pub(super) fn close(run: &mut Run<'_>) {
    let Some(mark) = run.marks.pop() else {
        return;
    };
    close_mark(run, mark);
    carry_tag(run);
}

fn close_mark(run: &mut Run<'_>, mark: Mark) {
    let Some(text) = mark.actual_text else {
        return;
    };
    if run.canvas.page.glyphs.len() > mark.first {
        replace(run, mark.first, &text);
    } else if !mark.hidden {
        stand_for_drawing(run, mark.first_ground, &text);
    }
}

/// Height of a capital letter in parts of the type size: drawn initials are capitals.
const CAP_HEIGHT: f32 = 0.7;

/// Puts a glyph in the place of a drawing that stands for text, such as an initial made of paths.
fn stand_for_drawing(run: &mut Run<'_>, first_ground: usize, text: &str) {
    // What was painted is the text itself, not a ground on which the text could not be seen.
    let painted = run.canvas.grounds.split_off(first_ground.min(run.canvas.grounds.len()));
    let Some(area) = painted.iter().map(|ground| ground.rect).reduce(|whole, rect| whole.union(&rect)) else {
        return;
    };
    let code = Code::given(text);
    let look = Look {
        size: area.height() / CAP_HEIGHT,
        color: run.state.fill.color.unwrap_or(BLACK),
        direction: Direction::Right,
        visibility: Visibility::Visible,
        stroked: false,
        slanted: false,
        artifact: is_artifact(run),
        small_caps: false,
    };
    let face = run.state.text.font.as_ref().map(|font| font.face.clone()).unwrap_or_default();
    let style = run.canvas.style(&face, &look);
    run.canvas.push_glyph(&code, style, area.x0, area.y1, area.width());
}

/// Closes what a form or page left open, down to a depth.
pub(super) fn close_all(run: &mut Run<'_>, depth: usize) {
    while run.marks.len() > depth {
        close(run);
    }
}

/// Opens a sequence for an XObject that belongs to a layer.
pub(super) fn open_layer(run: &mut Run<'_>, group: &Dictionary) {
    let outer = run.marks.last().cloned().unwrap_or_default();
    let hidden = outer.hidden || run.shared.layers.is_hidden(run.shared.document, group);
    run.marks.push(Mark { actual_text: None, hidden, ..outer });
}

/// Whether what is drawn now belongs to a hidden layer.
pub(super) fn is_hidden(run: &Run<'_>) -> bool {
    run.marks.last().is_some_and(|mark| mark.hidden)
}

/// Whether what is drawn now is marked as an artifact.
pub(super) fn is_artifact(run: &Run<'_>) -> bool {
    run.marks.last().is_some_and(|mark| mark.artifact)
}

/// Opens a sequence for an object that has a place of its own in the structure tree (ISO 32000-2, 14.7.5.3).
pub(super) fn open_object(run: &mut Run<'_>, id: Option<ObjectId>) {
    let tag = id.map_or(0, |id| run.shared.tagged.of_object(id));
    if tag != 0 {
        let outer = run.marks.last().cloned().unwrap_or_default();
        run.marks.push(Mark { actual_text: None, tag, ..outer });
        carry_tag(run);
    }
}

/// Hands the tag of the innermost sequence to the glyphs drawn from now on.
fn carry_tag(run: &mut Run<'_>) {
    run.canvas.tag = run.marks.last().map_or(0, |mark| mark.tag);
}

/// The place in the structure tree of a sequence that has an identifier (`MCID`), which counts within its stream.
fn structure_tag(run: &Run<'_>, operators: &Operators<'_>, named: Option<&Dictionary>) -> Option<u32> {
    if run.shared.tagged.is_empty() {
        return None;
    }
    let identifier = match operators.entry(b"MCID") {
        Some(Operand::Number(identifier)) => *identifier as i64,
        _ => integer(run.shared.document, named?, b"MCID")?,
    };
    let stream = run.forms.last().copied().or(run.page_id)?;
    Some(run.shared.tagged.of_content(stream, identifier))
}

/// The property list that the second operand names.
fn named_properties<'a>(
    run: &Run<'a>,
    operators: &Operators<'_>,
    resources: Option<&'a Dictionary>,
) -> Option<&'a Dictionary> {
    let Some(Operand::Name(..)) = operators.operands.get(1) else {
        return None;
    };
    let properties = dict(run.shared.document, resources?, b"Properties")?;
    dict(run.shared.document, properties, operators.last_name()?)
}

fn actual_text(run: &Run<'_>, operators: &Operators<'_>, named: Option<&Dictionary>) -> Option<String> {
    let written = operators.entry(b"ActualText").and_then(|operand| match operand {
        Operand::String(..) => operators.text(operand),
        _ => None,
    });
    written.or_else(|| string(run.shared.document, named?, b"ActualText")).map(text_string)
}

/// Puts the given text in the place of the glyphs from `first` on and books the difference.
fn replace(run: &mut Run<'_>, first: usize, text: &str) {
    let page = &run.canvas.page;
    let covered = &page.glyphs[first.min(page.glyphs.len())..];
    let Some(start) = covered.first().map(|glyph| glyph.start as usize) else {
        return;
    };
    let before = page.text[start..].to_owned();
    let text: String = text.chars().filter(|c| !c.is_control()).collect();
    // A soft hyphen given for a hyphen says that the word goes on: the hyphen is in print all the same.
    if before == text || text == "\u{ad}" {
        return;
    }
    let cells = covered.iter().map(|glyph| cell(glyph.x, glyph.y, glyph.advance, page.style(glyph)));
    let rect = cells.reduce(|whole: Rect, cell| whole.union(&cell)).unwrap_or_default();
    run.canvas.replace_tail(first, &text);
    run.canvas.book(ACTUAL_TEXT, rect, &before, &text);
}

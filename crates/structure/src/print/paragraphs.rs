//! Where paragraphs begin, told by how lines are set: indents, short lines, white space, other type.

use backissue_model::{Align, Line, ParagraphCue, Place, Rule, script};

use super::body::{BOLD, Body};
use super::elements::{Element, OTHER_SLANT, WHOLE};
use crate::bylines::{is_byline, is_name, presents_author};
use crate::forms::{ends_like_prose, has_issue_form};
use crate::sentences::ends_sentence;

/// White space above a line, as a share of its size, that parts paragraphs.
const PARAGRAPH_GAP: f32 = 0.4;
/// The first line of a paragraph is indented by this share of the type size at least.
const INDENT: f32 = 0.8;
/// An indent beyond this many ems is an alignment, not the start of a paragraph.
const DEEPEST_INDENT: f32 = 5.0;
/// Beyond the room its next word needs, a line that ends on purpose leaves this share of the type size free.
const SLACK: f32 = 0.4;
const INDENTED: Rule = Rule::new("paragraph/indent");
const BY_LINE_END: Rule = Rule::new("paragraph/short-line-before");
const BY_SPACE: Rule = Rule::new("paragraph/white-above");

/// Why a paragraph begins with a line, if one does.
pub(crate) fn starts_paragraph(open: &Element, line: &Line, body: &Body) -> Option<Rule> {
    let (last, cues) = (&open.last, &line.cues);
    match cues.paragraph {
        ParagraphCue::Whole | ParagraphCue::Starts => return Some(WHOLE),
        ParagraphCue::Continues => return None,
        _ => {}
    }
    if last.role != cues.role {
        return Some(Rule::new("paragraph/other-role"));
    }
    if (last.size - cues.size).abs()
        > body.same_size(line.place.as_ref().and_then(Place::sheet)) * cues.size.max(0.1)
        || (last.bold >= BOLD) != (cues.bold >= BOLD)
    {
        return Some(Rule::new("paragraph/other-type"));
    }
    // A caption in italics at the head of a column does not go on with the text at the foot of the one before.
    if open.last_frame != line.frame && (last.italic - cues.italic).abs() >= OTHER_SLANT {
        return Some(Rule::new("paragraph/other-slant"));
    }
    let text = &open.block.text.text;
    if is_cut_word(text, &line.text.text) {
        return None;
    }
    let closed_above = ends_sentence(text) && last.shortfall > FULL;
    if closed_above && last.italic <= 1.0 - OTHER_SLANT && cues.italic >= OTHER_SLANT {
        return Some(Rule::new("paragraph/other-slant"));
    }
    if ends_with_leader(&open.block.text.text) {
        return Some(Rule::new("paragraph/after-leader"));
    }
    let same_frame = open.last_frame == line.frame;
    if !same_frame && stands_beside(open.last_place.as_ref(), line.place.as_ref()) {
        return Some(Rule::new("paragraph/beside-the-line-before"));
    }
    if !same_frame && open.block.lines == 1 && has_issue_form(text) {
        return Some(Rule::new("paragraph/after-issue-line"));
    }
    if same_frame && cues.space_before >= PARAGRAPH_GAP {
        return Some(BY_SPACE);
    }
    if same_frame && is_torn_at_edge(open, line, body) {
        return None;
    }
    if closed_above && cues.indent >= SET_IN && presents_author(&line.text.text) {
        return Some(Rule::new("paragraph/presents-author"));
    }
    // An indented line of ragged text may look centred; between two that are, the middle is what they share.
    let both_centred = cues.align == Align::Centre && last.align == Align::Centre;
    let deeper = !same_frame || cues.indent - last.indent > INDENT * 0.5 || open.block.lines == 1;
    if (INDENT..DEEPEST_INDENT).contains(&cues.indent) && !both_centred && deeper {
        return Some(INDENTED);
    }
    if cues.align == Align::Centre && last.align == Align::Centre {
        return (ends_sentence(&open.block.text.text)).then_some(BY_LINE_END);
    }
    if cues.align == Align::End && cues.indent > 1.0 {
        return Some(Rule::new("paragraph/set-at-end"));
    }
    if last.align == Align::End && last.indent > 2.0 {
        return Some(Rule::new("paragraph/after-line-at-end"));
    }
    if open.block.lines == 1 && is_whole_byline(text, &line.text.text) {
        return Some(Rule::new("paragraph/after-byline"));
    }
    let on_purpose = last.shortfall > first_word(&line.text.text, body) + SLACK;
    let closed = ends_sentence(text)
        || (!body.justified && !ends_like_prose(text) && last.shortfall > last.measure * 0.5);
    if on_purpose && (ends_sentence(text) || (body.justified && last.shortfall > 2.0) || closed) {
        return Some(BY_LINE_END);
    }
    // At the head of a column nothing tells but the words, where paragraphs have no indent.
    (!same_frame && !body.indented && ends_sentence(text) && starts_upper(&line.text.text))
        .then_some(OVER_COLUMN_NEW)
}

/// Whether the last line runs to the edge of its column in mid-sentence: what follows goes on with it, however it is
/// set. The lines beside an initial are set in, and so is what is left of a signature that is set at the right.
fn is_torn_at_edge(open: &Element, next: &Line, body: &Body) -> bool {
    let (last, text) = (&open.last, &open.block.text.text);
    if has_issue_form(text) || has_issue_form(&next.text.text) {
        return false;
    }
    // A byline or signature ends at the edge because it is set there, and a subhead may fill its line.
    let same = VERY_SAME * body.same_size(next.place.as_ref().and_then(Place::sheet));
    let set_apart = last.align == Align::End && next.cues.align != Align::End
        || (last.size - next.cues.size).abs() > same * next.cues.size;
    if open.block.lines == 1 && set_apart {
        return false;
    }
    last.shortfall <= FULL
        && last.align != Align::Centre
        && last.measure >= NARROWEST
        && text.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ',' | '，' | '、'))
}

/// A line that leaves this share of the type size or less runs to the edge.
const FULL: f32 = 0.3;
/// Measures of fewer ems are those of fragments, which end anywhere.
const NARROWEST: f32 = 6.0;
/// Whether a line is a byline, and the next line no further part of it.
fn is_whole_byline(text: &str, next: &str) -> bool {
    is_byline(text) && !is_name(next) && !is_byline(&format!("{text} {next}"))
}

/// A line that is no subhead differs from the next by no more than this share of what sizes of one style may differ.
const VERY_SAME: f32 = 0.34;
/// A line set in by this share of the type size does not begin at the edge of its column.
const SET_IN: f32 = 0.4;

/// Whether a text ends as an entry of a table of contents: dots that lead to a folio in figures or Roman numerals.
fn ends_with_leader(text: &str) -> bool {
    let folio = |c: char| c.is_ascii_digit() || "ivxlcIVXLC".contains(c);
    let before = text.trim_end_matches(folio);
    let dots = before.trim_end_matches(|c: char| matches!(c, '.' | '…' | '·' | '‥') || c.is_whitespace());
    before.len() < text.len() && before[dots.len()..].chars().filter(|c| !c.is_whitespace()).count() >= LEADER
}

/// Dots of a leader; three end a sentence that trails off.
const LEADER: usize = 4;

/// Whether a word is cut by a hyphen between two lines: that ends no paragraph.
fn is_cut_word(text: &str, next: &str) -> bool {
    let stem = text.strip_suffix(['-', '\u{2010}', '\u{AD}']);
    stem.is_some_and(|stem| stem.ends_with(char::is_alphabetic)) && next.starts_with(char::is_lowercase)
}

/// Whether two lines of different frames stand side by side, as the cells of a row do. Text that runs over to the next
/// column goes on higher up.
fn stands_beside(last: Option<&Place>, next: Option<&Place>) -> bool {
    let (Some(Place::Page { page: p, rect: Some(a) }), Some(Place::Page { page: q, rect: Some(b) })) =
        (last, next)
    else {
        return false;
    };
    // A number alone is hardly wider than high.
    let level = (a.width() > a.height() || b.width() > b.height())
        && a.overlap_y(b) >= 0.5 * a.height().min(b.height());
    let upright = a.width() < a.height() && a.overlap_x(b) >= 0.5 * a.width().min(b.width());
    p == q && (level || upright)
}

const OVER_COLUMN_NEW: Rule = Rule::new("paragraph/sentence-ends-at-break");

/// Width in ems of what would have had to fit on the line before: a word, or a character with its punctuation. Korean is
/// broken between words where it is set ragged.
fn first_word(text: &str, body: &Body) -> f32 {
    let first = text.split_whitespace().next().unwrap_or_default();
    let width: f32 = crate::forms::width(first);
    let spaced = !body.justified && first.starts_with(|c| script::is_square(c) && !script::is_ideographic(c));
    if spaced || !crate::forms::is_east_asian(first) {
        return width + 0.3;
    }
    // A mark that must not begin a line comes along with the character before it.
    let bound = text.chars().nth(1).is_some_and(|c| !c.is_alphanumeric());
    width.min(if bound { 2.0 } else { 1.0 })
}

fn starts_upper(text: &str) -> bool {
    text.chars().next().is_some_and(|c| !c.is_lowercase())
}

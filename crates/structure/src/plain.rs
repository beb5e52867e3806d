//! Articles of a text without type sizes: a typed or transcribed issue.
//!
//! Where print has large type, a typed page has place, blank lines, short lines and the wording of what follows.
//! Lines are joined to paragraphs ([`blocks`]), display lines sorted into the parts of articles ([`heads`]), and
//! these put together ([`articles`]).

mod articles;
mod blocks;
mod bylines;
mod datelines;
mod departments;
mod heads;
mod joining;
mod notes;
mod openings;
mod sentences;
mod sponsors;
mod tables;
mod typed;
mod verse;

use backissue_model::{Flow, FlowItem, Issue, ParagraphCue};

/// Whether a flow is a typed text: no line has a type size, and none is a whole paragraph.
pub(crate) fn is_plain(flow: &Flow) -> bool {
    let mut lines = flow.items.iter().filter_map(|item| match item {
        FlowItem::Line(line) => Some(line),
        _ => None,
    });
    lines.all(|line| line.cues.size == 0.0 && line.cues.paragraph != ParagraphCue::Whole)
}

/// Assembles the issue of a typed text.
pub(crate) fn assemble(flow: Flow) -> Issue {
    let Flow { metadata, source, pages, items, mut furniture, images, mut ledger, warnings, .. } = flow;
    let measure = items.iter().find_map(|item| match item {
        FlowItem::Line(line) => Some(line.cues.measure),
        _ => None,
    });
    let mut lines = typed::lines(items);
    let habits = typed::habits(&lines, measure.unwrap_or_default());
    furniture.extend(sponsors::take(&mut lines, &mut ledger));
    let blocks = blocks::gather(lines, habits, &mut ledger);
    let parts = heads::sort(&blocks, habits);
    let issue = Issue { metadata, source, pages, furniture, images, ledger, warnings, ..Issue::default() };
    articles::assemble(issue, parts)
}

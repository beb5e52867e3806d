//! Articles of a set text: a page with type sizes, or a document with styles.
//!
//! Footnotes are taken out ([`footnotes`]). Lines become elements ([`elements`], [`paragraphs`]); what stands around
//! the articles is taken out ([`furniture`]); display lines and text become stories ([`stories`], [`heads`]), with what
//! of their heads is set like text ([`openings`]); stories cut by a jump are joined ([`jumps`]); their ends are told
//! ([`tails`]). What is common to set and typed text comes after that: articles from parts.

pub(crate) mod body;
mod elements;
mod footnotes;
mod furniture;
mod heads;
pub(crate) mod jumps;
mod labels;
mod notes;
mod openings;
mod paragraphs;
pub(crate) mod stories;
mod tails;
mod verse;

use backissue_model::{Flow, Issue};

use crate::articles;
use crate::datelines::towns::Towns;
use crate::parts::Part;
use crate::{directions, metadata};

/// Assembles the issue of a set text.
pub(crate) fn assemble(mut flow: Flow) -> Issue {
    let writing_mode = directions::writing_mode(&flow);
    let body = body::measure(&flow);
    footnotes::take(&mut flow, &body);
    let elements = elements::gather(&mut flow, &body);
    let (elements, around, title) = furniture::take(elements, &mut flow);
    let mut stories = stories::tell(verse::gather(elements));
    let advertised = furniture::advertisements(&mut stories, &mut flow.ledger);
    openings::mark(&mut stories);
    tails::mark(&mut stories);
    let jumped = jumps::stitch(&mut stories, &flow.pages, &mut flow.ledger);
    flow.warnings.extend(jumps::unmatched(&stories));
    let Flow { mut metadata, source, mut pages, mut furniture, images, ledger, warnings, notes, .. } = flow;
    furniture.extend(around);
    furniture.extend(advertised);
    furniture.extend(jumped);
    metadata::read(&mut metadata, &furniture, title);
    metadata::number_pages(&mut pages, &furniture);
    let parts: Vec<Part> = stories.into_iter().flat_map(|story| story.parts).collect();
    let mut towns = Towns::of(&parts);
    furniture.iter().for_each(|piece| towns.hear(&piece.text));
    let issue = Issue {
        metadata,
        source,
        writing_mode,
        pages,
        furniture,
        images,
        ledger,
        warnings,
        ..Issue::default()
    };
    let mut issue = articles::assemble(issue, parts, towns);
    notes::attach(&mut issue, notes);
    issue
}

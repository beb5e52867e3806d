//! The printed pages: what readers call them, and where each begins in the book.

use std::collections::BTreeMap;

use backissue_model::Issue;

use super::{Anchor, Plan, page_id};
use crate::article::one_line;

/// Characters of a folio in lists: no printed one is half as long.
const LONGEST_FOLIO: usize = 40;

/// The folios of the sheets that have one; of sheets with one number the first counts.
pub(super) fn folios(issue: &Issue) -> BTreeMap<u32, String> {
    let mut folios = BTreeMap::new();
    for sheet in &issue.pages {
        let label = one_line(&sheet.label(), LONGEST_FOLIO);
        if !label.is_empty() {
            folios.entry(sheet.number).or_insert(label);
        }
    }
    folios
}

/// Settles where each printed page begins. An article that stands on another sheet than the text before it gets
/// a mark at its start, and such a mark goes before those within articles: a page list leads to what begins on a
/// page rather than to what is continued there.
pub(super) fn mark_pages(plan: &mut Plan<'_>) {
    let mut current = None;
    let mut within = BTreeMap::new();
    for (at, part) in plan.parts.iter().enumerate() {
        let start = plan.issue.articles[part.article].pages.first().copied();
        if part.index == 0 && start.is_some() && start != current {
            let page = start.unwrap_or_default();
            plan.starts.insert(part.article, page);
            plan.pages.entry(page).or_insert_with(|| Anchor { part: at, id: page_id(page) });
            current = start;
        }
        for &page in &part.marks {
            within.entry(page).or_insert_with(|| Anchor { part: at, id: page_id(page) });
        }
        current = part.marks.last().copied().or(current);
    }
    for (page, anchor) in within {
        plan.pages.entry(page).or_insert(anchor);
    }
}

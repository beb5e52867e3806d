//! Editorial convention: a flow of lines to an issue of articles.
//!
//! Knows departments, headlines, bylines, datelines, paragraphs over breaks, and no coordinates beyond what the
//! flow carries.

mod metadata;
mod plain;
mod print;

use backissue_model::{Flow, Issue};

/// What structure may be told.
#[derive(Debug, Clone, Default)]
pub struct Options {}

/// Assembles the articles of an issue from a flow.
pub fn assemble(flow: Flow, _options: &Options) -> Issue {
    if plain::is_plain(&flow) {
        return plain::assemble(flow);
    }
    print::assemble(flow)
}

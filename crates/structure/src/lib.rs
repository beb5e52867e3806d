//! Editorial convention: a flow of lines to an issue of articles.
//!
//! Knows departments, headlines, bylines, datelines, paragraphs over breaks, and no coordinates beyond what the
//! flow carries.
//!
//! Two ways lead to articles. A typed text (`plain`) has place, gaps and wording to go by; a set one (`print`)
//! has type, columns and boxes too. Both end in `parts`, which `articles` puts together; what both know of the
//! trade stands beside them: `bylines`, `closings`, `datelines`, `departments`, `joining`,
//! `jump_lines`, `sentences`. Their words are data (`conventions`).

mod articles;
mod bylines;
mod calendar;
mod closings;
mod conventions;
mod credits;
mod datelines;
mod departments;
mod directions;
mod forms;
mod joining;
mod jump_lines;
mod lists;
mod metadata;
mod notes;
mod parts;
mod plain;
mod print;
mod sentences;

use backissue_model::{Flow, Issue};

pub use plain::{Binding, Draft};

/// What structure may be told.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Names of departments of this publication, beside those that papers share. A line that is such a name, in
    /// upper or lower case, is its label.
    pub departments: Vec<String>,
}

/// Assembles the articles of an issue from a flow.
pub fn assemble(mut flow: Flow, options: &Options) -> Issue {
    if plain::is_plain(&flow) {
        let mut binding = Binding::default();
        bind(&mut binding, draft(flow, options));
        return bound(binding);
    }
    departments::label(&mut flow, &options.departments);
    print::assemble(flow)
}

/// Finds the parts of articles in a typed text, or in a stretch of one. Drafts are made independently of each other.
pub fn draft(mut flow: Flow, options: &Options) -> Draft {
    departments::label(&mut flow, &options.departments);
    plain::draft(flow)
}

/// Adds the draft of the next stretch of a text to those before it.
pub fn bind(binding: &mut Binding, draft: Draft) {
    plain::bind(binding, draft);
}

/// The issue of a text, once all its drafts are in.
pub fn bound(binding: Binding) -> Issue {
    plain::bound(binding)
}

//! An issue and the pages it was read from as one HTML file, in which a person checks a conversion by eye.
//!
//! Each page is drawn from what the reader saw, with the places of articles and furniture coloured; beside it stand
//! the recovered articles, the warnings and the ledger. The file needs no network. This crate draws and lists; it
//! decides nothing, and is no edition for readers.

mod articles;
mod blocks;
mod document;
mod inlines;
mod lists;
mod marks;
mod markup;
mod pictures;
mod runs;
mod sheets;

use backissue_model::{Frame, Issue, Page};

/// What the report may be told.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Whether pictures go into the file.
    pub pictures: Pictures,
}

/// Whether pictures go into the file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Pictures {
    /// They do; the file grows by four thirds of their size.
    #[default]
    Embedded,
    /// A grey area stands for each.
    LeftOut,
}

/// Writes the report of an issue: a whole HTML document.
///
/// `pages` are the pages as their reader saw them and `frames` the columns and boxes that layout found, both empty
/// for a source without geometry. Pages are then drawn as far as the issue itself knows their size.
///
/// The same issue, pages, frames and options give the same bytes.
pub fn report(issue: &Issue, pages: &[Page], frames: &[Frame], options: &Options) -> String {
    document::write(issue, pages, frames, options)
}

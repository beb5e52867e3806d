//! The table of writers: one match from target to files.

use backissue_model::{File, Issue, to_json};
use backissue_package::write::{Entry, zip};

use crate::Target;

/// What the writers may be told.
#[derive(Debug, Clone, Default)]
pub struct WriteOptions {
    /// For EPUB.
    pub epub: backissue_epub::Options,
    /// For JATS.
    pub jats: backissue_jats::Options,
    /// For Markdown.
    pub markdown: backissue_markdown::Options,
}

/// Writes an issue. The first file is the main one, `issue.` and the target's extension; the others are those
/// that it names, by paths relative to it.
///
/// The same issue and options give the same bytes.
pub fn write(issue: &Issue, target: Target, options: &WriteOptions) -> Vec<File> {
    match target {
        Target::Epub => vec![File::new("issue.epub", backissue_epub::write(issue, &options.epub))],
        Target::Jats => backissue_jats::write(issue, &options.jats),
        Target::Markdown => backissue_markdown::write(issue, &options.markdown),
        Target::Json => vec![File::new("issue.json", to_json(issue))],
    }
}

/// Packs an edition of several files into one ZIP archive, in their order.
pub fn zipped(files: &[File]) -> Vec<u8> {
    let entries: Vec<Entry<'_>> = files.iter().map(Entry::from).collect();
    zip(&entries)
}

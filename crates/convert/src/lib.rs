//! Detects formats and joins readers, layout, structure and writers: the library that a Rust program calls.
//!
//! ```no_run
//! use backissue_convert::{Options, Target, convert};
//!
//! let bytes = std::fs::read("river-daily.pdf")?;
//! let edition = convert(&bytes, Some("river-daily.pdf"), Target::Epub, &Options::default())?;
//! std::fs::write("river-daily.epub", &edition.files[0].data)?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! This crate knows which reader and which writer belong to which format, and nothing of what is in a file; it
//! touches no disk, no clock and no environment.

mod detect;
mod format;
mod read;
mod report;
mod write;

use backissue_model::{File, Issue, ReadError};

pub use detect::{Detection, detect};
pub use format::{Format, Target, UnknownFormat};
pub use read::{ReadOptions, Seen, read, read_seen};
pub use report::{Failure, InputReport, Outcome, REPORT_VERSION, Report, Sums, report_schema, schema_of};
pub use write::{WriteOptions, write, zipped};

// A caller names options by these types, so that it needs no dependency on each reader and writer.
pub use {
    backissue_docx as docx, backissue_epub as epub, backissue_jats as jats, backissue_layout as layout,
    backissue_markdown as markdown, backissue_model as model, backissue_pdf as pdf,
    backissue_structure as structure, backissue_text as text,
};

/// What a whole conversion may be told.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// For the way in.
    pub read: ReadOptions,
    /// For the way out.
    pub write: WriteOptions,
}

/// What a conversion gives.
#[derive(Debug, Clone)]
pub struct Converted {
    /// The issue, with its ledger and warnings.
    pub issue: Issue,
    /// The edition: its main file first, then what that file names.
    pub files: Vec<File>,
}

/// Reads a file and writes the issue in it as another format.
///
/// `name` is the file's name without folders, if it has one: its extension helps to tell formats apart.
///
/// # Errors
///
/// [`ReadError`] when no issue can be read.
pub fn convert(
    bytes: &[u8],
    name: Option<&str>,
    target: Target,
    options: &Options,
) -> Result<Converted, ReadError> {
    let issue = read(bytes, name, &options.read)?;
    let files = write(&issue, target, &options.write);
    Ok(Converted { issue, files })
}

//! The plain-text reader: bytes in any encoding to a flow of lines.
//!
//! Finds the encoding and decodes ([`ReadOptions::encoding`] overrides), cuts the text into lines with their
//! indents, blank lines and wrap measure, takes page furniture out, and reads the marks that the text itself has
//! (`#`, `【】`, lists). Which line is a headline by its place alone, and which paragraphs belong together, is
//! structure's matter.

mod charset;
mod columns;
mod controls;
mod dates;
mod decode;
mod detect;
mod flow;
mod hz;
mod iso2022;
mod likelihood;
mod lines;
mod lists;
mod marks;
mod masthead;
mod measure;
mod mojibake;
mod pages;
mod plausibility;
mod refuse;
mod rules;
mod segments;
mod sentences;
mod stretches;
mod transcripts;
mod utf32;
mod width;

use backissue_model::{Flow, ReadError, Warning};
use rayon::prelude::*;

use detect::Verdict;

/// How a text is to be read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReadOptions {
    /// Name of the file's encoding, such as `GB18030` or `cp437`; found out when not given.
    pub encoding: Option<String>,
}

/// A decoded text, or a stretch of one that is too long to be one issue.
#[derive(Debug)]
pub struct Stretch {
    text: segments::Text,
    /// The encoding of the file.
    verdict: Verdict,
    /// Number of its first line in the file.
    first_line: u32,
    /// Warnings of the file as a whole, which its first stretch has.
    warnings: Vec<Warning>,
}

/// Finds the encoding of a plain text and decodes it: in one stretch, or in several in their order when it has many
/// megabytes. [`flow`] reads each of them.
///
/// # Errors
///
/// [`ReadError::Empty`] when there is no character in it, and [`ReadError::Unsupported`] when it is no text, or
/// when the named encoding is not known.
pub fn read(bytes: &[u8], options: &ReadOptions) -> Result<Vec<Stretch>, ReadError> {
    refuse::empty_or_foreign(bytes)?;
    let verdict = match &options.encoding {
        Some(label) => detect::told(bytes, charset::for_label(label).ok_or_else(|| refuse::unknown(label))?),
        None => detect::detect(bytes),
    };
    let body = &bytes[verdict.mark..];
    let decode = |range: std::ops::Range<usize>| {
        let base = verdict.mark + range.start;
        segments::decode(&body[range], &verdict, base as u64)
    };
    let texts: Vec<segments::Text> =
        stretches::cut(body, verdict.charset).into_par_iter().map(decode).collect();
    refuse::noise(bytes.len(), &texts)?;
    let mut warnings = flow::encoding_warnings(&texts, &verdict);
    let mut line = 1;
    let mut stretch = |text: segments::Text| {
        let first_line = line;
        line += text.line_ends;
        Stretch { text, verdict: verdict.clone(), first_line, warnings: std::mem::take(&mut warnings) }
    };
    Ok(texts.into_iter().map(&mut stretch).collect())
}

/// Reads the lines of a stretch: page furniture, masthead, marks, lists.
pub fn flow(stretch: Stretch) -> Flow {
    flow::flow(stretch)
}

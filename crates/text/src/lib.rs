//! The plain-text reader: bytes in any encoding to a flow of lines.
//!
//! Finds the encoding and decodes ([`ReadOptions::encoding`] overrides), cuts the text into lines with their
//! indents, blank lines and wrap measure, takes page furniture out, and reads the marks that the text itself has
//! (`#`, `【】`, lists). Which line is a headline by its place alone, and which paragraphs belong together, is
//! structure's matter.

mod charset;
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
mod transcripts;
mod utf32;
mod width;

use backissue_model::{Flow, ReadError};

/// How a text is to be read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReadOptions {
    /// Name of the file's encoding, such as `GB18030` or `cp437`; found out when not given.
    pub encoding: Option<String>,
}

/// Reads a plain text.
///
/// # Errors
///
/// [`ReadError::Empty`] when there is no character in it, and [`ReadError::Unsupported`] when it is no text, or
/// when the named encoding is not known.
pub fn read(bytes: &[u8], options: &ReadOptions) -> Result<Flow, ReadError> {
    refuse::empty_or_foreign(bytes)?;
    let verdict = match &options.encoding {
        Some(label) => detect::told(bytes, charset::for_label(label).ok_or_else(|| refuse::unknown(label))?),
        None => detect::detect(bytes),
    };
    let decoded = segments::decode(bytes, &verdict);
    refuse::noise(bytes, &decoded)?;
    flow::flow(decoded, &verdict)
}

//! The table of readers: one match from format to issue, and the ledger's check at its end.

use std::borrow::Cow;

use backissue_model::{
    Balance, Frame, Issue, JsonError, Page, Place, ReadError, Source, Warning, WarningKind, from_json,
};
use backissue_structure::{Binding, Draft};
use backissue_text::Stretch;
use rayon::prelude::*;

use crate::{Detection, Format, detect};

/// What the way from bytes to an issue may be told.
#[derive(Debug, Clone, Default)]
pub struct ReadOptions {
    /// The format, when the user says it. None: it is detected.
    pub format: Option<Format>,
    /// For PDF.
    pub pdf: backissue_pdf::ReadOptions,
    /// For plain text.
    pub text: backissue_text::ReadOptions,
    /// For DOCX.
    pub docx: backissue_docx::ReadOptions,
    /// For the geometry of pages.
    pub layout: backissue_layout::Options,
    /// For the finding of articles.
    pub structure: backissue_structure::Options,
}

/// What an issue was made from, as far as its source has geometry: for those who look into a conversion.
#[derive(Debug, Clone, Default)]
pub struct Seen {
    /// The pages as their reader saw them.
    pub pages: Vec<Page>,
    /// The columns and boxes that layout found on them.
    pub frames: Vec<Frame>,
}

/// Reads the issue in a file.
///
/// `name` is the file's name without folders, if it has one. An issue whose ledger does not balance carries a
/// warning that says so. Bytes that are given away are dropped as soon as they are not needed any more.
///
/// # Errors
///
/// [`ReadError`] when no issue can be read: its kinds tell what the user can do.
pub fn read<'a>(
    bytes: impl Into<Cow<'a, [u8]>>,
    name: Option<&str>,
    options: &ReadOptions,
) -> Result<Issue, ReadError> {
    read_noting(bytes.into(), name, options, None)
}

/// Reads the issue in a file as [`read`] does, and keeps what it was made from.
///
/// # Errors
///
/// Those of [`read`].
pub fn read_seen(
    bytes: &[u8],
    name: Option<&str>,
    options: &ReadOptions,
) -> Result<(Issue, Seen), ReadError> {
    let mut seen = Seen::default();
    let issue = read_noting(bytes.into(), name, options, Some(&mut seen))?;
    Ok((issue, seen))
}

fn read_noting(
    bytes: Cow<'_, [u8]>,
    name: Option<&str>,
    options: &ReadOptions,
    seen: Option<&mut Seen>,
) -> Result<Issue, ReadError> {
    let format = match options.format {
        Some(format) => format,
        None => detected(&bytes, name)?,
    };
    let mut issue = match format {
        Format::Pdf => {
            let pages = backissue_pdf::read(&bytes, &options.pdf)?;
            let kept = seen.is_some().then(|| pages.pages.clone());
            let flow = backissue_layout::flow(pages, &options.layout);
            if let (Some(seen), Some(pages)) = (seen, kept) {
                *seen = Seen { pages, frames: flow.frames.clone() };
            }
            backissue_structure::assemble(flow, &options.structure)
        }
        Format::Text => {
            let stretches = backissue_text::read(&bytes, &options.text)?;
            drop(bytes);
            read_stretches(stretches, &options.structure)
        }
        Format::Docx => {
            let flow = backissue_docx::read(&bytes, &options.docx)?;
            backissue_structure::assemble(flow, &options.structure)
        }
        Format::Json => read_json(&bytes)?,
    };
    if format != Format::Json {
        refuse_nothing(&issue)?;
        sign(&mut issue.source, format, name);
    }
    check_balance(&mut issue);
    Ok(issue)
}

/// Stretches of a long text that are read one beside the other, for each thread there is. What is known of their
/// lines is many times their size, and is given back before the next are begun.
const STRETCHES: usize = 2;

/// Reads stretches of a text a few at a time, while those before them are put together.
fn read_stretches(stretches: Vec<Stretch>, options: &backissue_structure::Options) -> Issue {
    let draft = |stretch| backissue_structure::draft(backissue_text::flow(stretch), options);
    let mut binding = Binding::default();
    let mut ready: Vec<Draft> = Vec::new();
    let mut stretches = stretches.into_iter();
    loop {
        let next: Vec<Stretch> = stretches.by_ref().take(STRETCHES * rayon::current_num_threads()).collect();
        let bind = || ready.drain(..).for_each(|draft| backissue_structure::bind(&mut binding, draft));
        let ((), drafts) = rayon::join(bind, || next.into_par_iter().map(draft).collect::<Vec<_>>());
        if drafts.is_empty() {
            return backissue_structure::bound(binding);
        }
        ready = drafts;
    }
}

fn detected(bytes: &[u8], name: Option<&str>) -> Result<Format, ReadError> {
    match detect(bytes, name) {
        Detection::Readable(format) => Ok(format),
        Detection::Empty => Err(ReadError::Empty),
        Detection::Foreign { found, advice } => {
            Err(ReadError::Unsupported { found: found.to_owned(), advice: advice.to_owned() })
        }
    }
}

fn read_json(bytes: &[u8]) -> Result<Issue, ReadError> {
    let damaged = |detail: String| ReadError::Damaged { format: "JSON", detail };
    let text = str::from_utf8(bytes).map_err(|error| damaged(error.to_string()))?;
    from_json(text.trim_start_matches('\u{feff}')).map_err(|error| match error {
        JsonError::Version { .. } => ReadError::Unsupported {
            found: error.to_string(),
            advice: "convert the original file again".to_owned(),
        },
        JsonError::Shape(_) => damaged(error.to_string()),
    })
}

/// An issue without a single character is no issue, whatever the reader made of the file. What may have kept the
/// characters from it is told.
fn refuse_nothing(issue: &Issue) -> Result<(), ReadError> {
    if issue.ledger.decoded.characters > 0 {
        return Ok(());
    }
    let mut detail = "there is not one character to read in it".to_owned();
    let is_cause = |warning: &&Warning| matches!(warning.kind, WarningKind::Limit | WarningKind::Damaged);
    if let Some(cause) = issue.warnings.iter().find(is_cause) {
        detail += &format!(" ({cause})");
    }
    Err(ReadError::NoText { detail })
}

/// Says in the issue where it comes from, as far as the reader has not.
fn sign(source: &mut Source, format: Format, name: Option<&str>) {
    if source.format.is_empty() {
        format.name().clone_into(&mut source.format);
    }
    if source.name.is_none() {
        source.name = name.map(ToOwned::to_owned);
    }
}

fn check_balance(issue: &mut Issue) {
    let sum = Balance::of(issue);
    let told = issue.warnings.iter().any(|warning| warning.kind == WarningKind::Unbalanced);
    if sum.balanced || told {
        return;
    }
    let what = match sum.lost() {
        0 => "characters were changed without an entry".to_owned(),
        lost if lost > 0 => format!("{lost} characters are missing without an entry"),
        invented => format!("{} characters stand there without a source", -invented),
    };
    let message = format!("the ledger does not balance: {what}");
    issue.warnings.push(Warning::new(WarningKind::Unbalanced, Place::File, message));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_for_want_of_characters_tells_what_kept_them_away() {
        let mut issue = Issue::default();
        issue.warnings.push(Warning::new(WarningKind::EncodingDoubt, Place::File, "a guess"));
        issue.warnings.push(Warning::new(WarningKind::Limit, Place::File, "too many elements"));
        let message = refuse_nothing(&issue).expect_err("there are none").to_string();
        assert_eq!(message, "no text layer: there is not one character to read in it (too many elements)");
    }
}

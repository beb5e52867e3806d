//! Opening a file: cross references, encryption, and what to try when they are broken.
//!
//! `lopdf` holds the objects, decrypts them and rebuilds cross references. It is not asked for pages, content or
//! text: those walks are ours, because they must survive what the file says about itself.

use std::borrow::Cow;

use backissue_model::{Place, ReadError, Warning, WarningKind};
use lopdf::xref::XrefRecovery;
use lopdf::{Document, Error, LoadOptions};

use crate::limits::{BYTES_PER_OBJECT, MAX_OBJECT_MEMORY, MAX_OBJECT_STREAM_BYTES};
use crate::{filters, objects, page_tree};

/// Objects, pages in order, and what was wrong with the file.
pub(crate) struct Opened {
    /// The objects.
    pub(crate) document: Document,
    /// The pages in order.
    pub(crate) pages: Vec<page_tree::PageNode>,
    /// Faults that were mended.
    pub(crate) warnings: Vec<Warning>,
}

/// Opens a file.
///
/// # Errors
/// The file is empty, no PDF, locked, too large, or has no pages.
pub(crate) fn open(bytes: &[u8], password: Option<&str>) -> Result<Opened, ReadError> {
    if bytes.is_empty() {
        return Err(ReadError::Empty);
    }
    check_object_streams(bytes)?;
    let ended = with_end_marks(bytes);
    let mended = with_usable_lengths(&ended);
    let mut opened = open_some_way(&mended, password)?;
    if matches!(mended, Cow::Owned(_)) {
        opened
            .warnings
            .push(fault("a stream states a length below zero: its data is read up to its end mark"));
    }
    if matches!(ended, Cow::Owned(_)) {
        opened.warnings.push(fault("no object has an end mark: each is read up to the next"));
    }
    Ok(opened)
}

/// The file with an end mark before each object but the first, and at its end, if it has none at all: readers take
/// a stream by its end mark when they cannot trust its length.
fn with_end_marks(bytes: &[u8]) -> Cow<'_, [u8]> {
    if has(bytes, b"endobj") {
        return Cow::Borrowed(bytes);
    }
    let beginnings = memchr::memmem::find_iter(bytes, b" obj").filter_map(|at| object_beginning(bytes, at));
    let mut beginnings: Vec<usize> = beginnings.collect();
    let Some(first) = (!beginnings.is_empty()).then(|| beginnings.remove(0)) else {
        return Cow::Borrowed(bytes);
    };
    let end = memchr::memmem::rfind(bytes, b"trailer").filter(|end| *end > first).unwrap_or(bytes.len());
    let mut mended = Vec::with_capacity(bytes.len() + (beginnings.len() + 1) * 32);
    let mut written = 0;
    for next in beginnings.into_iter().filter(|next| *next < end).chain([end]) {
        let object = &bytes[written..next];
        mended.extend_from_slice(object);
        if has(object, b"stream") && !has(object, b"endstream") {
            mended.extend_from_slice(b"\nendstream");
        }
        mended.extend_from_slice(b"\nendobj\n");
        written = next;
    }
    mended.extend_from_slice(&bytes[written..]);
    Cow::Owned(mended)
}

fn has(bytes: &[u8], word: &[u8]) -> bool {
    memchr::memmem::find(bytes, word).is_some()
}

/// Where the two numbers before ` obj` begin, if they begin a line.
fn object_beginning(bytes: &[u8], at: usize) -> Option<usize> {
    let line = bytes[..at].iter().rposition(|byte| matches!(byte, b'\r' | b'\n')).map_or(0, |end| end + 1);
    let (number, generation) = str::from_utf8(&bytes[line..at]).ok()?.split_once(' ')?;
    (number.parse::<u32>().is_ok() && generation.parse::<u16>().is_ok()).then_some(line)
}

/// The file with the signs of negative lengths taken off: such streams would not be read at all, while a length that
/// is merely wrong is corrected.
fn with_usable_lengths(bytes: &[u8]) -> Cow<'_, [u8]> {
    const KEY: &[u8] = b"/Length";
    let signs = memchr::memmem::find_iter(bytes, KEY).filter_map(|at| {
        let value = at + KEY.len() + bytes[at + KEY.len()..].iter().take_while(|&&byte| byte == b' ').count();
        (bytes.get(value) == Some(&b'-')).then_some(value)
    });
    let mut mended = Cow::Borrowed(bytes);
    for sign in signs {
        mended.to_mut()[sign] = b'0';
    }
    mended
}

fn open_some_way(bytes: &[u8], password: Option<&str>) -> Result<Opened, ReadError> {
    let as_written = attempt(bytes, password, false);
    let has_pages = |opened: &Opened| !opened.pages.is_empty();
    match as_written {
        Ok(opened) if has_pages(&opened) => Ok(opened),
        Ok(_) => {
            // The cross references can be read but lead to the wrong objects.
            let rebuilt = attempt(bytes, password, true).ok().filter(has_pages);
            rebuilt.or_else(|| without_header(bytes, password)).ok_or_else(|| damaged("it has no pages"))
        }
        Err(error @ ReadError::Damaged { .. }) => without_header(bytes, password).ok_or(error),
        Err(error) => Err(error),
    }
}

/// Opens a file whose first line is missing or broken but which has objects: a new first line is put before it.
fn without_header(bytes: &[u8], password: Option<&str>) -> Option<Opened> {
    let has_header = memchr::memmem::find(bytes, b"%PDF-").is_some_and(|at| {
        bytes.get(at + 5..at + 8).is_some_and(|version| version[0].is_ascii_digit() && version[1] == b'.')
    });
    if has_header || memchr::memmem::find(bytes, b"endobj").is_none() {
        return None;
    }
    let mended = [b"%PDF-1.4\n", bytes].concat();
    let mut opened = attempt(&mended, password, true).ok().filter(|opened| !opened.pages.is_empty())?;
    opened.warnings.insert(0, fault("the file does not begin as a PDF does"));
    Some(opened)
}

/// Whether only attachments are encrypted: strings and streams go through the identity filter (ISO 32000-2, 7.6.6).
fn has_plain_content(document: &Document) -> bool {
    let encryption = objects::dict(document, &document.trailer, b"Encrypt");
    encryption.is_some_and(|encryption| {
        let is_identity =
            |key| objects::name(document, encryption, key).is_none_or(|name| name == b"Identity");
        objects::integer(document, encryption, b"V").is_some_and(|version| version >= 4)
            && is_identity(b"StmF")
            && is_identity(b"StrF")
    })
}

/// The file with its trailers' encryption entries renamed, so that what is plain is read as plain.
fn without_encryption(bytes: &[u8]) -> Vec<u8> {
    let mut plain = bytes.to_vec();
    for at in memchr::memmem::find_iter(bytes, b"/Encrypt").collect::<Vec<_>>() {
        if bytes.get(at + 8).is_some_and(|byte| !byte.is_ascii_alphanumeric()) {
            plain[at + 1..at + 8].copy_from_slice(b"Unneede");
        }
    }
    plain
}

fn attempt(bytes: &[u8], password: Option<&str>, force_reconstruct: bool) -> Result<Opened, ReadError> {
    let options = LoadOptions {
        password: password.map(str::to_owned),
        max_decompressed_size: Some(MAX_OBJECT_STREAM_BYTES),
        force_reconstruct,
        ..LoadOptions::default()
    };
    let document =
        Document::load_mem_with_options(bytes, options).map_err(|error| failure(&error, password))?;
    if is_locked(&document) && has_plain_content(&document) {
        return attempt(&without_encryption(bytes), password, force_reconstruct);
    }
    check_unlocked(&document, password)?;
    let mut warnings = Vec::new();
    match document.xref_recovery {
        Some(XrefRecovery::Reconstructed) => {
            warnings
                .push(fault("the cross-reference table is broken and was rebuilt from the objects found"));
        }
        Some(_) => warnings.push(fault("offsets of the cross-reference table were wrong and were corrected")),
        None => {}
    }
    let pages = page_tree::pages(&document, &mut warnings);
    Ok(Opened { document, pages, warnings })
}

fn is_locked(document: &Document) -> bool {
    document.trailer.has(b"Encrypt") && document.encryption_state.is_none()
}

/// A document that is still locked holds no objects and says nothing of it: its trailer does.
fn check_unlocked(document: &Document, password: Option<&str>) -> Result<(), ReadError> {
    if !is_locked(document) {
        return Ok(());
    }
    let detail = match password {
        None => "a password is needed to open it",
        Some(_) => "the password does not open it",
    };
    Err(ReadError::Password { detail: detail.to_owned() })
}

fn failure(error: &Error, password: Option<&str>) -> ReadError {
    match error {
        Error::InvalidPassword => {
            let detail =
                if password.is_some() { "the password is wrong" } else { "a password is needed to open it" };
            ReadError::Password { detail: detail.to_owned() }
        }
        Error::Decryption(cause) => {
            ReadError::Password { detail: format!("it cannot be decrypted ({cause})") }
        }
        Error::UnsupportedSecurityHandler(name) => ReadError::Unsupported {
            found: format!("the file is locked by {}", String::from_utf8_lossy(name)),
            advice: "only password protection can be opened: ask its publisher for an open copy".to_owned(),
        },
        Error::Decompress(_) => ReadError::Limit {
            what: "an object stream".to_owned(),
            limit: format!("{} MiB", MAX_OBJECT_STREAM_BYTES >> 20),
        },
        Error::Unimplemented(what) => damaged(&format!("its objects cannot be read ({what})")),
        error => damaged(&innermost(error)),
    }
}

/// The last cause on the chain: the one that says what is wrong.
fn innermost(error: &Error) -> String {
    let mut cause: &dyn std::error::Error = error;
    while let Some(next) = cause.source() {
        cause = next;
    }
    cause.to_string()
}

fn damaged(detail: &str) -> ReadError {
    ReadError::Damaged { format: "PDF", detail: detail.to_owned() }
}

fn fault(message: &str) -> Warning {
    Warning::new(WarningKind::Damaged, Place::File, message)
}

/// Refuses a file whose object streams would fill the memory, before they are parsed.
///
/// Each stream is inflated and its tokens are counted: a parsed object takes [`BYTES_PER_OBJECT`], however short
/// its source.
fn check_object_streams(bytes: &[u8]) -> Result<(), ReadError> {
    let mut memory = 0;
    for found in memchr::memmem::find_iter(bytes, b"/ObjStm") {
        let Some(data) = stream_after(bytes, found) else {
            continue;
        };
        // The inflater stops at the end of the deflate stream: the end of the data need not be known.
        let objects = filters::inflated(data, MAX_OBJECT_STREAM_BYTES);
        memory += tokens(&objects) * BYTES_PER_OBJECT;
        if memory > MAX_OBJECT_MEMORY {
            return Err(ReadError::Limit {
                what: "the memory needed for the file's objects".to_owned(),
                limit: format!("{} MiB", MAX_OBJECT_MEMORY >> 20),
            });
        }
    }
    Ok(())
}

/// Bytes in which the word `stream` must follow the type of an object stream: dictionaries are short.
const MAX_DICTIONARY: usize = 1024;

fn stream_after(bytes: &[u8], at: usize) -> Option<&[u8]> {
    let window = &bytes[at..bytes.len().min(at + MAX_DICTIONARY)];
    let start = at + memchr::memmem::find(window, b"stream")? + b"stream".len();
    Some(&bytes[start..])
}

/// Tokens of an object stream, counted by their first characters.
fn tokens(data: &[u8]) -> u64 {
    let mut count = 0;
    let mut inside = false;
    for &byte in data {
        let word = byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'+');
        count += u64::from((word && !inside) || matches!(byte, b'[' | b'<' | b'('));
        inside = word;
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_pdf_is_damaged_or_empty() {
        assert_eq!(open(b"", None).err(), Some(ReadError::Empty));
        assert!(matches!(open(b"%PDF-1.4 nothing", None), Err(ReadError::Damaged { .. })));
        assert!(matches!(open(b"\x89PNG", None), Err(ReadError::Damaged { .. })));
    }

    #[test]
    fn a_missing_first_line_is_no_obstacle() {
        let objects = b"1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
            3 0 obj <</Type/Page/Parent 2 0 R>> endobj\ntrailer <</Root 1 0 R/Size 4>>\n";
        let opened = open(objects, None).unwrap();
        assert_eq!((opened.pages.len(), opened.warnings.len()), (1, 2));
    }

    #[test]
    fn signs_of_lengths_are_taken_off() {
        assert_eq!(
            &*with_usable_lengths(b"/Length -12 /Length  -3 /Length 4"),
            b"/Length 012 /Length  03 /Length 4"
        );
        assert!(matches!(with_usable_lengths(b"/Length 4 /Length"), Cow::Borrowed(_)));
    }

    #[test]
    fn tokens_are_counted_by_their_beginning() {
        assert_eq!(tokens(b"1 0 2 5 [1 1 1] <</A(b)>>"), 4 + 4 + 5);
    }
}

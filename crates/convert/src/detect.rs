//! What a file is: by its content first, by its name only where the content leaves it open.
//!
//! Formats that cannot be read are named as well, with what to do about them: most people meet this program
//! with a folder of mixed old files. Nothing is decoded or unpacked here.

mod archives;
mod markup;
mod signatures;

use crate::Format;

/// How far into a file a PDF header may stand: what most readers accept, though the standard puts it first
/// (ISO 32000-2, 7.5.2).
const HEADER_WINDOW: usize = 1024;

/// How much of a file is looked at to tell text from binary data: enough for any header, quick for any size.
const SAMPLE: usize = 64 * 1024;

/// Share of control characters above which a file without a telling name is taken for binary data. Random bytes
/// have 10 %, UTF-16 text of Han characters about 5 %, all else almost none.
const BINARY_SHARE: f64 = 0.08;

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detection {
    /// A reader takes it.
    Readable(Format),
    /// Another format.
    Foreign {
        /// What it is: lower case, with an article where it needs one.
        found: &'static str,
        /// What to do with it.
        advice: &'static str,
    },
    /// It has no bytes.
    Empty,
}

/// Tells what a file is. `name` is its name without folders, if it has one.
pub fn detect(bytes: &[u8], name: Option<&str>) -> Detection {
    if bytes.is_empty() {
        return Detection::Empty;
    }
    let hint = name.and_then(|name| name.rsplit_once('.')).map(|(_, extension)| extension);
    let promised = hint.and_then(Format::from_extension);
    by_content(bytes, promised).unwrap_or_else(|| by_name(bytes, promised))
}

fn by_content(bytes: &[u8], promised: Option<Format>) -> Option<Detection> {
    if has_pdf_header(bytes) {
        return Some(Detection::Readable(Format::Pdf));
    }
    archives::zip(bytes, promised)
        .or_else(|| archives::compound_file(bytes))
        .or_else(|| signatures::known(bytes))
        .or_else(|| markup::json(bytes, promised))
        .or_else(|| markup::document(bytes))
}

/// Whether `%PDF-` begins the file or one of its first lines: text that merely speaks of it has it in a line.
fn has_pdf_header(bytes: &[u8]) -> bool {
    let window = &bytes[..bytes.len().min(HEADER_WINDOW)];
    memchr::memmem::find_iter(window, b"%PDF-")
        .any(|at| at == 0 || !matches!(window[at - 1], b' '..=b'~' | b'\t'))
}

/// For content without a mark of its own: text has none, and damaged files may have lost theirs.
fn by_name(bytes: &[u8], promised: Option<Format>) -> Detection {
    if bytes.iter().all(|&byte| byte == 0) {
        return Detection::Foreign {
            found: "nothing but zero bytes",
            advice: "the file was lost in copying or on its disk; get it from another copy",
        };
    }
    match promised {
        Some(Format::Pdf) if has_pdf_objects(bytes) => Detection::Readable(Format::Pdf),
        Some(Format::Pdf) => Detection::Foreign {
            found: "not a PDF file, whatever its name says",
            advice: "get it again from where it came, or give --from text if it is plain text",
        },
        Some(Format::Docx) => Detection::Foreign {
            found: "not a DOCX file, whatever its name says",
            advice: "get it again from where it came, or give --from text if it is plain text",
        },
        Some(promised) => Detection::Readable(promised),
        None if is_binary(bytes) => Detection::Foreign {
            found: "binary data of an unknown format",
            advice: "open it in the program that made it and save it as PDF, DOCX or plain text",
        },
        None => Detection::Readable(Format::Text),
    }
}

fn has_pdf_objects(bytes: &[u8]) -> bool {
    memchr::memmem::find(bytes, b" obj").is_some() && memchr::memmem::find(bytes, b"endobj").is_some()
}

/// Whether the file can hardly be text in any encoding. NUL is left to UTF-16 and UTF-32, ESC to ISO 2022.
fn is_binary(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let control = |byte: &&u8| matches!(**byte, 0x01..=0x08 | 0x0e..=0x19 | 0x1c..=0x1f | 0x7f);
    let controls = sample.iter().filter(control).count();
    controls as f64 > sample.len() as f64 * BINARY_SHARE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_decides_against_the_name() {
        let pdf = Detection::Readable(Format::Pdf);
        assert_eq!(detect(b"%PDF-1.4\n", Some("a.docx")), pdf);
        assert_eq!(detect(b"\0\0junk\r\n%PDF-1.4\n", None), pdf);
        assert_eq!(detect(b"A header reads %PDF-1.4.", None), Detection::Readable(Format::Text));
        assert_eq!(detect(b"", Some("a.pdf")), Detection::Empty);
    }

    #[test]
    fn the_name_decides_where_content_has_no_mark() {
        let body = b"3 0 obj << /Type /Page >> endobj";
        assert_eq!(detect(body, Some("a.PDF")), Detection::Readable(Format::Pdf));
        assert_eq!(detect(body, Some("a.txt")), Detection::Readable(Format::Text));
        assert!(matches!(detect(b"A line of text.", Some("a.docx")), Detection::Foreign { .. }));
        assert_eq!(detect(&[1, 2, 3, 4], Some("a.txt")), Detection::Readable(Format::Text));
        assert!(matches!(detect(&[1, 2, 3, 4], Some("a.bin")), Detection::Foreign { .. }));
    }
}

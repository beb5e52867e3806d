//! Files that are no text, told apart by their first bytes or by what they are full of.
//!
//! The command knows more formats and advises better; this is the reader's own guard.

use backissue_model::ReadError;

use crate::segments::Text;

/// How a foreign format begins, what it is, and what to do about it.
const FORMATS: [(&[u8], &str, &str); 14] = [
    (b"%PDF-", "a PDF file", "read it as PDF"),
    (b"PK\x03\x04", "a ZIP package", "read it as DOCX, or unpack it first"),
    (b"{\\rtf", "an RTF file", "save it as DOCX or plain text first"),
    (b"\xD0\xCF\x11\xE0", "an old Office file", "save it as DOCX first"),
    (b"\x7FELF", "a program", "choose a text file"),
    (b"MZ\x90\0", "a program", "choose a text file"),
    (b"\xCA\xFE\xBA\xBE", "a program", "choose a text file"),
    (b"\xCF\xFA\xED\xFE", "a program", "choose a text file"),
    (b"\x89PNG", "a PNG image", "run a text-recognition program first"),
    (b"\xFF\xD8\xFF", "a JPEG image", "run a text-recognition program first"),
    (b"GIF8", "a GIF image", "run a text-recognition program first"),
    (b"II*\0", "a TIFF image", "run a text-recognition program first"),
    (b"\x1F\x8B", "a gzip file", "unpack it first"),
    (b"7z\xBC\xAF", "a 7-Zip package", "unpack it first"),
];

/// Refuses a file without a byte that says anything, and files of other formats.
pub(crate) fn empty_or_foreign(bytes: &[u8]) -> Result<(), ReadError> {
    if bytes.iter().all(|byte| byte.is_ascii_whitespace() || *byte == 0) {
        return Err(ReadError::Empty);
    }
    match FORMATS.iter().find(|(start, ..)| bytes.starts_with(start)) {
        Some((_, found, advice)) => Err(unsupported(found, advice)),
        None => Ok(()),
    }
}

/// The error for an encoding that is not known.
pub(crate) fn unknown(label: &str) -> ReadError {
    unsupported(
        &format!("the unknown encoding \"{label}\""),
        "give a name such as GB18030, Big5 or windows-1252",
    )
}

/// One character in this many may be a control character. Texts have a stray one in a page at most; machine code
/// and compressed data have one in ten.
const CONTROLS: usize = 33;
/// One character in this many may be undecodable: beyond it no sentence would be whole.
const UNDECODABLE: usize = 10;
/// Bytes from which on a file can be judged by its shares.
const ENOUGH: usize = 64;

/// Refuses what decoded to noise rather than text, and what has no character that says anything. `size` is that of
/// the file in bytes.
pub(crate) fn noise(size: usize, texts: &[Text]) -> Result<(), ReadError> {
    let characters: usize = texts.iter().map(|text| text.characters).sum();
    let controls: usize = texts.iter().map(|text| text.noise).sum();
    let undecodable = texts.iter().flat_map(|text| &text.decoded.undecodable);
    let lost: usize = undecodable.map(|bad| bad.bytes.len()).sum();
    let noisy = controls * CONTROLS > characters || lost * UNDECODABLE > size;
    if noisy && size >= ENOUGH || controls > 0 && controls == characters {
        return Err(unsupported("binary data, not text", "choose a text file, or give its encoding"));
    }
    if texts.iter().any(|text| text.says_something) { Ok(()) } else { Err(ReadError::Empty) }
}

fn unsupported(found: &str, advice: &str) -> ReadError {
    ReadError::Unsupported { found: found.to_owned(), advice: advice.to_owned() }
}

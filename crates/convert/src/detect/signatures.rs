//! Files known by their first bytes: pictures, compressed files, other word processors. Packages and markup,
//! which need more than that, are not here.

use super::Detection;

/// A format known by bytes at a fixed offset.
struct Signature {
    offset: usize,
    magic: &'static [u8],
    found: &'static str,
    advice: &'static str,
}

const RECOGNISE: &str = "run a text-recognition program on it and convert the PDF or text that it makes";
const SAVE_AS: &str = "open it in a word processor and save it as DOCX";
const UNPACK: &str = "unpack it and convert the files in it";
const DISTIL: &str = "make a PDF of it (ps2pdf) and convert that";
const NOT_TEXT: &str = "it holds no text of an issue";

const SIGNATURES: [Signature; 31] = [
    at(0, b"{\\rtf", "an RTF document", SAVE_AS),
    at(0, b"\xffWPC", "a WordPerfect document", SAVE_AS),
    at(0, b"\xdb\xa5\x2d", "a Word 2 document", SAVE_AS),
    at(0, b"\x31\xbe\x00\x00", "a Word for DOS or Write document", SAVE_AS),
    at(60, b"BOOKMOBI", "a MOBI book", "convert it to DOCX or text with an e-book program"),
    at(
        0,
        b"AT&TFORM",
        "a DjVu document",
        "make a PDF of it (ddjvu -format=pdf) with its text layer, or export its text (djvutxt)",
    ),
    at(0, b"%!PS", "a PostScript document", DISTIL),
    at(0, b"\xc5\xd0\xd3\xc6", "an EPS picture", DISTIL),
    at(0, b"\x89PNG\r\n\x1a\n", "a PNG picture", RECOGNISE),
    at(0, b"\xff\xd8\xff", "a JPEG picture", RECOGNISE),
    at(0, b"GIF8", "a GIF picture", RECOGNISE),
    at(0, b"II*\0", "a TIFF picture", RECOGNISE),
    at(0, b"MM\0*", "a TIFF picture", RECOGNISE),
    at(8, b"WEBP", "a WebP picture", RECOGNISE),
    at(4, b"ftypheic", "a HEIC picture", RECOGNISE),
    at(4, b"ftypavif", "an AVIF picture", RECOGNISE),
    at(0, b"\0\0\0\x0cjP  ", "a JPEG 2000 picture", RECOGNISE),
    at(0, b"\xff\x4f\xff\x51", "a JPEG 2000 picture", RECOGNISE),
    at(0, b"\0\0\0\x0cJXL ", "a JPEG XL picture", RECOGNISE),
    at(0, b"8BPS", "a Photoshop picture", RECOGNISE),
    at(0, b"\x1f\x8b", "a gzip compressed file", UNPACK),
    at(0, b"BZh", "a bzip2 compressed file", UNPACK),
    at(0, b"\xfd7zXZ\0", "an xz compressed file", UNPACK),
    at(0, b"\x28\xb5\x2f\xfd", "a zstd compressed file", UNPACK),
    at(0, b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", UNPACK),
    at(0, b"Rar!\x1a\x07", "a RAR archive", UNPACK),
    at(257, b"ustar", "a tar archive", UNPACK),
    at(0, b"\x7fELF", "a program", NOT_TEXT),
    at(0, b"SQLite format 3\0", "an SQLite database", NOT_TEXT),
    at(0, b"ITSF", "a compiled HTML help file (CHM)", UNPACK),
    at(0, b"\x05\x16\x07\x00", "an AppleDouble file, which holds no text", "convert the file it belongs to"),
];

const fn at(offset: usize, magic: &'static [u8], found: &'static str, advice: &'static str) -> Signature {
    Signature { offset, magic, found, advice }
}

/// The format whose signature the file bears.
pub(super) fn known(bytes: &[u8]) -> Option<Detection> {
    let signature = SIGNATURES.iter().find(|signature| {
        bytes.get(signature.offset..).is_some_and(|rest| rest.starts_with(signature.magic))
    });
    signature
        .map(|signature| Detection::Foreign { found: signature.found, advice: signature.advice })
        .or_else(|| bitmap_or_program(bytes))
}

/// Two-letter signatures could begin a text as well: a length or offset that follows them must fit.
fn bitmap_or_program(bytes: &[u8]) -> Option<Detection> {
    let number =
        |at: usize| bytes.get(at..at + 4).map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]) as usize);
    if bytes.starts_with(b"BM") && number(2) == Some(bytes.len()) {
        return Some(Detection::Foreign { found: "a BMP picture", advice: RECOGNISE });
    }
    let header = bytes.starts_with(b"MZ").then(|| number(0x3c)).flatten()?;
    bytes
        .get(header..)
        .is_some_and(|rest| rest.starts_with(b"PE\0\0"))
        .then_some(Detection::Foreign { found: "a program", advice: NOT_TEXT })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_counts_at_its_offset_only() {
        let mut mobi = vec![b' '; 60];
        mobi.extend_from_slice(b"BOOKMOBI");
        assert!(matches!(known(&mobi), Some(Detection::Foreign { found: "a MOBI book", .. })));
        assert_eq!(known(b"BOOKMOBI"), None);
        assert_eq!(known(b"BMW will open a works in the harbour."), None);
        assert_eq!(known(b"MZ is no header by itself"), None);
    }
}

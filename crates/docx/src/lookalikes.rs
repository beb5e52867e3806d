//! Files that are called DOCX and are something else: each is told by its name, with what to do about it.

use backissue_model::ReadError;
use backissue_package::read::Package;

/// Bytes that begin an OLE compound file ([MS-CFB], 2.2), in which old Word files and encrypted new ones lie.
const COMPOUND_FILE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
/// How far into a file its kind is looked for, in bytes.
const HEAD: usize = 1024;

/// The error for bytes that are no ZIP package but something known; none for all else.
pub fn of_bytes(bytes: &[u8]) -> Option<ReadError> {
    if bytes.is_empty() {
        return Some(ReadError::Empty);
    }
    if bytes.starts_with(COMPOUND_FILE) {
        return Some(of_compound_file(bytes));
    }
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]).to_lowercase();
    let head = head.trim_start_matches('\u{feff}').trim_start();
    let (found, advice) = match head {
        _ if head.starts_with("{\\rtf") => {
            ("an RTF file called DOCX", "open it in a word processor and save it as DOCX")
        }
        _ if head.starts_with("%pdf-") => ("a PDF file called DOCX", "read it as PDF"),
        _ if head.starts_with("<?xml") && head.contains("office/word/2003/wordml") => {
            ("a Word 2003 XML file, not a DOCX package", "open it in a word processor and save it as DOCX")
        }
        _ if head.starts_with("<?xml") && head.contains("2006/xmlpackage") => {
            ("a flat OPC file, not a DOCX package", "open it in Word and save it as DOCX")
        }
        _ if head.starts_with("<!doctype html") || head.starts_with("<html") || head.contains("<html") => {
            ("an HTML file called DOCX", "open it in a word processor and save it as DOCX")
        }
        _ => return None,
    };
    Some(ReadError::Unsupported { found: found.into(), advice: advice.into() })
}

/// The error for a package that holds no Word document.
pub fn of_package(package: &mut Package<'_>) -> ReadError {
    let kind = if package.contains("mimetype") { package.text("mimetype").ok().flatten() } else { None };
    let kind = kind.unwrap_or_default();
    let (found, advice) = match kind.trim() {
        kind if kind.starts_with("application/vnd.oasis.opendocument") => {
            ("an OpenDocument file (ODT), not a DOCX file", "open it in a word processor and save it as DOCX")
        }
        "application/epub+zip" => ("an EPUB file, not a DOCX file", "it is an edition already"),
        _ if package.contains("xl/workbook.xml") => {
            ("an Excel workbook, not a Word document", "save its text as DOCX")
        }
        _ if package.contains("ppt/presentation.xml") => {
            ("a PowerPoint presentation, not a Word document", "save its text as DOCX")
        }
        _ => {
            let detail = "the main document part (word/document.xml) is missing".to_owned();
            return ReadError::Damaged { format: "DOCX", detail };
        }
    };
    ReadError::Unsupported { found: found.into(), advice: advice.into() }
}

/// Names in a compound file's directory are UTF-16.
fn of_compound_file(bytes: &[u8]) -> ReadError {
    let holds = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(name.len()).any(|window| window == name)
    };
    if holds("EncryptedPackage") || holds("EncryptionInfo") {
        let detail = "this DOCX needs a password; open it in Word, take the password off, and save it".into();
        return ReadError::Password { detail };
    }
    let found = match holds("WordDocument") {
        true => "a Word 97-2003 document (.doc), not a DOCX file",
        false => "an old OLE compound file, not a DOCX file",
    };
    ReadError::Unsupported {
        found: found.into(),
        advice: "open it in a word processor and save it as DOCX".into(),
    }
}

//! Packages that hold a document in parts: ZIP (OPC, ODF, OCF) and the compound files of older Office programs.
//! Only names are looked at; nothing is unpacked.

use memchr::memmem;

use super::Detection;
use crate::Format;

/// How many names of a ZIP directory are looked at. A document has a few dozen parts; a crafted directory may
/// have millions.
const NAMES: usize = 4096;

/// Signature and fixed part of a central directory header (APPNOTE 4.3.12): the name's length stands at 28, the
/// name at 46.
const CENTRAL: (&[u8], usize, usize) = (b"PK\x01\x02", 28, 46);

/// The same of a local header (APPNOTE 4.3.7), for archives that have lost their directory.
const LOCAL: (&[u8], usize, usize) = (b"PK\x03\x04", 26, 30);

/// A ZIP archive, told by the names of its parts.
pub(super) fn zip(bytes: &[u8], promised: Option<Format>) -> Option<Detection> {
    let starts = [b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"].iter().any(|magic| bytes.starts_with(*magic));
    // Junk before the archive is skipped by most programs, which look for the end record first.
    if !starts && (promised != Some(Format::Docx) || memmem::find(bytes, b"PK\x05\x06").is_none()) {
        return None;
    }
    let mut names = names(bytes, CENTRAL);
    names.extend(self::names(bytes, LOCAL));
    Some(by_parts(bytes, &names, promised))
}

fn by_parts(bytes: &[u8], names: &[&[u8]], promised: Option<Format>) -> Detection {
    let has = |start: &[u8]| names.iter().any(|name| name.starts_with(start));
    if let Some(media_type) = media_type(bytes) {
        return by_media_type(media_type);
    }
    if has(b"word/") || has(b"word\\") {
        return Detection::Readable(Format::Docx);
    }
    let (found, advice) = if has(b"xl/") {
        ("an Excel workbook", "save the text of its sheets as DOCX or plain text")
    } else if has(b"ppt/") {
        ("a PowerPoint presentation", "save it as PDF and convert that")
    } else if has(b"META-INF/container.xml") {
        ("an EPUB book", "it is an edition already; convert the file that it was made from")
    } else if has(b"Index/Document.iwa") || has(b"index.xml") {
        ("a document of Pages, Numbers or Keynote", "export it as DOCX or PDF")
    } else if has(b"FixedDocSeq.fdseq") || has(b"Documents/1/") {
        ("an XPS document", "print it to PDF and convert that")
    } else if promised == Some(Format::Docx) || has(b"[Content_Types].xml") {
        return Detection::Readable(Format::Docx);
    } else {
        ("a ZIP archive", "unpack it and convert the files in it")
    };
    Detection::Foreign { found, advice }
}

/// The content of a first part named `mimetype`, stored without compression (ODF 1.3 part 2, 3.3; EPUB 3.3, OCF).
fn media_type(bytes: &[u8]) -> Option<&[u8]> {
    let name_length = usize::from(u16::from_le_bytes([*bytes.get(26)?, *bytes.get(27)?]));
    let extra_length = usize::from(u16::from_le_bytes([*bytes.get(28)?, *bytes.get(29)?]));
    let rest = bytes.get(30..)?;
    if rest.get(..name_length)? != b"mimetype" {
        return None;
    }
    let value = rest.get(name_length + extra_length..)?;
    let end = memmem::find(value, b"PK").unwrap_or(value.len());
    Some(&value[..end])
}

fn by_media_type(media_type: &[u8]) -> Detection {
    let (found, advice) = if media_type.starts_with(b"application/epub+zip") {
        ("an EPUB book", "it is an edition already; convert the file that it was made from")
    } else if media_type.starts_with(b"application/vnd.oasis.opendocument.text") {
        ("an OpenDocument text (ODT)", "open it in a word processor and save it as DOCX")
    } else if media_type.starts_with(b"application/vnd.oasis.opendocument") {
        ("an OpenDocument file", "save it as PDF and convert that")
    } else {
        ("a document package of another kind", "save it as DOCX or PDF")
    };
    Detection::Foreign { found, advice }
}

/// Names in headers of one kind, wherever they stand: a damaged archive still tells what it was.
fn names<'a>(bytes: &'a [u8], (signature, length_at, name_at): (&[u8], usize, usize)) -> Vec<&'a [u8]> {
    let name = |at: usize| {
        let length = bytes.get(at + length_at..at + length_at + 2)?;
        let length = usize::from(u16::from_le_bytes([length[0], length[1]]));
        bytes.get(at + name_at..at + name_at + length)
    };
    memmem::find_iter(bytes, signature).take(NAMES).filter_map(name).collect()
}

/// A compound file (MS-CFB 2.2), told by the names of its streams, which are UTF-16.
pub(super) fn compound_file(bytes: &[u8]) -> Option<Detection> {
    if !bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        return None;
    }
    let has = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        memmem::find(bytes, &wide).is_some()
    };
    let (found, advice) = if has("EncryptedPackage") {
        ("an Office document encrypted with a password", "open it with its password and save it without one")
    } else if has("WordDocument") {
        ("a Word 97-2003 document (.doc)", "open it in a word processor and save it as DOCX")
    } else if has("Workbook") || has("Book") {
        ("an Excel 97-2003 workbook", "save the text of its sheets as DOCX or plain text")
    } else if has("PowerPoint Document") {
        ("a PowerPoint 97-2003 presentation", "save it as PDF and convert that")
    } else {
        ("a legacy OLE document", "open it in the program that made it and save it as DOCX or PDF")
    };
    Some(Detection::Foreign { found, advice })
}

#[cfg(test)]
mod tests {
    use backissue_model::File;

    use super::*;

    fn package(parts: &[(&str, &str)]) -> Vec<u8> {
        let files: Vec<File> = parts.iter().map(|(path, data)| File::new(*path, *data)).collect();
        crate::zipped(&files)
    }

    fn found(bytes: &[u8]) -> &'static str {
        match zip(bytes, None) {
            Some(Detection::Readable(format)) => format.name(),
            Some(Detection::Foreign { found, .. }) => found,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn packages_are_told_by_their_parts() {
        assert_eq!(found(&package(&[("[Content_Types].xml", ""), ("word/document.xml", "")])), "docx");
        assert_eq!(found(&package(&[("xl/workbook.xml", "")])), "an Excel workbook");
        assert_eq!(found(&package(&[("a/b.txt", "")])), "a ZIP archive");
        let odt = package(&[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", "")]);
        assert_eq!(found(&odt), "an OpenDocument text (ODT)");
    }

    #[test]
    fn a_package_that_lost_its_directory_is_known_by_its_local_headers() {
        let whole = package(&[("word/document.xml", "text"), ("word/styles.xml", "")]);
        let directory = memmem::find(&whole, b"PK\x01\x02").expect("an archive has a directory");
        assert_eq!(found(&whole[..directory]), "docx");
    }
}

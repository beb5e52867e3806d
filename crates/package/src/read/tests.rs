//! Packages, sound and broken, are opened and read.

use std::io::{Cursor, Write};

use backissue_model::{ReadError, WarningKind};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{Limits, decode, open};

fn package(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, data) in entries {
        zip.start_file(*name, SimpleFileOptions::default()).expect("a file can be started in memory");
        zip.write_all(data).expect("memory can be written");
    }
    zip.finish().expect("memory can be written").into_inner()
}

#[test]
fn parts_are_found_in_whatever_case_and_slash() {
    let bytes = package(&[("Word\\Document.xml", b"<a/>"), ("/word/styles.xml", b"<b/>")]);
    let mut package = open(&bytes, &Limits::default()).expect("the package is sound");
    assert_eq!(package.text("word/document.xml"), Ok(Some("<a/>".into())));
    assert_eq!(package.text("word/Styles.xml"), Ok(Some("<b/>".into())));
    assert_eq!(package.text("word/numbering.xml"), Ok(None));
    assert_eq!(package.warnings, []);
}

#[test]
fn names_that_lead_out_of_the_package_are_left_alone_and_told() {
    let bytes = package(&[("../../slip.png", b"1"), ("C:/slip.png", b"2"), ("a/b.png", b"3")]);
    let package = open(&bytes, &Limits::default()).expect("the package is sound");
    assert_eq!(package.names().collect::<Vec<_>>(), ["a/b.png"]);
    assert_eq!(package.warnings.len(), 1);
}

#[test]
fn a_part_over_the_limit_is_refused_and_the_next_is_read() {
    let bytes = package(&[("bomb", &[b' '; 4096]), ("text", b"words")]);
    let limits = Limits { part: 1024, ..Limits::default() };
    let mut package = open(&bytes, &limits).expect("the package is sound");
    assert!(matches!(package.part("bomb"), Err(ReadError::Limit { .. })));
    assert_eq!(package.text("text"), Ok(Some("words".into())));
}

#[test]
fn all_parts_together_have_a_limit() {
    let bytes = package(&[("one", &[b' '; 600]), ("two", &[b' '; 600])]);
    let limits = Limits { total: 1000, ..Limits::default() };
    let mut package = open(&bytes, &limits).expect("the package is sound");
    assert!(package.part("one").is_ok());
    assert!(matches!(package.part("two"), Err(ReadError::Limit { .. })));
}

#[test]
fn entries_are_counted() {
    let bytes = package(&[("one", b""), ("two", b"")]);
    let limits = Limits { entries: 1, ..Limits::default() };
    assert!(matches!(open(&bytes, &limits), Err(ReadError::Limit { .. })));
}

#[test]
fn entries_of_a_file_without_directory_are_found_by_scan() {
    let mut bytes = package(&[("a.xml", b"<whole/>"), ("b.xml", b"<second/>")]);
    bytes.truncate(bytes.len() - 60);
    let mut package = open(&bytes, &Limits::default()).expect("local headers are whole");
    assert_eq!(package.text("a.xml"), Ok(Some("<whole/>".into())));
    assert_eq!(package.warnings[0].kind, WarningKind::Damaged);
}

#[test]
fn a_wrong_checksum_is_told_and_the_data_kept() {
    let mut bytes = package(&[("a.xml", b"<whole/>")]);
    let directory =
        bytes.windows(4).rposition(|window| window == b"PK\x01\x02").expect("there is a directory");
    bytes[directory + 16] ^= 0xff;
    let mut package = open(&bytes, &Limits::default()).expect("the directory can be read");
    assert_eq!(package.text("a.xml"), Ok(Some("<whole/>".into())));
    assert_eq!(package.warnings.len(), 1);
}

#[test]
fn what_is_no_package_is_an_error() {
    assert_eq!(open(b"", &Limits::default()).err(), Some(ReadError::Empty));
    assert!(matches!(open(b"no package", &Limits::default()), Err(ReadError::Damaged { .. })));
}

#[test]
fn encodings_of_parts_are_told_apart() {
    let utf16: Vec<u8> = "<a>报</a>".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(decode(utf16), ("<a>报</a>".into(), true));
    assert_eq!(decode(b"\xef\xbb\xbf<a/>".to_vec()), ("<a/>".into(), true));
    let latin = b"<?xml version='1.0' encoding='windows-1252'?><a>\xe9</a>".to_vec();
    assert!(decode(latin).0.ends_with("<a>é</a>"));
    assert_eq!(decode(b"<a>\xff</a>".to_vec()), ("<a>\u{fffd}</a>".into(), false));
}

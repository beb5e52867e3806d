//! Wrong, broken and hostile files: an answer each, in bounded time.

use backissue_docx::{ReadOptions, read};
use backissue_model::{ReadError, WarningKind};
use insta::assert_snapshot;

use crate::package::{Document, paragraph, run};

fn error(bytes: &[u8]) -> ReadError {
    read(bytes, &ReadOptions::default()).expect_err("the file holds no document")
}

#[test]
fn other_files_called_docx_are_told_by_name() {
    let mut compound = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    compound.extend("WordDocument".encode_utf16().flat_map(u16::to_le_bytes));
    let mut encrypted = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    encrypted.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    let odt = Document::default().part("mimetype", b"application/vnd.oasis.opendocument.text").bytes();
    let files: [(&[u8], &str); 7] = [
        (b"", "empty"),
        (&compound, "unsupported"),
        (&encrypted, "password"),
        (b"{\\rtf1 x}", "unsupported"),
        (b"<!DOCTYPE html><p>x", "unsupported"),
        (&odt, "unsupported"),
        (b"words and no package", "damaged"),
    ];
    for (bytes, code) in files {
        assert_eq!(error(bytes).code(), code, "{:?}", String::from_utf8_lossy(bytes));
    }
}

#[test]
fn a_package_without_document_or_body_is_damaged() {
    assert_eq!(error(&Document::default().part("word/styles.xml", b"<x/>").bytes()).code(), "damaged");
    assert_eq!(
        error(&Document::default().part("word/document.xml", b"<w:document/>").bytes()).code(),
        "damaged"
    );
}

#[test]
fn what_stands_before_the_damage_is_read() {
    let whole = Document::new(&format!("{}{}", paragraph("Whole."), paragraph("Cut off here"))).bytes();
    let text = String::from_utf8(
        backissue_package::read::open(&whole, &Default::default())
            .unwrap()
            .part("word/document.xml")
            .unwrap()
            .unwrap(),
    )
    .unwrap();
    let cut = &text[..text.find("off here").unwrap()];
    let document = Document::default().part("word/document.xml", cut.as_bytes());
    assert_snapshot!(document.outline(), @r"
    Whole.
    Cut
    warning damaged: word/document.xml: the part ends in the middle of an element
    ");
}

#[test]
fn depth_ends_and_keeps_the_text() {
    let boxed = "<w:r><w:pict><v:textbox><w:txbxContent><w:p>";
    let tables = "<w:tbl><w:tr><w:tc>";
    for (open, close) in [
        (boxed, "</w:p></w:txbxContent></v:textbox></w:pict></w:r>"),
        (tables, "</w:tc></w:tr></w:tbl>"),
        ("<w:sdt>", "</w:sdt>"),
        ("<m:oMath><m:f><m:num>", "</m:num></m:f></m:oMath>"),
    ] {
        let inner = if open == boxed { run("innermost") } else { paragraph("innermost") };
        let body = format!("<w:p>{}{inner}{}</w:p>", open.repeat(2_000), close.repeat(2_000));
        let flow = Document::new(&body).flow();
        assert!(flow.warnings.iter().any(|warning| warning.kind == WarningKind::Limit), "{open}");
    }
}

#[test]
fn numbers_out_of_range_do_no_harm() {
    let body = "<w:p><w:pPr><w:outlineLvl w:val='-1'/><w:ind w:left='NaN' w:right='1e99'/>\
                <w:numPr><w:ilvl w:val='4000000000'/><w:numId w:val='-7'/></w:numPr></w:pPr><w:r><w:rPr><w:sz w:val='0'/></w:rPr><w:t>a</w:t></w:r></w:p>\
                <w:tbl><w:tr><w:trPr><w:gridBefore w:val='4000000000'/></w:trPr><w:tc><w:tcPr><w:gridSpan w:val='2147483647'/><w:vMerge/></w:tcPr>\
                <w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:tc><w:p><w:r><w:t>c</w:t></w:r></w:p></w:tc></w:tr></w:tbl>";
    assert_snapshot!(Document::new(body).outline(), @r"
    a
    table 0 | (1000x1) , (1000x1) b / c
    ");
}

/// Bytes are changed with a fixed seed (xorshift), so that a failure comes again.
#[test]
fn changed_bytes_never_end_in_panic() {
    let mut seed = 0x2545_f491_4f6c_dd1d_u64;
    let mut random = move || {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        seed
    };
    let body = format!("{}<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>", paragraph("text"), paragraph("cell"));
    let source = String::from_utf8(
        backissue_package::read::open(&Document::new(&body).bytes(), &Default::default())
            .unwrap()
            .part("word/document.xml")
            .unwrap()
            .unwrap(),
    )
    .unwrap();
    for _ in 0..300 {
        let mut bytes = source.clone().into_bytes();
        for _ in 0..=random() % 4 {
            let at = (random() % bytes.len() as u64) as usize;
            bytes[at] = (random() & 0x7f) as u8;
        }
        let package = Document::default().part("word/document.xml", &bytes).bytes();
        let _ = read(&package, &ReadOptions::default());
    }
    let package = Document::new(&body).bytes();
    for length in (0..package.len()).step_by(7) {
        let _ = read(&package[..length], &ReadOptions::default());
    }
}

//! Any bytes as DOCX: as the package itself when they begin like one, else as the parts of a sound package, with NUL
//! between them. A package that is damaged as a whole seldom gets past its checksums.

#![no_main]

use backissue_convert::model::File;
use backissue_convert::{Format, zipped};

/// How a ZIP archive begins (APPNOTE 4.3.7).
const ARCHIVE: &[u8] = b"PK\x03\x04";

/// The parts that the input may give, in its order, each with its content type and relationship type.
const PARTS: [(&str, &str, &str); 4] = [
    ("document", "document.main", "officeDocument"),
    ("styles", "styles", "styles"),
    ("numbering", "numbering", "numbering"),
    ("footnotes", "footnotes", "footnotes"),
];

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if bytes.starts_with(ARCHIVE) {
        backissue_fuzz::convert(bytes, Format::Docx);
    } else {
        backissue_fuzz::convert(&package(bytes), Format::Docx);
    }
});

fn package(bytes: &[u8]) -> Vec<u8> {
    let mut files = vec![
        File::new("[Content_Types].xml", content_types()),
        File::new("_rels/.rels", relationships(&PARTS[..1], "word/")),
        File::new("word/_rels/document.xml.rels", relationships(&PARTS[1..], "")),
    ];
    let parts = PARTS.iter().zip(bytes.split(|byte| *byte == 0));
    files.extend(parts.map(|((name, ..), part)| File::new(format!("word/{name}.xml"), part)));
    zipped(&files)
}

fn content_types() -> String {
    let kind = "application/vnd.openxmlformats-officedocument.wordprocessingml";
    let part = |(name, content, _): &(&str, &str, &str)| {
        format!("<Override PartName=\"/word/{name}.xml\" ContentType=\"{kind}.{content}+xml\"/>")
    };
    let parts: String = PARTS.iter().map(part).collect();
    let rels = "application/vnd.openxmlformats-package.relationships+xml";
    format!(
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Default Extension=\"rels\" ContentType=\"{rels}\"/>{parts}</Types>"
    )
}

fn relationships(parts: &[(&str, &str, &str)], folder: &str) -> String {
    let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let one = |(name, _, relation): &(&str, &str, &str)| {
        format!("<Relationship Id=\"{name}\" Type=\"{kind}/{relation}\" Target=\"{folder}{name}.xml\"/>")
    };
    let relationships: String = parts.iter().map(one).collect();
    format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
         {relationships}</Relationships>"
    )
}

//! Content in another format that Word imports when it opens the document (ECMA-376 Part 1, 17.17.2): web pages
//! and plain text are read, all else is told.

mod html;
mod mime;
mod web_text;

use backissue_model::{Place, WarningKind};

use crate::markup::Element;
use crate::reading::{Reading, Story};
use mime::Page;

/// What imported content is, by its first bytes: names and media types lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// HTML, whole or a piece.
    Html,
    /// A web archive: HTML in a MIME message (RFC 2557).
    Archive,
    /// Text without markup.
    Plain,
    /// What is not read, by the name that users know it by.
    Foreign(&'static str),
}

/// How far the kind of imported content is looked for, in bytes.
const HEAD: usize = 1024;

/// Reads what a `w:altChunk` names, in its place.
pub fn read(reading: &mut Reading<'_>, story: &mut Story, element: &Element<'_>) {
    let Some(part) = element.relationship("id").and_then(|id| story.relationships.part(id)) else {
        return tell(reading, story, "a missing part");
    };
    let part = part.to_owned();
    let data = match reading.package.part(&part) {
        Ok(Some(data)) => data,
        Ok(None) => return tell(reading, story, &format!("{part}, which is missing,")),
        Err(error) => return tell(reading, story, &format!("{part} ({error})")),
    };
    let page = match kind(&data) {
        Kind::Html => Page { is_html: true, charset: None, data },
        Kind::Plain => Page { is_html: false, charset: None, data },
        Kind::Archive => match mime::page(&data) {
            Some(page) => page,
            None => return tell(reading, story, &format!("{part} (a message without text)")),
        },
        Kind::Foreign(name) => return tell(reading, story, &format!("{part} ({name})")),
    };
    let text = text(reading, &part, &page);
    match page.is_html {
        true => html::read(reading, story, &text),
        false => html::read_plain(reading, story, &text),
    }
}

fn tell(reading: &mut Reading<'_>, story: &Story, what: &str) {
    let message = format!("content imported from {what} is not read");
    reading.warn(WarningKind::Unsupported, story.place(), message);
}

/// The characters of a page; bytes that are none become U+FFFD, which is told.
fn text(reading: &mut Reading<'_>, part: &str, page: &Page) -> String {
    let (text, sound) = web_text::decode(&page.data, page.charset.as_deref());
    if !sound {
        let place = Place::Part { part: part.to_owned(), paragraph: None };
        let message = "bytes that are no text in the page's encoding stand as U+FFFD";
        reading.warn(WarningKind::Undecodable, place, message);
    }
    text
}

fn kind(data: &[u8]) -> Kind {
    let head = String::from_utf8_lossy(&data[..data.len().min(HEAD)]).replace('\0', "").to_ascii_lowercase();
    let head = head.trim_start_matches(['\u{feff}', '\u{fffd}']).trim_start();
    match head {
        _ if head.starts_with("{\\rtf") => Kind::Foreign("RTF"),
        _ if head.starts_with("pk\u{3}\u{4}") => Kind::Foreign("another document"),
        _ if head.starts_with("\u{fffd}\u{fffd}\u{11}") || data.starts_with(b"\xd0\xcf\x11\xe0") => {
            Kind::Foreign("a document of an old Word")
        }
        _ if head.contains("<pkg:package") || head.contains("<w:worddocument") => {
            Kind::Foreign("a document as one XML file")
        }
        _ if head.starts_with('<') => Kind::Html,
        _ if mime::is_message(head) => Kind::Archive,
        _ if head.contains("<html") || head.contains("<p>") => Kind::Html,
        _ if data.iter().take(HEAD).any(|byte| *byte == 0) && !web_text::is_utf16(data) => {
            Kind::Foreign("bytes of no known kind")
        }
        _ => Kind::Plain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_told_by_their_first_bytes() {
        let cases: [(&[u8], Kind); 8] = [
            (b"\xef\xbb\xbf <!DOCTYPE html><p>x", Kind::Html),
            (b"\xff\xfe<\0p\0>\0", Kind::Html),
            (b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n", Kind::Archive),
            (b"{\\rtf1 x}", Kind::Foreign("RTF")),
            (b"PK\x03\x04", Kind::Foreign("another document")),
            (b"<?xml version='1.0'?><pkg:package/>", Kind::Foreign("a document as one XML file")),
            (b"\x01\0\0\x02", Kind::Foreign("bytes of no known kind")),
            (b"One line\nand another", Kind::Plain),
        ];
        for (data, expected) in cases {
            assert_eq!(kind(data), expected, "{}", String::from_utf8_lossy(data));
        }
    }
}

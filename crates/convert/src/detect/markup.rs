//! Text that is markup: JSON, HTML, XML, mail. Whether an issue in JSON is sound is the reader's matter.

use serde::Deserialize;
use serde::de::IgnoredAny;

use super::Detection;
use crate::Format;

const SAVE_PAGE: &str = "open it in a browser or word processor and save it as PDF, DOCX or plain text";

/// What an issue in JSON has at its top, whatever else is wrong with it.
#[derive(Deserialize)]
struct Envelope {
    #[serde(rename = "backissue")]
    _version: IgnoredAny,
}

/// A JSON text: an issue, or something else. A text that begins with a bracket and is no JSON is just text.
pub(super) fn json(bytes: &[u8], promised: Option<Format>) -> Option<Detection> {
    let start = start(bytes);
    if !matches!(start.first(), Some(b'{' | b'[')) {
        return None;
    }
    if serde_json::from_slice::<Envelope>(start).is_ok() {
        return Some(Detection::Readable(Format::Json));
    }
    let sound = serde_json::from_slice::<IgnoredAny>(start).is_ok();
    match (sound, promised) {
        (true, Some(Format::Text)) => None,
        (true, _) => Some(Detection::Foreign {
            found: "JSON that is not an issue",
            advice: "only JSON that this program wrote can be read; its object \"backissue\" is missing",
        }),
        // The reader tells where it is broken.
        (false, Some(Format::Json)) => Some(Detection::Readable(Format::Json)),
        (false, _) => None,
    }
}

/// A document of the web or of mail, by its first words.
pub(super) fn document(bytes: &[u8]) -> Option<Detection> {
    let start = start(bytes);
    let begins =
        |word: &str| start.get(..word.len()).is_some_and(|s| s.eq_ignore_ascii_case(word.as_bytes()));
    let (found, advice) = if begins("<!doctype html") || begins("<html") {
        ("an HTML page", SAVE_PAGE)
    } else if begins("<?xml") || begins("<!doctype") {
        return Some(xml(start));
    } else if begins("MIME-Version:") || begins("From: <Saved by") {
        ("a mail or web archive (MHTML)", SAVE_PAGE)
    } else {
        return None;
    };
    Some(Detection::Foreign { found, advice })
}

/// XML, by the names in its first lines.
fn xml(start: &[u8]) -> Detection {
    let head = &start[..start.len().min(2048)];
    let has = |word: &[u8]| memchr::memmem::find(head, word).is_some();
    let (found, advice) = if has(b"<html") || has(b"<HTML") {
        ("an HTML page", SAVE_PAGE)
    } else if has(b"progid=\"Word.Document\"") || has(b"schemas.microsoft.com/office") {
        ("a Word document as flat XML", "open it in a word processor and save it as DOCX")
    } else if has(b"<office:document") {
        ("an OpenDocument file as flat XML", "open it in a word processor and save it as DOCX")
    } else if has(b"<svg") {
        ("an SVG picture", "print it to PDF and convert that")
    } else if has(b"JATS") || has(b"<article") {
        ("JATS XML", "it is an edition already; convert the file that it was made from")
    } else {
        ("an XML document", "save its text as plain text or DOCX")
    };
    Detection::Foreign { found, advice }
}

/// The bytes without a UTF-8 byte-order mark and white space at their start.
fn start(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_an_issue_by_its_version_and_text_if_it_is_no_json() {
        assert_eq!(
            json(b" {\"issue\": {}, \"backissue\": 1}", None),
            Some(Detection::Readable(Format::Json))
        );
        assert!(matches!(json(b"{\"a\": 1}", None), Some(Detection::Foreign { .. })));
        assert_eq!(json(b"[From our correspondent] The quay", None), None);
        assert_eq!(json(b"{\"backissue\": 1", Some(Format::Json)), Some(Detection::Readable(Format::Json)));
    }

    #[test]
    fn pages_are_told_by_their_first_words_and_text_about_them_is_text() {
        let found = |text: &str| match document(text.as_bytes()) {
            Some(Detection::Foreign { found, .. }) => found,
            _ => "text",
        };
        assert_eq!(found("\u{feff}\n<!DOCTYPE HTML>\n<html>"), "an HTML page");
        assert_eq!(found("<?xml version=\"1.0\"?>\n<article>"), "JATS XML");
        assert_eq!(found("<script> is an element of <html>"), "text");
    }
}

//! Web archives: the page in a MIME message (RFC 2045, RFC 2046, RFC 2557). Pictures and other parts are left
//! alone, and no address in it is followed.

use base64::Engine as _;
use base64::engine::GeneralPurpose;
use base64::engine::general_purpose::NO_PAD;
use memchr::{memchr, memmem};

/// A page, as a message or a part of the package holds it.
#[derive(Debug, PartialEq, Eq)]
pub struct Page {
    /// Whether it is HTML; else it is plain text.
    pub is_html: bool,
    /// The name of its encoding, if what is around it says it.
    pub charset: Option<String>,
    /// Its bytes, without transfer encoding.
    pub data: Vec<u8>,
}

/// Multiparts in one another. Word nests two; a message can nest as many as it has bytes.
const DEPTH: usize = 8;
/// Parts of one multipart that are looked at.
const PARTS: usize = 10_000;

/// Whether a text, in lower case, begins with the headers of a message.
pub fn is_message(head: &str) -> bool {
    let headers = head.lines().take_while(|line| !line.trim().is_empty());
    let starts = head.starts_with("mime-version:")
        || head.starts_with("from:")
        || head.starts_with("content-")
        || head.starts_with("subject:");
    starts && headers.into_iter().any(|line| line.starts_with("content-type:"))
}

/// The first page of a message, HTML before plain text.
pub fn page(message: &[u8]) -> Option<Page> {
    let mut pages = Vec::new();
    collect(message, 0, &mut pages);
    let html = pages.iter().position(|page| page.is_html).unwrap_or(0);
    (html < pages.len()).then(|| pages.swap_remove(html))
}

fn collect(entity: &[u8], depth: usize, pages: &mut Vec<Page>) {
    let (headers, body) = split_headers(entity);
    let (media_type, parameters) = content_type(&headers);
    if media_type.starts_with("multipart/") && depth < DEPTH {
        let Some(boundary) = parameter(&parameters, "boundary") else { return };
        parts(body, &boundary).into_iter().for_each(|part| collect(part, depth + 1, pages));
        return;
    }
    if matches!(media_type.as_str(), "text/html" | "application/xhtml+xml" | "text/plain") {
        let data = decoded(body, &header(&headers, "content-transfer-encoding").unwrap_or_default());
        let charset = parameter(&parameters, "charset");
        pages.push(Page { is_html: media_type != "text/plain", charset, data });
    }
}

/// The headers, a line each with continuations joined, and the body.
fn split_headers(entity: &[u8]) -> (Vec<String>, &[u8]) {
    let ends =
        [&b"\r\n\r\n"[..], b"\n\n"].map(|blank| memmem::find(entity, blank).map(|at| (at, at + blank.len())));
    let (end, body) = ends.into_iter().flatten().min().unwrap_or((entity.len(), entity.len()));
    let mut headers: Vec<String> = Vec::new();
    for line in String::from_utf8_lossy(&entity[..end]).lines() {
        match headers.last_mut() {
            Some(last) if line.starts_with([' ', '\t']) => last.push_str(line),
            _ => headers.push(line.to_owned()),
        }
    }
    (headers, &entity[body..])
}

fn header(headers: &[String], name: &str) -> Option<String> {
    let fields = headers.iter().filter_map(|line| line.split_once(':'));
    let mut values = fields.filter(|(field, _)| field.trim().eq_ignore_ascii_case(name));
    values.next().map(|(_, value)| value.trim().to_owned())
}

/// The media type in lower case, and its parameters as written.
fn content_type(headers: &[String]) -> (String, String) {
    let value = header(headers, "content-type").unwrap_or_default();
    let (media_type, parameters) = value.split_once(';').unwrap_or((&value, ""));
    (media_type.trim().to_ascii_lowercase(), parameters.to_owned())
}

fn parameter(parameters: &str, name: &str) -> Option<String> {
    let mut pairs = parameters.split(';').filter_map(|pair| pair.split_once('='));
    let (_, value) = pairs.find(|(key, _)| key.trim().eq_ignore_ascii_case(name))?;
    let value = value.trim().trim_matches('"');
    (!value.is_empty()).then(|| value.to_owned())
}

/// The parts between boundary lines (RFC 2046, 5.1.1).
fn parts<'a>(body: &'a [u8], boundary: &str) -> Vec<&'a [u8]> {
    let delimiter = format!("--{boundary}");
    let mut parts = Vec::new();
    let mut rest = body;
    let mut inside = false;
    while parts.len() < PARTS {
        let Some(at) = memmem::find(rest, delimiter.as_bytes()) else { break };
        if inside {
            parts.push(trim_line_end(&rest[..at]));
        }
        rest = &rest[at + delimiter.len()..];
        if rest.starts_with(b"--") {
            return parts;
        }
        rest = &rest[memchr(b'\n', rest).map_or(rest.len(), |end| end + 1)..];
        inside = true;
    }
    // A message that was cut off ends within its last part.
    if inside && !rest.is_empty() {
        parts.push(rest);
    }
    parts
}

fn trim_line_end(data: &[u8]) -> &[u8] {
    let data = data.strip_suffix(b"\n").unwrap_or(data);
    data.strip_suffix(b"\r").unwrap_or(data)
}

fn decoded(body: &[u8], encoding: &str) -> Vec<u8> {
    match encoding.to_ascii_lowercase().as_str() {
        "quoted-printable" => quoted_printable(body),
        "base64" => base64(body),
        _ => body.to_vec(),
    }
}

/// RFC 2045, 6.7. What is no code stands as it is.
fn quoted_printable(body: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(body.len());
    let mut rest = body;
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        match (byte, after) {
            (b'=', [b'\r', b'\n', ..]) => rest = &after[2..],
            (b'=', [b'\n', ..]) => rest = &after[1..],
            (b'=', [high, low, ..]) => match (digit(*high), digit(*low)) {
                (Some(high), Some(low)) => {
                    out.push(high << 4 | low);
                    rest = &after[2..];
                }
                _ => out.push(byte),
            },
            _ => out.push(byte),
        }
    }
    out
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).map(|digit| digit as u8)
}

/// RFC 2045, 6.8: all but the alphabet is passed over, and what is broken ends it.
fn base64(body: &[u8]) -> Vec<u8> {
    let lenient = NO_PAD.with_decode_allow_trailing_bits(true);
    let engine = GeneralPurpose::new(&base64::alphabet::STANDARD, lenient);
    let letters = body.iter().copied().take_while(|byte| *byte != b'=');
    let mut letters: Vec<u8> =
        letters.filter(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/')).collect();
    if letters.len() % 4 == 1 {
        letters.pop();
    }
    engine.decode(letters).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_is_found_in_nested_parts_and_decoded() {
        let message = b"MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n boundary=\"b 1\"\r\n\r\nx\r\n--b 1\r\n\
            Content-Type: multipart/alternative; boundary=in\r\n\r\n--in\r\nContent-Type: text/plain\r\n\r\nplain\r\n\
            --in\r\nContent-Type: text/html; charset=\"utf-8\"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
            <p>caf=C3=A9 =\r\nau lait=3D1\r\n--in--\r\n--b 1\r\nContent-Type: image/png\r\n\r\nxx\r\n--b 1--\r\n";
        let page = page(message).expect("there is a page");
        assert_eq!((page.is_html, page.charset.as_deref()), (true, Some("utf-8")));
        assert_eq!(String::from_utf8_lossy(&page.data), "<p>café au lait=1");
        assert!(is_message(&String::from_utf8_lossy(message).to_ascii_lowercase()));
    }

    #[test]
    fn transfer_encodings_are_lenient() {
        assert_eq!(quoted_printable(b"a=ZZ=4"), b"a=ZZ=4");
        assert_eq!(base64(b"aGVs\r\nbG8=\r\n"), b"hello");
        assert_eq!(base64(b"aGVsb!"), b"hel");
    }

    #[test]
    fn messages_without_text_or_end_do_no_harm() {
        assert_eq!(page(b"Content-Type: image/png\n\nx"), None);
        let cut =
            page(b"Content-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n<p>x");
        assert_eq!(cut.map(|page| page.data), Some(b"<p>x".to_vec()));
        let nested = "Content-Type: multipart/related; boundary=b\n\n--b\n".repeat(5_000);
        assert_eq!(page(nested.as_bytes()), None);
    }
}

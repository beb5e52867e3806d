//! The characters of a web page: by its byte order mark, by what was said of it outside, by what it says itself
//! (HTML, "Determining the character encoding"). What the characters mean is no matter of this module.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// How far a page is looked through for what it says of its encoding, in bytes (HTML, "prescan a byte stream").
const HEAD: usize = 1024;

/// The text of a page, and whether all its bytes were text. `charset` is what the message around it says.
pub fn decode(data: &[u8], charset: Option<&str>) -> (String, bool) {
    let encoding = Encoding::for_bom(data)
        .map(|(encoding, _)| encoding)
        .or_else(|| by_shape(data))
        .or_else(|| Encoding::for_label(charset?.as_bytes()))
        .or_else(|| declared(data))
        .unwrap_or_else(|| if str::from_utf8(data).is_ok() { UTF_8 } else { WINDOWS_1252 });
    let (text, _, faulty) = encoding.decode(data);
    (text.into_owned(), !faulty)
}

/// Whether a text is in UTF-16, with a byte order mark or without.
pub fn is_utf16(data: &[u8]) -> bool {
    let marked = Encoding::for_bom(data).is_some_and(|(encoding, _)| encoding != UTF_8);
    marked || by_shape(data).is_some()
}

/// UTF-16 without a mark: markup begins with a `<` and a zero byte beside it.
fn by_shape(data: &[u8]) -> Option<&'static Encoding> {
    match data {
        [b'<', 0, ..] => Some(UTF_16LE),
        [0, b'<', ..] => Some(UTF_16BE),
        _ => None,
    }
}

/// `charset=` in a `meta` element, or `encoding=` in an XML declaration.
fn declared(data: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&data[..data.len().min(HEAD)]).to_ascii_lowercase();
    let after = ["charset=", "encoding="].iter().find_map(|key| head.split_once(key))?.1;
    let label = after.trim_start_matches(['"', '\'', ' ']);
    let end = label.find(['"', '\'', ' ', ';', '>', '/', '?']).unwrap_or(label.len());
    // A page that says UTF-16 in ASCII is not in UTF-16.
    let encoding = Encoding::for_label(&label.as_bytes()[..end])?;
    Some(if encoding.is_ascii_compatible() { encoding } else { UTF_8 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_say_their_encoding_in_several_places() {
        let read = |data: &[u8], charset| decode(data, charset).0;
        assert_eq!(read(b"<meta charset='gb2312'>\xba\xc3", None), "<meta charset='gb2312'>\u{597d}");
        assert_eq!(read(b"caf\xe9", Some("iso-8859-1")), "café");
        assert_eq!(read(b"caf\xe9 \x93", None), "café “");
        assert_eq!(read("\u{feff}café".as_bytes(), Some("windows-1252")), "café");
        assert_eq!(read(b"<\0p\0>\0", None), "<p>");
        assert_eq!(read("<meta charset=utf-16>é".as_bytes(), None), "<meta charset=utf-16>é");
    }
}

//! The encoding of an XML part: UTF-8 or UTF-16 (ECMA-376 Part 2, 6.2.5), and what broken producers write besides.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// How far the XML declaration is looked for, in bytes.
const DECLARATION: usize = 200;

/// The text of an XML part, without a byte order mark, and whether all its bytes were text.
pub fn decode(data: Vec<u8>) -> (String, bool) {
    let encoding = encoding_of(&data);
    if encoding != UTF_8 {
        let (text, _, faulty) = encoding.decode(&data);
        return (text.into_owned(), !faulty);
    }
    match String::from_utf8(data) {
        Ok(mut text) => {
            if text.starts_with('\u{feff}') {
                text.drain(..'\u{feff}'.len_utf8());
            }
            (text, true)
        }
        Err(error) => {
            let (text, _, _) = UTF_8.decode(error.as_bytes());
            (text.into_owned(), false)
        }
    }
}

/// By the byte order mark, else by the shape of `<?` (XML 1.0, appendix F), else by the declaration.
fn encoding_of(data: &[u8]) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(data) {
        return encoding;
    }
    match data {
        [b'<', 0, ..] => UTF_16LE,
        [0, b'<', ..] => UTF_16BE,
        _ => declared_encoding(data).unwrap_or(UTF_8),
    }
}

fn declared_encoding(data: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&data[..data.len().min(DECLARATION)]);
    let declaration = head.strip_prefix("<?xml")?.split("?>").next()?;
    let value = declaration.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let mut rest = value.chars();
    let quote = rest.next()?;
    let label = rest.as_str().split(quote).next()?;
    // A part in UTF-16 would have been seen by its shape: the declaration of one that is not lies.
    Encoding::for_label(label.as_bytes()).filter(|encoding| encoding.is_ascii_compatible())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_declaration_may_open_with_any_character() {
        assert_eq!(declared_encoding(b"<?xml encoding=\"koi8-r\"?>").map(Encoding::name), Some("KOI8-R"));
        assert_eq!(declared_encoding(b"<?xml encoding=\xffkoi8-r\xff?>").map(Encoding::name), Some("KOI8-R"));
        assert_eq!(declared_encoding("<?xml encoding=é?>".as_bytes()), None);
        assert_eq!(declared_encoding(b"<?xml encoding="), None);
    }
}

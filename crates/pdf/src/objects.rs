//! Reading values out of PDF objects: references followed, wrong types forgiven.
//!
//! Each function answers `None` for what is missing or of another type: a damaged value is no reason to stop.

use lopdf::{Dictionary, Document, Object};

/// The object itself, references followed; `Null` when it is missing.
pub(crate) fn resolve<'a>(document: &'a Document, object: &'a Object) -> &'a Object {
    document.dereference(object).map_or(&Object::Null, |(_, object)| object)
}

/// A value of a dictionary, references followed; `None` when it is missing or null.
pub(crate) fn get<'a>(document: &'a Document, dict: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
    let object = resolve(document, dict.get(key).ok()?);
    (!matches!(object, Object::Null)).then_some(object)
}

/// A dictionary in a dictionary; of a stream, its dictionary.
pub(crate) fn dict<'a>(document: &'a Document, dict: &'a Dictionary, key: &[u8]) -> Option<&'a Dictionary> {
    as_dict(get(document, dict, key)?)
}

/// An array in a dictionary.
pub(crate) fn array<'a>(document: &'a Document, dict: &'a Dictionary, key: &[u8]) -> Option<&'a [Object]> {
    match get(document, dict, key)? {
        Object::Array(items) => Some(items),
        _ => None,
    }
}

/// A name in a dictionary.
pub(crate) fn name<'a>(document: &'a Document, dict: &'a Dictionary, key: &[u8]) -> Option<&'a [u8]> {
    as_name(get(document, dict, key)?)
}

/// A number in a dictionary.
pub(crate) fn number(document: &Document, dict: &Dictionary, key: &[u8]) -> Option<f32> {
    as_number(get(document, dict, key)?)
}

/// An integer in a dictionary.
pub(crate) fn integer(document: &Document, dict: &Dictionary, key: &[u8]) -> Option<i64> {
    match get(document, dict, key)? {
        Object::Integer(value) => Some(*value),
        Object::Real(value) => Some(*value as i64),
        _ => None,
    }
}

/// The bytes of a string in a dictionary.
pub(crate) fn string<'a>(document: &'a Document, dict: &'a Dictionary, key: &[u8]) -> Option<&'a [u8]> {
    match get(document, dict, key)? {
        Object::String(bytes, _) => Some(bytes),
        _ => None,
    }
}

/// A truth value in a dictionary; `false` when missing.
pub(crate) fn is_true(document: &Document, dict: &Dictionary, key: &[u8]) -> bool {
    matches!(get(document, dict, key), Some(Object::Boolean(true)))
}

/// `N` numbers in an array of a dictionary.
pub(crate) fn numbers<const N: usize>(
    document: &Document,
    dict: &Dictionary,
    key: &[u8],
) -> Option<[f32; N]> {
    let items = array(document, dict, key)?;
    let mut out = [0.0; N];
    for (value, item) in out.iter_mut().zip(items.get(..N)?) {
        *value = as_number(resolve(document, item))?;
    }
    Some(out)
}

/// A rectangle in a dictionary: left, bottom, right, top, in whatever order the file gives the corners.
pub(crate) fn rect(document: &Document, dict: &Dictionary, key: &[u8]) -> Option<[f32; 4]> {
    let [x0, y0, x1, y1] = numbers::<4>(document, dict, key)?;
    let rect = [x0.min(x1), y0.min(y1), x0.max(x1), y0.max(y1)];
    rect.iter().all(|n| n.is_finite()).then_some(rect)
}

/// An object as a number.
pub(crate) fn as_number(object: &Object) -> Option<f32> {
    match object {
        Object::Integer(value) => Some(*value as f32),
        Object::Real(value) => Some(*value),
        _ => None,
    }
}

/// An object as a name.
pub(crate) fn as_name(object: &Object) -> Option<&[u8]> {
    match object {
        Object::Name(name) => Some(name),
        _ => None,
    }
}

/// An object as a dictionary; of a stream, its dictionary.
pub(crate) fn as_dict(object: &Object) -> Option<&Dictionary> {
    match object {
        Object::Dictionary(dict) => Some(dict),
        Object::Stream(stream) => Some(&stream.dict),
        _ => None,
    }
}

/// A text string (ISO 32000-2, 7.9.2.2): UTF-16 or UTF-8 with a byte order mark, else PDFDocEncoding.
pub(crate) fn text_string(bytes: &[u8]) -> String {
    if bytes.starts_with(&[0xFE, 0xFF]) {
        return utf16(&bytes[2..], u16::from_be_bytes);
    }
    if bytes.starts_with(&[0xFF, 0xFE]) {
        return utf16(&bytes[2..], u16::from_le_bytes);
    }
    if let Some(utf8) = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]) {
        return String::from_utf8_lossy(utf8).into_owned();
    }
    bytes.iter().map(|&byte| pdf_doc_char(byte)).collect()
}

/// UTF-16 in the byte order that `unit` reads; escape sequences for language (U+001B) are left out.
fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
    let text = String::from_utf16_lossy(&units);
    // A language code stands between two escapes (ISO 32000-2, 7.9.2.2.2): every second piece is one.
    text.split('\u{1b}').step_by(2).collect()
}

/// PDFDocEncoding (ISO 32000-2, annex D.3): Latin 1 but for two rows.
fn pdf_doc_char(byte: u8) -> char {
    const ROW_18: [char; 8] = ['˘', 'ˇ', 'ˆ', '˙', '˝', '˛', '˚', '˜'];
    const ROW_80: [char; 33] = [
        '•', '†', '‡', '…', '—', '–', 'ƒ', '⁄', '‹', '›', '−', '‰', '„', '“', '”', '‘', '’', '‚', '™', 'ﬁ',
        'ﬂ', 'Ł', 'Œ', 'Š', 'Ÿ', 'Ž', 'ı', 'ł', 'œ', 'š', 'ž', '\u{fffd}', '€',
    ];
    match byte {
        0x18..=0x1f => ROW_18[usize::from(byte - 0x18)],
        0x80..=0xa0 => ROW_80[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_strings_in_three_encodings() {
        assert_eq!(text_string(b"\xfe\xff\x59\x29\x5e\x9c"), "天府");
        assert_eq!(text_string(b"\xff\xfe\x29\x59"), "天");
        assert_eq!(text_string(b"\xef\xbb\xbf\xe5\xa4\xa9"), "天");
        assert_eq!(text_string(b"\x84 \xe9\xa0"), "— é€");
        assert_eq!(text_string(b"\xfe\xff\0\x1b\0e\0n\0\x1b\0A"), "A");
    }

    #[test]
    fn corners_of_a_rectangle_come_in_any_order() {
        let document = Document::new();
        let corners = [600, 800, 0, 10].map(Object::Integer).to_vec();
        let dict = Dictionary::from_iter([("MediaBox", Object::Array(corners))]);
        assert_eq!(rect(&document, &dict, b"MediaBox"), Some([0.0, 10.0, 600.0, 800.0]));
        assert_eq!(rect(&document, &dict, b"CropBox"), None);
    }
}

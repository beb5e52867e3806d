//! `ToUnicode` maps (ISO 32000-2, 9.10.3), and which of their entries are not to be believed.

use std::borrow::Cow;

use hayro_cmap::{BfString, CMap};
use lopdf::{Dictionary, Document, Object};

use crate::filters;
use crate::limits::MAX_STREAM_BYTES;
use crate::objects::get;

/// A map from codes to text.
pub(crate) enum ToUnicode {
    /// One to be believed.
    Map(Box<CMap>),
    /// One that maps every code to itself: right where codes are Unicode, nonsense where they are glyph numbers.
    Identity,
}

/// Codes that an identity map sends to themselves: spread over all of two bytes, so that no honest map has them all.
const PROBES: [u32; 8] = [0x0003, 0x0024, 0x0142, 0x0450, 0x1357, 0x4E00, 0x8123, 0xC0DE];

/// The map of a font; a named one (`/ToUnicode /Identity-H`) is an identity.
pub(crate) fn of(document: &Document, font: &Dictionary) -> Option<ToUnicode> {
    match get(document, font, b"ToUnicode")? {
        Object::Stream(stream) => parse(&filters::decode(document, stream, MAX_STREAM_BYTES).data),
        Object::Name(name) if name.starts_with(b"Identity") => Some(ToUnicode::Identity),
        _ => None,
    }
}

fn parse(data: &[u8]) -> Option<ToUnicode> {
    let map = CMap::parse(&spaced(data), hayro_cmap::load_embedded)?;
    let is_identity =
        PROBES.iter().all(|&code| map.lookup_bf_string(code) == char::from_u32(code).map(BfString::Char));
    Some(if is_identity { ToUnicode::Identity } else { ToUnicode::Map(Box::new(map)) })
}

/// Puts a space behind each word that ends a section: some writers let the next number or word follow at once.
fn spaced(data: &[u8]) -> Cow<'_, [u8]> {
    const ENDS: [&[u8]; 3] = [b"endcodespacerange", b"endbfchar", b"endbfrange"];
    let mut out = Cow::Borrowed(data);
    for end in ENDS {
        let glued = |data: &[u8]| {
            let mut ends = memchr::memmem::find_iter(data, end).map(|at| at + end.len());
            ends.find(|&at| data.get(at).is_some_and(u8::is_ascii_alphanumeric))
        };
        // Each section is mended once: files that have the fault have one section of each kind.
        if let Some(at) = glued(&out) {
            out.to_mut().insert(at, b' ');
        }
    }
    out
}

impl ToUnicode {
    /// The text of a code; `None` when the map has none worth believing, as an identity has not.
    pub(crate) fn text(&self, code: u32) -> Option<String> {
        let Self::Map(map) = self else {
            return None;
        };
        let text = match map.lookup_bf_string(code)? {
            BfString::Char(c) => c.to_string(),
            BfString::String(text) => text,
        };
        // Some writers end each target with a zero.
        let text = text.trim_end_matches('\0');
        (!text.is_empty() && text.chars().all(is_believable)).then(|| text.to_owned())
    }
}

/// The character that a code is, where an identity map is to be believed for want of anything better.
pub(crate) fn code_itself(code: u32) -> Option<String> {
    char::from_u32(code).filter(|&c| is_believable(c)).map(String::from)
}

fn is_believable(c: char) -> bool {
    c != char::REPLACEMENT_CHARACTER && (!c.is_control() || c.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn map(body: &str) -> Option<ToUnicode> {
        parse(format!("1 begincodespacerange <0000> <FFFF> endcodespacerange\n{body}").as_bytes())
    }

    #[test]
    fn characters_ranges_arrays_and_surrogates() {
        let map = map("1 beginbfchar <0001> <00660069> endbfchar
             2 beginbfrange <0010> <0012> <0041> <0020> <0021> [<4E00> <D842DFB7>] endbfrange")
        .unwrap();
        let texts: Vec<_> = [1, 0x11, 0x20, 0x21, 0x99].map(|code| map.text(code)).to_vec();
        let expected = [Some("fi"), Some("B"), Some("一"), Some("\u{20bb7}"), None];
        assert_eq!(texts, expected.map(|text| text.map(str::to_owned)));
    }

    #[test]
    fn zeros_and_controls_are_not_believed() {
        let map = map("3 beginbfchar <01> <0000> <02> <0007> <03> <00410000> endbfchar").unwrap();
        assert_eq!([1, 2, 3].map(|code| map.text(code)), [None, None, Some("A".to_owned())]);
    }

    #[test]
    fn words_may_be_glued_to_what_follows() {
        let map =
            parse(b"1 begincodespacerange<20><21>endcodespacerange1 beginbfchar<20><00DC>endbfcharendcmap");
        assert_eq!(map.unwrap().text(0x20).as_deref(), Some("\u{dc}"));
    }

    #[test]
    fn an_identity_map_is_broken() {
        let identity = map("1 beginbfrange <0000> <FFFF> <0000> endbfrange").unwrap();
        assert_eq!((identity.text(0x41), code_itself(0x41).as_deref()), (None, Some("A")));
        let ascii = map("1 beginbfrange <0020> <007E> <0020> endbfrange").unwrap();
        assert_eq!(ascii.text(0x41).as_deref(), Some("A"));
    }
}

//! The predefined CMaps and the character collections (ISO 32000-2, 9.7.5.2), by way of `hayro-cmap`'s tables.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use encoding_rs::{BIG5, EUC_JP, EUC_KR, Encoding, GB18030, SHIFT_JIS};
use hayro_cmap::{BfString, CMap, CMapName, CidFamily};

use super::codespace::{Codespace, LeadBytes};
use super::is_private;

/// Predefined CMaps, each parsed once per document.
#[derive(Default)]
pub(crate) struct CMaps(Mutex<BTreeMap<Vec<u8>, Option<Arc<CMap>>>>);

impl CMaps {
    /// A predefined CMap by its name; `None` when there is none of that name.
    pub(crate) fn get(&self, name: &[u8]) -> Option<Arc<CMap>> {
        let mut cmaps = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = cmaps.get(name) {
            return known.clone();
        }
        let data = hayro_cmap::load_embedded(CMapName::from_bytes(name));
        let cmap = data.and_then(|data| CMap::parse(data, hayro_cmap::load_embedded)).map(Arc::new);
        cmaps.insert(name.to_vec(), cmap.clone());
        cmap
    }

    /// The map from CIDs of a collection to Unicode.
    pub(crate) fn ucs2(&self, family: &CidFamily) -> Option<Arc<CMap>> {
        self.get(family.ucs2_cmap()?.to_bytes())
    }
}

/// How the codes of a predefined CMap spell text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Spelling {
    /// The code is Unicode.
    Unicode(Form),
    /// The code is of a legacy character set: by way of the CID, else by the character set.
    Legacy(&'static Encoding),
    /// The code is the CID.
    Identity,
}

/// Encoding forms of Unicode.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// 8 bits.
    Utf8,
    /// 16 bits, UCS-2 among them.
    Utf16,
    /// 32 bits.
    Utf32,
}

/// What the name of a predefined CMap says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Predefined {
    /// How strings are cut.
    pub(crate) codespace: Codespace,
    /// How codes spell.
    pub(crate) spelling: Spelling,
    /// The collection of its CIDs; `None` for the identity CMaps.
    pub(crate) family: Option<CidFamily>,
}

/// What the name of a predefined CMap says; `None` when it is the name of none.
pub(crate) fn by_name(name: &[u8]) -> Option<Predefined> {
    let text = std::str::from_utf8(name).ok()?;
    let stem = text.strip_suffix("-H").or_else(|| text.strip_suffix("-V")).unwrap_or(text);
    let (codespace, spelling) = match stem {
        "Identity" => (Codespace::TwoBytes, Spelling::Identity),
        _ if stem.starts_with("Uni") => unicode_form(stem)?,
        "H" | "V" => (Codespace::TwoBytes, Spelling::Legacy(EUC_JP)),
        "EUC" => lead(LeadBytes::FromA1, EUC_JP),
        _ if stem.contains("RKSJ") => lead(LeadBytes::ShiftJis, SHIFT_JIS),
        "GBK2K" => lead(LeadBytes::Gb18030, GB18030),
        "GB-EUC" | "GBpc-EUC" => lead(LeadBytes::FromA1, GB18030),
        "GBK-EUC" | "GBKp-EUC" => lead(LeadBytes::From81, GB18030),
        "CNS-EUC" => lead(LeadBytes::CnsEuc, BIG5),
        _ if stem.contains("-B5") || stem == "B5pc" => lead(LeadBytes::From81, BIG5),
        "KSC-EUC" | "KSCpc-EUC" => lead(LeadBytes::FromA1, EUC_KR),
        _ if stem.starts_with("KSCms-UHC") => lead(LeadBytes::From81, EUC_KR),
        _ => return None,
    };
    Some(Predefined { codespace, spelling, family: family_of(stem) })
}

fn lead(lead: LeadBytes, encoding: &'static Encoding) -> (Codespace, Spelling) {
    (Codespace::Lead(lead), Spelling::Legacy(encoding))
}

fn unicode_form(stem: &str) -> Option<(Codespace, Spelling)> {
    let (codespace, form) = match stem {
        _ if stem.contains("UTF8") => (Codespace::Utf8, Form::Utf8),
        _ if stem.contains("UTF32") => (Codespace::Utf32, Form::Utf32),
        _ if stem.contains("UTF16") => (Codespace::Utf16, Form::Utf16),
        _ if stem.contains("UCS2") => (Codespace::TwoBytes, Form::Utf16),
        _ => return None,
    };
    Some((codespace, Spelling::Unicode(form)))
}

fn family_of(stem: &str) -> Option<CidFamily> {
    match stem {
        "Identity" => None,
        _ if stem.contains("GB") => Some(CidFamily::AdobeGB1),
        _ if stem.contains("CNS") || stem.contains("B5") => Some(CidFamily::AdobeCNS1),
        _ if stem.contains("KS") && !stem.contains("RKSJ") => Some(CidFamily::AdobeKorea1),
        _ => Some(CidFamily::AdobeJapan1),
    }
}

/// The text of a code that spells Unicode out; `None` for half a surrogate pair and the like.
pub(crate) fn unicode_text(form: Form, code: u32, length: usize) -> Option<String> {
    let bytes = code.to_be_bytes();
    let bytes = &bytes[4 - length.min(4)..];
    let c = match form {
        Form::Utf8 => std::str::from_utf8(bytes).ok()?.chars().next()?,
        Form::Utf32 => char::from_u32(code)?,
        Form::Utf16 => {
            let units = bytes.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
            char::decode_utf16(units).next()?.ok()?
        }
    };
    (c != '\0').then(|| c.to_string())
}

/// The text of a CID in its collection: without variation selectors, which tell a form and no character.
pub(crate) fn cid_text(ucs2: &CMap, cid: u32) -> Option<String> {
    let text = match ucs2.lookup_bf_string(cid)? {
        BfString::Char(c) => c.to_string(),
        BfString::String(text) => text.chars().filter(|&c| !is_variation_selector(c)).collect(),
    };
    let usable = !text.is_empty() && !text.chars().any(|c| is_private(c) || c == '\0' || c == '\u{fffd}');
    usable.then_some(text)
}

fn is_variation_selector(c: char) -> bool {
    matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

/// The text of a code in a legacy character set.
pub(crate) fn legacy_text(encoding: &'static Encoding, code: u32, length: usize) -> Option<String> {
    let bytes = code.to_be_bytes();
    let bytes = &bytes[4 - length.min(4)..];
    let (text, malformed) = encoding.decode_without_bom_handling(bytes);
    (!malformed && !text.is_empty()).then(|| text.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Text of a string of two-byte codes in a predefined CMap, by way of the CIDs.
    fn by_cid(name: &[u8], bytes: &[u8]) -> String {
        let cmaps = CMaps::default();
        let predefined = by_name(name).unwrap();
        let (cmap, ucs2) = (cmaps.get(name).unwrap(), cmaps.ucs2(&predefined.family.unwrap()).unwrap());
        let codes = bytes.chunks_exact(2).map(|pair| u32::from(u16::from_be_bytes([pair[0], pair[1]])));
        codes.filter_map(|code| cid_text(&ucs2, cmap.lookup_cid_code(code, 2)?)).collect()
    }

    #[test]
    fn four_collections() {
        assert_eq!(by_cid(b"GBK-EUC-H", b"\xc8\xcb\xc3\xf1"), "人民");
        assert_eq!(by_cid(b"ETen-B5-H", b"\xa4\xa4\xa5\xa1"), "中央");
        assert_eq!(by_cid(b"90ms-RKSJ-H", b"\x90\x56\x95\xb7"), "新聞");
        assert_eq!(by_cid(b"KSCms-UHC-H", b"\xbd\xc5\xb9\xae"), "신문");
    }

    #[test]
    fn names_tell_spelling_and_collection() {
        let spelling = |name: &[u8]| by_name(name).map(|found| (found.spelling, found.family));
        assert_eq!(
            spelling(b"UniJIS2004-UTF32-V"),
            Some((Spelling::Unicode(Form::Utf32), Some(CidFamily::AdobeJapan1)))
        );
        assert_eq!(
            spelling(b"UniKS-UCS2-H"),
            Some((Spelling::Unicode(Form::Utf16), Some(CidFamily::AdobeKorea1)))
        );
        assert_eq!(spelling(b"GBpc-EUC-V"), Some((Spelling::Legacy(GB18030), Some(CidFamily::AdobeGB1))));
        assert_eq!(spelling(b"HKscs-B5-H"), Some((Spelling::Legacy(BIG5), Some(CidFamily::AdobeCNS1))));
        assert_eq!(spelling(b"Identity-V"), Some((Spelling::Identity, None)));
        assert_eq!(spelling(b"OneByteIdentityH"), None);
    }

    #[test]
    fn codes_that_are_text_themselves() {
        assert_eq!(unicode_text(Form::Utf16, 0xD842_DFB7, 4).as_deref(), Some("𠮷"));
        assert_eq!(unicode_text(Form::Utf8, 0xE5_A4A9, 3).as_deref(), Some("天"));
        assert_eq!(unicode_text(Form::Utf16, 0xD842, 2), None);
        assert_eq!(legacy_text(GB18030, 0xC8CB, 2).as_deref(), Some("人"));
        assert_eq!(legacy_text(GB18030, 0xFF, 1), None);
    }
}

//! Composite fonts (ISO 32000-2, 9.7): codes of several bytes, by way of CIDs.

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use hayro_cmap::{CMap, CidFamily, WritingMode};
use lopdf::{Dictionary, Document, Object};
use skrifa::GlyphId;

use super::codespace::{self, Codespace};
use super::predefined::{self, CMaps, Spelling, cid_text, legacy_text, unicode_text};
use super::program::{self, Program};
use super::to_unicode::{self, ToUnicode};
use super::widths::{self, CidWidths};
use super::{Code, best, entry, face};
use crate::limits::MAX_STREAM_BYTES;
use crate::objects::{dict, get, name, string};
use crate::repairs::Shown;
use crate::{Repairs, filters};

/// A composite font.
pub(crate) struct Composite {
    /// Whether it writes downwards.
    pub(crate) vertical: bool,
    codespace: Codespace,
    spelling: Spelling,
    /// From codes to CIDs; none when codes are CIDs.
    cmap: Option<Arc<CMap>>,
    /// The horizontal sister of a vertical CMap, which knows upright forms of punctuation.
    upright: Option<Arc<CMap>>,
    /// From CIDs of the collection to Unicode.
    ucs2: Option<Arc<CMap>>,
    /// The collection as repairs may rely on it: that of the glyphs, or by the name of the font.
    shown_family: Option<CidFamily>,
    to_unicode: Option<ToUnicode>,
    program: Option<Program>,
    cid_to_gid: CidToGid,
    widths: CidWidths,
    repairs: Repairs,
    one_byte: Row,
    two_bytes: Vec<OnceLock<Row>>,
}

/// The codes with the same first byte, each worked out when it is shown first.
type Row = Box<[OnceLock<Box<Code>>]>;

/// `CIDToGIDMap` (ISO 32000-2, table 115).
enum CidToGid {
    /// By the program's own charset, or the same number.
    Program,
    /// Two bytes for each CID.
    Table(Vec<u8>),
}

/// Loads a composite font and its only descendant.
pub(crate) fn load(
    document: &Document,
    font: &Dictionary,
    descendant: &Dictionary,
    cmaps: &CMaps,
    repairs: Repairs,
) -> Composite {
    let descriptor = dict(document, descendant, b"FontDescriptor");
    let encoding = read_encoding(document, font, cmaps);
    let family = stated_family(document, descendant)
        .or(encoding.family)
        .or_else(|| descriptor.and_then(|descriptor| family_by_style(document, descriptor)));
    let mut cmap = encoding.cmap;
    if cmap.is_none() && matches!(encoding.spelling, Spelling::Unicode(_)) {
        // Rare names that the tables lack: their CIDs, needed for widths only, are those of the UTF-16 sister.
        cmap = family.as_ref().and_then(|family| cmaps.get(family.unicode_cmap()?.to_bytes()));
    }
    Composite {
        vertical: encoding.vertical,
        codespace: encoding.codespace,
        spelling: encoding.spelling,
        cmap,
        upright: encoding.upright,
        ucs2: family.as_ref().and_then(|family| cmaps.ucs2(family)),
        shown_family: family
            .or_else(|| face::is_gbk_by_name(&face::label(document, font)).then_some(CidFamily::AdobeGB1)),
        to_unicode: to_unicode::of(document, font),
        program: descriptor.and_then(|descriptor| program::of(document, descriptor)),
        cid_to_gid: cid_to_gid(document, descendant),
        widths: widths::of(document, descendant),
        repairs,
        one_byte: empty_row(),
        two_bytes: std::iter::repeat_with(OnceLock::new).take(256).collect(),
    }
}

fn empty_row() -> Row {
    std::iter::repeat_with(OnceLock::new).take(256).collect()
}

impl Composite {
    /// The first code of a string and its length in bytes.
    pub(crate) fn next_code(&self, bytes: &[u8]) -> (u32, usize) {
        let length = self.codespace.length(bytes);
        (bytes[..length].iter().fold(0, |code, &byte| code << 8 | u32::from(byte)), length)
    }

    /// What a code shows: kept for codes of one and two bytes, worked out anew for the rare longer ones.
    pub(crate) fn code(&self, code: u32, length: usize) -> Cow<'_, Code> {
        let row = match length {
            1 => &self.one_byte,
            2 => self.two_bytes[code as usize >> 8 & 0xff].get_or_init(empty_row),
            _ => return Cow::Owned(self.work_out(code, length)),
        };
        Cow::Borrowed(row[code as usize & 0xff].get_or_init(|| Box::new(self.work_out(code, length))))
    }

    fn work_out(&self, code: u32, length: usize) -> Code {
        let cid = self.cid(code, length);
        let text = best([
            &|| self.to_unicode.as_ref().and_then(|map| map.text(code)),
            &|| self.spelled(code, length),
            &|| self.collection_text(code, length, cid),
            &|| self.program_text(cid),
            &|| self.code_itself(code),
        ]);
        let shown = Shown { width: self.widths.width(cid), family: self.shown_family.clone() };
        entry(text, &shown, self.widths.vertical(cid), self.repairs)
    }

    fn cid(&self, code: u32, length: usize) -> u32 {
        match &self.cmap {
            Some(cmap) => cmap.lookup_cid_code(code, length as u8).unwrap_or(0),
            None => code,
        }
    }

    fn spelled(&self, code: u32, length: usize) -> Option<String> {
        match self.spelling {
            Spelling::Unicode(form) => unicode_text(form, code, length),
            _ => None,
        }
    }

    /// By the CID in the collection; of legacy codes, where that has nothing, by their character set.
    fn collection_text(&self, code: u32, length: usize, cid: u32) -> Option<String> {
        let upright = self.upright.as_ref().and_then(|cmap| cmap.lookup_cid_code(code, length as u8));
        let by_cid = self.ucs2.as_ref().and_then(|ucs2| cid_text(ucs2, upright.unwrap_or(cid)));
        by_cid.or_else(|| match self.spelling {
            Spelling::Legacy(encoding) => legacy_text(encoding, code, length),
            _ => None,
        })
    }

    /// An identity map is right where codes are no glyph numbers: where the font has a map from one to the other, or
    /// no program at all.
    fn code_itself(&self, code: u32) -> Option<String> {
        let numbers_glyphs = matches!(self.cid_to_gid, CidToGid::Program)
            && self.program.as_ref().is_some_and(|program| !program.is_cid_keyed());
        let identity = matches!(self.to_unicode, Some(ToUnicode::Identity));
        (identity && !numbers_glyphs).then(|| to_unicode::code_itself(code)).flatten()
    }

    fn program_text(&self, cid: u32) -> Option<String> {
        let program = self.program.as_ref()?;
        let glyph = match &self.cid_to_gid {
            CidToGid::Program => program.cid_glyph(cid)?,
            CidToGid::Table(table) => {
                let at = cid as usize * 2;
                let pair = table.get(at..at + 2)?;
                GlyphId::new(u32::from(u16::from_be_bytes([pair[0], pair[1]])))
            }
        };
        program.glyph_text(glyph)
    }
}

/// What `Encoding` says.
struct Encoding {
    codespace: Codespace,
    spelling: Spelling,
    cmap: Option<Arc<CMap>>,
    upright: Option<Arc<CMap>>,
    family: Option<CidFamily>,
    vertical: bool,
}

fn read_encoding(document: &Document, font: &Dictionary, cmaps: &CMaps) -> Encoding {
    match get(document, font, b"Encoding") {
        Some(Object::Stream(stream)) => {
            let source = filters::decode(document, stream, MAX_STREAM_BYTES).data;
            let stated = crate::objects::integer(document, &stream.dict, b"WMode") == Some(1);
            embedded(&source, stated)
        }
        Some(Object::Name(name)) => named(name, cmaps),
        _ => named(b"Identity-H", cmaps),
    }
}

fn named(name: &[u8], cmaps: &CMaps) -> Encoding {
    let vertical = name.ends_with(b"-V") || name == b"V";
    let Some(found) = predefined::by_name(name) else {
        let unknown = Spelling::Identity;
        return Encoding {
            codespace: Codespace::TwoBytes,
            spelling: unknown,
            cmap: None,
            upright: None,
            family: None,
            vertical,
        };
    };
    let mut sister = name.to_vec();
    if let Some(last) = sister.last_mut().filter(|_| vertical) {
        *last = b'H';
    }
    let by_code = found.spelling == Spelling::Identity;
    Encoding {
        codespace: found.codespace,
        spelling: found.spelling,
        cmap: if by_code { None } else { cmaps.get(name) },
        upright: if by_code || !vertical { None } else { cmaps.get(&sister) },
        family: found.family,
        vertical,
    }
}

/// An embedded CMap; its `usecmap` may name a predefined one.
fn embedded(source: &[u8], stated_vertical: bool) -> Encoding {
    let cmap = CMap::parse(source, hayro_cmap::load_embedded);
    let metadata = cmap.as_ref().map(CMap::metadata);
    let own_name = metadata.and_then(|metadata| metadata.name.clone()).unwrap_or_default();
    let vertical = metadata.and_then(|metadata| metadata.writing_mode) == Some(WritingMode::Vertical);
    let family =
        metadata.and_then(|metadata| metadata.character_collection.as_ref()).map(|c| c.family.clone());
    // A copy of a predefined CMap keeps its name: its codes spell as those of the original do.
    let known = predefined::by_name(&own_name).filter(|found| found.spelling != Spelling::Identity);
    Encoding {
        codespace: codespace_of(source, known.as_ref()),
        spelling: known.as_ref().map_or(Spelling::Identity, |found| found.spelling),
        cmap: cmap.map(Arc::new),
        upright: None,
        family: known.and_then(|found| found.family).or(family),
        vertical: vertical || stated_vertical,
    }
}

/// The codespace that an embedded CMap states; when it only uses another, that one's.
fn codespace_of(source: &[u8], known: Option<&predefined::Predefined>) -> Codespace {
    match codespace::parse(source) {
        Codespace::TwoBytes => {
            let used = used_cmap(source).and_then(predefined::by_name);
            known.or(used.as_ref()).map_or(Codespace::TwoBytes, |found| found.codespace.clone())
        }
        ranges => ranges,
    }
}

/// The name before `usecmap`.
fn used_cmap(source: &[u8]) -> Option<&[u8]> {
    let before = &source[..memchr::memmem::find(source, b"usecmap")?];
    let name = &before[memchr::memrchr(b'/', before)? + 1..];
    Some(name.trim_ascii_end())
}

fn stated_family(document: &Document, descendant: &Dictionary) -> Option<CidFamily> {
    let info = dict(document, descendant, b"CIDSystemInfo")?;
    let text = |key| string(document, info, key).unwrap_or_default();
    let family = CidFamily::from_registry_ordering(text(b"Registry"), text(b"Ordering"));
    family.ucs2_cmap().is_some().then_some(family)
}

/// Some writers leave the collection out and state the language of the font in `Lang` alone.
fn family_by_style(document: &Document, descriptor: &Dictionary) -> Option<CidFamily> {
    let embedded = [b"FontFile2".as_slice(), b"FontFile3", b"FontFile"].iter().any(|key| descriptor.has(key));
    if embedded {
        return None;
    }
    match name(document, descriptor, b"Lang")? {
        b"zh-CN" => Some(CidFamily::AdobeGB1),
        b"zh-TW" => Some(CidFamily::AdobeCNS1),
        b"ja" => Some(CidFamily::AdobeJapan1),
        b"ko" => Some(CidFamily::AdobeKorea1),
        _ => None,
    }
}

fn cid_to_gid(document: &Document, descendant: &Dictionary) -> CidToGid {
    match get(document, descendant, b"CIDToGIDMap") {
        Some(Object::Stream(stream)) => {
            CidToGid::Table(filters::decode(document, stream, MAX_STREAM_BYTES).data)
        }
        _ => CidToGid::Program,
    }
}

#[cfg(test)]
mod tests {
    use lopdf::{Stream, StringFormat, dictionary};

    use super::*;

    fn texts(encoding: Object, ordering: &str, bytes: &[u8]) -> String {
        let adobe = |text: &str| Object::String(text.as_bytes().to_vec(), StringFormat::Literal);
        let descendant = dictionary! {
            "CIDSystemInfo" => dictionary! { "Registry" => adobe("Adobe"), "Ordering" => adobe(ordering) },
        };
        let font = dictionary! { "Encoding" => encoding };
        let font = load(&Document::new(), &font, &descendant, &CMaps::default(), Repairs::default());
        let mut rest = bytes;
        let mut out = String::new();
        while !rest.is_empty() {
            let (code, length) = font.next_code(rest);
            out.push_str(&font.code(code, length).text);
            rest = &rest[length..];
        }
        out
    }

    #[test]
    fn legacy_unicode_and_identity_codes() {
        assert_eq!(texts("GBK-EUC-H".into(), "GB1", b"A\xc8\xcb\xa3\xac"), "A人，");
        assert_eq!(texts("GBK-EUC-V".into(), "GB1", b"\xa3\xa8\xc8\xcb"), "（人");
        assert_eq!(texts("UniGB-UCS2-H".into(), "GB1", b"\x4e\xba\x6c\x11"), "人民");
        // CID 34 of each collection is the letter A.
        assert_eq!(texts("Identity-H".into(), "Japan1", b"\x00\x22"), "A");
        assert_eq!(texts("Identity-H".into(), "Identity", b"\x00\x22"), "\u{fffd}");
    }

    #[test]
    fn an_embedded_cmap_may_use_a_predefined_one() {
        let source = b"/GBK-EUC-H usecmap 1 begincidchar <8140> 34 endcidchar";
        let stream = Object::Stream(Stream::new(Dictionary::new(), source.to_vec()));
        assert_eq!(texts(stream, "GB1", b"B\x81\x40\xc8\xcb"), "BA人");
    }
}

//! The embedded font program: what its glyphs are called and which characters they stand for.

use std::collections::HashMap;
use std::sync::OnceLock;

use lopdf::{Dictionary, Document, Object};
use skrifa::font::charmap::EncodingKind;
use skrifa::{Font, GlyphId};

use super::encodings::glyph_text;
use super::is_private;
use crate::filters;
use crate::limits::MAX_STREAM_BYTES;
use crate::objects::get;

/// An embedded font program, and its glyphs' characters once they were asked for.
pub(crate) struct Program {
    font: Font,
    characters: OnceLock<HashMap<u32, char>>,
}

/// Most glyphs of a program that are looked at: what OpenType allows.
const MAX_GLYPHS: usize = 65_536;

/// The program that a font descriptor embeds; `None` when there is none or it cannot be read.
pub(crate) fn of(document: &Document, descriptor: &Dictionary) -> Option<Program> {
    const KEYS: [&[u8]; 3] = [b"FontFile2", b"FontFile3", b"FontFile"];
    let stream = KEYS.into_iter().find_map(|key| match get(document, descriptor, key)? {
        Object::Stream(stream) => Some(stream),
        _ => None,
    })?;
    let data = filters::decode(document, stream, MAX_STREAM_BYTES).data;
    Some(Program { font: Font::new(data, 0)?, characters: OnceLock::new() })
}

impl Program {
    /// The text of a glyph, by the program's character map, else by the glyph's name.
    pub(crate) fn glyph_text(&self, glyph: GlyphId) -> Option<String> {
        let by_map = || self.characters().get(&glyph.to_u32()).map(char::to_string);
        let by_name = || {
            let name = self.font.glyph_name(glyph).filter(|name| !name.is_synthesized())?;
            glyph_text(name.as_str())
        };
        super::best([&by_map, &by_name])
    }

    /// The text of the glyph with this name.
    pub(crate) fn named_glyph_text(&self, name: &str) -> Option<String> {
        self.glyph_text(self.font.glyph_by_name(name)?)
    }

    /// The text of a code of a simple font, by the encodings that the program has itself (ISO 32000-2, 9.6.5.4).
    pub(crate) fn code_text(&self, code: u8) -> Option<String> {
        self.glyph_text(self.code_glyph(code)?)
    }

    /// The glyph of a code of a simple font.
    pub(crate) fn code_glyph(&self, code: u8) -> Option<GlyphId> {
        let charmap = self.font.charmap();
        let code = u32::from(code);
        let of_kind = |kind: EncodingKind, codes: &[u32]| {
            let encoding = charmap.encodings().find(|encoding| encoding.kind() == kind)?;
            codes.iter().find_map(|&code| charmap.map_code(encoding, code))
        };
        // Symbolic TrueType fonts keep their codes in one of the private rows.
        of_kind(EncodingKind::MsSymbol, &[0xF000 | code, code, 0xF100 | code, 0xF200 | code])
            .or_else(|| of_kind(EncodingKind::AppleRoman, &[code]))
            .or_else(|| of_kind(EncodingKind::AdobeCustom, &[code]))
            .or_else(|| of_kind(EncodingKind::AdobeStandard, &[code]))
            .or_else(|| of_kind(EncodingKind::AdobeExpert, &[code]))
            .or_else(|| of_kind(EncodingKind::AdobeLatin1, &[code]))
            .or_else(|| of_kind(EncodingKind::Unicode, &[code, 0xF000 | code]))
    }

    /// Whether glyphs are known by their CIDs.
    pub(crate) fn is_cid_keyed(&self) -> bool {
        self.font.is_cid_keyed()
    }

    /// The glyph of a CID: by the charset of a CID-keyed program, else the glyph of that number.
    pub(crate) fn cid_glyph(&self, cid: u32) -> Option<GlyphId> {
        if self.font.is_cid_keyed() { self.font.glyph_by_cid(cid) } else { Some(GlyphId::new(cid)) }
    }

    /// A glyph's advance, in parts of the type size.
    pub(crate) fn advance(&self, glyph: GlyphId) -> Option<f32> {
        let units = f32::from(self.font.units_per_em());
        let advance = self.font.glyph_metrics().h_advance(glyph);
        (units > 0.0 && glyph.to_u32() < self.font.num_glyphs()).then(|| advance / units)
    }

    /// Each glyph's character: of several the plainest, which is the lowest that is not for private use.
    fn characters(&self) -> &HashMap<u32, char> {
        self.characters.get_or_init(|| {
            let mut out: HashMap<u32, char> = HashMap::new();
            let pairs = self.font.charmap().unicodes().take(MAX_GLYPHS * 2);
            for (c, glyph) in pairs.filter_map(|(code, glyph)| Some((char::from_u32(code)?, glyph))) {
                let known = out.entry(glyph.to_u32()).or_insert(c);
                if rank(c) < rank(*known) {
                    *known = c;
                }
            }
            out
        })
    }
}

/// How plain a character is: unified before compatibility ideographs and radicals, those before private use.
fn rank(c: char) -> (u8, char) {
    let class = match c {
        _ if is_private(c) || c.is_control() => 3,
        '\u{2e80}'..='\u{2fdf}' | '\u{f900}'..='\u{faff}' | '\u{2f800}'..='\u{2fa1f}' => 2,
        '\u{a0}' | '\u{ad}' | '\u{fb00}'..='\u{feff}' => 1,
        _ => 0,
    };
    (class, c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_characters_rank_before_their_doubles() {
        for (plain, double) in [('-', '\u{ad}'), ('龍', '\u{f9c4}'), ('一', '\u{2f00}'), ('x', '\u{f078}')]
        {
            assert!(rank(plain) < rank(double), "{plain}");
        }
    }
}

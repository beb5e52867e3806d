//! Fonts (ISO 32000-2, 9.5 to 9.10): from character codes to Unicode, widths and looks.
//!
//! # The order in which the Unicode value of a code is read
//!
//! 1. `ActualText` around the glyphs (see `interpret::marked`);
//! 2. the font's `ToUnicode` map, but for targets that are U+0000, a control, U+FFFD or half a surrogate pair, and
//!    unless it maps every code to itself;
//! 3. of composite fonts: the predefined CMap; those named `Uni…` spell Unicode out in their codes, the others go by
//!    way of the CID to the collection's UCS2 map, and where that has nothing, by the character set of the CMap;
//! 4. the embedded CMap, and the CID in the collection that `CIDSystemInfo` names;
//! 5. of simple fonts: the glyph's name in `Differences` or the base encoding, by the Adobe glyph lists;
//! 6. the embedded font program: its own encoding, glyph names and `cmap`;
//! 7. the encoding that a font without any has by its nature (Standard, Symbol, ZapfDingbats);
//! 8. the code itself, where `ToUnicode` is an identity and codes are no glyph numbers;
//! 9. U+FFFD, counted and told in one warning per font.
//!
//! A private-use target is taken only when no later source knows better.

mod codespace;
mod composite;
mod encodings;
mod face;
mod predefined;
mod program;
mod simple;
mod standard_widths;
mod to_unicode;
mod widths;

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use backissue_model::{Rule, Tally};
use lopdf::{Dictionary, Document, Object};

use crate::Repairs;
use crate::objects::{array, as_dict, dict, name, numbers, rect, resolve};
use crate::repairs::{self, Shown};
pub(crate) use face::Face;

/// A font, ready to show text.
pub(crate) struct Font {
    /// Its name as the file gives it, for messages.
    pub(crate) label: String,
    /// Its looks.
    pub(crate) face: Face,
    /// Whether it writes downwards.
    pub(crate) vertical: bool,
    /// Type size on the page for one unit of `Tf`: 1 but for Type 3 fonts.
    pub(crate) size_scale: f32,
    codes: Codes,
}

enum Codes {
    Simple(Box<simple::Simple>),
    Composite(Box<composite::Composite>),
}

/// What a character code shows.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Code {
    /// Its text as it is handed on.
    pub(crate) text: Box<str>,
    /// Its text as decoded and the rule that changed it, when one did.
    pub(crate) repaired: Option<(Box<str>, Rule)>,
    /// The characters decoded.
    pub(crate) tally: Tally,
    /// Horizontal advance in text space (1 is the type size).
    pub(crate) width: f32,
    /// Vertical advance (negative is down) and the position vector, in text space (ISO 32000-2, 9.7.4.3).
    pub(crate) vertical: [f32; 3],
    /// Whether its Unicode value could not be found.
    pub(crate) unmapped: bool,
    /// Whether its glyph is a small capital by its name.
    pub(crate) small_caps: bool,
}

impl Code {
    /// A text that the file gives without any code.
    pub(crate) fn given(text: &str) -> Self {
        let text: String = text.chars().filter(|c| !c.is_control()).collect();
        let tally = Tally::of(&text);
        Self {
            text: text.into(),
            repaired: None,
            tally,
            width: 0.0,
            vertical: [0.0; 3],
            unmapped: false,
            small_caps: false,
        }
    }
}

impl Font {
    /// The first code of a string and its length in bytes; the string is not empty.
    pub(crate) fn next_code(&self, bytes: &[u8]) -> (u32, usize) {
        match &self.codes {
            Codes::Simple(_) => (u32::from(bytes[0]), 1),
            Codes::Composite(font) => font.next_code(bytes),
        }
    }

    /// What a code of this length shows.
    pub(crate) fn code(&self, code: u32, length: usize) -> Cow<'_, Code> {
        match &self.codes {
            Codes::Simple(font) => Cow::Borrowed(font.code(code as u8)),
            Codes::Composite(font) => font.code(code, length),
        }
    }
}

/// The fonts of a document, each loaded once.
pub(crate) struct Fonts {
    repairs: Repairs,
    loaded: Mutex<HashMap<usize, Arc<OnceLock<Arc<Font>>>>>,
    missing: OnceLock<Arc<Font>>,
    cmaps: predefined::CMaps,
}

impl Fonts {
    /// No fonts yet.
    pub(crate) fn new(repairs: Repairs) -> Self {
        Self {
            repairs,
            loaded: Mutex::default(),
            missing: OnceLock::new(),
            cmaps: predefined::CMaps::default(),
        }
    }

    /// The font of a dictionary, loaded when it is met first.
    ///
    /// A dictionary is known by its address: the document does not move while it is read, and fonts that are
    /// written directly into the resources have no object number.
    pub(crate) fn get(&self, document: &Document, font: &Dictionary) -> Arc<Font> {
        let key = std::ptr::from_ref(font) as usize;
        let cell = {
            let mut loaded = self.loaded.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(loaded.entry(key).or_default())
        };
        // Two threads may want the same font at once: the second waits for the first.
        Arc::clone(cell.get_or_init(|| Arc::new(self.load(document, font))))
    }

    /// The font of text for which the file names none: Helvetica in its own encoding.
    pub(crate) fn missing(&self) -> Arc<Font> {
        let helvetica = Dictionary::from_iter([("BaseFont", Object::Name(b"Helvetica".to_vec()))]);
        Arc::clone(self.missing.get_or_init(|| Arc::new(self.load(&Document::new(), &helvetica))))
    }

    fn load(&self, document: &Document, font: &Dictionary) -> Font {
        let subtype = name(document, font, b"Subtype").unwrap_or_default();
        let descendant = array(document, font, b"DescendantFonts").and_then(<[Object]>::first);
        let descendant = descendant.and_then(|object| as_dict(resolve(document, object)));
        match descendant {
            Some(descendant) => self.load_composite(document, font, descendant),
            None if subtype == b"Type3" => self.load_type3(document, font),
            None => self.load_simple(document, font),
        }
    }

    fn load_composite(&self, document: &Document, font: &Dictionary, descendant: &Dictionary) -> Font {
        let face = face::of(document, font, dict(document, descendant, b"FontDescriptor"));
        let composite = composite::load(document, font, descendant, &self.cmaps, self.repairs);
        Font {
            label: face::label(document, font),
            face,
            vertical: composite.vertical,
            size_scale: 1.0,
            codes: Codes::Composite(Box::new(composite)),
        }
    }

    fn load_simple(&self, document: &Document, font: &Dictionary) -> Font {
        let face = face::of(document, font, dict(document, font, b"FontDescriptor"));
        let codes = simple::load(document, font, simple::Units::Thousandths, self.repairs);
        Font {
            label: face::label(document, font),
            face,
            vertical: false,
            size_scale: 1.0,
            codes: Codes::Simple(Box::new(codes)),
        }
    }

    fn load_type3(&self, document: &Document, font: &Dictionary) -> Font {
        let [a, _, _, d, _, _] =
            numbers::<6>(document, font, b"FontMatrix").unwrap_or(simple::USUAL_FONT_MATRIX);
        let bbox = rect(document, font, b"FontBBox");
        let codes = simple::load(document, font, simple::Units::Glyph { scale: a }, self.repairs);
        Font {
            label: face::label(document, font),
            face: face::of(document, font, dict(document, font, b"FontDescriptor")),
            vertical: false,
            size_scale: simple::type3_size(d, bbox),
            codes: Codes::Simple(Box::new(codes)),
        }
    }
}

/// Makes a code's entry: the text repaired, counted, and its failure noted.
fn entry(text: Option<String>, shown: &Shown, vertical: [f32; 3], repairs: Repairs) -> Code {
    let unmapped = text.is_none();
    let decoded = text.unwrap_or_else(|| char::REPLACEMENT_CHARACTER.to_string());
    let mended = repairs::mend(&decoded, shown, repairs);
    let tally = Tally::of(&decoded);
    let (text, repaired) = match mended {
        Some((text, rule)) => (text.into_boxed_str(), Some((decoded.into_boxed_str(), rule))),
        None => (decoded.into_boxed_str(), None),
    };
    Code { text, repaired, tally, width: shown.width, vertical, unmapped, small_caps: false }
}

/// The first text that is not private use; failing that, the first.
///
/// Sources are asked one after the other, and most not at all.
fn best<const N: usize>(sources: [&dyn Fn() -> Option<String>; N]) -> Option<String> {
    let mut private = None;
    for text in sources.into_iter().filter_map(|source| source()) {
        if !text.chars().all(is_private) {
            return Some(text);
        }
        private.get_or_insert(text);
    }
    private
}

/// Whether a character is for private use: without a meaning outside its font.
pub(crate) fn is_private(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_use_is_the_last_resort() {
        let text = |s: &str| Some(s.to_owned());
        let (first, second, none) = (|| text("\u{e000}"), || text("\u{e001}"), || None);
        assert_eq!(best([&first, &none, &|| text("a"), &|| text("b")]), text("a"));
        assert_eq!(best([&none, &first, &second]), text("\u{e000}"));
        assert_eq!(best([&none, &none]), None);
    }
}

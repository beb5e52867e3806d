//! Simple fonts (ISO 32000-2, 9.6): one byte, one glyph.

use std::sync::OnceLock;

use hayro_cmap::CidFamily;
use lopdf::{Dictionary, Document, Object};

use super::encodings::{self, Encoding, glyph_text};
use super::program::Program;
use super::to_unicode::ToUnicode;
use super::{Code, best, entry, face, program, standard_widths, to_unicode};
use crate::Repairs;
use crate::objects::{array, as_name, as_number, dict, get, integer, name, number, resolve};
use crate::repairs::Shown;

/// What the numbers in `Widths` count.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Units {
    /// Thousandths of the type size.
    Thousandths,
    /// Units of a Type 3 font's glyph space.
    Glyph {
        /// The first number of its font matrix.
        scale: f32,
    },
}

/// The font matrix that Type 3 fonts of today have.
pub(crate) const USUAL_FONT_MATRIX: [f32; 6] = [0.001, 0.0, 0.0, 0.001, 0.0, 0.0];

/// Flag of a font descriptor: glyphs outside the standard Latin set (ISO 32000-2, table 121).
const FLAG_SYMBOLIC: i64 = 1 << 2;

/// A simple font: what its codes are worked out from, each when it is shown first.
pub(crate) struct Simple {
    to_unicode: Option<ToUnicode>,
    /// Glyph names in `Differences`, by code.
    names: Vec<Option<String>>,
    base: Option<&'static Encoding>,
    program: Option<Program>,
    /// The encoding that the font has by its nature.
    nature: &'static Encoding,
    widths: Widths,
    dingbats: bool,
    /// The character set that the name of the font tells.
    family: Option<CidFamily>,
    repairs: Repairs,
    codes: Box<[OnceLock<Box<Code>>]>,
}

/// Loads a simple font.
pub(crate) fn load(document: &Document, font: &Dictionary, units: Units, repairs: Repairs) -> Simple {
    let descriptor = dict(document, font, b"FontDescriptor");
    let program = descriptor.and_then(|descriptor| program::of(document, descriptor));
    let label = face::label(document, font);
    Simple {
        to_unicode: to_unicode::of(document, font),
        names: glyph_names(document, font),
        base: base_encoding(document, font, descriptor, program.is_some()),
        program,
        nature: encodings::built_in(&label, is_true_type(document, font)),
        widths: Widths::of(document, font, descriptor, units),
        dingbats: label.contains("Dingbats"),
        family: face::is_gbk_by_name(&label).then_some(CidFamily::AdobeGB1),
        repairs,
        codes: std::iter::repeat_with(OnceLock::new).take(256).collect(),
    }
}

impl Simple {
    /// What a code shows.
    pub(crate) fn code(&self, code: u8) -> &Code {
        self.codes[usize::from(code)].get_or_init(|| Box::new(self.work_out(code)))
    }

    fn work_out(&self, code: u8) -> Code {
        let text = self.text(code);
        let width = self.widths.of_code(code, text.as_deref(), self.program.as_ref());
        let shown = Shown { width, family: self.family.clone() };
        let name = self.names[usize::from(code)].as_deref().unwrap_or_default();
        Code {
            small_caps: is_small_capital(name),
            ..entry(text, &shown, [-1.0, width / 2.0, 0.88], self.repairs)
        }
    }

    fn text(&self, code: u8) -> Option<String> {
        let index = usize::from(code);
        let name = self.names[index].as_deref();
        let program = self.program.as_ref();
        best([
            &|| self.to_unicode.as_ref().and_then(|map| map.text(u32::from(code))),
            &|| match (name, self.base) {
                (Some(name), _) if self.dingbats => encodings::list_text(name),
                (Some(name), _) => name_text(name, index, program),
                (None, base) => base?[index].map(String::from),
            },
            &|| program?.code_text(code),
            // A named glyph that cannot be read is not the glyph that the code would have by nature.
            &|| self.nature[index].filter(|_| name.is_none() || program.is_none()).map(String::from),
            // Control codes of fonts that are not embedded show nothing: writers leave line ends in their strings.
            &|| (code < b' ' && name.is_none() && program.is_none()).then(|| char::from(code).to_string()),
        ])
    }
}

/// Type size on the page of a Type 3 font, for one unit of `Tf`: by its font matrix where glyph space is in
/// thousandths, else by the height of its glyphs.
pub(crate) fn type3_size(scale: f32, bbox: Option<[f32; 4]>) -> f32 {
    // Glyph spaces of 500 to 4096 units to the em are those of outline fonts.
    const OUTLINE_SCALES: std::ops::RangeInclusive<f32> = 0.000_24..=0.002;
    if OUTLINE_SCALES.contains(&scale.abs()) {
        return 1.0;
    }
    let height = bbox.map_or(0.0, |[_, y0, _, y1]| (y1 - y0) * scale.abs());
    if height > 0.0 { height } else { 1.0 }
}

fn name_text(name: &str, code: usize, program: Option<&Program>) -> Option<String> {
    let by_program = || program?.named_glyph_text(name);
    glyph_text(name).or_else(by_program).or_else(|| encodings::numbered_text(name, code))
}

/// Whether a glyph is a small capital by its name: with the suffix of an OpenType feature (`a.sc`, `a.smcp`,
/// `A.c2sc`), or one of the Adobe expert set (`Asmall`).
fn is_small_capital(name: &str) -> bool {
    let expert = name.strip_suffix("small").is_some_and(|letter| letter.starts_with(char::is_uppercase));
    let (_, feature) = name.split_once('.').unwrap_or_default();
    expert || matches!(feature, "sc" | "smcp" | "c2sc")
}

/// The names in `Differences`, by code (ISO 32000-2, 9.6.5).
fn glyph_names(document: &Document, font: &Dictionary) -> Vec<Option<String>> {
    let mut names = vec![None; 256];
    let differences =
        dict(document, font, b"Encoding").and_then(|dict| array(document, dict, b"Differences"));
    let mut code = 0usize;
    for object in differences.unwrap_or_default() {
        match resolve(document, object) {
            Object::Name(name) => {
                if let Some(slot) = names.get_mut(code) {
                    *slot = Some(String::from_utf8_lossy(name).into_owned());
                }
                code = code.saturating_add(1);
            }
            object => code = as_number(object).map_or(code, |number| number.max(0.0) as usize),
        }
    }
    names
}

/// The base encoding that the font states, or that its kind implies (ISO 32000-2, table 112 and 9.6.5.4).
fn base_encoding(
    document: &Document,
    font: &Dictionary,
    descriptor: Option<&Dictionary>,
    embedded: bool,
) -> Option<&'static Encoding> {
    let encoding = get(document, font, b"Encoding");
    let symbolic = flags(document, descriptor) & FLAG_SYMBOLIC != 0;
    let stated = match encoding {
        Some(Object::Name(name)) => encodings::base(name),
        Some(Object::Dictionary(dict)) => name(document, dict, b"BaseEncoding").and_then(encodings::base),
        _ => None,
    };
    stated.or_else(|| {
        let implied = !symbolic && (encoding.is_some() || !embedded);
        let is_special = as_name(get(document, font, b"BaseFont")?).is_some_and(is_special_name);
        (implied && !is_special).then(|| encodings::base(b"StandardEncoding")).flatten()
    })
}

/// The flags of a descriptor; none when there is no descriptor.
fn flags(document: &Document, descriptor: Option<&Dictionary>) -> i64 {
    descriptor.and_then(|descriptor| integer(document, descriptor, b"Flags")).unwrap_or(0)
}

fn is_special_name(name: &[u8]) -> bool {
    name.starts_with(b"Symbol") || name.starts_with(b"ZapfDingbats")
}

fn is_true_type(document: &Document, font: &Dictionary) -> bool {
    name(document, font, b"Subtype") == Some(b"TrueType")
}

/// The widths of a simple font.
struct Widths {
    first: i64,
    widths: Vec<f32>,
    missing: Option<f32>,
    /// Units of `Widths` to the type size.
    per_em: f32,
    standard: Option<&'static standard_widths::Widths>,
    substitute: &'static standard_widths::Widths,
}

impl Widths {
    fn of(document: &Document, font: &Dictionary, descriptor: Option<&Dictionary>, units: Units) -> Self {
        let first = integer(document, font, b"FirstChar").unwrap_or(0);
        // Widths that begin beyond the codes of a byte are of no code: the font is as good as without them.
        let widths =
            array(document, font, b"Widths").filter(|_| (0..=255).contains(&first)).unwrap_or_default();
        let per_em = match units {
            Units::Thousandths => 1000.0,
            Units::Glyph { scale } => 1.0 / scale.abs(),
        };
        Self {
            first,
            widths: widths.iter().map(|width| as_number(resolve(document, width)).unwrap_or(0.0)).collect(),
            missing: descriptor.and_then(|descriptor| number(document, descriptor, b"MissingWidth")),
            per_em,
            standard: standard_widths::of(&face::label(document, font)),
            substitute: standard_widths::of_substitute(
                flags(document, descriptor),
                face::of(document, font, descriptor).bold,
            ),
        }
    }

    /// The advance of a code: stated, else the program's, else the standard font's, else the missing width; failing
    /// all of them, that of the font that readers show instead.
    fn of_code(&self, code: u8, text: Option<&str>, program: Option<&Program>) -> f32 {
        let index = usize::try_from(i64::from(code) - self.first).ok();
        if let Some(width) = index.and_then(|index| self.widths.get(index)) {
            return width / self.per_em;
        }
        if !self.widths.is_empty() {
            return self.missing.unwrap_or(0.0) / self.per_em;
        }
        let of_table = |widths| standard_widths::of_text(widths, text.unwrap_or_default());
        let own = program.and_then(|program| program.advance(program.code_glyph(code)?));
        own.or_else(|| self.standard.map(of_table))
            .or_else(|| self.missing.filter(|width| *width > 0.0).map(|width| width / 1000.0))
            .unwrap_or_else(|| of_table(self.substitute))
    }
}

#[cfg(test)]
mod tests {
    use lopdf::dictionary;

    use super::*;

    fn codes(font: &Dictionary) -> Vec<Code> {
        let font = load(&Document::new(), font, Units::Thousandths, Repairs::default());
        (0..=255).map(|code| font.code(code).clone()).collect()
    }

    #[test]
    fn widths_of_no_code_are_none() {
        let widths = |first: i64| {
            let font = dictionary! {
                "Subtype" => "TrueType", "BaseFont" => "Garamond", "Encoding" => "WinAnsiEncoding",
                "FirstChar" => first, "Widths" => vec![700.into()],
            };
            codes(&font)[65].width
        };
        assert_eq!((widths(65), widths(66)), (0.7, 0.0));
        assert!(widths(300) > 0.3 && widths(-5) > 0.3, "{} {}", widths(300), widths(-5));
    }

    #[test]
    fn differences_stand_over_the_base_encoding() {
        let font = dictionary! {
            "Subtype" => "Type1", "BaseFont" => "Garamond", "FirstChar" => 65, "Widths" => vec![700.into()],
            "Encoding" => dictionary! {
                "BaseEncoding" => "WinAnsiEncoding",
                "Differences" => vec![66.into(), "eacute".into(), "nonsense7".into()],
            },
        };
        let codes = codes(&font);
        let texts: Vec<&str> = [65, 66, 67, 0x93].map(|code: usize| &*codes[code].text).to_vec();
        assert_eq!(texts, ["A", "é", "C", "“"]);
        assert_eq!((codes[65].width, codes[66].width), (0.7, 0.0));
    }

    #[test]
    fn small_capitals_by_their_names() {
        let small =
            ["a.sc", "eacute.smcp", "A.c2sc", "Asmall", "small", "a.swash", "A", ""].map(is_small_capital);
        assert_eq!(small, [true, true, true, true, false, false, false, false]);
    }

    #[test]
    fn standard_fonts_need_no_widths() {
        let codes = codes(&dictionary! { "Subtype" => "Type1", "BaseFont" => "Helvetica-Bold" });
        assert_eq!((codes[65].width, &*codes[0x27].text), (0.722, "’"));
    }

    #[test]
    fn unknown_fonts_without_widths_have_those_of_their_substitute() {
        let descriptor = |key: &str, value: i64| dictionary! { "BaseFont" => "Merrin", "FontDescriptor" => dictionary! { key => value } };
        let width = |font: &Dictionary| codes(font)[usize::from(b'i')].width;
        assert_eq!(width(&dictionary! { "BaseFont" => "Merrin" }), 0.222);
        assert_eq!(width(&descriptor("Flags", 2)), 0.278);
        assert_eq!(width(&descriptor("Flags", 1)), 0.6);
        assert_eq!(width(&descriptor("MissingWidth", 550)), 0.55);
    }

    #[test]
    fn bitmap_fonts_have_the_size_of_their_glyphs() {
        assert_eq!(type3_size(0.001, None), 1.0);
        assert_eq!(type3_size(-1.0, Some([0.0, -2.0, 8.0, 8.0])), 10.0);
        assert_eq!(type3_size(1.0, Some([0.0; 4])), 1.0);
    }
}

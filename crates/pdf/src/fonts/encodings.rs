//! Simple encodings (ISO 32000-2, annex D) and glyph names.

use std::sync::OnceLock;

use lopdf::{Dictionary, Document, Object};
use skrifa::raw::ps::agl;

const STANDARD: &[u8] = b"StandardEncoding";
const WIN_ANSI: &[u8] = b"WinAnsiEncoding";

/// The text of each code; `None` where the encoding has no glyph.
pub(crate) type Encoding = [Option<char>; 256];

/// A base encoding by its name.
pub(crate) fn base(name: &[u8]) -> Option<&'static Encoding> {
    const NAMES: [&[u8]; 4] = [STANDARD, WIN_ANSI, b"MacRomanEncoding", b"MacExpertEncoding"];
    static TABLES: [OnceLock<Encoding>; 4] = [const { OnceLock::new() }; 4];
    let index = NAMES.iter().position(|known| *known == name)?;
    Some(TABLES[index].get_or_init(|| table(name)))
}

/// The table of a base encoding as `lopdf` has it, read out code by code.
fn table(name: &[u8]) -> Encoding {
    let font = Dictionary::from_iter([
        ("Type", Object::Name(b"Font".to_vec())),
        ("Encoding", Object::Name(name.to_vec())),
    ]);
    let document = Document::new();
    let Ok(encoding) = font.get_font_encoding(&document) else {
        return [None; 256];
    };
    std::array::from_fn(|code| encoding.bytes_to_string(&[code as u8]).ok()?.chars().next())
}

/// The encoding that a font without any has by its nature.
pub(crate) fn built_in(font_name: &str, is_true_type: bool) -> &'static Encoding {
    static SPECIAL: [OnceLock<Encoding>; 2] = [const { OnceLock::new() }; 2];
    let lower = font_name.to_ascii_lowercase();
    if lower.starts_with("symbol") {
        return SPECIAL[0].get_or_init(|| special(SYMBOL));
    }
    if lower.contains("dingbats") {
        return SPECIAL[1].get_or_init(|| special(DINGBATS));
    }
    base(if is_true_type { WIN_ANSI } else { STANDARD }).expect("both are among the names of base encodings")
}

/// The characters of a glyph name by the Adobe glyph lists, `uniXXXX` and `uXXXXX` forms included.
///
/// The list of ZapfDingbats is not asked for names such as `a101`: bitmap fonts of TeX number their glyphs so.
pub(crate) fn glyph_text(name: &str) -> Option<String> {
    if numbered(name).is_some_and(|(prefix, _)| prefix == "a") {
        return None;
    }
    list_text(name)
}

/// The character of a glyph that is named by its own code and nothing else (`a101`, `c65`), as bitmap fonts have it.
pub(crate) fn numbered_text(name: &str, code: usize) -> Option<String> {
    let (prefix, number) = numbered(name)?;
    // Longer prefixes are of glyph numbers (`glyph101`, `cid101`).
    let c = char::from_u32(number).filter(|_| prefix.len() <= 1 && number as usize == code)?;
    matches!(c, ' '..='~').then(|| c.to_string())
}

/// Letters and the decimal number behind them.
fn numbered(name: &str) -> Option<(&str, u32)> {
    let digits = name.find(|c: char| c.is_ascii_digit())?;
    let (prefix, number) = name.split_at(digits);
    let plain = prefix.bytes().all(|byte| byte.is_ascii_alphabetic());
    Some((prefix, number.parse().ok().filter(|_| plain)?))
}

/// The text of a name in the glyph lists, ZapfDingbats' among them.
pub(crate) fn list_text(name: &str) -> Option<String> {
    // Names that TeX and some distillers give to glyphs that the lists lack.
    let name = match name {
        "nbspace" => "space",
        "sfthyphen" | "softhyphen" => "hyphen",
        "f_f" => "ff",
        "visiblespace" => "uni2423",
        name => name,
    };
    let text: String = agl::name_to_chars(name).collect();
    if text.chars().all(super::is_private) {
        return expert_text(name).or_else(|| Some(text).filter(|text| !text.is_empty()));
    }
    Some(text)
}

/// The text of a name of the Adobe expert sets, whose glyphs are other forms of plain letters and figures: `Asmall`,
/// `Eacutesmall`, `oneoldstyle`, `asuperior`.
fn expert_text(name: &str) -> Option<String> {
    let forms = ["oldstyle", "superior", "inferior", "fitted"];
    let plain = match name.strip_suffix("small") {
        // A small capital stands for a small letter, and letters are named by their case.
        Some(letter) if letter.starts_with(char::is_uppercase) => letter.to_lowercase(),
        _ => forms.iter().find_map(|form| name.strip_suffix(form))?.to_owned(),
    };
    let text: String = agl::name_to_chars(&plain).collect();
    (!text.is_empty()).then_some(text)
}

/// A table in two halves: the codes 0x20 to 0x7E, then 0xA0 to 0xFE.
fn special(halves: [&str; 2]) -> Encoding {
    let mut out = [None; 256];
    for (half, first) in halves.into_iter().zip([0x20, 0xA0]) {
        for (i, c) in half.chars().enumerate() {
            out[first + i] = (c != '\u{fffd}').then_some(c);
        }
    }
    out
}

/// The Symbol font (annex D.5).
const SYMBOL: [&str; 2] = [
    " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼",
    "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪\u{fffd}〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭",
];

/// The ZapfDingbats font (annex D.6).
const DINGBATS: [&str; 2] = [
    " ✁✂✃✄☎✆✇✈✉☛☞✌✍✎✏✐✑✒✓✔✕✖✗✘✙✚✛✜✝✞✟✠✡✢✣✤✥✦✧★✩✪✫✬✭✮✯✰✱✲✳✴✵✶✷✸✹✺✻✼✽✾✿❀❁❂❃❄❅❆❇❈❉❊❋●❍■❏❐❑❒▲▼◆❖◗❘❙❚❛❜❝❞",
    "\u{fffd}❡❢❣❤❥❦❧♣♦♥♠①②③④⑤⑥⑦⑧⑨⑩❶❷❸❹❺❻❼❽❾❿➀➁➂➃➄➅➆➇➈➉➊➋➌➍➎➏➐➑➒➓➔→↔↕➘➙➚➛➜➝➞➟➠➡➢➣➤➥➦➧➨➩➪➫➬➭➮➯\u{fffd}➱➲➳➴➵➶➷➸➹➺➻➼➽➾",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_differ_where_they_should() {
        let at = |name: &[u8], code: usize| base(name).unwrap()[code];
        assert_eq!(at(b"WinAnsiEncoding", 0x93), Some('“'));
        assert_eq!(at(b"MacRomanEncoding", 0xD2), Some('“'));
        assert_eq!(at(b"StandardEncoding", 0xAA), Some('“'));
        assert_eq!(at(b"StandardEncoding", 0x27), Some('’'));
        assert!(base(b"Nonsense").is_none());
    }

    #[test]
    fn both_special_fonts_fill_their_halves() {
        let symbol = built_in("Symbol", false);
        assert_eq!(
            [symbol[0x61], symbol[0xB7], symbol[0xA0], symbol[0xFE]].map(Option::unwrap),
            ['α', '•', '€', '⎭']
        );
        let dingbats = built_in("ZapfDingbats", false);
        assert_eq!(
            [dingbats[0x21], dingbats[0x6C], dingbats[0x7E], dingbats[0xFE]].map(Option::unwrap),
            ['✁', '●', '❞', '➾']
        );
    }

    #[test]
    fn glyph_names_in_all_their_forms() {
        let cases = [
            ("fi", "\u{fb01}"),
            ("f_i", "fi"),
            ("uni4E00", "一"),
            ("u20BB7", "𠮷"),
            ("A.swash", "A"),
            ("sfthyphen", "-"),
            ("Asmall", "a"),
            ("Eacutesmall", "é"),
            ("oneoldstyle", "1"),
        ];
        for (name, text) in cases {
            assert_eq!(glyph_text(name).as_deref(), Some(text), "{name}");
        }
        assert_eq!((glyph_text("g1234"), glyph_text("small")), (None, None));
    }

    #[test]
    fn numbers_for_names_are_codes_and_no_dingbats() {
        assert_eq!((glyph_text("a101"), list_text("a101").as_deref()), (None, Some("❡")));
        assert_eq!(numbered_text("a101", 101).as_deref(), Some("e"));
        assert_eq!((numbered_text("a101", 102), numbered_text("cid101", 101)), (None, None));
    }
}

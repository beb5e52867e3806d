//! The looks of a font: family, weight, slant, from its name, flags and descriptor (ISO 32000-2, 9.8).

use lopdf::{Dictionary, Document};

use crate::objects::{integer, name, number, string};

/// The looks of a font.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Face {
    /// Family without subset prefix and style words.
    pub(crate) family: String,
    /// Bold.
    pub(crate) bold: bool,
    /// Italic or oblique.
    pub(crate) italic: bool,
    /// Small capitals.
    pub(crate) small_caps: bool,
}

/// Flags of a font descriptor (ISO 32000-2, table 121).
const FLAG_ITALIC: i64 = 1 << 6;
const FLAG_SMALL_CAP: i64 = 1 << 17;
const FLAG_FORCE_BOLD: i64 = 1 << 18;

/// Weight from which a font is bold: semi-bold, on the scale of 100 to 900.
const BOLD_WEIGHT: f32 = 600.0;

/// Stem width from which a font is bold when nothing else tells, in thousandths of the type size: text faces have
/// 70 to 110, their bold cuts 130 to 200; Chinese faces of display weight are told by their names.
const BOLD_STEM: f32 = 150.0;

/// Words in font names that mean bold; heavier cuts of Chinese faces among them.
const BOLD_WORDS: [&str; 10] = ["bold", "black", "heavy", "ultra", "demi", "w7", "w8", "w9", "黑体粗", "粗"];

/// Words that mean bold only at the end of a name (`-Bd`); the bold cuts of the URW faces are called `Medi`.
const BOLD_ENDS: [&str; 5] = ["-bd", ",bd", "-hv", "-medi", "-mediital"];

/// Words that mean bold only at the start of a name: the bold extended cuts of Computer Modern.
const BOLD_STARTS: [&str; 4] = ["cmbx", "cmssbx", "sfbx", "ecbx"];

/// Words that mean a slant.
const ITALIC_WORDS: [&str; 3] = ["italic", "oblique", "kursiv"];

/// Words that mean small capitals. `SC` is not among them: it is also how names say Simplified Chinese.
const SMALL_CAPS_WORDS: [&str; 4] = ["smallcap", "small-cap", "small cap", "smcp"];

/// Words at the end of a family name that tell a style and not the family.
const STYLE_WORDS: [&str; 22] = [
    "bold",
    "italic",
    "oblique",
    "regular",
    "roman",
    "medium",
    "light",
    "black",
    "heavy",
    "semibold",
    "demibold",
    "demi",
    "extrabold",
    "ultra",
    "book",
    "normal",
    "boldmt",
    "italicmt",
    "bolditalic",
    "bolditalicmt",
    "boldoblique",
    "mt",
];

/// The looks of a font, by its dictionary and descriptor.
pub(crate) fn of(document: &Document, font: &Dictionary, descriptor: Option<&Dictionary>) -> Face {
    let full = label(document, font);
    let own = |key| descriptor.and_then(|descriptor| number(document, descriptor, key));
    let flags = descriptor.and_then(|descriptor| integer(document, descriptor, b"Flags")).unwrap_or(0);
    let family = descriptor.and_then(|descriptor| string(document, descriptor, b"FontFamily"));
    let family = family.map(crate::objects::text_string).filter(|family| !family.trim().is_empty());
    let lower = full.to_lowercase();
    let named_bold = BOLD_WORDS.iter().any(|word| lower.contains(word))
        || BOLD_ENDS.iter().any(|word| lower.ends_with(word))
        || BOLD_STARTS.iter().any(|word| lower.starts_with(word));
    let weight = own(b"FontWeight");
    Face {
        family: family.unwrap_or_else(|| family_of(&full)),
        bold: named_bold
            || flags & FLAG_FORCE_BOLD != 0
            || weight
                .map_or(own(b"StemV").is_some_and(|stem| stem >= BOLD_STEM), |weight| weight >= BOLD_WEIGHT),
        italic: ITALIC_WORDS.iter().any(|word| lower.contains(word))
            || flags & FLAG_ITALIC != 0
            || own(b"ItalicAngle").is_some_and(|angle| angle != 0.0),
        small_caps: SMALL_CAPS_WORDS.iter().any(|word| lower.contains(word)) || flags & FLAG_SMALL_CAP != 0,
    }
}

/// The font's name without its subset prefix; UTF-8 or GBK as Chinese systems write names.
pub(crate) fn label(document: &Document, font: &Dictionary) -> String {
    let raw = name(document, font, b"BaseFont").or_else(|| name(document, font, b"Name")).unwrap_or_default();
    let text = match std::str::from_utf8(raw) {
        Ok(text) => text.to_owned(),
        Err(_) => encoding_rs::GBK.decode_without_bom_handling(raw).0.into_owned(),
    };
    without_prefix(&text).to_owned()
}

/// Whether a font is of a Chinese character set by its name: Founder names its fonts by family and set
/// (`FZSSJW--GB1-0`, `FZHTK--GBK1-0`), also where their collection is left out.
pub(crate) fn is_gbk_by_name(label: &str) -> bool {
    label.starts_with("FZ") && label.contains("--GB")
}

/// A subset has six capitals and a plus sign before its name (ISO 32000-2, 9.9.2).
fn without_prefix(name: &str) -> &str {
    match name.split_once('+') {
        Some((prefix, rest)) if prefix.len() == 6 && prefix.bytes().all(|byte| byte.is_ascii_uppercase()) => {
            rest
        }
        _ => name,
    }
}

/// `NotoSerifCJKsc-Regular` and `Times New Roman,Bold` are of the families before the mark; a mark before
/// something that is no style (`STSong-Light-UniGB`) belongs to the name.
fn family_of(full: &str) -> String {
    let mut family = full;
    while let Some((head, tail)) = family.rsplit_once(['-', ',', ' ']) {
        let style = tail.to_lowercase();
        // After a space these two are part of the name: Times New Roman, Century Book.
        let named = full[..head.len() + 1].ends_with(' ') && ["roman", "book"].contains(&style.as_str());
        if head.is_empty() || named || !STYLE_WORDS.contains(&style.as_str()) {
            break;
        }
        family = head;
    }
    family.trim_end_matches("PSMT").trim_end_matches("PS").to_owned()
}

#[cfg(test)]
mod tests {
    use lopdf::dictionary;

    use super::*;

    fn face(name: &str) -> Face {
        of(&Document::new(), &dictionary! { "BaseFont" => name }, None)
    }

    #[test]
    fn families_and_styles_by_name() {
        let cases = [
            ("ABCDEF+NotoSerifCJKsc-Bold", "NotoSerifCJKsc", true, false),
            ("TimesNewRomanPS-BoldItalicMT", "TimesNewRoman", true, true),
            ("Times New Roman,Italic", "Times New Roman", false, true),
            ("STSong-Light", "STSong", false, false),
            ("FZXBSJW--GB1-0", "FZXBSJW--GB1-0", false, false),
        ];
        for (name, family, bold, italic) in cases {
            assert_eq!(face(name), Face { family: family.into(), bold, italic, small_caps: false }, "{name}");
        }
    }

    #[test]
    fn founder_names_its_sets() {
        assert!(is_gbk_by_name("FZSSJW--GB1-0") && is_gbk_by_name("FZHTK--GBK1-0"));
        assert!(!is_gbk_by_name("FZShuSong-Z01") && !is_gbk_by_name("STSong-Light--GB"));
    }

    #[test]
    fn small_capitals_by_name_or_flag() {
        assert!(face("Merrin-SmallCaps").small_caps && !face("NotoSerifSC-Regular").small_caps);
        let descriptor = dictionary! { "Flags" => FLAG_SMALL_CAP };
        assert!(of(&Document::new(), &Dictionary::new(), Some(&descriptor)).small_caps);
    }

    #[test]
    fn the_descriptor_tells_what_the_name_does_not() {
        let descriptor = dictionary! { "Flags" => FLAG_ITALIC, "FontWeight" => 700 };
        let face = of(&Document::new(), &dictionary! { "BaseFont" => "Serif" }, Some(&descriptor));
        assert_eq!((face.bold, face.italic), (true, true));
        let light = dictionary! { "FontWeight" => 300, "StemV" => 180 };
        assert!(!of(&Document::new(), &Dictionary::new(), Some(&light)).bold);
    }
}

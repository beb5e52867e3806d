//! Repairs that can be proved from a glyph itself: what the file says is not what the page shows.
//!
//! Each is booked in the ledger under its rule, and all can be switched off. Repairs that need a glyph's
//! neighbours are in [`accents`], [`doubles`] and [`latin_in_gbk`].

pub(crate) mod accents;
pub(crate) mod doubles;
pub(crate) mod latin_in_gbk;
mod private_gbk;
mod radicals;

use backissue_model::Rule;
use hayro_cmap::CidFamily;
use unicode_normalization::UnicodeNormalization as _;

use crate::Repairs;

/// What is known of how a glyph shows its text.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Shown {
    /// Its advance in parts of the type size; 0 when unknown.
    pub(crate) width: f32,
    /// The character collection of its font, by its dictionary or its name.
    pub(crate) family: Option<CidFamily>,
}

const CONTROL: Rule = Rule::new("control/no-glyph");
const SOFT_HYPHEN: Rule = Rule::new("soft-hyphen/drawn");
const LIGATURE: Rule = Rule::new("ligature/split");
const RADICAL: Rule = Rule::new("radical/unified-ideograph");
const COMPATIBILITY: Rule = Rule::new("compatibility-ideograph/unified");
const HALF_WIDTH: Rule = Rule::new("full-width-form/narrow-glyph");
const VERTICAL_FORM: Rule = Rule::new("vertical-form/upright");
const PRIVATE_GBK: Rule = Rule::new("private-use/gbk-row");
const PRIVATE_ADOBE: Rule = Rule::new("private-use/adobe-glyph-list");

/// Widest advance of a glyph that cannot be full-width, in parts of the type size: half-width glyphs have 0.5, the
/// widest proportional capitals up to 0.9, full-width ones 1. Condensed setting comes by `Tz`, not by widths.
const NARROW: f32 = 0.92;

/// The text that a glyph shows, when it is not the text decoded, and the rule that says so.
pub(crate) fn mend(decoded: &str, shown: &Shown, repairs: Repairs) -> Option<(String, Rule)> {
    if decoded.is_ascii() && !decoded.bytes().any(|byte| byte.is_ascii_control()) {
        return None;
    }
    let mut rule = None;
    let mut text = String::with_capacity(decoded.len());
    for c in decoded.chars() {
        match mend_char(c, shown).filter(|(_, changed)| repairs == Repairs::Apply || *changed == CONTROL) {
            Some((mended, changed)) => {
                text.push_str(&mended);
                rule.get_or_insert(changed);
            }
            None => text.push(c),
        }
    }
    rule.map(|rule| (text, rule))
}

fn mend_char(c: char, shown: &Shown) -> Option<(String, Rule)> {
    let one = |to: char, rule| Some((to.to_string(), rule));
    match c {
        '\u{feff}' => Some((String::new(), CONTROL)),
        c if c.is_control() && !c.is_whitespace() => Some((String::new(), CONTROL)),
        '\u{ad}' => one('-', SOFT_HYPHEN),
        '\u{fb00}'..='\u{fb06}' => Some((c.nfkc().collect(), LIGATURE)),
        '\u{2e80}'..='\u{2ef3}' => one(radicals::unified(c)?, RADICAL),
        '\u{2f00}'..='\u{2fd5}' => Some((c.nfkc().collect(), RADICAL)),
        '\u{f900}'..='\u{faff}' | '\u{2f800}'..='\u{2fa1f}' => {
            let unified: String = c.nfc().collect();
            (!unified.starts_with(c)).then_some((unified, COMPATIBILITY))
        }
        '\u{ff01}'..='\u{ff5e}' if shown.width > 0.0 && shown.width < NARROW => {
            one(char::from_u32(u32::from(c) - 0xfee0)?, HALF_WIDTH)
        }
        '\u{fe10}'..='\u{fe19}' | '\u{fe30}'..='\u{fe48}' => one(upright(c)?, VERTICAL_FORM),
        '\u{e78d}'..='\u{e864}' if shown.family == Some(CidFamily::AdobeGB1) => {
            one(private_gbk::standard(c)?, PRIVATE_GBK)
        }
        // Old-style figures and small capitals of the Adobe Glyph List, which stand a fixed way from the plain ones.
        '\u{f730}'..='\u{f739}'
        | '\u{f761}'..='\u{f77a}'
        | '\u{f7e0}'..='\u{f7f6}'
        | '\u{f7f8}'..='\u{f7fe}'
            if shown.family.is_none() =>
        {
            one(char::from_u32(u32::from(c) - 0xf700)?, PRIVATE_ADOBE)
        }
        _ => None,
    }
}

/// The upright form of punctuation for vertical writing, full-width as it stands in running text.
fn upright(c: char) -> Option<char> {
    const FORMS: [(char, char); 28] = [
        ('︐', '，'),
        ('︑', '、'),
        ('︒', '。'),
        ('︓', '：'),
        ('︔', '；'),
        ('︕', '！'),
        ('︖', '？'),
        ('︗', '〖'),
        ('︘', '〗'),
        ('︙', '…'),
        ('︱', '—'),
        ('︵', '（'),
        ('︶', '）'),
        ('︷', '｛'),
        ('︸', '｝'),
        ('︹', '〔'),
        ('︺', '〕'),
        ('︻', '【'),
        ('︼', '】'),
        ('︽', '《'),
        ('︾', '》'),
        ('︿', '〈'),
        ('﹀', '〉'),
        ('﹁', '「'),
        ('﹂', '」'),
        ('﹃', '『'),
        ('﹄', '』'),
        ('︰', '‥'),
    ];
    FORMS.iter().find(|(form, _)| *form == c).map(|(_, upright)| *upright)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mended(text: &str, width: f32) -> Option<(String, String)> {
        let shown = Shown { width, family: Some(CidFamily::AdobeGB1) };
        mend(text, &shown, Repairs::Apply).map(|(text, rule)| (text, rule.to_string()))
    }

    #[test]
    fn what_the_page_shows() {
        let cases = [
            ("ﬃ", "ffi", "ligature/split"),
            ("⼀", "一", "radical/unified-ideograph"),
            ("⻓", "长", "radical/unified-ideograph"),
            ("\u{f90a}", "\u{91d1}", "compatibility-ideograph/unified"),
            ("Ａ", "A", "full-width-form/narrow-glyph"),
            ("︵", "（", "vertical-form/upright"),
            ("\u{e78e}", "。", "private-use/gbk-row"),
            ("\u{e815}", "厂", "private-use/gbk-row"),
            ("\u{ad}", "-", "soft-hyphen/drawn"),
            ("a\u{7}", "a", "control/no-glyph"),
        ];
        for (text, shows, rule) in cases {
            assert_eq!(mended(text, 0.5), Some((shows.into(), rule.into())), "{text}");
        }
    }

    #[test]
    fn small_capitals_and_old_style_figures_of_simple_fonts() {
        let (text, rule) = mend("\u{f761}\u{f7e9}\u{f731}", &Shown::default(), Repairs::Apply).unwrap();
        assert_eq!((text.as_str(), rule), ("aé1", PRIVATE_ADOBE));
        assert_eq!(mended("\u{f761}", 0.5), None);
    }

    #[test]
    fn what_is_right_stays() {
        for text in ["一", "Ａ", "a b", "—", "\u{fa0e}", "é"] {
            assert_eq!(mended(text, 1.0), None, "{text}");
        }
        assert_eq!(mend("ﬁ", &Shown::default(), Repairs::Leave), None);
        assert!(mend("\u{1}", &Shown::default(), Repairs::Leave).is_some());
    }
}

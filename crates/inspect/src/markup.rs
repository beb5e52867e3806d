//! Text and numbers as HTML and SVG take them. Knows no element.

use std::borrow::Cow;

/// Largest coordinate written, in points: beyond any page (ISO 32000-2, Annex C.2, has 14,400 units), and short
/// enough that hostile numbers do not blow the file up.
const FARTHEST: f32 = 100_000.0;

/// A text as the content of an element or as a quoted attribute. Control characters are shown by their pictures
/// (U+2400 and on): HTML forbids most of them, and a report is the place to see them.
pub(crate) fn escaped(text: &str) -> Cow<'_, str> {
    let plain = |c: char| !matches!(c, '&' | '<' | '>' | '"' | '\'') && !is_odd_control(c);
    if text.chars().all(plain) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\u{7f}' => out.push('\u{2421}'),
            c if is_odd_control(c) => out.push(picture(c)),
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

fn is_odd_control(c: char) -> bool {
    c.is_control() && !matches!(c, '\t' | '\n')
}

/// The picture of a C0 control character; U+FFFD for those of C1, which have none.
fn picture(c: char) -> char {
    char::from_u32(u32::from(c)).filter(|&c| c < ' ').map_or(char::REPLACEMENT_CHARACTER, |c| {
        char::from_u32(0x2400 + u32::from(c)).unwrap_or(char::REPLACEMENT_CHARACTER)
    })
}

/// A length in points with one decimal at most; what is no number is 0.
pub(crate) fn points(value: f32) -> String {
    let value = if value.is_finite() { value.clamp(-FARTHEST, FARTHEST) } else { 0.0 };
    let text = format!("{value:.1}");
    let text = text.strip_suffix(".0").unwrap_or(&text);
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// A colour as CSS writes it.
pub(crate) fn color([red, green, blue]: [u8; 3]) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

/// A number with commas between thousands.
pub(crate) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A number with its noun in the singular or plural.
pub(crate) fn counted(number: usize, noun: &str) -> String {
    let ending = if number == 1 { "" } else { "s" };
    format!("{} {noun}{ending}", grouped(number as u64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_is_markup() {
        assert_eq!(escaped("a 刊"), "a 刊");
        assert_eq!(escaped("<b a='\"'>&"), "&lt;b a=&#39;&quot;&#39;&gt;&amp;");
        assert_eq!(escaped("\0\u{1b}\u{7f}\u{85}\r\n"), "\u{2400}\u{241b}\u{2421}\u{fffd}\u{240d}\n");
    }

    #[test]
    fn lengths_are_short_and_finite() {
        let shown: Vec<String> = [1.0, 1.26, -0.01, f32::NAN, f32::INFINITY, 1e30].map(points).into();
        assert_eq!(shown, ["1", "1.3", "0", "0", "0", "100000"]);
    }

    #[test]
    fn numbers_are_grouped() {
        assert_eq!(counted(1, "page"), "1 page");
        assert_eq!(counted(12_408, "character"), "12,408 characters");
    }
}

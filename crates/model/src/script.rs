//! Facts about characters that spacing, joining and direction of lines depend on. No decisions.

/// Whether a character is set on the full em square and takes no space beside its like: Han, kana, full-width
/// forms and CJK punctuation. Hangul is square but spaced between words, and does not count.
pub fn is_ideographic(c: char) -> bool {
    matches!(u32::from(c),
        0x2E80..=0x2FDF // radicals
        | 0x3000..=0x30FF // CJK punctuation, kana
        | 0x3105..=0x312F // bopomofo
        | 0x31A0..=0x31FF
        | 0x3200..=0x4DBF // enclosed forms, extension A
        | 0x4E00..=0x9FFF
        | 0xF900..=0xFAFF // compatibility ideographs
        | 0xFE30..=0xFE4F // vertical forms
        | 0xFF01..=0xFF60 // full-width forms
        | 0x20000..=0x3FFFF)
}

/// Whether a character fills the em square, with or without spaces between words.
pub fn is_square(c: char) -> bool {
    is_ideographic(c) || matches!(u32::from(c), 0x1100..=0x11FF | 0x3130..=0x318F | 0xAC00..=0xD7AF)
}

/// Whether a character is surely a letter, without a look into the tables of Unicode: one of the letters that most
/// text of periodicals is made of. Texts are asked for the kind of their ends again and again.
pub fn is_common_letter(c: char) -> bool {
    matches!(c, 'a'..='z' | 'A'..='Z' | '\u{3041}'..='\u{3096}' | '\u{4E00}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}')
}

/// Quotes and dashes that Chinese type sets on the full square and Latin type narrow.
pub fn is_shared_punctuation(c: char) -> bool {
    matches!(c, '“' | '”' | '‘' | '’' | '—' | '…' | '·' | '‥')
}

/// Whether print that is broken between two characters has no space there when it is set on one line: both are
/// set on the full square, and at least one always is.
pub fn closes_up(before: char, after: char) -> bool {
    let square = |c| is_ideographic(c) || is_shared_punctuation(c);
    square(before) && square(after) && (is_ideographic(before) || is_ideographic(after))
}

/// The text with figures that are small and raised by themselves (`¹²`) in their full size: for marks of notes,
/// which each format raises by its own means.
pub fn full_size(text: &str) -> String {
    text.chars().map(|c| raised_figure(c).unwrap_or(c)).collect()
}

/// The figure that a raised one stands for.
fn raised_figure(c: char) -> Option<char> {
    match c {
        '¹' => Some('1'),
        '²' => Some('2'),
        '³' => Some('3'),
        '⁰' | '⁴'..='⁹' => char::from_digit(u32::from(c) - u32::from('⁰'), 10),
        _ => None,
    }
}

/// Whether a character is written from right to left.
pub fn is_right_to_left(c: char) -> bool {
    matches!(u32::from(c), 0x0590..=0x08FF | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFF | 0x10800..=0x10FFF | 0x1E800..=0x1EFFF)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn raised_figures_have_a_full_size() {
        assert_eq!(full_size("⁰¹²³⁴⁵⁶⁷⁸⁹ *ⁿ"), "0123456789 *ⁿ");
    }
}

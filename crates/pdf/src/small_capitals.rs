//! Small capitals that are capitals set smaller within a word (`HOLLOWAY` with a larger H), as systems without a cut
//! for them make them. Those that have a font or glyphs of their own are told by `fonts`.
//!
//! Nothing is rewritten: letters stay the capitals that they are, and their style says what they stand for.

use backissue_model::{Direction, Glyph, Page};

use crate::canvas::Canvas;

/// Sizes of small capitals as shares of the capital before them: systems make them of 0.7 to 0.85. A raised initial
/// is larger than that, a change of optical size smaller.
const SHARES: std::ops::RangeInclusive<f32> = 0.6..=0.92;

/// White between letters of one word, in parts of the type size: a word space has 0.2 or more, kerning takes 0.1 off.
const MAX_GAP: f32 = 0.15;

/// How far baselines of one word may differ, in parts of the type size.
const MAX_SHIFT: f32 = 0.02;

/// Marks the letters of such words on a page.
pub(crate) fn mark(canvas: &mut Canvas) {
    let page = &canvas.page;
    if page.styles.len() < 2 {
        return;
    }
    let mut first = 0;
    let mut found: Vec<usize> = Vec::new();
    for word in page.glyphs.chunk_by(|a, b| is_one_word(page, a, b)) {
        if is_small_capitals(page, word) {
            found.extend((first + 1)..(first + word.len()));
        }
        first += word.len();
    }
    let mut sisters = vec![None; canvas.page.styles.len()];
    for index in found {
        let style = canvas.page.glyphs[index].style;
        canvas.page.glyphs[index].style = canvas.sister(&mut sisters, style, |style| style.small_caps = true);
    }
}

/// Whether a capital is followed by smaller ones, all of one size.
fn is_small_capitals(page: &Page, word: &[Glyph]) -> bool {
    let [capital, first, rest @ ..] = word else {
        return false;
    };
    let size = page.style(first).size;
    SHARES.contains(&(size / page.style(capital).size)) && rest.iter().all(|glyph| glyph.style == first.style)
}

/// Whether two letters drawn one after the other are capitals of one word.
fn is_one_word(page: &Page, a: &Glyph, b: &Glyph) -> bool {
    let is_capital = |glyph: &Glyph| page.glyph_text(glyph).chars().all(char::is_uppercase) && glyph.len > 0;
    let (style_a, style_b) = (page.style(a), page.style(b));
    let gap = b.x - (a.x + a.advance);
    style_a.direction == Direction::Right
        && style_b.direction == Direction::Right
        && is_capital(a)
        && is_capital(b)
        && gap.abs() <= style_a.size * MAX_GAP
        && (a.y - b.y).abs() <= style_a.size * MAX_SHIFT
        && style_a.family == style_b.family
        && style_a.bold == style_b.bold
}

#[cfg(test)]
mod tests {
    use backissue_model::TextStyle;

    use super::*;
    use crate::canvas::test_canvas;

    /// The letters that are marked when these are set side by side in these sizes.
    fn marked(letters: &[(&str, f32)]) -> String {
        let mut x = 10.0;
        let glyphs: Vec<_> = (letters.iter())
            .map(|&(letter, size)| {
                let glyph = (letter, x, 100.0, TextStyle { size, ..TextStyle::default() });
                x += size;
                glyph
            })
            .collect();
        let mut canvas = test_canvas(&glyphs);
        mark(&mut canvas);
        let page = &canvas.page;
        let found = page.glyphs.iter().filter(|glyph| page.style(glyph).small_caps);
        found.map(|glyph| page.glyph_text(glyph)).collect()
    }

    #[test]
    fn smaller_capitals_behind_a_capital() {
        assert_eq!(marked(&[("a", 12.0), ("P", 12.0), ("E", 9.0), ("N", 9.0), ("b", 12.0)]), "EN");
        assert_eq!(marked(&[("P", 12.0), ("E", 12.0), ("N", 12.0)]), "");
    }

    #[test]
    fn initials_formulas_and_mixed_sizes_are_not() {
        assert_eq!(marked(&[("P", 36.0), ("E", 12.0), ("N", 12.0)]), "");
        assert_eq!(marked(&[("P", 12.0), ("e", 9.0)]), "");
        assert_eq!(marked(&[("P", 12.0), ("E", 9.0), ("N", 10.0)]), "");
    }
}

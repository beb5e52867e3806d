//! Accents that a file draws as glyphs of their own, over or under their letters.
//!
//! Old TeX fonts have no accented letters: `ü` is a dieresis and a `u` in one place. An accent that covers a letter
//! makes one character with it, if Unicode has that character; an accent beside letters stays what it is.

use backissue_model::{Glyph, Rule};
use unicode_normalization::UnicodeNormalization as _;

use crate::canvas::{Canvas, cell};

const ACCENT: Rule = Rule::new("accent/over-letter");

/// Spacing accents, and the combining marks that say the same.
const ACCENTS: [(char, char); 14] = [
    ('`', '\u{300}'),
    ('´', '\u{301}'),
    ('^', '\u{302}'),
    ('ˆ', '\u{302}'),
    ('~', '\u{303}'),
    ('˜', '\u{303}'),
    ('¯', '\u{304}'),
    ('˘', '\u{306}'),
    ('˙', '\u{307}'),
    ('¨', '\u{308}'),
    ('˚', '\u{30A}'),
    ('˝', '\u{30B}'),
    ('ˇ', '\u{30C}'),
    ('¸', '\u{327}'),
];

/// The share of an accent's width that its letter must lie under.
const COVERED: f32 = 0.6;
/// How far an accent may be raised over a capital, as a share of the type size.
const RAISED: f32 = 0.45;
/// The widest letter, as a share of the type size: how far back a letter under an accent may begin.
const WIDEST: f32 = 1.2;

/// Joins accents with the letters that they cover.
pub(crate) fn join(canvas: &mut Canvas) {
    let page = &canvas.page;
    let single = |glyph: &Glyph| {
        let mut chars = page.glyph_text(glyph).chars();
        chars.next().filter(|_| chars.next().is_none())
    };
    let accents: Vec<(usize, char, char)> = (page.glyphs.iter().enumerate())
        .filter_map(|(index, glyph)| {
            let accent = single(glyph)?;
            let (_, mark) = ACCENTS.iter().find(|(spacing, _)| *spacing == accent)?;
            Some((index, accent, *mark))
        })
        .collect();
    if accents.is_empty() {
        return;
    }
    let mut letters: Vec<(f32, usize)> = (page.glyphs.iter().enumerate())
        .filter(|(_, glyph)| single(glyph).is_some_and(char::is_alphabetic))
        .map(|(index, glyph)| (glyph.x, index))
        .collect();
    letters.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let mut joined: Vec<(usize, usize, char, String)> = Vec::new();
    let mut taken = vec![false; page.glyphs.len()];
    for (index, accent, mark) in accents {
        let glyph = &page.glyphs[index];
        let size = page.style(glyph).size;
        let from = letters.partition_point(|(x, _)| *x < glyph.x - WIDEST * size);
        let near = letters[from..].iter().take_while(|(x, _)| *x <= glyph.x + glyph.advance);
        let under = near.map(|(_, letter)| *letter).find(|letter| {
            !taken[*letter]
                && page.glyphs[*letter].style == glyph.style
                && covers(glyph, &page.glyphs[*letter], size)
        });
        if let Some(letter) = under
            && let Some(whole) = single(&page.glyphs[letter]).and_then(|base| composed(base, mark))
        {
            taken[letter] = true;
            joined.push((index, letter, accent, whole.to_string()));
        }
    }
    let mut keep = vec![true; canvas.page.glyphs.len()];
    for (index, letter, accent, whole) in joined {
        keep[index] = false;
        put(canvas, letter, accent, &whole);
    }
    canvas.retain(&keep);
}

/// Whether an accent lies over or under a letter.
fn covers(accent: &Glyph, letter: &Glyph, size: f32) -> bool {
    let shared = (accent.x + accent.advance).min(letter.x + letter.advance) - accent.x.max(letter.x);
    shared >= COVERED * accent.advance.min(letter.advance).max(0.1)
        && (accent.y - letter.y).abs() <= RAISED * size
}

/// The one character that a letter and a mark make; the dotless i has its dot back under an accent.
fn composed(base: char, mark: char) -> Option<char> {
    let base = if base == 'ı' { 'i' } else { base };
    let mut whole = [base, mark].into_iter().nfc();
    whole.next().filter(|_| whole.next().is_none())
}

fn put(canvas: &mut Canvas, index: usize, accent: char, whole: &str) {
    let glyph = canvas.page.glyphs[index];
    let rect = cell(glyph.x, glyph.y, glyph.advance, canvas.page.style(&glyph));
    let before = format!("{accent}{}", canvas.page.glyph_text(&glyph));
    // Packing puts the text back into the order of the glyphs.
    let start = canvas.page.text.len() as u32;
    canvas.page.text.push_str(whole);
    let glyph = &mut canvas.page.glyphs[index];
    (glyph.start, glyph.len) = (start, whole.len() as u8);
    canvas.book(ACCENT, rect, &before, whole);
}

#[cfg(test)]
mod tests {
    use backissue_model::TextStyle;

    use super::*;
    use crate::canvas::test_canvas;

    fn joined(glyphs: &[(&str, f32)]) -> String {
        let glyphs: Vec<_> = glyphs.iter().map(|(text, x)| (*text, *x, 50.0, TextStyle::default())).collect();
        let mut canvas = test_canvas(&glyphs);
        join(&mut canvas);
        canvas.page.text
    }

    #[test]
    fn an_accent_over_a_letter_makes_one_character() {
        assert_eq!(joined(&[("B", 0.0), ("¨", 10.2), ("u", 10.0), ("c", 20.0)]), "Büc");
        assert_eq!(joined(&[("ı", 10.0), ("´", 10.1)]), "í");
    }

    #[test]
    fn an_accent_beside_letters_stays() {
        assert_eq!(joined(&[("a", 0.0), ("^", 10.0), ("b", 20.0)]), "a^b");
        assert_eq!(joined(&[("q", 0.0), ("¨", 0.0)]), "q¨");
    }
}

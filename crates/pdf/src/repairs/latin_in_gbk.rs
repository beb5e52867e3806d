//! Latin letters that Founder systems wrote as GBK pairs: lead byte A0, the letter with its high bit set behind it.
//!
//! Read as GBK they are rare ideographs (`犜犺犲` for `The`). One alone may be meant; two side by side, or one in a
//! glyph too narrow for an ideograph, are not.

use backissue_model::Rule;
use encoding_rs::GBK;

use crate::canvas::{Canvas, cell};

const LATIN: Rule = Rule::new("latin/gbk-row-a0");

/// Widest glyph that is no ideograph, in parts of the type size.
const NARROW: f32 = 0.8;

/// The letter, or space, that an ideograph of GBK's row A0 stands for.
fn letter(ideograph: char) -> Option<char> {
    // The row's ideographs all lie in this block: a quick answer for the many that are not.
    if !('\u{7240}'..='\u{7400}').contains(&ideograph) {
        return None;
    }
    let mut buffer = [0; 4];
    let (bytes, _, unmappable) = GBK.encode(ideograph.encode_utf8(&mut buffer));
    match *bytes {
        [0xA0, trail] if trail >= 0xA0 && !unmappable => Some(char::from(trail & 0x7f)),
        _ => None,
    }
}

/// Puts the letters in, glyph by glyph.
pub(crate) fn mend(canvas: &mut Canvas) {
    let page = &canvas.page;
    let single = |text: &str| {
        let mut chars = text.chars();
        chars.next().filter(|_| chars.next().is_none())
    };
    let letters: Vec<Option<char>> =
        page.glyphs.iter().map(|glyph| single(page.glyph_text(glyph)).and_then(letter)).collect();
    if letters.iter().all(Option::is_none) {
        return;
    }
    let mut texts = Vec::with_capacity(letters.len());
    for (i, found) in letters.iter().enumerate() {
        let glyph = &page.glyphs[i];
        let beside = (i > 0 && letters[i - 1].is_some()) || letters.get(i + 1).is_some_and(Option::is_some);
        let narrow = glyph.advance < page.style(glyph).size * NARROW;
        texts.push(found.filter(|_| beside || narrow));
    }
    for (i, text) in texts.into_iter().enumerate() {
        if let Some(letter) = text {
            put(canvas, i, letter);
        }
    }
    canvas.retain(&[]);
}

/// The letter is shorter than the ideograph: it stands at the start of its place, and packing closes the gap.
fn put(canvas: &mut Canvas, index: usize, letter: char) {
    let glyph = canvas.page.glyphs[index];
    let rect = cell(glyph.x, glyph.y, glyph.advance, canvas.page.style(&glyph));
    let before = canvas.page.glyph_text(&glyph).to_owned();
    let after = letter.to_string();
    let start = glyph.start as usize;
    let filler = format!("{after}{}", " ".repeat(before.len() - after.len()));
    canvas.page.text.replace_range(start..start + before.len(), &filler);
    canvas.page.glyphs[index].len = after.len() as u8;
    canvas.book(LATIN, rect, &before, &after);
}

#[cfg(test)]
mod tests {
    use backissue_model::TextStyle;

    use super::*;
    use crate::canvas::test_canvas;

    fn mended(texts: &[&str]) -> String {
        let glyphs: Vec<_> = texts
            .iter()
            .enumerate()
            .map(|(i, text)| (*text, i as f32 * 10.0, 50.0, TextStyle::default()))
            .collect();
        let mut canvas = test_canvas(&glyphs);
        mend(&mut canvas);
        canvas.page.text
    }

    #[test]
    fn two_side_by_side_are_letters() {
        assert_eq!(mended(&["在", "犜", "犺", "犲", "报"]), "在The报");
        assert_eq!(mended(&["犗", "牋", "犙"]), "O Q");
    }

    #[test]
    fn one_alone_may_be_meant() {
        assert_eq!(mended(&["在", "犜", "报"]), "在犜报");
    }
}

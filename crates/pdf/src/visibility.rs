//! Which glyphs a reader of the page sees: not those drawn in no colour, in the colour of their ground, under a
//! picture, outside the page, or too small.
//!
//! Nothing is taken out here. A text layer under a scan is the page's text: it stays, marked as what nobody sees but
//! everybody reads.

use backissue_model::{Rect, Visibility, WarningKind, is_counted};

use crate::canvas::{Canvas, Ground, cell};
use crate::color::Rgb;
use crate::matrix::intersection;

/// Type smaller than this cannot be read in print, in points; the smallest legal print has 3.
const MIN_SIZE: f32 = 1.0;

/// How far two colours may differ in each part and still be one to the eye: a hundredth of the whole.
const SAME_COLOR: u8 = 3;

/// Share of the page that a picture must cover to be a scan of it.
const SCAN_SHARE: f32 = 0.4;

/// How many times the visible text a text layer must have to be the text of a scanned page that bears a stamp or a
/// download notice besides.
const LAYER_RATIO: usize = 4;

/// Areas looked through for the ground of a glyph; drawings beyond that have no ground to speak of.
const MAX_GROUNDS: usize = 2_000;

/// The colour of paper.
const WHITE: Rgb = [255; 3];

/// Sets the visibility of each glyph by what was painted before and after it.
pub(crate) fn mark(canvas: &mut Canvas) {
    let page = Rect::new(0.0, 0.0, canvas.page.width, canvas.page.height);
    let pictures: Vec<Ground> = canvas.grounds.iter().filter(|ground| ground.picture).copied().collect();
    let mut hidden_style = vec![None; canvas.page.styles.len()];
    for i in 0..canvas.page.glyphs.len() {
        let glyph = canvas.page.glyphs[i];
        let style = canvas.page.style(&glyph);
        let rect = cell(glyph.x, glyph.y, glyph.advance, style);
        let covered = || {
            let mut later = pictures.iter().filter(|picture| picture.after as usize > i);
            later.any(|picture| picture.rect.holds_middle_of(&rect))
        };
        // Text in no colour needs no cover to be unseen, and may be the text of a picture that is drawn over it.
        let is_drawn = style.visibility == Visibility::Visible;
        let unseen = style.size < MIN_SIZE
            || intersection(&page, &rect).is_none()
            || is_drawn && (covered() || is_same_as_ground(canvas, i, &rect, style.color));
        if unseen {
            canvas.page.glyphs[i].style = canvas.sister(&mut hidden_style, glyph.style, |style| {
                style.visibility = Visibility::Hidden;
            });
        }
    }
}

/// Whether a glyph has the colour of what it stands on: of the last area painted before it, or of the paper. Where
/// that has no one colour, the glyph counts as seen.
fn is_same_as_ground(canvas: &Canvas, index: usize, rect: &Rect, color: Rgb) -> bool {
    let near_white = is_same(color, WHITE);
    let mut grounds = canvas.grounds.iter();
    if canvas.grounds.len() > MAX_GROUNDS
        || !near_white && !grounds.any(|ground| ground.color.is_some_and(|ground| is_same(ground, color)))
    {
        return false;
    }
    let before = canvas.grounds.partition_point(|ground| ground.after as usize <= index);
    let ground = canvas.grounds[..before].iter().rev().find(|ground| ground.rect.holds_middle_of(rect));
    match ground {
        Some(ground) => ground.color.is_some_and(|ground| is_same(ground, color)),
        None => near_white,
    }
}

fn is_same(a: Rgb, b: Rgb) -> bool {
    a.iter().zip(b).all(|(a, b)| a.abs_diff(b) <= SAME_COLOR)
}

/// Takes hidden text for the page's text when there is no other, or when it lies on a scan and far outweighs what is
/// seen besides. Of what is left, text in no colour stays what it is only where it lies on a picture,
/// whose recognised text it is; elsewhere it is hidden.
pub(crate) fn settle(canvas: &mut Canvas) {
    let count = |canvas: &Canvas, wanted: fn(Visibility) -> bool| -> usize {
        let page = &canvas.page;
        let glyphs = page.glyphs.iter().filter(|glyph| wanted(page.style(glyph).visibility));
        glyphs.filter(|glyph| page.glyph_text(glyph).chars().any(is_counted)).count()
    };
    let seen = count(canvas, |visibility| visibility == Visibility::Visible);
    let unseen = count(canvas, |visibility| visibility != Visibility::Visible);
    if unseen == 0 {
        return;
    }
    let area = canvas.page.width * canvas.page.height;
    let scanned = canvas
        .pictures
        .iter()
        .any(|picture| picture.rect.width() * picture.rect.height() > area * SCAN_SHARE);
    if seen == 0 || scanned && unseen > seen * LAYER_RATIO {
        let looks = if scanned { Visibility::Invisible } else { Visibility::Visible };
        let hidden = canvas.page.styles.iter_mut().filter(|style| style.visibility != Visibility::Visible);
        hidden.for_each(|style| style.visibility = looks);
        return;
    }
    hide_what_no_picture_shows(canvas);
    canvas
        .warn(WarningKind::HiddenText, format!("{unseen} characters are drawn so that no reader sees them"));
}

fn hide_what_no_picture_shows(canvas: &mut Canvas) {
    let mut sisters = vec![None; canvas.page.styles.len()];
    for i in 0..canvas.page.glyphs.len() {
        let glyph = canvas.page.glyphs[i];
        let style = canvas.page.style(&glyph);
        let rect = cell(glyph.x, glyph.y, glyph.advance, style);
        let on_picture = || canvas.pictures.iter().any(|picture| picture.rect.holds_middle_of(&rect));
        if style.visibility == Visibility::Invisible && !on_picture() {
            canvas.page.glyphs[i].style =
                canvas.sister(&mut sisters, glyph.style, |style| style.visibility = Visibility::Hidden);
        }
    }
}

#[cfg(test)]
mod tests {
    use backissue_model::TextStyle;

    use super::*;
    use crate::canvas::test_canvas;

    fn glyph(x: f32, color: Rgb, size: f32) -> (&'static str, f32, f32, TextStyle) {
        ("a", x, 100.0, TextStyle { color, size, ..TextStyle::default() })
    }

    fn seen(canvas: &Canvas) -> Vec<bool> {
        let page = &canvas.page;
        page.glyphs.iter().map(|glyph| page.style(glyph).visibility == Visibility::Visible).collect()
    }

    #[test]
    fn white_on_white_outside_and_tiny() {
        let black = [0; 3];
        let mut canvas = test_canvas(&[
            glyph(10.0, black, 10.0),
            glyph(20.0, WHITE, 10.0),
            glyph(700.0, black, 10.0),
            glyph(30.0, black, 0.5),
        ]);
        mark(&mut canvas);
        assert_eq!(seen(&canvas), [true, false, false, false]);
        settle(&mut canvas);
        assert_eq!((seen(&canvas)[1], canvas.warnings.len()), (false, 1));
    }

    #[test]
    fn white_on_a_dark_bar_is_seen() {
        let mut canvas = test_canvas(&[]);
        canvas.push_ground(Rect::new(0.0, 80.0, 200.0, 120.0), Some([200, 0, 0]), false);
        let mut text = test_canvas(&[
            glyph(10.0, WHITE, 10.0),
            glyph(30.0, [200, 0, 0], 10.0),
            glyph(300.0, WHITE, 10.0),
        ]);
        text.grounds = canvas.grounds;
        mark(&mut text);
        assert_eq!(seen(&text), [true, false, false]);
    }

    #[test]
    fn text_in_no_colour_belongs_to_the_picture_that_it_lies_on() {
        let mut unseen = glyph(20.0, [0; 3], 10.0);
        unseen.3.visibility = Visibility::Invisible;
        let mut elsewhere = unseen.clone();
        elsewhere.1 = 300.0;
        let mut canvas = test_canvas(&[glyph(10.0, [0; 3], 10.0), unseen, elsewhere]);
        let source = crate::images::ImageSource::Object((1, 0));
        let rect = Rect::new(0.0, 90.0, 200.0, 110.0);
        canvas.push_picture(crate::canvas::Picture {
            rect,
            matrix: crate::matrix::IDENTITY,
            is_scan: false,
            source,
            alt: None,
            tag: 0,
        });
        mark(&mut canvas);
        settle(&mut canvas);
        let looks: Vec<_> =
            canvas.page.glyphs.iter().map(|glyph| canvas.page.style(glyph).visibility).collect();
        assert_eq!(looks, [Visibility::Visible, Visibility::Invisible, Visibility::Hidden]);
    }

    #[test]
    fn the_only_text_of_a_page_is_its_text() {
        let mut canvas = test_canvas(&[glyph(10.0, [0; 3], 10.0)]);
        canvas.push_ground(Rect::new(0.0, 0.0, 600.0, 800.0), None, true);
        mark(&mut canvas);
        assert_eq!(seen(&canvas), [false]);
        settle(&mut canvas);
        assert_eq!((seen(&canvas), canvas.warnings.len()), (vec![true], 0));
    }
}

//! Text drawn twice (a shadow, a false bold) taken once, and a hidden text layer under the same visible text.

use backissue_model::{Direction, Glyph, Rule, Visibility};

use crate::canvas::{Canvas, cell};

const DRAWN_TWICE: Rule = Rule::new("shadow/drawn-twice");
const UNDER_VISIBLE: Rule = Rule::new("hidden-text/same-visible-text");
const OTHER_READING: Rule = Rule::new("hidden-text/other-reading-of-visible-text");

/// How far the second drawing may lie along the line from the first, in parts of the type size. Shadows lie 0.02 to
/// 0.08 off; the narrowest doubled letters (`ll`, `ii`) 0.22.
const MAX_ALONG: f32 = 0.12;

/// The same as a share of the glyph's advance: narrow letters stand closer.
const MAX_ADVANCE_SHARE: f32 = 0.5;

/// How far across the line, in parts of the type size: no two lines of text stand so close.
const MAX_ACROSS: f32 = 0.2;

/// How far a recognised glyph may lie from the same visible one, in parts of the type size: recognition is rough.
const MAX_OCR_OFFSET: f32 = 0.5;

/// How much the type sizes of two drawings of one text may differ, as a factor.
const MAX_SIZE_RATIO: f32 = 1.1;

/// How much the sizes of recognised and visible text may differ, as a factor.
const MAX_OCR_SIZE_RATIO: f32 = 2.0;

/// Share of a hidden line that must stand under the same visible text for the rest of it to be another reading of
/// that text: recognition of type misreads one letter in ten at worst, and two lines that differ share one in ten.
const MIN_COPY_SHARE: f32 = 0.7;

/// Glyphs with the same text near a line that each glyph is compared with: 64, more than any line has of one letter.
/// Stops a page of one letter drawn in one place for ever.
const MAX_NEIGHBOURS: usize = 64;

/// A glyph by its text and height.
struct Placed {
    first: char,
    y: f32,
    index: usize,
}

/// Takes out glyphs that the page shows once but the file draws twice. Of two that are seen, the one drawn later
/// stays, for it lies on top; of a hidden and a visible one, the visible.
pub(crate) fn remove(canvas: &mut Canvas) {
    let page = &canvas.page;
    let mut placed: Vec<Placed> = (page.glyphs.iter().enumerate())
        .filter_map(|(index, glyph)| {
            Some(Placed { first: page.glyph_text(glyph).chars().next()?, y: glyph.y, index })
        })
        .collect();
    placed
        .sort_unstable_by(|a, b| a.first.cmp(&b.first).then(a.y.total_cmp(&b.y)).then(a.index.cmp(&b.index)));
    let mut losers: Vec<Option<Rule>> = vec![None; page.glyphs.len()];
    for (i, a) in placed.iter().enumerate() {
        let reach = page.style(&page.glyphs[a.index]).size * MAX_OCR_OFFSET;
        let near = placed[i + 1..].iter().take(MAX_NEIGHBOURS);
        let near = near.take_while(|b| b.first == a.first && b.y - a.y <= reach);
        for (index, rule) in near.filter_map(|b| loser(canvas, a.index.min(b.index), a.index.max(b.index))) {
            losers[index] = Some(rule);
        }
    }
    mark_other_readings(canvas, &mut losers);
    if losers.iter().all(Option::is_none) {
        return;
    }
    let keep: Vec<bool> = losers.iter().map(Option::is_none).collect();
    for (index, rule) in losers.into_iter().enumerate().filter_map(|(index, rule)| Some((index, rule?))) {
        let glyph = canvas.page.glyphs[index];
        let rect = cell(glyph.x, glyph.y, glyph.advance, canvas.page.style(&glyph));
        let text = canvas.page.glyph_text(&glyph).to_owned();
        canvas.book(rule, rect, &text, "");
    }
    canvas.retain(&keep);
}

/// Marks what is left of hidden lines of which most stands under the same visible text: letters that were recognised
/// otherwise, which would go into the visible words.
fn mark_other_readings(canvas: &Canvas, losers: &mut [Option<Rule>]) {
    let mut first = 0;
    for line in canvas.page.glyphs.chunk_by(|a, b| on_one_line(canvas, a, b)) {
        let losers = &mut losers[first..first + line.len()];
        first += line.len();
        let copies = losers.iter().flatten().filter(|rule| **rule == UNDER_VISIBLE).count();
        if copies as f32 >= line.len() as f32 * MIN_COPY_SHARE {
            losers.iter_mut().filter(|rule| rule.is_none()).for_each(|rule| *rule = Some(OTHER_READING));
        }
    }
}

/// Whether two glyphs that are drawn one after the other stand in one line and are seen or unseen alike.
fn on_one_line(canvas: &Canvas, a: &Glyph, b: &Glyph) -> bool {
    let (style_a, style_b) = (canvas.page.style(a), canvas.page.style(b));
    style_a.visibility == style_b.visibility
        && style_a.direction == style_b.direction
        && offset(a, b, style_a.direction).1 <= style_a.size * MAX_ACROSS
}

/// Which of two glyphs the page does not show, if they show one and the same.
fn loser(canvas: &Canvas, earlier: usize, later: usize) -> Option<(usize, Rule)> {
    let page = &canvas.page;
    let (a, b) = (&page.glyphs[earlier], &page.glyphs[later]);
    let (style_a, style_b) = (page.style(a), page.style(b));
    if style_a.direction != style_b.direction || page.glyph_text(a) != page.glyph_text(b) {
        return None;
    }
    let (along, across) = offset(a, b, style_a.direction);
    let size = style_a.size.min(style_b.size);
    let ratio = style_a.size.max(style_b.size) / size;
    match (style_a.visibility, style_b.visibility) {
        (seen_a, seen_b) if seen_a == seen_b => {
            let close =
                along <= (size * MAX_ALONG).min(a.advance * MAX_ADVANCE_SHARE) && across <= size * MAX_ACROSS;
            (close && ratio <= MAX_SIZE_RATIO).then_some((earlier, DRAWN_TWICE))
        }
        (seen_a, seen_b) => {
            let close = along <= size * MAX_OCR_OFFSET && across <= size * MAX_OCR_OFFSET;
            let hidden = match (seen_a, seen_b) {
                (Visibility::Visible, _) => later,
                (_, Visibility::Visible) => earlier,
                _ => return None,
            };
            (close && ratio <= MAX_OCR_SIZE_RATIO).then_some((hidden, UNDER_VISIBLE))
        }
    }
}

/// Distance of two glyphs along and across the line.
fn offset(a: &Glyph, b: &Glyph, direction: Direction) -> (f32, f32) {
    let (x, y) = ((a.x - b.x).abs(), (a.y - b.y).abs());
    match direction {
        Direction::Right | Direction::Left => (x, y),
        Direction::Vertical | Direction::Down | Direction::Up => (y, x),
    }
}

#[cfg(test)]
mod tests {
    use backissue_model::TextStyle;

    use super::*;
    use crate::canvas::test_canvas;

    fn style(visibility: Visibility) -> TextStyle {
        TextStyle { visibility, ..TextStyle::default() }
    }

    fn text_after(glyphs: &[(&str, f32, f32, Visibility)]) -> (String, Vec<String>) {
        let styled: Vec<_> = glyphs.iter().map(|&(text, x, y, seen)| (text, x, y, style(seen))).collect();
        let mut canvas = test_canvas(&styled);
        remove(&mut canvas);
        let booked = canvas.entries.iter().map(|entry| format!("{} {}", entry.rule, entry.before)).collect();
        (canvas.page.text, booked)
    }

    const SEEN: Visibility = Visibility::Visible;
    const UNSEEN: Visibility = Visibility::Invisible;

    #[test]
    fn a_shadow_is_taken_once() {
        let shadow = [("标", 10.0, 50.0, SEEN), ("题", 20.0, 50.0, SEEN)];
        let text = [("标", 10.5, 50.6, SEEN), ("题", 20.5, 50.6, SEEN)];
        let (kept, booked) = text_after(&[shadow, text].concat());
        assert_eq!((kept.as_str(), booked), ("标题", vec!["shadow/drawn-twice 标题".to_owned()]));
    }

    #[test]
    fn doubled_letters_and_lines_stay() {
        let glyphs = [("l", 10.0, 50.0, SEEN), ("l", 12.2, 50.0, SEEN), ("l", 10.0, 60.0, SEEN)];
        assert_eq!(text_after(&glyphs).0, "lll");
    }

    #[test]
    fn recognised_text_under_the_same_visible_text_goes() {
        let glyphs = [("a", 10.0, 50.0, UNSEEN), ("b", 20.0, 50.0, UNSEEN), ("a", 13.0, 52.0, SEEN)];
        let (kept, booked) = text_after(&glyphs);
        assert_eq!((kept.as_str(), booked), ("ba", vec!["hidden-text/same-visible-text a".to_owned()]));
    }

    #[test]
    fn a_hidden_line_that_reads_a_letter_otherwise_goes_whole() {
        let line = |read: [&'static str; 4], seen| {
            let glyph = |(index, text): (usize, &'static str)| (text, 10.0 * index as f32, 50.0, seen);
            read.into_iter().enumerate().map(glyph).collect::<Vec<_>>()
        };
        let (kept, booked) =
            text_after(&[line(["l", "a", "m", "p"], SEEN), line(["l", "a", "n", "p"], UNSEEN)].concat());
        assert_eq!(kept, "lamp");
        assert!(booked.contains(&"hidden-text/other-reading-of-visible-text n".to_owned()), "{booked:?}");
        assert_eq!(
            text_after(&[line(["l", "a", "m", "p"], SEEN), line(["l", "o", "n", "g"], UNSEEN)].concat()).0,
            "lampong"
        );
    }
}

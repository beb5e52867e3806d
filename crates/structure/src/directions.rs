//! The main direction of an issue: whether most of its text runs in vertical lines, or from right to left. How the
//! lines of a page were found is the matter of layout.

use backissue_model::script::is_right_to_left;
use backissue_model::{Flow, FlowItem, WritingMode};

/// The direction of most characters.
pub(crate) fn writing_mode(flow: &Flow) -> WritingMode {
    let (mut all, mut vertical, mut right_to_left) = (0, 0, 0);
    for item in &flow.items {
        let FlowItem::Line(line) = item else { continue };
        let frame = line.frame.and_then(|frame| flow.frames.get(frame as usize));
        let letters = line.text.text.chars().filter(|c| c.is_alphabetic()).count();
        all += letters;
        if frame.is_some_and(|frame| frame.writing_mode == WritingMode::VerticalRl) {
            vertical += letters;
        }
        right_to_left += line.text.text.chars().filter(|c| c.is_alphabetic() && is_right_to_left(*c)).count();
    }
    if vertical * 2 > all {
        WritingMode::VerticalRl
    } else if right_to_left * 2 > all {
        WritingMode::HorizontalRtl
    } else {
        WritingMode::HorizontalLtr
    }
}

#[cfg(test)]
mod tests {
    use backissue_model::{Frame, Line, Spanned};

    use super::*;

    fn flow(lines: &[(&str, Option<u32>)]) -> Flow {
        let line = |(text, frame): &(&str, Option<u32>)| {
            FlowItem::Line(Line { text: Spanned::plain(*text), frame: *frame, ..Line::default() })
        };
        let vertical = Frame { writing_mode: WritingMode::VerticalRl, ..Frame::default() };
        let frames = vec![Frame::default(), vertical];
        Flow { items: lines.iter().map(line).collect(), frames, ..Flow::default() }
    }

    #[test]
    fn most_letters_decide() {
        let mode = |lines: &[(&str, Option<u32>)]| writing_mode(&flow(lines));
        assert_eq!(mode(&[("港の灯台に明かり", Some(1)), ("号外", Some(0))]), WritingMode::VerticalRl);
        assert_eq!(mode(&[("港の灯台に明かり", Some(0)), ("号外", Some(1))]), WritingMode::HorizontalLtr);
        assert_eq!(mode(&[("שלום לכולם", None), ("Oil", None)]), WritingMode::HorizontalRtl);
        assert_eq!(mode(&[]), WritingMode::HorizontalLtr);
    }
}

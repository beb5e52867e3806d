//! What the end and the extent of a line tell: whether it closes a sentence, whether it is running text.

use backissue_model::script;

use crate::lines::TextLine;

/// Whether a text ends like a sentence, closing quotation marks and brackets aside.
pub(crate) fn ends_sentence(text: &str) -> bool {
    if text.ends_with(script::is_common_letter) {
        return false;
    }
    let core = text.trim_end_matches(['”', '’', '」', '』', '）', ')', '"', '»', ']', '\'']);
    core.ends_with(['。', '！', '？', '…', '；', '.', '!', '?', '．', ':', '：'])
}

/// A line this wide is running text whatever it ends with, in ems: a headline fits one line of print.
const HEADLINE_WIDTH: f32 = 40.0;

/// Whether a line looks like running text: it fills the measure, closes a sentence, or is indented like a
/// paragraph. For lines in the middle, which are indented by more, the end alone decides.
pub(crate) fn is_body(line: &TextLine, measure: f32) -> bool {
    let width = line.end - line.indent;
    let fills =
        if measure > 0.0 { line.end >= measure * 0.9 && line.indent <= 4.0 } else { width > HEADLINE_WIDTH };
    let indented = line.indent == 2.0 && line.text.starts_with(|c: char| !c.is_ascii());
    fills || indented || ends_sentence(&line.text)
}

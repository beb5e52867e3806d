//! Wrapping paragraphs by display width. Only at spaces, because a line end is a space to every reader: never
//! within Chinese or Japanese, and never so that the next line would begin with a mark of its own.

use unicode_width::UnicodeWidthStr;

/// The text with line ends at spaces, so that lines are at most `width` columns wide where that is possible.
pub(crate) fn wrap(text: &str, width: usize) -> String {
    let lines: Vec<String> = text.split('\n').map(|line| wrap_line(line, width)).collect();
    lines.join("\n")
}

fn wrap_line(line: &str, width: usize) -> String {
    let mut out = String::with_capacity(line.len());
    let mut column = 0;
    for word in line.split(' ') {
        let wide = word.width();
        if out.is_empty() && column == 0 {
            column = wide;
        } else if column + 1 + wide > width && may_begin_line(word) && !out.ends_with([' ', '\\']) {
            out.push('\n');
            column = wide;
        } else {
            out.push(' ');
            column += 1 + wide;
        }
        out.push_str(word);
    }
    out
}

/// Whether a word means the same at the start of a line: no mark of a block begins with a letter of a word, an
/// opening bracket or quote; a number may be a list's.
fn may_begin_line(word: &str) -> bool {
    word.starts_with(|c: char| c.is_alphabetic() || "“‘(\"'".contains(c) || !c.is_ascii())
}

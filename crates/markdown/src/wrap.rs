//! Wrapping paragraphs by display width. Only at spaces, because a line end is a space to every reader: never
//! within Chinese or Japanese, and never so that the next line would begin with a mark of its own.

use backissue_model::script::is_ideographic;
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
        } else if column + 1 + wide > width && may_break(&out, word) {
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

/// Whether a line may end before a word. Not between two characters that fill the square: readers that know
/// them drop the line end and with it the space.
fn may_break(line: &str, word: &str) -> bool {
    let square = |c: Option<char>| c.is_some_and(is_ideographic);
    let squares = square(line.chars().next_back()) && square(word.chars().next());
    may_begin_line(word) && !squares && !line.ends_with([' ', '\\'])
}

/// Whether a word means the same at the start of a line: no mark of a block begins with a letter of a word, an
/// opening bracket or quote; a number may be a list's.
fn may_begin_line(word: &str) -> bool {
    word.starts_with(|c: char| c.is_alphabetic() || "“‘(\"'".contains(c) || !c.is_ascii())
}

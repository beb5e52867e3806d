//! A decoded text cut into lines: where each begins and ends on the page, and what stands blank above it.
//!
//! Repairs of single lines ([`crate::controls`], [`crate::mojibake`]) are made here, on the way; what a line is,
//! is told later.

use backissue_model::{Ledger, Place, Role};

use crate::width::{Ambiguous, ems, end_column};
use crate::{controls, mojibake};

/// A line that is not blank.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct TextLine {
    /// Its number in the file, from 1.
    pub number: u32,
    /// Its text without the blanks around it.
    pub text: String,
    /// Blank space before it, in ems.
    pub indent: f32,
    /// Where it ends, in ems from the left edge.
    pub end: f32,
    /// Blank lines above it, on its own sheet.
    pub blanks: u32,
    /// The sheet it stands on, from 1.
    pub sheet: u32,
    /// Whether it is the first of its sheet that is no furniture.
    pub opens_sheet: bool,
    /// Number of the line with the rule that stands above it, if any.
    pub rule_above: Option<u32>,
    /// Width of the column that it stands in, in ems, where the page has several; 0: the text's.
    pub measure: f32,
    /// What marks in the text say it is.
    pub role: Option<Role>,
}

impl TextLine {
    /// Where it stands in the file.
    pub(crate) fn place(&self) -> Place {
        Place::Lines { first: self.number, last: self.number }
    }
}

/// The lines of a text and what was changed in them.
#[derive(Debug, Default)]
pub(crate) struct Lines {
    /// The lines that are not blank.
    pub lines: Vec<TextLine>,
    /// Sheets, at least 1.
    pub sheets: u32,
    /// How wide ambiguous characters are.
    pub ambiguous: Ambiguous,
    /// Lines in which characters were decoded twice and repaired.
    pub mojibake: Vec<u32>,
}

/// Cuts a text into lines, the first of which has this number in the file. Line ends may be of any kind, and mixed; a
/// form feed begins a sheet.
pub(crate) fn split(text: &str, first_line: u32, ledger: &mut Ledger) -> Lines {
    let ambiguous = Ambiguous::of(text);
    let mut out = Lines { sheets: 1, ambiguous, ..Lines::default() };
    let (mut number, mut blanks) = (first_line, 0);
    for (raw, end) in raw_lines(text) {
        let place = || Place::Lines { first: number, last: number };
        let clean = controls::remove(raw, &place, ledger);
        let repaired = mojibake::repair(&clean, &place, ledger);
        if repaired != clean {
            out.mojibake.push(number);
        }
        match line(&repaired, ambiguous) {
            Some(line) => {
                out.lines.push(TextLine { number, blanks, sheet: out.sheets, ..line });
                blanks = 0;
            }
            None => blanks += 1,
        }
        match end {
            End::Line => number += 1,
            End::Sheet => {
                out.sheets += 1;
                blanks = 0;
            }
        }
    }
    // A form feed behind the last line ends a sheet and begins none.
    out.sheets = out.lines.last().map_or(1, |line| line.sheet);
    out
}

fn line(raw: &str, ambiguous: Ambiguous) -> Option<TextLine> {
    let text = raw.trim();
    if text.is_empty() {
        return None;
    }
    let lead = raw.len() - raw.trim_start().len();
    let start = end_column(&raw[..lead], 0, ambiguous);
    let end = end_column(text, start, ambiguous);
    Some(TextLine { text: text.to_owned(), indent: ems(start), end: ems(end), ..TextLine::default() })
}

/// What ends a stretch of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    /// A line end of any kind (The Unicode Standard, 5.8), or the end of the text.
    Line,
    /// A form feed.
    Sheet,
}

fn raw_lines(text: &str) -> impl Iterator<Item = (&str, End)> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let Some((at, c)) = break_in(text) else {
            rest = None;
            return Some((text, End::Line));
        };
        let len = if text[at..].starts_with("\r\n") { 2 } else { c.len_utf8() };
        rest = Some(&text[at + len..]);
        Some((&text[..at], if c == '\u{C}' { End::Sheet } else { End::Line }))
    })
}

/// The first character that ends a line or sheet. Looks at the first bytes of characters alone: only few can begin
/// one that does.
fn break_in(text: &str) -> Option<(usize, char)> {
    let may_break = |byte: &u8| matches!(byte, b'\n'..=b'\r' | 0xC2 | 0xE2);
    let starts = text.bytes().enumerate().filter(|(_, byte)| may_break(byte));
    let chars = starts.filter_map(|(at, _)| Some((at, text[at..].chars().next()?)));
    chars.into_iter().find(|(_, c)| *c == '\u{C}' || ends_line(*c))
}

/// Whether a character ends a line (The Unicode Standard, 5.8).
pub(crate) fn ends_line(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{B}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_of_all_kinds_and_sheets() {
        let mut ledger = Ledger::default();
        let out = split("a\r\n\r\n  b\rc\u{2028}d\u{C}\n\u{3000}\u{3000}桥\n", 1, &mut ledger);
        let seen: Vec<_> = out
            .lines
            .iter()
            .map(|l| (l.number, l.text.as_str(), l.blanks, l.sheet, l.indent, l.end))
            .collect();
        assert_eq!(
            seen,
            [
                (1, "a", 0, 1, 0.0, 0.5),
                (3, "b", 1, 1, 1.0, 1.5),
                (4, "c", 0, 1, 0.0, 0.5),
                (5, "d", 0, 1, 0.0, 0.5),
                (6, "桥", 1, 2, 2.0, 3.0),
            ]
        );
        assert_eq!(out.sheets, 2);
    }
}

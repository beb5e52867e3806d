//! Lists typed with dashes, dots or numbers, and footnotes at the end of a text.
//!
//! A mark alone makes no list: dialogue begins with dashes, and a paragraph may begin with a year and a dot.
//! Two neighbours of a kind do, and numbers must count up.

use backissue_model::Role;

use crate::lines::TextLine;

/// Finds the lists and marks the first line of each entry; the label leaves the text.
pub(crate) fn read(lines: &mut [TextLine]) {
    let labels: Vec<Option<Label>> = lines.iter().map(label).collect();
    let mut superscripts = String::new();
    let mut at = 0;
    while at < lines.len() {
        let entries = entries_from(lines, &labels, at);
        if entries.len() < 2 {
            superscripts.extend(lines[at].text.chars().filter(|c| is_superscript(*c)));
            at += 1;
            continue;
        }
        let notes = labels[at].as_ref().is_some_and(|label| called(&superscripts, label));
        for &entry in &entries {
            if let Some(label) = &labels[entry] {
                set_role(&mut lines[entry], label, notes);
            }
        }
        at = entries[entries.len() - 1] + 1;
    }
}

/// The label of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Label {
    /// As typed, without the blanks behind it.
    typed: String,
    /// Its number; none for a dash or dot.
    number: Option<u32>,
}

/// The digits of numbers of entries: `12.` at most, so that years do not count.
const NUMBER_DIGITS: usize = 2;

fn label(line: &TextLine) -> Option<Label> {
    if line.role.is_some() {
        return None;
    }
    let (typed, rest) = line.text.split_once([' ', '\u{3000}', '\t'])?;
    if rest.trim().is_empty() {
        return None;
    }
    if matches!(typed, "-" | "*" | "•" | "·" | "‣" | "◦" | "–" | "+") {
        return Some(Label { typed: typed.to_owned(), number: None });
    }
    let digits = typed.trim_start_matches(['(', '[']).trim_end_matches(['.', ')', ']', '、']);
    let dressed = digits.len() < typed.len() && digits.len() <= NUMBER_DIGITS;
    let number = digits.parse().ok().filter(|_| dressed)?;
    Some(Label { typed: typed.to_owned(), number: Some(number) })
}

/// The lines that begin entries of the list whose first entry is the line at `start`.
fn entries_from(lines: &[TextLine], labels: &[Option<Label>], start: usize) -> Vec<usize> {
    let Some(first) = &labels[start] else { return Vec::new() };
    let mut entries = vec![start];
    let mut last = first;
    for at in start + 1..lines.len() {
        let line = &lines[at];
        match &labels[at] {
            Some(label) if follows(last, label) && line.blanks <= 1 && under(&lines[start], line) => {
                entries.push(at);
                last = label;
            }
            // The entry runs on.
            _ if line.blanks == 0 && line.role.is_none() => {}
            _ => break,
        }
    }
    entries
}

/// Whether a line begins under another, but for the width of a digit: dialogue that begins paragraphs with dashes has
/// some at the starts of wrapped lines too.
fn under(first: &TextLine, line: &TextLine) -> bool {
    (first.indent - line.indent).abs() <= DIGIT
}

/// Width of a digit, in ems.
const DIGIT: f32 = 0.5;

fn follows(last: &Label, next: &Label) -> bool {
    match (last.number, next.number) {
        (Some(last), Some(next)) => next == last + 1,
        (None, None) => last.typed == next.typed,
        _ => false,
    }
}

/// Whether the text above calls the entry as a note: its number stands there raised, `vestry.¹`.
fn called(superscripts: &str, label: &Label) -> bool {
    label.number.is_some_and(|number| {
        let raised: String = number.to_string().chars().filter_map(raise).collect();
        superscripts.contains(&raised)
    })
}

const SUPERSCRIPTS: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹";

fn is_superscript(c: char) -> bool {
    matches!(c, '²' | '³' | '¹' | '⁰'..='⁹') && SUPERSCRIPTS.contains(c)
}

fn raise(digit: char) -> Option<char> {
    SUPERSCRIPTS.chars().nth(digit.to_digit(10)? as usize)
}

fn set_role(line: &mut TextLine, label: &Label, note: bool) {
    if note {
        line.role = Some(Role::Note);
        return;
    }
    line.text = line.text[label.typed.len()..].trim_start().to_owned();
    let level = (line.indent / LEVEL_INDENT).min(8.0) as u8;
    line.role = Some(Role::ListItem { level, label: label.typed.clone(), numbered: label.number.is_some() });
}

/// Indent of one level of a list, in ems: four columns, as most people type.
const LEVEL_INDENT: f32 = 2.0;

#[cfg(test)]
mod tests {
    use backissue_model::Ledger;

    use super::*;
    use crate::lines::split;

    fn roles(text: &str) -> Vec<(String, Option<Role>)> {
        let mut lines = split(text, 1, &mut Ledger::default()).lines;
        read(&mut lines);
        lines.into_iter().map(|line| (line.text, line.role)).collect()
    }

    #[test]
    fn two_neighbours_make_a_list_and_one_mark_does_not() {
        let item = |label: &str, numbered| Some(Role::ListItem { level: 0, label: label.into(), numbered });
        let lines = roles("- boats\n  and oars\n- nets\n\n- said he\nand went.\n\n1. one\n2. two\n");
        assert_eq!(lines[0], ("boats".into(), item("-", false)));
        assert_eq!(lines[1], ("and oars".into(), None));
        assert_eq!(lines[2], ("nets".into(), item("-", false)));
        assert_eq!(lines[5], ("one".into(), item("1.", true)));
        assert_eq!(roles("- said he\nand went.\n")[0].1, None);
    }

    #[test]
    fn numbers_that_the_text_calls_are_notes() {
        let lines = roles(
            "A fire in the vestry.¹ None was asked.²\n\n1. See the volume\nitself.\n2. Paid on Lady Day.\n",
        );
        assert_eq!(lines[1], ("1. See the volume".into(), Some(Role::Note)));
        assert_eq!(lines[3].1, Some(Role::Note));
    }
}

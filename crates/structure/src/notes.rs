//! Footnotes at the end of an article, tied to the raised numbers that call them.

use std::ops::Range;

use backissue_model::{Block as Content, Mark, Note, Span, Spanned};

use crate::parts::Block;

const RAISED: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/// Makes the notes of an article, and marks in its text where they are called. `made` counts the notes of the
/// issue so far.
pub(crate) fn tie(notes: Vec<Block>, texts: &mut [&mut Spanned], made: &mut usize) -> Vec<Note> {
    notes.into_iter().map(|block| note(&block, texts, made)).collect()
}

fn note(block: &Block, texts: &mut [&mut Spanned], made: &mut usize) -> Note {
    *made += 1;
    let id = format!("n{made:03}");
    let whole = block.text.text.as_str();
    let (label, text) =
        whole.split_once(char::is_whitespace).filter(|(label, _)| is_mark(label)).unwrap_or(("", whole));
    for text in texts.iter_mut() {
        if let Some(call) = called_at(&text.text, label) {
            let (start, end) = (call.start as u32, call.end as u32);
            text.spans.push(Span { start, end, mark: Mark::NoteRef(id.clone()) });
            text.spans.sort_by_key(|span| span.start);
            break;
        }
    }
    let mut content = Content::paragraph(text.trim_start());
    content.provenance = block.provenance.clone();
    Note { id, label: label.to_owned(), blocks: vec![content] }
}

/// The longest mark of a note in characters: `12.`, `[a]`, `***`.
const LONGEST_MARK: usize = 5;

/// Whether a word is the mark of a note: a number, a letter or signs.
fn is_mark(word: &str) -> bool {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    let number = bare.chars().all(char::is_numeric);
    word.chars().count() <= LONGEST_MARK && (number || bare.chars().count() == 1)
}

/// Where a note is called: its number raised, or its mark in brackets, `[1]`, `[*]`.
fn called_at(text: &str, label: &str) -> Option<Range<usize>> {
    let raised: String = label.chars().filter_map(|c| RAISED.chars().nth(c.to_digit(10)? as usize)).collect();
    let bracketed = format!("[{label}]");
    let in_brackets = || (!label.is_empty()).then(|| text.find(&bracketed)).flatten();
    raised_at(text, &raised)
        .map(|at| at..at + raised.len())
        .or_else(|| in_brackets().map(|at| at..at + bracketed.len()))
}

/// Where a raised number stands, and not as a part of a longer one.
fn raised_at(text: &str, raised: &str) -> Option<usize> {
    if raised.is_empty() {
        return None;
    }
    let is_raised = |c: Option<char>| c.is_some_and(|c| RAISED.contains(c));
    text.match_indices(raised).map(|(at, _)| at).find(|at| {
        !is_raised(text[..*at].chars().next_back()) && !is_raised(text[at + raised.len()..].chars().next())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_are_called_by_raised_numbers_or_marks_in_brackets() {
        assert_eq!(called_at("a vestry.¹² And", "12."), Some(9..13));
        assert_eq!(called_at("a vestry.[*] And", "*"), Some(9..12));
        assert_eq!((called_at("a vestry.¹²", "1"), called_at("a vestry", "")), (None, None));
        assert!(is_mark("12.") && is_mark("A") && is_mark("*") && !is_mark("See") && !is_mark("Built"));
    }
}

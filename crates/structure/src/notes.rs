//! Footnotes at the end of an article, tied to the raised numbers that call them.

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
    let (label, text) = block.text.text.split_once(char::is_whitespace).unwrap_or(("", &block.text.text));
    let raised: String = label.chars().filter_map(|c| RAISED.chars().nth(c.to_digit(10)? as usize)).collect();
    for text in texts.iter_mut() {
        if let Some(at) = called_at(&text.text, &raised) {
            let (start, end) = (at as u32, (at + raised.len()) as u32);
            text.spans.push(Span { start, end, mark: Mark::NoteRef(id.clone()) });
            text.spans.sort_by_key(|span| span.start);
            break;
        }
    }
    let mut content = Content::paragraph(text.trim_start());
    content.provenance = block.provenance.clone();
    Note { id, label: label.to_owned(), blocks: vec![content] }
}

/// Where a raised number stands, and not as a part of a longer one.
fn called_at(text: &str, raised: &str) -> Option<usize> {
    if raised.is_empty() {
        return None;
    }
    let is_raised = |c: Option<char>| c.is_some_and(|c| RAISED.contains(c));
    text.match_indices(raised).map(|(at, _)| at).find(|at| {
        !is_raised(text[..*at].chars().next_back()) && !is_raised(text[at + raised.len()..].chars().next())
    })
}

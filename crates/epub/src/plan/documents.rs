//! Which documents an article becomes, what of its body stands in each, and where its notes stand. What a document
//! may weigh is decided in [`crate::split`].

use std::borrow::Cow;
use std::collections::BTreeSet;

use backissue_model::{Article, Block, Inline, Issue};

use super::{NoteIndices, NotePlace, Part};
use crate::{split, weight};

/// The documents of an article, the first of which will have the index `first`, and the places of its notes.
pub(super) fn documents<'a>(
    issue: &'a Issue,
    index: usize,
    indices: &NoteIndices<'_>,
    first: usize,
) -> (Vec<Part<'a>>, Vec<NotePlace>) {
    let article = &issue.articles[index];
    let weights: Vec<usize> =
        article.notes.iter().map(|note| weight::note(note, issue.writing_mode)).collect();
    let bodies = split::bodies(article, indices, &weights, issue.writing_mode);
    let count = bodies.len();
    let mut parts: Vec<Part<'_>> =
        bodies.into_iter().enumerate().map(|(i, body)| part(index, i, i + 1 == count, body)).collect();
    let mut notes = place_marks(article, &parts, indices, first);
    let mut room = split::BUDGET;
    for (note, place) in notes.iter_mut().enumerate() {
        match place.mark.filter(|mark| *mark < first + count) {
            Some(mark) => place.part = mark,
            None => {
                if weights[note] > room {
                    parts.push(part(index, parts.len(), false, Cow::Borrowed(&[])));
                    room = split::BUDGET;
                }
                room = room.saturating_sub(weights[note]);
                place.part = first + parts.len() - 1;
            }
        }
        parts[place.part - first].notes.push(note);
    }
    for part in &mut parts {
        part.marks = marks(article, part);
    }
    (parts, notes)
}

fn part(article: usize, index: usize, ends_body: bool, body: Cow<'_, [Block]>) -> Part<'_> {
    let number = article + 1;
    let path = match index {
        0 => format!("a{number:03}.xhtml"),
        _ => format!("a{number:03}-{}.xhtml", index + 1),
    };
    Part { article, index, ends_body, path, body, notes: Vec::new(), marks: BTreeSet::new() }
}

/// Finds the document of the first mark of each note. Marks within notes count last: they stand where the note
/// stands, and only a note that nothing else names needs them.
fn place_marks(
    article: &Article,
    parts: &[Part<'_>],
    indices: &NoteIndices<'_>,
    first: usize,
) -> Vec<NotePlace> {
    let mut places = vec![NotePlace::default(); article.notes.len()];
    let mut mark = |inline: &Inline, part: usize| {
        let Inline::NoteRef { note, .. } = inline else { return };
        let place = indices.get(note.as_str()).map(|&index| &mut places[index]);
        if let Some(place) = place {
            place.mark.get_or_insert(part);
        }
    };
    for (i, part) in parts.iter().enumerate() {
        let head = if part.index == 0 { weight::head(article) } else { Vec::new() };
        let tail = if part.ends_body { weight::tail(article) } else { Vec::new() };
        head.into_iter().for_each(|text| weight::each_inline(text, &mut |inline| mark(inline, first + i)));
        weight::each_inline_in(&part.body, &mut |inline| mark(inline, first + i));
        tail.into_iter().for_each(|text| weight::each_inline(text, &mut |inline| mark(inline, first + i)));
    }
    places
}

/// The sheets that begin in a document, except the one its article begins on.
fn marks(article: &Article, part: &Part<'_>) -> BTreeSet<u32> {
    let mut marks = BTreeSet::new();
    let mut visit = |inline: &Inline| {
        if let Inline::PageBreak { page } = inline {
            marks.insert(*page);
        }
    };
    let head = if part.index == 0 { weight::head(article) } else { Vec::new() };
    let tail = if part.ends_body { weight::tail(article) } else { Vec::new() };
    head.into_iter().chain(tail).for_each(|text| weight::each_inline(text, &mut visit));
    weight::each_inline_in(&part.body, &mut visit);
    for &note in &part.notes {
        weight::each_inline_in(&article.notes[note].blocks, &mut visit);
    }
    marks
}

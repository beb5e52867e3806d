//! Notes at the end of a document: footnotes that reading systems show in a window, with a link back.

use backissue_model::{Block, Content, Inline, Note};

use crate::blocks::{self, Room};
use crate::inlines;
use crate::plan::{NotePlace, mark_id, note_id};
use crate::sheet::Sheet;

/// Writes the notes that the plan puts at the end of this document.
pub(crate) fn write(sheet: &mut Sheet<'_>) {
    let Some(part) = sheet.part.filter(|part| !part.notes.is_empty()) else { return };
    let plan = sheet.plan;
    sheet.w.start(
        "section",
        &[("class", "notes"), ("epub:type", "footnotes"), ("aria-label", plan.words.notes)],
    );
    sheet.w.line();
    for &index in &part.notes {
        note(sheet, &plan.issue.articles[part.article].notes[index], index, plan.notes[part.article][index]);
    }
    sheet.w.end();
    sheet.w.line();
}

/// A note. One that no mark leads to is no footnote for reading systems: some hide those until a mark is touched.
fn note(sheet: &mut Sheet<'_>, note: &Note, index: usize, place: NotePlace) {
    let id = note_id(index);
    match place.mark {
        Some(_) => sheet.w.start(
            "aside",
            &[("class", "note"), ("id", &id), ("epub:type", "footnote"), ("role", "doc-footnote")],
        ),
        None => sheet.w.start("div", &[("class", "note"), ("id", &id)]),
    }
    let (first, rest) = match note.blocks.split_first() {
        Some((block, rest)) if paragraph(block).is_some() => (paragraph(block).unwrap_or_default(), rest),
        _ => (&[][..], note.blocks.as_slice()),
    };
    sheet.w.start("p", &[]);
    inlines::element(sheet, "span", &[("class", "label")], &note.label);
    sheet.w.text(" ");
    inlines::write(sheet, first);
    // The link back closes the last paragraph, or has one of its own behind a table or the like.
    let last = match rest.split_last() {
        None => None,
        Some((block, between)) => {
            sheet.w.end();
            let last = paragraph(block);
            blocks::write(sheet, if last.is_some() { between } else { rest }, Room::Flow);
            sheet.w.start("p", &[]);
            last
        }
    };
    inlines::write(sheet, last.unwrap_or_default());
    link_back(sheet, index, place);
    sheet.w.end();
    sheet.w.end();
    sheet.w.line();
}

/// The text of a block that is a paragraph and nothing more.
fn paragraph(block: &Block) -> Option<&[Inline]> {
    match block {
        Block { content: Content::Paragraph(text), language: None, .. } => Some(text),
        _ => None,
    }
}

fn link_back(sheet: &mut Sheet<'_>, index: usize, place: NotePlace) {
    let Some(mark) = place.mark else { return };
    let path = if mark == sheet.number { "" } else { &sheet.plan.parts[mark].path };
    let href = format!("{path}#{}", mark_id(index));
    sheet.w.text(" ");
    let attributes = [
        ("class", "back"),
        ("href", href.as_str()),
        ("epub:type", "backlink"),
        ("role", "doc-backlink"),
        ("aria-label", sheet.plan.words.back),
    ];
    sheet.w.element("a", &attributes, "↩");
}

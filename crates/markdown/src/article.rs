//! An article: headline, kicker, deck, byline, body, credits, notes.
//!
//! The kicker stands below the headline, although print has it above: above the heading it would belong to the
//! article before.

use backissue_model::{Article, Byline, BylinePosition, Inline, Note};

use crate::document::Document;
use crate::inline::{self, Atom, Setting, atoms, plain};
use crate::link::identifier;
use crate::{Flavor, Title, blocks, comment, wrap};

/// Adds the mark of the sheet on which an article begins, unless the text stands there already.
pub(crate) fn push_page(article: &Article, doc: &mut Document<'_>) {
    let mark = article.pages.first().and_then(|&page| doc.turn_page(page));
    doc.extend(mark);
}

/// Adds an article whose headline is a heading of this level. `number` counts articles from 1.
pub(crate) fn push<'a>(article: &'a Article, number: usize, level: usize, doc: &mut Document<'a>) {
    doc.open_notes(&article.notes, number);
    push_headline(article, level, doc);
    for passage in [&article.kicker, &article.deck].into_iter().flatten() {
        push_passage(&passage.text, doc);
    }
    push_byline(article.byline.as_ref(), BylinePosition::Head, doc);
    let body = blocks::body(&article.body, level, doc);
    doc.extend(body);
    push_byline(article.byline.as_ref(), BylinePosition::Tail, doc);
    for credit in &article.credits {
        push_passage(&credit.text, doc);
    }
    push_notes(&article.notes, doc);
}

/// Adds a paragraph of plain text, unless it is blank.
pub(crate) fn push_line(row: Vec<Atom>, doc: &mut Document<'_>) {
    let blocks = paragraph(row, doc);
    doc.extend(blocks);
}

/// A row of atoms as a paragraph, after the comments that begin it; nothing when it is blank.
pub(crate) fn paragraph(mut row: Vec<Atom>, doc: &Document<'_>) -> Vec<String> {
    let (mut out, text) = inline::finish(&mut row, Setting::Paragraph, doc.edition.flavor());
    if !text.is_empty() {
        out.push(doc.width.map_or_else(|| text.clone(), |width| wrap::wrap(&text, width)));
    }
    out
}

/// An article without a headline is set off by a rule from what is before it, unless a heading does that.
fn push_headline(article: &Article, level: usize, doc: &mut Document<'_>) {
    let headline = article.headline.as_ref().map(|headline| headline.text.as_slice()).unwrap_or_default();
    let (_, mut text) = inline::markdown(headline, Setting::Heading, doc);
    if text.is_empty() {
        if !doc.ends_with_heading() {
            doc.push("---");
        }
        return;
    }
    if level == 1 && doc.edition.options.title == Title::FrontMatter {
        return;
    }
    let id = identifier(&article.id);
    if doc.edition.flavor() == Flavor::Pandoc && !id.is_empty() {
        text.push_str(&format!(" {{#{id}}}"));
    }
    doc.push_heading(level, &text);
}

fn push_passage(text: &[Inline], doc: &mut Document<'_>) {
    let mut row = atoms(text, doc);
    inline::unmark(&mut row);
    push_line(row, doc);
}

fn push_byline(byline: Option<&Byline>, position: BylinePosition, doc: &mut Document<'_>) {
    if let Some(byline) = byline.filter(|byline| byline.position == position) {
        push_passage(&byline.text, doc);
    }
}

/// Notes that the text names are footnotes; readers would drop the others, so those are paragraphs.
fn push_notes(notes: &[Note], doc: &mut Document<'_>) {
    let mut keys = doc.close_notes();
    for note in notes {
        match keys.remove(note.id.as_str()) {
            Some(key) => {
                let text = blocks::indented(4, doc, |doc| blocks::inner(&note.blocks, doc));
                doc.push(&footnote(&key, &text));
            }
            None => {
                let text = blocks::labelled(&note.label, &note.blocks, doc);
                doc.extend(text);
            }
        }
    }
}

/// A footnote definition: blocks after the first, and lines after the first, are indented by four. An empty one
/// would not be read as a definition.
fn footnote(key: &str, blocks: &[String]) -> String {
    let text = if blocks.is_empty() { comment::SEPARATOR.to_owned() } else { blocks.join("\n\n") };
    format!("[^{key}]: {}", blocks::indent(&text, "    "))
}

/// The atoms of a label and the space that parts it from what it labels. Full-width brackets and commas bring
/// their own.
pub(crate) fn label(label: &str) -> Vec<Atom> {
    let mut row = plain(label.trim());
    inline::trim(&mut row);
    let wide = matches!(row.last(), Some(Atom::Char('）' | '、' | '．' | '】' | '〕' | '」')));
    if !row.is_empty() && !wide {
        row.push(Atom::Char(' '));
    }
    row
}

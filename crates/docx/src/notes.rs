//! Footnotes, endnotes and comments: read where they are referred to (ECMA-376 Part 1, 17.11 and 17.13.4).

use std::collections::BTreeMap;
use std::rc::Rc;

use backissue_model::{FlowNote, Mark, Place, Rule, WarningKind};

use crate::composer::{Composer, Look};
use crate::document;
use crate::markup::{Element, Node};
use crate::namespace::Namespace::Word;
use crate::number_formats::{self, NumberFormat};
use crate::reading::{Reading, Setting, Story};
use crate::relationships::Relationships;
use crate::settings::Restart;
use crate::{Comments, assembly};

const UNREFERENCED: Rule = Rule::new("notes/never-referred-to");
const COMMENT: Rule = Rule::new("comments/left-out");

/// The notes of a document by their ids, and the count of those that were referred to.
#[derive(Debug, Default)]
pub struct Notes<'a> {
    /// Footnotes.
    pub footnotes: NotePart<'a>,
    /// Endnotes.
    pub endnotes: NotePart<'a>,
    /// Comments.
    pub comments: NotePart<'a>,
}

/// A part with notes.
#[derive(Debug, Default)]
pub struct NotePart<'a> {
    part: String,
    relationships: Rc<Relationships>,
    notes: BTreeMap<i64, Element<'a>>,
    /// Label of each note that was referred to.
    labels: BTreeMap<i64, String>,
    /// The number given last, with the section and sheet in which it was given.
    last: Option<(u32, usize, u32)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Footnote,
    Endnote,
    Comment,
}

impl<'a> NotePart<'a> {
    /// The notes of a part. Separators are no notes (17.18.33).
    pub fn of(part: &str, relationships: Relationships, root: Element<'a>) -> Self {
        let notes = root.children.into_iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        });
        let is_note = |element: &Element<'_>| matches!(element.attribute("type"), None | Some("normal"));
        let notes = notes.filter(is_note).filter_map(|element| Some((element.number("id")?, element)));
        Self {
            part: part.to_owned(),
            relationships: Rc::new(relationships),
            notes: notes.collect(),
            ..Self::default()
        }
    }
}

/// A reference to a footnote or endnote.
pub fn reference(
    reading: &mut Reading<'_>,
    story: &Story,
    composer: &mut Composer,
    element: &Element<'_>,
    look: &Look,
) {
    let kind = if element.name == "endnoteReference" { Kind::Endnote } else { Kind::Footnote };
    let Some(id) = element.number("id") else {
        return;
    };
    let name = note_id(kind, id);
    // A mark of the author's own follows as text and becomes the label then.
    if matches!(element.attribute("customMarkFollows"), Some("1" | "true" | "on")) {
        if read_note(reading, kind, id, &name, "") {
            composer.pending_note = Some(name);
        }
        return;
    }
    let known = part(reading, kind).labels.get(&id).cloned();
    let is_new = known.is_none();
    let label = known.unwrap_or_else(|| next_label(reading, kind));
    reading.decode(&label);
    if is_new && !read_note(reading, kind, id, &name, &label) {
        let message = format!("the note {label} is missing from the file; its mark is kept");
        reading.warn(WarningKind::Damaged, story.place(), message);
        return composer.push(&label, look);
    }
    composer.push_atom(&label, &look.on_baseline(), Mark::NoteRef(name));
}

/// Text that follows a reference to a note with a mark of its own is that mark.
pub fn custom_mark(
    reading: &mut Reading<'_>,
    composer: &mut Composer,
    name: String,
    mark: &str,
    look: &Look,
) {
    // Once in the text, once before the note.
    reading.decode(mark);
    reading.decode(mark);
    if let Some(note) = reading.flow.notes.iter_mut().find(|note| note.id == name) {
        note.label = mark.trim().to_owned();
    }
    composer.push_atom(mark, &look.on_baseline(), Mark::NoteRef(name));
}

/// A reference to a comment: left out, or a note.
pub fn comment(reading: &mut Reading<'_>, composer: &mut Composer, element: &Element<'_>, look: &Look) {
    let Some(id) = element.number("id").filter(|_| reading.options.comments == Comments::AsNotes) else {
        return;
    };
    let count = reading.notes.comments.labels.len() + 1;
    let Some(comment) = reading.notes.comments.notes.get(&id) else {
        return;
    };
    let label = format!("{}{count}", comment.attribute("initials").unwrap_or_default());
    let name = note_id(Kind::Comment, id);
    if !reading.notes.comments.labels.contains_key(&id)
        && read_note(reading, Kind::Comment, id, &name, &label)
    {
        reading.decode(&label);
        composer.push_atom(&label, &look.on_baseline(), Mark::NoteRef(name));
    }
}

/// Books the notes that nothing refers to and the comments that are left out.
pub fn finish(reading: &mut Reading<'_>) {
    for (kind, rule) in
        [(Kind::Footnote, UNREFERENCED), (Kind::Endnote, UNREFERENCED), (Kind::Comment, COMMENT)]
    {
        let notes = part(reading, kind);
        let name = notes.part.clone();
        // Those that were referred to have left their place.
        for note in std::mem::take(&mut notes.notes).into_values() {
            let place = Place::Part { part: name.clone(), paragraph: None };
            note.each(Word, "t", &mut |text| reading.leave_out(rule.clone(), place.clone(), &text.text()));
        }
    }
}

fn part<'r, 'a>(reading: &'r mut Reading<'a>, kind: Kind) -> &'r mut NotePart<'a> {
    match kind {
        Kind::Footnote => &mut reading.notes.footnotes,
        Kind::Endnote => &mut reading.notes.endnotes,
        Kind::Comment => &mut reading.notes.comments,
    }
}

fn note_id(kind: Kind, id: i64) -> String {
    match kind {
        Kind::Footnote => format!("footnote-{id}"),
        Kind::Endnote => format!("endnote-{id}"),
        Kind::Comment => format!("comment-{id}"),
    }
}

/// The number of the next note as shown. Endnotes are numbered in small Roman figures unless stated (17.11.17).
fn next_label(reading: &mut Reading<'_>, kind: Kind) -> String {
    let (section, sheet) = (reading.section, reading.pages.current());
    let own = reading.sections.get(section);
    let (settings, own, format) = match kind {
        Kind::Endnote => (&reading.settings.endnotes, own.map(|own| &own.endnotes), "lowerRoman"),
        _ => (&reading.settings.footnotes, own.map(|own| &own.footnotes), "decimal"),
    };
    let numbering = own.map_or_else(|| settings.clone(), |own| settings.overlaid(own));
    let start = numbering.start.unwrap_or(1);
    let notes = part(reading, kind);
    let number = match (notes.last, numbering.restart) {
        (Some((_, last, _)), Some(Restart::Section)) if last != section => start,
        (Some((_, _, last)), Some(Restart::Page)) if last != sheet => start,
        (Some((number, _, _)), _) => number.saturating_add(1),
        (None, _) => start,
    };
    notes.last = Some((number, section, sheet));
    number_formats::format(number, &numbering.format.unwrap_or(NumberFormat::named(format)))
}

/// Reads a note into the flow; false when there is no such note.
fn read_note(reading: &mut Reading<'_>, kind: Kind, id: i64, name: &str, label: &str) -> bool {
    let notes = part(reading, kind);
    // The note leaves its place while it is read, so that a note that refers to itself ends.
    let Some(note) = notes.notes.remove(&id) else {
        return false;
    };
    notes.labels.insert(id, label.to_owned());
    let mut story = Story::new(&notes.part, notes.relationships.clone(), Setting::Note);
    reading.decode(label);
    let place = reading.flow.notes.len();
    reading.flow.notes.push(FlowNote { id: name.to_owned(), label: label.to_owned(), items: Vec::new() });
    document::blocks(reading, &mut story, &note);
    document::finish(reading, &mut story);
    reading.flow.notes[place].items = assembly::plain_items(story.items);
    true
}

//! The DOCX reader: WordprocessingML to a flow of paragraphs.
//!
//! It reads what an editor put into a Word file as Word shows it: text, styles, lists, tables, notes, pictures,
//! text boxes, fields, changes. It does not judge what is a headline or an article: where styles say so, lines
//! carry a role; where they do not, lines carry their looks, and structure decides.

mod assembly;
mod cells;
mod changes;
mod charts;
mod chunks;
mod composer;
mod diagrams;
mod document;
mod drawing;
mod fields;
mod formula;
mod furniture;
mod images;
mod line;
mod links;
mod lookalikes;
mod markup;
mod math;
mod mathml;
mod metadata;
mod namespace;
mod notes;
mod number_formats;
mod numbering;
mod paragraph;
mod paragraph_properties;
mod reading;
mod relationships;
mod run_properties;
mod runs;
mod sections;
mod settings;
mod styles;
mod symbols;
mod tables;
mod tex;
mod theme;

use std::rc::Rc;

use backissue_model::{Flow, FlowItem, Place, ReadError, WarningKind};
use backissue_package::read::{self as package, Limits, Package};

use markup::Element;
use namespace::Namespace;
use notes::NotePart;
use numbering::Numbering;
use reading::{Reading, Setting, Story};
use relationships::{Relationships, relationships_part};
use settings::Settings;
use styles::Styles;
use theme::Theme;

/// What the user wants of a DOCX file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReadOptions {
    /// What becomes of tracked changes.
    pub changes: Changes,
    /// What becomes of comments.
    pub comments: Comments,
}

/// What becomes of tracked changes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Changes {
    /// The text as changed.
    #[default]
    Accept,
    /// The text as it was before.
    Reject,
}

/// What becomes of comments.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Comments {
    /// They are left out and stand in the ledger.
    #[default]
    LeaveOut,
    /// They become notes.
    AsNotes,
}

/// Reads a DOCX file.
///
/// # Errors
/// [`ReadError`] when no document can be read: see its kinds. All less is a warning in the flow.
pub fn read(bytes: &[u8], options: &ReadOptions) -> Result<Flow, ReadError> {
    if let Some(error) = lookalikes::of_bytes(bytes) {
        return Err(error);
    }
    let mut package = package::open(bytes, &Limits::default()).map_err(as_docx)?;
    let root = reading::optional_text(&mut package, "_rels/.rels");
    let root = root.map(|text| Relationships::of("", &text)).unwrap_or_default();
    let main = main_part(&package, &root).ok_or_else(|| lookalikes::of_package(&mut package))?;
    let document = package.text(&main).map_err(as_docx)?;
    let document = document.ok_or_else(|| lookalikes::of_package(&mut package))?;
    read_document(package, options, &root, &main, &document)
}

fn as_docx(error: ReadError) -> ReadError {
    match error {
        ReadError::Damaged { detail, .. } => ReadError::Damaged { format: "DOCX", detail },
        other => other,
    }
}

/// The main document part: the one that the package names, else the usual one.
fn main_part(package: &Package<'_>, root: &Relationships) -> Option<String> {
    let named = root.part_of_kind("officeDocument").filter(|part| package.contains(part));
    let usual = || Some("word/document.xml").filter(|part| package.contains(part));
    let part = named.or_else(usual)?;
    // A workbook names its main part in the same way.
    let foreign = ["xl/", "ppt/"].iter().any(|folder| part.starts_with(folder));
    (!foreign).then(|| part.to_owned())
}

/// Parts that definitions and notes stand in, read before the document.
struct Sources {
    footnotes: Option<(String, String)>,
    endnotes: Option<(String, String)>,
    comments: Option<(String, String)>,
}

fn read_document(
    mut package: Package<'_>,
    options: &ReadOptions,
    root: &Relationships,
    main: &str,
    document: &str,
) -> Result<Flow, ReadError> {
    let relationships = reading::optional_text(&mut package, &relationships_part(main));
    let relationships = relationships.map(|text| Relationships::of(main, &text)).unwrap_or_default();
    let sources = sources(&mut package, main, &relationships);
    let mut reading = Reading::new(package, options);
    read_definitions(&mut reading, main, &relationships);
    reading.notes.footnotes = note_part(&mut reading, sources.footnotes.as_ref());
    reading.notes.endnotes = note_part(&mut reading, sources.endnotes.as_ref());
    reading.notes.comments = note_part(&mut reading, sources.comments.as_ref());
    reading.sections = sections::sections(document);
    metadata::read(
        &mut reading,
        root.part_of_kind("core-properties"),
        root.part_of_kind("extended-properties"),
        root.part_of_kind("custom-properties"),
    );
    tell_of_package(&mut reading, &relationships);
    let relationships = Rc::new(relationships);
    let mut story = Story::new(main, relationships.clone(), Setting::Body);
    let found_body = read_body(&mut reading, &mut story, document);
    if !found_body {
        let detail = format!("{main} holds no document body");
        return Err(ReadError::Damaged { format: "DOCX", detail });
    }
    furniture::read(&mut reading, &relationships);
    notes::finish(&mut reading);
    Ok(finish(reading, story))
}

/// A part that the main part names by its kind, else the usual one beside it.
fn part_named(main: &str, relationships: &Relationships, kind: &str) -> String {
    let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder);
    let usual = || format!("{folder}/{kind}.xml");
    relationships.part_of_kind(kind).map_or_else(usual, str::to_owned)
}

fn sources(package: &mut Package<'_>, main: &str, relationships: &Relationships) -> Sources {
    let mut source = |kind: &str| {
        let part = part_named(main, relationships, kind);
        let text = reading::optional_text(package, &part)?;
        Some((part, text))
    };
    Sources { footnotes: source("footnotes"), endnotes: source("endnotes"), comments: source("comments") }
}

fn note_part<'a>(reading: &mut Reading<'a>, source: Option<&'a (String, String)>) -> NotePart<'a> {
    let Some((part, text)) = source else {
        return NotePart::default();
    };
    let (root, faults) = markup::parse(text);
    reading.warn_of_faults(part, faults);
    let relationships = reading.relationships(part);
    NotePart::of(part, relationships, root)
}

fn read_definitions(reading: &mut Reading<'_>, main: &str, relationships: &Relationships) {
    let mut text = |kind: &str| {
        let part = part_named(main, relationships, kind);
        let text = reading.optional_text(&part)?;
        Some((part, text))
    };
    let (theme, settings) = (text("theme"), text("settings"));
    let (styles, numbering) = (text("styles"), text("numbering"));
    reading.theme = theme.map(|(_, text)| Theme::of(&text)).unwrap_or_default();
    reading.settings = settings.map(|(_, text)| Settings::of(&text)).unwrap_or_default();
    if let Some((part, text)) = styles {
        let (styles, faults) = Styles::of(&text, &reading.theme);
        reading.styles = styles;
        reading.warn_of_faults(&part, faults);
    }
    if let Some((part, text)) = numbering {
        let (numbering, faults) = Numbering::of(&text, &reading.styles);
        reading.numbering = numbering;
        reading.warn_of_faults(&part, faults);
    }
}

/// Things in the package that are left alone, and that a user would want to know of.
fn tell_of_package(reading: &mut Reading<'_>, relationships: &Relationships) {
    if relationships.has_kind("vbaProject")
        || reading.package.names().any(|name| name.ends_with("vbaproject.bin"))
    {
        reading.warn(WarningKind::Unsupported, Place::File, "the macros (VBA) in the file are ignored");
    }
}

/// Reads the body block by block; false when there is none.
fn read_body(reading: &mut Reading<'_>, story: &mut Story, document: &str) -> bool {
    let is_body = |element: &Element<'_>| element.is(Namespace::Word, "body");
    let (root, faults) =
        markup::read(document, &is_body, &mut |element| document::block(reading, story, &element));
    document::finish(reading, story);
    let part = story.part.clone();
    reading.warn_of_faults(&part, faults);
    root.elements().any(is_body)
}

fn finish(mut reading: Reading<'_>, story: Story) -> Flow {
    let mut items = assembly::items(&reading, story.items);
    let mut flow = std::mem::take(&mut reading.flow);
    flow.pages = reading.pages.sheets(&reading.sections);
    if !flow.pages.is_empty() {
        items.insert(0, FlowItem::PageBreak { page: 1 });
    }
    flow.items = items;
    flow.source.format = "docx".into();
    flow.metadata.language = metadata::main_language(flow.metadata.language.take(), &reading.languages);
    let mut warnings = std::mem::take(&mut reading.package.warnings);
    warnings.append(&mut flow.warnings);
    flow.warnings = warnings;
    flow
}

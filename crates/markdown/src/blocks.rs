//! The blocks of bodies, sidebars, quotes, list entries and notes.

use backissue_model::{
    Block, Content, Figure, Inline, List, ListItem, ListKind, Sidebar, Subhead, Verse, plain_text,
};

use crate::document::Document;
use crate::edition::clean;
use crate::inline::{self, Atom, Mark, Setting, atoms};
use crate::{Flavor, article, comment, image, plain, table, wrap};

/// The deepest heading that Markdown has.
const DEEPEST_HEADING: usize = 6;

/// The largest number that an entry of a list can bear (CommonMark 0.31, 5.2).
const LARGEST_NUMBER: u64 = 999_999_999;

/// The blocks of an article's body, whose headline is a heading of this level.
pub(crate) fn body(list: &[Block], level: usize, doc: &mut Document<'_>) -> Vec<String> {
    blocks(list, Some(level), doc)
}

/// The blocks of something within a body: headings there are lines in bold.
pub(crate) fn inner(list: &[Block], doc: &mut Document<'_>) -> Vec<String> {
    blocks(list, None, doc)
}

/// Blocks that bear a label, which stands at the head of the first paragraph.
pub(crate) fn labelled(label: &str, list: &[Block], doc: &mut Document<'_>) -> Vec<String> {
    let mut row = article::label(label);
    let Some((Block { content: Content::Paragraph(first), .. }, rest)) = list.split_first() else {
        let mut out = article::paragraph(row, doc);
        out.extend(inner(list, doc));
        return out;
    };
    row.extend(atoms(first, doc));
    let mut out = article::paragraph(row, doc);
    out.extend(inner(rest, doc));
    out
}

/// Blocks made while this many columns are taken by what they stand in.
pub(crate) fn indented(
    columns: usize,
    doc: &mut Document<'_>,
    make: impl FnOnce(&mut Document<'_>) -> Vec<String>,
) -> Vec<String> {
    let width = doc.width;
    doc.width = width.map(|width| width.saturating_sub(columns));
    let out = make(doc);
    doc.width = width;
    out
}

/// A text with all lines but the first and the blank ones indented.
pub(crate) fn indent(text: &str, by: &str) -> String {
    text.replace('\n', &format!("\n{by}")).replace(&format!("\n{by}\n"), "\n\n")
}

/// Containers of one kind that follow each other would be read as one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Container {
    List,
    Quote,
    None,
}

fn blocks(list: &[Block], level: Option<usize>, doc: &mut Document<'_>) -> Vec<String> {
    let mut out = Vec::new();
    let mut last = Container::None;
    for block in list {
        let made = one(block, level, doc);
        if made.is_empty() {
            continue;
        }
        let kind = container(&block.content);
        if kind != Container::None && kind == last {
            out.push(comment::SEPARATOR.to_owned());
        }
        last = kind;
        out.extend(in_language(block, made, doc));
    }
    out
}

fn container(content: &Content) -> Container {
    match content {
        Content::List(_) => Container::List,
        Content::Quote(_) | Content::PullQuote(_) | Content::Sidebar(_) => Container::Quote,
        _ => Container::None,
    }
}

/// Blocks in another language stand in a division, which only Pandoc has.
fn in_language(block: &Block, made: Vec<String>, doc: &Document<'_>) -> Vec<String> {
    let language = block.language.as_deref().unwrap_or_default();
    let known = !language.is_empty() && language.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    if doc.edition.flavor() != Flavor::Pandoc || !known {
        return made;
    }
    let open = format!("::: {{lang={language}}}");
    [open].into_iter().chain(made).chain([":::".to_owned()]).collect()
}

fn one(block: &Block, level: Option<usize>, doc: &mut Document<'_>) -> Vec<String> {
    match &block.content {
        Content::Paragraph(text) if level.is_some() => body_paragraph(text, doc),
        Content::Paragraph(text) | Content::Formula(text) => paragraph(text, doc),
        Content::JumpLine(jump) => paragraph(&jump.text, doc),
        Content::Subhead(head) => subhead(head, level, doc),
        Content::List(content) => list(content, doc),
        Content::Table(content) => table::blocks(content, doc),
        Content::Verse(content) => verse(content, doc),
        Content::Quote(content) => quote(doc, |doc| inner(content, doc)),
        Content::PullQuote(text) => quote(doc, |doc| paragraph(text, doc)),
        Content::Sidebar(content) => quote(doc, |doc| sidebar(content, doc)),
        Content::Figure(content) => figure(content, doc),
        Content::Break {} => vec!["---".to_owned()],
    }
}

fn paragraph(text: &[Inline], doc: &mut Document<'_>) -> Vec<String> {
    if let Some(plain) = plain_paragraph(text, doc) {
        return plain;
    }
    let row = atoms(text, doc);
    article::paragraph(row, doc)
}

fn plain_paragraph(text: &[Inline], doc: &Document<'_>) -> Option<Vec<String>> {
    let plain = plain::paragraph(text, doc.edition.flavor())?;
    Some(vec![match doc.width {
        Some(width) => wrap::wrap(&plain, width),
        None => plain,
    }])
}

/// A paragraph that is wholly emphasised looks like a heading to linters and to some readers, which a comment
/// at its end prevents.
fn body_paragraph(text: &[Inline], doc: &mut Document<'_>) -> Vec<String> {
    if let Some(plain) = plain_paragraph(text, doc) {
        return plain;
    }
    let row = atoms(text, doc);
    let mut out = article::paragraph(row.clone(), doc);
    if let Some(last) = out.last_mut().filter(|_| inline::is_wholly_marked(&row)) {
        last.push_str(comment::SEPARATOR);
    }
    out
}

fn strong_line(text: &[Inline], doc: &mut Document<'_>) -> Vec<String> {
    let mut row = atoms(text, doc);
    inline::trim(&mut row);
    row.insert(0, Atom::Open(Mark::Strong));
    row.push(Atom::Close(Mark::Strong));
    article::paragraph(row, doc)
}

/// A heading, never more than one level below the last.
fn subhead(head: &Subhead, level: Option<usize>, doc: &mut Document<'_>) -> Vec<String> {
    let Some(level) = level else { return strong_line(&head.text, doc) };
    let (_, text) = inline::markdown(&head.text, Setting::Heading, doc);
    if text.is_empty() {
        return Vec::new();
    }
    let wanted = level + usize::from(head.level.max(1));
    vec![doc.heading(wanted.min(doc.heading + 1).min(DEEPEST_HEADING), &text)]
}

fn quote(doc: &mut Document<'_>, content: impl FnOnce(&mut Document<'_>) -> Vec<String>) -> Vec<String> {
    let inside = indented(2, doc, content);
    if inside.is_empty() {
        return Vec::new();
    }
    let lines: Vec<String> =
        inside.join("\n\n").split('\n').map(|line| format!("> {line}").trim_end().to_owned()).collect();
    vec![lines.join("\n")]
}

fn sidebar(sidebar: &Sidebar, doc: &mut Document<'_>) -> Vec<String> {
    let mut out = strong_line(&sidebar.title, doc);
    out.extend(inner(&sidebar.blocks, doc));
    out
}

/// Stanzas are paragraphs, lines end with a hard break, indents are no-break spaces.
fn verse(verse: &Verse, doc: &mut Document<'_>) -> Vec<String> {
    let width = doc.width.take();
    let mut out = Vec::new();
    for stanza in &verse.stanzas {
        let mut row = Vec::new();
        for line in stanza {
            let mut line = atoms(line, doc);
            let indent = line.iter_mut().take_while(|atom| **atom == Atom::Char(' '));
            indent.for_each(|space| *space = Atom::Char('\u{a0}'));
            row.extend(line);
            row.push(Atom::Break);
        }
        out.extend(article::paragraph(row, doc));
    }
    doc.width = width;
    out
}

fn figure(figure: &Figure, doc: &mut Document<'_>) -> Vec<String> {
    let caption = clean(&plain_text(&figure.caption));
    let alt = if clean(&figure.alt).is_empty() { &caption } else { &figure.alt };
    let places: Vec<String> =
        figure.images.iter().filter_map(|id| doc.edition.images.get(id.as_str()).cloned()).collect();
    let mut row = atoms(&figure.caption, doc);
    let credit = atoms(&figure.credit, doc);
    if !row.is_empty() && !credit.is_empty() {
        row.push(Atom::Char(' '));
    }
    row.extend(credit);
    // Pandoc shows the text of an image that is a paragraph of its own as its caption.
    if let (Flavor::Pandoc, [place]) = (doc.edition.flavor(), places.as_slice()) {
        return captioned_image(place, alt, row, doc);
    }
    let images: Vec<String> = places.iter().map(|place| image::markdown(alt, place)).collect();
    let mut out = if images.is_empty() { Vec::new() } else { vec![images.join("\n")] };
    out.extend(article::paragraph(row, doc));
    out
}

fn captioned_image(place: &str, alt: &str, mut caption: Vec<Atom>, doc: &Document<'_>) -> Vec<String> {
    inline::guard_brackets(&mut caption);
    let (mut out, caption) = inline::finish(&mut caption, Setting::Heading, doc.edition.flavor());
    let alt = clean(alt).replace(['"', '\\', '{', '}'], "");
    let attribute = if alt.is_empty() { String::new() } else { format!("{{alt=\"{alt}\"}}") };
    out.push(format!("![{caption}]({place}){attribute}"));
    out
}

fn list(list: &List, doc: &mut Document<'_>) -> Vec<String> {
    let mut items = Vec::new();
    let mut tight = true;
    for (i, item) in list.items.iter().enumerate() {
        let (marker, label) = marker(list, i, item);
        let inside = indented(marker.len(), doc, |doc| labelled(&label, &item.blocks, doc));
        tight = tight && inside.len() <= 1;
        items.push(entry(&marker, inside));
    }
    if items.is_empty() {
        return Vec::new();
    }
    vec![items.join(if tight { "\n" } else { "\n\n" })]
}

fn entry(marker: &str, mut inside: Vec<String>) -> String {
    // A rule says nothing at the head of an entry, and `- ---` would be a rule instead of an entry.
    let rules = inside.iter().take_while(|block| *block == "---").count();
    inside.drain(..rules);
    let text = indent(&inside.join("\n\n"), &" ".repeat(marker.len()));
    format!("{marker}{text}").trim_end().to_owned()
}

/// The marker of an entry, and what of its printed label the marker does not say.
fn marker(list: &List, index: usize, item: &ListItem) -> (String, String) {
    let label = clean(&item.label);
    match list.kind {
        ListKind::Bulleted if item.begins_with_bullet() => ("- ".to_owned(), String::new()),
        ListKind::Bulleted => ("- ".to_owned(), label),
        ListKind::Numbered { start } => numbered(u64::from(start), u64::from(start) + index as u64, label),
    }
}

/// Lists that begin with 0 or 1 are numbered by Markdown; the linter of the format takes any other first number
/// for a mistake, so there the number is part of the text.
fn numbered(start: u64, number: u64, label: String) -> (String, String) {
    let own = format!("{number}.");
    let says_it = label.is_empty() || label == own;
    match (says_it, start <= 1 && number <= LARGEST_NUMBER) {
        (true, true) => (format!("{own} "), String::new()),
        (true, false) => ("- ".to_owned(), own),
        (false, _) => ("- ".to_owned(), label),
    }
}

//! Blocks: paragraphs, lists, quotes, boxes, verse, figures, formulas, notes.

use backissue_model::{Block, Content, Figure, Inline, List, ListItem, ListKind, Note, Sidebar, Verse};

use crate::inlines::{self, Room};
use crate::plan::{clean, language};
use crate::provenance;
use crate::sections::{self, Sections};
use crate::sheet::Sheet;
use crate::tables;

/// What blocks stand in, by what it may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Host {
    /// A body, section, box or quote: any block.
    Flow,
    /// An entry of a list or a cell of a table: paragraphs and lists; other blocks within a paragraph.
    Entry,
    /// A note: paragraphs; other blocks within one.
    Note,
}

/// Writes a block.
pub(crate) fn one(block: &Block, host: Host, sheet: &mut Sheet<'_>) {
    let lang = block.language.as_deref().and_then(language);
    let origin = provenance::words(&block.provenance, sheet);
    let mut attributes: Vec<(&str, &str)> = lang.into_iter().map(|lang| ("xml:lang", lang)).collect();
    if let Content::JumpLine(jump) = &block.content {
        let print_only = ["print-only", origin.as_deref().unwrap_or_default()].join(" ");
        attributes.extend([("content-type", "jump-line"), ("specific-use", print_only.trim())]);
        return paragraph(&jump.text, &attributes, sheet);
    }
    attributes.extend(origin.as_deref().map(|origin| ("specific-use", origin)));
    match &block.content {
        Content::Paragraph(text) => paragraph(text, &attributes, sheet),
        Content::Subhead(head) => subhead(&head.text, &attributes, sheet),
        Content::Break {} => {
            sheet.w.empty("p", &[("content-type", "thematic-break")]);
            sheet.w.line();
        }
        Content::List(content) if content.items.is_empty() => {}
        Content::List(content) => {
            wrapped(host == Host::Note, sheet, |sheet| list(content, &attributes, sheet));
        }
        Content::JumpLine(_) => {}
        _ => wrapped(host != Host::Flow, sheet, |sheet| set_apart(&block.content, &attributes, sheet)),
    }
}

/// Writes the blocks of something that may not be empty.
pub(crate) fn one_or_more(blocks: &[Block], host: Host, sheet: &mut Sheet<'_>) {
    let before = sheet.w.len();
    for block in blocks {
        one(block, host, sheet);
    }
    if sheet.w.len() == before {
        sheet.w.empty("p", &[]);
    }
}

/// A paragraph, unless there is nothing in it.
pub(crate) fn paragraph(text: &[Inline], attributes: &[(&str, &str)], sheet: &mut Sheet<'_>) {
    if text.is_empty() {
        return;
    }
    inlines::element("p", attributes, text, Room::Text, sheet);
    sheet.w.line();
}

/// The notes of an article.
pub(crate) fn notes(notes: &[Note], sheet: &mut Sheet<'_>) {
    if notes.is_empty() {
        return;
    }
    sheet.open("back", &[]);
    sheet.open("fn-group", &[]);
    for (i, note) in notes.iter().enumerate() {
        let id = sheet.note_id(i);
        sheet.open("fn", &[("id", &id)]);
        sheet.field("label", &[], Some(&note.label));
        one_or_more(&note.blocks, Host::Note, sheet);
        sheet.close();
    }
    sheet.close();
    sheet.close();
}

/// Blocks that stand within a paragraph where their host holds nothing else.
fn wrapped(wrap: bool, sheet: &mut Sheet<'_>, content: impl FnOnce(&mut Sheet<'_>)) {
    if !wrap {
        return content(sheet);
    }
    sheet.w.start("p", &[]);
    content(sheet);
    sheet.close();
}

fn set_apart(content: &Content, attributes: &[(&str, &str)], sheet: &mut Sheet<'_>) {
    match content {
        Content::Table(table) => tables::write(table, attributes, sheet),
        Content::Verse(content) => verse(content, attributes, sheet),
        Content::Quote(inner) => quote(inner, attributes, sheet),
        Content::Sidebar(content) => sidebar(content, attributes, sheet),
        Content::PullQuote(text) => pull_quote(text, attributes, sheet),
        Content::Figure(content) => figure(content, attributes, sheet),
        Content::Formula(text) => formula(text, attributes, sheet),
        Content::Paragraph(_)
        | Content::Subhead(_)
        | Content::List(_)
        | Content::JumpLine(_)
        | Content::Break {} => {}
    }
}

/// A heading where no section may stand.
fn subhead(text: &[Inline], attributes: &[(&str, &str)], sheet: &mut Sheet<'_>) {
    if text.is_empty() {
        return;
    }
    sheet.w.start("p", &[attributes, &[("content-type", "subhead")]].concat());
    inlines::element("bold", &[], text, Room::Text, sheet);
    sheet.close();
}

fn list(list: &List, attributes: &[(&str, &str)], sheet: &mut Sheet<'_>) {
    let bullets = list.items.iter().all(ListItem::begins_with_bullet);
    let kind = match list.kind {
        ListKind::Numbered { .. } => "order",
        ListKind::Bulleted if bullets => "bullet",
        ListKind::Bulleted => "simple",
    };
    sheet.open("list", &[&[("list-type", kind)], attributes].concat());
    for (i, item) in list.items.iter().enumerate() {
        sheet.w.start("list-item", &[]);
        if let Some(label) = label(list, i, item) {
            sheet.w.element("label", &[], &label);
        }
        one_or_more(&item.blocks, Host::Entry, sheet);
        sheet.close();
    }
    sheet.close();
}

/// The label of an entry as printed. A list of type `bullet` has "a bullet, dash, or other symbol" before each
/// entry (JATS 1.3, `@list-type`), which stands for the printed one; numbers are given where they do not begin
/// with 1, because JATS has no other way to say so.
fn label(list: &List, index: usize, item: &ListItem) -> Option<String> {
    let label = clean(&item.label);
    match list.kind {
        ListKind::Bulleted => (!item.begins_with_bullet()).then_some(label),
        ListKind::Numbered { start: 1 } if label.is_empty() => None,
        ListKind::Numbered { start } if label.is_empty() => {
            Some(format!("{}.", u64::from(start) + index as u64))
        }
        ListKind::Numbered { .. } => Some(label),
    }
}

fn verse(verse: &Verse, attributes: &[(&str, &str)], sheet: &mut Sheet<'_>) {
    let stanzas: Vec<_> = verse.stanzas.iter().filter(|stanza| !stanza.is_empty()).collect();
    if stanzas.is_empty() {
        return;
    }
    sheet.open("verse-group", attributes);
    for stanza in &stanzas {
        if stanzas.len() > 1 {
            sheet.open("verse-group", &[]);
        }
        for line in *stanza {
            inlines::element("verse-line", &[], line, Room::Verse, sheet);
            sheet.w.line();
        }
        if stanzas.len() > 1 {
            sheet.close();
        }
    }
    sheet.close();
}

fn quote(blocks: &[Block], attributes: &[(&str, &str)], sheet: &mut Sheet<'_>) {
    sheet.open("disp-quote", attributes);
    one_or_more(blocks, Host::Flow, sheet);
    sheet.close();
}

fn sidebar(sidebar: &Sidebar, attributes: &[(&str, &str)], sheet: &mut Sheet<'_>) {
    sheet.open("boxed-text", &[&[("content-type", "sidebar"), ("position", "float")], attributes].concat());
    if inlines::shows(&sidebar.title) {
        sheet.w.start("caption", &[]);
        inlines::element("title", &[], &sidebar.title, Room::Title, sheet);
        sheet.close();
    }
    let mut sections = Sections::default();
    sections::write(&sidebar.blocks, &mut sections, sheet);
    sections::close(&mut sections, sheet);
    sheet.close();
}

fn pull_quote(text: &[Inline], attributes: &[(&str, &str)], sheet: &mut Sheet<'_>) {
    sheet.open("boxed-text", &[&[("content-type", "pullquote"), ("position", "float")], attributes].concat());
    paragraph(text, &[], sheet);
    sheet.close();
}

fn figure(figure: &Figure, attributes: &[(&str, &str)], sheet: &mut Sheet<'_>) {
    let id = sheet.next_id("fig");
    sheet.open("fig", &[&[("id", id.as_str())], attributes].concat());
    if !figure.caption.is_empty() {
        sheet.w.start("caption", &[]);
        inlines::element("p", &[], &figure.caption, Room::Text, sheet);
        sheet.close();
    }
    sheet.field("alt-text", &[], Some(&figure.alt));
    for image in &figure.images {
        if let Some((path, media_type)) = sheet.plan.images.get(image.as_str()) {
            inlines::graphic("graphic", path, media_type, "", sheet);
            sheet.w.line();
        }
    }
    if !figure.credit.is_empty() {
        inlines::element("attrib", &[], &figure.credit, Room::Text, sheet);
        sheet.w.line();
    }
    sheet.close();
}

/// A formula set apart; one that is more than a formula is a paragraph in the place of one.
fn formula(text: &[Inline], attributes: &[(&str, &str)], sheet: &mut Sheet<'_>) {
    let id = sheet.next_id("formula");
    sheet.w.start("disp-formula", &[&[("id", id.as_str())], attributes].concat());
    match text {
        [Inline::Math { text, mathml, tex }] => inlines::formula(text, mathml, tex, sheet),
        _ => {
            sheet.w.start("named-content", &[("content-type", "formula")]);
            inlines::write(text, Room::Text, sheet);
            sheet.w.end();
        }
    }
    sheet.close();
}

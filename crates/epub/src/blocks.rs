//! Blocks as XHTML: paragraphs, subheads, lists, verse, quotes, boxes, figures. Tables stand in `tables`.

use backissue_model::{
    Block, Content, Figure, Inline, JumpLine, List, ListItem, ListKind, Sidebar, Subhead, Verse, plain_text,
};

use crate::inlines::{self, shows};
use crate::sheet::Sheet;
use crate::{language, tables, weight};

/// What may stand in the place where blocks are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Room {
    /// Anything.
    Flow,
    /// No headings and no sections: the head cell of a table (HTML, content model of `th`).
    HeadCell,
}

/// Writes blocks, one a line.
pub(crate) fn write(sheet: &mut Sheet<'_>, blocks: &[Block], room: Room) {
    for block in blocks {
        let tag = block.language.as_deref().and_then(language::checked);
        if let Some(tag) = tag {
            sheet.w.start("div", &[("xml:lang", tag), ("lang", tag)]);
        }
        content(sheet, &block.content, room);
        if tag.is_some() {
            sheet.w.end();
            sheet.w.line();
        }
    }
}

/// A paragraph of this class; the marks of pages alone when there is nothing else in it.
pub(crate) fn paragraph(sheet: &mut Sheet<'_>, attributes: &[(&str, &str)], text: &[Inline]) {
    if shows(text) {
        sheet.w.start("p", attributes);
        inlines::write(sheet, text);
        sheet.w.end();
        sheet.w.line();
    } else {
        weight::each_inline(text, &mut |inline| {
            if let Inline::PageBreak { page } = inline {
                inlines::page_break(sheet, *page);
            }
        });
    }
}

fn content(sheet: &mut Sheet<'_>, content: &Content, room: Room) {
    match content {
        Content::Paragraph(text) => paragraph(sheet, &[], text),
        Content::Subhead(subhead) => self::subhead(sheet, subhead, room),
        Content::List(list) => self::list(sheet, list, room),
        Content::Table(table) => tables::write(sheet, table),
        Content::Verse(verse) => self::verse(sheet, verse),
        Content::Quote(blocks) => holder(sheet, "blockquote", &[], blocks, room),
        Content::Sidebar(sidebar) => self::sidebar(sheet, sidebar, room),
        Content::PullQuote(text) => pull_quote(sheet, text, room),
        Content::Figure(figure) => self::figure(sheet, figure),
        Content::JumpLine(jump) => jump_line(sheet, jump),
        Content::Formula(text) => paragraph(sheet, &[("class", "formula")], text),
        Content::Break {} => {
            sheet.w.empty("hr", &[]);
            sheet.w.line();
        }
    }
}

fn holder(
    sheet: &mut Sheet<'_>,
    name: &'static str,
    attributes: &[(&str, &str)],
    blocks: &[Block],
    room: Room,
) {
    if blocks.is_empty() {
        return;
    }
    sheet.w.start(name, attributes);
    sheet.w.line();
    write(sheet, blocks, room);
    sheet.w.end();
    sheet.w.line();
}

fn subhead(sheet: &mut Sheet<'_>, subhead: &Subhead, room: Room) {
    heading(sheet, subhead.level.saturating_add(1), &subhead.text, room, "subhead");
}

/// A heading, at most one level below the last, so that none is skipped (WCAG 2.2, technique G141).
fn heading(sheet: &mut Sheet<'_>, wanted: u8, text: &[Inline], room: Room, class: &str) {
    if room == Room::HeadCell || !shows(text) {
        return paragraph(sheet, &[("class", class)], text);
    }
    let level = wanted.clamp(2, 6).min(sheet.level.max(1) + 1);
    sheet.level = level;
    let name = match level {
        2 => "h2",
        3 => "h3",
        4 => "h4",
        5 => "h5",
        _ => "h6",
    };
    sheet.w.start(name, &[("class", class)]);
    inlines::write(sheet, text);
    sheet.w.end();
    sheet.w.line();
}

/// A list. Entries with labels of their own show these; entries between them show their numbers, if it has any. For bullets that print has, the reading
/// system's stand. A bulleted list of which only some entries have a label shows bullets before all of them.
fn list(sheet: &mut Sheet<'_>, list: &List, room: Room) {
    if list.items.is_empty() {
        return;
    }
    let mut labels = list.items.iter().map(|item| label(list.kind, item));
    let labelled = match list.kind {
        ListKind::Bulleted => labels.all(|label| !label.is_empty()),
        ListKind::Numbered { .. } => labels.any(|label| !label.is_empty()),
    };
    let first = match list.kind {
        // HTML knows numbers of 32 bits with a sign.
        ListKind::Numbered { start } => i32::try_from(start).unwrap_or(1).to_string(),
        ListKind::Bulleted => String::new(),
    };
    let (name, attributes): (&'static str, Vec<(&str, &str)>) = match list.kind {
        _ if labelled => ("ul", vec![("class", "labelled")]),
        ListKind::Bulleted => ("ul", Vec::new()),
        ListKind::Numbered { start: 1 } => ("ol", Vec::new()),
        ListKind::Numbered { .. } => ("ol", vec![("start", first.as_str())]),
    };
    sheet.w.start(name, &attributes);
    sheet.w.line();
    for (index, item) in list.items.iter().enumerate() {
        let number = number(list.kind, index).filter(|_| labelled);
        let label = Some(label(list.kind, item)).filter(|label| !label.is_empty()).or(number.as_deref());
        list_item(sheet, label.unwrap_or_default(), item, room);
    }
    sheet.w.end();
    sheet.w.line();
}

/// The number of an entry of a list that has numbers.
fn number(kind: ListKind, index: usize) -> Option<String> {
    match kind {
        ListKind::Numbered { start } => Some(format!("{}.", u64::from(start) + index as u64)),
        ListKind::Bulleted => None,
    }
}

/// The label of an entry, empty where the reading system's own mark stands for it.
fn label(kind: ListKind, item: &ListItem) -> &str {
    if kind == ListKind::Bulleted && item.begins_with_bullet() { "" } else { &item.label }
}

fn list_item(sheet: &mut Sheet<'_>, label: &str, item: &ListItem, room: Room) {
    sheet.w.start("li", &[]);
    if !label.is_empty() {
        inlines::element(sheet, "span", &[("class", "label")], label);
        sheet.w.text(" ");
    }
    one_or_more(sheet, &item.blocks, room);
    sheet.w.end();
    sheet.w.line();
}

/// Blocks of a cell or list entry: a single paragraph needs no element of its own.
pub(crate) fn one_or_more(sheet: &mut Sheet<'_>, blocks: &[Block], room: Room) {
    match blocks {
        [Block { content: Content::Paragraph(text), language: None, .. }] => inlines::write(sheet, text),
        _ => write(sheet, blocks, room),
    }
}

fn verse(sheet: &mut Sheet<'_>, verse: &Verse) {
    sheet.w.start("div", &[("class", "verse")]);
    sheet.w.line();
    for stanza in verse.stanzas.iter().filter(|stanza| !stanza.is_empty()) {
        sheet.w.start("div", &[("class", "stanza")]);
        stanza.iter().for_each(|line| paragraph(sheet, &[], line));
        sheet.w.end();
        sheet.w.line();
    }
    sheet.w.end();
    sheet.w.line();
}

/// A box. Headings after it go on from the level before it.
fn sidebar(sheet: &mut Sheet<'_>, sidebar: &Sidebar, room: Room) {
    let level = sheet.level;
    let (name, attributes): (&'static str, &[(&str, &str)]) = match room {
        Room::Flow => ("aside", &[("class", "sidebar"), ("epub:type", "sidebar")]),
        Room::HeadCell => ("div", &[("class", "sidebar")]),
    };
    let title = plain_text(&sidebar.title);
    let mut attributes = attributes.to_vec();
    if room == Room::Flow && !title.trim().is_empty() {
        attributes.push(("aria-label", title.trim()));
    }
    sheet.w.start(name, &attributes);
    sheet.w.line();
    if !sidebar.title.is_empty() {
        heading(sheet, level + 1, &sidebar.title, room, "sidebar-title");
    }
    write(sheet, &sidebar.blocks, room);
    sheet.w.end();
    sheet.w.line();
    sheet.level = level;
}

fn pull_quote(sheet: &mut Sheet<'_>, text: &[Inline], room: Room) {
    if room == Room::HeadCell || !shows(text) {
        return paragraph(sheet, &[("class", "pull-quote")], text);
    }
    sheet.w.start("aside", &[("class", "pull-quote"), ("epub:type", "pullquote"), ("role", "doc-pullquote")]);
    paragraph(sheet, &[], text);
    sheet.w.end();
    sheet.w.line();
}

/// Pictures with caption and credit. In the place of pictures that the book cannot hold, the stylesheet shows
/// their description.
fn figure(sheet: &mut Sheet<'_>, figure: &Figure) {
    let plan = sheet.plan;
    let pictures: Vec<_> = figure.images.iter().filter_map(|id| plan.pictures.get(id)).collect();
    let captioned = !figure.caption.is_empty() || !figure.credit.is_empty();
    if pictures.is_empty() && figure.alt.trim().is_empty() && !captioned {
        return;
    }
    sheet.w.start("figure", &[]);
    sheet.w.line();
    for (i, picture) in pictures.iter().enumerate() {
        // The description is of all pictures together: the first has it.
        let alt = match i {
            0 if figure.alt.trim().is_empty() => plan.words.picture,
            0 => &figure.alt,
            _ => "",
        };
        sheet.w.empty("img", &[("src", &picture.path), ("alt", alt)]);
        sheet.w.line();
    }
    if pictures.is_empty() && !figure.alt.trim().is_empty() {
        sheet.w.element(
            "div",
            &[("class", "picture"), ("role", "img"), ("aria-label", figure.alt.trim())],
            "",
        );
        sheet.w.line();
    }
    if captioned {
        caption(sheet, figure);
    }
    sheet.w.end();
    sheet.w.line();
}

fn caption(sheet: &mut Sheet<'_>, figure: &Figure) {
    sheet.w.start("figcaption", &[]);
    inlines::write(sheet, &figure.caption);
    if !figure.credit.is_empty() {
        if !figure.caption.is_empty() {
            sheet.w.text(" ");
        }
        sheet.w.start("span", &[("class", "credit"), ("epub:type", "credit"), ("role", "doc-credit")]);
        inlines::write(sheet, &figure.credit);
        sheet.w.end();
    }
    sheet.w.end();
    sheet.w.line();
}

/// A jump line leads to the mark of the page that it names, in its own article before any other.
fn jump_line(sheet: &mut Sheet<'_>, jump: &JumpLine) {
    let attributes = [("class", "jump")];
    let part = sheet.part;
    let href = jump.folio.as_deref().and_then(|folio| sheet.plan.jump_target(part?.article, folio));
    match href {
        Some(href) if shows(&jump.text) => {
            sheet.w.start("p", &attributes);
            inlines::linked(sheet, &[("href", &href)], &jump.text);
            sheet.w.end();
            sheet.w.line();
        }
        _ => paragraph(sheet, &attributes, &jump.text),
    }
}

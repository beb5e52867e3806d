//! Inline content. Which elements may hold which is the Publishing tag set's matter, the stricter of the two: what
//! may not stand in a place is written after it, or as its text.

use backissue_model::script::full_size;
use backissue_model::{Inline, plain_text};
use backissue_package::{mathml, xml};

use crate::links::{self, Destination};
use crate::plan::{clean, language};
use crate::sheet::Sheet;

/// Where inline content stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Room {
    /// A paragraph or an element within one: all but `break`.
    Text,
    /// A title or a cell: all.
    Title,
    /// A line of verse: no `break`, no link outside of `named-content`.
    Verse,
    /// A link: text, emphasis and `named-content`, which may hold the rest.
    Link,
}

/// Writes inline content.
pub(crate) fn write(inlines: &[Inline], room: Room, sheet: &mut Sheet<'_>) {
    for inline in inlines {
        one(inline, room, sheet);
    }
}

/// An element with inline content.
pub(crate) fn element(
    name: &'static str,
    attributes: &[(&str, &str)],
    inlines: &[Inline],
    room: Room,
    sheet: &mut Sheet<'_>,
) {
    sheet.w.start(name, attributes);
    write(inlines, room, sheet);
    sheet.w.end();
}

/// Whether inline content shows anything but marks of pages.
pub(crate) fn shows(inlines: &[Inline]) -> bool {
    inlines.iter().any(|inline| match inline {
        Inline::Text(text) | Inline::Math { text, .. } => !clean(text).is_empty(),
        Inline::PageBreak { .. } | Inline::LineBreak {} => false,
        Inline::Image { .. } | Inline::NoteRef { .. } => true,
        Inline::Ruby { base, text } => !clean(text).is_empty() || shows(base),
        other => shows(other.content().unwrap_or_default()),
    })
}

fn one(inline: &Inline, room: Room, sheet: &mut Sheet<'_>) {
    // Elements for emphasis may hold what their parent may hold, but for `break`.
    let inner = if room == Room::Title { Room::Text } else { room };
    match inline {
        Inline::Text(text) => sheet.w.text(text),
        Inline::Emphasis(content) => element("italic", &[], content, inner, sheet),
        Inline::Strong(content) => element("bold", &[], content, inner, sheet),
        Inline::SmallCaps(content) => element("sc", &[], content, inner, sheet),
        Inline::Sub(content) => element("sub", &[], content, inner, sheet),
        Inline::Sup(content) => element("sup", &[], content, inner, sheet),
        Inline::Dateline(content) => {
            element("named-content", &[("content-type", "dateline")], content, Room::Text, sheet);
        }
        Inline::Foreign { language: tag, content } => foreign(tag, content, inner, sheet),
        Inline::Ruby { base, text } => ruby(base, text, room, sheet),
        Inline::Link { target, content } => link(target, content, room, sheet),
        Inline::LineBreak {} => line_break(room, sheet),
        Inline::NoteRef { note, label } => held(room, sheet, |sheet| note_ref(note, label, sheet)),
        Inline::Math { text, mathml, tex } => held(room, sheet, |sheet| math(text, mathml, tex, sheet)),
        Inline::Image { image, alt } => held(room, sheet, |sheet| picture(image, alt, sheet)),
        Inline::PageBreak { page } => held(room, sheet, |sheet| page_break(*page, sheet)),
    }
}

/// What a link may not hold itself stands in `named-content` within it.
fn held(room: Room, sheet: &mut Sheet<'_>, content: impl FnOnce(&mut Sheet<'_>)) {
    if room != Room::Link {
        return content(sheet);
    }
    sheet.w.start("named-content", &[("content-type", "inline")]);
    content(sheet);
    sheet.w.end();
}

fn foreign(tag: &str, content: &[Inline], room: Room, sheet: &mut Sheet<'_>) {
    match language(tag) {
        Some(tag) => {
            let attributes = [("content-type", "foreign"), ("xml:lang", tag)];
            element("named-content", &attributes, content, Room::Text, sheet);
        }
        None => write(content, room, sheet),
    }
}

/// A paragraph has no `break`: there the break is a space that says what it stands for.
fn line_break(room: Room, sheet: &mut Sheet<'_>) {
    if room == Room::Title {
        sheet.w.empty("break", &[]);
    } else {
        sheet.w.element("styled-content", &[("style-type", "line-break")], " ");
    }
}

/// Ruby (JATS 1.3, `ruby`). Its base holds text and emphasis only; images and marks of pages follow it.
fn ruby(base: &[Inline], reading: &str, room: Room, sheet: &mut Sheet<'_>) {
    let mut after = Vec::new();
    sheet.w.start("ruby", &[]);
    sheet.w.start("rb", &[]);
    ruby_base(base, sheet, &mut after);
    sheet.w.end();
    sheet.w.element("rt", &[], reading);
    sheet.w.end();
    for inline in after {
        one(inline, room, sheet);
    }
}

fn ruby_base<'b>(base: &'b [Inline], sheet: &mut Sheet<'_>, after: &mut Vec<&'b Inline>) {
    for inline in base {
        match inline {
            Inline::Text(text) | Inline::Math { text, .. } => sheet.w.text(text),
            Inline::NoteRef { label, .. } => sheet.w.text(label),
            Inline::LineBreak {} => sheet.w.text(" "),
            Inline::Image { .. } | Inline::PageBreak { .. } => after.push(inline),
            Inline::Ruby { base, text } => {
                ruby_base(base, sheet, after);
                sheet.w.text(text);
            }
            Inline::Strong(content) => {
                sheet.w.start("bold", &[]);
                ruby_base(content, sheet, after);
                sheet.w.end();
            }
            other => ruby_base(other.content().unwrap_or_default(), sheet, after),
        }
    }
}

/// A link, or its content alone when its target is not safe or leads nowhere.
fn link(target: &str, content: &[Inline], room: Room, sheet: &mut Sheet<'_>) {
    let destination = links::destination(target, sheet.plan).filter(|_| !sheet.in_link && shows(content));
    let Some(destination) = destination else { return write(content, room, sheet) };
    if room == Room::Verse {
        sheet.w.start("named-content", &[("content-type", "link")]);
    }
    sheet.in_link = true;
    match &destination {
        Destination::Uri(uri) => {
            element("ext-link", &[("ext-link-type", "uri"), ("xlink:href", uri)], content, Room::Link, sheet);
        }
        Destination::Id(id) => {
            element("xref", &[("ref-type", "other"), ("rid", id)], content, Room::Link, sheet);
        }
    }
    sheet.in_link = false;
    if room == Room::Verse {
        sheet.w.end();
    }
}

/// A reference to a note of the article, its mark a superscript, as the examples of JATS have it (1.3, `xref`); the
/// mark alone when there is no such note. Figures that are raised by themselves are raised as all marks are.
fn note_ref(note: &str, label: &str, sheet: &mut Sheet<'_>) {
    let place = sheet.index.and_then(|index| sheet.plan.notes[index].get(note).copied());
    match place.filter(|_| !sheet.in_link) {
        Some(place) => {
            let id = sheet.note_id(place);
            sheet.w.start("xref", &[("ref-type", "fn"), ("rid", &id)]);
            sheet.w.element("sup", &[], &full_size(label));
            sheet.w.end();
        }
        None if clean(label).is_empty() => {}
        None if full_size(label) != label => sheet.w.text(label),
        None => sheet.w.element("sup", &[], label),
    }
}

fn math(text: &str, source: &str, tex: &str, sheet: &mut Sheet<'_>) {
    sheet.w.start("inline-formula", &[]);
    formula(text, source, tex, sheet);
    sheet.w.end();
}

/// A formula as MathML; as its characters when the MathML is not sound.
pub(crate) fn formula(text: &str, source: &str, tex: &str, sheet: &mut Sheet<'_>) {
    let alternative = if clean(tex).is_empty() { text } else { tex };
    match mathml::clean(source, alternative, mathml::Namespace::Prefixed) {
        Some(formula) => sheet.w.raw(&formula),
        None => sheet.w.text(text),
    }
}

fn picture(image: &str, alt: &str, sheet: &mut Sheet<'_>) {
    let Some((path, media_type)) = sheet.plan.images.get(image) else { return };
    graphic("inline-graphic", path, media_type, alt, sheet);
}

/// An image: its file, its media type where that is known, and the text that says the same.
pub(crate) fn graphic(name: &'static str, path: &str, media_type: &str, alt: &str, sheet: &mut Sheet<'_>) {
    let href = links::encode(&path.replace('%', "%25"));
    let mut attributes = vec![("xlink:href", href.as_str())];
    if let Some((kind, subtype)) = media_type.split_once('/').filter(|(kind, _)| *kind == "image") {
        attributes.extend([("mimetype", kind), ("mime-subtype", subtype)]);
    }
    let alt = clean(alt);
    if alt.is_empty() {
        sheet.w.empty(name, &attributes);
        return;
    }
    sheet.w.start(name, &attributes);
    sheet.w.element("alt-text", &[], &alt);
    sheet.w.end();
}

/// The mark of a page. It is empty: readers show what stands in it as text.
fn page_break(page: u32, sheet: &mut Sheet<'_>) {
    let label = sheet.plan.page_label(page);
    let id = sheet.new_id(&xml::name(&format!("page-{label}")));
    sheet.w.empty("target", &[("id", &id), ("target-type", "page")]);
}

/// Whether inline content is plain text: nothing in it needs an element.
pub(crate) fn is_plain(inlines: &[Inline]) -> bool {
    inlines.iter().all(|inline| matches!(inline, Inline::Text(_) | Inline::LineBreak {}))
}

/// The text of inline content on one line.
pub(crate) fn line(inlines: &[Inline]) -> String {
    clean(&plain_text(inlines))
}

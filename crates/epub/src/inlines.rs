//! Inline content as XHTML. Blocks are not its matter.

use backissue_model::script::full_size;
use backissue_model::{Inline, WritingMode};
use backissue_package::mathml::{self, Namespace};

use crate::plan::{mark_id, note_id, page_id};
use crate::sheet::{Sheet, Within};
use crate::words::fill;
use crate::{language, links};

/// Writes inline content.
pub(crate) fn write(sheet: &mut Sheet<'_>, inlines: &[Inline]) {
    for inline in inlines {
        match inline {
            Inline::Text(content) => text(sheet, content),
            Inline::Emphasis(content) => around(sheet, "em", &[], content),
            Inline::Strong(content) => around(sheet, "strong", &[], content),
            Inline::SmallCaps(content) => around(sheet, "span", &[("class", "small-caps")], content),
            Inline::Sub(content) => around(sheet, "sub", &[], content),
            Inline::Sup(content) => around(sheet, "sup", &[], content),
            Inline::Dateline(content) => around(sheet, "span", &[("class", "dateline")], content),
            Inline::Ruby { base, text } => ruby(sheet, base, text),
            Inline::Link { target, content } => link(sheet, target, content),
            Inline::Foreign { language, content } => foreign(sheet, language, content),
            Inline::NoteRef { note, label } => note_ref(sheet, note, label),
            Inline::Math { text: plain, mathml, .. } => math(sheet, plain, mathml),
            Inline::Image { image, alt } => picture(sheet, image, alt),
            Inline::LineBreak {} => sheet.w.empty("br", &[]),
            Inline::PageBreak { page } => page_break(sheet, *page),
        }
    }
}

/// Whether inline content shows anything but marks of pages.
pub(crate) fn shows(inlines: &[Inline]) -> bool {
    inlines.iter().any(|inline| match inline {
        Inline::Text(text) => !text.trim().is_empty(),
        Inline::PageBreak { .. } | Inline::LineBreak {} => false,
        Inline::Ruby { base, text } => !text.is_empty() || shows(base),
        other => other.content().is_none_or(shows),
    })
}

/// The place where a printed page begins. The first in the book that the page list names is a page-break mark
/// (EPUB Accessibility 1.1, 3.2.4); at others, where an article goes on there, only jump lines lead.
pub(crate) fn page_break(sheet: &mut Sheet<'_>, page: u32) {
    if sheet.part.is_none() || !sheet.marked_pages.insert(page) {
        return;
    }
    let id = page_id(page);
    let listed = sheet.plan.pages.get(&page).is_some_and(|anchor| anchor.part == sheet.number);
    if listed {
        let label = fill(sheet.plan.words.page, &sheet.plan.folio(page));
        let attributes = [
            ("id", id.as_str()),
            ("epub:type", "pagebreak"),
            ("role", "doc-pagebreak"),
            ("aria-label", &label),
        ];
        sheet.w.element("span", &attributes, "");
    } else {
        sheet.w.element("span", &[("id", &id)], "");
    }
}

/// Plain text. In vertical lines one or two digits stand upright side by side (JLReq, 3.2.5).
pub(crate) fn text(sheet: &mut Sheet<'_>, content: &str) {
    if sheet.plan.issue.writing_mode != WritingMode::VerticalRl {
        sheet.w.text(content);
        return;
    }
    let mut rest = content;
    let mut before = None;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let digits = rest[at..].bytes().take_while(u8::is_ascii_digit).count();
        let (start, after) = (rest[..at].chars().last().or(before), rest[at + digits..].chars().next());
        sheet.w.text(&rest[..at]);
        let number = &rest[at..at + digits];
        if digits <= 2 && ![start, after].into_iter().flatten().any(runs_sideways) {
            sheet.w.element("span", &[("class", "upright")], number);
        } else {
            sheet.w.text(number);
        }
        rest = &rest[at + digits..];
        before = Some('0');
    }
    sheet.w.text(rest);
}

/// Whether a character beside a number makes it part of a longer word or figure that lies on its side.
fn runs_sideways(c: char) -> bool {
    c.is_ascii_graphic() && !matches!(c, '(' | ')' | '[' | ']')
}

/// An element that holds this text.
pub(crate) fn element(sheet: &mut Sheet<'_>, name: &'static str, attributes: &[(&str, &str)], content: &str) {
    sheet.w.start(name, attributes);
    text(sheet, content);
    sheet.w.end();
}

fn around(sheet: &mut Sheet<'_>, name: &'static str, attributes: &[(&str, &str)], content: &[Inline]) {
    if content.is_empty() {
        return;
    }
    sheet.w.start(name, attributes);
    write(sheet, content);
    sheet.w.end();
}

/// Ruby, with brackets for readers that do not know it. Ruby within ruby becomes text in a row.
fn ruby(sheet: &mut Sheet<'_>, base: &[Inline], reading: &str) {
    if sheet.within.ruby || base.is_empty() {
        write(sheet, base);
        sheet.w.element("span", &[("class", "reading")], reading);
        return;
    }
    let within = sheet.within;
    sheet.within = Within { ruby: true, ..within };
    sheet.w.start("ruby", &[]);
    write(sheet, base);
    sheet.w.element("rp", &[], "(");
    sheet.w.element("rt", &[], reading);
    sheet.w.element("rp", &[], ")");
    sheet.w.end();
    sheet.within = within;
}

fn link(sheet: &mut Sheet<'_>, target: &str, content: &[Inline]) {
    let href = match target.strip_prefix('#') {
        Some(id) => sheet.plan.inward(id),
        None => links::outward(target),
    };
    match href {
        Some(href) if shows(content) => linked(sheet, &[("href", &href)], content),
        _ => write(sheet, content),
    }
}

/// Content as a link, or bare where a link holds it already.
pub(crate) fn linked(sheet: &mut Sheet<'_>, attributes: &[(&str, &str)], content: &[Inline]) {
    if sheet.within.link {
        write(sheet, content);
        return;
    }
    sheet.within.link = true;
    around(sheet, "a", attributes, content);
    sheet.within.link = false;
}

fn foreign(sheet: &mut Sheet<'_>, tag: &str, content: &[Inline]) {
    match language::checked(tag) {
        Some(tag) => around(sheet, "span", &[("xml:lang", tag), ("lang", tag)], content),
        None => write(sheet, content),
    }
}

/// The mark of a note. The first mark of a note has the id that the note leads back to; a mark without
/// characters gets a name. Figures that are raised by themselves are raised as all marks are.
fn note_ref(sheet: &mut Sheet<'_>, note: &str, label: &str) {
    let place = sheet.part.and_then(|part| {
        let index = *sheet.plan.note_indices[part.article].get(note)?;
        Some((index, sheet.plan.notes[part.article][index]))
    });
    let Some((index, place)) = place else {
        return loose_mark(sheet, label);
    };
    let label = &full_size(label);
    let is_first = place.mark == Some(sheet.number) && sheet.marked_notes.insert(index);
    let id = mark_id(index);
    let mut attributes = vec![("class", "mark")];
    if is_first {
        attributes.push(("id", &id));
    }
    if sheet.within.link {
        element(sheet, "span", &attributes, label);
        return;
    }
    let path = if place.part == sheet.number { "" } else { &sheet.plan.parts[place.part].path };
    let href = format!("{path}#{}", note_id(index));
    attributes.extend([("epub:type", "noteref"), ("role", "doc-noteref"), ("href", href.as_str())]);
    if label.trim().is_empty() {
        attributes.push(("aria-label", sheet.plan.words.note));
    }
    element(sheet, "a", &attributes, label);
}

/// The mark of a note that the issue does not have stands as it is printed.
fn loose_mark(sheet: &mut Sheet<'_>, label: &str) {
    if full_size(label) == label {
        element(sheet, "sup", &[("class", "mark")], label);
    } else {
        text(sheet, label);
    }
}

fn math(sheet: &mut Sheet<'_>, plain: &str, source: &str) {
    match mathml::clean(source, plain, Namespace::Default) {
        Some(formula) => {
            sheet.w.raw(&formula);
            sheet.math = true;
        }
        None => sheet.w.element("span", &[("class", "math")], plain),
    }
}

/// A picture in the line; one that the book cannot hold is told by its description.
fn picture(sheet: &mut Sheet<'_>, image: &str, alt: &str) {
    match sheet.plan.pictures.get(image) {
        Some(picture) => sheet.w.empty("img", &[("class", "inline"), ("src", &picture.path), ("alt", alt)]),
        None if !alt.trim().is_empty() => {
            sheet.w.element("span", &[("class", "picture"), ("role", "img"), ("aria-label", alt.trim())], "");
        }
        None => {}
    }
}

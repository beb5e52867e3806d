//! The navigation document (EPUB 3.3, 7): contents, page list, landmarks. As a page of the book it opens with the
//! name of the issue and closes with the imprint.

use backissue_model::Inline;
use backissue_package::xml::Writer;

use crate::blocks::paragraph;
use crate::contents::Entry;
use crate::plan::Plan;
use crate::sheet::{self, Document, Sheet};
use crate::{identity, imprint, inlines};

/// Path of the navigation document.
pub(crate) const PATH: &str = "nav.xhtml";

/// The name of the issue at its head, as links lead there.
pub(crate) const TITLE: &str = "nav.xhtml#issue";

/// A place that reading systems offer a button for: its type in the structural vocabulary, its path, its name.
pub(crate) struct Landmark {
    pub kind: &'static str,
    pub href: String,
    pub label: &'static str,
}

/// Writes the navigation document.
pub(crate) fn write(plan: &Plan<'_>, entries: &[Entry], landmarks: &[Landmark]) -> Document {
    let mut sheet = sheet::start(plan, plan.words.contents, plan.language);
    masthead(&mut sheet);
    let w = &mut sheet.w;
    w.start(
        "nav",
        &[
            ("class", "contents"),
            ("id", "toc"),
            ("epub:type", "toc"),
            ("role", "doc-toc"),
            ("aria-labelledby", "contents"),
        ],
    );
    w.line();
    w.element("h1", &[("id", "contents")], plan.words.contents);
    w.line();
    list(&mut sheet, entries);
    sheet.w.end();
    sheet.w.line();
    page_list(&mut sheet.w, plan);
    hidden(&mut sheet.w, "landmarks", None, plan.words.landmarks, |w| {
        for landmark in landmarks {
            w.start("li", &[]);
            w.element("a", &[("epub:type", landmark.kind), ("href", &landmark.href)], landmark.label);
            w.end();
            w.line();
        }
    });
    imprint::write(&mut sheet);
    sheet::finish(sheet, PATH)
}

/// Lines as an ordered list, with the lists below them.
pub(crate) fn list(sheet: &mut Sheet<'_>, entries: &[Entry]) {
    sheet.w.start("ol", &[]);
    sheet.w.line();
    for entry in entries {
        let class = ("class", "group");
        sheet.w.start("li", if entry.children.is_empty() { &[] } else { std::slice::from_ref(&class) });
        inlines::element(sheet, "a", &[("href", &entry.href)], &entry.label);
        if !entry.children.is_empty() {
            sheet.w.line();
            list(sheet, &entry.children);
        }
        sheet.w.end();
        sheet.w.line();
    }
    sheet.w.end();
    sheet.w.line();
}

/// Publication, what tells this issue from others, and departments that no article of the issue names. It is the
/// title page: one of its own would show the cover's words again.
fn masthead(sheet: &mut Sheet<'_>) {
    let plan = sheet.plan;
    let meta = &plan.issue.metadata;
    let volume = identity::text(&meta.volume).map(|volume| identity::counted(plan.words.volume, &volume));
    let parts: Vec<String> =
        [volume, identity::number(plan), identity::day(plan)].into_iter().flatten().collect();
    let publication = identity::publication(plan);
    sheet.w.start("header", &[("class", "issue"), ("id", "issue"), ("epub:type", "titlepage")]);
    inlines::element(sheet, "p", &[("class", "publication")], &publication);
    if let Some(title) = identity::text(&meta.title).filter(|title| *title != publication) {
        inlines::element(sheet, "p", &[("class", "issue-title")], &title);
    }
    if !parts.is_empty() {
        inlines::element(sheet, "p", &[("class", "issue-line")], &parts.join(" · "));
    }
    for department in &plan.idle_departments {
        paragraph(sheet, &[("class", "department")], &[Inline::text(&department.name)]);
        let subtitle = department.subtitle.as_deref().unwrap_or_default();
        paragraph(sheet, &[("class", "department-subtitle")], &[Inline::text(subtitle)]);
    }
    sheet.w.end();
    sheet.w.line();
}

/// The printed pages, by their folios.
fn page_list(w: &mut Writer, plan: &Plan<'_>) {
    if plan.pages.is_empty() {
        return;
    }
    hidden(w, "page-list", Some("doc-pagelist"), plan.words.pages, |w| {
        for (page, anchor) in &plan.pages {
            w.start("li", &[]);
            w.element("a", &[("href", &plan.href(anchor))], &plan.folio(*page));
            w.end();
            w.line();
        }
    });
}

/// A list for reading systems, which is not shown on the page.
fn hidden(
    w: &mut Writer,
    kind: &'static str,
    role: Option<&'static str>,
    title: &str,
    items: impl FnOnce(&mut Writer),
) {
    let mut attributes = vec![("epub:type", kind), ("hidden", "hidden"), ("aria-label", title)];
    attributes.extend(role.map(|role| ("role", role)));
    w.start("nav", &attributes);
    w.line();
    w.element("h2", &[], title);
    w.start("ol", &[]);
    w.line();
    items(w);
    w.end();
    w.end();
    w.line();
}

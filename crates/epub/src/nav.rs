//! The navigation document (EPUB 3.3, 7): contents, page list, landmarks. As a page of the book it opens with the
//! name of the issue and closes with the imprint.

use backissue_package::xml::Writer;

use crate::contents::Entry;
use crate::plan::Plan;
use crate::sheet::{self, Document};
use crate::{identity, imprint};

/// Path of the navigation document.
pub(crate) const PATH: &str = "nav.xhtml";

/// A place that reading systems offer a button for: its type in the structural vocabulary, its path, its name.
pub(crate) struct Landmark {
    pub kind: &'static str,
    pub href: String,
    pub label: &'static str,
}

/// Writes the navigation document.
pub(crate) fn write(plan: &Plan<'_>, entries: &[Entry], landmarks: &[Landmark]) -> Document {
    let mut sheet = sheet::start(plan, plan.words.contents, plan.language);
    let w = &mut sheet.w;
    issue_line(w, plan);
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
    list(w, entries);
    w.end();
    w.line();
    page_list(w, plan);
    hidden(w, "landmarks", None, plan.words.landmarks, |w| {
        for landmark in landmarks {
            w.start("li", &[]);
            w.element("a", &[("epub:type", landmark.kind), ("href", &landmark.href)], landmark.label);
            w.end();
            w.line();
        }
    });
    imprint::write(w, plan);
    sheet::finish(sheet, PATH)
}

/// Lines as an ordered list, with the lists below them.
pub(crate) fn list(w: &mut Writer, entries: &[Entry]) {
    w.start("ol", &[]);
    w.line();
    for entry in entries {
        w.start("li", &[]);
        w.element("a", &[("href", &entry.href)], &entry.label);
        if !entry.children.is_empty() {
            w.line();
            list(w, &entry.children);
        }
        w.end();
        w.line();
    }
    w.end();
    w.line();
}

/// Publication, then what tells this issue from others.
fn issue_line(w: &mut Writer, plan: &Plan<'_>) {
    let meta = &plan.issue.metadata;
    let volume = identity::text(&meta.volume).map(|volume| identity::counted(plan.words.volume, &volume));
    let parts: Vec<String> =
        [volume, identity::number(plan), identity::day(plan)].into_iter().flatten().collect();
    w.start("header", &[("class", "issue")]);
    w.element("p", &[("class", "publication")], &identity::publication(plan));
    if !parts.is_empty() {
        w.element("p", &[("class", "issue-line")], &parts.join(" · "));
    }
    w.end();
    w.line();
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

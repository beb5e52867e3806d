//! The package document (EPUB 3.3, 5): metadata, manifest, spine.

use backissue_model::WritingMode;
use backissue_package::xml::Writer;

use crate::identity::{self, text};
use crate::plan::Plan;
use crate::{accessibility, date};

/// A file of the book.
pub(crate) struct Item {
    /// Id in the manifest.
    pub id: String,
    /// Path beside the package document.
    pub path: String,
    pub media_type: &'static str,
    /// Properties (EPUB 3.3, 5.6.2), between spaces.
    pub properties: &'static str,
    pub place: Place,
}

/// Whether a file is a page of the book.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// In reading order.
    Spine,
    /// Used by pages, or by reading systems.
    Aside,
}

/// What names the edition.
pub(crate) struct Edition {
    pub identifier: String,
    pub title: String,
    /// `dcterms:modified`.
    pub modified: String,
    pub cover: bool,
}

/// Writes the package document.
pub(crate) fn write(plan: &Plan<'_>, edition: &Edition, items: &[Item]) -> String {
    let mut w = Writer::document();
    let rtl = plan.issue.writing_mode != WritingMode::HorizontalLtr;
    let text_direction = if plan.issue.writing_mode == WritingMode::HorizontalRtl { "rtl" } else { "ltr" };
    let attributes = [
        ("xmlns", "http://www.idpf.org/2007/opf"),
        ("version", "3.0"),
        ("unique-identifier", "id"),
        ("xml:lang", plan.language),
        ("dir", text_direction),
        ("prefix", "prism: http://prismstandard.org/namespaces/basic/3.0/"),
    ];
    w.start("package", &attributes);
    w.line();
    w.start("metadata", &[("xmlns:dc", "http://purl.org/dc/elements/1.1/")]);
    w.line();
    book(&mut w, plan, edition);
    series(&mut w, plan);
    print(&mut w, plan);
    for (property, value) in accessibility::statements(plan, edition.cover) {
        meta(&mut w, property, &value);
    }
    w.end();
    w.line();
    manifest(&mut w, items);
    let progression = if rtl { "rtl" } else { "ltr" };
    w.start("spine", &[("toc", "ncx"), ("page-progression-direction", progression)]);
    w.line();
    for item in items.iter().filter(|item| item.place == Place::Spine) {
        w.empty("itemref", &[("idref", &item.id)]);
        w.line();
    }
    w.end();
    w.line();
    w.end();
    w.line();
    w.finish()
}

/// The issue as a book: Dublin Core and the moment of the edition.
fn book(w: &mut Writer, plan: &Plan<'_>, edition: &Edition) {
    let issue = &plan.issue.metadata;
    let mut element = |name, attributes: &[(&str, &str)], value: &str| {
        w.element(name, attributes, value);
        w.line();
    };
    element("dc:identifier", &[("id", "id")], &edition.identifier);
    element("dc:title", &[], &edition.title);
    element("dc:language", &[], plan.language);
    element("dc:type", &[], "periodical");
    if let Some(publisher) = text(&issue.publication.publisher) {
        element("dc:publisher", &[], &publisher);
    }
    for name in issue.contributors.iter().filter_map(|name| text(&Some(name.clone()))) {
        element("dc:contributor", &[], &name);
    }
    if let Some(rights) = text(&issue.rights) {
        element("dc:rights", &[], &rights);
    }
    let date = identity::date(issue).map(date::iso);
    if let Some(date) = &date {
        element("dc:date", &[], date);
    }
    meta(w, "dcterms:modified", &edition.modified);
    if let Some(date) = &date {
        meta(w, "dcterms:issued", date);
    }
}

/// The publication that it is an issue of, for shelves and catalogues.
fn series(w: &mut Writer, plan: &Plan<'_>) {
    let issue = &plan.issue.metadata;
    let title = text(&issue.publication.title);
    if let Some(title) = &title {
        refined(w, "belongs-to-collection", "series", title);
        refines(w, "#series", "collection-type", "series");
        if let Some(position) = position(issue.number.as_deref()) {
            refines(w, "#series", "group-position", &position);
        }
        if let Some(issn) = identity::issn(issue) {
            refines(w, "#series", "dcterms:identifier", &format!("urn:ISSN:{issn}"));
        }
    }
    let facts = [
        ("prism:publicationName", title),
        ("prism:issn", identity::issn(issue).map(str::to_owned)),
        ("prism:volume", text(&issue.volume)),
        ("prism:number", text(&issue.number)),
        ("prism:coverDate", identity::date(issue).map(date::iso)),
    ];
    for (property, value) in facts {
        if let Some(value) = value {
            meta(w, property, &value);
        }
    }
}

/// A number that `group-position` takes (EPUB 3.3, D.3.5): figures, and points between them.
fn position(number: Option<&str>) -> Option<String> {
    let number = number?.trim();
    let figures =
        |part: &str| !part.is_empty() && part.len() < 10 && part.bytes().all(|b| b.is_ascii_digit());
    number.split('.').all(figures).then(|| number.to_owned())
}

/// The printed edition that page marks speak of (EPUB Accessibility 1.1, 3.2.5).
fn print(w: &mut Writer, plan: &Plan<'_>) {
    if plan.pages.is_empty() {
        return;
    }
    let source = match identity::issn(&plan.issue.metadata) {
        Some(issn) => format!("urn:ISSN:{issn}"),
        None => identity::title(plan),
    };
    w.element("dc:source", &[("id", "print")], &source);
    w.line();
    refines(w, "#print", "source-of", "pagination");
    meta(w, "pageBreakSource", &source);
}

fn manifest(w: &mut Writer, items: &[Item]) {
    w.start("manifest", &[]);
    w.line();
    for item in items {
        let mut attributes =
            vec![("id", item.id.as_str()), ("href", item.path.as_str()), ("media-type", item.media_type)];
        if !item.properties.is_empty() {
            attributes.push(("properties", item.properties));
        }
        w.empty("item", &attributes);
        w.line();
    }
    w.end();
    w.line();
}

fn meta(w: &mut Writer, property: &str, value: &str) {
    w.element("meta", &[("property", property)], value);
    w.line();
}

fn refined(w: &mut Writer, property: &str, id: &str, value: &str) {
    w.element("meta", &[("property", property), ("id", id)], value);
    w.line();
}

fn refines(w: &mut Writer, what: &str, property: &str, value: &str) {
    w.element("meta", &[("refines", what), ("property", property)], value);
    w.line();
}

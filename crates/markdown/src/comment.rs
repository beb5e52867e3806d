//! HTML comments: page breaks, furniture and empty departments, kept for those who look, out of sight of those who read.

use std::collections::BTreeSet;

use backissue_model::{Department, Furniture, FurnitureKind};

use crate::FurnitureComments;
use crate::edition::{Edition, clean, shape};

/// Parts two blocks that would otherwise be read as one: two lists, two quotes.
pub(crate) const SEPARATOR: &str = "<!-- -->";

/// markdownlint's rule that a heading of level 1 begins each document: a title may stand in the front matter alone.
pub(crate) const NO_FIRST_HEADING: &str = "MD041";
/// Its rule that headings under the same heading differ: a paper may have two briefs of one name.
pub(crate) const EQUAL_HEADINGS: &str = "MD024";
/// Its rule that no heading ends with a point: headlines may.
pub(crate) const PUNCTUATED_HEADING: &str = "MD026";

/// Tells linters which of their rules the issue as printed breaks; stands below the front matter.
pub(crate) fn exceptions(rules: &BTreeSet<&str>) -> Option<String> {
    let rules: Vec<&str> = rules.iter().copied().collect();
    (!rules.is_empty()).then(|| format!("<!-- markdownlint-disable-file {} -->", rules.join(" ")))
}

/// The mark of a page break, with the page's label.
pub(crate) fn page(edition: &Edition<'_>, number: u32) -> String {
    format!("<!-- page: {} -->", escape(&edition.page_label(number)))
}

/// The masthead, which stands below the title.
pub(crate) fn masthead(edition: &Edition<'_>) -> Vec<String> {
    furniture(edition, |kind| kind == FurnitureKind::Masthead)
}

/// Departments that no article names: headings of level 2 with nothing below them would read as mistakes.
pub(crate) fn idle_departments(edition: &Edition<'_>) -> Vec<String> {
    let issue = edition.issue;
    let named: BTreeSet<&str> =
        issue.articles.iter().filter_map(|article| article.department.as_deref()).collect();
    let idle = issue.departments.iter().filter(|department| !named.contains(department.id.as_str()));
    let text = |department: &Department| {
        clean(&format!("{} {}", department.name, department.subtitle.as_deref().unwrap_or_default()))
    };
    let texts = idle.map(text).filter(|text| !text.is_empty());
    texts.map(|text| format!("<!-- department: {} -->", escape(&text))).collect()
}

/// All other furniture, which stands at the end.
pub(crate) fn others(edition: &Edition<'_>) -> Vec<String> {
    furniture(edition, |kind| kind != FurnitureKind::Masthead)
}

fn furniture(edition: &Edition<'_>, wanted: impl Fn(FurnitureKind) -> bool) -> Vec<String> {
    if edition.options.furniture == FurnitureComments::LeaveOut {
        return Vec::new();
    }
    let items = edition.issue.furniture.iter().filter(|item| wanted(item.kind));
    items.map(|item| comment(edition, item)).collect()
}

fn comment(edition: &Edition<'_>, item: &Furniture) -> String {
    let page = item.provenance.places.iter().find_map(backissue_model::Place::sheet);
    let page = page.map(|page| format!(" on page {}", escape(&edition.page_label(page)))).unwrap_or_default();
    let lines: Vec<String> = item.text.lines().map(clean).filter(|line| !line.is_empty()).collect();
    format!("<!-- {}{page}: {} -->", item.kind.name(), escape(&lines.join("\n")))
}

/// Text that cannot end the comment it stands in. A comment ends at `-->`, in HTML also at `--!>`, and older
/// readers forbid `--`: a zero-width non-joiner parts the hyphens, so that the text still reads as printed.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().filter_map(|c| if c == '\n' { Some(c) } else { shape(c) }) {
        if matches!(c, '-' | '>') && out.ends_with('-') {
            out.push('\u{200c}');
        }
        out.push(c);
    }
    out
}

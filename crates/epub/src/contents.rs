//! The table of contents as a tree: what the navigation document and the NCX show.

use crate::plan::Plan;
use crate::sheet::{self, Document};
use crate::{identity, nav};

/// What the lists of one document may take, in bytes.
const BUDGET: usize = 180_000;

/// A line of the contents, and those below it.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub label: String,
    /// Path, with an id where needed.
    pub href: String,
    pub children: Vec<Entry>,
}

/// The contents: lines, and the pages that they lead to when all lines are too many for one document.
pub(crate) struct Contents {
    pub entries: Vec<Entry>,
    pub pages: Vec<Document>,
}

/// Makes the contents: the articles in reading order below their departments. `more` stands at the end. A list
/// may not be empty (EPUB 3.3, 7.3), so that an issue without articles has its own name in it.
pub(crate) fn contents(plan: &Plan<'_>, more: Option<Entry>) -> Contents {
    let mut entries = articles(plan);
    if entries.is_empty() && more.is_none() {
        let label = identity::heading(plan);
        entries.push(Entry { label, href: nav::TITLE.to_owned(), children: Vec::new() });
    }
    let mut pages = Vec::new();
    if weight(&entries) > BUDGET {
        entries = divide(plan, entries, &mut pages);
    }
    entries.extend(more);
    Contents { entries, pages }
}

/// Puts lines on pages of contents of their own, and gives the lines that lead to these.
fn divide(plan: &Plan<'_>, articles: Vec<Entry>, pages: &mut Vec<Document>) -> Vec<Entry> {
    let mut entries = Vec::new();
    for (i, group) in groups(articles).into_iter().enumerate() {
        let path = format!("contents-{}.xhtml", i + 1);
        let label = span(&group);
        pages.push(page(plan, &path, &label, &group));
        entries.push(Entry { label, href: path, children: Vec::new() });
    }
    entries
}

/// The articles below their departments. A department whose articles stand apart comes several times: the order
/// is that of reading.
fn articles(plan: &Plan<'_>) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut open = None;
    for (index, article) in plan.issue.articles.iter().enumerate() {
        let line = Entry {
            label: plan.titles[index].clone(),
            href: plan.article_path(index).to_owned(),
            children: Vec::new(),
        };
        let known = article.department.as_deref();
        let department =
            known.and_then(|id| plan.issue.departments.iter().position(|department| department.id == id));
        let name = department.and_then(|at| identity::text(&Some(plan.issue.departments[at].name.clone())));
        match (name, entries.last_mut()) {
            (None, _) => entries.push(line),
            (Some(_), Some(last)) if department == open => last.children.push(line),
            (Some(label), _) => entries.push(Entry { label, href: line.href.clone(), children: vec![line] }),
        }
        open = department;
    }
    entries
}

fn weight(entries: &[Entry]) -> usize {
    entries
        .iter()
        .map(|entry| 110 + 2 * entry.href.len() + entry.label.len() * 5 / 4 + weight(&entry.children))
        .sum()
}

/// Lines in groups that fit a document each; a department too large for one comes in several.
fn groups(entries: Vec<Entry>) -> Vec<Vec<Entry>> {
    let mut groups: Vec<Vec<Entry>> = vec![Vec::new()];
    let mut room = BUDGET;
    for entry in entries.into_iter().flat_map(halves) {
        let weight = weight(std::slice::from_ref(&entry));
        if weight > room {
            groups.push(Vec::new());
            room = BUDGET;
        }
        room = room.saturating_sub(weight);
        if let Some(group) = groups.last_mut() {
            group.push(entry);
        }
    }
    groups
}

/// Cuts a department's lines in two until each part fits.
fn halves(entry: Entry) -> Vec<Entry> {
    if weight(std::slice::from_ref(&entry)) <= BUDGET || entry.children.len() < 2 {
        return vec![entry];
    }
    let Entry { label, href, mut children } = entry;
    let second = children.split_off(children.len() / 2);
    let second_href = second[0].href.clone();
    let first = Entry { label: label.clone(), href, children };
    let second = Entry { label, href: second_href, children: second };
    [first, second].into_iter().flat_map(halves).collect()
}

/// What a group of lines is called: from its first to its last.
fn span(group: &[Entry]) -> String {
    let (Some(first), Some(last)) = (group.first(), group.last()) else { return String::new() };
    format!("{} – {}", first.label, last.children.last().unwrap_or(last).label)
}

fn page(plan: &Plan<'_>, path: &str, label: &str, entries: &[Entry]) -> Document {
    let mut sheet = sheet::start(plan, label, plan.language);
    sheet.w.start("nav", &[("class", "contents"), ("aria-labelledby", "title")]);
    sheet.w.line();
    sheet.w.element("h1", &[("id", "title")], label);
    sheet.w.line();
    nav::list(&mut sheet, entries);
    sheet.w.end();
    sheet.w.line();
    sheet::finish(sheet, path)
}

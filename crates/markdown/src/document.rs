//! A document in the making, and the two shapes of an edition: one document, or an index and one an article.

use std::collections::{BTreeMap, BTreeSet};

use backissue_model::{Article, Department, File, Note};

use crate::edition::{Edition, clean};
use crate::inline::{self, Atom, Setting, plain};
use crate::{Flavor, Title, article, blocks, comment, front_matter, link};

/// Punctuation that [`comment::PUNCTUATED_HEADING`] wants no heading to end with.
const PUNCTUATION_AT_END: [char; 10] = ['.', ',', ';', ':', '!', '。', '，', '；', '：', '！'];

/// A document: its blocks so far, and what the next block depends on.
pub(crate) struct Document<'a> {
    pub edition: &'a Edition<'a>,
    /// The sheet that the text stands on.
    page: Option<u32>,
    /// Display columns that are left for a line, when paragraphs are wrapped.
    pub width: Option<usize>,
    /// Level of the last heading; before the first that of the title, which the front matter holds in any case.
    pub heading: usize,
    /// The text so far. A long issue is not held twice: blocks are written to it as they come.
    text: String,
    /// Length of the first block, the front matter.
    front: usize,
    /// Whether a heading of level 1 stands in the text.
    titled: bool,
    /// Whether nothing but comments stands behind the last heading or the front matter.
    at_heading: bool,
    /// The headings that the next one stands under, by level.
    path: Vec<String>,
    /// The headings so far, each with those that it stands under.
    seen: BTreeSet<String>,
    /// Rules of markdownlint that the issue as printed breaks.
    excepted: BTreeSet<&'static str>,
    /// Keys of footnotes, which are unique in a document without regard to case.
    taken: BTreeSet<String>,
    /// Keys of the current article's notes by their ids.
    keys: BTreeMap<&'a str, String>,
    /// Keys that the text has named.
    cited: BTreeSet<String>,
}

impl<'a> Document<'a> {
    /// An empty document of an edition.
    pub fn new(edition: &'a Edition<'a>) -> Self {
        Self {
            edition,
            page: None,
            width: edition.options.wrap,
            heading: 1,
            text: String::new(),
            front: 0,
            titled: false,
            at_heading: true,
            path: Vec::new(),
            seen: BTreeSet::new(),
            excepted: BTreeSet::new(),
            taken: BTreeSet::new(),
            keys: BTreeMap::new(),
            cited: BTreeSet::new(),
        }
    }

    /// Adds a block.
    pub fn push(&mut self, block: &str) {
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        self.text.push_str(block);
        if self.front == 0 {
            self.front = self.text.len();
        }
        self.titled |= block.starts_with("# ");
        if !block.starts_with("<!--") {
            self.at_heading = block.starts_with('#') || block.starts_with("---\n");
        }
    }

    /// Adds blocks.
    pub fn extend(&mut self, blocks: impl IntoIterator<Item = String>) {
        blocks.into_iter().for_each(|block| self.push(&block));
    }

    /// The mark of a sheet that begins; none when the text stands on it already.
    pub fn turn_page(&mut self, page: u32) -> Option<String> {
        (self.page.replace(page) != Some(page)).then(|| comment::page(self.edition, page))
    }

    /// Adds a heading of this level, unless its text is empty.
    pub fn push_heading(&mut self, level: usize, text: &str) {
        if !text.is_empty() {
            let heading = self.heading(level, text);
            self.push(&heading);
        }
    }

    /// A heading, as printed: equal ones may stand side by side, and one may end with a point.
    pub fn heading(&mut self, level: usize, text: &str) -> String {
        self.heading = level;
        self.path.truncate(level.saturating_sub(1));
        let siblings = format!("{}\n{text}", self.path.join("\n"));
        self.path.resize(level.saturating_sub(1), String::new());
        self.path.push(text.to_owned());
        if !self.seen.insert(siblings) {
            self.excepted.insert(comment::EQUAL_HEADINGS);
        }
        if text.ends_with(PUNCTUATION_AT_END) {
            self.excepted.insert(comment::PUNCTUATED_HEADING);
        }
        format!("{} {text}", "#".repeat(level))
    }

    /// Whether the last block is a heading, or nothing but front matter stands there.
    pub fn ends_with_heading(&self) -> bool {
        self.at_heading
    }

    /// Gives each note of an article its key: the mark as printed where it can be one and is free.
    pub fn open_notes(&mut self, notes: &'a [Note], article: usize) {
        self.keys.clear();
        self.cited.clear();
        if self.edition.flavor() == Flavor::CommonMark {
            return;
        }
        for (i, note) in notes.iter().enumerate() {
            let label = clean(&note.label);
            let usable =
                !label.is_empty() && label.chars().count() <= 8 && label.chars().all(char::is_alphanumeric);
            let label = if usable { label } else { (i + 1).to_string() };
            let key = self.free_key(&label, article);
            self.keys.entry(&note.id).or_insert(key);
        }
    }

    fn free_key(&mut self, label: &str, article: usize) -> String {
        let mut key = label.to_owned();
        for attempt in 0_usize.. {
            if self.taken.insert(key.to_lowercase()) {
                break;
            }
            key = if attempt == 0 {
                format!("{article}-{label}")
            } else {
                format!("{article}-{label}-{attempt}")
            };
        }
        key
    }

    /// The key of a note that the text names; `None` when there is no such note.
    pub fn cite(&mut self, note: &str) -> Option<String> {
        let key = self.keys.get(note)?.clone();
        self.cited.insert(key.clone());
        Some(key)
    }

    /// From here on no note is named: notes are being written, and readers differ on notes in notes.
    pub fn close_notes(&mut self) -> BTreeMap<&'a str, String> {
        let cited = std::mem::take(&mut self.cited);
        let mut keys = std::mem::take(&mut self.keys);
        keys.retain(|_, key| cited.contains(key));
        keys
    }

    fn finish(mut self) -> String {
        if !self.titled {
            self.excepted.insert(comment::NO_FIRST_HEADING);
        }
        if let Some(exceptions) = comment::exceptions(&self.excepted) {
            self.text.insert_str(self.front, &format!("\n\n{exceptions}"));
        }
        self.text.push('\n');
        self.text
    }
}

/// The issue as one document.
pub(crate) fn whole<'a>(edition: &'a Edition<'a>) -> Vec<File> {
    let mut doc = opening(edition);
    let mut current: Option<&Department> = None;
    for (i, article) in edition.issue.articles.iter().enumerate() {
        article::push_page(article, &mut doc);
        let department = edition.department(article);
        if let Some(department) =
            department.filter(|d| current.is_none_or(|current| !std::ptr::eq(*d, current)))
        {
            push_department(department, &mut doc);
        }
        current = department;
        article::push(article, i + 1, edition.article_level, &mut doc);
    }
    doc.extend(comment::idle_departments(edition));
    doc.extend(comment::others(edition));
    vec![File::new("issue.md", doc.finish())]
}

/// The issue as an index and one document an article.
pub(crate) fn split<'a>(edition: &'a Edition<'a>) -> Vec<File> {
    let mut index = opening(edition);
    let names = link::file_names(edition.issue);
    index.push(&contents(edition, &names));
    index.extend(comment::idle_departments(edition));
    index.extend(comment::others(edition));
    let mut files = vec![File::new("index.md", index.finish())];
    for (article, name) in edition.issue.articles.iter().zip(names) {
        let mut doc = Document::new(edition);
        doc.push(&front_matter::article(edition, article));
        article::push_page(article, &mut doc);
        article::push(article, 1, 1, &mut doc);
        files.push(File::new(name, doc.finish()));
    }
    files
}

/// Front matter, title, masthead.
fn opening<'a>(edition: &'a Edition<'a>) -> Document<'a> {
    let mut doc = Document::new(edition);
    doc.push(&front_matter::issue(edition));
    if edition.options.title == Title::Heading {
        let title = heading_text(&edition.title(), edition);
        doc.push_heading(1, &title);
    }
    doc.extend(comment::masthead(edition));
    doc
}

fn push_department(department: &Department, doc: &mut Document<'_>) {
    let name = heading_text(&department.name, doc.edition);
    doc.push_heading(2, &name);
    article::push_line(plain(department.subtitle.as_deref().unwrap_or_default()), doc);
}

fn heading_text(text: &str, edition: &Edition<'_>) -> String {
    inline::finish(&mut plain(text), Setting::Heading, edition.flavor()).1
}

/// Links to the articles, as a list within a list where they stand in departments.
fn contents(edition: &Edition<'_>, names: &[String]) -> String {
    let mut lines = Vec::new();
    let mut current: Option<&Department> = None;
    for (article, name) in edition.issue.articles.iter().zip(names) {
        let department = edition.department(article);
        if let Some(department) =
            department.filter(|d| current.is_none_or(|current| !std::ptr::eq(*d, current)))
        {
            lines.push(department_entry(department, edition));
        }
        current = department;
        let indent = if department.is_some() { "  " } else { "" };
        lines.push(format!("{indent}- [{}]({name})", link_text(article, edition)));
    }
    lines.join("\n")
}

fn department_entry(department: &Department, edition: &Edition<'_>) -> String {
    let mut row = plain(&department.name);
    row.push(Atom::Break);
    row.extend(plain(department.subtitle.as_deref().unwrap_or_default()));
    let text = inline::finish(&mut row, Setting::Paragraph, edition.flavor()).1;
    format!("- {}", blocks::indent(&text, "  "))
}

fn link_text(article: &Article, edition: &Edition<'_>) -> String {
    let title = clean(&article.title());
    let mut row = plain(if title.is_empty() { &article.id } else { &title });
    inline::guard_brackets(&mut row);
    inline::finish(&mut row, Setting::Heading, edition.flavor()).1
}

//! What the book will hold and where, before a line of it is written: documents, notes, marks of pages, pictures.
//!
//! A link may lead forward, so the place of everything that a link can name is settled here. Ids and paths are
//! made from positions, never from the issue's own ids, which may hold anything.

mod documents;
mod pages;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use backissue_model::{Article, Block, Department, Inline, Issue, language_of_text};

use crate::article;
use crate::language;
use crate::pictures::{self, Pictures};
use crate::weight;
use crate::words::{self, Words};

/// The plan of a book.
pub(crate) struct Plan<'a> {
    pub issue: &'a Issue,
    /// The issue's language: a well-formed tag; what the text tells when none is stated, `und` when it tells nothing.
    pub language: &'a str,
    pub words: &'static Words,
    /// The documents of the articles in reading order.
    pub parts: Vec<Part<'a>>,
    /// What lists call each article.
    pub titles: Vec<String>,
    /// Index of the first document of each article.
    pub first_parts: Vec<usize>,
    /// The department whose name stands above an article, by index of the article: that with which the department
    /// begins, or goes on after others.
    pub openings: BTreeMap<usize, &'a Department>,
    /// Departments that no article names.
    pub idle_departments: Vec<&'a Department>,
    /// Notes of each article, in its order.
    pub notes: Vec<Vec<NotePlace>>,
    /// Indices of the notes of each article, by their ids.
    pub note_indices: Vec<NoteIndices<'a>>,
    /// Where the printed pages begin, by number of the sheet.
    pub pages: BTreeMap<u32, Anchor>,
    /// Sheets named by an article as its own, by index of the article, where a mark must tell so.
    pub starts: BTreeMap<usize, u32>,
    pub pictures: Pictures<'a>,
    /// What occurs in the text.
    pub traits: Traits,
    /// What readers call the sheets, by number.
    folios: BTreeMap<u32, String>,
    articles_by_id: BTreeMap<&'a str, usize>,
    /// Article and index of each note.
    notes_by_id: BTreeMap<&'a str, (usize, usize)>,
}

/// Indices of the notes of an article by their ids; of several with one id the first counts.
pub(crate) type NoteIndices<'a> = BTreeMap<&'a str, usize>;

/// One document: an article, or a part of one too large for one document.
pub(crate) struct Part<'a> {
    /// Index of the article.
    pub article: usize,
    /// Position among the article's documents, from 0.
    pub index: usize,
    /// Whether the body ends here: what follows the body stands here.
    pub ends_body: bool,
    /// Path beside the package document.
    pub path: String,
    pub body: Cow<'a, [Block]>,
    /// Indices of the notes that stand at its end.
    pub notes: Vec<usize>,
    /// Sheets that begin in it.
    pub marks: BTreeSet<u32>,
}

/// The place of a note and of the mark that leads to it.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct NotePlace {
    /// The document at whose end the note stands.
    pub part: usize,
    /// The document with its first mark; none when no mark leads to it.
    pub mark: Option<usize>,
}

/// A place in a document.
#[derive(Debug, Clone)]
pub(crate) struct Anchor {
    /// Index of the document in [`Plan::parts`].
    pub part: usize,
    /// Id within it.
    pub id: String,
}

/// What occurs in the text, for the accessibility metadata.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Traits {
    pub math: bool,
    pub ruby: bool,
}

/// Plans the book of an issue.
pub(crate) fn plan(issue: &Issue) -> Plan<'_> {
    let stated = issue.metadata.language.as_deref().and_then(language::checked);
    let language = stated.or_else(|| language_of_text(issue)).unwrap_or("und");
    let words = words::words(language);
    let mut plan = Plan {
        issue,
        language,
        words,
        parts: Vec::new(),
        titles: Vec::new(),
        first_parts: Vec::new(),
        openings: BTreeMap::new(),
        idle_departments: Vec::new(),
        notes: Vec::new(),
        note_indices: Vec::new(),
        pages: BTreeMap::new(),
        starts: BTreeMap::new(),
        pictures: pictures::collect(issue),
        traits: Traits::default(),
        folios: pages::folios(issue),
        articles_by_id: BTreeMap::new(),
        notes_by_id: BTreeMap::new(),
    };
    for (index, article) in issue.articles.iter().enumerate() {
        plan.articles_by_id.entry(article.id.as_str()).or_insert(index);
        for (number, note) in article.notes.iter().enumerate() {
            plan.notes_by_id.entry(note.id.as_str()).or_insert((index, number));
        }
        plan.titles.push(article::title(article, index, words));
        plan.first_parts.push(plan.parts.len());
        let indices = note_indices(article);
        let (parts, notes) = documents::documents(issue, index, &indices, plan.parts.len());
        plan.parts.extend(parts);
        plan.note_indices.push(indices);
        plan.notes.push(notes);
    }
    open_departments(&mut plan);
    pages::mark_pages(&mut plan);
    plan.traits = traits(issue);
    plan
}

impl<'a> Plan<'a> {
    /// The article of a document.
    pub fn article(&self, part: usize) -> &'a Article {
        &self.issue.articles[self.parts[part].article]
    }

    /// The path of an article's first document.
    pub fn article_path(&self, article: usize) -> &str {
        &self.parts[self.first_parts[article]].path
    }

    /// Where a link to `#` and an id of the issue leads: an article, a note, or a department's first article.
    pub fn inward(&self, id: &str) -> Option<String> {
        if id.is_empty() {
            return None;
        }
        if let Some(&article) = self.articles_by_id.get(id) {
            return Some(self.article_path(article).to_owned());
        }
        if let Some((&article, _)) = self.openings.iter().find(|(_, department)| department.id == id) {
            return Some(self.article_path(article).to_owned());
        }
        let &(article, note) = self.notes_by_id.get(id)?;
        let place = self.notes[article][note];
        Some(format!("{}#{}", self.parts[place.part].path, note_id(note)))
    }

    /// Path and id of an anchor.
    pub fn href(&self, anchor: &Anchor) -> String {
        format!("{}#{}", self.parts[anchor.part].path, anchor.id)
    }

    /// What a reader calls a sheet: the folio, or the number.
    pub fn folio(&self, page: u32) -> String {
        self.folios.get(&page).cloned().unwrap_or_else(|| page.to_string())
    }

    /// Where a jump line of an article that names a folio leads: to the article's own place on that page, else to
    /// what begins there.
    pub fn jump_target(&self, article: usize, folio: &str) -> Option<String> {
        let named = |page: &&u32| self.folio(**page) == folio.trim();
        let &page = self.pages.keys().find(named)?;
        let own = self.parts[self.first_parts[article]..]
            .iter()
            .take_while(|part| part.article == article)
            .find(|part| {
                part.marks.contains(&page) || (part.index == 0 && self.starts.get(&article) == Some(&page))
            });
        let own = own.map(|part| format!("{}#{}", part.path, page_id(page)));
        own.or_else(|| self.pages.get(&page).map(|anchor| self.href(anchor)))
    }
}

fn note_indices(article: &Article) -> NoteIndices<'_> {
    article.notes.iter().enumerate().rev().map(|(index, note)| (note.id.as_str(), index)).collect()
}

/// Id of a note within its document.
pub(crate) fn note_id(note: usize) -> String {
    format!("note-{}", note + 1)
}

/// Id of the mark that leads to a note.
pub(crate) fn mark_id(note: usize) -> String {
    format!("ref-{}", note + 1)
}

/// Id of the mark of a printed page.
pub(crate) fn page_id(page: u32) -> String {
    format!("page-{page}")
}

/// Finds the articles above which the names of departments stand.
fn open_departments(plan: &mut Plan<'_>) {
    let issue = plan.issue;
    let mut opened = BTreeSet::new();
    let mut current = None;
    for (index, article) in issue.articles.iter().enumerate() {
        let id = article.department.as_deref();
        let found = id.and_then(|id| issue.departments.iter().position(|department| department.id == id));
        if let Some(at) = found.filter(|_| found != current) {
            opened.insert(at);
            plan.openings.insert(index, &issue.departments[at]);
        }
        current = found;
    }
    let idle = issue.departments.iter().enumerate().filter(|(at, _)| !opened.contains(at));
    plan.idle_departments = idle.map(|(_, department)| department).collect();
}

fn traits(issue: &Issue) -> Traits {
    let mut traits = Traits::default();
    let mut visit = |inline: &Inline| match inline {
        Inline::Math { .. } => traits.math = true,
        Inline::Ruby { .. } => traits.ruby = true,
        _ => {}
    };
    for article in &issue.articles {
        let passages = weight::head(article).into_iter().chain(weight::tail(article));
        passages.for_each(|text| weight::each_inline(text, &mut visit));
        weight::each_inline_in(&article.body, &mut visit);
        article.notes.iter().for_each(|note| weight::each_inline_in(&note.blocks, &mut visit));
    }
    traits
}

//! What the book will hold and where, before a line of it is written: documents, notes, marks of pages, pictures.
//!
//! A link may lead forward, so the place of everything that a link can name is settled here. Ids and paths are
//! made from positions, never from the issue's own ids, which may hold anything.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use backissue_model::{Article, Block, Department, Inline, Issue, language_of_text};

use crate::article::{self, one_line};
use crate::language;
use crate::pictures::{self, Pictures};
use crate::split;
use crate::weight;
use crate::words::{self, Words};

/// Characters of a folio in lists: no printed one is half as long.
const LONGEST_FOLIO: usize = 40;

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
        folios: folios(issue),
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
        let (parts, notes) = documents(issue, index, &indices, plan.parts.len());
        plan.parts.extend(parts);
        plan.note_indices.push(indices);
        plan.notes.push(notes);
    }
    open_departments(&mut plan);
    mark_pages(&mut plan);
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

/// The folios of the sheets that have one; of sheets with one number the first counts.
fn folios(issue: &Issue) -> BTreeMap<u32, String> {
    let mut folios = BTreeMap::new();
    for sheet in &issue.pages {
        let label = one_line(&sheet.label(), LONGEST_FOLIO);
        if !label.is_empty() {
            folios.entry(sheet.number).or_insert(label);
        }
    }
    folios
}

/// The documents of an article, the first of which will have the index `first`, and the places of its notes.
fn documents<'a>(
    issue: &'a Issue,
    index: usize,
    indices: &NoteIndices<'_>,
    first: usize,
) -> (Vec<Part<'a>>, Vec<NotePlace>) {
    let article = &issue.articles[index];
    let weights: Vec<usize> =
        article.notes.iter().map(|note| weight::note(note, issue.writing_mode)).collect();
    let bodies = split::bodies(article, indices, &weights, issue.writing_mode);
    let count = bodies.len();
    let mut parts: Vec<Part<'_>> =
        bodies.into_iter().enumerate().map(|(i, body)| part(index, i, i + 1 == count, body)).collect();
    let mut notes = place_marks(article, &parts, indices, first);
    let mut room = split::BUDGET;
    for (note, place) in notes.iter_mut().enumerate() {
        match place.mark.filter(|mark| *mark < first + count) {
            Some(mark) => place.part = mark,
            None => {
                if weights[note] > room {
                    parts.push(part(index, parts.len(), false, Cow::Borrowed(&[])));
                    room = split::BUDGET;
                }
                room = room.saturating_sub(weights[note]);
                place.part = first + parts.len() - 1;
            }
        }
        parts[place.part - first].notes.push(note);
    }
    for part in &mut parts {
        part.marks = marks(article, part);
    }
    (parts, notes)
}

fn part(article: usize, index: usize, ends_body: bool, body: Cow<'_, [Block]>) -> Part<'_> {
    let number = article + 1;
    let path = match index {
        0 => format!("a{number:03}.xhtml"),
        _ => format!("a{number:03}-{}.xhtml", index + 1),
    };
    Part { article, index, ends_body, path, body, notes: Vec::new(), marks: BTreeSet::new() }
}

/// Finds the document of the first mark of each note. Marks within notes count last: they stand where the note
/// stands, and only a note that nothing else names needs them.
fn place_marks(
    article: &Article,
    parts: &[Part<'_>],
    indices: &NoteIndices<'_>,
    first: usize,
) -> Vec<NotePlace> {
    let mut places = vec![NotePlace::default(); article.notes.len()];
    let mut mark = |inline: &Inline, part: usize| {
        let Inline::NoteRef { note, .. } = inline else { return };
        let place = indices.get(note.as_str()).map(|&index| &mut places[index]);
        if let Some(place) = place {
            place.mark.get_or_insert(part);
        }
    };
    for (i, part) in parts.iter().enumerate() {
        let head = if part.index == 0 { weight::head(article) } else { Vec::new() };
        let tail = if part.ends_body { weight::tail(article) } else { Vec::new() };
        head.into_iter().for_each(|text| weight::each_inline(text, &mut |inline| mark(inline, first + i)));
        weight::each_inline_in(&part.body, &mut |inline| mark(inline, first + i));
        tail.into_iter().for_each(|text| weight::each_inline(text, &mut |inline| mark(inline, first + i)));
    }
    places
}

/// The sheets that begin in a document, except the one its article begins on.
fn marks(article: &Article, part: &Part<'_>) -> BTreeSet<u32> {
    let mut marks = BTreeSet::new();
    let mut visit = |inline: &Inline| {
        if let Inline::PageBreak { page } = inline {
            marks.insert(*page);
        }
    };
    let head = if part.index == 0 { weight::head(article) } else { Vec::new() };
    let tail = if part.ends_body { weight::tail(article) } else { Vec::new() };
    head.into_iter().chain(tail).for_each(|text| weight::each_inline(text, &mut visit));
    weight::each_inline_in(&part.body, &mut visit);
    for &note in &part.notes {
        weight::each_inline_in(&article.notes[note].blocks, &mut visit);
    }
    marks
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

/// Settles where each printed page begins. An article that stands on another sheet than the text before it gets
/// a mark at its start, and such a mark goes before those within articles: a page list leads to what begins on a
/// page rather than to what is continued there.
fn mark_pages(plan: &mut Plan<'_>) {
    let mut current = None;
    let mut within = BTreeMap::new();
    for (at, part) in plan.parts.iter().enumerate() {
        let start = plan.issue.articles[part.article].pages.first().copied();
        if part.index == 0 && start.is_some() && start != current {
            let page = start.unwrap_or_default();
            plan.starts.insert(part.article, page);
            plan.pages.entry(page).or_insert_with(|| Anchor { part: at, id: page_id(page) });
            current = start;
        }
        for &page in &part.marks {
            within.entry(page).or_insert_with(|| Anchor { part: at, id: page_id(page) });
        }
        current = part.marks.last().copied().or(current);
    }
    for (page, anchor) in within {
        plan.pages.entry(page).or_insert(anchor);
    }
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

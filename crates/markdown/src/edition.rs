//! What all parts of an edition share: the issue, the options, and where images and articles are found. Nothing
//! here is written; it is looked up.

use std::collections::BTreeMap;

use backissue_model::{Article, Department, Issue, language_of_text};

use crate::{Flavor, Options, image, link};

/// The issue with all that is looked up while it is written.
pub(crate) struct Edition<'a> {
    pub issue: &'a Issue,
    pub options: &'a Options,
    /// Language: as stated, else as the text tells.
    pub language: Option<&'a str>,
    /// Destination of each image by its id.
    pub images: BTreeMap<&'a str, String>,
    /// Destination of links to each article by its id.
    pub anchors: BTreeMap<&'a str, String>,
    /// Level of article headings: 3 when all articles that have a headline stand in departments, else 2.
    pub article_level: usize,
    /// Departments that have a name, by their ids.
    departments: BTreeMap<&'a str, &'a Department>,
    /// What readers call each sheet, by its number.
    labels: BTreeMap<u32, String>,
}

impl<'a> Edition<'a> {
    /// Gathers what is known before writing begins.
    pub fn new(issue: &'a Issue, options: &'a Options) -> Self {
        let departments = departments(issue);
        Self {
            issue,
            options,
            language: issue.metadata.language.as_deref().or_else(|| language_of_text(issue)),
            images: image::destinations(issue, options),
            anchors: link::anchors(issue, options),
            article_level: article_level(issue, &departments),
            departments,
            labels: labels(issue),
        }
    }

    /// The readers it is for.
    pub fn flavor(&self) -> Flavor {
        self.options.flavor
    }

    /// The department of an article, if it has one that exists and has a name.
    pub fn department(&self, article: &Article) -> Option<&'a Department> {
        self.departments.get(article.department.as_deref()?).copied()
    }

    /// The title: of the issue, of the publication, of the file it was read from.
    pub fn title(&self) -> String {
        let meta = &self.issue.metadata;
        let stem =
            self.issue.source.name.as_deref().map(|name| name.rsplit_once('.').map_or(name, |(s, _)| s));
        let titles = [meta.title.as_deref(), meta.publication.title.as_deref(), stem];
        let title = titles.into_iter().flatten().map(clean).find(|title| !title.is_empty());
        title.unwrap_or_else(|| "Untitled".to_owned())
    }

    /// What readers call a sheet: its folio, else its number.
    pub fn page_label(&self, number: u32) -> String {
        self.labels.get(&number).cloned().unwrap_or_else(|| number.to_string())
    }
}

/// The departments that have a name; of two with one id the first.
fn departments(issue: &Issue) -> BTreeMap<&str, &Department> {
    let named = issue.departments.iter().filter(|department| !clean(&department.name).is_empty());
    named.rev().map(|department| (department.id.as_str(), department)).collect()
}

fn labels(issue: &Issue) -> BTreeMap<u32, String> {
    let labels = issue.pages.iter().rev().map(|page| (page.number, clean(&page.label())));
    labels.filter(|(_, label)| !label.is_empty()).collect()
}

fn article_level(issue: &Issue, departments: &BTreeMap<&str, &Department>) -> usize {
    let placed = |article: &Article| {
        article.department.as_deref().is_some_and(|department| departments.contains_key(department))
    };
    let lost = issue.articles.iter().any(|article| !placed(article) && !clean(&article.title()).is_empty());
    if lost { 2 } else { 3 }
}

/// A text on one line: white space as single spaces, characters without a shape left out.
pub(crate) fn clean(text: &str) -> String {
    let text: String = text.chars().filter_map(shape).collect();
    text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

/// The character as it may be written: line ends and tabs as spaces, controls and non-characters not at all
/// (CommonMark 0.31, 2.3, replaces only U+0000; editors, terminals and YAML choke on the others).
pub(crate) fn shape(c: char) -> Option<char> {
    match c {
        '\t' | '\n' | '\u{b}' | '\u{c}' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
        c if c.is_control() || u32::from(c) & 0xfffe == 0xfffe => None,
        '\u{fdd0}'..='\u{fdef}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' => None,
        c => Some(c),
    }
}

//! Where links lead: safe targets, encoded, and the places of articles.

use std::collections::{BTreeMap, BTreeSet};

use backissue_model::{Article, Content, Inline, Issue, each_block, plain_text};

use crate::edition::{Edition, clean};
use crate::escape::is_entity;
use crate::{Flavor, Options, Split};

/// Schemes that a reader may follow. All others could run code or reach into the reader's machine.
const SAFE_SCHEMES: [&str; 4] = ["http", "https", "mailto", "ftp"];

impl Edition<'_> {
    /// The destination to write for a target; `None` when it is not safe or leads nowhere.
    pub fn destination(&self, target: &str) -> Option<String> {
        if let Some(id) = target.strip_prefix('#') {
            return self.anchors.get(id).cloned();
        }
        let (scheme, rest) = target.split_once(':')?;
        let safe = SAFE_SCHEMES.iter().any(|safe| safe.eq_ignore_ascii_case(scheme));
        let somewhere = rest.trim_start_matches('/');
        (safe && !somewhere.is_empty()).then(|| encode(target))
    }
}

/// A destination in which no character ends or begins markup (CommonMark 0.31, 6.3): what could is
/// percent-encoded (RFC 3986, 2.1).
pub(crate) fn encode(target: &str) -> String {
    let mut out = String::with_capacity(target.len());
    for (at, c) in target.char_indices() {
        let special = c.is_control() || c.is_whitespace() || "()<>[]\\`\"|{}^*".contains(c);
        match c {
            '&' if is_entity(&target[at + 1..]) => out.push_str("&amp;"),
            _ if special => c.encode_utf8(&mut [0; 4]).bytes().for_each(|b| push_encoded(b, &mut out)),
            _ => out.push(c),
        }
    }
    out
}

fn push_encoded(byte: u8, out: &mut String) {
    use std::fmt::Write as _;
    let _ = write!(out, "%{byte:02X}");
}

/// Where links to articles lead, by the article's id.
///
/// In one file that is the heading: by its identifier in Pandoc, by the slug that GitHub gives it in GFM;
/// CommonMark has neither.
pub(crate) fn anchors<'a>(issue: &'a Issue, options: &Options) -> BTreeMap<&'a str, String> {
    match (options.split, options.flavor) {
        (Split::Articles, _) => {
            let names = issue.articles.iter().zip(file_names(issue));
            names.map(|(article, name)| (article.id.as_str(), name)).rev().collect()
        }
        (Split::Whole, Flavor::Pandoc) => {
            let titled = issue.articles.iter().filter(|article| !article.title().is_empty());
            titled.map(|article| (article.id.as_str(), format!("#{}", identifier(&article.id)))).collect()
        }
        (Split::Whole, Flavor::Gfm) => slugs(issue),
        (Split::Whole, Flavor::CommonMark) => BTreeMap::new(),
    }
}

/// The name of each article's own file: its id where that can be a file name anywhere, else its number.
pub(crate) fn file_names(issue: &Issue) -> Vec<String> {
    let mut taken = BTreeSet::from(["index".to_owned(), "issue".to_owned()]);
    let mut names = Vec::new();
    for (i, article) in issue.articles.iter().enumerate() {
        let mut name = identifier(&article.id).to_ascii_lowercase();
        if name.is_empty() || !taken.insert(name.clone()) {
            name = format!("article-{}", i + 1);
            taken.insert(name.clone());
        }
        names.push(format!("{name}.md"));
    }
    names
}

/// The letters, digits and hyphens of an id.
pub(crate) fn identifier(id: &str) -> String {
    id.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').take(64).collect()
}

/// The content with links within it resolved into their text: Markdown forbids links in links (6.3).
pub(crate) fn without_links(inlines: &[Inline]) -> Vec<Inline> {
    inlines
        .iter()
        .flat_map(|inline| match inline {
            Inline::Link { content, .. } => without_links(content),
            Inline::Emphasis(content) => vec![Inline::Emphasis(without_links(content))],
            Inline::Strong(content) => vec![Inline::Strong(without_links(content))],
            Inline::SmallCaps(content) => vec![Inline::SmallCaps(without_links(content))],
            Inline::Sub(content) => vec![Inline::Sub(without_links(content))],
            Inline::Sup(content) => vec![Inline::Sup(without_links(content))],
            Inline::Dateline(content) => vec![Inline::Dateline(without_links(content))],
            Inline::Ruby { base, text } => {
                vec![Inline::Ruby { base: without_links(base), text: text.clone() }]
            }
            Inline::Foreign { language, content } => {
                vec![Inline::Foreign { language: language.clone(), content: without_links(content) }]
            }
            other => vec![other.clone()],
        })
        .collect()
}

/// The slugs of articles' headings. GitHub numbers equal slugs, so only those that no other heading has are sure.
fn slugs(issue: &Issue) -> BTreeMap<&str, String> {
    let mut headings: BTreeMap<String, usize> = BTreeMap::new();
    let mut count = |title: &str| *headings.entry(slug(title)).or_default() += 1;
    let meta = &issue.metadata;
    [&meta.title, &meta.publication.title].into_iter().flatten().for_each(|title| count(title));
    issue.departments.iter().for_each(|department| count(&department.name));
    for article in &issue.articles {
        count(&article.title());
        each_block(&article.body, &mut |block| {
            if let Content::Subhead(subhead) = &block.content {
                count(&plain_text(&subhead.text));
            }
        });
    }
    let plain = issue.articles.iter().filter(|article| has_plain_headline(article));
    let slugs = plain.map(|article| (article.id.as_str(), slug(&article.title())));
    slugs
        .filter(|(_, slug)| headings.get(slug) == Some(&1))
        .map(|(id, slug)| (id, format!("#{slug}")))
        .collect()
}

/// Whether a headline is text without markup or signs on which readers' slugs could differ.
fn has_plain_headline(article: &Article) -> bool {
    let text = article.headline.iter().flat_map(|headline| &headline.text);
    let common = |c: char| c.is_alphanumeric() || " ,.'?!:()-，。？！：（）、“”《》".contains(c);
    text.clone().count() > 0
        && text.clone().all(|inline| match inline {
            Inline::Text(text) => text.chars().all(common),
            other => *other == Inline::LineBreak {},
        })
}

/// A heading as GitHub names it: small letters, digits, hyphens; spaces become hyphens, all else goes.
fn slug(title: &str) -> String {
    let letter = |c: char| match c {
        ' ' => Some('-'),
        c if c.is_alphanumeric() || matches!(c, '-' | '_') => Some(c),
        _ => None,
    };
    clean(title).to_lowercase().chars().filter_map(letter).collect()
}

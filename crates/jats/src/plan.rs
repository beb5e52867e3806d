//! What is settled before writing begins: the keys and files of articles, the paths of images, the department
//! that each article opens. Nothing here is written; it is looked up.

use std::collections::{BTreeMap, BTreeSet};

use backissue_model::{Article, Department, File, Issue, language_of_text};
use backissue_package::xml;

use crate::Options;

/// The plan of an edition.
pub(crate) struct Plan<'a> {
    pub issue: &'a Issue,
    pub options: &'a Options,
    /// Language of the issue; what the text tells when none is stated, `und`, undetermined, when it tells nothing.
    pub language: &'a str,
    /// A name for each article that is unique in the edition and may be an id, in their order.
    pub keys: Vec<String>,
    /// Indexes of articles by their ids; of two with one id the first counts.
    pub articles: BTreeMap<&'a str, usize>,
    /// Folder for files, with a slash at its end, or nothing.
    pub folder: String,
    /// Path and media type of each image by its id; of two with one id the first counts.
    pub images: BTreeMap<&'a str, (String, &'a str)>,
    /// For each article, whether its department begins with it.
    pub opens_department: Vec<bool>,
    /// For each article, its place from 1 among those that begin on the same sheet.
    pub sequences: Vec<usize>,
    /// Indexes of the notes of each article by their ids; of two with one id the first counts.
    pub notes: Vec<BTreeMap<&'a str, usize>>,
    /// Departments by their ids; of two with one id the first counts.
    departments: BTreeMap<&'a str, &'a Department>,
    /// What readers call each sheet, by its number.
    labels: BTreeMap<u32, String>,
}

impl<'a> Plan<'a> {
    /// Settles all.
    pub fn new(issue: &'a Issue, options: &'a Options) -> Self {
        let ids = issue.articles.iter().enumerate().rev();
        let departments: BTreeMap<&str, &Department> =
            issue.departments.iter().rev().map(|department| (department.id.as_str(), department)).collect();
        let stated = issue.metadata.language.as_deref().and_then(language);
        Self {
            issue,
            options,
            language: stated.or_else(|| language_of_text(issue)).unwrap_or("und"),
            keys: keys(issue),
            articles: ids.map(|(index, article)| (article.id.as_str(), index)).collect(),
            folder: folder(&options.assets),
            images: images(issue, options),
            opens_department: openings(issue, &departments),
            sequences: sequences(issue),
            notes: issue.articles.iter().map(notes).collect(),
            departments,
            labels: labels(issue),
        }
    }

    /// The department of an article, if it has one that exists.
    pub fn department(&self, article: &Article) -> Option<&'a Department> {
        self.departments.get(article.department.as_deref()?).copied()
    }

    /// The title: of the issue, of the publication, of the file it was read from.
    pub fn title(&self) -> String {
        let meta = &self.issue.metadata;
        let stem =
            self.issue.source.name.as_deref().map(|name| name.rsplit_once('.').map_or(name, |(s, _)| s));
        let titles = [meta.title.as_deref(), meta.publication.title.as_deref(), stem];
        titles.into_iter().flatten().map(clean).find(|title| !title.is_empty()).unwrap_or_default()
    }

    /// What readers call a sheet: its folio, else its number.
    pub fn page_label(&self, number: u32) -> String {
        self.labels.get(&number).cloned().unwrap_or_else(|| number.to_string())
    }

    /// The files of the images that articles can name.
    pub fn image_files(&self) -> Vec<File> {
        let mut written = BTreeSet::new();
        let images = self.issue.images.iter().filter(|image| written.insert(&image.id));
        images.map(|image| File::new(self.images[image.id.as_str()].0.clone(), image.data.clone())).collect()
    }
}

/// A text on one line: white space as single spaces, characters that XML forbids left out.
pub(crate) fn clean(text: &str) -> String {
    let allowed: String = text.chars().filter(|&c| xml::is_allowed(c)).collect();
    allowed.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The tag, if it can be a value of `xml:lang`: subtags of one to eight letters and digits (BCP 47, 2.1).
pub(crate) fn language(tag: &str) -> Option<&str> {
    let subtag =
        |subtag: &str| (1..=8).contains(&subtag.len()) && subtag.bytes().all(|b| b.is_ascii_alphanumeric());
    let first = tag
        .split('-')
        .next()
        .is_some_and(|first| first.len() > 1 && first.bytes().all(|b| b.is_ascii_alphabetic()));
    (first && tag.split('-').all(subtag)).then_some(tag)
}

/// Keys without regard to case, because they name files too; `issue` is the collection's.
fn keys(issue: &Issue) -> Vec<String> {
    let mut taken = BTreeSet::from(["issue".to_owned()]);
    let mut keys = Vec::new();
    for (i, article) in issue.articles.iter().enumerate() {
        let mut key = xml::name(&article.id);
        if key.len() > LONGEST_KEY || !taken.insert(key.to_ascii_lowercase()) {
            key = format!("article-{}", i + 1);
            while !taken.insert(key.clone()) {
                key.push('x');
            }
        }
        keys.push(key);
    }
    keys
}

/// Bytes of a key: a file name may have 255 on common file systems.
const LONGEST_KEY: usize = 100;

fn images<'a>(issue: &'a Issue, options: &Options) -> BTreeMap<&'a str, (String, &'a str)> {
    let folder = folder(&options.assets);
    // The file that the issue was read from may stand beside them.
    let mut taken = BTreeSet::from(["source".to_owned()]);
    let mut images = BTreeMap::new();
    for (i, image) in issue.images.iter().enumerate() {
        let mut name = xml::name(&image.id);
        if name.len() > LONGEST_KEY || !taken.insert(name.to_ascii_lowercase()) {
            name = format!("image-{}", i + 1);
            taken.insert(name.clone());
        }
        let path = format!("{folder}{name}.{}", image.extension());
        images.entry(image.id.as_str()).or_insert((path, image.media_type.as_str()));
    }
    images
}

/// The folder with a slash at its end; steps that would lead out of the edition are left out.
fn folder(assets: &str) -> String {
    let steps = assets.split(['/', '\\']).map(clean);
    let inner = steps.filter(|step| !step.is_empty() && step != "." && step != "..");
    inner.map(|step| step + "/").collect()
}

fn openings(issue: &Issue, departments: &BTreeMap<&str, &Department>) -> Vec<bool> {
    let mut current: Option<&str> = None;
    let mut opens = Vec::new();
    for article in &issue.articles {
        let id = article.department.as_deref().filter(|id| departments.contains_key(id));
        opens.push(id.is_some() && id != current);
        current = id;
    }
    opens
}

fn sequences(issue: &Issue) -> Vec<usize> {
    let mut begun: BTreeMap<Option<u32>, usize> = BTreeMap::new();
    let mut next = |article: &Article| {
        let count = begun.entry(article.pages.first().copied()).or_default();
        *count += 1;
        *count
    };
    issue.articles.iter().map(&mut next).collect()
}

fn notes(article: &Article) -> BTreeMap<&str, usize> {
    article.notes.iter().enumerate().rev().map(|(index, note)| (note.id.as_str(), index)).collect()
}

/// The labels of sheets; of two with one number the first counts.
fn labels(issue: &Issue) -> BTreeMap<u32, String> {
    let labels = issue.pages.iter().rev().map(|page| (page.number, clean(&page.label())));
    let labels: BTreeMap<u32, String> = labels.collect();
    labels.into_iter().filter(|(_, label)| !label.is_empty()).collect()
}

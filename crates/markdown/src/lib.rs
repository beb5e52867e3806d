//! The Markdown writer: an issue as text that reads well raw and means the same to every reader.
//!
//! Headings: level 1 is the title of the issue, which by default the front matter alone holds; departments are
//! level 2, articles level 3, subheads below. An issue in which some headline stands in no department has its
//! articles on level 2, beside the departments: no level is left out (WCAG 2.2, 1.3.1), and all articles of an
//! issue are on one level. Furniture and page breaks are HTML comments. This crate knows the model and
//! CommonMark 0.31; it touches no files.

mod article;
mod blocks;
mod comment;
mod document;
mod edition;
mod emphasis;
mod escape;
mod front_matter;
mod html;
mod image;
mod inline;
mod link;
mod math;
mod plain;
mod table;
mod wrap;

use backissue_model::{File, Issue};

/// How an issue is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// Which readers the text is for.
    pub flavor: Flavor,
    /// One file, or one an article.
    pub split: Split,
    /// Where the title of a document stands.
    pub title: Title,
    /// Display columns at which paragraphs are wrapped; `None` leaves each on one line. Lines are only cut at
    /// spaces, never between characters of Chinese or Japanese, where a line end would read as a space.
    pub wrap: Option<usize>,
    /// Whether furniture is kept, in comments.
    pub furniture: FurnitureComments,
    /// Where images go.
    pub images: Images,
    /// Folder for image files, relative to the document, with `/` between folders.
    pub assets: String,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            flavor: Flavor::default(),
            split: Split::default(),
            title: Title::default(),
            wrap: None,
            furniture: FurnitureComments::default(),
            images: Images::default(),
            assets: "assets".to_owned(),
        }
    }
}

/// Which readers the text is for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Flavor {
    /// CommonMark alone: tables are HTML, notes stand under their article.
    CommonMark,
    /// GitHub Flavored Markdown: pipe tables and footnotes.
    #[default]
    Gfm,
    /// Pandoc's Markdown: besides, heading identifiers, spans with language, TeX, native sub- and superscript.
    Pandoc,
}

/// One file, or one an article.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Split {
    /// One file for the issue.
    #[default]
    Whole,
    /// One file an article, each with its own front matter, and an index that links to them.
    Articles,
}

/// Where the title of a document stands: of the issue, or of the article that has its own file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Title {
    /// In the front matter alone: Hugo, Quarto, Jekyll and pandoc show it as the heading of the page, which a
    /// second title in the text would double.
    #[default]
    FrontMatter,
    /// In the front matter, and as the first heading, for readers that show no front matter.
    Heading,
}

/// Whether furniture is kept.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum FurnitureComments {
    /// In HTML comments: the masthead below the title, the rest at the end.
    #[default]
    Keep,
    /// Left out.
    LeaveOut,
}

/// Where images go.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Images {
    /// Files in the assets folder.
    #[default]
    Files,
    /// In the text, as `data:` URIs.
    Inline,
}

/// Writes an issue.
///
/// The first file is the document, `issue.md`, or the index, `index.md`, when each article has its own file;
/// then follow the articles and the images. Characters that have no shape (controls, non-characters) are left out.
pub fn write(issue: &Issue, options: &Options) -> Vec<File> {
    let edition = edition::Edition::new(issue, options);
    let mut files = match options.split {
        Split::Whole => document::whole(&edition),
        Split::Articles => document::split(&edition),
    };
    files.extend(image::files(issue, options));
    files
}

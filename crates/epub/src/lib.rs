//! The EPUB 3.3 writer: an issue becomes a book with a cover, a contents page, and one document an article.
//!
//! What is written holds to EPUB 3.3 and EPUB Accessibility 1.1 whatever the issue holds: text is escaped, ids
//! and paths are the writer's own, links that could run code are written as their text, and pictures that EPUB
//! does not know are left out with their description kept. The same issue and options give the same bytes.
//!
//! This crate decides nothing about the text: what is an article, a headline or a note stands in the issue.

mod accessibility;
mod article;
mod blocks;
mod book;
mod contents;
mod cover;
mod date;
mod furniture;
mod identity;
mod imprint;
mod inlines;
mod language;
mod links;
mod nav;
mod ncx;
mod notes;
mod opf;
mod pictures;
mod plan;
mod sheet;
mod split;
mod tables;
mod weight;
mod words;

use backissue_model::Issue;

/// What the writer may be told.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// The first page.
    pub cover: Cover,
    /// A stylesheet (CSS) that replaces the writer's own.
    pub stylesheet: Option<String>,
    /// Whether the furniture of the printed pages is shown.
    pub furniture: FurniturePage,
    /// When the edition was made: `2024-05-06T00:00:00Z`. The default is the issue's own date at midnight, or
    /// `1980-01-01T00:00:00Z` for an issue without a date, so that the same issue gives the same bytes.
    pub modified: Option<String>,
}

/// The first page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Cover {
    /// Set from the publication's title, the number and the date.
    #[default]
    Typographic,
    /// A picture: the bytes of a JPEG, PNG, GIF, WebP or SVG file. One that is none of these gives way to the
    /// typographic cover.
    Picture(Vec<u8>),
    /// None.
    None,
}

/// Whether mastheads, folios, advertisements and the like are shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum FurniturePage {
    /// They are left out: reflowed text has no pages for them to stand on.
    #[default]
    LeftOut,
    /// On a page of their own behind the articles.
    Appended,
}

/// Writes an issue as EPUB 3.3: the bytes of the `.epub` file.
///
/// An issue without articles, pages or title gives a valid book too.
pub fn write(issue: &Issue, options: &Options) -> Vec<u8> {
    let plan = plan::plan(issue);
    book::bind(&plan, options)
}

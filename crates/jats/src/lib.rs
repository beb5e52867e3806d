//! The JATS 1.3 writer: an issue as a collection of articles.
//!
//! JATS has no document type for an issue. What is written is an `article` of type `collection` with the metadata
//! of the issue, and the articles: each in its own file, named in reading order by `related-article`, or as
//! `sub-article`s of the one file. All files are valid against the Archiving tag set and the stricter Publishing
//! tag set; that one demands an ISSN, and an empty `issn` tells that none is known. Furniture is kept as
//! `custom-meta` of the collection. This crate knows the model and ANSI/NISO Z39.96-2021; it touches no files.

mod article;
mod blocks;
mod collection;
mod contributors;
mod front;
mod inlines;
mod links;
mod plan;
mod provenance;
mod rights;
mod sections;
mod sheet;
mod source;
mod tables;

use backissue_model::{File, Issue};

/// How an issue is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// One file, or one an article.
    pub form: Form,
    /// Folder for image files, relative to the documents, with `/` between folders.
    pub assets: String,
    /// Whether furniture is kept.
    pub furniture: FurnitureMeta,
    /// Whether the places and rules are kept from which each part of an article came.
    pub provenance: ProvenanceMeta,
    /// Whether the file that the issue was read from goes with the articles.
    pub source: SourceFile,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            form: Form::default(),
            assets: "assets".to_owned(),
            furniture: FurnitureMeta::default(),
            provenance: ProvenanceMeta::default(),
            source: SourceFile::default(),
        }
    }
}

/// One file, or one an article.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Form {
    /// `issue.xml`, and one file an article beside it, `a001.xml` and so on: what archives and journal systems take.
    #[default]
    Folder,
    /// `issue.xml` alone, with the articles as `sub-article`s.
    Single,
}

/// Whether furniture is kept.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum FurnitureMeta {
    /// As `custom-meta` of the collection.
    #[default]
    Keep,
    /// Left out.
    LeaveOut,
}

/// Whether the places and rules are kept from which each part of an article came.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ProvenanceMeta {
    /// Left out: they are long, and few receivers look at them.
    #[default]
    LeaveOut,
    /// Of blocks in `specific-use`, of titles and bylines as `custom-meta` of the article.
    Keep,
}

/// Whether the file that the issue was read from goes with the articles.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum SourceFile {
    /// Only its name does.
    #[default]
    LeaveOut,
    /// Its bytes: they are written beside the images, and the collection names them as `supplementary-material`.
    Enclose(Vec<u8>),
}

/// Writes an issue. The first file is `issue.xml`; then follow the articles, if they have their own files, and
/// the images. Characters that XML forbids are left out.
pub fn write(issue: &Issue, options: &Options) -> Vec<File> {
    let plan = plan::Plan::new(issue, options);
    let mut files = vec![collection::file(&plan)];
    if options.form == Form::Folder {
        files.extend((0..issue.articles.len()).map(|index| article::file(&plan, index)));
    }
    files.extend(plan.image_files());
    files.extend(source::file(&plan));
    files
}

//! The JATS 1.3 writer.

use backissue_model::{File, Issue};

/// How the issue is cut into files.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Form {
    /// One file: a collection with sub-articles.
    #[default]
    Single,
    /// A file an article, and `issue.xml` over them.
    Folder,
}

/// What the writer may be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// How the issue is cut into files.
    pub form: Form,
    /// Folder for images.
    pub assets: String,
}

impl Default for Options {
    fn default() -> Self {
        Self { form: Form::Single, assets: "assets".to_owned() }
    }
}

/// Writes an issue; the first file is the main one.
pub fn write(_issue: &Issue, _options: &Options) -> Vec<File> {
    let text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<article article-type=\"collection\"/>\n";
    vec![File::new("issue.xml", text)]
}

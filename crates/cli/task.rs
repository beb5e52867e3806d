//! What a conversion needs to be told, beside the bytes: in one form for the run, for its worker processes, for the
//! manifest and for task lines. Nothing is converted here.

use backissue_convert::{Failure, Format, InputReport, Options, ReadOptions, Target, docx, pdf};
use backissue_model::File;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::metadata::Settings;
use crate::output_options::{self, EpubOptions, JatsOptions, MarkdownOptions, Split};

/// All that decides what an edition contains, beside the input, the format and the form.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct TaskOptions {
    /// The format of the input, when detection is not wanted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) from: Option<Format>,
    /// What is known of the issue, by the keys of `--meta`.
    #[serde(skip_serializing_if = "Settings::is_empty")]
    pub(crate) meta: Settings,
    /// The password of an encrypted PDF.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) password: Option<String>,
    /// The encoding of plain text, when detection is not wanted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) encoding: Option<String>,
    /// What to make of tracked changes in DOCX.
    pub(crate) changes: Changes,
    /// What to make of comments in DOCX.
    pub(crate) comments: Comments,
    /// Whether provable faults of the text of a PDF are repaired.
    #[serde(skip_serializing_if = "is_default")]
    pub(crate) repairs: Repairs,
    /// Names of departments of this publication, beside those that papers share.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) departments: Vec<String>,
    /// For EPUB.
    #[serde(skip_serializing_if = "is_default")]
    pub(crate) epub: EpubOptions,
    /// For JATS.
    #[serde(skip_serializing_if = "is_default")]
    pub(crate) jats: JatsOptions,
    /// For Markdown.
    #[serde(skip_serializing_if = "is_default")]
    pub(crate) markdown: MarkdownOptions,
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// Whether provable faults of the text of a PDF are repaired: ligatures, radicals, half-width forms, shadows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Repairs {
    /// They are, and each repair is booked in the ledger.
    #[default]
    Apply,
    /// The text stays as the file states it.
    Leave,
}

/// What to make of tracked changes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Changes {
    /// Read the text as it is after them.
    #[default]
    Accept,
    /// Read the text as it was before them.
    Reject,
}

/// What to make of comments.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Comments {
    /// They are not part of the text.
    #[default]
    LeaveOut,
    /// They become notes.
    AsNotes,
}

/// One conversion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Task {
    /// The input's name without folders, if it has one.
    pub(crate) name: Option<String>,
    /// How it is read.
    pub(crate) options: TaskOptions,
    /// What is made of it.
    pub(crate) editions: Vec<Order>,
}

/// An edition to be made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Order {
    /// Its format.
    pub(crate) target: Target,
    /// Its form.
    pub(crate) form: Form,
}

/// The form that an edition has at its destination.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Form {
    /// The main file alone, as a pipe takes it.
    Alone,
    /// A main file, and a folder of this name beside it for the images that it names.
    File {
        /// The folder's name.
        assets: String,
    },
    /// The files of a folder; of JATS a file an article.
    Folder,
    /// One ZIP archive: the files of that folder, or a main file with its images.
    Archive,
}

/// What a conversion gives.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Made {
    /// What became of the characters. The paths in it are left to whoever knows them.
    pub(crate) report: InputReport,
    /// The files of each edition, in the order in which they were asked for, main files first.
    pub(crate) editions: Vec<Vec<File>>,
}

/// A failure with its stable code.
pub(crate) fn failure(code: &str, message: impl Into<String>) -> Failure {
    Failure { code: code.to_owned(), message: message.into() }
}

impl TaskOptions {
    /// The options as others may read them: of a password only that there is one, of attached files their digests.
    pub(crate) fn without_secrets(&self) -> Self {
        let password = self.password.as_ref().map(|_| "given".to_owned());
        Self { password, epub: self.epub.digested(), ..self.clone() }
    }

    /// The formats that have a file an article in a folder or a ZIP archive.
    pub(crate) fn parted(&self) -> &'static [Target] {
        let jats = self.jats.split.unwrap_or(Split::Articles);
        let markdown = self.markdown.split.unwrap_or(Split::Whole);
        match (jats, markdown) {
            (Split::Articles, Split::Articles) => &[Target::Jats, Target::Markdown],
            (Split::Articles, Split::Whole) => &[Target::Jats],
            (Split::Whole, Split::Articles) => &[Target::Markdown],
            (Split::Whole, Split::Whole) => &[],
        }
    }

    /// The options of the library that these stand for.
    pub(crate) fn for_library(&self) -> Options {
        let mut read = ReadOptions { format: self.from, ..ReadOptions::default() };
        read.pdf.password.clone_from(&self.password);
        read.text.encoding.clone_from(&self.encoding);
        read.docx.changes = match self.changes {
            Changes::Accept => docx::Changes::Accept,
            Changes::Reject => docx::Changes::Reject,
        };
        read.docx.comments = match self.comments {
            Comments::LeaveOut => docx::Comments::LeaveOut,
            Comments::AsNotes => docx::Comments::AsNotes,
        };
        read.pdf.repairs = match self.repairs {
            Repairs::Apply => pdf::Repairs::Apply,
            Repairs::Leave => pdf::Repairs::Leave,
        };
        read.structure.departments.clone_from(&self.departments);
        Options { read, write: output_options::for_library(&self.epub, &self.jats, &self.markdown) }
    }
}

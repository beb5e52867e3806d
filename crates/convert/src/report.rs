//! What became of each input, for scripts: the shape of `--report` files and its JSON Schema.
//!
//! The texts themselves are not here: the issue as JSON has them.

use backissue_model::{Balance, Entry, Issue, ReadError, Warning};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Version of the report's form. It rises when a reader of the old form could misread the new one.
pub const REPORT_VERSION: u32 = 1;

/// A report on one run.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "Back Issue: report of a run")]
pub struct Report {
    /// Version of the form, 1.
    #[serde(rename = "backissue-report")]
    pub version: u32,
    /// One entry an input, in the order in which they were given.
    pub inputs: Vec<InputReport>,
}

/// What became of one input.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct InputReport {
    /// Its path as given or found; `-` for standard input.
    pub input: String,
    /// Whether it was converted.
    pub outcome: Outcome,
    /// Why not, when it was not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failure: Option<Failure>,
    /// The format it was read as: `pdf`, `text`, `docx`, `json`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub format: Option<String>,
    /// Its character encoding, for plain text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub encoding: Option<String>,
    /// How many sheets it has; 0 when it has none.
    #[serde(default)]
    pub pages: u64,
    /// How many articles were found.
    #[serde(default)]
    pub articles: u64,
    /// Its characters, added up.
    #[serde(default)]
    pub characters: Sums,
    /// The ledger's entries: every removal and repair, with its rule and place.
    #[serde(default)]
    pub ledger: Vec<Entry>,
    /// What could not be done, or is in doubt.
    #[serde(default)]
    pub warnings: Vec<Warning>,
    /// The files written, main files first; empty for standard output.
    #[serde(default)]
    pub outputs: Vec<String>,
}

/// Whether an input was converted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// Its editions are written.
    Converted,
    /// Its editions were there already, from a run before.
    Unchanged,
    /// Nothing was written.
    #[default]
    Failed,
}

/// Why an input was not converted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Failure {
    /// A stable name: that of the reader's error (`empty`, `damaged`, `password`, `no-text`, `limit`,
    /// `unsupported`), or `input`, `output`, `internal`.
    pub code: String,
    /// For people: lower case, no full stop.
    pub message: String,
}

/// The characters of an issue, added up; white space does not count.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Sums {
    /// Decoded by the reader.
    pub decoded: u64,
    /// Taken out by entries of the ledger.
    pub removed: u64,
    /// Put in by entries of the ledger.
    pub added: u64,
    /// In articles and department names.
    pub articles: u64,
    /// In furniture.
    pub furniture: u64,
    /// Decoded but nowhere; negative when some stand there without a source.
    pub lost: i64,
    /// Whether the same characters stand in the issue as the ledger expects.
    pub balanced: bool,
}

impl From<Balance> for Sums {
    fn from(sum: Balance) -> Self {
        Self {
            decoded: sum.decoded,
            removed: sum.removed,
            added: sum.added,
            articles: sum.articles,
            furniture: sum.furniture,
            lost: sum.lost(),
            balanced: sum.balanced,
        }
    }
}

impl From<&ReadError> for Failure {
    fn from(error: &ReadError) -> Self {
        Self { code: error.code().to_owned(), message: error.to_string() }
    }
}

impl InputReport {
    /// The report on an input whose editions are written.
    pub fn converted(input: String, issue: Issue, outputs: Vec<String>) -> Self {
        Self {
            input,
            outcome: Outcome::Converted,
            failure: None,
            pages: issue.pages.len() as u64,
            articles: issue.articles.len() as u64,
            characters: Balance::of(&issue).into(),
            format: Some(issue.source.format),
            encoding: issue.source.encoding,
            ledger: issue.ledger.entries,
            warnings: issue.warnings,
            outputs,
        }
    }

    /// The report on an input that gave nothing.
    pub fn failed(input: String, failure: Failure) -> Self {
        Self { input, failure: Some(failure), ..Self::default() }
    }
}

/// The JSON Schema (2020-12) of a report, indented, with a line feed at the end.
pub fn report_schema() -> String {
    schema_of::<Report>()
}

/// The JSON Schema (2020-12) of a type, indented, with a line feed at the end.
pub fn schema_of<T: JsonSchema>() -> String {
    let schema = schemars::schema_for!(T);
    let mut text = serde_json::to_string_pretty(&schema).expect("a schema has string keys only");
    text.push('\n');
    text
}

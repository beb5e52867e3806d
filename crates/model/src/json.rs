//! The issue as JSON, with a version, and the JSON Schema that describes it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Issue;

/// Version of the JSON form. It rises when a reader of the old form could misread the new one.
pub const MODEL_VERSION: u32 = 1;

/// Why a JSON text is no issue.
#[derive(Debug, thiserror::Error)]
pub enum JsonError {
    /// Not JSON, or JSON of another shape.
    #[error("the JSON is not an issue: {0}")]
    Shape(#[from] serde_json::Error),
    /// Written by another version of the model.
    #[error("the issue has model version {found}, this program reads version {MODEL_VERSION}")]
    Version {
        /// The version it names.
        found: u32,
    },
}

/// What stands in the file: the version beside the issue's own fields.
#[derive(Serialize, Deserialize, JsonSchema)]
#[schemars(title = "Back Issue: an issue of a periodical")]
struct Envelope<I> {
    /// Version of the model, 1.
    backissue: u32,
    /// The issue.
    issue: I,
}

/// Only the version, to tell an old or new form from a broken one.
#[derive(Deserialize)]
struct VersionOnly {
    backissue: u32,
}

/// Writes an issue as JSON, indented, with a line feed at the end.
pub fn to_json(issue: &Issue) -> String {
    let envelope = Envelope { backissue: MODEL_VERSION, issue };
    let mut text =
        serde_json::to_string_pretty(&envelope).expect("the model has string keys and finite numbers only");
    text.push('\n');
    text
}

/// Reads an issue from JSON.
///
/// # Errors
///
/// [`JsonError::Shape`] for anything that is not an issue, [`JsonError::Version`] for one of another version.
pub fn from_json(text: &str) -> Result<Issue, JsonError> {
    if let Ok(VersionOnly { backissue: found }) = serde_json::from_str(text)
        && found != MODEL_VERSION
    {
        return Err(JsonError::Version { found });
    }
    let envelope: Envelope<Issue> = serde_json::from_str(text)?;
    Ok(envelope.issue)
}

/// The JSON Schema (2020-12) of what [`to_json`] writes, indented, with a line feed at the end.
pub fn json_schema() -> String {
    let schema = schemars::schema_for!(Envelope<Issue>);
    let mut text = serde_json::to_string_pretty(&schema).expect("a schema has string keys only");
    text.push('\n');
    text
}

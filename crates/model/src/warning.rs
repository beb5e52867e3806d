//! What a conversion tells its user: all that is less than failure.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Place;

/// Something that could not be done, or is in doubt.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Warning {
    /// What sort of thing, for scripts.
    pub kind: WarningKind,
    /// Where.
    pub place: Place,
    /// What, for people: lower case, no full stop.
    pub message: String,
}

impl Warning {
    /// A warning of this kind at this place.
    pub fn new(kind: WarningKind, place: Place, message: impl Into<String>) -> Self {
        Self { kind, place, message: message.into() }
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.place {
            Place::File => f.write_str(&self.message),
            place => write!(f, "{place}: {}", self.message),
        }
    }
}

/// The kinds of warning. Their names are stable: scripts choose by them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum WarningKind {
    /// The file is damaged; what could be read was read.
    Damaged,
    /// A limit was reached; what lies beyond it was not read.
    Limit,
    /// A page without text.
    NoText,
    /// Characters whose Unicode value the file does not tell (U+FFFD stands for them).
    Unmapped,
    /// Bytes that are not text in the file's encoding (U+FFFD stands for them).
    Undecodable,
    /// The encoding was guessed with a small margin.
    EncodingDoubt,
    /// A part of the file that is kept out of the articles, such as hidden text.
    HiddenText,
    /// A feature of the format that is not read, or only approximately.
    Unsupported,
    /// An image that cannot be shown by the output formats.
    Image,
    /// A link that was taken out because it could run code.
    UnsafeLink,
    /// A decision of layout or structure that could be otherwise.
    Doubt,
    /// The ledger does not balance.
    Unbalanced,
    /// A character that the output format forbids was left out.
    ForbiddenCharacter,
}

impl WarningKind {
    /// The kind as it is written in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Damaged => "damaged",
            Self::Limit => "limit",
            Self::NoText => "no-text",
            Self::Unmapped => "unmapped",
            Self::Undecodable => "undecodable",
            Self::EncodingDoubt => "encoding-doubt",
            Self::HiddenText => "hidden-text",
            Self::Unsupported => "unsupported",
            Self::Image => "image",
            Self::UnsafeLink => "unsafe-link",
            Self::Doubt => "doubt",
            Self::Unbalanced => "unbalanced",
            Self::ForbiddenCharacter => "forbidden-character",
        }
    }
}

//! What stands on the page around the articles: kept, typed, never deleted.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Provenance;

/// A piece of page furniture.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Furniture {
    /// What it is.
    pub kind: FurnitureKind,
    /// Its text; line feeds between printed lines.
    pub text: String,
    /// Where it stood and on what evidence it was told apart.
    #[serde(default)]
    pub provenance: Provenance,
}

/// The kinds of furniture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum FurnitureKind {
    /// The flag on page one: title of the paper, date, numbers, editors.
    Masthead,
    /// The page number and what stands in line with it.
    Folio,
    /// A line that repeats at the head of pages.
    RunningHead,
    /// A line that repeats at the foot of pages.
    RunningFoot,
    /// A box beside the title: weather, motto, price.
    Ear,
    /// Names of sponsors and co-publishers (协办).
    Sponsor,
    /// An advertisement.
    Advertisement,
    /// A slogan of the page or paper.
    Slogan,
    /// The imprint: printer, address, price.
    Imprint,
    /// A jump line, or the short headline over a continued part, of an article that was joined again.
    JumpLine,
    /// Text of a watermark or stamp.
    Watermark,
    /// Something else that is no article.
    Other,
}

impl FurnitureKind {
    /// The kind as it is written in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Masthead => "masthead",
            Self::Folio => "folio",
            Self::RunningHead => "running-head",
            Self::RunningFoot => "running-foot",
            Self::Ear => "ear",
            Self::Sponsor => "sponsor",
            Self::Advertisement => "advertisement",
            Self::Slogan => "slogan",
            Self::Imprint => "imprint",
            Self::JumpLine => "jump-line",
            Self::Watermark => "watermark",
            Self::Other => "other",
        }
    }
}

//! The issue: publication, pages, departments, articles, furniture, images, ledger.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::{Article, Furniture, Ledger, Provenance, Warning};

/// One issue of a periodical, as its editor made it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Issue {
    /// What is known of the publication and of this issue.
    #[serde(default)]
    pub metadata: Metadata,
    /// The file it was read from.
    #[serde(default)]
    pub source: Source,
    /// Main direction of the text.
    #[serde(default)]
    pub writing_mode: WritingMode,
    /// Its sheets, in order. Empty when the source has no pages.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pages: Vec<IssuePage>,
    /// Its departments, in the order of their first article.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub departments: Vec<Department>,
    /// Its articles, in reading order.
    #[serde(default)]
    pub articles: Vec<Article>,
    /// What stands around the articles, by page.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub furniture: Vec<Furniture>,
    /// Images that articles name by id.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub images: Vec<Image>,
    /// Every character accounted for.
    #[serde(default)]
    pub ledger: Ledger,
    /// What could not be done, or is in doubt.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<Warning>,
}

/// What is known of a publication and its issue, from the print, the file or the user.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Metadata {
    /// The publication.
    #[serde(default)]
    pub publication: Publication,
    /// Title of the issue itself, where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Volume (卷).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub volume: Option<String>,
    /// Number of the issue (期).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// Running number since the first issue (总第…期).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub whole_number: Option<String>,
    /// Date of publication: ISO 8601, `2021-08-20`, `2021-08` or `2021`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// Main language: a BCP 47 tag.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Editors and others named for the issue as a whole.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contributors: Vec<String>,
    /// Statement of rights.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rights: Option<String>,
    /// Where each of these was read.
    #[serde(default)]
    pub provenance: Provenance,
}

/// A periodical.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Publication {
    /// Its title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Its ISSN, `1234-5679`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issn: Option<String>,
    /// Its Chinese serial number (国内统一刊号), `CN51-0001`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cn: Option<String>,
    /// Its publisher.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
}

/// The file an issue was read from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Source {
    /// Its format: `pdf`, `text`, `docx`.
    #[serde(default)]
    pub format: String,
    /// Its name without folders.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Its character encoding, for plain text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub encoding: Option<String>,
}

/// Direction of lines and of their stacking.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum WritingMode {
    /// Lines from left to right, stacked downwards.
    #[default]
    HorizontalLtr,
    /// Lines from right to left, stacked downwards.
    HorizontalRtl,
    /// Lines downwards, stacked from right to left.
    VerticalRl,
}

/// A sheet of the issue.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct IssuePage {
    /// Counted from 1.
    pub number: u32,
    /// The page number as printed or as the file labels it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub folio: Option<String>,
    /// Width in points, 0 when unknown.
    #[serde(default)]
    pub width: f32,
    /// Height in points, 0 when unknown.
    #[serde(default)]
    pub height: f32,
}

impl IssuePage {
    /// What a reader calls the page: its folio, else its number.
    pub fn label(&self) -> String {
        self.folio.clone().unwrap_or_else(|| self.number.to_string())
    }
}

/// A standing section of the publication (栏目, column).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Department {
    /// `d01`, `d02` …; unique in the issue.
    pub id: String,
    /// Its name as printed.
    pub name: String,
    /// What stands with the name: its pinyin, a motto.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subtitle: Option<String>,
    /// Where it stood and why it is what it is.
    #[serde(default)]
    pub provenance: Provenance,
}

/// An image, whole.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Image {
    /// `i001`, `i002` …; unique in the issue.
    pub id: String,
    /// Media type, such as `image/jpeg`.
    pub media_type: String,
    /// Width in pixels, 0 when unknown.
    #[serde(default)]
    pub width: u32,
    /// Height in pixels, 0 when unknown.
    #[serde(default)]
    pub height: u32,
    /// The file's bytes; base64 in JSON.
    #[serde(serialize_with = "write_base64", deserialize_with = "read_base64")]
    #[schemars(with = "String")]
    pub data: Vec<u8>,
}

impl Image {
    /// The extension of a file name that fits the media type. The rest of the name is the writer's matter: an id
    /// may hold what no file name may.
    pub fn extension(&self) -> &'static str {
        match self.media_type.as_str() {
            "image/jpeg" => "jpg",
            "image/png" => "png",
            "image/gif" => "gif",
            "image/svg+xml" => "svg",
            "image/webp" => "webp",
            _ => "bin",
        }
    }
}

fn write_base64<S: Serializer>(data: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&BASE64.encode(data))
}

fn read_base64<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
    let text = String::deserialize(deserializer)?;
    BASE64.decode(text).map_err(serde::de::Error::custom)
}

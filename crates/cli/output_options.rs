//! What the writers may be told, by the names that configuration files and task lines use.

use backissue_convert::{WriteOptions, epub, jats, markdown};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::source::hexadecimal;

/// How an attached file begins: a `data:` URI (RFC 2397).
const DATA: &str = "data:;base64,";

/// How a digest begins that stands for an attached file.
const DIGEST: &str = "sha256:";

/// For EPUB.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct EpubOptions {
    /// `typographic`, `none`, or a picture: the name of a file, or its bytes as a `data:` URI in base64.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) cover: Option<String>,
    /// A style sheet in place of the writer's own: the name of a file, or its bytes as a `data:` URI in base64.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) stylesheet: Option<String>,
    /// Whether the furniture of pages is kept, on a page of its own behind the articles.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) furniture: Option<Furniture>,
    /// When the edition was made, such as `2024-05-06T00:00:00Z`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) modified: Option<String>,
}

/// For JATS.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct JatsOptions {
    /// What a folder or a ZIP archive gets; a file has the whole issue.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) split: Option<Split>,
    /// Whether the furniture of pages is kept, as `custom-meta`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) furniture: Option<Furniture>,
    /// Whether the articles say where their parts stood and by which rules they were told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) provenance: Option<Provenance>,
    /// Whether the input itself goes with a folder or a ZIP archive, as supplementary material.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) source: Option<Source>,
}

/// For Markdown.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct MarkdownOptions {
    /// Which readers the text is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) flavor: Option<Flavor>,
    /// What a folder or a ZIP archive gets; a file has the whole issue.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) split: Option<Split>,
    /// Where the title of the issue stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) title: Option<Title>,
    /// Columns at which paragraphs are wrapped; none: each stands on one line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) wrap: Option<usize>,
    /// Whether the furniture of pages is kept, in comments.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) furniture: Option<Furniture>,
    /// Where images go.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) images: Option<Images>,
}

/// Whether mastheads, folios, advertisements and the like are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Furniture {
    /// They are, apart from the articles.
    Keep,
    /// They are not.
    LeaveOut,
}

/// Whether it is said where things stood and which rules told them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Provenance {
    /// It is.
    Keep,
    /// It is not.
    LeaveOut,
}

/// Whether the input goes with the edition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Source {
    /// It does; an issue in JSON is nobody's source.
    Enclose,
    /// Only its name does.
    LeaveOut,
}

/// Which readers of Markdown a text is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Flavor {
    /// Those of CommonMark alone.
    CommonMark,
    /// GitHub's.
    Gfm,
    /// Pandoc.
    Pandoc,
}

/// What a folder or a ZIP archive gets of an issue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Split {
    /// A file with all of it.
    Whole,
    /// A file an article, and one that lists them.
    Articles,
}

/// Where a title stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Title {
    /// In the front matter.
    FrontMatter,
    /// There, and as the first heading.
    Heading,
}

/// Where images go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Images {
    /// Into files beside the text.
    Files,
    /// Into the text, as `data:` URIs.
    Inline,
}

/// The options of the library that these stand for. What is not told is left as the library has it.
pub(crate) fn for_library(
    epub: &EpubOptions,
    jats: &JatsOptions,
    markdown: &MarkdownOptions,
) -> WriteOptions {
    let mut write = WriteOptions::default();
    write.epub.cover = match epub.cover.as_deref() {
        Some("none") => epub::Cover::None,
        Some(cover) => attached(cover).map_or(epub::Cover::Typographic, epub::Cover::Picture),
        None => epub::Cover::Typographic,
    };
    let stylesheet = epub.stylesheet.as_deref().and_then(attached);
    write.epub.stylesheet = stylesheet.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    if epub.furniture == Some(Furniture::Keep) {
        write.epub.furniture = epub::FurniturePage::Appended;
    }
    write.epub.modified.clone_from(&epub.modified);
    if jats.furniture == Some(Furniture::LeaveOut) {
        write.jats.furniture = jats::FurnitureMeta::LeaveOut;
    }
    if jats.provenance == Some(Provenance::Keep) {
        write.jats.provenance = jats::ProvenanceMeta::Keep;
    }
    text_for_library(markdown, &mut write.markdown);
    write
}

fn text_for_library(options: &MarkdownOptions, write: &mut markdown::Options) {
    if let Some(flavor) = options.flavor {
        write.flavor = match flavor {
            Flavor::CommonMark => markdown::Flavor::CommonMark,
            Flavor::Gfm => markdown::Flavor::Gfm,
            Flavor::Pandoc => markdown::Flavor::Pandoc,
        };
    }
    if options.title == Some(Title::Heading) {
        write.title = markdown::Title::Heading;
    }
    write.wrap = options.wrap;
    if options.furniture == Some(Furniture::LeaveOut) {
        write.furniture = markdown::FurnitureComments::LeaveOut;
    }
    if options.images == Some(Images::Inline) {
        write.images = markdown::Images::Inline;
    }
}

/// The bytes of an attached file.
fn attached(uri: &str) -> Option<Vec<u8>> {
    let (_, data) = uri.strip_prefix("data:")?.split_once(";base64,")?;
    BASE64.decode(data).ok()
}

/// Bytes as an option takes them.
pub(crate) fn attachment(bytes: &[u8]) -> String {
    format!("{DATA}{}", BASE64.encode(bytes))
}

impl EpubOptions {
    /// The options without the bytes of attached files: their digests stand for them.
    pub(crate) fn digested(&self) -> Self {
        let digest = |value: &Option<String>| {
            value.as_ref().map(|value| match attached(value) {
                Some(bytes) => format!("{DIGEST}{}", hexadecimal(&Sha256::digest(bytes))),
                None => value.clone(),
            })
        };
        Self { cover: digest(&self.cover), stylesheet: digest(&self.stylesheet), ..self.clone() }
    }

    /// Whether digests stand for files that are not here.
    pub(crate) fn is_digested(&self) -> bool {
        [&self.cover, &self.stylesheet].into_iter().flatten().any(|value| value.starts_with(DIGEST))
    }
}

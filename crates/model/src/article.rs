//! An article and the parts an editor gives it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Block, Content, Inline, Provenance, plain_text};

/// One article of an issue.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Article {
    /// `a001`, `a002` …, in reading order; unique in the issue.
    pub id: String,
    /// What sort of article it is.
    #[serde(default)]
    pub kind: ArticleKind,
    /// Id of its department.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub department: Option<String>,
    /// BCP 47 tag, when it differs from the issue's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// The line above the headline (引题, eyebrow).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kicker: Option<Passage>,
    /// The headline (主题). An article without one is a brief.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub headline: Option<Passage>,
    /// The line below the headline (副题, standfirst).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deck: Option<Passage>,
    /// Who wrote it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub byline: Option<Byline>,
    /// The body in reading order. A dateline stands in its first paragraph as [`Inline::Dateline`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub body: Vec<Block>,
    /// Lines at the end that name those who gathered, edited or supplied the article (组稿, 责编).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub credits: Vec<Passage>,
    /// Footnotes and endnotes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Note>,
    /// Sheets it stands on, from 1, in reading order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pages: Vec<u32>,
}

impl Article {
    /// The dateline's text as printed, from the first paragraph.
    pub fn dateline(&self) -> Option<String> {
        let first = self.body.iter().find_map(|block| match &block.content {
            Content::Paragraph(inlines) => Some(inlines),
            _ => None,
        })?;
        first.iter().find_map(|inline| match inline {
            Inline::Dateline(content) => Some(plain_text(content)),
            _ => None,
        })
    }

    /// The headline's text on one line, empty when there is none.
    pub fn title(&self) -> String {
        self.headline.as_ref().map(|headline| plain_text(&headline.text)).unwrap_or_default()
    }
}

/// What sort of article it is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ArticleKind {
    /// A report of news, or anything not told apart.
    #[default]
    News,
    /// Several short items under one headline.
    Brief,
    /// A feature or reportage.
    Feature,
    /// Questions and answers.
    Interview,
    /// The paper's own opinion.
    Editorial,
    /// A writer's opinion.
    Commentary,
    /// A reader's letter.
    Letter,
    /// A review of a book, a play, a record.
    Review,
    /// Notice of a death.
    Obituary,
    /// An official or public notice (公告, 启事).
    Announcement,
    /// A correction of an earlier issue (更正).
    Correction,
    /// Dates to come.
    Calendar,
    /// A poem, story or other literature.
    Literature,
    /// A scholarly article.
    Research,
    /// An advertisement that stands as an article.
    Advertisement,
    /// Something else.
    Other,
}

impl ArticleKind {
    /// The kind in a word, as it is written in JSON and in the classes of editions.
    pub const fn name(self) -> &'static str {
        match self {
            Self::News => "news",
            Self::Brief => "brief",
            Self::Feature => "feature",
            Self::Interview => "interview",
            Self::Editorial => "editorial",
            Self::Commentary => "commentary",
            Self::Letter => "letter",
            Self::Review => "review",
            Self::Obituary => "obituary",
            Self::Announcement => "announcement",
            Self::Correction => "correction",
            Self::Calendar => "calendar",
            Self::Literature => "literature",
            Self::Research => "research",
            Self::Advertisement => "advertisement",
            Self::Other => "other",
        }
    }
}

/// A short text with its origin.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Passage {
    /// The text; [`Inline::LineBreak`] where print breaks a headline.
    pub text: Vec<Inline>,
    /// Where it stood and why it is what it is.
    #[serde(default)]
    pub provenance: Provenance,
}

impl Passage {
    /// Plain text of no known origin.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: vec![Inline::text(text)], provenance: Provenance::default() }
    }
}

/// Who wrote an article, as printed and as understood.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Byline {
    /// The line as printed, brackets and roles included.
    pub text: Vec<Inline>,
    /// Whether it stands above or below the body.
    pub position: BylinePosition,
    /// The persons and bodies named, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub persons: Vec<Person>,
    /// Where it stood and why it is what it is.
    #[serde(default)]
    pub provenance: Provenance,
}

/// Where a byline stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum BylinePosition {
    /// Between headline and body.
    Head,
    /// After the body, usually in brackets.
    Tail,
}

/// A person or body named in a byline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Person {
    /// The name as printed, without role.
    pub name: String,
    /// Family name, when it can be told with certainty.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub surname: Option<String>,
    /// Given names, when they can be told with certainty.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub given_names: Option<String>,
    /// The role as printed: 本报记者, `Photographs`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// A person, or a body.
    pub kind: PersonKind,
}

/// A person, or a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PersonKind {
    /// A human being.
    Person,
    /// An office, society, agency or paper.
    Organisation,
}

/// A footnote or endnote.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Note {
    /// Unique in the issue; named by [`Inline::NoteRef`].
    pub id: String,
    /// The mark as printed.
    pub label: String,
    /// What it says.
    pub blocks: Vec<Block>,
}

//! The names of the formats: what can be read, what can be written. Not how to tell them apart.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A format that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// PDF.
    Pdf,
    /// Plain text in any encoding.
    Text,
    /// Word document (Office Open XML).
    Docx,
    /// An issue of this program as JSON.
    Json,
}

/// A format that can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Target {
    /// EPUB 3.
    Epub,
    /// JATS XML.
    Jats,
    /// Markdown.
    Markdown,
    /// The issue as JSON.
    Json,
}

/// A name that is none of a format's.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown format `{name}`, expected one of {known}")]
pub struct UnknownFormat {
    name: String,
    known: &'static str,
}

impl Format {
    /// All of them, in the order in which they are told.
    pub const ALL: [Self; 4] = [Self::Pdf, Self::Text, Self::Docx, Self::Json];

    /// Its name in options and reports.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Text => "text",
            Self::Docx => "docx",
            Self::Json => "json",
        }
    }

    /// The format that a file extension promises, in any case, without its dot.
    pub fn from_extension(extension: &str) -> Option<Self> {
        match extension.to_ascii_lowercase().as_str() {
            "pdf" => Some(Self::Pdf),
            "txt" | "text" => Some(Self::Text),
            "docx" | "docm" | "dotx" | "dotm" => Some(Self::Docx),
            "json" => Some(Self::Json),
            _ => None,
        }
    }
}

impl Target {
    /// All of them, in the order in which they are told.
    pub const ALL: [Self; 4] = [Self::Epub, Self::Jats, Self::Markdown, Self::Json];

    /// Its name in options and reports.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Epub => "epub",
            Self::Jats => "jats",
            Self::Markdown => "markdown",
            Self::Json => "json",
        }
    }

    /// The extension of its main file, without a dot.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Epub => "epub",
            Self::Jats => "xml",
            Self::Markdown => "md",
            Self::Json => "json",
        }
    }

    /// The target that a file extension promises, in any case, without its dot. A ZIP archive holds JATS.
    pub fn from_extension(extension: &str) -> Option<Self> {
        match extension.to_ascii_lowercase().as_str() {
            "epub" => Some(Self::Epub),
            "xml" | "zip" => Some(Self::Jats),
            "md" | "markdown" => Some(Self::Markdown),
            "json" => Some(Self::Json),
            _ => None,
        }
    }
}

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(name: &str) -> Result<Self, UnknownFormat> {
        match name.to_ascii_lowercase().as_str() {
            "pdf" => Ok(Self::Pdf),
            "text" | "txt" => Ok(Self::Text),
            "docx" => Ok(Self::Docx),
            "json" => Ok(Self::Json),
            _ => Err(UnknownFormat { name: name.to_owned(), known: "`pdf`, `text`, `docx`, `json`" }),
        }
    }
}

impl FromStr for Target {
    type Err = UnknownFormat;

    fn from_str(name: &str) -> Result<Self, UnknownFormat> {
        match name.to_ascii_lowercase().as_str() {
            "epub" => Ok(Self::Epub),
            "jats" | "xml" => Ok(Self::Jats),
            "markdown" | "md" => Ok(Self::Markdown),
            "json" => Ok(Self::Json),
            _ => Err(UnknownFormat { name: name.to_owned(), known: "`epub`, `jats`, `markdown`, `json`" }),
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_name_is_understood_and_an_unknown_one_is_told_what_there_is() {
        for format in Format::ALL {
            assert_eq!(format.name().parse(), Ok(format));
        }
        for target in Target::ALL {
            assert_eq!(target.name().parse(), Ok(target));
            assert_eq!(Target::from_extension(target.extension()), Some(target));
        }
        let error = "mobi".parse::<Target>().expect_err("MOBI is not written");
        assert_eq!(
            error.to_string(),
            "unknown format `mobi`, expected one of `epub`, `jats`, `markdown`, `json`"
        );
    }
}

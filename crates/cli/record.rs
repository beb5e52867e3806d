//! What a manifest tells of one input: the form of its line, and whether the files it names are unchanged.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use backissue_convert::{Failure, InputReport, Outcome, Sums};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::conversion;
use crate::inputs::Input;
use crate::path_text;
use crate::source::{self, hexadecimal};
use crate::task::{Order, TaskOptions};

/// One line.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "Back Issue: line of a manifest")]
pub(crate) struct Record {
    /// The input's path as given or found. Here and in all paths of a manifest, what is not Unicode is written as
    /// U+0000 with its number in hexadecimal digits: a byte on Unix in two, a 16-bit unit on Windows in four.
    pub(crate) input: String,
    /// The input's bytes; none when it could not be read from disk.
    pub(crate) source: Option<Fixity>,
    /// What became of it.
    pub(crate) outcome: Outcome,
    /// Why nothing became of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) failure: Option<Failure>,
    /// The format it was read as.
    pub(crate) format: Option<String>,
    /// Its character encoding, for plain text.
    pub(crate) encoding: Option<String>,
    /// How many sheets it has.
    pub(crate) pages: u64,
    /// How many articles were found.
    pub(crate) articles: u64,
    /// Its characters.
    pub(crate) characters: Sums,
    /// How many warnings of each kind.
    pub(crate) warnings: BTreeMap<String, u64>,
    /// Its editions.
    pub(crate) editions: Vec<Planned>,
    /// All files of its editions, by their paths in the manifest's folder.
    pub(crate) outputs: Vec<Fixity>,
    /// When it was done, in seconds since 1970 (UTC).
    pub(crate) finished: u64,
    /// How long it took.
    pub(crate) seconds: f64,
    /// Version of the program.
    pub(crate) version: String,
    /// The options that decide what editions contain.
    pub(crate) options: TaskOptions,
}

/// An edition of a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Planned {
    /// What it is.
    #[serde(flatten)]
    pub(crate) order: Order,
    /// Its main file or folder in the manifest's folder.
    pub(crate) path: String,
}

/// A file and what proves that it is unchanged.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Fixity {
    /// Its path.
    pub(crate) path: String,
    /// Its size in bytes.
    pub(crate) size: u64,
    /// SHA-256 of its bytes in hexadecimal digits (FIPS 180-4).
    pub(crate) sha256: String,
}

impl Fixity {
    /// Of these bytes under this path.
    pub(crate) fn of(path: &Path, bytes: &[u8]) -> Self {
        let sha256 = hexadecimal(&Sha256::digest(bytes));
        Self { path: path_text::text(path), size: bytes.len() as u64, sha256 }
    }

    /// Of bytes that have passed.
    pub(crate) fn seen(path: &str, (size, sha256): (u64, Option<String>)) -> Self {
        Self { path: path.to_owned(), size, sha256: sha256.unwrap_or_default() }
    }

    /// Where the file is, below this folder.
    pub(crate) fn below(&self, folder: &Path) -> PathBuf {
        folder.join(path_text::path(&self.path))
    }

    /// Whether the file is there, below this folder, with these bytes. Its size is asked first: reading is slower by
    /// far.
    pub(crate) fn holds(&self, folder: &Path) -> bool {
        let path = self.below(folder);
        let sized = fs::metadata(&path).is_ok_and(|metadata| metadata.len() == self.size);
        sized && source::sum_of_file(&path) == Some((self.size, self.sha256.clone()))
    }
}

impl Record {
    /// A record of what a report says of an input, at this moment. Source, editions and outputs are the caller's to
    /// add.
    pub(crate) fn of(input: &Input, report: &InputReport, options: &TaskOptions) -> Self {
        let now = SystemTime::now().duration_since(UNIX_EPOCH);
        Self {
            input: input.exact(),
            outcome: report.outcome,
            failure: report.failure.clone(),
            format: report.format.clone(),
            encoding: report.encoding.clone(),
            pages: report.pages,
            articles: report.articles,
            characters: report.characters,
            warnings: conversion::kinds(report),
            finished: now.map(|since| since.as_secs()).unwrap_or_default(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            options: options.without_secrets(),
            ..Self::default()
        }
    }

    /// How messages and reports name the input.
    pub(crate) fn shown(&self) -> String {
        shown(&self.input)
    }

    /// The report on an input that needs no work.
    pub(crate) fn report(&self) -> InputReport {
        InputReport {
            input: self.shown(),
            outcome: Outcome::Unchanged,
            format: self.format.clone(),
            encoding: self.encoding.clone(),
            pages: self.pages,
            articles: self.articles,
            characters: self.characters,
            outputs: self.editions.iter().map(|edition| shown(&edition.path)).collect(),
            ..InputReport::default()
        }
    }
}

fn shown(path: &str) -> String {
    path_text::path(path).to_string_lossy().into_owned()
}

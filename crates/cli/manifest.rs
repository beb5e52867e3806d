//! The manifest of an output folder, `backissue-manifest.jsonl`: a line for each input that a run with `--resume`
//! has tried, so that the next run can pass over what is done and unchanged.
//!
//! Lines are only ever added. One that a crash has cut short is no line, and its input is tried again.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::io::{self, BufRead as _, BufReader, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use backissue_convert::{Failure, InputReport, Outcome, Sums};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::conversion;
use crate::destinations::Edition;
use crate::disk;
use crate::editions;
use crate::inputs::Input;
use crate::path_text;
use crate::source::{self, hexadecimal};
use crate::task::{Order, TaskOptions};

/// The manifest's name in the output folder.
pub(crate) const NAME: &str = "backissue-manifest.jsonl";

/// Manifest of an output folder.
#[derive(Debug)]
pub(crate) struct Manifest {
    folder: PathBuf,
    path: PathBuf,
    file: File,
    lines: Lines,
}

/// A hash of each input's path and where its last line begins, in the order of the hashes: a run over a hundred
/// thousand inputs has to find each line once, and not to remember them all.
type Lines = Vec<(u64, u64)>;

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

/// Opens the manifest of a folder, or begins one.
///
/// # Errors
///
/// A sentence that names the file.
pub(crate) fn open(folder: &Path) -> Result<Manifest, String> {
    let path = folder.join(NAME);
    let failed = |error: io::Error| format!("cannot use {}: {}", path.display(), disk::reason(&error));
    fs::create_dir_all(if folder.as_os_str().is_empty() { Path::new(".") } else { folder })
        .map_err(failed)?;
    let (lines, ending) = index(&path).map_err(failed)?;
    let mut file = OpenOptions::new().create(true).append(true).open(&path).map_err(failed)?;
    if ending == Ending::Cut {
        // A crash has cut the last line: what follows must not become part of it.
        file.write_all(b"\n").map_err(failed)?;
    }
    Ok(Manifest { folder: folder.to_owned(), path: path.clone(), file, lines })
}

/// How a manifest ends.
#[derive(Debug, PartialEq, Eq)]
enum Ending {
    Whole,
    Cut,
}

fn index(path: &Path) -> io::Result<(Lines, Ending)> {
    let mut reader = match File::open(path) {
        Ok(file) => BufReader::new(file),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok((Lines::new(), Ending::Whole)),
        Err(error) => return Err(error),
    };
    let (mut lines, mut begin, mut line) = (Lines::new(), 0, Vec::new());
    loop {
        line.clear();
        let read = reader.read_until(b'\n', &mut line)? as u64;
        if let Ok(record) = serde_json::from_slice::<Record>(&line) {
            lines.push((hash(&record.input), begin));
        }
        if line.last() != Some(&b'\n') {
            return Ok((last_of_each(lines), if read == 0 { Ending::Whole } else { Ending::Cut }));
        }
        begin += read;
    }
}

fn last_of_each(mut lines: Lines) -> Lines {
    lines.sort_unstable_by_key(|(hash, begin)| (*hash, Reverse(*begin)));
    lines.dedup_by_key(|(hash, _)| *hash);
    lines
}

fn hash(input: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    input.hash(&mut hasher);
    hasher.finish()
}

/// The last record of each input in the text of a manifest.
pub(crate) fn records(text: &[u8]) -> BTreeMap<String, Record> {
    let lines = text.split(|&byte| byte == b'\n');
    let records = lines.filter_map(|line| serde_json::from_slice::<Record>(line).ok());
    records.map(|record| (record.input.clone(), record)).collect()
}

impl Manifest {
    /// The record of an input whose editions stand as this version wrote them with these options.
    pub(crate) fn standing(&self, input: &str, options: &TaskOptions) -> Option<Record> {
        let record = self.record(input)?;
        let same = record.version == env!("CARGO_PKG_VERSION") && record.options == options.without_secrets();
        let whole =
            !record.outputs.is_empty() && record.outputs.iter().all(|output| output.holds(&self.folder));
        (same && whole && record.outcome == Outcome::Converted).then_some(record)
    }

    fn record(&self, input: &str) -> Option<Record> {
        let wanted = hash(input);
        let place = self.lines.binary_search_by_key(&wanted, |(hash, _)| *hash).ok()?;
        let (_, begin) = self.lines[place];
        let mut reader = BufReader::new(File::open(&self.path).ok()?);
        reader.seek(SeekFrom::Start(begin)).ok()?;
        let mut line = Vec::new();
        reader.read_until(b'\n', &mut line).ok()?;
        // Another input may have the same hash, and somebody may have written into the file: then it is done again.
        serde_json::from_slice(&line).ok().filter(|record: &Record| record.input == input)
    }

    /// A written file, by its path in the manifest's folder.
    pub(crate) fn fixity(&self, path: &Path, data: &[u8]) -> Fixity {
        Fixity::of(self.inside(path), data)
    }

    /// Editions, by their paths in the manifest's folder.
    pub(crate) fn planned(&self, editions: &[Edition]) -> Vec<Planned> {
        let path = |edition: &Edition| {
            let path = edition.destination.path().unwrap_or(Path::new("-"));
            path_text::text(self.inside(path))
        };
        editions
            .iter()
            .map(|edition| Planned { order: editions::order(edition), path: path(edition) })
            .collect()
    }

    fn inside<'a>(&self, path: &'a Path) -> &'a Path {
        path.strip_prefix(&self.folder).unwrap_or(path)
    }
}

/// Adds a line. It reaches the file in one piece, also beside another process that adds lines.
///
/// # Errors
///
/// A sentence that names the file.
pub(crate) fn add(manifest: &Manifest, record: &Record) -> Result<(), String> {
    let mut line = serde_json::to_vec(record).expect("a record has string keys and finite numbers only");
    line.push(b'\n');
    let written = (&manifest.file).write_all(&line);
    written.map_err(|error| format!("cannot write {}: {}", manifest.path.display(), disk::reason(&error)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_cut_short_is_no_line_and_spoils_no_other() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let manifest = open(folder.path()).expect("it can be begun");
        let input = Input::file(Path::new("x.txt"), None);
        let record = Record::of(&input, &InputReport::default(), &TaskOptions::default());
        add(&manifest, &record).expect("it can be written");
        let path = folder.path().join(NAME);
        let mut text = fs::read(&path).expect("it is there");
        text.extend_from_slice(b"{\"input\": \"half");
        fs::write(&path, &text).expect("it can be written");
        let manifest = open(folder.path()).expect("it can be opened");
        assert_eq!(manifest.lines.len(), 1);
        add(&manifest, &Record { input: "y.txt".to_owned(), ..record }).expect("it can be written");
        assert_eq!(open(folder.path()).expect("it can be opened").lines.len(), 2);
    }

    #[test]
    fn a_record_stands_while_its_files_and_options_do() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let edition = folder.path().join("x.md");
        fs::write(&edition, "text").expect("it can be written");
        let manifest = open(folder.path()).expect("it can be begun");
        let input = Input::file(Path::new("x.txt"), None);
        let report = InputReport { outcome: Outcome::Converted, ..InputReport::default() };
        let outputs = vec![manifest.fixity(&edition, b"text")];
        let record = Record { outputs, ..Record::of(&input, &report, &TaskOptions::default()) };
        add(&manifest, &record).expect("it can be written");
        let standing = |options: &TaskOptions| {
            open(folder.path()).expect("it can be opened").standing("x.txt", options).is_some()
        };
        let others = TaskOptions { password: Some("secret".to_owned()), ..TaskOptions::default() };
        assert!(standing(&TaskOptions::default()));
        assert!(!standing(&others), "other options");
        fs::write(&edition, "tExt").expect("it can be written");
        assert!(!standing(&TaskOptions::default()), "an edition was changed");
    }
}

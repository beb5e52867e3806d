//! The manifest of an output folder, `backissue-manifest.jsonl`: a line for each input that a run with `--resume`
//! has tried, so that the next run can pass over what is done and unchanged.
//!
//! Lines are only ever added. One that a crash has cut short is no line, and its input is tried again.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use backissue_convert::{Failure, InputReport, Outcome, Sums};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::disk;

/// The manifest's name in the output folder.
const NAME: &str = "backissue-manifest.jsonl";

/// Manifest of an output folder.
#[derive(Debug)]
pub(crate) struct Manifest {
    path: PathBuf,
    file: File,
    /// The last line of each input.
    records: BTreeMap<String, Record>,
    /// The options that decide what editions contain, as one text.
    options: String,
}

/// One line.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Record {
    /// The input's path as given or found.
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
    /// The paths of its editions.
    pub(crate) editions: Vec<String>,
    /// All files of its editions.
    pub(crate) outputs: Vec<Fixity>,
    /// When it was done, in seconds since 1970 (UTC).
    pub(crate) finished: u64,
    /// How long it took.
    pub(crate) seconds: f64,
    /// Version of the program.
    pub(crate) version: String,
    /// The options that decide what editions contain.
    pub(crate) options: String,
}

/// A file and what proves that it is unchanged.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
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
        let digits = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        Self { path: path.to_string_lossy().into_owned(), size: bytes.len() as u64, sha256: digits }
    }

    /// Whether the file is there with these bytes. Its size is asked first: reading is slower by far.
    fn holds(&self) -> bool {
        let path = Path::new(&self.path);
        let sized = fs::metadata(path).is_ok_and(|metadata| metadata.len() == self.size);
        sized && fs::read(path).is_ok_and(|bytes| Self::of(path, &bytes) == *self)
    }
}

impl Record {
    /// Whether what is wanted is there already: the same input gave these editions.
    pub(crate) fn answers(&self, source: &Fixity, editions: &[String]) -> bool {
        self.source.as_ref() == Some(source) && self.editions == editions
    }

    /// The report on an input that needs no work.
    pub(crate) fn report(&self) -> InputReport {
        InputReport {
            input: self.input.clone(),
            outcome: Outcome::Unchanged,
            format: self.format.clone(),
            encoding: self.encoding.clone(),
            pages: self.pages,
            articles: self.articles,
            characters: self.characters,
            outputs: self.editions.clone(),
            ..InputReport::default()
        }
    }
}

/// Opens the manifest of a folder, or begins one. `options` is the text of all that decides what editions contain.
///
/// # Errors
///
/// A sentence that names the file.
pub(crate) fn open(folder: &Path, options: String) -> Result<Manifest, String> {
    let path = folder.join(NAME);
    let failed = |error: std::io::Error| format!("cannot use {}: {}", path.display(), disk::reason(&error));
    fs::create_dir_all(if folder.as_os_str().is_empty() { Path::new(".") } else { folder })
        .map_err(failed)?;
    let text = fs::read(&path).unwrap_or_default();
    let mut records = BTreeMap::new();
    for line in text.split(|&byte| byte == b'\n') {
        if let Ok(record) = serde_json::from_slice::<Record>(line) {
            records.insert(record.input.clone(), record);
        }
    }
    let mut file = OpenOptions::new().create(true).append(true).open(&path).map_err(failed)?;
    if text.last().is_some_and(|&byte| byte != b'\n') {
        // A crash has cut the last line: what follows must not become part of it.
        file.write_all(b"\n").map_err(failed)?;
    }
    Ok(Manifest { path: path.clone(), file, records, options })
}

impl Manifest {
    /// The record of an input whose editions stand as this version wrote them with these options.
    pub(crate) fn standing(&self, input: &str) -> Option<&Record> {
        let record = self.records.get(input)?;
        let same = record.version == env!("CARGO_PKG_VERSION") && record.options == self.options;
        let whole = !record.outputs.is_empty() && record.outputs.iter().all(Fixity::holds);
        (same && whole && record.outcome == Outcome::Converted).then_some(record)
    }

    /// A record of what a report says, at this moment.
    pub(crate) fn record(
        &self,
        report: &InputReport,
        source: Option<Fixity>,
        outputs: Vec<Fixity>,
    ) -> Record {
        let now = SystemTime::now().duration_since(UNIX_EPOCH);
        let mut warnings = BTreeMap::new();
        for warning in &report.warnings {
            *warnings.entry(warning.kind.name().to_owned()).or_default() += 1;
        }
        Record {
            input: report.input.clone(),
            source,
            outcome: report.outcome,
            failure: report.failure.clone(),
            format: report.format.clone(),
            encoding: report.encoding.clone(),
            pages: report.pages,
            articles: report.articles,
            characters: report.characters,
            warnings,
            editions: report.outputs.clone(),
            outputs,
            finished: now.map(|since| since.as_secs()).unwrap_or_default(),
            seconds: 0.0,
            version: env!("CARGO_PKG_VERSION").to_owned(),
            options: self.options.clone(),
        }
    }
}

/// Adds a line. It reaches the file in one piece, also beside another process that adds lines.
///
/// # Errors
///
/// A sentence that names the file.
pub(crate) fn add(manifest: &mut Manifest, record: &Record) -> Result<(), String> {
    let mut line = serde_json::to_vec(record).expect("a record has string keys and finite numbers only");
    line.push(b'\n');
    let written = manifest.file.write_all(&line);
    written.map_err(|error| format!("cannot write {}: {}", manifest.path.display(), disk::reason(&error)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_cut_short_is_no_line_and_spoils_no_other() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let mut manifest = open(folder.path(), "a".to_owned()).expect("it can be begun");
        let report = InputReport { input: "x.txt".to_owned(), ..InputReport::default() };
        let record = manifest.record(&report, None, Vec::new());
        add(&mut manifest, &record).expect("it can be written");
        let path = folder.path().join(NAME);
        let mut text = fs::read(&path).expect("it is there");
        text.extend_from_slice(b"{\"input\": \"half");
        fs::write(&path, &text).expect("it can be written");
        let mut manifest = open(folder.path(), "a".to_owned()).expect("it can be opened");
        assert_eq!(manifest.records.len(), 1);
        add(&mut manifest, &Record { input: "y.txt".to_owned(), ..record }).expect("it can be written");
        assert_eq!(open(folder.path(), "a".to_owned()).expect("it can be opened").records.len(), 2);
    }

    #[test]
    fn a_record_stands_while_its_files_and_options_do() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let edition = folder.path().join("x.md");
        fs::write(&edition, "text").expect("it can be written");
        let mut manifest = open(folder.path(), "a".to_owned()).expect("it can be begun");
        let report =
            InputReport { input: "x.txt".to_owned(), outcome: Outcome::Converted, ..InputReport::default() };
        let record = manifest.record(&report, None, vec![Fixity::of(&edition, b"text")]);
        add(&mut manifest, &record).expect("it can be written");
        let standing = |options: &str| {
            open(folder.path(), options.to_owned()).expect("it can be opened").standing("x.txt").is_some()
        };
        assert!(standing("a"));
        assert!(!standing("b"), "other options");
        fs::write(&edition, "tExt").expect("it can be written");
        assert!(!standing("a"), "an edition was changed");
    }
}

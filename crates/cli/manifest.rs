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

use backissue_convert::Outcome;

use crate::destinations::Edition;
use crate::disk;
use crate::editions;
use crate::path_text;
use crate::record::{Fixity, Planned, Record};
use crate::task::TaskOptions;

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
    use backissue_convert::InputReport;

    use super::*;
    use crate::inputs::Input;

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

//! Reading ZIP packages under limits.
//!
//! A package is opened once and its parts are read by name, on demand. A damaged directory is replaced by a scan
//! of the local headers (see `recovery`). Nothing is written to disk and no name of an entry is used as a path;
//! what the parts mean is no matter of this module.

mod recovery;
mod text;

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use backissue_model::{Place, ReadError, Warning, WarningKind};
use zip::ZipArchive;
use zip::result::ZipError;

use recovery::LocalEntry;
pub use text::decode;

/// How much of a package is read at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Entries in the directory. A directory entry costs 46 bytes of file but several hundred of memory.
    pub entries: usize,
    /// Bytes of one part, inflated. Stops a part of a few kilobytes that inflates to gigabytes.
    pub part: u64,
    /// Bytes of all parts that are read, inflated. Stops many entries that share one stretch of data.
    pub total: u64,
}

impl Default for Limits {
    /// Enough for the largest documents in use, and little enough for half a gigabyte of memory.
    fn default() -> Self {
        Self { entries: 100_000, part: 128 << 20, total: 384 << 20 }
    }
}

/// An open package.
#[derive(Debug)]
pub struct Package<'a> {
    container: Container<'a>,
    /// Entry numbers by part name in lower case: part names are compared without regard to ASCII case
    /// (ECMA-376 Part 2, 6.2.2.3).
    index: BTreeMap<String, usize>,
    limits: Limits,
    /// Bytes that may still be inflated.
    budget: u64,
    /// What was found wrong so far, in the order in which it was found.
    pub warnings: Vec<Warning>,
}

#[derive(Debug)]
enum Container<'a> {
    /// Read by its directory.
    Directory(Box<ZipArchive<Cursor<&'a [u8]>>>),
    /// Read by its local headers, because the directory is damaged.
    Scanned { bytes: &'a [u8], entries: Vec<LocalEntry> },
}

/// Opens a package.
///
/// # Errors
/// [`ReadError::Empty`] for no bytes, [`ReadError::Damaged`] when no entry can be found,
/// [`ReadError::Limit`] when there are more entries than allowed.
pub fn open<'a>(bytes: &'a [u8], limits: &Limits) -> Result<Package<'a>, ReadError> {
    if bytes.is_empty() {
        return Err(ReadError::Empty);
    }
    let mut warnings = Vec::new();
    let container = match ZipArchive::new(Cursor::new(bytes)) {
        Ok(archive) if !archive.is_empty() => Container::Directory(Box::new(archive)),
        outcome => {
            let cause = outcome.err().map_or("its directory is empty".to_owned(), |error| error.to_string());
            let entries = recovery::scan(bytes, limits.entries);
            if entries.is_empty() {
                return Err(ReadError::Damaged { format: "ZIP", detail: cause });
            }
            let message = format!("damaged package ({cause}); {} entries were found by scan", entries.len());
            warnings.push(Warning::new(WarningKind::Damaged, Place::File, message));
            Container::Scanned { bytes, entries }
        }
    };
    if container.len() > limits.entries {
        let limit = format!("{} entries", limits.entries);
        return Err(ReadError::Limit { what: "the package's directory".into(), limit });
    }
    let index = index_names(&container, &mut warnings);
    Ok(Package { container, index, limits: *limits, budget: limits.total, warnings })
}

impl Package<'_> {
    /// Names of all parts in lower case, in alphabetical order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.index.keys().map(String::as_str)
    }

    /// Whether there is a part of this name, in whatever case.
    pub fn contains(&self, name: &str) -> bool {
        self.index.contains_key(&name.to_ascii_lowercase())
    }

    /// The bytes of a part, or none when there is no such part.
    ///
    /// What a damaged part still yields is given, with a warning.
    ///
    /// # Errors
    /// [`ReadError::Limit`] when the part or all parts together are too large, [`ReadError::Password`] when it is
    /// encrypted, [`ReadError::Damaged`] when nothing of it can be read.
    pub fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, ReadError> {
        let Some(&number) = self.index.get(&name.to_ascii_lowercase()) else {
            return Ok(None);
        };
        let most = self.limits.part.min(self.budget);
        let (data, fault) = match &mut self.container {
            Container::Directory(archive) => read_entry(archive, number, most),
            Container::Scanned { bytes, entries } => Ok(recovery::read(bytes, &entries[number], most)),
        }
        .map_err(|error| refusal(name, &error))?;
        if data.len() as u64 > most {
            let limit = format!("{} MiB", most >> 20);
            return Err(ReadError::Limit { what: format!("the inflated size of {name}"), limit });
        }
        self.budget -= data.len() as u64;
        match fault {
            Some(detail) if data.is_empty() => {
                Err(ReadError::Damaged { format: "ZIP", detail: format!("{name}: {detail}") })
            }
            Some(detail) => {
                let place = Place::Part { part: name.to_owned(), paragraph: None };
                let message = format!("damaged entry ({detail}); what could be read was read");
                self.warnings.push(Warning::new(WarningKind::Damaged, place, message));
                Ok(Some(data))
            }
            None => Ok(Some(data)),
        }
    }

    /// The text of an XML part, or none when there is no such part; bytes that are no text become U+FFFD, with a
    /// warning.
    ///
    /// # Errors
    /// As [`Package::part`].
    pub fn text(&mut self, name: &str) -> Result<Option<String>, ReadError> {
        let Some(data) = self.part(name)? else {
            return Ok(None);
        };
        let (text, sound) = decode(data);
        if !sound {
            let place = Place::Part { part: name.to_owned(), paragraph: None };
            let message = "bytes that are no text in the part's encoding stand as U+FFFD";
            self.warnings.push(Warning::new(WarningKind::Undecodable, place, message));
        }
        Ok(Some(text))
    }
}

impl Container<'_> {
    fn len(&self) -> usize {
        match self {
            Self::Directory(archive) => archive.len(),
            Self::Scanned { entries, .. } => entries.len(),
        }
    }

    fn raw_name(&self, number: usize) -> &[u8] {
        match self {
            Self::Directory(archive) => archive.file_names_raw().nth(number).unwrap_or_default(),
            Self::Scanned { entries, .. } => &entries[number].name,
        }
    }
}

/// Maps part names to entry numbers; of two entries with one name the first is taken, as Word does.
fn index_names(container: &Container<'_>, warnings: &mut Vec<Warning>) -> BTreeMap<String, usize> {
    let raw: Vec<&[u8]> = match container {
        Container::Directory(archive) => archive.file_names_raw().collect(),
        Container::Scanned { .. } => (0..container.len()).map(|number| container.raw_name(number)).collect(),
    };
    let mut index = BTreeMap::new();
    let mut outside = 0;
    for (number, raw) in raw.into_iter().enumerate() {
        match part_name(raw) {
            Some(name) => _ = index.entry(name).or_insert(number),
            None => outside += 1,
        }
    }
    if outside > 0 {
        let message = format!("{outside} entries whose names lead out of the package are left alone");
        warnings.push(Warning::new(WarningKind::Damaged, Place::File, message));
    }
    index
}

/// The part name of an entry in lower case, with `/` between its segments; none when it leads out of the package.
fn part_name(raw: &[u8]) -> Option<String> {
    // Some producers write `\` and a leading slash; both are read as they were meant.
    let name = String::from_utf8_lossy(raw).replace('\\', "/").to_ascii_lowercase();
    let name = name.trim_start_matches('/');
    let escapes = name.split('/').any(|segment| segment == ".." || segment.ends_with(':'));
    (!name.is_empty() && !escapes).then(|| name.to_owned())
}

/// The bytes of an entry, at most one more than `most`, and what was wrong with it.
fn read_entry(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    number: usize,
    most: u64,
) -> Result<(Vec<u8>, Option<String>), ZipError> {
    let entry = archive.by_index(number)?;
    let mut data = Vec::new();
    let fault = entry.take(most + 1).read_to_end(&mut data).err();
    Ok((data, fault.map(|error| error.to_string())))
}

fn refusal(name: &str, error: &ZipError) -> ReadError {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => {
            ReadError::Password { detail: format!("{name} needs a password") }
        }
        other => ReadError::Damaged { format: "ZIP", detail: format!("{name}: {other}") },
    }
}

#[cfg(test)]
mod tests;

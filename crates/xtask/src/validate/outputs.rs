//! Finds what is to be judged: sorts files by format, looks into folders, unpacks zips. It does not
//! judge.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

/// One file to judge.
#[derive(Debug, Clone)]
pub struct Output {
    /// The format it claims to be in.
    pub kind: Kind,
    /// Where it is.
    pub path: PathBuf,
    /// What to call it: for a file from a zip, the path inside the zip after the zip's own.
    pub name: String,
}

/// The formats that have a judge.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Kind {
    /// EPUB 3.
    Book,
    /// JATS XML: an article, or the collection that lists an issue's articles.
    Article,
    /// Markdown.
    Text,
    /// Named by the developer, but nothing that can be judged.
    Unknown,
}

/// Lists what `given` files and folders hold, in the order of their paths. Pictures and the like inside a
/// folder are passed over; zips are unpacked into folders under `unpacked`. `Err` names what cannot be
/// read.
pub fn find(given: &[PathBuf], unpacked: &Path) -> Result<Vec<Output>, String> {
    let mut outputs = Vec::new();
    for path in given {
        let name = path.display().to_string();
        let before = outputs.len();
        add(path, &name, unpacked, &mut outputs)?;
        if path.is_file() && outputs.len() == before {
            outputs.push(Output { kind: Kind::Unknown, path: path.clone(), name });
        }
    }
    Ok(outputs)
}

fn add(path: &Path, name: &str, unpacked: &Path, outputs: &mut Vec<Output>) -> Result<(), String> {
    let fail = |reason: String| format!("cannot read {name}: {reason}");
    if path.is_dir() {
        for inside in entries(path).map_err(|e| fail(e.to_string()))? {
            let below = format!("{name}/{}", inside.file_name().unwrap_or_default().display());
            add(&inside, &below, unpacked, outputs)?;
        }
        return Ok(());
    }
    if path.extension() == Some(OsStr::new("zip")) {
        let folder = tempfile::tempdir_in(unpacked).map_err(|e| fail(e.to_string()))?.keep();
        unpack(path, &folder).map_err(fail)?;
        return add(&folder, name, unpacked, outputs);
    }
    match kind_of(path) {
        Kind::Unknown if path.exists() => {}
        kind => outputs.push(Output { kind, path: path.to_owned(), name: name.to_owned() }),
    }
    Ok(())
}

fn kind_of(path: &Path) -> Kind {
    match path.extension().and_then(OsStr::to_str) {
        Some("epub") => Kind::Book,
        Some("xml") => Kind::Article,
        Some("md") => Kind::Text,
        _ => Kind::Unknown,
    }
}

fn entries(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut entries: Vec<PathBuf> =
        fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    entries.sort();
    Ok(entries)
}

fn unpack(zip: &Path, folder: &Path) -> Result<(), String> {
    let file = fs::File::open(zip).map_err(|e| e.to_string())?;
    let mut archive = zip::ZipArchive::new(file).map_err(|e| e.to_string())?;
    archive.extract(folder).map_err(|e| e.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_looked_into_and_what_is_named_is_never_passed_over() {
        let folder = tempfile::tempdir().unwrap();
        for file in ["b.md", "a.epub", "picture.png"] {
            fs::write(folder.path().join(file), "").unwrap();
        }
        let kinds = |given: PathBuf| {
            let outputs = find(&[given], folder.path()).unwrap();
            outputs.iter().map(|output| output.kind).collect::<Vec<_>>()
        };
        assert_eq!(kinds(folder.path().to_owned()), [Kind::Book, Kind::Text]);
        assert_eq!(kinds(folder.path().join("picture.png")), [Kind::Unknown]);
        assert_eq!(kinds(folder.path().join("missing.md")), [Kind::Text]);
        assert_eq!(kinds(folder.path().join("missing")), [Kind::Unknown]);
    }
}

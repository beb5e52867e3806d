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
    for (number, path) in given.iter().enumerate() {
        let name = path.display().to_string();
        if path.is_dir() {
            outputs.extend(in_folder(path, &name)?);
        } else if path.extension() == Some(OsStr::new("zip")) {
            let folder = unpacked.join(number.to_string());
            unpack(path, &folder)?;
            outputs.extend(in_folder(&folder, &name)?);
        } else {
            outputs.push(Output { kind: kind_of(path), path: path.clone(), name });
        }
    }
    Ok(outputs)
}

fn kind_of(path: &Path) -> Kind {
    match path.extension().and_then(OsStr::to_str) {
        Some("epub") => Kind::Book,
        Some("xml") => Kind::Article,
        Some("md") => Kind::Text,
        _ => Kind::Unknown,
    }
}

fn in_folder(folder: &Path, name: &str) -> Result<Vec<Output>, String> {
    let mut files = Vec::new();
    collect(folder, &mut files).map_err(|e| format!("cannot read {name}: {e}"))?;
    files.sort();
    let judged = files.into_iter().filter(|file| kind_of(file) != Kind::Unknown);
    Ok(judged
        .map(|path| {
            let inside = path.strip_prefix(folder).unwrap_or(&path).display();
            Output { kind: kind_of(&path), name: format!("{name}/{inside}"), path }
        })
        .collect())
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            collect(&entry.path(), files)?;
        } else {
            files.push(entry.path());
        }
    }
    Ok(())
}

fn unpack(zip: &Path, folder: &Path) -> Result<(), String> {
    let fail = |reason: String| format!("cannot unpack {}: {reason}", zip.display());
    let file = fs::File::open(zip).map_err(|e| fail(e.to_string()))?;
    let mut archive = zip::ZipArchive::new(file).map_err(|e| fail(e.to_string()))?;
    archive.extract(folder).map_err(|e| fail(e.to_string()))
}

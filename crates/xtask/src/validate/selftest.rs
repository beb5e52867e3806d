//! Proves that the judges judge: the sound sample of each format passes, and each broken one is caught by
//! the tool that should catch it. A tool that is there but says nothing would otherwise go unnoticed.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use rayon::prelude::*;
use zip::CompressionMethod;
use zip::write::{SimpleFileOptions, ZipWriter};

use super::broken::{BROKEN, Broken};
use super::outputs::{self, Kind};
use super::tools::Tools;
use super::{Verdict, judge_all, samples};

/// One sample and what the judges have to say of it.
struct Trial {
    name: String,
    files: Vec<(&'static str, String)>,
    form: Form,
    /// Words of the complaint that has to come; `None` when none may.
    complaint: Option<&'static str>,
}

/// How a sample lies on the disk.
enum Form {
    /// As files in a folder.
    Folder,
    /// As an EPUB, the first file stored and the others deflated (EPUB 3.3, 4.2.1).
    Book,
    /// As an EPUB whose first file is deflated as well.
    DeflatedBook,
    /// As the first half of an EPUB.
    HalfBook,
}

/// A verdict for each sound and each broken sample: without fault when the judges did as they should.
pub fn verdicts(tools: &Tools) -> Vec<Verdict> {
    let mut trials: Vec<Trial> = [Kind::Book, Kind::Article, Kind::Text].map(sound).into();
    trials.extend(BROKEN.iter().map(with_break));
    trials.push(Trial {
        name: "Book: mimetype deflated".to_owned(),
        form: Form::DeflatedBook,
        complaint: Some("mimetype is compressed"),
        ..sound(Kind::Book)
    });
    trials.push(Trial {
        name: "Book: cut off".to_owned(),
        form: Form::HalfBook,
        complaint: Some("EPUBCheck FATAL"),
        ..sound(Kind::Book)
    });
    trials
        .into_par_iter()
        .map(|trial| {
            let faults = hold(&trial, tools).unwrap_or_else(|e| vec![format!("cannot be tried: {e}")]);
            Verdict { name: trial.name, faults }
        })
        .collect()
}

fn sound(kind: Kind) -> Trial {
    let (files, form) = match kind {
        Kind::Book => (samples::BOOK, Form::Book),
        Kind::Article => (samples::ARTICLES, Form::Folder),
        Kind::Text | Kind::Unknown => (samples::TEXT, Form::Folder),
    };
    let files = files.iter().map(|(path, content)| (*path, (*content).to_owned())).collect();
    Trial { name: format!("{kind:?}: sound"), files, form, complaint: None }
}

fn with_break(broken: &Broken) -> Trial {
    let mut trial = sound(broken.kind);
    for (_, content) in trial.files.iter_mut().filter(|(path, _)| *path == broken.file) {
        *content = content.replacen(broken.old, broken.new, 1);
    }
    Trial { name: format!("{:?}: {}", broken.kind, broken.what), complaint: Some(broken.complaint), ..trial }
}

/// What the judges said against what they should have said.
fn hold(trial: &Trial, tools: &Tools) -> Result<Vec<String>, String> {
    let folder = tempfile::tempdir().map_err(|e| e.to_string())?;
    lay_out(trial, folder.path()).map_err(|e| e.to_string())?;
    let outputs = outputs::find(&[folder.path().to_owned()], folder.path())?;
    let said: Vec<String> =
        judge_all(&outputs, Some(tools)).into_iter().flat_map(|verdict| verdict.faults).collect();
    Ok(match trial.complaint {
        None if outputs.is_empty() => vec!["found nothing to judge".to_owned()],
        None => said,
        Some(complaint) if said.iter().any(|fault| fault.contains(complaint)) => Vec::new(),
        Some(complaint) => vec![format!("nobody said {complaint:?}; said was {said:?}")],
    })
}

fn lay_out(trial: &Trial, folder: &Path) -> io::Result<()> {
    let book = folder.join("issue.epub");
    match trial.form {
        Form::Folder => {
            trial.files.iter().try_for_each(|(path, content)| fs::write(folder.join(path), content))
        }
        Form::Book => pack(trial, &book, CompressionMethod::Stored),
        Form::DeflatedBook => pack(trial, &book, CompressionMethod::Deflated),
        Form::HalfBook => {
            pack(trial, &book, CompressionMethod::Stored)?;
            let bytes = fs::read(&book)?;
            fs::write(&book, &bytes[..bytes.len() / 2])
        }
    }
}

fn pack(trial: &Trial, book: &Path, first: CompressionMethod) -> io::Result<()> {
    let mut zip = ZipWriter::new(File::create(book)?);
    let mut method = first;
    for (path, content) in &trial.files {
        zip.start_file(*path, SimpleFileOptions::default().compression_method(method))?;
        zip.write_all(content.as_bytes())?;
        method = CompressionMethod::Deflated;
    }
    zip.finish()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_break_changes_its_sample() {
        for broken in BROKEN {
            let (changed, sound) = (with_break(broken).files, sound(broken.kind).files);
            assert_ne!(changed, sound, "{:?}: {}", broken.kind, broken.what);
        }
    }
}

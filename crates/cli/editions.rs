//! Bytes to the files of editions: which form each format takes at its destination, and how the files are called.
//! Nothing is written here.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Component, Path, PathBuf};

use backissue_convert::{
    Detection, Failure, Format, InputReport, Target, WriteOptions, detect, jats, markdown, read, write,
    zipped,
};
use backissue_model::{File, Issue, Place, Warning, WarningKind};

use crate::destinations::{Destination, Edition};
use crate::metadata;
use crate::output_options::Source;
use crate::task::{Form, Made, Order, Task, failure};
use crate::whole_files::Piece;

/// Longest name of a folder for images in bytes: most disks hold 255.
const LONGEST_NAME: usize = 200;

/// Makes all editions of a task. A defect of the program itself ends this task only.
///
/// # Errors
///
/// Why nothing came of it.
pub(crate) fn attempt(task: &Task, bytes: Vec<u8>) -> Result<Made, Failure> {
    let made = catch_unwind(AssertUnwindSafe(|| make(task, bytes)));
    made.unwrap_or_else(|panic| {
        Err(failure("internal", format!("internal error, please report it: {}", words(&*panic))))
    })
}

fn words(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<&str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("no message")
}

fn make(task: &Task, bytes: Vec<u8>) -> Result<Made, Failure> {
    let mut options = task.options.for_library();
    let enclose = task.options.jats.source == Some(Source::Enclose) && is_source(task, &bytes);
    let name = task.name.as_deref();
    let read = if enclose {
        let read = read(&bytes, name, &options.read);
        options.write.jats.source = jats::SourceFile::Enclose(bytes);
        read
    } else {
        read(bytes, name, &options.read)
    };
    let mut issue = read.map_err(|error| Failure::from(&error))?;
    metadata::apply(&task.options.meta.0, &mut issue.metadata);
    let parted = task.options.parted();
    let editions =
        task.editions.iter().map(|order| files(&mut issue, order, &options.write, parted)).collect();
    Ok(Made { report: InputReport::converted(String::new(), issue, Vec::new()), editions })
}

/// Whether an input is what an issue was read from: an issue in JSON stands half way.
fn is_source(task: &Task, bytes: &[u8]) -> bool {
    let json = Format::Json;
    task.options.from != Some(json) && detect(bytes, task.name.as_deref()) != Detection::Readable(json)
}

/// `parted` are the formats that have a file an article in a ZIP archive.
fn files(issue: &mut Issue, order: &Order, options: &WriteOptions, parted: &[Target]) -> Vec<File> {
    let mut options = options.clone();
    match &order.form {
        Form::Alone => {
            options.jats.form = jats::Form::Single;
            options.markdown.split = markdown::Split::Whole;
            let mut files = write(issue, order.target, &options);
            let others = files.split_off(files.len().min(1)).len();
            if others > 0 {
                let message = format!("{others} pictures are not on standard output; give -o FILE");
                issue.warnings.push(Warning::new(WarningKind::Image, Place::File, message));
            }
            files
        }
        Form::File { assets } => {
            options.markdown.assets.clone_from(assets);
            options.jats.form = jats::Form::Single;
            options.jats.assets.clone_from(assets);
            write(issue, order.target, &options)
        }
        Form::Folder => {
            options.jats.form = jats::Form::Folder;
            options.markdown.split = markdown::Split::Articles;
            write(issue, order.target, &options)
        }
        Form::Archive => {
            if parted.contains(&order.target) {
                options.jats.form = jats::Form::Folder;
                options.markdown.split = markdown::Split::Articles;
            } else {
                options.jats.form = jats::Form::Single;
                options.markdown.split = markdown::Split::Whole;
            }
            let name = format!("issue.{}.zip", order.target.extension());
            vec![File::new(name, zipped(&write(issue, order.target, &options)))]
        }
    }
}

/// What has to be made for an edition.
pub(crate) fn order(edition: &Edition) -> Order {
    let form = match &edition.destination {
        Destination::Stdout => Form::Alone,
        Destination::File(path, _) => Form::File { assets: assets_beside(path) },
        Destination::Folder(..) => Form::Folder,
        Destination::Archive(..) => Form::Archive,
    };
    Order { target: edition.target, form }
}

/// The files of an edition with their paths on disk; none for standard output.
///
/// # Errors
///
/// A sentence, when the issue names a file outside of the edition.
pub(crate) fn pieces(files: Vec<File>, edition: &Edition) -> Result<Vec<Piece>, String> {
    let (main, folder) = match &edition.destination {
        Destination::Stdout => return Ok(Vec::new()),
        Destination::File(path, _) | Destination::Archive(path, _) => {
            (Some(path), path.parent().unwrap_or(Path::new("")))
        }
        Destination::Folder(path, _) => (None, path.as_path()),
    };
    let mut pieces =
        files.into_iter().map(|file| piece(file, folder)).collect::<Result<Vec<Piece>, String>>()?;
    if let (Some(path), Some(first)) = (main, pieces.first_mut()) {
        first.path.clone_from(path);
    }
    Ok(pieces)
}

/// A file of an edition in a folder. Names in an edition may come from a JSON issue that somebody else wrote, so
/// one that would lead out of the folder is refused.
fn piece(file: File, folder: &Path) -> Result<Piece, String> {
    let inside = Path::new(&file.path).components().all(|part| matches!(part, Component::Normal(_)));
    if !inside || file.path.is_empty() {
        return Err(format!("the issue names a file outside of its folder: {}", file.path));
    }
    Ok(Piece { path: folder.join(&file.path), data: file.data })
}

/// The folder for images beside a main file, called after it. Characters with a meaning in links are replaced.
fn assets_beside(main: &Path) -> String {
    let stem = main.file_stem().map(PathBuf::from).unwrap_or_default();
    let safe = |c: char| if c.is_alphanumeric() || "-_.".contains(c) { c } else { '-' };
    let mut name: String = stem.to_string_lossy().chars().map(safe).collect();
    let end = (0..=LONGEST_NAME.min(name.len())).rev().find(|&at| name.is_char_boundary(at));
    name.truncate(end.unwrap_or_default());
    format!("{name}-assets")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_leads_out_of_the_folder_is_refused() {
        let at = |path: &str| piece(File::new(path, ""), Path::new("out")).map(|piece| piece.path);
        assert_eq!(at("assets/i001.png"), Ok(PathBuf::from("out/assets/i001.png")));
        for path in ["../i001.png", "/etc/passwd", "a/../../b", ""] {
            assert!(at(path).is_err(), "{path}");
        }
    }

    #[test]
    fn image_folders_are_safe_in_links_and_short_enough() {
        assert_eq!(assets_beside(Path::new("out/旧期刊 #1.md")), "旧期刊--1-assets");
        assert!(assets_beside(Path::new(&"刊".repeat(84))).len() <= 255);
    }
}

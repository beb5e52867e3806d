//! One input to its editions: read, convert, write; and what to report of it.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Component, Path, PathBuf};

use backissue_convert::{Failure, InputReport, Options, WriteOptions, jats, read, write, zipped};
use backissue_model::{File, Issue, Place, Warning, WarningKind};

use crate::destinations::{Destination, Edition};
use crate::disk::{self, Existing, Piece};
use crate::inputs::Input;
use crate::metadata::{self, Setting};

/// Longest name of a folder for images in bytes: most disks hold 255.
const LONGEST_NAME: usize = 200;

/// One input and what is wanted of it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Task<'a> {
    /// What to read.
    pub(crate) input: &'a Input,
    /// What to write.
    pub(crate) editions: &'a [Edition],
    /// How.
    pub(crate) options: &'a Options,
    /// What the user knows of the issue.
    pub(crate) settings: &'a [Setting],
}

/// Converts one input. A defect of the program itself ends this input only.
pub(crate) fn run(task: Task<'_>) -> InputReport {
    let failure = match catch_unwind(AssertUnwindSafe(|| convert(task))) {
        Ok(Ok(report)) => return report,
        Ok(Err(failure)) => failure,
        Err(panic) => failure("internal", format!("internal error, please report it: {}", words(&*panic))),
    };
    InputReport::failed(task.input.shown(), failure)
}

fn words(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<&str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("no message")
}

fn failure(code: &str, message: String) -> Failure {
    Failure { code: code.to_owned(), message }
}

fn convert(task: Task<'_>) -> Result<InputReport, Failure> {
    let (bytes, name) = load(task.input).map_err(|message| failure("input", message))?;
    let mut issue =
        read(&bytes, name.as_deref(), &task.options.read).map_err(|error| Failure::from(&error))?;
    drop(bytes);
    metadata::apply(task.settings, &mut issue.metadata);
    let outputs = deliver(&mut issue, task).map_err(|message| failure("output", message))?;
    Ok(InputReport::converted(task.input.shown(), issue, outputs))
}

/// The input's bytes and its name without folders.
fn load(input: &Input) -> Result<(Vec<u8>, Option<String>), String> {
    match input {
        Input::Stdin => disk::read_stdin().map(|bytes| (bytes, None)),
        Input::File { path, .. } => {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
            disk::read(path).map(|bytes| (bytes, name))
        }
        Input::Missing { message, .. } => Err(message.clone()),
    }
}

/// Writes all editions, or none, and gives their paths.
fn deliver(issue: &mut Issue, task: Task<'_>) -> Result<Vec<String>, String> {
    let mut pieces = Vec::new();
    let mut outputs = Vec::new();
    let mut existing = Existing::Keep;
    for edition in task.editions {
        let (path, wish) = match &edition.destination {
            Destination::Stdout => {
                to_stdout(issue, edition, &task.options.write)?;
                continue;
            }
            Destination::File(path, wish)
            | Destination::Folder(path, wish)
            | Destination::Archive(path, wish) => (path, *wish),
        };
        existing = wish;
        outputs.push(path.to_string_lossy().into_owned());
        pieces.extend(edition_pieces(issue, edition, path, &task.options.write)?);
    }
    if let Input::File { path, .. } = task.input
        && let Some(piece) = pieces.iter().find(|piece| disk::is_same_file(path, &piece.path))
    {
        return Err(format!("the output {} is the input itself", piece.path.display()));
    }
    disk::write(&pieces, existing)?;
    Ok(outputs)
}

fn to_stdout(issue: &mut Issue, edition: &Edition, options: &WriteOptions) -> Result<(), String> {
    let files = write(issue, edition.target, options);
    let Some((main, others)) = files.split_first() else { return Ok(()) };
    if !others.is_empty() {
        let message = format!("{} pictures are not on standard output; give -o FILE", others.len());
        issue.warnings.push(Warning::new(WarningKind::Image, Place::File, message));
    }
    disk::write_stdout(&main.data)
}

/// The files of an edition with their paths on disk.
fn edition_pieces(
    issue: &Issue,
    edition: &Edition,
    path: &Path,
    options: &WriteOptions,
) -> Result<Vec<Piece>, String> {
    let mut options = options.clone();
    let assets = assets_beside(path);
    options.markdown.assets.clone_from(&assets);
    let folder = match edition.destination {
        Destination::File(..) | Destination::Stdout => {
            options.jats.form = jats::Form::Single;
            options.jats.assets = assets;
            path.parent().unwrap_or(Path::new(""))
        }
        Destination::Folder(..) => {
            options.jats.form = jats::Form::Folder;
            path
        }
        Destination::Archive(..) => {
            options.jats.form = jats::Form::Folder;
            let data = zipped(&write(issue, edition.target, &options));
            return Ok(vec![Piece { path: path.to_owned(), data }]);
        }
    };
    let files = write(issue, edition.target, &options).into_iter();
    let mut pieces = files.map(|file| piece(file, folder)).collect::<Result<Vec<Piece>, String>>()?;
    if let (Destination::File(..), Some(main)) = (&edition.destination, pieces.first_mut()) {
        main.path = path.to_owned();
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

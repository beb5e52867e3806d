//! An issue to the files of an edition: which form each format takes at its destination, and how the files are
//! called. Nothing but standard output is written here.

use std::path::{Component, Path, PathBuf};

use backissue_convert::{WriteOptions, jats, write, zipped};
use backissue_model::{File, Issue, Place, Warning, WarningKind};

use crate::destinations::{Destination, Edition};
use crate::disk::{self, Piece};

/// Longest name of a folder for images in bytes: most disks hold 255.
const LONGEST_NAME: usize = 200;

/// Writes the main file of an edition to standard output; a warning tells of pictures that have no place there.
///
/// # Errors
///
/// A sentence.
pub(crate) fn to_stdout(issue: &mut Issue, edition: &Edition, options: &WriteOptions) -> Result<(), String> {
    let files = write(issue, edition.target, options);
    let Some((main, others)) = files.split_first() else { return Ok(()) };
    if !others.is_empty() {
        let message = format!("{} pictures are not on standard output; give -o FILE", others.len());
        issue.warnings.push(Warning::new(WarningKind::Image, Place::File, message));
    }
    disk::write_stdout(&main.data)
}

/// The files of an edition with their paths on disk.
///
/// # Errors
///
/// A sentence, when the issue names a file outside of the edition.
pub(crate) fn pieces(
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

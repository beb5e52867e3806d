//! Files that are written whole or not at all.
//!
//! A file is written under a temporary name in its own folder, brought to the disk, and renamed; so whoever looks
//! sees the old file or the whole new one, also after a crash.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError, RwLock, RwLockWriteGuard};

use tempfile::NamedTempFile;

use crate::disk::reason;

/// How temporary files are called. They begin with a dot, so that folders of inputs never count them.
const TEMPORARY: (&str, &str) = (".backissue-", ".tmp");

/// Held for reading while files are between their temporary and their final name, and for good once the process
/// has to end.
static UNFINISHED: RwLock<()> = RwLock::new(());

/// Folders in which left-over temporary files have been looked for, by hashes of their paths: a run may write to as many
/// folders as it has inputs. Of two folders with one hash, the second keeps its left-overs.
static SWEPT: Mutex<BTreeSet<u64>> = Mutex::new(BTreeSet::new());

/// What to do with a file that exists under an output's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Existing {
    /// Replace it.
    Replace,
    /// Keep it: an error, unless it has the same bytes already.
    Keep,
}

/// A file to write.
#[derive(Debug, Clone)]
pub(crate) struct Piece {
    /// Where.
    pub(crate) path: PathBuf,
    /// What.
    pub(crate) data: Vec<u8>,
}

/// Waits until no file is unfinished, and lets none be begun while the guard lives.
pub(crate) fn close() -> RwLockWriteGuard<'static, ()> {
    UNFINISHED.write().unwrap_or_else(PoisonError::into_inner)
}

/// Writes files that belong together, all or none; the first, which names the others, appears last.
///
/// # Errors
///
/// A sentence that names the file.
pub(crate) fn write(pieces: &[Piece], existing: Existing) -> Result<(), String> {
    let _unfinished = UNFINISHED.read().unwrap_or_else(PoisonError::into_inner);
    let mut made = Vec::new();
    let written = write_pieces(pieces, existing, &mut made);
    if written.is_err() {
        // Innermost first. A folder that another thread has put files into meanwhile stays.
        made.iter().rev().for_each(|path| {
            let _ = if path.is_dir() { fs::remove_dir(path) } else { fs::remove_file(path) };
        });
    }
    written
}

/// Notes in `made` every file and folder that was not there before.
fn write_pieces(pieces: &[Piece], existing: Existing, made: &mut Vec<PathBuf>) -> Result<(), String> {
    let mut ready = Vec::new();
    for piece in pieces {
        let failed = |error: &io::Error| format!("cannot write {}: {}", piece.path.display(), reason(error));
        if is_special(&piece.path) {
            fs::write(&piece.path, &piece.data).map_err(|error| failed(&error))?;
        } else if !is_there(&piece.path, &piece.data, existing)? {
            make_folders(&piece.path, made).map_err(|error| failed(&error))?;
            let file = temporary(&piece.path, &piece.data).map_err(|error| failed(&error))?;
            ready.push((&piece.path, file));
        }
    }
    for (path, file) in ready.into_iter().rev() {
        let new = fs::symlink_metadata(path).is_err();
        rename(file, path, existing)?;
        if new {
            made.push(path.clone());
        }
    }
    Ok(())
}

/// A device or pipe, such as `/dev/null`: it is written to, never replaced.
fn is_special(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|metadata| !metadata.is_file() && !metadata.is_dir())
}

/// Whether the file is there already with these bytes. One with other bytes is an error if it is to be kept.
fn is_there(path: &Path, data: &[u8], existing: Existing) -> Result<bool, String> {
    let Ok(metadata) = fs::metadata(path) else { return Ok(false) };
    if metadata.is_dir() {
        return Err(format!("cannot write {}: it is a folder", path.display()));
    }
    if existing == Existing::Replace {
        return Ok(false);
    }
    let same = metadata.len() == data.len() as u64 && fs::read(path).is_ok_and(|bytes| bytes == data);
    if same { Ok(true) } else { Err(format!("{} exists and differs; --force replaces it", path.display())) }
}

fn make_folders(file: &Path, made: &mut Vec<PathBuf>) -> io::Result<()> {
    let missing: Vec<&Path> = file
        .ancestors()
        .skip(1)
        .take_while(|folder| !folder.as_os_str().is_empty() && !folder.exists())
        .collect();
    for folder in missing.into_iter().rev() {
        match fs::create_dir(folder) {
            Ok(()) => made.push(folder.to_owned()),
            // Another thread or process has been quicker.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// The temporary file with all bytes on disk, in the folder of the final one.
fn temporary(path: &Path, data: &[u8]) -> io::Result<NamedTempFile> {
    let mut file = new_temporary(path)?;
    file.write_all(data)?;
    // Full disks and quotas may answer only now.
    file.as_file().sync_all()?;
    Ok(file)
}

/// An empty temporary file in the folder of the final one. It is locked as long as its process lives, so that
/// others can tell a left-over from one in use.
pub(crate) fn new_temporary(path: &Path) -> io::Result<NamedTempFile> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    sweep(folder);
    let (prefix, suffix) = TEMPORARY;
    loop {
        let mut builder = tempfile::Builder::new();
        builder.prefix(prefix).suffix(suffix);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            builder.permissions(fs::Permissions::from_mode(0o666));
        }
        let file = builder.tempfile_in(folder)?;
        // On disks without locks nothing is swept, so nothing can be lost by their lack.
        let _ = file.as_file().lock();
        // Another process may have swept it away before it was locked.
        if file.path().exists() {
            return Ok(file);
        }
    }
}

/// Whether a file of this name is one that is being written, or the left-over of one.
pub(crate) fn is_temporary(name: &OsStr) -> bool {
    let name = name.as_encoded_bytes();
    name.starts_with(TEMPORARY.0.as_bytes()) && name.ends_with(TEMPORARY.1.as_bytes())
}

/// Removes temporary files whose process was killed. Those in use are locked.
fn sweep(folder: &Path) {
    let mut hasher = DefaultHasher::new();
    folder.hash(&mut hasher);
    let new = SWEPT.lock().unwrap_or_else(PoisonError::into_inner).insert(hasher.finish());
    let Some(entries) = new.then(|| fs::read_dir(folder).ok()).flatten() else { return };
    for entry in entries.filter_map(Result::ok) {
        if !is_temporary(&entry.file_name()) {
            continue;
        }
        let Ok(file) = File::open(entry.path()) else { continue };
        if file.try_lock().is_ok() {
            // If it cannot be removed it is no worse than before.
            let _ = fs::remove_file(entry.path());
        }
    }
}

fn rename(file: NamedTempFile, path: &Path, existing: Existing) -> Result<(), String> {
    let failed = |error: &io::Error| format!("cannot write {}: {}", path.display(), reason(error));
    if existing == Existing::Replace {
        // A link is followed, as it would be by a program that writes into the file.
        let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        return file.persist(path).map(|_| ()).map_err(|error| failed(&error.error));
    }
    match file.persist_noclobber(path) {
        Ok(_) => Ok(()),
        Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => {
            let data = fs::read(error.file.path()).map_err(|error| failed(&error))?;
            is_there(path, &data, existing).map(|_| ())
        }
        Err(error) => Err(failed(&error.error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(path: PathBuf, data: &str) -> Piece {
        Piece { path, data: data.as_bytes().to_vec() }
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).expect("the folder is there");
        let mut names: Vec<String> = entries
            .map(|entry| entry.expect("it is there").file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn the_same_bytes_are_no_conflict_and_others_are_kept() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let path = folder.path().join("new/a.md");
        write(&[piece(path.clone(), "one")], Existing::Keep).expect("it is new");
        write(&[piece(path.clone(), "one")], Existing::Keep).expect("it is the same");
        let error = write(&[piece(path.clone(), "two")], Existing::Keep).expect_err("it differs");
        assert!(error.contains("--force"), "{error}");
        write(&[piece(path.clone(), "two")], Existing::Replace).expect("it is replaced");
        assert_eq!(fs::read_to_string(path).expect("it is there"), "two");
    }

    #[test]
    fn a_failure_leaves_nothing_behind() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        fs::write(folder.path().join("b.png"), "other").expect("a file can be written");
        let pieces = [piece(folder.path().join("x/a.md"), "a"), piece(folder.path().join("b.png"), "b")];
        write(&pieces, Existing::Keep).expect_err("the second is there already");
        assert_eq!(names(folder.path()), ["b.png"]);
    }

    #[test]
    fn left_overs_of_the_dead_are_swept_and_files_in_use_are_not() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let in_use = new_temporary(&folder.path().join("a.md")).expect("a file can be made");
        fs::write(folder.path().join(".backissue-dead.tmp"), "half").expect("a file can be written");
        SWEPT.lock().expect("no test panics with it").clear();
        sweep(folder.path());
        let left = in_use.path().file_name().expect("it has a name").to_string_lossy().into_owned();
        assert_eq!(names(folder.path()), [left]);
    }
}

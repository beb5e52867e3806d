//! Files and streams as the command meets them: read under a limit, and what the system says when it will not. How
//! files are written, `whole_files` knows.

use std::fs::{self, File};
use std::io::{self, Read as _, Write as _};
use std::path::Path;

/// Largest input in bytes, 2 GiB: whole newspaper volumes are below it, and reading a device or a sparse file by
/// mistake ends in a message instead of in swapping.
pub(crate) const LARGEST_INPUT: u64 = 2 << 30;

const TOO_LARGE: &str = "it is larger than the limit of 2 GiB; split it";

/// Reads a regular file.
///
/// # Errors
///
/// A sentence, without the file's name.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, String> {
    let (file, size) = open(path)?;
    read_limited(file, size)
}

/// Opens a regular file, and tells its size in bytes.
///
/// # Errors
///
/// A sentence, without the file's name.
pub(crate) fn open(path: &Path) -> Result<(File, u64), String> {
    let metadata = fs::metadata(path).map_err(|error| reason(&error))?;
    if metadata.is_dir() {
        return Err("it is a folder".to_owned());
    }
    // A pipe without a writer would be waited for without end.
    if !metadata.is_file() {
        return Err(
            "it is not a regular file; to read from a pipe or device, redirect it to standard input (-)"
                .to_owned(),
        );
    }
    if metadata.len() > LARGEST_INPUT {
        return Err(TOO_LARGE.to_owned());
    }
    Ok((File::open(path).map_err(|error| reason(&error))?, metadata.len()))
}

/// Reads standard input to its end.
///
/// # Errors
///
/// A sentence.
pub(crate) fn read_stdin() -> Result<Vec<u8>, String> {
    read_limited(io::stdin().lock(), 0)
}

fn read_limited(source: impl io::Read, expected: u64) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::with_capacity(usize::try_from(expected.min(LARGEST_INPUT)).unwrap_or_default());
    source.take(LARGEST_INPUT + 1).read_to_end(&mut bytes).map_err(|error| reason(&error))?;
    if bytes.len() as u64 > LARGEST_INPUT {
        return Err(TOO_LARGE.to_owned());
    }
    Ok(bytes)
}

/// Writes to standard output. A reader who has gone has had enough: that is no error.
///
/// # Errors
///
/// What standard output answers, except that its pipe is broken.
pub(crate) fn write_stdout(bytes: &[u8]) -> Result<(), String> {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(bytes).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(format!("cannot write to standard output: {}", reason(&error)))
        }
        _ => Ok(()),
    }
}

/// Whether two paths lead to the same file.
pub(crate) fn is_same_file(a: &Path, b: &Path) -> bool {
    matches!((fs::canonicalize(a), fs::canonicalize(b)), (Ok(a), Ok(b)) if a == b)
}

/// What the system says, as part of a sentence.
pub(crate) fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file or folder".to_owned(),
        io::ErrorKind::NotADirectory => "a part of its path is not a folder".to_owned(),
        io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        io::ErrorKind::StorageFull => "no space left on the disk".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => "the disk is read-only".to_owned(),
        io::ErrorKind::FileTooLarge => "the file would be larger than the system allows".to_owned(),
        _ => {
            let text = error.to_string();
            text.split(" (os error").next().unwrap_or(&text).to_lowercase()
        }
    }
}

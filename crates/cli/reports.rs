//! `--report`: what became of each input, written as the run goes on, so that a hundred thousand inputs need no
//! more memory than one.

use std::io::{self, BufWriter, Write as _};
use std::path::{Path, PathBuf};

use backissue_convert::{InputReport, REPORT_VERSION};
use tempfile::NamedTempFile;

use crate::disk;

/// A report in the making.
#[derive(Debug)]
pub(crate) struct ReportFile {
    path: PathBuf,
    file: BufWriter<NamedTempFile>,
    empty: bool,
}

/// Begins a report. Its file appears when it is closed.
///
/// # Errors
///
/// A sentence that names the file.
pub(crate) fn create(path: &Path) -> Result<ReportFile, String> {
    if path.is_dir() {
        return Err(failed(path, &io::ErrorKind::IsADirectory.into()));
    }
    let begun = disk::new_temporary(path).and_then(|file| {
        let mut file = BufWriter::new(file);
        write!(file, "{{\n  \"backissue-report\": {REPORT_VERSION},\n  \"inputs\": [")?;
        Ok(file)
    });
    let file = begun.map_err(|error| failed(path, &error))?;
    Ok(ReportFile { path: path.to_owned(), file, empty: true })
}

/// Adds an input.
///
/// # Errors
///
/// A sentence that names the report's file.
pub(crate) fn add(report: &mut ReportFile, input: &InputReport) -> Result<(), String> {
    let separator = if report.empty { "\n" } else { ",\n" };
    report.empty = false;
    let written = report.file.write_all(separator.as_bytes());
    written
        .and_then(|()| serde_json::to_writer(&mut report.file, input).map_err(io::Error::from))
        .map_err(|error| failed(&report.path, &error))
}

/// Ends the report, and lets it appear under its name in the place of an older one.
///
/// # Errors
///
/// A sentence that names the file.
pub(crate) fn close(mut report: ReportFile) -> Result<(), String> {
    let path = report.path;
    let written = report.file.write_all(b"\n  ]\n}\n").and_then(|()| report.file.flush());
    written.map_err(|error| failed(&path, &error))?;
    let file = report.file.into_inner().map_err(|error| failed(&path, error.error()))?;
    file.as_file().sync_all().map_err(|error| failed(&path, &error))?;
    file.persist(&path).map_err(|error| failed(&path, &error.error))?;
    Ok(())
}

fn failed(path: &Path, error: &io::Error) -> String {
    format!("cannot write {}: {}", path.display(), disk::reason(error))
}

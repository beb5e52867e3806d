//! `--report`: what became of each input, written as the run goes on, so that a hundred thousand inputs need no
//! more memory than one.

use std::io::{self, BufWriter, Stdout, Write};
use std::path::{Path, PathBuf};

use backissue_convert::{InputReport, REPORT_VERSION};
use tempfile::NamedTempFile;

use crate::disk;
use crate::whole_files;

/// A report in the making.
#[derive(Debug)]
pub(crate) struct ReportFile {
    path: PathBuf,
    sink: BufWriter<Sink>,
    empty: bool,
}

/// What takes the report.
#[derive(Debug)]
enum Sink {
    Stdout(Stdout),
    /// A file that appears under its name when the report is complete.
    File(NamedTempFile),
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            // A reader who has gone has had enough.
            Self::Stdout(stdout) => match stdout.write(bytes) {
                Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(bytes.len()),
                written => written,
            },
            Self::File(file) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Stdout(stdout) => match stdout.flush() {
                Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
                flushed => flushed,
            },
            Self::File(file) => file.flush(),
        }
    }
}

/// Whether a report under this name goes to standard output.
pub(crate) fn is_stdout(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// Begins a report. Its file appears when it is closed.
///
/// # Errors
///
/// A sentence that names the file.
pub(crate) fn create(path: &Path) -> Result<ReportFile, String> {
    let sink = if is_stdout(path) {
        Sink::Stdout(io::stdout())
    } else if path.is_dir() {
        return Err(failed(path, &io::ErrorKind::IsADirectory.into()));
    } else {
        Sink::File(whole_files::new_temporary(path).map_err(|error| failed(path, &error))?)
    };
    let mut sink = BufWriter::new(sink);
    let begun = write!(sink, "{{\n  \"backissue-report\": {REPORT_VERSION},\n  \"inputs\": [");
    begun.map_err(|error| failed(path, &error))?;
    Ok(ReportFile { path: path.to_owned(), sink, empty: true })
}

/// Adds an input.
///
/// # Errors
///
/// A sentence that names the report's file.
pub(crate) fn add(report: &mut ReportFile, input: &InputReport) -> Result<(), String> {
    let separator = if report.empty { "\n" } else { ",\n" };
    report.empty = false;
    let written = report.sink.write_all(separator.as_bytes());
    written
        .and_then(|()| serde_json::to_writer(&mut report.sink, input).map_err(io::Error::from))
        .map_err(|error| failed(&report.path, &error))
}

/// Ends the report, and lets it appear under its name in the place of an older one.
///
/// # Errors
///
/// A sentence that names the file.
pub(crate) fn close(mut report: ReportFile) -> Result<(), String> {
    let path = report.path;
    let written = report.sink.write_all(b"\n  ]\n}\n").and_then(|()| report.sink.flush());
    written.map_err(|error| failed(&path, &error))?;
    let sink = report.sink.into_inner().map_err(|error| failed(&path, error.error()))?;
    let Sink::File(file) = sink else { return Ok(()) };
    file.as_file().sync_all().map_err(|error| failed(&path, &error))?;
    file.persist(&path).map_err(|error| failed(&path, &error.error))?;
    Ok(())
}

fn failed(path: &Path, error: &io::Error) -> String {
    let place = if is_stdout(path) { "to standard output".to_owned() } else { path.display().to_string() };
    format!("cannot write {place}: {}", disk::reason(error))
}

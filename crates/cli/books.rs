//! What a run writes beside editions: the report and the manifest.

use std::path::Path;

use crate::conversion::Done;
use crate::manifest::{self, Manifest};
use crate::reports::{self, ReportFile};

/// The books of a run, those that are wanted.
#[derive(Debug, Default)]
pub(crate) struct Books {
    /// What `--report` names.
    pub(crate) report: Option<ReportFile>,
    /// The manifest of the output folder.
    pub(crate) manifest: Option<Manifest>,
}

/// Opens the report under this path and the manifest of this folder, if they are wanted.
///
/// # Errors
///
/// A sentence that names the file.
pub(crate) fn open(report: Option<&Path>, folder: Option<&Path>) -> Result<Books, String> {
    let manifest = folder.map(manifest::open).transpose()?;
    Ok(Books { report: report.map(reports::create).transpose()?, manifest })
}

/// Enters what became of an input.
///
/// # Errors
///
/// A sentence that names the file.
pub(crate) fn enter(
    report: &mut Option<ReportFile>,
    manifest: Option<&Manifest>,
    done: &Done,
) -> Result<(), String> {
    if let Some(report) = report {
        reports::add(report, &done.report)?;
    }
    if let (Some(manifest), Some(record)) = (manifest, &done.record) {
        manifest::add(manifest, record)?;
    }
    Ok(())
}

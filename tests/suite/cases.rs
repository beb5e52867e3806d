//! The cases of `testdata/`: which files there are and what their names promise. Tests ask here, so that a new
//! case needs no line of Rust.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use backissue_convert::layout;
use backissue_convert::model::{Issue, ReadError};
use backissue_convert::{Options, read, structure};

use crate::page_file;

/// What the name of a case promises.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// An issue.
    Converts,
    /// An issue with at least one warning (`--recovers`).
    Recovers,
    /// No issue (`--errors`).
    Errors,
}

/// A file of the test data.
#[derive(Debug, Clone)]
pub struct Case {
    /// Where it is.
    pub path: PathBuf,
    /// Its path below `testdata`, for messages.
    pub name: String,
    /// What its name promises.
    pub outcome: Outcome,
}

/// All inputs that a reader takes: `pdf`, `text`, `docx`.
pub fn inputs() -> Vec<Case> {
    let cases: Vec<Case> =
        all().into_iter().filter(|case| case.path.extension() != Some("page".as_ref())).collect();
    assert!(cases.len() > 20, "testdata has {} inputs", cases.len());
    cases
}

/// All cases: the inputs, and the pages without a file format.
pub fn all() -> Vec<Case> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata");
    let mut paths = Vec::new();
    ["pdf", "text", "docx", "layout"].iter().for_each(|folder| collect(&root.join(folder), &mut paths));
    paths.sort();
    let name = |path: &Path| path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
    paths.into_iter().map(|path| Case { name: name(&path), outcome: outcome(&path), path }).collect()
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, paths);
        } else if path.extension() != Some("issue".as_ref()) {
            paths.push(path);
        }
    }
}

fn outcome(path: &Path) -> Outcome {
    let stem = path.file_stem().unwrap().to_string_lossy();
    match stem.rsplit_once("--").map(|(_, outcome)| outcome) {
        None => Outcome::Converts,
        Some("recovers") => Outcome::Recovers,
        Some("errors") => Outcome::Errors,
        Some(other) => panic!("{}: unknown outcome {other}", path.display()),
    }
}

/// Reads a case by the way that its kind takes.
pub fn read_case(case: &Case) -> Result<Issue, ReadError> {
    if case.path.extension() == Some("page".as_ref()) {
        let text = fs::read_to_string(&case.path).unwrap();
        let (pages, faults) = page_file::parse(&text);
        assert!(faults.is_empty(), "lines that say nothing: {faults:?}");
        let flow = layout::flow(pages, &layout::Options::default());
        return Ok(structure::assemble(flow, &structure::Options::default()));
    }
    let name = case.path.file_name().unwrap().to_string_lossy();
    read(fs::read(&case.path).unwrap(), Some(&name), &Options::default().read)
}

/// Asserts something of each case and names every case for which it does not hold, not only the first.
pub fn each(cases: &[Case], check: impl Fn(&Case) -> Result<(), String>) {
    let failures: Vec<String> = cases
        .iter()
        .filter_map(|case| {
            let result = catch_unwind(AssertUnwindSafe(|| check(case)));
            let failure = result.unwrap_or_else(|_| Err("panicked".to_owned())).err()?;
            Some(format!("{}: {failure}", case.name))
        })
        .collect();
    assert!(failures.is_empty(), "{} of {} cases:\n{}", failures.len(), cases.len(), failures.join("\n"));
}

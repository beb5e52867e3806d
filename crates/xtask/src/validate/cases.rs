//! The whole issues of `testdata`, converted by the command into all three formats. Which cases there are
//! is read from the folders; which should fail stands in their names.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use rayon::iter::Either;
use rayon::prelude::*;

use super::outputs::{self, Output};
use super::{Verdict, tools};
use crate::build;

/// The folders of `testdata` with whole issues, and what the files in them end with.
const FOLDERS: [(&str, &str); 3] = [("pdf", "pdf"), ("text", "txt"), ("docx", "docx")];

/// The names that each case is converted to; JATS has two forms, one file and one file an article.
const EDITIONS: [&str; 4] = ["issue.epub", "jats/issue.xml", "issue.zip", "markdown/issue.md"];

/// Marks cases that cannot be converted.
const ERRORS: &str = "--errors";

/// Builds the command, converts each case into each format below the cache folder, and lists what there is
/// to judge, with a verdict on each conversion that failed. `Err` when the command does not build or when
/// there are no cases.
pub fn convert() -> Result<(Vec<Output>, Vec<Verdict>), String> {
    let command = build::command(&[])?;
    let cases = cases(&tools::workspace().join("testdata"))?;
    let place = tools::cache_folder().join("outputs");
    if place.exists() {
        fs::remove_dir_all(&place).map_err(|e| format!("cannot empty {}: {e}", place.display()))?;
    }
    let (written, failures): (Vec<Vec<Output>>, Vec<Verdict>) = cases
        .par_iter()
        .flat_map_iter(|case| convert_case(&command, case, &place))
        .partition_map(|conversion| conversion.map_or_else(Either::Right, Either::Left));
    Ok((written.concat(), failures))
}

fn convert_case(command: &Path, case: &Path, place: &Path) -> Vec<Result<Vec<Output>, Verdict>> {
    let name = case.file_name().unwrap_or_default();
    let editions = EDITIONS.map(|edition| {
        convert_one(command, case, &place.join(name).join(edition)).map_err(|fault| Verdict {
            name: format!("{} to {edition}", name.display()),
            faults: vec![fault],
        })
    });
    editions.into()
}

fn cases(testdata: &Path) -> Result<Vec<PathBuf>, String> {
    let mut cases = Vec::new();
    for (folder, extension) in FOLDERS {
        let folder = testdata.join(folder);
        let entries = fs::read_dir(&folder).map_err(|e| format!("cannot read {}: {e}", folder.display()))?;
        let files = entries.filter_map(|entry| Some(entry.ok()?.path()));
        let before = cases.len();
        cases.extend(files.filter(|file| is_case(file, extension)));
        if cases.len() == before {
            return Err(format!("no cases in {}", folder.display()));
        }
    }
    cases.sort();
    Ok(cases)
}

fn is_case(file: &Path, extension: &str) -> bool {
    file.extension().is_some_and(|found| found == extension) && !file.to_string_lossy().contains(ERRORS)
}

fn convert_one(command: &Path, case: &Path, output: &Path) -> Result<Vec<Output>, String> {
    let folder = output.parent().unwrap_or(output);
    fs::create_dir_all(folder).map_err(|e| format!("cannot make {}: {e}", folder.display()))?;
    let said =
        tools::run(Command::new(command).args(["convert", "--quiet"]).arg(case).arg("--output").arg(output))?;
    if !said.success {
        return Err(format!("not converted: {}", said.err.trim()));
    }
    let found = outputs::find(&[output.to_owned()], folder)?;
    if found.is_empty() { Err("converted, but nothing was written".to_owned()) } else { Ok(found) }
}

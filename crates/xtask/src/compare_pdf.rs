//! `cargo xtask compare-pdf`: reads the PDF files of a folder with the command and with two programs of others, and
//! tells on which of them all say the same. It judges characters, not their order: that is a matter of layout.

mod characters;
mod programs;
mod table;

use std::path::{Path, PathBuf};
use std::time::Duration;

use rayon::prelude::*;

use crate::build;
use characters::{Bag, similarity};
use programs::{Issue, Reading};

/// How alike two readings of a file must be to agree: a share of all their characters.
pub const AGREEMENT: f64 = 0.99;

/// Characters that the others must find in a file for their agreement to say anything.
pub const FEWEST: usize = 50;

/// The time that a conversion may take.
pub const SLOW: Duration = Duration::from_secs(10);

/// The memory that a conversion may take, in bytes: 1 GiB.
pub const LARGE: u64 = 1 << 30;

/// What was found out about one file.
pub struct Comparison {
    /// Its path below the folder given.
    pub file: String,
    /// What became of it.
    pub verdict: Verdict,
    /// How long the command took.
    pub time: Duration,
    /// The most memory that the command held, in bytes; 0 where the system does not tell.
    pub memory: u64,
}

/// What became of a file.
#[derive(Debug, PartialEq)]
pub enum Verdict {
    /// An issue, and the others agree: how alike ours is to theirs.
    Judged(f64, String),
    /// An issue; the others do not agree with each other or found too little.
    Unjudged,
    /// None, for this reason: the code of the error in the report.
    Refused(String),
    /// A fault of the command itself: a crash, a run out of time, a ledger that does not balance.
    Fault(String),
}

/// Compares the files below these folders, and prints the table. `Ok(true)` when the command has no fault. Without a
/// command it is built first.
pub fn run(command: Option<&Path>, folders: &[PathBuf]) -> Result<bool, String> {
    let command = command.map_or_else(|| build::command(&["--release"]), |command| Ok(command.to_owned()))?;
    let mut comparisons = Vec::new();
    for folder in folders {
        let files = pdf_files(folder)?;
        let compared = files.par_iter().map(|file| compare(&command, folder, file));
        comparisons.extend(compared.collect::<Result<Vec<_>, _>>()?);
    }
    if comparisons.is_empty() {
        return Err("there are no PDF files in these folders".to_owned());
    }
    print!("{}", table::of(&comparisons));
    Ok(!comparisons.iter().any(|comparison| matches!(comparison.verdict, Verdict::Fault(_))))
}

fn compare(command: &Path, folder: &Path, file: &Path) -> Result<Comparison, String> {
    let Reading { result, time, memory } = programs::backissue(command, file)?;
    let verdict = match result {
        Err(fault) => Verdict::Fault(fault),
        Ok(Issue::Refused(code)) => Verdict::Refused(code),
        Ok(Issue::Read { shown, whole }) => {
            let others = [programs::pdftotext(file)?, programs::mutool(file)?];
            judge([&shown, &whole], [&others[0], &others[1]])
        }
    };
    let name = file.strip_prefix(folder.parent().unwrap_or(folder)).unwrap_or(file);
    Ok(Comparison { file: name.to_string_lossy().into_owned(), verdict, time, memory })
}

/// Ours is judged with the text that no reader sees or without it, whichever the others have.
fn judge(ours: [&Bag; 2], others: [&Bag; 2]) -> Verdict {
    let [one, other] = others;
    if one.len().min(other.len()) < FEWEST || similarity(one, other) < AGREEMENT {
        return Verdict::Unjudged;
    }
    let pairs = ours.into_iter().flat_map(|ours| others.map(|other| (ours, other)));
    let best = pairs.max_by(|a, b| similarity(a.0, a.1).total_cmp(&similarity(b.0, b.1)));
    let Some((ours, theirs)) = best else {
        return Verdict::Unjudged;
    };
    Verdict::Judged(similarity(ours, theirs), characters::difference(ours, theirs))
}

fn pdf_files(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let entries =
            std::fs::read_dir(&folder).map_err(|e| format!("cannot read {}: {e}", folder.display()))?;
        for path in entries.filter_map(|entry| Some(entry.ok()?.path())) {
            if path.is_dir() && !path.is_symlink() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("pdf")) {
                files.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ours_is_judged_only_where_the_others_agree() {
        let bag = |text: &str| Bag::of(&text.repeat(30));
        let (right, wrong) = (bag("gate"), bag("gait"));
        assert_eq!(judge([&right, &right], [&right, &wrong]), Verdict::Unjudged);
        assert_eq!(judge([&right, &right], [&Bag::of("gate"), &Bag::of("gate")]), Verdict::Unjudged);
        let Verdict::Judged(alike, _) = judge([&wrong, &wrong], [&right, &right]) else {
            panic!("the others agree");
        };
        assert!(alike < AGREEMENT);
        assert!(matches!(judge([&wrong, &right], [&right, &right]), Verdict::Judged(1.0, _)));
    }
}

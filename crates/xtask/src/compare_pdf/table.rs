//! The outcome of a comparison as a table of Markdown, with what needs a look below it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::{AGREEMENT, Comparison, LARGE, SLOW, Verdict};

/// Files named under slowest and largest.
const NAMED: usize = 5;

/// The files of one folder, by what became of them.
#[derive(Debug, Default, PartialEq)]
struct Row {
    files: usize,
    read: usize,
    /// By the code of the error.
    refused: BTreeMap<String, usize>,
    faults: usize,
    judged: usize,
    agreeing: usize,
}

/// The table, the files on which ours differs, and the slowest and largest.
pub fn of(comparisons: &[Comparison]) -> String {
    let mut rows: BTreeMap<&str, Row> = BTreeMap::new();
    let mut all = Row::default();
    for comparison in comparisons {
        let folder = comparison.file.split('/').next().unwrap_or_default();
        count(rows.entry(folder).or_default(), &comparison.verdict);
        count(&mut all, &comparison.verdict);
    }
    let mut out = String::from(
        "| files of | files | read | no text layer | locked | other refusals | faults | others agree | and so do we |\n\
         | --- | --- | --- | --- | --- | --- | --- | --- | --- |\n",
    );
    for (folder, row) in rows.iter().chain([(&"all", &all)]) {
        out += &line(folder, row);
    }
    out += &below(comparisons);
    out
}

fn count(row: &mut Row, verdict: &Verdict) {
    row.files += 1;
    match verdict {
        Verdict::Refused(code) => *row.refused.entry(code.clone()).or_default() += 1,
        Verdict::Fault(_) => row.faults += 1,
        Verdict::Unjudged => row.read += 1,
        Verdict::Judged(alike, _) => {
            row.read += 1;
            row.judged += 1;
            row.agreeing += usize::from(*alike >= AGREEMENT);
        }
    }
}

fn line(folder: &str, row: &Row) -> String {
    let refused = |code: &str| row.refused.get(code).copied().unwrap_or(0);
    let (no_text, locked) = (refused("no-text"), refused("password"));
    let other = row.refused.values().sum::<usize>() - no_text - locked;
    let Row { files, read, faults, judged, agreeing, .. } = row;
    format!(
        "| {folder} | {files} | {read} | {no_text} | {locked} | {other} | {faults} | {judged} | {agreeing} |\n"
    )
}

/// What needs a look: files that differ, faults, refusals, and the runs that took most.
fn below(comparisons: &[Comparison]) -> String {
    let mut out = String::new();
    for Comparison { file, verdict, .. } in comparisons {
        let said = match verdict {
            Verdict::Judged(alike, difference) if *alike < AGREEMENT => format!("{alike:.3} {difference}"),
            Verdict::Fault(fault) => format!("FAULT: it {fault}"),
            Verdict::Refused(code) if !matches!(code.as_str(), "no-text" | "password") => code.clone(),
            _ => continue,
        };
        // Writing to a string does not fail.
        let _ = write!(out, "\n{file}: {said}");
    }
    let mut slowest: Vec<_> = comparisons.iter().collect();
    slowest.sort_by_key(|comparison| std::cmp::Reverse(comparison.time));
    let slow = slowest.iter().filter(|comparison| comparison.time > SLOW).count();
    let _ = write!(out, "\n\nslowest ({slow} over {} s):", SLOW.as_secs());
    for comparison in slowest.iter().take(NAMED) {
        let _ = write!(out, "\n  {:.2} s {}", comparison.time.as_secs_f64(), comparison.file);
    }
    let mut largest = slowest;
    largest.sort_by_key(|comparison| std::cmp::Reverse(comparison.memory));
    let large = largest.iter().filter(|comparison| comparison.memory > LARGE).count();
    let _ = write!(out, "\nlargest ({large} over {} MiB):", LARGE >> 20);
    for comparison in largest.iter().take(NAMED) {
        let _ = write!(out, "\n  {} MiB {}", comparison.memory >> 20, comparison.file);
    }
    out + "\n"
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn comparison(file: &str, verdict: Verdict) -> Comparison {
        Comparison { file: file.to_owned(), verdict, time: Duration::from_secs(1), memory: 1 << 20 }
    }

    #[test]
    fn folders_are_counted_and_differences_named() {
        let table = of(&[
            comparison("a/1.pdf", Verdict::Judged(1.0, String::new())),
            comparison("a/2.pdf", Verdict::Judged(0.5, "only ours 1 (x), only theirs 0 ()".to_owned())),
            comparison("b/3.pdf", Verdict::Refused("no-text".to_owned())),
            comparison("b/4.pdf", Verdict::Fault("crashed".to_owned())),
        ]);
        for line in [
            "| a | 2 | 2 | 0 | 0 | 0 | 0 | 2 | 1 |",
            "| all | 4 | 2 | 1 | 0 | 0 | 1 | 2 | 1 |",
            "a/2.pdf: 0.500 only ours 1 (x), only theirs 0 ()",
            "b/4.pdf: FAULT: it crashed",
            "slowest (0 over 10 s):",
        ] {
            assert!(table.lines().any(|other| other == line), "{line} in\n{table}");
        }
    }
}

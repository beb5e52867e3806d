//! `cargo xtask compare-docx`: reads the DOCX files of pandoc's test suite with the command and holds what it finds
//! against what pandoc is expected to find, file by file: text, headings, lists, tables, notes, images, emphasis,
//! links. Where the two differ by design, a table says why; all else is a difference to look at.

mod facts;
mod issue;
mod native;
mod reasons;

use std::path::{Path, PathBuf};
use std::process::Command;

use rayon::prelude::*;

use crate::build;
use crate::validate::tools;
use facts::{Difference, Facts};
use reasons::Reasons;

/// A document and what is expected of it.
struct Pair {
    /// Name of the expectation, without extension.
    name: String,
    document: PathBuf,
    expectation: PathBuf,
    changes: &'static str,
}

/// What the ends of an expectation's name say of tracked changes, or of options that only pandoc has.
const ENDS: [(&str, &str); 6] = [
    ("_accept", "accept"),
    ("_reject", "reject"),
    ("_all", "accept"),
    ("_plus", "accept"),
    ("_minus", "accept"),
    ("_no_comments", "accept"),
];

/// The largest share of pairs in percent that may differ without a reason.
const UNEXPLAINED: usize = 3;

/// Compares the pairs in a folder and prints a line for each. `Ok(true)` when enough agree, or differ for a reason.
/// Without a command it is built first; `Err` when a program cannot be had or there are no pairs.
pub fn run(command: Option<&Path>, folder: &Path) -> Result<bool, String> {
    let command = command.map_or_else(|| build::command(&[]), |command| Ok(command.to_owned()))?;
    let pandoc = tools::pandoc()?;
    let reasons = Reasons::read()?;
    let pairs = pairs(folder)?;
    let compared: Vec<_> = pairs.par_iter().map(|pair| compare(&command, &pandoc, pair)).collect();
    let (mut agree, mut explained, mut open) = (0, 0, 0);
    for (pair, differences) in pairs.iter().zip(compared) {
        let differences = differences?;
        let (known, unknown): (Vec<_>, Vec<_>) =
            differences.iter().partition(|difference| reasons.of(&pair.name, difference.aspect).is_some());
        let count = match (known.len(), unknown.len()) {
            (0, 0) => &mut agree,
            (_, 0) => &mut explained,
            _ => &mut open,
        };
        *count += 1;
        tell(pair, &known, &unknown, &reasons);
    }
    println!("{} pairs: {agree} agree, {explained} differ for a reason, {open} differ", pairs.len());
    Ok(open * 100 <= pairs.len() * UNEXPLAINED)
}

fn tell(pair: &Pair, known: &[&Difference], unknown: &[&Difference], reasons: &Reasons) {
    let verdict = match (known, unknown) {
        ([], []) => "agrees",
        (_, []) => "differs for a reason",
        _ => "DIFFERS",
    };
    println!("{verdict}: {}", pair.name);
    for difference in known {
        println!(
            "  {}: {}",
            difference.aspect,
            reasons.of(&pair.name, difference.aspect).unwrap_or_default()
        );
    }
    for Difference { aspect, ours, theirs } in unknown {
        println!("  {aspect}:\n    here   {ours}\n    pandoc {theirs}");
    }
}

fn compare(command: &Path, pandoc: &Path, pair: &Pair) -> Result<Vec<Difference>, String> {
    let expected = json(Command::new(pandoc).args(["-f", "native", "-t", "json"]).arg(&pair.expectation))?;
    let mut convert = Command::new(command);
    convert.args(["convert", "--quiet", "--to", "json", "--output", "-", "--changes", pair.changes]);
    let found = json(convert.arg(&pair.document))?;
    Ok(facts::differences(&issue::facts(&found["issue"]), &native::facts(&expected)))
}

fn json(command: &mut Command) -> Result<serde_json::Value, String> {
    let said = tools::run(command)?;
    serde_json::from_str(&said.out).map_err(|e| format!("{command:?}: {e}: {}", said.err.trim()))
}

/// The expectations of a folder that have a document of the same name, or of the name before one of [`ENDS`].
fn pairs(folder: &Path) -> Result<Vec<Pair>, String> {
    let entries = std::fs::read_dir(folder).map_err(|e| format!("cannot read {}: {e}", folder.display()))?;
    let files = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let mut pairs: Vec<Pair> =
        files.filter(|file| file.extension().is_some_and(|end| end == "native")).filter_map(pair).collect();
    pairs.sort_by(|a, b| a.name.cmp(&b.name));
    if pairs.is_empty() {
        return Err(format!("there are no pairs of .docx and .native in {}", folder.display()));
    }
    Ok(pairs)
}

fn pair(expectation: PathBuf) -> Option<Pair> {
    let name = expectation.file_stem()?.to_str()?.to_owned();
    let whole = std::iter::once(("", "accept"));
    let (document, changes) = whole.chain(ENDS).find_map(|(end, changes)| {
        let document = expectation.with_file_name(format!("{}.docx", name.strip_suffix(end)?));
        document.is_file().then_some((document, changes))
    })?;
    Some(Pair { name, document, expectation, changes })
}

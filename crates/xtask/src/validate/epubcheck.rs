//! EPUBCheck, the W3C's validator of EPUB: many books in one process, because most of the time that a small book
//! takes is the start of the Java machine. What its messages are worth is decided here; how a container must look
//! is not.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use rayon::prelude::*;
use serde_json::Value;

use super::tools::{self, Tools};

/// Severities that are faults.
const FAULTS: [&str; 3] = ["FATAL", "ERROR", "WARNING"];

/// Usage notes that are faults all the same: an `epub:type` that no reading system knows (OPF-088), is
/// deprecated (OPF-086) or stands on an element it says nothing about (OPF-087).
const NOTES_THAT_COUNT: [&str; 3] = ["OPF-086", "OPF-087", "OPF-088"];

/// The most books in one process: each leaves something behind in its memory.
const BATCH: usize = 100;

/// Runs EPUBCheck's own command once for each pair of a book and the file for its report.
const BATCH_PROGRAM: (&str, &str) = (
    "EpubBatch.java",
    r#"import com.adobe.epubcheck.tool.EpubChecker;

class EpubBatch {
    public static void main(String[] arguments) {
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            new EpubChecker().run(new String[] {
                "--usage", "--quiet", "--locale", "en", "--json", arguments[i + 1], arguments[i]});
        }
    }
}
"#,
);

/// What EPUBCheck has against each of these books.
pub fn faults(books: &[&Path], tools: &Tools) -> BTreeMap<PathBuf, Vec<String>> {
    let share = books.len().div_ceil(rayon::current_num_threads()).clamp(1, BATCH);
    let batches = books.par_chunks(share).flat_map_iter(|batch| {
        let reports = check(batch, tools).unwrap_or_else(|e| vec![vec![e]; batch.len()]);
        batch.iter().map(|book| book.to_path_buf()).zip(reports)
    });
    batches.collect()
}

fn check(batch: &[&Path], tools: &Tools) -> Result<Vec<Vec<String>>, String> {
    let folder = tempfile::tempdir().map_err(|e| format!("no temporary folder: {e}"))?;
    let program = folder.path().join(BATCH_PROGRAM.0);
    fs::write(&program, BATCH_PROGRAM.1).map_err(|e| format!("cannot write {}: {e}", program.display()))?;
    let report = |number: usize| folder.path().join(format!("{number}.json"));
    let libraries = tools.epubcheck.with_file_name("lib").join("*");
    let mut command = Command::new("java");
    // The optimising compiler costs more than it saves in a run of a few seconds.
    command.args(["-XX:TieredStopAtLevel=1", "-cp"]);
    command.arg(format!("{}:{}", tools.epubcheck.display(), libraries.display())).arg(&program);
    for (number, book) in batch.iter().enumerate() {
        command.arg(book).arg(report(number));
    }
    let said = tools::run(&mut command)?;
    let said = format!("{} {}", said.out.trim(), said.err.trim());
    Ok((0..batch.len()).map(|number| read(&report(number), &said)).collect())
}

fn read(report: &Path, said: &str) -> Vec<String> {
    let json = fs::read_to_string(report).ok().and_then(|text| serde_json::from_str::<Value>(&text).ok());
    match json.as_ref().and_then(|report| report["messages"].as_array()) {
        Some(messages) => messages.iter().filter(|message| counts(message)).map(sentence).collect(),
        None => vec![format!("EPUBCheck gave no report: {said}")],
    }
}

fn counts(message: &Value) -> bool {
    FAULTS.iter().any(|severity| message["severity"] == *severity)
        || NOTES_THAT_COUNT.iter().any(|id| message["ID"] == *id)
}

fn sentence(message: &Value) -> String {
    let words =
        |key: &str| message[key].as_str().unwrap_or("?").split_whitespace().collect::<Vec<_>>().join(" ");
    let place = &message["locations"][0];
    let place =
        place["path"].as_str().map(|path| format!(" at {path}:{}", place["line"])).unwrap_or_default();
    format!("EPUBCheck {} {}: {}{place}", words("severity"), words("ID"), words("message"))
}

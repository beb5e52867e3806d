//! Development tasks, run as `cargo xtask TASK`. Nothing here is part of what users install, and
//! nothing here depends on the crates that it judges.

#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a task talks to the developer who started it"
)]

mod build;
mod compare_docx;
mod compare_epub;
mod compare_pdf;
mod inspect;
mod validate;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask validate [--quick] [FILE|DIR]...
    Judges outputs: EPUB, JATS (files, folders, zips) and Markdown. Without FILE, converts the cases of
    testdata into all three formats and judges those. --quick leaves out the tools that have to be installed.
cargo xtask validate --random NUMBER
    Writes the issues that are made up for tests, this many random ones among them, and judges those.
cargo xtask validate --selftest
    Proves that each judge passes a sound sample and catches the broken ones.
cargo xtask compare-docx [--command FILE] FOLDER
    Reads the DOCX files of pandoc's test suite (its folder test/docx) with the command, and tells where it finds
    what pandoc is expected to find. Without --command, the command is built first.
cargo xtask compare-epub
    Has the command and pandoc write a volume of a thousand articles and a hundred pictures as EPUB, and tells what
    processor time and memory each takes.
cargo xtask compare-pdf [--command FILE] FOLDER...
    Reads the PDF files of these folders with the command, pdftotext and mutool, and tells where they say the same.
    Without --command, the command is built first.
cargo xtask inspect [FILE]...
    Opens the reports of these files, or of some cases, in a headless Chromium, clicks, and photographs them.";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.split_first().map(|(task, rest)| (task.as_str(), rest)) {
        Some(("validate", rest)) => run_validate(rest),
        Some(("compare-docx", rest)) => run_compare_docx(rest),
        Some(("compare-epub", [])) => answer(compare_epub::run()),
        Some(("compare-pdf", rest)) => run_compare(rest),
        Some(("inspect", files)) => run_inspect(files),
        _ => wrong_usage(),
    }
}

fn run_validate(arguments: &[String]) -> ExitCode {
    let Some(request) = validate::request(arguments) else {
        return wrong_usage();
    };
    match validate::run(&request) {
        Ok(tally) => {
            println!("{} passed, {} failed", tally.passed, tally.failed);
            if tally.failed == 0 && tally.passed > 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
        }
        Err(reason) => failure(&reason),
    }
}

fn run_compare(arguments: &[String]) -> ExitCode {
    let (command, folders) = match arguments {
        [option, command, folders @ ..] if option == "--command" => (Some(Path::new(command)), folders),
        folders => (None, folders),
    };
    let folders: Vec<PathBuf> = folders.iter().map(PathBuf::from).collect();
    if folders.is_empty() {
        return wrong_usage();
    }
    answer(compare_pdf::run(command, &folders))
}

fn run_compare_docx(arguments: &[String]) -> ExitCode {
    match arguments {
        [option, command, folder] if option == "--command" => {
            answer(compare_docx::run(Some(Path::new(command)), Path::new(folder)))
        }
        [folder] => answer(compare_docx::run(None, Path::new(folder))),
        _ => wrong_usage(),
    }
}

fn run_inspect(files: &[String]) -> ExitCode {
    let files: Vec<PathBuf> = files.iter().map(PathBuf::from).collect();
    answer(inspect::run(&files))
}

/// For a task that tells whether all is well.
fn answer(outcome: Result<bool, String>) -> ExitCode {
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(reason) => failure(&reason),
    }
}

fn failure(reason: &str) -> ExitCode {
    eprintln!("xtask: {reason}");
    ExitCode::FAILURE
}

fn wrong_usage() -> ExitCode {
    eprintln!("{USAGE}");
    ExitCode::from(2)
}

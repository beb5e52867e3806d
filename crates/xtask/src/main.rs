//! Development tasks, run as `cargo xtask TASK`. Nothing here is part of what users install, and
//! nothing here depends on the crates that it judges.

#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a task talks to the developer who started it"
)]

mod validate;

use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask validate [--quick] [FILE|DIR]...
    Judges outputs: EPUB, JATS (files, folders, zips) and Markdown. Without FILE, converts the cases of
    testdata into all three formats and judges those. --quick leaves out the tools that have to be installed.
cargo xtask validate --selftest
    Proves that each judge passes a sound sample and catches the broken ones.";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some(("validate", rest)) = arguments.split_first().map(|(task, rest)| (task.as_str(), rest)) else {
        return wrong_usage();
    };
    let Some(request) = validate::request(rest) else {
        return wrong_usage();
    };
    match validate::run(&request) {
        Ok(tally) => {
            println!("{} passed, {} failed", tally.passed, tally.failed);
            if tally.failed == 0 && tally.passed > 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
        }
        Err(reason) => {
            eprintln!("xtask: {reason}");
            ExitCode::FAILURE
        }
    }
}

fn wrong_usage() -> ExitCode {
    eprintln!("{USAGE}");
    ExitCode::from(2)
}

//! `cargo xtask inspect`: opens reports of the command in a headless Chromium, uses them as a hand would, and
//! photographs them. What a report shows is for the eye to judge; whether it answers is judged here.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::build;
use crate::validate::tools;

/// What becomes of one report.
type Verdict = Result<(), String>;

/// Names under which systems install Chromium.
const BROWSERS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "chrome"];

/// The cases whose reports are looked at when none are given: horizontal, English, vertical, without pages.
const CASES: [&str; 4] =
    ["pdf/river-daily.pdf", "pdf/harbour-weekly.pdf", "pdf/vertical.pdf", "docx/styled-newsletter.docx"];

/// What is done to a report.
const CHECK: &str = include_str!("inspect/check.js");

/// What comes before the list of failures in the page, once the check has run.
const ANSWER: &str = " data-failed=\"";

/// Checks the reports of these files, or of some cases, and tells the outcome of each; whether all answer.
///
/// # Errors
///
/// The command cannot be built or the folder of photographs not be made.
pub fn run(files: &[PathBuf]) -> Result<bool, String> {
    let Some(browser) = BROWSERS.into_iter().find(|browser| tools::on_path(browser)) else {
        println!("no Chromium on this machine: the reports were not opened");
        return Ok(true);
    };
    let command = build::command(&[])?;
    let place = tools::workspace().join("target/inspect");
    fs::create_dir_all(&place).map_err(|error| format!("cannot make {}: {error}", place.display()))?;
    let cases = CASES.map(|case| tools::workspace().join("testdata").join(case));
    let mut sound = true;
    for file in if files.is_empty() { &cases[..] } else { files } {
        let verdict = check(browser, &command, file, &place);
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        match &verdict {
            Ok(()) => println!("pass {name}"),
            Err(fault) => println!("FAIL {name}: {fault}"),
        }
        sound &= verdict.is_ok();
    }
    println!("the photographs lie in {}", place.display());
    Ok(sound)
}

fn check(browser: &str, command: &Path, file: &Path, place: &Path) -> Verdict {
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    let report = place.join(format!("{stem}.html"));
    let said = tools::run(Command::new(command).arg("inspect").arg(file).arg("--output").arg(&report))?;
    if !said.success {
        return Err(said.err.trim().to_owned());
    }
    photograph(browser, &report, &place.join(format!("{stem}.png")))?;
    let checked = place.join(format!("{stem}-checked.html"));
    let html = fs::read_to_string(&report).map_err(|error| error.to_string())?;
    let html = html.replace("</body>", &format!("<script>{CHECK}</script></body>"));
    fs::write(&checked, html).map_err(|error| error.to_string())?;
    let page = tools::run(headless(browser).arg("--dump-dom").arg(address(&checked)))?.out;
    let answer = page.split_once(ANSWER).and_then(|(_, rest)| rest.split_once('"'));
    match answer {
        Some(("", _)) => Ok(()),
        Some((failed, _)) => Err(failed.to_owned()),
        None => Err("the page did not come to an end".to_owned()),
    }
}

/// The report as it looks with its first article chosen.
fn photograph(browser: &str, report: &Path, picture: &Path) -> Verdict {
    let mut screenshot = std::ffi::OsString::from("--screenshot=");
    screenshot.push(picture);
    let said = tools::run(headless(browser).arg(screenshot).arg(format!("{}#a1", address(report))))?;
    if picture.is_file() { Ok(()) } else { Err(format!("no photograph: {}", said.err.trim())) }
}

fn headless(browser: &str) -> Command {
    let mut command = Command::new(browser);
    // Within containers a sandbox within the sandbox cannot be had; the page is our own.
    command.args(["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]);
    command.args(["--window-size=1600,1000", "--virtual-time-budget=4000", "--timeout=30000"]);
    command
}

fn address(file: &Path) -> String {
    format!("file://{}", file.display())
}

//! The programs that read a file: the command, `pdftotext` of Poppler and `mutool` of MuPDF, with time and memory.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use super::characters::{Bag, add_texts};

/// What the command made of a file, and what that took.
pub struct Reading {
    /// An issue or a reason, or a fault in words.
    pub result: Result<Issue, String>,
    /// How long it took.
    pub time: Duration,
    /// The most memory that it held, in bytes; 0 where the system does not tell.
    pub memory: u64,
}

/// What the command made of a file.
pub enum Issue {
    /// An issue.
    Read {
        /// The characters of its articles and furniture, line-end hyphens put back.
        shown: Bag,
        /// All characters that were decoded: repairs undone, what was taken out put back.
        whole: Bag,
    },
    /// No issue: the code of the error.
    Refused(String),
}

/// The time after which a program is stopped.
const PATIENCE: Duration = Duration::from_secs(60);

/// How often a running program is looked at.
const GLANCE: Duration = Duration::from_millis(2);

/// Runs the command on a file.
pub fn backissue(command: &Path, file: &Path) -> Result<Reading, String> {
    let folder = tempfile::tempdir().map_err(|e| format!("no temporary folder: {e}"))?;
    let report = folder.path().join("report.json");
    let mut command = Command::new(command);
    command.args(["convert", "--quiet", "--to", "json", "--output", "-", "--report"]).arg(&report).arg(file);
    let ran = run(&mut command, folder.path())?;
    let result = match ran.end {
        End::Timeout => Err(format!("is not done after {} s", PATIENCE.as_secs())),
        End::Signal => Err("crashed".to_owned()),
        End::Status => outcome(&ran.out, &report),
    };
    Ok(Reading { result, time: ran.time, memory: ran.memory })
}

/// The text that `pdftotext` finds.
pub fn pdftotext(file: &Path) -> Result<Bag, String> {
    other(Command::new("pdftotext").arg("-q").arg(file).arg("-"))
}

/// The text that `mutool` finds.
pub fn mutool(file: &Path) -> Result<Bag, String> {
    other(Command::new("mutool").args(["draw", "-q", "-F", "txt"]).arg(file))
}

fn other(command: &mut Command) -> Result<Bag, String> {
    let folder = tempfile::tempdir().map_err(|e| format!("no temporary folder: {e}"))?;
    let ran = run(command, folder.path())?;
    Ok(Bag::of(&String::from_utf8_lossy(&ran.out)))
}

/// What a run of the command says of itself in its report and its issue.
fn outcome(issue: &[u8], report: &Path) -> Result<Issue, String> {
    let report: Value = File::open(report)
        .map_err(|e| e.to_string())
        .and_then(|file| serde_json::from_reader(file).map_err(|e| e.to_string()))
        .map_err(|e| format!("left no report: {e}"))?;
    let input = &report["inputs"][0];
    if let Some(code) = input["failure"]["code"].as_str() {
        return Ok(Issue::Refused(code.to_owned()));
    }
    let issue: Value = serde_json::from_slice(issue).map_err(|e| format!("wrote no issue: {e}"))?;
    if input["characters"]["balanced"] != Value::Bool(true) {
        return Err("has a ledger that does not balance".to_owned());
    }
    let issue = &issue["issue"];
    let mut shown = Bag::default();
    for part in ["articles", "furniture"] {
        add_texts(&issue[part], &mut shown);
    }
    for department in issue["departments"].as_array().into_iter().flatten() {
        add_texts(&department["name"], &mut shown);
        add_texts(&department["subtitle"], &mut shown);
    }
    let mut whole = shown.clone();
    for entry in issue["ledger"]["entries"].as_array().into_iter().flatten() {
        let text = |key: &str| entry[key].as_str().unwrap_or_default();
        whole.add(text("before"), 1);
        whole.add(text("after"), -1);
        if text("rule").starts_with("hyphen/") {
            shown.add(text("before"), 1);
            shown.add(text("after"), -1);
        }
    }
    Ok(Issue::Read { shown, whole })
}

struct Ran {
    out: Vec<u8>,
    end: End,
    time: Duration,
    memory: u64,
}

enum End {
    Status,
    Signal,
    Timeout,
}

/// Runs a program with its output in a file, so that it never waits for a reader, and watches its memory.
fn run(command: &mut Command, folder: &Path) -> Result<Ran, String> {
    let path = folder.join("out");
    let program = command.get_program().to_string_lossy().into_owned();
    let fail = |e: std::io::Error| format!("{program} does not run: {e}");
    let file = File::create(&path).map_err(fail)?;
    let start = Instant::now();
    let mut child = command.stdin(Stdio::null()).stdout(file).stderr(Stdio::null()).spawn().map_err(fail)?;
    let mut memory = 0;
    let status = loop {
        memory = memory.max(peak_memory(child.id()));
        match child.try_wait().map_err(fail)? {
            Some(status) => break Some(status),
            None if start.elapsed() > PATIENCE => break None,
            None => std::thread::sleep(GLANCE),
        }
    };
    let time = start.elapsed();
    let end = match status {
        None => {
            // It may have ended in the meantime: then there is nothing to stop.
            let _ = child.kill();
            child.wait().map_err(fail)?;
            End::Timeout
        }
        Some(status) if status.code().is_none_or(|code| code == 101) => End::Signal,
        Some(_) => End::Status,
    };
    let mut out = Vec::new();
    File::open(&path).and_then(|mut file| file.read_to_end(&mut out)).map_err(fail)?;
    Ok(Ran { out, end, time, memory })
}

/// The high-water mark of the memory of a program and its workers together, in bytes, as Linux tells it.
fn peak_memory(program: u32) -> u64 {
    let told = |file: &str| std::fs::read_to_string(format!("/proc/{program}/{file}")).unwrap_or_default();
    let status = told("status");
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
    let children = told(&format!("task/{program}/children"));
    let workers = children.split_whitespace().filter_map(|child| child.parse().ok()).map(peak_memory);
    kilobytes.unwrap_or(0) * 1024 + workers.sum::<u64>()
}

//! Limits on time and memory: the input that breaks one fails with a stable code, and all others are converted.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use backissue_convert::{Outcome, Report};

use crate::command::{STORY, command, errors, folder, names, run};

fn report(folder: &Path) -> Report {
    serde_json::from_slice(&fs::read(folder.join("r.json")).unwrap()).unwrap()
}

fn codes(folder: &Path) -> Vec<String> {
    let code = |failure: Option<backissue_convert::Failure>| failure.map(|failure| failure.code);
    report(folder).inputs.into_iter().map(|input| code(input.failure).unwrap_or_default()).collect()
}

#[test]
fn an_input_that_needs_too_much_memory_fails_alone() {
    let folder = folder();
    // Its bytes alone are more than the limit.
    fs::write(folder.path().join("in/b.txt"), STORY.repeat((48 << 20) / STORY.len())).unwrap();
    let arguments =
        ["convert", "in", "-o", "out", "--max-memory", "32M", "--jobs", "1", "--report", "r.json"];
    let done = run(folder.path(), &arguments);
    assert_eq!(done.status.code(), Some(1));
    assert_eq!(codes(folder.path()), ["", "memory", "empty"]);
    assert!(
        errors(&done).contains("in/b.txt: it needs more memory than it may have (--max-memory 32 MiB"),
        "{}",
        errors(&done)
    );
    assert_eq!(names(&folder.path().join("out")), ["a.epub"]);
}

#[test]
fn an_input_that_takes_too_long_fails_and_leaves_nothing() {
    let folder = folder();
    let arguments = ["convert", "in", "-o", "out", "--timeout", "0.000001", "--report", "r.json"];
    let done = run(folder.path(), &arguments);
    assert_eq!(done.status.code(), Some(1));
    assert_eq!(codes(folder.path()), ["time", "time", "time"]);
    assert!(errors(&done).contains("limit of 0.000001 s (--timeout)"), "{}", errors(&done));
    assert!(!folder.path().join("out").exists());
}

#[test]
fn without_limits_the_same_is_made_in_the_same_process() {
    let folder = folder();
    let convert = |output: &str, more: &[&str]| {
        run(
            folder.path(),
            &[&["convert", "in", "-o", output, "--to", "epub,jats,markdown,json"], more].concat(),
        )
    };
    let guarded = convert("one", &[]);
    let unguarded = convert("two", &["--timeout", "none", "--max-memory", "none"]);
    assert_eq!((guarded.status.code(), unguarded.status.code()), (Some(1), Some(1)));
    assert_eq!(errors(&guarded), errors(&unguarded));
    let files = |output: &str| crate::command::files(&folder.path().join(output));
    assert_eq!(files("one").len(), 2 * 5);
    assert!(files("one") == files("two"));
}

#[test]
fn many_lanes_tell_in_the_order_of_the_inputs() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("in")).unwrap();
    for number in 0..60 {
        let text = STORY.repeat(1 + number % 7 * 20);
        fs::write(folder.path().join(format!("in/{number:02}.txt")), text).unwrap();
    }
    let done = run(
        folder.path(),
        &["convert", "in", "-o", "out", "--to", "json", "--jobs", "5", "--report", "r.json"],
    );
    assert_eq!(done.status.code(), Some(0), "{}", errors(&done));
    let inputs = report(folder.path()).inputs;
    assert!(inputs.iter().all(|input| input.outcome == Outcome::Converted));
    let names: Vec<String> = inputs.into_iter().map(|input| input.input).collect();
    assert_eq!(names, (0..60).map(|number| format!("in/{number:02}.txt")).collect::<Vec<_>>());
}

#[cfg(target_os = "linux")]
#[test]
fn workers_end_with_their_parent() {
    let folder = folder();
    fs::write(folder.path().join("in/b.txt"), STORY.repeat(400_000)).unwrap();
    let mut child = command(folder.path(), &["convert", "in", "-o", "out"]).spawn().unwrap();
    let workers = || children(child.id());
    assert!(within(Duration::from_secs(20), || !workers().is_empty()), "no worker was started");
    let workers = workers();
    child.kill().unwrap();
    child.wait().unwrap();
    let gone = || workers.iter().all(|pid| !is_alive(*pid));
    assert!(within(Duration::from_secs(20), gone), "a worker outlives its parent");
}

/// Asks again and again until it is so, or time is up.
#[cfg(target_os = "linux")]
fn within(time: Duration, is_so: impl Fn() -> bool) -> bool {
    let began = Instant::now();
    while began.elapsed() < time {
        if is_so() {
            return true;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    false
}

#[cfg(target_os = "linux")]
fn children(parent: u32) -> Vec<u32> {
    let processes =
        fs::read_dir("/proc").unwrap().filter_map(|entry| entry.unwrap().file_name().to_str()?.parse().ok());
    processes.filter(|pid| status(*pid).is_some_and(|(_, found)| found == parent)).collect()
}

#[cfg(target_os = "linux")]
fn is_alive(pid: u32) -> bool {
    // A zombie is dead, and waits for whoever has inherited it.
    status(pid).is_some_and(|(state, _)| state != "Z")
}

/// State and parent of a process (proc_pid_stat(5)): they follow the name, which ends with the last parenthesis.
#[cfg(target_os = "linux")]
fn status(pid: u32) -> Option<(String, u32)> {
    let text = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    let mut fields = text.rsplit_once(')')?.1.split_whitespace();
    Some((fields.next()?.to_owned(), fields.next()?.parse().ok()?))
}

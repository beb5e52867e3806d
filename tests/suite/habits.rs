//! Small habits that people and scripts count on: what the program says of itself, how it takes a slip, and that
//! nothing but text goes where no terminal is.

use std::path::Path;

use crate::command::{command, errors, folder, run};

fn said(arguments: &[&str]) -> String {
    String::from_utf8(run(Path::new("."), arguments).stdout).unwrap()
}

#[test]
fn the_long_version_tells_the_build_and_the_short_one_is_a_line() {
    let short = said(&["-V"]);
    assert_eq!(short, format!("backissue {}\n", env!("CARGO_PKG_VERSION")));
    let long = said(&["--version"]);
    let keys: Vec<&str> = long.lines().skip(1).filter_map(|line| line.split(": ").next()).collect();
    assert_eq!((long.lines().next(), keys), (short.lines().next(), vec!["compiler", "target", "profile"]));
    assert!(!long.contains(": unknown"), "{long}");
}

#[test]
fn a_slip_is_met_with_the_nearest_word() {
    for (arguments, word) in [
        (&["covert", "a.pdf"][..], "convert"),
        (&["convert", "a.pdf", "--timout", "3"], "--timeout"),
        (&["convert", "a.pdf", "--on-error", "skipp"], "skip"),
    ] {
        let done = run(Path::new("."), arguments);
        assert_eq!(done.status.code(), Some(2), "{arguments:?}");
        assert!(errors(&done).contains(&format!("'{word}'")), "{arguments:?}: {}", errors(&done));
    }
}

#[test]
fn no_colour_and_no_progress_where_no_terminal_is() {
    let folder = folder();
    let mut command = command(folder.path(), &["convert", "in", "-o", "out"]);
    let done = command.env("TERM", "xterm-256color").env("CLICOLOR_FORCE", "1").output().unwrap();
    assert_eq!(done.status.code(), Some(1));
    let said = errors(&done);
    assert!(!said.contains(['\u{1b}', '\r']), "{said:?}");
    assert_eq!(said.lines().count(), 4, "a line an input, and one for all: {said}");
}

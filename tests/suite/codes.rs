//! The codes that docs/pipelines.md lists are those that the program uses, no more and no less.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

/// The first cells of the table that follows a heading.
fn table(heading: &str) -> BTreeSet<String> {
    let page = read("docs/pipelines.md");
    let section = page.split(&format!("\n## {heading}\n")).nth(1).unwrap();
    let section = section.split("\n## ").next().unwrap();
    let rows = section.lines().filter(|line| line.starts_with("| ")).skip(2);
    rows.map(|row| row.split('|').nth(1).unwrap().trim().trim_matches('`').to_owned()).collect()
}

/// What stands in quotation marks right after a word, white space aside.
fn quoted_after(text: &str, word: &str) -> Vec<String> {
    let after = text.split(word).skip(1).map(str::trim_start);
    let quoted = after.filter_map(|after| after.strip_prefix('"')?.split('"').next());
    quoted.map(str::to_owned).collect()
}

#[test]
fn the_codes_of_failures_are_listed() {
    let mut used: BTreeSet<String> =
        quoted_after(&read("crates/model/src/error.rs"), " =>").into_iter().collect();
    assert!(used.len() >= 6, "{used:?}");
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("crates/cli")).unwrap() {
        let source = fs::read_to_string(entry.unwrap().path()).unwrap();
        used.extend(quoted_after(source.split("#[cfg(test)]").next().unwrap(), "failure("));
    }
    assert_eq!(table("Codes of failures"), used);
}

#[test]
fn the_exit_codes_are_listed() {
    let main = read("crates/cli/main.rs");
    let used = main.split("Exit::").skip(1).filter_map(|after| after.split_once(" => ")?.1.split(',').next());
    let used: BTreeSet<String> = used.filter(|code| code.parse::<u8>().is_ok()).map(str::to_owned).collect();
    assert_eq!(table("Exit codes"), used);
}

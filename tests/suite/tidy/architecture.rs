//! The tables of docs/architecture.md against the manifests: which crates depend on which, and why on what
//! others made.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use serde_json::Value;

use super::{assert_none, read, root};

/// What the names of our crates begin with.
const OURS: &str = "backissue-";

#[test]
fn crates_depend_on_what_the_architecture_says() {
    let documented = documented_edges(&read("docs/architecture.md"));
    let actual = manifest_edges();
    assert!(actual.len() > 10, "the workspace has {} crates", actual.len());
    let names: BTreeSet<&String> = documented.keys().chain(actual.keys()).collect();
    let differences =
        names.into_iter().filter(|name| documented.get(*name) != actual.get(*name)).map(|name| {
            format!("{name}: the table says {:?}, the manifest {:?}", documented.get(name), actual.get(name))
        });
    assert_none("crates whose edges differ from docs/architecture.md", differences);
}

#[test]
fn dependencies_have_their_reasons() {
    let document = read("docs/architecture.md");
    let explained: BTreeSet<String> =
        table(&document, "Dependencies").into_iter().map(|row| row[0].clone()).collect();
    let used: BTreeSet<String> = packages()
        .iter()
        .flat_map(|package| dependencies(package, |_| true))
        .filter(|name| !name.starts_with(OURS))
        .collect();
    assert!(used.len() > 10, "the workspace has {} dependencies", used.len());
    assert_none(
        "dependencies of which docs/architecture.md gives no reason, or that are gone",
        used.symmetric_difference(&explained).cloned(),
    );
}

#[test]
fn the_table_of_crates_is_read_to_its_end() {
    let document = "# A\n\n## Crates\n\n| crate | one line | may depend on |\n| --- | --- | --- |\n\
        | `model` | x | - |\n| `docx` | y | model, `package` |\n\n## Next\n\n| a | b |\n";
    let edges = documented_edges(document);
    assert_eq!(edges.keys().collect::<Vec<_>>(), ["docx", "model"]);
    assert_eq!(edges["docx"].iter().collect::<Vec<_>>(), ["model", "package"]);
    assert!(edges["model"].is_empty());
}

/// The cells of the table below a heading of the second level, without the two rows of its head.
fn table(document: &str, heading: &str) -> Vec<Vec<String>> {
    let section = document.split(&format!("\n## {heading}\n")).nth(1);
    let section = section.unwrap_or_else(|| panic!("docs/architecture.md has a section {heading}"));
    let section = section.split("\n## ").next().unwrap_or_default();
    let rows = section.lines().filter(|line| line.starts_with('|')).skip(2);
    let cells = |row: &str| {
        row.trim_matches('|').split('|').map(|cell| cell.replace('`', "").trim().to_owned()).collect()
    };
    rows.map(cells).collect()
}

/// The table of crates: the first column is a crate, the last lists those of ours that it depends on, or `-`.
fn documented_edges(document: &str) -> BTreeMap<String, BTreeSet<String>> {
    let edges = |row: &[String]| {
        let names = row.last().map_or("", String::as_str).split(',').map(str::trim);
        names.filter(|name| !matches!(*name, "" | "-")).map(str::to_owned).collect()
    };
    table(document, "Crates").into_iter().map(|row| (row[0].clone(), edges(&row))).collect()
}

/// What the manifests say, dependencies for tests left out. The root package, the command, is `backissue`.
fn manifest_edges() -> BTreeMap<String, BTreeSet<String>> {
    let short = |name: &str| name.strip_prefix(OURS).unwrap_or(name).to_owned();
    let edges = |package: &Value| {
        let names = dependencies(package, |dependency| dependency["kind"] != "dev");
        names.filter_map(|name| name.strip_prefix(OURS).map(str::to_owned)).collect()
    };
    packages().iter().map(|package| (short(text(&package["name"])), edges(package))).collect()
}

/// The packages of the workspace, as cargo describes them.
fn packages() -> Vec<Value> {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["metadata", "--no-deps", "--offline", "--format-version", "1"]).current_dir(root());
    let said = cargo.output().expect("cargo runs");
    let metadata: Value = serde_json::from_slice(&said.stdout).expect("cargo describes in JSON");
    metadata["packages"].as_array().expect("the workspace has packages").clone()
}

fn dependencies(package: &Value, counts: impl Fn(&Value) -> bool) -> impl Iterator<Item = String> {
    let all = package["dependencies"].as_array().expect("a package lists its dependencies");
    all.iter()
        .filter(move |dependency| counts(dependency))
        .map(|dependency| text(&dependency["name"]).to_owned())
}

fn text(value: &Value) -> &str {
    value.as_str().expect("a name is text")
}

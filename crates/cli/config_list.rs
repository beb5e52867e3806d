//! `--metadata FILE.csv`: what is known of many inputs, a row for each.
//!
//! The first column has the name of the input, or the end of its path; the others are named after the keys of
//! `--meta`. An empty cell says nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};

use serde_json::{Value, json};

use crate::config_file::{self, Layer};
use crate::disk;
use crate::metadata::Origin;

/// A list, read.
#[derive(Debug, Default)]
pub(crate) struct List {
    rows: BTreeMap<String, Layer>,
    /// How many parts the longest path in the list has.
    deepest: usize,
}

/// Reads a list.
///
/// # Errors
///
/// A sentence that names the file and the line.
pub(crate) fn read(path: &Path) -> Result<List, String> {
    let shown = path.display();
    let bytes = disk::read(path).map_err(|message| format!("{shown}: {message}"))?;
    parse(&bytes).map_err(|(line, message)| format!("{shown}, line {line}: {message}"))
}

/// The row of an input: of several that fit, that with the longest path.
pub(crate) fn row<'a>(list: &'a List, input: &Path) -> Option<&'a Layer> {
    key(list, input).and_then(|key| list.rows.get(&key))
}

/// The rows that are of none of these inputs.
pub(crate) fn unused(list: &List, inputs: impl Iterator<Item = PathBuf>) -> Vec<&str> {
    let used: BTreeSet<String> = inputs.filter_map(|input| key(list, &input)).collect();
    list.rows.keys().filter(|row| !used.contains(*row)).map(String::as_str).collect()
}

fn key(list: &List, input: &Path) -> Option<String> {
    let parts = parts(input);
    let longest = parts.len().min(list.deepest);
    let ends = (1..=longest).rev().map(|length| parts[parts.len() - length..].join("/"));
    ends.into_iter().find(|end| list.rows.contains_key(end))
}

/// The names along a path.
fn parts(path: &Path) -> Vec<String> {
    let name = |part| match part {
        Component::Normal(name) => Some(name.to_string_lossy().into_owned()),
        _ => None,
    };
    path.components().filter_map(name).collect()
}

/// What is wrong, and on which line.
type Fault = (u64, String);

fn parse(bytes: &[u8]) -> Result<List, Fault> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(bytes);
    let fault = |error: &csv::Error| {
        let line = error.position().map_or(1, csv::Position::line);
        (line, format!("not a list of comma-separated values in UTF-8: {}", plain(error)))
    };
    let head = reader.headers().map_err(|error| fault(&error))?.clone();
    if head.is_empty() {
        return Err((1, "no row that names the columns".to_owned()));
    }
    let mut list = List::default();
    for record in reader.records() {
        let record = record.map_err(|error| fault(&error))?;
        let line = record.position().map_or(1, csv::Position::line);
        let name = record.get(0).unwrap_or_default().replace('\\', "/");
        let parts = parts(Path::new(&name));
        if parts.is_empty() {
            return Err((line, "no name of a file in the first column".to_owned()));
        }
        let cells = head.iter().zip(record.iter()).skip(1).filter(|(_, cell)| !cell.is_empty());
        let meta: Layer = cells.map(|(key, cell)| (key.to_owned(), Value::from(cell))).collect();
        config_file::options(&Layer::from_iter([("meta".to_owned(), json!(meta))]))
            .map_err(|message| (if message.contains("unknown") { 1 } else { line }, message))?;
        let meta: Layer = meta.into_iter().map(|(key, value)| (key, Origin::List.of(value))).collect();
        list.deepest = list.deepest.max(parts.len());
        if list.rows.insert(parts.join("/"), Layer::from_iter([("meta".to_owned(), json!(meta))])).is_some() {
            return Err((line, format!("a second row for {name}")));
        }
    }
    Ok(list)
}

/// What is wrong, without the place that is told beside it.
fn plain(error: &csv::Error) -> String {
    match error.kind() {
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            format!("{len} cells in a row, {expected_len} in the first")
        }
        csv::ErrorKind::Utf8 { .. } => "a row is not UTF-8".to_owned(),
        other => format!("{other:?}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str = "file,volume,date\n01.txt,3,\n1921/01.txt,4,1921-03-04\nsub\\02.txt,,1922\n";

    #[test]
    fn the_longest_path_that_fits_counts_and_empty_cells_say_nothing() {
        let list = parse(LIST.as_bytes()).expect("it is sound");
        let row = |path: &str| row(&list, Path::new(path)).map(|row| row["meta"].to_string());
        assert_eq!(row("a/01.txt").as_deref(), Some(r#"{"volume":{"from":"list","value":"3"}}"#));
        assert!(row("a/1921/01.txt").is_some_and(|row| row.contains("1921-03-04")));
        assert!(row("sub/02.txt").is_some_and(|row| !row.contains("volume")));
        assert_eq!(row("02.txt"), None);
        let inputs = ["x/01.txt", "sub/02.txt"].map(PathBuf::from);
        assert_eq!(unused(&list, inputs.into_iter()), ["1921/01.txt"]);
    }

    #[test]
    fn mistakes_are_told_with_their_line() {
        let fault = |text: &str| parse(text.as_bytes()).expect_err("it is wrong");
        let (line, message) = fault("file,volum\na.txt,3\n");
        assert!(line == 1 && message.contains("is volume meant?"), "{message}");
        assert_eq!(fault("file,date\na.txt,1921\nb.txt,yesterday\n").0, 3);
        assert_eq!(fault("file,date\na.txt,1921\na.txt,1922\n"), (3, "a second row for a.txt".to_owned()));
        assert!(fault("file,date\na.txt\n").1.contains("1 cells in a row, 2 in the first"));
    }
}

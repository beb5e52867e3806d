//! Configuration files: TOML or JSON to options by their names, with errors that tell the line and the nearest name.
//! Where such files lie and which stands over which is not known here.

use std::path::Path;

use serde_json::{Map, Value};
use toml::de::{DeTable, DeValue};

use crate::disk;
use crate::metadata::{self, Origin};
use crate::output_options::attachment;
use crate::task::TaskOptions;

/// Options by their names, as they stand in a task: a layer that goes over others.
pub(crate) type Layer = Map<String, Value>;

/// Largest configuration file in bytes: one that is larger is something else, named by mistake.
const LARGEST: usize = 1 << 20;

/// Largest cover or style sheet in bytes: it goes to every worker with every task.
const LARGEST_ATTACHED: usize = 16 << 20;

/// Options that name a file, whose bytes they stand for.
const ATTACHED: [(&str, &str); 2] = [("epub", "cover"), ("epub", "stylesheet")];

/// Values of such options that are no file names.
const WORDS: [&str; 2] = ["none", "typographic"];

/// How much of a name may be mistyped for another to be meant, as a share of its length.
const MISTYPED: f64 = 0.4;

/// Reads a configuration file: JSON by its extension, else TOML. Files that it names are looked for beside it.
///
/// # Errors
///
/// A sentence that begins with the file's name, and the line where there is one.
pub(crate) fn read(path: &Path, origin: Origin) -> Result<Layer, String> {
    let shown = path.display();
    let bytes = disk::read(path).map_err(|message| format!("{shown}: {message}"))?;
    if bytes.len() > LARGEST {
        return Err(format!("{shown}: larger than a configuration can be"));
    }
    let text = String::from_utf8(bytes).map_err(|_| format!("{shown}: not in UTF-8"))?;
    let text = text.trim_start_matches('\u{feff}');
    let is_json = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json"));
    let parsed = if is_json { json(text) } else { toml(text) };
    let mut layer = parsed.map_err(|(line, message)| match line {
        Some(line) => format!("{shown}, line {line}: {message}"),
        None => format!("{shown}: {message}"),
    })?;
    settle(&mut layer, origin, path.parent().unwrap_or(Path::new("")))
        .map_err(|message| format!("{shown}: {message}"))?;
    Ok(layer)
}

/// A single option as `--set` takes it: a dotted name and a value of TOML, or text.
///
/// # Errors
///
/// A sentence.
pub(crate) fn option(text: &str) -> Result<Layer, String> {
    let (name, value) = text.split_once('=').ok_or("wanted NAME=VALUE, such as markdown.wrap=80")?;
    let mut value = match DeValue::parse(value.trim()) {
        Ok(parsed) => plain(parsed.get_ref(), &mut Vec::new()),
        Err(_) => Value::String(value.trim().to_owned()),
    };
    let mut layer = Layer::new();
    for (depth, part) in name.split('.').rev().map(str::trim).enumerate() {
        let inner = std::mem::take(&mut layer);
        let inner = if depth == 0 { std::mem::take(&mut value) } else { Value::Object(inner) };
        layer.insert(part.to_owned(), inner);
    }
    let wrong = |message: String| format!("{}: {message}", name.trim());
    check(&layer).map_err(wrong)?;
    settle(&mut layer, Origin::Given, Path::new("")).map_err(wrong)?;
    Ok(layer)
}

/// Puts a layer over another: table by table, value by value.
pub(crate) fn lay(over: &Layer, under: &mut Layer) {
    for (key, value) in over {
        match (under.get_mut(key), value) {
            (Some(Value::Object(under)), Value::Object(over)) => lay(over, under),
            _ => drop(under.insert(key.clone(), value.clone())),
        }
    }
}

/// The options that a layer stands for.
///
/// # Errors
///
/// What is wrong with it, with the nearest name.
pub(crate) fn options(layer: &Layer) -> Result<TaskOptions, String> {
    serde_json::from_value(Value::Object(layer.clone())).map_err(|error| {
        let message = error.to_string().replace("expected usize", "expected a whole number");
        let unknown = message.strip_prefix("unknown field `").and_then(|rest| rest.split('`').next());
        match unknown
            .filter(|name| layer.contains_key(*name))
            .and_then(|name| nearest(name, metadata::keys()))
        {
            Some(key) => format!("{message}; is meta.{key} meant?"),
            None => with_nearest(&message),
        }
    })
}

/// An error of serde, and the known name that comes nearest to the unknown one. Such messages name the unknown and
/// then the known ones, each in backquotes.
pub(crate) fn with_nearest(message: &str) -> String {
    let mut quoted = message.split('`').skip(1).step_by(2);
    let wrong = quoted.next().filter(|_| message.starts_with("unknown"));
    match wrong.and_then(|wrong| nearest(wrong, quoted)) {
        Some(nearest) => format!("{message}; is {nearest} meant?"),
        None => message.to_owned(),
    }
}

/// The name that may have been meant, if one comes near.
fn nearest<'a>(wrong: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let distance = |known: &str| strsim::normalized_damerau_levenshtein(wrong, known);
    let nearest = known.max_by(|a, b| distance(a).total_cmp(&distance(b)))?;
    (distance(nearest) >= 1.0 - MISTYPED).then_some(nearest)
}

/// Notes where metadata comes from, and takes in the files that options name; relative names start from the folder.
///
/// # Errors
///
/// Which file cannot be read.
pub(crate) fn settle(layer: &mut Layer, origin: Origin, folder: &Path) -> Result<(), String> {
    if let Some(Value::Object(meta)) = layer.get_mut("meta") {
        meta.values_mut().for_each(|value| *value = origin.of(std::mem::take(value)));
    }
    for (part, name) in ATTACHED {
        let value = layer.get_mut(part).and_then(|part| part.get_mut(name));
        let Some(Value::String(path)) = value else { continue };
        if !WORDS.contains(&path.as_str()) && !path.starts_with("data:") {
            *path = attached(&folder.join(&*path))?;
        }
    }
    Ok(())
}

fn check(layer: &Layer) -> Result<(), String> {
    options(layer).map(|_| ())
}

/// What is wrong, and on which line where that is known.
type Fault = (Option<usize>, String);

fn json(text: &str) -> Result<Layer, Fault> {
    let fault = |error: serde_json::Error| (Some(error.line()), error.to_string());
    let mut layer: Layer = serde_json::from_str(text).map_err(fault)?;
    texts(&mut layer);
    check(&layer).map_err(|message| (None, message))?;
    Ok(layer)
}

fn toml(text: &str) -> Result<Layer, Fault> {
    let line = |at: usize| text.get(..at).map_or(1, |before| before.matches('\n').count() + 1);
    let parsed = DeTable::parse(text)
        .map_err(|error| (error.span().map(|span| line(span.start)), error.message().to_owned()))?;
    let mut words = Vec::new();
    let mut layer = table(parsed.get_ref(), &mut words);
    texts(&mut layer);
    check(&layer).map_err(|message| {
        let wrong = message.split(['`', '"']).nth(1);
        let found = words.iter().find(|(word, _)| Some(word.as_str()) == wrong);
        (found.map(|(_, at)| line(*at)), message)
    })?;
    Ok(layer)
}

/// A table of TOML as JSON; notes each key and text with its place.
fn table(table: &DeTable<'_>, words: &mut Vec<(String, usize)>) -> Layer {
    let entry = |(key, value): (&toml::Spanned<_>, &toml::Spanned<DeValue<'_>>)| {
        let name: &std::borrow::Cow<'_, str> = key.get_ref();
        words.push((name.to_string(), key.span().start));
        if let DeValue::String(text) = value.get_ref() {
            words.push((text.to_string(), value.span().start));
        }
        (name.to_string(), plain(value.get_ref(), words))
    };
    table.iter().map(entry).collect()
}

fn plain(value: &DeValue<'_>, words: &mut Vec<(String, usize)>) -> Value {
    match value {
        DeValue::String(text) => Value::String(text.to_string()),
        DeValue::Integer(number) => {
            let parsed = i64::from_str_radix(number.as_str(), number.radix());
            parsed.map_or_else(|_| Value::String(number.to_string()), Value::from)
        }
        DeValue::Float(number) => Value::String(number.to_string()),
        DeValue::Boolean(value) => Value::Bool(*value),
        // A date needs no quotes in TOML.
        DeValue::Datetime(date) => Value::String(date.to_string()),
        DeValue::Array(array) => array.iter().map(|value| plain(value.get_ref(), words)).collect(),
        DeValue::Table(inner) => Value::Object(table(inner, words)),
    }
}

/// Numbers among what is known of an issue are texts: `number = 17`.
fn texts(layer: &mut Layer) {
    let Some(Value::Object(meta)) = layer.get_mut("meta") else { return };
    for value in meta.values_mut().filter(|value| value.is_number()) {
        *value = Value::String(value.to_string());
    }
}

/// A file as a `data:` URI.
fn attached(path: &Path) -> Result<String, String> {
    let bytes = disk::read(path).map_err(|message| format!("{}: {message}", path.display()))?;
    if bytes.len() > LARGEST_ATTACHED {
        return Err(format!("{}: larger than 16 MiB", path.display()));
    }
    Ok(attachment(&bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str =
        "departments = [\"Town\"]\n\n[meta]\nvolume = 12\ndate = 1921-03-04\n\n[markdown]\nwrap = 80\n";

    fn line_and_message(text: &str) -> (usize, String) {
        let (line, message) = toml(text).expect_err("it is wrong");
        (line.expect("its line is known"), message)
    }

    #[test]
    fn numbers_and_dates_need_no_quotes() {
        let layer = toml(FILE).expect("it is sound");
        assert_eq!(layer["meta"], serde_json::json!({ "volume": "12", "date": "1921-03-04" }));
        assert_eq!(options(&layer).expect("it is sound").markdown.wrap, Some(80));
    }

    #[test]
    fn mistakes_are_told_with_their_line_and_the_nearest_name() {
        let (line, message) = line_and_message("[meta]\nvolume = 3\npublicaton = \"Beacon\"\n");
        assert!(line == 3 && message.ends_with("is publication meant?"), "{message}");
        let (line, message) = line_and_message("\n[markdwon]\nwrap = 80\n");
        assert!(line == 2 && message.ends_with("is markdown meant?"), "{message}");
        let (line, message) = line_and_message("[markdown]\nflavor = \"pandok\"\n");
        assert!(line == 2 && message.ends_with("is pandoc meant?"), "{message}");
        assert!(!line_and_message("colour = 1\n").1.contains("meant"));
        let (line, message) = line_and_message("departments = []\npublcation = \"Beacon\"\n");
        assert!(line == 2 && message.ends_with("is meta.publication meant?"), "{message}");
        let (line, message) = line_and_message("\n[markdown]\nwrap = \"eighty\"\n");
        assert!(line == 3 && message.ends_with("\"eighty\", expected a whole number"), "{message}");
        assert_eq!(line_and_message("a = 1\nb = = 2\n").0, 2);
    }

    #[test]
    fn an_option_of_the_command_line_is_a_layer() {
        let layer = option("markdown.wrap=72").expect("it is sound");
        assert_eq!(Value::Object(layer), serde_json::json!({ "markdown": { "wrap": 72 } }));
        let layer = option("departments=[\"Town\", \"Quay\"]").expect("it is sound");
        assert_eq!(options(&layer).expect("it is sound").departments, ["Town", "Quay"]);
        assert!(option("markdown.wrop=72").is_err_and(|message| message.ends_with("is wrap meant?")));
        assert!(option("markdown").is_err());
    }

    #[test]
    fn a_layer_goes_over_another_value_by_value() {
        let mut under = toml(FILE).expect("it is sound");
        lay(&toml("[meta]\nvolume = \"\"\n[epub]\ncover = \"none\"\n").expect("it is sound"), &mut under);
        assert_eq!(under["meta"], serde_json::json!({ "volume": "", "date": "1921-03-04" }));
        assert_eq!(under["epub"], serde_json::json!({ "cover": "none" }));
    }

    #[test]
    fn files_that_options_name_lie_beside_the_file() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let path = folder.path().join("backissue.toml");
        std::fs::write(folder.path().join("house.css"), "p{}").expect("a file can be written");
        std::fs::write(&path, "[epub]\nstylesheet = \"house.css\"\n").expect("a file can be written");
        let settled =
            read(&path, Origin::Configuration).and_then(|layer| options(&layer)).expect("it is sound");
        let write = settled.for_library().write;
        assert_eq!(write.epub.stylesheet.as_deref(), Some("p{}"));
        let public = settled.without_secrets();
        assert!(public.epub.stylesheet.as_ref().is_some_and(|digest| digest.starts_with("sha256:")));
        assert!(public.epub.is_digested() && !settled.epub.is_digested());
        std::fs::write(&path, "[epub]\ncover = \"gone.jpg\"\n").expect("a file can be written");
        assert!(read(&path, Origin::Configuration).is_err_and(|message| message.contains("gone.jpg")));
    }
}

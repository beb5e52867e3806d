//! What is known and wanted of each input: configuration files of its folders, a list, a file beside it, and the
//! command line, one over the other. What may stand in them, `config_file` knows.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf, absolute};
use std::sync::{Arc, Mutex, PoisonError};

use backissue_convert::Failure;
use serde_json::{Value, json};

use crate::args::ReadingOptions;
use crate::config_file::{self, Layer};
use crate::config_list::{self, List};
use crate::input_list::Inputs;
use crate::inputs::Input;
use crate::metadata::{Origin, Settings};
use crate::task::{TaskOptions, failure};

/// The file that is looked for in the folders of inputs.
pub(crate) const NAME: &str = "backissue.toml";

/// Endings of a file beside an input, after the input's name without its extension.
const BESIDE: [&str; 2] = [".meta.toml", ".meta.json"];

/// Most folders whose layers are remembered: inputs come folder by folder, and an archive may have a folder an issue.
const KNOWN: usize = 256;

/// All sources of options.
pub(crate) struct Configuration {
    /// What `--config` names, in place of the files in folders.
    file: Option<Layer>,
    /// What `--metadata` names.
    list: Option<List>,
    /// The command line.
    given: Layer,
    /// The current folder.
    here: PathBuf,
    /// Layers of the folders that were asked for last, those of outer ones under them.
    folders: Mutex<BTreeMap<PathBuf, Arc<Layer>>>,
}

/// Reads what the command line names.
///
/// # Errors
///
/// A sentence that names the file and the line.
pub(crate) fn open(options: &ReadingOptions) -> Result<Configuration, String> {
    let file = options.config.as_deref().map(|path| config_file::read(path, Origin::Configuration));
    let list = options.metadata.as_deref().map(config_list::read);
    let given = given(options)?;
    let here = absolute(".").unwrap_or_default();
    Ok(Configuration {
        file: file.transpose()?,
        list: list.transpose()?,
        given,
        here,
        folders: Mutex::default(),
    })
}

/// Reads the configuration files in the folders of all inputs, so that a mistake in one is told before the work
/// begins.
///
/// # Errors
///
/// A sentence that names the file and the line.
pub(crate) fn check(configuration: &Configuration, inputs: &Inputs) -> Result<(), String> {
    inputs.iter().try_for_each(|input| of_folder(configuration, &input).map(|_| ()))
}

/// Names of the list's rows that no input has.
pub(crate) fn unused<'a>(configuration: &'a Configuration, inputs: &Inputs) -> Vec<&'a str> {
    let Some(list) = &configuration.list else { return Vec::new() };
    config_list::unused(list, inputs.iter().filter_map(|input| input.path().map(Path::to_owned)))
}

/// The options for one input.
///
/// # Errors
///
/// What is wrong with the file beside it.
pub(crate) fn settle(configuration: &Configuration, input: &Input) -> Result<TaskOptions, Failure> {
    let wrong = |message: String| failure("configuration", message);
    let folders = of_folder(configuration, input).map_err(wrong)?;
    let mut layer = Layer::clone(&folders);
    if let Some(path) = input.path() {
        if let Some(row) = configuration.list.as_ref().and_then(|list| config_list::row(list, path)) {
            config_file::lay(row, &mut layer);
        }
        for path in beside(path) {
            let over = config_file::read(&path, Origin::Beside).map_err(wrong)?;
            config_file::lay(&over, &mut layer);
        }
    }
    config_file::lay(&configuration.given, &mut layer);
    config_file::options(&layer).map_err(wrong)
}

/// Whether a file tells of the input beside it, and is none itself.
pub(crate) fn is_beside(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    BESIDE.iter().any(|ending| name.ends_with(ending))
}

/// The options where no input is meant: those of the current folder, or of the file that stands in its place, and of
/// the command line.
///
/// # Errors
///
/// A sentence that names the file and the line.
pub(crate) fn general(configuration: &Configuration) -> Result<TaskOptions, String> {
    let mut layer = Layer::clone(&*of_folder(configuration, &Input::Stdin)?);
    config_file::lay(&configuration.given, &mut layer);
    config_file::options(&layer)
}

fn given(options: &ReadingOptions) -> Result<Layer, String> {
    let mut layer = Layer::new();
    for option in &options.set {
        config_file::lay(&config_file::option(option)?, &mut layer);
    }
    let flags = [
        ("from", json!(options.from)),
        ("password", json!(options.password)),
        ("encoding", json!(options.encoding)),
        ("changes", json!(options.changes)),
        ("comments", json!(options.comments)),
    ];
    layer.extend(
        flags.into_iter().filter(|(_, value)| !value.is_null()).map(|(key, value)| (key.to_owned(), value)),
    );
    if let Value::Object(meta) = json!({ "meta": Settings(options.meta.clone()) }) {
        config_file::lay(&meta, &mut layer);
    }
    Ok(layer)
}

/// The layer of the folder that an input lies in.
fn of_folder(configuration: &Configuration, input: &Input) -> Result<Arc<Layer>, String> {
    if let Some(file) = &configuration.file {
        return Ok(Arc::new(file.clone()));
    }
    let folder = match input {
        Input::Stdin => Path::new("."),
        Input::File { path, .. } => path.parent().unwrap_or(Path::new("")),
        Input::Memory(_) | Input::Missing(_) => return Ok(Arc::default()),
    };
    let folder = if folder.as_os_str().is_empty() {
        configuration.here.clone()
    } else {
        absolute(folder).unwrap_or_default()
    };
    let mut known = configuration.folders.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(layer) = known.get(&folder) {
        return Ok(layer.clone());
    }
    let layer = Arc::new(of_chain(&folder, &configuration.here)?);
    if known.len() == KNOWN {
        known.clear();
    }
    known.insert(folder, layer.clone());
    Ok(layer)
}

/// The configuration files of a folder and of those around it, inner over outer: up to the current folder, or, for
/// what lies elsewhere, to the outermost.
fn of_chain(folder: &Path, here: &Path) -> Result<Layer, String> {
    let top = if folder.starts_with(here) { here } else { Path::new("") };
    let chain: Vec<&Path> = folder.ancestors().take_while(|folder| folder.starts_with(top)).collect();
    let mut layer = Layer::new();
    for folder in chain.into_iter().rev() {
        let path = folder.join(NAME);
        if path.is_file() {
            config_file::lay(&config_file::read(&path, Origin::Configuration)?, &mut layer);
        }
    }
    Ok(layer)
}

fn beside(input: &Path) -> impl Iterator<Item = PathBuf> {
    let stem = input.file_stem().unwrap_or_default().to_owned();
    let folder = input.parent().unwrap_or(Path::new("")).to_owned();
    let paths = BESIDE.into_iter().map(move |ending| {
        let mut name = stem.clone();
        name.push(ending);
        folder.join(name)
    });
    paths.filter(|path| path.is_file())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use clap::Parser as _;

    use super::*;
    use crate::args::{Arguments, Command};

    fn write(folder: &Path, files: &[(&str, &str)]) {
        for (name, text) in files {
            let path = folder.join(name);
            fs::create_dir_all(path.parent().expect("it has a folder")).expect("folders can be made");
            fs::write(path, text).expect("a file can be written");
        }
    }

    fn opened(arguments: &[&str]) -> Result<Configuration, String> {
        let line = ["backissue", "convert", "-"].iter().chain(arguments);
        match Arguments::parse_from(line).command {
            Command::Convert(options) => open(&options.reading),
            other => panic!("another command: {other:?}"),
        }
    }

    fn one(input: &Path) -> Inputs {
        Inputs::one(Input::file(input, None))
    }

    /// The metadata of an input, as JSON.
    fn meta(configuration: &Configuration, input: &Path) -> Value {
        let options = settle(configuration, &Input::file(input, None)).expect("all is sound");
        serde_json::to_value(options.meta).expect("it has string keys")
    }

    #[test]
    fn nearer_sources_go_over_farther_ones() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let at = |name: &str| folder.path().join(name);
        write(
            folder.path(),
            &[
                (NAME, "[meta]\npublisher = \"outer\"\ntitle = \"outer\"\n"),
                ("beacon/backissue.toml", "[meta]\ntitle = \"inner\"\nissn = \"inner\"\ncn = \"inner\"\n"),
                ("list.csv", "file,issn,cn,volume\nbeacon/01.txt,list,list,list\n"),
                ("beacon/01.meta.toml", "[meta]\ncn = \"beside\"\nvolume = 7\n"),
            ],
        );
        let list = at("list.csv").to_string_lossy().into_owned();
        let configuration = opened(&["--metadata", &list, "--meta", "volume=8"]).expect("all is sound");
        let value = |value: &str, from: &str| json!({ "value": value, "from": from });
        assert_eq!(
            meta(&configuration, &at("beacon/01.txt")),
            json!({
                "publisher": value("outer", "configuration"),
                "title": value("inner", "configuration"),
                "issn": value("list", "list"),
                "cn": value("beside", "beside"),
                "volume": "8",
            })
        );
        assert_eq!(unused(&configuration, &one(&at("beacon/02.txt"))), ["beacon/01.txt"]);
    }

    #[test]
    fn a_named_file_stands_in_place_of_those_in_folders() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        write(folder.path(), &[(NAME, "[meta]\nvolume = 1\n"), ("own.toml", "[meta]\nnumber = 2\n")]);
        let own = folder.path().join("own.toml").to_string_lossy().into_owned();
        let configuration = opened(&["--config", &own]).expect("it is sound");
        let value = json!({ "number": { "value": "2", "from": "configuration" } });
        assert_eq!(meta(&configuration, &folder.path().join("a.txt")), value);
    }

    #[test]
    fn mistakes_are_told_before_the_work_and_those_beside_an_input_as_its_failure() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        write(folder.path(), &[(NAME, "[metta]\n"), ("sub/a.meta.json", "{\"meta\": {\"volum\": \"1\"}}")]);
        let configuration = opened(&[]).expect("nothing is named");
        let message = check(&configuration, &one(&folder.path().join("a.txt"))).expect_err("it is misspelt");
        assert!(message.contains("line 1") && message.ends_with("is meta meant?"), "{message}");
        write(folder.path(), &[(NAME, "")]);
        let configuration = opened(&[]).expect("nothing is named");
        let failure = settle(&configuration, &Input::file(&folder.path().join("sub/a.txt"), None));
        let failure = failure.expect_err("it is misspelt");
        assert_eq!(failure.code, "configuration");
        assert!(failure.message.ends_with("is volume meant?"), "{}", failure.message);
    }
}

//! Which files are meant: arguments that name files, folders and patterns, to inputs in a stable order.
//!
//! Nothing is opened here but folders.

use std::fs;
use std::path::{Component, Path, PathBuf};

use backissue_convert::Format;
use walkdir::{DirEntry, WalkDir};

use crate::configuration;
use crate::input_list::Inputs;
use crate::inputs::Input;
use crate::messages::counted;

/// Most paths that one pattern may name: a slip such as `/**/*` would otherwise list a whole disk.
const MATCHES: usize = 1_000_000;

/// Finds what the arguments mean. In folders only files with an extension of a readable format count, or of the
/// format that `from` names; `output`, if it lies in one, is left out, since it holds results.
pub(crate) fn gather(arguments: &[PathBuf], from: Option<Format>, output: Option<&Path>) -> Inputs {
    let mut inputs = Inputs::default();
    let output = output.and_then(|path| fs::canonicalize(path).ok());
    let search = Search { from, output, prefixed: arguments.len() > 1 };
    for argument in arguments {
        if argument.as_os_str() == "-" {
            inputs.add(Input::Stdin);
        } else if argument.is_dir() {
            add_folder(argument, &search, &mut inputs);
        } else if fs::symlink_metadata(argument).is_err() && is_pattern(argument) {
            add_matches(argument, &mut inputs);
        } else {
            inputs.add(Input::file(argument, None));
        }
    }
    if arguments.len() > 1 {
        inputs.pass_over_repeated();
    }
    inputs.complete();
    inputs.single = arguments.len() == 1
        && !arguments[0].is_dir()
        && inputs.len() == 1
        && (!is_pattern(&arguments[0]) || arguments[0].exists());
    inputs
}

/// What a walk through folders looks for.
struct Search {
    from: Option<Format>,
    output: Option<PathBuf>,
    /// Whether results stand under the folder's own name, so that those of several folders stay apart.
    prefixed: bool,
}

fn is_pattern(path: &Path) -> bool {
    path.to_str().is_some_and(|text| text.contains(['*', '?', '[']))
}

fn add_folder(folder: &Path, search: &Search, inputs: &mut Inputs) {
    let before = inputs.len();
    let above = usize::from(search.prefixed && folder.file_name().is_some());
    // A walk in order would keep all entries of a folder in memory; put in order are only those that count.
    let walk = WalkDir::new(folder).into_iter();
    for entry in walk.filter_entry(|entry| is_wanted(entry, search)) {
        match entry {
            Ok(entry) => add_entry(&entry, above, search, inputs),
            Err(error) => {
                let path = error.path().unwrap_or(folder);
                inputs.add(Input::missing(path, "the folder cannot be read"));
            }
        }
    }
    inputs.sort_from(before);
    if inputs.len() == before {
        let others = inputs.passed_over().len() as u64;
        let what = search.from.map_or("PDF, text or DOCX".to_owned(), |format| format.name().to_uppercase());
        let message = format!("no {what} file in this folder ({} passed over)", counted(others, "file"));
        inputs.add(Input::missing(folder, message));
    }
}

/// Hidden files and folders hold what programs keep for themselves; the output folder holds results.
fn is_wanted(entry: &DirEntry, search: &Search) -> bool {
    let hidden = entry.depth() > 0 && entry.file_name().as_encoded_bytes().starts_with(b".");
    let results = entry.depth() > 0
        && entry.file_type().is_dir()
        && search.output.is_some()
        && fs::canonicalize(entry.path()).ok() == search.output;
    !hidden && !results
}

/// `above` is how many parts of the folder's own path belong to the places of results.
fn add_entry(entry: &DirEntry, above: usize, search: &Search, inputs: &mut Inputs) {
    if entry.file_type().is_dir() {
        return;
    }
    let path = entry.path();
    // Links to files are followed, links to folders are not: they may lead in circles.
    let is_file = fs::metadata(path).is_ok_and(|metadata| metadata.is_file());
    if !is_file {
        inputs.pass_over(path, "not a regular file");
    } else if !has_wanted_extension(path, search.from) {
        inputs.pass_over(path, "not of a format that is converted; name it to try");
    } else {
        inputs.add(Input::file(path, Some(above + entry.depth())));
    }
}

/// JSON counts only when it is asked for: folders are full of JSON that is no issue, reports among it.
fn has_wanted_extension(path: &Path, from: Option<Format>) -> bool {
    if configuration::is_beside(path) {
        return false;
    }
    let promised = path.extension().and_then(|extension| Format::from_extension(extension.to_str()?));
    match from {
        Some(from) => promised == Some(from),
        None => promised.is_some_and(|format| format != Format::Json),
    }
}

fn add_matches(pattern: &Path, inputs: &mut Inputs) {
    let before = inputs.len();
    let fixed: PathBuf = pattern.components().take_while(|part| !is_pattern(as_path(part))).collect();
    // The caller has made sure that a pattern is UTF-8.
    let paths = pattern.to_str().map(glob::glob).and_then(Result::ok);
    for path in paths.into_iter().flatten().filter_map(Result::ok).take(MATCHES).filter(|path| path.is_file())
    {
        let depth = path.strip_prefix(&fixed).ok().map(|inside| inside.components().count());
        inputs.add(Input::file(&path, depth));
    }
    if inputs.len() == before {
        let message = "no such file, and no file fits it as a pattern";
        inputs.add(Input::missing(pattern, message));
    }
}

fn as_path<'a>(part: &'a Component<'_>) -> &'a Path {
    Path::new(part.as_os_str())
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::*;

    fn folder(names: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder can be made");
        for name in names {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().expect("it has a folder")).expect("folders can be made");
            fs::write(path, "text").expect("a file can be written");
        }
        folder
    }

    fn mirrors(inputs: &Inputs) -> Vec<String> {
        let mirror = |input: Cow<'_, Input>| match &*input {
            Input::File { .. } => input.mirror().expect("it is there").to_string_lossy().replace('\\', "/"),
            other => panic!("{other:?}"),
        };
        inputs.iter().map(mirror).collect()
    }

    #[test]
    fn a_folder_gives_its_readable_files_in_order_and_not_its_results() {
        let folder = folder(&["b.txt", "sub/A.PDF", "c.png", "d.json", ".hidden.txt", "out/old.txt"]);
        let inputs = gather(&[folder.path().to_owned()], None, Some(&folder.path().join("out")));
        assert_eq!(mirrors(&inputs), ["b.txt", "sub/A.PDF"]);
        assert_eq!(inputs.passed_over().len(), 2);
        assert!(!inputs.single);
    }

    #[test]
    fn several_folders_keep_their_names() {
        let folder = folder(&["1921/01.txt", "1922/01.txt"]);
        let inputs = gather(&["1921", "1922"].map(|year| folder.path().join(year)), None, None);
        assert_eq!(mirrors(&inputs), ["1921/01.txt", "1922/01.txt"]);
    }

    #[test]
    fn a_file_named_twice_is_converted_once() {
        let folder = folder(&["01.txt", "02.txt"]);
        let names = ["01.txt", "*.txt", "02.txt"].map(|name| folder.path().join(name));
        let inputs = gather(&names, None, None);
        assert_eq!(mirrors(&inputs), ["01.txt", "02.txt"]);
        assert_eq!(inputs.passed_over().len(), 2);
    }

    #[test]
    fn a_pattern_mirrors_below_its_fixed_part() {
        let folder = folder(&["1921/01.txt", "1922/01.txt"]);
        let inputs = gather(&[folder.path().join("*/0?.txt")], None, None);
        assert_eq!(mirrors(&inputs), ["1921/01.txt", "1922/01.txt"]);
    }

    #[test]
    fn a_file_whose_name_looks_like_a_pattern_is_that_file() {
        let folder = folder(&["[x].txt", "x.txt"]);
        let inputs = gather(&[folder.path().join("[x].txt")], None, None);
        assert_eq!(mirrors(&inputs), ["[x].txt"]);
        assert!(inputs.single);
    }

    #[test]
    fn what_tells_of_an_issue_in_json_is_no_input() {
        let folder = folder(&["a.json", "a.meta.json"]);
        let inputs = gather(&[folder.path().to_owned()], Some(Format::Json), None);
        assert_eq!(mirrors(&inputs), ["a.json"]);
    }
}

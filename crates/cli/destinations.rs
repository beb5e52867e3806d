//! Where editions go: from `-o`, `--to` and the inputs' names to a path for each edition. Nothing is written here.

use std::borrow::Cow;
use std::io::{self, IsTerminal as _};
use std::path::{MAIN_SEPARATOR, Path, PathBuf, absolute};

use backissue_convert::Target;

use crate::disk;
use crate::input_list::Inputs;
use crate::inputs::Input;
use crate::stems::{self, Stems, with_suffix};
use crate::whole_files::Existing;

/// One edition of one input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Edition {
    /// Its format.
    pub(crate) target: Target,
    /// Where it goes.
    pub(crate) destination: Destination,
}

/// Where an edition goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Destination {
    /// Standard output: the main file only.
    Stdout,
    /// A main file, and a folder beside it for what it names.
    File(PathBuf, Existing),
    /// A folder with a file an article.
    Folder(PathBuf, Existing),
    /// A ZIP archive with what such a folder has, or with a main file and what it names.
    Archive(PathBuf, Existing),
}

impl Destination {
    /// The path of the main file, or of the folder; none for standard output.
    pub(crate) fn path(&self) -> Option<&Path> {
        match self {
            Self::Stdout => None,
            Self::File(path, _) | Self::Folder(path, _) | Self::Archive(path, _) => Some(path),
        }
    }
}

/// What the user says of outputs.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wish<'a> {
    /// `-o`.
    pub(crate) output: Option<&'a Path>,
    /// `--to`.
    pub(crate) targets: &'a [Target],
    /// What to do with files that exist and were not named.
    pub(crate) existing: Existing,
    /// The formats that have a file an article where they go to a folder.
    pub(crate) parted: &'a [Target],
}

/// Where the editions of all inputs go: by rules, so that a hundred thousand inputs need no list of paths.
#[derive(Debug)]
pub(crate) struct Plan {
    way: Way,
    stems: Stems,
}

#[derive(Debug)]
enum Way {
    /// The only input's editions.
    Alone(Vec<Edition>),
    /// A file an edition in the current folder.
    Beside(Vec<Target>, Existing),
    /// Files and folders in a folder.
    Below(PathBuf, Vec<Target>, Existing, Vec<Target>),
}

/// Plans the editions of all inputs.
///
/// # Errors
///
/// A sentence that tells what is wrong with the command line.
pub(crate) fn plan(inputs: &Inputs, wish: Wish<'_>) -> Result<Plan, String> {
    let stdin = inputs.iter().filter(|input| **input == Input::Stdin).count();
    if stdin > 1 {
        return Err("standard input can be named once only".to_owned());
    }
    let Some(output) = wish.output else {
        let to_stdout = inputs.single && stdin == 1;
        let targets = or_epub(wish.targets);
        return if to_stdout {
            stdout(inputs, &targets)
        } else {
            Ok(Plan { way: Way::Beside(targets, wish.existing), stems: stems::stems(inputs) })
        };
    };
    if output.as_os_str() == "-" {
        return stdout(inputs, &or_epub(wish.targets));
    }
    if is_folder(output, inputs, wish)? {
        return Ok(in_folder(output, inputs, or_epub(wish.targets), wish));
    }
    let target = wish.targets.first().copied().or_else(|| promised(output));
    let target = target
        .ok_or_else(|| format!("the name {} does not tell a format; give --to FORMAT", output.display()))?;
    Ok(alone(Edition { target, destination: named(output, target) }))
}

fn alone(edition: Edition) -> Plan {
    Plan { way: Way::Alone(vec![edition]), stems: Stems::default() }
}

/// The editions of the input that stands at this place in the list; none for what is missing.
pub(crate) fn editions(plan: &Plan, place: usize, input: &Input) -> Vec<Edition> {
    let stem = || stems::stem(&plan.stems, place, input);
    match &plan.way {
        Way::Alone(editions) => editions.clone(),
        Way::Beside(targets, existing) => {
            stem().map(|stem| beside(&stem, targets, *existing)).unwrap_or_default()
        }
        Way::Below(output, targets, existing, parted) => {
            stem().map(|stem| below(&output.join(stem), targets, *existing, parted)).unwrap_or_default()
        }
    }
}

/// Whether all editions are named after their inputs and stand in a folder.
pub(crate) fn all_in_folder(plan: &Plan) -> bool {
    match &plan.way {
        Way::Alone(editions) => {
            editions.iter().all(|edition| matches!(edition.destination, Destination::Folder(..)))
        }
        Way::Beside(..) | Way::Below(..) => true,
    }
}

/// Whether the edition goes to standard output.
pub(crate) fn uses_stdout(plan: &Plan) -> bool {
    let Way::Alone(editions) = &plan.way else { return false };
    editions.iter().any(|edition| edition.destination == Destination::Stdout)
}

/// What is wrong with a report in this place, if it would replace an input or an edition.
pub(crate) fn collision(plan: &Plan, inputs: &Inputs, report: &Path) -> Option<String> {
    let is_report = |path: &Path| path.file_name() == report.file_name() && is_same_place(path, report);
    let is_input = inputs.iter().any(|input| input.path().is_some_and(is_report));
    let is_edition = |(place, input): (usize, Cow<'_, Input>)| {
        editions(plan, place, &input).iter().filter_map(|edition| edition.destination.path()).any(is_report)
    };
    let what = if is_input {
        "an input"
    } else if inputs.iter().enumerate().any(is_edition) {
        "an edition"
    } else {
        return None;
    };
    Some(format!("--report {} is {what}; give the report a name of its own", report.display()))
}

/// Whether two paths name one file, also one that is not there yet.
fn is_same_place(a: &Path, b: &Path) -> bool {
    disk::is_same_file(a, b) || matches!((absolute(a), absolute(b)), (Ok(a), Ok(b)) if a == b)
}

/// The formats, each once; EPUB if there are none.
pub(crate) fn or_epub(targets: &[Target]) -> Vec<Target> {
    let mut once: Vec<Target> = Vec::new();
    for &target in targets {
        if !once.contains(&target) {
            once.push(target);
        }
    }
    if once.is_empty() { vec![Target::Epub] } else { once }
}

fn promised(path: &Path) -> Option<Target> {
    Target::from_extension(path.extension()?.to_str()?)
}

/// Whether `-o` means a folder: it is one, ends like one, or has to take more than one file.
fn is_folder(output: &Path, inputs: &Inputs, wish: Wish<'_>) -> Result<bool, String> {
    let ends_like_one = output.as_os_str().as_encoded_bytes().ends_with(&[MAIN_SEPARATOR as u8])
        || output.as_os_str().as_encoded_bytes().ends_with(b"/");
    if output.is_dir() || ends_like_one {
        return Ok(true);
    }
    let several = !inputs.single || or_epub(wish.targets).len() > 1;
    if several && (output.is_file() || promised(output).is_some()) {
        return Err(format!(
            "{} is one file, and a folder or several inputs or formats were given; give -o FOLDER",
            output.display()
        ));
    }
    Ok(several || (is_parted(wish.targets, wish.parted) && output.extension().is_none()))
}

/// Whether the only format is one that has a file an article.
fn is_parted(targets: &[Target], parted: &[Target]) -> bool {
    matches!(targets, [target] if parted.contains(target))
}

fn stdout(inputs: &Inputs, targets: &[Target]) -> Result<Plan, String> {
    let &[target] = targets else {
        return Err("standard output takes one format; give -o FOLDER for several".to_owned());
    };
    if !inputs.single {
        return Err("standard output takes one input; give -o FOLDER for several".to_owned());
    }
    if target == Target::Epub && io::stdout().is_terminal() {
        return Err("an EPUB is no text for a terminal; give -o FILE, or --to markdown".to_owned());
    }
    Ok(alone(Edition { target, destination: Destination::Stdout }))
}

/// The user named this very file, so it is replaced if it exists, as by `cp` and compilers.
fn named(path: &Path, target: Target) -> Destination {
    let zip = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("zip"));
    if zip && matches!(target, Target::Jats | Target::Markdown) {
        return Destination::Archive(path.to_owned(), Existing::Replace);
    }
    Destination::File(path.to_owned(), Existing::Replace)
}

/// A whole folder is meant for the only edition that has a file an article.
fn in_folder(output: &Path, inputs: &Inputs, targets: Vec<Target>, wish: Wish<'_>) -> Plan {
    let Wish { existing, parted, .. } = wish;
    if inputs.single && is_parted(&targets, parted) {
        let destination = Destination::Folder(output.to_owned(), existing);
        return alone(Edition { target: targets[0], destination });
    }
    let way = Way::Below(output.to_owned(), targets, existing, parted.to_vec());
    Plan { way, stems: stems::stems(inputs) }
}

/// Without `-o`: a file an edition in the current folder.
fn beside(stem: &Path, targets: &[Target], existing: Existing) -> Vec<Edition> {
    let edition = |&target: &Target| Edition {
        target,
        destination: Destination::File(with_ending(stem, target.extension()), existing),
    };
    targets.iter().map(edition).collect()
}

/// In a folder: what has a file an article as a folder of its own.
fn below(path: &Path, targets: &[Target], existing: Existing, parted: &[Target]) -> Vec<Edition> {
    let edition = |&target: &Target| {
        let destination = if parted.contains(&target) {
            Destination::Folder(path.to_owned(), existing)
        } else {
            Destination::File(with_ending(path, target.extension()), existing)
        };
        Edition { target, destination }
    };
    targets.iter().map(edition).collect()
}

/// Adds an extension without taking one away: the stem may have a dot of its own.
fn with_ending(stem: &Path, extension: &str) -> PathBuf {
    with_suffix(stem, &format!(".{extension}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inputs(names: &[&str]) -> Inputs {
        let mut inputs = Inputs::default();
        inputs.single = names.len() == 1;
        names.iter().for_each(|name| inputs.add(Input::file(Path::new(name), Some(name.split('/').count()))));
        inputs
    }

    fn paths(names: &[&str], output: Option<&str>, targets: &[Target]) -> Result<Vec<String>, String> {
        parted_paths(names, output, targets, &[Target::Jats])
    }

    fn parted_paths(
        names: &[&str],
        output: Option<&str>,
        targets: &[Target],
        parted: &[Target],
    ) -> Result<Vec<String>, String> {
        let wish = Wish { output: output.map(Path::new), targets, existing: Existing::Keep, parted };
        let inputs = inputs(names);
        let plan = plan(&inputs, wish)?;
        let each = inputs.iter().enumerate();
        let editions: Vec<Vec<Edition>> = each.map(|(place, input)| editions(&plan, place, &input)).collect();
        let path = |edition: &Edition| match &edition.destination {
            Destination::Stdout => "-".to_owned(),
            Destination::File(path, _) => path.display().to_string(),
            Destination::Folder(path, _) => format!("{}/", path.display()),
            Destination::Archive(path, _) => format!("{} (zip)", path.display()),
        };
        Ok(editions.iter().flatten().map(path).collect())
    }

    #[test]
    fn the_extension_chooses_the_writer() {
        let one = |output: &str| paths(&["a.pdf"], Some(output), &[]);
        assert_eq!(one("x.xml"), Ok(vec!["x.xml".to_owned()]));
        assert_eq!(one("x.zip"), Ok(vec!["x.zip (zip)".to_owned()]));
        assert!(one("x.mobi").is_err_and(|error| error.contains("--to")));
    }

    #[test]
    fn without_an_output_editions_are_named_after_their_input() {
        let both = paths(&["in/a.b.pdf"], None, &[Target::Epub, Target::Jats]);
        assert_eq!(both, Ok(vec!["in/a.b.epub".to_owned(), "in/a.b.xml".to_owned()]));
    }

    #[test]
    fn jats_has_the_whole_folder_or_one_of_its_own() {
        assert_eq!(paths(&["a.pdf"], Some("out/"), &[Target::Jats]), Ok(vec!["out//".to_owned()]));
        let two = paths(&["a.pdf", "b.pdf"], Some("out"), &[Target::Jats]);
        assert_eq!(two, Ok(vec!["out/a/".to_owned(), "out/b/".to_owned()]));
    }

    #[test]
    fn one_file_cannot_take_several_editions() {
        assert!(paths(&["a.pdf", "b.pdf"], Some("x.epub"), &[]).is_err());
        assert!(paths(&["a.pdf", "b.pdf"], Some("-"), &[]).is_err());
        assert!(paths(&["a.pdf"], Some("x.epub"), &[Target::Epub, Target::Markdown]).is_err());
    }

    #[test]
    fn jats_in_one_file_stands_in_folders_like_the_others() {
        let paths = |names: &[&str], output| parted_paths(names, Some(output), &[Target::Jats], &[]);
        assert_eq!(paths(&["a.pdf"], "out/"), Ok(vec!["out/a.xml".to_owned()]));
        assert_eq!(paths(&["a.pdf"], "out.zip"), Ok(vec!["out.zip (zip)".to_owned()]));
    }

    #[test]
    fn in_a_folder_names_have_the_extension_of_their_edition() {
        let names = paths(&["a.pdf", "a.txt", "sub/a.txt"], Some("o"), &[]);
        let expected = ["o/a.pdf.epub", "o/a.txt.epub", "o/sub/a.epub"];
        assert_eq!(names, Ok(expected.map(str::to_owned).to_vec()));
    }

    #[test]
    fn markdown_has_a_file_an_article_in_folders_when_it_is_wished() {
        let parted = [Target::Jats, Target::Markdown];
        let paths = |names: &[&str], output| parted_paths(names, Some(output), &[Target::Markdown], &parted);
        assert_eq!(paths(&["a.pdf"], "out"), Ok(vec!["out/".to_owned()]));
        assert_eq!(paths(&["a.pdf"], "out.zip"), Ok(vec!["out.zip (zip)".to_owned()]));
        assert_eq!(paths(&["a.pdf"], "a.md"), Ok(vec!["a.md".to_owned()]));
        let two = paths(&["a.pdf", "b.pdf"], "out").expect("both are there");
        assert_eq!(two, ["out/a/", "out/b/"]);
    }
}

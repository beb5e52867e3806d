//! One input to its editions: read, convert, write; and what to report of it.

use std::any::Any;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::Instant;

use backissue_convert::{Failure, InputReport, Options, read};
use backissue_model::Issue;

use crate::destinations::{Destination, Edition};
use crate::disk::{self, Existing, Piece};
use crate::editions;
use crate::inputs::Input;
use crate::manifest::{Fixity, Manifest, Record};
use crate::metadata::{self, Setting};

/// One input and what is wanted of it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Task<'a> {
    /// What to read.
    pub(crate) input: &'a Input,
    /// What to write.
    pub(crate) editions: &'a [Edition],
    /// How.
    pub(crate) options: &'a Options,
    /// What the user knows of the issue.
    pub(crate) settings: &'a [Setting],
    /// What earlier runs have done, when one is kept.
    pub(crate) manifest: Option<&'a Manifest>,
}

/// What became of an input.
#[derive(Debug, Default)]
pub(crate) struct Done {
    /// For people and scripts.
    pub(crate) report: InputReport,
    /// How many warnings of each kind, those of an earlier run included when its editions stand.
    pub(crate) warnings: BTreeMap<String, u64>,
    /// For the manifest, when one is kept and the input was tried.
    pub(crate) record: Option<Record>,
}

/// Converts one input, unless the manifest says that it is done. A defect of the program itself ends this input
/// only.
pub(crate) fn run(task: Task<'_>) -> Done {
    let failure = match catch_unwind(AssertUnwindSafe(|| convert(task))) {
        Ok(Ok(done)) => return done,
        Ok(Err(failure)) => failure,
        Err(panic) => failure("internal", format!("internal error, please report it: {}", words(&*panic))),
    };
    let report = InputReport::failed(task.input.shown(), failure);
    let record = task.manifest.map(|manifest| manifest.record(&report, None, Vec::new()));
    Done { report, record, ..Done::default() }
}

fn words(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<&str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("no message")
}

fn failure(code: &str, message: String) -> Failure {
    Failure { code: code.to_owned(), message }
}

fn convert(task: Task<'_>) -> Result<Done, Failure> {
    let began = Instant::now();
    let (bytes, name) = load(task.input).map_err(|message| failure("input", message))?;
    let shown = task.input.shown();
    let fixity = task.manifest.map(|_| Fixity::of(Path::new(&shown), &bytes));
    let earlier = task.manifest.and_then(|manifest| manifest.standing(&shown));
    if let (Some(record), Some(fixity)) = (earlier, &fixity)
        && record.answers(fixity, &planned(task.editions))
    {
        return Ok(Done { report: record.report(), warnings: record.warnings.clone(), record: None });
    }
    let mut issue =
        read(&bytes, name.as_deref(), &task.options.read).map_err(|error| Failure::from(&error))?;
    drop(bytes);
    metadata::apply(task.settings, &mut issue.metadata);
    // What an earlier run wrote, and nobody has changed since, is the program's own to replace.
    let own = earlier.is_some();
    let pieces = deliver(&mut issue, task, own).map_err(|message| failure("output", message))?;
    let report = InputReport::converted(shown, issue, planned(task.editions));
    let record = task.manifest.map(|manifest| {
        let outputs = pieces.iter().map(|piece| Fixity::of(&piece.path, &piece.data)).collect();
        Record { seconds: began.elapsed().as_secs_f64(), ..manifest.record(&report, fixity, outputs) }
    });
    Ok(Done { warnings: kinds(&report), report, record })
}

fn kinds(report: &InputReport) -> BTreeMap<String, u64> {
    let mut kinds = BTreeMap::new();
    for warning in &report.warnings {
        *kinds.entry(warning.kind.name().to_owned()).or_default() += 1;
    }
    kinds
}

/// The input's bytes and its name without folders.
fn load(input: &Input) -> Result<(Vec<u8>, Option<String>), String> {
    match input {
        Input::Stdin => disk::read_stdin().map(|bytes| (bytes, None)),
        Input::File { path, .. } => {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
            disk::read(path).map(|bytes| (bytes, name))
        }
        Input::Missing { message, .. } => Err(message.clone()),
    }
}

/// The paths of the editions: of their main file, or of their folder.
fn planned(editions: &[Edition]) -> Vec<String> {
    let path = |edition: &Edition| match &edition.destination {
        Destination::Stdout => None,
        Destination::File(path, _) | Destination::Folder(path, _) | Destination::Archive(path, _) => {
            Some(path.to_string_lossy().into_owned())
        }
    };
    editions.iter().filter_map(path).collect()
}

/// Writes all editions, or none, and gives their files.
fn deliver(issue: &mut Issue, task: Task<'_>, own: bool) -> Result<Vec<Piece>, String> {
    let mut pieces = Vec::new();
    let mut existing = Existing::Keep;
    for edition in task.editions {
        match &edition.destination {
            Destination::Stdout => editions::to_stdout(issue, edition, &task.options.write)?,
            Destination::File(path, wish)
            | Destination::Folder(path, wish)
            | Destination::Archive(path, wish) => {
                existing = if own { Existing::Replace } else { *wish };
                pieces.extend(editions::pieces(issue, edition, path, &task.options.write)?);
            }
        }
    }
    if let Input::File { path, .. } = task.input
        && let Some(piece) = pieces.iter().find(|piece| disk::is_same_file(path, &piece.path))
    {
        return Err(format!("the output {} is the input itself", piece.path.display()));
    }
    disk::write(&pieces, existing)?;
    Ok(pieces)
}

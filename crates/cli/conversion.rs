//! One input to its editions on disk: converted elsewhere, delivered here; and what to report of it.

use std::collections::BTreeMap;
use std::time::Instant;

use backissue_convert::{Failure, InputReport};
use backissue_model::File;

use crate::destinations::{Destination, Edition};
use crate::disk;
use crate::editions;
use crate::guard::{self, Guard};
use crate::inputs::Input;
use crate::manifest::Manifest;
use crate::record::{Fixity, Record};
use crate::source::{self, Origin, Source, Summing};
use crate::task::{Made, Task, TaskOptions, failure};
use crate::whole_files::{self, Existing, Piece};

/// One input and what is wanted of it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Job<'a> {
    /// What to read.
    pub(crate) input: &'a Input,
    /// What to write.
    pub(crate) editions: &'a [Edition],
    /// How.
    pub(crate) options: &'a TaskOptions,
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

/// Converts one input, unless the manifest says that it is done.
pub(crate) fn run(guard: &mut Guard, job: Job<'_>) -> Done {
    convert(guard, job).unwrap_or_else(|failure| {
        let report = InputReport::failed(job.input.shown(), failure);
        let record = job.manifest.map(|_| Record::of(job.input, &report, job.options));
        Done { report, record, ..Done::default() }
    })
}

fn convert(guard: &mut Guard, job: Job<'_>) -> Result<Done, Failure> {
    let began = Instant::now();
    let summing = if job.manifest.is_some() { Summing::Sha256 } else { Summing::Nothing };
    let mut source = source(job.input, summing).map_err(|message| failure("input", message))?;
    let shown = job.input.shown();
    let earlier = job.manifest.and_then(|manifest| manifest.standing(&job.input.exact(), job.options));
    if let Some(record) = &earlier
        && answers(record, &mut source, job)?
    {
        return Ok(Done { report: record.report(), warnings: record.warnings.clone(), record: None });
    }
    let task = Task {
        name: job.input.name(),
        options: job.options.clone(),
        editions: job.editions.iter().map(editions::order).collect(),
    };
    let Made { report, editions } = guard::convert(guard, &task, &mut source)?;
    // What an earlier run wrote, and nobody has changed since, is the program's own to replace.
    let own = earlier.is_some();
    let pieces = deliver(editions, job, own).map_err(|message| failure("output", message))?;
    let report = InputReport { input: shown, outputs: planned(job.editions), ..report };
    let record = job.manifest.map(|manifest| Record {
        source: source.seen.take().map(|seen| Fixity::seen(&job.input.exact(), seen)),
        outputs: pieces.iter().map(|piece| manifest.fixity(&piece.path, &piece.data)).collect(),
        editions: manifest.planned(job.editions),
        seconds: began.elapsed().as_secs_f64(),
        ..Record::of(job.input, &report, job.options)
    });
    Ok(Done { warnings: kinds(&report), report, record })
}

/// How many warnings of each kind a report has.
pub(crate) fn kinds(report: &InputReport) -> BTreeMap<String, u64> {
    let mut kinds = BTreeMap::new();
    for warning in &report.warnings {
        *kinds.entry(warning.kind.name().to_owned()).or_default() += 1;
    }
    kinds
}

/// Where the bytes of an input come from.
///
/// # Errors
///
/// Why they cannot be had.
pub(crate) fn source(input: &Input, summing: Summing) -> Result<Source<'_>, String> {
    let origin = match input {
        Input::Stdin => Origin::Bytes(disk::read_stdin()?.into()),
        Input::Memory(memory) => Origin::Bytes(memory.bytes.as_slice().into()),
        Input::File { path, .. } => {
            // What cannot be opened is told before a worker is started for it.
            disk::open(path)?;
            Origin::File(path.clone())
        }
        Input::Missing(missing) => return Err(missing.message.clone()),
    };
    Ok(Source::new(origin, summing))
}

/// Whether an earlier run has made of the same input what is wanted now.
fn answers(record: &Record, source: &mut Source<'_>, job: Job<'_>) -> Result<bool, Failure> {
    let Some(manifest) = job.manifest else { return Ok(false) };
    if record.editions != manifest.planned(job.editions) {
        return Ok(false);
    }
    source::sum(source).map_err(|message| failure("input", message))?;
    let now = source.seen.take().map(|seen| Fixity::seen(&job.input.exact(), seen));
    Ok(now.is_some() && record.source == now)
}

/// The paths of the editions: of their main file, or of their folder.
fn planned(editions: &[Edition]) -> Vec<String> {
    let path = |edition: &Edition| Some(edition.destination.path()?.to_string_lossy().into_owned());
    editions.iter().filter_map(path).collect()
}

/// Writes all editions, or none, and gives their files.
fn deliver(files: Vec<Vec<File>>, job: Job<'_>, own: bool) -> Result<Vec<Piece>, String> {
    let mut pieces = Vec::new();
    let mut existing = Existing::Keep;
    for (edition, files) in job.editions.iter().zip(files) {
        match &edition.destination {
            Destination::Stdout => disk::write_stdout(files.first().map_or(&[], |main| &main.data))?,
            Destination::File(_, wish) | Destination::Folder(_, wish) | Destination::Archive(_, wish) => {
                existing = if own { Existing::Replace } else { *wish };
                pieces.extend(editions::pieces(files, edition)?);
            }
        }
    }
    if let Input::File { path, .. } = job.input
        && let Some(piece) = pieces.iter().find(|piece| disk::is_same_file(path, &piece.path))
    {
        return Err(format!("the output {} is the input itself", piece.path.display()));
    }
    whole_files::write(&pieces, existing)?;
    Ok(pieces)
}

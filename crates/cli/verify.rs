//! `backissue verify`: whether the editions in a folder are what its manifest says, and whether the same inputs still
//! give the same bytes. Nothing is written.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use backissue_convert::Outcome;
use clap::Args;

use crate::Exit;
use crate::bag;
use crate::destinations::{Destination, Edition};
use crate::disk;
use crate::editions;
use crate::guard::{self, Guard};
use crate::inputs::Input;
use crate::lanes::{self, Event};
use crate::limits::LimitOptions;
use crate::manifest;
use crate::messages::{self, counted};
use crate::path_text;
use crate::record::{Fixity, Planned, Record};
use crate::source::{Origin, Source, Summing};
use crate::task::{Form, Task, TaskOptions};
use crate::whole_files::Existing;

/// What `verify` is told.
#[derive(Debug, Args)]
#[command(after_help = "Exit codes: 0 all is as the manifest says; 1 something is not; 2 wrong usage.")]
pub(crate) struct VerifyOptions {
    /// A folder with a manifest, as `convert --resume` keeps one, or a bag with such a folder in it.
    #[arg(value_name = "DIR")]
    folder: PathBuf,

    /// How many inputs to convert again and compare: a number, or all. They are spread evenly over the manifest.
    #[arg(long, value_name = "N", default_value = "10")]
    sample: Sample,

    /// The password of encrypted PDFs: the manifest does not keep it.
    #[arg(long, value_name = "PASSWORD")]
    password: Option<String>,

    #[command(flatten)]
    limits: LimitOptions,

    /// Say nothing but errors.
    #[arg(short, long)]
    quiet: bool,
}

/// How many inputs are converted again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sample {
    All,
    Number(usize),
}

/// What was found.
#[derive(Debug, Default)]
struct Findings {
    files: u64,
    wrong: u64,
    same: u64,
    differing: u64,
    passed_over: u64,
}

/// What a second conversion shows.
enum Again {
    Same,
    /// The paths of files that differ, or why nothing came of it.
    Differs(String),
    /// Why it was not made.
    PassedOver(&'static str),
}

impl FromStr for Sample {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "all" => Ok(Self::All),
            _ => text.parse().map(Self::Number).map_err(|_| "wanted a number, or all".to_owned()),
        }
    }
}

/// Checks the folder, and says on standard error what is not as it should be.
pub(crate) fn run(options: &VerifyOptions) -> Exit {
    let folder = bag::payload_of(&options.folder);
    let text = match fs::read(folder.join(manifest::NAME)) {
        Ok(text) => text,
        Err(error) => {
            let message = match error.kind() {
                io::ErrorKind::NotFound if options.folder.is_dir() => {
                    "no manifest in it; convert --resume keeps one".to_owned()
                }
                io::ErrorKind::NotADirectory => "it is not a folder".to_owned(),
                _ => disk::reason(&error),
            };
            messages::error(&options.folder.to_string_lossy(), &message);
            return Exit::Usage;
        }
    };
    let records = manifest::records(&text);
    let converted: Vec<&Record> =
        records.values().filter(|record| record.outcome == Outcome::Converted).collect();
    let mut findings = Findings::default();
    let whole: Vec<&Record> =
        converted.iter().copied().filter(|record| is_whole(record, &folder, &mut findings)).collect();
    convert_again(&sample(&whole, options.sample), &folder, options, &mut findings);
    if !options.quiet {
        let failed = records.len() - converted.len();
        messages::note(&options.folder.to_string_lossy(), &sums(&findings, converted.len(), failed));
    }
    if findings.wrong + findings.differing > 0 { Exit::Failed } else { Exit::Done }
}

/// Whether all files of a record have the bytes that it tells.
fn is_whole(record: &Record, folder: &Path, findings: &mut Findings) -> bool {
    let mut whole = true;
    for output in &record.outputs {
        findings.files += 1;
        if output.holds(folder) {
            continue;
        }
        let path = output.below(folder);
        let what = if path.exists() { "changed since it was written" } else { "it is missing" };
        messages::error(&path.to_string_lossy(), what);
        findings.wrong += 1;
        whole = false;
    }
    whole
}

/// So many of the records, at even distances.
fn sample<'a>(records: &[&'a Record], sample: Sample) -> Vec<&'a Record> {
    let number = match sample {
        Sample::All => records.len(),
        Sample::Number(number) => number.min(records.len()),
    };
    (0..number).map(|index| records[index * records.len() / number]).collect()
}

fn convert_again(records: &[&Record], folder: &Path, options: &VerifyOptions, findings: &mut Findings) {
    let crew = options.limits.crew(records.len());
    let guard = || Guard::new(options.limits.limits(), crew.threads);
    let work = |guard: &mut Guard, record: &Record| (record.shown(), again(guard, record, folder, options));
    let tell = |event: Event<(String, Again)>| {
        let Event::Done((input, again)) = event else { return ControlFlow::Continue(()) };
        match again {
            Again::Same => findings.same += 1,
            Again::Differs(what) => {
                findings.differing += 1;
                messages::error(&input, &what);
            }
            Again::PassedOver(why) => {
                findings.passed_over += 1;
                if !options.quiet {
                    messages::note(&input, &format!("not converted again: {why}"));
                }
            }
        }
        ControlFlow::Continue(())
    };
    lanes::run(crew.lanes, records.iter().copied(), guard, work, tell);
}

fn again(guard: &mut Guard, record: &Record, folder: &Path, options: &VerifyOptions) -> Again {
    if record.version != env!("CARGO_PKG_VERSION") {
        return Again::PassedOver("another version of the program wrote it");
    }
    let mut options_then = record.options.clone();
    if options_then.password.is_some() {
        let Some(password) = &options.password else {
            return Again::PassedOver("it needs a password");
        };
        options_then.password = Some(password.clone());
    }
    if options_then.epub.is_digested() {
        return Again::PassedOver("it has a cover or style sheet of its own");
    }
    let path = path_text::path(&record.input);
    if disk::open(&path).is_err() {
        return Again::PassedOver("the input is not there any more");
    }
    let input = Input::file(&path, None);
    let editions: Vec<Edition> = record.editions.iter().map(|planned| edition(planned, folder)).collect();
    convert_once(guard, record, &input, options_then, &editions, folder)
}

fn convert_once(
    guard: &mut Guard,
    record: &Record,
    input: &Input,
    options: TaskOptions,
    editions: &[Edition],
    folder: &Path,
) -> Again {
    let Input::File { path, .. } = input else { return Again::PassedOver("the input was no file") };
    let mut source = Source::new(Origin::File(path.clone()), Summing::Sha256);
    let orders = record.editions.iter().map(|planned| planned.order.clone()).collect();
    let task = Task { name: input.name(), options, editions: orders };
    let made = guard::convert(guard, &task, &mut source);
    let now = source.seen.take().map(|seen| Fixity::seen(&record.input, seen));
    if now != record.source {
        return Again::PassedOver("the input has changed since");
    }
    let made = match made {
        Ok(made) => made,
        Err(failure) => return Again::Differs(format!("another conversion fails: {}", failure.message)),
    };
    let pieces = editions.iter().zip(made.editions).map(|(edition, files)| editions::pieces(files, edition));
    let pieces = match pieces.collect::<Result<Vec<_>, String>>() {
        Ok(pieces) => pieces.concat(),
        Err(message) => return Again::Differs(message),
    };
    let inside = |path: &Path| path.strip_prefix(folder).unwrap_or(path).to_owned();
    let fresh = pieces.iter().map(|piece| Fixity::of(&inside(&piece.path), &piece.data));
    let fresh: BTreeMap<String, Fixity> = fresh.map(|fixity| (fixity.path.clone(), fixity)).collect();
    let then: BTreeMap<String, Fixity> =
        record.outputs.iter().map(|output| (output.path.clone(), output.clone())).collect();
    let differing: Vec<&String> =
        fresh.keys().chain(then.keys()).filter(|path| fresh.get(*path) != then.get(*path)).collect();
    match differing.first() {
        None => Again::Same,
        Some(first) => Again::Differs(format!("another conversion gives other bytes: {first}")),
    }
}

/// The edition that a record tells of, at its place.
fn edition(planned: &Planned, folder: &Path) -> Edition {
    let path = folder.join(path_text::path(&planned.path));
    let destination = match planned.order.form {
        Form::Alone => Destination::Stdout,
        Form::File { .. } => Destination::File(path, Existing::Keep),
        Form::Folder => Destination::Folder(path, Existing::Keep),
        Form::Archive => Destination::Archive(path, Existing::Keep),
    };
    Edition { target: planned.order.target, destination }
}

fn sums(findings: &Findings, inputs: usize, failed: usize) -> String {
    let Findings { files, wrong, same, differing, passed_over } = findings;
    let mut text = format!(
        "{}, {}: {} whole, {wrong} not; {} converted again: {same} the same, {differing} not",
        counted(inputs as u64, "input"),
        counted(*files, "file"),
        files - wrong,
        same + differing,
    );
    if *passed_over > 0 {
        text += &format!(", {passed_over} passed over");
    }
    if failed > 0 {
        text += &format!("; {} had failed", counted(failed as u64, "other input"));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sample_is_spread_evenly() {
        let records: Vec<Record> =
            (0..10).map(|n| Record { input: n.to_string(), ..Record::default() }).collect();
        let records: Vec<&Record> = records.iter().collect();
        let inputs = |wanted: &str| {
            let wanted = wanted.parse().expect("it is sound");
            sample(&records, wanted).iter().map(|record| record.input.clone()).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(inputs("3"), "0 3 6");
        assert_eq!(inputs("all"), inputs("99"));
        assert_eq!(inputs("0"), "");
        assert!("some".parse::<Sample>().is_err());
    }
}

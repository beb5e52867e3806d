//! A run over any number of inputs: side by side, told and reported in their order.

use std::panic;
use std::path::Path;

use backissue_convert::{Options, Outcome, ReadOptions};
use rayon::iter::{IntoParallelRefIterator as _, ParallelIterator as _};

use crate::Exit;
use crate::args::{ConvertOptions, OnError, ReadingOptions};
use crate::conversion::{self, Done, Task};
use crate::destinations::{self, Edition, Wish};
use crate::disk::Existing;
use crate::inputs::{self, Input, Inputs};
use crate::manifest::{self, Manifest};
use crate::messages::{self, Level, counted};
use crate::reports::{self, ReportFile};

/// Inputs under way at a time, for each thread: enough that a long one does not leave the others idle, few enough
/// that memory does not grow with the number of inputs.
const INPUTS_A_THREAD: usize = 8;

/// Stack of a thread in bytes, that of a main thread on most systems: nesting that one input survives on the
/// main thread it must survive in a batch.
const STACK: usize = 8 << 20;

/// What happened so far.
#[derive(Debug, Default)]
struct Tally {
    converted: u64,
    unchanged: u64,
    failed: u64,
    warnings: u64,
    denied: u64,
}

/// Converts what the options name, and says on standard error what became of it.
pub(crate) fn run(options: &ConvertOptions) -> Exit {
    let level = level(options);
    if level < Level::Verbose {
        // A panic in one input becomes that input's message; the default would print a trace beside it.
        panic::set_hook(Box::new(|_| {}));
    }
    let output = options.output.as_deref().filter(|path| path.as_os_str() != "-");
    let inputs = inputs::gather(&options.inputs, options.reading.from, output);
    let existing = if options.force { Existing::Replace } else { Existing::Keep };
    let wish = Wish { output: options.output.as_deref(), targets: &options.to, existing };
    if let Some(message) = hopeless(&inputs) {
        messages::error(&options.inputs[0].to_string_lossy(), message);
        return Exit::Failed;
    }
    let editions = match destinations::plan(&inputs, wish) {
        Ok(editions) => editions,
        Err(message) => {
            messages::error("usage", &message);
            return Exit::Usage;
        }
    };
    if options.resume && !destinations::all_in_folder(&editions, options.output.as_deref()) {
        messages::error("usage", "--resume needs a folder to write to: its manifest lies there");
        return Exit::Usage;
    }
    tell_passed_over(&inputs, level);
    // It can fail only where threads cannot be had at all; then the work is done on this one.
    let _ = rayon::ThreadPoolBuilder::new()
        .num_threads(options.jobs.map(usize::from).unwrap_or_default())
        .stack_size(STACK)
        .build_global();
    convert_all(&inputs, &editions, options, level)
}

fn level(options: &ConvertOptions) -> Level {
    match (options.quiet, options.verbose) {
        (true, _) => Level::Quiet,
        (_, true) => Level::Verbose,
        _ => Level::Normal,
    }
}

/// A single argument that names nothing is told as that, before anything about outputs.
fn hopeless(inputs: &Inputs) -> Option<&str> {
    match inputs.list.as_slice() {
        [Input::Missing { message, .. }] => Some(message),
        _ => None,
    }
}

fn tell_passed_over(inputs: &Inputs, level: Level) {
    let number = inputs.passed_over.len() as u64;
    match level {
        Level::Verbose => inputs
            .passed_over
            .iter()
            .for_each(|(path, why)| messages::note(&path.to_string_lossy(), &format!("passed over: {why}"))),
        Level::Normal if number > 0 => {
            messages::note("note", &format!("{} passed over (-v names them)", counted(number, "file")));
        }
        _ => {}
    }
}

fn convert_all(inputs: &Inputs, editions: &[Vec<Edition>], options: &ConvertOptions, level: Level) -> Exit {
    let mut books = match open_books(options) {
        Ok(books) => books,
        Err(message) => return lost_book(&message),
    };
    let conversion = Options { read: read_options(&options.reading), ..Options::default() };
    let mut tally = Tally::default();
    let pairs: Vec<(&Input, &Vec<Edition>)> = inputs.list.iter().zip(editions).collect();
    for window in pairs.chunks(INPUTS_A_THREAD * rayon::current_num_threads()) {
        let task = |(input, editions): &(&'_ Input, &'_ Vec<Edition>)| {
            let manifest = books.manifest.as_ref();
            conversion::run(Task {
                input,
                editions,
                options: &conversion,
                settings: &options.reading.meta,
                manifest,
            })
        };
        let results: Vec<Done> = match window {
            [one] => vec![task(one)],
            several => several.par_iter().map(task).collect(),
        };
        for done in &results {
            messages::outcome(&done.report, level);
            count(done, &options.deny, &mut tally);
            if let Err(message) = enter(&mut books, done) {
                return lost_book(&message);
            }
        }
        if tally.failed > 0 && options.on_error == OnError::Stop {
            break;
        }
    }
    finish(books, &tally, pairs.len(), options, level)
}

/// What is written beside editions.
struct Books {
    report: Option<ReportFile>,
    manifest: Option<Manifest>,
}

fn open_books(options: &ConvertOptions) -> Result<Books, String> {
    let manifest = options.resume.then(|| {
        let folder = options.output.as_deref().unwrap_or(Path::new(""));
        manifest::open(folder, deciding(options))
    });
    let report = options.report.as_deref().map(reports::create);
    Ok(Books { report: report.transpose()?, manifest: manifest.transpose()? })
}

/// All options that decide what editions contain, as one text. Of a password only that there is one: manifests
/// are read by others.
fn deciding(options: &ConvertOptions) -> String {
    let ReadingOptions { from, meta, encoding, changes, comments, password } = &options.reading;
    let to = &options.to;
    let password = password.as_ref().map(|_| "given");
    format!(
        "from {from:?} to {to:?} meta {meta:?} encoding {encoding:?} changes {changes:?} comments {comments:?} \
         password {password:?}"
    )
}

fn enter(books: &mut Books, done: &Done) -> Result<(), String> {
    if let Some(report) = &mut books.report {
        reports::add(report, &done.report)?;
    }
    if let (Some(manifest), Some(record)) = (&mut books.manifest, &done.record) {
        manifest::add(manifest, record)?;
    }
    Ok(())
}

/// A run whose report or manifest cannot be written is not what the user asked for.
fn lost_book(message: &str) -> Exit {
    messages::error("report", message);
    Exit::Failed
}

fn finish(books: Books, tally: &Tally, wanted: usize, options: &ConvertOptions, level: Level) -> Exit {
    if let Err(message) = books.report.map_or(Ok(()), reports::close) {
        return lost_book(&message);
    }
    if wanted > 1 && level > Level::Quiet {
        messages::note("all", &sums(tally, wanted));
    }
    if tally.failed > 0 {
        Exit::Failed
    } else if tally.denied > 0 || (options.strict && tally.warnings > 0) {
        Exit::Warned
    } else {
        Exit::Done
    }
}

fn sums(tally: &Tally, wanted: usize) -> String {
    let some =
        |number: u64, what: &str| if number > 0 { format!(", {number} {what}") } else { String::new() };
    let unchanged = some(tally.unchanged, "unchanged");
    let untried = some(wanted as u64 - tally.converted - tally.unchanged - tally.failed, "not tried");
    let inputs = counted(wanted as u64, "input");
    let warnings = counted(tally.warnings, "warning");
    format!(
        "{inputs}: {} converted{unchanged}, {} failed{untried}; {warnings}",
        tally.converted, tally.failed
    )
}

fn count(done: &Done, deny: &[String], tally: &mut Tally) {
    match done.report.outcome {
        Outcome::Converted => tally.converted += 1,
        Outcome::Unchanged => tally.unchanged += 1,
        Outcome::Failed => tally.failed += 1,
    }
    tally.warnings += done.warnings.values().sum::<u64>();
    tally.denied += deny.iter().filter_map(|kind| done.warnings.get(kind)).sum::<u64>();
}

/// What readers are told.
pub(crate) fn read_options(options: &ReadingOptions) -> ReadOptions {
    let mut read = ReadOptions { format: options.from, ..ReadOptions::default() };
    read.pdf.password.clone_from(&options.password);
    read.text.encoding.clone_from(&options.encoding);
    read.docx.changes = options.changes.into();
    read.docx.comments = options.comments.into();
    read
}

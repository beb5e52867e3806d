//! A run over any number of inputs: side by side, told and reported in their order.

use std::panic;

use backissue_convert::{InputReport, Options, Outcome};
use rayon::iter::{IntoParallelRefIterator as _, ParallelIterator as _};

use crate::Exit;
use crate::args::{ConvertOptions, OnError};
use crate::conversion::{self, Task};
use crate::destinations::{self, Edition, Wish};
use crate::disk::Existing;
use crate::inputs::{self, Input, Inputs};
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
    let inputs = inputs::gather(&options.inputs, options.from, output);
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
    let mut report = match options.report.as_deref().map(reports::create).transpose() {
        Ok(report) => report,
        Err(message) => return lost_report(&message),
    };
    let conversion = conversion_options(options);
    let tasks: Vec<Task<'_>> = inputs
        .list
        .iter()
        .zip(editions)
        .map(|(input, editions)| Task { input, editions, options: &conversion, settings: &options.meta })
        .collect();
    let mut tally = Tally::default();
    for window in tasks.chunks(INPUTS_A_THREAD * rayon::current_num_threads()) {
        let results: Vec<InputReport> = if let [task] = window {
            vec![conversion::run(*task)]
        } else {
            window.par_iter().map(|task| conversion::run(*task)).collect()
        };
        for result in &results {
            messages::outcome(result, level);
            count(result, &options.deny, &mut tally);
            if let Err(message) = report.as_mut().map_or(Ok(()), |report| reports::add(report, result)) {
                return lost_report(&message);
            }
        }
        if tally.failed > 0 && options.on_error == OnError::Stop {
            break;
        }
    }
    finish(report, &tally, tasks.len(), options, level)
}

fn lost_report(message: &str) -> Exit {
    messages::error("report", message);
    Exit::Failed
}

fn finish(
    report: Option<ReportFile>,
    tally: &Tally,
    wanted: usize,
    options: &ConvertOptions,
    level: Level,
) -> Exit {
    if let Err(message) = report.map_or(Ok(()), reports::close) {
        return lost_report(&message);
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
    let untried = wanted as u64 - tally.converted - tally.failed;
    let untried = if untried > 0 { format!(", {untried} not tried") } else { String::new() };
    let inputs = counted(wanted as u64, "input");
    let warnings = counted(tally.warnings, "warning");
    format!("{inputs}: {} converted, {} failed{untried}; {warnings}", tally.converted, tally.failed)
}

fn count(result: &InputReport, deny: &[String], tally: &mut Tally) {
    match result.outcome {
        Outcome::Converted => tally.converted += 1,
        Outcome::Failed => tally.failed += 1,
    }
    tally.warnings += result.warnings.len() as u64;
    let denied = |kind: &str| deny.iter().any(|denied| denied == kind);
    tally.denied += result.warnings.iter().filter(|warning| denied(warning.kind.name())).count() as u64;
}

fn conversion_options(options: &ConvertOptions) -> Options {
    let mut conversion = Options::default();
    conversion.read.format = options.from;
    conversion.read.pdf.password.clone_from(&options.password);
    conversion.read.text.encoding.clone_from(&options.encoding);
    conversion.read.docx.changes = options.changes.into();
    conversion.read.docx.comments = options.comments.into();
    conversion
}

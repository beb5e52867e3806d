//! A run over any number of inputs: side by side, told and reported in their order.

use std::borrow::Cow;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use backissue_convert::InputReport;

use crate::Exit;
use crate::args::{ConvertOptions, OnError};
use crate::bag::{self, Info};
use crate::books::{self, Books};
use crate::configuration::{self, Configuration};
use crate::conversion::{self, Done, Job};
use crate::destinations::{self, Plan, Wish};
use crate::gathering;
use crate::guard::Guard;
use crate::input_list::Inputs;
use crate::inputs::Input;
use crate::lanes::{self, Event};
use crate::messages::{self, Level, Sums, counted};
use crate::progress;
use crate::reports;
use crate::tally::{self, Tally};
use crate::task_lines;
use crate::whole_files::Existing;

/// Converts what the options name, and says on standard error what became of it.
pub(crate) fn run(options: &ConvertOptions) -> Exit {
    let level = level(options);
    if options.json_lines {
        return task_lines::run(options);
    }
    let output = output(options);
    let inputs = gathering::gather(&options.inputs, options.reading.from, output.as_deref());
    if let Some(message) = hopeless(&inputs) {
        messages::error(&options.inputs[0].to_string_lossy(), &message);
        return Exit::Failed;
    }
    let planned = configured(options, &inputs, level).and_then(|configuration| {
        let existing = if options.force { Existing::Replace } else { Existing::Keep };
        let parted = configuration::general(&configuration)?.parted();
        let wish = Wish { output: output.as_deref(), targets: &options.to, existing, parted };
        Ok((destinations::plan(&inputs, wish)?, configuration))
    });
    let (plan, configuration) = match planned {
        Ok(planned) => planned,
        Err(message) => return wrong_usage(&message),
    };
    if options.resume && !destinations::all_in_folder(&plan) {
        return wrong_usage("--resume needs a folder to write to: its manifest lies there");
    }
    if let Some(message) = misplaced(options, &inputs, &plan) {
        return wrong_usage(&message);
    }
    tell_passed_over(&inputs, level);
    let exit = convert_all(&inputs, &plan, output.as_deref(), options, &configuration);
    match &options.output {
        Some(bag) if options.bag => sealed(bag, &options.bag_info, exit),
        _ => exit,
    }
}

/// What is known of the inputs beside what is in them; rows of a list that no input has are told.
fn configured(options: &ConvertOptions, inputs: &Inputs, level: Level) -> Result<Configuration, String> {
    let configuration = configuration::open(&options.reading)?;
    configuration::check(&configuration, inputs)?;
    let unused = configuration::unused(&configuration, inputs);
    if level == Level::Verbose {
        unused.iter().for_each(|name| messages::note(name, "listed, but no input"));
    } else if level == Level::Normal && !unused.is_empty() {
        let rows = counted(unused.len() as u64, "row");
        messages::note("note", &format!("{rows} of the list fit no input (-v names them)"));
    }
    Ok(configuration)
}

/// What is wrong with the place of the bag or of the report, if anything.
fn misplaced(options: &ConvertOptions, inputs: &Inputs, plan: &Plan) -> Option<String> {
    let bag = options.output.as_deref().filter(|_| options.bag);
    if let Some(bag) = bag.filter(|bag| bag.as_os_str() == "-" || bag.is_file()) {
        return Some(format!("{} is no folder, and a bag is one; give -o FOLDER", bag.display()));
    }
    let report = options.report.as_deref()?;
    if !reports::is_stdout(report) {
        return destinations::collision(plan, inputs, report);
    }
    destinations::uses_stdout(plan)
        .then(|| "standard output takes the edition or the report; give -o FILE or --report FILE".to_owned())
}

/// Where editions go: in a bag they are its payload.
fn output(options: &ConvertOptions) -> Option<PathBuf> {
    let output = options.output.as_ref()?;
    // A payload is a folder, also when it has one file.
    Some(if options.bag { bag::payload(output).join("") } else { output.clone() })
}

/// Seals a bag over what has been converted, also when some inputs failed: the exit code tells.
fn sealed(bag: &Path, info: &[Info], exit: Exit) -> Exit {
    match bag::seal(bag, info) {
        Ok(()) => exit,
        Err(message) => {
            messages::error("bag", &message);
            Exit::Failed
        }
    }
}

fn wrong_usage(message: &str) -> Exit {
    messages::error("usage", message);
    Exit::Usage
}

fn level(options: &ConvertOptions) -> Level {
    match (options.quiet, options.verbose) {
        (true, _) => Level::Quiet,
        (_, true) => Level::Verbose,
        _ => Level::Normal,
    }
}

/// A single argument that names nothing is told as that, before anything about outputs.
fn hopeless(inputs: &Inputs) -> Option<String> {
    match inputs.iter().next().as_deref() {
        Some(Input::Missing(missing)) if inputs.len() == 1 => Some(missing.message.clone()),
        _ => None,
    }
}

fn tell_passed_over(inputs: &Inputs, level: Level) {
    let number = inputs.passed_over().len() as u64;
    match level {
        Level::Verbose => inputs
            .passed_over()
            .for_each(|(file, why)| messages::note(&file.shown(), &format!("passed over: {why}"))),
        Level::Normal if number > 0 => {
            messages::note("note", &format!("{} passed over (-v names them)", counted(number, "file")));
        }
        _ => {}
    }
}

fn convert_all(
    inputs: &Inputs,
    plan: &Plan,
    output: Option<&Path>,
    options: &ConvertOptions,
    configuration: &Configuration,
) -> Exit {
    let level = level(options);
    let folder = options.resume.then(|| output.unwrap_or(Path::new("")));
    let Books { mut report, manifest } = match books::open(options.report.as_deref(), folder) {
        Ok(books) => books,
        Err(message) => return lost_book(&message),
    };
    let crew = options.limits.crew(inputs.len());
    let manifest = manifest.as_ref();
    let mut tally = Tally::default();
    let mut bar = progress::bar(inputs.len(), level);
    let sums = if bar.is_some() { Sums::Shown } else { Sums::Told };
    let mut lost = None;
    let work = |guard: &mut Guard, (place, input): (usize, Cow<'_, Input>)| {
        let input = &*input;
        let editions = destinations::editions(plan, place, input);
        match configuration::settle(configuration, input) {
            Ok(options) => {
                conversion::run(guard, Job { input, editions: &editions, options: &options, manifest })
            }
            Err(failure) => Done { report: InputReport::failed(input.shown(), failure), ..Done::default() },
        }
    };
    let tell = |event: Event<Done>| {
        if let Event::Done(done) = event {
            messages::outcome(&done.report, level, sums);
            tally::count(&mut tally, &done, &options.deny);
            if lost.is_none() {
                lost = books::enter(&mut report, manifest, &done).err();
            }
        }
        if let Some(bar) = &mut bar {
            progress::draw(bar, &tally);
        }
        let stop = lost.is_some() || (tally.failed > 0 && options.on_error == OnError::Stop);
        if stop { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    let guard = || Guard::new(options.limits.limits(), crew.threads);
    lanes::run(crew.lanes, inputs.iter().enumerate(), guard, work, tell);
    progress::clear();
    if let Some(message) = lost.or_else(|| report.and_then(|report| reports::close(report).err())) {
        return lost_book(&message);
    }
    if inputs.len() > 1 && level > Level::Quiet {
        messages::note("all", &tally::sums(&tally, inputs.len() as u64));
    }
    tally::exit(&tally, options.strict)
}

/// A run whose report or manifest cannot be written is not what the user asked for.
fn lost_book(message: &str) -> Exit {
    messages::error("report", message);
    Exit::Failed
}

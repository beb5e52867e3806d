//! `--json-lines`: a task in each line of standard input, what became of it in a line of standard output, in the same
//! order. A task that fails answers with its failure and spoils no other.

use std::borrow::Cow;
use std::io::{self, BufRead, BufReader, Read as _, Stdin, Write as _};
use std::iter;
use std::ops::ControlFlow;
use std::path::Path;

use backissue_convert::{Failure, InputReport, Target};
use backissue_model::File;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::Exit;
use crate::args::ConvertOptions;
use crate::config_file::{self, Layer};
use crate::configuration::{self, Configuration};
use crate::conversion::{self, Done, Job};
use crate::destinations::{self, Wish};
use crate::disk;
use crate::guard::{self, Guard};
use crate::input_list::Inputs;
use crate::inputs::{Input, Memory};
use crate::lanes::{self, Event};
use crate::messages;
use crate::metadata::Origin;
use crate::path_text;
use crate::source::Summing;
use crate::tally::{self, Tally};
use crate::task::{Form, Made, Order, Task, TaskOptions, failure};
use crate::whole_files::Existing;

/// Longest line in bytes: the largest input in base64 (RFC 4648, 4), and as much again for the rest as anybody
/// needs. A stream without line feeds ends in a message instead of in swapping.
const LONGEST_LINE: u64 = disk::LARGEST_INPUT / 3 * 4 + (1 << 20);

/// A task.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
#[schemars(title = "Back Issue: task line")]
pub(crate) struct TaskLine {
    /// Anything; the answer has the same.
    id: Value,
    /// The input: the path of a file, as a manifest writes it.
    path: Option<String>,
    /// The input: its bytes in base64 (RFC 4648, 4). Either this or `path` is needed.
    base64: Option<String>,
    /// What the input is called, without folders; its extension helps to tell formats apart. Of a path it is known.
    name: Option<String>,
    /// The formats to write; without them those of the command line, else EPUB.
    to: Vec<Target>,
    /// Where the editions go, as `-o` has it. Without it their files are in the answer.
    output: Option<String>,
    /// Options of this task, over those of the command line.
    #[schemars(with = "TaskOptions")]
    options: Layer,
}

/// What became of a task.
#[derive(Debug, Default, Serialize, JsonSchema)]
#[schemars(title = "Back Issue: answer line")]
pub(crate) struct AnswerLine {
    /// That of the task; null when the line is no task at all.
    id: Value,
    /// What became of the input, as in the report of a run.
    #[serde(flatten)]
    report: InputReport,
    /// The files of the editions, main files first, when the task names no output.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    files: Vec<AnswerFile>,
}

/// A file in an answer.
#[derive(Debug, Serialize, JsonSchema)]
struct AnswerFile {
    /// The format of the edition that it belongs to.
    target: Target,
    /// Its path in the edition.
    path: String,
    /// What it holds, if that is text in UTF-8.
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    /// What it holds, in base64, if it is anything else.
    #[serde(skip_serializing_if = "Option::is_none")]
    base64: Option<String>,
}

/// Answers each line until standard input ends.
pub(crate) fn run(options: &ConvertOptions) -> Exit {
    let configuration = match configuration::open(&options.reading) {
        Ok(configuration) => configuration,
        Err(message) => {
            messages::error("usage", &message);
            return Exit::Usage;
        }
    };
    let crew = options.limits.crew(usize::MAX);
    let mut tally = Tally::default();
    let mut broken = None;
    let work =
        |guard: &mut Guard, line: Result<Vec<u8>, Failure>| answer(guard, line, options, &configuration);
    let tell = |event: Event<(Value, Done, Vec<AnswerFile>)>| {
        let Event::Done((id, done, files)) = event else { return ControlFlow::Continue(()) };
        tally::count(&mut tally, &done, &options.deny);
        match say(&AnswerLine { id, report: done.report, files }) {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                broken = Some(error);
                ControlFlow::Break(())
            }
        }
    };
    let guard = || Guard::new(options.limits.limits(), crew.threads);
    lanes::run(crew.lanes, lines(BufReader::new(io::stdin())), guard, work, tell);
    match broken {
        None => tally::exit(&tally, options.strict),
        // Whoever read the answers has had enough.
        Some(error) if error.kind() == io::ErrorKind::BrokenPipe => Exit::Done,
        Some(error) => {
            messages::error("-", &format!("cannot write to standard output: {}", disk::reason(&error)));
            Exit::Failed
        }
    }
}

/// The lines that are not blank. One that is too long is a failure; one that cannot be read is the last.
fn lines(mut stdin: BufReader<Stdin>) -> impl Iterator<Item = Result<Vec<u8>, Failure>> + Send {
    iter::from_fn(move || {
        loop {
            let line = next_line(&mut stdin)?;
            if line.as_ref().map_or(true, |line| !line.trim_ascii().is_empty()) {
                return Some(line);
            }
        }
    })
}

fn next_line(stdin: &mut impl BufRead) -> Option<Result<Vec<u8>, Failure>> {
    let mut line = Vec::new();
    let read = stdin.take(LONGEST_LINE).read_until(b'\n', &mut line).ok()?;
    if read as u64 == LONGEST_LINE && line.last() != Some(&b'\n') {
        stdin.skip_until(b'\n').ok()?;
        return Some(Err(failure("task", "the line is longer than the limit of 2.7 GiB")));
    }
    (read > 0).then_some(Ok(line))
}

fn answer(
    guard: &mut Guard,
    line: Result<Vec<u8>, Failure>,
    options: &ConvertOptions,
    configuration: &Configuration,
) -> (Value, Done, Vec<AnswerFile>) {
    let no_task = |id, failure| {
        let report = InputReport::failed(String::new(), failure);
        (id, Done { report, ..Done::default() }, Vec::new())
    };
    let line = match line {
        Ok(line) => line,
        Err(failure) => return no_task(Value::Null, failure),
    };
    let task: TaskLine = match serde_json::from_slice(&line) {
        Ok(task) => task,
        Err(error) => {
            // A line that is JSON may still say whose it is.
            let value = serde_json::from_slice::<Value>(&line);
            let id = value.ok().and_then(|mut value| value.get_mut("id").map(Value::take));
            return no_task(id.unwrap_or_default(), failure("task", format!("no task: {error}")));
        }
    };
    drop(line);
    let (id, shown) = (task.id.clone(), shown(&task));
    match convert(guard, task, options, configuration) {
        Ok((done, files)) => (id, done, files),
        Err(failure) => {
            let report = InputReport::failed(shown, failure);
            (id, Done { report, ..Done::default() }, Vec::new())
        }
    }
}

fn shown(task: &TaskLine) -> String {
    let path = task.path.as_deref().map(|path| path_text::path(path).to_string_lossy().into_owned());
    path.or_else(|| task.name.clone()).unwrap_or_default()
}

fn convert(
    guard: &mut Guard,
    task: TaskLine,
    options: &ConvertOptions,
    configuration: &Configuration,
) -> Result<(Done, Vec<AnswerFile>), Failure> {
    let wrong = |message: String| failure("task", message);
    let targets = if task.to.is_empty() { options.to.clone() } else { task.to.clone() };
    let output = task.output.clone();
    let more = task.options.clone();
    let input = input(task).map_err(wrong)?;
    let settled = over(&configuration::settle(configuration, &input)?, more).map_err(wrong)?;
    let Some(output) = output else { return inline(guard, &input, &settled, &targets) };
    if output == "-" {
        return Err(wrong("standard output is for answers".to_owned()));
    }
    let existing = if options.force { Existing::Replace } else { Existing::Keep };
    let inputs = Inputs::one(input);
    let parted = settled.parted();
    let output = path_text::path(&output);
    let wish = Wish { output: Some(&output), targets: &targets, existing, parted };
    let plan = destinations::plan(&inputs, wish).map_err(wrong)?;
    let job = |input: Cow<'_, Input>| {
        let editions = destinations::editions(&plan, 0, &input);
        conversion::run(guard, Job { input: &input, editions: &editions, options: &settled, manifest: None })
    };
    Ok((inputs.iter().next().map(job).unwrap_or_default(), Vec::new()))
}

/// Options of a task over those of the command line; of metadata key by key.
fn over(given: &TaskOptions, mut task: Layer) -> Result<TaskOptions, String> {
    let wrong = |message: String| format!("options: {message}");
    config_file::settle(&mut task, Origin::Given, Path::new("")).map_err(wrong)?;
    let Ok(Value::Object(mut settled)) = serde_json::to_value(given) else {
        return Err(wrong("they have no form in JSON".to_owned()));
    };
    config_file::lay(&task, &mut settled);
    config_file::options(&settled).map_err(wrong)
}

fn input(task: TaskLine) -> Result<Input, String> {
    match (task.path, task.base64) {
        (Some(path), None) => Ok(Input::file(&path_text::path(&path), None)),
        (None, Some(text)) => {
            let bytes = BASE64.decode(text).map_err(|error| format!("base64: {error}"))?;
            Ok(Input::Memory(Memory { name: task.name, bytes }))
        }
        _ => Err("wanted either path or base64".to_owned()),
    }
}

fn inline(
    guard: &mut Guard,
    input: &Input,
    options: &TaskOptions,
    targets: &[Target],
) -> Result<(Done, Vec<AnswerFile>), Failure> {
    let targets = destinations::or_epub(targets);
    let order = |&target: &Target| Order { target, form: Form::File { assets: "assets".to_owned() } };
    let editions = targets.iter().map(order).collect();
    let task = Task { name: input.name(), options: options.clone(), editions };
    let mut source =
        conversion::source(input, Summing::Nothing).map_err(|message| failure("input", message))?;
    let made = guard::convert(guard, &task, &mut source)?;
    let Made { report, editions } = made;
    let report = InputReport { input: input.shown(), ..report };
    let files = targets.iter().zip(editions);
    let files = files.flat_map(|(&target, files)| files.into_iter().map(move |file| in_answer(target, file)));
    Ok((Done { warnings: conversion::kinds(&report), report, record: None }, files.collect()))
}

fn in_answer(target: Target, file: File) -> AnswerFile {
    let (text, base64) = match String::from_utf8(file.data) {
        Ok(text) => (Some(text), None),
        Err(error) => (None, Some(BASE64.encode(error.as_bytes()))),
    };
    AnswerFile { target, path: file.path, text, base64 }
}

/// Each answer is sent at once: whoever reads it may wait for it before asking again.
fn say(answer: &AnswerLine) -> io::Result<()> {
    let mut line = serde_json::to_vec(answer)?;
    line.push(b'\n');
    let mut stdout = io::stdout().lock();
    stdout.write_all(&line)?;
    stdout.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn object(text: &str) -> serde_json::Map<String, Value> {
        serde_json::from_str(text).expect("it is an object")
    }

    #[test]
    fn options_of_a_task_stand_over_those_of_the_command_line() {
        let given = object(r#"{"encoding": "gb18030", "meta": {"volume": "3", "number": "1"}}"#);
        let given = over(&TaskOptions::default(), given).expect("they are sound");
        let settled = over(&given, object(r#"{"from": "text", "meta": {"number": "2"}}"#)).expect("sound");
        let json = serde_json::to_value(&settled).expect("it has string keys");
        assert_eq!(json["meta"], serde_json::json!({"volume": "3", "number": "2"}));
        assert_eq!((&json["from"], &json["encoding"]), (&"text".into(), &"gb18030".into()));
        let error = over(&given, object(r#"{"encodnig": "big5"}"#)).expect_err("it is misspelt");
        assert!(error.contains("encodnig") && error.contains("`encoding`"), "{error}");
    }

    #[test]
    fn text_is_text_and_all_else_base64() {
        let file = in_answer(Target::Markdown, File::new("issue.md", "a"));
        assert_eq!((file.text.as_deref(), file.base64), (Some("a"), None));
        let file = in_answer(Target::Epub, File::new("issue.epub", [0xff, 0xfe]));
        assert_eq!((file.text, file.base64.as_deref()), (None, Some("//4=")));
    }
}

//! `backissue detect`: what files are, for people or as a line of JSON each.

use std::path::Path;

use backissue_convert::{Detection, detect};
use serde_json::{Value, json};

use crate::args::DetectOptions;
use crate::{Exit, disk, messages};

/// Tells on standard output what each input is.
pub(crate) fn run(options: &DetectOptions) -> Exit {
    let mut exit = Exit::Done;
    for input in &options.inputs {
        let answer = answer(input);
        if !matches!(answer, Ok(Detection::Readable(_))) {
            exit = Exit::Failed;
        }
        let name = input.to_string_lossy();
        let line = if options.json { as_json(&name, &answer).to_string() } else { as_words(&name, &answer) };
        if let Err(message) = disk::write_stdout(format!("{line}\n").as_bytes()) {
            messages::error(&name, &message);
            return Exit::Failed;
        }
    }
    exit
}

fn answer(input: &Path) -> Result<Detection, String> {
    if input.as_os_str() == "-" {
        return disk::read_stdin().map(|bytes| detect(&bytes, None));
    }
    let name = input.file_name().map(|name| name.to_string_lossy().into_owned());
    disk::read(input).map(|bytes| detect(&bytes, name.as_deref()))
}

fn as_words(name: &str, answer: &Result<Detection, String>) -> String {
    let words = match answer {
        Ok(Detection::Readable(format)) => format.name().to_owned(),
        Ok(Detection::Foreign { found, advice }) => format!("{found}: {advice}"),
        Ok(Detection::Empty) => "the file is empty".to_owned(),
        Err(message) => message.clone(),
    };
    format!("{}: {words}", messages::plain(name))
}

fn as_json(name: &str, answer: &Result<Detection, String>) -> Value {
    match answer {
        Ok(Detection::Readable(format)) => json!({"input": name, "format": format.name()}),
        Ok(Detection::Foreign { found, advice }) => {
            json!({"input": name, "format": null, "found": found, "advice": advice})
        }
        Ok(Detection::Empty) => json!({"input": name, "format": null, "found": "an empty file"}),
        Err(message) => json!({"input": name, "format": null, "error": message}),
    }
}

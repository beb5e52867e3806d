//! The command `backissue`: arguments in, exit code out. Files, clock, environment and terminal are touched in
//! this crate only; what a format is and what an issue is, the libraries know.

mod args;
mod bag;
mod batch;
mod books;
mod config_file;
mod config_list;
mod configuration;
mod conversion;
mod destinations;
mod detection;
mod disk;
mod editions;
mod gathering;
mod guard;
mod input_list;
mod inputs;
mod inspect;
mod lanes;
mod limits;
mod manifest;
mod manual;
mod messages;
mod metadata;
mod output_options;
mod path_text;
mod progress;
mod record;
mod reports;
mod signals;
mod source;
mod stems;
mod tally;
mod task;
mod task_lines;
mod verify;
mod whole_files;
mod worker;

use std::process::ExitCode;

use clap::Parser as _;

use args::{Arguments, Command, Schema};

/// Exit codes: stable, told in the help and in the README.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    /// All was done.
    Done,
    /// An input could not be converted.
    Failed,
    /// The command line is wrong.
    Usage,
    /// All was done, with warnings that the user asked to be told of.
    Warned,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Done => 0,
            Exit::Failed => 1,
            Exit::Usage => 2,
            Exit::Warned => 3,
        })
    }
}

fn main() -> ExitCode {
    let command = Arguments::parse().command;
    if !matches!(command, Command::Worker(_)) {
        signals::finish_files_before_death();
    }
    let exit = match command {
        Command::Worker(options) => worker::run(&options),
        Command::Convert(options) => batch::run(&options),
        Command::Verify(options) => verify::run(&options),
        Command::Inspect(options) => inspect::run(&options),
        Command::Detect(options) => detection::run(&options),
        Command::Schema { of } => print(&schema(of)),
        Command::Completions { shell } => print(&manual::completions(shell)),
        Command::Man { subcommand } => match manual::page(subcommand.as_deref()) {
            Ok(page) => print(&page),
            Err(message) => {
                messages::error("usage", &message);
                Exit::Usage
            }
        },
    };
    exit.into()
}

fn schema(of: Schema) -> Vec<u8> {
    let text = match of {
        Schema::Issue => backissue_model::json_schema(),
        Schema::Report => backissue_convert::report_schema(),
        Schema::Task => backissue_convert::schema_of::<task_lines::TaskLine>(),
        Schema::Answer => backissue_convert::schema_of::<task_lines::AnswerLine>(),
        Schema::Manifest => backissue_convert::schema_of::<record::Record>(),
    };
    text.into_bytes()
}

fn print(bytes: &[u8]) -> Exit {
    match disk::write_stdout(bytes) {
        Ok(()) => Exit::Done,
        Err(message) => {
            messages::error("-", &message);
            Exit::Failed
        }
    }
}

//! The command line: its options, their help, and nothing of what they do.

use std::path::PathBuf;
use std::str::FromStr;

use backissue_convert::{Format, Target, UnknownFormat};
use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use crate::bag::Info;
use crate::config_file::with_nearest;
use crate::limits::LimitOptions;
use crate::metadata::Setting;
use crate::task::{Changes, Comments};
use crate::verify::VerifyOptions;
use crate::worker::WorkerOptions;

/// Turn old issues of newspapers, magazines and journals into EPUB, JATS and Markdown.
#[derive(Debug, Parser)]
#[command(name = "backissue", version, long_version = BUILD, max_term_width = 100, after_help = EXIT_CODES)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Convert issues: PDF, plain text, DOCX or JSON in; EPUB, JATS, Markdown or JSON out.
    Convert(Box<ConvertOptions>),
    /// Check a folder of editions against its manifest, and convert some inputs again.
    Verify(VerifyOptions),
    /// Show what becomes of each page, as one HTML file to check a conversion by.
    Inspect(InspectOptions),
    /// Tell what files are, and what to do with those that cannot be read.
    Detect(DetectOptions),
    /// Print the JSON Schema of an issue as JSON, or of what else programs read and write.
    Schema {
        /// What to describe.
        of: Schema,
    },
    /// Convert what standard input says, for another process of this program.
    #[command(hide = true)]
    Worker(WorkerOptions),
    /// Print completions of the command line for a shell.
    Completions {
        /// Whose.
        shell: Shell,
    },
    /// Print the manual page of the command, or of one of its subcommands.
    Man {
        /// Which subcommand; none for the command itself.
        subcommand: Option<String>,
    },
}

#[derive(Debug, Args)]
#[command(after_help = EXIT_CODES, after_long_help = format!("{EXAMPLES}\n\n{EXIT_CODES}"))]
pub(crate) struct ConvertOptions {
    /// Files, folders (with all in them), patterns such as 'scans/*.pdf', or - for standard input.
    #[arg(required_unless_present = "json_lines", value_name = "INPUT")]
    pub(crate) inputs: Vec<PathBuf>,

    /// A file, a folder, or - for standard output.
    ///
    /// The extension of a file chooses the format: .epub, .xml (JATS in one file), .zip (JATS, a file an
    /// article), .md, .json. A file named here is replaced; files that are named after inputs, in a folder, are
    /// replaced only with --force. A folder need not exist. Without this option editions are named after their
    /// inputs and stand in the current folder, and standard input goes to standard output.
    #[arg(short, long, value_name = "OUT")]
    pub(crate) output: Option<PathBuf>,

    /// The formats to write, with commas between: epub, jats, markdown, json. [default: the extension of OUT,
    /// else epub]
    #[arg(long, value_name = "FORMAT", value_delimiter = ',', value_parser = format::<Target>)]
    pub(crate) to: Vec<Target>,

    /// Replace files that exist.
    #[arg(short, long)]
    pub(crate) force: bool,

    /// Write what became of each input to FILE as JSON, or to standard output (-): characters, ledger, warnings,
    /// outputs.
    #[arg(long, value_name = "FILE")]
    pub(crate) report: Option<PathBuf>,

    /// Keep a manifest in the output folder, and pass over inputs that it says are done and unchanged.
    ///
    /// The manifest, backissue-manifest.jsonl, has a line an input: sizes and SHA-256 of the input and of what was
    /// written, counts, warnings, options. Begin a long run with this option to be able to go on after a crash.
    #[arg(long)]
    pub(crate) resume: bool,

    /// Make OUT a BagIt bag (RFC 8493) with the editions as its payload.
    #[arg(long, requires = "output")]
    pub(crate) bag: bool,

    /// A line for bag-info.txt, such as Source-Organization='Port Merrin Archive'; may be given several times.
    #[arg(long, value_name = "LABEL=VALUE", requires = "bag")]
    pub(crate) bag_info: Vec<Info>,

    /// Take a task in each line of standard input, and answer each in a line of standard output; docs/pipelines.md
    /// tells what stands in them.
    #[arg(long, conflicts_with_all = ["inputs", "output", "resume", "report", "verbose"])]
    pub(crate) json_lines: bool,

    /// Exit with code 3 if there was any warning.
    #[arg(long)]
    pub(crate) strict: bool,

    /// Exit with code 3 if there was a warning of one of these kinds, such as damaged,unmapped.
    #[arg(long, value_name = "KIND", value_delimiter = ',', value_parser = crate::messages::warning_kind)]
    pub(crate) deny: Vec<String>,

    /// What to do after an input that cannot be converted.
    #[arg(long, value_name = "ACTION", default_value = "skip")]
    pub(crate) on_error: OnError,

    #[command(flatten)]
    pub(crate) limits: LimitOptions,

    #[command(flatten)]
    pub(crate) reading: ReadingOptions,

    /// Say nothing but errors.
    #[arg(short, long, conflicts_with = "verbose")]
    pub(crate) quiet: bool,

    /// Say every warning and every file that is written or passed over.
    #[arg(short, long)]
    pub(crate) verbose: bool,
}

/// How inputs are read, and what is known of them.
#[derive(Debug, Args)]
pub(crate) struct ReadingOptions {
    /// The format of the inputs, when detection is not wanted: pdf, text, docx, json.
    #[arg(long, value_name = "FORMAT", value_parser = format::<Format>)]
    pub(crate) from: Option<Format>,

    /// Set what is known of the issue, over what the print says; may be given several times.
    ///
    /// Keys: publication, issn, cn, publisher, title, volume, number, whole-number, date, language, rights.
    #[arg(long, value_name = "KEY=VALUE")]
    pub(crate) meta: Vec<Setting>,

    /// What is known of many inputs: a list of comma-separated values.
    ///
    /// The first column has the names of inputs, or the ends of their paths; the others are named after the keys of
    /// --meta.
    #[arg(long, value_name = "FILE.csv")]
    pub(crate) metadata: Option<PathBuf>,

    /// Read options from FILE, in place of the files backissue.toml in the folders of the inputs.
    ///
    /// docs/configuration.md tells what may stand in it. Over it go the list that --metadata names, files
    /// NAME.meta.toml or NAME.meta.json beside inputs, and the command line.
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,

    /// Set an option by the name that it has in such a file, such as markdown.wrap=80 or epub.cover=none; may be
    /// given several times.
    #[arg(long, value_name = "NAME=VALUE")]
    pub(crate) set: Vec<String>,

    /// The password of an encrypted PDF.
    #[arg(long, value_name = "PASSWORD", help_heading = "Options of readers")]
    pub(crate) password: Option<String>,

    /// The encoding of plain text, such as gb18030 or windows-1252, when detection is not wanted.
    #[arg(long, value_name = "NAME", help_heading = "Options of readers")]
    pub(crate) encoding: Option<String>,

    /// What to make of tracked changes in DOCX. [default: accept]
    #[arg(long, value_name = "ACTION", help_heading = "Options of readers")]
    pub(crate) changes: Option<Changes>,

    /// What to make of comments in DOCX. [default: leave-out]
    #[arg(long, value_name = "ACTION", help_heading = "Options of readers")]
    pub(crate) comments: Option<Comments>,
}

#[derive(Debug, Args)]
#[command(after_help = "Exit codes: 0 done; 1 the input could not be read; 2 wrong usage.")]
pub(crate) struct InspectOptions {
    /// A file, or - for standard input.
    #[arg(value_name = "INPUT")]
    pub(crate) input: PathBuf,

    /// Where the report goes, or - for standard output. A file named here is replaced. [default: the input's name
    /// with .html, in the current folder]
    #[arg(short, long, value_name = "OUT")]
    pub(crate) output: Option<PathBuf>,

    /// Leave pictures out: the report of a scanned volume is as large as its scans.
    #[arg(long)]
    pub(crate) without_pictures: bool,

    #[command(flatten)]
    pub(crate) reading: ReadingOptions,
}

#[derive(Debug, Args)]
#[command(after_help = "Exit code 0 if every input can be converted, 1 if not.")]
pub(crate) struct DetectOptions {
    /// Files, or - for standard input.
    #[arg(required = true, value_name = "INPUT")]
    pub(crate) inputs: Vec<PathBuf>,

    /// Answer in JSON, one line an input.
    #[arg(long)]
    pub(crate) json: bool,
}

/// What a JSON Schema describes.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Schema {
    /// What `--to json` writes.
    Issue,
    /// What `--report` writes.
    Report,
    /// A line that `--json-lines` takes.
    Task,
    /// A line that `--json-lines` answers.
    Answer,
    /// A line of a manifest.
    Manifest,
}

/// What to do after an input that cannot be converted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum OnError {
    /// Go on with the next.
    Skip,
    /// Convert no more.
    Stop,
}

/// A format by its name; of a misspelt one the error tells which is meant.
fn format<F: FromStr<Err = UnknownFormat>>(name: &str) -> Result<F, String> {
    name.parse().map_err(|error: UnknownFormat| with_nearest(&error.to_string()))
}

const BUILD: &str = concat!(
    env!("CARGO_PKG_VERSION"),
    "\ncompiler: ",
    env!("BACKISSUE_COMPILER"),
    "\ntarget: ",
    env!("BACKISSUE_TARGET"),
    "\nprofile: ",
    env!("BACKISSUE_PROFILE")
);

/// In one line: the terminal's width decides where it is broken.
const EXIT_CODES: &str = "Exit codes: 0 done; 1 an input could not be converted; 2 wrong usage; 3 done, with warnings \
that --strict or --deny name. Messages go to standard error, one line each.";

/// Its lines fit eighty columns, so that they can be copied from any terminal.
const EXAMPLES: &str = "\
Examples:
  One issue to EPUB:
      backissue convert 1921-03-04.pdf -o 1921-03-04.epub
  A folder of issues to EPUB and Markdown, mirrored under out/:
      backissue convert archive/ -o out/ --to epub,markdown
  JATS, one file an article and issue.xml over them:
      backissue convert 1921-03-04.pdf -o jats/ --to jats
  Between two pipes:
      curl https://example.org/a.pdf | backissue convert - --to markdown | less
  Mend the issue half-way with jq:
      backissue convert a.pdf -o a.json
      jq '.issue.metadata.number = \"17\"' a.json | backissue convert - -o a.epub
  Tell what is known better than the print does:
      backissue convert a.pdf --meta publication='The Beacon' --meta number=17
  Account for every character:
      backissue convert archive/ -o out/ --report report.json --strict
  A run over a weekend that may be killed and begun again:
      backissue convert archive/ -o out/ --resume";

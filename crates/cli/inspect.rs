//! `backissue inspect`: one input to one HTML file that shows what became of each page.

use std::path::{Path, PathBuf};

use backissue_convert::read_seen;
use backissue_inspect::{Options, Pictures, report};

use crate::args::InspectOptions;
use crate::disk;
use crate::inputs::Input;
use crate::whole_files::{self, Existing, Piece};
use crate::{Exit, configuration, messages, metadata};

/// Reads the input and writes its report.
pub(crate) fn run(options: &InspectOptions) -> Exit {
    match inspect(options) {
        Ok(()) => Exit::Done,
        Err(message) => {
            messages::error(&options.input.to_string_lossy(), &message);
            Exit::Failed
        }
    }
}

fn inspect(options: &InspectOptions) -> Result<(), String> {
    let InspectOptions { input, output, reading, .. } = options;
    let piped = input.as_os_str() == "-";
    let bytes = if piped { disk::read_stdin() } else { disk::read(input) }?;
    let name = input.file_name().filter(|_| !piped).map(|name| name.to_string_lossy().into_owned());
    let place = if piped { Input::Stdin } else { Input::file(input, None) };
    let configuration = configuration::open(reading)?;
    let settled = configuration::settle(&configuration, &place).map_err(|failure| failure.message)?;
    let read = read_seen(&bytes, name.as_deref(), &settled.for_library().read);
    let (mut issue, seen) = read.map_err(|error| error.to_string())?;
    metadata::apply(&settled.meta.0, &mut issue.metadata);
    let pictures = if options.without_pictures { Pictures::LeftOut } else { Pictures::Embedded };
    let html = report(&issue, &seen.pages, &seen.frames, &Options { pictures });
    match output {
        Some(path) if path.as_os_str() == "-" => disk::write_stdout(html.as_bytes()),
        None if piped => disk::write_stdout(html.as_bytes()),
        Some(path) => deliver(input, path.clone(), html),
        None => deliver(input, beside(input), html),
    }
}

/// The input's name with `.html`, in the current folder.
fn beside(input: &Path) -> PathBuf {
    PathBuf::from(input.file_name().unwrap_or_default()).with_extension("html")
}

fn deliver(input: &Path, path: PathBuf, html: String) -> Result<(), String> {
    if disk::is_same_file(input, &path) {
        return Err(format!("the output {} is the input itself", path.display()));
    }
    whole_files::write(&[Piece { path, data: html.into_bytes() }], Existing::Replace)
}

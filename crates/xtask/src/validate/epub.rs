//! The judge of EPUB 3: the container by itself, everything else by EPUBCheck, the W3C's validator.

use std::fs;
use std::io::{Cursor, Read};
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use zip::{CompressionMethod, ZipArchive};

use super::jats::well_formed;
use super::tools::{self, Tools};

/// Severities of EPUBCheck that are faults.
const FAULTS: [&str; 3] = ["FATAL", "ERROR", "WARNING"];

/// Usage notes that are faults all the same: an `epub:type` that no reading system knows (OPF-088), is
/// deprecated (OPF-086) or stands on an element it says nothing about (OPF-087).
const NOTES_THAT_COUNT: [&str; 3] = ["OPF-086", "OPF-087", "OPF-088"];

/// Everything wrong with a book; without `tools`, what the container shows.
pub fn faults(book: &Path, tools: Option<&Tools>) -> Vec<String> {
    let mut faults = match fs::read(book) {
        Ok(bytes) => container_faults(&bytes).unwrap_or_else(|e| vec![format!("container: {e}")]),
        Err(e) => return vec![format!("cannot be read: {e}")],
    };
    if let Some(tools) = tools {
        faults.extend(epubcheck(book, tools).unwrap_or_else(|e| vec![e]));
    }
    faults
}

/// EPUB 3.3, 4.2: `mimetype` comes first and is stored, `container.xml` is there, and each part in XML is
/// well-formed.
fn container_faults(bytes: &[u8]) -> zip::result::ZipResult<Vec<String>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes))?;
    let mut faults = Vec::new();
    if archive.index_for_name("META-INF/container.xml").is_none() {
        faults.push("container: no META-INF/container.xml".to_owned());
    }
    for index in 0..archive.len() {
        let mut part = archive.by_index(index)?;
        let name = part.name()?.into_owned();
        let mut content = Vec::new();
        part.read_to_end(&mut content)?;
        if index == 0 && (name != "mimetype" || content != b"application/epub+zip") {
            faults.push("container: does not begin with mimetype application/epub+zip".to_owned());
        }
        if name == "mimetype" && part.compression() != CompressionMethod::Stored {
            faults.push("container: mimetype is compressed".to_owned());
        }
        if is_xml(&name) {
            faults.extend(well_formed(&content).err().map(|e| format!("{name}: not well-formed: {e}")));
        }
    }
    Ok(faults)
}

fn is_xml(name: &str) -> bool {
    [".xhtml", ".opf", ".ncx", ".xml", ".svg"].iter().any(|extension| name.ends_with(extension))
}

fn epubcheck(book: &Path, tools: &Tools) -> Result<Vec<String>, String> {
    let mut command = Command::new("java");
    // The optimising compiler costs more than it saves in a run of two seconds.
    command.args(["-XX:TieredStopAtLevel=1", "-jar"]).arg(&tools.epubcheck);
    command.args(["--usage", "--quiet", "--locale", "en", "--json", "-"]).arg(book);
    let said = tools::run(&mut command)?;
    let no_report = || format!("EPUBCheck gave no report: {} {}", said.out.trim(), said.err.trim());
    let json = said.out.find('{').map(|start| &said.out[start..]).ok_or_else(no_report)?;
    let report: Value = serde_json::from_str(json).map_err(|_| no_report())?;
    let messages = report["messages"].as_array().ok_or_else(no_report)?;
    Ok(messages.iter().filter(|message| counts(message)).map(sentence).collect())
}

fn counts(message: &Value) -> bool {
    FAULTS.iter().any(|severity| message["severity"] == *severity)
        || NOTES_THAT_COUNT.iter().any(|id| message["ID"] == *id)
}

fn sentence(message: &Value) -> String {
    let words =
        |key: &str| message[key].as_str().unwrap_or("?").split_whitespace().collect::<Vec<_>>().join(" ");
    let place = &message["locations"][0];
    let place =
        place["path"].as_str().map(|path| format!(" at {path}:{}", place["line"])).unwrap_or_default();
    format!("EPUBCheck {} {}: {}{place}", words("severity"), words("ID"), words("message"))
}

//! The judge of Markdown: encoding, front matter, markdownlint, and what CommonMark readers make of it
//! (`commonmark`).

use std::fs;
use std::path::Path;
use std::process::Command;

use saphyr::{LoadableYamlNode, Yaml};

use super::tools::{self, Tools};
use super::{commonmark, links};

/// The linter's rules for the text of a periodical.
const RULES: &str = include_str!("../../markdownlint.jsonc");

/// Everything wrong with a Markdown file; without `tools`, what this program can see.
pub fn faults(file: &Path, tools: Option<&Tools>) -> Vec<String> {
    let text = match fs::read(file).map_err(|e| e.to_string()).and_then(decode) {
        Ok(text) => text,
        Err(e) => return vec![format!("cannot be read: {e}")],
    };
    let mut faults = encoding_faults(&text);
    let (front_matter, body) = split_front_matter(&text);
    faults.extend(front_matter.map_or_else(
        || vec!["front matter: missing, or not closed".to_owned()],
        |yaml| front_matter_faults(yaml).unwrap_or_else(|e| vec![e]),
    ));
    if body.trim().is_empty() {
        faults.push("no text".to_owned());
    }
    let reading = commonmark::read(body);
    faults.extend(links::missing(file, reading.references.iter().map(String::as_str)));
    faults.extend(commonmark::leaks(body));
    if let Some(tools) = tools {
        faults.extend(lint(&text, tools).unwrap_or_else(|e| vec![e]));
        faults.extend(commonmark::disagreements(body, &reading).unwrap_or_else(|e| vec![e]));
    }
    faults
}

fn decode(bytes: Vec<u8>) -> Result<String, String> {
    String::from_utf8(bytes).map_err(|e| format!("not UTF-8: {e}"))
}

fn encoding_faults(text: &str) -> Vec<String> {
    let mut faults = Vec::new();
    for (number, line) in text.split('\n').enumerate() {
        for odd in line.chars().filter(|c| is_odd(*c)) {
            faults.push(format!("encoding: line {}: U+{:04X}", number + 1, u32::from(odd)));
        }
    }
    faults
}

/// Characters that no reader shows as what was printed: controls, the byte-order mark, line separators,
/// private use, noncharacters and the sign for a character that was lost.
fn is_odd(c: char) -> bool {
    matches!(c, '\0'..='\x08' | '\x0b'..='\x1f' | '\x7f'..='\u{9f}' | '\u{2028}' | '\u{2029}' | '\u{feff}'
        | '\u{e000}'..='\u{f8ff}' | '\u{fdd0}'..='\u{fdef}' | '\u{fff9}'..='\u{ffff}'
        | '\u{f0000}'..='\u{10ffff}')
}

fn split_front_matter(text: &str) -> (Option<&str>, &str) {
    let text = text.trim_start_matches('\u{feff}');
    match text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")) {
        Some((yaml, body)) => (Some(yaml), body),
        None => (None, text),
    }
}

fn front_matter_faults(yaml: &str) -> Result<Vec<String>, String> {
    let documents = Yaml::load_from_str(yaml).map_err(|e| format!("front matter: not YAML: {e}"))?;
    let [fields @ Yaml::Mapping(_)] = &documents[..] else {
        return Err("front matter: not a mapping".to_owned());
    };
    let mut faults = Vec::new();
    if fields.as_mapping_get("title").and_then(Yaml::as_str).is_none_or(|title| title.trim().is_empty()) {
        faults.push("front matter: no title".to_owned());
    }
    if let Some(date) = fields.as_mapping_get("date")
        && !date.as_str().is_some_and(is_iso_date)
        && date.as_integer().is_none()
    {
        faults.push("front matter: date is not an ISO 8601 date".to_owned());
    }
    Ok(faults)
}

/// ISO 8601, calendar dates as far as they are known: `2024`, `2024-05`, `2024-05-06`.
fn is_iso_date(date: &str) -> bool {
    let parts: Vec<&str> = date.split('-').collect();
    parts.len() <= 3
        && parts.iter().zip([4, 2, 2]).all(|(part, length)| part.len() == length)
        && parts.iter().all(|part| part.bytes().all(|b| b.is_ascii_digit()))
}

/// Runs the linter in a folder of its own, where it can find no other configuration.
fn lint(text: &str, tools: &Tools) -> Result<Vec<String>, String> {
    let folder = tempfile::tempdir().map_err(|e| format!("no temporary folder: {e}"))?;
    let write = |name: &str, content: &str| {
        fs::write(folder.path().join(name), content).map_err(|e| format!("cannot write {name}: {e}"))
    };
    write(".markdownlint-cli2.jsonc", RULES)?;
    write("issue.md", text)?;
    let said = tools::run(Command::new(&tools.markdownlint).arg("issue.md").current_dir(folder.path()))?;
    let mut faults: Vec<String> = said
        .err
        .lines()
        .filter_map(|line| line.strip_prefix("issue.md:"))
        .map(|line| format!("markdownlint: line {line}"))
        .collect();
    if faults.is_empty() && !said.success {
        faults.push(format!("markdownlint failed: {}", said.err.trim()));
    }
    Ok(faults)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_iso_as_far_as_known() {
        for good in ["2024", "2024-05", "2024-05-06"] {
            assert!(is_iso_date(good), "{good}");
        }
        for bad in ["2024-5-6", "6 May 2024", "2024-05-06-07", "2024年5月6日"] {
            assert!(!is_iso_date(bad), "{bad}");
        }
    }
}

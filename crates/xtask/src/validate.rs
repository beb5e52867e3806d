//! `cargo xtask validate`: judges the outputs of whole issues with the validators that each format's
//! own community uses. It knows the formats' standards and nothing of the crates that write them.

mod broken;
mod cases;
mod commonmark;
mod epub;
mod epubcheck;
mod jats;
mod jats4r;
mod links;
mod markdown;
mod outputs;
mod random;
mod samples;
mod selftest;
pub mod tools;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use outputs::{Kind, Output};
use rayon::prelude::*;
use tools::Tools;

/// What a developer asked for.
#[derive(Debug, PartialEq)]
pub enum Request {
    /// Prove that the judges judge.
    Selftest,
    /// Convert the cases of `testdata` and judge what comes out.
    Cases(Depth),
    /// Write the issues that are made up for tests, and this many random ones, in all three formats and judge those.
    Random(usize),
    /// Judge these files and folders.
    Given(Vec<PathBuf>, Depth),
}

/// How far judging goes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Depth {
    /// What this program can see by itself: packaging, well-formedness, encoding, links.
    Quick,
    /// And what EPUBCheck, the JATS DTDs, JATS4R, markdownlint and cmark-gfm say.
    Full,
}

/// How many were judged, by outcome.
#[derive(Debug, Default, PartialEq)]
pub struct Tally {
    /// How many have no fault.
    pub passed: usize,
    /// How many have one or more.
    pub failed: usize,
}

/// What was judged, by the name a developer knows it by, and what is wrong with it.
struct Verdict {
    name: String,
    faults: Vec<String>,
}

/// The most faults printed for one file: a book with a broken style has the same one in each article.
const FAULTS_SHOWN: usize = 30;

/// Reads the arguments after `validate`; `None` when they make no sense.
pub fn request(arguments: &[String]) -> Option<Request> {
    let (flags, given): (Vec<&String>, Vec<&String>) =
        arguments.iter().partition(|argument| argument.starts_with('-'));
    let count = || given[..].first()?.parse().ok().filter(|_| given.len() == 1);
    let depth = match flags[..] {
        [flag] if flag == "--random" => return Some(Request::Random(count()?)),
        [] => Depth::Full,
        [flag] if flag == "--quick" => Depth::Quick,
        [flag] if flag == "--selftest" && given.is_empty() => return Some(Request::Selftest),
        _ => return None,
    };
    Some(match given[..] {
        [] => Request::Cases(depth),
        _ => Request::Given(given.iter().map(PathBuf::from).collect(), depth),
    })
}

/// Does it, and prints a line for each thing judged. `Err` when a tool cannot be installed or the
/// command cannot be built: then nothing was judged.
pub fn run(request: &Request) -> Result<Tally, String> {
    let verdicts = match request {
        Request::Selftest => selftest::verdicts(&tools::install()?),
        Request::Cases(depth) => {
            let tools = tools_for(*depth)?;
            let (outputs, mut verdicts) = cases::convert()?;
            verdicts.extend(judge_all(&outputs, tools.as_ref()));
            verdicts
        }
        Request::Random(count) => {
            let tools = tools::install()?;
            judge_all(&random::write(*count)?, Some(&tools))
        }
        Request::Given(given, depth) => {
            let tools = tools_for(*depth)?;
            let unpacked = tempfile::tempdir().map_err(|e| format!("no temporary folder: {e}"))?;
            judge_all(&outputs::find(given, unpacked.path())?, tools.as_ref())
        }
    };
    Ok(tell(&verdicts))
}

fn tools_for(depth: Depth) -> Result<Option<Tools>, String> {
    match depth {
        Depth::Quick => Ok(None),
        Depth::Full => tools::install().map(Some),
    }
}

fn judge_all(outputs: &[Output], tools: Option<&Tools>) -> Vec<Verdict> {
    let of = |kind: Kind| -> Vec<&Path> {
        outputs.iter().filter(|output| output.kind == kind).map(|output| output.path.as_path()).collect()
    };
    let mut checked = BTreeMap::new();
    if let Some(tools) = tools {
        checked.extend(epubcheck::faults(&of(Kind::Book), tools));
        checked.extend(jats4r::faults(&of(Kind::Article), tools));
    }
    outputs
        .par_iter()
        .map(|output| {
            let mut faults = judge(output, tools);
            faults.extend(checked.get(&output.path).into_iter().flatten().cloned());
            Verdict { name: output.name.clone(), faults }
        })
        .collect()
}

/// What is wrong with an output, but for what judges say that take many at a time.
fn judge(output: &Output, tools: Option<&Tools>) -> Vec<String> {
    match output.kind {
        Kind::Book => epub::faults(&output.path),
        Kind::Article => jats::faults(&output.path, tools),
        Kind::Text => markdown::faults(&output.path, tools),
        Kind::Unknown => vec!["neither EPUB, JATS, Markdown nor a zip of those".to_owned()],
    }
}

fn tell(verdicts: &[Verdict]) -> Tally {
    let mut tally = Tally::default();
    for Verdict { name, faults } in verdicts {
        for fault in faults.iter().take(FAULTS_SHOWN) {
            println!("  FAULT {fault}");
        }
        if faults.len() > FAULTS_SHOWN {
            println!("  and {} more", faults.len() - FAULTS_SHOWN);
        }
        println!("{} {name}", if faults.is_empty() { "pass" } else { "FAIL" });
        *(if faults.is_empty() { &mut tally.passed } else { &mut tally.failed }) += 1;
    }
    tally
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(line: &str) -> Option<Request> {
        request(&line.split_whitespace().map(str::to_owned).collect::<Vec<_>>())
    }

    #[test]
    fn arguments_make_a_request_or_none() {
        assert_eq!(ask(""), Some(Request::Cases(Depth::Full)));
        assert_eq!(ask("--quick"), Some(Request::Cases(Depth::Quick)));
        assert_eq!(ask("--random 20"), Some(Request::Random(20)));
        assert_eq!(ask("--random"), None);
        assert_eq!(ask("--random all"), None);
        assert_eq!(ask("--selftest"), Some(Request::Selftest));
        assert_eq!(
            ask("a.md --quick b"),
            Some(Request::Given(vec!["a.md".into(), "b".into()], Depth::Quick))
        );
        assert_eq!(ask("--fast a.md"), None);
        assert_eq!(ask("--selftest a.md"), None);
    }
}

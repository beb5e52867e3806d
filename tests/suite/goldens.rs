//! Each case of `testdata/` gives the outline that stands beside it as `CASE.issue`. The goldens are read by
//! people before they are committed; here they are only compared, or written anew with `BACKISSUE_UPDATE=1`.
//! Goldens that record a shortfall are compared like all others; `testdata/README.md` says what would be right.

use std::fs;
use std::path::Path;

use backissue_convert::model::outline;

use crate::cases::{self, Case, Outcome};

/// With this variable set, goldens are written instead of compared: all of them when it is 1, else those of the cases
/// whose names contain it.
const UPDATE: &str = "BACKISSUE_UPDATE";

/// The section of `testdata/README.md` that lists goldens known to be wrong: "* `CASE`: what would be right".
const KNOWN_WRONG: &str = "## Known wrong";

#[test]
fn each_case_gives_its_golden() {
    let cases = cases::all();
    assert!(cases.iter().any(|case| case.name.ends_with(".page")), "there are page cases");
    let known = known_wrong(&readme());
    cases::each(&cases, |case| {
        compare(case, &outcome(case)?).map_err(|failure| match known.contains(&case.name) {
            true => format!(
                "{failure}\n  (known wrong: when it reads right now, take its line off {KNOWN_WRONG:?})"
            ),
            false => failure,
        })
    });
}

#[test]
fn each_golden_known_to_be_wrong_has_its_case() {
    let cases = cases::all();
    let gone: Vec<String> = known_wrong(&readme())
        .into_iter()
        .filter(|name| !cases.iter().any(|case| case.name == *name))
        .collect();
    assert!(gone.is_empty(), "{KNOWN_WRONG:?} of testdata/README.md names no cases: {gone:?}");
}

fn readme() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/README.md")).unwrap()
}

/// The names of the cases in the section of goldens that record a shortfall.
fn known_wrong(readme: &str) -> Vec<String> {
    let lines = readme.lines().skip_while(|line| *line != KNOWN_WRONG).skip(1);
    lines
        .take_while(|line| !line.starts_with("## "))
        .filter_map(|line| Some(line.strip_prefix("* `")?.split_once("`: ")?.0.to_owned()))
        .collect()
}

#[test]
fn only_the_section_of_known_shortfalls_names_them() {
    let readme = "* `a`: no\n\n## Known wrong\n\nText.\n\n* `b.pdf`: one\n  thing.\n* `c`: two\n\n## More\n\n* `d`: no\n";
    assert_eq!(known_wrong(readme), ["b.pdf", "c"]);
}

/// What came of the case, as its golden says it: an outline, or the error's message.
fn outcome(case: &Case) -> Result<String, String> {
    match (cases::read_case(case), case.outcome) {
        (Err(error), Outcome::Errors) => Ok(format!("error {}: {error}\n", error.code())),
        (Ok(_), Outcome::Errors) => Err("its name promises an error, and it gave an issue".to_owned()),
        (Err(error), _) => Err(format!("gave no issue: {error}")),
        (Ok(issue), Outcome::Recovers) if issue.warnings.is_empty() => {
            Err("its name promises a warning, and there is none".to_owned())
        }
        (Ok(issue), _) => Ok(outline(&issue)),
    }
}

fn compare(case: &Case, outcome: &str) -> Result<(), String> {
    let golden = case.path.with_extension("issue");
    if std::env::var(UPDATE).is_ok_and(|wanted| wanted == "1" || case.name.contains(&wanted)) {
        return fs::write(&golden, outcome).map_err(|error| error.to_string());
    }
    let expected = fs::read_to_string(&golden)
        .map_err(|_| format!("has no golden; look at what {UPDATE}=1 writes, and commit it"))?;
    match first_difference(&expected, outcome) {
        None => Ok(()),
        Some((line, expected, found)) => {
            Err(format!("line {line} of its golden\n  wanted: {expected}\n  found:  {found}"))
        }
    }
}

/// The first line in which two texts differ, counted from 1.
fn first_difference<'a>(expected: &'a str, found: &'a str) -> Option<(usize, &'a str, &'a str)> {
    let (mut expected, mut found) = (expected.lines(), found.lines());
    let mut number = 0;
    loop {
        number += 1;
        match (expected.next(), found.next()) {
            (None, None) => return None,
            (a, b) if a != b => {
                return Some((number, a.unwrap_or("(the end)"), b.unwrap_or("(the end)")));
            }
            _ => {}
        }
    }
}

#[test]
fn a_difference_is_found_also_at_the_end() {
    assert_eq!(first_difference("a\nb\n", "a\nb\n"), None);
    assert_eq!(first_difference("a\nb\n", "a\n"), Some((2, "b", "(the end)")));
    assert_eq!(first_difference("a\n", "b\n"), Some((1, "a", "b")));
}

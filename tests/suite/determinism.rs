//! The same input and options give the same bytes: on every run, on any number of threads, and with a stop half
//! way as JSON.

use std::path::Path;
use std::process::Command;

use backissue_convert::model::{File, Issue, Pages};
use backissue_convert::{Options, Target, layout, pdf, read, write};

use crate::cases::{self, Case, Outcome};
use crate::command::files;

fn editions(issue: &Issue) -> Vec<File> {
    let options = Options::default().write;
    Target::ALL.into_iter().flat_map(|target| write(issue, target, &options)).collect()
}

fn readable() -> Vec<Case> {
    cases::inputs().into_iter().filter(|case| case.outcome != Outcome::Errors).collect()
}

#[test]
fn two_conversions_are_equal() {
    cases::each(&readable(), |case| {
        let run = || cases::read_case(case).map(|issue| editions(&issue)).map_err(|error| error.to_string());
        let (first, second) = (run()?, run()?);
        let differing: Vec<&str> =
            first.iter().zip(&second).filter(|(a, b)| a != b).map(|(a, _)| a.path.as_str()).collect();
        let equal = first.len() == second.len() && differing.is_empty();
        if equal { Ok(()) } else { Err(format!("two runs differ in {differing:?}")) }
    });
}

/// The glyphs of each page in another order, the same for the same seed.
fn redrawn(pages: &Pages, seed: u64) -> Pages {
    let mut pages = pages.clone();
    for page in &mut pages.pages {
        let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
        for last in (1..page.glyphs.len()).rev() {
            // Xorshift (Marsaglia 2003).
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            page.glyphs.swap(last, (state % (last as u64 + 1)) as usize);
        }
    }
    pages
}

#[test]
fn the_order_of_drawing_changes_nothing() {
    let pdfs: Vec<Case> =
        readable().into_iter().filter(|case| case.path.extension().is_some_and(|end| end == "pdf")).collect();
    cases::each(&pdfs, |case| {
        let bytes = std::fs::read(&case.path).map_err(|error| error.to_string())?;
        let pages = pdf::read(&bytes, &pdf::ReadOptions::default()).map_err(|error| error.to_string())?;
        let flow = layout::flow(pages.clone(), &layout::Options::default());
        let differs = |seed: &u64| {
            layout::flow(redrawn(&pages, *seed), &layout::Options::default()).items != flow.items
        };
        match (1..=3).find(differs) {
            Some(seed) => Err(format!("the glyphs shuffled with seed {seed} give another flow")),
            None => Ok(()),
        }
    });
}

#[test]
fn a_stop_as_json_changes_no_edition() {
    cases::each(&readable(), |case| {
        let issue = cases::read_case(case).map_err(|error| error.to_string())?;
        let json = write(&issue, Target::Json, &Options::default().write).remove(0);
        let again = read(&json.data, Some("issue.json"), &Options::default().read);
        let again = again.map_err(|error| error.to_string())?;
        if again != issue {
            return Err("the issue is another after its way through JSON".to_owned());
        }
        if editions(&again) == editions(&issue) { Ok(()) } else { Err("an edition is another".to_owned()) }
    });
}

#[test]
fn one_thread_and_two_write_the_same_files() {
    let folder = tempfile::tempdir().unwrap();
    let testdata = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata");
    for (name, threads) in [("one", "1"), ("two", "2")] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_backissue"));
        command.env("RAYON_NUM_THREADS", threads).arg("convert");
        command.args(["pdf", "text", "docx"].map(|kind| testdata.join(kind)));
        command.arg("-o").arg(folder.path().join(name)).args(["--to", "epub,jats,markdown,json", "-q"]);
        // Among the cases are some that cannot be converted.
        assert_eq!(command.output().unwrap().status.code(), Some(1));
    }
    let (one, two) = (files(&folder.path().join("one")), files(&folder.path().join("two")));
    assert!(one.len() > 4 * 20, "{} files were written", one.len());
    let differing: Vec<&String> =
        one.iter().filter(|file| !two.contains(file)).map(|(name, _)| name).collect();
    assert!(one.len() == two.len() && differing.is_empty(), "one thread and two differ: {differing:?}");
}

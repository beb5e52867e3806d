//! Each kind of warning that the reader raises, and the case of the test data that raises it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use backissue_pdf::{ReadOptions, read};

/// A kind, and a case below `testdata/pdf` with such a warning.
const CASES: [(&str, &str); 8] = [
    ("Damaged", "wrong-lengths--recovers.pdf"),
    ("HiddenText", "hidden-text--recovers.pdf"),
    ("Image", "features/broken-picture--recovers.pdf"),
    ("Limit", "form-cycle--recovers.pdf"),
    ("NoText", "blank-page--recovers.pdf"),
    ("Unmapped", "features/unmapped--recovers.pdf"),
    ("UnsafeLink", "unsafe-link--recovers.pdf"),
    ("Unsupported", "unknown-filter--recovers.pdf"),
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn each_case_raises_its_warning() {
    for (kind, case) in CASES {
        let bytes = std::fs::read(root().join("../../testdata/pdf").join(case)).expect(case);
        let pages = read(&bytes, &ReadOptions::default()).expect(case);
        let kinds: Vec<String> = pages.warnings.iter().map(|warning| format!("{:?}", warning.kind)).collect();
        assert!(kinds.iter().any(|other| other == kind), "{case} raises {kinds:?}, not {kind}");
    }
}

#[test]
fn each_kind_that_the_sources_name_has_its_case() {
    let mut named = BTreeSet::new();
    let mut folders = vec![root().join("src")];
    while let Some(folder) = folders.pop() {
        for path in
            std::fs::read_dir(folder).expect("the sources can be read").map(|entry| entry.unwrap().path())
        {
            match path.is_dir() {
                true => folders.push(path),
                false => named.extend(kinds(&path)),
            }
        }
    }
    let with_case: BTreeSet<String> = CASES.iter().map(|(kind, _)| (*kind).to_owned()).collect();
    assert_eq!(named, with_case);
}

/// The kinds of warning that a source file names.
fn kinds(source: &PathBuf) -> Vec<String> {
    let text = std::fs::read_to_string(source).expect("a source file is text");
    let names = text.split("WarningKind::").skip(1);
    names.map(|rest| rest.chars().take_while(char::is_ascii_alphanumeric).collect()).collect()
}

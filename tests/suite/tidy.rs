//! The house rules that neither the compiler nor clippy sees: what each file opens with, its length, words that
//! do not belong, test data that nobody explains; in `architecture`, what crates may depend on. Each test names all
//! offenders. What a rule is for stands in docs/contributing.md.

mod architecture;

use std::fs;
use std::path::Path;
use std::process::Command;

/// Longer files hold two ideas. Tables made by a program are exempt.
const LONGEST: usize = 650;

/// What no file may contain; in parts, so that this one does not either.
const UNWANTED: [&str; 10] = [
    concat!("TO", "DO"),
    concat!("FIX", "ME"),
    concat!("#[ig", "nore"),
    concat!("/wo", "rk/"),
    concat!("/ro", "ot/"),
    concat!("pypi.", "org"),
    concat!("npmjs.", "org"),
    concat!("npmjs.", "com"),
    concat!("crates.", "io"),
    concat!("debian.", "org"),
];

#[test]
fn rust_files_open_with_what_they_are() {
    let files = text_files(&["rs"]);
    assert_none(
        "Rust files without //! on the first line",
        files.iter().filter(|(_, text)| !text.starts_with("//! ")).map(|(path, _)| path.clone()),
    );
}

#[test]
fn rust_files_hold_one_idea() {
    let too_long = text_files(&["rs"]).into_iter().filter_map(|(path, text)| {
        let lines = text.lines().count();
        (lines > LONGEST && !path.contains("/generated/")).then(|| format!("{path}: {lines} lines"))
    });
    assert_none("Rust files that are too long", too_long);
}

#[test]
fn only_tests_unwrap() {
    let sources = text_files(&["rs"]).into_iter().filter(|(path, _)| {
        path.starts_with("crates/") && !path.contains("/tests/") && !path.ends_with("/tests.rs")
    });
    let offenders = sources.flat_map(|(path, text)| {
        let code = text.split("#[cfg(test)]").next().unwrap_or_default().to_owned();
        numbered(&code)
            .filter(|(_, line)| line.contains(".unwrap()") && !line.trim_start().starts_with("//"))
            .map(|(number, _)| format!("{path}:{number}"))
            .collect::<Vec<_>>()
    });
    assert_none("lines that unwrap outside tests", offenders);
}

#[test]
fn lines_end_without_white_space() {
    let files = text_files(&["rs", "toml", "md", "py", "jsonc", "yml", "run"]);
    let offenders = files.iter().flat_map(|(path, text)| {
        numbered(text)
            .filter(|(_, line)| line.ends_with([' ', '\t', '\r']))
            .map(move |(number, _)| format!("{path}:{number}"))
    });
    assert_none("lines that end in white space", offenders);
}

#[test]
fn no_file_contains_unwanted_words() {
    let files = text_files(&[]);
    let offenders = files.iter().flat_map(|(path, text)| {
        numbered(text).flat_map(move |(number, line)| {
            let words = UNWANTED.iter().filter(move |word| line.contains(**word));
            words.map(move |word| format!("{path}:{number}: {word}"))
        })
    });
    assert_none("unwanted words", offenders);
}

#[test]
fn links_between_documents_lead_somewhere() {
    let documents = text_files(&["md"]);
    let offenders =
        documents.iter().filter(|(path, _)| !path.starts_with("testdata/")).flat_map(|(path, text)| {
            let folder = root().join(path).parent().unwrap().to_owned();
            let targets = text.split("](").skip(1).filter_map(|after| after.split([')', '#', ' ']).next());
            targets
                .filter(move |target| {
                    !target.is_empty() && !target.contains(':') && !folder.join(target).exists()
                })
                .map(move |target| format!("{path}: {target}"))
        });
    assert_none("links that lead nowhere", offenders);
}

#[test]
fn each_test_file_is_explained() {
    let readme = read("testdata/README.md");
    let quoted: Vec<&str> = readme.split('`').skip(1).step_by(2).collect();
    let files: Vec<String> =
        tracked().into_iter().filter_map(|path| path.strip_prefix("testdata/").map(str::to_owned)).collect();
    assert!(files.len() > 20, "testdata has {} files", files.len());
    let unexplained = files.iter().filter(|path| {
        let name = path.rsplit('/').next().unwrap_or_default();
        *path != "README.md" && !quoted.iter().any(|pattern| matches(pattern, path) || matches(pattern, name))
    });
    assert_none("files that testdata/README.md does not mention", unexplained.cloned());
}

fn assert_none(what: &str, offenders: impl Iterator<Item = String>) {
    let offenders: Vec<String> = offenders.collect();
    assert!(offenders.is_empty(), "{what}:\n  {}", offenders.join("\n  "));
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|e| panic!("{path}: {e}"))
}

fn numbered(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split('\n').enumerate().map(|(index, line)| (index + 1, line))
}

/// The files of the project: those that git knows, and those that it would if they were added.
fn tracked() -> Vec<String> {
    let mut git = Command::new("git");
    git.args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]).current_dir(root());
    let listed = git.output().expect("the tests run in a git checkout");
    let listed = String::from_utf8(listed.stdout).expect("paths of the project are UTF-8");
    let present = listed.split('\0').filter(|path| !path.is_empty() && root().join(path).is_file());
    present.map(str::to_owned).collect()
}

/// The files with one of these endings, or with any; but not what tools make, nor inputs and goldens, in
/// which white space and words are what they are.
fn text_files(endings: &[&str]) -> Vec<(String, String)> {
    let wanted = |path: &str| {
        let ending = path.rsplit(['.', '/']).next().unwrap_or_default();
        let made = path == "Cargo.lock" || path.starts_with("testdata/") && !matches!(ending, "md" | "py");
        !made && (endings.is_empty() || endings.contains(&ending))
    };
    let files: Vec<(String, String)> = tracked()
        .into_iter()
        .filter(|path| wanted(path))
        .filter_map(|path| fs::read_to_string(root().join(&path)).ok().map(|text| (path, text)))
        .collect();
    assert!(files.len() >= 3, "found only {} files ending in {endings:?}", files.len());
    files
}

/// Whether a name is what the pattern says, in which `*` stands for any characters.
fn matches(pattern: &str, name: &str) -> bool {
    let Some((start, rest)) = pattern.split_once('*') else {
        return pattern == name;
    };
    let Some(mut name) = name.strip_prefix(start) else {
        return false;
    };
    let (middle, end) = rest.rsplit_once('*').unwrap_or(("", rest));
    for part in middle.split('*') {
        let Some(at) = name.find(part) else {
            return false;
        };
        name = &name[at + part.len()..];
    }
    name.ends_with(end)
}

#[test]
fn patterns_match_whole_names() {
    for (pattern, name) in
        [("*.issue", "a.issue"), ("make/*.py", "make/a.py"), ("a.pdf", "a.pdf"), ("a*b*c", "abbc")]
    {
        assert!(matches(pattern, name), "{pattern} {name}");
    }
    for (pattern, name) in
        [("*.issue", "a.issue.md"), ("make/*.py", "a.py"), ("a.pdf", "ba.pdf"), ("a*b*c", "acb")]
    {
        assert!(!matches(pattern, name), "{pattern} {name}");
    }
}

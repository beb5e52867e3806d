//! The command as scripts see it: exit codes, standard output, names and fate of files, messages, reports. What
//! editions contain is tested elsewhere.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::Stdio;

use backissue_convert::{InputReport, Outcome, Report};

use crate::command::{STORY, command, errors, folder, names, run, run_with_input, testdata};

#[test]
fn the_extension_of_the_output_chooses_the_writer() {
    let folder = folder();
    for (output, start) in [
        ("x.epub", &b"PK\x03\x04"[..]),
        ("x.zip", b"PK\x03\x04"),
        ("x.xml", b"<?xml"),
        ("x.md", b"---\n"),
        ("x.json", b"{\n"),
    ] {
        let done = run(folder.path(), &["convert", "in/a.txt", "-o", output]);
        assert_eq!(done.status.code(), Some(0), "{output}: {}", errors(&done));
        assert!(done.stdout.is_empty(), "{output}: standard output is for editions only");
        let bytes = fs::read(folder.path().join(output)).unwrap();
        assert!(bytes.starts_with(start), "{output} begins with {:?}", &bytes[..8.min(bytes.len())]);
    }
}

#[test]
fn without_an_output_the_edition_stands_in_the_current_folder() {
    let folder = folder();
    assert_eq!(run(folder.path(), &["convert", "in/a.txt", "-q"]).status.code(), Some(0));
    assert_eq!(names(folder.path()), ["a.epub", "in"]);
}

#[test]
fn jats_into_a_folder_is_a_file_an_article_under_one_that_names_them() {
    let folder = folder();
    assert_eq!(
        run(folder.path(), &["convert", "in/a.txt", "-o", "jats/", "--to", "jats"]).status.code(),
        Some(0)
    );
    let names = names(&folder.path().join("jats"));
    assert!(
        ["a001.xml", "issue.xml"].iter().all(|name| names.iter().any(|found| found == name)),
        "{names:?}"
    );
}

#[test]
fn a_batch_goes_on_after_a_failure_and_says_so() {
    let folder = folder();
    let done =
        run(folder.path(), &["convert", "in", "-o", "out", "--to", "epub,markdown", "--report", "r.json"]);
    assert_eq!(done.status.code(), Some(1), "one of three failed");
    assert_eq!(names(&folder.path().join("out")), ["a.epub", "a.md", "b.epub", "b.md"]);
    let report: Report = serde_json::from_slice(&fs::read(folder.path().join("r.json")).unwrap()).unwrap();
    let outcomes: Vec<Outcome> = report.inputs.iter().map(|input| input.outcome).collect();
    assert_eq!(outcomes, [Outcome::Converted, Outcome::Converted, Outcome::Failed]);
    assert_eq!(report.inputs[2].failure.as_ref().unwrap().code, "empty");
    assert!(errors(&done).contains("3 inputs: 2 converted, 1 failed"), "{}", errors(&done));
}

#[test]
fn a_report_goes_to_standard_output_when_its_name_is_a_dash() {
    let folder = folder();
    let done = run(folder.path(), &["convert", "in", "-o", "out", "--report", "-", "-q"]);
    let report: Report = serde_json::from_slice(&done.stdout).unwrap();
    assert_eq!(report.inputs.len(), 3);
    assert_eq!(names(folder.path()), ["in", "out"]);
}

#[test]
fn on_error_stop_converts_no_more() {
    let folder = folder();
    fs::write(folder.path().join("in/0.txt"), "").unwrap();
    let arguments = ["convert", "in", "-o", "out", "--on-error", "stop", "--jobs", "1"];
    let done = run(folder.path(), &arguments);
    assert_eq!(done.status.code(), Some(1));
    assert!(errors(&done).contains("0.txt: the file is empty"), "{}", errors(&done));
}

#[test]
fn a_file_that_was_not_named_is_kept_unless_it_is_the_same_or_forced() {
    let folder = folder();
    let convert = ["convert", "in/a.txt", "-o", "out/"];
    assert_eq!(run(folder.path(), &convert).status.code(), Some(0));
    assert_eq!(run(folder.path(), &convert).status.code(), Some(0), "the same bytes are no conflict");
    let edition = folder.path().join("out/a.epub");
    fs::write(&edition, "mine").unwrap();
    let refused = run(folder.path(), &convert);
    assert_eq!(refused.status.code(), Some(1));
    assert!(errors(&refused).contains("--force"), "{}", errors(&refused));
    assert_eq!(fs::read_to_string(&edition).unwrap(), "mine");
    assert_eq!(run(folder.path(), &[&convert[..], &["--force"]].concat()).status.code(), Some(0));
    assert!(fs::read(&edition).unwrap().starts_with(b"PK"));
}

#[test]
fn resume_passes_over_what_is_done_and_unchanged() {
    let folder = folder();
    let convert = ["convert", "in", "-o", "out", "--resume", "--to", "markdown"];
    let summary = |arguments: &[&str]| {
        let done = run(folder.path(), arguments);
        let text = errors(&done);
        text.lines().last().unwrap().trim_start_matches("backissue: all: 3 inputs: ").to_owned()
    };
    assert_eq!(summary(&convert), "2 converted, 1 failed; 0 warnings");
    assert_eq!(summary(&convert), "0 converted, 2 unchanged, 1 failed; 0 warnings");
    fs::write(folder.path().join("in/a.txt"), STORY.replace("Monday", "Friday")).unwrap();
    fs::remove_file(folder.path().join("out/b.md")).unwrap();
    assert_eq!(summary(&convert), "2 converted, 1 failed; 0 warnings", "both have to be done again");
    assert!(fs::read_to_string(folder.path().join("out/a.md")).unwrap().contains("Friday"));
    let manifest = fs::read_to_string(folder.path().join("out/backissue-manifest.jsonl")).unwrap();
    let lines: Vec<serde_json::Value> =
        manifest.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 3 + 1 + 3);
    assert_eq!(lines[0]["source"]["size"], STORY.len());
    let file = ["convert", "in/a.txt", "-o", "x.md", "--resume"];
    assert_eq!(run(folder.path(), &file).status.code(), Some(2), "a file has no place for a manifest");
}

#[test]
fn a_failure_leaves_nothing_behind() {
    let folder = folder();
    let done = run(folder.path(), &["convert", "in/c.txt", "-o", "deep/er/c.epub"]);
    assert_eq!(done.status.code(), Some(1));
    assert_eq!(errors(&done), "backissue: error: in/c.txt: the file is empty\n");
    assert_eq!(names(folder.path()), ["in"]);
}

#[test]
fn the_input_is_never_overwritten() {
    let folder = folder();
    let done = run(folder.path(), &["convert", "in/a.txt", "-o", "in/a.txt", "--to", "markdown"]);
    assert_eq!(done.status.code(), Some(1));
    assert_eq!(fs::read_to_string(folder.path().join("in/a.txt")).unwrap(), STORY);
}

#[test]
fn wrong_usage_is_2_and_names_what_is_wrong() {
    let folder = folder();
    for (arguments, word) in [
        (&["convert"][..], "INPUT"),
        (&["convert", "in/a.txt", "--to", "mobi"], "`epub`, `jats`, `markdown`, `json`"),
        (&["convert", "in/a.txt", "--to", "markdwon"], "is markdown meant?"),
        (&["convert", "in/a.txt", "--from", "pdff"], "is pdf meant?"),
        (&["convert", "in/a.txt", "-o", "x.doc"], "--to"),
        (&["convert", "in", "-o", "x.epub"], "give -o FOLDER"),
        (&["convert", "-", "-", "-o", "out"], "standard input can be named once only"),
        (&["convert", "in/a.txt", "-o", "x.md", "--report", "x.md"], "--report x.md is an edition"),
        (&["convert", "in", "-o", "out", "--report", "out/a.epub"], "--report out/a.epub is an edition"),
        (&["convert", "in/a.txt", "-o", "x.md", "--report", "in/a.txt"], "--report in/a.txt is an input"),
        (&["convert", "in/a.txt", "-o", "-", "--to", "json", "--report", "-"], "the edition or the report"),
        (&["convert", "in/a.txt", "-o", "-", "--bag"], "- is no folder, and a bag is one"),
        (&["convert", "in/a.txt", "-o", "in/c.txt", "--bag"], "in/c.txt is no folder, and a bag is one"),
        (&["convert", "in/a.txt", "--set", "markdown.wrap=eighty"], "markdown.wrap: invalid type"),
        (&["convert", "in/a.txt", "--metadata", "in/c.txt"], "no row that names the columns"),
        (&["convert", "in/a.txt", "--meta", "colour=red"], "publication"),
        (&["convert", "in/a.txt", "--deny", "notext"], "is no-text meant?"),
        (&["convert", "in/a.txt", "-qv"], "--verbose"),
        (&["verify", "nowhere"], "nowhere: no such file or folder"),
        (&["verify", "in/a.txt"], "in/a.txt: it is not a folder"),
        (&["man", "convrt"], "is convert meant?"),
    ] {
        let done = run(folder.path(), arguments);
        assert_eq!(done.status.code(), Some(2), "{arguments:?}: {}", errors(&done));
        assert!(errors(&done).contains(word), "{arguments:?}: {}", errors(&done));
    }
    assert_eq!(names(folder.path()), ["in"]);
}

#[test]
fn strict_and_deny_are_3_after_the_edition_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let input = testdata("pdf/truncated--recovers.pdf");
    let input = input.to_str().unwrap();
    let kind = warning_kinds(folder.path(), input).remove(0);
    assert_eq!(run(folder.path(), &["convert", input, "-o", "a.md", "--strict"]).status.code(), Some(3));
    assert!(folder.path().join("a.md").exists());
    assert_eq!(run(folder.path(), &["convert", input, "-o", "b.md", "--deny", &kind]).status.code(), Some(3));
    assert_eq!(
        run(folder.path(), &["convert", input, "-o", "c.md", "--deny", "image"]).status.code(),
        Some(0)
    );
}

fn warning_kinds(folder: &Path, input: &str) -> Vec<String> {
    run(folder, &["convert", input, "-o", "x.md", "--report", "x.json"]);
    let report: Report = serde_json::from_slice(&fs::read(folder.join("x.json")).unwrap()).unwrap();
    let InputReport { warnings, .. } = &report.inputs[0];
    warnings.iter().map(|warning| warning.kind.name().to_owned()).collect()
}

#[test]
fn between_two_pipes_only_the_edition_is_on_standard_output() {
    let done = run_with_input(&["convert", "-", "--to", "markdown"], STORY.as_bytes());
    assert_eq!(done.status.code(), Some(0), "{}", errors(&done));
    assert!(String::from_utf8_lossy(&done.stdout).contains("below the mill"));
    // An edition that has a file an article elsewhere is whole on standard output.
    for split in [&["--to", "jats"][..], &["--to", "markdown", "--set", "markdown.split=articles"]] {
        let done = run_with_input(&[&["convert", "-"], split].concat(), STORY.as_bytes());
        assert!(String::from_utf8_lossy(&done.stdout).contains("below the mill"), "{split:?}");
    }
    assert!(errors(&done).lines().all(|line| line.starts_with("backissue: ")));
    let quiet = run_with_input(
        &["convert", "-", "-o", "-", "--from", "text", "--to", "json", "-q"],
        STORY.as_bytes(),
    );
    assert!(quiet.stderr.is_empty(), "{}", errors(&quiet));
    let again = run_with_input(&["convert", "-", "--to", "markdown", "-q"], &quiet.stdout);
    assert_eq!(again.stdout, done.stdout);
}

#[test]
fn a_reader_who_has_gone_is_no_error() {
    let long = STORY.repeat(20_000);
    let mut command = command(Path::new("."), &["convert", "-", "--to", "json", "-q"]);
    let mut child = command.stdin(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    child.stdin.take().unwrap().write_all(long.as_bytes()).unwrap();
    let done = child.wait_with_output().unwrap();
    assert!(done.stderr.is_empty(), "{}", errors(&done));
    assert_eq!(done.status.code(), Some(0));
}

#[test]
fn what_the_user_knows_stands_over_what_the_print_says() {
    let arguments =
        ["convert", "-", "--to", "json", "-q", "--meta", "publication=Mill Post", "--meta", "date=1921-03"];
    let done = run_with_input(&arguments, STORY.as_bytes());
    let issue: serde_json::Value = serde_json::from_slice(&done.stdout).unwrap();
    let metadata = &issue["issue"]["metadata"];
    assert_eq!(
        (&metadata["publication"]["title"], &metadata["date"]),
        (&"Mill Post".into(), &"1921-03".into())
    );
}

#[test]
fn detect_tells_what_files_are_and_what_to_do() {
    let folder = folder();
    fs::write(folder.path().join("old.doc"), b"{\\rtf1 text}").unwrap();
    let done = run(folder.path(), &["detect", "in/a.txt", "old.doc"]);
    assert_eq!(done.status.code(), Some(1), "one cannot be converted");
    let lines = String::from_utf8(done.stdout).unwrap();
    assert_eq!(
        lines,
        "in/a.txt: text\nold.doc: an RTF document: open it in a word processor and save it as DOCX\n"
    );
    let json = run(folder.path(), &["detect", "--json", "in/a.txt"]);
    assert_eq!(String::from_utf8(json.stdout).unwrap(), "{\"format\":\"text\",\"input\":\"in/a.txt\"}\n");
}

#[test]
fn the_help_shows_examples_and_exit_codes() {
    let help = run(Path::new("."), &["convert", "--help"]);
    let help = String::from_utf8(help.stdout).unwrap();
    for word in ["Examples:", "Exit codes: 0 done", "--report", "jq"] {
        assert!(help.contains(word), "{word} is not in the help");
    }
}

#[test]
fn the_published_schemas_are_those_of_the_program() {
    for what in ["issue", "report", "task", "answer", "manifest"] {
        let file = &format!("{what}.schema.json");
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(file);
        let schema = String::from_utf8(run(Path::new("."), &["schema", what]).stdout).unwrap();
        if std::env::var_os("BACKISSUE_UPDATE").is_some() {
            fs::write(&path, &schema).unwrap();
        }
        let published = fs::read_to_string(&path).unwrap_or_default();
        assert!(published == schema, "docs/{file} is stale; write it with BACKISSUE_UPDATE=1");
    }
}

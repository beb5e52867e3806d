//! docs/configuration.md does what it says: its files are written where it names them, its commands run there, and
//! what they make has the values that it promises.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::command::names;
use crate::readme::{self, root};

/// The page, and the case that stands for its input.
const PAGE: &str = include_str!("../../docs/configuration.md");
const INPUT: &str = "testdata/text/english-pages.txt";

#[test]
fn the_files_and_commands_of_the_page_do_what_it_says() {
    let folder = tempfile::tempdir().unwrap();
    let files = files(PAGE);
    assert_eq!(files.len(), 4, "the page has {files:?}");
    fs::create_dir(folder.path().join("archive")).unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    fs::copy(root().join(INPUT), folder.path().join("archive/beacon.txt")).unwrap();
    let commands = readme::commands(PAGE);
    assert_eq!(commands.len(), 6);
    let failures: Vec<String> =
        commands.into_iter().filter_map(|line| readme::run(line, folder.path()).err()).collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    check_metadata(folder.path());
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
    let longest = |text: &str| text.lines().map(|line| line.chars().count()).max().unwrap();
    assert!((61..=100).contains(&longest(&read("wide.md"))), "{}", longest(&read("wide.md")));
    assert!(read("articles/index.md").contains("a001.md"), "the index lists no article");
    assert!(read("editions/beacon.md").contains("\n# "), "the title is no heading");
}

fn check_metadata(folder: &Path) {
    let issue: serde_json::Value =
        serde_json::from_slice(&fs::read(folder.join("beacon.json")).unwrap()).unwrap();
    let metadata = &issue["issue"]["metadata"];
    let expected = [
        ("/publication/title", "The Skarn Beacon"),
        ("/publication/issn", "1234-5679"),
        ("/volume", "12"),
        ("/number", "7a"),
        ("/date", "1921-03-04"),
        ("/language", "en-GB"),
        ("/rights", "CC0"),
    ];
    for (pointer, value) in expected {
        assert_eq!(metadata.pointer(pointer), Some(&value.into()), "{pointer}");
    }
    let rules = metadata["provenance"]["rules"].as_array().unwrap();
    for rule in ["metadata/configured", "metadata/listed", "metadata/beside-input", "metadata/given"] {
        assert!(rules.contains(&rule.into()), "{rule} is not in {rules:?}");
    }
}

#[test]
fn a_mistake_ends_the_run_with_its_line_and_the_nearest_name() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), "Lamps burn again.\n").unwrap();
    fs::write(folder.path().join("backissue.toml"), "[markdown]\nwarp = 80\n").unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_backissue"));
    let done = command.args(["convert", "a.txt", "-o", "a.md"]).current_dir(folder.path()).output().unwrap();
    let said = String::from_utf8(done.stderr).unwrap();
    assert_eq!(done.status.code(), Some(2), "{said}");
    assert!(said.contains("backissue.toml, line 2") && said.contains("is wrap meant?"), "{said}");
    assert!(!folder.path().join("a.md").exists());
}

#[test]
fn the_source_goes_with_a_folder_of_articles_on_request() {
    let folder = tempfile::tempdir().unwrap();
    let source = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/pdf/table.pdf")).unwrap();
    fs::write(folder.path().join("table.pdf"), &source).unwrap();
    for (chosen, enclosed) in [("enclose", true), ("leave-out", false)] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_backissue"));
        command.args(["convert", "table.pdf", "--to", "jats", "-q", "-o", &format!("{chosen}/"), "--set"]);
        let done = command.arg(format!("jats.source={chosen}")).current_dir(folder.path()).output().unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        let beside = fs::read(folder.path().join(chosen).join("assets/source.pdf")).ok();
        assert_eq!(beside, enclosed.then(|| source.clone()), "{chosen}");
    }
}

#[test]
fn jats_goes_to_folders_and_archives_as_one_file_when_it_is_wished() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["a.pdf", "b.pdf"] {
        fs::copy(root().join("testdata/pdf/features/pictures-jpeg.pdf"), folder.path().join(name)).unwrap();
    }
    let convert = |inputs: &[&str], output: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_backissue"));
        command.args(["convert", "--to", "jats", "--set", "jats.split=whole", "-o", output]).args(inputs);
        let done = command.current_dir(folder.path()).output().unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    };
    convert(&["a.pdf", "b.pdf"], "out");
    let names = names(&folder.path().join("out"));
    assert_eq!(names, ["a-assets", "a.xml", "b-assets", "b.xml"]);
    convert(&["a.pdf"], "a.zip");
    let archive = fs::File::open(folder.path().join("a.zip")).unwrap();
    let archive = zip::ZipArchive::new(archive).unwrap();
    let files: Vec<_> = archive.file_names().map(Result::unwrap).collect();
    assert!(files.len() > 1 && files.contains(&"issue.xml".into()), "{files:?}");
    assert!(files.iter().all(|name| *name == "issue.xml" || name.starts_with("assets/")), "{files:?}");
}

/// The files of a page: their names stand alone in a line before a block of code.
fn files(page: &str) -> Vec<(&str, &str)> {
    let pieces: Vec<&str> = page.split("\n```").collect();
    pieces
        .chunks_exact(2)
        .filter_map(|pair| {
            let name = pair[0].lines().next_back()?.strip_prefix('`')?.strip_suffix('`')?;
            Some((name, pair[1].split_once('\n')?.1))
        })
        .collect()
}

//! What an archive leans on: runs that are killed and begun again end as if nothing had been, manifests prove what
//! was written, bags are bags.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::time::Duration;

use serde_json::Value;
use sha2::{Digest as _, Sha512};

use crate::command::{STORY, command, errors, files, folder, names, run};

const MANIFEST: &str = "backissue-manifest.jsonl";

/// The editions in a folder; manifests tell times, and so differ.
fn editions(folder: &Path) -> Vec<(String, Vec<u8>)> {
    files(folder).into_iter().filter(|(name, _)| name != MANIFEST).collect()
}

#[test]
fn a_run_that_is_killed_and_begun_again_ends_as_an_undisturbed_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    fs::create_dir(path.join("in")).unwrap();
    for number in 0..200 {
        let story = STORY.replace("Monday", &format!("day {number}")).repeat(1 + number % 5);
        fs::write(path.join(format!("in/{number:03}.txt")), story).unwrap();
    }
    let convert = |output| ["convert", "in", "-o", output, "--to", "epub,markdown", "--resume", "-q"];
    assert_eq!(run(path, &convert("whole")).status.code(), Some(0));
    let expected = editions(&path.join("whole"));
    for quarter in 1..4 {
        let mut child = command(path, &convert("broken")).spawn().unwrap();
        while written(&path.join("broken")) < quarter * 50 && child.try_wait().unwrap().is_none() {
            std::thread::sleep(Duration::from_millis(1));
        }
        child.kill().unwrap();
        child.wait().unwrap();
        let whole: BTreeSet<_> = expected.iter().collect();
        let final_names = |name: &str| !name.starts_with(".backissue-");
        let odd: Vec<String> = editions(&path.join("broken"))
            .into_iter()
            .filter(|file| final_names(&file.0) && !whole.contains(file))
            .map(|(name, _)| name)
            .collect();
        assert!(odd.is_empty(), "half-written: {odd:?}");
    }
    let last = run(path, &convert("broken"));
    assert_eq!(last.status.code(), Some(0), "{}", errors(&last));
    assert!(editions(&path.join("broken")) == expected, "other files, or other bytes");
    let verified = run(path, &["verify", "broken", "--sample", "20"]);
    assert_eq!(verified.status.code(), Some(0), "{}", errors(&verified));
}

/// How many editions in Markdown are there.
fn written(folder: &Path) -> usize {
    if folder.exists() { names(folder).iter().filter(|name| name.ends_with(".md")).count() } else { 0 }
}

#[test]
fn verify_tells_what_is_missing_changed_or_made_otherwise() {
    let folder = folder();
    let path = folder.path();
    run(path, &["convert", "in", "-o", "out", "--to", "epub,jats", "--resume", "-q", "--meta", "volume=3"]);
    let verify = |sample: &str| {
        let done = run(path, &["verify", "out", "--sample", sample]);
        (done.status.code(), errors(&done))
    };
    let all_well = "backissue: out: 2 inputs, 6 files: 6 whole, 0 not; 2 converted again: 2 the same, 0 not; \
                    1 other input had failed\n";
    assert_eq!(verify("all"), (Some(0), all_well.to_owned()));

    fs::write(path.join("in/b.txt"), STORY).unwrap();
    let (code, said) = verify("all");
    assert!(
        code == Some(0) && said.contains("in/b.txt: not converted again: the input has changed"),
        "{said}"
    );

    fs::write(path.join("out/a.epub"), "other").unwrap();
    fs::remove_file(path.join("out/b/issue.xml")).unwrap();
    let (code, said) = verify("0");
    assert_eq!(code, Some(1));
    assert!(said.contains("error: out/a.epub: changed since it was written"), "{said}");
    assert!(said.contains("error: out/b/issue.xml: it is missing"), "{said}");
    assert!(said.contains("6 files: 4 whole, 2 not"), "{said}");

    // A manifest and an edition that agree with each other, but not with the program.
    let manifest = path.join("out").join(MANIFEST);
    let text = fs::read_to_string(&manifest).unwrap().replace("\"volume\":\"3\"", "\"volume\":\"4\"");
    fs::write(&manifest, text).unwrap();
    fs::write(path.join("in/b.txt"), STORY.replace("quay", "weir")).unwrap();
    run(path, &["convert", "in", "-o", "out", "--to", "epub,jats", "--force", "-q", "--meta", "volume=3"]);
    let (code, said) = verify("all");
    assert!(code == Some(1) && said.contains("another conversion gives other bytes"), "{said}");

    let none = run(path, &["verify", "in"]);
    assert_eq!(none.status.code(), Some(2));
    assert!(errors(&none).contains("no manifest in it; convert --resume keeps one"), "{}", errors(&none));
}

#[test]
fn a_manifest_line_tells_all_of_an_input() {
    let folder = folder();
    run(folder.path(), &["convert", "in/a.txt", "in/c.txt", "-o", "out", "--resume", "-q"]);
    let text = fs::read_to_string(folder.path().join("out").join(MANIFEST)).unwrap();
    let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let keys = [
        "input",
        "source",
        "outcome",
        "format",
        "encoding",
        "pages",
        "articles",
        "characters",
        "warnings",
        "editions",
        "outputs",
        "finished",
        "seconds",
        "version",
        "options",
    ];
    let missing: Vec<&str> = keys.into_iter().filter(|key| lines[0].get(key).is_none()).collect();
    assert!(missing.is_empty(), "{missing:?} in {}", lines[0]);
    assert_eq!(lines[0]["outputs"][0]["path"], "a.epub", "outputs are told from the folder of the manifest");
    assert_eq!(lines[1]["failure"]["code"], "empty");
}

#[test]
fn a_manifest_tells_no_password() {
    let folder = folder();
    run(folder.path(), &["convert", "in", "-o", "out", "--resume", "-q", "--password", "open sesame"]);
    let text = fs::read_to_string(folder.path().join("out").join(MANIFEST)).unwrap();
    assert!(!text.contains("sesame") && text.contains("\"password\":\"given\""), "{text}");
}

/// What a validator of bags checks (RFC 8493, 3): each payload file is in each manifest, each tag file is whole.
fn check_bag(bag: &Path) {
    let text = |name: &str| fs::read_to_string(bag.join(name)).unwrap();
    assert_eq!(text("bagit.txt"), "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
    let listed = |name: &str| {
        let lines: Vec<(String, String)> = text(name)
            .lines()
            .map(|line| line.split_once("  ").unwrap())
            .map(|(sum, path)| (path.replace("%0A", "\n"), sum.to_owned()))
            .collect();
        lines
    };
    let payload: Vec<String> =
        files(&bag.join("data")).into_iter().map(|(name, _)| format!("data/{name}")).collect();
    for manifest in ["manifest-sha256.txt", "manifest-sha512.txt"] {
        let paths: Vec<String> = listed(manifest).into_iter().map(|(path, _)| path).collect();
        assert_eq!(paths, payload, "{manifest}");
    }
    let sums = [listed("manifest-sha512.txt"), listed("tagmanifest-sha512.txt")].concat();
    for (path, sum) in sums {
        let bytes = fs::read(bag.join(&path)).unwrap();
        let digits: String = Sha512::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(digits, sum, "{path}");
    }
    let octets: u64 = files(&bag.join("data")).iter().map(|(_, bytes)| bytes.len() as u64).sum();
    assert!(text("bag-info.txt").contains(&format!("Payload-Oxum: {octets}.{}\n", payload.len())));
}

#[test]
fn a_bag_is_sealed_over_what_was_converted_and_again_over_what_was_added() {
    let folder = folder();
    let path = folder.path();
    let arguments = [
        "convert",
        "in",
        "-o",
        "bag",
        "--bag",
        "--resume",
        "--to",
        "epub,jats",
        "-q",
        "--bag-info",
        "Contact-Name=Ann",
    ];
    assert_eq!(run(path, &arguments).status.code(), Some(1), "one input is empty");
    check_bag(&path.join("bag"));
    assert!(fs::read_to_string(path.join("bag/bag-info.txt")).unwrap().starts_with("Contact-Name: Ann\n"));
    fs::write(path.join("in/two\nlines.txt"), STORY).unwrap();
    fs::remove_file(path.join("in/c.txt")).unwrap();
    assert_eq!(run(path, &arguments).status.code(), Some(0));
    check_bag(&path.join("bag"));
    let verified = run(path, &["verify", "bag"]);
    assert_eq!(verified.status.code(), Some(0), "{}", errors(&verified));
    let single = run(path, &["convert", "in/a.txt", "-o", "one", "--bag", "-q"]);
    assert_eq!(single.status.code(), Some(0), "{}", errors(&single));
    check_bag(&path.join("one"));
    let none = run(path, &["convert", "in/a.txt", "--bag"]);
    assert_eq!(none.status.code(), Some(2), "a bag needs a folder");
}

#[cfg(target_os = "linux")]
#[test]
fn names_that_are_no_unicode_are_kept_exactly() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;

    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    fs::create_dir(path.join("in")).unwrap();
    for (name, number) in [(b"caf\xe8.txt", "8"), (b"caf\xe9.txt", "9")] {
        let story = STORY.replace("Monday", &format!("day {number}"));
        fs::write(path.join("in").join(OsStr::from_bytes(name)), story).unwrap();
    }
    let convert = || run(path, &["convert", "in", "-o", "out", "--to", "markdown", "--resume"]);
    assert_eq!(convert().status.code(), Some(0));
    let text = fs::read_to_string(path.join("out").join(MANIFEST)).unwrap();
    let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(
        (&lines[0]["input"], &lines[1]["input"]),
        (&"in/caf\0e8.txt".into(), &"in/caf\0e9.txt".into())
    );
    let written = OsStr::from_bytes(b"out/caf\xe8.md");
    assert!(fs::read_to_string(path.join(written)).unwrap().contains("day 8"));
    let again = errors(&convert());
    assert!(again.contains("2 inputs: 0 converted, 2 unchanged"), "{again}");
    let verified = errors(&run(path, &["verify", "out", "--sample", "all"]));
    assert!(verified.contains("2 files: 2 whole, 0 not; 2 converted again: 2 the same, 0 not"), "{verified}");
}

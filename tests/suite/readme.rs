//! The commands of README.md do what it says: each line of its `sh` blocks runs as a reader would type it, in
//! a folder that holds a copy of the files it names; `<` means what it means in a shell. Not here: what the outputs contain.

use std::fs;
use std::path::Path;
use std::process::Command;

/// Starts the command from a checkout.
const FROM_CHECKOUT: &str = "cargo run --release -- ";

/// Starts the command once it is installed.
const INSTALLED: &str = "backissue ";

/// The one line that does not run here: it would start this test again.
const THIS_TEST: &str = "cargo test";

#[test]
fn commands_do_what_the_readme_says() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let commands = commands(&readme);
    let runs: Vec<&str> = commands.iter().copied().filter(|line| *line != THIS_TEST).collect();
    assert!(commands.contains(&THIS_TEST), "README.md says how to run the tests");
    assert!(runs.len() >= 3, "README.md has {} commands", runs.len());
    let folder = tempfile::tempdir().unwrap();
    let failures: Vec<String> = runs.into_iter().filter_map(|line| run(line, folder.path()).err()).collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The lines of the `sh` blocks of a page, without their comments.
pub fn commands(readme: &str) -> Vec<&str> {
    let blocks = readme.split("\n```sh\n").skip(1).filter_map(|rest| rest.split("\n```").next());
    let lines = blocks.flat_map(str::lines).filter_map(|line| line.split(" #").next());
    lines.map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')).collect()
}

/// Runs a command of ours in a folder, with a copy of the files of `testdata` that it names; an output that it names and
/// does not write is an error.
pub fn run(line: &str, folder: &Path) -> Result<(), String> {
    let arguments = line.strip_prefix(FROM_CHECKOUT).or_else(|| line.strip_prefix(INSTALLED));
    let mut arguments: Vec<&str> =
        arguments.ok_or_else(|| format!("{line}: not a command of ours"))?.split_whitespace().collect();
    for file in arguments.iter().filter(|argument| argument.starts_with("testdata/")) {
        let copy = folder.join(file);
        fs::create_dir_all(copy.parent().unwrap()).unwrap();
        fs::copy(root().join(file), &copy).map_err(|e| format!("{line}: {file}: {e}"))?;
    }
    let mut command = Command::new(env!("CARGO_BIN_EXE_backissue"));
    if let Some(at) = arguments.iter().position(|argument| *argument == "<") {
        command.stdin(fs::File::open(folder.join(arguments[at + 1])).unwrap());
        arguments.truncate(at);
    }
    let done = command.args(&arguments).current_dir(folder).output().unwrap();
    if !done.status.success() {
        return Err(format!("{line}: {}: {}", done.status, String::from_utf8_lossy(&done.stderr)));
    }
    let outputs = arguments.windows(2).filter(|pair| ["-o", "--output", "--report"].contains(&pair[0]));
    let missing: Vec<&str> =
        outputs.map(|pair| pair[1]).filter(|output| is_empty(&folder.join(output))).collect();
    if missing.is_empty() { Ok(()) } else { Err(format!("{line}: did not write {missing:?}")) }
}

/// Whether there is nothing at the path, or nothing in it.
fn is_empty(path: &Path) -> bool {
    match fs::read_dir(path) {
        Ok(mut entries) => entries.next().is_none(),
        Err(_) => fs::metadata(path).map_or(true, |file| file.len() == 0),
    }
}

#[test]
fn only_sh_blocks_are_commands() {
    let readme = "a\n\n```sh\ncargo test    # all of it\n\n# why\nbackissue detect a\n```\n\n```rust\nlet a = 1;\n```\n";
    assert_eq!(commands(readme), ["cargo test", "backissue detect a"]);
}

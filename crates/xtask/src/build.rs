//! The command, and examples of the library, built for tasks that run them.

use std::env;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::Command;

use crate::validate::tools;

/// Builds the command with further options for Cargo (such as `--release`) and gives its place. `Err` when it does
/// not build.
pub fn command(options: &[&str]) -> Result<PathBuf, String> {
    let mut build = Command::new(cargo());
    build.args(["build", "--quiet", "--package", "backissue", "--bin", "backissue"]).args(options);
    build.args(["--message-format", "json-render-diagnostics"]);
    let said = tools::run(build.current_dir(tools::workspace()))?;
    if !said.success {
        return Err(format!("the command does not build: {}", said.err.trim()));
    }
    // Cargo names what it built: where that is depends on the profile and on its settings.
    let messages = said.out.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    let made = messages.filter_map(|message| message["executable"].as_str().map(PathBuf::from)).next_back();
    made.ok_or_else(|| "Cargo does not say where it put the command".to_owned())
}

/// Builds and runs an example of the library with further options for Cargo, and gives what it says. `arguments` adds
/// those of the example. `Err` when it does not build or fails.
pub fn example(
    name: &str,
    options: &[&str],
    arguments: impl FnOnce(&mut Command) -> &mut Command,
) -> Result<String, String> {
    let mut run = Command::new(cargo());
    run.current_dir(tools::workspace()).args(["run", "--quiet", "-p", "backissue-convert"]).args(options);
    run.args(["--example", name, "--"]);
    let said = tools::run(arguments(&mut run))?;
    if said.success { Ok(said.out) } else { Err(format!("the example {name} fails: {}", said.err.trim())) }
}

fn cargo() -> OsString {
    env::var_os("CARGO").unwrap_or_else(|| "cargo".into())
}

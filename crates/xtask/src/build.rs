//! The command, built for a task that runs it.

use std::env;
use std::path::PathBuf;
use std::process::Command;

use crate::validate::tools;

/// Builds the command with further options for Cargo (such as `--release`) and gives its place. `Err` when it does
/// not build.
pub fn command(options: &[&str]) -> Result<PathBuf, String> {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut build = Command::new(cargo);
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

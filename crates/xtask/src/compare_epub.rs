//! `cargo xtask compare-epub`: has the command and pandoc write one volume of a thousand articles and a hundred pictures
//! as EPUB, in turn, and holds processor time and memory against each other. What is in the books is for `validate`.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::build;
use crate::validate::tools;

/// How often each writes the volume: the median of so many pairs stands still on a machine that does other work too.
const ROUNDS: usize = 5;

/// The most processor time that the command may take, as a share of pandoc's.
const LARGEST_SHARE: f64 = 0.1;

/// The most memory that writing may take on top of the issue, as a multiple of the book's size.
const LARGEST_GROWTH: f64 = 2.0;

/// What a process took.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Cost {
    /// Processor time in seconds, of the program and of the system for it.
    seconds: f64,
    /// Most memory at one time, in kB.
    memory: u64,
}

/// Measures and prints. `Ok(true)` when both limits are kept; `Err` when a program cannot be had or fails.
pub fn run() -> Result<bool, String> {
    let command = build::command(&["--release"])?;
    let pandoc = tools::pandoc()?;
    tools::packaged("time", "time")?;
    let folder = tools::cache_folder().join("volume");
    let growth = write_volume(&folder)?;
    println!("memory for writing, on top of the issue: {growth:.2} of the book's size");
    let mut shares = Vec::new();
    for _ in 0..ROUNDS {
        let arguments = ["convert", "--quiet", "--force", "volume.json", "--output", "here.epub"];
        let here = measured(&command, &arguments, &folder)?;
        let there = measured(&pandoc, &["issue.md", "--output", "there.epub"], &folder)?;
        println!("the command {}; pandoc {}", sentence(here), sentence(there));
        shares.push(here.seconds / there.seconds);
    }
    let share = median(shares);
    println!("processor time of the command: {share:.3} of pandoc's (median of {ROUNDS} pairs)");
    Ok(share <= LARGEST_SHARE && growth <= LARGEST_GROWTH)
}

/// Writes the volume in JSON and in Markdown, and gives the memory that its EPUB took to write as a multiple of its
/// size.
fn write_volume(folder: &Path) -> Result<f64, String> {
    fs::create_dir_all(folder).map_err(|e| format!("cannot make {}: {e}", folder.display()))?;
    let said = build::example("volume", &["--release"], |example| example.arg(folder))?;
    let numbers: Vec<f64> = said.split_whitespace().filter_map(|word| word.parse().ok()).collect();
    match numbers[..] {
        [size, grown] => Ok(grown / size),
        _ => Err("this system does not tell the memory of a process".to_owned()),
    }
}

/// Runs a program in a folder under GNU time, which counts the processes that the program starts as well.
fn measured(program: &Path, arguments: &[&str], folder: &Path) -> Result<Cost, String> {
    let note = folder.join("cost");
    let mut time = Command::new("time");
    time.current_dir(folder).args(["-f", "%U %S %M", "-o"]).arg(&note).arg(program).args(arguments);
    let said = tools::run(&mut time)?;
    if !said.success {
        return Err(format!("{}: {}", program.display(), said.err.trim()));
    }
    let told = fs::read_to_string(&note).map_err(|e| format!("cannot read {}: {e}", note.display()))?;
    cost(&told).ok_or_else(|| format!("`time` is not GNU time: {told}"))
}

fn cost(told: &str) -> Option<Cost> {
    let mut words = told.split_whitespace();
    let mut seconds = || words.next()?.parse::<f64>().ok();
    let seconds = seconds()? + seconds()?;
    Some(Cost { seconds, memory: words.next()?.parse().ok()? })
}

fn sentence(cost: Cost) -> String {
    format!("{:.2} s, at most {} kB", cost.seconds, cost.memory)
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_time_tells_is_added_up() {
        assert_eq!(cost("0.50 0.25 38876\n"), Some(Cost { seconds: 0.75, memory: 38876 }));
        assert_eq!(cost("real 0m0.1s"), None);
    }

    #[test]
    fn the_median_is_the_middle() {
        assert_eq!(median(vec![9.0, 1.0, 3.0]), 3.0);
    }
}

//! `cargo bench --bench speed`: times the conversion of long texts in GB 18030 to Markdown, and holds it against
//! decoding alone, by `encoding_rs` in this process and by `iconv`. The texts are made up, and the same every time.
//! It tells, and judges nothing: other work on a machine decides too much.

#![expect(clippy::print_stdout, reason = "a benchmark talks to the developer who started it")]

mod paper;

use std::env;
use std::error::Error;
use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use paper::Lines;

/// Size of the texts in megabytes, unless the environment says otherwise.
const MEGABYTES: usize = 100;
/// The variable that says otherwise.
const VARIABLE: &str = "BACKISSUE_BENCH_MEGABYTES";
/// Runs of which the fastest counts: other work on the machine only ever slows one down.
const RUNS: usize = 3;

/// What a run took.
#[derive(Debug, Clone, Copy)]
struct Cost {
    /// Seconds on the clock.
    wall: f64,
    /// Seconds of processors, those that the system spent for it included; 0 when not measured.
    processors: f64,
    /// Peak of the memory of the largest process in bytes; 0 when not measured.
    memory: f64,
}

fn main() -> Result<(), Box<dyn Error>> {
    let megabytes = env::var(VARIABLE).ok().map_or(Ok(MEGABYTES), |number| number.parse())?;
    let folder = tempfile::tempdir()?;
    for (name, lines) in [("paragraphs", Lines::Paragraphs), ("wrapped", Lines::Wrapped)] {
        let file = folder.path().join(format!("{name}.txt"));
        let size = make(&file, lines, megabytes * 1_000_000)?;
        println!("{name}: {:.1} MB", size / 1e6);
        let decoding = fastest(|| decode(&file))?;
        tell("encoding_rs", decoding, size, decoding);
        tell("iconv", fastest(|| timed(&iconv(&file)))?, size, decoding);
        tell("backissue", fastest(|| timed(&conversion(&file)))?, size, decoding);
    }
    Ok(())
}

/// Writes a text and gives the size of the file in bytes.
fn make(file: &Path, lines: Lines, bytes: usize) -> Result<f64, Box<dyn Error>> {
    // A Han character has three bytes in UTF-8 and two in GB 18030.
    let text = paper::text(lines, bytes / 2 * 3);
    let (encoded, ..) = encoding_rs::GB18030.encode(&text);
    fs::write(file, &encoded)?;
    Ok(encoded.len() as f64)
}

fn tell(what: &str, cost: Cost, size: f64, decoding: Cost) {
    let Cost { wall, processors, memory } = cost;
    let speed = size / 1e6 / wall;
    let share = decoding.wall / wall;
    print!("  {what:<12} {wall:6.2} s  {speed:6.0} MB/s  {share:5.2} of the speed of decoding");
    if memory > 0.0 {
        print!("  {processors:6.2} s of processors  {:5.2} times the file in memory", memory / size);
    }
    println!();
}

fn fastest(mut run: impl FnMut() -> Result<Cost, Box<dyn Error>>) -> Result<Cost, Box<dyn Error>> {
    let mut best = run()?;
    for _ in 1..RUNS {
        let cost = run()?;
        if cost.wall < best.wall {
            best = cost;
        }
    }
    Ok(best)
}

/// Reads a file and decodes it whole.
fn decode(file: &Path) -> Result<Cost, Box<dyn Error>> {
    let began = Instant::now();
    let bytes = fs::read(file)?;
    let (text, malformed) = encoding_rs::GB18030.decode_without_bom_handling(&bytes);
    let wall = began.elapsed().as_secs_f64();
    if malformed || text.is_empty() {
        return Err("the text does not decode".into());
    }
    Ok(Cost { wall, processors: 0.0, memory: 0.0 })
}

fn iconv(file: &Path) -> Vec<OsString> {
    let words = ["iconv", "-f", "GB18030", "-t", "UTF-8", "-o", "/dev/null"];
    words.map(OsString::from).into_iter().chain([file.into()]).collect()
}

fn conversion(file: &Path) -> Vec<OsString> {
    let command = env!("CARGO_BIN_EXE_backissue");
    let output = file.with_extension("md");
    vec![command.into(), "convert".into(), file.into(), "-o".into(), output.into(), "--force".into()]
}

/// Runs a program under GNU time.
fn timed(program: &[OsString]) -> Result<Cost, Box<dyn Error>> {
    let mut command = Command::new("/usr/bin/time");
    let done = command.args(["-q", "-f", "%e %U %S %M"]).args(program).output()?;
    let said = String::from_utf8_lossy(&done.stderr);
    let last = said.lines().next_back().unwrap_or_default();
    let numbers: Vec<f64> = last.split(' ').filter_map(|number| number.parse().ok()).collect();
    match numbers[..] {
        [wall, user, system, kibibytes] if done.status.success() => {
            Ok(Cost { wall, processors: user + system, memory: kibibytes * 1024.0 })
        }
        _ => Err(said.into()),
    }
}

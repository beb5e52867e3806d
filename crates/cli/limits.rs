//! How much time and memory one input may take: the limits, their defaults, and how they are written.

use std::num::NonZero;
use std::thread;
use std::time::Duration;

use clap::Args;

/// Longest time for one input: hundreds of times what the longest newspaper volume needs, and short enough that one
/// hostile file does not take a night.
const TIME: &str = "600";

/// Most memory for one input: a few times what the largest volumes need, and what a desktop can spare.
const MEMORY: &str = "4G";

/// The options that limit what a run takes.
#[derive(Debug, Args)]
pub(crate) struct LimitOptions {
    /// How many inputs to convert at a time. [default: one a processor core]
    #[arg(short, long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub(crate) jobs: Option<u16>,

    /// How long one input may take; one that takes longer fails, and the run goes on. `none` lifts the limit.
    #[arg(long, value_name = "SECONDS", default_value = TIME, value_parser = time)]
    pub(crate) timeout: Time,

    /// How much memory one input may need, such as 512M; one that needs more fails, and the run goes on. `none`
    /// lifts the limit.
    #[arg(long, value_name = "SIZE", default_value = MEMORY, value_parser = memory)]
    pub(crate) max_memory: Memory,
}

/// How a run spreads over the processor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Crew {
    /// Inputs at a time.
    pub(crate) lanes: usize,
    /// Threads for each of them.
    pub(crate) threads: usize,
}

/// The limits for one input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Limits {
    /// How long its conversion may take, if there is a limit.
    pub(crate) time: Option<Duration>,
    /// How many bytes its conversion may need, if there is a limit.
    pub(crate) memory: Option<u64>,
}

impl Limits {
    /// No limits at all.
    pub(crate) const NONE: Self = Self { time: None, memory: None };
}

impl LimitOptions {
    /// The limits for one input.
    pub(crate) fn limits(&self) -> Limits {
        Limits { time: self.timeout.0, memory: self.max_memory.0 }
    }

    /// How a run over so many inputs spreads over the processor: no more lanes than inputs, and the cores that are
    /// left over shared among the lanes.
    pub(crate) fn crew(&self, inputs: usize) -> Crew {
        let cores = thread::available_parallelism().map_or(1, NonZero::get);
        let wanted = self.jobs.map_or(cores, usize::from);
        let lanes = wanted.min(inputs).min(lanes_by_files()).max(1);
        Crew { lanes, threads: (cores / lanes).max(1) }
    }
}

/// How many lanes the limit on open files allows. A lane holds two pipes, its input, and an output or two; besides
/// there are three standard streams, manifest and report.
#[cfg(unix)]
fn lanes_by_files() -> usize {
    use rustix::process::{Resource, getrlimit};

    const A_LANE: u64 = 6;
    const BESIDES: u64 = 10;
    let limit = getrlimit(Resource::Nofile).current.unwrap_or(u64::MAX);
    usize::try_from(limit.saturating_sub(BESIDES) / A_LANE).unwrap_or(usize::MAX)
}

#[cfg(not(unix))]
fn lanes_by_files() -> usize {
    usize::MAX
}

/// A time as it is written: seconds, also in part, or `none`.
///
/// # Errors
///
/// A sentence.
pub(crate) fn time(text: &str) -> Result<Time, String> {
    if text == "none" {
        return Ok(Time(None));
    }
    let seconds = text.parse().ok().filter(|seconds| *seconds > 0.0);
    let time = seconds.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
    time.map(|time| Time(Some(time))).ok_or_else(|| "wanted seconds, or none".to_owned())
}

/// A size as it is written: a whole number with K, M or G (powers of 1024) or bytes, or `none`.
///
/// # Errors
///
/// A sentence.
pub(crate) fn memory(text: &str) -> Result<Memory, String> {
    if text == "none" {
        return Ok(Memory(None));
    }
    let digits = text.trim_end_matches(|c: char| !c.is_ascii_digit());
    let factor = match text[digits.len()..].to_ascii_uppercase().as_str() {
        "" | "B" => Some(1),
        "K" | "KB" | "KIB" => Some(1 << 10),
        "M" | "MB" | "MIB" => Some(1 << 20),
        "G" | "GB" | "GIB" => Some(1 << 30),
        _ => None,
    };
    let number: Option<u64> = digits.parse().ok();
    let size = number.zip(factor).and_then(|(number, factor)| number.checked_mul(factor));
    let size = size.ok_or_else(|| "wanted a size such as 512M or 4G, or none".to_owned())?;
    if size < LEAST { Err(format!("wanted at least {}", in_words(LEAST))) } else { Ok(Memory(Some(size))) }
}

/// A time limit, or that there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Time(pub(crate) Option<Duration>);

/// A memory limit in bytes, or that there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Memory(pub(crate) Option<u64>);

/// Least memory: under it the program itself does not start, and every input would be told to need too much.
const LEAST: u64 = 32 << 20;

/// A size for people, in the largest unit that leaves it whole.
pub(crate) fn in_words(size: u64) -> String {
    let units = [(1 << 30, "GiB"), (1 << 20, "MiB"), (1 << 10, "KiB")];
    let fitting = units.iter().find(|(unit, _)| size >= *unit && size.is_multiple_of(*unit));
    fitting.map_or_else(|| format!("{size} bytes"), |(unit, name)| format!("{} {name}", size / unit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_read_as_they_are_written() {
        assert_eq!(time("1.5"), Ok(Time(Some(Duration::from_millis(1500)))));
        assert_eq!(time("none"), Ok(Time(None)));
        assert!(["0", "-1", "soon", "1e300", "nan"].iter().all(|text| time(text).is_err()));
        assert_eq!(memory("512M"), Ok(Memory(Some(512 << 20))));
        assert_eq!(memory("4gib"), Ok(Memory(Some(4 << 30))));
        assert_eq!(memory("none"), Ok(Memory(None)));
        assert!(["", "M", "4X", "1K", "-4G", "99999999999G", "4 G"].iter().all(|text| memory(text).is_err()));
        assert!(time(TIME).is_ok() && memory(MEMORY).is_ok());
    }

    #[test]
    fn sizes_read_well() {
        assert_eq!((in_words(4 << 30), in_words(1536 << 20)), ("4 GiB".to_owned(), "1536 MiB".to_owned()));
        assert_eq!(in_words(1025), "1025 bytes");
    }
}

//! Bad input is normal: each case is cut short and scribbled over, with a fixed seed, and must give an issue or an
//! error in bounded time, never a panic. What it gives is not judged here.

use std::collections::BTreeSet;
use std::fs;
use std::sync::{Mutex, mpsc};
use std::thread;
use std::time::Duration;

use backissue_convert::model::to_json;
use backissue_convert::{Options, Target, read, write};

use crate::cases;

/// Longest a small damaged file may take, without optimisation and on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// Into how many steps a file is cut.
const CUTS: usize = 8;

/// How often a file is scribbled over.
const SCRIBBLES: u64 = 8;

#[test]
fn cut_short_at_every_step() {
    sweep(|bytes| (1..CUTS).map(|step| bytes[..bytes.len() * step / CUTS].to_vec()).collect());
}

#[test]
fn scribbled_over() {
    sweep(|bytes| (1..=SCRIBBLES).map(|seed| scribbled(bytes, seed)).collect());
}

#[test]
fn issues_in_json_scribbled_over() {
    let cases = cases::inputs();
    cases::each(&cases, |case| {
        let Ok(issue) = cases::read_case(case) else { return Ok(()) };
        let json = to_json(&issue).into_bytes();
        // Digits and letters change, so that some of what comes out is an issue still.
        let damaged = (1..=SCRIBBLES).map(|seed| retyped(&json, seed)).collect();
        survive("issue.json", damaged).map(|_| ())
    });
}

/// Damages each case, and asserts that every reader has met both: input that it could read still, and input that it
/// could not.
fn sweep(damage: impl Fn(&[u8]) -> Vec<Vec<u8>> + Sync) {
    let cases = cases::inputs();
    let met = Mutex::new(BTreeSet::new());
    cases::each(&cases, |case| {
        let bytes = fs::read(&case.path).map_err(|error| error.to_string())?;
        let name = case.path.file_name().unwrap().to_string_lossy();
        let extension = case.path.extension().unwrap().to_string_lossy().into_owned();
        let outcomes = survive(&name, damage(&bytes))?;
        met.lock().unwrap().extend(outcomes.into_iter().map(|outcome| (extension.clone(), outcome)));
        Ok(())
    });
    let met = met.into_inner().unwrap();
    let wanted = ["pdf", "txt", "docx"].map(|reader| (reader.to_owned(), Outcome::Read));
    assert!(wanted.iter().all(|pair| met.contains(pair)), "{met:?}");
    assert!(met.contains(&("pdf".to_owned(), Outcome::Refused)), "{met:?}");
    assert!(met.contains(&("docx".to_owned(), Outcome::Refused)), "{met:?}");
}

/// What a damaged input gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    Read,
    Refused,
}

fn survive(name: &str, damaged: Vec<Vec<u8>>) -> Result<Vec<Outcome>, String> {
    let one = |(number, bytes): (usize, Vec<u8>)| {
        let name = name.to_owned();
        in_time(PATIENCE, move || convert(&name, &bytes))
            .map_err(|failure| format!("damage {number}: {failure}"))
    };
    damaged.into_iter().enumerate().map(one).collect()
}

/// Converts to all formats.
fn convert(name: &str, bytes: &[u8]) -> Outcome {
    let options = Options::default();
    let Ok(issue) = read(bytes, Some(name), &options.read) else { return Outcome::Refused };
    Target::ALL.into_iter().for_each(|target| drop(write(&issue, target, &options.write)));
    Outcome::Read
}

/// Works on a thread of its own, so that what hangs is named and not waited for.
fn in_time<T: Send + 'static>(
    patience: Duration,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, String> {
    let (done, wait) = mpsc::channel();
    let work = move || {
        let _ = done.send(work());
    };
    // A main thread's stack: what a batch gives each of its threads.
    thread::Builder::new().stack_size(8 << 20).spawn(work).unwrap();
    wait.recv_timeout(patience).map_err(|error| match error {
        mpsc::RecvTimeoutError::Timeout => format!("still not done after {patience:?}"),
        mpsc::RecvTimeoutError::Disconnected => "panicked".to_owned(),
    })
}

/// Some digits and letters replaced by others.
fn retyped(bytes: &[u8], seed: u64) -> Vec<u8> {
    let mut next = random(seed);
    let mut out = bytes.to_vec();
    for _ in 0..(2 + bytes.len() / 4096) {
        let at = next(out.len());
        out[at] = match out[at] {
            b'0'..=b'9' => b'0' + next(10) as u8,
            b'a'..=b'z' => b'a' + next(26) as u8,
            other => other,
        };
    }
    out
}

/// Numbers below a limit, the same for the same seed.
fn random(seed: u64) -> impl FnMut(usize) -> usize {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    move |limit: usize| {
        // Xorshift64: Marsaglia, "Xorshift RNGs", 2003.
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % limit.max(1) as u64) as usize
    }
}

/// A few places overwritten, removed or doubled, by a generator that gives the same for the same seed.
fn scribbled(bytes: &[u8], seed: u64) -> Vec<u8> {
    let mut out = bytes.to_vec();
    let mut next = random(seed);
    for _ in 0..(4 + bytes.len() / 2048) {
        if out.is_empty() {
            break;
        }
        let start = next(out.len());
        let end = (start + 1 + next(16)).min(out.len());
        match next(3) {
            0 => out[start..end].iter_mut().for_each(|byte| *byte = next(256) as u8),
            1 => drop(out.drain(start..end)),
            _ => {
                let copy = out[start..end].to_vec();
                out.splice(start..start, copy);
            }
        }
    }
    out
}

#[test]
fn the_same_seed_scribbles_the_same() {
    let bytes = [b'x'; 100];
    assert_eq!(scribbled(&bytes, 1), scribbled(&bytes, 1));
    assert_ne!(scribbled(&bytes, 1), scribbled(&bytes, 2));
    assert_ne!(scribbled(&bytes, 1), bytes);
}

#[test]
fn panics_and_endless_work_are_failures() {
    assert_eq!(in_time(PATIENCE, || 1), Ok(1));
    let panicked: Result<(), String> = in_time(PATIENCE, || panic!("on purpose"));
    assert_eq!(panicked, Err("panicked".to_owned()));
    let slow = in_time(Duration::from_millis(10), || thread::sleep(Duration::from_millis(500)));
    assert!(slow.is_err_and(|failure| failure.contains("not done")));
}

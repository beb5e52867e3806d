//! Bad input is normal: each case is cut short and scribbled over, with a fixed seed, and must give an issue or an
//! error in bounded time, never a panic. What it gives is not judged here.

use std::fs;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use backissue_convert::{Options, Target, read, write};

use crate::cases::{self, Case};

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

fn sweep(damage: impl Fn(&[u8]) -> Vec<Vec<u8>>) {
    let cases = cases::inputs();
    cases::each(&cases, |case| {
        let bytes = fs::read(&case.path).map_err(|error| error.to_string())?;
        damage(&bytes).into_iter().enumerate().try_for_each(|(number, damaged)| {
            survives(case, damaged).map_err(|failure| format!("damage {number}: {failure}"))
        })
    });
}

/// Converts to all formats on a thread of its own, so that one that hangs is named and not waited for.
fn survives(case: &Case, bytes: Vec<u8>) -> Result<(), String> {
    let (done, wait) = mpsc::channel();
    let name = case.path.file_name().unwrap().to_string_lossy().into_owned();
    let work = move || {
        let options = Options::default();
        if let Ok(issue) = read(&bytes, Some(&name), &options.read) {
            Target::ALL.into_iter().for_each(|target| drop(write(&issue, target, &options.write)));
        }
        let _ = done.send(());
    };
    // A main thread's stack: what a batch gives each of its threads.
    thread::Builder::new().stack_size(8 << 20).spawn(work).unwrap();
    wait.recv_timeout(PATIENCE).map_err(|error| match error {
        mpsc::RecvTimeoutError::Timeout => format!("still not done after {PATIENCE:?}"),
        mpsc::RecvTimeoutError::Disconnected => "panicked".to_owned(),
    })
}

/// A few places overwritten, removed or doubled, by a generator that gives the same for the same seed.
fn scribbled(bytes: &[u8], seed: u64) -> Vec<u8> {
    let mut out = bytes.to_vec();
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut next = |limit: usize| {
        // Xorshift64: Marsaglia, "Xorshift RNGs", 2003.
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % limit.max(1) as u64) as usize
    };
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

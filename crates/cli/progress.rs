//! The progress of a run on a terminal: one line that is drawn over itself. Where standard error is no terminal
//! there is none; the lines about each input tell enough.

use std::io::{self, IsTerminal as _, Write as _};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crate::messages::{Level, grouped};
use crate::tally::{self, Tally};

/// How often the line is drawn at most: as fast as anybody reads.
const PAUSE: Duration = Duration::from_millis(100);

/// Width of the bar in columns: the whole line fits a terminal of eighty.
const WIDTH: u64 = 20;

/// Whether the line stands on the terminal now, so that whoever writes another has to take it away.
static DRAWN: AtomicBool = AtomicBool::new(false);

/// The line.
#[derive(Debug)]
pub(crate) struct Bar {
    wanted: u64,
    began: Instant,
    drawn: Option<Instant>,
}

/// A line for a run over so many inputs; none where it would disturb.
pub(crate) fn bar(wanted: usize, level: Level) -> Option<Bar> {
    let terminal = io::stderr().is_terminal() && std::env::var_os("TERM").is_none_or(|term| term != "dumb");
    let bar = Bar { wanted: wanted as u64, began: Instant::now(), drawn: None };
    (wanted > 1 && level > Level::Quiet && terminal).then_some(bar)
}

/// Draws the line, unless it has been drawn a moment ago.
pub(crate) fn draw(bar: &mut Bar, tally: &Tally) {
    if bar.drawn.is_some_and(|drawn| drawn.elapsed() < PAUSE) {
        return;
    }
    bar.drawn = Some(Instant::now());
    DRAWN.store(true, Ordering::Relaxed);
    let text = line(tally, bar.wanted, bar.began.elapsed());
    let _ = write!(io::stderr().lock(), "\r\x1b[K{text}");
}

/// Takes the line away, if it stands there.
pub(crate) fn clear() {
    if DRAWN.swap(false, Ordering::Relaxed) {
        let _ = write!(io::stderr().lock(), "\r\x1b[K");
    }
}

fn line(tally: &Tally, wanted: u64, elapsed: Duration) -> String {
    let tried = tally::tried(tally);
    let full = WIDTH * tried / wanted.max(1);
    let bar: String = (0..WIDTH).map(|column| if column < full { '#' } else { '.' }).collect();
    let rate = tried as f64 / elapsed.as_secs_f64().max(0.001);
    let mut text = format!("[{bar}] {} of {}, {rate:.1}/s", grouped(tried), grouped(wanted));
    if tried > 0 {
        let left = Duration::from_secs_f64((wanted - tried) as f64 / rate);
        text += &format!(", {} left", in_words(left));
    }
    if tally.failed > 0 {
        text += &format!(", {} failed", grouped(tally.failed));
    }
    text
}

fn in_words(time: Duration) -> String {
    let seconds = time.as_secs();
    match (seconds / 3600, seconds / 60 % 60) {
        (0, 0) => format!("{seconds} s"),
        (0, minutes) => format!("{minutes} min"),
        (hours, minutes) => format!("{hours} h {minutes} min"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_tells_rate_time_and_failures() {
        let tally = Tally { converted: 4_990, failed: 10, ..Tally::default() };
        let text = line(&tally, 20_000, Duration::from_secs(100));
        assert_eq!(text, "[#####...............] 5,000 of 20,000, 50.0/s, 5 min left, 10 failed");
        let text = line(&Tally::default(), 3, Duration::ZERO);
        assert_eq!(text, "[....................] 0 of 3, 0.0/s");
        assert_eq!(in_words(Duration::from_secs(4_900)), "1 h 21 min");
    }
}

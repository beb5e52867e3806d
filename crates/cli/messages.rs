//! What the user reads on standard error: one line a matter, safe to print whatever a file or its name holds.
//!
//! A standard error that is closed or full is no reason to stop, so failures to write there are let go.

use std::env;
use std::fmt::Write as _;
use std::io::{self, IsTerminal as _, Write as _};

use backissue_convert::{InputReport, Outcome};
use backissue_model::{Entry, Warning, WarningKind};

use crate::config_file::with_nearest;
use crate::progress;

/// Longest message in characters: error texts may quote a file at length.
const LONGEST: usize = 400;

/// How many warnings of one kind a file may show unless all are asked for: a damaged font warns on every page.
const SHOWN: usize = 5;

/// How much is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Level {
    /// Errors.
    Quiet,
    /// Errors, the first warnings of each kind, and a line that sums each file up.
    Normal,
    /// Everything.
    Verbose,
}

/// Says that something could not be done.
pub(crate) fn error(subject: &str, message: &str) {
    let word = if is_coloured() { "\x1b[1;31merror\x1b[0m" } else { "error" };
    line(&format!("{word}: {}: {}", plain(subject), plain(message)));
}

/// Says something about a subject.
pub(crate) fn note(subject: &str, message: &str) {
    line(&format!("{}: {}", plain(subject), plain(message)));
}

/// Whether inputs with nothing to complain of get their line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sums {
    /// Each of them.
    Told,
    /// A bar shows them.
    Shown,
}

/// Says what became of an input: its failure, or its warnings and sums.
pub(crate) fn outcome(report: &InputReport, level: Level, sums: Sums) {
    if let Some(failure) = &report.failure {
        error(&report.input, &failure.message);
    }
    if report.outcome == Outcome::Failed || level == Level::Quiet {
        return;
    }
    if report.outcome == Outcome::Unchanged {
        if sums == Sums::Told {
            note(&report.input, "done before, unchanged");
        }
        return;
    }
    warnings(report, level);
    if level == Level::Verbose {
        report.outputs.iter().for_each(|output| note(&report.input, &format!("wrote {output}")));
    }
    if sums == Sums::Told || level == Level::Verbose {
        note(&report.input, &summary(report));
    }
}

fn warnings(report: &InputReport, level: Level) {
    let limit = if level == Level::Verbose { usize::MAX } else { SHOWN };
    let mut kinds: Vec<WarningKind> = report.warnings.iter().map(|warning| warning.kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    for kind in kinds {
        let of_kind: Vec<&Warning> = report.warnings.iter().filter(|warning| warning.kind == kind).collect();
        of_kind.iter().take(limit).for_each(|warning| note(&report.input, &warning.to_string()));
        if of_kind.len() > limit {
            let more = of_kind.len() - limit;
            note(
                &report.input,
                &format!("{} more of kind {} (-v shows all)", grouped(more as u64), kind.name()),
            );
        }
    }
}

/// One line that accounts for every character of an input.
pub(crate) fn summary(report: &InputReport) -> String {
    let sums = &report.characters;
    let removals = report.ledger.iter().filter(|entry| is_removal(entry)).count();
    let repairs = report.ledger.len() - removals;
    let mut text = String::new();
    if report.pages > 0 {
        let _ = write!(text, "{}, ", counted(report.pages, "page"));
    }
    let _ = write!(
        text,
        "{}, {}: {} in articles, {} in furniture, ",
        counted(report.articles, "article"),
        counted(sums.decoded, "character"),
        grouped(sums.articles),
        grouped(sums.furniture)
    );
    if removals > 0 {
        let taken: u64 = sums.removed.saturating_sub(sums.added);
        let _ = write!(text, "{} taken out, ", grouped(taken));
    }
    let lost = if sums.lost < 0 {
        format!("-{}", grouped(sums.lost.unsigned_abs()))
    } else {
        grouped(sums.lost as u64)
    };
    let _ = write!(
        text,
        "{lost} lost; {}, {}",
        counted(repairs as u64, "repair"),
        counted(report.warnings.len() as u64, "warning")
    );
    text
}

fn is_removal(entry: &Entry) -> bool {
    entry.after.is_empty()
}

/// A number with its noun in the singular or plural.
pub(crate) fn counted(number: u64, noun: &str) -> String {
    let ending = if number == 1 { "" } else { "s" };
    format!("{} {noun}{ending}", grouped(number))
}

/// A number with commas between thousands.
pub(crate) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// The name of a warning kind, checked: an option with a misspelt kind would never fire.
pub(crate) fn warning_kind(name: &str) -> Result<String, String> {
    serde_json::from_value::<WarningKind>(name.into())
        .map(|kind| kind.name().to_owned())
        .map_err(|error| with_nearest(&error.to_string().replace("variant", "kind")))
}

/// A text that cannot steer a terminal, cut to a length that fits a line of a log: control characters and those
/// that turn the direction of writing are shown by their number.
pub(crate) fn plain(text: &str) -> String {
    let mut out = String::new();
    for (i, c) in text.chars().enumerate() {
        if i == LONGEST {
            out.push('…');
            break;
        }
        match c {
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}' => {
                out.extend(c.escape_unicode());
            }
            c if c.is_control() => out.extend(c.escape_default()),
            c => out.push(c),
        }
    }
    out
}

/// Whether colours are wanted: on a terminal that knows them, unless the user has said no (no-color.org).
fn is_coloured() -> bool {
    let refused = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let dumb = env::var_os("TERM").is_some_and(|term| term == "dumb");
    io::stderr().is_terminal() && !refused && !dumb
}

fn line(text: &str) {
    progress::clear();
    let _ = writeln!(io::stderr().lock(), "backissue: {text}");
}

#[cfg(test)]
mod tests {
    use backissue_convert::Sums;
    use backissue_model::{Place, Rule};

    use super::{Entry, InputReport};
    use super::{LONGEST, plain, summary, warning_kind};

    #[test]
    fn the_summary_accounts_for_every_character() {
        let entry = |after: &str| Entry {
            rule: Rule::new("ligature/parted"),
            place: Place::File,
            before: "ﬁ".to_owned(),
            after: after.to_owned(),
        };
        let report = InputReport {
            pages: 3,
            articles: 1,
            characters: Sums {
                decoded: 12_408,
                articles: 12_031,
                furniture: 377,
                balanced: true,
                ..Sums::default()
            },
            ledger: vec![entry("fi")],
            ..InputReport::default()
        };
        let expected = "3 pages, 1 article, 12,408 characters: 12,031 in articles, 377 in furniture, 0 lost; \
                        1 repair, 0 warnings";
        assert_eq!(summary(&report), expected);
    }

    #[test]
    fn a_name_cannot_steer_the_terminal() {
        assert_eq!(plain("a\n\u{1b}[31m\u{202e}b"), "a\\n\\u{1b}[31m\\u{202e}b");
        assert_eq!(plain(&"x".repeat(500)).chars().count(), LONGEST + 1);
    }

    #[test]
    fn kinds_of_warnings_are_checked() {
        assert_eq!(warning_kind("no-text").as_deref(), Ok("no-text"));
        assert!(warning_kind("notext").is_err_and(|message| message.ends_with("is no-text meant?")));
    }
}

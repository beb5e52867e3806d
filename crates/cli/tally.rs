//! What a run over many inputs adds up to: one line, and the exit code.

use backissue_convert::Outcome;

use crate::Exit;
use crate::conversion::Done;
use crate::messages::counted;

/// What happened so far.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) converted: u64,
    pub(crate) unchanged: u64,
    pub(crate) failed: u64,
    pub(crate) warnings: u64,
    pub(crate) denied: u64,
}

/// Counts what became of an input, and its warnings of the kinds in `deny`.
pub(crate) fn count(tally: &mut Tally, done: &Done, deny: &[String]) {
    match done.report.outcome {
        Outcome::Converted => tally.converted += 1,
        Outcome::Unchanged => tally.unchanged += 1,
        Outcome::Failed => tally.failed += 1,
    }
    tally.warnings += done.warnings.values().sum::<u64>();
    tally.denied += deny.iter().filter_map(|kind| done.warnings.get(kind)).sum::<u64>();
}

/// Inputs that have been tried.
pub(crate) fn tried(tally: &Tally) -> u64 {
    tally.converted + tally.unchanged + tally.failed
}

/// One line about a run over `wanted` inputs.
pub(crate) fn sums(tally: &Tally, wanted: u64) -> String {
    let some =
        |number: u64, what: &str| if number > 0 { format!(", {number} {what}") } else { String::new() };
    let unchanged = some(tally.unchanged, "unchanged");
    let untried = some(wanted - tried(tally), "not tried");
    let inputs = counted(wanted, "input");
    let warnings = counted(tally.warnings, "warning");
    format!(
        "{inputs}: {} converted{unchanged}, {} failed{untried}; {warnings}",
        tally.converted, tally.failed
    )
}

/// The exit code of a run; `strict` makes every warning count.
pub(crate) fn exit(tally: &Tally, strict: bool) -> Exit {
    if tally.failed > 0 {
        Exit::Failed
    } else if tally.denied > 0 || (strict && tally.warnings > 0) {
        Exit::Warned
    } else {
        Exit::Done
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_names_what_there_is() {
        let tally = Tally { converted: 2, failed: 1, ..Tally::default() };
        assert_eq!(sums(&tally, 3), "3 inputs: 2 converted, 1 failed; 0 warnings");
        let tally = Tally { unchanged: 1, warnings: 1, ..tally };
        assert_eq!(sums(&tally, 5), "5 inputs: 2 converted, 1 unchanged, 1 failed, 1 not tried; 1 warning");
    }

    #[test]
    fn failure_weighs_more_than_warnings() {
        let warned = Tally { warnings: 1, ..Tally::default() };
        assert_eq!((exit(&warned, false), exit(&warned, true)), (Exit::Done, Exit::Warned));
        assert_eq!(exit(&Tally { failed: 1, ..warned }, true), Exit::Failed);
        assert_eq!(exit(&Tally { denied: 1, ..warned }, false), Exit::Warned);
    }
}

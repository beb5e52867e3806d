//! Nothing is lost and nothing invented: the ledger of each case balances, and what the editions say of it is
//! true after a round trip through JSON.

use backissue_convert::model::{Balance, Issue, WarningKind, from_json, to_json};
use backissue_convert::{Options, read};

use crate::cases::{self, Outcome};

#[test]
fn every_case_balances() {
    cases::each(&cases::all(), |case| {
        let Ok(issue) = cases::read_case(case) else {
            return if case.outcome == Outcome::Errors { Ok(()) } else { Err("gave no issue".to_owned()) };
        };
        let sum = Balance::of(&issue);
        if sum.balanced && sum.lost() == 0 { Ok(()) } else { Err(format!("lost {}, {sum:?}", sum.lost())) }
    });
}

#[test]
fn every_decision_has_a_rule_and_a_place() {
    cases::each(&cases::all(), |case| {
        let Ok(issue) = cases::read_case(case) else { return Ok(()) };
        let nameless = issue.ledger.entries.iter().filter(|entry| !entry.rule.0.contains('/')).count();
        if nameless == 0 {
            Ok(())
        } else {
            Err(format!("{nameless} entries without a rule of the form what/why"))
        }
    });
}

#[test]
fn an_issue_that_was_mended_by_hand_says_that_it_no_longer_balances() {
    let case = cases::inputs().into_iter().find(|case| case.outcome == Outcome::Converts).unwrap();
    let issue: Issue = cases::read_case(&case).unwrap();
    let mut mended = issue.clone();
    mended.articles[0].id.push('x');
    assert_eq!(unbalanced(&mended), 0, "an id is no text");
    mended.ledger.decoded.characters += 1;
    assert_eq!(unbalanced(&mended), 1);
    assert_eq!(from_json(&to_json(&issue)).unwrap(), issue);
}

fn unbalanced(issue: &Issue) -> usize {
    let read = read(to_json(issue).as_bytes(), Some("issue.json"), &Options::default().read).unwrap();
    read.warnings.iter().filter(|warning| warning.kind == WarningKind::Unbalanced).count()
}

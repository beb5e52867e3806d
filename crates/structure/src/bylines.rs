//! Bylines: whether a line names who wrote an article, and whom it names.
//!
//! Knows the words of the trade ([`eastern`], [`western`]) and the shapes of names ([`names`]), from data; no list of
//! persons. Where a byline may stand is the matter of those who ask.

mod eastern;
pub(crate) mod names;
mod western;

use backissue_model::{Person, PersonKind, script};

pub(crate) use names::{begins_with_surname, is_name, is_surnamed, kind};
pub(crate) use western::{presented, presents_author, tells_of_author};

/// The conventions of bylines.
const FILE: &str = include_str!("../data/bylines.txt");
/// What a dateline ends with where reporters stand in brackets behind it.
const REPORTS: [&str; 8] = ["讯（", "讯(", "訊（", "訊(", "电（", "电(", "電（", "電("];
/// The longest byline in characters.
const LONGEST: usize = 90;
/// Marks before a byline that are no part of it.
const DECORATIONS: [char; 19] =
    ['◇', '◆', '●', '○', '■', '□', '▲', '△', '★', '☆', '※', '◎', '·', '•', '—', '–', '~', '▷', '＊'];

/// What stands in a pair of brackets that holds the whole text.
pub(crate) fn bracketed(text: &str) -> Option<&str> {
    let text = text.trim();
    let (open, close) = BRACKETS.iter().find(|(open, _)| text.starts_with(*open))?;
    let inner = text.strip_prefix(*open)?.strip_suffix(*close)?;
    (!inner.contains(['（', '(', '。', *open])).then_some(inner)
}

/// Brackets that hold bylines: round ones, and the lenticular and shell ones of Chinese and Japanese papers.
const BRACKETS: [(char, char); 6] =
    [('（', '）'), ('(', ')'), ('【', '】'), ('〔', '〕'), ('［', '］'), ('[', ']')];

/// Whether a line is a byline by its wording: a word of the trade, and a name or a body that signs.
pub(crate) fn is_byline(text: &str) -> bool {
    if text.len() > LONGEST * 4 || text.contains(['，', '。', '？']) || text.chars().count() > LONGEST {
        return false;
    }
    // `本报讯（记者 柳青禾）` opens a report.
    if REPORTS.iter().any(|report| text.contains(report)) {
        return false;
    }
    let text = bare(text);
    if is_eastern(text) { eastern::is_byline(text) } else { western::is_byline(text) }
}

/// Whether a line tells who its author is, and names him: 作者為建築師 江若蘭.
pub(crate) fn presents_and_names(text: &str) -> bool {
    eastern::presents_before(bare(text))
}

/// The persons and bodies that a byline names as authors or makers of pictures, in order; those who made the page are
/// left out.
pub(crate) fn persons(text: &str) -> Vec<Person> {
    let text = bare(text);
    if is_eastern(text) { eastern::persons(text) } else { western::persons(text) }
}

/// A text without the brackets and marks around it.
fn bare(text: &str) -> &str {
    let text = bracketed(text).unwrap_or(text).trim_start_matches(DECORATIONS).trim();
    let quoted = || text.strip_prefix('「')?.strip_suffix('」').filter(|inner| !inner.contains('「'));
    bracketed(text).or_else(quoted).unwrap_or(text)
}

fn is_eastern(text: &str) -> bool {
    text.chars().any(script::is_square)
}

fn person(name: &str, role: Option<&str>) -> Person {
    Person {
        name: name.to_owned(),
        surname: None,
        given_names: None,
        role: role.map(str::to_owned),
        kind: kind(name),
    }
}

fn body(name: &str) -> Person {
    Person { kind: PersonKind::Organisation, ..person(name, None) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conventions;

    fn told(line: &str) -> String {
        let told = |person: Person| match person.role {
            Some(role) => format!("{} <{role}>", person.name),
            None => person.name,
        };
        persons(line).into_iter().map(told).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn lines_of_papers_are_told_by_their_wording() {
        let mut failed = Vec::new();
        let mut count = 0;
        for (language, [kind, line, named, _]) in conventions::cases("lines", ["byline", "name", "none"]) {
            let is = match (is_byline(&line), is_name(bare(&line))) {
                (true, _) => "byline",
                (false, true) => "name",
                _ => "none",
            };
            let persons = if is == "none" { String::new() } else { told(&line) };
            if (is, &persons) != (&kind, &named) {
                failed.push(format!("{language}: {kind}\t{line}\t{named} => {is} {persons}"));
            }
            count += 1;
        }
        assert!(count > 900, "{count} lines");
        assert!(failed.is_empty(), "{} lines:\n{}", failed.len(), failed.join("\n"));
    }

    #[test]
    fn a_sentence_that_presents_the_author_names_him() {
        assert_eq!(told("Odile Brandt is a retired pilot."), "Odile Brandt");
        assert!(tells_of_author("Odile Brandt is a retired pilot."));
        assert!(!tells_of_author("The bridge is a mile off."));
    }
}

//! The character ledger: nothing lost, nothing invented, and the proof of it.
//!
//! Each non-blank character that a reader decodes ends in exactly one place: in an article, in furniture, or in
//! an entry here that says why it was taken out or replaced, where, and by which rule.

use std::ops::Add as _;

use rayon::prelude::*;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::traverse::{each_article_text, each_department_text};
use crate::{Article, Issue, Place, Rule, Tally};

/// What was decoded, and every change to it since.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Ledger {
    /// All characters that the reader decoded, as the file states them, before any repair.
    pub decoded: Tally,
    /// Removals and repairs, in the order in which they were made.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub entries: Vec<Entry>,
}

/// One removal (`after` empty), repair, or addition (`before` empty).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Entry {
    /// The rule that decided, such as `hyphen/line-end` or `shadow/drawn-twice`.
    pub rule: Rule,
    /// Where.
    pub place: Place,
    /// The characters that were there.
    pub before: String,
    /// The characters that stand there now.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub after: String,
}

impl Ledger {
    /// Books a removal. Nothing is booked for text without countable characters.
    pub fn remove(&mut self, rule: Rule, place: Place, text: &str) {
        self.replace(rule, place, text, "");
    }

    /// Books a repair: `before` was decoded, `after` stands in the issue.
    pub fn replace(&mut self, rule: Rule, place: Place, before: &str, after: &str) {
        if Tally::of(before) != Tally::of(after) {
            self.entries.push(Entry { rule, place, before: before.to_owned(), after: after.to_owned() });
        }
    }

    /// What must stand in the issue: decoded, less what was taken out, plus what was put in.
    pub fn expected(&self) -> Tally {
        self.entries
            .iter()
            .fold(self.decoded, |sum, entry| sum - Tally::of(&entry.before) + Tally::of(&entry.after))
    }
}

/// The ledger of an issue added up.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Balance {
    /// Characters decoded.
    pub decoded: u64,
    /// Characters taken out by entries of the ledger.
    pub removed: u64,
    /// Characters put in by entries of the ledger.
    pub added: u64,
    /// Characters in articles and department names.
    pub articles: u64,
    /// Characters in furniture.
    pub furniture: u64,
    /// Whether the same characters stand in the issue as the ledger expects.
    pub balanced: bool,
}

impl Balance {
    /// Adds up an issue.
    pub fn of(issue: &Issue) -> Self {
        let mut departments = Tally::default();
        each_department_text(issue, &mut |text| departments.add_text(text));
        let portions = issue.articles.par_chunks(PORTION).map(articles_tally);
        let articles = departments + portions.reduce(Tally::default, Tally::add);
        let mut furniture = Tally::default();
        for item in &issue.furniture {
            furniture.add_text(&item.text);
        }
        let count = |side: fn(&Entry) -> &str| {
            issue.ledger.entries.iter().map(|entry| Tally::of(side(entry)).characters).sum()
        };
        Self {
            decoded: issue.ledger.decoded.characters,
            removed: count(|entry| &entry.before),
            added: count(|entry| &entry.after),
            articles: articles.characters,
            furniture: furniture.characters,
            balanced: issue.ledger.expected() == articles + furniture,
        }
    }

    /// How many more characters were decoded than stand anywhere; negative when some were invented.
    pub fn lost(&self) -> i64 {
        let side = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
        side(self.decoded) - side(self.removed) + side(self.added)
            - side(self.articles)
            - side(self.furniture)
    }
}

/// Articles that are added up together, beside others: few enough to share the run of a year among processors.
const PORTION: usize = 500;

/// The characters of one article, as the ledger counts them.
pub(crate) fn article_characters(article: &Article) -> u64 {
    articles_tally(std::slice::from_ref(article)).characters
}

fn articles_tally(articles: &[Article]) -> Tally {
    let mut tally = Tally::default();
    articles.iter().for_each(|article| each_article_text(article, &mut |text| tally.add_text(text)));
    tally
}

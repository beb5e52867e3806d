//! Texts as bags of characters: how alike two are, and in what they differ.

use std::collections::BTreeMap;

use serde_json::Value;
use unicode_normalization::UnicodeNormalization as _;

/// How often each character stands in a text, white space and what shows nothing left out, forms that are the same to
/// a reader as one (compatibility forms, UAX #15).
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Bag {
    counts: BTreeMap<char, i64>,
}

impl Bag {
    /// The bag of a text.
    pub fn of(text: &str) -> Self {
        let mut bag = Self::default();
        bag.add(text, 1);
        bag
    }

    /// Adds a text, or takes it away.
    pub fn add(&mut self, text: &str, times: i64) {
        for c in text.nfkc().filter(|c| shows(*c)) {
            *self.counts.entry(c).or_default() += times;
        }
    }

    /// How many characters are in it.
    pub fn len(&self) -> usize {
        self.counts.values().map(|&count| usize::try_from(count).unwrap_or(0)).sum()
    }

    fn count(&self, c: char) -> i64 {
        self.counts.get(&c).copied().unwrap_or(0).max(0)
    }
}

fn shows(c: char) -> bool {
    let is_format =
        matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}');
    !(c.is_whitespace() || c.is_control() || is_format)
}

/// The characters that two bags share, twice, as a share of all in both: 1 when they are the same.
pub fn similarity(a: &Bag, b: &Bag) -> f64 {
    let shared: i64 = a.counts.keys().map(|&c| a.count(c).min(b.count(c))).sum();
    let all = a.len() + b.len();
    if all == 0 { 1.0 } else { 2.0 * shared as f64 / all as f64 }
}

/// Characters named on each side of a difference: enough to see what it is about.
const NAMED: usize = 8;

/// What only one of two bags has, in words.
pub fn difference(ours: &Bag, theirs: &Bag) -> String {
    let only = |a: &Bag, b: &Bag| {
        let mut more: Vec<(i64, char)> = a.counts.keys().map(|&c| (a.count(c) - b.count(c), c)).collect();
        more.retain(|(count, _)| *count > 0);
        more.sort_by_key(|&(count, c)| (std::cmp::Reverse(count), c));
        let total: i64 = more.iter().map(|(count, _)| count).sum();
        let shown: String = more.iter().take(NAMED).map(|(_, c)| *c).collect();
        format!("{total} ({shown})")
    };
    format!("only ours {}, only theirs {}", only(ours, theirs), only(theirs, ours))
}

/// Keys of an issue in JSON below which no text of the issue stands: names, places, and what text is said again.
const NO_TEXT: [&str; 21] = [
    "id",
    "kind",
    "department",
    "language",
    "provenance",
    "pages",
    "position",
    "persons",
    "level",
    "images",
    "alt",
    "folio",
    "image",
    "target",
    "note",
    "role",
    "mathml",
    "tex",
    "page-break",
    "colspan",
    "rowspan",
];

/// Adds all text of a part of an issue in JSON.
pub fn add_texts(value: &Value, bag: &mut Bag) {
    match value {
        Value::String(text) => bag.add(text, 1),
        Value::Array(items) => items.iter().for_each(|item| add_texts(item, bag)),
        Value::Object(entries) => {
            let texts = entries.iter().filter(|(key, _)| !NO_TEXT.contains(&key.as_str()));
            texts.for_each(|(_, value)| add_texts(value, bag));
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_the_same_is_the_same() {
        assert_eq!(Bag::of("ﬁ ne\u{ad}"), Bag::of("fine"));
        assert_eq!(similarity(&Bag::of("abcd"), &Bag::of("abcx")), 0.75);
        assert_eq!(similarity(&Bag::default(), &Bag::default()), 1.0);
    }

    #[test]
    fn differences_name_both_sides() {
        let said = difference(&Bag::of("aab"), &Bag::of("abc"));
        assert_eq!(said, "only ours 1 (a), only theirs 1 (c)");
    }

    #[test]
    fn texts_of_an_issue_without_its_names() {
        let issue = serde_json::json!({
            "id": "a001", "headline": { "text": ["Tides"], "provenance": { "rules": ["x"] } },
            "body": [{ "content": { "paragraph": ["High ", { "strong": ["water"] }, { "page-break": { "page": 2 } }] } }],
        });
        let mut bag = Bag::default();
        add_texts(&issue, &mut bag);
        assert_eq!(bag, Bag::of("TidesHighwater"));
    }
}

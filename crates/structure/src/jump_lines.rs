//! Jump lines: whether a line says that a story goes on elsewhere or came from there, and the folio it names.
//!
//! The words are data. What is done with the stories is the matter of `print::jumps`.

use std::sync::LazyLock;

use crate::calendar::decimal;
use crate::conventions::Words;

/// The conventions of jump lines.
const FILE: &str = include_str!("../data/jumps.txt");

static TO: LazyLock<Words> = LazyLock::new(|| Words::read(FILE, "to"));
static FROM: LazyLock<Words> = LazyLock::new(|| Words::read(FILE, "from"));
static PAGES: LazyLock<Words> = LazyLock::new(|| Words::read(FILE, "pages"));
static TO_BEHIND: LazyLock<Words> = LazyLock::new(|| Words::read(FILE, "to-behind"));
static FROM_BEHIND: LazyLock<Words> = LazyLock::new(|| Words::read(FILE, "from-behind"));
static UNITS: LazyLock<Words> = LazyLock::new(|| Words::read(FILE, "units"));
static NUMBERS: LazyLock<Words> = LazyLock::new(|| Words::read(FILE, "numbers"));

/// The longest jump line in characters.
const LONGEST: usize = 60;
/// The longest folio in characters: a letter and a number.
const LONGEST_FOLIO: usize = 4;

/// Which way a jump line points, and the folio it names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Jump {
    /// The story goes on there.
    To(String),
    /// The story began there.
    From(String),
}

/// Reads a jump line. Nothing may stand behind the folio: `The work continued on 3 May` points nowhere.
pub(crate) fn jump(text: &str) -> Option<Jump> {
    if text.len() > LONGEST * 4 || text.chars().count() > LONGEST {
        return None;
    }
    let plain: String =
        half_width(text).filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect();
    let plain = plain.trim_matches(|c: char| !c.is_alphanumeric() && c != '-');
    behind(plain).or_else(|| before(plain))
}

/// Whether a text is a jump line.
pub(crate) fn is_jump(text: &str) -> bool {
    jump(text).is_some()
}

fn half_width(text: &str) -> impl Iterator<Item = char> {
    text.chars().map(|c| match u32::from(c) {
        code @ 0xFF01..=0xFF5E => char::from_u32(code - 0xFEE0).unwrap_or(c),
        _ => c,
    })
}

/// `3面に続く`: the words stand behind the folio.
fn behind(text: &str) -> Option<Jump> {
    let folio = |word: &str| {
        let before = &text[..text.len() - word.len()];
        let from = before
            .rfind(|c: char| !c.is_ascii_alphanumeric())
            .map_or(0, |at| at + before[at..].chars().next().map_or(0, char::len_utf8));
        folio(&before[from..])
    };
    let came = FROM_BEHIND.at_end(text).and_then(folio).map(Jump::From);
    came.or_else(|| TO_BEHIND.at_end(text).and_then(folio).map(Jump::To))
}

/// `Continued on page A4`: the words stand before the folio, a slug before them.
fn before(text: &str) -> Option<Jump> {
    text.char_indices().find_map(|(at, _)| {
        let begins =
            at == 0 || text[..at].ends_with(|c: char| !c.is_alphabetic()) || is_long_word(&text[at..]);
        let rest = &text[at..];
        let came = FROM.at_start(rest).and_then(|word| page(&rest[word.len()..], word)).map(Jump::From);
        let goes = || TO.at_start(rest).and_then(|word| page(&rest[word.len()..], word)).map(Jump::To);
        begins.then(|| came.or_else(goes)).flatten()
    })
}

/// Short words stand at the beginning of a line or behind a mark only; long ones may stand behind a slug.
fn is_long_word(text: &str) -> bool {
    let word = FROM.at_start(text).or_else(|| TO.at_start(text));
    word.is_some_and(|word| word.len() > LONGEST_FOLIO + 2)
}

/// The folio behind the words of a jump line: the word for a page, which `See` and `From` cannot do without, and the
/// number to the end of the line.
fn page(rest: &str, word: &str) -> Option<String> {
    // `See TRADE, page A4`: the slug stands between.
    let rest = match rest.split_once(',') {
        Some((_, behind)) if word.len() <= SHORT && PAGES.at_start(behind).is_some() => behind,
        _ => rest,
    };
    let mut number = rest;
    while folio(without_unit(number)).is_none()
        && let Some(filler) = PAGES.at_start(number)
    {
        number = &number[filler.len()..];
    }
    let bare = word.is_ascii() && word.len() <= SHORT && number.len() == rest.len();
    (!bare).then(|| folio(without_unit(number))).flatten()
}

/// Letters of words that say too little without the word for a page: `see`, `from`, `suite`.
const SHORT: usize = 5;

fn without_unit(number: &str) -> &str {
    let number = UNITS.at_end(number).map_or(number, |unit| &number[..number.len() - unit.len()]);
    number.trim_end_matches(|c: char| !c.is_alphanumeric())
}

/// A folio in figures, in words or in Chinese numerals, with the letter of its section in upper case.
fn folio(text: &str) -> Option<String> {
    if let Some(number) = NUMBERS.number(text) {
        return Some(number.to_string());
    }
    let digits = text.trim_start_matches(|c: char| c.is_ascii_lowercase());
    let section = text.len() - digits.len();
    let figures = !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit());
    if figures && section <= 1 && text.len() <= LONGEST_FOLIO {
        return Some(text.to_uppercase());
    }
    let numerals = !text.is_empty() && text.chars().all(|c| "一二三四五六七八九十".contains(c));
    (numerals && text.chars().count() <= LONGEST_FOLIO).then(|| decimal(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn jump_lines_point_both_ways_in_many_languages() {
        let mut failed = Vec::new();
        for case in include_str!("../testdata/jumps.txt").lines().filter(|line| !line.starts_with('#')) {
            let (expected, line) = case.split_once('\t').expect("each case has two columns");
            let told = match jump(line) {
                Some(Jump::To(folio)) => format!("to {folio}"),
                Some(Jump::From(folio)) => format!("from {folio}"),
                None => "none".to_owned(),
            };
            if told != expected {
                failed.push(format!("{case} => {told}"));
            }
        }
        assert!(failed.is_empty(), "{}", failed.join("\n"));
    }
}

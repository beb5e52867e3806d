//! Datelines: the place, date or agency that opens a report, and the reporters named right behind it.

use std::sync::LazyLock;

use crate::bylines;
use crate::conventions::Words;

/// The conventions of datelines.
const FILE: &str = include_str!("../data/datelines.txt");

static OWN: LazyLock<Words> = LazyLock::new(|| Words::read(FILE, "own"));
static AGENCIES: LazyLock<Words> = LazyLock::new(|| Words::read(FILE, "agencies"));
static CLOSERS: LazyLock<Words> = LazyLock::new(|| Words::read(FILE, "closers"));
static SIGNS: LazyLock<Words> = LazyLock::new(|| Words::read(FILE, "signs"));
static NO_PLACES: LazyLock<Words> = LazyLock::new(|| Words::read(FILE, "no-places"));
static DASHES: LazyLock<Vec<String>> =
    LazyLock::new(|| Words::read(FILE, "dashes").iter().map(|dash| dash.replace('_', " ")).collect());

/// The longest dateline in characters.
const LONGEST: usize = 40;
/// The longest dateline in words.
const WORDS: usize = 7;
/// The longest naming of reporters behind a dateline, in characters.
const LONGEST_REPORTERS: usize = 30;

/// The length in bytes of the dateline that a paragraph opens with.
pub(crate) fn length(text: &str) -> Option<usize> {
    let text = opening(text);
    let first = text.chars().next()?;
    if text.is_ascii() && !first.is_ascii_uppercase() && first != '(' {
        return None;
    }
    own(text).or_else(|| agency(text)).or_else(|| in_brackets(text)).or_else(|| western(text))
}

/// As much of a text as a dateline and what closes it may take. Paragraphs are asked again with each line that they
/// grow by, so a long one must not be searched to its end.
fn opening(text: &str) -> &str {
    const FAR: usize = 4 * LONGEST;
    text.char_indices().nth(FAR).map_or(text, |(end, _)| &text[..end])
}

fn own(text: &str) -> Option<usize> {
    OWN.at_start(text).map(str::len)
}

/// `新华社北京8月1日电`, `本报渡口8月1日讯`.
fn agency(text: &str) -> Option<usize> {
    let name = AGENCIES.at_start(text)?;
    let rest = &text[name.len()..];
    let close = rest.char_indices().take(LONGEST).find_map(|(at, _)| {
        let word = CLOSERS.at_start(&rest[at..])?;
        let behind = &rest[at + word.len()..];
        let ends = behind.starts_with(|c: char| c.is_whitespace() || "（(：:】".contains(c));
        ends.then_some(at + word.len())
    })?;
    (!rest[..close].contains(['，', '。', '、', '！', '？'])).then_some(name.len() + close)
}

/// Brackets that hold datelines.
const BRACKETS: [(char, char); 6] =
    [('【', '】'), ('[', ']'), ('［', '］'), ('〔', '〕'), ('（', '）'), ('(', ')')];

/// What stands in the brackets that a text opens with, and the length of both.
fn bracketed(text: &str) -> Option<(&str, usize)> {
    let (open, close) = BRACKETS.iter().find(|(open, _)| text.starts_with(*open))?;
    let (inner, _) = text[open.len_utf8()..].split_once(*close)?;
    let length = open.len_utf8() + inner.len() + close.len_utf8();
    (inner.chars().count() <= LONGEST && length < text.len()).then_some((inner, length))
}

/// `【本报讯】`, `【東京=共同】`, `[서울=연합뉴스]`, `（中央社記者林若水台北5日電）`.
fn in_brackets(text: &str) -> Option<usize> {
    let (inner, length) = bracketed(text)?;
    let agency = AGENCIES.at_start(inner).is_some() && CLOSERS.at_end(inner).is_some();
    let signed = SIGNS.at_end(inner).is_some_and(|sign| inner.len() > sign.len() && !inner.is_ascii());
    let reported = AGENCIES.at_start(inner).is_some() && inner.ends_with(['導', '道']);
    let told = own(inner) == Some(inner.len()) || inner.contains(['=', '＝']) || agency || signed || reported;
    told.then_some(length)
}

/// `PORT MERRIN, March 3 — `, `LONDON (Reuters) - `, `Skarn Island, May 2 -- `, `Berlin (dpa). `.
fn western(text: &str) -> Option<usize> {
    if let Some(signed) = behind_sign(text) {
        return Some(signed);
    }
    let dashes = DASHES.iter().filter_map(|dash| Some((text.find(dash.as_str())?, dash)));
    let (at, dash) = dashes.min_by_key(|(at, dash)| (*at, std::cmp::Reverse(dash.len())))?;
    let place = &text[..at];
    let stopped = dash.trim_start().starts_with('.') && is_place(place);
    (is_short(place) && (is_shouted(place) || is_dated(place) || stopped)).then(|| at + dash.trim_end().len())
}

/// The length of a dateline that an agency closes in brackets or between slashes, with the stop or dash behind it.
fn behind_sign(text: &str) -> Option<usize> {
    let (at, open) = text.char_indices().find(|(_, c)| matches!(c, '(' | '/'))?;
    let close = if open == '(' { ')' } else { '/' };
    let (sign, rest) = text[at + 1..].split_once(close)?;
    let signed = sign.to_lowercase().split('/').all(|sign| SIGNS.has(sign));
    let place = text[..at].trim_end();
    let stop = rest.len() - rest.trim_start_matches(['.', ' ', '-', '–', '—', ':']).len();
    let stop = rest[..stop].trim_end().len();
    (signed && stop > 0 && is_short(place) && !place.is_empty() && place.starts_with(char::is_uppercase))
        .then(|| text.len() - rest.len() + stop)
}

fn is_short(place: &str) -> bool {
    let short = place.chars().count() <= LONGEST && place.split_whitespace().count() <= WORDS;
    short && !place.contains([';', '"', '”', '«', '?', '!'])
}

/// Whether a place is set in capitals.
fn is_shouted(place: &str) -> bool {
    place.split([',', '(', ' ']).next().is_some_and(|word| {
        word.chars().filter(|c| c.is_alphabetic()).count() >= 3 && word.chars().all(|c| !c.is_lowercase())
    })
}

/// Whether a text is a place, and a day behind a comma.
fn is_dated(text: &str) -> bool {
    let Some((place, day)) = text.split_once(',') else { return false };
    let mut words = day.split_whitespace();
    let numbered = day.contains(|c: char| c.is_ascii_digit());
    // `Mother, 42`: a number alone is an age.
    is_place(place) && numbered && words.any(|word| word.chars().filter(|c| c.is_alphabetic()).count() >= 3)
}

/// Whether a text is one to three capitalised words.
fn is_place(text: &str) -> bool {
    let words: Vec<&str> = text.split([' ', '/']).collect();
    let capital = |word: &&str| word.starts_with(char::is_uppercase) && word.chars().count() >= 3;
    (1..=3).contains(&words.len()) && words.iter().all(capital) && !NO_PLACES.has(&words[0].to_lowercase())
}

/// The length of a place at the start of a paragraph in a German paper: `Birkenau. Das alte Stellwerk`,
/// `Birkenau (ank). Das alte Stellwerk`.
pub(crate) fn german(text: &str) -> Option<usize> {
    let (place, rest) = text.split_once(". ")?;
    let bare =
        place.strip_suffix(')').and_then(|place| place.split_once(" (")).map_or(place, |(town, _)| town);
    let words: Vec<&str> = bare.split(['/', ' ', '-']).collect();
    let town = |word: &&str| {
        let small = word.chars().skip(1).all(char::is_lowercase);
        let capitals = word.chars().all(char::is_uppercase);
        word.chars().count() >= 3 && word.starts_with(char::is_uppercase) && (small || capitals)
    };
    let town = words.len() <= 2 && words.iter().all(town);
    (town && rest.starts_with(char::is_uppercase)).then_some(place.len() + 1)
}

/// The text that names reporters at the beginning of a report: within its dateline (`【記者林若水／台北報導】`), or right
/// behind it (`本报讯（记者 …）`, `记者…报道：`, `… 기자 =`). `dateline` is the length of the dateline, 0 without one.
pub(crate) fn reporters(text: &str, dateline: usize) -> Option<&str> {
    let rest = text.get(dateline..)?.trim_start();
    let byline = |inner: &&str| !inner.contains(['=', '＝']) && bylines::is_byline(inner);
    let within = || bracketed(text).map(|(inner, _)| inner).filter(byline);
    if dateline == 0 {
        return within();
    }
    let inner = bracketed(rest).map(|(inner, _)| inner);
    if let Some(named) = inner.filter(|inner| bylines::is_byline(inner) || bylines::is_surnamed(inner)) {
        return Some(named);
    }
    // The sign that ends the naming stands near; no sentence does.
    let head: String = rest.chars().take(LONGEST_REPORTERS).collect();
    let worded = head.find(['：', ':', '=']).map(|at| rest[..at].trim());
    worded.filter(|words| bylines::is_byline(words)).or_else(within).or_else(|| behind_equals(text))
}

/// `【渡口＝沢渡ゆい】`: the reporter's name behind the place.
fn behind_equals(text: &str) -> Option<&str> {
    let (inner, _) = bracketed(text)?;
    let (_, name) = inner.split_once(['=', '＝'])?;
    let named = bylines::is_name(name) || bylines::is_byline(name);
    (named && SIGNS.at_end(name).is_none()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reports_open_with_datelines_and_reporters() {
        let mut failed = Vec::new();
        for case in include_str!("../testdata/datelines.txt").lines().filter(|line| !line.starts_with('#')) {
            let columns: Vec<&str> = case.split('\t').collect();
            let [text, dateline, names] = columns[..] else { panic!("three columns: {case}") };
            let found = length(text).unwrap_or_default();
            let persons = reporters(text, found).map(bylines::persons).unwrap_or_default();
            let named: Vec<String> = persons.into_iter().map(|person| person.name).collect();
            if &text[..found] != dateline || named.join("; ") != names {
                failed.push(format!("{case} => {} {named:?}", &text[..found]));
            }
        }
        assert!(failed.is_empty(), "{}", failed.join("\n"));
    }

    #[test]
    fn a_german_report_may_open_with_its_town() {
        assert_eq!(german("Birkenau. Das Stellwerk"), Some(9));
        assert_eq!(german("Birkenau (ank). Das Stellwerk"), Some(15));
        assert_eq!(german("BIRKENAU. Das Stellwerk"), Some(9));
        assert_eq!(german("Das Stellwerk steht. Es regnet"), None);
    }
}

//! Datelines in Latin, Greek and Cyrillic letters: `PORT MERRIN, March 3 (AP) — `, `Wien, 5. März. `, `Birkenau (ank). `.
//!
//! A dateline is a place, then perhaps a region, a day, an agency, and a mark that closes it. A place, a stop and a
//! sentence have the same form as a run-in head; those are only possible datelines.

use std::sync::LazyLock;

use super::{FILE, LONGEST, SIGNS};
use crate::bylines::names::is_particle;
use crate::calendar::{day_length, is_day_word};
use crate::conventions::Words;

static NO_PLACES: LazyLock<Words> = LazyLock::new(|| Words::read(FILE, "no-places"));
static SAINTS: LazyLock<Words> = LazyLock::new(|| Words::read(FILE, "saints"));

/// Words of a place: `SAN VITO AL MONTE`.
const WORDS: usize = 5;
/// Letters of the shortest place in capitals: `ULM`.
const SHORTEST: usize = 3;
/// Letters of initials in brackets behind a place: `Birkenau (ank)`.
const INITIALS: usize = 4;

/// What has the form of a dateline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Possible<'a> {
    /// Its length in bytes.
    pub length: usize,
    /// The place it names.
    pub place: &'a str,
    /// The mark that closes it.
    pub close: Close,
}

/// The mark that closes a dateline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Close {
    /// A dash, with a stop before it or none.
    Dash,
    /// A stop.
    Stop,
    /// A colon.
    Colon,
}

/// The parts of a dateline before the mark that closes it.
struct Parts<'a> {
    place: &'a str,
    end: usize,
    dated: bool,
    signed: bool,
}

/// The length of the dateline that a text opens with, where its form is that of nothing else.
pub(super) fn certain(text: &str) -> Option<usize> {
    if let Some(length) = in_brackets(text).filter(|_| agency_first(text).is_none()) {
        return Some(length);
    }
    let parts = parts(text)?;
    let (length, close) = closed(text, &parts)?;
    let stop_and_dash = close == Close::Dash && text[parts.end..].trim_start().starts_with('.');
    let shouted = is_shouted(parts.place) && close == Close::Dash;
    let told = parts.dated || parts.signed || shouted || stop_and_dash;
    (told && text[..length].chars().count() <= LONGEST).then_some(length)
}

/// What has the form of a dateline, where only a place stands before the mark.
pub(super) fn possible(text: &str) -> Option<Possible<'_>> {
    let parts = parts(text)?;
    let (length, close) = closed(text, &parts)?;
    let opens_sentence = |c: char| c.is_uppercase() || c.is_ascii_digit() || "«“„\"¿¡".contains(c);
    let follows = text[length..].trim_start().starts_with(opens_sentence);
    let fits = close != Close::Colon || is_shouted(parts.place);
    (follows && fits).then_some(Possible { length, place: parts.place, close })
}

/// The place that a text begins with, and what of a dateline follows it.
fn parts(text: &str) -> Option<Parts<'_>> {
    if let Some((end, place)) = agency_first(text) {
        return Some(Parts { place, end, dated: true, signed: true });
    }
    let place = &text[..place(text)?];
    let mut parts = Parts { place, end: place.len(), dated: false, signed: false };
    if let Some(end) = region(text, parts.end) {
        parts.end = end;
    }
    if let Some(end) = day(text, parts.end) {
        (parts.end, parts.dated) = (end, true);
    }
    if let Some(end) = sign(text, parts.end) {
        (parts.end, parts.signed) = (end, true);
    }
    Some(parts)
}

/// The end and the place of `(ANSA) - ROMA, 3 MAG`.
fn agency_first(text: &str) -> Option<(usize, &str)> {
    let (sign, rest) = text.strip_prefix('(')?.split_once(')')?;
    let rest = rest.trim_start_matches([' ', '-', '–', '—']);
    let from = text.len() - rest.len();
    let end = from + place(rest)?;
    (is_sign(sign) && day(text, end).is_some()).then_some(())?;
    Some((day(text, end)?, &text[from..end]))
}

/// The length of the place that a text begins with: one to five words with capitals, and particles between.
fn place(text: &str) -> Option<usize> {
    let (mut end, mut count) = (0, 0);
    let mut shouted = true;
    loop {
        let rest = &text[end..];
        let from = end + rest.len() - rest.trim_start_matches([' ', '/']).len();
        let word = word(&text[from..]);
        let capital = word.trim_start_matches(ELIDED).starts_with(char::is_uppercase) && !is_day_word(word);
        let fits = capital && (count == 0 || shouted == is_capitals(word)) || count > 0 && is_particle(word);
        if !fits || count == WORDS {
            break;
        }
        shouted = if count == 0 { is_capitals(word) } else { shouted };
        (end, count) = (from + word.len(), count + 1);
        if !text[end..].starts_with([' ', '/'])
            || text[end..].starts_with(" /") && !text[end..].starts_with(" / ")
        {
            break;
        }
    }
    let place = &text[..end];
    let letters = place.chars().filter(|c| c.is_alphabetic()).count();
    let lower = place.to_lowercase();
    let first = lower.split([' ', '/']).next().unwrap_or_default();
    let other = NO_PLACES.has(first) || NO_PLACES.has(&lower);
    (letters >= SHORTEST && !other).then_some(end)
}

/// What stands before the capital of a place: `'s-Heerenbrink`, `l'Isle`.
const ELIDED: [char; 5] = ['\'', '’', 's', 'l', '-'];

/// The word that a text begins with; the stop of `St.` is its own.
fn word(text: &str) -> &str {
    let end =
        text.find(|c: char| !(c.is_alphabetic() || matches!(c, '-' | '\'' | '’'))).unwrap_or(text.len());
    let word = text[..end].trim_end_matches('-');
    let saint = text[word.len()..].starts_with(". ") && SAINTS.has(&word.to_lowercase());
    &text[..word.len() + usize::from(saint)]
}

/// The end of `, Maine` or ` (Rhône)` behind a place.
fn region(text: &str, at: usize) -> Option<usize> {
    if let Some(inner) = text[at..].strip_prefix(" (").and_then(|rest| Some(rest.split_once(')')?.0)) {
        let named = word(inner).len() == inner.len() && inner.starts_with(char::is_uppercase);
        return (named && !is_sign(inner) && is_capitals(inner) == is_shouted(&text[..at]))
            .then_some(at + inner.len() + 3);
    }
    let name = text[at..].strip_prefix(", ")?;
    let length = word(name).len();
    let region = name.starts_with(char::is_uppercase) && !is_day_word(&name[..length]) && length > 0;
    let stop = usize::from(name[length..].starts_with(". ") || name[length..].starts_with(".,"));
    let goes_on = name[length + stop..].starts_with([' ', ',']);
    (region && goes_on && is_shouted(&text[..at])).then_some(at + 2 + length + stop)
}

/// The end of the day behind a place: `, May 2`, ` den 3 maj`, `, 3` before an agency.
fn day(text: &str, at: usize) -> Option<usize> {
    let rest = text[at..].trim_start_matches([',', ' ']);
    let from = text.len() - rest.len();
    let parted = from > at;
    let number: String = rest.chars().take_while(char::is_ascii_digit).collect();
    let numbered = (1..=2).contains(&number.len()) && rest[number.len()..].starts_with(" (");
    let length = day_length(rest).or(numbered.then_some(number.len()))?;
    parted.then_some(from + length)
}

/// The end of an agency behind a place or day: ` (AP)`, `. /TASS/`, `, dpa`, ` — РИА Новости`.
fn sign(text: &str, at: usize) -> Option<usize> {
    let rest = text[at..].trim_start_matches(['.', ' ']);
    let from = text.len() - rest.len();
    for (open, close) in [('(', ')'), ('/', '/')] {
        if let Some((sign, _)) = rest.strip_prefix(open).and_then(|rest| rest.split_once(close)) {
            let initials =
                (2..=INITIALS).contains(&sign.chars().count()) && sign.chars().all(char::is_lowercase);
            return (is_sign(sign) || initials).then_some(from + sign.len() + 2);
        }
    }
    let lower = rest.to_lowercase();
    let bare = lower.trim_start_matches([',', ' ', '—', '–']);
    let sign = SIGNS.at_start(bare).filter(|sign| !bare[sign.len()..].starts_with(char::is_alphanumeric))?;
    let end = from + lower.len() - bare.len() + sign.len();
    (bare.len() < lower.len() && lower.len() == rest.len()).then_some(end)
}

fn is_sign(text: &str) -> bool {
    text.to_lowercase().split('/').all(|sign| SIGNS.has(sign.trim()))
}

/// The length of a dateline with the mark that closes it, and which mark that is.
fn closed(text: &str, parts: &Parts) -> Option<(usize, Close)> {
    let rest = &text[parts.end..];
    let stopped = rest.strip_prefix('.').unwrap_or(rest);
    let spaced = stopped.trim_start();
    let dash = ["—", "–", "--", "-", "|"].iter().find(|dash| spaced.starts_with(**dash));
    let parted =
        |dash: &&&str| stopped.len() < rest.len() || spaced.len() < stopped.len() || !dash.is_ascii();
    if let Some(dash) = dash.filter(parted) {
        let end = text.len() - spaced.len() + dash.len();
        let spaced = text[end..].starts_with(' ') || !dash.is_ascii() || stopped.len() < rest.len();
        return spaced.then_some((end, Close::Dash));
    }
    if stopped.len() < rest.len() {
        return stopped.starts_with(' ').then_some((parts.end + 1, Close::Stop));
    }
    if rest.starts_with(": ") {
        return Some((parts.end + 1, Close::Colon));
    }
    (parts.signed && rest.starts_with(' ') && text[..parts.end].ends_with([')', '/']))
        .then_some((parts.end, Close::Stop))
}

/// `(London) — `, `(LONDON) The log`, `[LONDON, Oct. 3] The log`, `(dpa) Das Stellwerk`.
fn in_brackets(text: &str) -> Option<usize> {
    let (open, close) = [('(', ')'), ('[', ']')].into_iter().find(|(open, _)| text.starts_with(*open))?;
    let (inner, rest) = text.strip_prefix(open)?.split_once(close)?;
    let length = inner.len() + 2;
    let dash = rest.trim_start();
    let dashed = dash.starts_with(['—', '–', '-']);
    let end = if dashed { text.len() - dash.trim_start_matches(['—', '–', '-']).len() } else { length };
    if is_sign(inner) {
        return Some(end);
    }
    let place = place(inner)?;
    let dated = day(inner, place) == Some(inner.len());
    let whole = place == inner.len() && (dashed || is_shouted(inner) && inner.split(' ').count() <= 2);
    ((dated || whole) && rest.starts_with([' ', '—', '–'])).then_some(end)
}

/// Whether a word is in capitals.
fn is_capitals(word: &str) -> bool {
    word.chars().all(|c| !c.is_lowercase())
}

/// Whether a place is set in capitals: of its particles nothing is asked.
pub(super) fn is_shouted(place: &str) -> bool {
    let first = place.split([' ', ',', '(', '/']).next().unwrap_or_default();
    first.trim_start_matches(ELIDED).chars().all(|c| !c.is_lowercase())
        && place.chars().filter(|c| c.is_uppercase()).count() >= SHORTEST
}

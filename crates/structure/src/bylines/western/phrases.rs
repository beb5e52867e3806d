//! The words of the trade in a byline, and where the names begin behind them.
//!
//! Which names stand there is no matter of this file.

use std::sync::LazyLock;

use super::super::FILE;
use super::super::names::{is_capitalised, is_western};
use super::unnamed::behind_unnamed;
use crate::conventions::Words;

static BY: LazyLock<Words> = LazyLock::new(|| Words::read(FILE, "by"));
static OF: LazyLock<Words> = LazyLock::new(|| Words::read(FILE, "of"));
static DIRECT: LazyLock<Words> = LazyLock::new(|| Words::read(FILE, "direct"));
static ROLES: LazyLock<Words> = LazyLock::new(|| Words::read(FILE, "western-roles"));
static PICTURE_ROLES: LazyLock<Words> = LazyLock::new(|| Words::read(FILE, "picture-roles"));
static LINKS: LazyLock<Words> = LazyLock::new(|| Words::read(FILE, "links"));

/// Words of a phrase before "by": `Traduit de l'anglais par`, `Ein Gastbeitrag von`.
const LONGEST_PHRASE: usize = 7;

/// Marks between words of the trade and names: `Text: Anna Kern`, `Текст — Анна Кернова`.
const MARKS: [&str; 3] = [":", " — ", " – "];

/// Dashes that part clauses.
const DASHES: [&str; 3] = [" – ", " — ", " - "];

/// The clauses of a stretch of a byline: a clause ends where the words of the trade begin anew, and at a dash.
pub(super) fn split(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let (mut from, mut at) = (0, 0);
    for word in text.split_inclusive(' ') {
        let before = &text[from..at];
        if begins_clause(before, &text[at..]) || ends_at_dash(before, &text[at..]) {
            out.push(before);
            from = at;
        }
        at += word.len();
    }
    out.push(&text[from..]);
    out
}

/// Whether the words of the trade begin anew: behind a name, with a mark, "by" or a name behind them.
fn begins_clause(before: &str, text: &str) -> bool {
    let Some(last) = before.split_whitespace().next_back() else { return false };
    let word = text.split_whitespace().next().unwrap_or_default();
    let opens = is_role_word(word.trim_end_matches(':'));
    let behind_name = is_capitalised(last.trim_end_matches([',', '.', ')'])) || last.ends_with(')');
    opens
        && behind_name
        && !is_role_word(last)
        && !LINKS.has(&last.to_lowercase())
        && (before_mark(text).is_some() || by(text).is_some() || bare(text).is_some())
}

/// Whether a dash parts two clauses here, and not the words of the trade from their names.
fn ends_at_dash(before: &str, text: &str) -> bool {
    let dash = DASHES.iter().any(|dash| text.starts_with(dash.trim_start()) && before.ends_with(' '));
    let behind = text.trim_start_matches(['–', '—', '-', ' ']);
    dash && !is_trade(before) && (before.contains(':') || before_mark(behind).is_some())
}

/// The role and the names around the word "by". What stands before it must be words of the trade: `Learning by doing`
/// names nobody.
pub(super) fn by(text: &str) -> Option<(&str, &str)> {
    let mut at = 0;
    for word in text.split(' ').take(LONGEST_PHRASE) {
        let role = text[..at].trim();
        let lower = word.trim_end_matches(':').to_lowercase();
        // `La chronique d’Odile Marchand`: the word for "of" touches the name.
        let elided = ["d'", "d’"].iter().find(|start| lower.starts_with(**start) && !role.is_empty());
        let word = elided.map_or(word, |start| &word[..start.len()]);
        let names = text[at + word.len()..].trim();
        let of = elided.is_some() || OF.has(&lower) && !role.is_empty();
        let links = BY.has(&lower)
            || of && (names.starts_with(char::is_uppercase) || behind_unnamed(names).is_some());
        if links && is_trade(role) && !names.is_empty() {
            return Some((role, names));
        }
        at = (at + word.len() + 1).min(text.len());
        if elided.is_some() {
            return None;
        }
    }
    None
}

/// Whether what links a role to its names is a word for "of": `Foto di Paolo Resta` stands below pictures.
pub(super) fn of_only(text: &str, role: &str) -> bool {
    let word = text[role.len()..].split_whitespace().next().unwrap_or_default().to_lowercase();
    !role.is_empty() && !BY.has(&word) || OF.has(&word)
}

/// `Text: Anna Kern`, `Photos : Léa Roux`, `Текст — Анна Кернова`.
pub(super) fn before_mark(text: &str) -> Option<(&str, &str)> {
    let (at, mark) =
        MARKS.iter().filter_map(|mark| Some((text.find(mark)?, mark))).min_by_key(|(at, _)| *at)?;
    let (role, names) = (text[..at].trim(), &text[at + mark.len()..]);
    (!role.is_empty() && is_trade(role)).then_some((role, names.trim()))
}

/// `Подготовила Анна Кернова`, `Texte Léa Roux`: a phrase that names follow in the usage of its language.
pub(super) fn before_name(text: &str) -> Option<(&str, &str)> {
    let phrase = DIRECT.at_start(&text.to_lowercase())?;
    // Lower case may be longer or shorter than the text; then nothing is told.
    let (role, names) = (text.get(..phrase.len())?, text.get(phrase.len()..)?.strip_prefix(' ')?);
    begins_with_name(names).then_some((role, names))
}

/// `Words Odile Brandt`: words of the trade that a name follows.
pub(super) fn bare(text: &str) -> Option<(&str, &str)> {
    let mut end = 0;
    for word in text.split_inclusive(' ') {
        if !is_role_word(word.trim_end()) && !LINKS.has(&word.trim_end().to_lowercase()) {
            break;
        }
        end += word.len();
    }
    let (role, names) = text.split_at(end);
    (role.split(' ').any(is_role_word) && begins_with_name(names)).then(|| (role.trim_end(), names))
}

/// Whether a text begins with a name of two words or more, up to a comma or the next words of the trade.
fn begins_with_name(text: &str) -> bool {
    let text = text.split([',', ';']).next().unwrap_or(text);
    let end = text.split(' ').take_while(|word| !is_role_word(word.trim_end_matches(':')));
    let names = end.collect::<Vec<_>>().join(" ");
    !names.is_empty() && super::pieces(&names).all(is_western)
}

/// Whether a word is one of the trade.
pub(in crate::bylines) fn is_role_word(word: &str) -> bool {
    let lower = word.to_lowercase();
    ROLES.has(&lower) || PICTURE_ROLES.has(&lower)
}

/// Whether a phrase is made of words of the trade and links between them.
pub(super) fn is_trade(phrase: &str) -> bool {
    words_of(phrase).all(|word| ROLES.has(&word) || PICTURE_ROLES.has(&word) || LINKS.has(&word))
}

/// Whether a phrase says of pictures who made them.
pub(super) fn is_phrase_of_pictures(phrase: &str) -> bool {
    words_of(phrase).all(|word| PICTURE_ROLES.has(&word) || LINKS.has(&word))
}

fn words_of(phrase: &str) -> impl Iterator<Item = String> {
    phrase.split([' ', '/']).filter(|word| !word.is_empty()).map(str::to_lowercase)
}

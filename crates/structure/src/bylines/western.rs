//! Bylines of papers in Latin and Cyrillic letters: `By Odile Brandt`, `Text: Anna Kern / Fotos: Tom Sand`.

use std::sync::LazyLock;

use backissue_model::Person;

use super::names::is_western;
use super::{FILE, body, person};
use crate::conventions::Words;

static BY: LazyLock<Words> = LazyLock::new(|| Words::read(FILE, "by"));
static OF: LazyLock<Words> = LazyLock::new(|| Words::read(FILE, "of"));
static DIRECT: LazyLock<Words> = LazyLock::new(|| Words::read(FILE, "direct"));
static ROLES: LazyLock<Words> = LazyLock::new(|| Words::read(FILE, "western-roles"));
static PICTURE_ROLES: LazyLock<Words> = LazyLock::new(|| Words::read(FILE, "picture-roles"));
static LINKS: LazyLock<Words> = LazyLock::new(|| Words::read(FILE, "links"));
static AND: LazyLock<Words> = LazyLock::new(|| Words::read(FILE, "and"));
static TITLES: LazyLock<Words> = LazyLock::new(|| Words::read(FILE, "titles"));
static ANONYMOUS: LazyLock<Words> = LazyLock::new(|| Words::read(FILE, "anonymous"));
static AGENCIES: LazyLock<Words> = LazyLock::new(|| Words::read(FILE, "agencies"));
static PRESENTS: LazyLock<Words> = LazyLock::new(|| Words::read(FILE, "presents"));
static HONORIFICS: LazyLock<Words> = LazyLock::new(|| Words::read(FILE, "honorifics"));

/// Words of a phrase before "by": `Traduit de l'anglais par`, `Ein Gastbeitrag von`.
const LONGEST_PHRASE: usize = 7;
/// The longest sentence that presents an author, in characters.
const LONGEST_PRESENTATION: usize = 90;
/// Letters of initials that sign a brief: `(fr)`, `(mko)`.
const INITIALS: std::ops::RangeInclusive<usize> = 2..=4;

/// Words of a clause that names nobody beside one that does.
const LONGEST_ASIDE: usize = 4;

/// What a clause of a byline says.
#[derive(Debug, Default)]
struct Clause<'a> {
    /// The words before "by", or before a colon.
    role: &'a str,
    /// The persons or bodies that it names.
    names: Vec<Named<'a>>,
    /// Whether its wording makes a byline; a name alone does not.
    told: bool,
}

#[derive(Debug)]
struct Named<'a> {
    name: &'a str,
    /// What stands in brackets behind the name: `(Text)`.
    role: Option<&'a str>,
    is_body: bool,
}

/// Whether a line is a byline by its wording.
pub(super) fn is_byline(text: &str) -> bool {
    let parts: Vec<Clause> = clauses(text).map(clause).collect();
    let pictures = |clause: &Clause| is_phrase(clause.role, &PICTURE_ROLES) && !clause.role.is_empty();
    let named = |clause: &Clause| clause.told || !clause.names.is_empty();
    let aside = clauses(text).zip(&parts).all(|(clause, part)| named(part) || is_aside(clause));
    // `Foto: Anna Kern` stands below pictures; `Photographs by Anna Kern` heads a story told in pictures.
    aside
        && parts.first().is_some_and(named)
        && parts.iter().any(|clause| clause.told && !(pictures(clause) && text.contains(':')))
}

/// Whether a clause may stand beside one that names: `Staff Writer`, `editing by Tomas Reyes`.
fn is_aside(clause: &str) -> bool {
    clause.split_whitespace().count() <= LONGEST_ASIDE
}

/// The persons and bodies that a byline names.
pub(super) fn persons(text: &str) -> Vec<Person> {
    let mut out = Vec::new();
    let presented = presented(text).unwrap_or(text);
    for clause in clauses(presented).map(clause) {
        let role = Some(clause.role).filter(|role| !role.is_empty());
        out.extend(clause.names.into_iter().map(|named| match named.is_body {
            true => body(named.name),
            false => person(named.name, named.role.or(role)),
        }));
    }
    let bodies = |person: &Person| AGENCIES.has(&person.name.to_lowercase());
    if !out.iter().all(bodies) {
        out.retain(|person| !bodies(person));
    }
    if out.is_empty() && is_initials(text) {
        out.push(person(text, None));
    }
    out
}

/// Whether a sentence tells who the author is: `Ruth Castellan is a retired surveyor.`
pub(crate) fn tells_of_author(text: &str) -> bool {
    text.chars().count() <= LONGEST_PRESENTATION && presented(text).is_some_and(is_western)
}

/// Whether a line begins to tell who the author is: `Ruth Castellan is a retired`.
pub(crate) fn presents_author(line: &str) -> bool {
    presented(line).is_some_and(is_western)
}

/// The name in `Ruth Castellan is a retired surveyor`.
fn presented(text: &str) -> Option<&str> {
    let mut at = 0;
    for word in text.split(' ').take(LONGEST_PHRASE) {
        if at > 0 && PRESENTS.has(word) {
            return Some(text[..at].trim_end_matches([' ', ',']));
        }
        at += word.len() + 1;
    }
    None
}

/// Clauses of a byline: one for those who wrote, one for those who took the pictures.
fn clauses(text: &str) -> impl Iterator<Item = &str> {
    let slashed = text.contains(" / ") || text.contains(':') && text.contains('/');
    let parts = move |c: char| matches!(c, '|' | ';' | '•' | '·' | '\n') || c == '/' && slashed;
    text.split(parts).map(without_stop).filter(|clause| !clause.is_empty())
}

/// A clause without the stop that ends it; that of `Jr.` stays.
fn without_stop(clause: &str) -> &str {
    let clause = clause.trim_matches([' ', ',']);
    let last = clause.rsplit(' ').next().unwrap_or(clause);
    if last.chars().count() <= SHORTENED { clause } else { clause.trim_end_matches('.') }
}

/// Letters of a shortened word with its stop: `Jr.`, `Sr.`
const SHORTENED: usize = 3;

fn clause(text: &str) -> Clause<'_> {
    let told = by(text).or_else(|| before_colon(text)).or_else(|| before_name(text));
    let (role, rest) = told.unwrap_or(("", text));
    if let Some(behind) = behind_anonymous(rest) {
        return Clause { role, names: named(behind), told: true };
    }
    if told.is_some() {
        let names = named(rest);
        return Clause { role, told: !names.is_empty(), names };
    }
    let titled = text.split_once(", ").is_some_and(|(_, title)| is_title(title));
    let names = named(text);
    Clause { role: "", told: titled && !names.is_empty() || is_agency(text), names }
}

/// The role and the names around the word "by". What stands before it must be words of the trade: `Learning by doing`
/// names nobody.
fn by(text: &str) -> Option<(&str, &str)> {
    let mut at = 0;
    for word in text.split(' ').take(LONGEST_PHRASE) {
        let lower = word.trim_end_matches(':').to_lowercase();
        let (role, names) = (text[..at].trim(), text[at + word.len()..].trim());
        let links =
            BY.has(&lower) || OF.has(&lower) && !role.is_empty() && names.starts_with(char::is_uppercase);
        if links && is_trade(role) && !names.is_empty() {
            return Some((role, names));
        }
        at = (at + word.len() + 1).min(text.len());
    }
    None
}

/// `Text: Anna Kern`, `Photos : Léa Roux`.
fn before_colon(text: &str) -> Option<(&str, &str)> {
    let (role, names) = text.split_once(':')?;
    let role = role.trim();
    (!role.is_empty() && is_trade(role)).then_some((role, names.trim()))
}

/// `Подготовила Анна Кернова`, `Texte Léa Roux`: a phrase with no word between.
fn before_name(text: &str) -> Option<(&str, &str)> {
    let phrase = DIRECT.at_start(&text.to_lowercase())?;
    // Lower case may be longer or shorter than the text; then nothing is told.
    let (role, names) = (text.get(..phrase.len())?, text.get(phrase.len()..)?.strip_prefix(' ')?);
    is_western(names).then_some((role, names))
}

/// Whether a phrase is made of words of the trade and links between them.
fn is_trade(phrase: &str) -> bool {
    is_phrase(phrase, &ROLES) || is_phrase(phrase, &PICTURE_ROLES) || {
        let lower = phrase.to_lowercase();
        let mut words = lower.split_whitespace();
        words.all(|word| ROLES.has(word) || PICTURE_ROLES.has(word) || LINKS.has(word))
    }
}

/// Whether a phrase is made of these words of the trade and links.
fn is_phrase(phrase: &str, roles: &Words) -> bool {
    let lower = phrase.to_lowercase();
    lower.split_whitespace().all(|word| roles.has(word) || LINKS.has(word))
}

/// The names in what stands behind "by", without titles, places and papers.
fn named(text: &str) -> Vec<Named<'_>> {
    let text = until_place(text);
    // `Henrietta Voss, Station Terrace`: behind a comma stands who or where she is, unless it is a list.
    let listed = AND.iter().any(|and| text.contains(&format!(" {and} ")));
    let commas: Vec<&str> = text.split(", ").collect();
    let full = commas.len() > 2 && commas.iter().all(|piece| is_western(piece) && !is_title(piece));
    let text = if listed || full { text } else { commas[0] };
    pieces_with_roles(text).filter_map(one).collect()
}

fn one(piece: &str) -> Option<Named<'_>> {
    let (name, brackets) = match piece.split_once('(') {
        Some((name, rest)) => (name.trim(), Some(rest.trim_end_matches(')').trim())),
        None => (piece, None),
    };
    let name = without_honorifics(name);
    if is_agency(name) {
        return Some(Named { name, role: None, is_body: true });
    }
    let role = brackets.filter(|role| is_trade(role));
    (is_western(name) && !is_title(name)).then_some(Named { name, role, is_body: false })
}

/// The text up to where the place begins from which a report comes: `Anna Kern in Birkenrode`, `Paul Roux, à Lyon`.
fn until_place(text: &str) -> &str {
    let cut = PLACE_LINKS.iter().filter_map(|link| text.find(link)).min();
    cut.map_or(text, |at| text[..at].trim_end_matches([' ', ',']))
}

/// Words between a reporter and where he reports from.
const PLACE_LINKS: [&str; 10] =
    [" in ", " from ", " at ", " aus ", " à ", " em ", " desde ", " uit ", " for the ", " for The "];

/// The names of a list.
pub(super) fn pieces(names: &str) -> impl Iterator<Item = &str> {
    names.split(',').flat_map(split_at_and).map(without_honorifics).filter(|name| !name.is_empty())
}

fn pieces_with_roles(names: &str) -> impl Iterator<Item = &str> {
    names.split(',').flat_map(split_at_and).filter(|name| !name.is_empty())
}

/// Splits where the words for "and" stand.
fn split_at_and(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let (mut from, mut at) = (0, 0);
    for word in text.split_inclusive(' ') {
        if AND.has(word.trim_end()) {
            out.push(text[from..at].trim());
            from = at + word.len();
        }
        at += word.len();
    }
    out.push(text[from..].trim());
    out
}

/// Whether a word stands between the names of a list.
pub(super) fn is_link(word: &str) -> bool {
    AND.has(word)
}

/// A name without the titles before it.
fn without_honorifics(name: &str) -> &str {
    let mut name = name.trim();
    while let Some((first, rest)) = name.split_once(' ')
        && HONORIFICS.has(&first.to_lowercase())
    {
        name = rest.trim_start();
    }
    name
}

/// Whether a text says who or where a person is: its words have a title among them.
fn is_title(text: &str) -> bool {
    let lower = text.to_lowercase();
    lower.split(|c: char| !c.is_alphabetic()).any(|word| TITLES.has(word))
}

fn is_agency(text: &str) -> bool {
    let lower = text.trim_start_matches(['—', '–', '-', ' ']).to_lowercase();
    AGENCIES.has(&lower) || !lower.is_empty() && lower.split('/').all(|part| AGENCIES.has(part))
}

/// What stands behind the words for "our correspondent": a name and where he is, or nothing.
fn behind_anonymous(text: &str) -> Option<&str> {
    let lower = text.to_lowercase();
    let start = ["from ", "van ", "von ", "de ", ""].iter().find_map(|from| {
        let rest = lower.strip_prefix(from)?;
        Some(from.len() + ANONYMOUS.at_start(rest)?.len())
    })?;
    // Lower case may be longer or shorter than the text; then nothing is told.
    let behind = text.get(start..)?;
    let name = behind.rsplit([',', '(']).next().unwrap_or(behind).trim_matches([' ', ')']);
    let ends = behind.is_empty() || behind.starts_with([' ', ',', '(', '.']);
    ends.then_some(if is_western(name) { name } else { behind.trim() })
}

/// Whether a text is the initials of who wrote a brief, with an agency or another's beside them: `mko`, `ank/dpa`.
fn is_initials(text: &str) -> bool {
    text.split(['/', '-'])
        .all(|part| INITIALS.contains(&part.chars().count()) && part.chars().all(char::is_lowercase))
}

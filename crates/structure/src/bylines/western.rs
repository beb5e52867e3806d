//! Bylines of papers in Latin, Greek and Cyrillic letters: `By Odile Brandt`, `Text: Anna Kern / Fotos: Tom Sand`.
//!
//! A line falls into clauses, each with its words of the trade ([`phrases`]) and its names; who signs without a name
//! is told in [`unnamed`].

pub(super) mod phrases;
mod unnamed;

use std::sync::LazyLock;

use backissue_model::Person;

use super::names::is_western;
use super::{FILE, body, person};
use crate::conventions::Words;
use phrases::{is_phrase_of_pictures, is_trade};
use unnamed::{behind_unnamed, is_agency, is_title};

static PLACE_LINKS: LazyLock<Words> = LazyLock::new(|| Words::read(FILE, "place-links"));
static AND: LazyLock<Words> = LazyLock::new(|| Words::read(FILE, "and"));
static PRESENTS: LazyLock<Words> = LazyLock::new(|| Words::read(FILE, "presents"));
static HONORIFICS: LazyLock<Words> = LazyLock::new(|| Words::read(FILE, "honorifics"));

/// Words of the name before the verb of a sentence that presents an author.
const LONGEST_PRESENTED: usize = 7;
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
    /// How sure its wording makes it that this is a byline.
    wording: Wording,
}

/// What the wording of a clause tells.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Wording {
    /// Nothing: a name alone, or other words.
    #[default]
    Silent,
    /// Words of the trade that a name follows with nothing between. Two clauses of the kind make a byline; one may be a
    /// headline: `Words Matter Most`.
    Bare,
    /// It makes a byline.
    Told,
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
    let parts: Vec<Clause> = clauses(text).into_iter().map(clause).collect();
    let pictures = |clause: &Clause| is_phrase_of_pictures(clause.role) && !clause.role.is_empty();
    let named = |clause: &Clause| clause.wording == Wording::Told || !clause.names.is_empty();
    let aside = clauses(text).into_iter().zip(&parts).all(|(clause, part)| named(part) || is_aside(clause));
    let bare = parts.iter().filter(|clause| clause.wording != Wording::Silent).count();
    let beside_title = parts.len() > 1 && clauses(text).into_iter().skip(1).any(is_title);
    let told = |clause: &Clause| clause.wording == Wording::Told || bare > 1 || beside_title;
    // `Foto: Anna Kern` stands below pictures; `Photographs by Anna Kern` heads a story told in pictures.
    let writes = |clause: &Clause| told(clause) && (is_by(text) || !pictures(clause));
    aside && parts.first().is_some_and(named) && parts.iter().any(writes)
}

/// Whether words of the trade and names are linked by a word, and not by a mark.
fn is_by(text: &str) -> bool {
    !text.contains(':') && phrases::by(text).is_some_and(|(role, _)| !phrases::of_only(text, role))
}

/// Whether a clause may stand beside one that names: `Staff Writer`, `editing by Tomas Reyes`.
fn is_aside(clause: &str) -> bool {
    clause.split_whitespace().count() <= LONGEST_ASIDE
}

/// The persons and bodies that a byline names.
pub(super) fn persons(text: &str) -> Vec<Person> {
    let mut out = Vec::new();
    let presented = presented(text).unwrap_or(text);
    for clause in clauses(presented).into_iter().map(clause) {
        let role = Some(clause.role).filter(|role| !role.is_empty());
        out.extend(clause.names.into_iter().map(|named| match named.is_body {
            true => body(named.name),
            false => person(named.name, named.role.or(role)),
        }));
    }
    let bodies = |person: &Person| unnamed::is_known_agency(&person.name);
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
pub(crate) fn presented(text: &str) -> Option<&str> {
    let mut at = 0;
    for word in text.split(' ').take(LONGEST_PRESENTED) {
        if at > 0 && PRESENTS.has(word) {
            return Some(text[..at].trim_end_matches([' ', ',']));
        }
        at += word.len() + 1;
    }
    None
}

/// Clauses of a byline: one for those who wrote, one for those who took the pictures.
fn clauses(text: &str) -> Vec<&str> {
    let slashed = text.contains(" / ") || text.contains(':') && text.contains('/');
    // `Text/Fotos: Anna Kern`: a slash within the words of the trade parts nothing.
    let joins = |at: usize| is_trade(&text[..at]);
    let mut out = Vec::new();
    let mut from = 0;
    for (at, mark) in text.char_indices() {
        let parts = matches!(mark, '|' | ';' | '•' | '·' | '\n') || mark == '/' && slashed && !joins(at);
        if parts {
            out.extend(phrases::split(&text[from..at]));
            from = at + mark.len_utf8();
        }
    }
    out.extend(phrases::split(&text[from..]));
    out.into_iter().map(without_stop).filter(|clause| !clause.is_empty()).collect()
}

/// A clause without the stop that ends it; that of `Jr.` stays.
fn without_stop(clause: &str) -> &str {
    let clause = clause.trim_matches([' ', ',', '–', '—', '-']);
    let last = clause.rsplit(' ').next().unwrap_or(clause);
    if last.chars().count() <= SHORTENED { clause } else { clause.trim_end_matches('.') }
}

/// Letters of a shortened word with its stop: `Jr.`, `Sr.`
const SHORTENED: usize = 3;

fn clause(text: &str) -> Clause<'_> {
    let told =
        phrases::by(text).or_else(|| phrases::before_mark(text)).or_else(|| phrases::before_name(text));
    let (role, rest) = told.unwrap_or(("", text));
    if let Some(behind) = behind_unnamed(rest) {
        return Clause { role, names: named(behind), wording: Wording::Told };
    }
    let names = named(rest);
    if told.is_some() {
        let wording = if names.is_empty() { Wording::Silent } else { Wording::Told };
        return Clause { role, wording, names };
    }
    if let Some((role, rest)) = phrases::bare(text) {
        return Clause { role, names: named(rest), wording: Wording::Bare };
    }
    let titled = text.split_once(", ").is_some_and(|(_, title)| is_title(title));
    let with_agency = names.len() > 1 && names.iter().any(|named| named.is_body);
    let told = titled && !names.is_empty() || with_agency || is_agency(text);
    Clause { role: "", wording: if told { Wording::Told } else { Wording::Silent }, names }
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
    let name = unnamed::without_title(without_honorifics(name));
    if is_agency(name) {
        return Some(Named { name, role: None, is_body: true });
    }
    let role = brackets.filter(|role| is_trade(role));
    (is_western(name) && !is_title(name)).then_some(Named { name, role, is_body: false })
}

/// The text up to where the place begins from which a report comes: `Anna Kern in Birkenrode`, `Paul Roux, à Lyon`.
fn until_place(text: &str) -> &str {
    let mut at = 0;
    for word in text.split_inclusive(' ') {
        let behind = PLACE_LINKS.at_start(&text[at..]).map(|link| &text[at + link.len()..]);
        if at > 0 && behind.is_some_and(|behind| behind.starts_with(' ')) {
            return text[..at].trim_end_matches([' ', ',']);
        }
        at += word.len();
    }
    text
}

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
    while let Some(rest) = behind_honorific(name) {
        name = rest;
    }
    name
}

/// What stands behind the title that a name begins with. Lower case may be longer or shorter than the text; then
/// nothing is told.
fn behind_honorific(name: &str) -> Option<&str> {
    let lower = name.to_lowercase();
    let title = HONORIFICS.at_start(&lower)?;
    let rest = name.get(title.len()..)?;
    let parted = rest.starts_with(' ') || title.ends_with(['’', '\'']);
    (parted && !rest.trim().is_empty()).then(|| rest.trim_start())
}

/// Whether a text is the initials of who wrote a brief, with an agency or another's beside them: `mko`, `ank/dpa`.
fn is_initials(text: &str) -> bool {
    text.split(['/', '-'])
        .all(|part| INITIALS.contains(&part.chars().count()) && part.chars().all(char::is_lowercase))
}

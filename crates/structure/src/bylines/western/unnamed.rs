//! Who signs without a name: agencies, the staff, "our correspondent"; and the titles beside a name.

use std::sync::LazyLock;

use super::super::FILE;
use super::super::names::is_western;
use crate::conventions::Words;

static TITLES: LazyLock<Words> = LazyLock::new(|| Words::read(FILE, "titles"));
static OUR: LazyLock<Words> = LazyLock::new(|| Words::read(FILE, "our"));
static BEFORE_OUR: LazyLock<Words> = LazyLock::new(|| Words::read(FILE, "before-our"));
static STAFF: LazyLock<Words> = LazyLock::new(|| Words::read(FILE, "staff"));
static ANONYMOUS: LazyLock<Words> = LazyLock::new(|| Words::read(FILE, "anonymous"));
static AGENCIES: LazyLock<Words> = LazyLock::new(|| Words::read(FILE, "agencies"));

/// Words from "our" to the word for who he is: `our own special correspondent`.
const LONGEST_TITLE: usize = 5;

/// Whether a text says who or where a person is: its words have a title among them.
pub(super) fn is_title(text: &str) -> bool {
    text.to_lowercase().split(|c: char| !c.is_alphabetic()).any(|word| TITLES.has(word))
}

/// A name without the title that follows it with no comma between: `Odile Brandt Staff Writer`.
pub(super) fn without_title(name: &str) -> &str {
    let mut end = name;
    while let Some((before, last)) = end.rsplit_once(' ')
        && TITLES.has(&last.to_lowercase())
    {
        // `ODILE BRANDT Gazette Staff`: a staff has the name of its paper before it.
        let paper = before.rsplit_once(' ').map(|(name, _)| name).filter(|name| is_western(name));
        end = if STAFF.has(&last.to_lowercase()) { paper.unwrap_or(before) } else { before };
    }
    if is_western(end) { end } else { name }
}

/// Whether a text is an agency, or a few between slashes.
pub(super) fn is_agency(text: &str) -> bool {
    let lower = text.trim_start_matches(['—', '–', '-', ' ']).to_lowercase();
    AGENCIES.has(&lower) || !lower.is_empty() && lower.split('/').all(|part| AGENCIES.has(part))
}

/// Whether a text is the name of an agency and nothing else.
pub(super) fn is_known_agency(text: &str) -> bool {
    AGENCIES.has(&text.to_lowercase())
}

/// What stands behind the words for "our correspondent" or "staff report": a name, where he is, or nothing.
pub(super) fn behind_unnamed(text: &str) -> Option<&str> {
    let start = our_reporter(text).or_else(|| phrase(text)).or_else(|| staff(text))?;
    // Lower case may be longer or shorter than the text; then nothing is told.
    let behind = text.get(start..)?.trim_matches([' ', ',', '(', ')', '.']);
    let last = behind.rsplit([',', '(']).next().unwrap_or(behind).trim();
    Some(if is_western(last) { last } else { behind })
}

/// The length of `our own correspondent`, `unserem Redakteur`, `een onzer verslaggevers`.
fn our_reporter(text: &str) -> Option<usize> {
    let lower = text.to_lowercase();
    let from = BEFORE_OUR.at_start(&lower).and_then(|from| lower[from.len()..].strip_prefix(' '));
    let rest = from.unwrap_or(&lower);
    let our = OUR.at_start(rest).filter(|our| rest[our.len()..].starts_with(' '))?;
    let mut at = lower.len() - rest.len() + our.len() + 1;
    let mut end = None;
    for word in lower[at..].split_inclusive(' ').take(LONGEST_TITLE) {
        let title = TITLES.has(word.trim_matches(|c: char| !c.is_alphabetic()));
        if end.is_some() && !title {
            break;
        }
        if title {
            end = Some(at + word.trim_end_matches([' ', ',']).len());
        }
        at += word.len();
    }
    end
}

/// The length of a fixed phrase that signs and that nothing but a mark follows.
fn phrase(text: &str) -> Option<usize> {
    let lower = text.to_lowercase();
    let length = ANONYMOUS.at_start(&lower)?.len();
    let behind = lower[length..].trim_start();
    (behind.is_empty() || behind.starts_with([',', '(', '.', '/', '|'])).then_some(length)
}

/// The length of a text that ends with the word for the staff: `Gazette Staff`.
fn staff(text: &str) -> Option<usize> {
    let lower = text.to_lowercase();
    let last = lower.rsplit(' ').next().filter(|last| STAFF.has(last) && last.len() < lower.len())?;
    let words = text.split(' ').count();
    let capitals = text.split(' ').all(|word| word.starts_with(char::is_uppercase) || word == "and");
    (capitals && !last.is_empty() && (words == 2 || text.contains(" and "))).then_some(text.len())
}

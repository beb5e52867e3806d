//! Datelines: the place, date or agency that opens a report, and the reporters named right behind it.
//!
//! Papers in Latin, Greek and Cyrillic letters have conventions of their own ([`western`]). Some of their forms are those
//! of other things too; what the issue says elsewhere decides then ([`towns`]).

pub(crate) mod towns;
mod western;

use std::sync::LazyLock;

use backissue_model::PersonKind;

use crate::bylines;
use crate::conventions::Words;
pub(crate) use western::Possible;

/// The conventions of datelines.
const FILE: &str = include_str!("../data/datelines.txt");

static OWN: LazyLock<Words> = LazyLock::new(|| Words::read(FILE, "own"));
static AGENCIES: LazyLock<Words> = LazyLock::new(|| Words::read(FILE, "agencies"));
static CLOSERS: LazyLock<Words> = LazyLock::new(|| Words::read(FILE, "closers"));
static SIGNS: LazyLock<Words> = LazyLock::new(|| Words::read(FILE, "signs"));
static PAPERS: LazyLock<Words> = LazyLock::new(|| Words::read(FILE, "papers"));
static LABELS: LazyLock<Words> = LazyLock::new(|| Words::read(FILE, "labels"));

/// The longest dateline in characters.
const LONGEST: usize = 40;
/// The fewest characters in brackets that end with the word for a report: 【台北訊】. Shorter ones are labels.
const SHORTEST_SIGNED: usize = 3;
/// The longest name of a paper before the word for its report, in characters.
const LONGEST_PAPER: usize = 10;
/// The longest naming of reporters behind a dateline, in characters.
const LONGEST_REPORTERS: usize = 30;

/// The length in bytes of the dateline that a paragraph opens with.
pub(crate) fn length(text: &str) -> Option<usize> {
    let text = opening(text);
    let first = text.chars().next()?;
    if text.is_ascii() && !first.is_ascii_uppercase() && !matches!(first, '(' | '[') {
        return None;
    }
    own(text)
        .or_else(|| agency(text))
        .or_else(|| of_paper(text))
        .or_else(|| in_brackets(text))
        .or_else(|| western::certain(text))
}

/// The dateline that a paragraph may open with, where its words have the form of one and of other things too:
/// `Birkenau. Das Stellwerk`. What else stands in the issue decides.
pub(crate) fn possible(text: &str) -> Option<Possible<'_>> {
    western::possible(opening(text))
}

/// As much of a text as a dateline and what closes it may take. Paragraphs are asked again with each line that they
/// grow by, so a long one must not be searched to its end.
fn opening(text: &str) -> &str {
    const FAR: usize = 16 * LONGEST;
    &text[..text.floor_char_boundary(FAR)]
}

/// `渡口日报讯`: a paper's name and the word for a report.
fn of_paper(text: &str) -> Option<usize> {
    let text = &text[..text.floor_char_boundary(4 * (LONGEST_PAPER + 2))];
    let (at, report) = ["讯", "訊"].iter().filter_map(|word| Some((text.find(word)?, word))).min()?;
    let (paper, end) = (&text[..at], at + report.len());
    let ends = text[end..].starts_with(|c: char| c.is_whitespace() || "（(：:".contains(c));
    let named = PAPERS.at_end(paper).is_some() && paper.chars().all(char::is_alphanumeric);
    (ends && named && paper.chars().count() <= LONGEST_PAPER).then_some(end)
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

/// The reporter in `ロンドン沢渡ゆい`, behind a foreign town in katakana.
fn foreign_reporter(inner: &str) -> Option<&str> {
    let name = inner.trim_start_matches(|c: char| ('\u{30A1}'..='\u{30FC}').contains(&c));
    let town = inner.len() > name.len() + TOWN && !name.contains(char::is_whitespace);
    (town && !name.is_empty() && bylines::is_surnamed(name) && SIGNS.at_end(name).is_none()).then_some(name)
}

/// Bytes of the shortest foreign town in katakana: two characters.
const TOWN: usize = 5;

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
    let bare = inner.trim_start_matches(|c: char| !c.is_alphabetic());
    let long = inner.chars().count() >= SHORTEST_SIGNED && LABELS.at_end(inner).is_none();
    let signed = SIGNS.at_end(bare).is_some_and(|sign| bare.len() > sign.len() && !bare.is_ascii() && long)
        || !inner.is_ascii() && SIGNS.has(&inner.to_lowercase())
        || foreign_reporter(inner).is_some();
    let reported = AGENCIES.at_start(inner).is_some() && inner.ends_with(['導', '道']);
    let told = own(inner) == Some(inner.len()) || inner.contains(['=', '＝']) || agency || signed || reported;
    told.then_some(length)
}

/// The text that names reporters at the beginning of a report: within its dateline (`【記者林若水／台北報導】`), or right
/// behind it (`本报讯（记者 …）`, `记者…报道：`, `… 기자 =`). `dateline` is the length of the dateline, 0 without one.
pub(crate) fn reporters(text: &str, dateline: usize) -> Option<&str> {
    let named = naming(text, dateline)?;
    // An agency that stands in brackets is the dateline's own.
    let persons = bylines::persons(named);
    persons.iter().any(|person| person.kind == PersonKind::Person).then_some(named)
}

/// The text that names reporters or signs for them.
fn naming(text: &str, dateline: usize) -> Option<&str> {
    let rest = text.get(dateline..)?.trim_start();
    let byline = |inner: &&str| !inner.contains(['=', '＝']) && bylines::is_byline(inner);
    let within = || bracketed(text).map(|(inner, _)| inner).filter(byline);
    if dateline == 0 {
        return within().or_else(|| reports(text));
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

/// `本报记者柳青禾报道：`, `記者江若蘭／磯港報導 `: a naming that ends with the word for "reports" and a mark or space.
fn reports(text: &str) -> Option<&str> {
    let near = text.char_indices().nth(LONGEST_REPORTERS).map_or(text, |(end, _)| &text[..end]);
    let ends = near.match_indices(['道', '導']).map(|(at, word)| at + word.len());
    let marked = |end: &usize| text[*end..].starts_with(|c: char| c.is_whitespace() || "：:，".contains(c));
    ends.filter(marked).map(|end| &text[..end]).find(|words| bylines::is_byline(words))
}

/// `【渡口＝沢渡ゆい】`: the reporter's name behind the place.
fn behind_equals(text: &str) -> Option<&str> {
    let (inner, _) = bracketed(text)?;
    let Some((_, name)) = inner.split_once(['=', '＝']) else { return foreign_reporter(inner) };
    let named = bylines::is_name(name) || bylines::is_byline(name);
    (named && SIGNS.at_end(name).is_none()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conventions;

    #[test]
    fn reports_open_with_datelines_and_reporters() {
        let mut failed = Vec::new();
        let mut count = 0;
        for (language, [_, text, dateline, names]) in conventions::cases("lines", ["opening"]) {
            let found = length(&text).or_else(|| possible(&text).map(|possible| possible.length));
            let found = found.unwrap_or_default();
            let persons = reporters(&text, found).map(bylines::persons).unwrap_or_default();
            let named: Vec<String> = persons.into_iter().map(|person| person.name).collect();
            if text[..found] != dateline || named.join("; ") != names {
                failed
                    .push(format!("{language}: {text}\t{dateline}\t{names} => {} {named:?}", &text[..found]));
            }
            count += 1;
        }
        assert!(count > 300, "{count} openings");
        assert!(failed.is_empty(), "{} openings:\n{}", failed.len(), failed.join("\n"));
    }
}

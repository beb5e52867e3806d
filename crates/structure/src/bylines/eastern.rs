//! Bylines of Chinese, Japanese and Korean papers: words of the trade and names, one beside the other or glued.

use std::sync::LazyLock;

use backissue_model::Person;

use super::names::{
    begins_with_surname, has_body_end, has_kana, is_eastern_name, is_glued, is_glued_before, is_hangul,
    is_signed, is_spaced, is_spaced_out, is_town, without_place, without_town,
};
use super::{FILE, body, person};
use crate::conventions::Words;

static ROLES: LazyLock<Words> = LazyLock::new(|| Words::read(FILE, "roles"));
static ROLE_ENDS: LazyLock<Words> = LazyLock::new(|| Words::read(FILE, "role-ends"));
static ROLE_STARTS: LazyLock<Words> = LazyLock::new(|| Words::read(FILE, "role-starts"));
static EDITORS: LazyLock<Words> = LazyLock::new(|| Words::read(FILE, "editors"));
static COLLECTIVE: LazyLock<Words> = LazyLock::new(|| Words::read(FILE, "collective"));
static REPORTS: LazyLock<Words> = LazyLock::new(|| Words::read(FILE, "reports"));
static AGENCIES: LazyLock<Words> = LazyLock::new(|| Words::read(FILE, "agencies"));
static PRESENTS: LazyLock<Words> = LazyLock::new(|| Words::read(FILE, "presents-before"));
static COUNTRIES: LazyLock<Words> = LazyLock::new(|| Words::read(FILE, "countries"));
static ROLE_LINKS: LazyLock<Words> = LazyLock::new(|| Words::read(FILE, "role-links"));

/// The longest description of a role in characters: 本报驻联合国首席特派记者.
const LONGEST_ROLE: usize = 12;
/// The longest name that touches a word of the trade, in characters.
const LONGEST_GLUED: usize = 4;

/// One word of a byline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Word<'a> {
    /// What the person beside it did.
    Role(&'a str),
    /// The same, of one who made the page: the person is no author.
    Editor,
    /// A name, or what stands where one does.
    Name(&'a str),
    /// A paper's desk or an agency that signs.
    Body(&'a str),
    /// `／埔里報導`, `ロンドン＝`, 作者為建築師: it makes a byline of the surname beside it, and names nobody.
    Report,
    /// 2, an address of mail, the country of a foreigner: it belongs to a byline and names nobody.
    Aside,
}

/// Whether a line is a byline: a word of the trade and names it can belong to, and nothing else.
pub(super) fn is_byline(text: &str) -> bool {
    if !has_trade_word(text) {
        return false;
    }
    let words = words(text);
    let authors = words.iter().any(|word| matches!(word, Word::Role(_)));
    let reported = words.contains(&Word::Report);
    let signed = words.iter().any(|word| matches!(word, Word::Body(_)));
    let names: Vec<&str> = words.iter().filter_map(Word::name).collect();
    let surnamed = |name: &&str| has_kana(name) || begins_with_surname(name) || has_body_end(name);
    names.iter().all(|name| is_signed(name))
        && (authors && !names.is_empty()
            || signed && names.is_empty()
            || reported && !names.is_empty() && names.iter().all(surnamed))
}

/// Whether a line presents its author before his name: 作者為建築師 江若蘭.
pub(super) fn presents_before(text: &str) -> bool {
    PRESENTS.at_start(text).is_some() && is_byline(text)
}

/// Whether a text has a word of the trade, or a sign that stands for one, at all: without it it is no byline, and need
/// not be taken apart. One of a single character is such a word only at the end of a name or by itself.
fn has_trade_word(text: &str) -> bool {
    let stands = |at: usize, c: char, words: &Words| {
        let rest = &text[at..];
        let alone = || !rest[c.len_utf8()..].starts_with(char::is_alphanumeric);
        words.at_start(rest).is_some_and(|word| word.len() > c.len_utf8() || alone())
    };
    let lists = [&*ROLES, &*ROLE_ENDS, &*COLLECTIVE, &*AGENCIES, &*REPORTS, &*PRESENTS];
    let any = |(at, c)| lists.into_iter().any(|words| stands(at, c, words));
    text.contains(['=', '＝']) || text.char_indices().any(any)
}

/// The persons and bodies that a byline names.
pub(super) fn persons(text: &str) -> Vec<Person> {
    let mut persons: Vec<Person> = Vec::new();
    let mut role: Option<Word> = None;
    // `한서윤 기자`, `范綺雲 攝`: the word may follow the name it belongs to.
    let mut open = false;
    for word in words(text) {
        match word {
            Word::Role(_) | Word::Editor if open => {
                label(&mut persons, word);
                open = false;
            }
            Word::Role(_) | Word::Editor => role = Some(word),
            Word::Name(name) => {
                let told = matches!(role, Some(Word::Role(_)));
                if let Some(Word::Role(role)) = role {
                    persons.push(person(name, Some(role)));
                } else if role.is_none() {
                    persons.push(person(name, None));
                }
                open = !told && role.is_none();
            }
            Word::Body(name) => persons.push(body(name)),
            Word::Report | Word::Aside => {}
        }
    }
    let named = persons.iter().any(|person| person.role.is_some() || !AGENCIES.has(&person.name));
    persons.retain(|person| !named || !AGENCIES.has(&person.name));
    persons
}

/// Gives the role behind them to the persons that have none yet, and takes them out where it makes them no authors.
fn label(persons: &mut Vec<Person>, word: Word) {
    let first = persons.iter().rposition(|person| person.role.is_some()).map_or(0, |at| at + 1);
    match word {
        Word::Role(role) => {
            persons[first..].iter_mut().for_each(|person| person.role = Some(role.to_owned()));
        }
        _ => persons.truncate(first),
    }
}

impl<'a> Word<'a> {
    fn name(&self) -> Option<&'a str> {
        if let Word::Name(name) = self { Some(name) } else { None }
    }
}

fn words(text: &str) -> Vec<Word<'_>> {
    if is_spaced_out(text) {
        return vec![Word::Name(text)];
    }
    let mut out = Vec::new();
    for token in text.split(separates).filter(|token| !token.is_empty()) {
        push_token(token, &mut out);
    }
    heal_spaced_names(text, &mut out);
    heal_spaced_roles(text, &mut out);
    name_critics(&mut out);
    out
}

/// Whether a mark parts the words of a byline wherever it stands.
fn separates(c: char) -> bool {
    c.is_whitespace() || "|｜、;；，,（）()［］[]〔〕".contains(c)
}

/// 本报评论员 signs for the paper, or says what the person behind it is.
fn name_critics(words: &mut [Word]) {
    for at in 1..words.len() {
        if let (Word::Body(body), Word::Name(_)) = (words[at - 1], words[at])
            && ROLES.has(body)
        {
            words[at - 1] = Word::Role(body);
        }
    }
}

/// `砂押 透`, `张 伟`: a name set with a space is one name.
fn heal_spaced_names<'a>(text: &'a str, words: &mut Vec<Word<'a>>) {
    let mut at = 0;
    while at + 1 < words.len() {
        if let (Word::Name(first), Word::Name(second)) = (words[at], words[at + 1])
            && is_spaced(first, second)
            && let Some(whole) = span(text, first, second)
        {
            words.splice(at..at + 2, [Word::Name(whole)]);
        }
        at += 1;
    }
}

/// `글과 사진`: words of the trade that the word for "and" links to the next are one.
fn heal_spaced_roles<'a>(text: &'a str, words: &mut Vec<Word<'a>>) {
    let mut at = 0;
    while at + 1 < words.len() {
        if let (Word::Name(first), Word::Role(second)) = (words[at], words[at + 1])
            && ROLE_LINKS.at_end(first).is_some_and(|link| ROLES.has(&first[..first.len() - link.len()]))
            && let Some(whole) = span(text, first, second)
        {
            words.splice(at..at + 2, [Word::Role(whole)]);
        }
        at += 1;
    }
}

/// The stretch of a text from one of its words to the next, where nothing but spaces parts them.
fn span<'a>(text: &'a str, first: &str, second: &str) -> Option<&'a str> {
    let mut from = 0;
    while let Some(at) = text[from..].find(first).map(|at| at + from) {
        let behind = &text[at + first.len()..];
        let rest = behind.trim_start();
        if rest.starts_with(second) && rest.len() < behind.len() {
            return Some(&text[at..text.len() - rest.len() + second.len()]);
        }
        from = at + first.len();
    }
    None
}

/// Marks between the words of a byline that may stand within names too.
const SIGNS: [char; 17] =
    ['/', '／', '：', ':', '=', '＝', '・', '·', '•', '．', '‧', '◎', '●', '\\', '＼', '－', '-'];

fn push_token<'a>(token: &'a str, out: &mut Vec<Word<'a>>) {
    if let Some(word) = known(token) {
        out.push(word);
        return;
    }
    let splits = token.char_indices().filter_map(|(at, sign)| {
        let sides = (&token[..at], &token[at + sign.len_utf8()..]);
        (SIGNS.contains(&sign) && parts(sign, sides.0, sides.1)).then_some((sign, sides))
    });
    // `文・写真＝沢渡ゆい`: what was done may be told by words with marks between.
    let several = splits.clone().rfind(|(_, (left, _))| is_compound(left));
    if let Some((sign, (left, right))) = several.or_else(|| splits.clone().next()) {
        // `도쿄=윤서하`: the place of the report stands before the sign.
        if matches!(sign, '=' | '＝') && known(left).is_none_or(|word| matches!(word, Word::Body(_))) {
            out.push(Word::Report);
            push_token(right, out);
            return;
        }
        [left, right].into_iter().filter(|side| !side.is_empty()).for_each(|side| push_token(side, out));
        return;
    }
    push_glued(token, out);
}

/// Whether a mark parts two words: a slash and a colon always, a dot only where it is no part of a foreign name.
fn parts(sign: char, left: &str, right: &str) -> bool {
    let dot = matches!(sign, '・' | '·' | '•' | '．' | '‧' | '-' | '－');
    let word = |side: &str| known(side).is_some() || opens_with_role(side);
    let syllables = |name: &str| name.chars().all(is_hangul) && (2..=7).contains(&name.chars().count());
    let korean = |side: &str| side.split(SIGNS).all(syllables);
    !dot || word(left) || word(right) || korean(left) && korean(right)
}

fn opens_with_role(token: &str) -> bool {
    leading_role(token).is_some_and(|role| role.chars().count() > 1)
}

/// What a whole token is, when its wording tells.
fn known(token: &str) -> Option<Word<'_>> {
    if COLLECTIVE.has(token) || AGENCIES.has(token) {
        return Some(Word::Body(token));
    }
    if EDITORS.has(token) {
        return Some(Word::Editor);
    }
    if ROLES.has(token) || is_compound(token) {
        return Some(Word::Role(token));
    }
    let report =
        REPORTS.at_end(token).map(|report| token[..token.len() - report.len()].trim_end_matches('－'));
    let reported = report.is_some_and(|before| before.is_empty() || is_place_or_date(before));
    if reported || PRESENTS.at_start(token).is_some() {
        return Some(Word::Report);
    }
    if is_aside(token) || COUNTRIES.has(token) {
        return Some(Word::Aside);
    }
    described(token).map(Word::Role)
}

/// Whether a token is words for what was done with a mark or "and" between them: 文・写真, 글과 사진, 文並圖.
fn is_compound(token: &str) -> bool {
    let Some(first) = ROLES.at_start(token) else { return false };
    let rest = &token[first.len()..];
    let link = ROLE_LINKS.at_start(rest).map(str::len);
    let sign = rest.chars().next().filter(|c| SIGNS.contains(c)).map(char::len_utf8);
    rest.is_empty() || link.or(sign).is_some_and(|length| is_compound(&rest[length..]))
}

/// Whether what stands before "reports" is a place or a date: 埔里, 台北5日.
fn is_place_or_date(text: &str) -> bool {
    let short = text.chars().count() <= LONGEST_GLUED && text.chars().all(char::is_alphabetic);
    let trade = leading_role(text).is_some() || ROLES.at_end(text).is_some();
    is_town(text) || text.ends_with("综合") || short && !trade && !is_glued(text)
}

/// Numbers, dates and addresses of mail.
fn is_aside(token: &str) -> bool {
    token.contains('@') || token.chars().all(|c| c.is_ascii_digit() || matches!(c, '月' | '日' | '.' | '-'))
}

/// A role described at length: it ends with the word for one, and what stands before that is no name.
fn described(token: &str) -> Option<&str> {
    let end = ROLE_ENDS.at_end(token)?;
    let before = &token[..token.len() - end.len()];
    let other = before.chars().count() > 1 && !is_glued_before(before) && inner_role(before).is_none();
    let fits = token.chars().count() <= LONGEST_ROLE;
    (fits && (other || ranked(token).is_some())).then_some(token)
}

/// A role that begins with a rank, a beat or a paper, and ends with the word for a role: 本报驻巴黎记者.
fn ranked(token: &str) -> Option<&str> {
    let end = ROLE_ENDS.at_end(token)?;
    let before = &token[..token.len() - end.len()];
    let begun = ROLE_STARTS.at_start(before).is_some() || AGENCIES.at_start(before).is_some();
    (begun && token.chars().count() <= LONGEST_ROLE).then_some(token)
}

/// Splits a token whose words touch: 记者柳青禾, 沈禾摄, 通讯员柳青禾记者石小满.
fn push_glued<'a>(token: &'a str, out: &mut Vec<Word<'a>>) {
    if let Some(role) = leading_role(token) {
        let rest = &token[role.len()..];
        if goes_on_with_name(role, rest) {
            out.push(if EDITORS.has(role) { Word::Editor } else { Word::Role(role) });
            push_token(rest, out);
            return;
        }
    }
    if let Some(at) = inner_role(token) {
        push_token(&token[..at], out);
        push_token(&token[at..], out);
        return;
    }
    let name = reporter(token);
    out.push(if AGENCIES.has(name) { Word::Body(name) } else { Word::Name(name) });
    if REPORTS.at_end(token).is_some() {
        out.push(Word::Report);
    }
}

/// The name in what stands before "reports", with the town and the day between left out: 林若水台北5日電.
fn reporter(token: &str) -> &str {
    let report = REPORTS.at_end(token).unwrap_or_default();
    let bare = without_town(&token[..token.len() - report.len()]);
    if report.is_empty() { bare } else { without_place(bare) }
}

/// The longest role that a token begins with, as a word or described at length.
fn leading_role(token: &str) -> Option<&str> {
    let ends = token.char_indices().take(LONGEST_ROLE).filter_map(|(at, _)| {
        let end = ROLE_ENDS.at_start(&token[at..])?;
        ranked(&token[..at + end.len()])
    });
    let words = [ROLES.at_start(token), EDITORS.at_start(token), ends.min_by_key(|role| role.len())];
    words.into_iter().flatten().max_by_key(|role| role.len())
}

/// Whether what touches a role can be a name, or a name and another role. A single character is a role only where a
/// mark parts it from the name.
fn goes_on_with_name(role: &str, rest: &str) -> bool {
    role.chars().count() > 1
        && (is_glued(reporter(rest))
            || is_glued_foreign(rest)
            || known(rest).is_some()
            || inner_role(rest).is_some())
}

/// Whether a foreign name touches the word: 记者阿依努尔·买买提.
fn is_glued_foreign(rest: &str) -> bool {
    rest.contains('·') && is_eastern_name(rest)
}

/// Where a word of the trade begins right behind a name.
fn inner_role(token: &str) -> Option<usize> {
    let ends = token.char_indices().skip(2).take(LONGEST_GLUED - 1).map(|(at, _)| at);
    ends.filter(|&at| is_glued_before(&token[..at])).find(|&at| begins_role(&token[at..]))
}

/// Whether a text is a role, or begins with one that a name follows.
fn begins_role(text: &str) -> bool {
    let word = ROLES.has(text) || EDITORS.has(text) || ranked(text).is_some();
    word || leading_role(text).is_some_and(|role| {
        let rest = &text[role.len()..];
        rest.starts_with(SIGNS) || goes_on_with_name(role, rest)
    })
}

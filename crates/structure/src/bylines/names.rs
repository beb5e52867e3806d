//! The shapes of names: what can be a person's name, a body's or a place's, by its characters and words.

use std::sync::LazyLock;

use backissue_model::{PersonKind, script};

use super::{DECORATIONS, is_eastern};
use crate::conventions::{Words, entries};

/// What names are made of.
const FILE: &str = include_str!("../../data/names.txt");

static SURNAMES: LazyLock<Words> = LazyLock::new(|| Words::read(FILE, "surnames"));
static JAPANESE: LazyLock<Words> = LazyLock::new(|| Words::read(FILE, "surnames-ja"));
static KOREAN: LazyLock<Words> = LazyLock::new(|| Words::read(FILE, "surnames-ko"));
static BODIES: LazyLock<Words> = LazyLock::new(|| Words::read(FILE, "bodies"));
static GIVEN_ENDS: LazyLock<Words> = LazyLock::new(|| Words::read(FILE, "given-ends-ja"));
static PLACES: LazyLock<Words> = LazyLock::new(|| Words::read(FILE, "places"));
static TOWNS: LazyLock<Words> = LazyLock::new(|| Words::read(FILE, "towns"));
static NO_NAMES: LazyLock<Words> = LazyLock::new(|| Words::read(FILE, "no-names"));
static PARTICLES: LazyLock<Words> = LazyLock::new(|| Words::read(FILE, "particles"));
static NEVER: LazyLock<String> = LazyLock::new(|| entries(FILE, "never").collect());
static NEVER_GLUED: LazyLock<String> = LazyLock::new(|| entries(FILE, "never-glued").collect());

/// Characters of a Chinese or Korean name.
const EASTERN_NAME: std::ops::RangeInclusive<usize> = 2..=4;
/// Characters of a Japanese name, a space between its parts left out.
const SPACED_NAME: std::ops::RangeInclusive<usize> = 2..=6;
/// The longest foreign name in East Asian characters.
const FOREIGN_NAME: usize = 16;
/// East Asian characters from which on a name without a dot is no person's.
const LONGEST_PERSON: usize = 5;
/// Characters of a name and a place behind it.
const LONGEST_WITH_PLACE: usize = 7;
/// Words of a Western name.
const WESTERN_NAME: std::ops::RangeInclusive<usize> = 2..=6;

/// Whether a line is nothing but one name or a few, as a byline below a headline may be.
pub(crate) fn is_name(text: &str) -> bool {
    let text = text.trim_start_matches(DECORATIONS).trim();
    if !is_eastern(text) {
        let words = text.split_whitespace().count();
        return (2..=10).contains(&words) && !text.contains([':', '!', '?']) && are_western(text);
    }
    let parts: Vec<&str> = text.split(|c: char| c.is_whitespace() || c == '、').collect();
    match parts[..] {
        [only] => is_eastern_name(only),
        [first, second] if is_spaced(first, second) && !text.contains('、') => true,
        _ => is_spaced_out(text) || parts.iter().all(|part| is_glued_before(part)),
    }
}

/// Whether a name is spaced out by its characters: `柳 青 禾`.
pub(super) fn is_spaced_out(text: &str) -> bool {
    let parts: Vec<&str> = text.split_whitespace().collect();
    (3..=4).contains(&parts.len())
        && parts.iter().all(|part| part.chars().count() == 1 && is_plain(part))
        && begins_with_surname(parts[0])
}

/// Whether a text is Western names, or one with what stands behind a comma: `Henrietta Voss, Station Terrace`.
fn are_western(text: &str) -> bool {
    let parted = [", ", " | ", " / "].iter().find_map(|mark| text.split_once(mark));
    let (first, behind) = parted.unwrap_or((text, ""));
    let opens = first.split(' ').next().unwrap_or_default();
    !super::western::phrases::is_role_word(opens)
        && super::western::pieces(first).all(is_western)
        && behind.split_whitespace().all(|word| {
            let word = word.trim_end_matches(',');
            word.starts_with(char::is_uppercase) || PARTICLES.has(word) || super::western::is_link(word)
        })
}

/// Whether a line is a name that begins with a family name, where East Asian.
pub(crate) fn is_surnamed(text: &str) -> bool {
    is_name(text) && begins_with_surname(text.trim_start_matches(DECORATIONS).trim())
}

/// Whether a name can be a person's by its first character, and is no place's by its last. Western names pass.
pub(crate) fn begins_with_surname(name: &str) -> bool {
    !is_eastern(name)
        || name.split_once(char::is_whitespace).is_some_and(|(surname, given)| is_given(surname, given))
        || !is_place(name)
            && [&SURNAMES, &JAPANESE, &KOREAN].iter().any(|names| names.at_start(name).is_some())
}

/// Whether a name ends as places do; many Japanese family names do too.
fn is_place(name: &str) -> bool {
    PLACES.at_end(name).is_some() && JAPANESE.at_start(name).is_none()
}

/// Whether a text can be a name that stands behind a word of the trade: two to four characters, or a foreign name
/// with dots, or a body.
pub(super) fn is_signed(name: &str) -> bool {
    let hangul = name.chars().all(is_hangul);
    let healed = name.contains(char::is_whitespace);
    healed
        || is_eastern_name(name) && (!hangul || begins_with_surname(name))
        || kind(name) == PersonKind::Organisation && is_plain(name) && !holds_never(name)
}

/// Whether a text has the form of an East Asian name or of a foreign name in East Asian characters.
pub(super) fn is_eastern_name(name: &str) -> bool {
    let letters = name.chars().count();
    let dotted = name.contains(['·', '•']) || name.contains('・') && has_kana(name);
    let foreign = dotted && letters <= FOREIGN_NAME && letters > 2;
    let fits = EASTERN_NAME.contains(&letters)
        || foreign
        || JAPANESE.at_start(name).is_some() && has_kana(name) && SPACED_NAME.contains(&letters);
    let body = BODIES.at_end(name).is_some() && !begins_with_surname(name);
    let body = body || kind(name) == PersonKind::Organisation;
    let excluded = is_place(name) || is_town(name) || body || NO_NAMES.at_end(name).is_some();
    fits && is_plain(name) && !holds_never(name) && !excluded
}

/// Whether a text is a name that touches the words around it: nothing but a family name at its start tells it.
pub(super) fn is_glued(name: &str) -> bool {
    is_eastern_name(name)
        && begins_with_surname(name)
        && (JAPANESE.at_start(name).is_some() || !name.chars().any(|c| NEVER_GLUED.contains(c)))
        && (!has_kana(name) || JAPANESE.at_start(name).is_some())
}

/// Whether a text is a name that the word of the trade touches from behind: kana tells one too, 沢渡ゆい記者.
pub(super) fn is_glued_before(name: &str) -> bool {
    is_eastern_name(name) && (has_kana(name) || begins_with_surname(name))
}

/// Whether two words are the halves of a name that is set with a space: `砂押 透`, `张 伟`.
pub(super) fn is_spaced(surname: &str, given: &str) -> bool {
    let letters = |text: &str| text.chars().count();
    let (first, second) = (letters(surname), letters(given));
    let known = JAPANESE.has(surname) && !JAPANESE.has(given)
        || has_kana(given) && !has_kana(surname)
        || is_given(surname, given);
    let single = first == 1 && second <= 2 || second == 1 && first <= 3;
    (1..=3).contains(&first)
        && (1..=3).contains(&second)
        && is_plain(surname)
        && is_plain(given)
        && !holds_never(surname)
        && (known || single)
}

/// Whether a word behind a space ends as Japanese given names do: `小宮 透子`.
fn is_given(surname: &str, given: &str) -> bool {
    let letters = |text: &str| text.chars().count();
    (1..=3).contains(&letters(surname))
        && (2..=3).contains(&letters(given))
        && GIVEN_ENDS.at_end(given).is_some()
        && is_plain(surname)
        && is_plain(given)
        && NO_NAMES.at_end(given).is_none()
}

/// Whether a name ends as names of bodies do.
pub(super) fn has_body_end(name: &str) -> bool {
    BODIES.at_end(name).is_some()
}

/// Whether a name is a body's.
pub(crate) fn kind(name: &str) -> PersonKind {
    let letters = name.chars().count();
    let body = letters > 3 && BODIES.at_end(name).is_some();
    let long = letters > LONGEST_PERSON && is_eastern(name) && !name.contains(['·', '・', ' ']);
    if body || long && !has_kana(name) { PersonKind::Organisation } else { PersonKind::Person }
}

/// A name with the town and the day behind it taken off: 林若水台北5日 is 林若水.
pub(super) fn without_town(name: &str) -> &str {
    let name = name.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '日' | '月'));
    let bare = TOWNS.at_end(name).map_or(name, |town| &name[..name.len() - town.len()]);
    if EASTERN_NAME.contains(&bare.chars().count()) { bare } else { name }
}

/// A name with the place behind it taken off, where both are too long for a name: 江若蘭磯港 is 江若蘭. Names have three
/// characters there, or four where the surname has two.
pub(super) fn without_place(name: &str) -> &str {
    let surname = SURNAMES.at_start(name).map_or(0, |surname| surname.chars().count());
    let letters = name.chars().count();
    if surname == 0 || letters < EASTERN_NAME.end() + 1 || letters > LONGEST_WITH_PLACE || name.contains('·')
    {
        return name;
    }
    name.char_indices().nth(surname + 2).map_or(name, |(end, _)| &name[..end])
}

/// Whether a text is a town, and no name.
pub(super) fn is_town(text: &str) -> bool {
    TOWNS.has(text)
}

/// Whether a text is a Western name of two words or more: capitalised words and initials, with particles between.
pub(super) fn is_western(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return false };
    WESTERN_NAME.contains(&words.len())
        && is_capitalised(first)
        && is_capitalised(last)
        && first != last
        && !NO_NAMES.has(&first.to_lowercase())
        && words.iter().all(|word| is_capitalised(word) || PARTICLES.has(word))
}

/// Whether a word is a small one inside Western names: `van`, `de`.
pub(crate) fn is_particle(word: &str) -> bool {
    PARTICLES.has(word) || PARTICLES.has(&word.to_lowercase())
}

/// Whether a word is written as a part of a name: a capital, and letters, apostrophes and hyphens behind it, or an
/// initial. `d'Arras` and `al-Sayed` have their capital behind a mark.
pub(super) fn is_capitalised(word: &str) -> bool {
    let word = word.trim_end_matches(',');
    let whole = word.trim_end_matches('.');
    let elided = ["d'", "d’", "l'", "l’", "al-", "el-", "'t", "’t"];
    let core = elided.iter().find_map(|start| whole.strip_prefix(start)).unwrap_or(whole);
    let initials = core.contains('.') && core.split('.').all(|part| part.chars().count() <= 2);
    core.starts_with(char::is_uppercase)
        && core.chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | '’' | '-' | '‑' | '.'))
        && (!core.contains('.') || initials)
        && (whole.len() == word.len() || core.chars().count() <= 3 || initials)
}

/// Whether a name has a character that none has; Japanese family names have some of them.
fn holds_never(name: &str) -> bool {
    JAPANESE.at_start(name).is_none_or(|surname| surname.chars().count() < 2)
        && name.chars().any(|c| NEVER.contains(c))
}

/// Whether a character is a Korean syllable.
pub(super) fn is_hangul(c: char) -> bool {
    ('\u{AC00}'..='\u{D7A3}').contains(&c)
}

pub(super) fn has_kana(text: &str) -> bool {
    text.chars().any(|c| ('\u{3041}'..='\u{30FA}').contains(&c))
}

/// Whether a text has letters of the full square and dots only.
fn is_plain(text: &str) -> bool {
    text.chars().all(|c| {
        script::is_common_letter(c) && !c.is_ascii()
            || script::is_square(c) && c.is_alphanumeric()
            || matches!(c, '·' | '•' | '・' | 'ー' | '々')
    })
}

//! What mastheads and folio lines say of the issue: date, numbers, ISSN, CN.
//!
//! Only the wording of furniture is read. What the file or the user states stands; print fills the gaps.

use std::sync::LazyLock;

use backissue_model::{Furniture, FurnitureKind, IssuePage, Metadata, Rule, script};

use crate::calendar::{date, decimal, is_numeral};
use crate::conventions::Words;
use crate::forms::is_page_number;

/// The words of mastheads.
const FILE: &str = include_str!("../data/metadata.txt");

static PAPERS: LazyLock<Words> = LazyLock::new(|| Words::read(FILE, "papers"));
static VOLUMES: LazyLock<Words> = LazyLock::new(|| Words::read(FILE, "volumes"));
static VOLUMES_BEHIND: LazyLock<Words> = LazyLock::new(|| Words::read(FILE, "volumes-behind"));
static NUMBERS: LazyLock<Words> = LazyLock::new(|| Words::read(FILE, "numbers"));

const READ: Rule = Rule::new("metadata/read-in-furniture");

/// Fills what is not known yet. `title` is the title of the publication as the masthead shows it.
pub(crate) fn read(metadata: &mut Metadata, furniture: &[Furniture], title: Option<String>) {
    let lines = furniture.iter().filter(|item| {
        matches!(
            item.kind,
            FurnitureKind::Masthead | FurnitureKind::Folio | FurnitureKind::RunningHead | FurnitureKind::Ear
        )
    });
    metadata.title = metadata.title.take().filter(|title| is_title(title));
    if let Some(title) = title.or_else(|| named_in_folio(furniture)) {
        metadata.publication.title.get_or_insert(title);
    }
    for item in lines {
        let text = half_width(&item.text);
        let before = metadata.clone();
        fill(&mut metadata.date, date(&text));
        fill(&mut metadata.whole_number, after(&text, &["总第", "總第"]));
        fill(&mut metadata.number, issue_number(&text));
        fill(&mut metadata.volume, volume(&text));
        fill(&mut metadata.publication.cn, coded(&text, "CN", &['-', '/']));
        fill(&mut metadata.publication.issn, issn(&text));
        if *metadata != before {
            item.provenance.places.iter().cloned().for_each(|place| metadata.provenance.add_place(place));
            metadata.provenance.add_rule(READ);
        }
    }
}

/// Whether the title that a file gives itself can be one: many programs put a number, a file name or their own name
/// there.
fn is_title(text: &str) -> bool {
    let lower = text.trim().to_lowercase();
    let letters = lower.chars().filter(|c| c.is_alphabetic()).count();
    let file = [".doc", ".docx", ".indd", ".qxd", ".pdf", ".fit", ".ps", ".cdr", ".html", ".txt"]
        .iter()
        .any(|end| lower.ends_with(end));
    letters >= 2
        && !file
        && !lower.starts_with('(')
        && !lower.starts_with("microsoft word")
        && !lower.starts_with("untitled")
}

/// Gives sheets the folio that their furniture prints, where the file gave no label.
pub(crate) fn number_pages(pages: &mut [IssuePage], furniture: &[Furniture]) {
    for page in pages.iter_mut().filter(|page| page.folio.is_none()) {
        let mut printed: Vec<String> = furniture
            .iter()
            .filter(|item| item.provenance.places.iter().any(|place| place.sheet() == Some(page.number)))
            .filter(|item| {
                matches!(
                    item.kind,
                    FurnitureKind::Folio | FurnitureKind::RunningHead | FurnitureKind::RunningFoot
                )
            })
            .filter_map(|item| folio(&item.text))
            .collect();
        printed.dedup();
        // A sheet with two numbers is a spread: no one folio is its own.
        if let [only] = printed.as_slice() {
            page.folio = Some(only.clone());
        }
    }
}

/// The page number that a line is, or that stands as a word of its own at one of its ends.
fn folio(text: &str) -> Option<String> {
    let text = half_width(text);
    let digits = |word: &str| {
        let bare = word
            .trim_matches(|c: char| !c.is_alphanumeric())
            .trim_start_matches('第')
            .trim_end_matches(['版', '页', '頁', '面']);
        let number = bare.chars().all(|c| c.is_ascii_digit()) && (1..=4).contains(&bare.len());
        number.then(|| bare.trim_start_matches('0').to_owned()).filter(|bare| !bare.is_empty())
    };
    if is_page_number(&text) {
        return text.split(|c: char| !c.is_ascii_digit()).find(|word| !word.is_empty()).and_then(digits);
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let year = |number: &String| number.len() == 4;
    [words.first(), words.last()]
        .into_iter()
        .flatten()
        .find_map(|word| digits(word))
        .filter(|number| !year(number))
}

/// The longest name of a paper in a folio line, in characters.
const LONGEST_NAME: usize = 32;

/// The name of the paper in a folio line or running head, where it is worded as names of papers are.
fn named_in_folio(furniture: &[Furniture]) -> Option<String> {
    let lines = furniture
        .iter()
        .filter(|item| matches!(item.kind, FurnitureKind::Folio | FurnitureKind::RunningHead));
    lines.filter_map(|item| paper_name(&item.text)).next()
}

fn paper_name(text: &str) -> Option<String> {
    let name = text.trim_matches(|c: char| !c.is_alphabetic());
    let lower = name.to_lowercase();
    let short = name.chars().count() <= LONGEST_NAME && !name.contains(|c: char| c.is_ascii_digit());
    let named = lower.split(|c: char| !c.is_alphanumeric()).any(|word| PAPERS.has(word));
    let square = lower.ends_with(script::is_square) && PAPERS.at_end(&lower).is_some();
    (short && (named || square)).then(|| name.to_owned())
}

fn fill(slot: &mut Option<String>, value: Option<String>) {
    if slot.is_none() {
        *slot = value;
    }
}

fn half_width(text: &str) -> String {
    text.chars()
        .map(|c| match u32::from(c) {
            code @ 0xFF01..=0xFF5E => char::from_u32(code - 0xFEE0).unwrap_or(c),
            _ => c,
        })
        .collect()
}

/// The digits right behind one of these words.
fn after(text: &str, words: &[&str]) -> Option<String> {
    words.iter().find_map(|word| {
        let at = text.find(word)? + word.len();
        let digits: String = text[at..].trim_start().chars().take_while(char::is_ascii_digit).collect();
        (!digits.is_empty()).then_some(digits)
    })
}

/// `第10482期`, `No. 41`, `제1203호`, `Nr. 6`, `N° 312`; not the running number `总第…期`.
fn issue_number(text: &str) -> Option<String> {
    let own = text.replace("总第", "").replace("總第", "");
    let framed = [('第', "期"), ('제', "호"), ('第', "号"), ('第', "號")].iter().find_map(|(open, close)| {
        own.match_indices(*open).find_map(|(at, mark)| {
            let rest = own[at + mark.len()..].trim_start();
            let number: String = rest.chars().take_while(|c| is_numeral(*c)).collect();
            (!number.is_empty() && rest[number.len()..].trim_start().starts_with(close))
                .then(|| decimal(&number))
        })
    });
    framed.or_else(|| numbered(&own, &NUMBERS))
}

/// `Vol. 88`, `Jg. 12`, `Año IV`, `Anno 3`, `42. Jahrgang`, `第40巻`, `第12卷`.
fn volume(text: &str) -> Option<String> {
    let framed = text.match_indices('第').find_map(|(at, mark)| {
        let rest = text[at + mark.len()..].trim_start();
        let number: String = rest.chars().take_while(|c| is_numeral(*c)).collect();
        let closed = rest[number.len()..].trim_start().starts_with(['卷', '巻']);
        (closed && !number.is_empty()).then(|| decimal(&number))
    });
    framed.or_else(|| numbered(text, &VOLUMES)).or_else(|| volume_before(text))
}

/// The number right behind one of these words, in figures or in Roman numerals.
fn numbered(text: &str, words: &Words) -> Option<String> {
    let lower = text.to_lowercase();
    let starts = lower.char_indices().filter(|(at, _)| !lower[..*at].ends_with(char::is_alphanumeric));
    starts.filter_map(|(at, _)| Some(&lower[at + words.at_start(&lower[at..])?.len()..])).find_map(|rest| {
        let rest = rest.trim_start_matches([' ', '.', ':', '°', 'º']);
        let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
        // Lower case may be longer or shorter than the text; then no numeral is told from a word.
        let capital =
            text.get(lower.len() - rest.len()..).is_some_and(|own| own.starts_with(char::is_uppercase));
        let roman: String = rest.chars().take_while(|c| c.is_alphabetic() && capital).collect();
        match (digits.is_empty(), is_roman(&roman)) {
            (false, _) => Some(thousands(digits, rest)),
            (true, true) => Some(roman.to_uppercase()),
            _ => None,
        }
    })
}

/// A number with its thousands parted: 3 418, 2,311, 12.045.
fn thousands(digits: String, text: &str) -> String {
    let rest = &text[digits.len()..];
    let group: String = rest.chars().skip(1).take_while(char::is_ascii_digit).collect();
    let parted =
        digits.len() <= 3 && group.len() == 3 && rest.starts_with([' ', ',', '.', '\u{A0}', '\u{202F}']);
    if parted { digits + &group } else { digits }
}

/// Whether a word is a number in Roman numerals, as volumes have them.
fn is_roman(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| "ivxlcdm".contains(c)) && word.len() <= LONGEST_ROMAN
}

/// Letters of the longest Roman numeral of a volume: CLXXXVIII.
const LONGEST_ROMAN: usize = 9;

/// `42. Jahrgang`, `54e année`: the number before the word.
fn volume_before(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    words.windows(2).find_map(|pair| {
        let digits: String = pair[0].chars().take_while(char::is_ascii_digit).collect();
        let word = pair[1].trim_end_matches([',', '–', '—']);
        (VOLUMES_BEHIND.has(word) && (1..=3).contains(&digits.len())).then_some(digits)
    })
}

/// A code such as `CN51-9917`: letters, then digits with signs between.
fn coded(text: &str, prefix: &str, signs: &[char]) -> Option<String> {
    let at = text.find(prefix)?;
    let rest = text[at + prefix.len()..].trim_start();
    let code: String = rest.chars().take_while(|c| c.is_ascii_digit() || signs.contains(c)).collect();
    let code = code.trim_end_matches(signs);
    (code.len() >= 4 && code.contains('-')).then(|| format!("{prefix}{code}"))
}

fn issn(text: &str) -> Option<String> {
    let at = text.to_uppercase().find("ISSN")? + 4;
    let rest = text.get(at..)?.trim_start_matches([' ', ':']);
    let code: String = rest.chars().take(9).collect();
    let shape = code.len() == 9 && code.as_bytes()[4] == b'-';
    let digits = code.chars().enumerate().all(|(i, c)| i == 4 || c.is_ascii_digit() || (i == 8 && c == 'X'));
    (shape && digits).then_some(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folios_are_numbers_at_the_ends_of_lines() {
        for (text, expected) in [
            ("- 12 -", Some("12")),
            ("第03版", Some("3")),
            ("2 副刊", Some("2")),
            ("Page 7", Some("7")),
            ("8 The Weir House Weekly", Some("8")),
            ("2019年3月15日 星期五", None),
            ("March 2019", None),
            ("石渡新聞", None),
        ] {
            assert_eq!(folio(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn a_folio_line_names_its_paper() {
        assert_eq!(paper_name("石渡新聞 3").as_deref(), Some("石渡新聞"));
        assert_eq!(paper_name("THE WEIR HOUSE GAZETTE").as_deref(), Some("THE WEIR HOUSE GAZETTE"));
        assert_eq!(paper_name("综合"), None);
        assert_eq!(paper_name("Friday, October 17"), None);
    }

    #[test]
    fn numbers_and_codes_are_read() {
        assert_eq!(issue_number("第10482期 今日8版").as_deref(), Some("10482"));
        assert_eq!(issue_number("总第318期"), None);
        assert_eq!(issue_number("Vol. 88, No. 41").as_deref(), Some("41"));
        for (line, number) in [
            ("Jg. 12, Nr. 3", "3"),
            ("Anno 3 – N. 12", "12"),
            ("Año IV, Núm. 311", "311"),
            ("第40巻第3号", "3"),
            ("Jeudi 10 novembre 2022 – N° 3 418 – 1,40 €", "3418"),
            ("Friday 19 June 1998 Issue 2,311", "2311"),
            ("№ 45 (12.045)", "45"),
        ] {
            assert_eq!(issue_number(line).as_deref(), Some(number), "{line}");
        }
        for (line, number) in [
            ("Jg. 12, Nr. 3", "12"),
            ("42. Jahrgang, Heft 7", "42"),
            ("54e année", "54"),
            ("Anno 3 – N. 12", "3"),
            ("Año IV, Núm. 311", "IV"),
            ("第40巻第3号", "40"),
            ("Vol. XLVIII", "XLVIII"),
            ("Tome 3", "3"),
        ] {
            assert_eq!(volume(line).as_deref(), Some(number), "{line}");
        }
        assert_eq!(volume("Nouvel an à la mairie"), None);
        assert_eq!(issue_number("No civil war"), None);
        assert_eq!(coded("国内统一刊号 CN51-9917", "CN", &['-', '/']).as_deref(), Some("CN51-9917"));
        assert_eq!(issn("ISSN 1234-567X").as_deref(), Some("1234-567X"));
    }
}

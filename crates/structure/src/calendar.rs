//! Dates as papers print them: in words and numerals, in the calendars of their countries.
//!
//! Where dates stand, in mastheads or at the beginning of reports, is the matter of those who ask.

use std::sync::LazyLock;

use crate::conventions::Words;

/// The words of dates.
const FILE: &str = include_str!("../data/calendar.txt");

static MONTHS: LazyLock<Words> = LazyLock::new(|| Words::read(FILE, "months"));
static SHORT_MONTHS: LazyLock<Words> = LazyLock::new(|| Words::read(FILE, "short-months"));
static WEEKDAYS: LazyLock<Words> = LazyLock::new(|| Words::read(FILE, "weekdays"));
static LINKS: LazyLock<Words> = LazyLock::new(|| Words::read(FILE, "links"));
static ERAS: LazyLock<Words> = LazyLock::new(|| Words::read(FILE, "eras"));

/// Years that a date can name: printed papers and some way beyond.
const YEARS: std::ops::RangeInclusive<u32> = 1500..=2999;
/// Days of a month.
const DAYS: std::ops::RangeInclusive<u32> = 1..=31;
/// Letters behind the figures of a day: `3rd`, `1er`, `3-го`.
const ORDINAL: usize = 3;
/// The years of the Korean era, which began 2333 years before the common one.
const DANGI: std::ops::RangeInclusive<u32> = 4200..=4400;

/// The first date in a line, as ISO 8601; a month or a year where no more is said.
pub(crate) fn date(text: &str) -> Option<String> {
    eastern(text).or_else(|| figures(text)).or_else(|| western(text))
}

/// The number of the month that a word in lower case names in full.
pub(crate) fn month(word: &str) -> Option<u32> {
    MONTHS.number(word)
}

/// Whether a word is a month or a day of the week, in full or shortened.
pub(crate) fn is_day_word(word: &str) -> bool {
    let word = word.to_lowercase();
    any_month(&word).is_some() || WEEKDAYS.has(&word)
}

/// The length in bytes of the day that a text begins with, without the stop that ends it: `May 2`, `den 5. März`,
/// `le 4 août 1898`, `Saturday`. A number alone is none.
pub(crate) fn day_length(text: &str) -> Option<usize> {
    let (mut at, mut end) = (0, 0);
    let (mut named, mut linked, mut number) = (false, false, false);
    for token in text.split_inclusive(' ') {
        let word = token.trim_end_matches([' ', ',']).trim_end_matches('.');
        let lower = word.trim_end_matches(['º', '°']).to_lowercase();
        if is_day_word(&lower) {
            named = true;
        } else if is_day(&lower) || lower.parse().is_ok_and(|year: u32| YEARS.contains(&year)) {
            number = true;
        } else if LINKS.has(&lower) {
            linked = true;
            at += token.len();
            continue;
        } else {
            // `Oct. 3.—The log`: the number ends where the dash begins.
            let figures = lower.len() - lower.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            let touched = is_day(&lower[..figures]) && lower[figures..].starts_with(['.', '—', '–']);
            return (touched && named)
                .then_some(at + figures)
                .or((named || linked && number).then_some(end))
                .filter(|end| *end > 0);
        }
        end = at + word.len();
        at += token.len();
        // A whole sentence may end with a day: the next begins behind its stop.
        if token.trim_end().ends_with('.')
            && number
            && named
            && !text[at..].starts_with(|c: char| c.is_ascii_digit())
        {
            break;
        }
    }
    (named || linked && number).then_some(end).filter(|end| *end > 0)
}

/// Whether a word is a day of the month in figures, with or without letters behind: `3`, `3rd`, `1er`.
fn is_day(word: &str) -> bool {
    let figures = word.trim_end_matches(|c: char| c.is_alphabetic() || c == '-');
    let letters = word[figures.len()..].chars().count();
    letters <= ORDINAL && figures.parse().is_ok_and(|day: u32| DAYS.contains(&day))
}

fn any_month(word: &str) -> Option<u32> {
    MONTHS.number(word).or_else(|| SHORT_MONTHS.number(word))
}

/// `2021年8月20日`, 二〇二一年八月二十日, `2024년 3월 5일`, 民國一一〇年十月一日, 昭和56年3月, `단기 4292년`.
fn eastern(text: &str) -> Option<String> {
    let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    for (year, month, day) in [('年', '月', '日'), ('년', '월', '일')] {
        for (at, mark) in compact.match_indices(year) {
            let Some(value) = year_before(&compact[..at]) else { continue };
            let rest = &compact[at + mark.len()..];
            let months = number_before(rest, month).filter(|(month, _)| (1..=12).contains(month));
            let Some((month, rest)) = months else { return Some(value.to_string()) };
            let day = number_before(rest, day).map(|(day, _)| day).filter(|day| DAYS.contains(day));
            return Some(iso(value, month, day));
        }
    }
    None
}

/// The year that a text ends with, of the common calendar or counted within an era.
fn year_before(text: &str) -> Option<u32> {
    let start = text.char_indices().rev().take_while(|(_, c)| is_numeral(*c)).last()?.0;
    let value: u32 = decimal(&text[start..]).parse().ok()?;
    if DANGI.contains(&value) {
        return Some(value - 2333);
    }
    let eras = ERAS.iter().filter_map(|entry| entry.split_once('='));
    let era =
        eras.filter(|(name, _)| text[..start].ends_with(name)).find_map(|(_, year)| year.parse::<u32>().ok());
    let value = era.map_or(Some(value), |before| before.checked_add(value))?;
    YEARS.contains(&value).then_some(value)
}

fn number_before(text: &str, mark: char) -> Option<(u32, &str)> {
    let at = text.find(mark)?;
    let number = &text[..at];
    let fits = !number.is_empty() && number.chars().all(is_numeral);
    let value = fits.then(|| decimal(number).parse().ok()).flatten()?;
    Some((value, &text[at + mark.len_utf8()..]))
}

fn iso(year: u32, month: u32, day: Option<u32>) -> String {
    day.map_or_else(|| format!("{year:04}-{month:02}"), |day| format!("{year:04}-{month:02}-{day:02}"))
}

/// `20.08.2021` and `2021.08.20`, where the year tells which end is which and stops part the numbers: slashes stand
/// between day and month in either order.
fn figures(text: &str) -> Option<String> {
    let runs = text.split(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | '-')));
    runs.filter_map(|run| {
        let parts: Vec<&str> = run.trim_matches(['.', '-']).split(['.', '-']).collect();
        let [first, month, last] = parts[..] else { return None };
        let (year, day) = if first.len() == 4 { (first, last) } else { (last, first) };
        let fits = year.len() == 4 && month.len() <= 2 && day.len() <= 2;
        let number = |text: &str| text.parse::<u32>().ok().filter(|_| fits);
        let (year, month, day) = (number(year)?, number(month)?, number(day)?);
        (YEARS.contains(&year) && (1..=12).contains(&month) && DAYS.contains(&day))
            .then(|| iso(year, month, Some(day)))
    })
    .next()
}

/// `Friday, October 17, 2025`, `5. März 2024`, `février 2024`, `1º de maio de 1999`, `1921. május 3.`
fn western(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty() && !LINKS.has(word) && !WEEKDAYS.has(word))
        .collect();
    (0..words.len()).find_map(|at| around_month(&words, at))
}

/// The date whose month stands at a word.
fn around_month(words: &[&str], at: usize) -> Option<String> {
    let month = any_month(words[at])?;
    let number = |at: Option<usize>| {
        let word = words.get(at?)?;
        word.trim_end_matches(|c: char| c.is_alphabetic()).parse::<u32>().ok()
    };
    let is_day = |n: &u32| DAYS.contains(n);
    let before = number(at.checked_sub(1)).filter(is_day);
    // `3 May 21` has its day before; `May 3, 1921` behind.
    let day = before.or_else(|| number(Some(at + 1)).filter(is_day));
    let around = [Some(at + 1), Some(at + 2), at.checked_sub(1), at.checked_sub(2)];
    let year = around.into_iter().filter_map(number).find(|year| YEARS.contains(year))?;
    let whole = month_is_full(words[at]) || day.is_some();
    whole.then(|| iso(year, month, day))
}

fn month_is_full(word: &str) -> bool {
    MONTHS.number(word).is_some()
}

const NUMERALS: &str = "〇一二三四五六七八九";

/// Whether a character is a figure or a Chinese numeral.
pub(crate) fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || "〇零○一二三四五六七八九十百廿卅元".contains(c)
}

/// A number in Chinese or Arabic digits as Arabic digits: 二〇二一, 三十一, 廿三.
pub(crate) fn decimal(text: &str) -> String {
    if text.chars().all(|c| c.is_ascii_digit()) {
        return text.to_owned();
    }
    let zero = |c: char| matches!(c, '零' | '○');
    let digit = |c: char| NUMERALS.chars().position(|n| n == c || (n == '〇' && zero(c))).map(|n| n as u32);
    if !text.contains(['十', '百', '廿', '卅', '元']) {
        return text.chars().filter_map(digit).map(|n| n.to_string()).collect();
    }
    let (mut sum, mut last) = (0u32, 0u32);
    for c in text.chars() {
        match c {
            '百' => sum = sum.saturating_add(last.max(1) * 100),
            '十' => sum = sum.saturating_add(last.max(1) * 10),
            '廿' => sum = sum.saturating_add(20),
            '卅' => sum = sum.saturating_add(30),
            '元' => sum = sum.saturating_add(1),
            _ => {
                last = digit(c).unwrap_or_default();
                continue;
            }
        }
        last = 0;
    }
    sum.saturating_add(last).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_in_their_languages_and_calendars() {
        for (text, expected) in [
            ("2021年8月20日 星期五", "2021-08-20"),
            ("二〇二一年八月二十日", "2021-08-20"),
            ("二○二一年八月二十日", "2021-08-20"),
            ("2021年8月号", "2021-08"),
            ("中華民國一一一年十月一日", "2022-10-01"),
            ("民國九十年三月", "2001-03"),
            ("昭和56年3月1日（日曜日）", "1981-03-01"),
            ("令和元年五月一日", "2019-05-01"),
            ("大正十二年九月一日", "1923-09-01"),
            ("2024년 3월 5일 화요일", "2024-03-05"),
            ("단기 4292년 3월 1일", "1959-03-01"),
            ("Friday, October 17, 2025", "2025-10-17"),
            ("SATURDAY 3RD MAY 1890", "1890-05-03"),
            ("Sept. 4, 1911", "1911-09-04"),
            ("5. März 2024", "2024-03-05"),
            ("Montag, den 3. Mai 1921", "1921-05-03"),
            ("février 2024", "2024-02"),
            ("Mercredi 1er juin 1898", "1898-06-01"),
            ("1º de maio de 1999", "1999-05-01"),
            ("Viernes, 14 de febrero de 2020", "2020-02-14"),
            ("Sabato 2 ottobre 2021", "2021-10-02"),
            ("Woensdag 5 mei 1999", "1999-05-05"),
            ("lördagen den 3 maj 1921", "1921-05-03"),
            ("Вторник, 5 июня 2018 года", "2018-06-05"),
            ("Середа, 5 червня 2018 року", "2018-06-05"),
            ("środa, 3 maja 1995 r.", "1995-05-03"),
            ("1921. május 3., kedd", "1921-05-03"),
            ("Nr. 12 — 20.08.2021", "2021-08-20"),
            ("2021.08.20. 금요일", "2021-08-20"),
        ] {
            assert_eq!(date(text).as_deref(), Some(expected), "{text}");
        }
        for text in ["農曆辛丑年七月初十", "Volume 12, Number 3", "3.5.2.1", "12/11/2021"] {
            assert_eq!(date(text), None, "{text}");
        }
    }

    #[test]
    fn days_are_measured_at_the_beginning_of_a_text() {
        for (day, rest) in [
            ("May 2", ". The log"),
            ("Oct. 3", ".—The log"),
            ("October 3rd, 1894", ". — The log"),
            ("Monday, Oct. 3", ". The log"),
            ("Saturday", ". — The log"),
            ("den 5. März", ". Das Stellwerk"),
            ("im März", ". Das Stellwerk"),
            ("le 4 août", ". Muet depuis"),
            ("le 4", ". — Muet"),
            ("3 de mayo", " (EFE)"),
            ("3 мая", ". Мост"),
            ("20 ago", " (EFE).- El"),
        ] {
            assert_eq!(day_length(&format!("{day}{rest}")), Some(day.len()), "{day}");
        }
        for text in ["Sports Editor", "42 and tired", "the log", "Maine (AP)"] {
            assert_eq!(day_length(text), None, "{text}");
        }
    }
}

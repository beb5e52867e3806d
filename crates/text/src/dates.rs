//! Dates, volumes and numbers in the line that names an issue.
//!
//! Reads what such lines have in the languages of the papers; no calendar, no eras, no dates in running text.

/// What stands before and after a volume: `Vol. 12`, `第12卷`.
pub(crate) const VOLUME: [(&str, &str); 9] = [
    ("vol. ", ""),
    ("volume ", ""),
    ("jahrgang ", ""),
    ("tome ", ""),
    ("tom ", ""),
    ("том ", ""),
    ("ročník ", ""),
    ("第", "卷"),
    ("제", "권"),
];
/// What stands before and after a number since the first issue.
pub(crate) const WHOLE_NUMBER: [(&str, &str); 4] =
    [("总第", "期"), ("總第", "期"), ("通巻", "号"), ("whole no. ", "")];
/// What stands before and after the number of an issue.
pub(crate) const NUMBER: [(&str, &str); 18] = [
    ("no. ", ""),
    ("number ", ""),
    ("nr. ", ""),
    ("nr ", ""),
    ("n° ", ""),
    ("nº ", ""),
    ("№ ", ""),
    // What typists without `№` wrote for it.
    ("n ", ""),
    ("issue ", ""),
    ("numéro ", ""),
    ("número ", ""),
    ("выпуск ", ""),
    ("číslo ", ""),
    ("φύλλου ", ""),
    ("第", "期"),
    ("第", "号"),
    ("第", "號"),
    ("제", "호"),
];

/// The longest line that names an issue, in characters; of the blanks between its pieces one counts.
const LONGEST: usize = 70;

/// Whether a line names an issue: short, with a date of publication, a volume or a number.
pub(crate) fn is_issue_line(text: &str) -> bool {
    let blanks = text.split(' ').filter(|word| word.is_empty()).count();
    text.chars().count() - blanks <= LONGEST
        && (date(text).is_some() || number_of(text, &VOLUME).is_some() || number_of(text, &NUMBER).is_some())
}

/// Small words that a line with date, number and price may have: `12 мая 1987 года, цена 3 коп.`
const SMALL_WORDS: usize = 4;

/// Whether the full stop at the end of a line is that of an abbreviation, `Preis 60 Pfg.`: the line names an issue, and
/// no sentence has so few small words.
pub(crate) fn is_abbreviated(text: &str) -> bool {
    let small = text.split_whitespace().filter(|word| word.starts_with(char::is_lowercase)).count();
    is_issue_line(text) && small <= SMALL_WORDS
}

/// The number between one of the pairs of words.
pub(crate) fn number_of(text: &str, pairs: &[(&str, &str)]) -> Option<String> {
    let lower = text.to_lowercase();
    pairs.iter().find_map(|(before, after)| {
        let spaced: &str = before;
        lower.match_indices(spaced.trim_end()).find_map(|(at, word)| {
            // `总第12期` is not the twelfth of the year, and `casino. ` is no number.
            let left = lower[..at].chars().next_back();
            if left.is_some_and(|c| c.is_alphabetic() && (spaced.is_ascii() || "总總".contains(c))) {
                return None;
            }
            let rest = lower[at + word.len()..].trim_start();
            let end = rest.find(|c: char| !is_numeral(c)).unwrap_or(rest.len());
            let counts = end > 0 && (word.len() > 1 || rest.starts_with(|c: char| c.is_ascii_digit()));
            let closes = counts && rest[end..].trim_start().starts_with(after);
            let word_ends = !after.is_empty() || !rest[end..].starts_with(char::is_alphabetic);
            (closes && word_ends).then(|| rest[..end].to_uppercase())
        })
    })
}

/// Arabic, Roman or Chinese numerals.
fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || "ivxlc〇一二三四五六七八九十百零".contains(c)
}

/// The date in a line as ISO 8601, to the day or to the month.
pub(crate) fn date(text: &str) -> Option<String> {
    east_asian(text).or_else(|| western(text)).or_else(|| iso(text))
}

/// `2003年4月5日`, `二〇〇三年四月五日`, `2003년 4월 5일`, `昭和58年7月3日`.
fn east_asian(text: &str) -> Option<String> {
    let (at, mark) = text.char_indices().find(|(_, c)| matches!(c, '年' | '년'))?;
    let (month, day) = month_and_day(text[at + mark.len_utf8()..].trim_start())?;
    iso_date(year_of_era(text[..at].trim_end()).or_else(|| year_before(&text[..at]))?, month, day)
}

/// `7月3日`, `七月`.
fn month_and_day(text: &str) -> Option<(u32, Option<u32>)> {
    let (month, rest) = text.split_once(['月', '월'])?;
    let day = rest.split_once(['日', '일']).and_then(|(day, _)| count(day.trim()));
    Some((count(month.trim())?, day))
}

/// Eras of Japanese and Chinese years, and the year before their first.
const ERAS: [(&str, u32); 7] = [
    ("明治", 1867),
    ("大正", 1911),
    ("昭和", 1925),
    ("平成", 1988),
    ("令和", 2018),
    ("民國", 1911),
    ("民国", 1911),
];

/// The year that a text with an era ends with: `昭和五十八`, `平成元`.
fn year_of_era(text: &str) -> Option<u32> {
    let (number, before) = ERAS.iter().find_map(|(era, before)| Some((text.rsplit_once(era)?.1, before)))?;
    let number = number.trim();
    let year = if number == "元" { 1 } else { count(number)? };
    (1..=120).contains(&year).then_some(before + year)
}

/// The year of four digits that a text ends with.
fn year_before(text: &str) -> Option<u32> {
    let text = text.trim_end();
    let start = text
        .rfind(|c: char| !is_year_digit(c))
        .map_or(0, |i| i + text[i..].chars().next().map_or(0, char::len_utf8));
    digits(&text[start..])
}

fn is_year_digit(c: char) -> bool {
    c.is_ascii_digit() || "〇零一二三四五六七八九".contains(c)
}

/// The value of digits read one by one, Arabic or Chinese: `二〇〇三`.
fn digits(text: &str) -> Option<u32> {
    let mut value: u32 = 0;
    for c in text.chars() {
        // A row of digits too long for a number is no year.
        value = value.checked_mul(10)?.checked_add(c.to_digit(10).or_else(|| chinese_digit(c))?)?;
    }
    (1000..3000).contains(&value).then_some(value)
}

fn chinese_digit(c: char) -> Option<u32> {
    if c == '零' {
        return Some(0);
    }
    "〇一二三四五六七八九".chars().position(|d| d == c).and_then(|at| u32::try_from(at).ok())
}

/// The value of a month or day: `12`, `十二`, `二十一`.
fn count(text: &str) -> Option<u32> {
    if let Ok(value) = text.parse() {
        return Some(value);
    }
    let Some((tens, ones)) = text.split_once('十') else { return chinese_digit(text.chars().next()?) };
    let digit = |part: &str, none| part.chars().next().map_or(Some(none), chinese_digit);
    Some(digit(tens, 1)? * 10 + digit(ones, 0)?)
}

/// Months by the first letters of their names: English, German, French, Spanish, Italian, Portuguese.
const MONTHS: [&[&str]; 12] = [
    &["jan", "jän", "ene", "gen"],
    &["feb", "fév", "fev"],
    &["mar", "mär"],
    &["apr", "avr", "abr"],
    &["may", "mai", "mag"],
    &["jun", "juin", "giu"],
    &["jul", "juil", "lug"],
    &["aug", "aoû", "ago"],
    &["sep", "set"],
    &["oct", "okt", "ott", "out"],
    &["nov"],
    &["dec", "dez", "déc", "dic"],
];

/// Months by their names in full, where their first letters are those of common words: Russian, Ukrainian, Polish,
/// Czech, Greek, Turkish, in the case that dates have.
const NAMED_MONTHS: [&[&str]; 12] = [
    &["января", "январь", "січня", "stycznia", "styczeń", "ledna", "leden", "ιανουαρίου", "ocak"],
    &["февраля", "февраль", "лютого", "lutego", "luty", "února", "únor", "φεβρουαρίου", "şubat"],
    &["марта", "март", "березня", "března", "březen", "μαρτίου"],
    &["апреля", "апрель", "квітня", "kwietnia", "kwiecień", "dubna", "duben", "απριλίου", "nisan"],
    &["мая", "май", "травня", "maja", "maj", "května", "květen", "μαΐου", "mei"],
    &["июня", "июнь", "червня", "czerwca", "czerwiec", "června", "červen", "ιουνίου", "haziran"],
    &["июля", "июль", "липня", "lipca", "lipiec", "července", "červenec", "ιουλίου", "temmuz"],
    &["августа", "август", "серпня", "sierpnia", "sierpień", "srpna", "srpen", "αυγούστου", "ağustos"],
    &["сентября", "сентябрь", "вересня", "września", "wrzesień", "září", "σεπτεμβρίου", "eylül"],
    &["октября", "октябрь", "жовтня", "października", "październik", "října", "říjen", "οκτωβρίου", "ekim"],
    &["ноября", "ноябрь", "листопада", "listopada", "listopad", "νοεμβρίου", "kasım"],
    &["декабря", "декабрь", "грудня", "grudnia", "grudzień", "prosince", "prosinec", "δεκεμβρίου", "aralık"],
];

/// `May 2, 1931`, `2 May 1931`, `2. Mai 1931`, `May 1931`.
fn western(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    let words: Vec<&str> =
        lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let (at, month) = words.iter().enumerate().find_map(|(at, word)| Some((at, month(word)?)))?;
    let ahead = &words[at + 1..];
    let year = ahead.iter().take(3).find_map(|word| digits(word).filter(|_| word.len() == 4))?;
    let day_of = |word: &&str| {
        word.trim_end_matches(char::is_alphabetic).parse().ok().filter(|day| (1..=31).contains(day))
    };
    let before = at.checked_sub(1).and_then(|i| words.get(i));
    let day =
        ahead.first().filter(|word| word.len() <= 4).and_then(day_of).or_else(|| before.and_then(day_of));
    iso_date(year, month, day)
}

fn month(word: &str) -> Option<u32> {
    if let Some(at) = NAMED_MONTHS.iter().position(|names| names.contains(&word)) {
        return u32::try_from(at + 1).ok();
    }
    let at = MONTHS.iter().position(|names| names.iter().any(|name| word.starts_with(name)))?;
    // Longer words that begin like a month are none: "market", "decision".
    (word.chars().count() <= 9).then_some(u32::try_from(at + 1).ok()?)
}

/// `2003-04-05`, `2003.4.5`, `2003/04/05`.
fn iso(text: &str) -> Option<String> {
    text.split_whitespace().find_map(|word| {
        let parts: Vec<&str> = word.split(['-', '.', '/']).filter(|part| !part.is_empty()).collect();
        let [year, month, day] = parts[..] else { return None };
        iso_date(digits(year)?, month.parse().ok()?, Some(day.parse().ok()?))
    })
}

fn iso_date(year: u32, month: u32, day: Option<u32>) -> Option<String> {
    if !(1..=12).contains(&month) {
        return None;
    }
    match day {
        Some(day) if (1..=31).contains(&day) => Some(format!("{year:04}-{month:02}-{day:02}")),
        Some(_) => None,
        None => Some(format!("{year:04}-{month:02}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_many_papers() {
        let cases = [
            ("2001年8月17日 星期五", Some("2001-08-17")),
            ("二〇〇三年十一月二十一日", Some("2003-11-21")),
            ("2003년 4월 5일 토요일", Some("2003-04-05")),
            ("Saturday, May 2, 1931", Some("1931-05-02")),
            ("2. Mai 1931", Some("1931-05-02")),
            ("Octobre 1912", Some("1912-10")),
            ("12 мая 1987 года", Some("1987-05-12")),
            ("7 czerwca 1986 r.", Some("1986-06-07")),
            ("3 Μαΐου 1984", Some("1984-05-03")),
            ("昭和五十八年七月三日（日曜日）", Some("1983-07-03")),
            ("平成元年二月", Some("1989-02")),
            ("民國八十年6月8日", Some("1991-06-08")),
            ("2003-04-05", Some("2003-04-05")),
            ("The market opened in rain", None),
            ("13月的桥", None),
            ("99999999999年8月17日", None),
            ("May 2, 99999999999", None),
        ];
        for (text, date_found) in cases {
            assert_eq!(date(text).as_deref(), date_found, "{text}");
        }
    }

    #[test]
    fn numbers_of_issues() {
        assert_eq!(number_of("第14期（总第203期）", &NUMBER).as_deref(), Some("14"));
        assert_eq!(number_of("总第203期", &NUMBER), None);
        assert_eq!(number_of("Vol. 88, No. 41", &VOLUME).as_deref(), Some("88"));
        assert_eq!(number_of("Vol. 88, No. 41", &NUMBER).as_deref(), Some("41"));
        assert_eq!(number_of("№ 17 (204)", &NUMBER).as_deref(), Some("17"));
        assert_eq!(number_of("Nr 23     7 czerwca", &NUMBER).as_deref(), Some("23"));
        assert_eq!(number_of("the casino. 12 tables", &NUMBER), None);
        assert_eq!(number_of("No. it is not", &NUMBER), None);
    }
}

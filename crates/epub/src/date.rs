//! Dates of issues: read from ISO 8601, shown in words. No clock.

use crate::words::Words;

/// A date of which the day, or day and month, may be unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Date {
    year: u16,
    month: Option<u8>,
    day: Option<u8>,
}

/// `2021-08-20`, `2021-08` or `2021`; nothing else, and no day that the calendar does not have.
pub(crate) fn parse(text: &str) -> Option<Date> {
    let mut fields = text.split('-');
    let year = number(fields.next()?, 4)?;
    let month = fields.next().map(|month| number(month, 2));
    let day = fields.next().map(|day| number(day, 2));
    if fields.next().is_some() || year == 0 {
        return None;
    }
    let month = match month {
        Some(month) => Some(month.filter(|m| (1..=12).contains(m))? as u8),
        None => None,
    };
    let day = match day {
        Some(day) => Some(day.filter(|&d| d >= 1 && d <= days(year, month))? as u8),
        None => None,
    };
    Some(Date { year, month, day })
}

/// The date as ISO 8601, as far as it is known.
pub(crate) fn iso(date: Date) -> String {
    match (date.month, date.day) {
        (Some(month), Some(day)) => format!("{:04}-{month:02}-{day:02}", date.year),
        (Some(month), None) => format!("{:04}-{month:02}", date.year),
        _ => format!("{:04}", date.year),
    }
}

/// Midnight of the date in the form of `dcterms:modified` (EPUB 3.3, "Last modified date"); what is unknown is
/// the first.
pub(crate) fn midnight(date: Date) -> String {
    format!("{:04}-{:02}-{:02}T00:00:00Z", date.year, date.month.unwrap_or(1), date.day.unwrap_or(1))
}

/// Whether a text is a moment in the form of `dcterms:modified`.
pub(crate) fn is_moment(text: &str) -> bool {
    let Some((date, time)) = text.split_once('T') else { return false };
    let Some(time) = time.strip_suffix('Z') else { return false };
    let limits = [24, 60, 60];
    let fields: Vec<Option<u16>> = time.split(':').map(|field| number(field, 2)).collect();
    let sound = fields.len() == 3
        && fields.iter().zip(limits).all(|(field, limit)| field.is_some_and(|value| value < limit));
    sound && parse(date).is_some_and(|date| date.day.is_some())
}

/// The date in words.
pub(crate) fn in_words(date: Date, words: &Words) -> String {
    let month = date.month.map(|month| {
        words.months.get(usize::from(month) - 1).map_or_else(|| month.to_string(), |name| (*name).to_owned())
    });
    let pattern = match (date.month, date.day) {
        (Some(_), Some(_)) => words.day,
        (Some(_), None) => words.month,
        _ => words.year,
    };
    pattern
        .replace("{y}", &date.year.to_string())
        .replace("{m}", &month.unwrap_or_default())
        .replace("{d}", &date.day.map(|day| day.to_string()).unwrap_or_default())
}

fn number(text: &str, digits: usize) -> Option<u16> {
    let sound = text.len() == digits && text.bytes().all(|b| b.is_ascii_digit());
    if sound { text.parse().ok() } else { None }
}

fn days(year: u16, month: Option<u8>) -> u16 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        Some(2) if leap => 29,
        Some(2) => 28,
        Some(4 | 6 | 9 | 11) => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::words;

    #[test]
    fn dates_are_read_and_said() {
        let said = |text, tag| parse(text).map(|date| in_words(date, words(tag)));
        assert_eq!(said("2024-05-06", "zh").as_deref(), Some("2024年5月6日"));
        assert_eq!(said("1987-08-20", "en").as_deref(), Some("20 August 1987"));
        assert_eq!(said("1987-08", "de").as_deref(), Some("August 1987"));
        assert_eq!(said("1901", "ja").as_deref(), Some("1901年"));
        assert_eq!(parse("1987-08").map(midnight).as_deref(), Some("1987-08-01T00:00:00Z"));
        for text in ["", "yesterday", "2021-13-01", "2021-02-29", "21-1-1", "2021-08-20-1", "2021-", "0000"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn moments_are_told_from_other_text() {
        assert!(is_moment("2024-05-06T23:59:00Z"));
        for text in ["2024-05-06", "2024-05-06T24:00:00Z", "2024-05T00:00:00Z", "2024-05-06T00:00:00", "<T>"]
        {
            assert!(!is_moment(text), "{text}");
        }
    }
}

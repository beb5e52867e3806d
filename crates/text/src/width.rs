//! Widths of characters and lines as typed, in ems: an ideograph is one em, a Latin letter half of one.

use std::ops::Range;

use unicode_width::UnicodeWidthChar;

/// Columns between tab stops. Eight on every terminal and printer of the time.
const TAB_COLUMNS: usize = 8;

/// How wide the characters are that East Asian and Western typesetting measure differently (UAX #11, "ambiguous").
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Ambiguous {
    /// Half an em: Western text.
    #[default]
    Narrow,
    /// A whole em: East Asian text.
    Wide,
}

/// How much of a text is looked at to tell its habit, in characters.
const HABIT_SAMPLE: usize = 20_000;

impl Ambiguous {
    /// The habit of a text: East Asian when a tenth of its characters are wide by nature.
    pub(crate) fn of(text: &str) -> Self {
        let (mut wide, mut all) = (0, 0);
        for c in text.chars().filter(|c| !c.is_whitespace()).take(HABIT_SAMPLE) {
            all += 1;
            wide += usize::from(c.width() == Some(2));
        }
        if wide * 10 > all { Self::Wide } else { Self::Narrow }
    }

    fn columns(self, c: char) -> usize {
        // Most characters of most texts, told without a look into the tables.
        match c {
            ' '..='~' => return 1,
            '\u{4E00}'..='\u{9FFF}' => return 2,
            _ => {}
        }
        let columns = match self {
            Self::Narrow => c.width(),
            Self::Wide => c.width_cjk(),
        };
        columns.unwrap_or(0)
    }
}

/// Where a stretch of text ends that begins at a column; tabs go to the next stop.
pub(crate) fn end_column(text: &str, start: usize, ambiguous: Ambiguous) -> usize {
    text.chars().fold(start, |at, c| next_column(c, at, ambiguous))
}

/// The characters of a text that begins at a column, each with its byte offset and the columns that it takes.
pub(crate) fn columns_of(
    text: &str,
    start: usize,
    ambiguous: Ambiguous,
) -> impl Iterator<Item = (usize, char, Range<usize>)> {
    text.char_indices().scan(start, move |column, (at, c)| {
        let from = *column;
        *column = next_column(c, from, ambiguous);
        Some((at, c, from..*column))
    })
}

fn next_column(c: char, at: usize, ambiguous: Ambiguous) -> usize {
    match c {
        '\t' => (at / TAB_COLUMNS + 1) * TAB_COLUMNS,
        _ => at + ambiguous.columns(c),
    }
}

/// Columns to ems.
pub(crate) fn ems(columns: usize) -> f32 {
    columns as f32 / 2.0
}

//! Long files cut into stretches that are read one beside the other: where the cuts are.
//!
//! An issue has some hundred kilobytes and stays whole. What has many megabytes is the run of a year, and no
//! decision about one of its pages needs another a year away; so it is decoded and read in stretches, on as many
//! threads as there are, and what one stretch needs on the way is given back before the next.

use std::ops::Range;

use crate::charset::{Charset, Endian};

/// Bytes of a stretch, at most, unless one line is longer. Larger than any issue and than most bound volumes, and
/// small enough that all that is known of its lines costs little beside a file of a hundred megabytes.
const STRETCH: usize = 2 << 20;

/// Ranges of a file's bytes, end to end, each of which can be decoded and read by itself.
pub(crate) fn cut(bytes: &[u8], charset: Charset) -> Vec<Range<usize>> {
    let unit = Unit::of(charset);
    let mut out = Vec::new();
    let mut start = 0;
    while start < bytes.len() {
        let rest = &bytes[start..];
        let end = start + unit.map_or(rest.len(), |unit| length(rest, unit));
        out.push(start..end);
        start = end;
    }
    out
}

/// The length of the first stretch of what is left of a file: up to the best cut in its second half, else up to the
/// first line end behind it.
fn length(rest: &[u8], unit: Unit) -> usize {
    if rest.len() <= STRETCH {
        return rest.len();
    }
    let ends: Vec<usize> = line_ends(rest, unit, STRETCH / 2).take_while(|end| *end <= STRETCH).collect();
    best(rest, &ends).or_else(|| line_ends(rest, unit, STRETCH).next()).unwrap_or(rest.len())
}

/// The best of these line ends to cut at: behind a form feed, else below the most blank lines, the last of its kind.
fn best(rest: &[u8], ends: &[usize]) -> Option<usize> {
    let mut best = None;
    let mut blanks = 0;
    for pair in ends.windows(2) {
        let line = &rest[pair[0]..pair[1]];
        let blank = line.iter().all(|byte| byte.is_ascii_whitespace() || *byte == 0);
        blanks = if blank { blanks + 1 } else { 0 };
        let worth = if line.contains(&FORM_FEED) { (1, 0) } else { (0, blanks) };
        if best.is_none_or(|(most, _)| worth >= most) {
            best = Some((worth, pair[1]));
        }
    }
    best.map(|(_, end)| end)
}

const FORM_FEED: u8 = 0x0C;

/// How line ends stand in the bytes of an encoding.
#[derive(Debug, Clone, Copy)]
struct Unit {
    /// Bytes of a code unit.
    width: usize,
    /// Which of them is the lowest.
    low: usize,
}

impl Unit {
    /// None for encodings whose state goes on from line to line.
    fn of(charset: Charset) -> Option<Self> {
        let (width, low) = match charset {
            Charset::Web(encoding) if encoding == encoding_rs::ISO_2022_JP => return None,
            Charset::Iso2022Kr | Charset::Iso2022Cn => return None,
            Charset::Web(encoding) if encoding == encoding_rs::UTF_16LE => (2, 0),
            Charset::Web(encoding) if encoding == encoding_rs::UTF_16BE => (2, 1),
            Charset::Utf32(Endian::Little) => (4, 0),
            Charset::Utf32(Endian::Big) => (4, 3),
            Charset::Web(_) | Charset::Hz | Charset::Dos(_) => (1, 0),
        };
        Some(Self { width, low })
    }
}

/// Where lines end at or behind a place: the offsets behind their line feeds, or behind the carriage returns of a
/// text that has no line feeds.
fn line_ends(bytes: &[u8], unit: Unit, from: usize) -> impl Iterator<Item = usize> {
    let sample = &bytes[..bytes.len().min(STRETCH)];
    let mark = if memchr::memchr(b'\n', sample).is_some() { b'\n' } else { b'\r' };
    let from = from - from % unit.width;
    memchr::memchr_iter(mark, &bytes[from..]).map(move |at| from + at).filter_map(move |at| {
        let start = at.checked_sub(unit.low).filter(|start| start.is_multiple_of(unit.width))?;
        let unit_bytes = bytes.get(start..start + unit.width)?;
        let others = unit_bytes.iter().enumerate().filter(|(n, _)| *n != unit.low);
        others.fold(true, |zero, (_, byte)| zero && *byte == 0).then_some(start + unit.width)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(count: usize) -> String {
        (0..count)
            .map(|n| format!("line {n} of a long text\n{}", if n % 1000 == 0 { "\n\n" } else { "" }))
            .collect()
    }

    #[test]
    fn long_texts_are_cut_below_blank_lines_in_units_of_any_width() {
        let text = lines(200_000);
        let utf8 = Charset::Web(encoding_rs::UTF_8);
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        for (bytes, charset) in [(text.as_bytes(), utf8), (&wide, Charset::Web(encoding_rs::UTF_16BE))] {
            let ranges = cut(bytes, charset);
            assert!(ranges.len() > 2 && ranges.iter().all(|range| range.len() <= STRETCH));
            assert!(ranges.windows(2).all(|pair| pair[0].end == pair[1].start), "end to end");
            assert_eq!(ranges.last().map(|range| range.end), Some(bytes.len()));
            let decoded =
                |range: &Range<usize>| crate::decode::decode(&bytes[range.clone()], charset, 0).text;
            let all: Vec<String> = ranges.iter().map(decoded).collect();
            assert!(all[..all.len() - 1].iter().all(|text| text.ends_with("\n\n\n")));
            assert_eq!(all.concat(), text);
        }
    }

    #[test]
    fn a_form_feed_is_the_best_cut_and_a_line_without_end_stays_whole() {
        let text = format!("{}\u{C}\n{}", lines(60_000), lines(60_000));
        let ranges = cut(text.as_bytes(), Charset::Web(encoding_rs::UTF_8));
        assert!(text[..ranges[0].end].ends_with("\u{C}\n"));
        let line = "x".repeat(2 * STRETCH + 1);
        let ranges = cut(line.as_bytes(), Charset::Web(encoding_rs::UTF_8));
        assert_eq!((ranges.len(), ranges[0].len()), (1, line.len()));
    }
}

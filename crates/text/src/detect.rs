//! Which encoding a file is in: marks first, structure next, statistics of the whole file last.
//!
//! Decodes nothing for keeps: the verdict names the encoding, how surely, and what came second.

use std::ops::Range;

use rayon::prelude::*;

use crate::charset::{Charset, Endian, widened};
use crate::likelihood::{self, Ranking};
use crate::{hz, iso2022, stretches, utf32};

/// What was found out about a file's encoding.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Verdict {
    /// The encoding.
    pub charset: Charset,
    /// Length of the byte order mark at the start, in bytes.
    pub mark: usize,
    /// What it rests on.
    pub evidence: Evidence,
}

/// What a verdict rests on.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Evidence {
    /// The user said so.
    Told,
    /// A byte order mark.
    Mark,
    /// The form of the bytes, which no other encoding has by chance.
    Form,
    /// Statistics of the text it makes.
    Statistics {
        /// By how much it is better than the next, from 0 (not at all) to 1 (nothing else comes near).
        margin: f32,
        /// The next best that makes another text.
        runner_up: Option<Charset>,
    },
}

/// Finds the encoding of a whole file.
pub(crate) fn detect(bytes: &[u8]) -> Verdict {
    if let Some((charset, mark)) = byte_order_mark(bytes) {
        return Verdict { charset, mark, evidence: Evidence::Mark };
    }
    if let Some(charset) = by_form(bytes) {
        return Verdict { charset, mark: 0, evidence: Evidence::Form };
    }
    let Ranking { charset, margin, runner_up } = likelihood::rank(&sample(bytes));
    Verdict { charset, mark: 0, evidence: Evidence::Statistics { margin, runner_up } }
}

/// The encoding that a byte order mark tells, and the mark's length (The Unicode Standard, 23.8).
pub(crate) fn byte_order_mark(bytes: &[u8]) -> Option<(Charset, usize)> {
    let (charset, len) = match bytes {
        [0xEF, 0xBB, 0xBF, ..] => (Charset::Web(encoding_rs::UTF_8), 3),
        [0xFF, 0xFE, 0, 0, ..] if bytes.len().is_multiple_of(4) => (Charset::Utf32(Endian::Little), 4),
        [0, 0, 0xFE, 0xFF, ..] => (Charset::Utf32(Endian::Big), 4),
        [0xFF, 0xFE, ..] => (Charset::Web(encoding_rs::UTF_16LE), 2),
        [0xFE, 0xFF, ..] => (Charset::Web(encoding_rs::UTF_16BE), 2),
        [0x84, 0x31, 0x95, 0x33, ..] => (Charset::Web(encoding_rs::GB18030), 4),
        _ => return None,
    };
    Some((charset, len))
}

fn by_form(bytes: &[u8]) -> Option<Charset> {
    if let Some(charset) = wide_form(bytes) {
        return Some(charset);
    }
    if bytes.is_ascii() {
        return Some(seven_bit_form(bytes));
    }
    match std::str::from_utf8(bytes) {
        Ok(_) => Some(Charset::Web(encoding_rs::UTF_8)),
        Err(error) => mostly_utf8(bytes, error.valid_up_to()).then_some(Charset::Web(encoding_rs::UTF_8)),
    }
}

/// How many bytes above ASCII must belong to UTF-8 sequences for each that does not, for the file to count as UTF-8
/// with faults. In text of another encoding fewer than half do, by chance.
const UTF8_BYTES: usize = 4;

fn mostly_utf8(bytes: &[u8], valid_up_to: usize) -> bool {
    // A file torn within its last character.
    if !bytes[..valid_up_to].is_ascii() && bytes.len() - valid_up_to < 4 {
        return true;
    }
    let utf8 = Charset::Web(encoding_rs::UTF_8);
    let count = |range: Range<usize>| Counts::of(&bytes[range]);
    let counts = stretches::cut(bytes, utf8).into_par_iter().map(count).reduce(Counts::default, Counts::plus);
    // Whole lines of UTF-8 among lines of another encoding: the more numerous name the file.
    counts.good >= counts.bad * UTF8_BYTES || counts.utf8_lines > 0 && counts.utf8_lines * 2 >= counts.lines
}

/// Bytes of lines that are not all ASCII, from which the share of UTF-8 in a stretch of a file is told.
const COUNTED: usize = 256 << 10;

/// What is UTF-8 in a file and what is not.
#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    /// Bytes above ASCII that belong to UTF-8 sequences.
    good: usize,
    /// Bytes above ASCII that belong to none.
    bad: usize,
    /// Lines that are not all ASCII.
    lines: usize,
    /// Lines of these that are UTF-8.
    utf8_lines: usize,
}

impl Counts {
    fn of(bytes: &[u8]) -> Self {
        let mut counts = Self::default();
        let mut seen = 0;
        for line in bytes.split(|&byte| byte == b'\n').filter(|line| !line.is_ascii()) {
            seen += line.len();
            if seen > COUNTED {
                break;
            }
            let bad: usize = line.utf8_chunks().map(|chunk| chunk.invalid().len()).sum();
            counts.good += likelihood::above_ascii(line) - bad;
            counts.bad += bad;
            counts.lines += 1;
            counts.utf8_lines += usize::from(bad == 0);
        }
        counts
    }

    fn plus(self, other: Self) -> Self {
        Self {
            good: self.good + other.good,
            bad: self.bad + other.bad,
            lines: self.lines + other.lines,
            utf8_lines: self.utf8_lines + other.utf8_lines,
        }
    }
}

fn seven_bit_form(bytes: &[u8]) -> Charset {
    let escapes = memchr::memchr_iter(0x1B, bytes);
    for rest in escapes.map(|at| &bytes[at..]) {
        match iso2022::designation(rest) {
            Some((iso2022::Set::KsX1001, _)) => return Charset::Iso2022Kr,
            Some(_) => return Charset::Iso2022Cn,
            None if matches!(rest, [_, b'$', b'@' | b'B' | b'(', ..] | [_, b'(', b'J' | b'I', ..]) => {
                return Charset::Web(encoding_rs::ISO_2022_JP);
            }
            None => {}
        }
    }
    if hz::is_hz(bytes) { Charset::Hz } else { Charset::Web(encoding_rs::UTF_8) }
}

/// How much of a file is looked at for the form of code units of two and four bytes.
const FORM_BYTES: usize = 1 << 16;

/// UTF-16 and UTF-32 without a mark. Both have zero bytes in any text with blanks or line ends, and text in
/// other encodings has none.
fn wide_form(bytes: &[u8]) -> Option<Charset> {
    let head = &bytes[..bytes.len().min(FORM_BYTES)];
    memchr::memchr(0, head)?;
    for endian in [Endian::Little, Endian::Big] {
        // Padding of zeros alone would pass for either order.
        let mut units = head.chunks_exact(4).filter(|unit| **unit != [0; 4]).peekable();
        if units.peek().is_some() && units.all(|unit| utf32::scalar(unit, endian).is_some()) {
            return Some(Charset::Utf32(endian));
        }
    }
    let little = utf16_blanks(head, Endian::Little);
    let big = utf16_blanks(head, Endian::Big);
    let enough = head.len() / 2 / UTF16_BLANKS;
    let charset = if little > big { encoding_rs::UTF_16LE } else { encoding_rs::UTF_16BE };
    (little.max(big) > enough && little != big).then_some(Charset::Web(charset))
}

/// One unit in this many must be a blank or line end, or of the Basic Latin block: Han text wrapped at 60
/// characters has one line end in 60.
const UTF16_BLANKS: usize = 100;

fn utf16_blanks(bytes: &[u8], endian: Endian) -> usize {
    let pairs = bytes.chunks_exact(2);
    pairs
        .filter(|pair| {
            let (high, low) = match endian {
                Endian::Little => (pair[1], pair[0]),
                Endian::Big => (pair[0], pair[1]),
            };
            high == 0 && matches!(low, b'\n' | b'\r' | b'\t' | 0x0C | b' '..=b'~')
        })
        .count()
}

/// Bytes that statistics look at. Detectors tell encodings apart surely on far less; more would only cost time
/// (they read some megabytes a second).
const SAMPLE: usize = 48 << 10;
/// Places in the file from which the sample is taken when it is larger than the sample.
const SAMPLE_PLACES: usize = 16;

/// Lines with bytes above ASCII from the whole file, so that neither a long start in ASCII nor an odd part
/// decides alone.
fn sample(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(SAMPLE.min(bytes.len()));
    let stretch = (bytes.len() / SAMPLE_PLACES).max(1);
    let share = if bytes.len() <= SAMPLE { SAMPLE } else { SAMPLE / SAMPLE_PLACES };
    for part in bytes.chunks(stretch.max(SAMPLE)) {
        let mut taken = 0;
        for line in part.split_inclusive(|&byte| byte == b'\n').filter(|line| !line.is_ascii()) {
            let line = &line[..whole_characters(line, share)];
            out.extend_from_slice(line);
            taken += line.len();
            if taken >= share {
                break;
            }
        }
    }
    out
}

/// The length of a line's start of at most `most` bytes that tears no character of two or four bytes: half a
/// character in the sample would speak against the very encoding that it is in.
fn whole_characters(line: &[u8], most: usize) -> usize {
    if line.len() <= most {
        return line.len();
    }
    let mut at = 0;
    loop {
        let next = at + if line[at].is_ascii() { 1 } else { 2 };
        if next > most {
            return at;
        }
        at = next;
    }
}

/// The encoding that a user named, with the mark of that encoding if there is one.
pub(crate) fn told(bytes: &[u8], charset: Charset) -> Verdict {
    // A plain "UTF-16" or "UTF-32" in the mouth of a user means either order; the mark says which.
    let family = |charset: Charset| charset.name().trim_end_matches(['L', 'B', 'E']);
    let (charset, mark) = match byte_order_mark(bytes) {
        Some((marked, len)) if marked == charset => (charset, len),
        Some((marked, len)) if family(marked) == family(charset) => (marked, len),
        _ => (charset, 0),
    };
    let charset = match charset {
        Charset::Web(encoding) => Charset::Web(widened(encoding)),
        other => other,
    };
    Verdict { charset, mark, evidence: Evidence::Told }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(bytes: &[u8]) -> &'static str {
        detect(bytes).charset.name()
    }

    fn utf16(text: &str, swap: bool) -> Vec<u8> {
        text.encode_utf16()
            .flat_map(|unit| if swap { unit.to_be_bytes() } else { unit.to_le_bytes() })
            .collect()
    }

    #[test]
    fn marks_and_forms() {
        assert_eq!(name(b"\xEF\xBB\xBFa"), "UTF-8");
        assert_eq!(name(b"\xFF\xFEa\0"), "UTF-16LE");
        assert_eq!(name(b"\0\0\xFE\xFF\0\0\0a"), "UTF-32BE");
        assert_eq!(name(b"plain"), "UTF-8");
        assert_eq!(name(b"\x1b$BF|\x1b(B"), "ISO-2022-JP");
        assert_eq!(name(b"\x1b$)C\x0eGQ\x0f"), "ISO-2022-KR");
        assert_eq!(name(b"a ~{VPND~}"), "HZ-GB-2312");
        assert_eq!(name(&utf16("今天下午\n村里的桥修好了\n", false)), "UTF-16LE");
        assert_eq!(name(&utf16("今天下午\n村里的桥修好了\n", true)), "UTF-16BE");
        let wide: Vec<u8> = "桥\n修".chars().flat_map(|c| u32::from(c).to_le_bytes()).collect();
        assert_eq!(name(&wide), "UTF-32LE");
    }

    #[test]
    fn a_long_start_in_ascii_does_not_decide() {
        let mut bytes = b"All of this is plain ASCII text in lines.\n".repeat(200);
        let (tail, ..) = encoding_rs::GBK.encode("这座桥是村里人自己修的，用了三年的时间。\n");
        bytes.extend_from_slice(&tail);
        assert_eq!(name(&bytes), "gb18030");
    }

    #[test]
    fn a_torn_last_character_keeps_utf8() {
        assert_eq!(name(&"河上的桥".as_bytes()[..11]), "UTF-8");
    }

    #[test]
    fn a_torn_last_character_speaks_against_no_encoding() {
        let cases = [
            (encoding_rs::GBK, "本刊自创刊以来，读者日多，谨此致谢。来稿请寄编辑部。末", "gb18030"),
            (encoding_rs::BIG5, "本刊自創刊以來，讀者日多，謹此致謝。來稿請寄編輯部。末", "Big5"),
            (encoding_rs::EUC_KR, "마을 다리가 어제 다시 열렸다. 주민들은 기뻐했다. 끝", "EUC-KR"),
            (encoding_rs::SHIFT_JIS, "村の橋が昨日ふたたび開通した。人々は喜んだ。末", "Shift_JIS"),
        ];
        for (encoding, text, expected) in cases {
            let bytes = encoding.encode(text).0;
            assert_eq!(name(&bytes[..bytes.len() - 1]), expected, "{text}");
        }
    }

    #[test]
    fn a_line_longer_than_the_sample_is_cut_between_characters() {
        let bytes = encoding_rs::GBK.encode("桥a修好了").0;
        let starts: Vec<usize> = (1..=4).map(|most| whole_characters(&bytes, most)).collect();
        assert_eq!(starts, [0, 2, 3, 3]);
    }
}

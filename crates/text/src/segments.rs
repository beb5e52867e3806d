//! A whole file to text, with the stretches that are in another encoding than the rest.
//!
//! Files pasted together from several sources hold lines of UTF-8 among GBK, or of GBK among UTF-8. Only these
//! two mixtures are looked for: UTF-8 is the one encoding whose bytes cannot be taken for another by chance.

use std::ops::Range;

use crate::charset::Charset;
use crate::controls::{is_no_text, is_noise};
use crate::decode::{self, Decoded};
use crate::detect::{Evidence, Verdict};
use crate::likelihood::{self, above_ascii};
use crate::lines::ends_line;
use crate::plausibility::Judge;

/// A decoded file.
#[derive(Debug, Default)]
pub(crate) struct Text {
    /// Its text.
    pub decoded: Decoded,
    /// Stretches in another encoding than the file's, by the offset of their first byte.
    pub foreign: Vec<(u64, Charset)>,
    /// How many characters it has, white space included.
    pub characters: usize,
    /// How many of them are controls that no text has.
    pub noise: usize,
    /// Whether any of them is text.
    pub says_something: bool,
    /// How many of them end lines.
    pub line_ends: u32,
}

/// Decodes bytes that stand at offset `base` of a file, without its mark, by the file's verdict.
pub(crate) fn decode(body: &[u8], verdict: &Verdict, base: u64) -> Text {
    let mut text = decode_parts(body, verdict, base);
    count(&mut text);
    text
}

fn count(text: &mut Text) {
    let decoded = text.decoded.text.as_str();
    text.characters = decoded.bytes().filter(|byte| is_first(*byte)).count();
    text.says_something = decoded.chars().any(|c| !c.is_whitespace() && !is_no_text(c));
    // Controls and line ends are ASCII, or begin with one of two bytes: other characters are not taken apart.
    let special = |byte: u8| byte < b' ' || matches!(byte, 0x7F | 0xC2 | 0xE2);
    for (at, _) in decoded.bytes().enumerate().filter(|(_, byte)| special(*byte)) {
        let Some(c) = decoded[at..].chars().next() else { break };
        text.noise += usize::from(is_noise(c));
        let second = c == '\n' && decoded[..at].ends_with('\r');
        text.line_ends += u32::from(ends_line(c) && !second);
    }
}

/// Whether a byte is the first of a character in UTF-8.
fn is_first(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

fn decode_parts(body: &[u8], verdict: &Verdict, base: u64) -> Text {
    let parts = match (&verdict.evidence, verdict.charset) {
        (Evidence::Told, _) => Vec::new(),
        (_, Charset::Web(encoding)) if encoding == encoding_rs::UTF_8 => parts_beside_utf8(body),
        (Evidence::Statistics { .. }, charset) => utf8_parts(body, charset),
        _ => Vec::new(),
    };
    if parts.is_empty() {
        let decoded = decode::decode(body, verdict.charset, base);
        return Text { decoded, ..Text::default() };
    }
    join(body, verdict, base, &parts)
}

fn join(body: &[u8], verdict: &Verdict, base: u64, parts: &[(Range<usize>, Charset)]) -> Text {
    let mut text = Text::default();
    let mut at = 0;
    for (range, charset) in parts {
        let between = decode::decode(&body[at..range.start], verdict.charset, base + at as u64);
        text.decoded.append(between);
        text.decoded.append(decode::decode(&body[range.clone()], *charset, base + range.start as u64));
        text.foreign.push((base + range.start as u64, *charset));
        at = range.end;
    }
    text.decoded.append(decode::decode(&body[at..], verdict.charset, base + at as u64));
    text
}

/// Bytes above ASCII that lines must have together before they count as another encoding: fewer are faults.
const ENOUGH: usize = 8;
/// What a byte above ASCII must earn on average for text of another encoding to be believed.
const BELIEVED: f32 = 0.4;

/// Stretches of a file in UTF-8 that are in another encoding.
fn parts_beside_utf8(body: &[u8]) -> Vec<(Range<usize>, Charset)> {
    if std::str::from_utf8(body).is_ok() {
        return Vec::new();
    }
    let ranges = stretches(body, |line| !line.is_ascii() && mostly_not_utf8(line));
    let sample: Vec<u8> = ranges.iter().flat_map(|range| &body[range.clone()]).copied().collect();
    if above_ascii(&sample) < ENOUGH {
        return Vec::new();
    }
    let charset = likelihood::rank(&sample).charset;
    let decoded = decode::decode(&sample, charset, 0);
    if likelihood::score(&Judge::new(), &decoded, &sample) < BELIEVED {
        return Vec::new();
    }
    ranges.into_iter().map(|range| (range, charset)).collect()
}

/// Whether most bytes above ASCII of a line belong to no UTF-8 sequence.
fn mostly_not_utf8(line: &[u8]) -> bool {
    let bad: usize = line.utf8_chunks().map(|chunk| chunk.invalid().len()).sum();
    bad * 2 > above_ascii(line)
}

/// Stretches of UTF-8 in a file of another encoding.
fn utf8_parts(body: &[u8], charset: Charset) -> Vec<(Range<usize>, Charset)> {
    let judge = Judge::new();
    let utf8 = Charset::Web(encoding_rs::UTF_8);
    let is_utf8 = |line: &[u8]| {
        !line.is_ascii()
            && above_ascii(line) >= ENOUGH
            && std::str::from_utf8(line).is_ok_and(|text| {
                let as_utf8 = judge.total(text);
                as_utf8
                    > likelihood::score(&judge, &decode::decode(line, charset, 0), line)
                        * above_ascii(line) as f32
            })
    };
    stretches(body, is_utf8).into_iter().map(|range| (range, utf8)).collect()
}

/// Runs of neighbouring lines that are all of a kind.
fn stretches(body: &[u8], is_of_kind: impl Fn(&[u8]) -> bool) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    for line in body.split_inclusive(|&byte| byte == b'\n') {
        let range = at..at + line.len();
        at = range.end;
        if !is_of_kind(line) {
            continue;
        }
        match out.last_mut() {
            Some(last) if last.end == range.start => last.end = range.end,
            _ => out.push(range),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::detect;

    fn texts(bytes: &[u8]) -> (String, usize, usize) {
        let text = decode(bytes, &detect(bytes), 0);
        (text.decoded.text, text.decoded.undecodable.len(), text.foreign.len())
    }

    #[test]
    fn lines_of_gbk_among_utf8_and_the_other_way_round() {
        let (one, other) = ("村里的桥修好了，大家都来看。\n", "这是我们自己出钱修的。\n");
        let gbk = |text| encoding_rs::GBK.encode(text).0.into_owned();
        let mixed = [one.as_bytes().repeat(3), gbk(other), one.as_bytes().to_vec()].concat();
        assert_eq!(texts(&mixed), (format!("{}{other}{one}", one.repeat(3)), 0, 1));
        let mixed = [gbk(one).repeat(6), other.as_bytes().to_vec(), gbk(one)].concat();
        assert_eq!(texts(&mixed), (format!("{}{other}{one}", one.repeat(6)), 0, 1));
    }

    #[test]
    fn a_damaged_character_in_utf8_is_a_fault_and_no_other_encoding() {
        let mut bytes = "村里的桥修好了\n大家都来看\n".repeat(3).into_bytes();
        bytes[1] = b'?';
        let (text, faults, foreign) = texts(&bytes);
        assert_eq!((faults, foreign), (2, 0));
        assert!(text.ends_with("大家都来看\n"));
    }
}

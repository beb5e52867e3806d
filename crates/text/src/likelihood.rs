//! How much the text that an encoding makes of some bytes looks like text, and which encoding does best.
//!
//! Two judges: `chardetng`, which knows pairs of letters of many languages but gives up an encoding at its
//! first bad byte and has no DOS or Macintosh sets, and a coarser one of our own ([`plausibility`]), which
//! bears faults and compares all encodings on one scale, so that a margin can be told.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs as web;
use rayon::prelude::*;

use crate::charset::{Charset, DOS_PAGES, widened};
use crate::decode::{Decoded, Undecodable, decode};
use crate::plausibility::Judge;

/// The best encoding for some bytes.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Ranking {
    /// The best.
    pub charset: Charset,
    /// By how much it is better than the next, 0 to 1.
    pub margin: f32,
    /// The next best that makes another text.
    pub runner_up: Option<Charset>,
}

/// How much better, per byte above ASCII, another encoding's text must be for `chardetng`'s word to be set aside.
/// The own judge is coarse: below this, pairs of letters know better.
const OVERRULED: f32 = 0.45;
/// The same for an encoding that `chardetng` does not know, of which it cannot speak.
const OVERRULED_UNKNOWN: f32 = 0.02;
/// How much better it must be in all: a single odd character in a long text in ASCII is worth less.
const OVERRULED_IN_ALL: f32 = 5.0;
/// The same where the named encoding makes no text of the bytes at all: a letter alone between words for each dash.
const OVERRULED_IMPLAUSIBLE: f32 = 1.2;
/// The least margin when both judges name the same encoding: they are rarely wrong together.
const AGREED: f32 = 0.3;
/// Bytes above ASCII from which on their agreement says something.
const ENOUGH: f32 = 32.0;
/// The difference of plausibility at which nothing else comes near.
const FULL_MARGIN: f32 = 1.0;

/// Ranks the encodings with bytes above ASCII by the text that they make of a sample.
pub(crate) fn rank(sample: &[u8]) -> Ranking {
    let judge = Judge::new();
    let mut scores: Vec<(Charset, f32, String)> = candidates()
        .into_par_iter()
        .map(|charset| {
            let decoded = decode(sample, charset, 0);
            (charset, score(&judge, &decoded, sample), decoded.text)
        })
        .collect();
    scores.sort_by(|a, b| b.1.total_cmp(&a.1));
    let guess = guess(sample);
    let trusted = scores.iter().position(|(charset, ..)| *charset == guess);
    let high = above_ascii(sample) as f32;
    let chosen = trusted
        .filter(|at| !overruled(scores[0].0, scores[*at].1, scores[0].1 - scores[*at].1, high))
        .unwrap_or(0);
    let chosen = western(&scores, chosen, sample).unwrap_or(chosen);
    let chosen = hungarian(&scores, chosen, sample).unwrap_or(chosen);
    let (charset, best, text) = scores.swap_remove(chosen);
    let next = scores.iter().filter(|(.., other)| *other != text).max_by(|a, b| a.1.total_cmp(&b.1));
    let margin = next.map_or(FULL_MARGIN, |(_, second, _)| (best - second).max(0.0)) / FULL_MARGIN;
    let agreed = chosen == 0 && charset == guess && high >= ENOUGH;
    Ranking {
        charset,
        margin: margin.clamp(if agreed { AGREED } else { 0.0 }, 1.0),
        runner_up: next.map(|(charset, ..)| *charset),
    }
}

/// One byte in this many is above ASCII in a language whose letters they are; in a text with a fraction or a foreign
/// name here and there fewer are.
const RARE: usize = 50;

/// Western text taken for a neighbour's: where characters above ASCII are rare they make no words to judge by, and
/// the Western set, which has the signs of money, measures and fractions, is the likelier if it fits no worse.
fn western(scores: &[(Charset, f32, String)], chosen: usize, sample: &[u8]) -> Option<usize> {
    let neighbours = [
        web::WINDOWS_1250,
        web::ISO_8859_2,
        web::WINDOWS_1254,
        web::WINDOWS_1257,
        web::ISO_8859_4,
        web::WINDOWS_1258,
    ];
    let Charset::Web(encoding) = scores[chosen].0 else { return None };
    if !neighbours.contains(&encoding) || above_ascii(sample) * RARE > sample.len() {
        return None;
    }
    let western = scores.iter().position(|(charset, ..)| *charset == Charset::Web(web::WINDOWS_1252))?;
    (scores[western].1 >= scores[chosen].1).then_some(western)
}

/// Hungarian read as Western: `õ` and `û`, which no language has beside just these other accents, for `ő` and `ű`.
fn hungarian(scores: &[(Charset, f32, String)], chosen: usize, sample: &[u8]) -> Option<usize> {
    let (Charset::Web(encoding), _, text) = &scores[chosen] else { return None };
    if *encoding != web::WINDOWS_1252 && *encoding != web::WINDOWS_1254 {
        return None;
    }
    let mut letters = text.chars().filter(|c| !c.is_ascii() && c.is_lowercase());
    if !text.contains(['õ', 'û']) || !letters.all(|c| "áéíóöõúüû".contains(c)) {
        return None;
    }
    // Only the Windows set has characters, quotation marks above all, in the range of the C1 controls.
    let windows = sample.iter().any(|byte| (0x80..0xA0).contains(byte));
    let central = if windows { web::WINDOWS_1250 } else { web::ISO_8859_2 };
    scores.iter().position(|(charset, ..)| *charset == Charset::Web(central))
}

/// Whether the best encoding is so much better than the one that `chardetng` names that it stands. `trusted` is what
/// that one earns.
fn overruled(best: Charset, trusted: f32, difference: f32, high: f32) -> bool {
    let known = match best {
        Charset::Web(encoding) => encoding != web::MACINTOSH && encoding != web::X_MAC_CYRILLIC,
        _ => false,
    };
    let enough = if known { OVERRULED } else { OVERRULED_UNKNOWN };
    let in_all = if trusted < 0.0 { OVERRULED_IMPLAUSIBLE } else { OVERRULED_IN_ALL };
    difference > enough && difference * high > in_all
}

/// How well an encoding fits: plausibility of its text per byte above ASCII, less its faults. The text is decoded from
/// the first of the bytes on.
pub(crate) fn score(judge: &Judge, decoded: &Decoded, bytes: &[u8]) -> f32 {
    let high = above_ascii(bytes).max(1);
    // Where a file is cut in mid-character, its last bytes speak against no encoding.
    let torn =
        |bad: &Undecodable| bad.offset as usize + bad.bytes.len() == bytes.len() && bad.bytes.len() < LONGEST;
    let faults = decoded.undecodable.iter().filter(|bad| !torn(bad));
    let bad: usize = faults.map(|bad| bad.bytes.len()).sum();
    (judge.total(&decoded.text) - bad as f32 * FAULT) / high as f32
}

/// Bytes of the longest character, four in GB 18030.
const LONGEST: usize = 4;

/// What an undecodable byte costs: as much as four or five good characters earn. A torn or damaged character
/// in a page of text weighs little; a wrong encoding has one in every line.
const FAULT: f32 = 8.0;

/// All encodings with bytes above ASCII, Unicode's own excepted. Of two that share their common letters the
/// more usual is first: it wins ties.
fn candidates() -> Vec<Charset> {
    let encodings = [
        web::GB18030,
        web::BIG5,
        web::SHIFT_JIS,
        web::EUC_JP,
        web::EUC_KR,
        web::WINDOWS_1252,
        web::WINDOWS_1251,
        web::WINDOWS_1250,
        web::ISO_8859_2,
        web::KOI8_U,
        web::ISO_8859_5,
        web::IBM866,
        web::X_MAC_CYRILLIC,
        web::WINDOWS_1253,
        web::ISO_8859_7,
        web::WINDOWS_1254,
        web::WINDOWS_1255,
        web::ISO_8859_8,
        web::WINDOWS_1256,
        web::ISO_8859_6,
        web::WINDOWS_1257,
        web::ISO_8859_4,
        web::WINDOWS_1258,
        web::WINDOWS_874,
        web::MACINTOSH,
    ];
    encodings.into_iter().map(Charset::Web).chain(DOS_PAGES.iter().map(Charset::Dos)).collect()
}

fn guess(sample: &[u8]) -> Charset {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    // Not the last bytes: half a character at the end of a torn file would rule its encoding out.
    detector.feed(sample, false);
    Charset::Web(widened(detector.guess(None, Utf8Detection::Deny)))
}

/// How many bytes are not ASCII.
pub(crate) fn above_ascii(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| !byte.is_ascii()).count()
}

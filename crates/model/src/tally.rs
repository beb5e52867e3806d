//! Counting characters so that a loss cannot hide.

use std::ops::{Add, AddAssign, Sub};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A multiset of characters, reduced to its size and an order-free sum.
///
/// Two texts with the same characters in any order have the same tally; a lost, added or changed character
/// changes it (a chance of 2⁻⁶⁴ apart). White space does not count: it is layout, not text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(from = "TallyForm", into = "TallyForm")]
#[schemars(with = "TallyForm")]
pub struct Tally {
    /// How many characters were counted.
    pub characters: u64,
    /// Wrapping sum of each character's mixed code point.
    pub sum: u64,
}

/// The JSON form: the sum as hexadecimal text, because many JSON tools hold numbers as doubles.
#[derive(Serialize, Deserialize, JsonSchema)]
struct TallyForm {
    characters: u64,
    sum: String,
}

impl From<TallyForm> for Tally {
    fn from(form: TallyForm) -> Self {
        Self { characters: form.characters, sum: u64::from_str_radix(&form.sum, 16).unwrap_or_default() }
    }
}

impl From<Tally> for TallyForm {
    fn from(tally: Tally) -> Self {
        Self { characters: tally.characters, sum: format!("{:016x}", tally.sum) }
    }
}

/// Whether a character counts: everything but white space.
pub fn is_counted(c: char) -> bool {
    !c.is_whitespace()
}

impl Tally {
    /// The tally of one text.
    pub fn of(text: &str) -> Self {
        let mut tally = Self::default();
        tally.add_text(text);
        tally
    }

    /// Counts the characters of a text in.
    pub fn add_text(&mut self, text: &str) {
        for c in text.chars() {
            let sum = match ASCII.get(c as usize) {
                Some(sum) => *sum,
                None if is_counted(c) => mix(c),
                None => WHITE_SPACE,
            };
            self.characters += u64::from(sum != WHITE_SPACE);
            self.sum = self.sum.wrapping_add(sum);
        }
    }
}

/// What white space adds to a sum; no character that counts is mixed to it.
const WHITE_SPACE: u64 = 0;

/// What each character of ASCII adds to a sum: texts are counted several times on their way, and most are ASCII.
static ASCII: [u64; 128] = ascii();

const fn ascii() -> [u64; 128] {
    let mut sums = [WHITE_SPACE; 128];
    let mut code = 0;
    while code < sums.len() {
        let c = code as u8 as char;
        if !c.is_whitespace() {
            sums[code] = mix(c);
        }
        code += 1;
    }
    sums
}

/// Spreads a code point over 64 bits (the finaliser of SplitMix64), so that sums of different characters do not
/// meet by arithmetic accident as plain code points would (`a` + `d` = `b` + `c`).
const fn mix(c: char) -> u64 {
    let mut z = (c as u64).wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

impl Add for Tally {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            characters: self.characters.wrapping_add(other.characters),
            sum: self.sum.wrapping_add(other.sum),
        }
    }
}

impl Sub for Tally {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self {
            characters: self.characters.wrapping_sub(other.characters),
            sum: self.sum.wrapping_sub(other.sum),
        }
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_counts_unless_it_is_white_space() {
        let counts = |c: char| Tally::of(c.encode_utf8(&mut [0; 4])).characters == u64::from(is_counted(c));
        assert_eq!(('\0'..=char::MAX).find(|&c| !counts(c)), None);
    }

    #[test]
    fn order_and_white_space_do_not_count_but_each_character_does() {
        assert_eq!(Tally::of("天府 科技\n云"), Tally::of("云科技　天府"));
        assert_ne!(Tally::of("ad"), Tally::of("bc"));
        assert_ne!(Tally::of("aab"), Tally::of("abb"));
        assert_eq!(Tally::of("abc") - Tally::of("b"), Tally::of("ca"));
    }
}

//! Bytes to text in a known encoding: what cannot be decoded becomes U+FFFD and is kept with its place.
//!
//! Which encoding a file is in is [`crate::detect`]'s matter.

use encoding_rs::{DecoderResult, Encoding};

use crate::charset::{Charset, DosPage};
use crate::{hz, iso2022, utf32};

/// A decoded text and what could not be decoded.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Decoded {
    /// The text. U+FFFD stands for each stretch of [`Decoded::undecodable`].
    pub text: String,
    /// Stretches of bytes that are no text in the encoding, in order; neighbours are one.
    pub undecodable: Vec<Undecodable>,
}

/// Bytes that are no text in the encoding.
#[derive(Debug, PartialEq)]
pub(crate) struct Undecodable {
    /// Where in the file.
    pub offset: u64,
    /// The bytes.
    pub bytes: Vec<u8>,
}

impl Decoded {
    /// An empty text with room for this many bytes.
    pub(crate) fn with_capacity(capacity: usize) -> Self {
        Self { text: String::with_capacity(capacity), undecodable: Vec::new() }
    }

    /// Books bytes that are no text, with one U+FFFD for a stretch of them.
    pub(crate) fn undecodable(&mut self, offset: u64, bytes: &[u8]) {
        match self.undecodable.last_mut() {
            Some(last) if last.offset + last.bytes.len() as u64 == offset => {
                last.bytes.extend_from_slice(bytes);
            }
            _ => {
                self.undecodable.push(Undecodable { offset, bytes: bytes.to_vec() });
                self.text.push(char::REPLACEMENT_CHARACTER);
            }
        }
    }

    /// Adds an ASCII byte; any other is no text.
    pub(crate) fn byte(&mut self, offset: u64, byte: u8) {
        if byte.is_ascii() {
            self.text.push(char::from(byte));
        } else {
            self.undecodable(offset, &[byte]);
        }
    }

    /// Adds what another decoder made of the bytes that follow.
    pub(crate) fn append(&mut self, other: Self) {
        self.text.push_str(&other.text);
        self.undecodable.extend(other.undecodable);
    }
}

/// Decodes bytes that stand at offset `base` of the file, without their byte order mark.
pub(crate) fn decode(bytes: &[u8], charset: Charset, base: u64) -> Decoded {
    match charset {
        Charset::Web(encoding) if encoding == encoding_rs::BIG5 => {
            let mut decoded = decode_web(bytes, encoding, base);
            as_printed(&mut decoded.text);
            decoded
        }
        Charset::Web(encoding) => decode_web(bytes, encoding, base),
        Charset::Utf32(endian) => utf32::decode(bytes, endian, base),
        Charset::Hz => hz::decode(bytes, base),
        Charset::Iso2022Kr | Charset::Iso2022Cn => iso2022::decode(bytes, base),
        Charset::Dos(page) => decode_dos(bytes, page),
    }
}

/// The full-width slashes of Big5. The WHATWG table, after Microsoft's, makes mathematical and small forms of
/// them; in print they are `記者／台北`, as the Unicode Consortium's table of Big5 has them.
fn as_printed(text: &mut String) {
    for (mapped, printed) in [("\u{2215}", "\u{FF0F}"), ("\u{FE68}", "\u{FF3C}")] {
        if text.contains(mapped) {
            *text = text.replace(mapped, printed);
        }
    }
}

/// The character of two bytes of seven bits in GB 2312.
pub(crate) fn gb2312_pair(high: u8, low: u8) -> Option<char> {
    seven_bit_pair(high, low, encoding_rs::GBK)
}

/// The character of two bytes of seven bits in KS X 1001.
pub(crate) fn ksx1001_pair(high: u8, low: u8) -> Option<char> {
    seven_bit_pair(high, low, encoding_rs::EUC_KR)
}

fn seven_bit_pair(high: u8, low: u8, encoding: &'static Encoding) -> Option<char> {
    let seven_bits = 0x21..=0x7E;
    if !seven_bits.contains(&high) || !seven_bits.contains(&low) {
        return None;
    }
    let pair = [high | 0x80, low | 0x80];
    let (text, malformed) = encoding.decode_without_bom_handling(&pair);
    if malformed { None } else { text.chars().next() }
}

fn decode_dos(bytes: &[u8], page: &DosPage) -> Decoded {
    let mut out = Decoded::with_capacity(bytes.len() * 2);
    for &byte in bytes {
        out.text.push(match byte {
            0..=0x7F => char::from(byte),
            _ => page.table[usize::from(byte - 0x80)],
        });
    }
    out
}

/// Room for the text that one call of the decoder may make, in bytes. Large enough that a call costs nothing
/// beside its work; the text as a whole grows by doubling.
const STEP: usize = 1 << 16;

fn decode_web(bytes: &[u8], encoding: &'static Encoding, base: u64) -> Decoded {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut out = Decoded::with_capacity(bytes.len() + bytes.len() / 2);
    let mut at = 0;
    loop {
        if out.text.capacity() - out.text.len() < STEP / 2 {
            out.text.reserve(STEP);
        }
        let (result, read) = decoder.decode_to_string_without_replacement(&bytes[at..], &mut out.text, true);
        at += read;
        match result {
            DecoderResult::InputEmpty => return out,
            DecoderResult::OutputFull => out.text.reserve(STEP),
            DecoderResult::Malformed(bad, after) => {
                // `after` bytes behind the bad ones were read already and are good.
                let end = at - usize::from(after);
                let start = end - usize::from(bad);
                out.undecodable(base + start as u64, &bytes[start..end]);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bad_bytes_keep_their_offset_and_neighbours_are_one() {
        let decoded = decode(b"ab\xFF\xFFcd\xE4\xB8", Charset::Web(encoding_rs::UTF_8), 100);
        assert_eq!(decoded.text, "ab\u{FFFD}cd\u{FFFD}");
        let places: Vec<_> = decoded.undecodable.iter().map(|bad| (bad.offset, bad.bytes.len())).collect();
        assert_eq!(places, [(102, 2), (106, 2)]);
    }

    #[test]
    fn four_byte_characters_of_gb18030() {
        let decoded = decode(b"\x81\x39\xEE\x39\xD6\xD0", Charset::Web(encoding_rs::GB18030), 0);
        assert_eq!(decoded.text, "\u{3400}中");
    }

    #[test]
    fn dos_pages_have_their_own_tables() {
        let page = |n| crate::charset::for_label(n).expect("a known label");
        assert_eq!(decode(b"\x82t\x82", page("cp437"), 0).text, "été");
        assert_eq!(decode(b"\xA1", page("cp855"), 0).text, "А");
    }
}

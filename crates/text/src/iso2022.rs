//! ISO-2022-KR (RFC 1557) and ISO-2022-CN (RFC 1922) to text: sets of seven bits, shifted in and out.
//!
//! ISO-2022-JP is a web encoding and decoded by `encoding_rs`. Of ISO-2022-CN only GB 2312 is decoded:
//! CNS 11643 has no table here, and its characters are booked as undecodable.

use crate::decode::{Decoded, gb2312_pair, ksx1001_pair};

const ESCAPE: u8 = 0x1B;
const SHIFT_OUT: u8 = 0x0E;
const SHIFT_IN: u8 = 0x0F;

/// The set of two-byte characters that a shift out calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Set {
    /// KS X 1001, called by `ESC $ ) C`.
    KsX1001,
    /// GB 2312, called by `ESC $ ) A`.
    Gb2312,
    /// A set without a table here: CNS 11643 (`ESC $ ) G`, `ESC $ * H`), ISO-IR-165 (`ESC $ ) E`).
    Other,
}

/// Decodes either encoding. `base` is the offset of the first byte in the file.
pub(crate) fn decode(bytes: &[u8], base: u64) -> Decoded {
    let mut out = Decoded::with_capacity(bytes.len() * 3 / 2);
    let mut set = Set::Other;
    let mut shifted = false;
    let mut at = 0;
    while at < bytes.len() {
        let rest = &bytes[at..];
        if let Some((called, len)) = designation(rest) {
            set = called;
            at += len;
            continue;
        }
        let offset = base + at as u64;
        at += match rest[0] {
            SHIFT_OUT => {
                shifted = true;
                1
            }
            SHIFT_IN => {
                shifted = false;
                1
            }
            0x21..=0x7E if shifted => pair(rest, set, offset, &mut out),
            byte => {
                // A line end shifts in (RFC 1922, 3.2); RFC 1557 writers shift in before it anyway.
                shifted &= byte != b'\n';
                out.byte(offset, byte);
                1
            }
        };
    }
    out
}

/// The set that an escape sequence at the start of `bytes` calls, and the length of the sequence.
pub(crate) fn designation(bytes: &[u8]) -> Option<(Set, usize)> {
    match bytes {
        [ESCAPE, b'$', b')', b'C', ..] => Some((Set::KsX1001, 4)),
        [ESCAPE, b'$', b')', b'A', ..] => Some((Set::Gb2312, 4)),
        [ESCAPE, b'$', b')', b'G' | b'E', ..] | [ESCAPE, b'$', b'*', b'H', ..] => Some((Set::Other, 4)),
        _ => None,
    }
}

fn pair(bytes: &[u8], set: Set, offset: u64, out: &mut Decoded) -> usize {
    let &[high, low, ..] = bytes else {
        out.undecodable(offset, bytes);
        return 1;
    };
    let c = match set {
        Set::KsX1001 => ksx1001_pair(high, low),
        Set::Gb2312 => gb2312_pair(high, low),
        Set::Other => None,
    };
    match c {
        Some(c) => out.text.push(c),
        None => out.undecodable(offset, &[high, low]),
    }
    2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn korean_and_chinese_runs() {
        assert_eq!(decode(b"\x1b$)C\x0eGQ1[\x0f ok\n", 0).text, "한글 ok\n");
        assert_eq!(decode(b"\x1b$)A\x0eVPND\x0f.\n", 0).text, "中文.\n");
    }

    #[test]
    fn a_set_without_table_is_told_with_its_place() {
        let decoded = decode(b"a\x1b$)G\x0eVP\x0f", 10);
        assert_eq!(decoded.text, "a\u{FFFD}");
        assert_eq!((decoded.undecodable[0].offset, &decoded.undecodable[0].bytes[..]), (16, &b"VP"[..]));
    }
}

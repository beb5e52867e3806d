//! HZ to text (RFC 1843): GB 2312 in seven bits, between `~{` and `~}`.

use crate::decode::{Decoded, gb2312_pair};

/// Decodes HZ. `base` is the offset of the first byte in the file.
///
/// A line end closes an open `~{`: RFC 1843 wants the closing mark on the same line, and writers forget it.
pub(crate) fn decode(bytes: &[u8], base: u64) -> Decoded {
    let mut out = Decoded::with_capacity(bytes.len() * 3 / 2);
    let mut at = 0;
    let mut han = false;
    while let Some(&byte) = bytes.get(at) {
        let next = bytes.get(at + 1).copied();
        let taken = match (byte, next) {
            (b'~', Some(b'{')) if !han => {
                han = true;
                2
            }
            (b'~', Some(b'}')) if han => {
                han = false;
                2
            }
            (b'~', Some(b'~')) if !han => {
                out.text.push('~');
                2
            }
            (b'~', Some(b'\n')) => 2,
            (b'\n' | b'\r', _) => {
                han = false;
                out.text.push(char::from(byte));
                1
            }
            _ if han => pair(&bytes[at..], base + at as u64, &mut out),
            _ => {
                out.byte(base + at as u64, byte);
                1
            }
        };
        at += taken;
    }
    out
}

/// Whether the bytes are HZ: seven bits, and at least one well-formed run between the marks.
pub(crate) fn is_hz(bytes: &[u8]) -> bool {
    memchr_pair(bytes).is_some_and(|open| {
        let run = &bytes[open + 2..];
        let len = run.iter().take_while(|byte| (0x21..=0x7D).contains(*byte)).count();
        len >= 2 && run.get(len) == Some(&b'~') && len.is_multiple_of(2)
    })
}

fn memchr_pair(bytes: &[u8]) -> Option<usize> {
    bytes.windows(2).position(|pair| pair == b"~{")
}

/// Decodes two bytes of a run and says how many it took.
fn pair(bytes: &[u8], offset: u64, out: &mut Decoded) -> usize {
    let &[high, low, ..] = bytes else {
        out.undecodable(offset, bytes);
        return 1;
    };
    match gb2312_pair(high, low) {
        Some(c) => out.text.push(c),
        None if high == b' ' || high == b'\t' => {
            // A blank between characters is not of the set; some writers leave it in the run.
            out.text.push(char::from(high));
            return 1;
        }
        None => out.undecodable(offset, &[high, low]),
    }
    2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_tildes_and_a_forgotten_closing_mark() {
        let decoded = decode(b"~{VPND~} ~~a\n~{VPND\nb", 0);
        assert_eq!(decoded.text, "中文 ~a\n中文\nb");
        assert!(decoded.undecodable.is_empty());
    }

    #[test]
    fn ascii_with_a_tilde_is_not_hz() {
        assert!(is_hz(b"~{VPND~}"));
        assert!(!is_hz(b"a~{b and no more"));
    }
}

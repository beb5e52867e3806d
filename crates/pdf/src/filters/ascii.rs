//! `ASCIIHexDecode` and `ASCII85Decode` (ISO 32000-2, 7.4.2 and 7.4.3).

use super::{Bytes, State};

/// Hexadecimal digits; white space and everything else between them is passed over; `>` ends.
pub(crate) fn hex(input: &[u8]) -> Bytes {
    let digits =
        input.iter().take_while(|&&byte| byte != b'>').filter_map(|&byte| (byte as char).to_digit(16));
    let mut data = Vec::with_capacity(input.len() / 2);
    let mut high = None;
    for digit in digits {
        match high.take() {
            None => high = Some(digit),
            Some(high) => data.push((high << 4 | digit) as u8),
        }
    }
    // An odd last digit counts as if a 0 followed.
    data.extend(high.map(|high| (high << 4) as u8));
    Bytes { data, state: State::Whole }
}

/// Base 85; `~>` ends; `z` is four zero bytes.
pub(crate) fn base85(input: &[u8], limit: usize) -> Bytes {
    let input = input.strip_prefix(b"<~").unwrap_or(input);
    let mut data = Vec::with_capacity(input.len() / 5 * 4);
    let mut group = [0u8; 5];
    let mut filled = 0;
    for &byte in input {
        if data.len() >= limit {
            return Bytes { data, state: State::OverLimit };
        }
        match byte {
            b'z' if filled == 0 => data.extend_from_slice(&[0; 4]),
            b'!'..=b'u' => {
                group[filled] = byte - b'!';
                filled += 1;
            }
            b'~' => break,
            _ if byte.is_ascii_whitespace() || byte == 0 => {}
            _ => return Bytes { data, state: State::Broken },
        }
        if filled == 5 {
            data.extend_from_slice(&value(&group));
            filled = 0;
        }
    }
    if filled > 1 {
        group[filled..].fill(84);
        data.extend_from_slice(&value(&group)[..filled - 1]);
    }
    Bytes { data, state: State::Whole }
}

fn value(group: &[u8; 5]) -> [u8; 4] {
    group.iter().fold(0u32, |sum, &digit| sum.wrapping_mul(85).wrapping_add(u32::from(digit))).to_be_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hexadecimal_with_an_odd_end() {
        assert_eq!(hex(b"61 6\n2 7>63").data, b"abp");
    }

    #[test]
    fn base_85_with_a_short_group() {
        assert_eq!(base85(b"87cURD]i,\"Ebo80~>", 99).data, b"Hello World!");
        assert_eq!(base85(b"z!!~>", 99).data, [0; 5]);
        assert_eq!(base85(b"zz\x7f", 99).state, State::Broken);
        assert_eq!(base85(b"zzzz", 8).state, State::OverLimit);
    }
}

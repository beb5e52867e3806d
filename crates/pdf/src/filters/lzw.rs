//! `LZWDecode` (ISO 32000-2, 7.4.4): variable codes, most significant bit first.

use lopdf::{Dictionary, Document};
use weezl::{BitOrder, LzwStatus, decode::Decoder};

use super::{Bytes, State};
use crate::objects::integer;

/// Output is made in pieces of this size, so that a bomb stops soon after the limit.
const STEP: usize = 64 << 10;

/// Decodes up to `limit` bytes and keeps what came before an error.
pub(crate) fn decode(
    document: &Document,
    parameters: Option<&Dictionary>,
    input: &[u8],
    limit: usize,
) -> Bytes {
    let early = parameters.and_then(|dict| integer(document, dict, b"EarlyChange")) != Some(0);
    let mut decoder =
        if early { Decoder::with_tiff_size_switch(BitOrder::Msb, 8) } else { Decoder::new(BitOrder::Msb, 8) };
    let mut data = Vec::new();
    let mut rest = input;
    loop {
        let written = data.len();
        data.resize(written + STEP, 0);
        let result = decoder.decode_bytes(rest, &mut data[written..]);
        data.truncate(written + result.consumed_out);
        rest = &rest[result.consumed_in..];
        if data.len() > limit {
            data.truncate(limit);
            return Bytes { data, state: State::OverLimit };
        }
        match result.status {
            Ok(LzwStatus::Ok) if result.consumed_in + result.consumed_out > 0 => {}
            // Many writers leave the end mark out: the end of the input is the end of the data.
            Ok(_) => return Bytes { data, state: State::Whole },
            Err(_) => return Bytes { data, state: State::Broken },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_of_the_standard() {
        let input = [0x80, 0x0B, 0x60, 0x50, 0x22, 0x0C, 0x0C, 0x85, 0x01];
        let decoded = decode(&Document::new(), None, &input, 99);
        assert_eq!(decoded.data, [45, 45, 45, 45, 45, 65, 45, 45, 45, 66]);
        assert_eq!(decode(&Document::new(), None, &input, 4).state, State::OverLimit);
    }
}

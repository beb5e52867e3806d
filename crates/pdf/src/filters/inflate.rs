//! `FlateDecode` (ISO 32000-2, 7.4.4): zlib streams, also those with a broken head, checksum or tail.

use flate2::{Decompress, FlushDecompress, Status};

use super::{Bytes, State};

/// Room added to the output at a time: what a page's content usually needs at once.
const STEP: usize = 64 << 10;

/// Inflates up to `limit` bytes and keeps what came before an error.
///
/// When the zlib head is broken, raw deflate is tried behind it: some writers leave the head out or write it wrong.
pub(crate) fn decode(input: &[u8], limit: usize) -> Bytes {
    let start = input.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    // White space between `stream` and the data is a frequent fault of writers; 0x0A is no zlib head.
    let zlib = inflate(Decompress::new(true), &input[start..], limit);
    if !zlib.data.is_empty() || zlib.state == State::Whole || input.len() < 3 {
        return zlib;
    }
    let behind_head = inflate(Decompress::new(false), &input[2..], limit);
    if behind_head.data.is_empty() { zlib } else { behind_head }
}

fn inflate(mut stream: Decompress, input: &[u8], limit: usize) -> Bytes {
    let mut data = Vec::with_capacity(input.len().saturating_mul(3).clamp(256, STEP).min(limit));
    loop {
        let (read, written) = (stream.total_in(), data.len());
        let status = stream.decompress_vec(&input[read as usize..], &mut data, FlushDecompress::None);
        match status {
            Ok(Status::StreamEnd) => return Bytes { data, state: State::Whole },
            Err(_) => return Bytes { data, state: State::Broken },
            Ok(Status::Ok | Status::BufError) => {}
        }
        if data.len() >= limit {
            data.truncate(limit);
            return Bytes { data, state: State::OverLimit };
        }
        let room = data.len() < data.capacity();
        if room && stream.total_in() == read && data.len() == written {
            // No progress with room to spare: the input has ended before the stream did.
            return Bytes { data, state: State::Broken };
        }
        if !room {
            let step = data.len().max(STEP).min(limit - data.len());
            data.reserve_exact(step.max(1));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn deflated(data: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
        encoder.write_all(data).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn whole_broken_and_headless_streams() {
        let text: Vec<u8> = (0..9_000u32).flat_map(|n| n.to_string().into_bytes()).collect();
        let packed = deflated(&text);
        let whole = decode(&packed, 1 << 20);
        assert_eq!((whole.data == text, whole.state), (true, State::Whole));
        let cut = decode(&packed[..packed.len() / 2], 1 << 20);
        assert_eq!((text.starts_with(&cut.data), cut.state), (true, State::Broken));
        assert!(cut.data.len() > 1_000);
        let mut headless = packed;
        headless[0] = 0;
        assert_eq!(decode(&headless, 1 << 20).data, text);
    }

    #[test]
    fn a_bomb_stops_at_the_limit() {
        let bomb = deflated(&vec![0; 4 << 20]);
        let decoded = decode(&bomb, 1 << 20);
        assert_eq!((decoded.data.len(), decoded.state), (1 << 20, State::OverLimit));
    }
}

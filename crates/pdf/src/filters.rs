//! The filter chain of a stream (ISO 32000-2, 7.4): what stands before a broken spot is kept, output is bounded.
//!
//! Image codecs are not decoded here: the chain stops in front of them and names the codec.

mod ascii;
mod inflate;
mod lzw;
mod predictor;

use lopdf::{Dictionary, Document, Object, Stream};

use crate::limits::MAX_FILTERS;
use crate::objects::{as_dict, as_name, get, integer, resolve};

/// What a filter chain gives.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Decoded {
    /// The bytes; those in front of a broken spot when `state` tells of one.
    pub(crate) data: Vec<u8>,
    /// Whether they are whole.
    pub(crate) state: State,
    /// The image codec that the chain stopped in front of.
    pub(crate) codec: Option<Codec>,
}

/// Whether decoding reached the end.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum State {
    /// All of it.
    #[default]
    Whole,
    /// The stream is broken: bytes up to the broken spot.
    Broken,
    /// The stream is larger than the limit: bytes up to the limit.
    OverLimit,
    /// A filter that does not exist: no bytes.
    UnknownFilter,
}

/// Image codecs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Codec {
    /// `DCTDecode`.
    Jpeg,
    /// `JPXDecode`.
    Jpeg2000,
    /// `CCITTFaxDecode`.
    Fax,
    /// `JBIG2Decode`.
    Jbig2,
}

/// Decodes a stream up to `limit` bytes.
pub(crate) fn decode(document: &Document, stream: &Stream, limit: usize) -> Decoded {
    decode_bytes(document, &stream.dict, &stream.content, limit)
}

/// Decodes bytes by the filters that a dictionary names, in their long or short form (inline images).
pub(crate) fn decode_bytes(document: &Document, dict: &Dictionary, bytes: &[u8], limit: usize) -> Decoded {
    let filters = list(document, dict, [b"Filter", b"F"]);
    let parameters = list(document, dict, [b"DecodeParms", b"DP"]);
    let mut out = Decoded::default();
    if filters.len() > MAX_FILTERS {
        out.state = State::UnknownFilter;
        return out;
    }
    let mut current = None;
    for (i, filter) in filters.iter().enumerate() {
        let parameters = parameters.get(i).and_then(|object| as_dict(object));
        let input = current.as_deref().unwrap_or(bytes);
        let step = match filter_of(as_name(filter).unwrap_or_default()) {
            Filter::None => continue,
            Filter::Image(codec) => {
                out.codec = Some(codec);
                break;
            }
            Filter::Unknown => Bytes { data: Vec::new(), state: State::UnknownFilter },
            Filter::Hex => ascii::hex(input),
            Filter::Base85 => ascii::base85(input, limit),
            Filter::RunLength => run_length(input, limit),
            Filter::Lzw => predicted(document, lzw::decode(document, parameters, input, limit), parameters),
            Filter::Flate => predicted(document, inflate::decode(input, limit), parameters),
        };
        if step.state != State::Whole {
            out.state = step.state;
        }
        current = Some(step.data);
    }
    out.data = current.unwrap_or_else(|| bytes[..bytes.len().min(limit)].to_vec());
    out
}

/// What one filter gives.
pub(crate) struct Bytes {
    data: Vec<u8>,
    state: State,
}

enum Filter {
    Flate,
    Lzw,
    RunLength,
    Hex,
    Base85,
    Image(Codec),
    None,
    Unknown,
}

fn filter_of(name: &[u8]) -> Filter {
    match name {
        b"FlateDecode" | b"Fl" => Filter::Flate,
        b"LZWDecode" | b"LZW" => Filter::Lzw,
        b"RunLengthDecode" | b"RL" => Filter::RunLength,
        b"ASCIIHexDecode" | b"AHx" => Filter::Hex,
        b"ASCII85Decode" | b"A85" => Filter::Base85,
        b"DCTDecode" | b"DCT" => Filter::Image(Codec::Jpeg),
        b"JPXDecode" => Filter::Image(Codec::Jpeg2000),
        b"CCITTFaxDecode" | b"CCF" => Filter::Image(Codec::Fax),
        b"JBIG2Decode" => Filter::Image(Codec::Jbig2),
        // Decryption is done when the file is opened.
        b"Crypt" => Filter::None,
        _ => Filter::Unknown,
    }
}

fn predicted(document: &Document, bytes: Bytes, parameters: Option<&Dictionary>) -> Bytes {
    let Some(parameters) = parameters else {
        return bytes;
    };
    let value = |key: &[u8], default: usize| {
        integer(document, parameters, key).and_then(|n| usize::try_from(n).ok()).unwrap_or(default)
    };
    let shape = predictor::Shape {
        predictor: value(b"Predictor", 1),
        colors: value(b"Colors", 1),
        bits: value(b"BitsPerComponent", 8),
        columns: value(b"Columns", 1),
    };
    Bytes { data: predictor::undo(bytes.data, &shape), state: bytes.state }
}

/// `RunLengthDecode` (ISO 32000-2, 7.4.5).
fn run_length(input: &[u8], limit: usize) -> Bytes {
    let mut data = Vec::new();
    let mut rest = input;
    while let Some((&length, tail)) = rest.split_first() {
        if data.len() > limit {
            data.truncate(limit);
            return Bytes { data, state: State::OverLimit };
        }
        match length {
            128 => break,
            0..=127 => {
                let (run, tail) = tail.split_at(tail.len().min(usize::from(length) + 1));
                data.extend_from_slice(run);
                rest = tail;
            }
            129..=255 => {
                let Some((&byte, tail)) = tail.split_first() else {
                    return Bytes { data, state: State::Broken };
                };
                data.resize(data.len() + 257 - usize::from(length), byte);
                rest = tail;
            }
        }
    }
    Bytes { data, state: State::Whole }
}

/// Inflates the zlib stream at the start of the bytes, up to `limit`.
pub(crate) fn inflated(bytes: &[u8], limit: usize) -> Vec<u8> {
    inflate::decode(bytes, limit).data
}

/// The filter's names or parameters as a list: a single one is a list of one.
fn list<'a, const N: usize>(
    document: &'a Document,
    dict: &'a Dictionary,
    keys: [&[u8]; N],
) -> Vec<&'a Object> {
    let Some(object) = keys.into_iter().find_map(|key| get(document, dict, key)) else {
        return Vec::new();
    };
    match object {
        Object::Array(items) => items.iter().map(|item| resolve(document, item)).collect(),
        object => vec![object],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dictionary(filters: &[&str]) -> Dictionary {
        let names = filters.iter().map(|name| Object::Name(name.as_bytes().to_vec())).collect();
        Dictionary::from_iter([("F", Object::Array(names))])
    }

    #[test]
    fn a_chain_runs_from_first_to_last() {
        let decoded =
            decode_bytes(&Document::new(), &dictionary(&["AHx", "RL"]), b"02 61 62 63 FE 64 80>", 99);
        assert_eq!((decoded.data.as_slice(), decoded.state), (b"abcddd".as_slice(), State::Whole));
    }

    #[test]
    fn an_image_codec_ends_the_chain() {
        let decoded = decode_bytes(&Document::new(), &dictionary(&["AHx", "DCT"]), b"FFD8>", 99);
        assert_eq!((decoded.data.as_slice(), decoded.codec), (b"\xff\xd8".as_slice(), Some(Codec::Jpeg)));
    }

    #[test]
    fn unknown_filters_and_long_chains_give_nothing() {
        for filters in [vec!["Nonsense"], vec!["AHx"; MAX_FILTERS + 1]] {
            let decoded = decode_bytes(&Document::new(), &dictionary(&filters), b"61>", 99);
            assert_eq!((decoded.data.len(), decoded.state), (0, State::UnknownFilter));
        }
    }

    #[test]
    fn runs_stop_at_the_limit() {
        let decoded = run_length(&[129, b'a', 129, b'a', 129, b'a'], 200);
        assert_eq!((decoded.data.len(), decoded.state), (200, State::OverLimit));
    }
}

//! UTF-32 to text (The Unicode Standard, 3.10). Which byte order it has is told, not guessed.

use crate::charset::Endian;
use crate::decode::Decoded;

/// Decodes UTF-32 without its byte order mark. `base` is the offset of the first byte in the file.
pub(crate) fn decode(bytes: &[u8], endian: Endian, base: u64) -> Decoded {
    let mut out = Decoded::with_capacity(bytes.len() / 2);
    let mut units = bytes.chunks_exact(4);
    let mut offset = base;
    for unit in &mut units {
        match scalar(unit, endian) {
            Some(c) => out.text.push(c),
            None => out.undecodable(offset, unit),
        }
        offset += 4;
    }
    if !units.remainder().is_empty() {
        out.undecodable(offset, units.remainder());
    }
    out
}

/// The character of one code unit of four bytes; none for surrogates and beyond U+10FFFF.
pub(crate) fn scalar(unit: &[u8], endian: Endian) -> Option<char> {
    let unit: [u8; 4] = unit.try_into().ok()?;
    char::from_u32(match endian {
        Endian::Little => u32::from_le_bytes(unit),
        Endian::Big => u32::from_be_bytes(unit),
    })
}

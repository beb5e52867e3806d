//! Where one code of a composite font ends and the next begins (ISO 32000-2, 9.7.6.3).

/// How strings are cut into codes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Codespace {
    /// Two bytes each.
    TwoBytes,
    /// UTF-8.
    Utf8,
    /// UTF-16: two bytes, four for a surrogate pair.
    Utf16,
    /// UTF-32.
    Utf32,
    /// One byte, or two when the first is a lead byte.
    Lead(LeadBytes),
    /// The ranges that an embedded CMap states.
    Ranges(Vec<CodeRange>),
}

/// Which bytes begin a code of several bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LeadBytes {
    /// GBK, Big5, UHC: 81 to FE.
    From81,
    /// EUC: A1 to FE; in Japanese, 8E begins a half-width kana.
    FromA1,
    /// EUC of CNS 11643: A1 to FE begin two bytes, 8E four.
    CnsEuc,
    /// Shift JIS: 81 to 9F and E0 to FC.
    ShiftJis,
    /// GB 18030: 81 to FE; four bytes when the second is a digit.
    Gb18030,
}

/// A range of codes of one length.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CodeRange {
    low: Vec<u8>,
    high: Vec<u8>,
}

impl Codespace {
    /// Length in bytes of the code at the start of a string that is not empty.
    pub(crate) fn length(&self, bytes: &[u8]) -> usize {
        let second = bytes.get(1).copied();
        let length = match self {
            Self::TwoBytes => 2,
            Self::Utf32 => 4,
            Self::Utf16 if matches!(bytes[0], 0xD8..=0xDB) => 4,
            Self::Utf16 => 2,
            Self::Utf8 => match bytes[0] {
                0xF0.. => 4,
                0xE0.. => 3,
                0xC0.. => 2,
                _ => 1,
            },
            Self::Lead(lead) => lead.length(bytes[0], second),
            Self::Ranges(ranges) => range_length(ranges, bytes),
        };
        length.min(bytes.len())
    }
}

impl LeadBytes {
    fn length(self, first: u8, second: Option<u8>) -> usize {
        match (self, first) {
            (Self::CnsEuc, 0x8E) => 4,
            (Self::Gb18030, 0x81..=0xFE) if second.is_some_and(|byte| byte.is_ascii_digit()) => 4,
            (Self::From81 | Self::Gb18030, 0x81..=0xFE)
            | (Self::FromA1, 0xA1..=0xFE | 0x8E)
            | (Self::CnsEuc, 0xA1..=0xFE)
            | (Self::ShiftJis, 0x81..=0x9F | 0xE0..=0xFC) => 2,
            _ => 1,
        }
    }
}

/// The length of the first range that the bytes lie in; when none holds them whole, of the one that holds their
/// beginning; failing that, the shortest, so that a string of unknown codes stays in step.
fn range_length(ranges: &[CodeRange], bytes: &[u8]) -> usize {
    let holds = |range: &CodeRange, count: usize| {
        bytes
            .iter()
            .zip(&range.low)
            .zip(&range.high)
            .take(count)
            .all(|((byte, low), high)| low <= byte && byte <= high)
    };
    let whole = ranges.iter().find(|range| bytes.len() >= range.low.len() && holds(range, range.low.len()));
    let begun = || ranges.iter().find(|range| holds(range, 1));
    let shortest = || ranges.iter().min_by_key(|range| range.low.len());
    whole.or_else(begun).or_else(shortest).map_or(1, |range| range.low.len())
}

/// Most ranges of a CMap: honest ones have under 10.
const MAX_RANGES: usize = 256;

/// The codespace ranges in the source of an embedded CMap; two bytes when it states none.
pub(crate) fn parse(source: &[u8]) -> Codespace {
    let mut ranges = Vec::new();
    let mut rest = source;
    while let Some(start) = memchr::memmem::find(rest, b"begincodespacerange") {
        rest = &rest[start + b"begincodespacerange".len()..];
        let end = memchr::memmem::find(rest, b"endcodespacerange").unwrap_or(rest.len());
        let (body, after) = rest.split_at(end);
        let strings: Vec<Vec<u8>> = body.split(|&byte| byte == b'<').skip(1).map(hex).collect();
        let pairs =
            strings.chunks_exact(2).map(|pair| CodeRange { low: pair[0].clone(), high: pair[1].clone() });
        ranges.extend(pairs.filter(is_usable).take(MAX_RANGES - ranges.len().min(MAX_RANGES)));
        rest = after;
    }
    if ranges.is_empty() { Codespace::TwoBytes } else { Codespace::Ranges(ranges) }
}

fn is_usable(range: &CodeRange) -> bool {
    range.low.len() == range.high.len() && (1..=4).contains(&range.low.len())
}

/// The bytes of a hexadecimal string up to its `>`.
fn hex(text: &[u8]) -> Vec<u8> {
    let digits: Vec<u8> = text
        .iter()
        .take_while(|&&byte| byte != b'>')
        .filter_map(|&byte| (byte as char).to_digit(16).map(|digit| digit as u8))
        .collect();
    digits.chunks(2).map(|pair| pair[0] << 4 | pair.get(1).copied().unwrap_or(0)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(codespace: &Codespace, mut bytes: &[u8]) -> Vec<usize> {
        let mut out = Vec::new();
        while !bytes.is_empty() {
            let length = codespace.length(bytes);
            out.push(length);
            bytes = &bytes[length..];
        }
        out
    }

    #[test]
    fn families_of_lead_bytes() {
        let lead = |lead| Codespace::Lead(lead);
        assert_eq!(cut(&lead(LeadBytes::From81), b"A\xb0\xa1B"), [1, 2, 1]);
        assert_eq!(cut(&lead(LeadBytes::ShiftJis), b"\xb1\x82\xa0\xe0\x40"), [1, 2, 2]);
        assert_eq!(cut(&lead(LeadBytes::Gb18030), b"\x81\x30\x81\x30\xb0\xa1"), [4, 2]);
        assert_eq!(cut(&lead(LeadBytes::CnsEuc), b"\x8e\xa2\xa1\xa1\xc4\xe3"), [4, 2]);
        assert_eq!(cut(&Codespace::Utf16, b"\xd8\x42\xdf\xb7\x4e\x00\x4e"), [4, 2, 1]);
    }

    #[test]
    fn ranges_of_a_cmap_keep_unknown_codes_in_step() {
        let source = b"2 begincodespacerange <00> <80> <8140> <FEFE> endcodespacerange";
        let codespace = parse(source);
        assert_eq!(cut(&codespace, b"A\x81\x41\x81\x00\xffB"), [1, 2, 2, 1, 1]);
        assert_eq!(parse(b"nothing"), Codespace::TwoBytes);
    }
}

//! The character encodings that the reader knows, and the names people give them.
//!
//! Tables come from `encoding_rs` (the WHATWG Encoding Standard) and `oem_cp` (the DOS code pages); the
//! encodings of the mail age that neither has are decoded by [`crate::hz`], [`crate::iso2022`] and
//! [`crate::utf32`]. Which encoding a file is in is not decided here.

use encoding_rs::Encoding;

/// A character encoding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Charset {
    /// An encoding of the WHATWG Encoding Standard. GB2312 and GBK are read as GB18030, their superset.
    Web(&'static Encoding),
    /// UTF-32 (The Unicode Standard, 3.10, D99 to D101).
    Utf32(Endian),
    /// HZ (RFC 1843).
    Hz,
    /// ISO-2022-KR (RFC 1557).
    Iso2022Kr,
    /// ISO-2022-CN (RFC 1922), as far as its G1 set is GB 2312.
    Iso2022Cn,
    /// A code page of DOS.
    Dos(&'static DosPage),
}

/// Order of the bytes of a code unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Endian {
    /// Lowest byte first.
    Little,
    /// Highest byte first.
    Big,
}

/// A DOS code page: ASCII and 128 characters above it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct DosPage {
    /// Its IANA name.
    pub name: &'static str,
    /// Its number, as in `cp437`.
    pub number: u16,
    /// The characters of 0x80 to 0xFF.
    pub table: &'static [char; 128],
}

/// The DOS code pages that newspapers of the time were typed in. IBM866 is a web encoding.
pub(crate) static DOS_PAGES: [DosPage; 4] = [
    DosPage { name: "IBM437", number: 437, table: &oem_cp::code_table::DECODING_TABLE_CP437 },
    DosPage { name: "IBM850", number: 850, table: &oem_cp::code_table::DECODING_TABLE_CP850 },
    DosPage { name: "IBM852", number: 852, table: &oem_cp::code_table::DECODING_TABLE_CP852 },
    DosPage { name: "IBM855", number: 855, table: &oem_cp::code_table::DECODING_TABLE_CP855 },
];

impl Charset {
    /// The encoding's usual name: of the WHATWG standard, else of the IANA registry.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Web(encoding) => encoding.name(),
            Self::Utf32(Endian::Little) => "UTF-32LE",
            Self::Utf32(Endian::Big) => "UTF-32BE",
            Self::Hz => "HZ-GB-2312",
            Self::Iso2022Kr => "ISO-2022-KR",
            Self::Iso2022Cn => "ISO-2022-CN",
            Self::Dos(page) => page.name,
        }
    }
}

/// The encoding that a user or a protocol calls by this name; case, hyphens, underscores and blanks are free.
pub(crate) fn for_label(label: &str) -> Option<Charset> {
    let plain: String =
        label.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
    if let Some(charset) = own_label(&plain) {
        return Some(charset);
    }
    let web = Encoding::for_label(label.trim().as_bytes())
        .or_else(|| Encoding::for_label(plain.as_bytes()))
        .or_else(|| Encoding::for_label(respelled(&plain).as_bytes()))?;
    Some(Charset::Web(widened(web)))
}

/// GBK is a subset of GB18030; a file called GBK or GB2312 may hold four-byte characters all the same.
pub(crate) fn widened(encoding: &'static Encoding) -> &'static Encoding {
    if encoding == encoding_rs::GBK { encoding_rs::GB18030 } else { encoding }
}

fn own_label(plain: &str) -> Option<Charset> {
    let web = |encoding| Some(Charset::Web(encoding));
    match plain {
        "utf32" | "utf32le" | "ucs4" | "ucs4le" => Some(Charset::Utf32(Endian::Little)),
        "utf32be" | "ucs4be" => Some(Charset::Utf32(Endian::Big)),
        "hz" | "hzgb2312" | "hzgb" => Some(Charset::Hz),
        "iso2022kr" | "csiso2022kr" => Some(Charset::Iso2022Kr),
        "iso2022cn" | "iso2022cnext" | "csiso2022cn" => Some(Charset::Iso2022Cn),
        "utf8sig" | "utf8bom" => web(encoding_rs::UTF_8),
        "gb18030" | "gb180302022" | "gbk" | "cp936" | "ms936" | "gb2312" | "euccn" => {
            web(encoding_rs::GB18030)
        }
        "big5hkscs" | "cp950" | "ms950" | "big5hk" => web(encoding_rs::BIG5),
        "cp932" | "ms932" | "sjis" => web(encoding_rs::SHIFT_JIS),
        "cp949" | "ms949" | "uhc" => web(encoding_rs::EUC_KR),
        "macroman" | "mac" => web(encoding_rs::MACINTOSH),
        "maccyrillic" => web(encoding_rs::X_MAC_CYRILLIC),
        "cp858" => dos_page(850),
        _ => dos_page(plain.trim_start_matches(|c: char| c.is_ascii_alphabetic()).parse().ok()?),
    }
}

fn dos_page(number: u16) -> Option<Charset> {
    DOS_PAGES.iter().find(|page| page.number == number).map(Charset::Dos)
}

/// `iso88591` to `iso-8859-1`, `windows1252` and `cp1252` to `windows-1252`, `koi8r` to `koi8-r`.
fn respelled(plain: &str) -> String {
    if let Some(part) = plain.strip_prefix("iso8859") {
        return format!("iso-8859-{part}");
    }
    let number = plain.strip_prefix("windows").or_else(|| plain.strip_prefix("cp"));
    match (number, plain.strip_prefix("koi8")) {
        (Some(number), _) => format!("windows-{number}"),
        (_, Some(variant)) => format!("koi8-{variant}"),
        _ => plain.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_any_spelling_find_their_encoding() {
        let cases = [
            ("GB2312", "gb18030"),
            ("gb 18030", "gb18030"),
            ("CP936", "gb18030"),
            ("Big5-HKSCS", "Big5"),
            ("cp932", "Shift_JIS"),
            ("Shift-JIS", "Shift_JIS"),
            ("CP949", "EUC-KR"),
            ("hz-gb-2312", "HZ-GB-2312"),
            ("ISO-2022-KR", "ISO-2022-KR"),
            ("ISO_8859-2", "ISO-8859-2"),
            ("ISO8859_15", "ISO-8859-15"),
            ("cp1252", "windows-1252"),
            ("Windows 1251", "windows-1251"),
            ("koi8_u", "KOI8-U"),
            ("Mac Roman", "macintosh"),
            ("cp437", "IBM437"),
            ("IBM850", "IBM850"),
            ("cp866", "IBM866"),
            ("UTF-16LE", "UTF-16LE"),
            ("utf_32_be", "UTF-32BE"),
        ];
        for (label, name) in cases {
            assert_eq!(for_label(label).map(Charset::name), Some(name), "{label}");
        }
        assert_eq!(for_label("klingon"), None);
        assert_eq!(for_label("cp99999"), None);
    }
}

//! Characters decoded twice (UTF-8 read as Windows-1252 or as GBK), put right where that inverts exactly.
//!
//! Only the mishaps that leave all bytes in the text: where one lost a byte the text stays as it is.

use std::borrow::Cow;

use backissue_model::{Ledger, Place, Rule};

const WESTERN: Rule = Rule::new("mojibake/utf8-read-as-windows-1252");
const CHINESE: Rule = Rule::new("mojibake/utf8-read-as-gbk");

/// Repairs a line. Each stretch of characters above ASCII is judged apart, because a page may hold both a
/// quotation that suffered and text that did not.
pub(crate) fn repair<'a>(line: &'a str, place: &dyn Fn() -> Place, ledger: &mut Ledger) -> Cow<'a, str> {
    if !line.chars().any(is_suspect) {
        return Cow::Borrowed(line);
    }
    let mut out = String::with_capacity(line.len());
    for stretch in stretches(line) {
        match western(stretch).map(|text| (text, WESTERN)).or_else(|| chinese(stretch).map(|t| (t, CHINESE)))
        {
            Some((text, rule)) => {
                ledger.replace(rule, place(), stretch, &text);
                out.push_str(&text);
            }
            None => out.push_str(stretch),
        }
    }
    Cow::Owned(out)
}

/// Characters that the first bytes of UTF-8 sequences become: in Windows-1252 `Â` to `ô`; in GBK, of Chinese
/// punctuation and the commonest ideographs, the ones below.
fn is_suspect(c: char) -> bool {
    matches!(c, 'Â'..='ô') || is_chinese_trace(c)
}

/// Whether GBK makes the character of UTF-8 `，。、“”的一是不了在人有我他这中` and their neighbours, or of U+FFFD
/// twice (锟斤拷).
fn is_chinese_trace(c: char) -> bool {
    matches!(
        c,
        '锛' | '銆'
            | '鈥'
            | '鐨'
            | '涓'
            | '鏄'
            | '浜'
            | '鍦'
            | '鏈'
            | '鎴'
            | '浠'
            | '杩'
            | '锟'
            | '鏂'
            | '鍥'
            | '澶'
            | '鐢'
            | '瑕'
            | '鍙'
            | '瀛'
            | '鎵'
    )
}

/// Alternating stretches of ASCII and of characters above it.
fn stretches(line: &str) -> impl Iterator<Item = &str> {
    let mut rest = line;
    std::iter::from_fn(move || {
        let ascii = rest.chars().next()?.is_ascii();
        let end = rest.find(|c: char| c.is_ascii() != ascii).unwrap_or(rest.len());
        let (stretch, tail) = rest.split_at(end);
        rest = tail;
        Some(stretch)
    })
}

fn western(stretch: &str) -> Option<String> {
    let bytes: Option<Vec<u8>> = stretch.chars().map(western_byte).collect();
    from_utf8_above_ascii(&bytes?)
}

/// The byte of a character in Windows-1252, where the five bytes without a character pass as C1 controls.
fn western_byte(c: char) -> Option<u8> {
    if let '\u{80}'..='\u{FF}' = c {
        return u8::try_from(u32::from(c)).ok();
    }
    let mut buffer = [0; 4];
    let (bytes, _, unmappable) = encoding_rs::WINDOWS_1252.encode(c.encode_utf8(&mut buffer));
    if unmappable || bytes.len() != 1 { None } else { Some(bytes[0]) }
}

fn chinese(stretch: &str) -> Option<String> {
    // Two characters of UTF-8 are three of GBK: less says nothing.
    if stretch.chars().count() < 3 || !stretch.chars().any(is_chinese_trace) {
        return None;
    }
    let (bytes, _, unmappable) = encoding_rs::GBK.encode(stretch);
    if unmappable { None } else { from_utf8_above_ascii(&bytes) }
}

/// The text of bytes that are UTF-8 to the last byte, unless it is made of controls, or of U+FFFD: then the
/// characters were lost before, and what stands in the file is as good.
fn from_utf8_above_ascii(bytes: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(bytes).ok()?;
    let lost = |c: char| c == char::REPLACEMENT_CHARACTER || c.is_control();
    (!text.chars().any(lost)).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn repaired(line: &str) -> (String, usize) {
        let mut ledger = Ledger::default();
        let line = repair(line, &|| Place::File, &mut ledger).into_owned();
        (line, ledger.entries.len())
    }

    #[test]
    fn what_inverts_is_put_right_and_booked() {
        assert_eq!(repaired("CafÃ© â€œNordâ€\u{9d} ouvre"), ("Café “Nord” ouvre".into(), 3));
        let gbk_view = encoding_rs::GBK.decode_without_bom_handling("人民日报".as_bytes()).0;
        assert_eq!(repaired(&gbk_view), ("人民日报".into(), 1));
    }

    #[test]
    fn real_text_stays() {
        for line in ["Élan à São Paulo, Âme", "涓涓细流汇成河", "锟斤拷", "Ärger über Öl"] {
            assert_eq!(repaired(line), (line.into(), 0));
        }
    }
}

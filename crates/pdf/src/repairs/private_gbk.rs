//! Characters of GBK that had no place in Unicode when its fonts were made, and stood in the private area at places of
//! their own (GB 18030-2022, annex D). Founder and other Chinese systems wrote them so into their maps.
//!
//! Only what the standard moved is here; the areas that it leaves to users mean something else in each house.

use encoding_rs::GB18030;

use super::radicals;

/// The character that a private one became, when the standard moved it.
pub(crate) fn standard(c: char) -> Option<char> {
    /// Row A6: marks for vertical writing, here in the usual form.
    const MARKS: [char; 10] = ['，', '。', '、', '：', '；', '！', '？', '〖', '〗', '…'];
    let at = |first: char| (u32::from(c) - u32::from(first)) as usize;
    match c {
        '\u{e78d}'..='\u{e796}' => Some(MARKS[at('\u{e78d}')]),
        // Row A8: letters of Pinyin.
        '\u{e7c7}' => Some('ḿ'),
        '\u{e7c8}' => Some('ǹ'),
        // Row A9: the variation indicator and the description characters.
        '\u{e7e7}' => Some('〾'),
        '\u{e7e8}'..='\u{e7f3}' => char::from_u32(0x2ff0 + at('\u{e7e8}') as u32),
        '\u{e815}'..='\u{e864}' => row_fe(at('\u{e815}')),
        _ => None,
    }
}

/// Row FE: 80 ideographs and components, from trail byte 50 on without 7F.
fn row_fe(place: usize) -> Option<char> {
    /// Those beyond the basic plane, by trail byte: tables of the web leave them in the private area.
    const BEYOND: [(usize, char); 6] =
        [(0x51, '𠂇'), (0x52, '𠂉'), (0x53, '𠃌'), (0x6c, '𡗗'), (0x76, '𢦏'), (0x91, '𤇾')];
    let trail = 0x50 + place + usize::from(place >= 0x7f - 0x50);
    if let Some((_, c)) = BEYOND.iter().find(|(at, _)| *at == trail) {
        return Some(*c);
    }
    let code = [0xfe, u8::try_from(trail).ok()?];
    let (text, _, broken) = GB18030.decode(&code);
    let c = text.chars().next().filter(|c| !broken && !crate::fonts::is_private(*c))?;
    Some(radicals::unified(c).unwrap_or(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_standard_moved_and_nothing_else() {
        let moved = [
            ('\u{e78d}', '，'),
            ('\u{e796}', '…'),
            ('\u{e7c8}', 'ǹ'),
            ('\u{e7f3}', '⿻'),
            ('\u{e816}', '𠂇'),
            ('\u{e81e}', '龴'),
            ('\u{e843}', '龹'),
            ('\u{e844}', '䜣'),
            ('\u{e864}', '龻'),
        ];
        for (private, c) in moved {
            assert_eq!(standard(private), Some(c), "{c}");
        }
        assert!(('\u{e815}'..='\u{e864}').all(|c| standard(c).is_some()));
        assert_eq!((standard('\u{e000}'), standard('\u{e7d0}'), standard('天')), (None, None, None));
    }
}

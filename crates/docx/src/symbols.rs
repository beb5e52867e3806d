//! Symbol fonts: which characters stand behind their codes. Word keeps such codes at U+F020 to U+F0FF, in `w:sym`,
//! in list bullets and in plain runs set in the font.

/// Codes 0x21 to 0xFE of Adobe's and Microsoft's Symbol font; U+FFFD where there is nothing.
const SYMBOL: &str = "!∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼\
\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\
\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\
€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊⟨®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪\u{fffd}⟩∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭";

/// Codes 0x21 to 0xFE of Wingdings. Where Unicode has a character of the same shape that hardly any font shows,
/// the plain one stands: arrows, ticks and crosses.
const WINGDINGS: &str = "🖉✂✁👓🕭🕮🕯🕿✆🖂🖃📪📫📬📭🗀🗁🗎🗏🗐🗄⌛🖮🖰🖲🖳🖴🖫🖬✇✍🖎✌👌👍👎☜☞☝☟🖐☺😐☹💣☠⚐🏱✈☼💧❄🕆✞🕈✠✡☪☯ॐ☸\
♈♉♊♋♌♍♎♏♐♑♒♓&&●❍■□🞐❑❒⬧⧫◆❖⬥⌧⮹⌘🏵🏶🙶🙷\u{fffd}⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿🙢🙠🙡🙣🙞🙜🙝🙟·•⬝⭘🞆🞈◉◎🔿▪◻🟂✦★✶✴✹✵⯐⌖⟡⌑⯑✪✰\
🕐🕑🕒🕓🕔🕕🕖🕗🕘🕙🕚🕛⮰⮱⮲⮳⮴⮵⮶⮷🙪🙫🙕🙔🙗🙖🙐🙑🙒🙓⌫⌦⮘➢⮙⮛⮈➲⮉⮋←→↑↓↖↗↙↘⬅➔⬆⬇⬉⬈⬋⬊⇦⇨⇧⇩⬄⇳⬀⬁⬃⬂▭▫✗✓☒☑";

/// The codes of further symbol fonts that documents use: ticks, boxes and triangles.
const WINGDINGS_2: &[(u32, char)] =
    &[(0x4f, '✗'), (0x50, '✓'), (0x51, '☒'), (0x52, '☑'), (0x53, '☒'), (0x54, '☒'), (0x97, '●'), (0xa3, '□')];
const WINGDINGS_3: &[(u32, char)] =
    &[(0x70, '▲'), (0x71, '▼'), (0x74, '◀'), (0x75, '▶'), (0x7c, '◄'), (0x7d, '►'), (0x7e, '▲'), (0x80, '▶')];
const WEBDINGS: &[(u32, char)] = &[
    (0x33, '◀'),
    (0x34, '▶'),
    (0x35, '▲'),
    (0x36, '▼'),
    (0x61, '✓'),
    (0x63, '□'),
    (0x67, '■'),
    (0x6e, '●'),
    (0x72, '✗'),
];

/// First code that the long tables hold.
const FIRST: u32 = 0x21;

/// Whether a family is a symbol font known here.
pub fn is_symbol_font(family: &str) -> bool {
    ["symbol", "wingdings", "wingdings 2", "wingdings 3", "webdings"]
        .iter()
        .any(|name| family.eq_ignore_ascii_case(name))
}

/// The character behind a code of a symbol font, with or without the 0xF000 that Word adds; none when unknown.
pub fn character(family: &str, code: u32) -> Option<char> {
    let code = if (0xf000..=0xf0ff).contains(&code) { code - 0xf000 } else { code };
    if code == 0x20 {
        return Some(' ');
    }
    let pairs = match family.to_ascii_lowercase().as_str() {
        "symbol" => return nth(SYMBOL, code),
        "wingdings" => return nth(WINGDINGS, code),
        "wingdings 2" => WINGDINGS_2,
        "wingdings 3" => WINGDINGS_3,
        "webdings" => WEBDINGS,
        _ => return None,
    };
    pairs.iter().find(|(known, _)| *known == code).map(|(_, c)| *c)
}

/// Text set in a symbol font. Codes without a known meaning stand as U+FFFD, letters as they were typed.
pub fn text(family: &str, text: &str) -> String {
    let meant = |c: char| match u32::from(c) {
        code @ 0xf020..=0xf0ff => character(family, code).unwrap_or('\u{fffd}'),
        code @ 0x21..=0xff => character(family, code).unwrap_or(c),
        _ => c,
    };
    text.chars().map(meant).collect()
}

/// The mark of a bulleted list. A mark of unknown shape is still a mark: it stands as a bullet.
pub fn bullet(text: &str, family: Option<&str>) -> String {
    let family = family.unwrap_or_default();
    let meant = |c: char| match u32::from(c) {
        code @ 0xf020..=0xf0ff => {
            let family = if is_symbol_font(family) { family } else { "Symbol" };
            character(family, code).unwrap_or('•')
        }
        // Word's second-level bullet: the letter of this font is a ring.
        0x6f if family.eq_ignore_ascii_case("Courier New") => '◦',
        code @ 0x21..=0xff if is_symbol_font(family) => character(family, code).unwrap_or('•'),
        _ => c,
    };
    text.trim().chars().map(meant).collect()
}

fn nth(table: &str, code: u32) -> Option<char> {
    let at = code.checked_sub(FIRST)? as usize;
    table.chars().nth(at).filter(|c| *c != '\u{fffd}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_whole_and_in_step() {
        assert_eq!(SYMBOL.chars().count(), 0xfe - 0x20);
        assert_eq!(WINGDINGS.chars().count(), 0xfe - 0x20);
        let known = [
            ('a', 'α'),
            ('~', '∼'),
            ('\u{f0b7}', '•'),
            ('\u{f0a0}', '€'),
            ('\u{f0f2}', '∫'),
            ('\u{f0fe}', '⎭'),
        ];
        for (code, meant) in known {
            assert_eq!(character("Symbol", u32::from(code)), Some(meant), "Symbol {code:?}");
        }
        let known =
            [(0x4a, '☺'), (0x6c, '●'), (0x6e, '■'), (0x80, '⓪'), (0x9f, '•'), (0xa7, '▪'), (0xab, '★')];
        let further = [(0xb7, '🕐'), (0xd8, '➢'), (0xe0, '→'), (0xef, '⇦'), (0xfc, '✓'), (0xfe, '☑')];
        for (code, meant) in known.into_iter().chain(further) {
            assert_eq!(character("Wingdings", code), Some(meant), "Wingdings {code:#x}");
        }
    }

    #[test]
    fn bullets_are_marks_whatever_their_font() {
        assert_eq!(bullet("\u{f0b7}", Some("Symbol")), "•");
        assert_eq!(bullet("\u{f0a7}", Some("Wingdings")), "▪");
        assert_eq!(bullet("§", Some("Wingdings")), "▪");
        assert_eq!(bullet("o", Some("Courier New")), "◦");
        assert_eq!(bullet("\u{f0e9}", Some("Some Dingbats")), "⎡");
    }
}

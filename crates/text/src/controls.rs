//! Control characters that are no text: taken out, and booked.

use std::borrow::Cow;

use backissue_model::{Ledger, Place, Rule};

const CONTROL: Rule = Rule::new("control/not-text");

/// Takes control characters, byte order marks within the text and noncharacters out of a line.
///
/// EPUB and JATS are XML, which forbids most of them (XML 1.0, 2.2), and none has a meaning in a text file:
/// NULs are padding, Ctrl-Z the end mark of CP/M and DOS, the rest commands to printers of the time.
pub(crate) fn remove<'a>(line: &'a str, place: &dyn Fn() -> Place, ledger: &mut Ledger) -> Cow<'a, str> {
    if !line.chars().any(is_no_text) {
        return Cow::Borrowed(line);
    }
    let (out, kept): (String, String) = line.chars().partition(|c| is_no_text(*c));
    ledger.remove(CONTROL, place(), &out);
    Cow::Owned(kept)
}

/// Whether a character is a control, a byte order mark within the text or a noncharacter.
pub(crate) fn is_no_text(c: char) -> bool {
    match c {
        '\t' => false,
        '\0'..='\u{1F}' | '\u{7F}'..='\u{9F}' | '\u{FEFF}' => true,
        _ => u32::from(c) & 0xFFFE == 0xFFFE || ('\u{FDD0}'..='\u{FDEF}').contains(&c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn controls_leave_and_are_booked_once_a_line() {
        let mut ledger = Ledger::default();
        let line = remove("a\0\u{1A}b\t\u{FFFE}c", &|| Place::File, &mut ledger);
        assert_eq!(line, "ab\tc");
        assert_eq!(ledger.entries[0].before, "\0\u{1A}\u{FFFE}");
        assert_eq!(ledger.entries.len(), 1);
    }
}

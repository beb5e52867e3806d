//! Control characters that are no text: taken out, and booked.

use std::borrow::Cow;

use backissue_model::{Ledger, Place, Rule};

const CONTROL: Rule = Rule::new("control/not-text");
const SEQUENCE: Rule = Rule::new("control/escape-sequence");
const OVERSTRIKE: Rule = Rule::new("control/overstrike");
const OVERRIDE: Rule = Rule::new("control/direction-override");

/// Takes control characters, byte order marks within the text, noncharacters and overrides of the writing direction
/// out of a line, and with them what only commands a printer: the rest of an escape sequence, and a character that
/// another was struck over.
///
/// EPUB and JATS are XML, which forbids most of them (XML 1.0, 2.2), and none has a meaning in a text file:
/// NULs are padding, Ctrl-Z the end mark of CP/M and DOS, the rest commands to printers of the time.
pub(crate) fn remove<'a>(line: &'a str, place: &dyn Fn() -> Place, ledger: &mut Ledger) -> Cow<'a, str> {
    if !line.chars().any(|c| is_no_text(c) || is_override(c)) {
        return Cow::Borrowed(line);
    }
    let mut kept = String::with_capacity(line.len());
    let mut out: [(Rule, String); 4] =
        [CONTROL, SEQUENCE, OVERSTRIKE, OVERRIDE].map(|rule| (rule, String::new()));
    let mut rest = line;
    while let Some(c) = rest.chars().next() {
        let len = escape_sequence(rest).unwrap_or(c.len_utf8());
        let (taken, tail) = rest.split_at(len);
        match c {
            _ if len > c.len_utf8() => out[1].1.push_str(taken),
            BACKSPACE => {
                out[2].1.extend(struck_out(&mut kept, tail));
                out[2].1.push(c);
            }
            _ if is_override(c) => out[3].1.push(c),
            _ if is_no_text(c) => out[0].1.push(c),
            _ => kept.push(c),
        }
        rest = tail;
    }
    for (rule, text) in out {
        ledger.remove(rule, place(), &text);
    }
    Cow::Owned(kept)
}

const ESCAPE: char = '\u{1B}';
const BACKSPACE: char = '\u{8}';

/// The length of a control sequence such as `ESC [ 1 m` (ECMA-48, 5.4), if one begins here.
fn escape_sequence(text: &str) -> Option<usize> {
    let body = text.strip_prefix(ESCAPE)?.strip_prefix('[')?;
    let end = body.find(|c| !matches!(c, ' '..='?'))?;
    matches!(body[end..].chars().next()?, '@'..='~').then_some(2 + end + 1)
}

/// What was struck over: under an underscore or the same letter once more, as typewriters and printers underlined and
/// made bold, the letter shows. The character before the backspace then goes, and shows as the one behind it.
fn struck_out(kept: &mut String, tail: &str) -> Option<char> {
    let (before, after) = (kept.chars().next_back()?, tail.chars().next()?);
    (before == '_' || before == after).then(|| kept.pop())?
}

/// Whether a character is a control, a byte order mark within the text or a noncharacter.
pub(crate) fn is_no_text(c: char) -> bool {
    match c {
        '\t' => false,
        '\0'..='\u{1F}' | '\u{7F}'..='\u{9F}' | '\u{FEFF}' => true,
        _ => u32::from(c) & 0xFFFE == 0xFFFE || ('\u{FDD0}'..='\u{FDEF}').contains(&c),
    }
}

/// Whether a character makes the next ones run the other way, whatever they are (UAX #9, 2.2): text that then reads
/// otherwise than it is stored. Embeddings, isolates and marks let letters run as their script does, and stay.
fn is_override(c: char) -> bool {
    matches!(c, '\u{202D}' | '\u{202E}')
}

/// Whether a control is one that no text of any time has: not the ones that printers, terminals and CP/M knew, nor
/// NULs, which are padding in damaged or fixed-length files.
pub(crate) fn is_noise(c: char) -> bool {
    let known = matches!(c, '\0' | '\u{7}' | BACKSPACE | '\u{1A}' | ESCAPE | '\u{7F}');
    c.is_control() && !c.is_whitespace() && !known
}

#[cfg(test)]
mod tests {
    use super::*;

    fn removed(line: &str) -> (String, Vec<(String, String)>) {
        let mut ledger = Ledger::default();
        let kept = remove(line, &|| Place::File, &mut ledger).into_owned();
        let entries = ledger.entries.into_iter().map(|entry| (entry.rule.to_string(), entry.before));
        (kept, entries.collect())
    }

    #[test]
    fn controls_leave_and_are_booked_once_a_line() {
        let (kept, entries) = removed("a\0\u{1A}b\t\u{FFFE}c");
        assert_eq!(kept, "ab\tc");
        assert_eq!(entries, [("control/not-text".into(), "\0\u{1A}\u{FFFE}".into())]);
    }

    #[test]
    fn commands_to_printers_leave_whole() {
        let (kept, entries) = removed("The \u{1B}[1mboat\u{1B}[0m of _\u{8}N_\u{8}i_\u{8}n_\u{8}ee\u{8}e");
        assert_eq!(kept, "The boat of Ninee");
        assert_eq!(entries[0], ("control/escape-sequence".into(), "\u{1B}[1m\u{1B}[0m".into()));
        assert_eq!(entries[1].1.chars().filter(|c| *c == '_').count(), 4);
    }

    #[test]
    fn text_cannot_be_made_to_read_backwards() {
        let (kept, entries) = removed("the \u{202E}fdp.exe\u{202C} file, \u{2066}one\u{2069}");
        assert_eq!(kept, "the fdp.exe\u{202C} file, \u{2066}one\u{2069}");
        assert_eq!(entries, [("control/direction-override".into(), "\u{202E}".into())]);
    }
}

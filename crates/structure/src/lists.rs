//! Entries of lists as set: lines that begin with a mark no sentence begins with.
//!
//! Marks that papers also set before bylines, briefs and headlines (a square, a circle, a triangle) are left alone.

use backissue_model::{Cues, Line, Role, Spanned};

/// Marks of lists; the last three are those of the symbol fonts that word processors use.
const MARKS: [char; 15] =
    ['•', '‣', '◦', '⁃', '∙', '▪', '▫', '➢', '➤', '✓', '✔', '❖', '\u{F0B7}', '\u{F0A7}', '\u{F0D8}'];

/// Tells the role of a line that is an entry of a list by its mark, and gives whether it is one.
///
/// The mark stays in the text until the list is made: what looks like an entry may turn out to be a caption or a
/// heading, and keeps all its characters then.
pub(crate) fn open(line: &mut Line) -> bool {
    if line.cues.role.is_some() || mark_of(&line.text.text).is_none() {
        return false;
    }
    line.cues.role = Some(Role::ListItem { level: 0, label: String::new(), numbered: false });
    true
}

/// Takes the mark off the text of an entry that carries it, and gives it; nothing when the text has none.
pub(crate) fn take_mark(text: &mut Spanned) -> String {
    let Some((mark, at)) = mark_of(&text.text) else { return String::new() };
    *text = text.split_off(at);
    mark.to_string()
}

/// The mark that a text begins with, and where the words begin.
fn mark_of(text: &str) -> Option<(char, usize)> {
    let mark = text.chars().next().filter(|mark| MARKS.contains(mark))?;
    let rest = text[mark.len_utf8()..].trim_start();
    rest.starts_with(|c: char| !MARKS.contains(&c)).then(|| (mark, text.len() - rest.len()))
}

/// Whether a line goes on with an entry whose first line has these cues: it stands further in than the mark, right
/// below.
pub(crate) fn goes_on(entry: &Cues, line: &Line) -> bool {
    matches!(entry.role, Some(Role::ListItem { .. }))
        && line.cues.role.is_none()
        && line.cues.indent >= entry.indent + HANGING
        && line.cues.space_before < TIGHT
        && (line.cues.size - entry.size).abs() <= 0.1 * entry.size
}

/// The lines of an entry hang by this many ems behind its mark.
const HANGING: f32 = 0.4;
/// White above a line of the same entry is less than this share of the type size.
const TIGHT: f32 = 0.4;

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> Line {
        Line { text: Spanned::plain(text), ..Line::default() }
    }

    #[test]
    fn a_mark_makes_an_entry_and_becomes_its_label() {
        let mut entry = line("• Two lamps and a bell");
        assert!(open(&mut entry));
        assert!(matches!(entry.cues.role, Some(Role::ListItem { .. })));
        assert_eq!(take_mark(&mut entry.text), "•");
        assert_eq!(entry.text.text, "Two lamps and a bell");
    }

    #[test]
    fn marks_alone_and_squares_before_bylines_are_no_entries() {
        assert!(!open(&mut line("•••")));
        assert!(!open(&mut line("■ 本报记者 柳青禾")));
        assert!(!open(&mut line("Lamps • bells")));
    }
}

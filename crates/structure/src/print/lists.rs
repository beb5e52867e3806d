//! Entries of lists as set: lines that begin with a mark no sentence begins with.
//!
//! Marks that papers also set before bylines, briefs and headlines (a square, a circle, a triangle) are left alone.

use backissue_model::{Line, Role};

/// Marks of lists; the last three are those of the symbol fonts that word processors use.
const MARKS: [char; 15] =
    ['•', '‣', '◦', '⁃', '∙', '▪', '▫', '➢', '➤', '✓', '✔', '❖', '\u{F0B7}', '\u{F0A7}', '\u{F0D8}'];

/// Takes the mark off a line that is an entry of a list and tells the line's role. Gives whether it is one.
///
/// The mark goes on as the label of the entry, so that no character is lost.
pub(crate) fn open(line: &mut Line) -> bool {
    let text = &line.text.text;
    let Some(mark) = text.chars().next().filter(|mark| MARKS.contains(mark)) else { return false };
    let rest = text[mark.len_utf8()..].trim_start();
    if line.cues.role.is_some() || !rest.starts_with(|c: char| !MARKS.contains(&c)) {
        return false;
    }
    let at = text.len() - rest.len();
    line.text = line.text.split_off(at);
    line.cues.role = Some(Role::ListItem { level: 0, label: mark.to_string(), numbered: false });
    true
}

/// Whether a line goes on with an entry whose first line has these cues: it stands further in than the mark, right
/// below.
pub(crate) fn goes_on(entry: &backissue_model::Cues, line: &Line) -> bool {
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
    use backissue_model::Spanned;

    use super::*;

    fn line(text: &str) -> Line {
        Line { text: Spanned::plain(text), ..Line::default() }
    }

    #[test]
    fn a_mark_becomes_the_label() {
        let mut entry = line("• Two lamps and a bell");
        assert!(open(&mut entry));
        assert_eq!(entry.text.text, "Two lamps and a bell");
        let label = Role::ListItem { level: 0, label: "•".to_owned(), numbered: false };
        assert_eq!(entry.cues.role, Some(label));
    }

    #[test]
    fn marks_alone_and_squares_before_bylines_are_no_entries() {
        assert!(!open(&mut line("•••")));
        assert!(!open(&mut line("■ 本报记者 柳青禾")));
        assert!(!open(&mut line("Lamps • bells")));
    }
}

//! Verse as typed: short lines of one indent that no measure broke.

use backissue_model::{Align, Spanned};

use super::typed::{Habits, Typed};
use crate::bylines;
use crate::sentences::ends_sentence;

/// The fewest lines of a poem.
const FEWEST_LINES: usize = 4;
/// The most lines that are looked at for one poem. Epics are longer, and go on as the next; a file of nothing but
/// short lines would cost the square of its length.
const MOST_LINES: usize = 1_000;
/// The longest line of verse in ems.
const LONGEST_LINE: f32 = 31.0;
/// How much of the measure a line of verse leaves free at least.
const FREE: f32 = 0.08;
/// One line in this many may end like a sentence within a stanza; prose set line by line ends so in most.
const SENTENCES: usize = 2;

/// The stanzas that begin here, each a list of lines, and how many lines they take.
pub(crate) fn verse_at(lines: &[Typed], habits: Habits) -> Option<(Vec<Vec<Spanned>>, usize)> {
    let first = lines.first()?;
    let alike = |(at, line): (usize, &Typed)| {
        let close = at == 0 || line.gap <= 1;
        close && line.role.is_none() && stands_alike(first, line) && is_short(line, habits)
    };
    let mut len =
        lines.iter().enumerate().take(MOST_LINES).take_while(|(at, line)| alike((*at, line))).count();
    // A single line behind a blank is the next headline rather than a stanza.
    while len > 1 && lines[len - 1].gap > 0 {
        len -= 1;
    }
    if len < FEWEST_LINES || !is_set_apart(first, habits) {
        return None;
    }
    let lines = &lines[..len];
    let sentences = lines.iter().filter(|line| ends_sentence(&line.text.text)).count();
    let stanza = lines.iter().skip(1).take_while(|line| line.gap == 0).count() + 1;
    // Title and author of a poem are no stanza of it.
    if stanza == 2 && lines.get(1).is_some_and(|line| bylines::is_name(&line.text.text)) {
        return None;
    }
    let steps = indents(lines);
    if steps * 2 > len || stanza < 2 || sentences * SENTENCES > len || is_wrapped(lines, habits) {
        return None;
    }
    let mut stanzas: Vec<Vec<Spanned>> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        match stanzas.last_mut() {
            Some(stanza) if at > 0 && line.gap == 0 => stanza.push(line.text.clone()),
            _ => stanzas.push(vec![line.text.clone()]),
        }
    }
    Some((stanzas, len))
}

/// Whether two lines can be of one poem: at the same indent, or both away from the edge, in steps.
fn stands_alike(first: &Typed, line: &Typed) -> bool {
    line.indent == first.indent || line.indent > 0.0 && first.indent > 0.0
}

/// One line in this many of a poem, at the most, ends where the next word would not have fitted.
const WRAPPED: usize = 3;

/// Whether the measure broke the lines: prose in long words leaves as much of it free as verse.
fn is_wrapped(lines: &[Typed], habits: Habits) -> bool {
    let within = || lines.windows(2).filter(|pair| pair[1].gap == 0);
    let full = within().filter(|pair| habits.is_full(&pair[0], &pair[1])).count();
    full * WRAPPED > within().count()
}

/// How many indents the lines have. Those of a poem come again; lines in the middle have each their own.
fn indents(lines: &[Typed]) -> usize {
    let mut indents: Vec<f32> = lines.iter().map(|line| line.indent).collect();
    indents.sort_by(f32::total_cmp);
    indents.dedup();
    indents.len()
}

fn is_short(line: &Typed, habits: Habits) -> bool {
    let text = &line.text.text;
    let free = habits.measure == 0.0 || line.shortfall >= habits.measure * FREE;
    line.align != Align::End && line.width <= LONGEST_LINE && free && !text.contains("  ")
}

/// Whether the lines stand where verse does: indented, or with no paragraphs that are. Lines at the edge of a text
/// with indents are lists of names and addresses.
fn is_set_apart(first: &Typed, habits: Habits) -> bool {
    first.indent > 0.0 || habits.indent == 0.0
}

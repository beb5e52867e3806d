//! The measure to which a text was wrapped, and how its lines stand in it.

use backissue_model::Align;

use crate::lines::TextLine;
use crate::sentences::ends_sentence;

/// The widest measure that a text is wrapped to, in ems: 120 columns of a line printer. Lines of texts with a
/// paragraph a line go far beyond it.
const WIDEST: f32 = 66.0;
/// The narrowest measure, in ems: fewer make a word list, not a column.
const NARROWEST: f32 = 9.0;
/// One line in this many may overrun the measure: a heading typed beyond it, a hanging mark, a table. The first
/// that gives a measure counts.
const OVERRUNS: [usize; 3] = [50, 20, 10];
/// How far a full line may fall short of the measure, as a share of it: a long Western word does not fit any
/// more, and a Han line gives way to a mark that may not begin a line.
const RAGGED: f32 = 0.2;
/// One line in this many must be full for a text to count as wrapped.
const FULL_LINES: usize = 4;

/// One line in this many must stand right under another: where blank lines part nearly all, lines are paragraphs.
const TIGHT_LINES: usize = 4;

/// The measure of a text in ems; 0 when it was not wrapped.
pub(crate) fn measure(lines: &[TextLine]) -> f32 {
    let tight = lines.iter().skip(1).filter(|line| line.blanks == 0).count();
    if tight * TIGHT_LINES < lines.len() {
        return 0.0;
    }
    // Columns have a measure of their own, unless the text is nothing but columns.
    let outside = lines.iter().filter(|line| line.measure == 0.0).count();
    let counts = |line: &&TextLine| line.measure == 0.0 || outside * 2 < lines.len();
    let mut ends: Vec<f32> = lines.iter().filter(counts).map(|line| line.end).collect();
    ends.sort_by(f32::total_cmp);
    OVERRUNS.iter().find_map(|overruns| measure_without(&ends, ends.len() / overruns)).unwrap_or(0.0)
}

/// The measure of lines that end at these places, in order, when so many overrun it.
fn measure_without(ends: &[f32], overruns: usize) -> Option<f32> {
    let within = &ends[..ends.len() - overruns];
    let widest = *within.last()?;
    let full = within.partition_point(|end| *end < widest * (1.0 - RAGGED));
    let full = &within[full..];
    let wrapped = (NARROWEST..=WIDEST).contains(&widest) && full.len() * FULL_LINES >= ends.len();
    wrapped.then(|| usual(full).unwrap_or(widest))
}

/// The width that most full lines have: in Han text all of them, but for marks that hang over the edge. Latin
/// lines have none in common.
fn usual(full: &[f32]) -> Option<f32> {
    full.chunk_by(|a, b| a == b).find(|same| same.len() * 2 > full.len()).map(|same| same[0])
}

/// How far the two sides of a line in the middle may differ, in ems: half a column of rounding, and a hanging
/// mark.
const CENTRED: f32 = 1.5;
/// The deepest indent of a paragraph, in ems.
const PARAGRAPH_INDENT: f32 = 4.0;
/// How far a line at the right may stay from the edge, in ems.
const FLUSH_RIGHT: f32 = 2.0;

/// A line that begins in the right half of the measure, as a share of it, signs or dates what is above it, even where it
/// ends short of the edge.
const RIGHT_HALF: f32 = 0.5;

/// How a line stands between the edges of its measure, when paragraphs are indented by `paragraph` ems.
///
/// A line in the middle may chance to begin where paragraphs do. Then the lines right above and below tell: a
/// paragraph runs on at the edge, a headline stands alone or among lines in the middle.
pub(crate) fn align(lines: &[TextLine], at: usize, measure: f32, paragraph: f32) -> Align {
    let line = &lines[at];
    let measure = if line.measure > 0.0 { line.measure } else { measure };
    if heads_centred_line(lines, at, measure) {
        return Align::Centre;
    }
    if measure == 0.0 || line.indent < 1.0 {
        return Align::Start;
    }
    let above = at.checked_sub(1).map(|above| &lines[above]).filter(|_| line.blanks == 0);
    let below = lines.get(at + 1).filter(|below| below.blanks == 0);
    let in_middle = |line: &TextLine| line.indent != paragraph && is_centred(line, measure);
    let runs_on = below.is_some_and(|below| below.indent < line.indent && !in_middle(below));
    let among = above.is_some_and(in_middle) || below.is_some_and(in_middle);
    let alone = above.is_none() && (line.blanks > 0 || at == 0);
    let heads = !runs_on && (among || alone && !ends_sentence(&line.text));
    if is_centred(line, measure) && (line.indent != paragraph || heads) {
        Align::Centre
    } else if line.indent > PARAGRAPH_INDENT
        && (measure - line.end <= FLUSH_RIGHT || line.indent >= measure * RIGHT_HALF)
    {
        Align::End
    } else {
        Align::Start
    }
}

fn is_centred(line: &TextLine, measure: f32) -> bool {
    line.indent >= 1.0 && measure - line.end >= 1.0 && is_even(line, measure)
}

/// Whether a line has as much room before it as behind it.
fn is_even(line: &TextLine, measure: f32) -> bool {
    (line.indent - (measure - line.end)).abs() <= CENTRED
}

/// Whether a line is the first of a headline that fills the measure, with its rest in the middle of the next line.
fn heads_centred_line(lines: &[TextLine], at: usize, measure: f32) -> bool {
    let line = &lines[at];
    let Some(rest) = lines.get(at + 1).filter(|rest| rest.blanks == 0 && measure > 0.0) else { return false };
    let alone = line.blanks > 0 || at == 0;
    let deeper = rest.indent >= line.indent + PARAGRAPH_INDENT;
    alone && deeper && is_centred(rest, measure) && is_even(line, measure) && !ends_sentence(&line.text)
}

/// The indent of the first lines of paragraphs: the commonest before a line that begins further left. 0 when
/// paragraphs are not indented.
pub(crate) fn paragraph_indent(lines: &[TextLine]) -> f32 {
    let mut indents: Vec<f32> = lines
        .windows(2)
        .filter(|pair| pair[1].blanks == 0 && pair[1].indent < pair[0].indent)
        .map(|pair| pair[0].indent)
        .filter(|indent| *indent <= PARAGRAPH_INDENT)
        .collect();
    indents.sort_by(f32::total_cmp);
    indents.chunk_by(|a, b| a == b).max_by_key(|same| same.len()).map_or(0.0, |same| same[0])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(indent: f32, end: f32) -> TextLine {
        TextLine { indent, end, ..TextLine::default() }
    }

    #[test]
    fn wrapped_text_has_a_measure_and_whole_paragraphs_have_none() {
        let wrapped: Vec<_> = [24.0, 23.5, 24.0, 7.0, 24.0, 25.0, 12.0].map(|end| line(0.0, end)).into();
        assert_eq!(measure(&wrapped), 24.0);
        let whole: Vec<_> = [140.0, 96.0, 8.0, 210.0].map(|end| line(0.0, end)).into();
        assert_eq!(measure(&whole), 0.0);
    }

    #[test]
    fn lines_in_the_middle_and_at_the_right() {
        let one = |indent, end| align(&[line(0.0, 24.0), line(indent, end), line(0.0, 24.0)], 1, 24.0, 2.0);
        assert_eq!(one(8.0, 16.5), Align::Centre);
        assert_eq!(one(16.0, 24.0), Align::End);
        assert_eq!(one(2.0, 22.0), Align::Start);
        // A headline that fills the measure has the rest of it in the middle.
        assert_eq!(align(&[line(0.5, 23.0), line(10.0, 14.0)], 0, 24.0, 0.5), Align::Centre);
        // Under a line in the middle it is a line of the headline.
        assert_eq!(align(&[line(8.0, 16.5), line(2.0, 22.0)], 1, 24.0, 2.0), Align::Centre);
    }
}

//! Columns typed side by side on a grid of characters, as on a page: unfolded, so that each reads on downwards.
//!
//! A gutter is blank at the same place over many lines, with running text on both sides of it. Tables have blanks
//! under each other too, but short cells; the wide blanks of justified lines stand under each other by accident
//! only. What is in doubt stays as it is typed. Lists of cells are read later, by structure.

use std::ops::Range;

use crate::lines::TextLine;
use crate::sentences::ends_sentence;
use crate::width::{Ambiguous, columns_of, ems};

/// The narrowest gutter, in columns of characters: one blank parts words.
const GUTTER: usize = 2;
/// The fewest lines with text on both sides of a gutter: fewer may be under each other by accident.
const FEWEST: usize = 6;
/// The narrowest column of running text, in columns of characters: ten ideographs or four words. Cells of tables
/// are narrower.
const NARROWEST: usize = 20;
/// The most lines of a page that stand side by side. It bounds the search where all lines have blanks in common.
const LONGEST: usize = 400;
/// How much of its column a line of running text fills at least, as a share; the last line of a paragraph is free.
const FILLED: f32 = 0.75;
/// One line in this many must fill its column: a table has such cells here and there, running text nearly always.
const FILLED_LINES: f32 = 0.6;
/// One in this many of the words in a column may be a number: tables are full of them.
const NUMBERS: usize = 4;
/// How many columns deep a page is taken apart.
const DEEPEST: usize = 6;

/// Unfolds the columns of a text.
pub(crate) fn unfold(lines: Vec<TextLine>, ambiguous: Ambiguous) -> Vec<TextLine> {
    unfold_within(lines, ambiguous, DEEPEST)
}

fn unfold_within(mut lines: Vec<TextLine>, ambiguous: Ambiguous, depth: usize) -> Vec<TextLine> {
    let gaps: Vec<Vec<Range<usize>>> = lines.iter().map(|line| gaps(line, ambiguous)).collect();
    if depth == 0 || gaps.iter().filter(|gaps| !gaps.is_empty()).count() < FEWEST {
        return lines;
    }
    let mut out = Vec::with_capacity(lines.len());
    let mut at = 0;
    while at < lines.len() {
        let (region, tried) = region(&lines[at..], &gaps[at..], ambiguous);
        let end = at + region.as_ref().map_or(tried, |region| region.lines);
        match region {
            Some(region) => {
                let [left, right] = parted(&lines[at..end], &region.gutter, ambiguous);
                out.extend(unfold_within(left, ambiguous, depth - 1));
                out.extend(unfold_within(right, ambiguous, depth - 1));
            }
            None => out.extend(lines[at..end].iter_mut().map(std::mem::take)),
        }
        at = end;
    }
    out
}

/// Lines side by side.
struct Region {
    /// How many there are.
    lines: usize,
    /// The columns of characters that are blank in all of them.
    gutter: Range<usize>,
}

/// The region that begins with the first of these lines, or how many lines begin none.
fn region(lines: &[TextLine], gaps: &[Vec<Range<usize>>], ambiguous: Ambiguous) -> (Option<Region>, usize) {
    let mut tried = 1;
    for gap in &gaps[0] {
        let region = extent(lines, gaps, gap.clone());
        if is_running_text(&lines[..region.lines], &region.gutter, ambiguous) {
            return (Some(region), tried);
        }
        // What begins within lines that are no columns is none either, but for those at their end.
        tried = tried.max(region.lines / 2);
    }
    (None, tried)
}

/// How far down from the first line a gap goes on, and what of it is blank in all lines.
fn extent(lines: &[TextLine], gaps: &[Vec<Range<usize>>], gap: Range<usize>) -> Region {
    let mut gutter = gap;
    let (mut both, mut open) = (1, 1);
    for (at, line) in lines.iter().enumerate().take(LONGEST).skip(1) {
        let two_sided = gaps[at].iter().any(|gap| meet(gap, &gutter).len() >= GUTTER);
        let narrowed = narrowed(line, &gaps[at], &gutter);
        // Below the last line with both columns one of them may run on, up to the next blank line.
        let apart = line.blanks > 0 && !two_sided && !goes_on_below(gaps, at, &gutter);
        let Some(narrowed) = narrowed.filter(|_| !apart && line.sheet == lines[0].sheet) else { break };
        gutter = narrowed;
        open = at + 1;
        if two_sided {
            both = open;
        }
    }
    Region { lines: open.max(both), gutter }
}

/// Lines ahead within which a gutter must go on for a blank line beside it to be one between paragraphs.
const AHEAD: usize = 4;

fn goes_on_below(gaps: &[Vec<Range<usize>>], at: usize, gutter: &Range<usize>) -> bool {
    let ahead = gaps[at + 1..].iter().take(AHEAD);
    ahead.flatten().any(|gap| meet(gap, gutter).len() >= GUTTER)
}

/// The gutter as far as it is blank in this line too; none when the line has text in it.
fn narrowed(line: &TextLine, gaps: &[Range<usize>], gutter: &Range<usize>) -> Option<Range<usize>> {
    let (start, end) = extent_of(line);
    let left = if end <= gutter.start + 1 { Some(end.max(gutter.start)..gutter.end) } else { None };
    let right = if start + 1 >= gutter.end { Some(gutter.start..start.min(gutter.end)) } else { None };
    let within = gaps.iter().map(|gap| meet(gap, gutter)).find(|meet| meet.len() >= GUTTER);
    within.or(left).or(right).filter(|gutter| gutter.len() >= GUTTER)
}

fn meet(a: &Range<usize>, b: &Range<usize>) -> Range<usize> {
    let start = a.start.max(b.start);
    start..a.end.min(b.end).max(start)
}

/// Where a line begins and ends, in columns of characters.
fn extent_of(line: &TextLine) -> (usize, usize) {
    ((line.indent * 2.0) as usize, (line.end * 2.0) as usize)
}

/// The blanks within a line that could be gutters, in columns of characters.
fn gaps(line: &TextLine, ambiguous: Ambiguous) -> Vec<Range<usize>> {
    let blank = |c: char| c == ' ' || c == '\t' || c == '\u{3000}';
    if !has_wide_blank(&line.text) {
        return Vec::new();
    }
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut last_blank = false;
    let start = extent_of(line).0;
    for (_, c, columns) in columns_of(&line.text, start, ambiguous) {
        match out.last_mut() {
            Some(gap) if blank(c) && last_blank => gap.end = columns.end,
            _ if blank(c) => out.push(columns),
            _ => {}
        }
        last_blank = blank(c);
    }
    out.retain(|gap| gap.len() >= GUTTER);
    out
}

/// Whether there is a blank in a line that is wider than the one between words.
fn has_wide_blank(text: &str) -> bool {
    let bytes = text.as_bytes();
    let wide = |at: usize| bytes[at..].starts_with("\u{3000}".as_bytes());
    memchr::memchr2_iter(b' ', b'\t', bytes).any(|at| bytes[at] == b'\t' || bytes.get(at + 1) == Some(&b' '))
        || memchr::memchr_iter("\u{3000}".as_bytes()[0], bytes).any(wide)
}

/// Whether both sides of a gutter are columns of running text.
fn is_running_text(lines: &[TextLine], gutter: &Range<usize>, ambiguous: Ambiguous) -> bool {
    let sides = lines.iter().map(|line| sides(line, gutter, ambiguous));
    let both: Vec<[Piece; 2]> = sides.filter_map(|[left, right]| Some([left?, right?])).collect();
    both.len() >= FEWEST
        && both.len() * 2 > lines.len()
        && [0, 1].into_iter().all(|side| is_column(&both, side))
}

fn is_column(both: &[[Piece; 2]], side: usize) -> bool {
    let pieces = || both.iter().map(|pair| &pair[side]);
    let left = pieces().map(|piece| piece.columns.start).min().unwrap_or_default();
    let right = pieces().map(|piece| piece.columns.end).max().unwrap_or_default();
    let width = right.saturating_sub(left);
    let filled = pieces().filter(|piece| (piece.columns.end - left) as f32 >= width as f32 * FILLED).count();
    let words = pieces().flat_map(|piece| piece.text.split_whitespace());
    let numbers = words.clone().filter(|word| word.chars().any(|c| c.is_ascii_digit())).count();
    let wordless = pieces().filter(|piece| !piece.text.contains(char::is_alphabetic)).count();
    width >= NARROWEST
        && filled as f32 >= both.len() as f32 * FILLED_LINES
        && numbers * NUMBERS <= words.count().max(1)
        && wordless * NUMBERS <= both.len()
}

/// A piece of a line, and where it stands.
struct Piece {
    text: String,
    columns: Range<usize>,
}

/// What of a line stands on either side of a gutter.
fn sides(line: &TextLine, gutter: &Range<usize>, ambiguous: Ambiguous) -> [Option<Piece>; 2] {
    let start = extent_of(line).0;
    let middle = (gutter.start + gutter.end) / 2;
    let cut = columns_of(&line.text, start, ambiguous)
        .find(|(_, c, columns)| columns.start >= middle && !c.is_whitespace())
        .map_or(line.text.len(), |(at, ..)| at);
    let (left, right) = line.text.split_at(cut);
    [piece(left, start, ambiguous), piece(right, start_of(right, line, ambiguous), ambiguous)]
}

fn start_of(right: &str, line: &TextLine, ambiguous: Ambiguous) -> usize {
    let cut = line.text.len() - right.len();
    let mut columns = columns_of(&line.text, extent_of(line).0, ambiguous);
    columns.find(|(at, ..)| *at == cut).map_or(0, |(_, _, columns)| columns.start)
}

fn piece(text: &str, start: usize, ambiguous: Ambiguous) -> Option<Piece> {
    let text = text.trim_end();
    let end = columns_of(text, start, ambiguous).last()?.2.end;
    Some(Piece { text: text.to_owned(), columns: start..end })
}

/// The lines of the two columns, each with its own edges.
fn parted(lines: &[TextLine], gutter: &Range<usize>, ambiguous: Ambiguous) -> [Vec<TextLine>; 2] {
    let mut columns: [Vec<(usize, Piece)>; 2] = [Vec::new(), Vec::new()];
    for (at, line) in lines.iter().enumerate() {
        for (column, piece) in columns.iter_mut().zip(sides(line, gutter, ambiguous)) {
            column.extend(piece.map(|piece| (at, piece)));
        }
    }
    let [left, right] = columns;
    let left = set(left, lines, lines[0].blanks);
    // A sentence may run over from the foot of a column to the head of the next.
    let ended = left.last().is_none_or(|last| ends_sentence(&last.text));
    let right = set(right, lines, u32::from(ended));
    [left, right]
}

/// The pieces of a column as lines of their own, with so many blank lines above the first.
fn set(column: Vec<(usize, Piece)>, lines: &[TextLine], blanks_above: u32) -> Vec<TextLine> {
    let left = column.iter().map(|(_, piece)| piece.columns.start).min().unwrap_or_default();
    let right = column.iter().map(|(_, piece)| piece.columns.end).max().unwrap_or_default();
    let mut above = None;
    let line = |(at, piece): (usize, Piece)| {
        let line = &lines[at];
        // Lines without text on this side are blank lines of the column.
        let blanks = above.map_or(blanks_above, |above: u32| line.number.saturating_sub(above + 1));
        above = Some(line.number);
        TextLine {
            text: piece.text,
            indent: ems(piece.columns.start - left),
            end: ems(piece.columns.end - left),
            blanks,
            opens_sheet: line.opens_sheet && at == 0 && left == 0,
            measure: ems(right - left),
            role: None,
            ..*line
        }
    };
    column.into_iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use backissue_model::Ledger;

    use super::*;
    use crate::lines::split;

    fn unfolded(text: &str) -> Vec<String> {
        let lines = split(text, 1, &mut Ledger::default());
        unfold(lines.lines, lines.ambiguous).into_iter().map(|line| line.text).collect()
    }

    const PAGE: &str = "\
          THE WEIR HOUSE GAZETTE

The ferry at Skarn has a new     The mill wheel turns again
rope, and the old one was cut    after nine dry weeks, and the
into pieces for the children     miller says that the first
of the school, who will use      sacks will be ready when the
it for their boats.              market opens on Saturday.

  Nobody asked what it cost.       He has no helper yet, for
The keeper says that it will     all the young men of the
hold for twenty years, which     village are at the harbour,
is longer than he will.          where the pay is better.
";

    #[test]
    fn columns_side_by_side_read_downwards() {
        let lines = unfolded(PAGE);
        assert_eq!(
            lines[1..4],
            ["The ferry at Skarn has a new", "rope, and the old one was cut", "into pieces for the children"]
        );
        assert_eq!(lines[9], "is longer than he will.");
        assert_eq!(lines[10], "The mill wheel turns again");
        assert_eq!(lines.len(), 1 + 2 * 9);
    }

    #[test]
    fn a_column_keeps_its_indents_blank_lines_and_measure() {
        let lines = split(PAGE, 1, &mut Ledger::default());
        let lines = unfold(lines.lines, lines.ambiguous);
        let place = |at: usize| (lines[at].number, lines[at].indent, lines[at].blanks, lines[at].measure);
        assert_eq!(place(6), (9, 1.0, 1, 14.5));
        assert_eq!(place(10), (3, 0.0, 1, 14.5));
        assert_eq!(place(15), (9, 1.0, 1, 14.5));
    }

    #[test]
    fn three_columns_of_han() {
        let column = |a: &str| a.repeat(11);
        let text: String =
            (0..7).map(|_| format!("{}　　{}　　{}\n", column("桥"), column("河"), column("路"))).collect();
        let lines = unfolded(&text);
        assert!(lines[..7].iter().all(|line| line.starts_with('桥')));
        assert!(lines[7..14].iter().all(|line| line.starts_with('河')) && lines.len() == 21);
    }

    #[test]
    fn tables_verse_and_justified_lines_stay() {
        let table = "Team              Won  Lost\nElder County        9     2\nSt. Alban           6     5\n"
            .repeat(3);
        let prices = "Cost of breaking the ore, per ton     nine shillings\nOil and waste                         two shillings\n".repeat(4);
        let glossary = "ebb       the sea goes out, and the boats lie on the sand\n          until it is back\nneap      the tide at which the sea goes out least of all\n".repeat(4);
        let verse = "    The nets are wet,\n        the boats are late,\n    the lamp is set\n        beside the gate.\n".repeat(3);
        let justified = "The  ferry at Skarn has a new  rope, and\nthe old one  was cut into  pieces for the\nchildren of  the school,  who will use it\nfor their  boats when the  harbour freezes\nand the  keeper of the  weir goes home to\nhis  house by the river  for the winter.\n";
        for text in [table, prices, glossary, verse, justified.to_owned()] {
            let lines = split(&text, 1, &mut Ledger::default());
            assert_eq!(unfold(lines.lines.clone(), lines.ambiguous), lines.lines, "{text}");
        }
    }

    #[test]
    fn a_long_table_takes_no_longer_than_its_length() {
        let text = "an entry      of the register   12\n".repeat(20_000);
        assert_eq!(unfolded(&text).len(), 20_000);
    }
}

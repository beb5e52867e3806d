//! Tables typed with blanks between their columns.

use backissue_model::{Block, Cell, CellRole, Content, Inline, Row, Table};

use super::typed::Typed;

/// Blanks that part columns: two at least, since one parts words. A full-width blank is as wide as two.
const COLUMN_GAP: usize = 2;
/// Dots that lead from a name to its price or page, at least: three are an ellipsis, and so are two of `…`.
const LEADERS: usize = 4;
/// The fewest rows of a table.
const FEWEST_ROWS: usize = 3;
/// The fewest columns of a table.
const FEWEST_COLUMNS: usize = 2;

/// The table that begins here, and how many lines it takes.
///
/// A table is rows of as many cells each, one under the other; sheets may part them.
pub(crate) fn table_at(lines: &[Typed]) -> Option<(Table, usize)> {
    let first = &lines.first()?.text.text;
    // Most lines have nothing that could part columns.
    if !first.contains(['\t', '\u{3000}', '…', '·']) && !["  ", "..."].iter().any(|gap| first.contains(gap))
    {
        return None;
    }
    let columns = cells(first).len();
    if columns < FEWEST_COLUMNS {
        return None;
    }
    let is_row = |(at, line): (usize, &Typed)| {
        let apart = at > 0 && line.gap > 0 && !line.opens_sheet;
        line.role.is_none() && line.table.is_none() && !apart && cells(&line.text.text).len() == columns
    };
    let len = lines.iter().enumerate().take_while(|(at, line)| is_row((*at, line))).count();
    if len < FEWEST_ROWS {
        return None;
    }
    let rows: Vec<Vec<&str>> = lines[..len].iter().map(|line| cells(&line.text.text)).collect();
    Some((make(&rows), len))
}

fn make(rows: &[Vec<&str>]) -> Table {
    let head = has_head(rows);
    let rows = rows.iter().enumerate().map(|(at, row)| {
        let role = if head && at == 0 { CellRole::Header } else { CellRole::Data };
        let cell = |text: &&str| Cell {
            role,
            colspan: 1,
            rowspan: 1,
            blocks: vec![Block::new(Content::Paragraph(vec![Inline::text(*text)]))],
        };
        Row { cells: row.iter().map(cell).collect() }
    });
    Table { caption: Vec::new(), head_rows: u32::from(head), rows: rows.collect() }
}

/// Whether the first row names the columns: words over numbers in some column.
fn has_head(rows: &[Vec<&str>]) -> bool {
    let number = |text: &str| text.chars().any(|c| c.is_ascii_digit());
    (0..rows[0].len())
        .any(|column| !number(rows[0][column]) && rows[1..].iter().all(|row| number(row[column])))
}

/// The cells of a line.
fn cells(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let (mut start, mut at) = (0, 0);
    while let Some(c) = text[at..].chars().next() {
        let gap = gap(&text[at..]);
        if gap > 0 {
            out.push(text[start..at].trim());
            start = at + gap;
        }
        at += gap.max(c.len_utf8());
    }
    out.push(text[start..].trim());
    out
}

/// Length of the gap between columns that a text begins with, 0 when it begins with none: blanks, or leaders.
fn gap(text: &str) -> usize {
    let leaders = text.find(|c| !is_blank(c) && !is_leader(c)).unwrap_or(text.len());
    if text[..leaders].chars().filter(|c| is_leader(*c)).count() >= LEADERS {
        return leaders;
    }
    let blanks = text.find(|c| !is_blank(c)).unwrap_or(text.len());
    let width: usize = text[..blanks].chars().map(|c| if c == ' ' { 1 } else { COLUMN_GAP }).sum();
    if width >= COLUMN_GAP { blanks } else { 0 }
}

/// The leaders between the cells of a row, which lead the eye and say nothing.
pub(crate) fn leaders(text: &str) -> String {
    let mut out = String::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let gap = gap(&text[at..]);
        out.extend(text[at..at + gap].chars().filter(|c| is_leader(*c)));
        at += gap.max(c.len_utf8());
    }
    out
}

fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\u{3000}')
}

fn is_leader(c: char) -> bool {
    matches!(c, '.' | '·' | '…')
}

#[cfg(test)]
mod tests {
    use backissue_model::Spanned;

    use super::*;

    fn lines(texts: &[&str]) -> Vec<Typed> {
        texts.iter().map(|text| Typed { text: Spanned::plain(*text), ..Typed::default() }).collect()
    }

    #[test]
    fn rows_of_as_many_cells_are_a_table() {
        let text = lines(&[
            "Team          Won  Pct",
            "Elder County  9    .818",
            "St. Alban     6    .545",
            "They play on.",
        ]);
        let (table, len) = table_at(&text).expect("three rows of three cells");
        assert_eq!((len, table.head_rows, table.rows[1].cells.len()), (3, 1, 3));
        assert!(table_at(&lines(&["桥修好了　大家都来", "路也修好了"])).is_none());
    }

    #[test]
    fn blanks_and_leaders_part_cells_and_ellipses_do_not() {
        assert_eq!(cells("Eggs, dozen ........ 42 cents"), ["Eggs, dozen", "42 cents"]);
        assert_eq!(cells("The lock . . . . . 7"), ["The lock", "7"]);
        assert_eq!(cells("etc.  9   1"), ["etc.", "9", "1"]);
        assert_eq!(cells("桥修好了…………２"), ["桥修好了", "２"]);
        assert_eq!(cells("他说……桥修好了"), ["他说……桥修好了"]);
        assert_eq!(cells("and so ... on").len(), 1);
        assert_eq!(leaders("Eggs .... 42  (fresh)"), "....");
    }
}
